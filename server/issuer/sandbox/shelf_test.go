package sandbox

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// everything is all that can be asked about a card.
func everything(t *testing.T, i *Issuer, ref string) []any {
	t.Helper()
	all := issuer.Page{Max: issuer.MaxPage}
	summary, err1 := i.Summary(t.Context(), ref)
	months, err2 := i.Statements(t.Context(), ref, all)
	limits, err3 := i.Limits(t.Context(), ref)
	points, err4 := i.Points(t.Context(), ref)
	list, err5 := i.Uses(t.Context(), ref, issuer.UsesOf{Page: all})
	out := []any{summary, months, limits, points, list}
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Error(err)
		}
	}
	for _, s := range months.Statements {
		of, err1 := i.Statement(t.Context(), ref, s.Month)
		uses, err2 := i.Uses(t.Context(), ref, issuer.UsesOf{Month: s.Month, Page: all})
		if err1 != nil || err2 != nil || len(uses.Uses) != min(of.Uses, issuer.MaxPage) {
			t.Errorf("%v: %d uses: %v, %v", s.Month, len(uses.Uses), err1, err2)
		}
		out = append(out, of, uses)
	}
	return out
}

// What is on the shelf answers as what was never there, in any order, to many at once, today and tomorrow.
func TestABookFromTheShelfSaysWhatAFreshOneSays(t *testing.T) {
	var clock sync.Mutex
	at := time.Date(2026, 12, 4, 1, 0, 0, 0, time.UTC)
	now := func() time.Time { clock.Lock(); defer clock.Unlock(); return at }
	fresh := func() *Issuer { return New(Config{Key: testKey, Now: now, Members: 20}) }
	box := fresh()
	var refs []string
	for n := range 20 {
		refs = append(refs, box.Seeded(n).CardRef)
	}
	for account := range cases {
		h := holding{account: uint64(account), traits: cases[account].traits}
		if h.pace == quick && h.crowd == 0 {
			refs = append(refs, box.refs.make(refMain, h.account))
			if h.household {
				refs = append(refs, box.refs.make(refFamily, h.account))
			}
		}
	}
	for range 2 {
		var all sync.WaitGroup
		for round := range 2 {
			all.Go(func() {
				for n := range refs {
					ref := refs[n]
					if round == 1 {
						ref = refs[len(refs)-1-n]
					}
					if got, want := everything(t, box, ref), everything(t, fresh(), ref); !reflect.DeepEqual(got, want) {
						t.Errorf("%s answers otherwise from the shelf", ref)
					}
				}
			})
		}
		all.Wait()
		clock.Lock()
		at = at.AddDate(0, 0, 1)
		clock.Unlock()
	}
}

func TestTheShelfIsBounded(t *testing.T) {
	var s shelf
	written := 0
	take := func(account uint64, uses int) {
		s.take(spot{account: account, day: japan.On(2026, 11, 22)}, func() *book { written++; return &book{uses: make([]use, uses)} })
	}
	for n := range 10 {
		take(uint64(n), mostUses/4)
	}
	if len(s.books) != 4 || s.uses != mostUses || written != 10 {
		t.Errorf("%d books, %d uses, %d written", len(s.books), s.uses, written)
	}
	take(6, mostUses/4) // there, and now not the next to go
	take(10, mostUses/4)
	if s.books[spot{account: 6, day: japan.On(2026, 11, 22)}] == nil || written != 11 {
		t.Errorf("the one that was taken goes first, or %d were written", written)
	}
	take(11, 2*mostUses)
	if len(s.books) != 1 || s.uses != 2*mostUses {
		t.Errorf("beside a long book %d books, %d uses", len(s.books), s.uses)
	}
	take(12, 10)
	if len(s.books) != 1 || s.uses != 10 {
		t.Errorf("after it %d books, %d uses", len(s.books), s.uses)
	}
}
