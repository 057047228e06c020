package issuertest

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// notOffered: whatever is ordered beside the offers is not done; under the same key what is offered is.
func notOffered(t *testing.T, s stage) {
	tried := map[issuer.OrderKind]int{}
	others := map[string]string{} // a use that another member can change, by name
	for _, c := range s.cards {
		if uses := c.Payment.Uses; len(uses) > 0 {
			others[c.name] = uses[0].Use.Ref
		}
	}
	for _, c := range s.cards {
		a, before := s.on(t, c), c.looks
		foreign := ""
		for _, name := range slices.Sorted(maps.Keys(others)) {
			if name != a.name && !slices.ContainsFunc(before.Payment.Uses, func(p issuer.PaymentOffer) bool { return p.Use.Ref == others[name] }) {
				foreign = others[name]
			}
		}
		wrong := hostile(before, foreign)
		for _, what := range slices.Sorted(maps.Keys(wrong)) {
			o := a.sign(wrong[what])
			tried[o.Kind]++
			out, err := a.Order(t.Context(), a.ref, o)
			if !errors.Is(err, issuer.ErrNotOffered) || errors.Is(err, issuer.ErrUnavailable) || out != (issuer.Outcome{}) {
				t.Errorf("%s: %s: %+v, %v", a.name, what, out, err)
			}
			if _, err := a.Outcome(t.Context(), a.ref, o.Key); !errors.Is(err, issuer.ErrNoOrder) {
				t.Errorf("%s: %s: it has an outcome, %v", a.name, what, err)
			}
			if _, err := a.Cancel(t.Context(), a.ref, o.Key); !errors.Is(err, issuer.ErrNoOrder) {
				t.Errorf("%s: %s: it can be cancelled, %v", a.name, what, err)
			}
		}
		if after := a.look(t); !reflect.DeepEqual(after, before) {
			t.Errorf("%s: something came of it:\n%+v\nit was\n%+v", a.name, after, before)
		}
	}
	a, good, _ := s.counting(t)
	bad := issuer.Order{Key: good.Key, At: good.At, Kind: issuer.LockCard, LockCard: &issuer.Lock{All: true, Until: japan.DateOf(good.At).AddDays(-1)}}
	if _, err := a.Order(t.Context(), a.ref, bad); !errors.Is(err, issuer.ErrNotOffered) {
		t.Errorf("locked until yesterday: %v", err)
	}
	a.must(t, good) // under the same key
	for _, k := range s.f.Orders {
		if tried[k] == 0 {
			t.Errorf("nothing wrong was ordered of %s", k)
		}
	}
}

// hostile are orders that are not among the offers of an account, each under what is wrong with it. foreign is another account's use.
func hostile(l looks, foreign string) map[string]issuer.Order {
	all := map[string]issuer.Order{}
	of := func(what string, kind issuer.OrderKind, details issuer.Order) {
		details.Kind = kind
		all[string(kind)+" "+what] = details
	}
	changes(l, foreign, of)
	prepayments(l, foreign, of)
	advances(l, of)
	limitsAsked(l, of)
	services(l, of)
	all["nothing"] = issuer.Order{}
	all["no kind"] = issuer.Order{LockCard: &issuer.Lock{All: true}}
	all["a kind that nobody knows"] = issuer.Order{Kind: "give_money", LockCard: &issuer.Lock{All: true}}
	all["details of another kind"] = issuer.Order{Kind: issuer.SendPIN, LockCard: &issuer.Lock{All: true}}
	all["details of two kinds"] = issuer.Order{Kind: issuer.LockCard, LockCard: &issuer.Lock{All: true}, SendPIN: &issuer.Nothing{}}
	for _, k := range issuer.OrderKinds {
		of("without details", k, issuer.Order{})
	}
	return all
}

type collect func(what string, kind issuer.OrderKind, details issuer.Order)

