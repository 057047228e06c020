package issuer_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/shared/japan"
)

// oddly answers whatever a test has it say about orders.
type oddly struct {
	issuer.Issuer
	offers    issuer.PaymentOffers
	cash      issuer.CashOffer
	limit     issuer.LimitOffer
	services  issuer.Services
	outcome   issuer.Outcome
	cancelled issuer.Outcome
	events    []issuer.Event
	err       error
	asked     int
}

func (o *oddly) PaymentOffers(context.Context, string) (issuer.PaymentOffers, error) {
	return o.offers, o.err
}
func (o *oddly) CashOffer(context.Context, string) (issuer.CashOffer, error)   { return o.cash, o.err }
func (o *oddly) LimitOffer(context.Context, string) (issuer.LimitOffer, error) { return o.limit, o.err }
func (o *oddly) Services(context.Context, string) (issuer.Services, error)     { return o.services, o.err }
func (o *oddly) Order(context.Context, string, issuer.Order) (issuer.Outcome, error) {
	o.asked++
	return o.outcome, o.err
}
func (o *oddly) Outcome(context.Context, string, string) (issuer.Outcome, error) {
	o.asked++
	return o.outcome, o.err
}
func (o *oddly) Cancel(context.Context, string, string) (issuer.Outcome, error) {
	o.asked++
	return o.cancelled, o.err
}
func (o *oddly) Events(context.Context, string) ([]issuer.Event, error) { return o.events, o.err }

const orderKey = "0192f0c4-aaaa-7bbb-8ccc-0123456789ab"

var orderNow = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func aTerms() issuer.Terms {
	return issuer.Terms{
		Version: "2026-10", Rate: 1500, Steps: []issuer.Step{{UpTo: 100_000, Pay: 5_000}, {UpTo: 0, Pay: 10_000}}, Within: true,
		Choices: []issuer.Term{{Payments: 3, Fee: 204, Rate: 1225}, {Payments: 24, Fee: 1_632, Rate: 1490}}, Least: 1_000,
	}
}

func ordinarily() *oddly {
	u := aUse()
	later := u
	later.Ref, later.Way, later.Payments, later.Left = "u2", issuer.Instalments, 10, 1_000
	whole := aTerms()
	whole.Steps, whole.Choices = nil, nil
	outcome := issuer.Outcome{
		Key: orderKey, Number: "A-20261123-0001", State: issuer.Received, At: orderNow.Add(20 * time.Second), CancelUntil: orderNow.Add(time.Hour),
		Effective: japan.On(2026, 12, 1), Page: "https://bank.example/confirm?for=1",
	}
	undone := outcome
	undone.State, undone.CancelUntil = issuer.Cancelled, time.Time{}
	return &oddly{
		offers: issuer.PaymentOffers{
			Uses:      []issuer.PaymentOffer{{Use: u, Until: orderNow.Add(time.Hour), Revolving: true, Instalments: true}, {Use: later, Until: orderNow.Add(2 * time.Hour), Whole: true}},
			Revolving: aTerms(), Instalments: aTerms(), Balance: 50_000, PrepayBy: orderNow.Add(24 * time.Hour), PrepayMonth: december,
		},
		cash: issuer.CashOffer{
			Least: 10_000, Most: 150_000, Step: 10_000, Once: whole, Revolving: aTerms(), Bank: "みほん銀行 ****123", Arrives: japan.On(2026, 11, 24), Until: orderNow.Add(time.Hour),
			Limit: 200_000, MostLimit: 500_000, LimitStep: 100_000,
		},
		limit: issuer.LimitOffer{
			Limit: 500_000, Temporary: 1_000_000, Lasting: 800_000, Step: 100_000, LongestDays: 90, Purposes: []string{"travel", "other"}, ProofAbove: 700_000, LeastLimit: 100_000,
			Until: japan.On(2026, 12, 31),
		},
		services: issuer.Services{
			Lock: issuer.Lock{Abroad: true, Until: japan.On(2026, 12, 1)}, NewCard: issuer.Shipped, NewCardBy: japan.On(2026, 12, 2), Address: "東京都****", PaperFee: 110, PaperFrom: december,
			Bank: "みほん銀行 ****123", Families: []issuer.Member{{Name: "見本 太郎", Last4: "2222", State: issuer.Completed}, {Name: "見本 次郎", State: issuer.Received}}, MostFamily: 3,
			PIN: issuer.Received, PINOn: japan.On(2026, 11, 20),
			Points: 5_000, PointStep: 1_000, PointYen: 1, PointsOn: 1_000, Closing: issuer.Closable{Owed: 1_561, Last: december, Points: 5_000},
			Orders: []issuer.OrderKind{issuer.LockCard, issuer.ChangePayment},
		},
		outcome: outcome, cancelled: undone,
		events: []issuer.Event{
			{Place: "0001", Kind: issuer.CardUsed, At: orderNow.Add(-time.Hour), CardRef: "card", Use: "u1", Amount: 1_561},
			{Place: "0002", Kind: issuer.AmountFixed, At: orderNow.Add(-time.Minute), CardRef: "card", Amount: 1_561, Month: december},
			{Place: "0003", Kind: issuer.OrderMoved, At: orderNow, CardRef: "card", Key: orderKey},
		},
	}
}

