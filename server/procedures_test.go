package main

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/member"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// walk is how a procedure is gone through: what is filled in, what the sheet says of it, and what stands where the fact shows, at once and
// once the issuer has done its part.
type walk struct {
	key    string
	fields []string
	sheet  string // among the sheet's values
	now    string // among what the procedure's own screen says stands, at once; empty: nothing changes yet
	path   string // another screen on which the fact shows
	shows  string // there
	later  string // among what stands after the card system has gone on
}

var walks = []walk{
	{key: "lock", fields: []string{"abroad", "true", "cash", "true", "until", "2026-12-24"}, sheet: "海外でのご利用・キャッシング", now: "海外でのご利用・キャッシング"},
	{key: "lost", fields: []string{"how", "stolen", "on", "2026-11-22", "place", "渋谷駅", "replace", "true"}, sheet: "盗まれた", now: "届け出済み（カードは止まっています）", later: "発送しました"},
	{key: "reissue", fields: []string{"why", "unreadable"}, sheet: "読み取れない", now: "受け付けました", later: "発送しました"},
	{key: "address", fields: []string{"postal", "５３０－０００１", "prefecture", "27", "city", "大阪市北区", "street", "梅田1-2-3", "building", "あおばビル501"}, sheet: "530-0001", now: "大阪府****"},
	{key: "phone", fields: []string{"phone", "070-9999-1234"}, sheet: "070-9999-1234", now: "070-****-1234", path: "/settings", shows: "070-****-1234"},
	{key: "email", fields: []string{"email", "atarashii@mail.example.org"}, sheet: "atarashii@mail.example.org", now: "a***@mail.example.org", path: "/settings", shows: "a***@mail.example.org"},
	{key: "bank", sheet: "金融機関の画面でご確認いただく口座"},
	{key: "pin", sheet: "****", now: "受け付けました（2026年11月", later: "発送しました"},
	{key: "paper", fields: []string{"paper", "paper"}, sheet: "発行手数料 月110円", now: "郵送"},
	{key: "family", fields: []string{"name", "見本 太郎", "kana", "みほん　たろう", "roman", "taro mihon", "birth_date", "2000/04/01", "relation", "child"}, sheet: "TARO MIHON", now: "受け付けました"},
	{key: "etc", sheet: "****", now: "受け付けました", later: "発送しました"},
	{key: "points", fields: []string{"points", "step"}, sheet: "ポイント", now: "次回のお支払いに充てる予定"},
	{key: "leave", fields: []string{"why", "unused"}, sheet: "このカードと、家族カード・ETCカード、ポイント、毎月の継続払い"},
}

// openTo is an ordinary member to whom a procedure is open and whom no walk has used, with a session, and the demo card.
func (pr *program) openTo(asJSON bool, key string, used map[int]bool) (*person, sandbox.DemoCard) {
	pr.t.Helper()
	for n := range 100 {
		c := pr.sandbox.Member(n)
		if used[n] || !pr.sandbox.Registers(n) || c.Mobile == "" {
			continue
		}
		of, login := pr.sandbox.Seeded(n), fmt.Sprintf("walker%02d", n)
		if err := pr.flows.Seed(pr.t.Context(), registration.Seeded{
			CardRef: of.CardRef, AccountRef: of.AccountRef, Last4: of.Last4, Brand: string(of.Brand), Email: of.Email, Login: login, Password: "Walker-2026-card",
		}); err != nil {
			pr.t.Fatal(err)
		}
		who := pr.inside(asJSON, login, "Walker-2026-card")
		if data[wire.Procedure](who, "/menu/"+key).Not == "" {
			used[n] = true
			return who, c
		}
	}
	pr.t.Fatalf("%s is open to no member", key)
	return nil, sandbox.DemoCard{}
}

