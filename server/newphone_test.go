package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/identity"
	"netanswer/server/limit"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const newLandline = "03-5550-1234"

// gives types a new number, and answers the screen that comes then.
func (p *person) gives(number string) wire.Procedure {
	p.t.Helper()
	page := data[wire.Procedure](p, "/menu/phone?other").Page
	p.want(p.post("/menu/phone", "procedure", "phone", "key", page, "phone", number), 303, "/menu/phone")
	return data[wire.Procedure](p, "/menu/phone")
}

// awaits is gives for a landline.
func (p *person) awaits(number string) wire.Procedure {
	p.t.Helper()
	d := p.gives(number)
	if d.Calling == nil || d.Calling.State != wire.CallWaits || d.Calling.Free == "" || len(d.Fields) != 0 {
		p.t.Fatalf("no call is waited for from %s: %+v", number, d)
	}
	return d
}

// called is the button after the call.
func (p *person) called(d wire.Procedure) answer {
	p.t.Helper()
	return p.post("/menu/phone", "procedure", "phone", "key", d.Page, "phone", d.Phone, "call", d.Calling.Mark)
}

func TestALandlineIsConfirmedByACallFromItAndThenChanged(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		used := map[int]bool{}
		for _, asJSON := range []bool{true, false} {
			p, c := pr.openTo(asJSON, "phone", used)
			for c.Email == "" || c.Landline == "" {
				p, c = pr.openTo(asJSON, "phone", used)
			}
			first := data[wire.Procedure](p, "/menu/phone")
			if len(first.Fields) != 1 || first.Fields[0].Help != text.PhoneBoth.JA || first.Button != text.PhoneNext.JA {
				t.Fatalf("%+v", first)
			}
			opened, received, taken := pr.audited("call.opened"), pr.audited("call.received"), pr.audited("contact.called")
			d := p.awaits(newLandline)
			if !slices.Equal(d.Calling.From, []string{newLandline}) || d.Phone != e164(newLandline) || d.Calling.Left != 300 || d.Call == nil || !slices.Equal(valuesOf(d.Now), valuesOf(first.Now)) {
				t.Errorf("%+v", d)
			}
			html := p.do("GET", "/menu/phone", nil, "Accept", "text/html").body
			for _, part := range []string{`<noscript><meta http-equiv="refresh" content="7;url=/menu/phone"></noscript>`, `data-reload="/menu/phone"`, text.PhoneCall.JA, text.CallHiddenDo.JA, d.Calling.Free, d.Calling.Charged} {
				if !strings.Contains(html, part) {
					t.Errorf("the screen does not hold %q", part)
				}
			}
			if purpose, ok, err := pr.flows.Expected(t.Context(), e164(newLandline), e164(d.Calling.Free)); purpose != "contact" || !ok || err != nil {
				t.Errorf("%q %v %v", purpose, ok, err)
			}
			if a := p.called(d); a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{":call.not_yet"}) || !asJSON && !strings.Contains(a.body, text.CallNotYet.JA) {
				t.Errorf("before the call: %d %v", a.status, a.problems())
			}
			if again := p.awaits(newLandline); again.Calling.Free != d.Calling.Free || again.Calling.Mark != d.Calling.Mark {
				t.Errorf("asked for again it is another number: %+v", again.Calling)
			}
			if !pr.dial(newLandline, d.Calling.Charged) {
				t.Fatal("the call does not count")
			}
			if came := data[wire.Procedure](p, "/menu/phone"); came.Calling == nil || came.Calling.State != wire.CallCame || came.Reload() != 0 {
				t.Errorf("%+v", came)
			}
			a := p.called(d)
			if a.status != 303 || !strings.HasPrefix(a.to, "/orders/") {
				t.Fatalf("%d %s %.400s", a.status, a.to, a.body)
			}
			o := data[wire.Order](p, a.to)
			if o.State != "drafted" || !o.Proof || !says(o.Lines, text.PhoneToL.JA+" "+newLandline) || !says(o.Lines, text.OrderWas.JA+" "+masked(c.Landline)) {
				t.Errorf("the sheet says %+v", o)
			}
			if d := data[wire.Procedure](p, "/menu/phone"); d.Calling != nil || len(d.Fields) != 1 {
				t.Errorf("what was drafted is asked for still: %+v", d)
			}
			if again := p.called(d); again.status != 422 {
				t.Errorf("one call is good for two: %d %s", again.status, again.to)
			}

			p.goesOn(a.to, c.Mobile)
			if o := data[wire.Order](p, a.to); o.State != "concluded" {
				t.Fatalf("%+v", o)
			}
			if now := data[wire.Procedure](p, "/menu/phone").Now; !says(now, masked(newLandline)) || !says(now, masked(c.Mobile)) || says(now, masked(c.Landline)) {
				t.Errorf("on file are %v", valuesOf(now))
			}
			who, _ := p.who()
			if until, err := pr.members.Caution(context.Background(), who.Member); err != nil || until.Sub(pr.clock.now()).Round(time.Second) != 72*time.Hour {
				t.Errorf("care is taken until %s: %v", until, err)
			}
			if err := pr.runner.Once(context.Background()); err != nil {
				t.Fatal(err)
			}
			if sms := p.arrived(c.Mobile)[0]; !strings.Contains(sms, text.LandlineNamed.JA) {
				t.Errorf("by SMS: %s", sms)
			}
			if mail := p.arrived(c.Email)[0]; !strings.Contains(mail, "固定電話にはSMSをお送りできないため") || !strings.Contains(mail, text.LandlineNamed.JA) || strings.Contains(mail, "%!") {
				t.Errorf("by mail: %s", mail)
			}
			for _, to := range []string{newLandline, c.Landline} {
				if got := p.arrived(to); len(got) != 0 {
					t.Errorf("a landline got %q", got)
				}
			}
			for kind, before := range map[string]int{"call.opened": opened, "call.received": received, "contact.called": taken} {
				if n := pr.audited(kind); n != before+1 {
					t.Errorf("%s stands %d times in the audit, %d before", kind, n, before)
				}
			}
			if n := pr.ask("SELECT count(*) FROM audit WHERE kind = 'call.opened' AND detail = 'contact' AND address <> '' AND flow <> '' AND member_id = '" + who.Member + "'"); n != 1 {
				t.Errorf("%d rows say for whom a call was waited", n)
			}
		}
	})
}

