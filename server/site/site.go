// Package site is HTTP: which address shows which screen, which takes which form, who may see it, and how every answer and
// every error leaves the house. A handler decodes, checks, calls one service and answers; what is decided is decided
// elsewhere.
//
// Each screen is one URL with two representations, HTML and, for Accept: application/json, the data alone.
package site

import (
	"context"
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/rs/zerolog"

	"netanswer/app/screen"
	"netanswer/server/account"
	"netanswer/server/brand"
	"netanswer/server/fault"
	"netanswer/server/handset"
	"netanswer/server/inquiry"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/server/registration"
	"netanswer/server/telephony"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
	"netanswer/web"
	"netanswer/web/icon"
)

// Site answers.
type Site struct {
	Registration *registration.Service
	Members      *member.Service
	Account      *account.Service
	Orders       *order.Service
	Inquiries    *inquiry.Service
	Limits       *limit.Limiter
	Ceilings     *limit.Ceilings
	Classes      map[string]limit.Class                                                // of every route, by pattern; Handler fills it
	Grade        func(ctx context.Context, password string, own []string) (int, error) // strength of a password, 0-4
	Ready        []func(context.Context) error                                         // what must answer before this site does
	Cards        func(context.Context) (away bool, err error)                          // whether the card system is away, or turns this server away
	Brand        *brand.Brand
	Assets       *web.Assets
	Handset      *handset.Handset  // development only, else nil
	Dialler      *Dialler          // the same
	Bank         *Bank             // the same
	Twilio       *telephony.Twilio // nil unless it is a door for calls
	Hook         *telephony.Hook   // the same
	Demo         bool              // the sandbox issuer is in use
	Policy       form.Policy
	Public       *url.URL         // where members find the site
	Hosts        []string         // names that a request may be for, lower case
	Gone         func(error) bool // the database is not there for now
	BodyBy       func() time.Time // until when a body must have come, from now; nil: whenever it comes
	Streams      *Streams
	Proxies      []netip.Prefix // whose X-Forwarded-For counts
	Now          func() time.Time
	Log          zerolog.Logger
	Measure      func(pattern, method string, status int, took time.Duration) // of each answer; may be nil

	uploading uploading

	guide    web.Guide
	brandCSS web.Asset
	icon     web.Asset
	version  string // changes with the assets and with the brand file: an open page of another loads in full
	qr       string // path data of the address of the app's page: a phone begins anew there, with nothing of this browser's
	qrSize   int
}

// Handler is the whole site.
func (s *Site) Handler() (http.Handler, error) {
	var err error
	if s.qr, s.qrSize, err = drawQR(s.addressOf(screen.App.Path, text.JA)); err != nil {
		return nil, err
	}
	named, err := json.Marshal(s.Brand)
	if err != nil {
		return nil, err
	}
	s.version = web.Hash([]byte(s.Assets.Version + string(named)))
	s.brandCSS = s.Assets.Add("brand.css", "text/css; charset=utf-8", s.Brand.Colours.CSS())
	svg, err := s.Brand.Icon().SVG(icon.Rounded)
	if err != nil {
		return nil, err
	}
	s.icon = s.Assets.Add("icon.svg", "image/svg+xml", svg)
	if s.guide, err = s.Assets.AddGuide(); err != nil {
		return nil, err
	}
	if !s.showsUs() {
		s.Log.Warn().Msg("the pictures of /guide show another brand, so its pages are in words alone: make guide BRAND=file")
	}
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(visitOf(w, r), fault.New(wire.Forbidden, text.Foreign))
	}))
	return s.around(s.proper(guard.Handler(s.routes()))), nil
}

// visit is one request with what is known about it.
type visit struct {
	ResponseWriter http.ResponseWriter
	*http.Request
	open    context.Context // as long as the client is there, for what is streamed; the request's own ends after maxTime
	id      string          // of the request, for the log and the person who calls the desk
	lang    text.Lang
	address netip.Addr
	session member.Session // behind the login
	cards   []member.Card  // the member's, behind the login
	view    int            // which of them is in view
	to      text.Lang      // that the form is to be shown in again, instead of being acted on; else empty
	code    wire.Code      // of the failure answered, for the log
	cause   error          // the inside of it
}

type visitKey struct{}

// visitOf is the visit that around has put into the request.
func visitOf(w http.ResponseWriter, r *http.Request) *visit {
	v := r.Context().Value(visitKey{}).(*visit)
	v.ResponseWriter, v.Request = w, r
	return v
}

// wire is what every screen of this request knows.
func (s *Site) wire(v *visit) wire.Site {
	return wire.Site{
		Lang: v.lang, Demo: s.Demo, Policy: s.Policy, Today: japan.DateOf(s.Now()), Version: s.version, Brand: s.Brand.Wire(v.lang), Member: s.memberOf(v),
		Scan: wire.Scanner{Camera: s.Assets.Scan.Path, Reader: s.Assets.Reader.Path},
	}
}
