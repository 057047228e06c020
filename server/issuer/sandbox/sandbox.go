// Package sandbox is a card issuer that exists nowhere: the default of development, trial and tests. It stores nothing.
// A card number holds its account, the account is the seed of a life, and so any number of members have names, phones,
// mail addresses and eighteen months of purchases that are the same on every machine; security codes are computed from
// a key as a real issuer computes them. Its numbers, phones, mail addresses and shops are made so that they belong to
// nobody.
//
// What a card shows (mail only, blocked, reissued, a slow system, …) is a state of its holder, see traits. DemoCards lists a
// demo card for every case.
package sandbox

import (
	"context"
	"crypto/subtle"
	"fmt"
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
	Members int              // how many ordinary members there are beside the demo cards
}

// Issuer is the sandbox. What it says follows from card and day alone, and it may be asked by many at once.
type Issuer struct {
	key     []byte
	now     func() time.Time
	slow    time.Duration
	members int
	refs    refs
	shelf   shelf
}

var _ issuer.Issuer = (*Issuer)(nil)

// New makes a sandbox. It panics when the configuration cannot be meant: that is a mistake of the wiring.
func New(c Config) *Issuer {
	if c.Slow == 0 {
		c.Slow = 20 * time.Second
	}
	if len(c.Key) != 16 || c.Now == nil || c.Members < 0 || c.Members > MostMembers {
		panic(fmt.Sprintf("sandbox: a key of 16 bytes (has %d), a clock and 0-%d members (has %d) are needed",
			len(c.Key), MostMembers, c.Members))
	}
	return &Issuer{key: c.Key, now: c.Now, slow: c.Slow, members: c.Members, refs: newRefs(c.Key)}
}

func (i *Issuer) today() japan.Date { return japan.DateOf(i.now()) }

// exists says whether an account was ever opened.
func (i *Issuer) exists(account uint64) bool {
	return account < uint64(len(cases)) || account >= firstMember && account < firstMember+uint64(i.members)
}

// VerifyCard accepts a live card with the right expiry and code. Whatever is wrong, known card or not, the same work is
// done before the same answer.
func (i *Issuer) VerifyCard(ctx context.Context, n card.Number, e card.Expiry, c card.SecurityCode) (issuer.Verified, error) {
	digits, today := n.Digits(), i.today()
	account, p, ok := accountOf(digits)
	t := traitsOf(account)
	ok = ok && i.exists(account) && t.live(p) && t.standing == good
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
	kind := refMain
	if p == familyCard {
		kind = refFamily
	}
	return issuer.Verified{
		CardRef: i.refs.make(kind, account), AccountRef: i.refs.make(refAccount, account), Last4: n.Last4(), Brand: t.brand,
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
	family  bool // the family card
	traits
}

// open finds the card of a reference.
func (i *Issuer) open(ctx context.Context, cardRef string) (holding, error) {
	kind, account, ok := i.refs.open(cardRef)
	h := holding{account: account, family: kind == refFamily}
	if !ok || !i.exists(account) || kind == refAccount {
		return holding{}, i.orUnknown(ctx)
	}
	h.traits = traitsOf(account)
	if h.family && !h.household {
		return holding{}, i.orUnknown(ctx)
	}
	return h, i.wait(ctx, h.pace)
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
	return personOf(h.holderOf(h.account), h.family, h.traits).contacts(h.traits, i.today()), nil
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
	p := personOf(h.holderOf(h.account), h.family, h.traits)
	return issuer.Holder{
		Name: p.full(), Kana: p.family.kana + " " + p.given.kana, Roman: p.given.roman + " " + p.family.roman,
		BirthDate: p.birth, Family: h.family,
	}
}

// Ready says that the sandbox answers. The case "down" is one account's, not everybody's.
func (i *Issuer) Ready(ctx context.Context) error { return i.wait(ctx, quick) }