func changes(l looks, foreign string, of collect) {
	change := func(what string, c issuer.PaymentChange) {
		of(what, issuer.ChangePayment, issuer.Order{ChangePayment: &c})
	}
	rev, ins := l.Payment.Revolving.Version, l.Payment.Instalments.Version
	if rev == "" {
		rev = "none"
	}
	change("of a use that nobody made", issuer.PaymentChange{Use: "nobody", Way: issuer.Revolving, Terms: rev})
	change("of a use without a name", issuer.PaymentChange{Way: issuer.Revolving, Terms: rev})
	if foreign != "" {
		change("of another member's use", issuer.PaymentChange{Use: foreign, Way: issuer.Revolving, Terms: rev})
		change("of another member's use, in three", issuer.PaymentChange{Use: foreign, Way: issuer.Instalments, Payments: 3, Terms: ins + "."})
	}
	for _, u := range l.Unpaid {
		if !slices.ContainsFunc(l.Payment.Uses, func(p issuer.PaymentOffer) bool { return p.Use.Ref == u.Ref }) {
			change("of a use that is not offered", issuer.PaymentChange{Use: u.Ref, Way: issuer.Revolving, Terms: rev})
			break
		}
	}
	for _, p := range l.Payment.Uses {
		if p.Revolving {
			change("on stale terms", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Revolving, Terms: rev + "0"})
			change("on no terms", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Revolving})
			change("into a revolving one of three payments", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Revolving, Payments: 3, Terms: rev})
			change("into nothing", issuer.PaymentChange{Use: p.Use.Ref, Terms: rev})
			change("into one payment", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Once, Payments: 1, Terms: rev})
		} else {
			change("into a revolving one that is not offered", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Revolving, Terms: rev})
		}
		if p.Instalments {
			for _, n := range []int{-3, 0, 1, 2, 601, 1 << 40} {
				change("into an odd number of payments", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Instalments, Payments: n, Terms: ins})
			}
			for n := 3; n < 600; n++ {
				if !slices.ContainsFunc(l.Payment.Instalments.Choices, func(c issuer.Term) bool { return c.Payments == n }) {
					change("into payments that are not among the choices", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Instalments, Payments: n, Terms: ins})
					break
				}
			}
			change("in instalments on stale terms", issuer.PaymentChange{Use: p.Use.Ref, Way: issuer.Instalments, Payments: l.Payment.Instalments.Choices[0].Payments, Terms: "stale"})
		}
	}
}

func prepayments(l looks, foreign string, of collect) {
	pay := func(what string, p issuer.Prepayment) { of(what, issuer.Prepay, issuer.Order{Prepay: &p}) }
	rev := l.Payment.Revolving.Version
	if rev == "" {
		rev = "none"
	}
	pay("of more than the balance", issuer.Prepayment{Of: issuer.Revolving, Amount: l.Payment.Balance + 1, Terms: rev})
	pay("of less than nothing", issuer.Prepayment{Of: issuer.Revolving, Amount: -1, Terms: rev})
	pay("of nothing", issuer.Prepayment{Of: issuer.Revolving, Terms: rev})
	pay("of a use that nobody made", issuer.Prepayment{Of: "nobody", Amount: 1_000, Terms: rev})
	if l.Payment.Balance > 0 {
		pay("on stale terms", issuer.Prepayment{Of: issuer.Revolving, Amount: l.Payment.Balance, Terms: rev + "0"})
	}
	if foreign != "" {
		pay("of another member's use", issuer.Prepayment{Of: foreign, Amount: 1_000, Terms: rev})
	}
	for _, p := range l.Payment.Uses {
		switch ins := l.Payment.Instalments.Version; {
		case p.Whole:
			pay("of part of a use", issuer.Prepayment{Of: p.Use.Ref, Amount: p.Use.Left - 1, Terms: ins})
			pay("of more than a use", issuer.Prepayment{Of: p.Use.Ref, Amount: p.Use.Left + 1, Terms: ins})
			pay("of a use on stale terms", issuer.Prepayment{Of: p.Use.Ref, Amount: p.Use.Left, Terms: "stale"})
		case ins != "":
			pay("of a use that is paid in one", issuer.Prepayment{Of: p.Use.Ref, Amount: p.Use.Left, Terms: ins})
		}
	}
}

