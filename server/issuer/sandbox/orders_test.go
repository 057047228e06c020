package sandbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// world is a sandbox with a clock that is set by hand.
type world struct {
	*Issuer
	now *time.Time
	t   *testing.T
	n   int
}

func newWorld(t *testing.T) *world {
	now := noon
	w := &world{now: &now, t: t}
	w.Issuer = New(Config{Key: testKey, Now: func() time.Time { return *w.now }, Members: 3, Step: time.Minute, Bank: "/dev/bank"})
	return w
}

func (w *world) pass(d time.Duration) { *w.now = w.now.Add(d) }

// ref is the reference to a card of a case.
func (w *world) ref(slug string, seat int) string {
	return w.refs.make(refOfSeat[seat], accountNamed(w.t, slug))
}

// key is a new order's.
func (w *world) key() string {
	w.n++
	return fmt.Sprintf("order-%016d", w.n)
}

// order gives an order, which has to be taken in.
func (w *world) order(ref string, o issuer.Order) issuer.Outcome {
	w.t.Helper()
	if o.Key == "" {
		o.Key = w.key()
	}
	out, err := w.Order(w.t.Context(), ref, o)
	if err != nil {
		w.t.Fatalf("%s: %v", o.Kind, err)
	}
	if out.Key != o.Key || out.Number == "" {
		w.t.Fatalf("%s: outcome %+v", o.Kind, out)
	}
	return out
}

// refused gives an order that is not offered.
func (w *world) refused(ref string, o issuer.Order) {
	w.t.Helper()
	o.Key = w.key()
	if out, err := w.Order(w.t.Context(), ref, o); !errors.Is(err, issuer.ErrNotOffered) {
		w.t.Errorf("%s %+v: %+v, %v; want it not to be offered", o.Kind, o, out, err)
	}
	if _, err := w.Outcome(w.t.Context(), ref, o.Key); !errors.Is(err, issuer.ErrNoOrder) {
		w.t.Errorf("%s: what is not offered was taken in: %v", o.Kind, err)
	}
}

