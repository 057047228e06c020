package sandbox

import (
	"slices"
	"strings"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// seats are who of an account can hold a card: the main holder, the family member of whom a life tells, and two who were
// added since.
const seats = 4

// mostFamily is how many family cards an account can have beside the main card.
const mostFamily = 2

// facts are what orders and happenings have made of an account up to a moment. The zero facts are those of an account about
// which nobody ever did anything; they are read only.
type facts struct {
	rev         int // how many things have come about: at two moments with the same it is the same
	cards       [seats]cardFacts
	bank        string // masked; empty: the one the life began with
	paper       []choice
	etc         issuer.OrderState
	pin         [seats]letter
	limits      []newLimit
	closed      time.Time                  // zero: it is open
	deceased    time.Time                  // when the issuer heard of the main holder's death; zero: alive
	failed      map[japan.Month]japan.Date // debits that were made to fail, and when
	paid        []paid                     // what was ordered about payments
	happened    []use                      // made to happen
	raised      japan.Date                 // when a limit was last raised for good
	pending     string                     // key of the application for a limit under way
	pendingCash string                     // and for a cash limit
}

// cardFacts are those of one seat.
type cardFacts struct {
	renumbered int // how often the card was given a new number
	locks      []lockFact
	lost       bool
	cancelled  bool // by the issuer
	coming     issuer.OrderState
	by         japan.Date     // about when it comes
	added      *issuer.Family // since the life began
	arrived    bool           // its card was shipped
	phone      [2]onFile      // mobile, landline
	mail       onFile
	address    *issuer.Address
}

// letter is one with a PIN, under way; the zero letter is none.
type letter struct {
	state issuer.OrderState // received, shipped
	on    japan.Date        // when it was ordered
}

// onFile is a way to be reached that was changed.
type onFile struct {
	to    string // +819012345678; empty: as it was
	since time.Time
}

// lockFact is what a card was not to be used for from a moment on, until the next of them.
type lockFact struct {
	from time.Time
	issuer.Lock
	dead bool // for good: lost, cancelled
}

// choice is one of paper, from a statement on.
type choice struct {
	from  japan.Month
	paper bool
}

// newLimit is a limit as it was lowered or raised.
type newLimit struct {
	cash    bool
	limit   int
	lowered bool
	on      japan.Date // when it came about
	from    japan.Date
	until   japan.Date // of a temporary one; zero: lasting
}

// at is a seat of the same account.
func (h holding) at(seat int) holding {
	h.seat, h.family = seat, seat > 0
	return h
}

// card are the facts of the holder's card.
func (h holding) card() *cardFacts { return &h.facts.cards[h.seat] }

// taken says whether somebody has the card of a seat.
func (h holding) taken(seat int) bool {
	switch seat {
	case 0:
		return true
	case 1:
		return h.household
	}
	return h.facts.cards[seat].arrived
}

// carried is the plastic that the holder carries.
func (h holding) carried() plastic {
	p := h.current()
	switch h.seat {
	case 1:
		p = familyCard
	case 2:
		p = secondFamily
	case 3:
		p = thirdFamily
	}
	return p + plastic(10*h.card().renumbered)
}

// last4 are the last digits of the holder's card.
func (h holding) last4() string {
	number := digitsOf(h.brand, h.account, h.carried())
	return number[len(number)-4:]
}

// dead says whether the card is of no use any more, whoever asks.
func (h holding) dead() bool {
	c := h.card()
	return h.standing != good || c.lost || c.cancelled || h.over()
}

// over says whether the whole account has ended.
func (h holding) over() bool { return !h.facts.closed.IsZero() || !h.facts.deceased.IsZero() }

// lock is what the card is not to be used for on a day.
func (c *cardFacts) lock(today japan.Date) issuer.Lock {
	if len(c.locks) == 0 {
		return issuer.Lock{}
	}
	l := c.locks[len(c.locks)-1].Lock
	if !l.Until.IsZero() && l.Until.Before(today) {
		return issuer.Lock{}
	}
	return l
}

// refuses says whether a use that a life tells did not come about, because the card could not be used so when its day began.
// What was bought on the day itself may have come first; a machine gives no cash on a day of which any part forbids it: the member who has locked
// it owes nothing the day after that was not owed before.
func (f *facts) refuses(u *use) bool {
	if f.rev == 0 || u.Kind != issuer.Purchase && u.Kind != issuer.Cash {
		return false
	}
	begins := u.Date.Start()
	counts := begins // what came about before it
	if u.Kind == issuer.Cash {
		counts = u.Date.AddDays(1).Start()
	}
	ended := func(at time.Time) bool { return !at.IsZero() && at.Before(counts) }
	if ended(f.closed) || ended(f.deceased) {
		return true
	}
	seat := 0
	if u.Family {
		seat = 1
	}
	locks := f.cards[seat].locks
	for n := range slices.Backward(locks) {
		l := locks[n]
		if !l.from.Before(counts) {
			continue
		}
		if l.stops(u) {
			return true
		}
		if l.from.Before(begins) { // what was locked until then says nothing of the day
			return false
		}
	}
	return false
}

// stops says whether a lock keeps a use from coming about, as long as it is the one that counts.
func (l *lockFact) stops(u *use) bool {
	switch {
	case l.dead:
		return true
	case !l.Until.IsZero() && l.Until.Before(u.Date):
		return false
	}
	return l.All || l.Abroad && u.Foreign.Currency != "" || l.Online && online(u) || l.Cash && u.Kind == issuer.Cash
}

// online says whether a use was bought over the net.
func online(u *use) bool {
	return slices.ContainsFunc(netShops, func(shop string) bool { return strings.HasPrefix(u.Merchant, shop) })
}

// netShops sell over the net only.
var netShops = []string{
	"通販つづら", "オンライン市場ことりば", "おとりよせ日和", "ネットの蔵前堂", "旅のまど", "ｽﾎﾟｰﾂﾉ ﾐﾈ ｵﾝﾗｲﾝ", "CLOUD SHELF INC.",
	"ほしぞら動画", "シアターわが家", "おとのは音楽", "よみもの便", "クラウドのたな",
}

// come are the uses of a life without those that were refused, and without what would have been given back of them.
func (f *facts) come(uses []use) []use {
	if f.rev == 0 {
		return uses
	}
	type back struct {
		family   bool
		merchant string
		amount   int
	}
	never := map[back]int{}
	return slices.DeleteFunc(uses, func(u use) bool {
		if f.refuses(&u) {
			never[back{u.Family, u.Merchant, -u.Amount}]++
			return true
		}
		b := back{u.Family, u.Merchant, u.Amount}
		if u.Amount < 0 && never[b] > 0 {
			never[b]--
			return true
		}
		return false
	})
}

// onPaper says whether a statement comes on paper.
func (f *facts) onPaper(m japan.Month) bool {
	paper := false
	for _, c := range f.paper {
		if !m.Before(c.from) {
			paper = c.paper
		}
	}
	return paper
}
