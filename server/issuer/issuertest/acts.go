package issuertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// act is something that a member can do, as it is offered, and how it shows once it is done.
type act struct {
	name  string
	kind  issuer.OrderKind
	of    func(looks) (issuer.Order, bool)
	shows func(before, after looks, o issuer.Order, out issuer.Outcome) string // "": as it must be
}

// acts are all of them: each kind at least once.
var acts = []act{
	{"a use becomes part of the revolving balance", issuer.ChangePayment, func(l looks) (issuer.Order, bool) {
		return changeOf(l, func(p issuer.PaymentOffer) bool { return p.Revolving && p.Use.Way != issuer.Instalments }, issuer.Revolving)
	}, changed},
	{"a use is paid in instalments", issuer.ChangePayment, func(l looks) (issuer.Order, bool) {
		return changeOf(l, func(p issuer.PaymentOffer) bool { return p.Instalments }, issuer.Instalments)
	}, changed},
	{"instalments become part of the revolving balance", issuer.ChangePayment, func(l looks) (issuer.Order, bool) {
		return changeOf(l, func(p issuer.PaymentOffer) bool { return p.Revolving && p.Use.Way == issuer.Instalments }, issuer.Revolving)
	}, changed},
	{"part of the revolving balance is paid sooner", issuer.Prepay, func(l looks) (issuer.Order, bool) {
		return issuer.Order{Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: l.Payment.Balance / 2, Terms: l.Payment.Revolving.Version}}, l.Payment.Balance > 1
	}, func(before, after looks, o issuer.Order, _ issuer.Outcome) string {
		return want("the balance that can be paid sooner", after.Payment.Balance, before.Payment.Balance-o.Prepay.Amount)
	}},
	{"the revolving balance is paid whole", issuer.Prepay, func(l looks) (issuer.Order, bool) {
		return issuer.Order{Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: l.Payment.Balance, Terms: l.Payment.Revolving.Version}}, l.Payment.Balance > 0
	}, func(_, after looks, _ issuer.Order, _ issuer.Outcome) string {
		return want("the balance that can be paid sooner", after.Payment.Balance, 0)
	}},
	{"instalments are paid whole", issuer.Prepay, func(l looks) (issuer.Order, bool) {
		n := slices.IndexFunc(l.Payment.Uses, func(p issuer.PaymentOffer) bool { return p.Whole })
		if n < 0 {
			return issuer.Order{}, false
		}
		u := l.Payment.Uses[n].Use
		return issuer.Order{Prepay: &issuer.Prepayment{Of: u.Ref, Amount: u.Left, Terms: l.Payment.Instalments.Version}}, true
	}, func(_, after looks, o issuer.Order, _ issuer.Outcome) string {
		if slices.ContainsFunc(after.Payment.Uses, func(p issuer.PaymentOffer) bool { return p.Use.Ref == o.Prepay.Of && p.Whole }) {
			return "it can be paid whole once more"
		}
		return ""
	}},
	{"cash is borrowed", issuer.BorrowCash, borrow, borrowed},
	{"cash is borrowed, revolving", issuer.BorrowCash, func(l looks) (issuer.Order, bool) {
		o, ok := borrow(l)
		if ok {
			o.BorrowCash.Way, o.BorrowCash.Terms = issuer.Revolving, l.Cash.Revolving.Version
		}
		return o, ok && l.Cash.Revolving.Rate != 0
	}, borrowed},
	{"the cash limit is lowered", issuer.LowerCash, func(l looks) (issuer.Order, bool) {
		n := l.Limits.Cash.Limit - l.Cash.LimitStep
		return issuer.Order{LowerCash: &issuer.NewLimit{Limit: n}}, l.Cash.LimitStep > 0 && n > 0 && n >= l.Limits.Cash.Used
	}, cashLowered},
	{"the cash limit is given up", issuer.LowerCash, func(l looks) (issuer.Order, bool) {
		return issuer.Order{LowerCash: &issuer.NewLimit{}}, l.Limits.Cash.Limit > 0 && l.Limits.Cash.Used <= 0
	}, cashLowered},
	{"a higher cash limit is asked for", issuer.RaiseCash, func(l looks) (issuer.Order, bool) {
		r := &issuer.LimitRequest{Limit: l.Limits.Cash.Limit + l.Cash.LimitStep, Purpose: "other", Income: 6_000_000, Employer: "見本商事", Consent: true, Files: proof()}
		return issuer.Order{RaiseCash: r}, l.Cash.MostLimit > 0 && r.Limit <= l.Cash.MostLimit
	}, func(before, after looks, _ issuer.Order, out issuer.Outcome) string {
		return both(under(out), want("the cash limit", after.Limits.Cash.Limit, before.Limits.Cash.Limit))
	}},
	{"a higher limit is asked for", issuer.RaiseLimit, func(l looks) (issuer.Order, bool) {
		return raise(l, l.Limit.Lasting), l.Limit.Why == "" && l.Limit.Lasting > 0
	}, asked},
	{"a higher limit is asked for, for a time", issuer.RaiseLimit, func(l looks) (issuer.Order, bool) {
		if l.Limit.Why != "" || l.Limit.Temporary == 0 {
			return issuer.Order{}, false
		}
		o := raise(l, l.Limit.Temporary)
		o.RaiseLimit.From, o.RaiseLimit.Until, o.RaiseLimit.Purpose = l.today.AddDays(1), l.today.AddDays(min(10, l.Limit.LongestDays)), l.Limit.Purposes[0]
		return o, true
	}, asked},
	{"the limit is lowered", issuer.LowerLimit, func(l looks) (issuer.Order, bool) {
		n := l.Limit.Limit - l.Limit.Step
		return issuer.Order{LowerLimit: &issuer.NewLimit{Limit: n}}, l.may(issuer.LowerLimit) && n >= max(l.Limit.LeastLimit, l.Limits.Total.Used)
	}, func(_, after looks, o issuer.Order, _ issuer.Outcome) string {
		return both(want("the limit", after.Limits.Total.Limit, o.LowerLimit.Limit), want("the limit at a glance", after.Summary.Limit, o.LowerLimit.Limit))
	}},
	{"the card is locked in part", issuer.LockCard, func(l looks) (issuer.Order, bool) {
		return issuer.Order{LockCard: &issuer.Lock{Abroad: true, Cash: true, Until: l.today.AddDays(30)}}, l.may(issuer.LockCard)
	}, locked},
	{"the card is locked", issuer.LockCard, func(l looks) (issuer.Order, bool) {
		return issuer.Order{LockCard: &issuer.Lock{All: true}}, l.may(issuer.LockCard)
	}, locked},
	{"the card is lost", issuer.ReportLoss, func(l looks) (issuer.Order, bool) {
		return issuer.Order{ReportLoss: &issuer.Loss{Stolen: true, On: l.today.AddDays(-1), Place: "駅のホーム", Replace: true}}, l.may(issuer.ReportLoss)
	}, func(_, after looks, _ issuer.Order, _ issuer.Outcome) string {
		return want("lost", after.Services.Lost, true)
	}},
	{"a new card in the place of a broken one", issuer.Reissue, func(l looks) (issuer.Order, bool) {
		return issuer.Order{Reissue: &issuer.Replacement{Why: "broken"}}, l.may(issuer.Reissue) && l.Services.NewCard == ""
	}, func(_, after looks, _ issuer.Order, _ issuer.Outcome) string {
		return both(want("the new card", after.Services.NewCard, issuer.Received), want("it comes some day", after.Services.NewCardBy.IsZero(), false))
	}},
	{"another address", issuer.MoveAddress, func(l looks) (issuer.Order, bool) {
		return issuer.Order{MoveAddress: &issuer.Address{Postal: "9020067", Prefecture: "沖縄県", City: "那覇市", Street: "安里1-1-1", Building: "見本荘101"}}, l.may(issuer.MoveAddress)
	}, func(_, after looks, o issuer.Order, _ issuer.Outcome) string {
		if !strings.HasPrefix(after.Services.Address, o.MoveAddress.Prefecture) || !strings.Contains(after.Services.Address, "*") {
			return "the address is " + after.Services.Address
		}
		return ""
	}},
	{"another number", issuer.ChangePhone, func(l looks) (issuer.Order, bool) {
		return issuer.Order{ChangePhone: &issuer.NewPhone{Number: "+819000009876", Mobile: true}}, l.may(issuer.ChangePhone)
	}, func(_, after looks, o issuer.Order, _ issuer.Outcome) string {
		return reached(after, issuer.SMS, o.ChangePhone.Number)
	}},
	{"another mail address", issuer.ChangeMail, func(l looks) (issuer.Order, bool) {
		return issuer.Order{ChangeMail: &issuer.NewMail{Mail: "another@example.jp"}}, l.may(issuer.ChangeMail)
	}, func(_, after looks, o issuer.Order, _ issuer.Outcome) string {
		return reached(after, issuer.Mail, o.ChangeMail.Mail)
	}},
	{"another bank account, which the bank is to confirm", issuer.ChangeBank, func(l looks) (issuer.Order, bool) {
		return issuer.Order{ChangeBank: &issuer.NewBank{}}, l.may(issuer.ChangeBank)
	}, func(before, after looks, _ issuer.Order, out issuer.Outcome) string {
		if out.Page == "" {
			return "there is no page to go on at"
		}
		return want("the bank account before the bank has spoken", after.Services.Bank, before.Services.Bank)
	}},
	{"the PIN by post", issuer.SendPIN, func(l looks) (issuer.Order, bool) {
		return issuer.Order{SendPIN: &issuer.Nothing{}}, l.may(issuer.SendPIN) && l.Services.PIN == ""
	}, func(_, after looks, _ issuer.Order, out issuer.Outcome) string {
		return both(want("it is", out.State, issuer.Received), want("the PIN under way", after.Services.PIN, issuer.Received))
	}},
	{"statements the other way", issuer.ChoosePaper, func(l looks) (issuer.Order, bool) {
		return issuer.Order{ChoosePaper: &issuer.Paper{Paper: !l.Services.Paper}}, l.may(issuer.ChoosePaper)
	}, func(before, after looks, _ issuer.Order, _ issuer.Outcome) string {
		return both(want("on paper", after.Services.Paper, !before.Services.Paper), want("from no month", after.Services.PaperFrom.IsZero(), false))
	}},
	{"a family card", issuer.AddFamily, func(l looks) (issuer.Order, bool) {
		f := &issuer.Family{Name: "見本 次郎", Kana: "ミホン ジロウ", Roman: "JIRO MIHON", BirthDate: japan.On(1990, 1, 1), Relation: "spouse"}
		return issuer.Order{AddFamily: f}, l.may(issuer.AddFamily) && len(l.Services.Families) < l.Services.MostFamily
	}, func(before, after looks, o issuer.Order, _ issuer.Outcome) string {
		return both(want("family cards", len(after.Services.Families), len(before.Services.Families)+1),
			want("one is theirs", slices.ContainsFunc(after.Services.Families, func(m issuer.Member) bool { return m.Name == o.AddFamily.Name }), true))
	}},
	{"an ETC card", issuer.AddETC, func(l looks) (issuer.Order, bool) {
		return issuer.Order{AddETC: &issuer.Nothing{}}, l.may(issuer.AddETC) && l.Services.ETC == ""
	}, func(_, after looks, _ issuer.Order, _ issuer.Outcome) string {
		return want("the ETC card", after.Services.ETC, issuer.Received)
	}},
	{"points pay part of the bill", issuer.UsePoints, func(l looks) (issuer.Order, bool) {
		return issuer.Order{UsePoints: &issuer.PointsUse{Points: l.Services.PointStep}}, l.may(issuer.UsePoints) && l.Services.PointStep > 0 && l.Services.Points >= l.Services.PointStep
	}, func(before, after looks, o issuer.Order, _ issuer.Outcome) string {
		return both(want("points on the next bill", after.Services.PointsOn, before.Services.PointsOn+o.UsePoints.Points),
			want("points that can be used", after.Services.Points <= before.Services.Points-o.UsePoints.Points, true))
	}},
	{"the membership ends", issuer.CloseAccount, func(l looks) (issuer.Order, bool) {
		return issuer.Order{CloseAccount: &issuer.Closing{Why: "fee"}}, l.may(issuer.CloseAccount) && l.Services.Closing.Why == ""
	}, func(_, after looks, _ issuer.Order, _ issuer.Outcome) string {
		if after.may(issuer.BorrowCash) || after.Cash.Why == "" || len(after.Payment.Uses) > 0 {
			return "it goes on"
		}
		return ""
	}},
}

