package member

import (
	"context"
	"errors"
	"slices"
	"time"

	"netanswer/server/audit"
	"netanswer/server/issuer"
	"netanswer/server/notify"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// LeaveAfter is how long the receipt of a closing can be read here before the card, or the whole membership, is erased.
const LeaveAfter = time.Hour

// Closed is a card whose account has come to its end at the issuer and that still is a member's here.
type Closed struct{ MemberID, CardRef string }

// LeaveTx is the part of a transaction that ends what a member is.
type LeaveTx interface {
	MemberCards(ctx context.Context, memberID string) ([]Card, error)
	RemoveCard(ctx context.Context, memberID, cardRef string) error
	// Erase takes all that is the member's but what the law has kept: the audit, and the receipts of orders.
	Erase(ctx context.Context, memberID string) error
}

// Leavers takes the cards whose accounts were closed LeaveAfter ago from their members, and erases who has no other. It may run on several
// servers at once.
func (s *Service) Leavers(ctx context.Context) error {
	all, err := s.Store.ClosedCards(ctx, s.Now().Add(-LeaveAfter))
	for _, c := range all {
		if ctx.Err() != nil {
			break
		}
		err = errors.Join(err, s.Leave(ctx, c))
	}
	return err
}

// Leave takes a card whose account is closed from its member. Of a member without another nothing stays, and the member's own addresses
// are told so: with the account goes the inbox. Done already, there is nothing to do.
func (s *Service) Leave(ctx context.Context, c Closed) error {
	now := s.Now()
	err := s.Store.Update(ctx, func(tx Tx) error {
		cards, err := tx.MemberCards(ctx, c.MemberID)
		i := slices.IndexFunc(cards, func(of Card) bool { return of.Ref == c.CardRef })
		if err != nil || i < 0 {
			return err
		}
		a, err := tx.LockAccount(ctx, c.MemberID)
		if err != nil {
			return err
		}
		if len(cards) > 1 {
			return errors.Join(
				tx.RemoveCard(ctx, c.MemberID, c.CardRef),
				tx.Record(ctx, audit.Event{At: now, Kind: audit.CardRemoved, MemberID: c.MemberID, Detail: "closed"}),
				Keep(ctx, tx, Notice{MemberID: c.MemberID, Kind: NoticeCardRemoved, Args: NoticeArgs{Last4: cards[i].Last4}, At: now}),
			)
		}
		for _, to := range a.Told {
			q, err := notify.Seal(s.Keys, notify.Message{
				Channel: issuer.Mail, To: to, Subject: text.ErasedMailSubject.In(a.Lang, s.Mailer.Site(a.Lang)),
				Text: text.ErasedMail.In(a.Lang, s.Mailer.Site(a.Lang), now.In(japan.Zone).Format("2006-01-02 15:04"), cards[i].Last4, s.Mailer.DeskPhone, s.Mailer.DeskHours(a.Lang)),
			}, now, noticeLife)
			if err != nil {
				return err
			}
			if q.KeepUntil = q.ExpiresAt.Add(noticeKept); err == nil {
				err = tx.Enqueue(ctx, q)
			}
			if err != nil {
				return err
			}
		}
		return errors.Join(tx.Erase(ctx, c.MemberID), tx.Record(ctx, audit.Event{At: now, Kind: audit.MemberErased, MemberID: c.MemberID}))
	})
	if err == nil && s.Wake != nil {
		s.Wake()
	}
	return err
}
