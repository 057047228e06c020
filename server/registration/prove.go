package registration

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Confirm is the button ご本人様確認へ進む: it finds out how the holder can be reached and sends the first passcode. Pressed
// twice it does nothing the second time; after an edit, a passcode that just went to the holder of the same card still counts.
func (s *Service) Confirm(ctx context.Context, v Visitor) (Flow, error) {
	f, err := s.at(ctx, v, Entered)
	if err != nil {
		return f, err
	}
	if f.journey().whole && f.TermsVersion != s.Terms {
		return f, fault.New(wire.Conflict, text.TermsChanged)
	}
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	cs = f.able(cs)
	reach := s.reach(cs)
	if _, ok := pick(cs, ""); !ok && len(reach) > 0 {
		return s.confirmCall(ctx, v, f, cs, reach)
	}
	var p parcel
	last, sent, err := s.Identity.Store.LatestCheck(ctx, subject(f))
	if err != nil {
		return f, err
	}
	if to, ok := pick(cs, ""); ok && !(sent && last.Live(s.Now()) && s.wait(last) > 0) {
		// at its limit this contact gets nothing more today: the next screen offers the others
		if p, err = s.prepare(ctx, v, f, to); err != nil && !isLimit(err) {
			return f, err
		}
	}
	f, err = s.posting(ctx, v, &p, func(tx Tx, now *Flow) error {
		switch {
		case now.State != Entered || now.CardRef != f.CardRef: // another tab was quicker
			return ErrMoved
		case len(reach) == 0:
			return s.end(ctx, tx, now, v, ReasonContact)
		}
		now.State, now.Reach = Confirmed, reach
		return s.post(ctx, tx, now, v, &p)
	})
	s.wake()
	return f, err
}

// Send sends another passcode over a channel.
func (s *Service) Send(ctx context.Context, v Visitor, in form.Send) (Flow, error) {
	f, err := s.at(ctx, v, Confirmed)
	if err != nil {
		return f, err
	}
	if issuer.Channel(in.Channel) == identity.ByCall {
		return s.openCall(ctx, v, f)
	}
	if err := s.mayFollow(ctx, s.Identity.Store, f); err != nil {
		return f, err
	}
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	to, ok := pick(f.able(cs), issuer.Channel(in.Channel))
	if !ok {
		return f, fault.Invalid("channel", text.ChannelUnknown)
	}
	if err := s.mayFollow(ctx, s.Identity.Store, f); err != nil { // the issuer took its time
		return f, err
	}
	p, err := s.prepare(ctx, v, f, to)
	if e := fault.As(err); err != nil && contactFull(err) {
		return f, fault.Invalid("channel", text.PasscodeLimit).After(e.RetryAfter)
	}
	if err != nil {
		return f, err
	}
	f, err = s.posting(ctx, v, &p, func(tx Tx, now *Flow) error {
		if now.State != Confirmed || now.CardRef != f.CardRef {
			return ErrMoved
		}
		if err := s.mayFollow(ctx, tx, *now); err != nil { // two at once
			return err
		}
		return s.post(ctx, tx, now, v, &p)
	})
	s.wake()
	return f, err
}

// wait is how long until another passcode may follow the last one.
func (s *Service) wait(last identity.Check) time.Duration {
	return last.CreatedAt.Add(identity.Resend).Sub(s.Now())
}

// checks are those of the store or, in a transaction, as it sees them.
type checks interface {
	LatestCheck(ctx context.Context, s identity.Subject) (identity.Check, bool, error)
}

// mayFollow says no when the last passcode of a flow has only just gone out.
func (s *Service) mayFollow(ctx context.Context, in checks, f Flow) error {
	last, sent, err := in.LatestCheck(ctx, subject(f))
	if err != nil || !sent || s.wait(last) <= 0 || last.Delivery == notify.Dead { // what could not be delivered is no reason to wait
		return err
	}
	d := s.wait(last)
	return fault.Invalid("channel", text.PasscodeTooSoon, int(math.Ceil(d.Seconds()))).After(d)
}

func isLimit(err error) bool { return fault.As(err).Code == wire.TooMany }

// contactFull says that this card or contact gets no more today; another limit is about who asks.
func contactFull(err error) bool {
	full, _ := limit.Reached(err)
	return full.Limit.Name == limit.PasscodeDay.Name || full.Limit.Name == limit.PasscodeCard.Name
}

// subject binds a passcode to the flow and to the card: what reached the holder of one card proves nothing about another
// that is entered in its place.
func subject(f Flow) identity.Subject {
	return f.purpose().About(f.about(), f.ID)
}