func TestNoOtherCallConfirmsALandline(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		used := map[int]bool{}
		p, c := pr.openTo(true, "phone", used)
		for c.Landline == "" {
			p, c = pr.openTo(true, "phone", used)
		}
		q, _ := pr.openTo(true, "phone", used)
		mine, theirs := p.awaits(newLandline), q.awaits(newLandline)
		if mine.Calling.Free == theirs.Calling.Free {
			t.Fatal("two checks of one phone have one line")
		}
		stands := func(what string) {
			t.Helper()
			if d := data[wire.Procedure](p, "/menu/phone"); d.Calling == nil || d.Calling.State != wire.CallWaits {
				t.Fatalf("%s: %+v", what, d)
			}
			if a := p.called(mine); a.status != 422 || !slices.Equal(a.problems(), []string{":call.not_yet"}) {
				t.Fatalf("%s: %d to %q %v", what, a.status, a.to, a.problems())
			}
		}
		for what, from := range map[string]string{"the mobile on file": c.Mobile, "the landline on file": c.Landline, "any other": "06-5550-9999"} {
			if pr.dial(from, mine.Calling.Free) {
				t.Errorf("%s counts", what)
			}
			stands(what)
		}
		for _, from := range []string{"", "anonymous", "5550-1234", "03-5550-1234"} { // withheld, or not as a trunk hands it over
			if ok, err := pr.flows.CallReceived(t.Context(), from, e164(mine.Calling.Free)); ok || err != nil {
				t.Errorf("a call from %q counts: %v", from, err)
			}
		}
		stands("withheld")

		// From the phone itself, but for other checks: another member's, and a registration's of who has that phone on file.
		if !pr.dial(newLandline, theirs.Calling.Free) {
			t.Fatal("theirs does not count")
		}
		stands("for another member")
		own := pr.person(true)
		waits := own.waiting(pr.card("landline"), "denwa-2026")
		on := pr.card("landline").Landline
		r, _ := pr.openTo(true, "phone", used)
		its := r.awaits(on)
		if its.Calling.Free == waits.Free {
			t.Fatal("a registration and a new number have one line")
		}
		if !pr.dial(on, waits.Free) {
			t.Fatal("the registration's does not count")
		}
		if a := r.called(its); a.status != 422 || !slices.Equal(a.problems(), []string{":call.not_yet"}) {
			t.Errorf("a call for a registration confirms a new number: %d %v", a.status, a.problems())
		}
		if !pr.dial(on, its.Calling.Free) {
			t.Fatal("its own does not count")
		}
		own.want(own.post("/register/call"), 303, "/register/done")

		// What is sent along is another's, another number's, or none.
		send := func(kv ...string) answer {
			return p.post("/menu/phone", append([]string{"procedure", "phone", "key", mine.Page}, kv...)...)
		}
		for name, c := range map[string]struct {
			a    answer
			want string
		}{
			"the mark of another member":   {send("phone", mine.Phone, "call", theirs.Calling.Mark), ":call.late"},
			"a mark that is none":          {send("phone", mine.Phone, "call", "x"), ":call.late"},
			"another number":               {send("phone", "06-5550-9999", "call", mine.Calling.Mark), ":call.late"},
			"a mobile number":              {send("phone", "070-9999-1234", "call", mine.Calling.Mark), ":call.late"},
			"no number":                    {send("call", mine.Calling.Mark), "phone:field.empty"},
			"what is no number":            {send("phone", "0120-000-000", "call", mine.Calling.Mark), "phone:field.phone"},
			"a code, which nobody sent":    {send("code", "123456"), "code:passcode.dead"},
			"both, before the call":        {send("phone", mine.Phone, "code", "123456", "call", mine.Calling.Mark), ":call.not_yet"},
			"an address with it":           {send("phone", mine.Phone, "email", "a@mail.example.org", "call", mine.Calling.Mark), ":field.foreign"},
			"a mail address called for":    {p.post("/menu/email", "procedure", "email", "key", mine.Page, "email", "a@mail.example.org", "call", mine.Calling.Mark), ":field.foreign"},
			"another procedure called for": {p.post("/menu/lock", "procedure", "lock", "key", mine.Page, "all", "true", "call", mine.Calling.Mark), ":field.foreign"},
		} {
			if c.a.status != 422 || !slices.Equal(c.a.problems(), []string{c.want}) {
				t.Errorf("%s: %d to %q %v, want %s", name, c.a.status, c.a.to, c.a.problems(), c.want)
			}
		}
		stands("after all of that")

		// Late: the call, and who comes back to the screen.
		pr.clock.turn(identity.CallLife)
		if pr.dial(newLandline, mine.Calling.Free) {
			t.Error("a call that is too late counts")
		}
		over := data[wire.Procedure](p, "/menu/phone")
		if over.Calling == nil || over.Calling.State != wire.CallOver || over.Calling.Free != "" || over.Phone != mine.Phone {
			t.Fatalf("%+v", over)
		}
		if a := p.called(mine); a.status != 422 || !slices.Equal(a.problems(), []string{":call.late"}) {
			t.Errorf("too late: %d %v", a.status, a.problems())
		}
		p.want(send("phone", over.Phone), 303, "/menu/phone") // the button that shows a number anew
		again := data[wire.Procedure](p, "/menu/phone")
		if !pr.dial(newLandline, again.Calling.Free) {
			t.Fatal("the new one does not count")
		}
		if a := p.called(mine); a.status != 422 {
			t.Errorf("by the mark of the one before: %d %s", a.status, a.to)
		}
		pr.clock.turn(identity.CallLife)
		if a := p.called(again); a.status != 422 || !slices.Equal(a.problems(), []string{":call.late"}) {
			t.Errorf("too late after the call: %d %v", a.status, a.problems())
		}
		if n := pr.ask("SELECT count(*) FROM orders"); n != 0 {
			t.Errorf("%d orders came of it", n)
		}
	})
}

