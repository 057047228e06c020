package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"netanswer/app/screen"
	"netanswer/server/brand"
	"netanswer/server/identity"
	"netanswer/server/limit"
	"netanswer/shared/wire"
)

// reader is an English reader: what their browser is answered is read, every word of it.
type reader struct {
	http.RoundTripper
	t    *testing.T
	lang string
	seen map[string]bool // pattern of a screen, of a failure its status, with " again" when it showed problems
}

func (r *reader) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("Accept-Language", r.lang)
	res, err := r.RoundTripper.RoundTrip(req)
	if err != nil || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || strings.HasPrefix(req.URL.Path, "/dev/") {
		return res, err
	}
	raw, err := io.ReadAll(res.Body)
	res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	doc, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	shown, names := screenOf(doc)
	if res.StatusCode == http.StatusUnprocessableEntity {
		shown += " again"
	}
	r.seen[shown] = true
	r.seen[res.Status] = true
	for _, words := range wordsOf(doc) {
		for _, name := range names {
			words = strings.ReplaceAll(words, name, "")
		}
		if odd := kanaOrKanji(words); odd != "" && r.lang == "en" {
			r.t.Errorf("%s (%d): %s in %q", req.URL.Path, res.StatusCode, odd, words)
		}
	}
	return res, nil
}

// screenOf is the row that a document shows, with the names of people, banks and shops in its data.
func screenOf(doc *html.Node) (row string, names []string) {
	for n := range doc.Descendants() {
		if n.Data == "script" && attribute(n, "id") == "screen-data" {
			var data any
			_ = json.Unmarshal([]byte(n.FirstChild.Data), &data)
			return attribute(n, "data-screen"), namesIn(data)
		}
	}
	return "", nil
}

func namesIn(data any) (out []string) {
	switch data := data.(type) {
	case map[string]any:
		for key, v := range data {
			if s, ok := v.(string); ok && slices.Contains([]string{"holder", "account", "merchant"}, key) {
				out = append(out, s)
			}
			out = append(out, namesIn(v)...)
		}
	case []any:
		for _, v := range data {
			out = append(out, namesIn(v)...)
		}
	}
	return out
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// wordsOf are all that a person is shown or told: text, and the attributes that readers and tools speak. What says itself
// that it is Japanese, the link to that language, is left out.
func wordsOf(n *html.Node) (out []string) {
	if attribute(n, "lang") == "ja" {
		return nil
	}
	if n.Type == html.TextNode && n.Parent.Data != "script" {
		out = append(out, n.Data)
	}
	for _, name := range []string{"alt", "title", "aria-label", "placeholder", "content", "value", "label"} {
		out = append(out, attribute(n, name))
	}
	for c := range n.ChildNodes() {
		out = append(out, wordsOf(c)...)
	}
	return out
}

func kanaOrKanji(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x30ff || r >= 0xff00 && r <= 0xffef {
			return r
		}
		return -1
	}, s)
}

// reads is a person whose pages are read.
func (p *program) reads(lang string) (*person, *reader) {
	who := p.person(false)
	r := &reader{who.http.Transport, p.t, lang, map[string]bool{}}
	who.http.Transport = r
	return who, r
}

