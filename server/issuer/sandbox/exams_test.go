package sandbox

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

func (w *world) limits(ref string) issuer.Limits {
	w.t.Helper()
	l, err := issuer.Strict{Issuer: w.Issuer, Now: w.clock}.Limits(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	return l
}

func (w *world) limitOffer(ref string) issuer.LimitOffer {
	w.t.Helper()
	o, err := w.LimitOffer(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	return o
}

// asks is an application that is well founded.
func asks(limit int) issuer.LimitRequest {
	return issuer.LimitRequest{Limit: limit, Income: 12_000_000, Employer: "みほん商事", Consent: true, Files: []issuer.File{{Name: "源泉徴収票.pdf", Type: "application/pdf", Data: []byte("%PDF-1.7")}}}
}

func raise(r issuer.LimitRequest) issuer.Order {
	return issuer.Order{Kind: issuer.RaiseLimit, RaiseLimit: &r}
}

func raiseCash(r issuer.LimitRequest) issuer.Order {
	return issuer.Order{Kind: issuer.RaiseCash, RaiseCash: &r}
}

// An application is looked at by the clock, and what is approved counts from then.
func TestAnApprovedLimitCountsFromThen(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	before, offer := w.limits(ref), w.limitOffer(ref)
	if offer.Why != "" || offer.Limit != before.Total.Limit || offer.Lasting <= offer.Limit || offer.Temporary <= offer.Limit || offer.Ahead <= 0 {
		t.Fatalf("%+v with %+v", offer, before)
	}
	out := w.order(ref, raise(asks(offer.Lasting)))
	if out.State != issuer.Received || out.CancelUntil.IsZero() {
		t.Errorf("%+v", out)
	}
	if o := w.limitOffer(ref); o.Why != "pending" || o.Pending != out.Key {
		t.Errorf("under way: %+v", o)
	}
	w.refused(ref, raise(asks(offer.Lasting)))
	w.pass(time.Minute + time.Second)
	if out := w.stands(ref, out.Key); out.State != issuer.Examining || w.limits(ref).Total.Limit != before.Total.Limit {
		t.Errorf("looked at: %+v", out)
	}
	w.pass(time.Minute)
	after := w.limits(ref)
	if out := w.stands(ref, out.Key); out.State != issuer.Approved || after.Total.Limit != offer.Lasting || after.Total.Available != before.Total.Available+offer.Lasting-offer.Limit {
		t.Errorf("approved: %+v, %+v", out, after)
	}
	if s, err := w.Summary(t.Context(), ref); err != nil || s.Limit != offer.Lasting {
		t.Errorf("at a glance: %+v, %v", s, err)
	}
	if o := w.limitOffer(ref); o.Why != "recent" {
		t.Errorf("right afterwards: %+v", o)
	}
	w.pass(181 * 24 * time.Hour)
	if o := w.limitOffer(ref); o.Why != "" || o.Limit != offer.Lasting {
		t.Errorf("half a year later: %+v", o)
	}
}

// A temporary limit is there on its days alone.
func TestATemporaryLimitEnds(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("both", 0)
	offer, today := w.limitOffer(ref), japan.DateOf(noon)
	r := asks(offer.Temporary)
	r.From, r.Until, r.Purpose = today.AddDays(2), today.AddDays(11), "wedding"
	key := w.order(ref, raise(r)).Key
	w.pass(3 * time.Minute)
	if out := w.stands(ref, key); out.State != issuer.Approved || out.Effective != r.From {
		t.Errorf("%+v", out)
	}
	for days, want := range map[int]int{1: offer.Limit, 2: offer.Temporary, 11: offer.Temporary, 12: offer.Limit} {
		*w.now = today.AddDays(days).Start().Add(13 * time.Hour)
		if l := w.limits(ref); l.Total.Limit != want {
			t.Errorf("after %d days: %d, want %d", days, l.Total.Limit, want)
		}
		if o := w.limitOffer(ref); (want == offer.Temporary) != (o.Until == r.Until && o.Temporary == 0) {
			t.Errorf("after %d days: %+v", days, o)
		}
	}
	*w.now = noon.Add(5 * time.Minute)
	for what, change := range map[string]func(*issuer.LimitRequest){
		"no purpose":           func(r *issuer.LimitRequest) { r.Purpose = "" },
		"another purpose":      func(r *issuer.LimitRequest) { r.Purpose = "gambling" },
		"no end":               func(r *issuer.LimitRequest) { r.Until = japan.Date{} },
		"an end before it":     func(r *issuer.LimitRequest) { r.Until = r.From.AddDays(-1) },
		"too long":             func(r *issuer.LimitRequest) { r.Until = r.From.AddDays(90) },
		"yesterday":            func(r *issuer.LimitRequest) { r.From = today.AddDays(-1) },
		"too far ahead":        func(r *issuer.LimitRequest) { r.From, r.Until = today.AddDays(61), today.AddDays(62) },
		"beyond what is to be": func(r *issuer.LimitRequest) { r.Limit = offer.Temporary + limitStep },
		"off the steps":        func(r *issuer.LimitRequest) { r.Limit-- },
		"a lower one":          func(r *issuer.LimitRequest) { r.Limit = offer.Limit },
		"negative":             func(r *issuer.LimitRequest) { r.Limit = -limitStep },
		"no consent":           func(r *issuer.LimitRequest) { r.Consent = false },
		"owing less than 0":    func(r *issuer.LimitRequest) { r.Debts = -1 },
		"an income of fables":  func(r *issuer.LimitRequest) { r.Income = mostIncome + 1 },
		"a long employer":      func(r *issuer.LimitRequest) { r.Employer = strings.Repeat("社", 61) },
		"a program":            func(r *issuer.LimitRequest) { r.Files[0].Type = "application/x-sh" },
		"an empty file":        func(r *issuer.LimitRequest) { r.Files[0].Data = nil },
		"a large file":         func(r *issuer.LimitRequest) { r.Files[0].Data = make([]byte, issuer.MaxFile+1) },
		"many files":           func(r *issuer.LimitRequest) { r.Files = append(r.Files, r.Files[0], r.Files[0], r.Files[0]) },
	} {
		w2 := newWorld(t)
		bad := asks(offer.Temporary)
		bad.From, bad.Until, bad.Purpose = r.From, r.Until, r.Purpose
		change(&bad)
		o := raise(bad)
		o.Key = w2.key()
		if out, err := w2.Order(t.Context(), ref, o); !errors.Is(err, issuer.ErrNotOffered) {
			t.Errorf("%s: %+v, %v", what, out, err)
		}
	}
}

// Why an application is declined follows from what it says and how the account has gone; nothing changes then.
func TestApplicationsAreDeclinedForAReason(t *testing.T) {
	for _, c := range []struct {
		name, slug, want string
		change           func(*issuer.LimitRequest)
	}{
		{"a good one", "gold", "", func(*issuer.LimitRequest) {}},
		{"too little comes in", "sms", "income", func(r *issuer.LimitRequest) { r.Income = 1_500_000 }},
		{"too much is owed elsewhere", "sms", "debts", func(r *issuer.LimitRequest) { r.Debts = 9_000_000 }},
		{"nothing proves the income", "gold", "documents", func(r *issuer.LimitRequest) { r.Files = nil }},
		{"debits have failed", "late", "history", func(*issuer.LimitRequest) {}},
		{"never used", "unused", "overall", func(*issuer.LimitRequest) {}},
	} {
		for _, cash := range []bool{false, true} {
			w := newWorld(t)
			ref := w.ref(c.slug, 0)
			b := w.bookOf(w.holdingAt(accountNamed(t, c.slug), 0, noon), japan.DateOf(noon))
			before := w.limits(ref)
			r := asks(w.limitOffer(ref).Lasting)
			if cash {
				r = asks(b.loanMost(b.of))
			}
			if c.change(&r); cash && c.want == "debts" {
				r.Debts = r.Income / 3
			} else if cash && c.want == "income" {
				r.Income = r.Limit*3 - 3
			}
			o := raise(r)
			if cash {
				o = raiseCash(r)
			}
			key := w.order(ref, o).Key
			w.pass(3 * time.Minute)
			want := issuer.Declined
			if c.want == "" {
				want = issuer.Approved
			}
			out, after := w.stands(ref, key), w.limits(ref)
			if out.State != want || out.Reason != c.want {
				t.Errorf("%s, cash %v: %+v of %+v", c.name, cash, out, r)
			}
			if want == issuer.Declined && !reflect.DeepEqual(after, before) {
				t.Errorf("%s, cash %v: %+v, it was %+v", c.name, cash, after, before)
			}
			if cash && want == issuer.Approved && after.Cash.Limit != r.Limit {
				t.Errorf("%s: %+v, want a cash limit of %d", c.name, after, r.Limit)
			}
		}
	}
	w := newWorld(t)
	for _, slug := range []string{"student", "minor", "overdue", "family"} {
		seat := cases[accountNamed(t, slug)].card.seat()
		w.refused(w.ref(slug, seat), raiseCash(asks(limitStep)))
	}
	if o := w.limitOffer(w.ref("overdue", 0)); o.Why != "arrears" || o.Temporary != 0 || o.Lasting != 0 {
		t.Errorf("in arrears: %+v", o)
	}
	if o := w.limitOffer(w.ref("sms", 1)); o.Why != "family" {
		t.Errorf("a family card: %+v", o)
	}
}
