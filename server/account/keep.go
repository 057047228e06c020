package account

import (
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/keys"
)

// What the card system said is kept in the site's own database, so that members read it while the issuer's host is in its
// nightly maintenance. It is a copy and nothing but that: a row that is missing, damaged, old or another's is no row, and what
// could not be written is written the next time.
const (
	Lasting  = 90 * 24 * time.Hour // how long a statement is kept whose sum is fixed, and the list of months
	Changing = 7 * 24 * time.Hour  // anything else: shown later it would mislead

	settledAfter = 35 * 24 * time.Hour // after its payment: the next statement has been debited by then
	confirmed    = 30 * 24 * time.Hour // how long the uses of a settled statement are not asked for again
	again        = 10 * time.Minute    // what is read again within this time is not written again

	patience = 3 * time.Second // of somebody for whom there is something to show meanwhile

	mostBytes = 16 << 20 // that wait to be written; beyond that they are let go
	mostKnown = 20_000   // answers of which it is known when they were written
	batch     = 64       // rows in a transaction
	mostPlain = 64 << 20 // bytes of an answer, unpacked: some 100,000 uses
)

// version is part of what a row is sealed with: rows of another shape do not open and are asked for anew. It changes whenever the
// types that are kept do, see TestTheShapeOfWhatIsKeptHasAVersion.
const version = 1

// Row is an answer as the database holds it.
type Row struct {
	Reader
	Part      string    // 2026-11: that statement with its uses; months, summary, …
	SeenAt    time.Time // when the card system said so
	KeepUntil time.Time
	Sealed    string
}

// Store keeps rows.
type Store interface {
	// Kept finds one.
	Kept(ctx context.Context, r Reader, part string) (Row, bool, error)
	// Parts are the answers that there are of a reader, with when they were given.
	Parts(ctx context.Context, r Reader) (map[string]time.Time, error)
	// Keep writes rows, in one transaction: a newer one stays, and so does a card without rows that its member has given up.
	Keep(ctx context.Context, rows []Row) error
	// Forget deletes all of a reader's.
	Forget(ctx context.Context, r Reader) error
}

// Keeper keeps answers. It writes behind the members' backs, many in one transaction: nobody waits for it.
type Keeper struct {
	Store Store
	Keys  *keys.Ring
	Now   func() time.Time
	Log   zerolog.Logger
	Shown atomic.Int64 // how often something was shown as of some time ago

	mu    sync.Mutex
	todo  []note
	bytes int
	wrote map[name]time.Time // here, lately
	wake  chan struct{}
	ahead chan Reader // whose statements are to be read
}

type name struct {
	Reader
	part string
}

// note is a row that is not sealed yet.
type note struct {
	Row
	plain []byte
}

// NewKeeper makes one. Run writes what it is told.
func NewKeeper(s Store, k *keys.Ring, now func() time.Time, log zerolog.Logger) *Keeper {
	return &Keeper{Store: s, Keys: k, Now: now, Log: log, wrote: map[name]time.Time{}, wake: make(chan struct{}, 1), ahead: make(chan Reader, line)}
}

// keep is told an answer.
func (k *Keeper) keep(r Reader, part string, seen time.Time, answer any) {
	if k.lately(name{r, part}, seen) {
		return
	}
	k.add(note{Row{Reader: r, Part: part, SeenAt: seen, KeepUntil: seen.Add(good(answer))}, pack(answer)})
}

// good is how long an answer is kept.
func good(answer any) time.Duration {
	switch a := answer.(type) {
	case []issuer.Statement:
		return Lasting
	case whole:
		if a.Of.State != issuer.Open && a.Of.State != issuer.Closed {
			return Lasting
		}
	}
	return Changing
}

// lately says whether this was written here a short while ago, and takes note that it is now.
func (k *Keeper) lately(n name, now time.Time) bool { return k.within(n, now, again) }

func (k *Keeper) within(n name, now time.Time, d time.Duration) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at, ok := k.wrote[n]; ok && now.Sub(at) < d {
		return true
	}
	if len(k.wrote) >= mostKnown {
		clear(k.wrote)
	}
	k.wrote[n] = now
	return false
}

func (k *Keeper) forgetName(n name) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.wrote, n)
}

