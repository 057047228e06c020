package issuertest

import (
	"slices"
	"testing"
	"time"

	"netanswer/server/issuer"
)

// all are the events after a place.
func all(t *testing.T, is issuer.Orders, after string) []issuer.Event {
	t.Helper()
	var es []issuer.Event
	for range 1000 {
		page, err := is.Events(t.Context(), after)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) > issuer.MaxPage {
			t.Fatalf("%d events at once", len(page))
		}
		if len(page) == 0 {
			return es
		}
		es, after = append(es, page...), page[len(page)-1].Place
	}
	t.Fatal("events without end")
	return nil
}

func events(t *testing.T, s stage) {
	a, o, _ := s.counting(t)
	last := ""
	if es := all(t, a, ""); len(es) > 0 {
		last = es[len(es)-1].Place
	}
	a.must(t, o)
	if _, err := a.Order(t.Context(), a.ref, issuer.Order{Key: newKey(), Kind: "nonsense", At: a.f.Now()}); err == nil {
		t.Error("nonsense is offered")
	}
	a.must(t, o) // once more: no event of its own
	if a.f.Pass != nil {
		a.f.Pass(48 * time.Hour)
	}
	whole, since, moved := all(t, a, ""), all(t, a, last), 0
	for n, e := range whole {
		if n > 0 && e.Place <= whole[n-1].Place || e.Place == "" || len(e.Place) > 128 {
			t.Fatalf("%q comes after %q", e.Place, whole[n-1].Place)
		}
		if e.At.IsZero() || e.At.After(a.f.Now().Add(time.Second)) || e.CardRef == "" || (e.Key != "") != (e.Kind == issuer.OrderMoved) || (e.Use != "") != (e.Kind == issuer.CardUsed) {
			t.Errorf("%+v", e)
		}
		if tail := whole[n+1:]; n%97 == 0 && !slices.EqualFunc(all(t, a, e.Place), tail, sameEvent) {
			t.Errorf("after %s come other events than %d", e.Place, len(tail))
		}
	}
	for _, e := range since {
		if e.Place <= last {
			t.Errorf("%s comes after %s", e.Place, last)
		}
		if e.Kind == issuer.OrderMoved && e.Key == o.Key {
			if moved++; e.CardRef != a.ref {
				t.Errorf("%+v is told of another card", e)
			}
		}
	}
	if moved == 0 || moved > 1 && a.must(t, o).State == issuer.Completed && moved > 3 {
		t.Errorf("%d events tell of the order", moved)
	}
	if len(whole) > 0 {
		if es := all(t, a, whole[len(whole)-1].Place); len(es) != 0 {
			t.Errorf("behind the last there are %d", len(es))
		}
		if es := all(t, a, "~"); len(es) != 0 {
			t.Errorf("behind a place that nobody gave out there are %d", len(es))
		}
	}
}

func sameEvent(a, b issuer.Event) bool {
	at := a.At.Truncate(time.Second).Equal(b.At.Truncate(time.Second))
	a.At, b.At = time.Time{}, time.Time{}
	return at && a == b
}
