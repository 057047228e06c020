package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"mime/multipart"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	lending "netanswer/shared/borrowing"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// lends is a card system that offers what the test says and takes what is ordered of it.
type lends struct {
	issuer.Issuer
	*takes
	cash  issuer.CashOffer
	limit issuer.LimitOffer
}

func (l *lends) CashOffer(context.Context, string) (issuer.CashOffer, error) { return l.cash, nil }

func (l *lends) LimitOffer(context.Context, string) (issuer.LimitOffer, error) { return l.limit, nil }

func (l *lends) Order(ctx context.Context, ref string, o issuer.Order) (issuer.Outcome, error) {
	return l.takes.Order(ctx, ref, o)
}

func (l *lends) Outcome(ctx context.Context, ref, key string) (issuer.Outcome, error) {
	return l.takes.Outcome(ctx, ref, key)
}

func (l *lends) Cancel(ctx context.Context, ref, key string) (issuer.Outcome, error) {
	return l.takes.Cancel(ctx, ref, key)
}

func (l *lends) PaymentOffers(ctx context.Context, ref string) (issuer.PaymentOffers, error) {
	return l.Issuer.PaymentOffers(ctx, ref)
}

func (l *lends) Services(ctx context.Context, ref string) (issuer.Services, error) {
	return l.Issuer.Services(ctx, ref)
}

func (l *lends) Events(ctx context.Context, after string) ([]issuer.Event, error) {
	return l.Issuer.Events(ctx, after)
}

// lending has the program's card system lend, and take applications.
func (p *program) lending() *lends {
	today := japan.DateOf(p.clock.now())
	l := &lends{
		Issuer: p.pages.Account.Issuer, takes: &takes{now: p.clock.now, done: map[string]issuer.Outcome{}},
		cash: issuer.CashOffer{
			Least: 10_000, Most: 150_000, Step: 10_000, Bank: "MIHON BANK ***1234", Arrives: today, Until: p.clock.now().Add(time.Hour), Limit: 200_000, MostLimit: 900_000, LimitStep: 100_000,
			Once: issuer.Terms{Version: "once-1", Rate: 1800}, Revolving: issuer.Terms{Version: "revolving-1", Rate: 1800, Steps: []issuer.Step{{Pay: 10_000}}},
			ProofAbove: 500_000, ProofWith: 1_000_000, IncomePart: 3,
		},
		limit: issuer.LimitOffer{
			Limit: 800_000, Temporary: 1_600_000, Lasting: 1_300_000, Step: 100_000, LongestDays: 90, Ahead: 60, Purposes: []string{"travel", "other"}, ProofAbove: 1_000_000, LeastLimit: 100_000,
		},
	}
	p.pages.Account.Issuer, p.pages.Orders.Issuer = l, l
	return l
}

