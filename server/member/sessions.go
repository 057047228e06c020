package member

import (
	"context"
	"crypto/subtle"
	"slices"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/notify"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// What a form names instead of one session.
const (
	OtherSessions = "others" // all but the one that asks
	AllSessions   = "all"
)

// shownSessions is how many sessions a member is shown, those seen last. OtherSessions ends those beyond as well.
const shownSessions = 20

// SessionName is what a form calls a session by. It opens nothing: the token cannot be found from it, nor from what the database
// holds.
func (s *Service) SessionName(ses Session) string {
	return s.Keys.MAC("session-name", ses.MemberID, ses.TokenHash)
}

// Sessions are the member's that are not over, the one seen last first, with what the list shows of each.
func (s *Service) Sessions(ctx context.Context, memberID string) ([]Session, error) {
	now := s.Now()
	all, err := s.Store.Sessions(ctx, memberID, now.Add(-Idle), now.Add(-Absolute), shownSessions)
	return slices.DeleteFunc(all, func(ses Session) bool { return !ses.live(now) }), err
}

// live says whether a session lets anybody in.
func (ses Session) live(now time.Time) bool {
	return !now.After(ses.SeenAt.Add(Idle)) && !now.After(ses.CreatedAt.Add(Absolute))
}

// EndSession ends the session of a name, or OtherSessions or AllSessions, for whoever is logged in with by; own says that this one
// is over too. The browsers that were logged out are known no more. A name that is none of the member's is answered as one that is
// nobody's.
func (s *Service) EndSession(ctx context.Context, by Session, name string) (own bool, err error) {
	if name == OtherSessions || name == AllSessions {
		return name == AllSessions, s.endSessions(ctx, by, name)
	}
	all, err := s.Sessions(ctx, by.MemberID)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(all, func(ses Session) bool {
		return subtle.ConstantTimeCompare([]byte(s.SessionName(ses)), []byte(name)) == 1
	})
	if i < 0 {
		return false, fault.Invalid("", text.SessionGone)
	}
	end := all[i]
	own = end.TokenHash == by.TokenHash
	shared := slices.ContainsFunc(all, func(ses Session) bool { return ses.Device == end.Device && ses.TokenHash != end.TokenHash })
	return own, s.Store.Update(ctx, func(tx Tx) error {
		if err := tx.EndSession(ctx, by.MemberID, end.TokenHash); err != nil {
			return err
		}
		if !shared { // else somebody is in with the same browser yet
			if err := tx.ForgetDevice(ctx, by.MemberID, end.Device); err != nil {
				return err
			}
		}
		return tx.Record(ctx, audit.Event{At: s.Now(), Kind: audit.SessionsEnded, MemberID: by.MemberID, Detail: "one"})
	})
}

// endSessions ends all sessions, or all but by. The member is told: somebody else may have done it.
func (s *Service) endSessions(ctx context.Context, by Session, which string) error {
	err := s.Store.Update(ctx, func(tx Tx) error {
		keep := ""
		if which == OtherSessions {
			keep = by.TokenHash
		}
		ended, err := tx.EndSessionsBut(ctx, by.MemberID, keep)
		if err != nil || ended == 0 { // there was none, or the same was sent twice
			return err
		}
		now := s.Now()
		if err := tx.Record(ctx, audit.Event{At: now, Kind: audit.SessionsEnded, MemberID: by.MemberID, Detail: which}); err != nil {
			return err
		}
		a, err := tx.LockAccount(ctx, by.MemberID)
		if err != nil {
			return err
		}
		n := Notice{MemberID: by.MemberID, Kind: NoticeLoggedOut, At: now}
		for _, to := range a.Told {
			q, err := notify.Seal(s.Keys, s.Mailer.loggedOut(to, a.Lang, now), now, noticeLife)
			if err != nil {
				return err
			}
			q.KeepUntil = q.ExpiresAt.Add(noticeKept)
			if err := tx.Enqueue(ctx, q); err != nil {
				return err
			}
			n.To = append(n.To, Told{Channel: issuer.Mail, Masked: MaskMail(to)})
		}
		return Keep(ctx, tx, n)
	})
	if err == nil && s.Wake != nil {
		s.Wake()
	}
	return err
}

func (m *Mailer) loggedOut(to string, l text.Lang, now time.Time) notify.Message {
	return notify.Message{
		Channel: issuer.Mail, To: to, Subject: text.LoggedOutMailSubject.In(l, m.Site(l)),
		Text: text.LoggedOutMail.In(l, m.Site(l), now.In(japan.Zone).Format("2006-01-02 15:04"), m.DeskPhone, m.DeskHours(l)),
	}
}
