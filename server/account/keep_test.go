package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

func TestWhatWasReadIsReadDuringTheMaintenance(t *testing.T) {
	h := aHouse(t)
	before := h.all(t, h.reader(), time.Time{})
	h.flush(t)
	if len(before.Months) < 18 || len(before.Uses["2026-12"]) == 0 || before.Home.Holder == "" {
		t.Fatalf("%d months", len(before.Months))
	}
	seen := h.t
	h.box.err, h.t = issuer.ErrUnavailable, h.t.Add(2*time.Hour)
	if kept := h.all(t, h.reader(), seen); !reflect.DeepEqual(kept, before) {
		t.Error("another account than before")
	}
	// It comes back, and later goes again.
	h.box.err, h.t = nil, h.t.Add(time.Hour)
	h.all(t, h.reader(), time.Time{})
	h.flush(t)
	if row := h.store.rows[name{h.reader(), "months"}]; !row.SeenAt.Equal(h.t) {
		t.Errorf("kept as of %v", row.SeenAt)
	}
}

func TestAMonthIsReadThatIsKeptThoughTheListIsNot(t *testing.T) {
	h := aHouse(t)
	m := japan.Month{Year: 2026, Month: 11}
	if _, _, _, err := h.month(t.Context(), h.reader(), m); err != nil {
		t.Fatal(err)
	}
	h.flush(t)
	h.box.err = errors.New("an answer that makes no sense")
	if of, uses, seen, err := h.month(t.Context(), h.reader(), m); err != nil || of.Month != m || len(uses) != of.Uses || !seen.Equal(h.t) {
		t.Errorf("%v, %d uses as of %v: %v", of, len(uses), seen, err)
	}
	_, _, err := h.months(t.Context(), h.reader())
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != wire.Unavailable {
		t.Errorf("what nobody has read: %v", err)
	}
}

// Whoever opens the door by another's row sees nothing: neither another card of the same member, nor another member with the card.
func TestNobodyReadsWhatIsKeptForAnother(t *testing.T) {
	h := aHouse(t)
	main, family := h.household(t)
	h.all(t, main, time.Time{})
	h.flush(t)
	h.box.err = issuer.ErrUnavailable
	months := []string{"summary", "months", "2026-11"}
	for what, r := range map[string]Reader{"the family card's holder": family, "who has the card without being its member": {"stranger", main.CardRef}} {
		for _, part := range months {
			if n := (name{main, part}); true { // the row itself is put into their place
				row := h.store.rows[n]
				h.store.rows[name{r, part}] = row
			}
		}
		if _, err := h.Home(t.Context(), r); err == nil {
			t.Errorf("%s reads home", what)
		}
		if _, _, err := h.months(t.Context(), r); err == nil {
			t.Errorf("%s reads the months", what)
		}
		if _, _, _, err := h.month(t.Context(), r, japan.Month{Year: 2026, Month: 11}); err == nil {
			t.Errorf("%s reads a month", what)
		}
	}
	if _, err := h.Home(t.Context(), main); err != nil {
		t.Error(err)
	}
}

func TestADamagedRowIsNoneAndIsAskedAnew(t *testing.T) {
	for what, spoil := range map[string]func(*house, Row) Row{
		"a letter":        func(_ *house, r Row) Row { r.Sealed = r.Sealed[:40] + flip(r.Sealed[40]) + r.Sealed[41:]; return r },
		"cut":             func(_ *house, r Row) Row { r.Sealed = r.Sealed[:len(r.Sealed)/2]; return r },
		"empty":           func(_ *house, r Row) Row { r.Sealed = ""; return r },
		"another time":    func(_ *house, r Row) Row { r.SeenAt = r.SeenAt.Add(time.Hour); return r },
		"kept for longer": func(_ *house, r Row) Row { r.KeepUntil = r.KeepUntil.Add(time.Hour); return r },
		"another month's": func(h *house, _ Row) Row { return h.store.rows[name{h.reader(), "2026-10"}] },
		"of another site": func(h *house, r Row) Row { r.Sealed = sealedElsewhere(h, r); return r },
		"sealed nonsense": func(h *house, r Row) Row { r.Sealed = h.Kept.Keys.Seal("statements", r.bind(), []byte("{")); return r },
		"another type": func(h *house, r Row) Row {
			r.Sealed = h.Kept.Keys.Seal("statements", r.bind(), deflate(pack(issuer.Summary{Account: "みほん銀行"})))
			return r
		},
		"packed nonsense": func(h *house, r Row) Row {
			r.Sealed = h.Kept.Keys.Seal("statements", r.bind(), deflate([]byte("{")))
			return r
		},
		"for something else": func(h *house, r Row) Row {
			r.Sealed = h.Kept.Keys.Seal("outbox", r.bind(), deflate([]byte("{}")))
			return r
		},
	} {
		h := aHouse(t)
		h.all(t, h.reader(), time.Time{})
		h.flush(t)
		n := name{h.reader(), "2026-11"}
		h.store.rows[n] = spoil(h, h.store.rows[n])
		month := japan.Month{Year: 2026, Month: 11}
		h.box.err = issuer.ErrUnavailable
		if of, _, _, err := h.month(t.Context(), h.reader(), month); err == nil {
			t.Errorf("%s: read as %v", what, of)
		}
		if strings.Contains(h.said.String(), h.reader().CardRef) {
			t.Errorf("%s: the log names the card", what)
		}
		h.box.err, h.t = nil, h.t.Add(again)
		want := h.t
		if _, _, seen, err := h.month(t.Context(), h.reader(), month); err != nil || !seen.IsZero() {
			t.Errorf("%s: asked anew: %v", what, err)
		}
		if what == "another time" {
			h.t = h.t.Add(2 * time.Hour) // the newest stays; this one says that it is newer
			want = h.t
			if _, _, _, err := h.month(t.Context(), h.reader(), month); err != nil {
				t.Error(err)
			}
		}
		h.flush(t)
		h.box.err = issuer.ErrUnavailable
		if _, _, seen, err := h.month(t.Context(), h.reader(), month); err != nil || !seen.Equal(want) {
			t.Errorf("%s: not mended, as of %v: %v", what, seen, err)
		}
	}
}