func advances(l looks, of collect) {
	c := l.Cash
	terms := c.Once.Version
	if terms == "" {
		terms = "none"
	}
	take := func(what string, b issuer.Borrowing) {
		if b.Terms == "" {
			b.Terms = terms
		}
		of(what, issuer.BorrowCash, issuer.Order{BorrowCash: &b})
	}
	take("beyond the limit", issuer.Borrowing{Amount: c.Most + max(c.Step, 1), Way: issuer.Once})
	take("of a fortune", issuer.Borrowing{Amount: 9_000_000_000, Way: issuer.Once})
	take("of more than there is", issuer.Borrowing{Amount: 1 << 60, Way: issuer.Once})
	take("of less than nothing", issuer.Borrowing{Amount: -max(c.Least, 10_000), Way: issuer.Once})
	take("of nothing", issuer.Borrowing{Way: issuer.Once})
	if c.Why != "" {
		take("where none is offered", issuer.Borrowing{Amount: 10_000, Way: issuer.Once})
		return
	}
	take("off the steps", issuer.Borrowing{Amount: c.Least + 1, Way: issuer.Once})
	take("below the least", issuer.Borrowing{Amount: c.Least - c.Step, Way: issuer.Once})
	take("on stale terms", issuer.Borrowing{Amount: c.Least, Way: issuer.Once, Terms: terms + "0"})
	take("paid back in two", issuer.Borrowing{Amount: c.Least, Way: issuer.Twice})
	take("paid back in no way", issuer.Borrowing{Amount: c.Least})
	if c.Revolving.Rate == 0 {
		take("revolving, which is not offered", issuer.Borrowing{Amount: c.Least, Way: issuer.Revolving})
	}
}

func limitsAsked(l looks, of collect) {
	lower := func(what string, kind issuer.OrderKind, n int) {
		if kind == issuer.LowerCash {
			of(what, kind, issuer.Order{LowerCash: &issuer.NewLimit{Limit: n}})
		} else {
			of(what, kind, issuer.Order{LowerLimit: &issuer.NewLimit{Limit: n}})
		}
	}
	cash, limit := l.Limits.Cash.Limit, l.Limit.Limit
	lower("upwards", issuer.LowerCash, cash+max(l.Cash.LimitStep, 10_000))
	lower("below nothing", issuer.LowerCash, -10_000)
	if cash > 0 {
		lower("to where it is", issuer.LowerCash, cash)
		lower("off the steps", issuer.LowerCash, cash-1)
	}
	lower("upwards", issuer.LowerLimit, limit+max(l.Limit.Step, 10_000))
	lower("to nothing", issuer.LowerLimit, 0)
	lower("below nothing", issuer.LowerLimit, -100_000)
	lower("below the least", issuer.LowerLimit, max(l.Limit.LeastLimit-max(l.Limit.Step, 1), 1))
	lower("off the steps", issuer.LowerLimit, max(limit-1, 1))

	request := issuer.LimitRequest{Limit: limit + l.Limit.Step, Purpose: "other", Income: 8_000_000, Employer: "見本商事", Consent: true, Files: proof()}
	ask := func(what string, change func(*issuer.LimitRequest)) {
		r := request
		change(&r)
		of(what, issuer.RaiseLimit, issuer.Order{RaiseLimit: &r})
	}
	ask("beyond the most", func(r *issuer.LimitRequest) {
		r.Limit = max(l.Limit.Lasting, l.Limit.Temporary, limit) + max(l.Limit.Step, 100_000)
	})
	ask("downwards", func(r *issuer.LimitRequest) { r.Limit = max(limit-l.Limit.Step, 1) })
	ask("off the steps", func(r *issuer.LimitRequest) { r.Limit = limit + 1 })
	ask("below nothing", func(r *issuer.LimitRequest) { r.Limit = -1 })
	ask("without consent", func(r *issuer.LimitRequest) { r.Consent = false })
	ask("for a time that ended", func(r *issuer.LimitRequest) { r.From, r.Until = l.today.AddDays(-20), l.today.AddDays(-10) })
	ask("for a time backward", func(r *issuer.LimitRequest) { r.From, r.Until = l.today.AddDays(10), l.today.AddDays(5) })
	ask("for a time without an end", func(r *issuer.LimitRequest) { r.From = l.today.AddDays(5) })
	ask("for longer than the longest", func(r *issuer.LimitRequest) {
		r.From, r.Until = l.today.AddDays(1), l.today.AddDays(l.Limit.LongestDays+10)
	})
	ask("with a program as a file", func(r *issuer.LimitRequest) {
		r.Files = []issuer.File{{Name: "a.html", Type: "text/html", Data: []byte("<p>")}}
	})
	ask("with an empty file", func(r *issuer.LimitRequest) { r.Files = []issuer.File{{Name: "a.png", Type: "image/png"}} })
	ask("with a file too large", func(r *issuer.LimitRequest) {
		r.Files = []issuer.File{{Name: "a.png", Type: "image/png", Data: make([]byte, issuer.MaxFile+1)}}
	})
	ask("with files too many", func(r *issuer.LimitRequest) { r.Files = slices.Repeat(proof(), issuer.MaxFiles+1) })
	ask("with debts below nothing", func(r *issuer.LimitRequest) { r.Debts = -1 })
	if l.Limit.Why != "" {
		ask("where none is taken", func(*issuer.LimitRequest) {})
	}
	more := func(what string, n int, consent bool) {
		r := request
		r.Limit, r.Consent = n, consent
		of(what, issuer.RaiseCash, issuer.Order{RaiseCash: &r})
	}
	more("beyond the most", max(l.Cash.MostLimit, cash)+max(l.Cash.LimitStep, 100_000), true)
	more("downwards", max(cash-1, 1), true)
	more("off the steps", cash+1, true)
	more("without consent", max(l.Cash.MostLimit, 100_000), false)
	if l.Cash.MostLimit == 0 {
		more("where none is taken", cash+100_000, true)
	}
}

