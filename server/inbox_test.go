package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"netanswer/server/member"
	"netanswer/shared/wire"
)

// kinds are what the member's inbox holds, the newest first.
func (p *person) kinds() (out []string) {
	p.t.Helper()
	for _, n := range data[wire.Inbox](p, "/inbox").Notices {
		out = append(out, n.Kind)
	}
	return out
}

// Every message that tells a member of something stands in the inbox as well, with where it went; nothing that opens anything does.
func TestEveryNoticeStandsInTheInboxAndNoSecretDoes(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		sato, suzuki := pr.operator("sato"), pr.operator("suzuki")
		var secrets []string // all that was typed or sent to prove something
		code := func(p *person, to string) string {
			c := p.passcode(to)
			secrets = append(secrets, c)
			return c
		}
		want := func(p *person, login, password string, kinds ...string) {
			t.Helper()
			p.want(p.post("/login", "member_id", login, "password", password), 303, "/home")
			secrets = append(secrets, p.value("__Host-session")[37:], p.value("__Host-device"), password, login)
			if got := p.kinds(); !slices.Equal(got, kinds) {
				t.Errorf("%s: the inbox holds %v, want %v", login, got, kinds)
			}
		}

		// by SMS; the typed address is confirmed; ID and password forgotten
		p, c := pr.person(true), pr.card("both")
		p.want(p.enter(c, "email", typedAddress), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		p.want(p.post("/register/verify", "passcode", code(p, c.Mobile)), 303, "/register/done")
		want(p, "mizube2026", right, "registered")
		p.want(p.post("/settings/mail", "passcode", code(p, typedAddress)), 303, "/settings/mail")
		pr.clock.turn(time.Minute)
		p.want(p.forgot(c), 303, "/recover/verify")
		p.want(p.post("/recover/verify", "passcode", code(p, c.Mobile)), 303, "/recover/password")
		p.want(p.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
		want(p, "mizube2026", "Kaze-no-oto9", "new_password", "id_shown", "mail_confirmed", "registered")
		all := data[wire.Inbox](p, "/inbox").Notices
		for i, n := range all {
			to := []string{}
			for _, c := range n.To {
				to = append(to, c.Channel+" "+c.Masked)
			}
			slices.Sort(to)
			masked := []string{"mail " + member.MaskMail(c.Email), "sms " + maskedMobile(c.Mobile)}
			switch n.Kind {
			case "mail_confirmed":
				masked = []string{}
				if n.Address != "s***@mail.example.org" {
					t.Errorf("%+v", n)
				}
			case "id_shown", "new_password": // the confirmed address is told too
				masked = append(masked, "mail s***@mail.example.org")
			}
			slices.Sort(masked)
			if !slices.Equal(to, masked) || n.Kind != "mail_confirmed" && n.Last4 != c.Number[12:] || n.At == "" || !n.Unread {
				t.Errorf("notice %d: %+v, want it sent to %v", i, n, masked)
			}
		}

		// by a call, and with the desk's help: told before there is a member, kept once there is one
		l := pr.person(true)
		l.want(l.enter(pr.card("landline"), "member_id", "denwa-2026"), 303, "/register/confirm")
		l.want(l.post("/register/confirm"), 303, "/register/call")
		l.calls(pr.card("landline").Landline)
		l.want(l.post("/register/call"), 303, "/register/done")
		want(l, "denwa-2026", right, "registered", "call")
		k := pr.person(true)
		k.want(k.enter(pr.card("nocontact"), "member_id", "nobody-2026"), 303, "/register/confirm")
		k.want(k.post("/register/confirm"), 303, "/register/unable")
		given := pr.given(sato, suzuki, data[wire.Unable](k, "/register/unable").Case)
		secrets = append(secrets, given)
		k.want(k.post("/register/unable", "desk_code", given), 303, "/register/done")
		want(k, "nobody-2026", right, "registered", "desk")

		// of a member that there is
		r, known := pr.person(true), pr.card("registered")
		r.want(r.forgot(known), 303, "/recover/verify")
		r.want(r.post("/recover/send", "channel", "call"), 303, "/recover/call")
		r.calls(known.Mobile)
		r.want(r.post("/recover/call"), 303, "/recover/password")
		want(r, "sandbox01", "Sandbox-01-mihon", "id_shown", "call")

		rows := pr.rows(t)["inbox"]
		if len(rows) != 10 {
			t.Errorf("%d rows", len(rows))
		}
		for _, card := range []string{"both", "landline", "nocontact", "registered"} {
			c := pr.card(card)
			secrets = append(secrets, c.Number, c.Number[:12], c.Mobile, c.Landline, c.Email, typedAddress)
		}
		for _, row := range rows {
			for _, s := range secrets {
				if s != "" && strings.Contains(row, s) {
					t.Errorf("%q stands in %s", s, row)
				}
			}
			_, said, _ := strings.Cut(row, "kind=")
			said, _, _ = strings.Cut(said, " at=")
			if digits := regexp.MustCompile(`[0-9]{5,}`).FindString(said); digits != "" {
				t.Errorf("figures as long as a passcode in %s", row)
			}
		}
	})
}

// maskedMobile is a number as the issuer masks it.
func maskedMobile(number string) string { return number[:3] + "-****-" + number[len(number)-4:] }

