package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/wire"
)

const typedAddress = "someone@mail.example.org" // entry's

// confirmed logs in and enters the passcode that went to the typed address.
func (p *person) confirmed(to, login, password string) {
	p.t.Helper()
	p.want(p.post("/login", "member_id", login, "password", password), 303, "/home")
	p.want(p.post("/settings/mail", "passcode", p.passcode(to)), 303, "/settings/mail")
	if d := data[wire.Mail](p, "/settings/mail"); !d.Confirmed || d.Email != to {
		p.t.Fatalf("%+v", d)
	}
}

// wrongDigits is a passcode that is not that one.
func wrongDigits(code string) string { return string('0'+('9'-code[0])) + code[1:] }

func TestTheTypedAddressGetsItsPasscodeAndNothingElseUntilItIsConfirmed(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			slug, login, to := "sms", "mizube2026", typedAddress
			if asJSON {
				slug, login, to = "both", "minato2026", "other@mail.example.org"
			}
			p, c := pr.person(asJSON), pr.card(slug)
			p.enter(c, "member_id", login, "email", to)
			p.post("/register/confirm")
			code := p.passcode(c.Mobile)
			if list := p.arrived(to); len(list) != 0 {
				t.Errorf("before identity is proven: %v", list)
			}
			p.want(p.post("/register/verify", "passcode", code), 303, "/register/done")
			if d := data[wire.Done](p, "/register/done"); !d.Confirm || strings.Contains(d.Email, to) {
				t.Errorf("done: %+v", d)
			}
			pr.messages(t)
			list := p.arrived(to)
			if len(list) != 1 || !strings.Contains(list[0], "メールアドレスの確認") || !strings.Contains(list[0], "だれにも教えないで") || strings.Contains(list[0], "http") || strings.Contains(list[0], "登録が完了") || strings.Contains(list[0], c.Number[12:]) {
				t.Errorf("%s got %v", to, list)
			}

			// a recovery meanwhile: told to the contacts on file, not there
			r := pr.person(true)
			r.recovered(c)
			r.want(r.post("/recover/password", "password", "Kaze-no-oto9"), 303, "/recover/done")
			pr.messages(t)
			if more := p.arrived(to); len(more) != 1 {
				t.Errorf("an unconfirmed address is told %v", more)
			}
			if !slices.ContainsFunc(p.arrived(c.Mobile), func(m string) bool { return strings.Contains(m, "パスワード再設定 ") }) {
				t.Error("the contact on file is not told")
			}

			p.want(p.post("/login", "member_id", login, "password", "Kaze-no-oto9", "next", "/settings/mail"), 303, "/settings/mail")
			if d := data[wire.Home](p, "/home"); !strings.HasSuffix(d.Confirm, "***@mail.example.org") {
				t.Errorf("home does not say that %q is to be confirmed", d.Confirm)
			}
			if d := data[wire.Mail](p, "/settings/mail"); d.Email != to || d.Confirmed || d.Dead || d.TriesLeft != member.MailTries || d.ExpiresIn != 24*3600 {
				t.Errorf("%+v", d)
			}
			code = p.passcode(to)
			a := p.post("/settings/mail", "passcode", wrongDigits(code))
			if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{"passcode:passcode.wrong"}) || !strings.Contains(a.body, "あと4回") {
				t.Errorf("a wrong passcode: %d", a.status)
			}
			for range 2 { // the same sent twice is no error
				p.want(p.post("/settings/mail", "passcode", code), 303, "/settings/mail")
			}
			if d := data[wire.Mail](p, "/settings/mail"); !d.Confirmed {
				t.Errorf("%+v", d)
			}
			if d := data[wire.Home](p, "/home"); d.Confirm != "" {
				t.Errorf("home still says %q", d.Confirm)
			}
			p.want(p.post("/settings/mail/send"), 303, "/settings/mail") // nothing to send any more
			again := pr.person(true)
			pr.clock.turn(time.Minute)
			again.recovered(c)
			pr.messages(t)
			if list := p.arrived(to); len(list) != 2 || !strings.Contains(list[0], "画面に表示") {
				t.Errorf("a confirmed address is told %v", list)
			}
		}
		if n := pr.audited("mail.confirmed"); n != 2 {
			t.Errorf("%d rows", n)
		}
	})
}

