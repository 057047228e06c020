package main

import (
	"strings"
	"testing"

	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/shared/wire"
)

// The screen says what is known of the message, no more, and offers what else there is when it cannot come.
func TestTheScreenSaysWhatBecameOfTheMessage(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		good := pr.runner.Channels
		c := pr.card("both")
		p := pr.person(false)
		p.want(p.enter(c), 303, "/register/confirm")
		p.want(p.post("/register/confirm"), 303, "/register/verify")
		says := func(want wire.Delivery, words string) wire.Verify {
			t.Helper()
			d := data[wire.Verify](p, "/register/verify")
			if page := p.get("/register/verify").body; d.Delivery != want || !strings.Contains(page, words) || want != wire.NotDeliverable && strings.Contains(page, "お届けできませんでした") {
				t.Errorf("%q, want %q with %s", d.Delivery, want, words)
			}
			return d
		}
		once := func() {
			t.Helper()
			if err := pr.runner.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		says(wire.Sending, "送信しています。")
		pr.runner.Channels = map[issuer.Channel]notify.Channel{issuer.SMS: cut{notify.Later}, issuer.Mail: good[issuer.Mail]}
		once()
		says(wire.Sending, "送信できたか確認する") // it is tried again
		pr.runner.Channels[issuer.SMS] = cut{notify.Refused}
		pr.clock.turn(3e9)
		once()
		d := says(wire.NotDeliverable, "お届けできませんでした")
		if d.ResendIn != 0 || len(d.Channels) < 2 {
			t.Errorf("what else there is: %+v", d)
		}
		first := d.Reference
		p.want(p.post("/register/send", "channel", "mail"), 303, "/register/verify") // at once: nobody waits for what does not come
		once()
		if d = says(wire.Sent, "送信しました。"); d.Channel != "mail" || d.Reference == first {
			t.Errorf("%+v", d)
		}
		if a := p.post("/register/send", "channel", "mail"); a.status != 422 { // after one that went out it has to be waited
			t.Errorf("%d", a.status)
		}
		p.want(p.post("/register/verify", "passcode", p.passcode(c.Email)), 303, "/register/done")
	})
}

// So does the screen that waits for the passcode to the typed address, and what a newer one replaces goes out no more.
func TestTheScreenOfTheAddressSaysWhatBecameOfItsMessage(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		good := pr.runner.Channels
		p, c := pr.person(false), pr.card("sms")
		p.registered(c, c.Mobile)
		p.want(p.post("/login", "member_id", "mizube2026", "password", right), 303, "/home")
		says := func(want wire.Delivery, words string) wire.Mail {
			t.Helper()
			d := data[wire.Mail](p, "/settings/mail")
			if page := p.get("/settings/mail").body; d.Delivery != want || !strings.Contains(page, words) || d.Sent == "" {
				t.Errorf("%+v, want %q with %s", d, want, words)
			}
			return d
		}
		once := func() {
			t.Helper()
			if err := pr.runner.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		first := says(wire.Sending, "送信しています。")
		pr.runner.Channels = map[issuer.Channel]notify.Channel{issuer.SMS: good[issuer.SMS], issuer.Mail: cut{notify.Later}}
		once()
		says(wire.Sending, "送信できたか確認する") // it is tried again
		pr.clock.turn(member.MailResend)
		p.want(p.post("/settings/mail/send"), 303, "/settings/mail") // before the first has gone out
		pr.runner.Channels = good
		once()
		if d := says(wire.Sent, "送信しました。"); d.Sent == first.Sent {
			t.Error("the second passcode is told by the time of the first")
		}
		if n := len(p.arrived(typedAddress)); n != 1 {
			t.Errorf("%d messages arrived: the first is void", n)
		}
		pr.clock.turn(member.MailResend)
		pr.runner.Channels = map[issuer.Channel]notify.Channel{issuer.Mail: cut{notify.Refused}}
		p.want(p.post("/settings/mail/send"), 303, "/settings/mail")
		if a := p.post("/settings/mail/send"); a.status != 422 {
			t.Errorf("at once, while it is under way: %d", a.status)
		}
		once()
		if d := says(wire.NotDeliverable, "お届けできませんでした"); d.ResendIn != 0 {
			t.Errorf("%+v", d)
		}
		pr.runner.Channels = good
		p.want(p.post("/settings/mail/send"), 303, "/settings/mail") // at once: nobody waits for what does not come
		p.want(p.post("/settings/mail", "passcode", p.passcode(typedAddress)), 303, "/settings/mail")
	})
}
