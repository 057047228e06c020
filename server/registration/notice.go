package registration

import (
	"context"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/notify"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// noticeLife is how long a notice is worth sending.
const noticeLife = 24 * time.Hour

// notice are the words by which everybody who may have to object hears what was done.
type notice struct{ sms, subject, mail text.Message }

var (
	ofRegistration = notice{text.RegisteredSMS, text.RegisteredMailSubject, text.RegisteredMail}
	ofIDShown      = notice{text.IDShownSMS, text.IDShownMailSubject, text.IDShownMail}
	ofNewPassword  = notice{text.NewPasswordSMS, text.NewPasswordMailSubject, text.NewPasswordMail}
)

// tell puts a notice into the outbox for the member's own addresses and, in their language, for every contact on file. It
// says when, which card, and whom to call, and holds no links.
func (s *Service) tell(ctx context.Context, tx notify.Queue, n notice, f Flow, own []string, l text.Lang, cs []issuer.Contact, onFile text.Lang) error {
	now := s.Now()
	at := now.In(japan.Zone)
	var all []notify.Message
	mailed := map[string]bool{}
	mail := func(to string, l text.Lang) {
		if !mailed[to] {
			all = append(all, notify.Message{Channel: issuer.Mail, To: to, Subject: n.subject.In(l, s.Brand.Site(l)),
				Text: n.mail.In(l, s.Brand.Site(l), at.Format("2006-01-02 15:04"), f.Last4, s.Brand.DeskPhone, s.Brand.DeskHours(l))})
		}
		mailed[to] = true
	}
	for _, to := range own {
		mail(to, l)
	}
	for _, c := range cs {
		switch c.Channel {
		case issuer.Mail:
			mail(c.To, onFile)
		case issuer.SMS:
			all = append(all, notify.Message{Channel: issuer.SMS, To: c.To, Text: n.sms.In(onFile, at.Format("1/2 15:04"), f.Last4, s.Brand.DeskPhone)})
		}
	}
	for _, m := range all {
		q, err := notify.Seal(s.Keys, m, now, noticeLife)
		if err == nil {
			err = tx.Enqueue(ctx, q)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
