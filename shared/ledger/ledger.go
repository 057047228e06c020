// Package ledger looks through statements: what of their entries a search is for, what that comes to, and which part of a long list
// stands on a page. Server and browser follow the same rules, whoever holds the statements.
package ledger

import (
	"math"
	"slices"
	"strings"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/wire"
)

// Month is a statement with all that stands on it.
type Month struct {
	wire.MonthLine
	Uses []wire.Use
}

// Filter is a search made ready for many entries.
type Filter struct {
	in           form.Search
	words        []string
	from, to     int
	bounded      bool
	since, until japan.Date
	alone        string          // last 4 of the one card there is; else empty, and each entry names its own
	fits         map[string]bool // merchants that were looked at: the same ones come again and again
}

// NewFilter is the filter of a search that passed its Check, over the entries of these cards.
func NewFilter(in form.Search, cards []wire.SearchCard) *Filter {
	f := &Filter{in: in, words: in.Words(), fits: map[string]bool{}}
	f.from, f.to, f.bounded = in.Amounts()
	f.since, f.until = in.Days()
	if len(cards) == 1 {
		f.alone = cards[0].Last4
	}
	return f
}

// Takes says whether the search is for an entry. Amounts are compared without their sign, and both of a payment in parts: what it
// cost, and what this statement takes of it.
func (f *Filter) Takes(u *wire.Use) bool {
	if f.bounded && !f.within(u.Amount) && !f.within(u.Charged) {
		return false
	}
	if !f.since.IsZero() && earlier(u.Date, f.since) || !f.until.IsZero() && earlier(f.until, u.Date) {
		return false
	}
	last4 := u.Last4
	if f.alone != "" {
		last4 = f.alone
	}
	return f.in.Takes(u.Family, last4) && f.named(u.Merchant)
}

func (f *Filter) within(yen int) bool {
	if yen = max(yen, -yen); yen < 0 {
		yen = math.MaxInt
	}
	return f.from <= yen && yen <= f.to
}

// earlier is Date.Before, which makes two times for it.
func earlier(a, b japan.Date) bool {
	if a.Year != b.Year {
		return a.Year < b.Year
	}
	return a.Month < b.Month || a.Month == b.Month && a.Day < b.Day
}

// named says whether all words are in the merchant's name.
func (f *Filter) named(merchant string) bool {
	if len(f.words) == 0 {
		return true
	}
	fits, known := f.fits[merchant]
	if !known {
		name := kana.Fold(merchant)
		fits = true
		for _, w := range f.words {
			fits = fits && strings.Contains(name, w)
		}
		f.fits[merchant] = fits
	}
	return fits
}

// Take are the entries that the search is for.
func (f *Filter) Take(uses []wire.Use) (out []wire.Use) {
	for i := range uses {
		if f.Takes(&uses[i]) {
			out = append(out, uses[i])
		}
	}
	return out
}

// Find is what a search that passed its Check finds in months, the newest first: page of it, from 1; beyond the last the nearest.
func Find(months []Month, in form.Search, cards []wire.SearchCard, page int) *wire.Found {
	f := NewFilter(in, cards)
	taken := make([]Month, len(months))
	for i, m := range months {
		taken[i] = Month{m.MonthLine, f.Take(m.Uses)}
	}
	return Found(taken, page)
}

// FindWhole is Find in whole statements.
func FindWhole(whole []wire.Statement, in form.Search, cards []wire.SearchCard, page int) *wire.Found {
	months := make([]Month, len(whole))
	for i, m := range whole {
		months[i] = Month{m.MonthLine, Entries(m)}
	}
	return Find(months, in, cards, page)
}

// Found is a page of entries that a Filter took, with the sums of all of them.
func Found(months []Month, page int) *wire.Found {
	v := &wire.Found{}
	once := map[string]bool{}
	for _, m := range months {
		v.Count += len(m.Uses)
		for i := range m.Uses {
			u := &m.Uses[i]
			v.Sum += u.Charged + u.Fee
			v.Fees += u.Fee
			if u.Kind == "repayment" || u.Ref != "" && once[u.Ref] {
				continue // a payment of what was used before, or a further one
			}
			once[u.Ref] = true
			v.Used += u.Amount
		}
	}
	var from, to int
	v.Page, v.Pages, from, to = part(v.Count, page)
	v.First = from + 1
	at := 0
	for _, m := range months {
		for _, u := range within(m.Uses, at, from, to) {
			u.Month = m.Month
			v.Uses = append(v.Uses, u)
		}
		at += len(m.Uses)
	}
	return v
}

// Cut makes a page of a whole statement: page, from 1; beyond the last the nearest. The lines of fees come after the last use.
func Cut(v wire.Statement, page int) wire.Statement {
	uses, fees := v.Uses, v.Fees
	var from, to int
	v.Page, v.Pages, from, to = part(len(uses)+len(fees), page)
	v.First, v.All, v.Printed = min(from, len(uses))+1, false, ""
	v.Uses, v.Fees = within(uses, 0, from, to), within(fees, len(uses), from, to)
	return v
}

// Entries are all that stands on a whole statement, the newest first. What is nothing but a fee has its line among the fees alone.
func Entries(whole wire.Statement) []wire.Use {
	all := slices.Clone(whole.Uses)
	for _, u := range whole.Fees {
		if u.Kind == "annual_fee" || u.Kind == "paper_fee" || u.Kind == "late_charge" {
			all = append(all, u)
		}
	}
	slices.SortStableFunc(all, func(a, b wire.Use) int { return b.Date.Start().Compare(a.Date.Start()) })
	return all
}

// part is where a page of so many lines begins and ends.
func part(lines, wanted int) (page, pages, from, to int) {
	pages = max(1, (lines+wire.MaxUses-1)/wire.MaxUses)
	page = min(max(1, wanted), pages)
	from = (page - 1) * wire.MaxUses
	return page, pages, from, min(lines, from+wire.MaxUses)
}

// within is what of a list lies between from and to, when at is where it begins among all lines.
func within(list []wire.Use, at, from, to int) []wire.Use {
	return list[min(max(0, from-at), len(list)):min(max(0, to-at), len(list))]
}