// asksFor fills in a procedure and goes as far as its sheet, past the code of a new contact.
func (p *person) asksFor(key string, fields ...string) string {
	p.t.Helper()
	d := data[wire.Procedure](p, "/menu/"+key)
	send := func(more ...string) answer { return p.post("/menu/"+key, append(p.hidden("/menu/"+key), more...)...) }
	for i, v := range fields {
		if v == "step" {
			fields = slices.Clone(fields)
			fields[i] = fmt.Sprint(d.Fields[0].Step)
		}
	}
	a := send(fields...)
	if row, _ := procedure.Find(key); row.Confirms != "" {
		p.want(a, 303, "/menu/"+key)
		if d := data[wire.Procedure](p, "/menu/"+key); len(d.Fields) != 1 || d.Fields[0].Kind != form.Code {
			p.t.Fatalf("%s asks for no code: %+v", key, d.Fields)
		}
		a = send("code", p.passcode(fields[1]))
	}
	if a.status != 303 || !strings.HasPrefix(a.to, "/orders/") {
		p.t.Fatalf("%s: %d to %q %.400s", key, a.status, a.to, a.body)
	}
	return a.to
}

var hiddenInput = regexp.MustCompile(`<input[^>]* type="hidden"[^>]*>`)

// hidden are what the form of a page sends by itself, as its HTML has it.
func (p *person) hidden(path string) (out []string) {
	p.t.Helper()
	page := p.do("GET", path, nil, "Accept", "text/html").body
	_, page, found := strings.Cut(page, `id="form"`)
	if !found {
		p.t.Fatalf("%s has no form", path)
	}
	page, _, _ = strings.Cut(page, "</form>")
	for _, in := range hiddenInput.FindAllString(page, -1) {
		name := regexp.MustCompile(` name="([^"]*)"`).FindStringSubmatch(in)
		value := regexp.MustCompile(` value="([^"]*)"`).FindStringSubmatch(in)
		out = append(out, name[1], value[1])
	}
	return out
}

// goesOn agrees to an order's sheet, and proves it where that is asked for.
func (p *person) goesOn(at, mobile string) {
	p.t.Helper()
	a := p.agrees(at)
	if a.status == 303 && a.to == at {
		return
	}
	p.want(a, 303, "/prove/verify")
	if data[wire.Verify](p, "/prove/verify").Channel == "" {
		p.want(p.post("/prove/send", "channel", "sms"), 303, "/prove/verify")
	}
	p.want(p.post("/prove/verify", "passcode", p.passcode(mobile)), 303, at)
}

func valuesOf(lines []wire.Line) (out []string) {
	for _, l := range lines {
		out = append(out, l.Value)
	}
	return out
}

func says(lines []wire.Line, part string) bool {
	return slices.ContainsFunc(lines, func(l wire.Line) bool { return strings.Contains(l.Label+" "+l.Value, part) })
}

