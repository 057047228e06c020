package member

import (
	"context"
	"strings"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/notify"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// noticeLife is how long a notice is worth sending.
const noticeLife = 24 * time.Hour

// noticeKept is how much longer one that could not be sent is kept, to be sent by hand: over a weekend that nobody looked.
const noticeKept = 48 * time.Hour

// Telling are the words by which everybody who may have to object hears what was done. What, the name of what was done, is the words' last
// argument: %[4]s of SMS, %[2]s of Subject, %[6]s of Mail.
type Telling struct {
	Kind               NoticeKind // by which the member finds it in the inbox
	SMS, Subject, Mail text.Message
	Short              text.Message // what was done, in as few words as an SMS of two languages has room for; needed where Both are spoken
	What               func(text.Lang) string
}

func (n Telling) what(l text.Lang) string {
	if n.What == nil {
		return ""
	}
	return n.What(l)
}

// Both are the languages of a notice to contacts on file whose holder's is not known: a stranger may have chosen that of the browser to hide
// what is done, so Japanese, the issuer's language, is always among them, and first.
func Both(l text.Lang) []text.Lang {
	if l == text.JA {
		return []text.Lang{text.JA}
	}
	return []text.Lang{text.JA, l}
}

// Teller tells people what was done.
type Teller struct {
	Keys      *keys.Ring
	Site      func(text.Lang) string // the brand's card and service
	DeskPhone string
	DeskHours func(text.Lang) string
	Now       func() time.Time
}

// Recipient is somebody to be told: by a contact on file, or at one of the member's own addresses.
type Recipient struct {
	issuer.Contact
	langs []text.Lang
}

// Recipients are all who can be told, each once: one and the same address is written in two ways now and then. Contacts on file are told in
// the languages of the holder, the member's own addresses in l.
func Recipients(cs []issuer.Contact, own []string, l text.Lang, onFile []text.Lang) (out []Recipient) {
	told := map[string]bool{}
	add := func(r Recipient) {
		if to := form.NormalEmail(r.To); !told[to] {
			told[to] = true
			out = append(out, r)
		}
	}
	for _, c := range cs {
		if c.Channel == issuer.Mail || c.Channel == issuer.SMS {
			add(Recipient{c, onFile})
		}
	}
	for _, to := range own {
		add(Recipient{issuer.Contact{Channel: issuer.Mail, To: to, Masked: MaskMail(to)}, []text.Lang{l}})
	}
	return out
}

// TellTx is the part of a transaction that tells.
type TellTx interface {
	notify.Queue
	Inbox
}

// Tell puts a notice into the outbox for each recipient. It says when, which card, and whom to call, and holds no links. With a MemberID it is
// kept in the member's inbox as well.
func (t *Teller) Tell(ctx context.Context, tx TellTx, n Telling, about Notice, to []Recipient) error {
	now := t.Now()
	queued := make([]notify.Queued, len(to))
	for i, r := range to {
		m := t.sms
		if r.Channel == issuer.Mail {
			m = t.mail
		}
		var err error
		if queued[i], err = notify.Seal(t.Keys, m(n, about.Args.Last4, now, r.To, r.langs), now, noticeLife); err != nil {
			return err
		}
		queued[i].KeepUntil = queued[i].ExpiresAt.Add(noticeKept)
	}
	if err := tx.Enqueue(ctx, queued...); err != nil || about.MemberID == "" {
		return err
	}
	return t.Keep(ctx, tx, n, about, to)
}

// Keep writes a notice into the member's inbox.
func (t *Teller) Keep(ctx context.Context, tx Inbox, n Telling, about Notice, to []Recipient) error {
	about.Kind, about.At, about.To = n.Kind, t.Now(), make([]Told, len(to))
	for i, r := range to {
		about.To[i] = Told{r.Channel, r.Masked}
	}
	return Keep(ctx, tx, about)
}

// mail says it in each language, one beneath the other.
func (t *Teller) mail(n Telling, last4 string, now time.Time, to string, langs []text.Lang) notify.Message {
	var subjects, words []string
	for _, l := range langs {
		at := now.In(japan.Zone).Format("2006-01-02 15:04")
		subjects = append(subjects, n.Subject.In(l, t.Site(l), n.what(l)))
		words = append(words, n.Mail.In(l, t.Site(l), at, last4, t.DeskPhone, t.DeskHours(l), n.what(l)))
	}
	return notify.Message{Channel: issuer.Mail, To: to, Subject: strings.Join(subjects, " / "), Text: strings.Join(words, "\n----\n\n")}
}

// sms has 70 UCS-2 units, in two languages too: then both share the figures and the time of day is left out.
func (t *Teller) sms(n Telling, last4 string, now time.Time, to string, langs []text.Lang) notify.Message {
	at := now.In(japan.Zone)
	m := notify.Message{Channel: issuer.SMS, To: to, Text: n.SMS.In(langs[0], at.Format("1/2 15:04"), last4, t.DeskPhone, n.what(langs[0]))}
	if len(langs) > 1 {
		both := func(m text.Message) string { return m.JA + "/" + m.EN }
		m.Text = both(n.Short) + at.Format(" 1/2 ") + both(text.SMSCard) + last4 + " " + both(text.SMSNotYou) + " " + t.DeskPhone
	}
	return m
}