func TestNoJapaneseStandsInAnythingThatAnEnglishReaderSees(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, r := pr.reads("en")
		p.get("/")
		p.get("/nowhere")
		p.get("/register/strength")
		p.get("/home") // leads to the login
		for _, q := range []string{"out=1", "ended=1&next=/home", "next=/home"} {
			p.get("/login?" + q)
		}
		p.get("/register?expired=1")
		p.post("/register", "card_number", "4111 1111", "password", "a", "member_id", "a", "exp_month", "13", "email", "x@")
		sms, other := pr.card("sms"), pr.card("both")
		p.enter(sms, "password", "password1")
		wrong := sms
		wrong.SecurityCode = "000"
		p.enter(wrong)
		p.enter(pr.card("down"))
		p.enter(sms, "terms_version", "old")
		p.want(p.enter(sms), 303, "/register/confirm")
		p.get("/register")
		p.get("/register/confirm")
		for _, part := range []string{"card", "login", "email", "terms"} {
			p.get("/register?part=" + part)
			p.post("/register", "part", part)
		}
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		p.get("/register/verify")
		p.get("/register/confirm")
		p.post("/register/verify", "passcode", "12")
		p.post("/register/verify", "passcode", "000000")
		p.post("/register/send", "channel", "pigeon")
		p.post("/register/send", "channel", "sms")
		p.want(p.post("/register/verify", "passcode", p.passcode(sms.Mobile)), 303, "/register/done")
		p.get("/register/done")
		p.post("/login", "member_id", "mizube2026", "password", "no")
		p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
		p.get("/home")
		p.get("/usage")
		p.get("/usage?month=2027-01&by=user")
		p.get("/limit")
		p.get("/payment")
		pay := "/payment/" + data[wire.Payment](p, "/payment").Uses[0].Ref
		for _, query := range []string{"", "?way=instalments&payments=24", "?way=revolving", "?way=instalments&payments=7"} {
			p.get(pay + query)
		}
		p.post(pay, "way", "stay")
		p.post(pay, "way", "revolving", "terms", "old")
		p.get("/payment/nobody")
		p.get("/statements/2026-12")
		p.get("/statements/2026-12?all=1")
		p.get("/statements/2026-12/uses/" + data[wire.Statement](p, "/statements/2026-12").Uses[0].Ref)
		for _, query := range []string{"", "?q=a", "?from=0", "?from=0&page=2", "?q=nothing-like-it", "?from=x&to=y&since=z&until=z&who=z&q=-", "?from=2&to=1&since=2026-02-02&until=2026-02-01&q=" + strings.Repeat("a", 101)} {
			p.get("/statements" + query)
		}
		p.get("/settings/mail")
		p.post("/settings/mail/send")
		p.post("/settings/mail", "passcode", "12")
		p.post("/settings/mail", "passcode", "000000")
		p.want(p.post("/settings/mail", "passcode", p.passcode("someone@mail.example.org")), 303, "/settings/mail")
		p.get("/settings/mail")
		p.get("/vault")
		p.get("/cards")
		one := "/cards/" + p.cards()[0].ID
		p.get(one)
		p.post(one, "card_name", strings.Repeat("x", 21))
		p.want(p.post(one, "card_name", "Everyday"), 303, "/cards?done=named")
		p.get("/cards?done=named")
		p.get("/settings")
		p.get("/menu")
		p.get("/menu?q=xyzzy")
		p.get("/menu?q=PIN")
		p.get("/menu/faq")
		p.get("/menu/faq?q=xyzzy")
		p.get("/menu/faq?q=loginxx")
		p.get("/menu/faq?q=login")
		p.asksInWriting("old", "lease", "4111 1111 1111 1111", nil)
		p.asksInWriting(strings.Repeat("0", 32), "limit", strings.Repeat("x", 2001), nil)
		p.get("/menu/contact")
		p.asksInWriting(strings.Repeat("0", 32), "cash", "How much is the interest?", map[string]string{"a.pdf": aPDF})
		if err := pr.answers(pr.operator("tanaka"), data[wire.Notice](p, "/inbox/"+data[wire.Inbox](p, "/inbox").Notices[0].ID).Inquiry.Number, "It stands on the screen."); err != nil {
			t.Fatal(err)
		}
		p.post("/settings/theme", "theme", "pink")
		p.post("/settings/sessions", "session", "none")
		p.readsProcedures()
		l := pr.lending()
		for _, path := range []string{"/limit", "/cashing", "/cashing?amount=50000&way=revolving", "/cashing?amount=1&way=x", "/limit/raise", "/limit/raise?of=cash", "/limit/lower", "/limit/lower?of=cash"} {
			p.get(path)
		}
		key := data[wire.Raise](p, "/limit/raise").Key
		p.post("/cashing", "amount", "-1")
		p.post("/cashing", "amount", "50000", "way", "once", "key", key)
		p.get(p.post("/cashing", "amount", "50000", "way", "once", "key", key, "terms", "once-1 revolving-1").to)
		p.post("/limit/lower", "limit", "1", "of", "cash")
		p.get(p.post("/limit/lower", "limit", "0", "of", "cash", "key", key).to)
		p.post("/limit/raise", "of", "shopping", "term", "temporary")
		p.post("/limit/raise", "of", "shopping", "term", "temporary", "limit", "1", "from", "2026-11-30", "until", "2028-01-01", "purpose", "x", "income", "1", "employer", strings.Repeat("x", 61), "debts", "x")
		p.post("/limit/raise", "of", "cash", "term", "lasting", "limit", "800000", "purpose", "travel", "income", "1", "employer", "x", "debts", "1")
		p.get(p.post("/limit/raise", "of", "shopping", "term", "temporary", "limit", "900000", "from", "2026-11-30", "until", "2026-12-01", "purpose", "travel", "income", "1", "employer", "x", "debts", "0", "consent", "true", "key", key).to)
		for _, why := range []string{"minor", "student", "arrears", "limit", "family", "not_agreed", "locked"} {
			l.cash.Why, l.limit.Why = why, why
			p.get("/cashing")
			p.get("/limit/raise")
			p.get("/limit/lower")
		}
		l.cash.Limit = 0
		p.get("/limit/lower?of=cash")
		pr.ordering()
		at := p.drafts(lowering(30_000))
		p.get(at)
		p.want(p.post(at), 303, at)
		p.get(at)
		p.get("/orders")
		pr.ordering(borrowing)
		proven := p.drafts(borrow(10_000))
		pr.clock.turn(identity.Resend)
		p.post(proven)
		p.want(p.agrees(proven), 303, "/prove/verify")
		p.get("/prove/verify")
		p.get(proven)
		p.post("/prove/verify", "passcode", "12")
		p.want(p.post("/prove/send", "channel", "call"), 303, "/prove/call")
		p.get("/prove/call")
		p.post("/prove/call")
		pr.ordering(proving(identity.Desk, identity.Desk))
		p.want(p.agrees(p.drafts(borrow(20_000))), 303, "/prove/unable")
		p.get("/prove/unable")
		p.post("/prove/unable", "desk_code", "0123456789")
		p.post(at + "/cancel")
		p.post(at + "/cancel")
		for _, n := range data[wire.Inbox](p, "/inbox").Notices {
			p.get("/inbox/" + n.ID)
		}
		p.get("/inbox")
		p.get("/")
		p.get("/nowhere")

		own, ownReader := pr.reads("en")
		own.want(own.enter(other, "member_id", "kiri"+other.Mobile[len(other.Mobile)-4:]+"no"), 303, "/register/confirm")
		own.post("/register/confirm")
		own.want(own.post("/register/verify", "passcode", own.passcode(other.Mobile)), 303, "/register/password")
		own.get("/register/password")
		own.post("/register/password", "member_id", "mizube2026", "password", "short")

		desk, deskReader := pr.reads("en")
		for i, slug := range []string{"nocontact", "landline", "registered", "mail"} {
			c := pr.card(slug)
			desk.enter(c, "member_id", "kaze246"+string(rune('0'+i)))
			desk.post("/register/confirm")
			desk.get("/register/verify")
			if slug == "registered" {
				desk.post("/register/verify", "passcode", desk.passcode(c.Mobile))
			}
			desk.get("/register/unable")
		}
		desk.post("/register/desk") // which the last of them waits for
		desk.get("/register/unable")
		desk.post("/register/unable", "desk_code", "short")
		desk.post("/register/unable", "desk_code", "0123456789")

		lost, lostReader := pr.reads("en")
		lost.post("/recover", "card_number", "1")
		lost.recovered(pr.card("reissued"))
		lost.get("/recover/verify")
		lost.get("/recover/password")
		lost.post("/recover/password", "password", "a")
		lost.want(lost.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		lost.get("/recover/done")
		again, againReader := pr.reads("en")
		again.forgot(pr.card("newphone"))
		again.get("/recover/verify")
		again.post("/recover/verify", "passcode", "000000")
		again.forgot(pr.card("nocontact"))
		again.get("/recover/unable")
		again.post("/recover/unable", "desk_code", "0123456789")
		caller, callReader := pr.reads("en")
		for i, asks := range [][3]string{{"landline", "/register", ""}, {"sms", "/register", "call"}, {"newphone", "/recover", "call"}} {
			c, root := pr.card(asks[0]), asks[1]
			if caller.elsewhere(fmt.Sprintf("192.0.2.%d", 50+i)); root == "/recover" {
				caller.forgot(c)
			} else {
				caller.enter(c, "member_id", "nami246"+string(rune('0'+i)))
				caller.post("/register/confirm")
			}
			caller.post(root+"/send", "channel", "call")
			caller.get(root + "/call") // waits
			caller.get(root + "/verify")
			caller.post(root + "/call")
			caller.calls(map[bool]string{true: c.Landline, false: c.Mobile}[c.Mobile == ""])
			caller.get(root + "/call") // came
			pr.clock.turn(identity.CallLife)
			caller.get(root + "/call") // over
			caller.post(root + "/call")
			for range limit.CallPlace.Max + 1 {
				caller.post(root+"/send", "channel", "call")
				pr.clock.turn(identity.CallLife)
			}
		}
		add, addReader := pr.reads("en")
		add.post("/login", "member_id", "sandbox03", "password", "Sandbox-03-mihon")
		add.post("/cards/add", "card_number", "1")
		add.another(pr.card("newphone")) // their own
		late := pr.card("late")
		add.want(add.another(late), 303, "/cards/add/verify")
		add.get("/cards/add/verify")
		add.post("/cards/add/verify", "passcode", "12")
		add.post("/cards/add/send", "channel", "call")
		add.get("/cards/add/call")
		add.post("/cards/add/call")
		add.want(add.post("/cards/add/verify", "passcode", add.passcode(late.Mobile)), 303, "/cards/add/done")
		add.get("/cards/add/done")
		add.get("/cards")
		two := "/cards/" + add.cards()[1].ID
		add.get(two)
		add.get(two + "/remove")
		add.want(add.another(sms), 303, "/cards/add/verify") // of another member by now
		pr.clock.turn(time.Minute)
		add.post("/cards/add/send", "channel", "sms")
		add.want(add.post("/cards/add/verify", "passcode", add.passcode(sms.Mobile)), 303, "/cards/add/unable")
		add.get("/cards/add/unable")
		add.another(pr.card("nocontact"))
		add.get("/cards/add/unable")
		add.post("/cards/add/unable", "desk_code", "0123456789")
		add.want(add.post(two+"/remove"), 303, "/cards?done=removed")
		add.get("/cards?done=removed")
		add.post("/cards/" + add.cards()[0].ID + "/remove")
		add.get("/cards/" + add.cards()[0].ID + "/remove")
		phone, phoneReader := pr.reads("en")
		phone.get("/portal/scan")
		phone.get("/portal/card?expired=1")
		phone.post("/portal/card", "card_number", "1")
		phone.want(phone.scanned(pr.card("diners")), 303, "/portal/verify")
		phone.get("/portal/verify")
		phone.get("/portal/card") // goes on
		phone.post("/portal/verify", "passcode", "000000")
		phone.post("/portal/send", "channel", "call")
		phone.get("/portal/call")
		phone.post("/portal/call")
		phone.want(phone.post("/portal/verify", "passcode", phone.passcode(pr.card("diners").Mobile)), 303, "/portal/mail")
		phone.get("/portal/mail")
		phone.post("/portal/mail", "email", "x@")
		phone.post("/portal/mail", "email", "someone@mail.example.org")
		phone.get("/portal/password")
		phone.post("/portal/password", "member_id", "a", "password", "b")
		phone.post("/portal/password", "member_id", "mizube2026", "password", "Kiri-no-mori7") // taken
		phone.post("/portal/password", "member_id", "hoshi2026x", "password", "Kiri-no-mori7")
		phone.get("/portal/terms")
		phone.post("/portal/terms", "terms_version", "old")
		phone.post("/portal/terms", "agree", "true", "terms_version", "old")
		phone.want(phone.post("/portal/terms", "agree", "true", "terms_version", portalTerms), 303, "/portal/done")
		phone.get("/portal/done")
		phone.scanned(pr.card("nocontact"))
		phone.get("/portal/unable")
		phone.post("/portal/unable", "desk_code", "0123456789")
		guide, guideReader := pr.reads("en")
		for _, path := range []string{"/guide", "/guide/pc", "/guide/iphone", "/guide/android", "/app"} {
			guide.get(path)
		}
		for _, more := range []*reader{ownReader, deskReader, lostReader, againReader, callReader, addReader, phoneReader, guideReader} {
			for shown := range more.seen {
				r.seen[shown] = true
			}
		}
		for _, row := range screen.All {
			if path := strings.TrimSuffix(row.Pattern(), "{$}"); !r.seen[path] {
				t.Errorf("no English reader has seen %s: add its way here", path)
			}
		}
		for _, problems := range []string{"/register", "/register/verify", "/register/password", "/login", "/recover", "/recover/verify", "/recover/password", "/register/call", "/recover/call", "/register/unable", "/recover/unable", "/settings/mail", "/settings", "/menu/{procedure}", "/cards/{card}", "/cards/add", "/cards/add/verify", "/cards/add/call", "/cards/add/unable", "/cards/{card}/remove", "/orders/{id}", "/prove/verify", "/prove/call", "/prove/unable", "/menu/contact",
			"/portal/card", "/portal/verify", "/portal/call", "/portal/mail", "/portal/password", "/portal/terms", "/portal/unable", "/statements", "/payment/{use}"} {
			if !r.seen[problems+" again"] {
				t.Errorf("no English reader has seen the problems of %s", problems)
			}
		}
		for _, status := range []string{"404 Not Found", "409 Conflict", "422 Unprocessable Entity", "503 Service Unavailable"} {
			if !r.seen[status] {
				t.Errorf("no English reader has seen %s", status)
			}
		}
	})
}