// may says whether the holder may order of a kind at all.
func (l looks) may(k issuer.OrderKind) bool { return slices.Contains(l.Services.Orders, k) }

// change is an order of what a use is offered.
func change(l looks, p issuer.PaymentOffer) (issuer.Order, bool) {
	way := issuer.Revolving
	if !p.Revolving {
		way = issuer.Instalments
	}
	return changeOf(l, func(of issuer.PaymentOffer) bool { return of == p && (p.Revolving || p.Instalments) }, way)
}

func changeOf(l looks, which func(issuer.PaymentOffer) bool, way string) (issuer.Order, bool) {
	n := slices.IndexFunc(l.Payment.Uses, which)
	if n < 0 {
		return issuer.Order{}, false
	}
	c := &issuer.PaymentChange{Use: l.Payment.Uses[n].Use.Ref, Way: way, Terms: l.Payment.Revolving.Version}
	if way == issuer.Instalments {
		c.Payments, c.Terms = l.Payment.Instalments.Choices[0].Payments, l.Payment.Instalments.Version
	}
	return issuer.Order{Kind: issuer.ChangePayment, ChangePayment: c}, true
}

func changed(_, after looks, o issuer.Order, _ issuer.Outcome) string {
	c := o.ChangePayment
	for _, p := range after.Payment.Uses {
		if p.Use.Ref == c.Use && c.Way == issuer.Revolving && p.Revolving {
			return "it may become what it is"
		}
	}
	for _, u := range after.Unpaid {
		if u.Ref == c.Use {
			return both(want("the way of paying", u.Way, c.Way), want("payments", u.Payments, c.Payments))
		}
	}
	return "the use is not there any more"
}