// within is a person who is logged in at the sandbox's first account.
func (p *program) within(asJSON bool) *person {
	one := p.person(asJSON)
	one.want(one.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
	return one
}

func TestACashAdvanceIsReckonedBeforeAnythingIsSent(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.lending()
		p := pr.within(false)
		today := japan.DateOf(pr.clock.now())
		debit := money.DebitDay(money.CashMonth(today))
		interest := money.Yen(50_000 * 1800 * money.Days(today, debit) / (365 * 10_000))
		page := p.want(p.get("/cashing?amount=50000&way=once"), 200, "").body
		for _, says := range []string{"150,000", interest, money.Yen(50_000 + 50_000*1800*money.Days(today, debit)/(365*10_000)), "MIHON BANK ***1234", "18.0%", `datetime="` + debit.String() + `"`} {
			if !strings.Contains(page, says) {
				t.Errorf("50,000 yen at once: the page lacks %q", says)
			}
		}
		page = p.want(p.get("/cashing?amount=5%E4%B8%87&way=revolving"), 200, "").body // 5万
		if n := strings.Count(page, `<th scope="row"`); n != 5 || !strings.Contains(page, "1回払いより") {
			t.Errorf("50,000 yen by the month: %d payments", n)
		}
		if page = p.want(p.get("/cashing"), 200, "").body; strings.Contains(page, "<table") || strings.Count(page, `checked`) != 1 || !strings.Contains(page, `formmethod="get"`) {
			t.Error("something is reckoned that nobody asked for, or nothing can be")
		}
		for query, key := range map[string]string{
			"amount=15000&way=once": "amount:yen.steps", "amount=160000&way=once": "amount:yen.steps", "amount=0&way=once": "amount:yen.steps", "amount=-50000&way=once": "amount:yen.wrong",
			"amount=&way=once": "amount:yen.empty", "amount=50000&way=later": "way:cash.way", "amount=1e5&way=once": "amount:yen.wrong",
		} {
			if a := p.get("/cashing?" + query); a.status != 422 || !strings.Contains(a.body, `aria-invalid="true"`) && !strings.Contains(query, "later") {
				t.Errorf("%s: %d", query, a.status)
			}
			if a := p.do("GET", "/cashing?"+query, nil, "Accept", "application/json"); a.status != 422 || strings.Join(a.problems(), " ") != key {
				t.Errorf("%s: %d %v", query, a.status, a.problems())
			}
		}
	})
}

func TestACashAdvanceIsDraftedAsItWasShown(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		l := pr.lending()
		for _, asJSON := range []bool{false, true} {
			p := pr.within(asJSON)
			d := data[wire.Cashing](p, "/cashing")
			form := []string{"amount", "50000", "way", "once", "terms", d.Terms, "key", d.Key}
			a := p.post("/cashing", form...)
			if a.status != 303 || !strings.HasPrefix(a.to, "/orders/") {
				t.Fatalf("%d %s %s", a.status, a.to, a.body)
			}
			if again := p.post("/cashing", form...); again.to != a.to {
				t.Errorf("posted twice it is two orders: %s, %s", a.to, again.to)
			}
			o := data[wire.Order](p, a.to)
			lines := fmt.Sprint(o.Lines)
			for _, says := range []string{"50,000円", "1回払い", "18.0%", "MIHON BANK ***1234", "返済日", "遅延損害金"} {
				if !strings.Contains(lines, says) && says != "返済日" {
					t.Errorf("the sheet lacks %s: %s", says, lines)
				}
			}
			if o.Kind != "borrow_cash" || !o.Proof || o.Back != "/cashing" || len(l.did) > 0 {
				t.Errorf("%+v; ordered already: %d", o, len(l.did))
			}
			with := func(kv ...string) []string { // the last of a name counts
				return append(append([]string{}, form...), kv...)
			}
			for what, c := range map[string]struct {
				fields []string
				status int
				key    string
			}{
				"off the steps":    {with("amount", "55000"), 422, "amount:yen.steps"},
				"negative":         {with("amount", "-50000"), 422, "amount:yen.wrong"},
				"full-width minus": {with("amount", "－５００００"), 422, "amount:yen.wrong"},
				"beyond the limit": {with("amount", "160000"), 422, "amount:yen.steps"},
				"far beyond":       {with("amount", "99999999999999999999"), 422, "amount:yen.wrong"},
				"no way":           {with("way", ""), 422, "way:cash.way"},
				"another way":      {with("way", "bonus"), 422, "way:cash.way"},
				"no page":          {with("key", ""), 422, ":page.old"},
				"a made-up page":   {with("key", "../../etc/passwd"), 422, ":page.old"},
				"stale terms":      {with("terms", "once-0 revolving-1"), 409, ""},
				"no terms":         {with("terms", ""), 409, ""},
			} {
				a := p.post("/cashing", c.fields...)
				if a.status != c.status {
					t.Errorf("%s: %d %s", what, a.status, a.to)
				}
				if asJSON && c.key != "" && strings.Join(a.problems(), " ") != c.key {
					t.Errorf("%s: %v", what, a.problems())
				}
			}
			l.cash.Revolving = issuer.Terms{}
			if a := p.post("/cashing", with("way", "revolving", "terms", "once-1 ")...); a.status != 422 {
				t.Errorf("by the month where that is not offered: %d", a.status)
			}
			l.cash.Revolving = issuer.Terms{Version: "revolving-1", Rate: 1800, Steps: []issuer.Step{{Pay: 10_000}}}
		}
	})
}

