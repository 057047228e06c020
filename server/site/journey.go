package site

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/notify"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

// journey is the site on one journey: what the journeys share, at the journey's addresses and with its cookie. Each has a cookie
// of its own, so that a recovery neither ends nor enters a registration under way in the same browser.
type journey struct {
	*Site
	name   string // registration.Web, Portal, Recover, Add or Prove
	root   string // what its addresses lie under
	start  string // the first of them
	cookie string
}

func (s *Site) on(name string) journey {
	switch name {
	case registration.Recover:
		return journey{s, name, "/recover", "/recover", recoverCookie}
	case registration.Add:
		return journey{s, name, "/cards/add", "/cards/add", addCookie}
	case registration.Prove:
		return journey{s, name, "/prove", "/orders", proveCookie}
	case registration.Portal:
		return journey{s, name, "/portal", "/portal/scan", portalCookie}
	}
	return journey{s, name, "/register", "/register", flowCookie}
}

// begun is where a request belongs whose flow is over.
func begun(v *visit) redirect {
	switch {
	case strings.HasPrefix(v.URL.Path, "/recover"):
		return "/recover?expired=1"
	case strings.HasPrefix(v.URL.Path, "/cards"):
		return "/cards/add?expired=1"
	case strings.HasPrefix(v.URL.Path, "/prove"), strings.HasPrefix(v.URL.Path, "/orders"):
		return "/orders?done=over"
	case strings.HasPrefix(v.URL.Path, "/portal"):
		return "/portal/card?expired=1"
	}
	return "/register?expired=1"
}

func (s journey) visitor(v *visit) registration.Visitor {
	who := registration.Visitor{Journey: s.name, Token: cookie(v.Request, s.cookie), Address: v.address, Lang: v.lang, Proof: v.Header.Get(wire.ProofHeader)}
	if s.within() {
		who.Member, who.Session = v.session.MemberID, v.session.TokenHash
	}
	return who
}

// within says whether the journey lies behind the login.
func (s journey) within() bool { return s.name == registration.Add || s.name == registration.Prove }

// keep keeps the journey's cookie in the browser. Of the phone journey it outlives the app, which a phone ends whenever it needs the
// room; how long it is good for, the server decides.
func (s journey) keep(v *visit, token string) {
	if s.name == registration.Portal {
		setCookieFor(v, s.cookie, token, registration.Longest)
		return
	}
	setCookie(v, s.cookie, token)
}

// begin gives a browser that posts without a flow the id of one to be.
func (s journey) begin(v *visit) {
	if s.visitor(v).Token == "" {
		token := keys.Token()
		s.keep(v, token)
		v.Request.AddCookie(&http.Cookie{Name: s.cookie, Value: token})
	}
}

// first is the flow at the journey's first screen, and whether to say that there is none to go on with. A browser without a
// flow gets the id of one to be: two posts at once are then one flow.
func (s journey) first(v *visit) (f registration.Flow, expired bool, err error) {
	return s.firstAt(v, s.start)
}

// firstAt is first where the journey has another screen that begins it.
func (s journey) firstAt(v *visit, path string) (f registration.Flow, expired bool, err error) {
	if f, err = s.at(v, path); err != nil {
		return f, false, err
	}
	expired = v.URL.Query().Has("expired")
	if expired && f.State != "" { // not this one: an answer that was overtaken sent here
		return f, false, moved(f.Screen())
	}
	if s.visitor(v).Token == "" || f.State == registration.Done || f.State == registration.Unable || expired {
		s.keep(v, keys.Token())
		f = registration.Flow{}
	}
	return f, expired, nil
}

// at is the visitor's flow, if its state may see this path; a redirect to where it belongs else.
func (s journey) at(v *visit, path string) (registration.Flow, error) {
	f, err := s.Registration.Flow(v.Context(), s.visitor(v))
	none := errors.Is(err, registration.ErrNoFlow)
	f.Journey = s.name
	switch {
	case err != nil && !none:
		return f, err
	case f.MaySee(path):
		return f, nil
	case none && s.visitor(v).Token != "":
		return f, registration.ErrNoFlow // there may have been one: say that it is not there any more
	}
	return f, moved(f.Screen())
}

// deliveries are what the states of the outbox mean to who waits for a message.
var deliveries = map[notify.State]wire.Delivery{notify.Ready: wire.Sending, notify.Running: wire.Sending, notify.Sent: wire.Sent, notify.Dead: wire.NotDeliverable}

