package store

import (
	"context"

	"github.com/uptrace/bun"

	"netanswer/server/member"
)

func (s memberStore) Cards(ctx context.Context, memberID string) ([]member.Card, error) {
	return cardsOf(ctx, s.read.NewSelect(), memberID)
}

func cardsOf(ctx context.Context, q *bun.SelectQuery, memberID string) ([]member.Card, error) {
	var rows []cardRow
	err := q.Model(&rows).Where("member_id = ?", memberID).Order("created_at", "card_ref").Scan(ctx)
	if err != nil {
		return nil, err
	}
	cards := make([]member.Card, 0, len(rows))
	for _, r := range rows {
		cards = append(cards, r.card())
	}
	return cards, nil
}

func (s memberStore) ViewCard(ctx context.Context, memberID, tokenHash, cardRef string) error {
	return s.one(ctx, func(c bun.IDB) error {
		_, err := c.NewUpdate().Model((*sessionRow)(nil)).Set("card_ref = ?", cardRef).
			Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Exec(ctx)
		return err
	})
}

func (s memberStore) NameCard(ctx context.Context, memberID, cardRef, name string) error {
	return s.setCard(ctx, memberID, cardRef, "name", name)
}

func (s memberStore) RenumberCard(ctx context.Context, memberID, cardRef, last4 string) error {
	return s.setCard(ctx, memberID, cardRef, "last4", last4)
}

func (s memberStore) setCard(ctx context.Context, memberID, cardRef, column, value string) error {
	return s.one(ctx, func(c bun.IDB) error {
		_, err := c.NewUpdate().Model((*cardRow)(nil)).Set("? = ?", bun.Ident(column), value).
			Where("member_id = ?", memberID).Where("card_ref = ?", cardRef).Exec(ctx)
		return err
	})
}