func TestWhoMayNotBorrowIsToldKindlyAndCannot(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		l := pr.lending()
		p := pr.within(false)
		key := data[wire.Cashing](p, "/cashing").Key
		for why, says := range map[string]text.Message{
			"minor": text.CashMinor, "student": text.CashStudent, "arrears": text.CashArrears, "limit": text.CashLimit, "family": text.CashFamily, "not_agreed": text.CashAgreed, "locked": text.CashLocked,
		} {
			l.cash.Why = why
			page := p.want(p.get("/cashing?amount=50000&way=once"), 200, "").body
			if !strings.Contains(page, says.JA) || strings.Contains(page, `name="amount"`) {
				t.Errorf("%s: it is not said, or there is a form", why)
			}
			if own := strings.Contains(page, `id="own-h"`); own == (why == "family") {
				t.Errorf("%s: own limit %t", why, own)
			}
			p.want(p.post("/cashing", "amount", "50000", "way", "once", "terms", "once-1 revolving-1", "key", key), 303, "/cashing")
		}
		if list := data[wire.Orders](p, "/orders").Orders; len(list) > 0 {
			t.Errorf("ordered all the same: %v", list)
		}
	})
}

func TestALimitIsLoweredAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		l := pr.lending()
		p := pr.within(true)
		for _, c := range []struct {
			of, limit, key string
		}{
			{"cash", "0", ""}, {"cash", "10万", ""}, {"cash", "200000", "limit:lower.steps"}, {"cash", "50000", "limit:lower.steps"}, {"cash", "-1", "limit:yen.wrong"}, {"cash", "", "limit:yen.empty"},
			{"shopping", "100000", ""}, {"shopping", "700000", ""}, {"shopping", "0", "limit:lower.steps"}, {"shopping", "800000", "limit:lower.steps"}, {"shopping", "150000", "limit:lower.steps"},
			{"another", "100000", ":page.old"},
		} {
			key := data[wire.Lower](p, "/limit/lower?of="+c.of).Key
			a := p.post("/limit/lower", "of", c.of, "limit", c.limit, "key", key)
			if c.key != "" {
				if a.status != 422 || strings.Join(a.problems(), " ") != c.key {
					t.Errorf("%s to %s: %d %v", c.of, c.limit, a.status, a.problems())
				}
				continue
			}
			if a.status != 303 {
				t.Fatalf("%s to %s: %d %s", c.of, c.limit, a.status, a.body)
			}
			o := data[wire.Order](p, a.to)
			if o.Proof || len(o.Documents) > 0 {
				t.Errorf("%s to %s asks for more than a button: %+v", c.of, c.limit, o)
			}
			before := len(l.did)
			p.want(p.post(a.to), 303, a.to)
			if len(l.did) != before+1 {
				t.Fatalf("%s to %s: not done", c.of, c.limit)
			}
			n := l.did[before].LowerLimit
			if c.of == "cash" {
				n = l.did[before].LowerCash
			}
			if want, _ := form.Yen(c.limit); n == nil || n.Limit != want {
				t.Errorf("%s to %s: %+v", c.of, c.limit, l.did[before])
			}
		}
	})
}

type upload struct {
	name string
	data []byte
}

// uploads posts a form with files as browsers do.
func (p *person) uploads(path string, files []upload, kv ...string) answer {
	p.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(kv); i += 2 {
		w.WriteField(kv[i], kv[i+1])
	}
	for _, f := range files {
		part, _ := w.CreateFormFile("files", f.name)
		part.Write(f.data)
	}
	w.Close()
	return p.request("POST", path, &b, "Content-Type", w.FormDataContentType())
}