// pick is the contact for a channel, or the best one that can take a passcode. An empty channel is any.
func pick(cs []issuer.Contact, ch issuer.Channel) (issuer.Contact, bool) {
	i := slices.IndexFunc(cs, func(c issuer.Contact) bool {
		return c.Proves && c.Channel != issuer.Landline && (ch == "" || c.Channel == ch)
	})
	if i < 0 {
		return issuer.Contact{}, false
	}
	return cs[i], true
}

// reach is how a holder can be reached, as a screen may show it. A landline can only call us.
func (s *Service) reach(cs []issuer.Contact) (out []Reach) {
	for _, c := range cs {
		if c.Proves && (c.Channel != issuer.Landline || s.Calls()) {
			out = append(out, Reach{c.Channel, c.Masked})
		}
	}
	return out
}

// parcel is a passcode ready to be sent, or a call check to be opened, if there is one.
type parcel struct {
	*identity.Made
	posted bool
}

func (s *Service) prepare(ctx context.Context, v Visitor, f Flow, to issuer.Contact) (parcel, error) {
	of := append(s.Limits.From(v.Address, limit.PasscodeAddress, limit.PasscodeNetwork), s.Limits.Of(limit.PasscodeCard, f.CardRef))
	m, err := s.Identity.Make(ctx, f.purpose(), subject(f), to, v.Lang, of...)
	if err != nil {
		return parcel{}, s.limited(ctx, v, err)
	}
	return parcel{Made: &m}, nil
}

// posting is a step that may post a passcode. One that was not posted does not count; one of which nobody knows, because the
// commit was not answered, does.
func (s *Service) posting(ctx context.Context, v Visitor, p *parcel, change func(Tx, *Flow) error) (Flow, error) {
	f, err := s.step(ctx, v, func(tx Tx, f *Flow) error {
		p.posted = false
		return change(tx, f)
	})
	if p.Made == nil || p.posted {
		return f, err
	}
	kept, cancel := lasting(ctx)
	defer cancel()
	if e := p.Taken.Back(kept); e != nil {
		err = errors.Join(err, e)
	}
	return f, err
}

// post puts a passcode into the outbox, if there is one.
func (s *Service) post(ctx context.Context, tx Tx, f *Flow, v Visitor, p *parcel) error {
	if p.Made == nil {
		return nil
	}
	f.Sends++
	if err := tx.PutCheck(ctx, p.Check); err != nil {
		return err
	}
	if err := tx.Enqueue(ctx, p.Message); err != nil {
		return err
	}
	err := s.record(ctx, tx, audit.PasscodeSent, *f, v, string(p.Check.Channel))
	p.posted = err == nil
	return err
}

// Sent is the passcode that was sent last in a flow.
func (s *Service) Sent(ctx context.Context, f Flow) (identity.Check, bool, error) {
	return s.Identity.Store.LatestCheck(ctx, subject(f))
}

func (s *Service) wake() {
	if s.Wake != nil {
		s.Wake()
	}
}

// Verify tests the passcode. When it is right the flow gets a new id: the fresh token must replace the cookie.
func (s *Service) Verify(ctx context.Context, v Visitor, in form.Passcode) (Flow, string, error) {
	f, token, err := s.verifyOnce(ctx, v, in)
	if !errors.Is(err, ErrNoFlow) && !errors.Is(err, identity.ErrDead) {
		return f, token, err
	}
	again, token, e := s.verifiedBefore(ctx, v, in)
	switch {
	case e == nil || !errors.Is(e, ErrNoFlow):
		return again, token, e
	case errors.Is(err, ErrNoFlow):
		return f, "", ErrNoFlow
	}
	return f, "", fault.Invalid("passcode", text.PasscodeDead)
}

// verifyOnce answers ErrNoFlow or identity.ErrDead also when the same passcode has just been taken.
func (s *Service) verifyOnce(ctx context.Context, v Visitor, in form.Passcode) (f Flow, token string, err error) {
	if f, err = s.at(ctx, v, Confirmed); err != nil {
		return f, "", err
	}
	cs, err := s.contacts(ctx, f) // for the notices; asked first, so that a busy issuer costs no try
	if err != nil {
		return f, "", err
	}
	c, err := s.Identity.Try(ctx, subject(f), in.Digits())
	if errors.Is(err, identity.ErrWrong) {
		f, err = s.wrong(ctx, v, c)
		return f, "", err
	}
	if err != nil {
		return f, "", err
	}
	return s.passed(ctx, v, f, c, cs)
}