func TestALandlineThatIsWaitedForIsBoundByTheLimits(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		used := map[int]bool{}
		p, _ := pr.openTo(true, "phone", used)
		asks := func(who *person, number string) []string {
			a := who.post("/menu/phone", "procedure", "phone", "key", strings.Repeat("0a", 16), "phone", number)
			if a.status == 303 {
				return nil
			}
			return append(a.problems(), a.header.Get("Retry-After"))
		}
		// One place: three in half an hour, which begins now.
		pr.clock.turn(15 * time.Minute)
		for n := range 4 {
			got := asks(p, newLandline)
			if full := n == 3; full != (len(got) == 2 && got[0] == ":call.limit" && got[1] != "") || !full && got != nil {
				t.Errorf("call %d from one place: %v", n+1, got)
			}
			pr.clock.turn(identity.CallLife)
		}
		// All places: five a day for a number that somebody typed, whichever member; so forty a day are left to whom it belongs.
		q, _ := pr.openTo(true, "phone", used)
		for n := range 3 {
			got := asks([]*person{p, q, q}[n].elsewhere(fmt.Sprintf("198.51.%d.7", n)), newLandline)
			if full := n == 2; full != (len(got) == 2 && got[0] == ":call.limit") || !full && got != nil {
				t.Errorf("call %d of the day: %v", n+4, got)
			}
			pr.clock.turn(identity.CallLife)
		}
		// One member: ten a day, codes and calls together. Four are taken by now.
		for n := range 7 {
			got := asks(p.elsewhere(fmt.Sprintf("203.0.%d.7", n)), fmt.Sprintf("06-5550-000%d", n))
			if full := n == 6; full != (len(got) == 2 && got[0] == ":call.limit") || !full && got != nil {
				t.Errorf("call %d of a member: %v", n+5, got)
			}
		}
		if n := pr.ask("SELECT count(*) FROM audit WHERE kind = 'limit.reached' AND member_id <> ''"); n != 3 {
			t.Errorf("%d limits stand in the audit", n)
		}

		// A line, and another member has it: nothing is counted of what was not waited for.
		pr.flows.Identity.Lines = pr.flows.Identity.Lines[:1]
		a, b := pr.openToBoth(used)
		first := a.awaits("03-5550-7777")
		for n := range limit.CallPlace.Max + 2 {
			if got := asks(b.elsewhere("192.0.2.77"), "03-5550-7777"); len(got) != 2 || got[0] != ":call.full" || got[1] == "" {
				t.Errorf("without a line, %d: %v", n, got)
			}
		}
		if d := data[wire.Procedure](b, "/menu/phone"); d.Calling != nil {
			t.Errorf("it is waited for all the same: %+v", d)
		}
		if !pr.dial("03-5550-7777", first.Calling.Free) {
			t.Fatal("who has the line is kept from it")
		}
		pr.clock.turn(identity.CallLife + identity.CallRest)
		b.elsewhere("192.0.2.77").awaits("03-5550-7777")
	})
}