func borrow(l looks) (issuer.Order, bool) {
	return issuer.Order{Kind: issuer.BorrowCash, BorrowCash: &issuer.Borrowing{Amount: l.Cash.Least, Way: issuer.Once, Terms: l.Cash.Once.Version}},
		l.Cash.Why == "" && l.Cash.Most >= 3*l.Cash.Least && l.Cash.Most >= l.Cash.Least+l.Cash.Step
}

func borrowed(before, after looks, o issuer.Order, _ issuer.Outcome) string {
	n := o.BorrowCash.Amount
	if !slices.ContainsFunc(after.Unpaid, func(u issuer.Use) bool {
		return u.Kind == issuer.Cash && u.Amount == n && u.Left == n && (u.Way == issuer.Revolving) == (o.BorrowCash.Way == issuer.Revolving) &&
			!slices.ContainsFunc(before.Unpaid, func(w issuer.Use) bool { return w.Ref == u.Ref })
	}) {
		return "no use of it is there"
	}
	return both(want("cash used", after.Limits.Cash.Used, before.Limits.Cash.Used+n), want("all used", after.Limits.Total.Used, before.Limits.Total.Used+n),
		want("less can be borrowed", after.Cash.Most < before.Cash.Most, true))
}

func cashLowered(_, after looks, o issuer.Order, _ issuer.Outcome) string {
	n := o.LowerCash.Limit
	if n == 0 && after.Cash.Why == "" {
		return "cash is offered all the same"
	}
	return both(want("the cash limit", after.Limits.Cash.Limit, n), want("the limit of the offer", after.Cash.Limit, n))
}