func TestAnAddressThatTheIssuerVouchesForNeedsNoPasscode(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("both")
		p.registered(c, c.Mobile, "email", strings.Replace(c.Email, "example", "EXAMPLE", 1))
		if d := data[wire.Done](p, "/register/done"); d.Confirm {
			t.Errorf("%+v", d)
		}
		pr.messages(t)
		list := p.arrived(c.Email)
		if len(list) != 1 || !strings.Contains(list[0], "登録が完了しました") {
			t.Errorf("%v", list)
		}
		p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		if d := data[wire.Mail](p, "/settings/mail"); !d.Confirmed {
			t.Errorf("%+v", d)
		}
		if n := pr.audited("on file"); n != 1 {
			t.Errorf("%d rows say by what", n)
		}
	})
}

func TestAMailPasscodeHasFiveTriesADayAndAMinuteBetween(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("sms")
		p.registered(c, c.Mobile)
		p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		other, card := pr.person(true), pr.card("both")
		other.registered(card, card.Mobile, "member_id", "minato2026", "email", "other@mail.example.org")
		other.post("/login", "member_id", "minato2026", "password", "Kiri-no-mori7")
		want := func(a answer, key string) {
			t.Helper()
			if a.status != 422 || !slices.Equal(a.problems(), []string{key}) {
				t.Errorf("%d %v, want %s", a.status, a.problems(), key)
			}
		}
		first := p.passcode(typedAddress)
		if first != other.passcode("other@mail.example.org") { // one in a million is equal
			want(other.post("/settings/mail", "passcode", first), "passcode:passcode.wrong")
		}
		a := p.post("/settings/mail/send")
		want(a, ":passcode.too_soon")
		if a.header.Get("Retry-After") != "60" {
			t.Errorf("wait %s", a.header.Get("Retry-After"))
		}
		pr.clock.turn(member.MailResend)
		p.want(p.post("/settings/mail/send"), 303, "/settings/mail")
		second := p.passcode(typedAddress)
		if first == second {
			t.Fatal("one in a million: both passcodes are the same")
		}
		want(p.post("/settings/mail", "passcode", first), "passcode:passcode.wrong") // void
		for n := range member.MailTries - 1 {
			key := "passcode:passcode.wrong"
			if n == member.MailTries-2 {
				key = "passcode:passcode.dead"
			}
			want(p.post("/settings/mail", "passcode", wrongDigits(second)), key)
		}
		want(p.post("/settings/mail", "passcode", second), "passcode:passcode.dead")
		if d := data[wire.Mail](p, "/settings/mail"); !d.Dead || d.TriesLeft != 0 {
			t.Errorf("%+v", d)
		}
		last := ""
		for range limit.MailCodeMember.Max - 2 {
			pr.clock.turn(member.MailResend)
			p.want(p.post("/settings/mail/send"), 303, "/settings/mail")
			last = p.passcode(typedAddress)
		}
		pr.clock.turn(member.MailResend)
		want(p.post("/settings/mail/send"), ":mail_code.limit")
		p.want(p.post("/settings/mail", "passcode", last), 303, "/settings/mail") // which is still good
		if n := pr.audited("mail.code_sent"); n != limit.MailCodeMember.Max+1 {
			t.Errorf("%d were sent", n)
		}

		pr.clock.turn(member.MailLife - 7*time.Minute)
		other.post("/login", "member_id", "minato2026", "password", "Kiri-no-mori7")
		pr.clock.turn(5 * time.Minute)
		want(other.post("/settings/mail", "passcode", other.passcode("other@mail.example.org")), "passcode:passcode.dead")
		if d := data[wire.Mail](other, "/settings/mail"); !d.Dead {
			t.Errorf("a day later: %+v", d)
		}
	})
}

func TestTheAddressIsConfirmedBehindTheLogin(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			p := pr.person(asJSON)
			p.want(p.get("/settings/mail"), 303, "/login?next=%2Fsettings%2Fmail")
			p.want(p.post("/settings/mail", "passcode", "123456"), 303, "/login?next=%2Fsettings%2Fmail")
			p.want(p.post("/settings/mail/send"), 303, "/login?next=%2Fsettings%2Fmail%2Fsend")
			if a := p.post("/settings/mail", "passcode", "12"); strings.Contains(a.body, "@") {
				t.Errorf("%d %s", a.status, a.body)
			}
		}
	})
}
