package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func (s *Site) landing(v *visit) (wire.Landing, error) {
	_, in, err := s.session(v)
	return wire.Landing{QR: s.qr, QRSize: s.qrSize, LoggedIn: in}, err
}

// at is the visitor's flow, if its state may see this path; a redirect to where it belongs else.
func (s *Site) at(v *visit, path string) (registration.Flow, error) {
	f, err := s.Registration.Flow(v.Context(), v.visitor())
	none := errors.Is(err, registration.ErrNoFlow)
	switch {
	case err != nil && !none:
		return f, err
	case f.MaySee(path):
		return f, nil
	case none && v.visitor().Token != "":
		return f, registration.ErrNoFlow // there may have been one: say that it is not there any more
	}
	return f, moved(f.Screen())
}

// register shows the form. A browser without a flow gets the id of one to be: two posts at once are then one flow.
func (s *Site) register(v *visit) (wire.Register, error) {
	f, err := s.at(v, "/register")
	if err != nil {
		return wire.Register{}, err
	}
	q := v.URL.Query()
	if q.Has("expired") && f.State != "" { // not this one: an answer that was overtaken sent here
		return wire.Register{}, moved(f.Screen())
	}
	if v.visitor().Token == "" || f.State == registration.Done || f.State == registration.Unable || q.Has("expired") {
		setCookie(v, flowCookie, keys.Token())
		f = registration.Flow{}
	}
	d := wire.Register{Terms: s.Brand.WireTerms(v.lang), Expired: q.Has("expired"), Back: f.State == registration.Entered || f.State == registration.Confirmed}
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
	return d, nil
}

// kept is what a flow may show again of what was typed.
func kept(f registration.Flow) form.Registration {
	in := form.Registration{MemberID: f.Login, Email: f.Email}
	in.ExpMonth, in.ExpYear, _ = strings.Cut(f.Expiry, "/")
	return in
}

func (s *Site) enter(v *visit, in form.Registration) (string, error) {
	if v.visitor().Token == "" {
		token := keys.Token()
		setCookie(v, flowCookie, token)
		v.Request.AddCookie(&http.Cookie{Name: flowCookie, Value: token})
	}
	f, err := s.Registration.Enter(v.Context(), v.visitor(), in)
	return f.Screen(), err
}

