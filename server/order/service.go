package order

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Page is how many orders a page of the list has.
const Page = 20

// Service takes orders from their draft to their receipt.
type Service struct {
	Kinds     []Kind // of all that can be ordered: Kinds()
	Store     Store
	Issuer    issuer.Orders
	Documents func(l text.Lang, key string) wire.Document                         // in force now; without a Version: there is none
	Caution   func(ctx context.Context, memberID string) (time.Time, error)       // until when more is asked for; zero: it is not
	Contacts  func(ctx context.Context, cardRef string) ([]issuer.Contact, error) // who is told
	Teller    *member.Teller
	Keys      *keys.Ring
	Now       func() time.Time
	Wake      func() // the outbox has something new
	Log       zerolog.Logger
}

// Who orders.
type Who struct {
	Member  string
	Session string // its row's token_hash
	Lang    text.Lang
	Address netip.Addr // cut by limit.Address before anything is kept of it
}

// gone is the answer to an order that is not there, is another member's, or is another session's draft.
func gone() error { return fault.New(wire.NotFound, text.OrderGone) }

// Draft begins an order. What the same page asks for twice is one order, however far that is by then.
func (s *Service) Draft(ctx context.Context, who Who, d Draft) (Order, error) {
	k, ok := s.kind(d.Details.Kind)
	if !ok {
		return Order{}, fmt.Errorf("order: nothing is known of %q", d.Details.Kind)
	}
	quote, err := json.Marshal(d.Quote)
	if err != nil {
		return Order{}, err
	}
	if _, err := k.Lines(who.Lang, d.Details, quote); err != nil {
		return Order{}, fmt.Errorf("order %s: its lines: %w", k.Kind, err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Order{}, err
	}
	now := s.Now()
	r := Row{Order: Order{
		MemberID: who.Member, ID: id.String(), State: Drafted, CardRef: d.Card, Last4: d.Last4, Details: d.Details, Quote: quote, Session: who.Session,
		CreatedAt: now, ChangedAt: now, ExpiresAt: now.Add(Life),
	}}
	if r.Hash, err = hash(r.Order); err != nil {
		return Order{}, err
	}
	r.Page = d.Page + "." + r.Hash[:16]
	if err := seal(s.Keys, &r); err != nil {
		return Order{}, err
	}
	if err := sealFiles(s.Keys, &r, filesOf(d.Details)); err != nil {
		return Order{}, err
	}
	var kept Row
	err = s.Store.Update(ctx, func(tx Tx) (err error) {
		kept, err = tx.AddOrder(ctx, r)
		return err
	})
	if err != nil {
		return Order{}, err
	}
	return open(s.Keys, kept)
}

// hash is of all that is ordered and was said of it: what one proof opens, no other does.
func hash(o Order) (string, error) {
	d := o.Details
	d.Key, d.At, d.Assurance, d.Documents = "", time.Time{}, "", nil
	plain, err := json.Marshal([]any{o.MemberID, o.CardRef, d, o.Quote})
	h := sha256.Sum256(plain)
	return base64.RawURLEncoding.EncodeToString(h[:]), err
}

// what is a short hash of what is ordered, without the figures.
func what(o Order) string {
	o.Quote, o.Details = nil, bare(o.Details)
	h, err := hash(o)
	if err != nil {
		return ""
	}
	return h[:8]
}

// Open is one of the member's orders. A draft, and what waits for its proof, is seen by the session that drafted it alone. Of one that is
// under way at the issuer it finds out how it stands there, if the issuer answers in time.
func (s *Service) Open(ctx context.Context, who Who, id string) (Order, error) {
	o, err := s.read(ctx, who.Member, id)
	if err != nil {
		return o, err
	}
	if (o.State == Drafted || o.State == Confirmed) && o.Session != who.Session {
		return Order{}, gone()
	}
	if o.State == Concluded && moves[o.Outcome.State] {
		if now, _, err := s.Refresh(ctx, o.MemberID, o.ID); err == nil {
			o = now
		}
	}
	return o, nil
}

func (s *Service) read(ctx context.Context, memberID, id string) (Order, error) {
	if uuid.Validate(id) != nil {
		return Order{}, gone()
	}
	r, ok, err := s.Store.Order(ctx, memberID, id)
	if err != nil || !ok {
		if err == nil {
			err = gone()
		}
		return Order{}, err
	}
	return s.open(r)
}

// open is a row's order. One that is past its confirmation is shown with what stands outside of the seal when that does not open: a key was dropped,
// which must not keep a member from all other orders.
func (s *Service) open(r Row) (Order, error) {
	o, err := open(s.Keys, r)
	if err == nil || o.State == Drafted || o.State == Confirmed {
		return o, err
	}
	s.Log.Error().Err(err).Str("order", o.ID).Msg("orders: a row does not open: its receipt is shown without what was ordered")
	o.Shut = true
	return o, nil
}

// List are the member's orders that are proven and beyond, Page of them, the newest first, older than the one named before; an empty name is
// the beginning. more says that there are older ones.
func (s *Service) List(ctx context.Context, who Who, before string) (out []Order, more bool, err error) {
	if before != "" && uuid.Validate(before) != nil {
		return nil, false, nil
	}
	rows, err := s.Store.Orders(ctx, who.Member, before, Page+1)
	if len(rows) > Page {
		rows, more = rows[:Page], true
	}
	for _, r := range rows {
		o, e := s.open(r)
		if e != nil {
			return nil, false, e
		}
		out = append(out, o)
	}
	return out, more, err
}

// Over says whether a draft has waited too long, for its confirmation or for its proof.
func (o Order) Over(now time.Time) bool {
	return (o.State == Drafted || o.State == Confirmed) && !now.Before(o.ExpiresAt)
}

// Proof is the least that proves an order; Unproven when the session is enough. careful: in the 72 hours after a recovery or a change of
// contacts.
func (k Kind) Proof(o Order, careful bool) identity.Assurance {
	switch {
	case k.Free != nil && k.Free(o.Details, o.Quote):
		return identity.Unproven
	case careful && !k.Least.AtLeast(k.Careful):
		return k.Careful
	}
	return k.Least
}

// proof is Kind.Proof now. An issuer that cannot say since when its contacts are on file keeps the order waiting.
func (s *Service) proof(ctx context.Context, k Kind, o Order) (identity.Assurance, error) {
	if least := k.Proof(o, true); least == identity.Unproven {
		return least, nil
	}
	until, err := s.Caution(ctx, o.MemberID)
	return k.Proof(o, s.Now().Before(until)), err
}

// View is an order as its screen shows it.
func (s *Service) View(l text.Lang, o Order) (wire.Order, error) {
	d := s.Row(l, o)
	if o.Shut {
		d.Words = text.OrderShut.In(l)
		return d, nil
	}
	d.Documents = o.Sheet.Documents
	k, ok := s.kind(o.Details.Kind)
	if !ok { // a kind that is no more: as it was confirmed
		d.Title, d.Lines = o.Sheet.Title, o.Sheet.Lines
		return d, nil
	}
	var err error
	if d.Lines, err = k.Lines(l, o.Details, o.Quote); err != nil {
		return d, fmt.Errorf("order %s: its lines: %w", k.Kind, err)
	}
	d.Back = k.Back
	if o.State == Drafted {
		d.Proof = k.Proof(o, true) != identity.Unproven
		d.Documents, err = s.documents(l, k, o.Details)
	}
	return d, err
}

// Row is an order as the list shows it.
func (s *Service) Row(l text.Lang, o Order) wire.Order {
	now := s.Now()
	d := wire.Order{
		ID: o.ID, Kind: string(o.Details.Kind), State: string(o.State), Title: s.Title(l, o.Details.Kind), Last4: o.Last4, Lines: []wire.Line{},
		At: moment(o.Confirmed), Back: "/menu",
	}
	if o.Over(now) {
		d.State = wire.OrderOver
	}
	w := stands(d.State, o.Outcome)
	d.Says, d.Words, d.Tone = w.says.In(l), w.words.In(l), w.tone
	if o.State != Concluded {
		return d
	}
	d.Stage, d.Reason, d.Number, d.Effective, d.Page = string(o.Outcome.State), o.Outcome.Reason, o.Outcome.Number, o.Outcome.Effective.String(), o.Outcome.Page
	if o.mayCancel(now) {
		d.Cancel = moment(o.Outcome.CancelUntil)
	}
	return d
}

func (o Order) mayCancel(now time.Time) bool {
	return !o.Shut && o.State == Concluded && o.Outcome.State != issuer.Cancelled && now.Before(o.Outcome.CancelUntil)
}

// documents are those of an order that are in force. One that is not there is no reason to go on without it.
func (s *Service) documents(l text.Lang, k Kind, o issuer.Order) (out []wire.Document, err error) {
	keys := k.Documents
	if k.Needs != nil {
		keys = k.Needs(o)
	}
	for _, key := range keys {
		d := s.Documents(l, key)
		if d.Version == "" {
			return nil, fmt.Errorf("order %s: there is no document %q", k.Kind, key)
		}
		out = append(out, d)
	}
	return out, nil
}

// versions name documents as they are agreed to and recorded: key@version.
func versions(ds []wire.Document) []string {
	out := make([]string, len(ds))
	for i, d := range ds {
		out[i] = d.Key + "@" + d.Version
	}
	return slices.Clip(out)
}

func (s *Service) record(ctx context.Context, tx audit.Log, kind audit.Kind, o Order, who Who, detail string) error {
	e := audit.Event{At: s.Now(), Kind: kind, MemberID: o.MemberID, Detail: o.ID + " " + string(o.Details.Kind)}
	if detail != "" {
		e.Detail += " " + detail
	}
	if who.Address.IsValid() {
		e.Address = s.Keys.MAC("audit/address", limit.Address(who.Address))
	}
	return tx.Record(ctx, e)
}

func (s *Service) wake() {
	if s.Wake != nil {
		s.Wake()
	}
}
