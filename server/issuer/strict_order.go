package issuer

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"netanswer/shared/japan"
)

// The most that an order's outcome can mean.
const (
	maxPageURL = 2000
	undoable   = 366 * 24 * time.Hour // at most so long after it was given an order can be undone
)

var receipt = regexp.MustCompile(`^[A-Za-z0-9-]{1,32}$`)

// Order answers only the outcome of this order. What can be meant by nobody is not offered, and not handed on.
func (s Strict) Order(ctx context.Context, cardRef string, o Order) (Outcome, error) {
	if !o.Valid() {
		return Outcome{}, ErrNotOffered
	}
	out, err := s.Issuer.Order(ctx, cardRef, o)
	if err == nil {
		if err = s.outcome("Order", o.Key, out); err == nil && !reaches(o.Kind, out.State) {
			err = nonsense("Order", "state of an order of its kind")
		}
	}
	if err != nil {
		return Outcome{}, err
	}
	return out, nil
}

// Outcome answers only that of the order that was asked about.
func (s Strict) Outcome(ctx context.Context, cardRef, key string) (Outcome, error) {
	if !ValidKey(key) {
		return Outcome{}, ErrNoOrder
	}
	out, err := s.Issuer.Outcome(ctx, cardRef, key)
	if err == nil {
		err = s.outcome("Outcome", key, out)
	}
	if err != nil {
		return Outcome{}, err
	}
	return out, nil
}

// Cancel answers only an order that is undone.
func (s Strict) Cancel(ctx context.Context, cardRef, key string) (Outcome, error) {
	if !ValidKey(key) {
		return Outcome{}, ErrNoOrder
	}
	out, err := s.Issuer.Cancel(ctx, cardRef, key)
	if err == nil {
		if err = s.outcome("Cancel", key, out); err == nil && out.State != Cancelled {
			err = nonsense("Cancel", "state")
		}
	}
	if err != nil {
		return Outcome{}, err
	}
	return out, nil
}

// outcome checks one. What happened lies behind us; a card system's clock may be a little ahead.
func (s Strict) outcome(call, key string, o Outcome) error {
	now := s.Now()
	switch {
	case o.Key != key:
		return nonsense(call, "key")
	case !receipt.MatchString(o.Number):
		return nonsense(call, "receipt number")
	case !state(o.State):
		return nonsense(call, "state")
	case (o.State == Declined) != (o.Reason != ""), o.Reason != "" && !slices.Contains(Reasons, o.Reason):
		return nonsense(call, "reason")
	case o.At.IsZero(), o.At.After(now.Add(clocks)), o.At.Year() < now.Year()-longAgo:
		return nonsense(call, "moment")
	case !o.CancelUntil.IsZero() && (o.CancelUntil.Year() < now.Year()-longAgo || o.CancelUntil.After(now.Add(undoable))):
		return nonsense(call, "end of undoing")
	case !o.Effective.IsZero() && !s.near(o.Effective):
		return nonsense(call, "day from which it counts")
	case o.Page != "" && !goesOn(o.Page):
		return nonsense(call, "page")
	}
	return nil
}

func state(o OrderState) bool {
	return slices.Contains([]OrderState{Received, Examining, Approved, Declined, Shipped, Completed, Cancelled}, o)
}

// reaches says whether an order of a kind can be in a state: only an application is looked at, only what goes by post is shipped.
func reaches(k OrderKind, s OrderState) bool {
	switch s {
	case Examining, Approved, Declined:
		return slices.Contains([]OrderKind{RaiseCash, RaiseLimit, AddFamily, AddETC, ChangeBank, MoveAddress, CloseAccount, Reissue}, k)
	case Shipped:
		return slices.Contains([]OrderKind{ReportLoss, Reissue, SendPIN, AddFamily, AddETC}, k)
	}
	return true
}

// goesOn is an address that a member can be sent on to: https, or of this machine or this site where the issuer is a sandbox.
func goesOn(s string) bool {
	u, err := url.Parse(s)
	if err != nil || len(s) > maxPageURL || !ascii(s) || u.User != nil {
		return false
	}
	if u.Scheme == "" {
		return strings.HasPrefix(s, "/") && u.Host == "" && !strings.HasPrefix(s, "//") && !strings.Contains(s, `\`)
	}
	return u.Scheme == "https" && u.Host != "" || u.Scheme == "http" && u.Hostname() == "localhost"
}

// ascii is a text of visible ASCII characters.
func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// near is a day that an answer about today can name.
func (s Strict) near(d japan.Date) bool {
	year := japan.DateOf(s.Now()).Year
	return real(d) && d.Year >= year-longAgo && d.Year <= year+5
}

// early is by how much more than clocks an event may be ahead of ours and still be one whose time will come.
const early = 10 * time.Minute

// Events answers only what happened, each thing once and in the order of its places. One that makes no sense does not hold up the others: what can
// be known of it is answered. Without places in their order nothing can be read on from, and a page that is too long is no page: then all is refused.
func (s Strict) Events(ctx context.Context, after string) ([]Event, error) {
	if after != "" && !ref(after) {
		return nil, nonsense("Events", "place asked after")
	}
	all, err := s.Issuer.Events(ctx, after)
	if err != nil {
		return nil, err
	}
	if len(all) > MaxPage {
		return nil, nonsense("Events", "length")
	}
	for _, e := range all {
		if !ref(e.Place) || e.Place <= after {
			return nil, nonsense("Events", "place")
		}
		after = e.Place
	}
	var es []Event
	for n, e := range all {
		if ahead := e.At.Sub(s.Now().Add(clocks)); ahead > 0 && ahead <= early { // the card system's clock is fast: it and what comes after it wait
			if n == 0 {
				return nil, nonsense("Events", "moment")
			}
			break
		}
		if what := s.event(e); what != "" {
			e = s.known(e, what)
		}
		es = append(es, e)
	}
	return es, nil
}

// event says what of an event makes no sense; empty: all of it does.
func (s Strict) event(e Event) string {
	month := e.Kind == AmountFixed || e.Kind == DebitFailed
	switch {
	case e.Nonsense != "" && words(e.Nonsense):
		return e.Nonsense
	case e.Nonsense != "":
		return "form"
	case !slices.Contains(EventKinds, e.Kind):
		return "kind"
	case !s.past(e.At):
		return "moment"
	case !ref(e.CardRef):
		return "card_ref"
	case (e.Kind == OrderMoved) != (e.Key != ""), e.Key != "" && !ValidKey(e.Key):
		return "key"
	case (e.Kind == CardUsed) != (e.Use != ""), e.Use != "" && !ref(e.Use):
		return "use"
	case tooMuch(e.Amount), e.Amount != 0 && !month && e.Kind != CardUsed:
		return "amount"
	case month == e.Month.IsZero(), month && !s.month(e.Month):
		return "month"
	}
	return ""
}

// past is a moment that lies behind us, and not too far.
func (s Strict) past(at time.Time) bool {
	now := s.Now()
	return !at.IsZero() && !at.After(now.Add(clocks)) && at.Year() >= now.Year()-longAgo
}

// known is what can be known of an event that makes no sense.
func (s Strict) known(e Event, what string) Event {
	k := Event{Place: e.Place, Nonsense: what}
	if slices.Contains(EventKinds, e.Kind) {
		k.Kind = e.Kind
	}
	if s.past(e.At) {
		k.At = e.At
	}
	if ref(e.CardRef) {
		k.CardRef = e.CardRef
	}
	return k
}