func (p *program) openToBoth(used map[int]bool) (a, b *person) {
	a, _ = p.openTo(true, "phone", used)
	b, _ = p.openTo(true, "phone", used)
	return a, b
}

func TestWithoutLinesANewLandlineIsTheDesks(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		used := map[int]bool{}
		for _, asJSON := range []bool{true, false} {
			p, c := pr.openTo(asJSON, "phone", used)
			lines := pr.flows.Identity.Lines
			p.awaits(newLandline)
			pr.flows.Identity.Lines = nil // it was set up, and is no more
			d := data[wire.Procedure](p, "/menu/phone")
			desk := pr.pages.Brand.Desk.Phone
			if d.Calling != nil || len(d.Fields) != 1 || !strings.Contains(d.Fields[0].Help, desk) || d.Button != text.ContactSend.JA {
				t.Fatalf("%+v", d)
			}
			a := p.post("/menu/phone", "procedure", "phone", "key", d.Page, "phone", newLandline)
			if a.status != 422 || !strings.Contains(a.body, desk) || asJSON && !slices.Equal(a.problems(), []string{"phone:phone.desk"}) || !asJSON && !strings.Contains(a.body, `value="`+newLandline+`"`) {
				t.Errorf("%d %.900s", a.status, a.body)
			}
			p.goesOn(p.asksFor("phone", "phone", "070-9999-1234"), c.Mobile)
			if now := data[wire.Procedure](p, "/menu/phone").Now; !says(now, "070-****-1234") {
				t.Errorf("a mobile number: %v", valuesOf(now))
			}
			pr.flows.Identity.Lines = lines
		}
	})
}

