package rest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/resttest"
	"netanswer/server/issuer/sandbox"
	"netanswer/shared/japan"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, japan.Zone)

var key = []byte("sandbox demo key")

func box() *sandbox.Issuer {
	return sandbox.New(sandbox.Config{Key: key, Now: func() time.Time { return noon }, Slow: time.Minute, Members: 20})
}

func trialOf(t testing.TB) rest.Trial {
	t.Helper()
	trial, err := rest.OpenTrial(t.TempDir(), []string{"127.0.0.1"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return trial
}

func config(t testing.TB, trial rest.Trial, at *url.URL) rest.Config {
	t.Helper()
	secret, err := trial.ReadSecret()
	if err != nil {
		t.Fatal(err)
	}
	return rest.Config{
		URL: at, TLS: resttest.ClientTLS(t, trial), Signer: &rest.Signer{ID: rest.TrialID, Secret: secret}, Now: time.Now,
		Whole: 600 * time.Millisecond, Attempt: 200 * time.Millisecond,
	}
}

func typed(t testing.TB, c sandbox.DemoCard) issuertest.Card {
	return issuertest.Typed(t, c.Number, c.ExpMonth, c.ExpYear, c.SecurityCode)
}

func good(t testing.TB) issuertest.Card { return typed(t, box().DemoCards()[0]) }

type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock(at time.Time) *clock { return &clock{at: at} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Every card of the sandbox answers the same whether it is asked here or over the contract.
func TestNothingIsLostOnTheWay(t *testing.T) {
	here := box()
	there := resttest.Serve(t, issuer.Strict{Issuer: here, Now: func() time.Time { return noon }}, func() time.Time { return noon })
	compared := 0
	cards := here.DemoCards()
	for n := range 20 {
		cards = append(cards, here.Member(n))
	}
	for _, c := range cards {
		if c.Case == "slow" || c.Case == "nonsense" || c.Case == "down" {
			continue
		}
		typed := typed(t, c)
		a, errA := here.VerifyCard(t.Context(), typed.Number, typed.Expiry, typed.Code)
		b, errB := there.VerifyCard(t.Context(), typed.Number, typed.Expiry, typed.Code)
		same(t, c.Case+" card", a, b, errA, errB)
		if errA != nil {
			continue
		}
		compared++
		ca, errA := here.Contacts(t.Context(), a.CardRef)
		cb, errB := there.Contacts(t.Context(), a.CardRef)
		same(t, c.Case+" contacts", ca, cb, errA, errB)
		ha, errA := here.Holder(t.Context(), a.CardRef)
		hb, errB := there.Holder(t.Context(), a.CardRef)
		same(t, c.Case+" holder", ha, hb, errA, errB)
		here, there := of(t, here, a.CardRef), of(t, there, a.CardRef)
		for what := range here {
			if here[what] != there[what] {
				t.Errorf("%s %s:\nhere  %.2000s\nthere %.2000s", c.Case, what, here[what], there[what])
			}
		}
	}
	if compared < 20 {
		t.Errorf("%d cards were compared", compared)
	}
}

// of is all that an issuer tells about a card, in words; lists page by page.
func of(t *testing.T, is issuer.Issuer, ref string) map[string]string {
	t.Helper()
	out := map[string]string{}
	say := func(what string, v any, err error) {
		out[what] += fmt.Sprintf("%+v %v\n", v, err)
	}
	summary, err := is.Summary(t.Context(), ref)
	say("summary", summary, err)
	account, err := is.Account(t.Context(), ref)
	say("account", account, err)
	cards, err := is.Cards(t.Context(), ref)
	say("cards", cards, err)
	limits, err := is.Limits(t.Context(), ref)
	say("limits", limits, err)
	points, err := is.Points(t.Context(), ref)
	say("points", points, err)
	payment, err := is.PaymentOffers(t.Context(), ref)
	say("payment", payment, err)
	cash, err := is.CashOffer(t.Context(), ref)
	say("cash", cash, err)
	raise, err := is.LimitOffer(t.Context(), ref)
	say("raise", raise, err)
	services, err := is.Services(t.Context(), ref)
	say("services", services, err)
	page := issuer.Page{Max: 7}
	var months []japan.Month
	for {
		v, err := is.Statements(t.Context(), ref, page)
		say("statements", v, err)
		for _, s := range v.Statements {
			months = append(months, s.Month)
		}
		if page.After = v.Next; err != nil || v.Next == "" {
			break
		}
	}
	if len(months) > 2 {
		months = months[:2]
	}
	for _, m := range append(months, japan.Month{Year: 1999, Month: 1}) {
		s, err := is.Statement(t.Context(), ref, m)
		say("statement", s, err)
		of := issuer.UsesOf{Month: m, Page: issuer.Page{Max: 50}}
		for {
			v, err := is.Uses(t.Context(), ref, of)
			say("uses of a month", v, err)
			if of.After = v.Next; err != nil || v.Next == "" {
				break
			}
		}
	}
	v, err := is.Uses(t.Context(), ref, issuer.UsesOf{Unpaid: true, Page: issuer.Page{Max: 500}})
	say("uses", v, err)
	return out
}

func same[T any](t *testing.T, what string, a, b T, errA, errB error) {
	t.Helper()
	if fmt.Sprint(errA) != fmt.Sprint(errB) || fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", b) {
		t.Errorf("%s:\nhere  %+v %v\nthere %+v %v", what, a, errA, b, errB)
	}
}

// Card number and code stand in the one body of VerifyCard, a reference in bodies: in no address and no header.
func TestWhatNamesAPersonStandsInBodiesOnly(t *testing.T) {
	trial, here := trialOf(t), box()
	s := rest.Server{Issuer: here, Now: time.Now}
	var mu sync.Mutex
	heads, bodies := "", map[string]string{}
	at := resttest.Listen(t, trial, time.Now, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		heads += fmt.Sprintln(r.Method, r.Host, r.RequestURI, r.Header)
		bodies[r.URL.Path] += string(body)
		mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		s.Handler().ServeHTTP(w, r)
	}))
	at.Path = "/" // as people write it
	c := config(t, trial, at)
	c.Whole, c.Attempt = 0, 0
	there, card := rest.New(c), good(t)
	v, err := there.VerifyCard(t.Context(), card.Number, card.Expiry, card.Code)
	if err != nil {
		t.Fatal(err)
	}
	_, errC := there.Contacts(t.Context(), v.CardRef)
	_, errH := there.Holder(t.Context(), v.CardRef)
	if err := errors.Join(errC, errH, there.Ready(t.Context())); err != nil {
		t.Fatal(err)
	}
	if told := of(t, there, v.CardRef); strings.Contains(fmt.Sprint(told), "not available") {
		t.Fatal(told)
	}
	key := "0192f0c4-aaaa-7bbb-8ccc-0123456789ab"
	_, errO := there.Order(t.Context(), v.CardRef, issuer.Order{Key: key, Kind: issuer.LockCard, At: noon, LockCard: &issuer.Lock{All: true}})
	_, errS := there.Outcome(t.Context(), v.CardRef, key)
	_, errE := there.Events(t.Context(), "")
	if _, err := there.Cancel(t.Context(), v.CardRef, key); !errors.Is(err, issuer.ErrTooLate) || errors.Join(errO, errS, errE) != nil {
		t.Fatal(err, errO, errS, errE)
	}
	if len(bodies) != 20 {
		t.Errorf("%d addresses were asked, want 20", len(bodies))
	}
	for what, s := range map[string]string{"card number": card.Number.Digits(), "reference": v.CardRef} {
		if strings.Contains(heads, s) {
			t.Errorf("the %s stands in an address or a header", what)
		}
	}
	for path, body := range bodies {
		if strings.Contains(body, card.Number.Digits()) != (path == "/v1/verify-card") {
			t.Errorf("%s: whether the card number stands in it is wrong", path)
		}
	}
	if !strings.Contains(bodies["/v1/holder"], v.CardRef) {
		t.Error("the reference was not sent")
	}
}

