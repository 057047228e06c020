package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
)

type wishRow struct {
	bun.BaseModel `bun:"table:wishes,alias:w"`
	MemberID      string `bun:",pk"`
	Kind          string `bun:",pk"`
	Mail          int    // 1: by mail
	SMS           int    `bun:"sms"`
	ChangedAt     int64
}

func (s memberStore) Wishes(ctx context.Context, memberID string) (map[member.Wish]member.Ways, error) {
	var rows []wishRow
	err := s.read.NewSelect().Model(&rows).Where("member_id = ?", memberID).Scan(ctx)
	out := map[member.Wish]member.Ways{}
	for _, r := range rows {
		out[member.Wish(r.Kind)] = member.Ways{Mail: r.Mail == 1, SMS: r.SMS == 1}
	}
	return out, err
}

func (t tx) PutWish(ctx context.Context, memberID string, k member.Wish, w member.Ways, now time.Time) error {
	r := wishRow{MemberID: memberID, Kind: string(k), ChangedAt: ms(now)}
	if w.Mail {
		r.Mail = 1
	}
	if w.SMS {
		r.SMS = 1
	}
	_, err := t.NewInsert().Model(&r).On("CONFLICT (member_id, kind) DO UPDATE").
		Set("mail = EXCLUDED.mail").Set("sms = EXCLUDED.sms").Set("changed_at = EXCLUDED.changed_at").Exec(ctx)
	return err
}