func (s journey) verification(v *visit) (wire.Verify, error) {
	f, err := s.at(v, s.root+"/verify")
	if err != nil {
		return wire.Verify{}, err
	}
	d := wire.Verify{Channels: s.ways(f)}
	if waits, ok, err := s.Registration.CallCheck(v.Context(), f); err != nil {
		return d, err
	} else if ok {
		d.Call = waits.Live(s.Now())
	}
	c, ok, err := s.Registration.Sent(v.Context(), f)
	if err != nil || !ok {
		return d, err
	}
	now := s.Now()
	d.Channel, d.Masked, d.Reference = string(c.Channel), c.Masked, c.Reference
	d.ResendIn, d.ExpiresIn = left(c.CreatedAt.Add(identity.Resend).Sub(now)), left(c.ExpiresAt.Sub(now))
	d.TriesLeft = max(0, identity.Tries-c.Tries)
	d.Dead = c.Used || d.TriesLeft == 0 || d.ExpiresIn == 0
	if d.Delivery = deliveries[c.Delivery]; d.Delivery == wire.NotDeliverable {
		d.ResendIn = 0
	}
	return d, nil
}

// left is a time in whole seconds, a part of one as one.
func left(d time.Duration) int { return int(max(0, d.Seconds()+.999)) }

// ways are the ways to prove identity with what is on file.
func (s journey) ways(f registration.Flow) (out []wire.Channel) {
	for _, r := range f.Reach {
		if r.Channel != issuer.Landline {
			out = append(out, wire.Channel{Channel: string(r.Channel), Masked: r.Masked})
		}
	}
	if phones := callers(f); len(phones) > 0 && s.Registration.Calls() && f.MayCall() {
		out = append(out, wire.Channel{Channel: string(identity.ByCall), Masked: strings.Join(phones, identity.Among)})
	}
	return out
}

// callers are the phones on file, masked.
func callers(f registration.Flow) (out []string) {
	for _, r := range f.Reach {
		if (r.Channel == issuer.SMS || r.Channel == issuer.Landline) && !slices.Contains(out, r.Masked) {
			out = append(out, r.Masked)
		}
	}
	return out
}

func (s journey) send(v *visit, in form.Send) (string, error) {
	f, err := s.Registration.Send(v.Context(), s.visitor(v), in)
	if err == nil && issuer.Channel(in.Channel) == identity.ByCall {
		return s.root + "/call", nil
	}
	return f.Screen(), err
}

func (s journey) sendAgain(v *visit, _ form.Send, ps []form.Problem) (wire.Verify, error) {
	d, err := s.verification(v)
	d.Problems = ps
	return d, err
}

func (s journey) verify(v *visit, in form.Passcode) (string, error) {
	f, token, err := s.Registration.Verify(v.Context(), s.visitor(v), in)
	if token != "" {
		s.keep(v, token)
	}
	s.knows(v, f, err)
	return f.Screen(), err
}

// knows marks the browser in which a flow came to its good end: the member logs in from there whatever strangers try. An order that is proven
// is handed over: what becomes of it its screen says.
func (s journey) knows(v *visit, f registration.Flow, err error) {
	if s.name == registration.Prove && f.State == registration.Done {
		if _, err := s.Orders.Conclude(v.Context(), f.MemberID, f.Deed.Order); err != nil {
			s.Log.Warn().Err(err).Str("order", f.Deed.Order).Msg("order: proven, and not handed over yet: the runner does it")
		}
	}
	if !s.within() && f.State == registration.Done && (err == nil || errors.Is(err, registration.ErrMoved)) { // or the same was sent twice
		setDevice(v, s.Registration.Device(f))
	}
}

func (s journey) verifyAgain(v *visit, _ form.Passcode, ps []form.Problem) (wire.Verify, error) {
	d, err := s.verification(v)
	d.Problems = ps
	return d, err
}

func (s journey) unable(v *visit) (wire.Unable, error) {
	f, err := s.at(v, s.root+"/unable")
	return wire.Unable{Reason: f.Reason, Case: f.Case, DeskCode: f.AtDesk()}, err
}

func (s journey) askDesk(v *visit, _ form.AskDesk) (string, error) {
	f, err := s.Registration.AskDesk(v.Context(), s.visitor(v))
	return f.Screen(), err
}

func (s journey) askDeskAgain(v *visit, _ form.AskDesk, ps []form.Problem) (wire.Verify, error) {
	d, err := s.verification(v)
	d.Problems = ps
	return d, err
}

func (s journey) deskCode(v *visit, in form.DeskCode) (string, error) {
	f, token, err := s.Registration.DeskCode(v.Context(), s.visitor(v), in)
	if token != "" {
		s.keep(v, token)
	}
	s.knows(v, f, err)
	return f.Screen(), err
}

func (s journey) unableAgain(v *visit, _ form.DeskCode, ps []form.Problem) (wire.Unable, error) {
	d, err := s.unable(v)
	d.Problems = ps
	return d, err
}
