package rest_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/issuertest"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/resttest"
	"netanswer/shared/japan"
)

// heard is an issuer that remembers what was ordered, and has the outcome that a test gives it.
type heard struct {
	issuer.Issuer
	mu   sync.Mutex
	last issuer.Order
	out  issuer.Outcome
	err  error
}

func (h *heard) Order(_ context.Context, _ string, o issuer.Order) (issuer.Outcome, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last, h.out.Key = o, o.Key
	return h.out, h.err
}

func (h *heard) Outcome(context.Context, string, string) (issuer.Outcome, error) { return h.out, h.err }
func (h *heard) Cancel(context.Context, string, string) (issuer.Outcome, error)  { return h.out, h.err }
func (h *heard) Events(context.Context, string) ([]issuer.Event, error)          { return nil, h.err }

func whole() issuer.Outcome {
	return issuer.Outcome{
		Number: "261122-000001", State: issuer.Received, At: noon, CancelUntil: noon.Add(time.Hour), Effective: issuertest.Each(noon)[8].ReportLoss.On, Page: "https://bank.example/?of=1",
	}
}

// An order of each kind arrives as it was given, files byte by byte, and its outcome comes back as it was answered.
func TestNothingOfAnOrderIsLostOnTheWay(t *testing.T) {
	h := &heard{Issuer: box(), out: whole()}
	there := resttest.Serve(t, h, func() time.Time { return noon })
	orders := issuertest.Each(noon)
	bare, largest := orders[0], orders[5]
	bare.Assurance, bare.Documents = "", nil
	request := *largest.RaiseLimit
	data := make([]byte, issuer.MaxFile)
	rand.Read(data)
	request.Files = []issuer.File{{Name: "一.pdf", Type: "application/pdf", Data: data}, {Name: "二.jpg", Type: "image/jpeg", Data: data[1:]}, {Name: "三.png", Type: "image/png", Data: data[2:]}}
	largest.RaiseLimit = &request
	for _, o := range append(orders, bare, largest) {
		out, err := there.Order(t.Context(), "ref-1", o)
		if want := h.out; err != nil || !reflect.DeepEqual(out, want) {
			t.Errorf("%s: %+v, %v, want %+v", o.Kind, out, err, want)
		}
		if !reflect.DeepEqual(h.last, o) {
			t.Errorf("%s arrived as\n%.300v\nit was\n%.300v", o.Kind, fmt.Sprintf("%+v", h.last), fmt.Sprintf("%+v", o))
		}
	}
	for _, is := range []error{issuer.ErrNotOffered, issuer.ErrKeyUsed, issuer.ErrUnknown, issuer.ErrUnavailable} {
		h.err = is
		if out, err := there.Order(t.Context(), "ref-1", orders[0]); !errors.Is(err, is) || out != (issuer.Outcome{}) {
			t.Errorf("%v: %+v, %v", is, out, err)
		}
	}
	for _, is := range []error{issuer.ErrNoOrder, issuer.ErrUnknown, issuer.ErrUnavailable} {
		h.err = is
		if _, err := there.Outcome(t.Context(), "ref-1", orders[0].Key); !errors.Is(err, is) {
			t.Errorf("outcome, %v: %v", is, err)
		}
		if _, err := there.Cancel(t.Context(), "ref-1", orders[0].Key); !errors.Is(err, is) {
			t.Errorf("cancel, %v: %v", is, err)
		}
	}
	h.err = issuer.ErrTooLate
	if _, err := there.Cancel(t.Context(), "ref-1", orders[0].Key); !errors.Is(err, issuer.ErrTooLate) {
		t.Errorf("cancel: %v", err)
	}
}