func TestEveryProcedureGoesFromItsFormToTheChangedFact(t *testing.T) {
	for _, row := range procedure.Rows() {
		if row.Order != "" && !slices.ContainsFunc(walks, func(w walk) bool { return w.key == row.Key }) {
			t.Errorf("%s is walked by no test", row.Key)
		}
	}
	onEach(t, func(t *testing.T, pr *program) {
		used := map[int]bool{}
		for _, asJSON := range []bool{true, false} {
			for _, w := range walks {
				p, c := pr.openTo(asJSON, w.key, used)
				before := data[wire.Procedure](p, "/menu/"+w.key)
				at := p.asksFor(w.key, w.fields...)
				o := data[wire.Order](p, at)
				if o.State != "drafted" || !says(o.Lines, w.sheet) || o.Back != "/menu/"+w.key || o.Title != before.Title {
					t.Fatalf("%s: the sheet says %+v", w.key, o)
				}
				if now := data[wire.Procedure](p, "/menu/"+w.key); w.now != "" && says(now.Now, w.now) {
					t.Errorf("%s: %q stands before anything is confirmed", w.key, w.now)
				}
				p.goesOn(at, c.Mobile)
				if o = data[wire.Order](p, at); o.State != "concluded" || o.Number == "" {
					t.Fatalf("%s: %+v", w.key, o)
				}
				if n := data[wire.Inbox](p, "/inbox").Notices; len(n) == 0 || n[0].Kind != "order" {
					t.Errorf("%s: no receipt in the inbox: %+v", w.key, n)
				}
				if list := data[wire.Orders](p, "/orders").Orders; len(list) == 0 || list[0].ID != o.ID {
					t.Errorf("%s is not among the orders", w.key)
				}
				if w.key == "leave" {
					pr.left(p, at)
					continue
				}
				if w.key == "bank" {
					pr.atTheBank(p, o, before)
					continue
				}
				now := data[wire.Procedure](p, "/menu/"+w.key)
				if w.now != "" && (!says(now.Now, w.now) || slices.Equal(valuesOf(now.Now), valuesOf(before.Now))) {
					t.Errorf("%s: stands %q, want %q", w.key, valuesOf(now.Now), w.now)
				}
				if w.path != "" {
					if page := p.do("GET", w.path, nil, "Accept", "text/html").body; !strings.Contains(page, w.shows) {
						t.Errorf("%s: %s does not show %q", w.key, w.path, w.shows)
					}
				}
				if w.later != "" {
					pr.clock.turn(15 * time.Second)
					if now := data[wire.Procedure](p, "/menu/"+w.key); !says(now.Now, w.later) {
						t.Errorf("%s: later %q, want %q", w.key, valuesOf(now.Now), w.later)
					}
				}
			}
		}
	})
}

// atTheBank goes on to the bank's page and comes back.
func (pr *program) atTheBank(p *person, o wire.Order, before wire.Procedure) {
	p.t.Helper()
	if o.Stage != "received" || !strings.HasPrefix(o.Page, "/dev/bank?") {
		p.t.Fatalf("nothing leads to the bank: %+v", o)
	}
	u := p.address(o.Page)
	p.want(p.get(o.Page), 200, "")
	if a := p.post("/dev/bank", "for", u.Query().Get("for"), "order", "nothing", "bank", "1"); a.status != 400 {
		p.t.Errorf("another order is confirmed: %d", a.status)
	}
	p.want(p.post("/dev/bank", "for", u.Query().Get("for"), "order", u.Query().Get("order"), "bank", "1"), 303, "/orders/"+o.ID)
	if o := data[wire.Order](p, "/orders/"+o.ID); o.Stage != "completed" {
		p.t.Errorf("confirmed by the bank it is %s", o.Stage)
	}
	now := data[wire.Procedure](p, "/menu/bank").Now
	if slices.Equal(valuesOf(now), valuesOf(before.Now)) {
		p.t.Errorf("the account is still %q", valuesOf(now))
	}
}

// left is a member whose only card's account is closed: an hour later nothing but audit and receipts is left of them.
func (pr *program) left(p *person, at string) {
	p.t.Helper()
	who, of := p.who()
	if _, ok, err := pr.db.Member().Session(context.Background(), who.Member, who.Session); err != nil || !ok {
		p.t.Fatal("the receipt cannot be read")
	}
	if err := pr.members.Leavers(context.Background()); err != nil {
		p.t.Fatal(err)
	}
	p.want(p.get(at), 200, "")
	pr.clock.turn(member.LeaveAfter / 2)
	p.want(p.get(at), 200, "") // keeps the session
	pr.clock.turn(member.LeaveAfter / 2)
	if err := pr.members.Leavers(context.Background()); err != nil {
		p.t.Fatal(err)
	}
	if a := p.get(at); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/login") {
		p.t.Errorf("still inside: %d %s", a.status, a.to)
	}
	pr.clock.turn(25 * time.Hour) // the flow that proved it, and its passcode, go as all of them do
	if err := pr.sweep(context.Background()); err != nil {
		p.t.Fatal(err)
	}
	for table, rows := range pr.rows(p.t) {
		for _, r := range rows {
			if (strings.Contains(r, who.Member) || strings.Contains(r, of.Card)) && table != "audit" && table != "orders" {
				p.t.Errorf("%s still holds %s", table, r)
			}
		}
	}
	if err := pr.members.Leavers(context.Background()); err != nil { // again there is nothing to do
		p.t.Error(err)
	}
}