func TestALandlineAndAMobileNumberTakeTurns(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, _ := pr.openTo(true, "phone", map[int]bool{})
		d := p.awaits(newLandline)
		pr.clock.turn(time.Second)
		if code := p.gives("070-9999-1234"); code.Calling != nil || len(code.Fields) != 1 || code.Fields[0].Kind != form.Code {
			t.Fatalf("the number given last is not the one asked about: %+v", code)
		}
		if !pr.dial(newLandline, d.Calling.Free) {
			t.Fatal("the call does not count")
		}
		if now := data[wire.Procedure](p, "/menu/phone"); now.Calling != nil {
			t.Errorf("a call brings another number to the screen: %+v", now)
		}
		pr.clock.turn(time.Second)
		if back := p.gives(newLandline); back.Calling == nil || back.Calling.State != wire.CallCame {
			t.Errorf("given again, its call is forgotten: %+v", back)
		}
		pr.clock.turn(time.Second)
		other := p.awaits("050-5550-1234") // calls alone as well
		if other.Calling.From[0] != "050-5550-1234" {
			t.Errorf("%+v", other.Calling)
		}
		if a := p.called(other); a.status != 422 || !slices.Equal(a.problems(), []string{":call.not_yet"}) {
			t.Errorf("the call of the number before confirms this one: %d %v", a.status, a.problems())
		}
		a := p.called(d) // a tab in which the first still stands: it has called
		if o := data[wire.Order](p, a.to); !says(o.Lines, newLandline) {
			t.Errorf("%+v", o)
		}
		if d := data[wire.Procedure](p, "/menu/phone"); d.Calling == nil || d.Phone != other.Phone {
			t.Errorf("the other is waited for no more: %+v", d)
		}
	})
}