// stands asks how an order stands.
func (w *world) stands(ref, key string) issuer.Outcome {
	w.t.Helper()
	out, err := w.Outcome(w.t.Context(), ref, key)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) services(ref string) issuer.Services {
	w.t.Helper()
	s, err := w.Services(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) contacts(ref string) map[issuer.Channel]issuer.Contact {
	w.t.Helper()
	cs, err := issuer.Strict{Issuer: w.Issuer, Now: w.clock}.Contacts(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	by := map[issuer.Channel]issuer.Contact{}
	for _, c := range cs {
		by[c.Channel] = c
	}
	return by
}

func (w *world) cards(ref string) []issuer.Card {
	w.t.Helper()
	cs, err := issuer.Strict{Issuer: w.Issuer, Now: w.clock}.Cards(w.t.Context(), ref)
	if err != nil {
		w.t.Fatal(err)
	}
	return cs
}

// printed is the card in the hands of a seat, as it would be typed.
func (w *world) verifies(slug string, seat int) (issuer.Verified, error) {
	w.t.Helper()
	account := accountNamed(w.t, slug)
	return verify(w.Issuer, typed(w.t, w.demo(account, w.holdingAt(account, seat, w.clock()).carried())))
}

// The same key is the same order, whatever became of the connection; with other contents it is none.
func TestAKeyIsOneOrder(t *testing.T) {
	w := newWorld(t)
	ref := w.ref("sms", 0)
	o := issuer.Order{Key: w.key(), Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{On: japan.DateOf(noon), Replace: true}}
	first := w.order(ref, o)
	o.At = noon.Add(time.Second) // confirmed once more
	if again := w.order(ref, o); again != first {
		t.Errorf("%+v, then %+v", first, again)
	}
	w.pass(time.Hour)
	if again := w.order(ref, o); again.State != issuer.Completed || again.Number != first.Number {
		t.Errorf("later: %+v", again)
	}
	other := o
	other.ReportLoss = &issuer.Loss{On: japan.DateOf(noon), Replace: false}
	for _, of := range []string{ref, w.ref("sms", 1), w.ref("both", 0)} {
		if _, err := w.Order(t.Context(), of, other); !errors.Is(err, issuer.ErrKeyUsed) {
			t.Errorf("other contents: %v", err)
		}
	}
	if _, err := w.Order(t.Context(), w.ref("both", 0), o); !errors.Is(err, issuer.ErrKeyUsed) {
		t.Errorf("another's card: %v", err)
	}
	if _, err := w.Outcome(t.Context(), w.ref("both", 0), o.Key); !errors.Is(err, issuer.ErrNoOrder) {
		t.Errorf("another's order: %v", err)
	}
	for _, o := range []issuer.Order{
		{Key: "short", Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}},
		{Key: "order-0000000000000\n", Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}},
		{Key: w.key(), Kind: issuer.SendPIN},
		{Key: w.key(), Kind: issuer.SendPIN, AddETC: &issuer.Nothing{}},
		{Key: w.key(), Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}, AddETC: &issuer.Nothing{}},
		{Key: w.key(), Kind: "send_money", SendPIN: &issuer.Nothing{}},
		{Key: w.key()},
	} {
		if _, err := w.Order(t.Context(), ref, o); !errors.Is(err, issuer.ErrNotOffered) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, kind := range issuer.OrderKinds {
		v := reflect.New(reflect.TypeFor[issuer.Order]()).Elem()
		o, found := v.Addr().Interface().(*issuer.Order), 0
		o.Kind = kind
		for n := range v.NumField() {
			if v.Field(n).Kind() == reflect.Pointer && snake(v.Type().Field(n).Name) == string(kind) {
				v.Field(n).Set(reflect.New(v.Field(n).Type().Elem()))
				found++
			}
		}
		if found != 1 || !detailed(o) {
			t.Errorf("%s has %d fields of its own", kind, found)
		}
	}
}

