package rest

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// What a member orders, as it travels: the kind, and under its name the details of that kind alone. The key stands in the body, where a signature
// covers it, and in the header Idempotency-Key, where a gateway sees it.

type order struct {
	CardRef   string   `json:"card_ref"`
	Key       string   `json:"key"`
	Kind      string   `json:"kind"`
	At        when     `json:"at"`
	Assurance string   `json:"assurance,omitempty"`
	Documents []string `json:"documents"`

	ChangePayment *paymentChange `json:"change_payment,omitempty"`
	Prepay        *prepayment    `json:"prepay,omitempty"`
	BorrowCash    *borrowing     `json:"borrow_cash,omitempty"`
	LowerCash     *newLimit      `json:"lower_cash,omitempty"`
	RaiseCash     *limitRequest  `json:"raise_cash,omitempty"`
	RaiseLimit    *limitRequest  `json:"raise_limit,omitempty"`
	LowerLimit    *newLimit      `json:"lower_limit,omitempty"`
	LockCard      *lock          `json:"lock_card,omitempty"`
	ReportLoss    *loss          `json:"report_loss,omitempty"`
	Reissue       *replacement   `json:"reissue,omitempty"`
	MoveAddress   *postalAddress `json:"move_address,omitempty"`
	ChangePhone   *newPhone      `json:"change_phone,omitempty"`
	ChangeMail    *newMail       `json:"change_mail,omitempty"`
	ChangeBank    *newBank       `json:"change_bank,omitempty"`
	SendPIN       *nothing       `json:"send_pin,omitempty"`
	ChoosePaper   *paper         `json:"choose_paper,omitempty"`
	AddFamily     *family        `json:"add_family,omitempty"`
	AddETC        *nothing       `json:"add_etc,omitempty"`
	UsePoints     *pointsUse     `json:"use_points,omitempty"`
	CloseAccount  *closing       `json:"close_account,omitempty"`
}

type nothing struct{}

type paymentChange struct {
	Use      string `json:"use"`
	Way      string `json:"way"`
	Payments int    `json:"payments"`
	Terms    string `json:"terms"`
}

type prepayment struct {
	Of     string `json:"of"`
	Amount int    `json:"amount"`
	Terms  string `json:"terms"`
}

type borrowing struct {
	Amount int    `json:"amount"`
	Way    string `json:"way"`
	Terms  string `json:"terms"`
}

type newLimit struct {
	Limit int `json:"limit"`
}

type limitRequest struct {
	Limit    int        `json:"limit"`
	From     japan.Date `json:"from,omitzero"`
	Until    japan.Date `json:"until,omitzero"`
	Purpose  string     `json:"purpose,omitempty"`
	Income   int        `json:"income"`
	Employer string     `json:"employer,omitempty"`
	Debts    int        `json:"debts"`
	Consent  bool       `json:"consent"`
	Files    []file     `json:"files"`
}

type file struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Data blob   `json:"data"`
}

// blob is a file's bytes, in base64 on the way.
type blob []byte

// MarshalText writes base64.
func (b blob) MarshalText() ([]byte, error) {
	return base64.StdEncoding.AppendEncode(nil, b), nil
}

// UnmarshalText reads base64 that is written in the one way in which it can be.
func (b *blob) UnmarshalText(raw []byte) (err error) {
	*b, err = base64.StdEncoding.Strict().AppendDecode(nil, raw)
	return err
}

type lock struct {
	All    bool       `json:"all"`
	Abroad bool       `json:"abroad"`
	Online bool       `json:"online"`
	Cash   bool       `json:"cash"`
	Until  japan.Date `json:"until,omitzero"`
}

type loss struct {
	Stolen  bool       `json:"stolen"`
	On      japan.Date `json:"on"`
	Place   string     `json:"place,omitempty"`
	Police  string     `json:"police,omitempty"`
	Replace bool       `json:"replace"`
}

type replacement struct {
	Why string `json:"why"`
}

type postalAddress struct {
	Postal     string `json:"postal"`
	Prefecture string `json:"prefecture"`
	City       string `json:"city"`
	Street     string `json:"street"`
	Building   string `json:"building,omitempty"`
}

type newPhone struct {
	Number string `json:"number"`
	Mobile bool   `json:"mobile"`
}

type newMail struct {
	Mail string `json:"mail"`
}

type newBank struct {
	Token string `json:"token,omitempty"`
}

type paper struct {
	Paper bool `json:"paper"`
}

type family struct {
	Name      string     `json:"name"`
	Kana      string     `json:"kana"`
	Roman     string     `json:"roman"`
	BirthDate japan.Date `json:"birth_date"`
	Relation  string     `json:"relation"`
}

type pointsUse struct {
	Points int `json:"points"`
}

type closing struct {
	Why string `json:"why,omitempty"`
}

type orderQuestion struct {
	CardRef string `json:"card_ref"`
	Key     string `json:"key"`
}