func TestACallConfirmsANumberOnceHoweverOftenAndWhereverItIsSaidAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		twin := pr.twin()
		p, c := pr.openTo(true, "phone", map[int]bool{})
		page := data[wire.Procedure](p, "/menu/phone").Page
		atOnce := func(times int, send func() answer) (all []answer) {
			all = make([]answer, times)
			var wg sync.WaitGroup
			for n := range all {
				wg.Go(func() { all[n] = send() })
			}
			wg.Wait()
			return all
		}
		for _, a := range atOnce(limit.CallPlace.Max, func() answer {
			return p.post("/menu/phone", "procedure", "phone", "key", page, "phone", newLandline)
		}) {
			p.want(a, 303, "/menu/phone")
		}
		if n := pr.ask("SELECT count(*) FROM checks WHERE channel = 'call' AND used = FALSE"); n != 1 {
			t.Errorf("%d checks wait", n)
		}
		if n := pr.ask("SELECT count(*) FROM calls"); n != 1 {
			t.Errorf("%d lines are taken", n)
		}
		d := data[wire.Procedure](p, "/menu/phone")
		if !twin.dial(newLandline, d.Calling.Free) { // on whichever server it comes
			t.Fatal("the call does not count")
		}
		to := ""
		for _, a := range atOnce(6, func() answer { return p.called(d) }) {
			switch {
			case a.status == 303 && (to == "" || to == a.to):
				to = a.to
			case a.status == 422 && slices.Equal(a.problems(), []string{":call.late"}): // came after it was used
			default:
				t.Errorf("%d to %q %v, before to %q", a.status, a.to, a.problems(), to)
			}
		}
		if n := pr.ask("SELECT count(*) FROM orders"); n != 1 || to == "" {
			t.Errorf("%d orders", n)
		}
		if n := pr.audited("contact.called"); n != 1 {
			t.Errorf("%d times in the audit", n)
		}
		tab := data[wire.Procedure](p, "/menu/phone").Page // of another tab
		if a := p.post("/menu/phone", "procedure", "phone", "key", tab, "phone", d.Phone, "call", d.Calling.Mark); a.status != 422 {
			t.Errorf("another tab: %d to %q", a.status, a.to)
		}
		p.goesOn(to, c.Mobile)
		if o := data[wire.Order](p, to); o.State != "concluded" {
			t.Errorf("%+v", o)
		}
	})
}

// stops is a server that is gone at the moment when it would write that a call was used up.
type stops struct{ member.Store }

func (stops) Update(context.Context, func(member.Tx) error) error { return errors.New("killed") }

func TestAServerThatIsKilledAfterTheDraftLeavesOneOrder(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.openTo(true, "phone", map[int]bool{})
		d := p.awaits(newLandline)
		if !pr.dial(newLandline, d.Calling.Free) {
			t.Fatal("the call does not count")
		}
		lives := pr.members.Store
		pr.members.Store = stops{lives}
		if a := p.called(d); a.status != 500 {
			t.Errorf("killed it answers %d %s", a.status, a.to)
		}
		pr.members.Store = lives
		if n := pr.audited("contact.called"); n != 0 {
			t.Errorf("%d times in the audit", n)
		}
		a := p.called(d) // the same page once more
		if n := pr.ask("SELECT count(*) FROM orders"); n != 1 || a.status != 303 {
			t.Errorf("%d orders, %d to %q", n, a.status, a.to)
		}
		if n := pr.audited("contact.called"); n != 1 {
			t.Errorf("%d times in the audit", n)
		}
		p.goesOn(a.to, c.Mobile)
		if o := data[wire.Order](p, a.to); o.State != "concluded" {
			t.Errorf("%+v", o)
		}
	})
}

func TestTheScreenOfAProcedureNoticesItsCall(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.pages.Streams.Every = 5 * time.Millisecond
		p, _ := pr.openTo(true, "phone", map[int]bool{})
		for who, path := range map[*person]string{p: "/menu/phone/events", pr.person(true): "/menu/phone/events"} {
			if res, _ := who.listensTo(path, pr); res.StatusCode != map[bool]int{true: 404, false: 303}[who == p] {
				t.Errorf("where nothing is waited for: %d", res.StatusCode)
			}
		}
		for _, path := range []string{"/menu/email/events", "/menu/lock/events", "/menu/nothing/events"} {
			if res, _ := p.listensTo(path, pr); res.StatusCode != 404 {
				t.Errorf("%s: %d", path, res.StatusCode)
			}
		}
		d := p.awaits(newLandline)
		_, events := p.listensTo("/menu/phone/events", pr)
		if next(t, events) != "retry: 3000" || next(t, events) != "data: waits" {
			t.Fatal("it does not begin")
		}
		if !pr.dial(newLandline, d.Calling.Free) {
			t.Fatal("not received")
		}
		line := next(t, events)
		for line == ":" || line == "data: waits" {
			line = next(t, events)
		}
		if line != "data: came" {
			t.Errorf("%q", line)
		}
	})
}
