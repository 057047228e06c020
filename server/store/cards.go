package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
	"netanswer/server/registration"
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

func (t tx) LiveSession(ctx context.Context, memberID, tokenHash string) (bool, error) {
	var found []string
	err := t.lock(t.NewSelect().Model((*sessionRow)(nil)), "UPDATE").Column("token_hash").
		Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Scan(ctx, &found)
	return len(found) == 1, err
}

func (t tx) MemberCards(ctx context.Context, memberID string) ([]member.Card, error) {
	return cardsOf(ctx, t.NewSelect(), memberID)
}

// AddCard leaves everything as it was when it answers registration.ErrTaken: the transaction may go on.
func (t tx) AddCard(ctx context.Context, memberID string, c member.Card, now time.Time) error {
	ok, err := changed(t.NewInsert().Model(&cardRefRow{CardRef: c.Ref, MemberID: memberID}).On("CONFLICT (card_ref) DO NOTHING").Exec(ctx))
	if err != nil {
		return err
	}
	if !ok {
		return registration.ErrTaken
	}
	_, err = t.NewInsert().Model(newCardRow(memberID, c, now)).Exec(ctx)
	return err
}

func (t tx) RemoveCard(ctx context.Context, memberID, cardRef string) error {
	if _, err := t.NewDelete().Model((*cardRefRow)(nil)).Where("card_ref = ?", cardRef).Where("member_id = ?", memberID).Exec(ctx); err != nil {
		return err
	}
	if _, err := t.NewDelete().Model((*cardRow)(nil)).Where("member_id = ?", memberID).Where("card_ref = ?", cardRef).Exec(ctx); err != nil {
		return err
	}
	if err := t.forgetStatements(ctx, memberID, cardRef); err != nil {
		return err
	}
	// which card a device keeps statements of nobody knows here: all wipe
	if _, err := t.NewDelete().Model((*vaultRow)(nil)).Where("member_id = ?", memberID).Exec(ctx); err != nil {
		return err
	}
	_, err := t.NewUpdate().Model((*sessionRow)(nil)).Set("card_ref = ''").Where("member_id = ?", memberID).Where("card_ref = ?", cardRef).Exec(ctx)
	return err
}