type outcome struct {
	Key         string            `json:"key"`
	Number      string            `json:"number"`
	State       issuer.OrderState `json:"state"`
	Reason      string            `json:"reason,omitempty"`
	At          when              `json:"at"`
	CancelUntil *when             `json:"cancel_until,omitempty"`
	Effective   japan.Date        `json:"effective,omitzero"`
	Page        string            `json:"page,omitempty"`
}

type eventsQuestion struct {
	After string `json:"after,omitempty"`
}

type events struct {
	Events []told `json:"events"`
}

// told is an event as it came: one that is not of its form makes no page of others useless, see take.
type told struct {
	event
	nonsense string
}

// MarshalJSON writes the event alone.
func (t told) MarshalJSON() ([]byte, error) { return json.Marshal(t.event) }

// take reads one event. Of one that is not of its form it takes the place, without which nothing can be read on from, and what else is: of a name that
// is there twice nobody knows which is meant.
func (t *told) take(raw []byte, at string) error {
	err := whole(raw, &t.event, at)
	if err == nil {
		return nil
	}
	*t = told{nonsense: err.Error()}
	texts := map[string]string{}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // any number is none of these
	if delim(d, '{', at, "an object") != nil {
		return err
	}
	for seen := map[string]bool{}; d.More(); {
		name, _ := token[string](d, at, "an object")
		var value any
		if e := d.Decode(&value); e != nil {
			return err
		}
		if s, ok := value.(string); ok && !seen[name] {
			texts[name] = s
		} else {
			delete(texts, name)
		}
		seen[name] = true
	}
	t.Place, t.Kind, t.CardRef = texts["place"], issuer.EventKind(texts["kind"]), texts["card_ref"]
	if m := (when{}); m.UnmarshalText([]byte(texts["at"])) == nil {
		t.At = m
	}
	if t.Place == "" {
		return err
	}
	return nil
}

type event struct {
	Place   string           `json:"place"`
	Kind    issuer.EventKind `json:"kind"`
	At      when             `json:"at"`
	CardRef string           `json:"card_ref"`
	Key     string           `json:"key,omitempty"`
	Use     string           `json:"use,omitempty"`
	Amount  int              `json:"amount"`
	Month   japan.Month      `json:"month,omitzero"`
}

func fromOrder(cardRef string, o issuer.Order) order {
	return order{
		CardRef: cardRef, Key: o.Key, Kind: string(o.Kind), At: when{o.At}, Assurance: o.Assurance, Documents: append([]string{}, o.Documents...),
		ChangePayment: (*paymentChange)(o.ChangePayment), Prepay: (*prepayment)(o.Prepay), BorrowCash: (*borrowing)(o.BorrowCash),
		LowerCash: (*newLimit)(o.LowerCash), RaiseCash: fromRequest(o.RaiseCash), RaiseLimit: fromRequest(o.RaiseLimit), LowerLimit: (*newLimit)(o.LowerLimit),
		LockCard: (*lock)(o.LockCard), ReportLoss: (*loss)(o.ReportLoss), Reissue: (*replacement)(o.Reissue), MoveAddress: (*postalAddress)(o.MoveAddress),
		ChangePhone: (*newPhone)(o.ChangePhone), ChangeMail: (*newMail)(o.ChangeMail), ChangeBank: (*newBank)(o.ChangeBank), SendPIN: (*nothing)(o.SendPIN),
		ChoosePaper: (*paper)(o.ChoosePaper), AddFamily: (*family)(o.AddFamily), AddETC: (*nothing)(o.AddETC), UsePoints: (*pointsUse)(o.UsePoints),
		CloseAccount: (*closing)(o.CloseAccount),
	}
}

func (o order) port() issuer.Order {
	out := issuer.Order{
		Key: o.Key, Kind: issuer.OrderKind(o.Kind), At: o.At.at, Assurance: o.Assurance,
		ChangePayment: (*issuer.PaymentChange)(o.ChangePayment), Prepay: (*issuer.Prepayment)(o.Prepay), BorrowCash: (*issuer.Borrowing)(o.BorrowCash),
		LowerCash: (*issuer.NewLimit)(o.LowerCash), RaiseCash: o.RaiseCash.port(), RaiseLimit: o.RaiseLimit.port(), LowerLimit: (*issuer.NewLimit)(o.LowerLimit),
		LockCard: (*issuer.Lock)(o.LockCard), ReportLoss: (*issuer.Loss)(o.ReportLoss), Reissue: (*issuer.Replacement)(o.Reissue),
		MoveAddress: (*issuer.Address)(o.MoveAddress), ChangePhone: (*issuer.NewPhone)(o.ChangePhone), ChangeMail: (*issuer.NewMail)(o.ChangeMail),
		ChangeBank: (*issuer.NewBank)(o.ChangeBank), SendPIN: (*issuer.Nothing)(o.SendPIN), ChoosePaper: (*issuer.Paper)(o.ChoosePaper),
		AddFamily: (*issuer.Family)(o.AddFamily), AddETC: (*issuer.Nothing)(o.AddETC), UsePoints: (*issuer.PointsUse)(o.UsePoints),
		CloseAccount: (*issuer.Closing)(o.CloseAccount),
	}
	if len(o.Documents) > 0 {
		out.Documents = o.Documents
	}
	return out
}

