// Package screen is the one table of screens: where each is, what it is called, what frame stands around it and how its
// data is drawn. The server adds a loader to each row, the browser walks the same rows; the compiler sees that both mean
// the same data.
package screen

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/account"
	"netanswer/app/guide"
	"netanswer/app/registration"
	"netanswer/app/scan"
	"netanswer/app/ui"
	"netanswer/app/vault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Row is one screen over data of type T.
type Row[T any] struct {
	Path  string // of net/http's patterns, without method; "" for a screen that has no address of its own
	Title func(wire.Site, T) string
	Frame ui.Frame
	View  func(wire.Site, T) app.UI
}

// The screens.
var (
	Landing  = Row[wire.Landing]{"/", says[wire.Landing](text.TitleLanding), ui.Frame{Login: true}, registration.Landing}
	Register = Row[wire.Register]{"/register", says[wire.Register](text.TitleRegister), ui.Frame{Login: true, Form: true}, registration.Register}
	Confirm  = Row[wire.Confirm]{"/register/confirm", says[wire.Confirm](text.TitleConfirm), ui.Frame{Narrow: true}, registration.Confirm}
	Verify   = Row[wire.Verify]{"/register/verify", says[wire.Verify](text.TitleVerify), ui.Frame{Narrow: true}, registration.Verify(registration.Registering)}
	Call     = Row[wire.Call]{"/register/call", says[wire.Call](text.TitleCall), ui.Frame{Narrow: true}, registration.Call(registration.Registering)}
	NewLogin = Row[wire.NewLogin]{"/register/password", says[wire.NewLogin](text.TitleNewLogin), ui.Frame{Narrow: true, Form: true}, registration.NewLogin}
	Unable   = Row[wire.Unable]{"/register/unable", says[wire.Unable](text.TitleUnable), ui.Frame{Narrow: true}, registration.Unable(registration.Registering)}
	Done     = Row[wire.Done]{"/register/done", says[wire.Done](text.TitleDone), ui.Frame{Narrow: true}, registration.Done}

	Scan           = Row[wire.Scan]{"/portal/scan", says[wire.Scan](text.TitleScan), ui.Frame{Bare: true}, scan.Draw}
	PortalCard     = Row[wire.PortalCard]{"/portal/card", says[wire.PortalCard](text.TitlePortalCard), ui.Frame{Narrow: true, Form: true}, registration.PortalCard}
	PortalVerify   = Row[wire.Verify]{"/portal/verify", says[wire.Verify](text.TitleVerify), ui.Frame{Narrow: true}, registration.Verify(registration.Portal)}
	PortalCall     = Row[wire.Call]{"/portal/call", says[wire.Call](text.TitleCall), ui.Frame{Narrow: true}, registration.Call(registration.Portal)}
	PortalMail     = Row[wire.PortalMail]{"/portal/mail", says[wire.PortalMail](text.TitlePortalMail), ui.Frame{Narrow: true, Form: true}, registration.PortalMail}
	PortalPassword = Row[wire.PortalPassword]{"/portal/password", says[wire.PortalPassword](text.TitlePortalPassword), ui.Frame{Narrow: true, Form: true}, registration.PortalPassword}
	PortalTerms    = Row[wire.PortalTerms]{"/portal/terms", says[wire.PortalTerms](text.TitlePortalTerms), ui.Frame{Narrow: true, Form: true}, registration.PortalTerms}
	PortalUnable   = Row[wire.Unable]{"/portal/unable", says[wire.Unable](text.TitleUnable), ui.Frame{Narrow: true}, registration.Unable(registration.Portal)}
	PortalDone     = Row[wire.Done]{"/portal/done", says[wire.Done](text.TitleDone), ui.Frame{Narrow: true}, registration.PortalDone}

	Recover       = Row[wire.Recover]{"/recover", says[wire.Recover](text.TitleRecover), ui.Frame{Login: true, Form: true}, registration.Recover}
	RecoverVerify = Row[wire.Verify]{"/recover/verify", says[wire.Verify](text.TitleVerify), ui.Frame{Narrow: true}, registration.Verify(registration.Recovering)}
	RecoverCall   = Row[wire.Call]{"/recover/call", says[wire.Call](text.TitleCall), ui.Frame{Narrow: true}, registration.Call(registration.Recovering)}
	Recovered     = Row[wire.Recovered]{"/recover/password", says[wire.Recovered](text.TitleRecovered), ui.Frame{Narrow: true}, registration.Recovered}
	RecoverUnable = Row[wire.Unable]{"/recover/unable", says[wire.Unable](text.TitleUnable), ui.Frame{Narrow: true}, registration.Unable(registration.Recovering)}
	RecoverDone   = Row[wire.RecoverDone]{"/recover/done", says[wire.RecoverDone](text.TitleRecoverDone), ui.Frame{Narrow: true}, registration.RecoverDone}

	Guide        = Row[wire.Guide]{"/guide", says[wire.Guide](text.GuideHead), ui.Frame{Login: true}, guide.Index}
	GuidePC      = Row[wire.GuidePage]{"/guide/pc", says[wire.GuidePage](text.GuidePC), ui.Frame{Login: true}, guide.Page(guide.PC)}
	GuideIPhone  = Row[wire.GuidePage]{"/guide/iphone", says[wire.GuidePage](text.GuideIPhone), ui.Frame{Login: true}, guide.Page(guide.IPhone)}
	GuideAndroid = Row[wire.GuidePage]{"/guide/android", says[wire.GuidePage](text.GuideDroid), ui.Frame{Login: true}, guide.Page(guide.Android)}
	App          = Row[wire.Install]{"/app", says[wire.Install](text.AppTitle), ui.Frame{Login: true}, guide.Install}

	Login = Row[wire.Login]{"/login", says[wire.Login](text.TitleLogin), ui.Frame{Narrow: true, Form: true}, account.Login}
	Home  = Row[wire.Home]{"/home", says[wire.Home](text.TitleHome), ui.Frame{Member: true, Nav: "home"}, account.Home}

	Statement  = Row[wire.Statement]{"/statements/{month}", account.StatementTitle, ui.Frame{Member: true, Nav: "statements"}, account.Statement}
	Use        = Row[wire.UseDetail]{"/statements/{month}/uses/{ref}", account.UseTitle, ui.Frame{Member: true, Nav: "statements"}, account.Use}
	Statements = Row[wire.Statements]{"/statements", says[wire.Statements](text.TitleStatements), ui.Frame{Member: true, Nav: "statements"}, account.Statements}

	Usage = Row[wire.Usage]{"/usage", says[wire.Usage](text.TitleUsage), ui.Frame{Member: true, Nav: "usage"}, account.Usage}
	Limit = Row[wire.Limit]{"/limit", says[wire.Limit](text.TitleLimit), ui.Frame{Member: true, Nav: "limit"}, account.Limit}

	Raise   = Row[wire.Raise]{"/limit/raise", account.RaiseTitle, ui.Frame{Member: true, Nav: "limit", Form: true}, account.Raise}
	Lower   = Row[wire.Lower]{"/limit/lower", account.LowerTitle, ui.Frame{Member: true, Nav: "limit", Form: true}, account.Lower}
	Cashing = Row[wire.Cashing]{"/cashing", says[wire.Cashing](text.ItemCash), ui.Frame{Member: true, Nav: "cashing", Form: true}, account.Cashing}
	Payment = Row[wire.Payment]{"/payment", says[wire.Payment](text.TitlePayment), ui.Frame{Member: true, Nav: "payment"}, account.Payment}
	PayPlan = Row[wire.PayPlan]{"/payment/{use}", account.PayTitle, ui.Frame{Member: true, Nav: "payment", Form: true}, account.PayPlan}

	Cards      = Row[wire.Cards]{"/cards", says[wire.Cards](text.TitleCards), ui.Frame{Member: true, Nav: "menu"}, account.Cards}
	CardAdd    = Row[wire.CardAdd]{"/cards/add", says[wire.CardAdd](text.TitleAdd), ui.Frame{Member: true, Nav: "menu", Form: true}, registration.AddCard}
	CardVerify = Row[wire.Verify]{"/cards/add/verify", says[wire.Verify](text.TitleVerify), ui.Frame{Member: true, Nav: "menu"}, registration.Verify(registration.Adding)}
	CardCall   = Row[wire.Call]{"/cards/add/call", says[wire.Call](text.TitleCall), ui.Frame{Member: true, Nav: "menu"}, registration.Call(registration.Adding)}
	CardUnable = Row[wire.Unable]{"/cards/add/unable", says[wire.Unable](text.TitleUnable), ui.Frame{Member: true, Nav: "menu"}, registration.Unable(registration.Adding)}
	CardAdded  = Row[wire.CardAdded]{"/cards/add/done", says[wire.CardAdded](text.TitleAddDone), ui.Frame{Member: true, Nav: "menu"}, registration.CardAdded}
	CardRemove = Row[wire.CardRemove]{"/cards/{card}/remove", says[wire.CardRemove](text.TitleRemove), ui.Frame{Member: true, Nav: "menu"}, account.CardRemove}
	Card       = Row[wire.CardDetail]{"/cards/{card}", says[wire.CardDetail](text.TitleCard), ui.Frame{Member: true, Nav: "menu"}, account.Card}

	Menu      = Row[wire.Menu]{"/menu", says[wire.Menu](text.TitleMenu), ui.Frame{Member: true, Nav: "menu"}, account.Menu}
	Procedure = Row[wire.Procedure]{"/menu/{procedure}", account.ProcedureTitle, ui.Frame{Member: true, Nav: "menu", Form: true}, account.Procedure}
	Inbox     = Row[wire.Inbox]{"/inbox", says[wire.Inbox](text.TitleInbox), ui.Frame{Member: true, Nav: "inbox"}, account.Inbox}
	Notice    = Row[wire.Notice]{"/inbox/{id}", noticeTitle, ui.Frame{Member: true, Nav: "inbox"}, account.Notice}
	Settings  = Row[wire.Settings]{"/settings", says[wire.Settings](text.TitleSettings), ui.Frame{Member: true, Nav: "settings"}, account.Settings}
	Mail      = Row[wire.Mail]{"/settings/mail", says[wire.Mail](text.TitleMail), ui.Frame{Member: true, Nav: "settings"}, account.Mail}
	FAQ       = Row[wire.FAQ]{"/menu/faq", says[wire.FAQ](text.TitleFAQ), ui.Frame{Member: true, Nav: "menu"}, account.FAQ}
	Contact   = Row[wire.Contact]{"/menu/contact", says[wire.Contact](text.TitleContact), ui.Frame{Member: true, Nav: "menu", Form: true}, account.Contact}

	Orders = Row[wire.Orders]{"/orders", says[wire.Orders](text.TitleOrders), ui.Frame{Member: true, Nav: "menu"}, account.Orders}
	Order  = Row[wire.Order]{"/orders/{id}", account.OrderTitle, ui.Frame{Member: true, Nav: "menu"}, account.Order}

	ProveVerify = Row[wire.Verify]{"/prove/verify", says[wire.Verify](text.TitleVerify), ui.Frame{Member: true, Nav: "menu"}, registration.Verify(registration.Proving)}
	ProveCall   = Row[wire.Call]{"/prove/call", says[wire.Call](text.TitleCall), ui.Frame{Member: true, Nav: "menu"}, registration.Call(registration.Proving)}
	ProveUnable = Row[wire.Unable]{"/prove/unable", says[wire.Unable](text.TitleUnable), ui.Frame{Member: true, Nav: "menu"}, registration.Unable(registration.Proving)}

	Vault = Row[wire.Vault]{"/vault", says[wire.Vault](text.TitleVault), ui.Frame{Member: true}, vault.Screen}

	// Locked is what an address shows without a network that the device keeps something of. It has a key but no address.
	Locked = Row[wire.Locked]{"locked", says[wire.Locked](text.TitleLocked), ui.Frame{Narrow: true}, vault.Locked}

	// Left is what every address shows while a logout waits for the network.
	Left = Row[wire.Left]{"left", says[wire.Left](text.TitleLeft), ui.Frame{Narrow: true}, vault.Left}

	// Failure is what an address shows whose answer is no screen.
	Failure = Row[wire.Failure]{"", says[wire.Failure](text.TitleFailure), ui.Frame{Narrow: true}, ui.Failure}
)

