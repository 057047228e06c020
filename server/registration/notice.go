package registration

import (
	"context"
	"strings"
	"time"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// noticeLife is how long a notice is worth sending.
const noticeLife = 24 * time.Hour

// noticeKept is how much longer one that could not be sent is kept, to be sent by hand: over a weekend that nobody looked.
const noticeKept = 48 * time.Hour

// notice are the words by which everybody who may have to object hears what was done.
type notice struct {
	kind               member.NoticeKind // by which the member finds it in the inbox
	sms, subject, mail text.Message
	short              text.Message // what was done, in as few words as an SMS of two languages has room for
}

var (
	ofRegistration = notice{member.NoticeRegistered, text.RegisteredSMS, text.RegisteredMailSubject, text.RegisteredMail, text.RegisteredShort}
	ofIDShown      = notice{kind: member.NoticeIDShown, sms: text.IDShownSMS, subject: text.IDShownMailSubject, mail: text.IDShownMail}
	ofCall         = notice{member.NoticeCall, text.CallSMS, text.CallMailSubject, text.CallMail, text.CallShort}
	ofDesk         = notice{member.NoticeDesk, text.DeskSMS, text.DeskMailSubject, text.DeskMail, text.DeskShort}
	ofCardAdded    = notice{member.NoticeCardAdded, text.CardAddedSMS, text.CardAddedMailSubject, text.CardAddedMail, text.CardAddedShort}
	ofCardRemoved  = notice{member.NoticeCardRemoved, text.CardRemovedSMS, text.CardRemovedMailSubject, text.CardRemovedMail, text.CardRemovedShort}
	ofNewPassword  = notice{kind: member.NoticePassword, sms: text.NewPasswordSMS, subject: text.NewPasswordMailSubject, mail: text.NewPasswordMail}
)

// both are the languages of a notice of a registration to contacts on file. The holder's is not known yet: a stranger may
// have chosen that of the browser to hide what is done, so Japanese, the issuer's language, is always among them, and first.
func both(l text.Lang) []text.Lang {
	if l == text.JA {
		return []text.Lang{text.JA}
	}
	return []text.Lang{text.JA, l}
}

// tell puts a notice into the outbox for every contact on file, in the languages of the holder, and for the member's other
// addresses in l. It says when, which card, and whom to call, and holds no links. A flow that knows its member by then has it kept
// in the member's inbox as well.
func (s *Service) tell(ctx context.Context, tx Tx, n notice, f Flow, own []string, l text.Lang, cs []issuer.Contact, onFile []text.Lang) error {
	now := s.Now()
	to := recipients(cs, own)
	queued := make([]notify.Queued, len(to))
	for i, r := range to {
		langs := onFile
		if r.own {
			langs = []text.Lang{l}
		}
		m := s.noticeSMS
		if r.Channel == issuer.Mail {
			m = s.noticeMail
		}
		var err error
		if queued[i], err = notify.Seal(s.Keys, m(n, f, now, r.To, langs), now, noticeLife); err != nil {
			return err
		}
		queued[i].KeepUntil = queued[i].ExpiresAt.Add(noticeKept)
	}
	if err := tx.Enqueue(ctx, queued...); err != nil || f.MemberID == "" {
		return err
	}
	return s.keep(ctx, tx, n, f, to)
}

// keep writes a notice into the member's inbox.
func (s *Service) keep(ctx context.Context, tx Tx, n notice, f Flow, to []recipient) error {
	told := make([]member.Told, len(to))
	for i, r := range to {
		told[i] = member.Told{Channel: r.Channel, Masked: r.Masked}
	}
	return member.Keep(ctx, tx, member.Notice{MemberID: f.MemberID, Kind: n.kind, Args: member.NoticeArgs{Last4: f.Last4}, To: told, At: s.Now()})
}

// recipient is somebody to be told: by a contact on file, or at one of the member's own addresses.
type recipient struct {
	issuer.Contact
	own bool
}

// recipients are all who can be told, each once: one and the same address is written in two ways now and then.
func recipients(onFile []issuer.Contact, own []string) (out []recipient) {
	told := map[string]bool{}
	add := func(r recipient) {
		if to := form.NormalEmail(r.To); !told[to] {
			told[to] = true
			out = append(out, r)
		}
	}
	for _, c := range onFile {
		if c.Channel == issuer.Mail || c.Channel == issuer.SMS {
			add(recipient{Contact: c})
		}
	}
	for _, to := range own {
		add(recipient{Contact: issuer.Contact{Channel: issuer.Mail, To: to, Masked: member.MaskMail(to)}, own: true})
	}
	return out
}

// noticeMail says it in each language, one beneath the other.
func (s *Service) noticeMail(n notice, f Flow, now time.Time, to string, langs []text.Lang) notify.Message {
	var subjects, words []string
	for _, l := range langs {
		subjects = append(subjects, n.subject.In(l, s.Brand.Site(l)))
		words = append(words, n.mail.In(l, s.Brand.Site(l), now.In(japan.Zone).Format("2006-01-02 15:04"), f.Last4, s.Brand.DeskPhone, s.Brand.DeskHours(l)))
	}
	return notify.Message{Channel: issuer.Mail, To: to, Subject: strings.Join(subjects, " / "), Text: strings.Join(words, "\n----\n\n")}
}

// noticeSMS has 70 UCS-2 units, in two languages too: then both share the figures and the time of day is left out.
func (s *Service) noticeSMS(n notice, f Flow, now time.Time, to string, langs []text.Lang) notify.Message {
	at := now.In(japan.Zone)
	m := notify.Message{Channel: issuer.SMS, To: to, Text: n.sms.In(langs[0], at.Format("1/2 15:04"), f.Last4, s.Brand.DeskPhone)}
	if len(langs) > 1 {
		both := func(m text.Message) string { return m.JA + "/" + m.EN }
		m.Text = both(n.short) + at.Format(" 1/2 ") + both(text.SMSCard) + f.Last4 + " " + both(text.SMSNotYou) + " " + s.Brand.DeskPhone
	}
	return m
}

// keepProof keeps for a fresh member what its contacts were told when there was nobody yet to keep it for: that a call, or the desk,
// has proven who registers.
func (s *Service) keepProof(ctx context.Context, tx Tx, f Flow, cs []issuer.Contact) error {
	n, ok := map[identity.Assurance]notice{identity.Call: ofCall, identity.Desk: ofDesk}[f.Assurance]
	if !ok {
		return nil
	}
	return s.keep(ctx, tx, n, f, recipients(cs, nil))
}