// An answer that belongs to another question is no answer: an outcome is no outcome of an event's question, a refusal of one call none of another.
func TestAnAnswerAboutOrdersIsBelievedOnlyWhereItBelongs(t *testing.T) {
	trial := trialOf(t)
	for code, of := range map[string]struct {
		status int
		may    []string
	}{
		"not_offered": {409, []string{"order"}}, "key_used": {422, []string{"order"}}, "no_order": {404, []string{"outcome", "cancel"}}, "too_late": {409, []string{"cancel"}},
		"unknown_reference": {404, []string{"order", "outcome", "cancel", "services"}}, "card_refused": {422, nil}, "no_statement": {404, nil},
	} {
		for _, status := range []int{404, 409, 422} {
			at := resttest.Listen(t, trial, time.Now, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(status)
				fmt.Fprintf(w, `{"code":%q}`, code)
			}))
			is, o := hasty(t, trial, at), issuertest.Each(noon)[7]
			_, errO := is.Order(t.Context(), "ref-1", o)
			_, errI := is.Outcome(t.Context(), "ref-1", o.Key)
			_, errC := is.Cancel(t.Context(), "ref-1", o.Key)
			_, errS := is.Services(t.Context(), "ref-1")
			_, errE := is.Events(t.Context(), "")
			for call, err := range map[string]error{"order": errO, "outcome": errI, "cancel": errC, "services": errS, "events": errE} {
				may := status == of.status && strings.Contains(" "+strings.Join(of.may, " ")+" ", " "+call+" ")
				if errors.Is(err, issuer.ErrUnavailable) == may || err == nil {
					t.Errorf("%d %s to %s: %v", status, code, call, err)
				}
			}
		}
	}
}

// spoiler does what it is asked, and then answers badly.
type spoiler struct {
	next http.Handler
	mu   sync.Mutex
	say  func(http.ResponseWriter, *http.Request, *httptest.ResponseRecorder) // nil: as it is
	left int                                                                  // how many answers are still spoilt
	keys []string                                                             // headers and bodies of what was ordered
	body []string
}

