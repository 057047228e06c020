package rest

import (
	"context"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// What a member may order, as it travels.

type terms struct {
	Version string `json:"version"`
	Rate    int    `json:"rate"`
	Year366 bool   `json:"year_366"`
	Steps   []step `json:"steps"`
	Within  bool   `json:"within"`
	Choices []term `json:"choices"`
	Least   int    `json:"least"`
}

type step struct {
	UpTo int `json:"up_to"`
	Pay  int `json:"pay"`
}

type term struct {
	Payments int `json:"payments"`
	Fee      int `json:"fee"`
	Rate     int `json:"rate"`
}

type paymentOffers struct {
	Uses        []paymentOffer `json:"uses"`
	Revolving   *terms         `json:"revolving,omitempty"`
	Instalments *terms         `json:"instalments,omitempty"`
	Balance     int            `json:"balance"`
	PrepayBy    *when          `json:"prepay_by,omitempty"`
	PrepayMonth japan.Month    `json:"prepay_month,omitzero"`
	Why         string         `json:"why,omitempty"`
}

type paymentOffer struct {
	Use         use  `json:"use"`
	Until       when `json:"until"`
	Revolving   bool `json:"revolving"`
	Instalments bool `json:"instalments"`
	Whole       bool `json:"whole"`
}

type cashOffer struct {
	Why       string     `json:"why,omitempty"`
	Least     int        `json:"least"`
	Most      int        `json:"most"`
	Step      int        `json:"step"`
	Once      *terms     `json:"once,omitempty"`
	Revolving *terms     `json:"revolving,omitempty"`
	Bank      string     `json:"bank,omitempty"`
	Arrives   japan.Date `json:"arrives,omitzero"`
	Until     *when      `json:"until,omitempty"`
	Limit     int        `json:"limit"`
	MostLimit int        `json:"most_limit"`
	LimitStep int        `json:"limit_step"`

	ProofAbove int `json:"proof_above"`
	ProofWith  int `json:"proof_with"`
	IncomePart int `json:"income_part"`
}

type limitOffer struct {
	Why         string     `json:"why,omitempty"`
	Pending     string     `json:"pending,omitempty"`
	Limit       int        `json:"limit"`
	Temporary   int        `json:"temporary"`
	Lasting     int        `json:"lasting"`
	Step        int        `json:"step"`
	LongestDays int        `json:"longest_days"`
	Ahead       int        `json:"ahead"`
	Purposes    []string   `json:"purposes"`
	ProofAbove  int        `json:"proof_above"`
	LeastLimit  int        `json:"least_limit"`
	Until       japan.Date `json:"until,omitzero"`
}

type services struct {
	Lock       lock              `json:"lock"`
	Lost       bool              `json:"lost"`
	NewCard    issuer.OrderState `json:"new_card,omitempty"`
	NewCardBy  japan.Date        `json:"new_card_by,omitzero"`
	Address    string            `json:"address,omitempty"`
	Paper      bool              `json:"paper"`
	PaperFee   int               `json:"paper_fee"`
	PaperFrom  japan.Month       `json:"paper_from,omitzero"`
	Bank       string            `json:"bank,omitempty"`
	Families   []familyCard      `json:"families"`
	MostFamily int               `json:"most_family"`
	ETC        issuer.OrderState `json:"etc,omitempty"`
	PIN        issuer.OrderState `json:"pin,omitempty"`
	PINOn      japan.Date        `json:"pin_on,omitzero"`
	Points     int               `json:"points"`
	PointStep  int               `json:"point_step"`
	PointYen   int               `json:"point_yen"`
	PointsOn   int               `json:"points_on"`
	Closing    closable          `json:"closing"`
	Orders     []string          `json:"orders"`
}

type familyCard struct {
	Name  string            `json:"name"`
	Last4 string            `json:"last4,omitempty"`
	State issuer.OrderState `json:"state"`
}

type closable struct {
	Why    string      `json:"why,omitempty"`
	Owed   int         `json:"owed"`
	Last   japan.Month `json:"last,omitzero"`
	Points int         `json:"points"`
}

// fromTerms leaves out those of what is not offered.
func fromTerms(t issuer.Terms) *terms {
	if t.Version == "" {
		return nil
	}
	return &terms{
		t.Version, t.Rate, t.Year366, listed(t.Steps, func(s issuer.Step) step { return step(s) }), t.Within,
		listed(t.Choices, func(c issuer.Term) term { return term(c) }), t.Least,
	}
}

func (t *terms) port() issuer.Terms {
	if t == nil {
		return issuer.Terms{}
	}
	return issuer.Terms{
		Version: t.Version, Rate: t.Rate, Year366: t.Year366, Steps: each(t.Steps, func(s step) issuer.Step { return issuer.Step(s) }), Within: t.Within,
		Choices: each(t.Choices, func(c term) issuer.Term { return issuer.Term(c) }), Least: t.Least,
	}
}

func fromPaymentOffers(o issuer.PaymentOffers) paymentOffers {
	return paymentOffers{
		listed(o.Uses, func(p issuer.PaymentOffer) paymentOffer {
			return paymentOffer{fromUse(false)(p.Use), when{p.Until}, p.Revolving, p.Instalments, p.Whole}
		}),
		fromTerms(o.Revolving), fromTerms(o.Instalments), o.Balance, moment(o.PrepayBy), o.PrepayMonth, o.Why,
	}
}

func (o paymentOffers) port() issuer.PaymentOffers {
	return issuer.PaymentOffers{
		Uses: each(o.Uses, func(p paymentOffer) issuer.PaymentOffer {
			return issuer.PaymentOffer{Use: p.Use.port(), Until: p.Until.at, Revolving: p.Revolving, Instalments: p.Instalments, Whole: p.Whole}
		}),
		Revolving: o.Revolving.port(), Instalments: o.Instalments.port(), Balance: o.Balance, PrepayBy: o.PrepayBy.port(), PrepayMonth: o.PrepayMonth, Why: o.Why,
	}
}

func fromCashOffer(o issuer.CashOffer) cashOffer {
	return cashOffer{
		o.Why, o.Least, o.Most, o.Step, fromTerms(o.Once), fromTerms(o.Revolving), o.Bank, o.Arrives, moment(o.Until), o.Limit, o.MostLimit, o.LimitStep,
		o.ProofAbove, o.ProofWith, o.IncomePart,
	}
}

func (o cashOffer) port() issuer.CashOffer {
	return issuer.CashOffer{
		Why: o.Why, Least: o.Least, Most: o.Most, Step: o.Step, Once: o.Once.port(), Revolving: o.Revolving.port(), Bank: o.Bank, Arrives: o.Arrives,
		Until: o.Until.port(), Limit: o.Limit, MostLimit: o.MostLimit, LimitStep: o.LimitStep,
		ProofAbove: o.ProofAbove, ProofWith: o.ProofWith, IncomePart: o.IncomePart,
	}
}

func fromLimitOffer(o issuer.LimitOffer) limitOffer {
	out := limitOffer(o)
	out.Purposes = append([]string{}, o.Purposes...)
	return out
}

func (o limitOffer) port() issuer.LimitOffer {
	out := issuer.LimitOffer(o)
	if len(o.Purposes) == 0 {
		out.Purposes = nil
	}
	return out
}

func fromServices(s issuer.Services) services {
	return services{
		fromLock(s.Lock), s.Lost, s.NewCard, s.NewCardBy, s.Address, s.Paper, s.PaperFee, s.PaperFrom, s.Bank,
		listed(s.Families, func(m issuer.Member) familyCard { return familyCard(m) }), s.MostFamily, s.ETC, s.PIN, s.PINOn, s.Points, s.PointStep, s.PointYen, s.PointsOn,
		closable(s.Closing), listed(s.Orders, func(k issuer.OrderKind) string { return string(k) }),
	}
}

func (s services) port() issuer.Services {
	return issuer.Services{
		Lock: s.Lock.port(), Lost: s.Lost, NewCard: s.NewCard, NewCardBy: s.NewCardBy, Address: s.Address, Paper: s.Paper, PaperFee: s.PaperFee,
		PaperFrom: s.PaperFrom, Bank: s.Bank, Families: each(s.Families, func(m familyCard) issuer.Member { return issuer.Member(m) }), MostFamily: s.MostFamily,
		ETC: s.ETC, PIN: s.PIN, PINOn: s.PINOn, Points: s.Points, PointStep: s.PointStep, PointYen: s.PointYen, PointsOn: s.PointsOn, Closing: issuer.Closable(s.Closing),
		Orders: each(s.Orders, func(k string) issuer.OrderKind { return issuer.OrderKind(k) }),
	}
}

// PaymentOffers are the uses whose way of paying can still be changed.
func (i *Issuer) PaymentOffers(ctx context.Context, cardRef string) (issuer.PaymentOffers, error) {
	v, err := about[paymentOffers](ctx, i, "/v1/payment-offers", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// CashOffer is what may be borrowed now.
func (i *Issuer) CashOffer(ctx context.Context, cardRef string) (issuer.CashOffer, error) {
	v, err := about[cashOffer](ctx, i, "/v1/cash-offer", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// LimitOffer is what may be asked of the limits.
func (i *Issuer) LimitOffer(ctx context.Context, cardRef string) (issuer.LimitOffer, error) {
	v, err := about[limitOffer](ctx, i, "/v1/limit-offer", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// Services are the facts that procedures change.
func (i *Issuer) Services(ctx context.Context, cardRef string) (issuer.Services, error) {
	v, err := about[services](ctx, i, "/v1/services", cardRef, cardQuestion{cardRef})
	return v.port(), err
}