func aPicture(side int) []byte {
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, side, side)))
	return b.Bytes()
}

func TestAHigherLimitIsAppliedForWithWhatTheLawAsks(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		l := pr.lending()
		picture := aPicture(64)
		for _, asJSON := range []bool{false, true} {
			p := pr.within(asJSON)
			fields := func(of string, kv ...string) []string {
				all := map[string]string{
					"of": of, "term": "lasting", "limit": "900000", "purpose": "travel", "income": "420万", "employer": "みほん商事", "debts": "0", "consent": "true",
					"key": data[wire.Raise](p, "/limit/raise?of="+of).Key, "from": "", "until": "",
				}
				for i := 0; i < len(kv); i += 2 {
					all[kv[i]] = kv[i+1]
				}
				var out []string
				for k, v := range all {
					out = append(out, k, v)
				}
				return out
			}
			today := japan.DateOf(pr.clock.now())
			for what, c := range map[string]struct {
				of    string
				files []upload
				kv    []string
				key   string
			}{
				"lasting":                       {"shopping", nil, nil, ""},
				"with proof":                    {"shopping", []upload{{"源泉徴収票.png", picture}}, []string{"limit", "1300000"}, ""},
				"for a time":                    {"shopping", nil, []string{"term", "temporary", "limit", "1000000", "from", today.String(), "until", today.AddDays(89).String()}, ""},
				"of cash":                       {"cash", nil, []string{"limit", "500000"}, ""},
				"no proof where it is asked":    {"shopping", nil, []string{"limit", "1100000"}, "files:raise.proof"},
				"of cash, no proof":             {"cash", nil, []string{"limit", "600000"}, "files:raise.proof"},
				"of cash, with debts, no proof": {"cash", nil, []string{"limit", "500000", "debts", "60万", "income", "900万"}, "files:raise.proof"},
				"beyond a third of the income":  {"cash", nil, []string{"limit", "500000", "income", "120万"}, "limit:raise.income.part"},
				"and with debts":                {"cash", nil, []string{"limit", "300000", "debts", "20万", "income", "140万"}, "limit:raise.income.part"},
				"no more than now":              {"shopping", nil, []string{"limit", "800000"}, "limit:raise.steps"},
				"more than offered":             {"shopping", []upload{{"a.png", picture}}, []string{"limit", "1400000"}, "limit:raise.steps"},
				"off the steps":                 {"shopping", nil, []string{"limit", "950000"}, "limit:raise.steps"},
				"negative":                      {"shopping", nil, []string{"limit", "-900000"}, "limit:yen.wrong"},
				"another purpose":               {"shopping", nil, []string{"purpose", "gambling"}, "purpose:raise.purpose"},
				"no purpose":                    {"shopping", nil, []string{"purpose", ""}, "purpose:raise.purpose"},
				"another term":                  {"shopping", nil, []string{"term", "eternal"}, "term:raise.term"},
				"cash for a time":               {"cash", nil, []string{"term", "temporary", "limit", "300000", "from", today.String(), "until", today.String()}, "term:raise.term"},
				"from a day that is past":       {"shopping", nil, []string{"term", "temporary", "from", today.AddDays(-1).String(), "until", today.String()}, "from:raise.from"},
				"from no day":                   {"shopping", nil, []string{"term", "temporary", "from", "2026-02-30", "until", today.String()}, "from:raise.from"},
				"until before it begins":        {"shopping", nil, []string{"term", "temporary", "from", today.AddDays(2).String(), "until", today.String()}, "until:raise.until"},
				"for too long":                  {"shopping", nil, []string{"term", "temporary", "from", today.String(), "until", today.AddDays(90).String()}, "until:raise.long"},
				"too far ahead":                 {"shopping", nil, []string{"term", "temporary", "from", today.AddDays(61).String(), "until", today.AddDays(62).String()}, "from:raise.ahead"},
				"no consent":                    {"shopping", nil, []string{"consent", ""}, "consent:raise.consent"},
				"no income":                     {"shopping", nil, []string{"income", ""}, "income:yen.empty"},
				"an employer of pages":          {"shopping", nil, []string{"employer", strings.Repeat("あ", 61)}, "employer:raise.employer.long"},
				"an employer nobody sees":       {"shopping", nil, []string{"employer", "\u202eabc"}, "employer:raise.employer.long"},
				"nobody's limit":                {"nobody", nil, nil, ":page.old"},
				"a file of another type":        {"shopping", []upload{{"a.png", []byte("<svg onload=alert(1)>")}}, nil, "files:upload.type"},
				"a program":                     {"shopping", []upload{{"a.pdf", []byte("MZ\x90\x00")}}, nil, "files:upload.type"},
				"a file too large":              {"shopping", []upload{{"a.png", append(picture[:len(picture):len(picture)], make([]byte, form.MaxUpload)...)}}, nil, "files:upload.large"},
				"a file too many":               {"shopping", []upload{{"a.png", picture}, {"b.png", picture}, {"c.png", picture}, {"d.png", picture}}, nil, "files:upload.many"},
				"an empty file":                 {"shopping", []upload{{"a.png", nil}}, nil, "files:upload.empty"},
			} {
				a := p.uploads("/limit/raise", c.files, fields(c.of, c.kv...)...)
				if c.key != "" {
					if a.status != 422 || asJSON && strings.Join(a.problems(), " ") != c.key {
						t.Errorf("%s: %d %s %v", what, a.status, a.to, a.problems())
					}
					continue
				}
				if a.status != 303 || !strings.HasPrefix(a.to, "/orders/") {
					t.Errorf("%s: %d %s", what, a.status, a.body)
					continue
				}
				if o := data[wire.Order](p, a.to); !o.Proof || o.Kind != map[string]string{"shopping": "raise_limit", "cash": "raise_cash"}[c.of] {
					t.Errorf("%s: %+v", what, o)
				}
			}
			if a := p.post("/limit/raise", fields("shopping")...); a.status != 303 { // a browser that sends no parts
				t.Errorf("without files: %d", a.status)
			}
		}
		for why, says := range map[string]text.Message{"arrears": text.RaiseArrears, "family": text.RaiseFamily, "recent": text.RaiseRecent, "pending": text.RaisePending} {
			p := pr.within(false)
			key := data[wire.Raise](p, "/limit/raise").Key
			if l.limit.Why = why; why == "pending" {
				l.limit.Pending = "0190a0a0-0000-7000-8000-000000000000"
			}
			page := p.want(p.get("/limit/raise"), 200, "").body
			if !strings.Contains(page, says.JA) || strings.Contains(page, `name="income"`) {
				t.Errorf("%s: it is not said, or there is a form", why)
			}
			p.want(p.post("/limit/raise", "of", "shopping", "term", "lasting", "limit", "900000", "purpose", "travel", "income", "1", "employer", "x", "debts", "0", "consent", "true", "key", key), 303, "/limit/raise")
			l.limit.Why, l.limit.Pending = "", ""
		}
	})
}