// All are the screens that have an address.
var All = []Any{
	Landing, Register, Confirm, Verify, Call, NewLogin, Unable, Done,
	Scan, PortalCard, PortalVerify, PortalCall, PortalMail, PortalPassword, PortalTerms, PortalUnable, PortalDone,
	Recover, RecoverVerify, RecoverCall, Recovered, RecoverUnable, RecoverDone,
	Guide, GuidePC, GuideIPhone, GuideAndroid,
	App,
	Login, Home,
	Statements, Statement, Use,
	Usage, Limit, Raise, Lower, Cashing,
	Payment, PayPlan,
	Menu, FAQ, Contact, Procedure, Inbox, Notice, Settings, Mail,
	Cards, CardAdd, CardVerify, CardCall, CardUnable, CardAdded, Card, CardRemove,
	Orders, Order, ProveVerify, ProveCall, ProveUnable,
	Vault,
}

// waits stand in place of a screen while its data is fetched, where that takes its time.
var waits = map[string]func(wire.Site) app.UI{Home.Path: account.HomeWaiting}

// Waiting is what stands in place of a screen of the table, if it has such; m is who is logged in.
func Waiting(site wire.Site, s Any, m wire.Member) (Shown, bool) {
	draw, ok := waits[s.Pattern()]
	if !ok {
		return Shown{}, false
	}
	shown := Home.With(site, wire.Home{}) // frame and title
	shown.Pattern, shown.Member = s.Pattern()+" waits", m
	shown.Draw = func() app.UI { return draw(site) }
	return shown, true
}