func anOrder() issuer.Order {
	return issuer.Order{
		Key: orderKey, Kind: issuer.BorrowCash, At: orderNow, Assurance: "sms", Documents: []string{"cash_before@2026-10"},
		BorrowCash: &issuer.Borrowing{Amount: 50_000, Way: issuer.Once, Terms: "2026-10"},
	}
}

// askOrders asks everything of the part of the port that acts; what is answered beside an error is an error of its own.
func askOrders(t *testing.T, s issuer.Strict) error {
	t.Helper()
	ctx := t.Context()
	var all []error
	check := func(answer any, err error) {
		t.Helper()
		if err != nil && !reflect.ValueOf(answer).IsZero() {
			t.Errorf("what makes no sense is handed on with %v", err)
		}
		all = append(all, err)
	}
	p, err := s.PaymentOffers(ctx, "card")
	check(p, err)
	c, err := s.CashOffer(ctx, "card")
	check(c, err)
	l, err := s.LimitOffer(ctx, "card")
	check(l, err)
	v, err := s.Services(ctx, "card")
	check(v, err)
	o, err := s.Order(ctx, "card", anOrder())
	check(o, err)
	o, err = s.Outcome(ctx, "card", orderKey)
	check(o, err)
	o, err = s.Cancel(ctx, "card", orderKey)
	check(o, err)
	e, err := s.Events(ctx, "0000")
	check(e, err)
	return errors.Join(all...)
}