// The proof of income waits sealed with its order, is handed over whole, and is then nowhere.
func TestProofOfIncomeIsHandedOverAndNotKept(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		l := pr.lending()
		p := pr.within(true)
		picture := aPicture(512)
		a := p.uploads("/limit/raise", []upload{{"kyuyo-meisai.png", picture}, {"two.pdf", []byte("%PDF-1.4\nkyuyo-in-a-pdf\nstartxref\n0\n%%EOF\n")}},
			"of", "shopping", "term", "lasting", "limit", "1300000", "purpose", "travel", "income", "4200000", "employer", "mihon-shoji-kk", "debts", "0", "consent", "true", "key", data[wire.Raise](p, "/limit/raise").Key)
		if a.status != 303 {
			t.Fatal(a.status, a.body)
		}
		if o := data[wire.Order](p, a.to); !strings.Contains(fmt.Sprint(o.Lines), "kyuyo-meisai.png / two.pdf") {
			t.Errorf("%+v", o.Lines)
		}
		everywhere := func(when string) {
			t.Helper()
			if pr.dsn == "" || strings.Contains(pr.dsn, "://") {
				return
			}
			files, _ := filepath.Glob(pr.dsn + "*")
			for _, f := range files {
				raw, _ := os.ReadFile(f)
				for _, clear := range []string{"kyuyo-in-a-pdf", "mihon-shoji-kk", "kyuyo-meisai", string(picture[:40])} {
					if bytes.Contains(raw, []byte(clear)) {
						t.Errorf("%s: %s holds %q", when, filepath.Base(f), clear)
					}
				}
			}
			if log := pr.log.String(); strings.Contains(log, "kyuyo") || strings.Contains(log, "mihon-shoji") {
				t.Errorf("%s: the log holds it", when)
			}
		}
		everywhere("drafted")
		who, _ := p.who()
		id := strings.TrimPrefix(a.to, "/orders/")
		sealed, err := pr.pages.Orders.Store.Files(context.Background(), who.Member, id)
		if err != nil || len(sealed) < len(picture) {
			t.Fatalf("%d bytes wait: %v", len(sealed), err)
		}
		k := pr.pages.Orders.Kinds
		for i := range k { // the proof has its own tests
			k[i].Least, k[i].Careful = "", ""
		}
		p.want(p.post(a.to, "documents", agreed(t, p, a.to), "agree", "true"), 303, a.to)
		if len(l.did) != 1 || l.did[0].RaiseLimit == nil || len(l.did[0].RaiseLimit.Files) != 2 {
			t.Fatalf("%d orders", len(l.did))
		}
		f := l.did[0].RaiseLimit.Files[0]
		if f.Name != "kyuyo-meisai.png" || f.Type != "image/png" || !bytes.Equal(f.Data, picture) {
			t.Errorf("%s %s, %d bytes of %d", f.Name, f.Type, len(f.Data), len(picture))
		}
		if sealed, err := pr.pages.Orders.Store.Files(context.Background(), who.Member, id); err != nil || sealed != "" {
			t.Errorf("%d bytes are kept: %v", len(sealed), err)
		}
		everywhere("handed over")
	})
}