func fromRequest(r *issuer.LimitRequest) *limitRequest {
	if r == nil {
		return nil
	}
	return &limitRequest{
		r.Limit, r.From, r.Until, r.Purpose, r.Income, r.Employer, r.Debts, r.Consent,
		listed(r.Files, func(f issuer.File) file { return file{f.Name, f.Type, f.Data} }),
	}
}

func (r *limitRequest) port() *issuer.LimitRequest {
	if r == nil {
		return nil
	}
	return &issuer.LimitRequest{
		Limit: r.Limit, From: r.From, Until: r.Until, Purpose: r.Purpose, Income: r.Income, Employer: r.Employer, Debts: r.Debts, Consent: r.Consent,
		Files: each(r.Files, func(f file) issuer.File { return issuer.File{Name: f.Name, Type: f.Type, Data: f.Data} }),
	}
}

func fromLock(l issuer.Lock) lock { return lock(l) }

func (l lock) port() issuer.Lock { return issuer.Lock(l) }

func fromOutcome(o issuer.Outcome) outcome {
	return outcome{o.Key, o.Number, o.State, o.Reason, when{o.At}, moment(o.CancelUntil), o.Effective, o.Page}
}

func (o outcome) port() issuer.Outcome {
	return issuer.Outcome{
		Key: o.Key, Number: o.Number, State: o.State, Reason: o.Reason, At: o.At.at, CancelUntil: o.CancelUntil.port(), Effective: o.Effective, Page: o.Page,
	}
}

func fromEvents(es []issuer.Event) events {
	return events{listed(es, func(e issuer.Event) told {
		return told{event{e.Place, e.Kind, when{e.At}, e.CardRef, e.Key, e.Use, e.Amount, e.Month}, e.Nonsense}
	})}
}

func (t told) port() issuer.Event {
	e := t.event
	return issuer.Event{Place: e.Place, Kind: e.Kind, At: e.At.at, CardRef: e.CardRef, Key: e.Key, Use: e.Use, Amount: e.Amount, Month: e.Month, Nonsense: t.nonsense}
}

// moment leaves out none.
func moment(t time.Time) *when {
	if t.IsZero() {
		return nil
	}
	return &when{t}
}

func (w *when) port() time.Time {
	if w == nil {
		return time.Time{}
	}
	return w.at
}

// What may be answered about orders.
var (
	notOffered = refusal{http.StatusConflict, codeNotOffered, issuer.ErrNotOffered}
	keyUsed    = refusal{http.StatusUnprocessableEntity, codeKeyUsed, issuer.ErrKeyUsed}
	noOrder    = refusal{http.StatusNotFound, codeNoOrder, issuer.ErrNoOrder}
	tooLate    = refusal{http.StatusConflict, codeTooLate, issuer.ErrTooLate}
)

// Order hands an order over, a second time under the same key if no answer came. What nobody can mean is not offered, and not sent.
func (i *Issuer) Order(ctx context.Context, cardRef string, o issuer.Order) (issuer.Outcome, error) {
	if isRef(cardRef) && !o.Valid() {
		return issuer.Outcome{}, orEnded(ctx, issuer.ErrNotOffered)
	}
	v, err := put[outcome](ctx, i, cardRef, question{
		path: "/v1/order", body: fromOrder(cardRef, o), key: o.Key, may: []refusal{notOffered, keyUsed}, long: files(o),
	})
	return v.port(), err
}

// files says whether an order takes documents along.
func files(o issuer.Order) bool {
	return o.RaiseCash != nil && len(o.RaiseCash.Files) > 0 || o.RaiseLimit != nil && len(o.RaiseLimit.Files) > 0
}

// Outcome is how an order stands.
func (i *Issuer) Outcome(ctx context.Context, cardRef, key string) (issuer.Outcome, error) {
	if isRef(cardRef) && !issuer.ValidKey(key) {
		return issuer.Outcome{}, orEnded(ctx, issuer.ErrNoOrder)
	}
	v, err := put[outcome](ctx, i, cardRef, question{path: "/v1/outcome", body: orderQuestion{cardRef, key}, may: []refusal{noOrder}})
	return v.port(), err
}

// Cancel undoes an order. Twice is as good as once.
func (i *Issuer) Cancel(ctx context.Context, cardRef, key string) (issuer.Outcome, error) {
	if isRef(cardRef) && !issuer.ValidKey(key) {
		return issuer.Outcome{}, orEnded(ctx, issuer.ErrNoOrder)
	}
	v, err := put[outcome](ctx, i, cardRef, question{path: "/v1/cancel", body: orderQuestion{cardRef, key}, may: []refusal{noOrder, tooLate}})
	return v.port(), err
}

// Events are what happened at the issuer after a place.
func (i *Issuer) Events(ctx context.Context, after string) ([]issuer.Event, error) {
	if err := ended(ctx); err != nil {
		return nil, err
	}
	v, err := ask[events](ctx, i, question{path: "/v1/events", body: eventsQuestion{after}, safe: true})
	return each(v.Events, told.port), err
}
