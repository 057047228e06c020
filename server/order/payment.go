package order

import (
	"encoding/json"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/paying"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// PaymentQuote is what was reckoned for the member who changes a payment.
type PaymentQuote struct {
	Date     japan.Date `json:"date"`     // of the use; zero: it is about the revolving balance
	Merchant string     `json:"merchant"` // the same
	Way      string     `json:"way"`      // how it is paid as it stands
	Payments int        `json:"payments"` // of instalments
	paying.Result
}

var paymentKinds = []Kind{
	{
		Kind: issuer.ChangePayment, Title: text.ItemPayment, Least: identity.Call, Careful: identity.Mail, Documents: []string{"instalments", "revolving"}, Notice: true, Back: "/payment",
		Needs: func(o issuer.Order) []string { return []string{o.ChangePayment.Way} }, // a document has the name of its way
		Named: func(l text.Lang, o issuer.Order) string {
			if o.ChangePayment.Way == issuer.Revolving {
				return text.NamedRevolve.In(l)
			}
			return text.NamedIn.In(l, o.ChangePayment.Payments)
		},
		Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
			var q PaymentQuote
			if err := json.Unmarshal(quote, &q); err != nil {
				return nil, err
			}
			return changeLines(l, *o.ChangePayment, q), nil
		},
	},
	{
		Kind: issuer.Prepay, Title: text.OrderPrepay, Least: identity.Call, Careful: identity.Mail, Documents: []string{"prepay"}, Notice: true, Back: "/payment",
		Named: func(l text.Lang, o issuer.Order) string {
			if o.Prepay.Of != issuer.Revolving {
				return text.NamedRest.In(l)
			}
			return text.NamedPrepay.In(l, Yen(l, o.Prepay.Amount))
		},
		Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
			var q PaymentQuote
			if err := json.Unmarshal(quote, &q); err != nil {
				return nil, err
			}
			return prepayLines(l, *o.Prepay, q), nil
		},
	},
}

// sheetOf collects the lines of a sheet about a payment.
type sheetOf struct {
	l   text.Lang
	out []wire.Line
}

func (s *sheetOf) say(label text.Message, value string) {
	s.out = append(s.out, wire.Line{Label: label.In(s.l), Value: value})
}

func (s *sheetOf) yen(label text.Message, n int) { s.say(label, Yen(s.l, n)) }

func (s *sheetOf) strong() { s.out[len(s.out)-1].Strong = true }

// debit is the day on which a statement is debited.
func (s *sheetOf) debit(m japan.Month) string { return Day(s.l, money.DebitDay(m)) }

func (s *sheetOf) use(q PaymentQuote) {
	s.say(text.SheetUse, text.SheetUsed.In(s.l, q.Merchant, Day(s.l, q.Date)))
	s.yen(text.SheetPrice, q.Price)
	s.say(text.SheetBefore, wayWords(s.l, q.Way, q.Payments))
}

// monthly is how the payment of a month is found.
func (s *sheetOf) monthly(q PaymentQuote) {
	how := text.SheetMonthOn
	if q.Within {
		how = text.SheetMonthWith
	}
	s.say(text.SheetMonthly, how.In(s.l, Yen(s.l, q.Pay)))
}

// ends are the sums, beside what it comes to as it stands and paid at once.
func (s *sheetOf) ends(q PaymentQuote) {
	s.say(text.SheetLast, s.debit(q.Then.Last))
	s.yen(text.SheetFee, q.Then.Fee)
	s.strong()
	s.yen(text.SheetTotal, q.Then.Total)
	s.strong()
	if q.Now.Payments > 0 && q.Now.Fee > 0 {
		s.yen(text.SheetSoFar, q.Now.Fee)
	}
	s.say(text.SheetOnce, text.SheetOnceIs.In(s.l, Yen(s.l, q.Once.Total), Yen(s.l, q.Once.Fee)))
	if q.Dear() {
		s.out = append(s.out, wire.Line{Label: text.PayDear.In(s.l, q.Share()), Value: text.PayDearDo.In(s.l, Yen(s.l, q.Price), Yen(s.l, q.Then.Fee)), Warn: true})
	}
}

func changeLines(l text.Lang, o issuer.PaymentChange, q PaymentQuote) []wire.Line {
	s := &sheetOf{l: l}
	s.use(q)
	s.say(text.SheetAfter, wayWords(l, o.Way, o.Payments))
	s.strong()
	s.say(text.SheetRate, text.SheetRateIs.In(l, money.Percent(q.Rate)))
	if o.Way == issuer.Revolving {
		if q.Carried > 0 {
			s.yen(text.SheetBalance, q.Carried)
		}
		s.monthly(q)
	}
	s.say(text.SheetTimes, text.SheetTimesIs.In(l, q.Then.Payments))
	s.say(text.SheetFirst, text.SheetFirstIs.In(l, s.debit(q.Then.First), Yen(l, q.Then.Each)))
	if o.Way == issuer.Instalments {
		s.yen(text.SheetNext, q.Then.Next)
	}
	s.ends(q)
	return s.out
}

func prepayLines(l text.Lang, o issuer.Prepayment, q PaymentQuote) []wire.Line {
	s := &sheetOf{l: l}
	after := text.SheetWhole
	if o.Of == issuer.Revolving {
		if after = text.SheetAll; o.Amount < q.Price {
			after = text.SheetPart
		}
		s.yen(text.SheetBalance, q.Price)
	} else {
		s.use(q)
	}
	s.say(text.SheetAfter, after.In(l))
	s.yen(text.SheetAmount, q.Amount)
	s.strong()
	s.say(text.SheetFirst, text.SheetFirstIs.In(l, s.debit(q.Then.First), Yen(l, q.Then.Each)))
	if q.Then.Payments > 1 {
		s.say(text.SheetRate, text.SheetRateIs.In(l, money.Percent(q.Rate)))
		s.monthly(q)
	}
	s.say(text.SheetTimes, text.SheetTimesIs.In(l, q.Then.Payments))
	s.ends(q)
	return s.out
}

// wayWords are the words for a way of paying.
func wayWords(l text.Lang, way string, payments int) string {
	switch way {
	case issuer.Twice:
		return text.WayTwice.In(l)
	case issuer.Bonus:
		return text.WayBonus.In(l)
	case issuer.Instalments:
		return text.SheetInWay.In(l, payments)
	case issuer.Revolving:
		return text.SheetRevolving.In(l)
	}
	return text.WayOnce.In(l)
}
