package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"netanswer/server/fault"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func (s *Site) landing(v *visit) (wire.Landing, error) {
	_, in, err := s.session(v)
	return wire.Landing{QR: s.qr, QRSize: s.qrSize, LoggedIn: in}, err
}

// register shows the form. A browser without a flow gets the id of one to be: two posts at once are then one flow.
func (s journey) register(v *visit) (wire.Register, error) {
	f, expired, err := s.first(v)
	if err != nil {
		return wire.Register{}, err
	}
	q := v.URL.Query()
	d := wire.Register{Terms: s.Brand.WireTerms(v.lang), Expired: expired, Back: f.State == registration.Entered || f.State == registration.Confirmed}
	d.Values = kept(f)
	d.Values.TermsVersion = d.Terms.Version
	d.Values.Agree = f.TermsVersion == d.Terms.Version
	d.Values.Part = form.Part(q.Get("part"))
	switch {
	case d.Values.Part != form.PartAll && !d.Back:
		return wire.Register{}, moved("/register")
	case d.Values.Part == form.PartTerms:
		d.Values.Agree = false
	case f.State == registration.Started && f.CardRef != "" && f.Email != "" && !q.Has("new"): // only the login is missing
		d.Values.Part, d.NewCard = form.PartLogin, f.Login != ""
	}
	if q.Has("stay") { // the language was changed: the form in view, with what is typed in it
		switch stay := form.Part(q.Get("stay")); stay {
		case form.PartAll, form.PartCard, form.PartLogin, form.PartEmail, form.PartTerms:
			d.Values.Part = stay
		}
	}
	return d, nil
}

// kept is what a flow may show again of what was typed.
func kept(f registration.Flow) form.Registration {
	in := form.Registration{MemberID: f.Login, Email: f.Email}
	in.ExpMonth, in.ExpYear, _ = strings.Cut(f.Expiry, "/")
	return in
}

func (s journey) enter(v *visit, in form.Registration) (string, error) {
	s.begin(v)
	f, err := s.Registration.Enter(v.Context(), s.visitor(v), in)
	return f.Screen(), err
}

func (s journey) registerAgain(v *visit, in form.Registration, ps []form.Problem) (wire.Register, error) {
	f, err := s.Registration.Flow(v.Context(), s.visitor(v))
	if err != nil && !errors.Is(err, registration.ErrNoFlow) && fault.As(s.known(err)).Code != wire.Unavailable { // what was typed is here all the same
		return wire.Register{}, err
	}
	d := wire.Register{Terms: s.Brand.WireTerms(v.lang), Back: f.State == registration.Entered || f.State == registration.Confirmed}
	if len(ps) > 0 && in.Part == form.PartAll && f.State == registration.Started && f.CardRef != "" && f.Email != "" && !aboutCard(ps) {
		in.Part = form.PartLogin // the card is accepted: only the login is missing
	}
	d.AskAgain = in.Part != form.PartEmail && in.Part != form.PartTerms
	if in.TermsVersion != d.Terms.Version {
		in.Agree = false
	}
	in.TermsVersion = d.Terms.Version
	in.CardNumber, in.SecurityCode, in.Password = "", "", ""
	d.Values, d.Problems = in, ps
	return d, nil
}

// aboutCard says whether the card has to be entered again.
func aboutCard(ps []form.Problem) bool {
	return slices.ContainsFunc(ps, func(p form.Problem) bool {
		return slices.Contains([]string{"card_number", "exp_month", "exp_year", "security_code", "email", "agree"}, p.Field) || p.Key == text.CardRefused.Key
	})
}

// strength grades a password on the registration page. It answers nothing but the grade and keeps nothing.
func (s journey) strength(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var in form.Strength
	err := s.decode(v, &in)
	var token string
	var f registration.Flow
	if err == nil {
		token, f, err = s.asking(v)
	}
	if err == nil && (token == "" || len(in.Check(s.wire(v).Rules())) > 0) {
		err = fault.New(wire.BadRequest, text.BadRequest)
	}
	if err == nil {
		_, err = s.Limits.Take(v.Context(), s.Limits.Of(limit.StrengthFlow, keys.Hash(token)), s.Limits.Of(limit.StrengthPlace, limit.Address(v.address)))
	}
	g := 0
	if err == nil {
		g, err = s.Grade(v.Context(), string(in.Password), append(in.Own, f.Login, f.Email))
	}
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		v.Request.Header.Set("Accept", "application/json") // it has no screen
		s.fail(v, err)
		return
	}
	raw, _ := json.Marshal(wire.Strength{Grade: g, Key: fmt.Sprintf("strength.%d", g)}) // of one length, whatever the grade
	w.Header().Set("Content-Type", "application/json")
	w.Write(raw)
}