func services(l looks, of collect) {
	of("until yesterday", issuer.LockCard, issuer.Order{LockCard: &issuer.Lock{All: true, Until: l.today.AddDays(-1)}})
	of("of nothing until a day", issuer.LockCard, issuer.Order{LockCard: &issuer.Lock{Until: l.today.AddDays(5)}})
	of("until the 31st of February", issuer.LockCard, issuer.Order{LockCard: &issuer.Lock{All: true, Until: japan.Date{Year: l.today.Year + 1, Month: 2, Day: 31}}})
	of("of tomorrow", issuer.ReportLoss, issuer.Order{ReportLoss: &issuer.Loss{On: l.today.AddDays(1)}})
	of("of no day", issuer.ReportLoss, issuer.Order{ReportLoss: &issuer.Loss{}})
	of("for no reason", issuer.Reissue, issuer.Order{Reissue: &issuer.Replacement{}})
	of("for its own reason", issuer.Reissue, issuer.Order{Reissue: &issuer.Replacement{Why: "pink"}})
	of("to nowhere", issuer.MoveAddress, issuer.Order{MoveAddress: &issuer.Address{}})
	of("by six digits", issuer.MoveAddress, issuer.Order{MoveAddress: &issuer.Address{Postal: "902006", Prefecture: "沖縄県", City: "那覇市", Street: "1"}})
	of("to no number", issuer.ChangePhone, issuer.Order{ChangePhone: &issuer.NewPhone{Number: "090-1234-5678", Mobile: true}})
	of("to two addresses", issuer.ChangeMail, issuer.Order{ChangeMail: &issuer.NewMail{Mail: "a@example.jp, b@example.jp"}})
	of("by what no bank said", issuer.ChangeBank, issuer.Order{ChangeBank: &issuer.NewBank{Token: "invented"}})
	of("of a friend", issuer.AddFamily, issuer.Order{AddFamily: &issuer.Family{Name: "見本 次郎", Kana: "ミホン ジロウ", Roman: "JIRO MIHON", BirthDate: japan.On(1990, 1, 1), Relation: "friend"}})
	of("of somebody unborn", issuer.AddFamily, issuer.Order{AddFamily: &issuer.Family{Name: "見本 次郎", Kana: "ミホン ジロウ", Roman: "JIRO MIHON", BirthDate: l.today.AddDays(30), Relation: "child"}})
	step := max(l.Services.PointStep, 100)
	of("of more than there are", issuer.UsePoints, issuer.Order{UsePoints: &issuer.PointsUse{Points: (l.Services.Points/step + 1) * step}})
	of("of less than nothing", issuer.UsePoints, issuer.Order{UsePoints: &issuer.PointsUse{Points: -step}})
	of("of none", issuer.UsePoints, issuer.Order{UsePoints: &issuer.PointsUse{}})
	if l.Services.PointStep > 1 {
		of("off the steps", issuer.UsePoints, issuer.Order{UsePoints: &issuer.PointsUse{Points: l.Services.PointStep + 1}})
	}
	if l.Services.Closing.Why != "" {
		of("where it cannot be closed", issuer.CloseAccount, issuer.Order{CloseAccount: &issuer.Closing{}})
	}
	of("behind a line end", issuer.CloseAccount, issuer.Order{CloseAccount: &issuer.Closing{Why: "fee\nfee"}})
	whole := map[issuer.OrderKind]issuer.Order{
		issuer.LockCard: {LockCard: &issuer.Lock{All: true}}, issuer.ReportLoss: {ReportLoss: &issuer.Loss{On: l.today}},
		issuer.Reissue: {Reissue: &issuer.Replacement{Why: "broken"}}, issuer.SendPIN: {SendPIN: &issuer.Nothing{}}, issuer.ChoosePaper: {ChoosePaper: &issuer.Paper{Paper: true}},
		issuer.AddETC: {AddETC: &issuer.Nothing{}}, issuer.ChangeBank: {ChangeBank: &issuer.NewBank{}}, issuer.CloseAccount: {CloseAccount: &issuer.Closing{}},
		issuer.ChangeMail: {ChangeMail: &issuer.NewMail{Mail: "another@example.jp"}},
	}
	for kind, o := range whole {
		if !l.may(kind) {
			of("which this holder may not", kind, o)
		}
	}
	if l.Services.ETC != "" {
		of("twice", issuer.AddETC, whole[issuer.AddETC])
	}
}

