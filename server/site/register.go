package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
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
	if err != nil && !none {
		return f, err
	}
	ok, to := registration.Allows(registration.Web, f.State, path)
	switch {
	case ok:
		return f, nil
	case none && v.visitor().Token != "":
		return f, registration.ErrNoFlow // there was one: say that it ran out
	}
	return f, redirect(to)
}

// next is where a flow's state belongs.
func next(f registration.Flow) string {
	_, to := registration.Allows(registration.Web, f.State, "")
	return to
}

// register shows the form. A browser without a flow gets the id of one to be: two posts at once are then one flow.
func (s *Site) register(v *visit) (wire.Register, error) {
	f, err := s.at(v, "/register")
	if err != nil {
		return wire.Register{}, err
	}
	q := v.URL.Query()
	if q.Has("expired") && f.State != "" { // not this one: an answer that was overtaken sent here
		return wire.Register{}, redirect(next(f))
	}
	part := form.Part(q.Get("part"))
	entered := f.State == registration.Entered || f.State == registration.Confirmed
	if part != form.PartAll && !entered {
		return wire.Register{}, redirect("/register")
	}
	if v.visitor().Token == "" || f.State == registration.Done || f.State == registration.Unable || f.State == "" && q.Has("expired") {
		setCookie(v, flowCookie, keys.Token())
		f = registration.Flow{}
	}
	d := wire.Register{Terms: s.Brand.WireTerms(v.lang), Entered: entered && part == form.PartAll, Expired: q.Has("expired")}
	d.Values = kept(f)
	d.Values.Part, d.Values.TermsVersion = part, d.Terms.Version
	return d, nil
}

// kept is what a flow may show again of what was typed.
func kept(f registration.Flow) form.Registration {
	in := form.Registration{MemberID: f.Login, Email: f.Email, Agree: f.TermsVersion != ""}
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
	return next(f), err
}

func (s *Site) registerAgain(v *visit, in form.Registration, ps []form.Problem) (wire.Register, error) {
	d := wire.Register{Terms: s.Brand.WireTerms(v.lang), AskAgain: in.Part != form.PartEmail}
	f, err := s.Registration.Flow(v.Context(), v.visitor())
	if err == nil && in.Part == form.PartAll && f.CardRef != "" && f.Login == "" && f.State == registration.Started {
		in.Part = form.PartLogin // the card is accepted: only the ID is missing
	}
	if in.TermsVersion != d.Terms.Version {
		in.Agree = false
	}
	in.TermsVersion = d.Terms.Version
	in.CardNumber, in.SecurityCode, in.Password = "", "", ""
	d.Values, d.Problems = in, ps
	return d, nil
}

// strength grades a password on the registration page. It answers nothing but the grade and keeps nothing.
func (s *Site) strength(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var in form.Strength
	err := decode(v, &in)
	if err == nil && (v.visitor().Token == "" || len(in.Check(s.wire(v).Rules())) > 0) {
		err = fault.New(wire.BadRequest, text.BadRequest)
	}
	if err == nil {
		err = s.Limits.Take(v.Context(), limit.StrengthAddr, limit.Address(v.address))
	}
	if err != nil {
		w.Header().Set("Content-Type", "application/json")
		v.Request.Header.Set("Accept", "application/json") // it has no screen
		s.fail(v, err)
		return
	}
	g := s.Grade(string(in.Password), in.Own)
	raw, _ := json.Marshal(wire.Strength{Grade: g, Key: fmt.Sprintf("strength.%d", g)})
	w.Header().Set("Content-Type", "application/json")
	w.Write(raw)
}

func (s *Site) confirmation(v *visit) (wire.Confirm, error) {
	f, err := s.at(v, "/register/confirm")
	return s.confirmData(v, f), err
}

func (s *Site) confirmData(v *visit, f registration.Flow) wire.Confirm {
	return wire.Confirm{
		Last4: f.Last4, Brand: f.Brand, Expiry: f.Expiry, MemberID: f.Login, Grade: f.Grade, Email: f.Email, Terms: s.Brand.WireTerms(v.lang).Title,
	}
}

func (s *Site) confirm(v *visit, _ form.Confirm) (string, error) {
	f, err := s.Registration.Confirm(v.Context(), v.visitor())
	return next(f), err
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
		if r.Channel == issuer.Landline {
			d.Landline = r.Masked
			continue
		}
		d.Channels = append(d.Channels, wire.Channel{Channel: string(r.Channel), Masked: r.Masked})
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
	return next(f), err
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
	return next(f), err
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
	return next(f), err
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
