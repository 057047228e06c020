package main

import (
	"strings"
	"testing"

	"netanswer/server/issuer"
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
