package rest_test

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/issuer/rest"
	"netanswer/server/issuer/resttest"
)

// One event of a page that is not of its form is answered as far as it was understood, between the others as they are. Where nothing can be read on
// from, the whole page is refused.
func TestOneEventThatMakesNoSenseHoldsUpNoOther(t *testing.T) {
	var body string
	trial := trialOf(t)
	at := resttest.Listen(t, trial, time.Now, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(body))
	}))
	c := config(t, trial, at)
	c.Whole, c.Attempt = 0, 0
	strict := issuer.Strict{Issuer: rest.New(c), Now: func() time.Time { return noon }}
	const good = `{"place":"%d","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0}`
	when := time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)
	all := issuer.Event{Place: "2", Kind: issuer.CardCancelled, At: when, CardRef: "card"}
	only := func(take func(*issuer.Event)) issuer.Event {
		e := all
		take(&e)
		return e
	}
	for what, x := range map[string]struct {
		event string
		known issuer.Event // what of it is; the zero Event: the page is refused
	}{
		"as it must be":             {fmt.Sprintf(good, 2), all},
		"a field too many":          {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0,"himitsu":"himitsu"}`, all},
		"a field missing":           {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card"}`, all},
		"no moment":                 {`{"place":"2","kind":"card_cancelled","card_ref":"card","amount":0}`, only(func(e *issuer.Event) { e.At = time.Time{} })},
		"a moment of words":         {`{"place":"2","kind":"card_cancelled","at":"himitsu","card_ref":"card","amount":0}`, only(func(e *issuer.Event) { e.At = time.Time{} })},
		"a card that is a number":   {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":4111111111111111,"amount":0}`, only(func(e *issuer.Event) { e.CardRef = "" })},
		"two cards":                 {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0,"card_ref":"other"}`, only(func(e *issuer.Event) { e.CardRef = "" })},
		"three cards":               {`{"card_ref":"card","place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0,"card_ref":"other"}`, only(func(e *issuer.Event) { e.CardRef = "" })},
		"a kind of its own":         {`{"place":"2","kind":"himitsu","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0}`, only(func(e *issuer.Event) { e.Kind = "" })},
		"a kind that is a list":     {`{"place":"2","kind":["himitsu"],"at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0}`, only(func(e *issuer.Event) { e.Kind = "" })},
		"an amount of words":        {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":"himitsu"}`, all},
		"an amount beyond counting": {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":1e400}`, all},
		"names in capitals":         {`{"place":"2","KIND":"card_cancelled","At":"2026-11-20T12:00:00+09:00","CARD_REF":"card","amount":0}`, issuer.Event{Place: "2"}},
		"a place and nothing else":  {`{"place":"2"}`, issuer.Event{Place: "2"}},
		"no place":                  {`{"kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0}`, issuer.Event{}},
		"two places":                {`{"place":"2","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0,"place":"2"}`, issuer.Event{}},
		"a place that is a number":  {`{"place":2,"kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0}`, issuer.Event{}},
		"an empty place":            {`{"place":"","kind":"card_cancelled","at":"2026-11-20T12:00:00+09:00","card_ref":"card","amount":0}`, issuer.Event{}},
		"a place that goes back":    {`{"place":"1"}`, issuer.Event{}},
		"a place of lines":          {`{"place":"2\n"}`, issuer.Event{}},
		"a place without end":       {`{"place":"2` + strings.Repeat("0", 200) + `"}`, issuer.Event{}},
		"no event":                  {`null`, issuer.Event{}},
		"words":                     {`"himitsu"`, issuer.Event{}},
		"no JSON":                   {`{"place":"2",}`, issuer.Event{}},
	} {
		body = fmt.Sprintf(`{"events":[`+good+`,%s,`+good+`]}`, 1, x.event, 3)
		es, err := strict.Events(t.Context(), "")
		if err != nil {
			if x.known.Place != "" || !errors.Is(err, issuer.ErrUnavailable) || es != nil || strings.Contains(err.Error(), "himitsu") {
				t.Errorf("%s: %+v, %v", what, es, err)
			}
			continue
		}
		if x.known.Place == "" || len(es) != 3 {
			t.Errorf("%s is taken: %+v", what, es)
			continue
		}
		for n := range es {
			es[n].At = es[n].At.UTC()
		}
		first, last := all, all
		first.Place, last.Place = "1", "3"
		got := es[1]
		if (got.Nonsense == "") != (what == "as it must be") || len(got.Nonsense) > 100 || strings.Contains(got.Nonsense, "himitsu") || strings.Contains(got.Nonsense, "4111") {
			t.Errorf("%s: it is said that %q", what, got.Nonsense)
		}
		got.Nonsense = ""
		if got.At.IsZero() {
			got.At = time.Time{}
		}
		if !reflect.DeepEqual([]issuer.Event{es[0], got, es[2]}, []issuer.Event{first, x.known, last}) {
			t.Errorf("%s: %+v", what, es)
		}
	}
}