// orderCalls are the questions about orders.
func orderCalls(is issuer.Orders, o issuer.Order) map[string]func(context.Context, string) error {
	return map[string]func(context.Context, string) error{
		"PaymentOffers": func(ctx context.Context, ref string) error { _, err := is.PaymentOffers(ctx, ref); return err },
		"CashOffer":     func(ctx context.Context, ref string) error { _, err := is.CashOffer(ctx, ref); return err },
		"LimitOffer":    func(ctx context.Context, ref string) error { _, err := is.LimitOffer(ctx, ref); return err },
		"Services":      func(ctx context.Context, ref string) error { _, err := is.Services(ctx, ref); return err },
		"Order":         func(ctx context.Context, ref string) error { _, err := is.Order(ctx, ref, o); return err },
		"Outcome":       func(ctx context.Context, ref string) error { _, err := is.Outcome(ctx, ref, o.Key); return err },
		"Cancel":        func(ctx context.Context, ref string) error { _, err := is.Cancel(ctx, ref, o.Key); return err },
	}
}

func unknownOrders(t *testing.T, s stage) {
	a, o, _ := s.counting(t)
	for what, ref := range strangers(verify(t, a, s.f.Good), s.f.Good) {
		for name, call := range orderCalls(a, o) {
			if err := call(t.Context(), ref); !errors.Is(err, issuer.ErrUnknown) {
				t.Errorf("%s of %s: %v, want %v", name, what, err, issuer.ErrUnknown)
			}
		}
	}
}

func cancelledOrders(t *testing.T, s stage) {
	a, o, _ := s.counting(t)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	all := orderCalls(a, o)
	all["Events"] = func(ctx context.Context, _ string) error { _, err := a.Events(ctx, ""); return err }
	for name, call := range all {
		answered := make(chan error, 1)
		go func() { answered <- call(ended, a.ref) }()
		select {
		case err := <-answered:
			if !errors.Is(err, issuer.ErrUnavailable) {
				t.Errorf("%s answered %v though nobody waits any more", name, err)
			}
		case <-time.After(patience):
			t.Errorf("%s took longer than %v", name, patience)
		}
	}
}

// strangers are references that nobody gave out.
func strangers(v issuer.Verified, c Card) map[string]string {
	flipped := []byte(v.CardRef)
	flipped[len(flipped)/2] ^= 1
	return map[string]string{
		"nothing": "", "a word": "nobody", "a card number": c.Number.Digits(), "an account": v.AccountRef,
		"a reference with one bit turned": string(flipped), "one cut short": v.CardRef[:len(v.CardRef)-1],
		"one with a line end": v.CardRef + "\n", "not text": "\x00\xff/../", "very long": strings.Repeat("A", 1<<16),
	}
}