// agreed are the documents of an order's sheet as its form sends them.
func agreed(t *testing.T, p *person, at string) string {
	t.Helper()
	var all []string
	for _, d := range data[wire.Order](p, at).Documents {
		all = append(all, d.Key+"@"+d.Version)
	}
	return strings.Join(all, " ")
}

func TestAnApplicationUnderWayIsShownWithTheLimits(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		l := pr.lending()
		p := pr.within(false)
		page := p.want(p.get("/limit"), 200, "").body
		for _, href := range []string{`href="/limit/raise"`, `href="/limit/lower"`, `href="/cashing#own-h"`} {
			if !strings.Contains(page, href) {
				t.Errorf("no %s", href)
			}
		}
		k := pr.pages.Orders.Kinds
		for i := range k {
			k[i].Least, k[i].Careful = "", ""
		}
		a := p.post("/limit/raise", "of", "shopping", "term", "lasting", "limit", "900000", "purpose", "travel", "income", "4200000", "employer", "x", "debts", "0", "consent", "true", "key", data[wire.Raise](p, "/limit/raise").Key)
		p.want(p.post(a.to, "documents", agreed(t, p, a.to), "agree", "true"), 303, a.to)
		id := strings.TrimPrefix(a.to, "/orders/")
		l.limit.Why, l.limit.Pending = "pending", id
		for _, c := range []struct {
			state  issuer.OrderState
			reason string
			says   text.Message
		}{{issuer.Examining, "", text.OrderExamining}, {issuer.Declined, "debts", text.OrderDebts}} {
			l.mu.Lock()
			out := l.done[id]
			out.State, out.Reason, out.CancelUntil = c.state, c.reason, time.Time{}
			l.done[id] = out
			l.mu.Unlock()
			pr.clock.turn(2 * time.Minute)
			for _, at := range []string{"/limit", a.to} {
				if page := p.want(p.get(at), 200, "").body; !strings.Contains(page, c.says.JA) {
					t.Errorf("%s: %s is not said", at, c.state)
				}
			}
		}
		var d wire.Limit
		if err := json.Unmarshal([]byte(p.do("GET", "/limit", nil, "Accept", "application/json").body), &d); err != nil || d.Change == nil || d.Change.Order == nil || d.Change.Order.ID != id {
			t.Errorf("%+v %v", d.Change, err)
		}
	})
}

