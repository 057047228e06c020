package sandbox

import (
	"errors"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// read is the feed from a place on, page by page.
func (w *world) read(after string) []issuer.Event {
	w.t.Helper()
	strict := issuer.Strict{Issuer: w.Issuer, Now: w.clock}
	var all []issuer.Event
	for {
		es, err := strict.Events(w.t.Context(), after)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(es) == 0 {
			return all
		}
		all, after = append(all, es...), es[len(es)-1].Place
	}
}

// of are the events of a card, without their places and moments.
func of(es []issuer.Event, ref string) (out []issuer.Event) {
	for _, e := range es {
		if e.CardRef == ref {
			e.Place, e.At = "", time.Time{}
			out = append(out, e)
		}
	}
	return out
}

// Whoever reads the feed bit by bit reads what somebody reads who comes later, in the same order and under the same places.
func TestTheFeedIsTheSameForEverybody(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("late", 0)
	var all []issuer.Event
	place := ""
	for n := range 40 {
		if n%7 == 0 {
			w.order(w.ref("sms", 0), issuer.Order{Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}})
			if err := w.Happen(t.Context(), ref, issuer.CardUsed, "みほん商店", 100+n); err != nil {
				t.Fatal(err)
			}
		}
		w.pass(17 * time.Hour)
		es := w.read(place)
		if all = append(all, es...); len(all) > 0 {
			place = all[len(all)-1].Place
		}
	}
	again := w.read("")
	if !reflect.DeepEqual(all, again) {
		t.Errorf("%d events bit by bit, %d at once", len(all), len(again))
	}
	kinds := map[issuer.EventKind]int{}
	for n, e := range all {
		kinds[e.Kind]++
		if n > 0 && (e.Place <= all[n-1].Place || e.At.Before(all[n-1].At)) {
			t.Fatalf("%+v comes after %+v", e, all[n-1])
		}
	}
	for _, kind := range []issuer.EventKind{issuer.CardUsed, issuer.AmountFixed, issuer.DebitFailed, issuer.OrderMoved} {
		if kinds[kind] == 0 {
			t.Errorf("nothing is told of %s: %v", kind, kinds)
		}
	}
}

// What the feed says of a life is what the account says.
func TestTheFeedSaysWhatTheAccountSays(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("late", 0)
	w.pass(20 * 24 * time.Hour) // over the debit of December
	today := japan.DateOf(*w.now)
	uses := map[string]issuer.Use{}
	us, err := w.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: issuer.MaxPage}})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range us.Uses {
		uses[u.Ref] = u
	}
	used, failed := 0, 0
	for _, e := range of(w.read(""), ref) {
		switch e.Kind {
		case issuer.CardUsed:
			used++
			if u := uses[e.Use]; u.Amount != e.Amount || u.CardRef != ref || !u.Date.Before(today) {
				t.Errorf("%+v of %+v", e, u)
			}
		case issuer.DebitFailed:
			failed++
			if s, err := w.Statement(t.Context(), ref, e.Month); err != nil || s.Total != e.Amount || s.State != issuer.Retrying {
				t.Errorf("%+v of %+v, %v", e, s, err)
			}
		}
	}
	told := 0
	for _, u := range us.Uses {
		if japan.DateOf(noon).Before(u.Date) && u.Kind == issuer.Purchase || u.Date == japan.DateOf(noon) && u.Kind == issuer.Purchase {
			told++
		}
	}
	if used != told || used == 0 || failed != 1 {
		t.Errorf("%d uses and %d failed debits are told, there were %d uses", used, failed, told)
	}
}