// asking is the page that has a password graded: the token of a flow under way, or of one to be, whose form stands open.
func (s *Site) asking(v *visit) (token string, f registration.Flow, err error) {
	for _, name := range []string{registration.Web, registration.Portal, registration.Recover} {
		who := s.on(name).visitor(v)
		if !keys.IsToken(who.Token) {
			continue
		}
		switch f, err := s.Registration.Flow(v.Context(), who); {
		case errors.Is(err, registration.ErrNoFlow):
			token = who.Token
		case err != nil:
			return "", f, err
		case f.State != registration.Done && f.State != registration.Unable:
			return who.Token, f, nil
		}
	}
	return token, f, nil
}

func (s journey) confirmation(v *visit) (wire.Confirm, error) {
	f, err := s.at(v, "/register/confirm")
	return s.confirmData(v, f), err
}

func (s journey) confirmData(v *visit, f registration.Flow) wire.Confirm {
	terms := ""
	if f.TermsVersion == s.Brand.TermsVersion() {
		terms = s.Brand.WireTerms(v.lang).Title
	}
	return wire.Confirm{
		Last4: f.Last4, Brand: f.Brand, Expiry: f.Expiry, MemberID: f.Login, Grade: f.Grade, Email: f.Email, Terms: terms,
	}
}

func (s journey) confirm(v *visit, _ form.Confirm) (string, error) {
	f, err := s.Registration.Confirm(v.Context(), s.visitor(v))
	if e := fault.As(err); err != nil && e.Code == wire.Conflict { // the terms: to be agreed to once more
		return "/register?part=terms", nil
	}
	return f.Screen(), err
}

func (s journey) confirmAgain(v *visit, _ form.Confirm, ps []form.Problem) (wire.Confirm, error) {
	d, err := s.confirmation(v)
	d.Problems = ps
	return d, err
}

// newLogin is the screen on which ID and password are chosen again; it says which of them is the holder's own data.
func (s journey) newLogin(v *visit) (d wire.NewLogin, err error) {
	f, err := s.at(v, "/register/password")
	if err != nil {
		return d, err
	}
	rules := s.wire(v).Rules()
	d.Values.MemberID = f.Login
	if f.Login == "" { // somebody took it meanwhile
		d.Problems = append(d.Problems, rules.Problem("member_id", text.IDTaken))
	}
	if f.OwnLogin {
		d.Problems = append(d.Problems, rules.Problem("member_id", text.IDOwn))
	}
	if f.OwnPassword {
		d.Problems = append(d.Problems, rules.Problem("password", text.PasswordOwn))
	}
	return d, nil
}

func (s journey) chooseLogin(v *visit, in form.NewLogin) (string, error) {
	f, err := s.Registration.ChooseLogin(v.Context(), s.visitor(v), in)
	s.knows(v, f, err)
	return f.Screen(), err
}

func (s journey) newLoginAgain(v *visit, in form.NewLogin, ps []form.Problem) (wire.NewLogin, error) {
	_, err := s.at(v, "/register/password")
	in.Password = ""
	return wire.NewLogin{Filled: wire.Filled[form.NewLogin]{Values: in, Problems: ps, AskAgain: len(ps) == 0}}, err
}

func (s journey) done(v *visit) (wire.Done, error) {
	f, err := s.at(v, s.root+"/done")
	if err != nil {
		return wire.Done{}, err
	}
	m, _, err := s.Members.Mail(v.Context(), f.MemberID)
	return wire.Done{MemberID: f.Login, Email: member.MaskMail(f.Email), Confirm: m.Confirmed.IsZero()}, err
}