// optional are the fields that may be missing.
var optional = []string{"account", "due", "expiring", "since", "overdue", "retry_on", "paid_on", "late_charge_debited", "fee_month", "foreign", "on_statement", "next", "expire_on",
	"revolving", "instalments", "prepay_by", "prepay_month", "why", "once", "bank", "arrives", "until", "pending", "new_card", "new_card_by", "address", "paper_from", "etc", "pin", "pin_on", "last4", "last",
	"reason", "cancel_until", "effective", "page", "key", "use", "month"}

// required are places where such a name is that of a field that must be there.
var required = []string{
	"/v1/points.expiring", "/v1/points.lots[0].expire_on", "/v1/verify-card.last4", "/v1/summary.last4", "/v1/cards.cards[0].last4", "/v1/account.bank", "/v1/account.revolving", "/v1/statement.bank",
	"/v1/statement.revolving", "/v1/statements.statements[0].bank", "/v1/statements.statements[0].revolving", "/v1/statement.month", "/v1/statements.statements[0].month",
	"/v1/points.lots[0].month", "/v1/payment-offers.uses[0].use", "/v1/payment-offers.uses[0].until", "/v1/payment-offers.uses[0].revolving", "/v1/payment-offers.uses[0].instalments",
	"/v1/order.key", "/v1/outcome.key", "/v1/cancel.key",
}

