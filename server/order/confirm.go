package order

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// ProofLife is how long what is confirmed waits for its proof: as long as a flow can live that is to bring it.
const ProofLife = 24 * time.Hour

// Confirm is the button 同意して進む: the sheet with its documents counts from here on. It answers the least that has to prove it, and goes on
// to the issuer by itself where that is nothing. Confirmed already, the order stays as it is: the same was sent twice.
func (s *Service) Confirm(ctx context.Context, who Who, id string, in form.ConfirmOrder) (o Order, least identity.Assurance, err error) {
	if o, err = s.Open(ctx, who, id); err != nil {
		return o, "", err
	}
	k, ok := s.kind(o.Details.Kind)
	switch {
	case !ok:
		return o, "", gone()
	case o.Over(s.Now()):
		return o, "", fault.Invalid("", text.OrderOverDo)
	case o.State == Confirmed:
		least, err = s.proof(ctx, k, o)
		return o, least, err
	case o.State != Drafted:
		return o, "", nil
	}
	documents, err := s.documents(who.Lang, k, o.Details)
	if err != nil {
		return o, "", err
	}
	if agreed := versions(documents); !slices.Equal(agreed, strings.Fields(in.Documents)) {
		return o, "", fault.Invalid("agree", text.OrderDocuments)
	} else if len(agreed) > 0 && !in.Agree {
		return o, "", fault.Invalid("agree", text.OrderAgree)
	}
	lines, err := k.Lines(who.Lang, o.Details, o.Quote)
	if err != nil {
		return o, "", err
	}
	if least, err = s.proof(ctx, k, o); err != nil {
		return o, "", err
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		r, ok, err := tx.LockOrder(ctx, who.Member, id)
		switch {
		case err != nil:
			return err
		case !ok || r.Hash != o.Hash || r.Session != who.Session:
			return gone()
		case r.State != Drafted: // two at once
			return nil
		case r.Over(s.Now()):
			return fault.Invalid("", text.OrderOverDo)
		}
		if live, err := tx.LiveSession(ctx, who.Member, who.Session); err != nil || !live {
			return errors.Join(err, gone())
		}
		now := s.Now()
		r.Details, r.Quote = o.Details, o.Quote
		r.Details.Documents = versions(documents)
		r.Sheet = Sheet{Title: k.Title.In(who.Lang), Lines: lines, Documents: documents, Lang: who.Lang}
		r.State, r.Confirmed, r.ChangedAt, r.ExpiresAt = Confirmed, now, now, now.Add(ProofLife)
		if least == identity.Unproven {
			r.prove(identity.Unproven, now)
		}
		if err := seal(s.Keys, &r); err != nil {
			return err
		}
		return errors.Join(tx.SetOrder(ctx, r), s.record(ctx, tx, audit.OrderConfirmed, r.Order, who, strings.Join(r.Details.Documents, " ")))
	})
	if err != nil {
		return o, "", err
	}
	if least == identity.Unproven {
		o, err = s.Conclude(ctx, who.Member, id)
		return o, "", err
	}
	o, err = s.read(ctx, who.Member, id)
	return o, least, err
}

func (r *Row) prove(a identity.Assurance, now time.Time) {
	r.State, r.Assurance, r.ChangedAt, r.RunAt, r.ExpiresAt = Proven, a, now, now.Add(ahead), time.Time{}
}

// Deed is an order as who proves it knows it.
type Deed struct {
	Order string               `json:"order"`
	Hash  string               `json:"hash"`
	What  string               `json:"what"` // as Hash, of what is ordered alone: it stays when the same is asked for again
	Least identity.Assurance   `json:"least"`
	Named map[text.Lang]string `json:"named"` // キャッシング50,000円, in each language: what the messages call it
}

// Deed is what a proof of an order is to be bound to.
func (s *Service) Deed(o Order, least identity.Assurance) Deed {
	d := Deed{Order: o.ID, Hash: o.Hash, What: what(o), Least: least, Named: map[text.Lang]string{}}
	if k, ok := s.kind(o.Details.Kind); ok {
		for _, l := range []text.Lang{text.JA, text.EN} {
			d.Named[l] = k.Named(l, o.Details)
		}
	}
	return d
}

// Prove marks an order proven, in the transaction of its proof; false when there is nothing that this proof opens: another order, of other
// contents, of another session, proven already, over, or asking for more.
func Prove(ctx context.Context, tx ProofTx, memberID, session string, d Deed, a identity.Assurance, now time.Time) (bool, error) {
	r, ok, err := tx.LockOrder(ctx, memberID, d.Order)
	if err != nil || !ok || r.State != Confirmed || r.Hash != d.Hash || r.Session != session || r.Over(now) || !a.AtLeast(d.Least) {
		return false, err
	}
	if live, err := tx.LiveSession(ctx, memberID, session); err != nil || !live {
		return false, err
	}
	r.prove(a, now)
	return true, errors.Join(tx.SetOrder(ctx, r),
		tx.Record(ctx, audit.Event{At: now, Kind: audit.OrderProven, MemberID: memberID, Detail: r.ID + " " + string(r.Details.Kind) + " " + string(a)}))
}

// Cancel undoes an order until its cut-off. Undone already, it stays so: the same was sent twice.
func (s *Service) Cancel(ctx context.Context, who Who, id string) (Order, error) {
	o, err := s.Open(ctx, who, id)
	if err != nil || o.State == Concluded && o.Outcome.State == issuer.Cancelled {
		return o, err
	}
	if !o.mayCancel(s.Now()) {
		return o, fault.Invalid("", text.OrderTooLate)
	}
	kept, end := lasting(ctx)
	defer end()
	out, err := s.Issuer.Cancel(kept, o.CardRef, o.ID)
	switch {
	case errors.Is(err, issuer.ErrTooLate):
		return o, fault.Invalid("", text.OrderTooLate)
	case err != nil:
		return o, busy(err)
	}
	return s.moved(kept, o, out, who)
}

// moment is a time as it travels.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(japan.Zone).Format("2006-01-02 15:04")
}
