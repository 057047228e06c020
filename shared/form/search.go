package form

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"netanswer/shared/card"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/text"
)

// Search is what is looked for in the statements of all months. Every field may be empty; all of what is not must fit. It is
// a query (?q=…), so all of it is what anybody can type or link to.
type Search struct {
	Q     string `json:"q,omitempty"`     // words of the merchant, in any width and kana; all of them must be there
	From  string `json:"from,omitempty"`  // yen at least; a refund counts by its size
	To    string `json:"to,omitempty"`    // yen at most
	Since string `json:"since,omitempty"` // the day of the use, 2026-11-23
	Until string `json:"until,omitempty"`
	Who   string `json:"who,omitempty"` // WhoAll, WhoOwn, WhoFamily or one card, see WhoCard; empty: everybody
}

// Who used the card.
const (
	WhoAll    = "all"    // the same as nothing, which no radio button can send
	WhoOwn    = "own"    // the main card
	WhoFamily = "family" // any family card
)

// WhoCard is the Who of one card.
func WhoCard(last4 string) string { return "card-" + last4 }

// Bounds of a search.
const (
	MaxQuery  = 100 // characters of Q
	maxAmount = 9   // digits
)

// Asks says whether anything is looked for at all.
func (f Search) Asks() bool {
	return given(f.Q) || given(f.From) || given(f.To) || given(f.Since) || given(f.Until) || f.Who != "" && f.Who != WhoAll
}

func given(s string) bool { return strings.TrimSpace(s) != "" }

// Check says what cannot be looked for: one problem a field, in the order of the screen.
func (f Search) Check(r Rules) (ps []Problem) {
	switch {
	case utf8.RuneCountInString(f.Q) > MaxQuery:
		ps = append(ps, r.Problem("q", text.SearchLong, MaxQuery))
	case given(f.Q) && len(f.Words()) == 0:
		ps = append(ps, r.Problem("q", text.SearchNoWord))
	}
	if f.Who != "" && f.Who != WhoAll && f.Who != WhoOwn && f.Who != WhoFamily && f.last4() == "" {
		ps = append(ps, r.Problem("who", text.SearchWho))
	}
	from, okFrom := yen(f.From)
	to, okTo := yen(f.To)
	if !okFrom {
		ps = append(ps, r.Problem("from", text.SearchAmount))
	}
	switch {
	case !okTo:
		ps = append(ps, r.Problem("to", text.SearchAmount))
	case okFrom && given(f.From) && given(f.To) && from > to:
		ps = append(ps, r.Problem("to", text.SearchAmounts))
	}
	since, okSince := day(f.Since)
	until, okUntil := day(f.Until)
	if !okSince {
		ps = append(ps, r.Problem("since", text.SearchDay))
	}
	switch {
	case !okUntil:
		ps = append(ps, r.Problem("until", text.SearchDay))
	case okSince && !since.IsZero() && !until.IsZero() && until.Before(since):
		ps = append(ps, r.Problem("until", text.SearchDays))
	}
	return ps
}

// Words are the words of Q as shared/kana compares them.
func (f Search) Words() (out []string) {
	for word := range strings.FieldsFuncSeq(f.Q, unicode.IsSpace) {
		if word = kana.Fold(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// Amounts are the bounds of a search that passed its Check, yen; bounded says whether there is any.
func (f Search) Amounts() (from, to int, bounded bool) {
	from, _ = yen(f.From)
	if to, _ = yen(f.To); !given(f.To) {
		to = math.MaxInt
	}
	return from, to, given(f.From) || given(f.To)
}

// Days are the bounds of a search that passed its Check; zero: none.
func (f Search) Days() (since, until japan.Date) {
	since, _ = day(f.Since)
	until, _ = day(f.Until)
	return since, until
}

// Takes says whether a search that passed its Check is for uses of such a card.
func (f Search) Takes(family bool, last4 string) bool {
	switch f.Who {
	case "", WhoAll:
		return true
	case WhoOwn:
		return !family
	case WhoFamily:
		return family
	}
	return last4 != "" && last4 == f.last4()
}

// last4 is the card of Who, "" when it is no card's.
func (f Search) last4() string {
	last4, ok := strings.CutPrefix(f.Who, WhoCard(""))
	if !ok || len(last4) != 4 || !card.AllDigits(last4) {
		return ""
	}
	return last4
}

// yen reads an amount as people type or copy it: 12,800 １２８００円 ¥12,800. Nothing is 0. A minus is left aside: a refund is
// looked for by its size.
func yen(s string) (int, bool) {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(",，、円¥￥", r) {
			return -1
		}
		return r
	}, card.Fold(s))
	if digits == "" {
		return 0, !given(s)
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && card.AllDigits(digits) && len(digits) <= maxAmount
}

func day(s string) (japan.Date, bool) {
	if !given(s) {
		return japan.Date{}, true
	}
	d, err := japan.ParseDate(strings.TrimSpace(s))
	return d, err == nil
}