// Every answer of the sandbox, with each of its values spoilt in every way: the document refuses it, and so does the adapter.
// The document and the code are two; here they are held to the same.
func TestTheDocumentAndTheAdapterRefuseTheSame(t *testing.T) {
	contract := resttest.OpenContract(t)
	var spoilt []byte
	trial := trialOf(t)
	at := resttest.Listen(t, trial, time.Now, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(spoilt)
	}))
	c := config(t, trial, at)
	c.Whole, c.Attempt = 0, 0
	plain := rest.New(c)
	strict := issuer.Strict{Issuer: plain, Now: func() time.Time { return noon }}
	head := http.Header{"Content-Type": {"application/json"}}
	refused, taken := 0, 0
	for path, raw := range answersOf(t) {
		r := httptest.NewRequest(http.MethodPost, path, nil)
		if path == "/v1/ready" {
			r.Method = http.MethodGet
		}
		var whole any
		if err := json.Unmarshal(raw, &whole); err != nil {
			t.Fatal(err)
		}
		try := func(what string, may bool) {
			t.Helper()
			var there issuer.Issuer = strict // what it refuses may be what the types say, or what makes no sense
			if may {
				there = plain
			}
			err := asked(t, there, path)
			byDocument := contract.Answer(r, http.StatusOK, head, spoilt)
			if may != (err == nil) || may != (byDocument == nil) {
				t.Errorf("%s: the adapter says %v, the document %v\n%s", what, err, byDocument, spoilt)
			}
			if err != nil && !errors.Is(err, issuer.ErrUnavailable) {
				t.Errorf("%s, %s: %v", path, what, err)
			}
			if may {
				taken++
			} else {
				refused++
			}
		}
		spoilt = raw
		try("as it is", true)
		spoil(whole, path, func(what string, may bool) {
			var err error
			if spoilt, err = json.Marshal(whole); err != nil {
				t.Fatal(err)
			}
			try(what, may)
		})
		// what a document cannot see
		for what, broken := range map[string]string{
			"a field twice":     strings.TrimSuffix(string(raw), "}") + "," + string(raw[1:]),
			"names in capitals": strings.ToUpper(string(raw)),
		} {
			spoilt = []byte(broken)
			if err := asked(t, plain, path); !errors.Is(err, issuer.ErrUnavailable) {
				t.Errorf("%s, %s: %v", path, what, err)
			}
		}
	}
	if refused < 1000 || taken < 20 {
		t.Errorf("%d answers refused, %d taken", refused, taken)
	}
}

