// Package sandbox is a card issuer that exists nowhere: the default of development, trial and tests. Of the lives it stores nothing.
// A card number holds its account, the account is the seed of a life, and so any number of members have names, phones,
// mail addresses and eighteen months of purchases that are the same on every machine; security codes are computed from
// a key as a real issuer computes them. Its numbers, phones, mail addresses and shops are made so that they belong to
// nobody.
//
// What a card shows (mail only, blocked, reissued, a slow system, …) is a state of its holder, see traits. DemoCards lists a
// demo card for every case. What is ordered or made to happen is kept beside the lives, see taken, and everything is read from both.
package sandbox

import (
	"context"
	"crypto/subtle"
	"fmt"
	"slices"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// Config is what a sandbox is made of.
type Config struct {
	Key     []byte           // the card verification key pair, 16 bytes
	Now     func() time.Time // the clock
	Slow    time.Duration    // how long the slow case takes; 0: 20 s
	Step    time.Duration    // how long an order stays received, and then examined or shipped; 0: 10 s
	Journal string           // a file in which what is ordered is kept, see Open; empty: in memory only
	Bank    string           // where the site shows the bank's page (development); empty: a bank account cannot be changed
	Members int              // how many ordinary members there are beside the demo cards
}

// Issuer is the sandbox. What it says follows from card, day and what was ordered alone, and it may be asked by many at once.
type Issuer struct {
	key     []byte
	now     func() time.Time
	slow    time.Duration
	step    time.Duration
	bank    string
	members int
	refs    refs
	shelf   shelf
	intake  intake
	journal journal
	begun   time.Time // from when on it has news
	days    days
}

var _ issuer.Issuer = (*Issuer)(nil)

// New makes a sandbox. It panics when the configuration cannot be meant: that is a mistake of the wiring.
func New(c Config) *Issuer {
	if c.Slow == 0 {
		c.Slow = 20 * time.Second
	}
	if c.Step == 0 {
		c.Step = 10 * time.Second
	}
	if len(c.Key) != 16 || c.Now == nil || c.Members < 0 || c.Members > MostMembers || c.Step < 0 {
		panic(fmt.Sprintf("sandbox: a key of 16 bytes (has %d), a clock and 0-%d members (has %d) are needed",
			len(c.Key), MostMembers, c.Members))
	}
	return &Issuer{key: c.Key, now: c.Now, slow: c.Slow, step: c.Step, bank: c.Bank, members: c.Members, refs: newRefs(c.Key), begun: c.Now()}
}

func (i *Issuer) today() japan.Date { return japan.DateOf(i.now()) }

// exists says whether an account was ever opened.
func (i *Issuer) exists(account uint64) bool {
	return account < uint64(len(cases)) || account >= firstMember && account < firstMember+uint64(i.members)
}

// VerifyCard accepts a live card with the right expiry and code. Whatever is wrong, known card or not, the same work is
// done before the same answer. A lock that the holder has put on is no reason to refuse: it is against use, and who forgot
// the password proves with this card who they are to take it off. A card reported lost is refused from that moment, the new
// number is accepted from the day on which it is shipped.
func (i *Issuer) VerifyCard(ctx context.Context, n card.Number, e card.Expiry, c card.SecurityCode) (issuer.Verified, error) {
	digits, today := n.Digits(), i.today()
	account, p, ok := accountOf(digits)
	h := i.holdingAt(account, p.seat(), i.clock())
	t := h.traits
	ok = ok && i.exists(account) && h.taken(h.seat) && h.carried() == p && !h.dead()
	ours := digitsOf(t.brand, account, p) == digits
	ok = ok && ours

	// The new plastic has come, the one before is still good: both work until their own date.
	printed := false
	for _, of := range plastics(account, p, t, today) {
		right := subtle.ConstantTimeCompare([]byte(i.code(digits, of, t.brand)), []byte(c.Digits())) == 1
		printed = printed || right && of == e && !of.Past(today)
	}
	ok = ok && printed

	if !ours {
		t.pace = quick // a stranger's number is no account of ours that could be slow
	}
	if err := i.wait(ctx, t.pace); err != nil {
		return issuer.Verified{}, err
	}
	if t.pace == raving {
		return issuer.Verified{CardRef: "\x00" + digits, AccountRef: "null", Last4: "undefined", Brand: "NaN"}, nil
	}
	if !ok {
		return issuer.Verified{}, issuer.ErrRefused
	}
	return issuer.Verified{
		CardRef: i.refs.make(h.kind(), account), AccountRef: i.refs.make(refAccount, account), Last4: n.Last4(), Brand: t.brand,
	}, nil
}

// plastics are the expiries of the cards in the holder's hands, the newest first: a card is renewed every January, two to
// four years ahead, and the one of last year works until its date. So the cards of a demonstration stay good however old
// the demonstration is.
func plastics(account uint64, p plastic, t traits, today japan.Date) [2]card.Expiry {
	d := throw(forPlastic, account, uint64(p))
	month, ahead := d.between(1, 12), d.between(2, 4)
	if t.expired {
		ahead = -1
	}
	return [2]card.Expiry{{Month: month, Year: today.Year + ahead}, {Month: month, Year: today.Year + ahead - 1}}
}

// code is the security code printed on a card. Service code 000 is what tells it from the one on the magnetic stripe.
func (i *Issuer) code(digits string, e card.Expiry, b card.Brand) string {
	return cvv(i.key, digits, fmt.Sprintf("%02d%02d", e.Year%100, e.Month), "000", card.CodeLength(b))
}

// wait is how long the answer takes.
func (i *Issuer) wait(ctx context.Context, p pace) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%w: %w", issuer.ErrUnavailable, err)
	}
	switch p {
	case down:
		return issuer.ErrUnavailable
	case slow:
		timer := time.NewTimer(i.slow)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", issuer.ErrUnavailable, ctx.Err())
		case <-timer.C:
		}
	}
	return nil
}

