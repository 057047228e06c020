package site

import (
	"net/http"
	"strings"

	"netanswer/app/screen"
	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// routes is everything that the site answers.
func (s *Site) routes() http.Handler {
	mux := http.NewServeMux()

	show(s, mux, screen.Landing, s.landing)

	// The registration, in the order of its steps.
	show(s, mux, screen.Register, s.register)
	act(s, mux, "/register", action[form.Registration, wire.Register]{screen.Register, s.enter, s.registerAgain})
	mux.HandleFunc("POST /register/strength", s.strength)
	show(s, mux, screen.Confirm, s.confirmation)
	act(s, mux, "/register/confirm", action[form.Confirm, wire.Confirm]{screen.Confirm, s.confirm, s.confirmAgain})
	show(s, mux, screen.Verify, s.verification)
	act(s, mux, "/register/send", action[form.Send, wire.Verify]{screen.Verify, s.send, s.sendAgain})
	act(s, mux, "/register/verify", action[form.Passcode, wire.Verify]{screen.Verify, s.verify, s.verifyAgain})
	show(s, mux, screen.NewLogin, s.newLogin)
	act(s, mux, "/register/password", action[form.NewLogin, wire.NewLogin]{screen.NewLogin, s.chooseLogin, s.newLoginAgain})
	show(s, mux, screen.Done, s.done)
	show(s, mux, screen.Unable, s.unable)

	// In and out.
	show(s, mux, screen.Login, s.login)
	act(s, mux, "/login", action[form.Login, wire.Login]{screen.Login, s.enterSite, s.loginAgain})
	act(s, mux, "/logout", action[form.Logout, wire.Login]{screen.Login, s.leave, s.leaveAgain})

	// Behind the login.
	show(s, mux, screen.Home, behindLogin(s, s.home))

	// Addresses that take a form of another screen lead there when they are asked for.
	mux.HandleFunc("GET /register/send", see(screen.Verify.Path))
	mux.HandleFunc("GET /logout", see(screen.Login.Path))

	// What is no screen.
	mux.HandleFunc("GET /language", s.language)
	mux.HandleFunc("GET /healthz", s.live)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /web/", s.Assets)
	mux.HandleFunc("GET /shell", s.shell)
	mux.HandleFunc("GET /sw.js", s.worker)
	mux.HandleFunc("GET /manifest.webmanifest", s.manifest)
	for name, shape := range icons {
		mux.HandleFunc("GET /icon/"+name, s.picture(shape))
	}
	mux.HandleFunc("GET /robots.txt", s.robots)
	if s.Handset != nil { // development only; elsewhere these are not found
		mux.HandleFunc("GET /dev/handset", s.handset)
		mux.HandleFunc("GET /dev/handset/messages", s.handsetMessages)
		mux.HandleFunc("GET /dev/gallery", s.gallery)
	}

	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.missing(mux, w, r) })
	return mux
}

// missing answers an address that is not ours, or ours asked in another way.
func (s *Site) missing(mux *http.ServeMux, w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := mux.Handler(other); pattern != "/" && pattern != "" {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		s.fail(v, fault.New(wire.NotFound, text.NotFound))
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	s.fail(v, fault.New(wire.BadMethod, text.BadMethod))
}

func see(path string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, path, http.StatusSeeOther) }
}