// Any is a Row whose data type is forgotten.
type Any interface {
	Pattern() string
	Open(site wire.Site, data []byte) (Shown, error)
}

// Shown is a screen with its data in hand.
type Shown struct {
	Pattern string
	Title   string // with the brand
	Frame   ui.Frame
	Beside                // of this answer alone
	Offline string        // as of when it is, where it was made of what the device keeps
	Draw    func() app.UI // a new tree each time: go-app may not be given the same nodes twice
}

// UI is the screen in its frame: the first element of the body.
func (s Shown) UI(site wire.Site) app.UI {
	frame := s.Frame
	frame.Notice, frame.Offline, site.Member, site.Offline = s.Notice, s.Offline, s.Member, s.Offline != ""
	return ui.Shell(site, frame, s.Pattern, s.Draw())
}

// Pattern is the row's pattern for net/http's ServeMux, without method. Its "/" would mean every address; ours means one.
func (r Row[T]) Pattern() string {
	if r.Path == "/" {
		return "/{$}"
	}
	return r.Path
}

// ErrNoData says that there is no data: the page that works offline carries none.
var ErrNoData = errors.New("screen: no data")

// Open reads the data as it travels.
func (r Row[T]) Open(site wire.Site, data []byte) (Shown, error) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || string(data) == "null" { // which encoding/json takes for zero data
		return Shown{}, ErrNoData
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		return Shown{}, fmt.Errorf("screen %s: %w", r.Path, err)
	}
	var beside Beside
	_ = json.Unmarshal(data, &beside) // it was read as the screen's data before
	site.Member = beside.Member
	shown := r.With(site, v)
	shown.Beside = beside
	return shown, nil
}

