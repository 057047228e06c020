package store

import (
	"context"
	"time"

	"netanswer/server/member"
	"netanswer/shared/text"
)

func (t tx) LockAccount(ctx context.Context, memberID string) (member.Account, error) {
	var c credentialRow
	if err := t.lock(t.NewSelect().Model(&c), "UPDATE").Where("member_id = ?", memberID).Scan(ctx); err != nil {
		return member.Account{}, err
	}
	a := member.Account{ID: memberID, Login: c.Login, PasswordHash: c.PasswordHash}
	if err := t.NewSelect().Model((*memberRow)(nil)).Column("lang").Where("member_id = ?", memberID).Scan(ctx, &a.Lang); err != nil {
		return member.Account{}, err
	}
	a.Lang = text.Parse(string(a.Lang))
	var mails []mailRow
	err := t.NewSelect().Model(&mails).Where("member_id = ?", memberID).Order("created_at", "email").Scan(ctx)
	for _, m := range mails {
		a.Emails = append(a.Emails, m.Email)
		if m.ConfirmedAt != 0 {
			a.Told = append(a.Told, m.Email)
		}
	}
	return a, err
}

func (t tx) EndSessions(ctx context.Context, memberID string) error {
	_, err := t.NewDelete().Model((*sessionRow)(nil)).Where("member_id = ?", memberID).Exec(ctx)
	return err
}

func (t tx) ForgetDevices(ctx context.Context, memberID string) error {
	for _, model := range []any{(*deviceRow)(nil), (*vaultRow)(nil)} {
		if _, err := t.NewDelete().Model(model).Where("member_id = ?", memberID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (t tx) SetCaution(ctx context.Context, memberID string, until time.Time) error {
	_, err := t.NewUpdate().Model((*memberRow)(nil)).Set("caution_until = ?", ms(until)).
		Where("member_id = ?", memberID).Where("caution_until < ?", ms(until)).Exec(ctx)
	return err
}

func (s memberStore) Caution(ctx context.Context, memberID string) (time.Time, error) {
	var until int64
	err := s.read.NewSelect().Model((*memberRow)(nil)).Column("caution_until").Where("member_id = ?", memberID).Scan(ctx, &until)
	return at(until), err
}
