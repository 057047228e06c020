package site

import (
	"errors"
	"net/url"
	"strings"

	"netanswer/app/screen"
	"netanswer/server/account"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

func (s *Site) session(v *visit) (member.Session, bool, error) {
	return s.Members.Session(v.Context(), cookie(v.Request, sessionCookie))
}

// behindLogin keeps a screen for members; others are sent to log in and come back.
func behindLogin[T any](s *Site, load loader[T]) loader[T] {
	return func(v *visit) (T, error) {
		ses, ok, err := s.session(v)
		if err != nil || !ok {
			var none T
			if err == nil {
				q := url.Values{"next": {screenBehind(v.URL.EscapedPath())}}
				if cookie(v.Request, sessionCookie) != "" {
					q.Set("ended", "1")
					setCookie(v, sessionCookie, "")
				}
				err = redirect("/login?" + q.Encode())
			}
			return none, err
		}
		v.session = ses
		if v.cards, v.view, err = s.Members.Cards(v.Context(), ses); err != nil {
			var none T
			return none, err
		}
		return load(v)
	}
}

// screenBehind is the screen that offers a file, the address of which is not to be come back to; any other is its own.
func screenBehind(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(path, "/csv"), ".csv")
}

// within is behindLogin for what a form does.
func within[F any](s *Site, do func(*visit, F) (string, error)) func(*visit, F) (string, error) {
	return func(v *visit, in F) (string, error) {
		return behindLogin(s, func(v *visit) (string, error) { return do(v, in) })(v)
	}
}

// stillWithin is behindLogin for a form that comes again.
func stillWithin[F, T any](s *Site, again func(*visit, F, []form.Problem) (T, error)) func(*visit, F, []form.Problem) (T, error) {
	return func(v *visit, in F, ps []form.Problem) (T, error) {
		return behindLogin(s, func(v *visit) (T, error) { return again(v, in, ps) })(v)
	}
}

// wanted is where to go after the login: a screen of the table, or home.
func wanted(next string) string {
	if next != "" && screen.IsScreen(next) {
		return next
	}
	return "/home"
}

func (s *Site) login(v *visit) (d wire.Login, err error) {
	q := v.URL.Query()
	_, in, err := s.session(v)
	if err == nil && in {
		err = redirect(wanted(q.Get("next")))
	}
	d.Values = form.Login{MemberID: q.Get("member_id"), Next: q.Get("next")}
	if len(d.Values.MemberID) > 64 {
		d.Values.MemberID = ""
	}
	if d.Values.Next != "" && !screen.IsScreen(d.Values.Next) {
		d.Values.Next = ""
	}
	d.LoggedOut, d.TimedOut = q.Has("out"), q.Has("ended")
	return d, err
}

func (s *Site) enterSite(v *visit, in form.Login) (string, error) {
	entry, err := s.Members.Login(v.Context(), in, member.From{Address: v.address, Device: cookie(v.Request, deviceCookie), Agent: agentOf(v.UserAgent())})
	if err != nil {
		return "", err
	}
	if old, ok, err := s.session(v); err == nil && ok { // the new session takes its place
		if err := s.Members.Replaced(v.Context(), old, entry); err != nil {
			return "", err
		}
	}
	setCookie(v, sessionCookie, entry.Session)
	setDevice(v, entry.Device)
	setCookie(v, flowCookie, "")
	setCookie(v, portalCookie, "")
	setCookie(v, recoverCookie, "")
	setCookie(v, addCookie, "")
	setCookie(v, proveCookie, "")
	return s.mayWant(v, in.Next, entry.MemberID), nil
}

func (s *Site) loginAgain(_ *visit, in form.Login, ps []form.Problem) (d wire.Login, err error) {
	in.Password = ""
	if !screen.IsScreen(in.Next) {
		in.Next = ""
	}
	d.Values, d.Problems, d.AskAgain = in, ps, len(ps) == 0
	return d, nil
}

func (s *Site) leave(v *visit, _ form.Logout) (string, error) {
	ses, ok, err := s.session(v)
	if err == nil && ok {
		err = s.Members.Logout(v.Context(), ses)
	}
	if err == nil {
		setCookie(v, sessionCookie, "")
		setCookie(v, lastCookie, "")
		setCookie(v, addCookie, "")
		setCookie(v, proveCookie, "")
	}
	return "/login?out=1", err
}

func (s *Site) leaveAgain(v *visit, _ form.Logout, ps []form.Problem) (d wire.Login, err error) {
	d.Problems = ps
	return d, nil
}

// reader is who reads the account of a card of theirs.
func (s *Site) reader(v *visit, c member.Card) account.Reader {
	return account.Reader{MemberID: v.session.MemberID, CardRef: c.Ref}
}

func (s *Site) home(v *visit) (wire.Home, error) {
	c, err := s.card(v)
	if err != nil {
		return wire.Home{}, err
	}
	h, err := s.Account.Home(v.Context(), s.reader(v, c))
	if f := fault.As(err); err != nil && f.Code == wire.Unavailable { // what else there is works all the same
		v.code, v.cause = f.Code, f.Inside
		h, err = wire.Home{Away: max(1, seconds(f))}, nil
	}
	if err == nil {
		err = s.renumber(v, v.view, h.Card.Last4)
	}
	if err != nil {
		return h, err
	}
	until, err := s.Members.Caution(v.Context(), v.session.MemberID)
	if errors.Is(err, issuer.ErrUnavailable) { // home opens all the same, with the care that this site knows of
		err = nil
	}
	if !until.IsZero() {
		h.Caution = until.In(japan.Zone).Format("2006-01-02 15:04")
	}
	if err != nil {
		return h, err
	}
	m, _, err := s.Members.Mail(v.Context(), v.session.MemberID)
	if m.Confirmed.IsZero() {
		h.Confirm = member.MaskMail(m.Email)
	}
	return h, err
}
