package registration

import (
	"context"
	"errors"
	"slices"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Enter takes the registration form, whole or one part of it, its rules checked already. The card is shown to the issuer
// only when everything else holds, and its answer is kept before anything else may fail: the issuer is asked once.
func (s *Service) Enter(ctx context.Context, v Visitor, in form.Registration) (Flow, error) {
	whole := in.Part == form.PartAll
	if !whole && !slices.Contains([]form.Part{form.PartCard, form.PartLogin, form.PartEmail, form.PartTerms}, in.Part) {
		return Flow{}, fault.New(wire.BadRequest, text.BadRequest)
	}
	if (whole || in.Part == form.PartTerms) && in.TermsVersion != s.Terms {
		return Flow{}, fault.New(wire.Conflict, text.TermsChanged)
	}
	f, err := s.Flow(ctx, v)
	if err != nil && !errors.Is(err, ErrNoFlow) {
		return f, err
	}
	if !whole && !f.editable() {
		return f, ErrNoFlow
	}
	switch in.Part {
	case form.PartCard:
		return s.enterCard(ctx, v, f, in, nil)
	case form.PartEmail:
		return s.enterEmail(ctx, v, in)
	case form.PartTerms:
		return s.edit(ctx, v, f, func(_ Tx, f *Flow) error { s.agree(f, in); return nil })
	case form.PartAll:
		if _, err := s.grade(ctx, in.Password, []string{in.MemberID, in.Email}); err != nil {
			return f, err
		}
		f, err = s.enterCard(ctx, v, f, in, func(f *Flow) {
			f.Email = form.NormalEmail(in.Email)
			s.agree(f, in)
		})
		if err != nil || f.State == Unable {
			return f, err
		}
	}
	return s.enterLogin(ctx, v, f, in)
}

// editable says whether a part may be asked for alone.
func (f Flow) editable() bool {
	return f.CardRef != "" && (f.State == Started || f.State == Entered || f.State == Confirmed)
}

// over says that a new entry begins a new flow.
func (f Flow) over() bool { return f.State == Done || f.State == Unable || f.State == Identified }

// settle finds the state after an edit: entered when all is there, whatever was confirmed before.
func (f *Flow) settle() {
	f.State = Started
	typed := f.Login != "" && f.PasswordHash != "" && f.Email != "" && f.TermsVersion != ""
	if f.CardRef != "" && (typed || !f.journey().whole) {
		f.State = Entered
	}
}

// edit is a step that changes one part of a flow. What was found out about seen must still be true of the flow: another
// tab may have entered another card meanwhile.
func (s *Service) edit(ctx context.Context, v Visitor, seen Flow, change func(Tx, *Flow) error) (Flow, error) {
	return s.step(ctx, v, func(tx Tx, f *Flow) error {
		if !f.editable() || f.CardRef != seen.CardRef {
			return fault.Invalid("", text.FlowMoved)
		}
		if err := change(tx, f); err != nil {
			return err
		}
		if f.State != Unable {
			f.settle()
		}
		return nil
	})
}

func (s *Service) agree(f *Flow, in form.Registration) {
	f.TermsVersion, f.AgreedAt = in.TermsVersion, s.Now()
}

func (s *Service) enterEmail(ctx context.Context, v Visitor, in form.Registration) (Flow, error) {
	return s.step(ctx, v, func(_ Tx, f *Flow) error {
		switch {
		case !f.editable():
			return fault.Invalid("", text.FlowMoved)
		case form.UsesOwn(f.Login, mailWords(in.Email)):
			return fault.Invalid("email", text.EmailInID)
		}
		f.Email = form.NormalEmail(in.Email)
		f.settle()
		return nil
	})
}

func mailWords(mails ...string) []string { return form.OwnWords(japan.Date{}, nil, mails) }

// enterCard has a card accepted and keeps that, along with the rest of a whole form, which whole writes down; nil for a part. A
// card that this flow has accepted already is not shown to the issuer again.
func (s *Service) enterCard(ctx context.Context, v Visitor, seen Flow, in form.Registration, whole func(*Flow)) (Flow, error) {
	began := s.Slots.begin()
	n, exp, code, err := form.Card(in)
	if err != nil {
		return seen, err
	}
	month := japan.DateOf(s.Now()).String()[:len("2006-01")] // the keys change monthly, so tags of two months cannot be matched
	tag := s.Keys.MAC("card-tag/"+month, n.Digits(), exp.String())
	var card issuer.Verified
	var counts []limit.Hit
	known := seen.editable() && seen.CardTag == tag
	if !known {
		card, counts, err = s.verify(ctx, v, s.Keys.MAC("card/"+month, n.Digits()), func(ctx context.Context) (issuer.Verified, error) { return s.Issuer.VerifyCard(ctx, n, exp, code) })
	}
	refused := errors.Is(err, issuer.ErrRefused)
	if err != nil && !refused {
		return seen, err
	}
	kept, cancel := lasting(ctx) // what the issuer said
	defer cancel()
	f, err := s.begin(kept, v, whole != nil, refused, func(tx Tx, f *Flow) error {
		if _, err := tx.Hit(kept, counts...); err != nil {
			return err
		}
		switch {
		case refused:
			return s.refuse(kept, tx, f, v)
		case known && f.CardTag != tag:
			return fault.Invalid("", text.FlowMoved)
		}
		if whole != nil {
			whole(f)
		}
		if !known {
			if f.CardRef != card.CardRef { // another holder, whom the password was not compared with
				f.PasswordHash, f.Reach = "", nil
			}
			f.CardTag, f.Expiry, f.CardRef, f.AccountRef, f.Last4, f.Brand = tag, exp.String(), card.CardRef, card.AccountRef, card.Last4, string(card.Brand)
			if err := s.record(kept, tx, audit.CardAccepted, *f, v, card.Last4); err != nil {
				return err
			}
		}
		f.settle()
		return nil
	})
	if err != nil && len(counts) > 0 { // the card was shown all the same
		_, e := s.Limits.Store.Hit(kept, counts...)
		err = errors.Join(err, e)
	}
	if err == nil && refused {
		s.Slots.wait(ctx, began)
		if f.State != Unable {
			err = fault.Invalid("", text.CardRefused)
		}
	}
	return f, err
}

func (s *Service) refuse(ctx context.Context, tx Tx, f *Flow, v Visitor) error {
	f.Refusals++
	if err := s.record(ctx, tx, audit.CardRefused, *f, v, ""); err != nil {
		return err
	}
	if f.Refusals >= maxRefusals && f.State != Identified {
		return s.end(ctx, tx, f, v, ReasonRefused)
	}
	return nil
}

// enterLogin takes ID and password. They are compared with the holder's data while the password is at hand; what comes of
// that is told only after identity.
func (s *Service) enterLogin(ctx context.Context, v Visitor, seen Flow, in form.Registration) (Flow, error) {
	if p := typedBefore(seen, in.MemberID, string(in.Password)); len(p) > 0 {
		return seen, &fault.Error{Code: wire.Invalid, Problems: p}
	}
	own, err := s.ownWords(ctx, seen.CardRef)
	if err != nil {
		return seen, err
	}
	l, err := s.newLogin(ctx, v, in.MemberID, in.Password, seen.Email)
	if err != nil {
		return seen, err
	}
	taken := false
	f, err := s.edit(ctx, v, seen, func(tx Tx, f *Flow) error {
		var err error
		if taken, err = s.reserve(ctx, tx, f, l); err != nil || taken {
			if in.Part == form.PartAll && taken { // of an edit, what was good stays
				f.Login, f.PasswordHash = "", ""
			}
			return s.tries(ctx, tx, f, v, err)
		}
		f.OwnLogin, f.OwnPassword = form.UsesOwn(in.MemberID, own), form.UsesOwn(string(in.Password), own)
		return nil
	})
	if err == nil && taken && f.State != Unable {
		err = fault.Invalid("member_id", text.IDTaken)
	}
	return f, err
}

// typedBefore compares ID and password with what this person typed in other parts.
func typedBefore(f Flow, id, password string) (wrong []fault.Problem) {
	mail := mailWords(f.Email)
	if form.UsesOwn(id, mail) {
		wrong = append(wrong, fault.Problem{Field: "member_id", Message: text.MemberIDMail})
	}
	switch {
	case form.UsesOwn(password, mail):
		wrong = append(wrong, fault.Problem{Field: "password", Message: text.PasswordMail})
	case form.UsesOwn(password, []string{f.Last4}):
		wrong = append(wrong, fault.Problem{Field: "password", Message: text.PasswordCard})
	}
	return wrong
}

// newLogin is an ID with its password made unreadable.
type newLogin struct {
	id    string
	hash  string
	grade int
}

func (s *Service) newLogin(ctx context.Context, v Visitor, id string, password form.Secret, email string) (newLogin, error) {
	hash, grade, err := s.newPassword(ctx, v, password, []string{id, email})
	return newLogin{form.NormalID(id), hash, grade}, err
}

// newPassword is where every new password passes: it is graded with the member's own words and made unreadable. One that is
// guessed at once is refused, whatever the policy.
func (s *Service) newPassword(ctx context.Context, v Visitor, password form.Secret, own []string) (hash string, grade int, err error) {
	if _, err := s.Limits.Take(ctx, s.Limits.Of(limit.HashAddress, limit.Address(v.Address))); err != nil {
		return "", 0, s.limited(ctx, v, err)
	}
	if grade, err = s.grade(ctx, password, own); err != nil {
		return "", 0, err
	}
	hash, err = s.Hasher.Hash(ctx, string(password))
	return hash, grade, err
}

func (s *Service) grade(ctx context.Context, password form.Secret, own []string) (int, error) {
	grade, err := s.Grade(ctx, string(password), own)
	if err == nil && grade == 0 {
		err = fault.Invalid("password", text.PasswordCommon)
	}
	return grade, err
}

// reserve holds the ID for this flow, and what goes with it.
func (s *Service) reserve(ctx context.Context, tx Tx, f *Flow, l newLogin) (taken bool, err error) {
	now := s.Now()
	ok, err := tx.ReserveLogin(ctx, member.Fold(l.id), f.ID, now, now.Add(Life))
	if err != nil || !ok {
		return !ok, err
	}
	f.Login, f.PasswordHash, f.Grade = l.id, l.hash, l.grade
	return false, nil
}

// tries counts an ID that was taken, unless there is an error. No more than five, or the form would tell who is a member.
func (s *Service) tries(ctx context.Context, tx Tx, f *Flow, v Visitor, err error) error {
	if err != nil {
		return err
	}
	if f.IDTries++; f.IDTries >= IDTries {
		return s.end(ctx, tx, f, v, ReasonTries)
	}
	return nil
}

// ownWords are the words that the holder's ID and password must not be made of.
func (s *Service) ownWords(ctx context.Context, cardRef string) ([]string, error) {
	h, err := ask(ctx, func(ctx context.Context) (issuer.Holder, error) { return s.Issuer.Holder(ctx, cardRef) })
	if err != nil {
		return nil, err
	}
	cs, err := s.Contacts(ctx, cardRef)
	if err != nil {
		return nil, err
	}
	var phones, mails []string
	for _, c := range cs {
		if c.Channel == issuer.Mail {
			mails = append(mails, c.To)
		} else {
			phones = append(phones, c.To)
		}
	}
	return form.OwnWords(h.BirthDate, phones, mails), nil
}

// Contacts are the ways on file to reach a card's holder.
func (s *Service) Contacts(ctx context.Context, cardRef string) ([]issuer.Contact, error) {
	return ask(ctx, func(ctx context.Context) ([]issuer.Contact, error) { return s.Issuer.Contacts(ctx, cardRef) })
}