// asked puts the question of an address.
func asked(t *testing.T, is issuer.Issuer, path string) error {
	t.Helper()
	ctx, ref, month := t.Context(), "ref-1", japan.Month{Year: 2026, Month: 12}
	var err error
	switch path {
	case "/v1/verify-card":
		c := good(t)
		_, err = is.VerifyCard(ctx, c.Number, c.Expiry, c.Code)
	case "/v1/contacts":
		_, err = is.Contacts(ctx, ref)
	case "/v1/holder":
		_, err = is.Holder(ctx, ref)
	case "/v1/summary":
		_, err = is.Summary(ctx, ref)
	case "/v1/account":
		_, err = is.Account(ctx, ref)
	case "/v1/cards":
		_, err = is.Cards(ctx, ref)
	case "/v1/limits":
		_, err = is.Limits(ctx, ref)
	case "/v1/points":
		_, err = is.Points(ctx, ref)
	case "/v1/statements":
		_, err = is.Statements(ctx, ref, issuer.Page{Max: 2})
	case "/v1/statement":
		_, err = is.Statement(ctx, ref, month)
	case "/v1/uses":
		_, err = is.Uses(ctx, ref, issuer.UsesOf{Month: month, Page: issuer.Page{Max: 2}})
	case "/v1/payment-offers":
		_, err = is.PaymentOffers(ctx, ref)
	case "/v1/cash-offer":
		_, err = is.CashOffer(ctx, ref)
	case "/v1/limit-offer":
		_, err = is.LimitOffer(ctx, ref)
	case "/v1/services":
		_, err = is.Services(ctx, ref)
	case "/v1/order":
		_, err = is.Order(ctx, ref, applied)
	case "/v1/outcome":
		_, err = is.Outcome(ctx, ref, applied.Key)
	case "/v1/cancel":
		_, err = is.Cancel(ctx, ref, applied.Key)
	case "/v1/events":
		var es []issuer.Event
		es, err = is.Events(ctx, "")
		for _, e := range es { // set aside is refused: see TestOneEventThatMakesNoSenseHoldsUpNoOther
			if e.Nonsense != "" {
				err = fmt.Errorf("%w: %s", issuer.ErrUnavailable, e.Nonsense)
			}
		}
	case "/v1/ready":
		err = is.Ready(ctx)
	default:
		t.Fatalf("no question for %s", path)
	}
	return err
}

// spoil changes one value after the other below v, calls try while it is changed, and puts it back.
func spoil(v any, at string, try func(what string, may bool)) {
	wrong := []any{nil, "x\n", 1.5, true, []any{}, map[string]any{}, "", -1e11}
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			was := v[name]
			delete(v, name)
			try(at+" without "+name, slices.Contains(optional, name) && !slices.Contains(required, at+"."+name))
			for _, w := range wrong {
				if reflect.TypeOf(w) == reflect.TypeOf(was) && (reflect.TypeOf(w) != reflect.TypeFor[string]() && reflect.TypeOf(w) != reflect.TypeFor[float64]()) {
					continue // another list, another object: spoilt one by one below
				}
				v[name] = w
				try(fmt.Sprintf("%s.%s is %#v", at, name, w), false)
			}
			v[name] = was
			spoil(was, at+"."+name, try)
		}
		v["surplus"] = 1
		try(at+" with a field too many", false)
		delete(v, "surplus")
	case []any:
		if len(v) > 0 {
			was := v[0]
			v[0] = nil
			try(at+" with nothing in it", false)
			v[0] = was
			spoil(was, at+"[0]", try)
		}
	}
}