func TestNonsenseAboutOrdersIsBusynessAndIsNotRepeated(t *testing.T) {
	ask := func(o *oddly) error {
		return askOrders(t, issuer.Strict{Issuer: o, Now: func() time.Time { return orderNow }})
	}
	if err := ask(ordinarily()); err != nil {
		t.Fatalf("what makes sense: %v", err)
	}
	for _, is := range []error{issuer.ErrNotOffered, issuer.ErrKeyUsed, issuer.ErrNoOrder, issuer.ErrTooLate} {
		o := ordinarily()
		if o.err = is; !errors.Is(ask(o), is) || errors.Is(ask(o), issuer.ErrUnavailable) {
			t.Errorf("%v: %v", is, ask(o))
		}
	}
	for what, mend := range map[string]func(*oddly){
		"nothing there to be changed": func(o *oddly) { o.offers = issuer.PaymentOffers{} },
		"in arrears": func(o *oddly) {
			o.offers = issuer.PaymentOffers{Why: "arrears"}
			o.cash = issuer.CashOffer{Why: "arrears"}
		},
		"a cash limit of 0":        func(o *oddly) { o.cash = issuer.CashOffer{Why: "limit"} },
		"an application under way": func(o *oddly) { o.limit = issuer.LimitOffer{Why: "pending", Pending: orderKey, Limit: 100} },
		"nothing to serve":         func(o *oddly) { o.services = issuer.Services{} },
		"nothing happened":         func(o *oddly) { o.events = nil },
		"a local page":             func(o *oddly) { o.outcome.Page = "/dev/bank?of=1" },
		"a page of a sandbox":      func(o *oddly) { o.outcome.Page = "http://localhost:8080/dev/bank?of=1" },
		"done":                     func(o *oddly) { o.outcome.State = issuer.Completed; o.outcome.CancelUntil = time.Time{} },
		"a cut-off just passed":    func(o *oddly) { o.offers.Uses[0].Until = orderNow.Add(-time.Second) },
	} {
		o := ordinarily()
		mend(o)
		if err := ask(o); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	first := func(o *oddly) *issuer.PaymentOffer { return &o.offers.Uses[0] }
	for what, spoil := range map[string]func(*oddly){
		"a use of no shop":                 func(o *oddly) { first(o).Use.Merchant = "" },
		"a use twice":                      func(o *oddly) { o.offers.Uses[1] = *first(o) },
		"an entry of a statement":          func(o *oddly) { first(o).Use.Payment = 1 },
		"a use that is paid":               func(o *oddly) { first(o).Use.Left = 0 },
		"an offer of nothing":              func(o *oddly) { first(o).Revolving, first(o).Instalments = false, false },
		"revolving without terms":          func(o *oddly) { o.offers.Revolving = issuer.Terms{} },
		"instalments without choices":      func(o *oddly) { o.offers.Instalments.Choices = nil },
		"paid whole, of one payment":       func(o *oddly) { first(o).Whole = true },
		"instalments into instalments":     func(o *oddly) { o.offers.Uses[1].Instalments = true },
		"revolving into revolving":         func(o *oddly) { first(o).Use.Way, first(o).Use.Payments = issuer.Revolving, 0 },
		"a cut-off of yesterday":           func(o *oddly) { first(o).Until = orderNow.Add(-24 * time.Hour) },
		"no cut-off":                       func(o *oddly) { first(o).Until = time.Time{} },
		"a cut-off in the year 9999":       func(o *oddly) { o.offers.Uses[1].Until = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) },
		"the latest cut-off first":         func(o *oddly) { first(o).Until = orderNow.Add(3 * time.Hour) },
		"501 uses":                         func(o *oddly) { o.offers.Uses = make([]issuer.PaymentOffer, 501) },
		"a reason of its own":              func(o *oddly) { o.offers = issuer.PaymentOffers{Why: secret} },
		"offered and refused":              func(o *oddly) { o.offers.Why = "arrears" },
		"a balance below nothing":          func(o *oddly) { o.offers.Balance = -1 },
		"paid sooner by no day":            func(o *oddly) { o.offers.PrepayBy = time.Time{} },
		"paid sooner in no month":          func(o *oddly) { o.offers.PrepayMonth = japan.Month{} },
		"terms without a version":          func(o *oddly) { o.offers.Revolving.Version = "" },
		"a version with a line end":        func(o *oddly) { o.offers.Revolving.Version = secret + "\n" },
		"a usurer's rate":                  func(o *oddly) { o.cash.Once.Rate = 10_001 },
		"a rate below nothing":             func(o *oddly) { o.offers.Instalments.Rate = -1 },
		"steps that go down":               func(o *oddly) { o.offers.Revolving.Steps[0].Pay = 20_000 },
		"steps without a last":             func(o *oddly) { o.offers.Revolving.Steps[1].UpTo = 200_000 },
		"a step that pays nothing":         func(o *oddly) { o.cash.Revolving.Steps[0].Pay = 0 },
		"an end in the middle":             func(o *oddly) { o.cash.Revolving.Steps[0].UpTo = 0 },
		"steps without end":                func(o *oddly) { o.offers.Revolving.Steps = make([]issuer.Step, 51) },
		"two payments":                     func(o *oddly) { o.offers.Instalments.Choices[0].Payments = 2 },
		"601 payments":                     func(o *oddly) { o.offers.Instalments.Choices[1].Payments = 601 },
		"a choice twice":                   func(o *oddly) { o.offers.Instalments.Choices[1] = o.offers.Instalments.Choices[0] },
		"a fee below nothing":              func(o *oddly) { o.offers.Instalments.Choices[0].Fee = -1 },
		"a fee beyond the price":           func(o *oddly) { o.offers.Instalments.Choices[0].Fee = 1 << 40 },
		"no cash, for a reason of its own": func(o *oddly) { o.cash.Why = secret },
		"cash without terms":               func(o *oddly) { o.cash.Once = issuer.Terms{} },
		"cash in no steps":                 func(o *oddly) { o.cash.Step = 0 },
		"cash from nothing on":             func(o *oddly) { o.cash.Least = 0 },
		"less at most than at least":       func(o *oddly) { o.cash.Most = 5_000 },
		"cash beyond its limit":            func(o *oddly) { o.cash.Most = 250_000 },
		"cash below nothing":               func(o *oddly) { o.cash.Limit = -1 },
		"a higher limit that is lower":     func(o *oddly) { o.cash.MostLimit = 100_000 },
		"a higher limit in no steps":       func(o *oddly) { o.cash.LimitStep = 0 },
		"cash to a whole bank account":     func(o *oddly) { o.cash.Bank = secret + " 1234567" },
		"cash to nowhere":                  func(o *oddly) { o.cash.Bank = "" },
		"cash that came yesterday":         func(o *oddly) { o.cash.Arrives = japan.On(2026, 11, 22) },
		"cash that comes never":            func(o *oddly) { o.cash.Arrives = japan.Date{} },
		"cash until yesterday":             func(o *oddly) { o.cash.Until = orderNow.Add(-24 * time.Hour) },
		"no limit, for a reason":           func(o *oddly) { o.limit.Why = secret },
		"pending, and no application":      func(o *oddly) { o.limit.Why = "pending" },
		"an application that is not":       func(o *oddly) { o.limit.Pending = orderKey },
		"an application of no key":         func(o *oddly) { o.limit.Why, o.limit.Pending = "pending", secret+"\n" },
		"a purpose of its own":             func(o *oddly) { o.limit.Purposes[0] = secret },
		"a purpose twice":                  func(o *oddly) { o.limit.Purposes[0] = "other" },
		"for a time, for no purpose":       func(o *oddly) { o.limit.Purposes = nil },
		"for a time without end":           func(o *oddly) { o.limit.LongestDays = 400 },
		"for a time, lower":                func(o *oddly) { o.limit.Temporary = 500_000 },
		"for good, lower":                  func(o *oddly) { o.limit.Lasting = 400_000 },
		"a limit in no steps":              func(o *oddly) { o.limit.Step = 0 },
		"the least above the limit":        func(o *oddly) { o.limit.LeastLimit = 500_001 },
		"a limit until the 31st of Nov.":   func(o *oddly) { o.limit.Until = japan.Date{Year: 2026, Month: 11, Day: 31} },
		"an order of its own":              func(o *oddly) { o.services.Orders[0] = issuer.OrderKind(secret) },
		"an order twice":                   func(o *oddly) { o.services.Orders[1] = issuer.LockCard },
		"nothing locked until a day":       func(o *oddly) { o.services.Lock.Abroad = false },
		"a new card of its own state":      func(o *oddly) { o.services.NewCard = issuer.OrderState(secret) },
		"no new card on a day":             func(o *oddly) { o.services.NewCard = "" },
		"a whole address":                  func(o *oddly) { o.services.Address = "東京都千代田区" + secret },
		"a family card of nobody":          func(o *oddly) { o.services.Families[0].Name = "" },
		"a family card of five digits":     func(o *oddly) { o.services.Families[0].Last4 = "12345" },
		"a family card in no state":        func(o *oddly) { o.services.Families[0].State = "" },
		"more family than there may be":    func(o *oddly) { o.services.MostFamily = 1 },
		"an ETC card in its own state":     func(o *oddly) { o.services.ETC = issuer.OrderState(secret) },
		"a PIN of its own state":           func(o *oddly) { o.services.PIN = issuer.OrderState(secret) },
		"a PIN that has come":              func(o *oddly) { o.services.PIN = issuer.Completed },
		"no PIN on a day":                  func(o *oddly) { o.services.PIN = "" },
		"a PIN ordered tomorrow":           func(o *oddly) { o.services.PINOn = japan.DateOf(orderNow).AddDays(1) },
		"a PIN ordered on no day":          func(o *oddly) { o.services.PINOn.Day = 31 },
		"points worth nothing":             func(o *oddly) { o.services.PointYen = 0 },
		"points in no steps":               func(o *oddly) { o.services.PointStep = 0 },
		"points owed":                      func(o *oddly) { o.services.PointsOn = -1 },
		"paper from a month 13":            func(o *oddly) { o.services.PaperFrom.Month = 13 },
		"a fee that nobody pays":           func(o *oddly) { o.services.PaperFee = 1 << 50 },
		"closing, for a reason":            func(o *oddly) { o.services.Closing.Why = secret },
		"owed below nothing":               func(o *oddly) { o.services.Closing.Owed = -1 },
		"the last debit in 1850":           func(o *oddly) { o.services.Closing.Last.Year = 1850 },
		"another order's outcome":          func(o *oddly) { o.outcome.Key = strings.Replace(orderKey, "a", "b", 1) },
		"no receipt number":                func(o *oddly) { o.outcome.Number = "" },
		"a receipt number of words":        func(o *oddly) { o.outcome.Number = secret + " 番" },
		"an order in its own state":        func(o *oddly) { o.outcome.State = issuer.OrderState(secret) },
		"an order in no state":             func(o *oddly) { o.outcome.State = "" },
		"cash that is looked at":           func(o *oddly) { o.outcome.State = issuer.Examining },
		"cash that is shipped":             func(o *oddly) { o.outcome.State = issuer.Shipped },
		"declined without a reason":        func(o *oddly) { o.outcome.State = issuer.Declined },
		"declined for its own reason":      func(o *oddly) { o.outcome.State, o.outcome.Reason = issuer.Declined, secret },
		"a reason for what is done":        func(o *oddly) { o.outcome.Reason = "income" },
		"an outcome of tomorrow":           func(o *oddly) { o.outcome.At = orderNow.Add(24 * time.Hour) },
		"an outcome of no moment":          func(o *oddly) { o.outcome.At = time.Time{} },
		"undone in ten years":              func(o *oddly) { o.outcome.CancelUntil = orderNow.AddDate(10, 0, 0) },
		"in force in 2199":                 func(o *oddly) { o.outcome.Effective.Year = 2199 },
		"a page that runs":                 func(o *oddly) { o.outcome.Page = "javascript:" + secret },
		"a page in the clear":              func(o *oddly) { o.outcome.Page = "http://" + secret + ".example/" },
		"a page of somebody":               func(o *oddly) { o.outcome.Page = "https://" + secret + "@bank.example/" },
		"a page of another site":           func(o *oddly) { o.outcome.Page = "//" + secret + ".example/" },
		"a page behind a slash":            func(o *oddly) { o.outcome.Page = `/\` + secret + ".example" },
		"cancelled, and going on":          func(o *oddly) { o.cancelled.State = issuer.Received },
		"another order cancelled":          func(o *oddly) { o.cancelled.Key = "0192f0c4-aaaa-7bbb-8ccc-0123456789ac" },
		"a place twice":                    func(o *oddly) { o.events[1].Place = "0001" },
		"places that go back":              func(o *oddly) { o.events[2].Place = "00" },
		"a place before the one asked":     func(o *oddly) { o.events[0].Place = "0000" },
		"no place":                         func(o *oddly) { o.events[0].Place = "" },
		"501 events":                       func(o *oddly) { o.events = make([]issuer.Event, 501) },
	} {
		o := ordinarily()
		spoil(o)
		if err := ask(o); !errors.Is(err, issuer.ErrUnavailable) || strings.Contains(err.Error(), secret) || len(err.Error()) > 300 {
			t.Errorf("%s: %.400v", what, err)
		}
	}
}

// An order that nobody can mean is not offered, and the issuer does not hear of it.
func TestAnOrderThatNobodyCanMeanIsNotHandedOn(t *testing.T) {
	o := ordinarily()
	s := issuer.Strict{Issuer: o, Now: func() time.Time { return orderNow }}
	file := issuer.File{Name: "源泉徴収票.pdf", Type: "application/pdf", Data: []byte("%PDF-1.7")}
	request := issuer.LimitRequest{Limit: 800_000, Purpose: "travel", Income: 4_000_000, Employer: "見本商事", Consent: true, Files: []issuer.File{file}}
	asking := func(change func(*issuer.LimitRequest)) func(*issuer.Order) {
		return func(o *issuer.Order) {
			r := request
			change(&r)
			o.Kind, o.BorrowCash, o.RaiseLimit = issuer.RaiseLimit, nil, &r
		}
	}
	of := func(kind issuer.OrderKind, details func(*issuer.Order)) func(*issuer.Order) {
		return func(o *issuer.Order) {
			o.Kind, o.BorrowCash = kind, nil
			details(o)
		}
	}
	for what, spoil := range map[string]func(*issuer.Order){
		"no key":                       func(o *issuer.Order) { o.Key = "" },
		"a short key":                  func(o *issuer.Order) { o.Key = "0192f0c4" },
		"a key with a line end":        func(o *issuer.Order) { o.Key += "\r\n" },
		"no kind":                      func(o *issuer.Order) { o.Kind = "" },
		"a kind of its own":            func(o *issuer.Order) { o.Kind = "give_money" },
		"another kind's details":       func(o *issuer.Order) { o.Kind = issuer.Prepay },
		"two kinds' details":           func(o *issuer.Order) { o.LockCard = &issuer.Lock{} },
		"no details":                   func(o *issuer.Order) { o.BorrowCash = nil },
		"no moment":                    func(o *issuer.Order) { o.At = time.Time{} },
		"an assurance of its own":      func(o *issuer.Order) { o.Assurance = "trust" },
		"a document without a version": func(o *issuer.Order) { o.Documents = []string{"cash_before"} },
		"21 documents":                 func(o *issuer.Order) { o.Documents = strings.Split(strings.Repeat(" a@1", 21)[1:], " ") },
		"less than nothing":            func(o *issuer.Order) { o.BorrowCash = &issuer.Borrowing{Amount: -50_000, Way: issuer.Once, Terms: "1"} },
		"nothing":                      func(o *issuer.Order) { o.BorrowCash = &issuer.Borrowing{Way: issuer.Once, Terms: "1"} },
		"more than there is":           func(o *issuer.Order) { o.BorrowCash = &issuer.Borrowing{Amount: 1 << 60, Way: issuer.Once, Terms: "1"} },
		"cash back in two":             func(o *issuer.Order) { o.BorrowCash = &issuer.Borrowing{Amount: 50_000, Way: issuer.Twice, Terms: "1"} },
		"cash on no terms":             func(o *issuer.Order) { o.BorrowCash = &issuer.Borrowing{Amount: 50_000, Way: issuer.Once} },
		"a change of no use":           of(issuer.ChangePayment, func(o *issuer.Order) { o.ChangePayment = &issuer.PaymentChange{Way: issuer.Revolving, Terms: "1"} }),
		"two payments": of(issuer.ChangePayment, func(o *issuer.Order) {
			o.ChangePayment = &issuer.PaymentChange{Use: "u1", Way: issuer.Instalments, Payments: 2, Terms: "1"}
		}),
		"a revolving one of payments": of(issuer.ChangePayment, func(o *issuer.Order) {
			o.ChangePayment = &issuer.PaymentChange{Use: "u1", Way: issuer.Revolving, Payments: 3, Terms: "1"}
		}),
		"once again": of(issuer.ChangePayment, func(o *issuer.Order) {
			o.ChangePayment = &issuer.PaymentChange{Use: "u1", Way: issuer.Once, Terms: "1"}
		}),
		"a prepayment of nothing":    of(issuer.Prepay, func(o *issuer.Order) { o.Prepay = &issuer.Prepayment{Of: "u1", Terms: "1"} }),
		"a limit of 0":               of(issuer.LowerLimit, func(o *issuer.Order) { o.LowerLimit = &issuer.NewLimit{} }),
		"a limit below 0":            of(issuer.LowerCash, func(o *issuer.Order) { o.LowerCash = &issuer.NewLimit{Limit: -1} }),
		"nothing locked until a day": of(issuer.LockCard, func(o *issuer.Order) { o.LockCard = &issuer.Lock{Until: japan.On(2026, 12, 1)} }),
		"lost on no day":             of(issuer.ReportLoss, func(o *issuer.Order) { o.ReportLoss = &issuer.Loss{} }),
		"lost behind a line end":     of(issuer.ReportLoss, func(o *issuer.Order) { o.ReportLoss = &issuer.Loss{On: japan.On(2026, 11, 20), Place: "駅\n"} }),
		"a new card because":         of(issuer.Reissue, func(o *issuer.Order) { o.Reissue = &issuer.Replacement{Why: "because"} }),
		"an address of six digits": of(issuer.MoveAddress, func(o *issuer.Order) {
			o.MoveAddress = &issuer.Address{Postal: "100000", Prefecture: "東京都", City: "千代田区", Street: "1"}
		}),
		"a national number":           of(issuer.ChangePhone, func(o *issuer.Order) { o.ChangePhone = &issuer.NewPhone{Number: "09012345678"} }),
		"two addresses":               of(issuer.ChangeMail, func(o *issuer.Order) { o.ChangeMail = &issuer.NewMail{Mail: "a@b.example, c@d.example"} }),
		"a bank's token with a space": of(issuer.ChangeBank, func(o *issuer.Order) { o.ChangeBank = &issuer.NewBank{Token: "a b"} }),
		"a friend as family": of(issuer.AddFamily, func(o *issuer.Order) {
			o.AddFamily = &issuer.Family{Name: "a", Kana: "a", Roman: "a", BirthDate: japan.On(2000, 1, 1), Relation: "friend"}
		}),
		"points given back":             of(issuer.UsePoints, func(o *issuer.Order) { o.UsePoints = &issuer.PointsUse{Points: -1} }),
		"closing behind a line end":     of(issuer.CloseAccount, func(o *issuer.Order) { o.CloseAccount = &issuer.Closing{Why: "a\nb"} }),
		"a purpose behind a line end":   asking(func(r *issuer.LimitRequest) { r.Purpose = "travel\n" }),
		"a request for a time backward": asking(func(r *issuer.LimitRequest) { r.From, r.Until = japan.On(2026, 12, 2), japan.On(2026, 12, 1) }),
		"a request from a day on":       asking(func(r *issuer.LimitRequest) { r.From = japan.On(2026, 12, 2) }),
		"debts below nothing":           asking(func(r *issuer.LimitRequest) { r.Debts = -1 }),
		"four files":                    asking(func(r *issuer.LimitRequest) { r.Files = []issuer.File{file, file, file, file} }),
		"an empty file":                 asking(func(r *issuer.LimitRequest) { r.Files = []issuer.File{{Name: "a", Type: "image/png"}} }),
		"a file too long": asking(func(r *issuer.LimitRequest) {
			r.Files = []issuer.File{{Name: "a", Type: "image/png", Data: make([]byte, issuer.MaxFile+1)}}
		}),
		"a program": asking(func(r *issuer.LimitRequest) {
			r.Files = []issuer.File{{Name: "a", Type: "text/html", Data: []byte("a")}}
		}),
		"a file without a name": asking(func(r *issuer.LimitRequest) { r.Files = []issuer.File{{Type: "image/png", Data: []byte("a")}} }),
	} {
		one := anOrder()
		spoil(&one)
		if out, err := s.Order(t.Context(), "card", one); !errors.Is(err, issuer.ErrNotOffered) || out != (issuer.Outcome{}) || one.Valid() {
			t.Errorf("%s: %v, %v", what, out, err)
		}
	}
	for _, key := range []string{"", "short", orderKey + "\n", strings.Repeat("a", 65)} {
		_, err1 := s.Outcome(t.Context(), "card", key)
		_, err2 := s.Cancel(t.Context(), "card", key)
		if !errors.Is(err1, issuer.ErrNoOrder) || !errors.Is(err2, issuer.ErrNoOrder) {
			t.Errorf("%q: %v, %v", key, err1, err2)
		}
	}
	if _, err := s.Events(t.Context(), "a b"); !errors.Is(err, issuer.ErrUnavailable) {
		t.Errorf("after no place: %v", err)
	}
	if o.asked != 0 {
		t.Errorf("the issuer was asked %d times", o.asked)
	}
	for _, one := range issuertest.Each(orderNow) {
		if !one.Valid() {
			t.Errorf("%s can be meant", one.Kind)
		}
	}
}
