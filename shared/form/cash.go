package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
)

// The ways in which a cash advance is paid back.
const (
	CashOnce      = "once"
	CashRevolving = "revolving"
)

// Whose limit is raised or lowered.
const (
	OfShopping = "shopping"
	OfCash     = "cash"
)

// IsPageKey says whether s is what a page is named by that asks for an order: 32 hex digits.
func IsPageKey(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}

// page is the problem of a form whose page is not named: it came from no page of ours.
func (r Rules) page(key string) []Problem {
	if IsPageKey(key) {
		return nil
	}
	return []Problem{r.Problem("", text.PageOld)}
}

// yen is an amount as a problem names it.
func (r Rules) yen(n int) string {
	if r.Lang == text.EN {
		return text.Yen.EN + money.Yen(n)
	}
	return money.Yen(n) + text.Yen.JA
}

// amount reads an amount that must be there; most is the greatest that makes sense.
func (r Rules) amount(field, typed string, most int) (n int, ps []Problem) {
	n, err := Yen(typed)
	switch {
	case err == errNoYen:
		return 0, []Problem{r.Problem(field, text.YenEmpty)}
	case err != nil:
		return 0, []Problem{r.Problem(field, text.YenWrong)}
	case n > most:
		return n, []Problem{r.Problem(field, text.YenMuch, r.yen(most))}
	}
	return n, nil
}

// CashBounds are what may be borrowed, as the card system offers it. Amounts are yen.
type CashBounds struct {
	Least     int  `json:"least"`
	Most      int  `json:"most"`
	Step      int  `json:"step"`
	Revolving bool `json:"revolving,omitempty"` // it may be paid back by the month as well
}

// Cashing asks for a cash advance.
type Cashing struct {
	Amount string `json:"amount"`
	Way    string `json:"way"`
	Terms  string `json:"terms"` // hidden: the versions of the terms in view
	Key    string `json:"key"`   // hidden: of the page
}

// Check wants an amount and a way. What is offered the page and the server know: Within.
func (f Cashing) Check(r Rules) []Problem {
	_, ps := r.amount("amount", f.Amount, mostYen)
	if f.Way != CashOnce && f.Way != CashRevolving {
		ps = append(ps, r.Problem("way", text.CashWay))
	}
	return append(ps, r.page(f.Key)...)
}

// Within is Check against what is offered.
func (f Cashing) Within(r Rules, b CashBounds) []Problem {
	ps := f.Check(r)
	if n, err := Yen(f.Amount); err == nil && (n < b.Least || n > b.Most || n%max(b.Step, 1) != 0) {
		ps = append(ps, r.Problem("amount", text.YenSteps, r.yen(b.Least), r.yen(b.Most), r.yen(b.Step)))
	}
	if f.Way == CashRevolving && !b.Revolving {
		ps = append(ps, r.Problem("way", text.CashWay))
	}
	return ps
}

// LowerBounds are down to where a limit can be lowered. Amounts are yen.
type LowerBounds struct {
	Now   int `json:"now"` // below this
	Least int `json:"least"`
	Step  int `json:"step"`
}

// LowerLimit asks for a lower limit from now on.
type LowerLimit struct {
	Of    string `json:"of"` // hidden: shopping or cash
	Limit string `json:"limit"`
	Key   string `json:"key"` // hidden: of the page
}

// Check wants an amount.
func (f LowerLimit) Check(r Rules) []Problem {
	_, ps := r.amount("limit", f.Limit, mostYen)
	if f.Of != OfShopping && f.Of != OfCash {
		return append(ps, r.Problem("", text.PageOld))
	}
	return append(ps, r.page(f.Key)...)
}

// Within is Check against what is offered.
func (f LowerLimit) Within(r Rules, b LowerBounds) []Problem {
	ps := f.Check(r)
	if n, err := Yen(f.Limit); err == nil && (n < b.Least || n >= b.Now || n%max(b.Step, 1) != 0) {
		ps = append(ps, r.Problem("limit", text.LowerSteps, r.yen(b.Least), r.yen(b.Now), r.yen(b.Step)))
	}
	return ps
}

// RaiseBounds are what may be applied for, as the card system says it. Amounts are yen.
type RaiseBounds struct {
	Now         int      `json:"now"`
	Temporary   int      `json:"temporary,omitempty"` // up to which for a time; 0: not offered
	Lasting     int      `json:"lasting,omitempty"`   // up to which for good; 0: not offered
	Step        int      `json:"step"`
	LongestDays int      `json:"longest_days,omitempty"`
	Ahead       int      `json:"ahead,omitempty"`
	Purposes    []string `json:"purposes,omitempty"`
	ProofAbove  int      `json:"proof_above,omitempty"`
	ProofWith   int      `json:"proof_with,omitempty"`
	IncomePart  int      `json:"income_part,omitempty"`
}

// The terms of a limit.
const (
	Temporary = "temporary"
	Lasting   = "lasting"
)