// A sandbox that is started again knows everything that was answered, and goes on where it was; half a line was answered to nobody.
func TestOrdersSurviveARestart(t *testing.T) {
	now := noon
	c := Config{Key: testKey, Now: func() time.Time { return now }, Members: 3, Step: time.Minute, Bank: "/dev/bank", Journal: filepath.Join(t.TempDir(), "journal")}
	start := func() *world {
		i, err := Open(c)
		if err != nil {
			t.Fatal(err)
		}
		return &world{Issuer: i, now: &now, t: t, n: 0}
	}
	w := start()
	sms, both := w.ref("sms", 0), w.ref("both", 0)
	w.order(sms, issuer.Order{Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{On: japan.DateOf(noon), Replace: true}})
	w.order(sms, issuer.Order{Kind: issuer.ChangePhone, ChangePhone: &issuer.NewPhone{Number: "+818001234567", Mobile: true}})
	w.order(both, issuer.Order{Kind: issuer.ChoosePaper, ChoosePaper: &issuer.Paper{Paper: true}})
	raise := issuer.Order{Key: w.key(), Kind: issuer.RaiseLimit, RaiseLimit: &issuer.LimitRequest{
		Limit: w.raisable(both), Income: 9_000_000, Consent: true, Files: []issuer.File{{Name: "収入.pdf", Type: "application/pdf", Data: []byte("%PDF-1.7 its contents")}},
	}}
	w.order(both, raise)
	etc := w.order(both, issuer.Order{Kind: issuer.AddETC, AddETC: &issuer.Nothing{}}).Key
	if _, err := w.Cancel(t.Context(), both, etc); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []issuer.EventKind{issuer.CardUsed, issuer.DebitFailed} {
		if err := w.Happen(t.Context(), both, kind, "みほん商店", 980); err != nil {
			t.Fatal(kind, err)
		}
	}
	says := func(w *world) []any {
		es, err := w.Events(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		out := []any{w.services(sms), w.services(both), w.contacts(sms), es, w.stands(both, raise.Key), w.stands(both, etc)}
		return append(append(out, everything(t, w.Issuer, sms)...), everything(t, w.Issuer, both)...)
	}
	raw, err := os.ReadFile(c.Journal)
	if err != nil || strings.Contains(string(raw), "its contents") || strings.Contains(string(raw), "aXRzIGNvbnRlbnRz") {
		t.Errorf("the journal keeps what was in a file: %v", err)
	}
	for range 4 {
		before := says(w)
		f, err := os.OpenFile(c.Journal, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(`{"at":"2026-11-22T03:00:00Z","acc`)
		f.Close()
		w = start()
		if after := says(w); !reflect.DeepEqual(before, after) {
			t.Errorf("before the restart\n%+v\nafter\n%+v", before, after)
		}
		if out, err := w.Order(t.Context(), both, raise); err != nil || out.Number == "" {
			t.Errorf("asked again: %+v, %v", out, err)
		}
		now = now.Add(45 * time.Second)
	}
	if err := os.WriteFile(c.Journal, append(raw, "nonsense\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(c); err == nil || !strings.Contains(err.Error(), "is none of a journal") {
		t.Errorf("a journal of nonsense: %v", err)
	}
}

// raisable is the highest lasting limit that can be applied for.
func (w *world) raisable(ref string) int {
	w.t.Helper()
	o, err := w.LimitOffer(w.t.Context(), ref)
	if err != nil || o.Lasting == 0 {
		w.t.Fatalf("%+v, %v", o, err)
	}
	return o.Lasting
}

// Whatever is ordered, in any order and at any time, the answers make sense and nothing panics.
func TestAnythingMayBeOrdered(t *testing.T) {
	for seed := range uint64(2) {
		w := newWorld(t)
		strict := issuer.Strict{Issuer: w.Issuer, Now: w.clock}
		d := throw(seed, 77)
		slugs := []string{"sms", "both", "plans", "overdue", "five", "five2", "cash", "unused"}
		taken := map[issuer.OrderKind]int{}
		var lastKey, lastRef string
		place := ""
		for step := range 120 {
			slug := pick(d, slugs)
			seat := 0
			if d.chance(25) {
				seat = d.n(seats)
			}
			ref := w.ref(slug, seat)
			day := japan.DateOf(*w.now).AddDays(d.between(-3, 40))
			limit := d.between(1, 30) * limitStep
			o := pick(d, []issuer.Order{
				lockOrder(issuer.Lock{All: d.chance(40), Abroad: d.chance(30), Online: d.chance(30), Cash: d.chance(30), Until: pick(d, []japan.Date{{}, day})}),
				{Kind: issuer.ReportLoss, ReportLoss: &issuer.Loss{On: day.AddDays(-20), Replace: d.chance(60)}},
				{Kind: issuer.Reissue, Reissue: &issuer.Replacement{Why: pick(d, []string{"broken", "name", "?"})}},
				{Kind: issuer.MoveAddress, MoveAddress: &issuer.Address{Postal: "1000001", Prefecture: pick(d, prefectures), City: "見本市", Street: "1"}},
				{Kind: issuer.ChangePhone, ChangePhone: &issuer.NewPhone{Number: fmt.Sprintf("+81900%07d", d.n(10_000_000)), Mobile: d.chance(80)}},
				{Kind: issuer.ChangeMail, ChangeMail: &issuer.NewMail{Mail: fmt.Sprintf("m%d@example.jp", d.n(1000))}},
				{Kind: issuer.ChangeBank, ChangeBank: &issuer.NewBank{Token: pick(d, []string{"", "x"})}},
				{Kind: issuer.SendPIN, SendPIN: &issuer.Nothing{}},
				{Kind: issuer.ChoosePaper, ChoosePaper: &issuer.Paper{Paper: d.chance(50)}},
				{Kind: issuer.AddFamily, AddFamily: &issuer.Family{Name: "見本 次郎", Kana: "ミホン ジロウ", Roman: "JIRO MIHON", BirthDate: japan.Date{Year: 1970, Month: 1, Day: 2}, Relation: "spouse"}},
				{Kind: issuer.AddETC, AddETC: &issuer.Nothing{}},
				{Kind: issuer.RaiseLimit, RaiseLimit: &issuer.LimitRequest{Limit: limit, Income: d.n(12) * 1_000_000, Debts: d.n(3) * 100_000, Consent: true}},
				{Kind: issuer.RaiseLimit, RaiseLimit: &issuer.LimitRequest{Limit: limit, From: day, Until: day.AddDays(30), Purpose: "travel", Income: 8_000_000, Consent: d.chance(90)}},
				{Kind: issuer.RaiseCash, RaiseCash: &issuer.LimitRequest{Limit: limit, Income: d.n(12) * 1_000_000, Debts: d.n(3) * 100_000, Consent: true}},
			})
			if d.chance(1) {
				o = issuer.Order{Kind: issuer.CloseAccount, CloseAccount: &issuer.Closing{}}
			}
			o.Key = w.key()
			switch out, err := w.Order(t.Context(), ref, o); {
			case err == nil:
				taken[o.Kind]++
				if again, err := w.Order(t.Context(), ref, o); err != nil || again != out {
					t.Fatalf("the same again: %+v, %v; %+v", out, err, again)
				}
				lastKey, lastRef = o.Key, ref
			case !errors.Is(err, issuer.ErrNotOffered) && !errors.Is(err, issuer.ErrUnknown):
				t.Fatalf("%s: %v", o.Kind, err)
			}
			if lastKey != "" && d.chance(20) {
				if out, err := w.Cancel(t.Context(), lastRef, lastKey); err == nil && out.State != issuer.Cancelled || err != nil && !errors.Is(err, issuer.ErrTooLate) {
					t.Fatalf("cancel: %+v, %v", out, err)
				}
			}
			if d.chance(10) {
				if err := w.Happen(t.Context(), ref, pick(d, Happenings[:5]), "みほん商店", d.between(-10, 3000)); err != nil && !errors.Is(err, issuer.ErrNotOffered) && !errors.Is(err, issuer.ErrUnknown) {
					t.Fatal(err)
				}
			}
			w.pass(time.Duration(d.n(100)) * time.Second)
			if d.chance(12) {
				w.pass(time.Duration(d.n(9*24)) * time.Hour)
			}
			if step%5 != 0 {
				continue
			}
			for _, call := range []func() error{
				func() error { _, err := strict.Services(t.Context(), ref); return err },
				func() error { _, err := strict.Contacts(t.Context(), ref); return err },
				func() error { _, err := strict.Cards(t.Context(), ref); return err },
				func() error { _, err := strict.Holder(t.Context(), ref); return err },
				func() error { _, err := strict.Summary(t.Context(), ref); return err },
				func() error { _, err := strict.Limits(t.Context(), ref); return err },
				func() error { _, err := strict.Account(t.Context(), ref); return err },
				func() error { _, err := strict.LimitOffer(t.Context(), ref); return err },
				func() error { _, err := strict.Statements(t.Context(), ref, issuer.Page{Max: 50}); return err },
				func() error {
					_, err := strict.Uses(t.Context(), ref, issuer.UsesOf{Page: issuer.Page{Max: 50}})
					return err
				},
			} {
				if err := call(); err != nil && !errors.Is(err, issuer.ErrUnknown) {
					t.Fatalf("seed %d, step %d, %s %d: %v", seed, step, slug, seat, err)
				}
			}
			es, err := strict.Events(t.Context(), place)
			for _, e := range es {
				if e.Place <= place || e.At.After(w.clock()) {
					t.Fatalf("%+v comes after %s", e, place)
				}
				place = e.Place
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if len(taken) < 10 {
			t.Errorf("seed %d: only %v were taken in", seed, taken)
		}
	}
}
