package registration

import (
	"context"
	"strings"
	"time"

	"netanswer/server/issuer"
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
	sms, subject, mail text.Message
	short              text.Message // what was done, in as few words as an SMS of two languages has room for
}

var (
	ofRegistration = notice{text.RegisteredSMS, text.RegisteredMailSubject, text.RegisteredMail, text.RegisteredShort}
	ofIDShown      = notice{sms: text.IDShownSMS, subject: text.IDShownMailSubject, mail: text.IDShownMail}
	ofCall         = notice{text.CallSMS, text.CallMailSubject, text.CallMail, text.CallShort}
	ofDesk         = notice{text.DeskSMS, text.DeskMailSubject, text.DeskMail, text.DeskShort}
	ofNewPassword  = notice{sms: text.NewPasswordSMS, subject: text.NewPasswordMailSubject, mail: text.NewPasswordMail}
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
// addresses in l. It says when, which card, and whom to call, and holds no links.
func (s *Service) tell(ctx context.Context, tx notify.Queue, n notice, f Flow, own []string, l text.Lang, cs []issuer.Contact, onFile []text.Lang) error {
	now := s.Now()
	var all []notify.Message
	told := map[string]bool{}
	first := func(to string) bool { // one and the same address is written in two ways now and then
		to = form.NormalEmail(to)
		before := told[to]
		told[to] = true
		return !before
	}
	for _, c := range cs {
		switch {
		case c.Channel == issuer.Mail && first(c.To):
			all = append(all, s.noticeMail(n, f, now, c.To, onFile))
		case c.Channel == issuer.SMS && first(c.To):
			all = append(all, s.noticeSMS(n, f, now, c.To, onFile))
		}
	}
	for _, to := range own {
		if first(to) {
			all = append(all, s.noticeMail(n, f, now, to, []text.Lang{l}))
		}
	}
	queued := make([]notify.Queued, len(all))
	for i, m := range all {
		var err error
		if queued[i], err = notify.Seal(s.Keys, m, now, noticeLife); err != nil {
			return err
		}
		queued[i].KeepUntil = queued[i].ExpiresAt.Add(noticeKept)
	}
	return tx.Enqueue(ctx, queued...)
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