// Nobody reads files for whom no form is taken.
func TestFilesAreReadFromMembersAlone(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.lending()
		stranger := pr.person(true)
		picture := aPicture(8)
		if a := stranger.uploads("/limit/raise", []upload{{"a.png", picture}}, "of", "shopping"); a.status != 303 || !strings.HasPrefix(a.to, "/login") {
			t.Errorf("a stranger's files: %d %s", a.status, a.to)
		}
		for _, path := range []string{"/cashing", "/limit/lower", "/login", "/register", "/settings/theme"} {
			if a := pr.within(true).uploads(path, []upload{{"a.png", picture}}); a.status != 415 {
				t.Errorf("%s takes files: %d", path, a.status)
			}
		}
		p := pr.within(true)
		if a := p.uploads("/limit/raise", []upload{{"a.png", make([]byte, 33<<20)}}, "of", "shopping"); a.status != 413 {
			t.Errorf("33 MB: %d", a.status)
		}
	})
}

// What is shown before an advance is ordered is what its statement says, on the sandbox itself.
func TestWhatIsShownOfACashAdvanceIsWhatItsStatementSays(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(true), pr.card("cash")
		p.registered(c, c.Mobile)
		p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
		k := pr.pages.Orders.Kinds
		for i := range k { // the proof has its own tests
			k[i].Least, k[i].Careful = "", ""
		}
		_, of := p.who()
		ask := pr.pages.Account.Issuer
		for _, way := range []string{form.CashOnce, form.CashRevolving} {
			d := data[wire.Cashing](p, "/cashing")
			if d.Why != "" || !d.Revolving {
				t.Fatalf("nothing can be borrowed: %+v", d)
			}
			in := form.Cashing{Amount: "50000", Way: way, Terms: d.Terms, Key: d.Key}
			shown, ok := lending.Of(d, in)
			if !ok {
				t.Fatalf("%+v", d)
			}
			a := p.post("/cashing", "amount", in.Amount, "way", in.Way, "terms", in.Terms, "key", in.Key)
			if a.status != 303 {
				t.Fatal(a.status, a.body)
			}
			p.want(p.post(a.to, "documents", agreed(t, p, a.to), "agree", "true"), 303, a.to)
			if o := data[wire.Order](p, a.to); o.State != "concluded" || o.Number == "" {
				t.Fatalf("%+v", o)
			}
			month := money.CashMonth(d.Arrives)
			page, err := ask.Uses(context.Background(), of.Card, issuer.UsesOf{Month: month, Page: issuer.Page{Max: issuer.MaxPage}})
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, u := range page.Uses {
				if u.Kind == issuer.Cash && u.Way == way && u.Date == d.Arrives {
					found = true
					if u.Charged != shown.Payments[0].Principal || u.Fee != shown.Payments[0].Interest {
						t.Errorf("%s: the statement of %s says %d and %d, shown was %+v", way, month, u.Charged, u.Fee, shown.Payments[0])
					}
				}
			}
			if !found {
				t.Errorf("%s: it is not on the statement of %s", way, month)
			}
			if list := data[wire.Cashing](p, "/cashing").Advances; len(list) == 0 || list[0].Amount != 50_000 || list[0].Left != 50_000 {
				t.Errorf("%s: the history says %+v", way, list)
			}
		}
	})
}
