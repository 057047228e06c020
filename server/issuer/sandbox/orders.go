package sandbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"sync"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// intake is what was taken in, by account. Who only reads never waits for who writes.
type intake struct {
	write sync.Mutex   // one after the other is looked at and taken in
	read  sync.RWMutex // the rest is changed
	of    map[uint64][]taken
	keys  map[string]uint64 // the account of an order's key
	last  time.Time
}

// keep puts a line where it is read.
func (i *Issuer) keep(l line) {
	in := &i.intake
	in.read.Lock()
	defer in.read.Unlock()
	if in.of == nil {
		in.of, in.keys = map[uint64][]taken{}, map[string]uint64{}
	}
	in.last = l.At
	own := in.of[l.Account]
	switch {
	case l.Cancel != "":
		own = slices.Clone(own) // others read it
		if n := slices.IndexFunc(own, func(t taken) bool { return t.order.Key == l.Cancel }); n >= 0 {
			own[n].cancelled = l.At
		}
	case l.Order != nil:
		own = append(own, taken{at: l.At, account: l.Account, seat: l.Seat, order: *l.Order, sum: l.Sum, number: l.Number, found: l.Found})
		in.keys[l.Order.Key] = l.Account
	case l.Happening != nil:
		own = append(own, taken{at: l.At, account: l.Account, seat: l.Seat, happening: l.Happening})
	}
	in.of[l.Account] = own
}

// moment is now, and later than anything that was taken in.
func (i *Issuer) moment() time.Time {
	i.intake.read.RLock()
	defer i.intake.read.RUnlock()
	now := i.now().Truncate(time.Microsecond).UTC()
	if last := i.intake.last; !last.Before(now) {
		now = last.Add(time.Microsecond)
	}
	return now
}

// clock is the time as it is read: never before what was taken in.
func (i *Issuer) clock() time.Time {
	i.catchUp()
	i.intake.read.RLock()
	defer i.intake.read.RUnlock()
	if now := i.now(); now.After(i.intake.last) {
		return now
	}
	return i.intake.last
}

// entries are what was taken in for an account, the earliest first; to be read only.
func (i *Issuer) entries(account uint64) []taken {
	i.catchUp()
	i.intake.read.RLock()
	defer i.intake.read.RUnlock()
	own := i.intake.of[account]
	return own[:len(own):len(own)]
}

// stirred are the accounts for which anything was taken in.
func (i *Issuer) stirred() []uint64 {
	i.catchUp()
	i.intake.read.RLock()
	defer i.intake.read.RUnlock()
	as := make([]uint64, 0, len(i.intake.of))
	for a := range i.intake.of {
		as = append(as, a)
	}
	slices.Sort(as)
	return as
}

// happen takes in what decide makes of the account's cards at this moment.
func (i *Issuer) happen(account uint64, seat int, decide func(holding, []taken) (*happening, error)) error {
	return i.alone(func(take func(line) error) error {
		now := i.moment()
		h, err := decide(i.holdingAt(account, seat, now), i.entries(account))
		if err != nil {
			return err
		}
		return take(line{At: now, Account: account, Seat: seat, Happening: h})
	})
}

var keys = regexp.MustCompile(`^[A-Za-z0-9-]{16,64}$`)

// Order takes an order in, once.
func (i *Issuer) Order(ctx context.Context, cardRef string, o issuer.Order) (issuer.Outcome, error) {
	h, err := i.find(ctx, cardRef)
	if err != nil {
		return issuer.Outcome{}, err
	}
	if !keys.MatchString(o.Key) || !detailed(&o) {
		return issuer.Outcome{}, issuer.ErrNotOffered
	}
	sum := sumOf(o)
	var out issuer.Outcome
	err = i.alone(func(take func(line) error) error {
		if account, ok := i.keyed(o.Key); ok {
			t := i.ordered(account, h.seat, o.Key)
			if account != h.account || t == nil || t.sum != sum {
				return issuer.ErrKeyUsed
			}
			out = i.outcome(t)
			return nil
		}
		now := i.moment()
		h = i.holdingAt(h.account, h.seat, now)
		found, err := i.admit(h, &o, now)
		if err != nil {
			return err
		}
		o := bare(o)
		if err := take(line{At: now, Account: h.account, Seat: h.seat, Order: &o, Sum: sum, Number: numberOf(o.Key, now), Found: found}); err != nil {
			return err
		}
		out = i.outcome(i.ordered(h.account, h.seat, o.Key))
		return nil
	})
	return out, err
}

// keyed is the account of an order's key.
func (i *Issuer) keyed(key string) (account uint64, ok bool) {
	i.intake.read.RLock()
	defer i.intake.read.RUnlock()
	account, ok = i.intake.keys[key]
	return account, ok
}

// ordered is the order of a key by a card; nil: there is none.
func (i *Issuer) ordered(account uint64, seat int, key string) *taken {
	own := i.entries(account)
	n := slices.IndexFunc(own, func(t taken) bool { return t.happening == nil && t.order.Key == key && t.seat == seat })
	if n < 0 {
		return nil
	}
	return &own[n]
}

