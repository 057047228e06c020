package site

import (
	"errors"
	"net/http"
	"net/url"

	"netanswer/app/screen"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The phone journey. Its screens hold one thing each; what the journeys share is in journey.go.

// portalStart is where the installed app starts: a member's last screen if that was a short time ago, else at home; with what is under
// way; with the login, and then where it was, where somebody has been logged in on this device; else at the beginning of a registration.
func (s journey) portalStart(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	to, err := s.started(v)
	if err != nil {
		s.fail(v, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s journey) started(v *visit) (string, error) {
	ses, in, err := s.session(v)
	if err != nil || in {
		return s.lastOf(v, ses.MemberID), err
	}
	f, err := s.Registration.Flow(v.Context(), s.visitor(v))
	none := errors.Is(err, registration.ErrNoFlow)
	switch {
	case err != nil && !none:
		return "", err
	case !none:
		return f.Screen(), nil
	case cookie(v.Request, deviceCookie) != "":
		return "/login?" + url.Values{"next": {s.lastAfterLogin(v)}}.Encode(), nil
	}
	return s.start, nil
}

// portalCard is where the card is typed, or what the camera read is compared with it.
func (s journey) portalCard(v *visit) (d wire.PortalCard, err error) {
	f, expired, err := s.firstAt(v, s.root+"/card")
	in := kept(f)
	d.Values = form.Recovery{ExpMonth: in.ExpMonth, ExpYear: in.ExpYear}
	d.Expired, d.Add = expired, addCard()
	if f.State == registration.Confirmed {
		d.Going = f.Screen()
	}
	return d, err
}

// addCard is where somebody goes who has Netアンサー already: to log in, and on to another card.
func addCard() string {
	if to := "/cards/add"; screen.IsScreen(to) {
		return "/login?" + url.Values{"next": {to}}.Encode()
	}
	return "/login"
}

func (s journey) enterPortalCard(v *visit, in form.Recovery) (string, error) {
	s.begin(v)
	f, err := s.Registration.EnterPortalCard(v.Context(), s.visitor(v), in)
	return f.Screen(), err
}

func (s journey) portalCardAgain(_ *visit, in form.Recovery, ps []form.Problem) (d wire.PortalCard, err error) {
	in.CardNumber, in.SecurityCode = "", ""
	d.Values, d.Problems, d.AskAgain, d.Add = in, ps, true, addCard()
	return d, nil
}

func (s journey) portalMail(v *visit) (d wire.PortalMail, err error) {
	f, err := s.at(v, s.root+"/mail")
	d.Values.Email = f.Email
	return d, err
}

func (s journey) enterPortalMail(v *visit, in form.PortalMail) (string, error) {
	f, err := s.Registration.EnterPortalMail(v.Context(), s.visitor(v), in)
	return f.Screen(), err
}

func (s journey) portalMailAgain(v *visit, in form.PortalMail, ps []form.Problem) (wire.PortalMail, error) {
	_, err := s.at(v, s.root+"/mail")
	return wire.PortalMail{Filled: wire.Filled[form.PortalMail]{Values: in, Problems: ps}}, err
}

func (s journey) portalPassword(v *visit) (d wire.PortalPassword, err error) {
	f, err := s.at(v, s.root+"/password")
	if err != nil {
		return d, err
	}
	d.Values.MemberID, d.Proposed = f.Login, f.Login != "" && f.PasswordHash == "" && f.IDTries == 0
	if f.Login == "" && f.TermsVersion != "" { // somebody took it at the last moment
		d.Problems = append(d.Problems, s.wire(v).Rules().Problem("member_id", text.IDTaken))
	}
	return d, nil
}

func (s journey) portalPasswordAgain(v *visit, in form.NewLogin, ps []form.Problem) (wire.PortalPassword, error) {
	_, err := s.at(v, s.root+"/password")
	in.Password = ""
	return wire.PortalPassword{Filled: wire.Filled[form.NewLogin]{Values: in, Problems: ps, AskAgain: len(ps) == 0}}, err
}

func (s journey) portalTerms(v *visit) (d wire.PortalTerms, err error) {
	f, err := s.at(v, s.root+"/terms")
	d.Terms, d.MemberID, d.Email = s.Brand.WireTerms(v.lang), f.Login, f.Email
	d.Values.TermsVersion = d.Terms.Version
	return d, err
}

func (s journey) agreePortal(v *visit, in form.PortalTerms) (string, error) {
	f, err := s.Registration.AgreePortal(v.Context(), s.visitor(v), in)
	s.knows(v, f, err)
	return f.Screen(), err
}

func (s journey) portalTermsAgain(v *visit, in form.PortalTerms, ps []form.Problem) (wire.PortalTerms, error) {
	d, err := s.portalTerms(v)
	d.Values.Agree, d.Problems = in.Agree && in.TermsVersion == d.Terms.Version, ps
	return d, err
}