func TestTheLanguageIsSwitchedInPlaceAndRemembered(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		p.want(p.enter(pr.card("sms")), 303, "/register/confirm")
		for from, back := range map[string]string{
			"/register?part=email": "/register?part=email", "/": "/", "/guide?lang=ja": "/guide", "/login?next=%2Fhome&lang=ja": "/login?next=%2Fhome", "/nowhere": "/", "": "/",
		} {
			ref := p.site.URL + from
			if from == "" {
				ref = ""
			}
			a := p.do("GET", "/language?to=en", nil, "Referer", ref)
			p.want(a, 303, back)
			if !strings.Contains(a.header.Get("Set-Cookie"), "lang=en; Path=/; Max-Age=31536000") {
				t.Errorf("not remembered: %s", a.header.Get("Set-Cookie"))
			}
		}
		if a := p.get("/register?part=email"); !strings.Contains(a.body, `<html lang="en"`) {
			t.Error("the next page is not in English")
		}
		a := p.do("GET", "/language?to=ja", nil, "Accept", "application/json", "Referer", p.site.URL+"/register")
		var site wire.Site
		if err := json.Unmarshal([]byte(a.body), &site); err != nil || site.Lang != "ja" || site.Brand.Card != "みほんカード" || a.header.Get("Content-Language") != "ja" {
			t.Errorf("the running app is answered %d %s (%v)", a.status, a.body, err)
		}
		stranger := pr.person(false)
		stranger.do("GET", "/language?to=en", nil, "Referer", "https://elsewhere.example/")
		if u, _ := url.Parse(stranger.site.URL); len(stranger.http.Jar.Cookies(u)) != 0 {
			t.Error("another site's link changed the language")
		}
	})
}

func TestTheFormInViewStaysWhenTheLanguageChanges(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, q := pr.person(true), pr.person(true)
		p.registered(pr.card("sms"), pr.card("sms").Mobile)
		// the ID is taken: the card is accepted, and whoever comes anew is asked for the login alone
		if a := q.enter(pr.card("both")); a.status != 422 {
			t.Fatalf("%d", a.status)
		}
		for stay, part := range map[string]string{"": "", "login": "login", "nonsense": "login"} {
			if d := data[wire.Register](q, "/register?stay="+stay); string(d.Values.Part) != part {
				t.Errorf("stay=%q shows the part %q", stay, d.Values.Part)
			}
		}
	})
}

func TestABrandsEnglishIsEnglish(t *testing.T) {
	b, err := brand.Load("")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	odd := strings.Replace(string(raw), `"en":"Terms of use"`, `"en":"利用規約"`, 1)
	if _, err := brand.Parse([]byte(odd)); err == nil || !strings.Contains(err.Error(), "terms.title") {
		t.Errorf("Japanese in the English of a brand file: %v", err)
	}
	if _, err := brand.Parse(raw); err != nil {
		t.Error(err)
	}
}