// Outcome is how an order stands.
func (i *Issuer) Outcome(ctx context.Context, cardRef, key string) (issuer.Outcome, error) {
	h, err := i.find(ctx, cardRef)
	if err != nil {
		return issuer.Outcome{}, err
	}
	t := i.ordered(h.account, h.seat, key)
	if t == nil {
		return issuer.Outcome{}, issuer.ErrNoOrder
	}
	return i.outcome(t), nil
}

// Cancel undoes an order about which nothing was done yet.
func (i *Issuer) Cancel(ctx context.Context, cardRef, key string) (issuer.Outcome, error) {
	h, err := i.find(ctx, cardRef)
	if err != nil {
		return issuer.Outcome{}, err
	}
	var out issuer.Outcome
	err = i.alone(func(take func(line) error) error {
		t := i.ordered(h.account, h.seat, key)
		if t == nil {
			return issuer.ErrNoOrder
		}
		now := i.moment()
		switch o := i.outcome(t); {
		case o.State == issuer.Cancelled:
			out = o
			return nil
		case o.CancelUntil.IsZero() || !now.Before(o.CancelUntil):
			return issuer.ErrTooLate
		}
		if err := take(line{At: now, Account: h.account, Cancel: key}); err != nil {
			return err
		}
		out = i.outcome(i.ordered(h.account, h.seat, key))
		return nil
	})
	return out, err
}

// outcome is how an order stands now.
func (i *Issuer) outcome(t *taken) issuer.Outcome {
	now := i.clock()
	ss := i.course(t, i.entries(t.account))
	at := ss[stands(ss, now)]
	o := issuer.Outcome{Key: t.order.Key, Number: t.number, State: at.OrderState, At: at.at}
	if at.OrderState == issuer.Received || at.OrderState == ss[0].OrderState {
		o.CancelUntil = undone(t, ss)
	}
	switch {
	case at.OrderState == issuer.Declined:
		o.Reason = t.found
	case at.OrderState == issuer.Received && t.order.Kind == issuer.ChangeBank:
		o.Page = i.bankPage(t)
	}
	o.Effective = i.effective(t, at)
	return o
}

// effective is the day from which it counts, where that is another than the day on which it is done.
func (i *Issuer) effective(t *taken, at stage) japan.Date {
	switch o := &t.order; {
	case o.Kind == issuer.RaiseLimit && at.OrderState == issuer.Approved:
		return o.RaiseLimit.From
	case o.Kind == issuer.Prepay, o.Kind == issuer.UsePoints:
		return money.DebitDay(taking(japan.DateOf(t.at)))
	case o.Kind == issuer.BorrowCash:
		return japan.DateOf(t.at) // it is sent at once, and costs interest from the day after it
	}
	return japan.Date{}
}

// detailed says whether an order has the details of its kind and no others.
func detailed(o *issuer.Order) bool {
	v, filled, own := reflect.ValueOf(o).Elem(), 0, false
	for _, of := range reflect.VisibleFields(v.Type()) {
		if f := v.FieldByIndex(of.Index); f.Kind() == reflect.Pointer && !f.IsNil() {
			filled++
			own = own || snake(of.Name) == string(o.Kind)
		}
	}
	return own && filled == 1
}

var capitals = regexp.MustCompile(`([a-z])([A-Z])`)

// snake is the name of a field as its kind is called: LowerCash is lower_cash, SendPIN send_pin.
func snake(name string) string {
	return string(bytes.ToLower(capitals.ReplaceAll([]byte(name), []byte("${1}_$2"))))
}

// sumOf tells whether two orders are the same: all but when they were confirmed.
func sumOf(o issuer.Order) string {
	o.At = time.Time{}
	raw, err := json.Marshal(o)
	if err != nil {
		panic(err) // it is made of strings and numbers
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16])
}

// bare is an order without the contents of its files: they are looked at, and not kept. What it points to is its own.
func bare(o issuer.Order) issuer.Order {
	raw, err := json.Marshal(o)
	if err == nil {
		o = issuer.Order{}
		err = json.Unmarshal(raw, &o)
	}
	if err != nil {
		panic(errors.Join(errors.New("sandbox: an order that JSON cannot carry"), err))
	}
	for _, r := range []*issuer.LimitRequest{o.RaiseCash, o.RaiseLimit} {
		if r != nil {
			for n := range r.Files {
				r.Files[n].Data = nil
			}
		}
	}
	return o
}

// numberOf is a receipt number: the day, and six digits.
func numberOf(key string, at time.Time) string {
	sum := sha256.Sum256([]byte(key))
	d := japan.DateOf(at)
	return fmt.Sprintf("%02d%02d%02d-%06d", d.Year%100, d.Month, d.Day, (int(sum[0])<<16|int(sum[1])<<8|int(sum[2]))%1_000_000)
}