// holding is a card that a reference names.
type holding struct {
	account uint64
	seat    int
	family  bool // a family card: not seat 0
	traits
	facts facts // what was made of it since
}

// holdingAt is a seat of an account as it was at a moment.
func (i *Issuer) holdingAt(account uint64, seat int, at time.Time) holding {
	t := traitsOf(account)
	return holding{account: account, seat: seat, family: seat > 0, traits: t, facts: i.factsOf(account, t, at)}
}

// open finds the card of a reference. Of an account that has ended it tells until nothing of it is left to tell.
func (i *Issuer) open(ctx context.Context, cardRef string) (holding, error) {
	h, err := i.find(ctx, cardRef)
	if err == nil && i.gone(h) {
		return holding{}, issuer.ErrUnknown
	}
	return h, err
}

// find is open for accounts of which nothing is told any more as well: what was ordered is still known.
func (i *Issuer) find(ctx context.Context, cardRef string) (holding, error) {
	if err := i.readable(); err != nil {
		return holding{}, err
	}
	kind, account, ok := i.refs.open(cardRef)
	seat := slices.Index(refOfSeat[:], kind)
	if !ok || !i.exists(account) || seat < 0 {
		return holding{}, i.orUnknown(ctx)
	}
	h := i.holdingAt(account, seat, i.clock())
	if !h.taken(seat) {
		return holding{}, i.orUnknown(ctx)
	}
	return h, i.wait(ctx, h.pace)
}

// windingUp is for how many days at least an account that was closed can still be read.
const windingUp = 30

// gone says whether an account was closed and everything is settled: a month later, or after the last debit.
func (i *Issuer) gone(h holding) bool {
	if h.facts.closed.IsZero() {
		return false
	}
	today, closed := i.today(), japan.DateOf(h.facts.closed)
	if today.Before(closed.AddDays(windingUp)) {
		return false
	}
	return i.bookOf(h.at(0), today).closable().Owed == 0
}

// orUnknown lets a context that has ended come first.
func (i *Issuer) orUnknown(ctx context.Context) error {
	if err := i.wait(ctx, quick); err != nil {
		return err
	}
	return issuer.ErrUnknown
}

// Contacts are the holder's mobile, mail address and fixed number, as far as they are on file.
func (i *Issuer) Contacts(ctx context.Context, cardRef string) ([]issuer.Contact, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return nil, err
	}
	return h.contacts(i.today()), nil
}

// Holder is the main holder, or the family member who carries the family card.
func (i *Issuer) Holder(ctx context.Context, cardRef string) (issuer.Holder, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.Holder{}, err
	}
	return h.holder(), nil
}

func (h holding) holder() issuer.Holder {
	if a := h.card().added; a != nil {
		return issuer.Holder{Name: a.Name, Kana: a.Kana, Roman: a.Roman, BirthDate: a.BirthDate, Family: true}
	}
	p := personOf(h.holderOf(h.account), h.family, h.traits)
	return issuer.Holder{
		Name: p.full(), Kana: p.family.kana + " " + p.given.kana, Roman: p.given.roman + " " + p.family.roman,
		BirthDate: p.birth, Family: h.family,
	}
}

// Ready says that the sandbox answers. The case "down" is one account's, not everybody's.
func (i *Issuer) Ready(ctx context.Context) error { return i.wait(ctx, quick) }