// readsProcedures opens each procedure, sends it empty and wrong, and goes as far as the sheet or the code where little is asked for.
func (p *person) readsProcedures() {
	p.t.Helper()
	for _, row := range procedure.Rows() {
		path := "/menu/" + row.Key
		p.want(p.get(path), 200, "")
		p.post(path, "procedure", row.Key, "points", "1")
		p.post(path, "procedure", row.Key)
		if d := data[wire.Procedure](p, path); d.Button != "" && len(d.Fields) > 0 {
			key := []string{"procedure", row.Key, "key", d.Page}
			for _, f := range d.Fields {
				switch f.Kind {
				case form.Box:
					p.post(path, append(key, f.Name, "true")...)
				case form.Pick, form.Choose:
					p.post(path, append(key, f.Name, f.Choices[0].Value)...)
				default:
					p.post(path, append(key, f.Name, "x x 1")...)
				}
			}
		}
	}
	for key, fields := range map[string][]string{"phone": {"phone", "070-9999-1234"}, "email": {"email", "new@mail.example.org"}, "lock": {"all", "true"}, "pin": nil, "paper": {"paper", "paper"}} {
		a := p.post("/menu/"+key, append([]string{"procedure", key, "key", data[wire.Procedure](p, "/menu/"+key).Page}, fields...)...)
		if a.status != 303 {
			p.t.Errorf("%s: %d %.300s", key, a.status, a.body)
			continue
		}
		p.want(p.get(a.to), 200, "")
		if key == "phone" {
			p.post("/menu/phone", "procedure", "phone", "key", "0123456789abcdef0123456789abcdef", "code", "000000")
			p.get("/menu/phone?other")
			d := p.awaits(newLandline)
			p.called(d) // before the call
		}
	}
	p.get("/menu/notices?done=wishes")
}

func TestAProcedureIsHeldToItsRowAndToWhatTheIssuerOffers(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
			page := func(key string) string { return data[wire.Procedure](p, "/menu/"+key).Page }
			if a := p.get("/menu/nothing"); a.status != 404 {
				t.Errorf("an unknown procedure: %d", a.status)
			}
			long := strings.Repeat("長", 200)
			for name, c := range map[string]struct {
				key    string
				fields []string
				status int
				want   string // a problem; empty: any
			}{
				"an unknown one":              {"nothing", []string{"procedure", "lock", "key", page("lock"), "all", "true"}, 404, ""},
				"another's name":              {"address", []string{"procedure", "lock", "key", page("address"), "all", "true"}, 400, ""},
				"no name":                     {"address", nil, 422, ":field.foreign"},
				"fields of another":           {"lock", []string{"procedure", "lock", "key", page("lock"), "all", "true", "points", "100"}, 422, ":field.foreign"},
				"too long":                    {"address", []string{"procedure", "address", "key", page("address"), "postal", "1500001", "prefecture", "13", "city", long, "street", "1"}, 422, "city:field.long"},
				"no such day":                 {"lost", []string{"procedure", "lost", "key", page("lost"), "how", "lost", "on", "2026-02-30"}, 422, "on:field.day"},
				"a day ahead":                 {"lost", []string{"procedure", "lost", "key", page("lost"), "how", "lost", "on", "2026-12-30"}, 422, "on:field.late"},
				"a key that no page has":      {"lock", []string{"procedure", "lock", "key", "x", "all", "true"}, 400, ""},
				"what is so already":          {"lock", []string{"procedure", "lock", "key", page("lock")}, 422, ":procedure.same"},
				"points beyond what there is": {"points", []string{"procedure", "points", "key", page("points"), "points", "99999900"}, 422, "points:field.amount"},
				"negative points":             {"points", []string{"procedure", "points", "key", page("points"), "points", "-500"}, 422, ""},
				"a code that nobody sent":     {"phone", []string{"procedure", "phone", "key", page("phone"), "code", "123456"}, 422, "code:passcode.dead"},
				"words without a form":        {"complaint", []string{"procedure", "complaint", "key", "0123456789abcdef0123456789abcdef"}, 400, ""},
			} {
				a := p.post("/menu/"+c.key, c.fields...)
				if a.status != c.status || asJSON && c.want != "" && !slices.Contains(a.problems(), c.want) {
					t.Errorf("%s: %d %v, want %d %s", name, a.status, a.problems(), c.status, c.want)
				}
			}
			if list := data[wire.Orders](p, "/orders").Orders; len(list) != 0 {
				t.Errorf("ordered all the same: %+v", list)
			}
			stranger := pr.person(asJSON)
			if a := stranger.post("/menu/lock", "procedure", "lock", "key", page("lock"), "all", "true"); a.status != 303 || !strings.HasPrefix(a.to, "/login") {
				t.Errorf("without a login: %d %s", a.status, a.to)
			}
		}
	})
}