func (s *spoiler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.mu.Lock()
	say := s.say
	if r.URL.Path != "/v1/order" || s.left == 0 {
		say = nil
	} else {
		s.left--
	}
	if r.URL.Path == "/v1/order" {
		s.keys, s.body = append(s.keys, r.Header.Get("Idempotency-Key")), append(s.body, string(raw))
	}
	s.mu.Unlock()
	r.Body = io.NopCloser(bytes.NewReader(raw))
	rec := httptest.NewRecorder()
	s.next.ServeHTTP(rec, r)
	if say != nil {
		say(w, r, rec)
		return
	}
	w.Header().Set("Content-Type", rec.Header().Get("Content-Type"))
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// plainly answers a body by a status.
func plainly(status int, kind, body string) func(http.ResponseWriter, *http.Request, *httptest.ResponseRecorder) {
	return func(w http.ResponseWriter, _ *http.Request, _ *httptest.ResponseRecorder) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// altered answers what was to be answered, with a field changed.
func altered(field string, to any) func(http.ResponseWriter, *http.Request, *httptest.ResponseRecorder) {
	return func(w http.ResponseWriter, _ *http.Request, rec *httptest.ResponseRecorder) {
		var v map[string]any
		if json.Unmarshal(rec.Body.Bytes(), &v) != nil {
			return
		}
		if v[field] = to; to == nil {
			delete(v, field)
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
}

// A card system does what it is asked and its answer is lost, in whatever way: whoever ordered learns that nobody knows, asks again with the same
// key, and there is one outcome and one order.
func TestAnOrderWhoseAnswerIsLostIsDoneOnce(t *testing.T) {
	type say = func(http.ResponseWriter, *http.Request, *httptest.ResponseRecorder)
	for name, c := range map[string]struct {
		say   say
		again bool // it may be that the next attempt fares better
	}{
		"slow": {func(_ http.ResponseWriter, r *http.Request, _ *httptest.ResponseRecorder) {
			select {
			case <-r.Context().Done():
			case <-time.After(2 * time.Second):
			}
		}, true},
		"cut": {func(http.ResponseWriter, *http.Request, *httptest.ResponseRecorder) { panic(http.ErrAbortHandler) }, true},
		"cut in the middle": {func(w http.ResponseWriter, _ *http.Request, rec *httptest.ResponseRecorder) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", fmt.Sprint(rec.Body.Len()))
			_, _ = w.Write(rec.Body.Bytes()[:rec.Body.Len()/2])
			panic(http.ErrAbortHandler)
		}, true},
		"500":                {plainly(500, "text/html", leaked), false},
		"500 as JSON":        {plainly(500, "application/json", `{"code":"not_offered"}`), false},
		"502":                {plainly(502, "text/html", leaked), true},
		"503":                {plainly(503, "application/json", `{"code":"unavailable"}`), true},
		"400":                {plainly(400, "application/json", `{"code":"bad_request"}`), false},
		"409 of a gateway":   {plainly(409, "text/html", "Conflict"), false},
		"409 of another":     {plainly(409, "application/json", `{"code":"too_late"}`), false},
		"422 of a gateway":   {plainly(422, "application/json", `{"error":"key_used"}`), false},
		"200 of a gateway":   {plainly(200, "text/html", leaked), false},
		"nothing":            {plainly(200, "application/json", ""), false},
		"no JSON":            {plainly(200, "application/json", `{"key":`), false},
		"another answer":     {plainly(200, "application/json", `{"ready":true}`), false},
		"too long":           {plainly(200, "application/json", `{"key":"`+strings.Repeat("a", 2<<20)+`"}`), false},
		"a key as a number":  {altered("key", 1), false},
		"a moment of a word": {altered("at", leaked), false},
		"no state":           {altered("state", nil), false},
		"a field too many":   {altered("why", leaked), false},
		"another key":        {altered("key", "0192f0c4-ffff-7bbb-8ccc-000000000000"), false},
		"a state of its own": {altered("state", "lost"), false},
		"declined, for none": {altered("state", "declined"), false},
		"a page that runs":   {altered("page", "javascript:alert(1)"), false},
		"of tomorrow":        {altered("at", "2099-01-01T00:00:00+09:00"), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trial, here := trialOf(t), box()
			s := &spoiler{next: (&rest.Server{Issuer: issuer.Strict{Issuer: here, Now: now}, Now: time.Now}).Handler(), say: c.say, left: 2}
			at := resttest.Listen(t, trial, time.Now, s)
			there := issuer.Strict{Issuer: hasty(t, trial, at), Now: now}
			card := good(t)
			v, err := here.VerifyCard(t.Context(), card.Number, card.Expiry, card.Code)
			if err != nil {
				t.Fatal(err)
			}
			o := issuertest.Each(noon)[17] // an ETC card
			out, err := there.Order(t.Context(), v.CardRef, o)
			if !errors.Is(err, issuer.ErrUnavailable) || errors.Is(err, issuer.ErrNotOffered) || out != (issuer.Outcome{}) || strings.Contains(err.Error(), leaked) || strings.Contains(err.Error(), v.CardRef) {
				t.Errorf("%+v, %v", out, err)
			}
			if want := map[bool]int{true: 2, false: 1}[c.again]; len(s.keys) != want {
				t.Errorf("it was asked for %d times, want %d", len(s.keys), want)
			}
			s.mu.Lock()
			s.left = 0
			s.mu.Unlock()
			first, err := there.Order(t.Context(), v.CardRef, o)
			if err != nil || first.Key != o.Key || first.State != issuer.Received {
				t.Fatalf("asked again: %+v, %v", first, err)
			}
			second, err := there.Order(t.Context(), v.CardRef, o)
			stands, err2 := there.Outcome(t.Context(), v.CardRef, o.Key)
			if err := errors.Join(err, err2); err != nil || !reflect.DeepEqual(first, second) || !reflect.DeepEqual(first, stands) {
				t.Errorf("three outcomes: %+v, %+v, %+v, %v", first, second, stands, err)
			}
			for n, key := range s.keys {
				if key != `"`+o.Key+`"` || s.body[n] != s.body[0] {
					t.Errorf("attempt %d was under %s, with\n%s\nthe first with\n%s", n, key, s.body[n], s.body[0])
				}
			}
			es, err := there.Events(t.Context(), "")
			told := 0
			for _, e := range es {
				if e.Key == o.Key {
					told++
				}
			}
			if err != nil || told != 1 {
				t.Errorf("%d events tell of it, %v", told, err)
			}
		})
	}
}

// Cut or refused by something in between at first, an order that is asked for again within its call is done once, and its outcome is there.
func TestTheSecondAttemptOfAnOrderHasItsOutcome(t *testing.T) {
	trial, here := trialOf(t), box()
	s := &spoiler{next: (&rest.Server{Issuer: issuer.Strict{Issuer: here, Now: now}, Now: time.Now}).Handler(), left: 1}
	s.say = func(http.ResponseWriter, *http.Request, *httptest.ResponseRecorder) { panic(http.ErrAbortHandler) }
	there := hasty(t, trial, resttest.Listen(t, trial, time.Now, s))
	card := good(t)
	v, err := here.VerifyCard(t.Context(), card.Number, card.Expiry, card.Code)
	if err != nil {
		t.Fatal(err)
	}
	o := issuertest.Each(noon)[17]
	out, err := there.Order(t.Context(), v.CardRef, o)
	if err != nil || out.Key != o.Key || len(s.keys) != 2 {
		t.Errorf("%+v, %v after %d attempts", out, err, len(s.keys))
	}
}

// An order without its key, under another than its body names, that nobody can mean, or without end is none of the contract.
func TestTheServerTakesOrdersOfTheContractOnly(t *testing.T) {
	h := &heard{Issuer: box(), out: whole()}
	handler := (&rest.Server{Issuer: h, Now: time.Now}).Handler()
	key := "0192f0c4-aaaa-7bbb-8ccc-0123456789ab"
	body := `{"card_ref":"ref-1","key":"` + key + `","kind":"lower_cash","at":"2026-11-22T12:00:00+09:00","documents":[],"lower_cash":{"limit":0}}`
	change := func(old, new string) string { return strings.Replace(body, old, new, 1) }
	files := func(data string) string {
		return strings.Replace(change(`"kind":"lower_cash"`, `"kind":"raise_cash"`), `"lower_cash":{"limit":0}`,
			`"raise_cash":{"limit":1,"income":1,"debts":0,"consent":true,"files":[{"name":"a","type":"image/png","data":"`+data+`"}]}`, 1)
	}
	for what, c := range map[string]struct {
		header, body string
		want         int
	}{
		"as it must be":             {`"` + key + `"`, body, 200},
		"no key in the header":      {"", body, 400},
		"a key without quotes":      {key, body, 400},
		"another key":               {`"` + strings.Replace(key, "a", "b", 1) + `"`, body, 400},
		"a short key":               {`"short"`, change(key, "short"), 400},
		"an unknown kind":           {`"` + key + `"`, change(`"kind":"lower_cash"`, `"kind":"give_money"`), 400},
		"another kind":              {`"` + key + `"`, change(`"kind":"lower_cash"`, `"kind":"add_etc"`), 400},
		"details of two":            {`"` + key + `"`, change(`"lower_cash":{`, `"add_etc":{},"lower_cash":{`), 400},
		"no details":                {`"` + key + `"`, change(`,"lower_cash":{"limit":0}`, ``), 400},
		"details of null":           {`"` + key + `"`, change(`{"limit":0}`, `null`), 400},
		"a limit of a half":         {`"` + key + `"`, change(`{"limit":0}`, `{"limit":0.5}`), 400},
		"a limit below nothing":     {`"` + key + `"`, change(`{"limit":0}`, `{"limit":-1}`), 400},
		"no documents":              {`"` + key + `"`, change(`"documents":[],`, ``), 400},
		"a moment of no zone":       {`"` + key + `"`, change(`+09:00`, ``), 400},
		"an empty assurance":        {`"` + key + `"`, change(`"documents"`, `"assurance":"","documents"`), 400},
		"a file":                    {`"` + key + `"`, files("AAAA"), 200},
		"a file in no base64":       {`"` + key + `"`, files("A$AA"), 400},
		"a file in other base64":    {`"` + key + `"`, files("_-8="), 400},
		"a file with bits to spare": {`"` + key + `"`, files("AB=="), 400},
		"an empty file":             {`"` + key + `"`, files(""), 400},
		"a body of 22 MB":           {`"` + key + `"`, body + strings.Repeat(" ", 22<<20), 400},
	} {
		r := httptest.NewRequest(http.MethodPost, "/v1/order", strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		if c.header != "" {
			r.Header.Set("Idempotency-Key", c.header)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: %d %s, want %d", what, w.Code, w.Body, c.want)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/v1/order", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Add("Idempotency-Key", `"`+key+`"`)
	r.Header.Add("Idempotency-Key", `"`+key+`"`)
	w := httptest.NewRecorder()
	if handler.ServeHTTP(w, r); w.Code != 400 {
		t.Errorf("two keys: %d", w.Code)
	}
}

func now() time.Time { return noon }

// applied is an application for a higher limit: it may be in any state.
var applied = issuertest.Each(noon)[5]

// full is an issuer whose answers about orders leave nothing out.
type full struct{ issuer.Issuer }

func (f full) PaymentOffers(ctx context.Context, _ string) (issuer.PaymentOffers, error) {
	terms := issuer.Terms{
		Version: "2026-10", Rate: 1500, Steps: []issuer.Step{{UpTo: 100_000, Pay: 5_000}, {Pay: 10_000}}, Within: true, Choices: []issuer.Term{{Payments: 3, Fee: 204, Rate: 1225}}, Least: 1_000,
	}
	use := issuer.Use{
		Ref: "u1", CardRef: "card", Date: japan.On(2026, 11, 3), Merchant: "ｺﾝﾋﾞﾆ", Amount: 1_561, Kind: issuer.Purchase, Way: issuer.Once, Category: "food", Payments: 1,
		First: japan.Month{Year: 2026, Month: 12}, Left: 1_561,
	}
	return issuer.PaymentOffers{
		Uses: []issuer.PaymentOffer{{Use: use, Until: noon.Add(time.Hour), Revolving: true}}, Revolving: terms, Instalments: terms, PrepayBy: noon.Add(time.Hour),
		PrepayMonth: japan.Month{Year: 2026, Month: 12},
	}, nil
}

func (f full) CashOffer(ctx context.Context, _ string) (issuer.CashOffer, error) {
	terms := issuer.Terms{Version: "2026-10", Rate: 1800}
	return issuer.CashOffer{
		Why: "locked", Once: terms, Revolving: terms, Bank: "みほん銀行 ****123", Arrives: japan.On(2026, 11, 24), Until: noon.Add(time.Hour),
	}, nil
}

func (f full) LimitOffer(context.Context, string) (issuer.LimitOffer, error) {
	return issuer.LimitOffer{Purposes: []string{"travel", "other"}, Until: japan.On(2026, 12, 31)}, nil
}

func (f full) Services(context.Context, string) (issuer.Services, error) {
	return issuer.Services{
		Lock: issuer.Lock{Abroad: true, Until: japan.On(2026, 12, 31)}, NewCard: issuer.Shipped, NewCardBy: japan.On(2026, 12, 1), Address: "東京都****",
		PaperFrom: japan.Month{Year: 2026, Month: 12}, Bank: "みほん銀行 ****123", Families: []issuer.Member{{Name: "見本 太郎", Last4: "2222", State: issuer.Completed}}, MostFamily: 2,
		ETC: issuer.Completed, PIN: issuer.Shipped, PINOn: japan.On(2026, 11, 20), Closing: issuer.Closable{Last: japan.Month{Year: 2026, Month: 12}}, Orders: []issuer.OrderKind{issuer.LockCard},
	}, nil
}

func (f full) Order(_ context.Context, _ string, o issuer.Order) (issuer.Outcome, error) {
	out := whole()
	out.Key = o.Key
	return out, nil
}

func (f full) Outcome(_ context.Context, _, key string) (issuer.Outcome, error) {
	out := whole()
	out.Key = key
	return out, nil
}

func (f full) Cancel(_ context.Context, _, key string) (issuer.Outcome, error) {
	out := whole()
	out.Key, out.State = key, issuer.Cancelled
	return out, nil
}

func (f full) Events(context.Context, string) ([]issuer.Event, error) {
	return []issuer.Event{{Place: "1", Kind: issuer.CardReissued, At: noon, CardRef: "card"}}, nil
}
