package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
)

// reads decodes into one type: what it takes it writes in one way, and reads that again as the same.
func reads[A any](t *testing.T, raw []byte) (A, bool) {
	t.Helper()
	var v, again A
	if err := decode(raw, &v); err != nil {
		if len(err.Error()) > 300 || strings.Contains(err.Error(), "himitsu") {
			t.Errorf("%.400q", err)
		}
		return v, false
	}
	written, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%T takes what it cannot write: %v", v, err)
	}
	if err := decode(written, &again); err != nil {
		t.Fatalf("%T does not take what it wrote, %s: %v", v, written, err)
	}
	if !reflect.DeepEqual(v, again) {
		t.Fatalf("%+v comes back as %+v", v, again)
	}
	return v, true
}

// FuzzAnswer reads anything at all as an answer of each kind.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		`{"key":"0192f0c4-aaaa-7bbb-8ccc-0123456789ab","number":"261122-000001","state":"declined","reason":"income","at":"2026-11-22T12:00:00+09:00","cancel_until":"2026-11-22T13:00:00Z","effective":"2026-12-01","page":"/x"}`,
		`{"events":[{"place":"1","kind":"card_used","at":"2026-11-22T12:00:00+09:00","card_ref":"card","use":"u1","amount":-1,"month":"2026-12","key":"k"}]}`,
		`{"events":[{"place":"1","kind":"himitsu","at":"himitsu","card_ref":1,"himitsu":[{}]},{"place":"2","kind":null,"at":"2026-11-22T12:00:00Z","card_ref":"card","card_ref":"other","amount":0},{"place":"3"}]}`,
		`{"uses":[],"revolving":{"version":"1","rate":1500,"year_366":true,"steps":[{"up_to":0,"pay":5000}],"within":false,"choices":[],"least":0},"balance":0,"prepay_by":"2026-11-22T12:00:00.999999999+09:00","prepay_month":"2026-12","why":"himitsu"}`,
		`{"why":"minor","least":0,"most":0,"step":0,"limit":0,"most_limit":0,"limit_step":0,"proof_above":0,"proof_with":0,"income_part":0,"bank":"****1","arrives":"2026-11-24"}`,
		`{"limit":1,"temporary":0,"lasting":0,"step":1,"longest_days":0,"ahead":0,"purposes":["travel"],"proof_above":0,"least_limit":0,"until":"2026-12-31"}`,
		`{"lock":{"all":true,"abroad":false,"online":false,"cash":false},"lost":false,"paper":false,"paper_fee":0,"families":[],"most_family":0,"points":0,"point_step":0,"point_yen":0,"points_on":0,"closing":{"owed":0,"points":0},"orders":["lock_card"]}`,
		`{"ready":true}`, `{"code":"not_offered"}`, `null`, `[]`, `{"a":1e999}`, `{"key":"` + "\xff" + `"}`, strings.Repeat(`{"lock":`, 5000),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if v, ok := reads[outcome](t, raw); ok {
			_ = v.port()
		}
		var v events
		switch err := decode(raw, &v); {
		case err != nil || !slices.ContainsFunc(v.Events, func(e told) bool { return e.nonsense != "" }):
			reads[events](t, raw)
		default: // one of them is not of its form, and is written as little as it was understood
			for _, e := range each(v.Events, told.port) {
				if e.Place == "" || len(e.Nonsense) > 300 || strings.Contains(e.Nonsense, "himitsu") {
					t.Errorf("%.400q", fmt.Sprint(e))
				}
			}
		}
		if v, ok := reads[paymentOffers](t, raw); ok {
			_ = v.port()
		}
		if v, ok := reads[cashOffer](t, raw); ok {
			_ = v.port()
		}
		if v, ok := reads[limitOffer](t, raw); ok {
			_ = v.port()
		}
		if v, ok := reads[services](t, raw); ok {
			_ = v.port()
		}
		reads[readiness](t, raw)
		reads[problem](t, raw)
	})
}

// taker takes every order, and looks whether it can be meant.
type taker struct {
	issuer.Issuer
	t *testing.T
}

func (k taker) Order(_ context.Context, cardRef string, o issuer.Order) (issuer.Outcome, error) {
	if !o.Valid() {
		k.t.Errorf("an order that nobody can mean was handed on: %+v", o)
	}
	if back := fromOrder(cardRef, o).port(); !reflect.DeepEqual(back, o) {
		k.t.Errorf("%+v comes back as %+v", o, back)
	}
	return issuer.Outcome{Key: o.Key, Number: "1", State: issuer.Received, At: time.Unix(1_800_000_000, 0)}, nil
}

// FuzzOrder hands anything at all over as an order, under any header.
func FuzzOrder(f *testing.F) {
	const key = "0192f0c4-aaaa-7bbb-8ccc-0123456789ab"
	head := `{"card_ref":"ref-1","key":"` + key + `","at":"2026-11-22T12:00:00+09:00","documents":["privacy@1"],"kind":`
	for _, details := range []string{
		`"borrow_cash","borrow_cash":{"amount":50000,"way":"once","terms":"1"}}`, `"add_etc","add_etc":{}}`, `"change_bank","change_bank":{}}`,
		`"raise_limit","assurance":"sms","raise_limit":{"limit":1,"from":"2026-12-01","until":"2026-12-02","purpose":"travel","income":1,"debts":0,"consent":true,"files":[{"name":"a","type":"image/png","data":"AAAA"}]}}`,
		`"lock_card","lock_card":{"all":false,"abroad":true,"online":false,"cash":false,"until":"2026-12-01"}}`,
		`"add_family","add_family":{"name":"見本 次郎","kana":"ミホン","roman":"JIRO","birth_date":"2000-01-01","relation":"child"}}`,
		`"report_loss","report_loss":{"stolen":true,"on":"2026-11-20","replace":true}}`, `"close_account","close_account":{"why":"fee"},"add_etc":{}}`,
	} {
		f.Add(`"`+key+`"`, []byte(head+details))
	}
	f.Add("", []byte("{}"))
	f.Fuzz(func(t *testing.T, header string, body []byte) {
		h := (&Server{Issuer: taker{t: t}, Now: time.Now}).Handler()
		r := httptest.NewRequest(http.MethodPost, "/v1/order", strings.NewReader(string(body)))
		r.Header.Set("Content-Type", "application/json")
		r.Header["Idempotency-Key"] = []string{header}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK:
			v, ok := reads[outcome](t, w.Body.Bytes())
			if !ok || header != `"`+v.Key+`"` {
				t.Errorf("under %q: %s", header, w.Body)
			}
		case http.StatusBadRequest:
		default:
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}