func TestANoticeIsReadByWhoOpensItAndNobodyElse(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			login := fmt.Sprintf("mizube202%d", map[bool]int{false: 6, true: 7}[asJSON])
			p, c := pr.person(asJSON), pr.card(map[bool]string{false: "sms", true: "both"}[asJSON])
			p.registered(c, c.Mobile, "member_id", login)
			for _, path := range []string{"/inbox", "/inbox/" + uuid.NewString()} {
				if a := p.get(path); a.status != 303 || !strings.HasPrefix(a.to, "/login?next=%2Finbox") {
					t.Errorf("%s without a session: %d %s", path, a.status, a.to)
				}
			}
			p.want(p.post("/login", "member_id", login, "password", right), 303, "/home")
			n := data[wire.Inbox](p, "/inbox").Notices[0]
			at := "/inbox/" + n.ID
			unread := func() bool { return data[wire.Inbox](p, "/inbox").Notices[0].Unread }
			p.do("HEAD", at, nil)
			p.do("GET", at, nil, "Sec-Purpose", "prefetch")
			p.do("GET", at, nil, "Sec-Fetch-Site", "cross-site")
			if !unread() || !strings.Contains(pr.page(p, "/inbox").body, "未読") {
				t.Error("it is read, and nobody has opened it")
			}
			stranger := pr.person(asJSON)
			stranger.want(stranger.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
			before := pr.rows(t)
			for what, path := range map[string]string{"another's": at, "nobody's": "/inbox/" + uuid.NewString(), "none": "/inbox/x", "NUL": "/inbox/%00", "no text": "/inbox/%ff"} {
				if a := stranger.get(path); a.status != 404 && a.status != 400 || what == "another's" && a.status != 404 {
					t.Errorf("%s: %d", what, a.status)
				}
			}
			if a := stranger.get("/inbox?before=" + n.ID); a.status != 200 || strings.Contains(a.body, n.ID) {
				t.Errorf("another's list: %d", a.status)
			}
			pr.same(t, before)
			page := pr.page(p, at)
			for _, words := range []string{"<h1>Netアンサーの登録が完了しました</h1>", n.To[0].Masked, "お心当たりがない場合", "0120-000-000", "11月23日（月）", c.Number[12:]} {
				if page.status != 200 || !strings.Contains(page.body, words) {
					t.Errorf("the notice lacks %s: %d", words, page.status)
				}
			}
			if unread() || strings.Contains(pr.page(p, "/inbox").body, "未読") {
				t.Error("it was opened and is not read")
			}
			before = pr.rows(t)
			p.want(p.get(at), 200, "")
			pr.same(t, before)
			p.want(p.post("/settings/language", "language", "en"), 303, "/settings")
			if page := pr.page(p, at).body; !strings.Contains(page, "<h1>Your registration is complete</h1>") {
				t.Error("it does not speak the language of whoever reads it")
			}
			p.want(p.post("/settings/language", "language", "ja"), 303, "/settings")
		}
	})
}

func TestTheInboxIsReadPageByPage(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		if page := p.get("/inbox").body; !strings.Contains(page, "お知らせはありません") {
			t.Error("an empty inbox says nothing")
		}
		id := strings.Split(p.value("__Host-session"), ".")[0]
		for i := range 2*member.InboxPage + 1 {
			n := member.Notice{MemberID: id, Kind: member.NoticeIDShown, Args: member.NoticeArgs{Last4: fmt.Sprintf("%04d", i)}, At: pr.clock.now()}
			if err := pr.db.Member().Update(t.Context(), func(tx member.Tx) error { return member.Keep(t.Context(), tx, n) }); err != nil {
				t.Fatal(err)
			}
		}
		path, seen := "/inbox", []string{}
		for pages := 1; ; pages++ {
			d := data[wire.Inbox](p, path)
			for _, n := range d.Notices {
				seen = append(seen, n.Last4)
			}
			page := p.get(path).body
			if strings.Contains(page, "古いお知らせ") != (d.Older != "") || strings.Contains(page, "新しいお知らせ") != (pages > 1) || d.Later != (pages > 1) {
				t.Errorf("page %d: %+v", pages, d.Older)
			}
			if d.Older == "" {
				if pages != 3 {
					t.Errorf("%d pages", pages)
				}
				break
			}
			path = "/inbox?before=" + d.Older
		}
		if len(seen) != 2*member.InboxPage+1 || !slices.IsSortedFunc(seen, func(a, b string) int { return strings.Compare(b, a) }) {
			t.Errorf("%v", seen)
		}
		for _, before := range []string{"x", "%00", strings.Repeat("f", 3000)} {
			if a := p.get("/inbox?before=" + before); a.status != 200 && a.status != 400 {
				t.Errorf("before=%.9s: %d", before, a.status)
			}
		}
	})
}

// Each kind that the program writes has words of its own, and each kind that a newer one wrote has some.
func TestEveryKindOfNoticeHasItsWords(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		id := strings.Split(p.value("__Host-session"), ".")[0]
		titles := map[string]member.NoticeKind{}
		for _, kind := range append(slices.Clone(member.NoticeKinds), "of.tomorrow") {
			if err := pr.db.Member().Update(t.Context(), func(tx member.Tx) error {
				return member.Keep(t.Context(), tx, member.Notice{MemberID: id, Kind: kind, At: pr.clock.now()})
			}); err != nil {
				t.Fatal(err)
			}
			var raw struct{ Notices []wire.Notice }
			if err := json.Unmarshal([]byte(p.do("GET", "/inbox", nil, "Accept", "application/json").body), &raw); err != nil || raw.Notices[0].Kind != string(kind) {
				t.Fatalf("%v %+v", err, raw)
			}
			_, title, _ := strings.Cut(p.get("/inbox/"+raw.Notices[0].ID).body, "<h1>")
			title, _, _ = strings.Cut(title, "</h1>")
			if other, there := titles[title]; there || title == "" || (title == "お知らせ") != (kind == "of.tomorrow") {
				t.Errorf("%s is called %q, as %s is", kind, title, other)
			}
			titles[title] = kind
		}
	})
}
