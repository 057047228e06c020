// Package wire is what a screen shows: the data types that travel, as JSON beside or inside the HTML, and the error that
// both sides understand. It holds no personal secret: whatever is in it may be seen by the person in front of the screen.
package wire

import (
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// Site is what every screen knows and no request changes but for Member: it stands once in the document (#site-data) and stays.
type Site struct {
	Lang    text.Lang   `json:"lang"`
	Demo    bool        `json:"demo,omitempty"` // the sandbox issuer is in use: say so on every page
	Policy  form.Policy `json:"policy"`
	Today   japan.Date  `json:"today"`
	Version string      `json:"version"`
	Brand   Brand       `json:"brand"`
	Member  Member      `json:"-"` // of this request alone: who is logged in, on screens behind the login
	Scan    Scanner     `json:"scan,omitzero"`
	Offline bool        `json:"-"` // the screen is made of what the device keeps: what needs the network is not offered
}

// Scanner are the addresses of what reads a card by the camera. They are empty in a build without.
type Scanner struct {
	Camera string `json:"camera"` // a module that the scan screen loads
	Reader string `json:"reader"` // the worker that it starts
}

// Rules are the form rules of this site.
func (s Site) Rules() form.Rules {
	return form.Rules{Today: s.Today, Policy: s.Policy, Lang: s.Lang}
}

// T is a message in the site's language.
func (s Site) T(m text.Message, args ...any) string { return m.In(s.Lang, args...) }

// Brand is the part of the brand file that screens show.
type Brand struct {
	Card       string `json:"card"`        // みほんカード
	Company    string `json:"company"`     // みほんカード株式会社
	App        string `json:"app"`         // みほんPortal
	MailDomain string `json:"mail_domain"` // mihon.example.jp
	Mark       Mark   `json:"mark"`
	Desk       Desk   `json:"desk"`
	Lost       Desk   `json:"lost,omitzero"` // where a lost card is reported day and night, if there is such a number
}

// LostDesk is where a lost card is reported.
func (b Brand) LostDesk() Desk {
	if b.Lost.Phone == "" {
		return b.Desk
	}
	return b.Lost
}

// Mark is the sign of the brand: shapes on a 36 grid, coloured by the classes m-bg, m-a and m-d.
type Mark struct {
	Arc string  `json:"arc"` // the d of a stroked path
	X   float64 `json:"x"`   // centre of the accent dot
	Y   float64 `json:"y"`
}

// Desk is a number to call: the 認証デスク.
type Desk struct {
	Phone string `json:"phone"` // 0120-000-000
	Hours string `json:"hours"` // in the site's language
}

// Filled is a form as a screen shows it: what was typed (secrets excepted) and what is wrong with it.
type Filled[T any] struct {
	Values   T              `json:"values"`
	Problems []form.Problem `json:"problems,omitempty"`
	AskAgain bool           `json:"ask_again,omitempty"` // say that the secrets among it must be typed again
}

// Landing is /.
type Landing struct {
	QR       string `json:"qr"`        // path data of the dark modules of a QR code of the site's address, quiet zone included
	QRSize   int    `json:"qr_size"`   // modules a side, quiet zone included
	LoggedIn bool   `json:"logged_in"` // the way in is ホーム, not ログイン
}

// Guide is /guide. Pictures and film may be missing: those at hand show another brand.
type Guide struct {
	PC    *Picture `json:"pc,omitempty"` // the first step on each
	Phone *Picture `json:"phone,omitempty"`
}

// GuideSteps are the steps of the guide, as their pictures are named: pc-start-ja.png.
var GuideSteps = [...]string{"start", "card", "login", "terms", "confirm", "verify", "done", "home"}

// GuidePage is /guide/pc, /guide/iphone, /guide/android.
type GuidePage struct {
	Pictures []Picture `json:"pictures,omitempty"` // one a step
	Film     *Film     `json:"film,omitempty"`
}

// Picture is a picture that a screen shows.
type Picture struct {
	Path   string `json:"path"`
	Width  int    `json:"width"` // CSS px
	Height int    `json:"height"`
}

// Film is a film of all the steps.
type Film struct {
	Picture        // as WebM (VP9)
	MP4     string `json:"mp4,omitempty"` // the same as MP4 (H.264), for iPhones before iOS 17.4; may be missing
	Seconds int    `json:"seconds"`
}

// Register is /register.
type Register struct {
	Filled[form.Registration]
	Terms   Terms `json:"terms"`
	Back    bool  `json:"back,omitempty"`     // an entry waits at the confirm screen
	NewCard bool  `json:"new_card,omitempty"` // say that with another card the password is chosen once more
	Expired bool  `json:"expired,omitempty"`  // say that there is no flow to go on with
}

// Terms are the texts a person consents to, each with its version.
type Terms struct {
	Version        string    `json:"version"`       // goes back in terms_version: names both texts
	Title          string    `json:"title"`         // 利用規約 第3版（2026年4月1日）
	Articles       []Article `json:"articles"`      // terms of use
	PrivacyTitle   string    `json:"privacy_title"` // 個人情報の取扱い 第2版（2026年4月1日）
	PrivacyArticle []Article `json:"privacy_articles"`
}

// Article is one heading with its words.
type Article struct {
	Heading string `json:"heading"`
	Body    string `json:"body"`
}

// Confirm is /register/confirm: everything as entered; card by its last 4, code and password only as "set".
type Confirm struct {
	Problems []form.Problem `json:"problems,omitempty"`
	Last4    string         `json:"last4"`
	Brand    string         `json:"brand"`  // Visa, JCB, …
	Expiry   string         `json:"expiry"` // 01/28
	MemberID string         `json:"member_id"`
	Grade    int            `json:"grade"` // of the password, 0-4
	Email    string         `json:"email"`
	Terms    string         `json:"terms"` // title of the terms agreed to
}

// Verify is /register/verify.
type Verify struct {
	Problems  []form.Problem `json:"problems,omitempty"`
	Channels  []Channel      `json:"channels"`            // what the issuer has on file and this site can use; may be empty
	Channel   string         `json:"channel,omitempty"`   // the one a passcode was sent over; empty: none yet
	Masked    string         `json:"masked,omitempty"`    // where it went
	Reference string         `json:"reference,omitempty"` // also in the message
	ResendIn  int            `json:"resend_in"`           // s until it may be sent again
	ExpiresIn int            `json:"expires_in"`          // s until the passcode is void
	TriesLeft int            `json:"tries_left"`
	Dead      bool           `json:"dead,omitempty"`     // the passcode is used up or too old: send another
	Call      bool           `json:"call,omitempty"`     // a call is waited for as well
	Delivery  Delivery       `json:"delivery,omitempty"` // of the message that carries the passcode; empty: not known
}

// Delivery is what is known of a message.
type Delivery string

// What is known. Sent is handed over to the gateway or relay: whether it reached the phone nobody tells us.
const (
	Sending        Delivery = "sending"
	Sent           Delivery = "sent"
	NotDeliverable Delivery = "failed"
)

// Call is /register/call and /recover/call.
type Call struct {
	Problems []form.Problem `json:"problems,omitempty"`
	State    CallState      `json:"state"`
	Free     string         `json:"free,omitempty"`     // to be dialled, as people write it
	Charged  string         `json:"charged,omitempty"`  // the same for phones that cannot reach it
	From     []string       `json:"from"`               // the phones on file, masked: any of them
	Left     int            `json:"left"`               // s until it is over
	Mark     string         `json:"mark,omitempty"`     // goes back in call
	Channels []Channel      `json:"channels,omitempty"` // the other ways
}

// CallState is how far a call is.
type CallState string

// The states of a call.
const (
	CallNone  CallState = ""      // not asked for
	CallWaits CallState = "waits" // for it
	CallCame  CallState = "came"  // the browser may go on
	CallOver  CallState = "over"  // too late
)

// Reload is how often a browser without scripts looks again, s; 0: not at all.
func (c Call) Reload() int {
	if c.State == CallWaits {
		return 7
	}
	return 0
}

// Channel is a way to reach the holder.
type Channel struct {
	Channel string `json:"channel"` // sms, mail, call
	Masked  string `json:"masked"`  // 090-****-1234, t***@example.jp
}

// NewLogin is /register/password.
type NewLogin struct {
	Filled[form.NewLogin]
}

// Recover is /recover.
type Recover struct {
	Filled[form.Recovery]
	Expired bool `json:"expired,omitempty"` // say that there is no flow to go on with
}

// Recovered is /recover/password: the ID, and a new password if it is wanted.
type Recovered struct {
	MemberID string         `json:"member_id"`
	Problems []form.Problem `json:"problems,omitempty"`
}

// RecoverDone is /recover/done.
type RecoverDone struct {
	MemberID string `json:"member_id"`
}

// Unable is /register/unable and /recover/unable.
type Unable struct {
	Problems []form.Problem `json:"problems,omitempty"`
	Reason   string         `json:"reason"`              // refused, contact, tries, desk, registered, unregistered
	Case     string         `json:"case"`                // to name at the desk
	DeskCode bool           `json:"desk_code,omitempty"` // the desk may give a code with which to go on
}

// Done is /register/done.
type Done struct {
	MemberID string `json:"member_id"`
	Email    string `json:"email"`             // masked
	Confirm  bool   `json:"confirm,omitempty"` // a passcode went there: the address is not confirmed yet
}

// Mail is /settings/mail: the address that the member typed.
type Mail struct {
	Problems  []form.Problem `json:"problems,omitempty"`
	Email     string         `json:"email"`               // in full: a slip of the finger is to be seen
	Confirmed bool           `json:"confirmed,omitempty"` // then nothing below counts
	Dead      bool           `json:"dead,omitempty"`      // no passcode is good: send another
	Sent      string         `json:"sent,omitempty"`      // when: tells one passcode from the next
	Delivery  Delivery       `json:"delivery,omitempty"`  // of the message that carries it; empty: not known
	ResendIn  int            `json:"resend_in"`           // s until it may be sent again
	ExpiresIn int            `json:"expires_in"`          // s until the passcode is void
	TriesLeft int            `json:"tries_left"`
}

// Login is /login.
type Login struct {
	Filled[form.Login]
	LoggedOut bool `json:"logged_out,omitempty"`
	TimedOut  bool `json:"timed_out,omitempty"`
}

// Home is /home. Amounts are yen.
type Home struct {
	Holder    string     `json:"holder"`            // 見本 花子
	Caution   string     `json:"caution,omitempty"` // until when, after a recovery or a change of contacts
	Confirm   string     `json:"confirm,omitempty"` // the member's address, masked, while it is not confirmed
	Card      HomeCard   `json:"card"`
	Away      int        `json:"away,omitempty"` // s until it makes sense to ask again: the card system says nothing, and nothing of the account is known
	Overdue   *Overdue   `json:"overdue,omitempty"`
	Due       *Due       `json:"due,omitempty"` // none: nothing to pay
	Unbilled  int        `json:"unbilled"`
	NextDebit japan.Date `json:"next_debit"` // of what is not yet billed
	Limit     int        `json:"limit"`
	Available int        `json:"available"`
	Points    int        `json:"points"`
	Expiring  int        `json:"expiring,omitempty"` // points
	ExpireOn  japan.Date `json:"expire_on"`
	Uses      []Use      `json:"uses,omitempty"` // the latest
	AsOf      AsOf       `json:"as_of,omitempty"`
}

// AsOf is when the card system said what a screen shows, while it does not answer: 2026-11-25 02:10 in Japan. Empty: now.
type AsOf string

// HomeCard is the card in view.
type HomeCard struct {
	Last4  string `json:"last4"`
	Brand  string `json:"brand"`
	Family bool   `json:"family,omitempty"`
}

// Overdue is a debit that failed and was not paid since.
type Overdue struct {
	Amount  int        `json:"amount"`
	RetryOn japan.Date `json:"retry_on"` // when it is tried again; zero: it was, and failed again
}

// Due is the next payment.
type Due struct {
	Amount  int        `json:"amount"`
	Date    japan.Date `json:"date"`
	Fixed   bool       `json:"fixed"`   // 確定
	Account string     `json:"account"` // みほん銀行 普通 ****123
}

// Use is one use of the card, or one payment of it on a statement. Amounts are yen; below 0 they are given back.
type Use struct {
	Ref      string     `json:"ref,omitempty"` // names it among the member's; empty: it has no detail
	Date     japan.Date `json:"date"`
	Merchant string     `json:"merchant"` // half-width katakana made wide
	Amount   int        `json:"amount"`   // of the whole use
	Family   bool       `json:"family,omitempty"`
	Last4    string     `json:"last4,omitempty"`    // of the card that was used, where uses of several are seen
	Kind     string     `json:"kind,omitempty"`     // purchase, refund, chargeback, cash, annual_fee, paper_fee, points, late_charge, repayment
	Way      string     `json:"way"`                // once, twice, bonus, instalments, revolving
	Payments int        `json:"payments,omitempty"` // in how many it is paid, when more than one
	Currency string     `json:"currency,omitempty"` // of a foreign use: USD

	// On a statement only:
	Month   japan.Month `json:"month,omitzero"`    // the statement, in a list of several; of a use anywhere else the first one
	Payment int         `json:"payment,omitempty"` // which of Payments this is
	Charged int         `json:"charged,omitempty"` // what of Amount is debited with the statement
	Fee     int         `json:"fee,omitempty"`     // fee or interest debited beside it
}

// Strength is the answer of POST /register/strength.
type Strength struct {
	Grade int    `json:"grade"` // 0-4
	Key   string `json:"key"`   // strength.0 … strength.4
}
