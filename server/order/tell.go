package order

import (
	"context"

	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/text"
)

// tell writes the receipt, or the refusal, into the member's inbox, and tells everybody who may have to object where the kind asks for that.
func (s *Service) tell(ctx context.Context, tx Tx, k Kind, o Order, concluded bool, cs []issuer.Contact) error {
	kind := member.NoticeOrder
	if !concluded {
		kind = member.NoticeOrderRefused
	}
	n := s.telling(kind, k, o)
	if !concluded || !k.Notice {
		return s.Teller.Keep(ctx, tx, n, about(o), nil)
	}
	a, err := tx.LockAccount(ctx, o.MemberID)
	if err != nil {
		return err
	}
	return s.Teller.Tell(ctx, tx, n, about(o), member.Recipients(cs, a.Told, a.Lang, []text.Lang{a.Lang}))
}

// tellMoved writes into the member's inbox that an order has moved on.
func (s *Service) tellMoved(ctx context.Context, tx Tx, k Kind, o Order, out issuer.Outcome) error {
	n := about(o)
	n.Args.Stage = string(out.State)
	return s.Teller.Keep(ctx, tx, s.telling(member.NoticeOrderMoved, k, o), n, nil)
}

func (s *Service) telling(kind member.NoticeKind, k Kind, o Order) member.Telling {
	mail := text.OrderDoneMail
	if landline(o.Details) {
		mail = text.OrderLandlineMail
	}
	return member.Telling{Kind: kind, SMS: text.OrderDoneSMS, Subject: text.OrderDoneMailSubject, Mail: mail, What: func(l text.Lang) string {
		if k.Named == nil {
			return text.OrderAny.In(l)
		}
		return k.Named(l, o.Details)
	}}
}

func about(o Order) member.Notice {
	return member.Notice{MemberID: o.MemberID, Args: member.NoticeArgs{Last4: o.Last4, Order: o.ID, About: string(o.Details.Kind)}}
}
