package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
)

type vaultRow struct {
	bun.BaseModel `bun:"table:vaults,alias:v"`
	MemberID      string `bun:",pk"`
	TokenHash     string `bun:",pk"`
	Device        string
	Agent         string
	CreatedAt     int64
	SeenAt        int64
}

func (s memberStore) Vaults(ctx context.Context, memberID string) ([]member.Vault, error) {
	var rows []vaultRow
	if err := s.read.NewSelect().Model(&rows).Where("member_id = ?", memberID).Order("seen_at DESC", "token_hash").Scan(ctx); err != nil {
		return nil, err
	}
	all := make([]member.Vault, len(rows))
	for i, r := range rows {
		all[i] = member.Vault{MemberID: r.MemberID, TokenHash: r.TokenHash, Device: r.Device, Agent: r.Agent, CreatedAt: at(r.CreatedAt), SeenAt: at(r.SeenAt)}
	}
	return all, nil
}

// TouchVault never moves a device back in time.
func (s memberStore) TouchVault(ctx context.Context, memberID, tokenHash string, seen time.Time) (found bool, err error) {
	err = s.one(ctx, func(c bun.IDB) error {
		found, err = changed(c.NewUpdate().Model((*vaultRow)(nil)).Set("seen_at = CASE WHEN seen_at < ? THEN ? ELSE seen_at END", ms(seen), ms(seen)).
			Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Exec(ctx))
		return err
	})
	return found, err
}

func (t tx) PutVault(ctx context.Context, v member.Vault, keep int) error {
	r := vaultRow{MemberID: v.MemberID, TokenHash: v.TokenHash, Device: v.Device, Agent: v.Agent, CreatedAt: ms(v.CreatedAt), SeenAt: ms(v.SeenAt)}
	if _, err := t.NewInsert().Model(&r).Exec(ctx); err != nil {
		return err
	}
	newest := t.NewSelect().Model((*vaultRow)(nil)).Column("token_hash").Where("member_id = ?", v.MemberID).Order("seen_at DESC", "created_at DESC", "token_hash").Limit(int64(keep))
	_, err := t.NewDelete().Model((*vaultRow)(nil)).Where("member_id = ?", v.MemberID).Where("token_hash NOT IN (?)", newest).Exec(ctx)
	return err
}

func (t tx) EndVault(ctx context.Context, memberID, tokenHash string) (bool, error) {
	return changed(t.NewDelete().Model((*vaultRow)(nil)).Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Exec(ctx))
}

func (t tx) EndVaultsOf(ctx context.Context, memberID, device string) error {
	_, err := t.NewDelete().Model((*vaultRow)(nil)).Where("member_id = ?", memberID).Where("device = ?", device).Exec(ctx)
	return err
}
