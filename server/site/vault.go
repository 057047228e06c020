package site

import (
	"context"
	"errors"
	"net/http"
	"time"

	"netanswer/server/fault"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// What a device that keeps statements asks of the server; see server/member/vault.go.

func (s *Site) vault(*visit) (wire.Vault, error) { return wire.Vault{}, nil }

func (s *Site) vaultAgain(*visit, form.Vault, []form.Problem) (wire.Vault, error) {
	return wire.Vault{}, nil
}

// makeVault marks this browser as one that keeps statements.
func (s *Site) makeVault(v *visit, _ form.Vault) (string, error) {
	made, err := s.Members.MakeVault(v.Context(), v.session, cookie(v.Request, vaultCookie), agentOf(v.Request.UserAgent()))
	if err == nil {
		setVault(v, made)
	}
	return "/vault", err
}

// endVault ends what a device keeps: this one's, or the one named.
func (s *Site) endVault(v *visit, in form.Vault) (string, error) {
	err := s.Members.EndVault(v.Context(), v.session, in.Vault, cookie(v.Request, vaultCookie))
	if in.Vault != "" {
		return "/settings", err
	}
	if err == nil {
		setVault(v, "")
	}
	return "/vault", err
}

// setVault is good for one question: whether to keep or to wipe.
func setVault(v *visit, value string) {
	c := &http.Cookie{Name: vaultCookie, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode, MaxAge: int((400 * 24 * time.Hour).Seconds())}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.ResponseWriter, c)
	// What the page itself may know: that there is one. It outlives the browser's database, see web/js/vault.js.
	mark := &http.Cookie{Name: markCookie, Value: "1", Path: "/", Secure: true, SameSite: http.SameSiteStrictMode, MaxAge: c.MaxAge}
	http.SetCookie(v.ResponseWriter, mark)
}

// vaultState tells a device to keep what it has, or to wipe it. Who is nobody's device is told to wipe.
func (s *Site) vaultState(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	ses, in, err := s.session(v)
	var by *member.Session
	if in {
		by = &ses
	}
	keep := false
	if err == nil {
		keep, err = s.Members.KeepVault(v.Context(), cookie(r, vaultCookie), by)
	}
	if err != nil { // to wipe because of a database that is gone would be too much
		s.fail(v, err)
		return
	}
	out := wire.VaultState{State: wire.VaultWipe}
	if keep {
		out = wire.VaultState{State: wire.VaultKeep, Renew: in}
	}
	s.json(v, http.StatusOK, out)
}

// pagesLife is how long the card system may take for all of it.
const pagesLife = time.Minute

// keptMonths is how many statements a device keeps, the newest.
const keptMonths = 15

// vaultPages is all that a device keeps, for a browser that said so and a member who is logged in on it. It is no screen: nobody is led
// from it to the login.
func (s *Site) vaultPages(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	out, err := behindLogin(s, s.pages)(v)
	var away redirect
	if errors.As(err, &away) {
		err = errNoVault
	}
	if err != nil {
		s.fail(v, err)
		return
	}
	s.json(v, http.StatusOK, out)
}

var errNoVault = fault.New(wire.Forbidden, text.VaultGone)

func (s *Site) pages(v *visit) (wire.Offline, error) {
	keep, err := s.Members.KeepVault(v.Context(), cookie(v.Request, vaultCookie), &v.session)
	if err == nil && !keep {
		err = errNoVault
	}
	if err != nil {
		return wire.Offline{}, err
	}
	c, err := s.card(v)
	if err != nil {
		return wire.Offline{}, err
	}
	if !s.Streams.enter("vault/" + v.session.MemberID) { // it is as much as all files together
		return wire.Offline{}, fault.New(wire.Unavailable, text.Busy).After(30 * time.Second)
	}
	defer s.Streams.leave("vault/" + v.session.MemberID)
	ctx, done := context.WithTimeout(v.Context(), pagesLife)
	defer done()
	return s.Account.Offline(ctx, s.reader(v, c), japan.DateOf(s.Now()), keptMonths)
}