func (s *Site) registerAgain(v *visit, in form.Registration, ps []form.Problem) (wire.Register, error) {
	f, err := s.Registration.Flow(v.Context(), v.visitor())
	if err != nil && !errors.Is(err, registration.ErrNoFlow) {
		return wire.Register{}, err
	}
	d := wire.Register{Terms: s.Brand.WireTerms(v.lang), Back: f.State == registration.Entered || f.State == registration.Confirmed}
	if in.Part == form.PartAll && f.State == registration.Started && f.CardRef != "" && f.Email != "" && !aboutCard(ps) {
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
func (s *Site) strength(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var in form.Strength
	err := decode(v, &in)
	token := v.visitor().Token
	if err == nil && (!keys.IsToken(token) || len(in.Check(s.wire(v).Rules())) > 0) {
		err = fault.New(wire.BadRequest, text.BadRequest)
	}
	if err == nil {
		_, err = s.Limits.Take(v.Context(), limit.StrengthFlow, keys.Hash(token))
	}
	if err == nil {
		_, err = s.Limits.Take(v.Context(), limit.StrengthPlace, limit.Address(v.address))
	}
	g := 0
	if err == nil {
		g, err = s.Grade(v.Context(), string(in.Password), in.Own)
	}
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		v.Request.Header.Set("Accept", "application/json") // it has no screen
		s.fail(v, err)
		return
	}
	raw, _ := json.Marshal(wire.Strength{Grade: g, Key: fmt.Sprintf("strength.%d", g)})
	w.Header().Set("Content-Type", "application/json")
	w.Write(raw)
}

func (s *Site) confirmation(v *visit) (wire.Confirm, error) {
	f, err := s.at(v, "/register/confirm")
	return s.confirmData(v, f), err
}

func (s *Site) confirmData(v *visit, f registration.Flow) wire.Confirm {
	terms := ""
	if f.TermsVersion == s.Brand.TermsVersion() {
		terms = s.Brand.WireTerms(v.lang).Title
	}
	return wire.Confirm{
		Last4: f.Last4, Brand: f.Brand, Expiry: f.Expiry, MemberID: f.Login, Grade: f.Grade, Email: f.Email, Terms: terms,
	}
}

func (s *Site) confirm(v *visit, _ form.Confirm) (string, error) {
	f, err := s.Registration.Confirm(v.Context(), v.visitor())
	if e := fault.As(err); err != nil && e.Code == wire.Conflict { // the terms: to be agreed to once more
		return "/register?part=terms", nil
	}
	return f.Screen(), err
}

func (s *Site) confirmAgain(v *visit, _ form.Confirm, ps []form.Problem) (wire.Confirm, error) {
	d, err := s.confirmation(v)
	d.Problems = ps
	return d, err
}

func (s *Site) verification(v *visit) (wire.Verify, error) {
	f, err := s.at(v, "/register/verify")
	if err != nil {
		return wire.Verify{}, err
	}
	d := wire.Verify{}
	for _, r := range f.Reach {
		if r.Channel != issuer.Landline {
			d.Channels = append(d.Channels, wire.Channel{Channel: string(r.Channel), Masked: r.Masked})
		}
	}
	if len(d.Channels) == 0 && len(f.Reach) > 0 { // a call is the only way
		d.Landline = f.Reach[0].Masked
	}
	c, ok, err := s.Registration.Sent(v.Context(), f)
	if err != nil || !ok {
		return d, err
	}
	now := s.Now()
	left := func(d float64) int { return int(max(0, d+.999)) }
	d.Channel, d.Masked, d.Reference = string(c.Channel), c.Masked, c.Reference
	d.ResendIn, d.ExpiresIn = left(c.CreatedAt.Add(identity.Resend).Sub(now).Seconds()), left(c.ExpiresAt.Sub(now).Seconds())
	d.TriesLeft = max(0, identity.Tries-c.Tries)
	d.Dead = c.Used || d.TriesLeft == 0 || d.ExpiresIn == 0
	return d, nil
}

func (s *Site) send(v *visit, in form.Send) (string, error) {
	f, err := s.Registration.Send(v.Context(), v.visitor(), in)
	return f.Screen(), err
}

func (s *Site) sendAgain(v *visit, _ form.Send, ps []form.Problem) (wire.Verify, error) {
	d, err := s.verification(v)
	d.Problems = ps
	return d, err
}

func (s *Site) verify(v *visit, in form.Passcode) (string, error) {
	f, token, err := s.Registration.Verify(v.Context(), v.visitor(), in)
	if token != "" {
		setCookie(v, flowCookie, token)
	}
	return f.Screen(), err
}

func (s *Site) verifyAgain(v *visit, _ form.Passcode, ps []form.Problem) (wire.Verify, error) {
	d, err := s.verification(v)
	d.Problems = ps
	return d, err
}

// newLogin is the screen on which ID and password are chosen again; it says which of them is the holder's own data.
func (s *Site) newLogin(v *visit) (d wire.NewLogin, err error) {
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

func (s *Site) chooseLogin(v *visit, in form.NewLogin) (string, error) {
	f, err := s.Registration.ChooseLogin(v.Context(), v.visitor(), in)
	return f.Screen(), err
}

func (s *Site) newLoginAgain(v *visit, in form.NewLogin, ps []form.Problem) (wire.NewLogin, error) {
	_, err := s.at(v, "/register/password")
	in.Password = ""
	return wire.NewLogin{Filled: wire.Filled[form.NewLogin]{Values: in, Problems: ps}}, err
}

func (s *Site) done(v *visit) (wire.Done, error) {
	f, err := s.at(v, "/register/done")
	return wire.Done{MemberID: f.Login, Email: masked(f.Email)}, err
}

func (s *Site) unable(v *visit) (wire.Unable, error) {
	f, err := s.at(v, "/register/unable")
	return wire.Unable{Reason: f.Reason, Case: f.Case}, err
}

// masked is a mail address of which only its owner recognises the whole: h***@example.jp.
func masked(mail string) string {
	local, domain, ok := strings.Cut(mail, "@")
	if !ok || local == "" {
		return ""
	}
	first := []rune(local)[:1]
	return string(first) + "***@" + domain
}
