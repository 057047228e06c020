package site

import (
	"errors"

	"netanswer/server/fault"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const settingsPath = "/settings"

// settings are the contacts, the looks and the sessions. While the card system does not answer the rest is there all the same.
func (s *Site) settings(v *visit) (d wire.Settings, err error) {
	ctx, id := v.Context(), v.session.MemberID
	m, _, err := s.Members.Mail(ctx, id)
	if err != nil {
		return d, err
	}
	d = wire.Settings{Email: member.MaskMail(m.Email), Confirmed: !m.Confirmed.IsZero(), Theme: theme(v), Sessions: []wire.Session{}}
	c, err := s.card(v)
	if err != nil {
		return d, err
	}
	onFile, err := s.Members.Contacts(ctx, c.Ref)
	var f *fault.Error
	switch {
	case errors.As(err, &f) && f.Code == wire.Unavailable:
		d.Away = true
	case err != nil:
		return d, err
	}
	for _, c := range onFile {
		d.Contacts = append(d.Contacts, wire.Channel{Channel: string(c.Channel), Masked: c.Masked})
	}
	all, err := s.Members.Sessions(ctx, id)
	for _, ses := range all {
		browser, system := agentWords(ses.Agent)
		d.Sessions = append(d.Sessions, wire.Session{
			Name: s.Members.SessionName(ses), Browser: browser, System: system, This: ses.TokenHash == v.session.TokenHash,
			Since: ses.CreatedAt.In(japan.Zone).Format(moment), Seen: ses.SeenAt.In(japan.Zone).Format(moment),
		})
	}
	if err != nil {
		return d, err
	}
	kept, own, err := s.Members.Vaults(ctx, id, cookie(v.Request, vaultCookie))
	for i, one := range kept {
		browser, system := agentWords(one.Agent)
		d.Vaults = append(d.Vaults, wire.Session{
			Name: s.Members.VaultName(one), Browser: browser, System: system, This: i == own,
			Since: one.CreatedAt.In(japan.Zone).Format(moment), Seen: one.SeenAt.In(japan.Zone).Format(moment),
		})
	}
	return d, err
}

// moment is how a time travels: Japan's, to the minute.
const moment = "2006-01-02 15:04"

func (s *Site) setTheme(v *visit, in form.Theme) (string, error) {
	setTheme(v, in.Theme)
	return settingsPath, nil
}

// setSpeech chooses the language of the screens, and of messages to the member.
func (s *Site) setSpeech(v *visit, in form.Language) (string, error) {
	v.lang = text.Parse(in.Language)
	setLanguage(v, v.lang)
	return settingsPath, s.Members.Speak(v.Context(), v.session.MemberID, v.lang)
}

func (s *Site) endSession(v *visit, in form.EndSession) (string, error) {
	own, err := s.Members.EndSession(v.Context(), v.session, in.Session)
	if err != nil || !own {
		return settingsPath, err
	}
	setCookie(v, sessionCookie, "")
	return "/login?out=1", nil
}

func (s *Site) themeAgain(v *visit, _ form.Theme, ps []form.Problem) (wire.Settings, error) {
	return s.settingsProblems(v, ps)
}

func (s *Site) speechAgain(v *visit, _ form.Language, ps []form.Problem) (wire.Settings, error) {
	return s.settingsProblems(v, ps)
}

func (s *Site) endAgain(v *visit, _ form.EndSession, ps []form.Problem) (wire.Settings, error) {
	return s.settingsProblems(v, ps)
}

func (s *Site) settingsProblems(v *visit, ps []form.Problem) (wire.Settings, error) {
	d, err := behindLogin(s, s.settings)(v)
	d.Problems = ps
	return d, err
}