func raise(l looks, most int) issuer.Order {
	return issuer.Order{RaiseLimit: &issuer.LimitRequest{Limit: min(l.Limit.Limit+l.Limit.Step, most), Purpose: "other", Income: 8_000_000, Employer: "見本商事", Consent: true, Files: proof()}}
}

func asked(before, after looks, o issuer.Order, out issuer.Outcome) string {
	return both(under(out), want("the limit", after.Limits.Total.Limit, before.Limits.Total.Limit), want("why no other is taken", after.Limit.Why, "pending"),
		want("what is pending", after.Limit.Pending, o.Key))
}

func proof() []issuer.File {
	return []issuer.File{{Name: "源泉徴収票.pdf", Type: "application/pdf", Data: []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + strings.Repeat("0", 5_000))}}
}

// under says whether an application is under way.
func under(out issuer.Outcome) string {
	if out.State != issuer.Received && out.State != issuer.Examining {
		return "the application is " + string(out.State)
	}
	return ""
}

func locked(_, after looks, o issuer.Order, _ issuer.Outcome) string {
	return want("the lock", after.Services.Lock, *o.LockCard)
}

func reached(after looks, by issuer.Channel, to string) string {
	if !slices.ContainsFunc(after.Contacts, func(c issuer.Contact) bool { return c.Channel == by && c.To == to && !c.Since.IsZero() }) {
		return "it is not on file, or since nobody knows when"
	}
	return ""
}

func want[T comparable](what string, got, want T) string {
	if got != want {
		return fmt.Sprintf("%s: %v, want %v", what, got, want)
	}
	return ""
}