// RaiseLimit applies for a higher limit. What the law wants to know stands beside it.
type RaiseLimit struct {
	Of       string   `json:"of"`   // hidden: shopping or cash
	Term     string   `json:"term"` // temporary or lasting
	Limit    string   `json:"limit"`
	Purpose  string   `json:"purpose"`
	From     string   `json:"from"`   // 2026-12-01
	Until    string   `json:"until"`  // the last day
	Income   string   `json:"income"` // yen a year
	Employer string   `json:"employer"`
	Debts    string   `json:"debts"` // yen owed elsewhere
	Consent  bool     `json:"consent"`
	Files    []Upload `json:"files,omitempty"`
	Key      string   `json:"key"` // hidden: of the page
}

const (
	maxEmployer = 60
	mostIncome  = 999_990_000
)

// Day reads a day as the browser's own field has it.
func Day(s string) (japan.Date, bool) {
	d, err := japan.ParseDate(strings.TrimSpace(s))
	return d, err == nil
}

// Check wants all that is asked for. What is offered the page and the server know: Within.
func (f RaiseLimit) Check(r Rules) (ps []Problem) {
	if f.Term != Temporary && f.Term != Lasting {
		ps = append(ps, r.Problem("term", text.RaiseTerm))
	}
	_, wrong := r.amount("limit", f.Limit, mostYen)
	ps = append(ps, wrong...)
	if f.Term == Temporary {
		from, ok := Day(f.From)
		if !ok || from.Before(r.Today) {
			ps = append(ps, r.Problem("from", text.RaiseFrom))
		}
		if until, ok2 := Day(f.Until); !ok2 || ok && until.Before(from) {
			ps = append(ps, r.Problem("until", text.RaiseUntil))
		}
	}
	if f.Purpose == "" {
		ps = append(ps, r.Problem("purpose", text.RaisePurpose))
	}
	_, wrong = r.amount("income", f.Income, mostIncome)
	ps = append(ps, wrong...)
	switch n := utf8.RuneCountInString(strings.TrimSpace(f.Employer)); {
	case n == 0:
		ps = append(ps, r.Problem("employer", text.RaiseEmployer))
	case n > maxEmployer || strings.ContainsFunc(f.Employer, unseen):
		ps = append(ps, r.Problem("employer", text.RaiseEmployerLong, maxEmployer))
	}
	_, wrong = r.amount("debts", f.Debts, mostIncome)
	ps = append(append(ps, wrong...), r.Uploads("files", f.Files)...)
	if !f.Consent {
		ps = append(ps, r.Problem("consent", text.RaiseConsent))
	}
	if f.Of != OfShopping && f.Of != OfCash {
		return append(ps, r.Problem("", text.PageOld))
	}
	return append(ps, r.page(f.Key)...)
}

// Within is Check against what is offered.
func (f RaiseLimit) Within(r Rules, b RaiseBounds) []Problem {
	ps := f.Check(r)
	bad := func(field string) bool {
		return slices.ContainsFunc(ps, func(p Problem) bool { return p.Field == field })
	}
	most := b.Lasting
	if f.Term == Temporary {
		most = b.Temporary
	}
	if !bad("term") && most == 0 {
		ps = append(ps, r.Problem("term", text.RaiseTerm))
	}
	limit, _ := Yen(f.Limit)
	if !bad("limit") && most > 0 && (limit <= b.Now || limit > most || limit%max(b.Step, 1) != 0) {
		ps = append(ps, r.Problem("limit", text.RaiseSteps, r.yen(b.Now), r.yen(most), r.yen(b.Step)))
	}
	if f.Term == Temporary && b.Temporary > 0 && !bad("from") && !bad("until") {
		from, _ := Day(f.From)
		until, _ := Day(f.Until)
		switch {
		case r.Today.AddDays(b.Ahead).Before(from):
			ps = append(ps, r.Problem("from", text.RaiseAhead, b.Ahead))
		case from.AddDays(b.LongestDays - 1).Before(until):
			ps = append(ps, r.Problem("until", text.RaiseLong, b.LongestDays))
		}
	}
	if !bad("purpose") && !slices.Contains(b.Purposes, f.Purpose) {
		ps = append(ps, r.Problem("purpose", text.RaisePurpose))
	}
	income, _ := Yen(f.Income)
	debts, _ := Yen(f.Debts)
	if sum := limit + debts; b.IncomePart > 0 && !bad("limit") && !bad("income") && !bad("debts") && sum > income/b.IncomePart {
		ps = append(ps, r.Problem("limit", text.RaiseIncome, b.IncomePart, r.yen(income/b.IncomePart)))
	}
	if f.Proof(b) && len(f.Files) == 0 {
		ps = append(ps, r.Problem("files", text.RaiseProof))
	}
	return ps
}

// Proof says whether the amounts ask for proof of income.
func (f RaiseLimit) Proof(b RaiseBounds) bool {
	limit, _ := Yen(f.Limit)
	debts, _ := Yen(f.Debts)
	return b.ProofAbove > 0 && limit > b.ProofAbove || b.ProofWith > 0 && limit+debts > b.ProofWith
}