func (k *Keeper) add(n note) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.bytes+len(n.plain) > mostBytes {
		delete(k.wrote, name{n.Reader, n.Part})
		return
	}
	k.todo, k.bytes = append(k.todo, n), k.bytes+len(n.plain)
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// Run writes until ctx ends, and then what is left.
func (k *Keeper) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
			defer cancel()
			k.flush(last)
			return
		case <-k.wake:
			k.flush(ctx)
		}
		select { // more come meanwhile: one transaction for all of them
		case <-ctx.Done():
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func (k *Keeper) flush(ctx context.Context) {
	if err := k.Flush(ctx); err != nil && ctx.Err() == nil {
		k.Log.Warn().Err(err).Str("work", "statements").Msg("background work failed: it is tried again")
	}
}

// Flush writes what there is to be written.
func (k *Keeper) Flush(ctx context.Context) error {
	for {
		notes := k.take()
		if len(notes) == 0 {
			return nil
		}
		rows := make([]Row, len(notes))
		for i, n := range notes {
			rows[i] = n.Row
			rows[i].Sealed = k.Keys.Seal("statements", n.bind(), deflate(n.plain))
		}
		slices.SortFunc(rows, func(a, b Row) int { return strings.Compare(a.bind(), b.bind()) }) // the same order on every server
		if err := k.Store.Keep(ctx, rows); err != nil {
			k.mu.Lock()
			clear(k.wrote)
			k.mu.Unlock()
			return err
		}
	}
}

func (k *Keeper) take() []note {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := min(len(k.todo), batch)
	notes := slices.Clone(k.todo[:n])
	k.todo = slices.Delete(k.todo, 0, n)
	for _, n := range notes {
		k.bytes -= len(n.plain)
	}
	return notes
}

// bind is what a row is sealed to: it opens for this reader, as this answer of that moment, in this shape.
func (r Row) bind() string {
	return fmt.Sprintf("%d\n%s\n%s\n%s\n%d\n%d", version, r.MemberID, r.CardRef, r.Part, r.SeenAt.UnixMilli(), r.KeepUntil.UnixMilli())
}

// kept is an answer as it was kept for the reader.
func kept[T any](ctx context.Context, k *Keeper, r Reader, part string) (answer T, seen time.Time, ok bool) {
	row, found, err := k.Store.Kept(ctx, r, part)
	if err != nil || !found || !k.Now().Before(row.KeepUntil) {
		return answer, time.Time{}, false
	}
	row.Reader, row.Part = r, part // whatever it says of itself
	packed, err := k.Keys.Open("statements", row.bind(), row.Sealed)
	var plain []byte
	if err == nil {
		plain, err = inflate(packed)
	}
	if err == nil {
		err = unpack(plain, &answer)
	}
	if err != nil {
		k.Log.Warn().Err(err).Msg("statements: a row does not open: it is as if there were none")
		var none T
		return none, time.Time{}, false
	}
	if k.Keys.Stale(row.Sealed) && !k.lately(name{r, part + " sealed"}, k.Now()) {
		row.Sealed = ""
		k.add(note{row, plain})
	}
	return answer, row.SeenAt, true
}

// forget takes away what was kept of a card that the card system or its member knows no more.
func (k *Keeper) forget(ctx context.Context, r Reader) {
	k.mu.Lock()
	k.todo = slices.DeleteFunc(k.todo, func(n note) bool {
		if n.Reader == r {
			k.bytes -= len(n.plain)
		}
		return n.Reader == r
	})
	for n := range k.wrote {
		if n.Reader == r {
			delete(k.wrote, n)
		}
	}
	k.mu.Unlock()
	if err := k.Store.Forget(ctx, r); err != nil {
		k.Log.Warn().Err(err).Msg("statements: what is kept of a card that is no more could not be deleted")
	}
}

// Removed forgets a card that its member has taken out. Should it come back, all of it is kept anew.
func (s *Service) Removed(ctx context.Context, r Reader) {
	if s.Kept != nil {
		s.Kept.forget(ctx, r)
	}
}

// settled says whether nothing of a statement changes any more: it is paid, the next one too, and of what is on it nothing is left
// to be paid. What is given back later, by a shop or after a dispute, stands on a later statement.
func (w whole) settled(now time.Time) bool {
	return w.Of.State == issuer.Paid && w.Of.PaidOn.Start().Add(settledAfter).Before(now) &&
		!slices.ContainsFunc(w.Uses, func(u issuer.Use) bool { return u.Left != 0 })
}

// confirm is a settled statement as it was kept, if the card system still says the same of it in sums: then its uses need not be
// asked for.
func (s *Service) confirm(ctx context.Context, r Reader, of issuer.Statement) (whole, bool) {
	if s.Kept == nil || of.State != issuer.Paid || !of.PaidOn.Start().Add(settledAfter).Before(s.Kept.Now()) {
		return whole{}, false
	}
	w, seen, ok := kept[whole](ctx, s.Kept, r, of.Month.String())
	now := s.Kept.Now()
	w.confirmed = true
	return w, ok && w.Of == of && len(w.Uses) == of.Uses && w.settled(seen) && now.Before(seen.Add(confirmed))
}

var writers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is one
	}
	return w
}}

// deflate makes an answer small before it is sealed. What that tells is its length, to whoever reads the database; to learn more
// from it they would have to choose uses of the card and see its rows change, again and again. Nothing of it travels.
func deflate(plain []byte) []byte {
	var b bytes.Buffer
	w := writers.Get().(*flate.Writer)
	defer writers.Put(w)
	w.Reset(&b)
	_, err1 := w.Write(plain)
	if err := errors.Join(err1, w.Close()); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

var readers = sync.Pool{New: func() any { return flate.NewReader(nil) }}

func inflate(packed []byte) ([]byte, error) {
	r := readers.Get().(io.ReadCloser)
	defer readers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(packed), nil); err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(io.LimitReader(r, mostPlain+1))
	if err == nil && len(plain) > mostPlain {
		err = errors.New("longer than any answer")
	}
	return plain, err
}
