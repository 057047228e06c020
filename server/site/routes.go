package site

import (
	"net/http"
	"strings"

	"netanswer/app/screen"
	"netanswer/server/fault"
	"netanswer/server/limit"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// routes is everything that the site answers.
func (s *Site) routes() http.Handler {
	mux := &mux{ServeMux: http.NewServeMux(), site: s, classes: map[string]limit.Class{}}
	s.Classes = mux.classes

	show(s, mux, limit.Page, screen.Landing, s.landing)

	show(s, mux, limit.Page, screen.Guide, s.guideIndex)
	show(s, mux, limit.Page, screen.GuidePC, s.guidePage("pc"))
	show(s, mux, limit.Page, screen.GuideIPhone, s.guidePage("phone"))
	show(s, mux, limit.Page, screen.GuideAndroid, s.guidePage("phone"))
	show(s, mux, limit.Page, screen.App, s.install)

	// The registration, in the order of its steps.
	reg := s.on(registration.Web)
	show(s, mux, limit.Page, screen.Register, reg.register)
	act(s, mux, "/register", action[form.Registration, wire.Register]{screen.Register, reg.enter, reg.registerAgain})
	mux.handle(limit.Act, "POST /register/strength", reg.strength)
	show(s, mux, limit.Page, screen.Confirm, reg.confirmation)
	act(s, mux, "/register/confirm", action[form.Confirm, wire.Confirm]{screen.Confirm, reg.confirm, reg.confirmAgain})
	show(s, mux, limit.Page, screen.Verify, reg.verification)
	act(s, mux, "/register/send", action[form.Send, wire.Verify]{screen.Verify, reg.send, reg.sendAgain})
	act(s, mux, "/register/verify", action[form.Passcode, wire.Verify]{screen.Verify, reg.verify, reg.verifyAgain})
	show(s, mux, limit.Page, screen.Call, reg.call)
	act(s, mux, "/register/call", action[form.Call, wire.Call]{screen.Call, reg.finishCall, reg.callAgain})
	mux.handle(limit.Page, "GET /register/call/events", reg.callEvents)
	show(s, mux, limit.Page, screen.NewLogin, reg.newLogin)
	act(s, mux, "/register/password", action[form.NewLogin, wire.NewLogin]{screen.NewLogin, reg.chooseLogin, reg.newLoginAgain})
	show(s, mux, limit.Page, screen.Done, reg.done)
	act(s, mux, "/register/desk", action[form.AskDesk, wire.Verify]{screen.Verify, reg.askDesk, reg.askDeskAgain})
	show(s, mux, limit.Page, screen.Unable, reg.unable)
	act(s, mux, "/register/unable", action[form.DeskCode, wire.Unable]{screen.Unable, reg.deskCode, reg.unableAgain})

	// The same on a phone, one thing a screen.
	por := s.on(registration.Portal)
	mux.handle(limit.Page, "GET /portal", por.portalStart)
	show(s, mux, limit.Page, screen.Scan, por.scan)
	show(s, mux, limit.Page, screen.PortalCard, por.portalCard)
	act(s, mux, "/portal/card", action[form.Recovery, wire.PortalCard]{screen.PortalCard, por.enterPortalCard, por.portalCardAgain})
	show(s, mux, limit.Page, screen.PortalVerify, por.verification)
	act(s, mux, "/portal/send", action[form.Send, wire.Verify]{screen.PortalVerify, por.send, por.sendAgain})
	act(s, mux, "/portal/verify", action[form.Passcode, wire.Verify]{screen.PortalVerify, por.verify, por.verifyAgain})
	show(s, mux, limit.Page, screen.PortalCall, por.call)
	act(s, mux, "/portal/call", action[form.Call, wire.Call]{screen.PortalCall, por.finishCall, por.callAgain})
	mux.handle(limit.Page, "GET /portal/call/events", por.callEvents)
	show(s, mux, limit.Page, screen.PortalMail, por.portalMail)
	act(s, mux, "/portal/mail", action[form.PortalMail, wire.PortalMail]{screen.PortalMail, por.enterPortalMail, por.portalMailAgain})
	show(s, mux, limit.Page, screen.PortalPassword, por.portalPassword)
	act(s, mux, "/portal/password", action[form.NewLogin, wire.PortalPassword]{screen.PortalPassword, por.chooseLogin, por.portalPasswordAgain})
	show(s, mux, limit.Page, screen.PortalTerms, por.portalTerms)
	act(s, mux, "/portal/terms", action[form.PortalTerms, wire.PortalTerms]{screen.PortalTerms, por.agreePortal, por.portalTermsAgain})
	show(s, mux, limit.Page, screen.PortalDone, por.done)
	act(s, mux, "/portal/desk", action[form.AskDesk, wire.Verify]{screen.PortalVerify, por.askDesk, por.askDeskAgain})
	show(s, mux, limit.Page, screen.PortalUnable, por.unable)
	act(s, mux, "/portal/unable", action[form.DeskCode, wire.Unable]{screen.PortalUnable, por.deskCode, por.unableAgain})

	// Forgotten ID or password.
	rec := s.on(registration.Recover)
	show(s, mux, limit.Page, screen.Recover, rec.card)
	act(s, mux, "/recover", action[form.Recovery, wire.Recover]{screen.Recover, rec.recover, rec.cardAgain})
	show(s, mux, limit.Page, screen.RecoverVerify, rec.verification)
	act(s, mux, "/recover/send", action[form.Send, wire.Verify]{screen.RecoverVerify, rec.send, rec.sendAgain})
	act(s, mux, "/recover/verify", action[form.Passcode, wire.Verify]{screen.RecoverVerify, rec.verify, rec.verifyAgain})
	show(s, mux, limit.Page, screen.RecoverCall, rec.call)
	act(s, mux, "/recover/call", action[form.Call, wire.Call]{screen.RecoverCall, rec.finishCall, rec.callAgain})
	mux.handle(limit.Page, "GET /recover/call/events", rec.callEvents)
	show(s, mux, limit.Page, screen.Recovered, rec.recovered)
	act(s, mux, "/recover/password", action[form.NewPassword, wire.Recovered]{screen.Recovered, rec.setPassword, rec.recoveredAgain})
	show(s, mux, limit.Page, screen.RecoverDone, rec.recoverDone)
	act(s, mux, "/recover/desk", action[form.AskDesk, wire.Verify]{screen.RecoverVerify, rec.askDesk, rec.askDeskAgain})
	show(s, mux, limit.Page, screen.RecoverUnable, rec.unable)
	act(s, mux, "/recover/unable", action[form.DeskCode, wire.Unable]{screen.RecoverUnable, rec.deskCode, rec.unableAgain})

	// In and out.
	show(s, mux, limit.Page, screen.Login, s.login)
	act(s, mux, "/login", action[form.Login, wire.Login]{screen.Login, s.enterSite, s.loginAgain})
	act(s, mux, "/logout", action[form.Logout, wire.Login]{screen.Login, s.leave, s.leaveAgain})

	// Behind the login.
	show(s, mux, limit.Member, screen.Home, behindLogin(s, s.home))
	show(s, mux, limit.Member, screen.Statement, behindLogin(s, s.statement))
	show(s, mux, limit.Member, screen.Use, behindLogin(s, s.use))
	show(s, mux, limit.Whole, screen.Statements, behindLogin(s, s.statements))
	mux.handle(limit.Whole, "GET /statements.csv", s.csv(s.openAll))
	mux.handle(limit.Whole, "GET /statements/{month}/csv", s.csv(s.openMonth))
	show(s, mux, limit.Member, screen.Usage, behindLogin(s, s.usage))
	show(s, mux, limit.Member, screen.Limit, behindLogin(s, s.limit))
	show(s, mux, limit.Member, screen.Raise, behindLogin(s, s.raise))
	act(s, mux, "/limit/raise", action[form.RaiseLimit, wire.Raise]{screen.Raise, within(s, s.applyRaise), stillWithin(s, s.raiseAgain)})
	show(s, mux, limit.Member, screen.Lower, behindLogin(s, s.lower))
	act(s, mux, "/limit/lower", action[form.LowerLimit, wire.Lower]{screen.Lower, within(s, s.applyLower), stillWithin(s, s.lowerAgain)})
	show(s, mux, limit.Member, screen.Cashing, behindLogin(s, s.cashing))
	act(s, mux, "/cashing", action[form.Cashing, wire.Cashing]{screen.Cashing, within(s, s.borrow), stillWithin(s, s.cashingAgain)})
	show(s, mux, limit.Member, screen.Payment, behindLogin(s, s.payment))
	show(s, mux, limit.Member, screen.PayPlan, behindLogin(s, s.payPlan))
	act(s, mux, "/payment/{use}", action[form.Payment, wire.PayPlan]{screen.PayPlan, within(s, s.changePayment), stillWithin(s, s.payAgain)})
	show(s, mux, limit.Member, screen.Menu, behindLogin(s, s.menu))
	show(s, mux, limit.Member, screen.FAQ, behindLogin(s, s.faq))
	show(s, mux, limit.Member, screen.Contact, behindLogin(s, s.contact))
	act(s, mux, "/menu/contact", action[form.Contact, wire.Contact]{screen.Contact, within(s, s.sendContact), stillWithin(s, s.contactAgain)})
	show(s, mux, limit.Member, screen.Procedure, behindLogin(s, s.procedure))
	act(s, mux, "/menu/{procedure}", action[procedure.Form, wire.Procedure]{screen.Procedure, within(s, s.proceed), stillWithin(s, s.proceedAgain)})
	mux.handle(limit.Member, "GET /menu/{procedure}/events", s.procedureEvents)
	show(s, mux, limit.Member, screen.Inbox, behindLogin(s, s.inbox))
	show(s, mux, limit.Member, screen.Notice, behindLogin(s, s.notice))
	show(s, mux, limit.Member, screen.Settings, behindLogin(s, s.settings))
	act(s, mux, "/settings/theme", action[form.Theme, wire.Settings]{screen.Settings, within(s, s.setTheme), s.themeAgain})
	act(s, mux, "/settings/language", action[form.Language, wire.Settings]{screen.Settings, within(s, s.setSpeech), s.speechAgain})
	act(s, mux, "/settings/sessions", action[form.EndSession, wire.Settings]{screen.Settings, within(s, s.endSession), s.endAgain})
	show(s, mux, limit.Member, screen.Mail, behindLogin(s, s.mail))
	act(s, mux, "/settings/mail", action[form.Passcode, wire.Mail]{screen.Mail, within(s, s.confirmMail), s.mailAgain})
	act(s, mux, "/settings/mail/send", action[form.SendAgain, wire.Mail]{screen.Mail, within(s, s.sendMail), s.mailSendAgain})

	// A member's cards.
	act(s, mux, "/cards/view", action[form.ViewCard, wire.Cards]{screen.Cards, within(s, s.viewCard), stillWithin(s, s.viewAgain)})
	show(s, mux, limit.Member, screen.Cards, behindLogin(s, s.listCards))
	show(s, mux, limit.Member, screen.Card, behindLogin(s, s.oneCard))
	act(s, mux, "/cards/{card}", action[form.CardName, wire.CardDetail]{screen.Card, within(s, s.nameCard), stillWithin(s, s.nameAgain)})
	show(s, mux, limit.Member, screen.CardRemove, behindLogin(s, s.removal))
	act(s, mux, "/cards/{card}/remove", action[form.RemoveCard, wire.CardRemove]{screen.CardRemove, within(s, s.removeCard), stillWithin(s, s.removeAgain)})

	// Another card: the journey is the session's that began it.
	add := s.on(registration.Add)
	show(s, mux, limit.Member, screen.CardAdd, behindLogin(s, add.another))
	act(s, mux, "/cards/add", action[form.Recovery, wire.CardAdd]{screen.CardAdd, within(s, add.addCard), stillWithin(s, add.anotherAgain)})
	show(s, mux, limit.Member, screen.CardVerify, behindLogin(s, add.verification))
	act(s, mux, "/cards/add/send", action[form.Send, wire.Verify]{screen.CardVerify, within(s, add.send), stillWithin(s, add.sendAgain)})
	act(s, mux, "/cards/add/verify", action[form.Passcode, wire.Verify]{screen.CardVerify, within(s, add.verify), stillWithin(s, add.verifyAgain)})
	show(s, mux, limit.Member, screen.CardCall, behindLogin(s, add.call))
	act(s, mux, "/cards/add/call", action[form.Call, wire.Call]{screen.CardCall, within(s, add.finishCall), stillWithin(s, add.callAgain)})
	mux.handle(limit.Member, "GET /cards/add/call/events", add.callEvents)
	act(s, mux, "/cards/add/desk", action[form.AskDesk, wire.Verify]{screen.CardVerify, within(s, add.askDesk), stillWithin(s, add.askDeskAgain)})
	show(s, mux, limit.Member, screen.CardUnable, behindLogin(s, add.unable))
	act(s, mux, "/cards/add/unable", action[form.DeskCode, wire.Unable]{screen.CardUnable, within(s, add.deskCode), stillWithin(s, add.unableAgain)})
	show(s, mux, limit.Member, screen.CardAdded, behindLogin(s, add.added))

	// What members order: the sheet to be confirmed, the proof, and the receipt.
	show(s, mux, limit.Member, screen.Orders, behindLogin(s, s.orders))
	show(s, mux, limit.Member, screen.Order, behindLogin(s, s.order))
	act(s, mux, "/orders/{id}", action[form.ConfirmOrder, wire.Order]{screen.Order, within(s, s.confirmOrder), stillWithin(s, s.confirmAgain)})
	act(s, mux, "/orders/{id}/cancel", action[form.CancelOrder, wire.Order]{screen.Order, within(s, s.cancelOrder), stillWithin(s, s.cancelAgain)})
	mux.handle(limit.Page, "GET /orders/{id}/cancel", s.seeOrder)

	// The proof of an order: the journey is the session's that confirmed it.
	prove := s.on(registration.Prove)
	show(s, mux, limit.Member, screen.ProveVerify, behindLogin(s, prove.verification))
	act(s, mux, "/prove/send", action[form.Send, wire.Verify]{screen.ProveVerify, within(s, prove.send), stillWithin(s, prove.sendAgain)})
	act(s, mux, "/prove/verify", action[form.Passcode, wire.Verify]{screen.ProveVerify, within(s, prove.verify), stillWithin(s, prove.verifyAgain)})
	show(s, mux, limit.Member, screen.ProveCall, behindLogin(s, prove.call))
	act(s, mux, "/prove/call", action[form.Call, wire.Call]{screen.ProveCall, within(s, prove.finishCall), stillWithin(s, prove.callAgain)})
	mux.handle(limit.Member, "GET /prove/call/events", prove.callEvents)
	act(s, mux, "/prove/desk", action[form.AskDesk, wire.Verify]{screen.ProveVerify, within(s, prove.askDesk), stillWithin(s, prove.askDeskAgain)})
	show(s, mux, limit.Member, screen.ProveUnable, behindLogin(s, prove.unable))
	act(s, mux, "/prove/unable", action[form.DeskCode, wire.Unable]{screen.ProveUnable, within(s, prove.deskCode), stillWithin(s, prove.unableAgain)})

	// Statements on the device.
	show(s, mux, limit.Member, screen.Vault, behindLogin(s, s.vault))
	act(s, mux, "/vault", action[form.Vault, wire.Vault]{screen.Vault, within(s, s.makeVault), s.vaultAgain})
	act(s, mux, "/vault/end", action[form.Vault, wire.Vault]{screen.Vault, within(s, s.endVault), s.vaultAgain})
	mux.handle(limit.Page, "GET /vault/state", s.vaultState)
	mux.handle(limit.Whole, "GET /vault/pages", s.vaultPages)

	// Addresses that take a form of another screen lead there when they are asked for.
	mux.handle(limit.Page, "GET /register/send", see(screen.Verify.Path))
	mux.handle(limit.Page, "GET /recover/send", see(screen.RecoverVerify.Path))
	mux.handle(limit.Page, "GET /portal/send", see(screen.PortalVerify.Path))
	mux.handle(limit.Page, "GET /portal/desk", see(screen.PortalVerify.Path))
	mux.handle(limit.Page, "GET /register/desk", see(screen.Verify.Path))
	mux.handle(limit.Page, "GET /recover/desk", see(screen.RecoverVerify.Path))
	mux.handle(limit.Page, "GET /settings/theme", see(screen.Settings.Path))
	mux.handle(limit.Page, "GET /settings/language", see(screen.Settings.Path))
	mux.handle(limit.Page, "GET /settings/sessions", see(screen.Settings.Path))
	mux.handle(limit.Page, "GET /settings/mail/send", see(screen.Mail.Path))
	mux.handle(limit.Page, "GET /cards/add/send", see(screen.CardVerify.Path))
	mux.handle(limit.Page, "GET /cards/add/desk", see(screen.CardVerify.Path))
	mux.handle(limit.Page, "GET /prove/send", see(screen.ProveVerify.Path))
	mux.handle(limit.Page, "GET /prove/desk", see(screen.ProveVerify.Path))
	mux.handle(limit.Page, "GET /cards/view", see(screen.Cards.Path))
	mux.handle(limit.Page, "GET /vault/end", see(screen.Vault.Path))
	mux.handle(limit.Page, "GET /logout", see(screen.Login.Path))

	// Doors by which calls come, where they are configured; elsewhere these are not found.
	if s.Twilio != nil {
		mux.handle(limit.Act, "POST /calls/twilio", s.twilioCall)
	}
	if s.Hook != nil {
		mux.handle(limit.Act, "POST /calls/webhook", s.hookCall)
	}

	// What is no screen.
	mux.handle(limit.Page, "GET /language", s.language)
	mux.handle(limit.Probe, "GET /healthz", s.live)
	mux.handle(limit.Probe, "GET /readyz", s.ready)
	mux.handle(limit.Asset, "GET /web/", s.Assets.ServeHTTP)
	mux.handle(limit.Asset, "GET /shell", s.shell)
	mux.handle(limit.Asset, "GET /sw.js", s.worker)
	mux.handle(limit.Asset, "GET /manifest.webmanifest", s.manifest)
	for name, shape := range icons {
		mux.handle(limit.Asset, "GET /icon/"+name, s.picture(shape))
	}
	mux.handle(limit.Asset, "GET /robots.txt", s.robots)
	mux.handle(limit.Asset, "GET /sitemap.xml", s.sitemap)
	if s.Handset != nil { // development only; elsewhere these are not found
		mux.handle(limit.Dev, "GET /dev/handset", s.handset)
		mux.handle(limit.Dev, "GET /dev/handset/messages", s.handsetMessages)
		mux.handle(limit.Dev, "GET /dev/handset/html", s.handsetMail)
		mux.handle(limit.Dev, "GET /dev/gallery", s.gallery)
	}
	if s.Bank != nil {
		mux.handle(limit.Dev, "GET /dev/bank", s.bank)
		mux.handle(limit.Dev, "POST /dev/bank", s.confirmBank)
	}
	if s.Dialler != nil {
		mux.handle(limit.Dev, "POST /dev/handset/call", s.dial)
		mux.handle(limit.Dev, "GET /dev/handset/call/{id}", s.callHeard)
	}

	mux.handle(limit.Page, "/", func(w http.ResponseWriter, r *http.Request) { s.missing(mux, w, r) })
	return mux
}

// mux knows the class of every route and keeps its ceiling.
type mux struct {
	*http.ServeMux
	site    *Site
	classes map[string]limit.Class // by pattern
}

func (m *mux) handle(c limit.Class, pattern string, h http.HandlerFunc) {
	m.classes[pattern] = c
	if c.Rate == 0 {
		m.HandleFunc(pattern, h)
		return
	}
	m.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(w, r)
		if wait := m.site.Ceilings.Take(c, v.address, m.site.Now()); wait > 0 {
			m.site.fail(v, fault.New(wire.TooMany, text.TooMany).After(wait))
			return
		}
		h(w, r)
	})
}

// missing answers an address that is not ours, or ours asked in another way.
func (s *Site) missing(mux *mux, w http.ResponseWriter, r *http.Request) {
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