func both(faults ...string) string {
	return strings.Join(slices.DeleteFunc(faults, func(s string) bool { return s == "" }), "; ")
}

// booked are the kinds that change the books.
var booked = []issuer.OrderKind{issuer.ChangePayment, issuer.Prepay, issuer.BorrowCash, issuer.LowerCash, issuer.LowerLimit, issuer.ChoosePaper, issuer.UsePoints}

// everything: whatever is offered is done, shows where it belongs, and leaves an account that adds up.
func everything(t *testing.T, s stage) {
	done := map[issuer.OrderKind]bool{}
	for _, of := range acts {
		t.Run(of.name, func(t *testing.T) {
			a, o, ok := s.find(t, of)
			if !ok {
				t.Log("no card of the fixture is offered it")
				return
			}
			before := a.look(t)
			out := a.must(t, o)
			if at := out.At.Sub(a.f.Now()); at < -time.Minute || at > time.Minute {
				t.Errorf("%s is done at %s", o.Kind, out.At)
			}
			if fault := of.shows(before, a.look(t), o, out); fault != "" {
				t.Errorf("%s, of %s: %s", of.name, a.name, fault)
			}
			done[o.Kind] = true
			if !slices.Contains(booked, of.kind) {
				return
			}
			statements(t, a, a.f)
			uses(t, a, a.f)
			limits(t, a, a.f)
			bonus(t, a, a.f)
		})
	}
	for _, k := range s.f.Orders {
		if !done[k] {
			t.Errorf("no card of the fixture is offered %s", k)
		}
	}
}

// Each is one order of each kind that can be meant, confirmed at a moment; what of it is offered is another question.
func Each(at time.Time) []issuer.Order {
	day := japan.DateOf(at)
	request := &issuer.LimitRequest{
		Limit: 800_000, Purpose: "travel", Income: 4_000_000, Employer: "見本商事", Debts: 100_000, Consent: true, From: day.AddDays(1), Until: day.AddDays(30),
		Files: append(proof(), issuer.File{Name: "給与明細.png", Type: "image/png", Data: []byte("\x89PNG\r\n\x1a\n\x00\xff")}),
	}
	all := []issuer.Order{
		{ChangePayment: &issuer.PaymentChange{Use: "u1", Way: issuer.Instalments, Payments: 3, Terms: "2026-10"}},
		{Prepay: &issuer.Prepayment{Of: issuer.Revolving, Amount: 1, Terms: "2026-10"}},
		{BorrowCash: &issuer.Borrowing{Amount: 10_000, Way: issuer.Revolving, Terms: "2026-10"}},
		{LowerCash: &issuer.NewLimit{}},
		{RaiseCash: &issuer.LimitRequest{Limit: 300_000, Income: 4_000_000, Consent: true}},
		{RaiseLimit: request},
		{LowerLimit: &issuer.NewLimit{Limit: 100_000}},
		{LockCard: &issuer.Lock{Abroad: true, Cash: true, Until: day.AddDays(7)}},
		{ReportLoss: &issuer.Loss{Stolen: true, On: day, Place: "駅のホーム", Police: "受理番号 123", Replace: true}},
		{Reissue: &issuer.Replacement{Why: "name"}},
		{MoveAddress: &issuer.Address{Postal: "1000001", Prefecture: "東京都", City: "千代田区", Street: "千代田1-1", Building: "見本荘101"}},
		{ChangePhone: &issuer.NewPhone{Number: "+819012345678", Mobile: true}},
		{ChangeMail: &issuer.NewMail{Mail: "hanako@example.jp"}},
		{ChangeBank: &issuer.NewBank{Token: "abc"}},
		{SendPIN: &issuer.Nothing{}},
		{ChoosePaper: &issuer.Paper{Paper: true}},
		{AddFamily: &issuer.Family{Name: "見本 次郎", Kana: "ミホン ジロウ", Roman: "JIRO MIHON", BirthDate: japan.On(2000, 1, 1), Relation: "child"}},
		{AddETC: &issuer.Nothing{}},
		{UsePoints: &issuer.PointsUse{Points: 1_000}},
		{CloseAccount: &issuer.Closing{Why: "fee"}},
	}
	for n, kind := range issuer.OrderKinds {
		all[n].Key, all[n].Kind, all[n].At, all[n].Assurance, all[n].Documents = newKey(), kind, at, "sms", []string{"privacy@2026-10", "electronic@3"}
	}
	return all
}
