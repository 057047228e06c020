package account

import (
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
	"netanswer/server/keys"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// memory is a Store; what databases have to do beside it is the contract of server/store.
type memory struct {
	rows map[name]Row
	read int
	fail error
}

func (m *memory) Kept(_ context.Context, r Reader, part string) (Row, bool, error) {
	m.read++
	row, ok := m.rows[name{r, part}]
	return row, ok, m.fail
}

func (m *memory) Parts(_ context.Context, r Reader) (map[string]time.Time, error) {
	parts := map[string]time.Time{}
	for n, row := range m.rows {
		if n.Reader == r {
			parts[n.part] = row.SeenAt
		}
	}
	return parts, m.fail
}

func (m *memory) Keep(_ context.Context, rows []Row) error {
	for _, r := range rows {
		if old := m.rows[name{r.Reader, r.Part}]; m.fail == nil && !r.SeenAt.Before(old.SeenAt) {
			m.rows[name{r.Reader, r.Part}] = r
		}
	}
	return m.fail
}

func (m *memory) Forget(_ context.Context, r Reader) error {
	for n := range m.rows {
		if n.Reader == r {
			delete(m.rows, n)
		}
	}
	return m.fail
}

// unplugged is the sandbox with a plug.
type unplugged struct {
	*sandbox.Issuer
	err   error
	lists int // pages of uses asked for
}

func (u *unplugged) Summary(ctx context.Context, ref string) (issuer.Summary, error) {
	if u.err != nil {
		return issuer.Summary{}, u.err
	}
	return u.Issuer.Summary(ctx, ref)
}

func (u *unplugged) Statements(ctx context.Context, ref string, p issuer.Page) (issuer.Statements, error) {
	if u.err != nil {
		return issuer.Statements{}, u.err
	}
	return u.Issuer.Statements(ctx, ref, p)
}

func (u *unplugged) Statement(ctx context.Context, ref string, m japan.Month) (issuer.Statement, error) {
	if u.err != nil {
		return issuer.Statement{}, u.err
	}
	return u.Issuer.Statement(ctx, ref, m)
}

func (u *unplugged) Cards(ctx context.Context, ref string) ([]issuer.Card, error) {
	if u.err != nil {
		return nil, u.err
	}
	return u.Issuer.Cards(ctx, ref)
}

func (u *unplugged) Uses(ctx context.Context, ref string, of issuer.UsesOf) (issuer.Uses, error) {
	u.lists++
	if u.err != nil {
		return issuer.Uses{}, u.err
	}
	return u.Issuer.Uses(ctx, ref, of)
}

// house is a service whose card system can be unplugged, on a clock that can be turned.
type house struct {
	*Service
	box   *unplugged
	store *memory
	path  string // of the key file
	t     time.Time
	said  *strings.Builder
}

func aHouse(t testing.TB) *house {
	h := &house{t: time.Date(2026, 11, 23, 1, 15, 0, 0, time.UTC), store: &memory{rows: map[name]Row{}}, path: filepath.Join(t.TempDir(), "keys.json"), said: &strings.Builder{}}
	h.box = &unplugged{Issuer: sandbox.New(sandbox.Config{Key: []byte("netanswer-sandbx"), Now: func() time.Time { return h.t }, Members: 10})}
	h.open(t)
	return h
}

// open begins anew with the keys of the file, as a restart does.
func (h *house) open(t testing.TB) {
	t.Helper()
	ring, err := keys.LoadOrMake(h.path)
	if err != nil {
		t.Fatal(err)
	}
	h.Service = &Service{Issuer: h.box, Kept: NewKeeper(h.store, ring, func() time.Time { return h.t }, zerolog.New(h.said))}
}

// reader is the first ordinary member.
func (h *house) reader() Reader { return Reader{"member", h.box.Seeded(0).CardRef} }

// all reads everything there is.
type all struct {
	Home   wire.Home
	Months []issuer.Statement
	Of     map[string]issuer.Statement
	Uses   map[string][]issuer.Use
}

func (h *house) all(t *testing.T, r Reader, want time.Time) (a all) {
	t.Helper()
	a.Of, a.Uses = map[string]issuer.Statement{}, map[string][]issuer.Use{}
	check := func(seen time.Time, err error) {
		t.Helper()
		if err != nil || !seen.Equal(want) {
			t.Fatalf("as of %v, want %v: %v", seen, want, err)
		}
	}
	home, err := h.Home(t.Context(), r)
	check(want, err)
	if home.AsOf != asOf(want) {
		t.Errorf("home as of %q", home.AsOf)
	}
	home.AsOf = ""
	a.Home = home
	list, seen, err := h.months(t.Context(), r)
	check(seen, err)
	a.Months = list
	for _, s := range list {
		of, uses, seen, err := h.month(t.Context(), r, s.Month)
		check(seen, err)
		a.Of[s.Month.String()], a.Uses[s.Month.String()] = of, uses
		again, seen, err := h.entries(t.Context(), r, s)
		if !(whole{Of: of, Uses: uses}).settled(h.t) || !seen.IsZero() { // what is settled is what it was
			check(seen, err)
		}
		if !reflect.DeepEqual(again, uses) {
			t.Errorf("%v: %d uses one way, %d the other", s.Month, len(uses), len(again))
		}
	}
	return a
}

func (h *house) flush(t *testing.T) {
	t.Helper()
	if err := h.Kept.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// household are the two holders of one account.
func (h *house) household(t *testing.T) (main, family Reader) {
	t.Helper()
	for n := range 10 {
		r := Reader{"main", h.box.Seeded(n).CardRef}
		cards, err := h.box.Cards(t.Context(), r.CardRef)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cards {
			if c.Family {
				return r, Reader{"family", c.CardRef}
			}
		}
	}
	t.Fatal("nobody has a family card")
	return
}