// Beside is what travels beside a screen's data, at the top of it, and no data type has itself: one sentence above the screen,
// and on screens behind the login who is logged in.
type Beside struct {
	Notice string      `json:"notice,omitempty"`
	Member wire.Member `json:"member,omitzero"`
}

// Say adds what stands beside it to a screen's data as it travels.
func Say(data []byte, beside Beside) ([]byte, error) {
	more, err := json.Marshal(beside)
	if err != nil || len(more) == len("{}") || len(data) < 2 || data[0] != '{' {
		return data, err
	}
	if data[1] != '}' {
		more[len(more)-1] = ','
		return append(more, data[1:]...), nil
	}
	return more, nil
}

// With is the screen over data at hand. Where the data says that nothing can be asked for now, the screen is no form.
func (r Row[T]) With(site wire.Site, v T) Shown {
	frame := r.Frame
	if d, ok := any(v).(interface{ Asks() bool }); ok {
		frame.Form = frame.Form && d.Asks()
	}
	return Shown{
		Beside:  Beside{Member: site.Member},
		Pattern: r.Path,
		Title:   site.T(text.RunTitle, r.Title(site, v), site.Brand.Card),
		Frame:   frame,
		Draw:    func() app.UI { return r.View(site, v) },
	}
}

// says is the title of a screen that has always the same.
func says[T any](m text.Message) func(wire.Site, T) string {
	return func(site wire.Site, _ T) string { return site.T(m) }
}

func noticeTitle(site wire.Site, d wire.Notice) string { return account.NoticeTitle(site, d) }