// While a letter with the PIN is under way the screen says so and takes no other order, before anybody proves anything; once it has come it does.
func TestASecondPINIsNotOfferedWhileOneIsUnderWay(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.openTo(false, "pin", map[int]bool{})
		fields := append(p.hidden("/menu/pin"), "procedure", "pin")
		inAnotherTab := p.hidden("/menu/pin")
		p.goesOn(p.asksFor("pin"), c.Mobile)
		for lang, want := range map[string]text.Message{"ja": text.PINHave, "en": text.PINHave} {
			page := p.do("GET", "/menu/pin", nil, "Accept", "text/html", "Accept-Language", lang).body
			if !strings.Contains(page, html.EscapeString(want.In(text.Lang(lang)))) || strings.Contains(page, text.ProcNext.In(text.Lang(lang))) {
				t.Errorf("%s: the screen says %.3000s", lang, page)
			}
		}
		for _, again := range [][]string{fields, inAnotherTab} {
			if a := p.post("/menu/pin", again...); a.status != 422 || !strings.Contains(a.body, text.PINHave.JA) {
				t.Errorf("taken a second time: %d to %q %.400s", a.status, a.to, a.body)
			}
		}
		if list := data[wire.Orders](p, "/orders").Orders; len(list) != 1 {
			t.Errorf("ordered: %+v", list)
		}
		pr.clock.turn(15 * time.Second)
		if d := data[wire.Procedure](p, "/menu/pin"); d.Not != text.PINHave.JA || d.Button != "" || !says(d.Now, "発送しました") {
			t.Errorf("shipped: %+v", d)
		}
		pr.clock.turn(15 * time.Second)
		if d := data[wire.Procedure](p, "/menu/pin"); d.Not != "" || d.Button == "" || !says(d.Now, text.ProcNone.JA) {
			t.Errorf("it has come: %+v", d)
		}
		if at := p.asksFor("pin"); data[wire.Order](p, at).State != "drafted" {
			t.Errorf("another one goes to %s", at)
		}
	})
}

