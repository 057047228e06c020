package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
	"netanswer/server/notify"
)

type mailRow struct {
	bun.BaseModel `bun:"table:member_mails,alias:m"`
	MemberID      string `bun:",pk"`
	Email         string `bun:",pk"`
	CreatedAt     int64
	ConfirmedAt   int64
}

type mailCodeRow struct {
	bun.BaseModel `bun:"table:mail_codes,alias:c"`
	MemberID      string `bun:",pk"`
	Email         string `bun:",pk"`
	MAC           string `bun:"mac"`
	Tries         int
	CreatedAt     int64
	ExpiresAt     int64
	Message       string
}

func (r mailCodeRow) code() member.MailCode {
	return member.MailCode{MemberID: r.MemberID, Email: r.Email, MAC: r.MAC, Tries: r.Tries, CreatedAt: at(r.CreatedAt), ExpiresAt: at(r.ExpiresAt), Message: r.Message}
}

func (s memberStore) Mail(ctx context.Context, memberID string) (member.Mail, error) {
	var r mailRow
	err := s.read.NewSelect().Model(&r).Where("member_id = ?", memberID).Order("created_at", "email").Limit(1).Scan(ctx)
	return member.Mail{Email: r.Email, Confirmed: at(r.ConfirmedAt)}, err
}

func (s memberStore) MailCode(ctx context.Context, memberID, email string) (member.MailCode, bool, error) {
	return mailCode(ctx, s.read.NewSelect(), s.read, memberID, email)
}

// mailCode reads a code and what became of the message that carries it.
func mailCode(ctx context.Context, q *bun.SelectQuery, db bun.IDB, memberID, email string) (member.MailCode, bool, error) {
	var r mailCodeRow
	err := q.Model(&r).Where("member_id = ?", memberID).Where("email = ?", email).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return member.MailCode{}, false, nil
	}
	c := r.code()
	if err != nil || c.Message == "" {
		return c, err == nil, err
	}
	c.Delivery, err = delivery(ctx, db, c.Message)
	return c, err == nil, err
}

func (s memberStore) MailCodes(ctx context.Context, memberID string) (out []member.MailCode, err error) {
	var rows []mailCodeRow
	err = s.read.NewSelect().Model(&rows).Where("member_id = ?", memberID).Order("created_at DESC", "email").Scan(ctx)
	for _, r := range rows {
		out = append(out, r.code())
	}
	return out, err
}

func (t tx) EndMailCode(ctx context.Context, c member.MailCode) error {
	_, err := t.NewDelete().Model((*mailCodeRow)(nil)).Where("member_id = ?", c.MemberID).Where("email = ?", c.Email).Where("mac = ?", c.MAC).Exec(ctx)
	return err
}

// CountMailTry commits by itself: the try counts even if all else about the request fails.
func (s memberStore) CountMailTry(ctx context.Context, memberID, email string, max int, now time.Time) (member.MailCode, bool, error) {
	var r mailCodeRow
	err := s.one(ctx, func(c bun.IDB) error {
		r = mailCodeRow{}
		return c.NewUpdate().Model(&r).Set("tries = c.tries + 1").
			Where("member_id = ?", memberID).Where("email = ?", email).Where("tries < ?", max).Where("expires_at > ?", ms(now)).
			Returning("*").Scan(ctx)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return member.MailCode{}, false, nil
	}
	return r.code(), err == nil, err
}

func (s memberStore) GiveMailTry(ctx context.Context, c member.MailCode) error {
	return s.one(ctx, func(b bun.IDB) error {
		_, err := b.NewUpdate().Model((*mailCodeRow)(nil)).Set("tries = tries - 1").
			Where("member_id = ?", c.MemberID).Where("email = ?", c.Email).Where("mac = ?", c.MAC).Where("tries > 0").Exec(ctx)
		return err
	})
}

func (t tx) PutMailCode(ctx context.Context, c member.MailCode, after time.Duration) (bool, error) {
	old, _, err := mailCode(ctx, t.lock(t.NewSelect(), "UPDATE"), t, c.MemberID, c.Email)
	if err != nil {
		return false, err
	}
	if old.Delivery == notify.Dead {
		after = 0
	}
	ok, err := changed(t.NewInsert().Model(&mailCodeRow{
		MemberID: c.MemberID, Email: c.Email, MAC: c.MAC, Tries: c.Tries, CreatedAt: ms(c.CreatedAt), ExpiresAt: ms(c.ExpiresAt), Message: c.Message,
	}).
		On("CONFLICT (member_id, email) DO UPDATE").Set("mac = EXCLUDED.mac").Set("tries = EXCLUDED.tries").
		Set("created_at = EXCLUDED.created_at").Set("expires_at = EXCLUDED.expires_at").Set("message = EXCLUDED.message").
		Where("c.created_at <= ?", ms(c.CreatedAt.Add(-after))).Exec(ctx))
	if err != nil || !ok || old.Message == "" {
		return ok, err
	}
	return true, t.void(ctx, old.Message)
}

func (t tx) ConfirmMail(ctx context.Context, c member.MailCode, now time.Time) (bool, error) {
	ok, err := changed(t.NewDelete().Model((*mailCodeRow)(nil)).
		Where("member_id = ?", c.MemberID).Where("email = ?", c.Email).Where("mac = ?", c.MAC).Where("expires_at > ?", ms(now)).Exec(ctx))
	if err != nil || !ok {
		return false, err
	}
	return changed(t.NewUpdate().Model((*mailRow)(nil)).Set("confirmed_at = ?", ms(now)).
		Where("member_id = ?", c.MemberID).Where("email = ?", c.Email).Exec(ctx))
}
