// Package news is how this site takes part in what happens at the issuer: a card was used, an amount was fixed, a debit failed, a card
// was cancelled or reissued, a holder has died, an order has moved on. Sessions end, screens change, and whoever has to hear of it does.
//
// The place in the issuer's feed lies in the database and moves on in the transaction that does what an event asks for: however many
// servers read the feed and whenever they are killed, each event counts once. Nothing is asked of the issuer inside that transaction.
// An event that cannot be dealt with is kept and tried again, one that makes no sense is set aside at once, and the feed goes on, see Kept.
package news

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/audit"
	"netanswer/server/issuer"
	"netanswer/server/logs"
	"netanswer/server/member"
	"netanswer/shared/money"
	"netanswer/shared/text"
)

const (
	patience = 8 * time.Second // for each answer of the issuer

	// stale is how old news may be and still be sent to anybody. What is older (a feed that is read for the first time, an issuer that
	// was away for days) does what it has to do, and stands in the inbox if it matters.
	stale = 72 * time.Hour
)

// Source is what is asked of the issuer.
type Source interface {
	Events(ctx context.Context, after string) ([]issuer.Event, error)
	Summary(ctx context.Context, cardRef string) (issuer.Summary, error)
}

// Store keeps the place in the feed.
type Store interface {
	// Place is the place of the last event that was dealt with; empty: none was.
	Place(ctx context.Context) (string, error)
	// MembersOf are the members of cards, by card_ref; a card without a member is not among them.
	MembersOf(ctx context.Context, cardRefs []string) (map[string]string, error)
	// Waits says whether an event of the member is kept and not set aside: later ones come after it.
	Waits(ctx context.Context, memberID string) (bool, error)
	// DueEvents are kept events whose time has come, of each member the earliest that waits, at most n.
	DueEvents(ctx context.Context, now time.Time, n int) ([]Kept, error)
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
}

// Tx is the transaction of one event.
type Tx interface {
	// LockPlace is Store.Place, and keeps others from moving it until the end of the transaction.
	LockPlace(ctx context.Context) (string, error)
	SetPlace(ctx context.Context, place string) error
	// Senseless is how many events are kept that make no sense.
	Senseless(ctx context.Context) (int, error)
	// KeepEvent writes a kept event.
	KeepEvent(ctx context.Context, k Kept) error
	// TakeEvent takes a kept event away; false when another server has, or has tried it since.
	TakeEvent(ctx context.Context, k Kept) (bool, error)
	// FailEvent writes down one more try, and when the next is or that there is none; false as above.
	FailEvent(ctx context.Context, k Kept) (bool, error)
	// CloseLogin lets nobody log in as the member any more, whatever the password; false when that is so already.
	CloseLogin(ctx context.Context, memberID string, at time.Time) (bool, error)
	// EndSessionsBut ends all of a member's sessions, and what their browsers keep.
	EndSessionsBut(ctx context.Context, memberID, tokenHash string) (int, error)
	// Renumber writes by which last 4 digits the issuer knows a card now.
	Renumber(ctx context.Context, memberID, cardRef, last4 string) error
	// ForgetStatements forgets what is kept of what the issuer said of a card.
	ForgetStatements(ctx context.Context, memberID, cardRef string) error
	// MemberCards are the member's cards.
	MemberCards(ctx context.Context, memberID string) ([]member.Card, error)
	member.Recovery
	member.TellTx
	audit.Log
}

// Runner reads the feed.
type Runner struct {
	Store    Store
	Issuer   Source
	Contacts func(ctx context.Context, cardRef string) ([]issuer.Contact, error)
	Moved    func(ctx context.Context, memberID, key string) (tell bool, err error) // an order is in another state at the issuer: its own notice is kept by then
	Ways     func(ctx context.Context, memberID string, k issuer.EventKind) (mail, sms bool, err error)
	Teller   *member.Teller
	Now      func() time.Time
	Wake     func()                        // the outbox has something new
	Ended    func(kind string, known bool) // of each event; known: it is a member's. May be nil
	Failed   func(kind string, last bool)  // of each try that failed; last: it was set aside. May be nil
	Gone     func(error) bool              // says that the database is not there for now, which is no fault of an event's
	Log      zerolog.Logger
}

// errMoved is answered inside a transaction that finds the place moved: another server was quicker.
var errMoved = errors.New("news: another server was quicker")

