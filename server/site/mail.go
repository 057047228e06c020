package site

import (
	"netanswer/server/member"
	"netanswer/shared/form"
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
	left := func(d float64) int { return int(max(0, d+.999)) }
	d.Dead = !c.Live(now)
	d.ResendIn, d.ExpiresIn = left(c.CreatedAt.Add(member.MailResend).Sub(now).Seconds()), left(c.ExpiresAt.Sub(now).Seconds())
	d.TriesLeft = max(0, member.MailTries-c.Tries)
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