// passed goes on with a flow whose identity a check has proven, under a new id. It answers identity.ErrDead when the check is used,
// over or about another card by now: contacts and check are those of the flow as it was seen.
func (s *Service) passed(ctx context.Context, v Visitor, seen Flow, c identity.Check, cs []issuer.Contact) (f Flow, token string, err error) {
	token = s.successor(seen.ID, c)
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		used, err := tx.UseCheck(ctx, c.ID, s.Now())
		if err != nil {
			return err
		}
		if !used || f.State != Confirmed || f.CardRef != seen.CardRef {
			return identity.ErrDead
		}
		if err := tx.RenewFlow(ctx, f.ID, keys.Hash(token)); err != nil {
			return err
		}
		f.Prior, f.ID, f.Assurance = f.ID, keys.Hash(token), c.Assurance()
		if err := s.record(ctx, tx, audit.IdentityProven, *f, v, string(c.Channel)); err != nil {
			return err
		}
		if f.Assurance == identity.Call {
			if err := s.tellOfCall(ctx, tx, *f, cs); err != nil {
				return err
			}
		}
		return s.proven(ctx, tx, f, v, cs)
	})
	if err != nil && !errors.Is(err, identity.ErrDead) {
		kept, cancel := lasting(ctx)
		defer cancel()
		err = errors.Join(err, s.Identity.NotUsed(kept, c))
	}
	if err != nil {
		return f, "", err
	}
	s.wake()
	return f, token, nil
}

// successor is the token of a flow whose identity was proven by a check. It is the same however often the passcode is
// sent, and cannot be made without the server's keys.
func (s *Service) successor(flow string, c identity.Check) string {
	return s.Keys.Token("flow", flow, c.ID)
}

// verifiedBefore answers a right passcode that comes once more under the flow's former id: the first answer, with the new
// cookie in it, got lost (a double click without scripts, a cut connection) or is still on its way. It is answered as the
// first was; the former id alone opens nothing.
func (s *Service) verifiedBefore(ctx context.Context, v Visitor, in form.Passcode) (Flow, string, error) {
	return s.passedBefore(ctx, v, func(before Flow) (identity.Check, bool, error) {
		return s.Identity.Proven(ctx, subject(before), in.Digits())
	})
}

// passedBefore answers what comes once more under a flow's former id, if proof says that it is what proved identity.
func (s *Service) passedBefore(ctx context.Context, v Visitor, proof func(before Flow) (identity.Check, bool, error)) (Flow, string, error) {
	f, err := v.own(s.Store.Renewed(ctx, v.flow(), s.Now()))
	if err != nil {
		return f, "", err
	}
	if _, err := s.Limits.Take(ctx, s.Limits.Of(limit.PasscodeAgain, f.Prior)); err != nil {
		return f, "", s.limited(ctx, v, err)
	}
	before := f
	before.ID = f.Prior
	c, ok, err := proof(before)
	if err != nil {
		return f, "", err
	}
	token := s.successor(f.Prior, c)
	if !ok || keys.Hash(token) != f.ID {
		return f, "", ErrNoFlow
	}
	return f, token, nil
}

// proven goes on after identity: what may be told now is told now.
func (s *Service) proven(ctx context.Context, tx Tx, f *Flow, v Visitor, cs []issuer.Contact) error {
	memberID, registered, err := tx.CardMember(ctx, f.CardRef)
	switch {
	case err != nil:
		return err
	case f.Journey == Recover && registered:
		return s.showID(ctx, tx, f, v, cs, memberID)
	case f.Journey == Recover:
		return s.end(ctx, tx, f, v, ReasonUnregistered)
	case f.Journey == Prove:
		return s.proveOrder(ctx, tx, f)
	case f.Journey == Add:
		return s.addCard(ctx, tx, f, v, cs)
	case registered:
		return s.end(ctx, tx, f, v, ReasonRegistered)
	case f.OwnLogin || f.OwnPassword || f.Login == "" || f.PasswordHash == "": // the desk helps also where no free ID was found
		f.State = Identified
		return nil
	}
	return s.finish(ctx, tx, f, v, cs)
}

func (s *Service) wrong(ctx context.Context, v Visitor, c identity.Check) (Flow, error) {
	left := identity.Tries - c.Tries
	f, err := s.step(ctx, v, func(tx Tx, f *Flow) error {
		if err := s.record(ctx, tx, audit.PasscodeWrong, *f, v, string(c.Channel)); err != nil {
			return err
		}
		if left <= 0 && f.Sends >= maxSends && f.State == Confirmed {
			return s.end(ctx, tx, f, v, ReasonTries)
		}
		return nil
	})
	switch {
	case err != nil || f.State == Unable:
		return f, err
	case left <= 0:
		return f, fault.Invalid("passcode", text.PasscodeDead)
	}
	return f, fault.Invalid("passcode", text.PasscodeWrong, left)
}