func flip(c byte) string {
	if c == 'A' {
		return "B"
	}
	return "A"
}

func sealedElsewhere(h *house, r Row) string {
	other, err := keys.LoadOrMake(h.path + ".other")
	if err != nil {
		panic(err)
	}
	return other.Seal("statements", r.bind(), deflate([]byte("{}")))
}

func TestAnOldKeyStillOpensAndWhatIsReadIsSealedAnew(t *testing.T) {
	h := aHouse(t)
	before := h.all(t, h.reader(), time.Time{})
	h.flush(t)
	raw, err := os.ReadFile(h.path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Keys []map[string]string `json:"keys"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	write := func(keys ...map[string]string) {
		t.Helper()
		raw, err := json.Marshal(map[string]any{"keys": keys})
		if err == nil {
			err = os.WriteFile(h.path, raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		h.open(t)
	}
	fresh := map[string]string{"id": "2", "secret": strings.Repeat("B", 42) + "A="}
	write(file.Keys[0], fresh)
	seen := h.t
	h.box.err, h.t = issuer.ErrUnavailable, h.t.Add(time.Hour)
	if !reflect.DeepEqual(h.all(t, h.reader(), seen), before) {
		t.Error("another account after the rotation")
	}
	h.flush(t)
	for n, row := range h.store.rows {
		if !strings.HasPrefix(row.Sealed, "2.") || !row.SeenAt.Equal(seen) {
			t.Errorf("%s: sealed %.2s, as of %v", n.part, row.Sealed, row.SeenAt)
		}
	}
	write(fresh)
	if !reflect.DeepEqual(h.all(t, h.reader(), seen), before) {
		t.Error("another account without the old key")
	}
}

func TestWhatMayHaveChangedIsNotShownForLong(t *testing.T) {
	h := aHouse(t)
	h.all(t, h.reader(), time.Time{})
	h.flush(t)
	seen := h.t
	h.box.err = issuer.ErrUnavailable
	for _, c := range []struct {
		after            time.Duration
		home, list       bool
		open, due, older bool
	}{
		{Changing - time.Second, true, true, true, true, true},
		{Changing, false, true, false, true, true},
		{Lasting - time.Second, false, true, false, true, true},
		{Lasting, false, false, false, false, false},
	} {
		h.t = seen.Add(c.after)
		_, err := h.Home(t.Context(), h.reader())
		if (err == nil) != c.home {
			t.Errorf("after %v: home %v", c.after, err)
		}
		if _, _, err := h.months(t.Context(), h.reader()); (err == nil) != c.list {
			t.Errorf("after %v: months %v", c.after, err)
		}
		for m, want := range map[japan.Month]bool{{Year: 2027, Month: 1}: c.open, {Year: 2026, Month: 12}: c.due, {Year: 2026, Month: 3}: c.older} {
			if of, _, _, err := h.month(t.Context(), h.reader(), m); (err == nil) != want {
				t.Errorf("after %v: %v (%s): %v", c.after, m, of.State, err)
			}
		}
	}
}

// The card system says in one answer what it has; what is settled is not asked for use by use.
func TestSettledStatementsAreAskedForOnceAMonth(t *testing.T) {
	h := aHouse(t)
	ask := func() (months, pages int) {
		t.Helper()
		h.box.lists = 0
		list, _, err := h.months(t.Context(), h.reader())
		if err != nil {
			t.Fatal(err)
		}
		for _, of := range list {
			uses, seen, err := h.entries(t.Context(), h.reader(), of)
			if err != nil || !seen.IsZero() || len(uses) != of.Uses {
				t.Fatalf("%v: %d of %d uses as of %v: %v", of.Month, len(uses), of.Uses, seen, err)
			}
		}
		h.flush(t)
		return len(list), h.box.lists
	}
	months, first := ask()
	_, second := ask()
	if first < months || second == 0 || second > 4 {
		t.Errorf("of %d months %d pages, then %d: want the few that may change", months, first, second)
	}
	h.t = h.t.Add(confirmed + time.Hour)
	if _, later := ask(); later < months-1 {
		t.Errorf("a month later %d pages of %d months", later, months)
	}
	if _, again := ask(); again > 4 {
		t.Errorf("and then %d", again)
	}
	// What the list says otherwise is asked for, whatever is kept.
	list, _, err := h.months(t.Context(), h.reader())
	if err != nil {
		t.Fatal(err)
	}
	of := list[len(list)-1]
	of.Total, of.Shopping, h.box.lists = of.Total+1, of.Shopping+1, 0
	if _, _, err := h.entries(t.Context(), h.reader(), of); err != nil || h.box.lists == 0 {
		t.Errorf("a statement that was mended: %d pages, %v", h.box.lists, err)
	}
}

func TestAStatementIsSettledWhenNothingOfItChangesAnyMore(t *testing.T) {
	paid := japan.Date{Year: 2026, Month: 10, Day: 5}
	w := func(s issuer.State, left ...int) (w whole) {
		w.Of = issuer.Statement{State: s, PaidOn: paid}
		for _, l := range left {
			w.Uses = append(w.Uses, issuer.Use{Left: l})
		}
		return w
	}
	late := paid.Start().Add(settledAfter + time.Second)
	for _, c := range []struct {
		what string
		w    whole
		at   time.Time
		want bool
	}{
		{"paid long ago", w(issuer.Paid, 0, 0), late, true},
		{"nothing on it", w(issuer.Paid), late, true},
		{"paid lately", w(issuer.Paid, 0), late.Add(-2 * time.Second), false},
		{"instalments under way", w(issuer.Paid, 0, 500), late, false},
		{"overdue", w(issuer.Overdue, 0), late, false},
		{"fixed", w(issuer.Fixed, 0), late, false},
	} {
		if got := c.w.settled(c.at); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestACardThatIsUnknownLeavesNothing(t *testing.T) {
	h := aHouse(t)
	h.all(t, h.reader(), time.Time{})
	h.flush(t)
	h.t = h.t.Add(again)
	h.all(t, h.reader(), time.Time{}) // some wait to be written
	h.box.err = issuer.ErrUnknown
	if _, err := h.Home(t.Context(), h.reader()); err == nil {
		t.Error("an unknown card has a home")
	}
	h.flush(t)
	if len(h.store.rows) != 0 {
		t.Errorf("%d rows are left", len(h.store.rows))
	}
}

// Who takes a card out and puts it back has its statements kept at once, and not half a day later.
func TestACardThatIsTakenOutAndPutBackIsKeptAnew(t *testing.T) {
	h := aHouse(t)
	h.all(t, h.reader(), time.Time{})
	h.flush(t)
	before := len(h.store.rows)
	h.Removed(t.Context(), h.reader())
	h.flush(t)
	if len(h.store.rows) != 0 || before < 20 {
		t.Errorf("%d rows of %d are left", len(h.store.rows), before)
	}
	h.all(t, h.reader(), time.Time{})
	h.flush(t)
	if len(h.store.rows) != before {
		t.Errorf("%d rows, there were %d", len(h.store.rows), before)
	}
}

// A database that fails is no reason to show nothing while the card system answers.
func TestWithoutADatabaseTheCardSystemStillAnswers(t *testing.T) {
	h := aHouse(t)
	h.store.fail = errors.New("gone")
	h.all(t, h.reader(), time.Time{})
	if err := h.Kept.Flush(t.Context()); err == nil {
		t.Error("nothing was written, and nothing said")
	}
	for h.Kept.bytes > 0 {
		_ = h.Kept.Flush(t.Context())
	}
	h.store.fail = nil
	h.all(t, h.reader(), time.Time{})
	h.flush(t)
	if len(h.store.rows) < 20 {
		t.Errorf("%d rows: what could not be written is written the next time", len(h.store.rows))
	}
}

func TestWhatWaitsToBeWrittenIsBounded(t *testing.T) {
	h := aHouse(t)
	large := issuer.Summary{Account: strings.Repeat("x", mostBytes/4)}
	for n := range 10 {
		h.Kept.keep(h.reader(), fmt.Sprint(n), h.t, large)
	}
	if len(h.Kept.todo) != 3 || h.Kept.bytes > mostBytes {
		t.Errorf("%d wait, %d bytes", len(h.Kept.todo), h.Kept.bytes)
	}
	h.flush(t)
	if h.Kept.bytes != 0 || len(h.store.rows) != 3 {
		t.Errorf("%d bytes, %d rows", h.Kept.bytes, len(h.store.rows))
	}
	h.Kept.keep(h.reader(), "9", h.t, issuer.Summary{}) // it was let go, so it may come again
	if len(h.Kept.todo) != 1 {
		t.Error("what was let go does not come again")
	}
}

// A row of 5,000 uses is some hundred kilobytes.
func TestAMonthOfThousandsIsSmall(t *testing.T) {
	h := aHouse(t)
	w := whole{Of: issuer.Statement{Month: japan.Month{Year: 2026, Month: 12}, Uses: 5000}}
	_, uses, _, err := h.month(t.Context(), h.reader(), japan.Month{Year: 2026, Month: 12})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 5000 {
		u := uses[n%len(uses)]
		u.Ref, u.Amount, u.Charged = fmt.Sprintf("20261110-%d", n), 100+n*37%9000, 100+n*37%9000
		w.Uses = append(w.Uses, u)
	}
	h.Kept.keep(h.reader(), "many", h.t, w)
	h.flush(t)
	row := h.store.rows[name{h.reader(), "many"}]
	if len(row.Sealed) == 0 || len(row.Sealed) > 300_000 {
		t.Errorf("%d bytes", len(row.Sealed))
	}
	got, _, ok := kept[whole](t.Context(), h.Kept, h.reader(), "many")
	if !ok || !reflect.DeepEqual(got, w) {
		t.Error("it does not come back as it was")
	}
}

// The keeper writes by itself, and what is left when the server ends.
func TestTheKeeperWritesInTheBackground(t *testing.T) {
	h := aHouse(t)
	ctx, end := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { h.Kept.Run(ctx); close(over) }()
	h.all(t, h.reader(), time.Time{})
	end()
	<-over
	if len(h.store.rows) < 20 || h.Kept.bytes != 0 {
		t.Errorf("%d rows, %d bytes are left", len(h.store.rows), h.Kept.bytes)
	}
}

// Who has opened nothing but home finds every statement in the maintenance.
func TestStatementsAreReadAhead(t *testing.T) {
	h := aHouse(t)
	visit := func() (asked int) {
		t.Helper()
		h.box.lists = 0
		if _, err := h.Home(t.Context(), h.reader()); err != nil {
			t.Fatal(err)
		}
		for {
			select {
			case r := <-h.Kept.ahead:
				h.readAhead(t.Context(), r)
				continue
			default:
			}
			break
		}
		h.flush(t)
		return h.box.lists
	}
	first := visit()
	if again := visit(); first < 18 || again != 0 {
		t.Errorf("%d months are read ahead, and once more %d", first, again)
	}
	h.t = h.t.AddDate(0, 0, 1)
	if next := visit(); next == 0 || next > 4 {
		t.Errorf("the next day %d: want those that were not paid yet", next)
	}
	h.box.err = issuer.ErrUnavailable
	list, _, err := h.months(t.Context(), h.reader())
	if err != nil {
		t.Fatal(err)
	}
	if cards, _, err := h.cards(t.Context(), h.reader()); err != nil || len(cards) == 0 {
		t.Errorf("%d cards: %v", len(cards), err)
	}
	for _, of := range list {
		_, uses, _, err := h.month(t.Context(), h.reader(), of.Month)
		if err != nil || len(uses) != of.Uses {
			t.Errorf("%v, %s: %d uses, %v", of.Month, of.State, len(uses), err)
		}
	}
	h.t = h.t.AddDate(0, 0, 1)
	if asked := func() int { h.box.lists = 0; h.readAhead(t.Context(), h.reader()); return h.box.lists }(); asked != 0 {
		t.Errorf("in the maintenance %d questions", asked)
	}
	for n := range 2 * line { // nobody waits for it
		h.came(Reader{"member", fmt.Sprint(n)})
	}
	if len(h.Kept.ahead) != line {
		t.Errorf("%d wait", len(h.Kept.ahead))
	}
}
