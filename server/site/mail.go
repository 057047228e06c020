package site

import (
	"time"

	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// mail is the member's own address, and the passcode that confirms it.
func (s *Site) mail(v *visit) (d wire.Mail, err error) {
	m, c, err := s.Members.Mail(v.Context(), v.session.MemberID)
	d = wire.Mail{Email: m.Email, Confirmed: !m.Confirmed.IsZero()}
	if err != nil || d.Confirmed {
		return d, err
	}
	now := s.Now()
	d.Dead = !c.Live(now)
	d.ResendIn, d.ExpiresIn = left(c.CreatedAt.Add(member.MailResend).Sub(now)), left(c.ExpiresAt.Sub(now))
	d.TriesLeft = max(0, member.MailTries-c.Tries)
	if d.Dead {
		return d, nil
	}
	d.Sent = c.CreatedAt.In(japan.Zone).Format(time.RFC3339)
	if d.Delivery = deliveries[c.Delivery]; d.Delivery == wire.NotDeliverable {
		d.ResendIn = 0
	}
	return d, nil
}

func (s *Site) confirmMail(v *visit, in form.Passcode) (string, error) {
	return "/settings/mail", s.Members.ConfirmMail(v.Context(), v.session.MemberID, in)
}

func (s *Site) mailAgain(v *visit, _ form.Passcode, ps []form.Problem) (wire.Mail, error) {
	return s.mailProblems(v, ps)
}

func (s *Site) sendMail(v *visit, _ form.SendAgain) (string, error) {
	return "/settings/mail", s.Members.SendMailCode(v.Context(), v.session.MemberID, v.lang)
}

func (s *Site) mailSendAgain(v *visit, _ form.SendAgain, ps []form.Problem) (wire.Mail, error) {
	return s.mailProblems(v, ps)
}

func (s *Site) mailProblems(v *visit, ps []form.Problem) (wire.Mail, error) {
	d, err := behindLogin(s, s.mail)(v)
	d.Problems = ps
	return d, err
}