// ChooseLogin takes ID and password after identity: others than before, or of the phone journey the first. Where nothing more is to
// be chosen it makes the member.
func (s *Service) ChooseLogin(ctx context.Context, v Visitor, in form.NewLogin) (Flow, error) {
	f, err := s.at(ctx, v, Identified)
	if err != nil {
		return f, err
	}
	if !f.asksLogin() {
		return f, ErrMoved
	}
	words, err := s.ownWords(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	wrong := typedBefore(f, in.MemberID, string(in.Password))
	if form.UsesOwn(in.MemberID, words) {
		wrong = append(wrong, fault.Problem{Field: "member_id", Message: text.IDOwn})
	}
	if form.UsesOwn(string(in.Password), words) {
		wrong = append(wrong, fault.Problem{Field: "password", Message: text.PasswordOwn})
	}
	if len(wrong) > 0 {
		return f, &fault.Error{Code: wire.Invalid, Problems: wrong}
	}
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	l, err := s.newLogin(ctx, v, in.MemberID, in.Password, f.Email)
	if err != nil {
		return f, err
	}
	taken := false
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		if taken = false; f.State != Identified || !f.asksLogin() {
			return ErrMoved
		}
		var err error
		if taken, err = s.reserve(ctx, tx, f, l); err != nil || taken {
			return s.tries(ctx, tx, f, v, err)
		}
		f.OwnLogin, f.OwnPassword = false, false
		if f.unfinished(s.Terms) {
			return nil
		}
		return s.finish(ctx, tx, f, v, cs)
	})
	if err == nil && taken && f.State == Identified {
		err = fault.Invalid("member_id", text.IDTaken)
	}
	s.wake()
	return f, err
}

// onFile says whether a typed address is one by which the issuer proves who the holder is. Then it needs no code: the issuer
// vouches for it, and a notice goes there all the same.
func onFile(typed string, cs []issuer.Contact) bool {
	return slices.ContainsFunc(cs, func(c issuer.Contact) bool {
		return c.Channel == issuer.Mail && c.Proves && form.NormalEmail(c.To) == typed
	})
}

// finish makes the member, tells every contact on file, and sends a code to the typed address: until that is confirmed it may be
// anybody's, and gets nothing else.
func (s *Service) finish(ctx context.Context, tx Tx, f *Flow, v Visitor, cs []issuer.Contact) error {
	id, err := member.NewID()
	if err != nil {
		return err
	}
	now := s.Now()
	known := onFile(f.Email, cs)
	err = tx.CreateMember(ctx, member.Member{
		ID: id, Login: f.Login, PasswordHash: f.PasswordHash, Email: f.Email, Confirmed: known, Lang: f.Lang, TermsVersion: f.TermsVersion, AgreedAt: f.AgreedAt, CreatedAt: now,
		Card: member.Card{Ref: f.CardRef, AccountRef: f.AccountRef, Last4: f.Last4, Brand: f.Brand},
	}, f.ID)
	if errors.Is(err, ErrTaken) { // another registration was quicker: of the card, or of the ID
		if _, registered, err := tx.CardMember(ctx, f.CardRef); err != nil || registered {
			return errors.Join(err, s.end(ctx, tx, f, v, ReasonRegistered))
		}
		f.State, f.Login = Identified, ""
		return nil
	}
	if err != nil {
		return err
	}
	f.State, f.PasswordHash, f.MemberID = Done, "", id
	if err := member.Know(ctx, tx, id, s.Device(*f), now); err != nil {
		return err
	}
	if err := tx.Record(ctx, audit.Event{At: now, Kind: audit.Registered, MemberID: id, Flow: f.ID}); err != nil {
		return err
	}
	if known {
		err = tx.Record(ctx, audit.Event{At: now, Kind: audit.MailConfirmed, MemberID: id, Flow: f.ID, Detail: "on file"})
	} else {
		_, err = s.Mailer.SendCode(ctx, tx, id, f.Email, f.Lang)
	}
	if err != nil {
		return err
	}
	if err := s.keepProof(ctx, tx, *f, cs); err != nil {
		return err
	}
	// Contacts on file are told in Japanese, the issuer's language: the language of this registration may be a stranger's.
	return s.tell(ctx, tx, ofRegistration, *f, nil, f.Lang, cs, member.Both(f.Lang))
}
