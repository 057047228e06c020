package registration

import (
	"context"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/text"
)

// What everybody who may have to object hears of.
var (
	ofRegistration = member.Telling{Kind: member.NoticeRegistered, SMS: text.RegisteredSMS, Subject: text.RegisteredMailSubject, Mail: text.RegisteredMail, Short: text.RegisteredShort}
	ofIDShown      = member.Telling{Kind: member.NoticeIDShown, SMS: text.IDShownSMS, Subject: text.IDShownMailSubject, Mail: text.IDShownMail}
	ofCall         = member.Telling{Kind: member.NoticeCall, SMS: text.CallSMS, Subject: text.CallMailSubject, Mail: text.CallMail, Short: text.CallShort}
	ofDesk         = member.Telling{Kind: member.NoticeDesk, SMS: text.DeskSMS, Subject: text.DeskMailSubject, Mail: text.DeskMail, Short: text.DeskShort}
	ofCardAdded    = member.Telling{Kind: member.NoticeCardAdded, SMS: text.CardAddedSMS, Subject: text.CardAddedMailSubject, Mail: text.CardAddedMail, Short: text.CardAddedShort}
	ofCardRemoved  = member.Telling{Kind: member.NoticeCardRemoved, SMS: text.CardRemovedSMS, Subject: text.CardRemovedMailSubject, Mail: text.CardRemovedMail, Short: text.CardRemovedShort}
	ofNewPassword  = member.Telling{Kind: member.NoticePassword, SMS: text.NewPasswordSMS, Subject: text.NewPasswordMailSubject, Mail: text.NewPasswordMail}
)

// tell puts a notice into the outbox for every contact on file, in the languages of the holder, and for the member's other
// addresses in l. A flow that knows its member by then has it kept in the member's inbox as well.
func (s *Service) tell(ctx context.Context, tx Tx, n member.Telling, f Flow, own []string, l text.Lang, cs []issuer.Contact, onFile []text.Lang) error {
	return s.Teller.Tell(ctx, tx, n, member.Notice{MemberID: f.MemberID, Args: member.NoticeArgs{Last4: f.Last4}}, member.Recipients(cs, own, l, onFile))
}

// keepProof keeps for a fresh member what its contacts were told when there was nobody yet to keep it for: that a call, or the desk,
// has proven who registers.
func (s *Service) keepProof(ctx context.Context, tx Tx, f Flow, cs []issuer.Contact) error {
	n, ok := map[identity.Assurance]member.Telling{identity.Call: ofCall, identity.Desk: ofDesk}[f.Assurance]
	if !ok {
		return nil
	}
	return s.Teller.Keep(ctx, tx, n, member.Notice{MemberID: f.MemberID, Args: member.NoticeArgs{Last4: f.Last4}}, member.Recipients(cs, nil, f.Lang, nil))
}