// Once deals with all events that there are now.
func (r *Runner) Once(ctx context.Context) error {
	for first := true; ctx.Err() == nil; first = false {
		at, err := r.Store.Place(ctx)
		if err != nil {
			return err
		}
		asked, end := context.WithTimeout(ctx, patience)
		es, err := r.Issuer.Events(asked, at)
		end()
		if err != nil {
			return err // as long as the issuer does not answer nothing that is kept is tried
		}
		if first {
			if err := r.again(ctx); err != nil {
				return err
			}
		}
		if len(es) == 0 {
			return nil
		}
		if err := r.page(ctx, at, es); errors.Is(err, errMoved) {
			continue
		} else if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// page deals with events that come after a place. Those of cards that are no member's are passed by together.
func (r *Runner) page(ctx context.Context, at string, es []issuer.Event) error {
	refs := make([]string, 0, len(es))
	for _, e := range es {
		if e.CardRef != "" {
			refs = append(refs, e.CardRef)
		}
	}
	of, err := r.Store.MembersOf(ctx, refs)
	if err != nil {
		return err
	}
	passed, strange := at, false
	for _, e := range es {
		passed = e.Place
		id := of[e.CardRef]
		r.ended(e, id != "")
		deal := r.one
		switch {
		case e.Nonsense != "" && (id != "" || e.CardRef == ""): // of a card that nobody can make out it may be anybody's
			deal = r.setAside
		case e.Nonsense != "" && !strange:
			strange = true
			r.Log.Warn().Err(senseless(e)).Str("kind", Named(e.Kind)).Msg("events: some make no sense, of cards without a registration here")
			continue
		case id == "":
			continue
		}
		if err := deal(ctx, at, id, e); err != nil {
			return err
		}
		at = e.Place
	}
	if passed == at {
		return nil
	}
	return r.Store.Update(ctx, func(tx Tx) error { return move(ctx, tx, at, passed) })
}

func (r *Runner) ended(e issuer.Event, known bool) {
	if r.Ended != nil {
		r.Ended(Named(e.Kind), known)
	}
}

// move moves the place on, unless somebody else has.
func move(ctx context.Context, tx Tx, from, to string) error {
	at, err := tx.LockPlace(ctx)
	if err == nil && at != from {
		err = errMoved
	}
	if err != nil {
		return err
	}
	return tx.SetPlace(ctx, to)
}

// one deals with an event of a member's, or keeps it. Who sees the place sees what was kept before it: both are written together.
func (r *Runner) one(ctx context.Context, at, memberID string, e issuer.Event) error {
	waits, err := r.Store.Waits(ctx, memberID)
	if err != nil {
		return err
	}
	if waits {
		return r.keep(ctx, at, memberID, e, nil)
	}
	err = r.deal(ctx, memberID, e, false, func(tx Tx) error { return move(ctx, tx, at, e.Place) })
	if r.failed(ctx, err) {
		return r.keep(ctx, at, memberID, e, err)
	}
	return err
}

// deal does what an event asks for, in one transaction with what comes first. safe: what protects the member is done already.
func (r *Runner) deal(ctx context.Context, memberID string, e issuer.Event, safe bool, first func(Tx) error) (err error) {
	defer func() {
		if v := recover(); v != nil { // a mistake of the program that this event meets must not meet all others
			err = logs.Panic{Value: v, Stack: debug.Stack()}
		}
	}()
	p, err := r.prepare(ctx, memberID, e)
	if err != nil {
		return err
	}
	p.safe = safe
	err = r.Store.Update(ctx, func(tx Tx) error {
		if err := first(tx); err != nil {
			return err
		}
		return r.do(ctx, tx, memberID, e, p)
	})
	if err == nil && r.Wake != nil {
		r.Wake()
	}
	return err
}

// prepared is what has to be asked for before the transaction.
type prepared struct {
	contacts  []issuer.Contact
	last4     string // of a reissued card
	moved     bool   // an order of which there is something to tell
	mail, sms bool   // the ways in which the member wants this kind of news
	safe      bool   // what protects the member is done already
}

func (r *Runner) prepare(ctx context.Context, memberID string, e issuer.Event) (p prepared, err error) {
	ctx, end := context.WithTimeout(ctx, patience)
	defer end()
	switch e.Kind {
	case issuer.OrderMoved:
		if p.moved, err = r.Moved(ctx, memberID, e.Key); err != nil || !p.moved {
			return p, err
		}
	case issuer.CardReissued:
		s, err := r.Issuer.Summary(ctx, e.CardRef)
		if err != nil && !errors.Is(err, issuer.ErrUnknown) {
			return p, unanswered{err}
		}
		p.last4 = s.Last4
	}
	if t, ok := tellings[e.Kind]; ok && r.fresh(e) {
		p.mail, p.sms = true, true
		if !t.always {
			if p.mail, p.sms, err = r.Ways(ctx, memberID, e.Kind); err != nil {
				return p, err
			}
		}
		if t.always || p.sms {
			if p.contacts, err = r.Contacts(ctx, e.CardRef); errors.Is(err, issuer.ErrUnknown) {
				err = nil
			} else if err != nil {
				err = unanswered{err}
			}
		}
	}
	return p, err
}

func (r *Runner) fresh(e issuer.Event) bool { return r.Now().Sub(e.At) < stale }

// taken is the row of the audit that an event has come about.
func (r *Runner) taken(memberID string, e issuer.Event) audit.Event {
	return audit.Event{At: r.Now(), Kind: audit.EventTaken, MemberID: memberID, Detail: string(e.Kind)}
}

// protect is what of an event waits for nothing and asks nobody: whoever is inside leaves. all says that there is no more to it.
func (r *Runner) protect(ctx context.Context, tx Tx, memberID string, e issuer.Event) (all bool, err error) {
	switch e.Kind {
	case issuer.HolderDeceased: // nobody is told: who reads the messages of this phone is not known
		closed, err := tx.CloseLogin(ctx, memberID, r.Now())
		if err != nil || !closed {
			return true, err
		}
		if _, err := tx.EndSessionsBut(ctx, memberID, ""); err != nil {
			return true, err
		}
		return true, tx.Record(ctx, r.taken(memberID, e))
	case issuer.CardCancelled:
		if _, err := tx.EndSessionsBut(ctx, memberID, ""); err != nil {
			return false, err
		}
		return false, tx.ForgetStatements(ctx, memberID, e.CardRef)
	}
	return false, nil
}

// do is what an event asks for.
func (r *Runner) do(ctx context.Context, tx Tx, memberID string, e issuer.Event, p prepared) error {
	if !p.safe {
		if all, err := r.protect(ctx, tx, memberID, e); err != nil || all {
			return err
		}
	}
	if e.Kind == issuer.CardReissued && p.last4 != "" {
		if err := tx.Renumber(ctx, memberID, e.CardRef, p.last4); err != nil {
			return err
		}
	}
	t, ok := tellings[e.Kind]
	if !ok { // a kind of tomorrow
		return nil
	}
	if !r.fresh(e) && !t.always || e.Kind == issuer.OrderMoved && !p.moved {
		return nil
	}
	if e.Kind != issuer.CardUsed && e.Kind != issuer.OrderMoved { // a use stands on the statement
		if err := tx.Record(ctx, r.taken(memberID, e)); err != nil {
			return err
		}
	}
	return r.tell(ctx, tx, t, memberID, e, p)
}

// yen is an amount in a message.
func yen(l text.Lang, n int) string { return text.EventYen.In(l, money.Yen(n)) }

// telling is how a kind of event is told.
type telling struct {
	kind   member.NoticeKind // empty: the inbox has it from somebody else
	always bool              // by all contacts, whatever the member wishes: something is wrong, or somebody may have to object
	what   func(l text.Lang, e issuer.Event) string
}

var tellings = map[issuer.EventKind]telling{
	issuer.CardUsed: {member.NoticeUse, false, func(l text.Lang, e issuer.Event) string { return text.EventUsed.In(l, yen(l, e.Amount)) }},
	issuer.AmountFixed: {member.NoticeFixed, false, func(l text.Lang, e issuer.Event) string {
		return text.EventFixed.In(l, yen(l, e.Amount), int(e.Month.Month))
	}},
	issuer.DebitFailed:   {member.NoticeFailed, true, func(l text.Lang, e issuer.Event) string { return text.EventFailed.In(l, yen(l, e.Amount)) }},
	issuer.CardCancelled: {member.NoticeCancelled, true, func(l text.Lang, _ issuer.Event) string { return text.EventCancelled.In(l) }},
	issuer.OrderMoved:    {"", false, func(l text.Lang, _ issuer.Event) string { return text.EventOrder.In(l) }},
	issuer.CardReissued:  {member.NoticeReissued, true, func(l text.Lang, _ issuer.Event) string { return text.EventReissued.In(l) }},
}

func (r *Runner) tell(ctx context.Context, tx Tx, t telling, memberID string, e issuer.Event, p prepared) error {
	about := member.Notice{MemberID: memberID, Args: member.NoticeArgs{Amount: e.Amount, Month: e.Month.String()}}
	if e.Month.IsZero() {
		about.Args.Month = ""
	}
	cards, err := tx.MemberCards(ctx, memberID)
	if err != nil {
		return err
	}
	for _, c := range cards {
		if c.Ref == e.CardRef {
			about.Args.Last4 = c.Last4
		}
	}
	a, err := tx.LockAccount(ctx, memberID)
	if err != nil {
		return err
	}
	var to []member.Recipient
	if r.fresh(e) {
		own := a.Told
		if !p.mail {
			own = nil
		}
		for _, one := range member.Recipients(p.contacts, own, a.Lang, []text.Lang{a.Lang}) {
			if one.Channel == issuer.SMS && p.sms || one.Channel == issuer.Mail && p.mail {
				to = append(to, one)
			}
		}
	}
	n := member.Telling{
		Kind: t.kind, SMS: text.EventSMS, Subject: text.EventMailSubject, Mail: text.EventMail,
		What: func(l text.Lang) string { return t.what(l, e) },
	}
	if t.kind == "" { // its notice is kept already
		about.MemberID = ""
	}
	return r.Teller.Tell(ctx, tx, n, about, to)
}
