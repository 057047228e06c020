package store

import (
	"context"
	"time"
)

const deviceSQL = `SELECT created_at FROM devices WHERE member_id = ?1 AND token_hash = ?2`

// Device is asked with an empty member id too: an unknown login takes as long as a known one.
func (s memberStore) Device(ctx context.Context, memberID, tokenHash string) (bool, error) {
	var created int64
	return s.device.row(ctx, []string{memberID, tokenHash}, &created)
}

// PutDevice remembers a device or that it was seen again. Of a fresh one's elders the newest few stay.
func (t tx) PutDevice(ctx context.Context, memberID, tokenHash string, now time.Time, keep int) error {
	var fresh bool
	r := deviceRow{MemberID: memberID, TokenHash: tokenHash, CreatedAt: ms(now), SeenAt: ms(now)}
	err := t.NewInsert().Model(&r).On("CONFLICT (member_id, token_hash) DO UPDATE").Set("seen_at = EXCLUDED.seen_at").
		Returning("created_at = seen_at").Scan(ctx, &fresh)
	if err != nil || !fresh {
		return err
	}
	newest := t.NewSelect().Model((*deviceRow)(nil)).Column("token_hash").Where("member_id = ?", memberID).Order("seen_at DESC", "token_hash").Limit(int64(keep))
	_, err = t.NewDelete().Model((*deviceRow)(nil)).Where("member_id = ?", memberID).Where("token_hash NOT IN (?)", newest).Exec(ctx)
	return err
}

func (t tx) ForgetDevice(ctx context.Context, memberID, tokenHash string) error {
	if err := t.EndVaultsOf(ctx, memberID, tokenHash); err != nil {
		return err
	}
	_, err := t.NewDelete().Model((*deviceRow)(nil)).Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Exec(ctx)
	return err
}
