package rest

import (
	"context"
	"net/http"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// What a member reads, as it travels. A type that has the fields of its type in the port, one by one, is that type in another
// coat: the compiler sees to it.

type account struct {
	Bank          string      `json:"bank"`
	CashRate      int         `json:"cash_rate"`
	RevolvingRate int         `json:"revolving_rate"`
	LateRate      int         `json:"late_rate"`
	Revolving     int         `json:"revolving"`
	AnnualFee     int         `json:"annual_fee"`
	FeeMonth      japan.Month `json:"fee_month,omitzero"`
}

type cards struct {
	Cards []ownCard `json:"cards"`
}

type ownCard struct {
	CardRef string `json:"card_ref"`
	Last4   string `json:"last4"`
	Brand   brand  `json:"brand"`
	Holder  string `json:"holder"`
	Family  bool   `json:"family"`
	Mine    bool   `json:"mine"`
}

type statement struct {
	Month             japan.Month  `json:"month"`
	State             issuer.State `json:"state"`
	From              japan.Date   `json:"from"`
	To                japan.Date   `json:"to"`
	CashFrom          japan.Date   `json:"cash_from"`
	CashTo            japan.Date   `json:"cash_to"`
	Debit             japan.Date   `json:"debit"`
	Bank              string       `json:"bank"`
	Uses              int          `json:"uses"`
	Shopping          int          `json:"shopping"`
	Revolving         int          `json:"revolving"`
	Cash              int          `json:"cash"`
	Fees              int          `json:"fees"`
	Interest          int          `json:"interest"`
	Total             int          `json:"total"`
	RevolvingRest     int          `json:"revolving_rest"`
	PaidOn            japan.Date   `json:"paid_on,omitzero"`
	RetryOn           japan.Date   `json:"retry_on,omitzero"`
	RetryTentative    bool         `json:"retry_tentative"`
	LateCharge        int          `json:"late_charge"`
	LateChargeDebited japan.Month  `json:"late_charge_debited,omitzero"`
}

type statementsQuestion struct {
	CardRef string `json:"card_ref"`
	Max     int    `json:"max"`
	After   string `json:"after,omitempty"`
}

type statements struct {
	Statements []statement `json:"statements"`
	Next       string      `json:"next,omitempty"`
}

type statementQuestion struct {
	CardRef string      `json:"card_ref"`
	Month   japan.Month `json:"month"`
}

type usesQuestion struct {
	CardRef string      `json:"card_ref"`
	Month   japan.Month `json:"month,omitzero"`
	Unpaid  bool        `json:"unpaid"`
	Max     int         `json:"max"`
	After   string      `json:"after,omitempty"`
}

type uses struct {
	Uses []use  `json:"uses"`
	Next string `json:"next,omitempty"`
}

type use struct {
	Ref      string      `json:"ref"`
	CardRef  string      `json:"card_ref"`
	Date     japan.Date  `json:"date"`
	Merchant string      `json:"merchant"`
	Amount   int         `json:"amount"`
	Family   bool        `json:"family"`
	Kind     issuer.Kind `json:"kind"`
	Way      string      `json:"way"`
	Category string      `json:"category"`
	Payments int         `json:"payments"`
	First    japan.Month `json:"first"`
	Left     int         `json:"left"`
	Foreign  *foreign    `json:"foreign,omitempty"`

	On *onStatement `json:"on_statement,omitempty"`
}

// onStatement is what of a use is on the statement that was asked for.
type onStatement struct {
	Payment int `json:"payment"`
	Charged int `json:"charged"`
	Fee     int `json:"fee"`
}

type foreign struct {
	Currency string     `json:"currency"`
	Units    int        `json:"units"`
	Decimals int        `json:"decimals"`
	Rate     int        `json:"rate"`
	RateOn   japan.Date `json:"rate_on"`
	Fee      int        `json:"fee"`
}

type limits struct {
	Total   limit           `json:"total"`
	Credit  limit           `json:"credit"`
	Cash    limit           `json:"cash"`
	Returns []limitReturned `json:"returns"`
}

type limit struct {
	Limit     int `json:"limit"`
	Used      int `json:"used"`
	Available int `json:"available"`
}

type limitReturned struct {
	On        japan.Date `json:"on"`
	Tentative bool       `json:"tentative"`
	Total     int        `json:"total"`
	Credit    int        `json:"credit"`
	Cash      int        `json:"cash"`
}

type points struct {
	Total    int        `json:"total"`
	Expiring int        `json:"expiring"`
	ExpireOn japan.Date `json:"expire_on,omitzero"`
	Lots     []lot      `json:"lots"`
}

type lot struct {
	Month    japan.Month `json:"month"`
	Points   int         `json:"points"`
	ExpireOn japan.Date  `json:"expire_on"`
}

// each turns every item of a list.
func each[A, B any](in []A, turn func(A) B) (out []B) {
	for _, a := range in {
		out = append(out, turn(a))
	}
	return out
}

// listed is a list that JSON does not write as null.
func listed[A, B any](in []A, turn func(A) B) []B { return append([]B{}, each(in, turn)...) }

func fromCard(c issuer.Card) ownCard {
	return ownCard{c.CardRef, c.Last4, brand(c.Brand), c.Holder, c.Family, c.Mine}
}

func (c ownCard) port() issuer.Card {
	return issuer.Card{CardRef: c.CardRef, Last4: c.Last4, Brand: card.Brand(c.Brand), Holder: c.Holder, Family: c.Family, Mine: c.Mine}
}

func fromStatement(s issuer.Statement) statement { return statement(s) }

func (s statement) port() issuer.Statement { return issuer.Statement(s) }

// fromUse takes along what is on a statement where there was a month in the question.
func fromUse(onOne bool) func(issuer.Use) use {
	return func(u issuer.Use) use {
		out := use{
			Ref: u.Ref, CardRef: u.CardRef, Date: u.Date, Merchant: u.Merchant, Amount: u.Amount, Family: u.Family, Kind: u.Kind, Way: u.Way, Category: u.Category,
			Payments: u.Payments, First: u.First, Left: u.Left,
		}
		if u.Foreign.Currency != "" {
			f := foreign(u.Foreign)
			out.Foreign = &f
		}
		if onOne {
			out.On = &onStatement{u.Payment, u.Charged, u.Fee}
		}
		return out
	}
}

func (u use) port() issuer.Use {
	out := issuer.Use{
		Ref: u.Ref, CardRef: u.CardRef, Date: u.Date, Merchant: u.Merchant, Amount: u.Amount, Family: u.Family, Kind: u.Kind, Way: u.Way, Category: u.Category,
		Payments: u.Payments, First: u.First, Left: u.Left,
	}
	if u.Foreign != nil {
		out.Foreign = issuer.Foreign(*u.Foreign)
	}
	if u.On != nil {
		out.Payment, out.Charged, out.Fee = u.On.Payment, u.On.Charged, u.On.Fee
	}
	return out
}

func fromLimits(l issuer.Limits) limits {
	return limits{limit(l.Total), limit(l.Credit), limit(l.Cash), listed(l.Returns, func(r issuer.Return) limitReturned { return limitReturned(r) })}
}

func (l limits) port() issuer.Limits {
	return issuer.Limits{
		Total: issuer.Limit(l.Total), Credit: issuer.Limit(l.Credit), Cash: issuer.Limit(l.Cash),
		Returns: each(l.Returns, func(r limitReturned) issuer.Return { return issuer.Return(r) }),
	}
}

func fromPoints(p issuer.Points) points {
	return points{p.Total, p.Expiring, p.ExpireOn, listed(p.Lots, func(l issuer.Lot) lot { return lot(l) })}
}

func (p points) port() issuer.Points {
	return issuer.Points{Total: p.Total, Expiring: p.Expiring, ExpireOn: p.ExpireOn, Lots: each(p.Lots, func(l lot) issuer.Lot { return issuer.Lot(l) })}
}

// Account is what was agreed on with the main holder.
func (i *Issuer) Account(ctx context.Context, cardRef string) (issuer.Account, error) {
	v, err := about[account](ctx, i, "/v1/account", cardRef, cardQuestion{cardRef})
	return issuer.Account(v), err
}

// Cards are the cards of the account that this holder may see.
func (i *Issuer) Cards(ctx context.Context, cardRef string) ([]issuer.Card, error) {
	v, err := about[cards](ctx, i, "/v1/cards", cardRef, cardQuestion{cardRef})
	return each(v.Cards, ownCard.port), err
}

// Statements are the months in which something is or was debited, the newest first.
func (i *Issuer) Statements(ctx context.Context, cardRef string, p issuer.Page) (issuer.Statements, error) {
	if isRef(cardRef) && p.After != "" && !isRef(p.After) {
		return issuer.Statements{}, ended(ctx)
	}
	v, err := about[statements](ctx, i, "/v1/statements", cardRef, statementsQuestion{cardRef, pageSize(p), p.After})
	return issuer.Statements{Statements: each(v.Statements, statement.port), Next: v.Next}, err
}

// Statement is that of a month.
func (i *Issuer) Statement(ctx context.Context, cardRef string, month japan.Month) (issuer.Statement, error) {
	if isRef(cardRef) && !isMonth(month) {
		return issuer.Statement{}, orEnded(ctx, issuer.ErrNoStatement)
	}
	v, err := about[statement](ctx, i, "/v1/statement", cardRef, statementQuestion{cardRef, month}, noStatements)
	return v.port(), err
}

// Uses are the uses of the card and of those it may see, the newest first.
func (i *Issuer) Uses(ctx context.Context, cardRef string, of issuer.UsesOf) (issuer.Uses, error) {
	if isRef(cardRef) && !of.Month.IsZero() && !isMonth(of.Month) {
		return issuer.Uses{}, orEnded(ctx, issuer.ErrNoStatement)
	}
	if isRef(cardRef) && of.After != "" && !isRef(of.After) { // nobody was given it: there is nothing behind it
		return issuer.Uses{}, ended(ctx)
	}
	v, err := about[uses](ctx, i, "/v1/uses", cardRef, usesQuestion{cardRef, of.Month, of.Unpaid, pageSize(of.Page), of.After}, noStatements)
	return issuer.Uses{Uses: each(v.Uses, use.port), Next: v.Next}, err
}

// Limits are the account's, as of now.
func (i *Issuer) Limits(ctx context.Context, cardRef string) (issuer.Limits, error) {
	v, err := about[limits](ctx, i, "/v1/limits", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

// Points are the main holder's.
func (i *Issuer) Points(ctx context.Context, cardRef string) (issuer.Points, error) {
	v, err := about[points](ctx, i, "/v1/points", cardRef, cardQuestion{cardRef})
	return v.port(), err
}

func pageSize(p issuer.Page) int { return min(max(p.Max, 1), issuer.MaxPage) }

// isMonth says whether a month can be asked about. There is a statement of no other: nobody is asked.
func isMonth(m japan.Month) bool {
	return m.Year >= 1900 && m.Year <= 9999 && m.Month >= time.January && m.Month <= time.December
}

var noStatements = refusal{http.StatusNotFound, codeNoStatement, issuer.ErrNoStatement}

// orEnded answers err, unless nobody waits any more.
func orEnded(ctx context.Context, err error) error {
	if gone := ended(ctx); gone != nil {
		return gone
	}
	return err
}

// ended is ErrUnavailable once nobody waits any more.
func ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return unavailable(err)
	}
	return nil
}
