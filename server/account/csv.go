package account

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/ledger"
	"netanswer/shared/text"
)

// csvChunk is how many lines are written before they are sent on.
const csvChunk = 100

// Export is statements about to be written as CSV, see docs/csv.md. It holds one month at a time.
type Export struct {
	s      *Service
	r      Reader
	months []issuer.Statement
	filter *ledger.Filter
	last4  map[string]string // by card
	cards  []issuer.Card
	first  []issuer.Use // of months[0], asked for ahead: whether anything can be had is known before the first byte
}

// Export is all months, or what in asks for of them. in has passed its Check.
func (s *Service) Export(ctx context.Context, r Reader, in form.Search) (*Export, error) {
	months, _, err := s.months(ctx, r)
	if err != nil {
		return nil, err
	}
	return s.export(ctx, r, months, in)
}

// ExportMonth is one month. fault NotFound when it has no statement.
func (s *Service) ExportMonth(ctx context.Context, r Reader, m japan.Month) (*Export, error) {
	of, uses, _, err := s.sheet(ctx, r, m)
	if err != nil {
		return nil, err
	}
	e, err := s.export(ctx, r, nil, form.Search{})
	if err == nil {
		e.months, e.first = []issuer.Statement{of}, uses
	}
	return e, err
}

func (s *Service) export(ctx context.Context, r Reader, months []issuer.Statement, in form.Search) (*Export, error) {
	cards, _, err := s.cards(ctx, r)
	if err != nil {
		return nil, err
	}
	e := &Export{s: s, r: r, months: months, filter: ledger.NewFilter(in, searchCards(cards)), cards: cards, last4: map[string]string{}}
	for _, c := range cards {
		e.last4[c.CardRef] = c.Last4
	}
	if len(months) > 0 {
		e.first, _, err = s.entries(ctx, r, months[0])
	}
	if gone(err) {
		e.months, err = months[1:], nil
	}
	return e, err
}

// WriteTo writes the file, a few hundred lines at a time, each followed by flush. An error means that it is not whole: what was
// written may not be taken for it.
func (e *Export) WriteTo(ctx context.Context, w io.Writer, flush func() error) error {
	buffered := bufio.NewWriterSize(w, 32<<10)
	out := csv.NewWriter(buffered)
	out.UseCRLF = true
	send := func() error {
		out.Flush()
		if err := out.Error(); err != nil {
			return err
		}
		if err := buffered.Flush(); err != nil {
			return err
		}
		return flush()
	}
	buffered.WriteString("\ufeff") // Excel takes UTF-8 for UTF-8 by it alone
	if err := out.Write(strings.Split(text.CSVColumns.JA, ",")); err != nil {
		return err
	}
	lines := 0
	for _, of := range e.months {
		if err := send(); err != nil { // what there is by now, before the card system is asked for more
			return err
		}
		uses := e.first
		if e.first = nil; uses == nil {
			var err error
			if uses, _, err = e.s.entries(ctx, e.r, of); err != nil && !gone(err) {
				return err
			}
		}
		shown := wireUsesOf(uses, e.cards)
		for i, u := range uses {
			if !e.filter.Takes(&shown[i]) {
				continue
			}
			if err := out.Write(e.record(of, u)); err != nil {
				return err
			}
			if lines++; lines%csvChunk == 0 {
				if err := send(); err != nil {
					return err
				}
			}
		}
	}
	return send()
}

// record is an entry of a statement in the order of text.CSVColumns. Numbers are plain: digits and a minus.
func (e *Export) record(of issuer.Statement, u issuer.Use) []string {
	who, last4 := text.HomeSelf.JA, e.last4[u.CardRef]
	if u.Family && len(e.cards) > 1 {
		who = text.HomeFamily.JA
	}
	if last4 != "" {
		last4 = "****" + last4
	}
	rec := []string{
		of.Month.String(), of.Debit.String(), u.Date.String(), cell(kana.Wide(u.Merchant)), who, last4, kinds[u.Kind].JA, ways[u.Way].JA,
		positive(u.Payments), positive(u.Payment), strconv.Itoa(u.Amount), strconv.Itoa(u.Charged), strconv.Itoa(u.Fee),
		"", "", "", "", "", cell(u.Ref),
	}
	if f := u.Foreign; f.Currency != "" {
		rec[13], rec[14], rec[15], rec[16], rec[17] = cell(f.Currency), decimal(f.Units, f.Decimals), decimal(f.Rate, 4), f.RateOn.String(), strconv.Itoa(f.Fee)
	}
	return rec
}

var kinds = map[issuer.Kind]text.Message{
	issuer.Purchase: text.CSVPurchase, issuer.Refund: text.CSVRefund, issuer.Chargeback: text.CSVChargeback, issuer.Cash: text.CSVCash,
	issuer.AnnualFee: text.CSVAnnualFee, issuer.PaperFee: text.CSVPaperFee, issuer.PointsUsed: text.CSVPoints, issuer.LateCharge: text.CSVLate, issuer.Repayment: text.CSVRepayment,
}

var ways = map[string]text.Message{
	issuer.Once: text.WayOnce, issuer.Twice: text.WayTwice, issuer.Bonus: text.WayBonus, issuer.Instalments: text.WayInstalments, issuer.Revolving: text.WayRevolving,
}

// risky are the beginnings that a spreadsheet takes for a formula, in half and in full width; and the apostrophe itself, so that
// exactly one is taken off again.
const risky = "=+-@'＝＋－＠\t\r\n"

// cell is text as a cell shows it and nothing runs it: one that begins like a formula begins with an apostrophe. Control
// characters, which no shop's name has, are blanks.
func cell(s string) string {
	if i := strings.IndexAny(s, risky); i == 0 {
		s = "'" + s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// decimal writes n with so many digits behind the point.
func decimal(n, digits int) string {
	if digits <= 0 {
		return strconv.Itoa(n)
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.Itoa(n)
	if len(s) <= digits {
		s = strings.Repeat("0", digits+1-len(s)) + s
	}
	return sign + s[:len(s)-digits] + "." + s[len(s)-digits:]
}
