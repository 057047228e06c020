package registration

import (
	"context"
	"errors"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/card"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Enter takes the registration form, whole or one part of it, its rules checked already. The card is shown to the issuer
// only when everything else holds, and not again while the flow has it.
func (s *Service) Enter(ctx context.Context, v Visitor, in form.Registration) (Flow, error) {
	switch in.Part {
	case form.PartAll:
		if in.TermsVersion != s.Terms {
			return Flow{}, fault.New(wire.Conflict, text.TermsChanged)
		}
	case form.PartCard, form.PartLogin, form.PartEmail:
	default:
		return Flow{}, fault.New(wire.BadRequest, text.BadRequest)
	}
	have, err := s.Flow(ctx, v)
	if err != nil && !errors.Is(err, ErrNoFlow) {
		return Flow{}, err
	}
	if in.Part != form.PartAll && !have.editable() {
		return Flow{}, ErrNoFlow
	}
	e, err := s.examine(ctx, v, have, in)
	if err != nil {
		return Flow{}, err
	}
	var said error
	f, err := s.begin(ctx, v, func(tx Tx, f *Flow) error {
		said = nil
		if f.over() {
			*f = Flow{ID: f.ID, Journey: "web", State: Started, CreatedAt: s.Now()}
		}
		if e.refused {
			said = fault.Invalid("", text.CardRefused)
			return s.refuse(ctx, tx, f, v)
		}
		if e.asked {
			if err := s.record(ctx, tx, audit.CardAccepted, *f, v, e.card.Last4); err != nil {
				return err
			}
		}
		var err error
		said, err = s.keep(ctx, tx, f, v, in, e)
		return err
	})
	if err == nil && f.State != Unable {
		err = said
	}
	if f.State == Entered && err == nil {
		s.wake()
	}
	return f, err
}

// editable says whether a part may be asked for alone: everything else is there.
func (f Flow) editable() bool {
	return f.CardRef != "" && (f.State == Started || f.State == Entered || f.State == Confirmed)
}

func (f Flow) over() bool { return f.State == Done || f.State == Unable }

// examined is what is found out about a form before anything is written.
type examined struct {
	asked   bool // the issuer was
	refused bool
	tag     string
	expiry  string
	card    issuer.Verified
	hash    string // of the password, when there is one in the form
	grade   int
	own     ownData
}

type ownData struct{ login, password bool }

func (s *Service) examine(ctx context.Context, v Visitor, have Flow, in form.Registration) (e examined, err error) {
	e.card = issuer.Verified{CardRef: have.CardRef, AccountRef: have.AccountRef, Last4: have.Last4, Brand: card.Brand(have.Brand)}
	if in.Part == form.PartAll || in.Part == form.PartCard {
		if err := s.verify(ctx, v, have, in, &e); err != nil || e.refused {
			return e, err
		}
	}
	switch in.Part { // what is typed now against what was typed earlier; the whole form has been compared with itself
	case form.PartEmail:
		if form.UsesOwn(have.Login, mailWords(in.Email)) {
			return e, fault.Invalid("email", text.EmailInID)
		}
		e.own = ownData{have.OwnLogin, have.OwnPassword}
		return e, nil
	case form.PartLogin:
		if form.UsesOwn(in.MemberID, mailWords(have.Email)) {
			return e, fault.Invalid("member_id", text.MemberIDMail)
		}
		if form.UsesOwn(string(in.Password), mailWords(have.Email)) {
			return e, fault.Invalid("password", text.PasswordMail)
		}
	}
	if in.Part == form.PartCard && e.card.CardRef == have.CardRef {
		e.own = ownData{have.OwnLogin, have.OwnPassword}
		return e, nil
	}
	words, err := s.ownWords(ctx, e.card.CardRef)
	if err != nil {
		return e, err
	}
	if in.Part == form.PartCard { // another holder; the password is not at hand any more
		e.own = ownData{login: form.UsesOwn(have.Login, words), password: true}
		return e, nil
	}
	e.own = ownData{form.UsesOwn(in.MemberID, words), form.UsesOwn(string(in.Password), words)}
	if err := s.Limits.Take(ctx, limit.RegisterHash, limit.Address(v.Address)); err != nil {
		return e, err
	}
	e.grade = s.Grade(string(in.Password), []string{in.MemberID, in.Email, have.Email})
	e.hash, err = s.Hasher.Hash(ctx, string(in.Password))
	return e, err
}

func mailWords(mail string) []string { return form.OwnWords(japan.Date{}, nil, []string{mail}) }

// verify shows the card to the issuer, unless this flow has just that card accepted already.
func (s *Service) verify(ctx context.Context, v Visitor, have Flow, in form.Registration, e *examined) error {
	n, exp, code, err := form.Card(in)
	if err != nil {
		return err
	}
	month := japan.DateOf(s.Now()).String()[:len("2006-01")] // the key changes monthly, so tags of two months cannot be matched
	e.tag = s.Keys.MAC("card-tag/"+month, n.Digits(), exp.String())
	e.expiry = exp.String()
	if have.editable() && have.CardTag == e.tag {
		return nil
	}
	if err := s.Limits.Take(ctx, limit.CardAddress, limit.Address(v.Address)); err != nil {
		return err
	}
	if err := s.Limits.TakeMAC(ctx, limit.CardDay, s.Keys.MAC("card/"+month, n.Digits())); err != nil {
		return err
	}
	e.asked = true
	e.card, err = ask(ctx, func(ctx context.Context) (issuer.Verified, error) { return s.Issuer.VerifyCard(ctx, n, exp, code) })
	if errors.Is(err, issuer.ErrRefused) {
		e.refused = true
		return nil
	}
	return err
}

// ownWords are the words that the holder's ID and password must not be made of. They are compared while the password is
// at hand; what comes of it is told only after identity.
func (s *Service) ownWords(ctx context.Context, cardRef string) ([]string, error) {
	h, err := ask(ctx, func(ctx context.Context) (issuer.Holder, error) { return s.Issuer.Holder(ctx, cardRef) })
	if err != nil {
		return nil, err
	}
	cs, err := s.contacts(ctx, cardRef)
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

func (s *Service) contacts(ctx context.Context, cardRef string) ([]issuer.Contact, error) {
	return ask(ctx, func(ctx context.Context) ([]issuer.Contact, error) { return s.Issuer.Contacts(ctx, cardRef) })
}

func (s *Service) refuse(ctx context.Context, tx Tx, f *Flow, v Visitor) error {
	f.Refusals++
	if err := s.record(ctx, tx, audit.CardRefused, *f, v, ""); err != nil {
		return err
	}
	if f.Refusals >= maxRefusals {
		return s.end(ctx, tx, f, v, ReasonRefused)
	}
	return nil
}

// keep writes into the flow what was entered. said is a problem for the person that does not undo what was kept.
func (s *Service) keep(ctx context.Context, tx Tx, f *Flow, v Visitor, in form.Registration, e examined) (said, err error) {
	if in.Part == form.PartAll || in.Part == form.PartCard {
		f.CardTag, f.Expiry = e.tag, e.expiry
		f.CardRef, f.AccountRef, f.Last4, f.Brand = e.card.CardRef, e.card.AccountRef, e.card.Last4, string(e.card.Brand)
	}
	if in.Part == form.PartAll || in.Part == form.PartEmail {
		f.Email = form.NormalEmail(in.Email)
	}
	if in.Part == form.PartAll {
		f.TermsVersion, f.AgreedAt = in.TermsVersion, s.Now()
	}
	f.OwnLogin, f.OwnPassword, f.Reach = e.own.login, e.own.password, nil
	if in.Part == form.PartAll || in.Part == form.PartLogin {
		f.PasswordHash, f.Grade = e.hash, e.grade
		taken, err := s.reserve(ctx, tx, f, in.MemberID)
		if err != nil {
			return nil, err
		}
		if taken {
			f.State = Started
			if f.IDTries >= IDTries {
				return nil, s.end(ctx, tx, f, v, ReasonTries)
			}
			return fault.Invalid("member_id", text.IDTaken), nil
		}
	}
	if f.Login != "" {
		f.State = Entered
	}
	return nil, nil
}

// reserve holds the ID for this flow.
func (s *Service) reserve(ctx context.Context, tx Tx, f *Flow, login string) (taken bool, err error) {
	login, now := form.NormalID(login), s.Now()
	ok, err := tx.ReserveLogin(ctx, member.Fold(login), f.ID, now, now.Add(Life))
	if err != nil {
		return false, err
	}
	if !ok {
		f.Login = ""
		f.IDTries++
		return true, nil
	}
	f.Login = login
	return false, nil
}