// What is made to happen shows in the feed and in the account alike.
func TestWhatIsMadeToHappenShows(t *testing.T) {
	w := newWorld(t)
	ref, family := w.ref("sms", 0), w.ref("sms", 1)
	happen := func(ref string, kind issuer.EventKind) issuer.Event {
		t.Helper()
		before := len(of(w.read(""), ref))
		if err := w.Happen(t.Context(), ref, kind, "みほん商店", 980); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		es := of(w.read(""), ref)
		if len(es) != before+1 || es[before].Kind != kind {
			t.Fatalf("%s: the feed says %+v", kind, es)
		}
		return es[before]
	}
	before := w.limits(ref)
	used := happen(family, issuer.CardUsed)
	us, err := w.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: 1}})
	if u := us.Uses[0]; err != nil || u.Ref != used.Use || u.Amount != 980 || u.CardRef != family || u.Date != japan.DateOf(noon) {
		t.Errorf("%+v of %+v, %v", used, u, err)
	}
	if l := w.limits(ref); l.Total.Used != before.Total.Used+980 {
		t.Errorf("%+v, it was %+v", l, before)
	}
	fixed := happen(ref, issuer.AmountFixed)
	if s, err := w.Statement(t.Context(), ref, fixed.Month); err != nil || s.Total != fixed.Amount {
		t.Errorf("%+v of %+v, %v", fixed, s, err)
	}
	failed := happen(ref, issuer.DebitFailed)
	if s, err := w.Statement(t.Context(), ref, failed.Month); err != nil || s.Total != failed.Amount || s.State != issuer.Overdue {
		t.Errorf("%+v of %+v, %v", failed, s, err)
	}
	if s, err := w.Summary(t.Context(), ref); err != nil || s.Overdue != failed.Amount {
		t.Errorf("%+v, %v", s, err)
	}
	if o := w.limitOffer(ref); o.Why != "arrears" {
		t.Errorf("in arrears: %+v", o)
	}
	w.pass(20 * 24 * time.Hour)
	if s, err := w.Statement(t.Context(), ref, failed.Month); err != nil || s.State != issuer.Paid || s.LateCharge <= 0 {
		t.Errorf("paid in the end: %+v, %v", s, err)
	}
	was := w.cards(ref)[0].Last4
	happen(ref, issuer.CardReissued)
	if now := w.cards(ref)[0].Last4; now == was {
		t.Error("reissued under the same number")
	}
	happen(family, issuer.CardCancelled)
	if _, err := w.verifies("sms", 1); !errors.Is(err, issuer.ErrRefused) {
		t.Errorf("a cancelled card: %v", err)
	}
	if _, err := w.verifies("sms", 0); err != nil {
		t.Errorf("the main card beside it: %v", err)
	}
	if s := w.services(family); !s.Lost {
		t.Errorf("cancelled: %+v", s)
	}
	happen(ref, issuer.HolderDeceased)
	for seat := range 2 {
		if _, err := w.verifies("sms", seat); !errors.Is(err, issuer.ErrRefused) {
			t.Errorf("seat %d: %v", seat, err)
		}
	}
	if es := of(w.read(""), family); es[len(es)-1].Kind != issuer.HolderDeceased {
		t.Errorf("the family card is told %+v", es[len(es)-1])
	}
	if s := w.services(ref); len(s.Orders) != 0 {
		t.Errorf("a dead person may order %v", s.Orders)
	}
	if err := w.Happen(t.Context(), ref, issuer.CardUsed, "みほん商店", 1); !errors.Is(err, issuer.ErrNotOffered) {
		t.Errorf("used after death: %v", err)
	}
}

// All of a person's accounts end with them, and no other's.
func TestADeathIsOfAPerson(t *testing.T) {
	w := newWorld(t)
	if err := w.Happen(t.Context(), w.ref("five2", 0), issuer.HolderDeceased, "", 0); err != nil {
		t.Fatal(err)
	}
	for slug, want := range map[string]error{"five": issuer.ErrRefused, "five2": issuer.ErrRefused, "five5": issuer.ErrRefused, "sms": nil} {
		if _, err := w.verifies(slug, 0); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", slug, err, want)
		}
	}
}

func TestClosingCancelsTheCards(t *testing.T) {
	w := newWorld(t)
	w.order(w.ref("sms", 0), issuer.Order{Kind: issuer.CloseAccount, CloseAccount: &issuer.Closing{}})
	for seat := range 2 {
		es := of(w.read(""), w.ref("sms", seat))
		if len(es) == 0 || es[len(es)-1].Kind != issuer.CardCancelled {
			t.Errorf("seat %d is told %+v", seat, es)
		}
	}
}

// Two programs with one journal are one issuer: what one took in the other knows, a key counts in both, and nothing is taken in twice.
func TestTwoProgramsShareAJournal(t *testing.T) {
	c := Config{Key: testKey, Now: time.Now, Step: time.Hour, Journal: filepath.Join(t.TempDir(), "journal")}
	var ws [2]*world
	for n := range ws {
		i, err := Open(c)
		if err != nil {
			t.Fatal(err)
		}
		defer i.Close()
		ws[n] = &world{Issuer: i, t: t}
	}
	ref := ws[0].ref("sms", 0)
	var wg sync.WaitGroup
	const many = 12
	var outs [2 * many]issuer.Outcome
	for n := range outs {
		wg.Go(func() { // each key comes to both
			o := issuer.Order{Key: "two-programs-00" + string(rune('a'+n%many)), Kind: issuer.ChangeMail, ChangeMail: &issuer.NewMail{Mail: string(rune('a'+n%many)) + "@example.jp"}}
			out, err := ws[n/many].Order(t.Context(), ref, o)
			if err != nil {
				t.Error(err)
			}
			outs[n] = out
		})
	}
	wg.Wait()
	for n := range many {
		if outs[n] != outs[n+many] {
			t.Errorf("%+v here, %+v there", outs[n], outs[n+many])
		}
	}
	if a, b := ws[0].read(""), ws[1].read(""); len(a) != many || !reflect.DeepEqual(a, b) {
		t.Errorf("%d events here, %d there", len(a), len(b))
	}
	if a, b := ws[0].contacts(ref), ws[1].contacts(ref); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v here, %+v there", a, b)
	}
}