// answersOf are good answers of the sandbox, byte by byte.
func answersOf(t *testing.T) map[string][]byte {
	t.Helper()
	here, card := box(), good(t)
	v, err := here.VerifyCard(t.Context(), card.Number, card.Expiry, card.Code)
	if err != nil {
		t.Fatal(err)
	}
	h := (&rest.Server{Issuer: full{here}, Now: time.Now}).Handler()
	out, ref := map[string][]byte{}, fmt.Sprintf(`{"card_ref":%q`, v.CardRef)
	for path, body := range map[string]string{
		"/v1/verify-card": fmt.Sprintf(`{"number":%q,"expiry_month":%d,"expiry_year":%d,"security_code":%q}`, card.Number.Digits(), card.Expiry.Month, card.Expiry.Year, card.Code.Digits()),
		"/v1/contacts":    ref + "}", "/v1/holder": ref + "}", "/v1/summary": ref + "}", "/v1/account": ref + "}", "/v1/cards": ref + "}", "/v1/limits": ref + "}",
		"/v1/points": ref + "}", "/v1/statements": ref + `,"max":2}`, "/v1/statement": ref + `,"month":"2026-12"}`, "/v1/uses": ref + `,"month":"2026-12","unpaid":false,"max":2}`,
		"/v1/payment-offers": ref + "}", "/v1/cash-offer": ref + "}", "/v1/limit-offer": ref + "}", "/v1/services": ref + "}", "/v1/events": "{}",
		"/v1/order":   ref + `,"key":"` + applied.Key + `","kind":"send_pin","at":"2026-11-22T12:00:00+09:00","documents":[],"send_pin":{}}`,
		"/v1/outcome": ref + `,"key":"` + applied.Key + `"}`, "/v1/cancel": ref + `,"key":"` + applied.Key + `"}`,
		"/v1/ready": "",
	} {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		if body == "" {
			r.Method = http.MethodGet
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", `"`+applied.Key+`"`)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		out[path] = w.Body.Bytes()
	}
	return out
}

// What is no question of the contract is answered 400 or 404, and asks nothing.
func TestTheServerTakesQuestionsOfTheContractOnly(t *testing.T) {
	h := (&rest.Server{Issuer: box(), Now: time.Now}).Handler()
	card := `{"number":"4000003818281723","expiry_month":1,"expiry_year":2029,"security_code":"070"`
	for what, c := range map[string]struct {
		method, path, body string
		want               int
	}{
		"no body":              {"POST", "/v1/holder", "", 400},
		"no JSON":              {"POST", "/v1/holder", "card_ref=1", 400},
		"another field":        {"POST", "/v1/holder", `{"card":"x"}`, 400},
		"a field too many":     {"POST", "/v1/verify-card", card + `,"cvv":"1"}`, 400},
		"a number as a number": {"POST", "/v1/verify-card", strings.Replace(card, `"4000003818281723"`, "4000003818281723", 1) + "}", 400},
		"too long":             {"POST", "/v1/holder", `{"card_ref":"` + strings.Repeat("A", 5000) + `"}`, 400},
		"a wrong check digit":  {"POST", "/v1/verify-card", strings.Replace(card, "1723", "1724", 1) + "}", 422},
		"a code of two digits": {"POST", "/v1/verify-card", strings.Replace(card, `"070"`, `"07"`, 1) + "}", 422},
		"as it must be":        {"POST", "/v1/verify-card", card + "}", 200},
		"another address":      {"POST", "/v2/holder", `{"card_ref":"x"}`, 404},
		"another method":       {"GET", "/v1/holder", "", 404},
		"the document":         {"GET", "/openapi.yaml", "", 200},
	} {
		r := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: %d %s, want %d", what, w.Code, w.Body, c.want)
		}
		if strings.Contains(w.Body.String(), "4000003818281723") {
			t.Errorf("%s: the card number is answered", what)
		}
	}
}

func TestTheDocumentationHasTheLimitsOfTheProgram(t *testing.T) {
	raw, err := os.ReadFile("../../../docs/issuer.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{
		fmt.Sprintf("| %v s; `verify-card` once, the others in two attempts of %v s at most |", rest.Whole.Seconds(), rest.Attempt.Seconds()),
		fmt.Sprintf("%v to %v s later", rest.Between.Seconds()/2, rest.Between.Seconds()),
		fmt.Sprintf("| an order with files | %v s, and one attempt may take all of it |", rest.Whole.Seconds()),
		fmt.Sprintf("with three files of %d MB", issuer.MaxFile>>20),
		fmt.Sprintf("a time more than %v s from its clock", rest.Window.Seconds()),
	} {
		if !strings.Contains(string(raw), says) {
			t.Errorf("docs/issuer.md does not say %q", says)
		}
	}
}