func TestACardThatMayBeInOthersHandsIsStoppedByOnePressAndOpenedWithProof(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.openTo(true, "lost", map[int]bool{})
		d := data[wire.Procedure](p, "/menu/lost")
		if d.First == nil || d.First.Procedure != "lock" || d.Call == nil {
			t.Fatalf("%+v", d)
		}
		var press []string
		for name, v := range d.First.Hidden {
			press = append(press, name, v)
		}
		a := p.post("/menu/lock", press...)
		if o := data[wire.Order](p, a.to); o.State != "concluded" || !says(o.Lines, "すべてのご利用") {
			t.Errorf("%+v", o)
		}
		if again := p.post("/menu/lock", press...); again.status != 422 && again.to != a.to {
			t.Errorf("pressed twice: %d %s", again.status, again.to)
		}
		if d := data[wire.Procedure](p, "/menu/lost"); d.First != nil || d.Done == "" {
			t.Errorf("the report does not know: %+v", d)
		}
		// off again: by proof alone
		at := p.asksFor("lock", "online", "true")
		if o := data[wire.Order](p, at); !o.Proof {
			t.Error("a lock is loosened without proof")
		}
		if a := p.post(at); a.to != "/prove/verify" {
			t.Errorf("confirmed it goes to %q", a.to)
		}
		p.passcode(c.Mobile) // has arrived before the next one is sent
		if d := data[wire.Procedure](p, "/menu/lock"); !says(d.Now, "すべてのご利用") {
			t.Error("opened without proof")
		}
		p.goesOn(p.asksFor("lock", "online", "true"), c.Mobile)
		if d := data[wire.Procedure](p, "/menu/lock"); !says(d.Now, "インターネットでのご利用") {
			t.Errorf("%+v", d.Now)
		}
		// with "now" nothing is loosened
		a = p.post("/menu/lock", "procedure", "lock", "key", data[wire.Procedure](p, "/menu/lock").Page, "now", "true", "cash", "true")
		if o := data[wire.Order](p, a.to); o.State != "confirmed" && o.State != "drafted" {
			t.Errorf("loosened by one press: %+v", o)
		}
	})
}

func TestTheHolderOfAFamilyCardOrdersWhatConcernsThemAlone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("family")
		p.registered(c, c.Mobile)
		p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
		open := []string{"lock", "lost", "reissue", "phone", "email", "pin", "notices", "complaint"}
		for _, row := range procedure.Rows() {
			d := data[wire.Procedure](p, "/menu/"+row.Key)
			if may := slices.Contains(open, row.Key); may != (d.Not == "") {
				t.Errorf("%s: %q", row.Key, d.Not)
			} else if !may {
				if d.Button != "" || row.Key != "leave" && d.Not != text.ProcFamily.JA {
					t.Errorf("%s says %q", row.Key, d.Not)
				}
				if a := p.post("/menu/"+row.Key, "procedure", row.Key, "key", "0123456789abcdef0123456789abcdef"); a.status != 422 {
					t.Errorf("%s is taken from a family card: %d", row.Key, a.status)
				}
			}
		}
	})
}

func TestNoticesReachAMemberAsTheyWish(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		who, _ := p.who()
		wishes := func() map[member.Wish]member.Ways {
			w, err := pr.members.Wishes(context.Background(), who.Member)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		if w := wishes(); w[member.WishUses] != (member.Ways{}) || w[member.WishAmount] != (member.Ways{Mail: true}) {
			t.Errorf("at first: %+v", w)
		}
		d := data[wire.Procedure](p, "/menu/notices")
		if d.Values["amount_mail"] != "true" || d.Values["uses_mail"] != "" || len(d.Fields) != 6 {
			t.Errorf("%+v", d)
		}
		p.want(p.post("/menu/notices", "procedure", "notices", "key", d.Page, "uses_sms", "true", "orders_mail", "true"), 303, "/menu/notices?done=wishes")
		if w := wishes(); w[member.WishUses] != (member.Ways{SMS: true}) || w[member.WishAmount] != (member.Ways{}) || w[member.WishOrders] != (member.Ways{Mail: true}) {
			t.Errorf("chosen: %+v", w)
		}
		if d := data[wire.Procedure](p, "/menu/notices"); d.Values["uses_sms"] != "true" || d.Values["amount_mail"] != "" {
			t.Errorf("%+v", d.Values)
		}
	})
}

func TestACardSystemThatIsAwayTakesNoProcedureAndSaysSo(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		pr.pages.Account.Issuer = silent{}
		if a := p.get("/menu/lock"); a.status != 503 || !strings.Contains(a.body, "混み合って") {
			t.Errorf("%d %s", a.status, a.body)
		}
		if a := p.get("/menu/complaint"); a.status != 200 {
			t.Errorf("words need no card system: %d", a.status)
		}
	})
}

type silent struct{ issuer.Issuer }

func (silent) Services(context.Context, string) (issuer.Services, error) {
	return issuer.Services{}, issuer.ErrUnavailable
}
