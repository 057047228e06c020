package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/account"
)

type statementRow struct {
	bun.BaseModel `bun:"table:statements,alias:s"`
	MemberID      string `bun:",pk"`
	CardRef       string `bun:",pk"`
	Part          string `bun:",pk"`
	SeenAt        int64
	KeepUntil     int64
	Sealed        string
}

type statementStore struct{ *DB }

// Statements is the database as what the card system said sees it.
func (db *DB) Statements() account.Store { return statementStore{db} }

func (s statementStore) Kept(ctx context.Context, r account.Reader, part string) (account.Row, bool, error) {
	var row statementRow
	err := s.read.NewSelect().Model(&row).Where("member_id = ?", r.MemberID).Where("card_ref = ?", r.CardRef).Where("part = ?", part).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return account.Row{}, false, nil
	}
	return account.Row{
		Reader: account.Reader{MemberID: row.MemberID, CardRef: row.CardRef}, Part: row.Part,
		SeenAt: at(row.SeenAt), KeepUntil: at(row.KeepUntil), Sealed: row.Sealed,
	}, err == nil, err
}

func (s statementStore) Parts(ctx context.Context, r account.Reader) (map[string]time.Time, error) {
	var rows []statementRow
	err := s.read.NewSelect().Model(&rows).Column("part", "seen_at").Where("member_id = ?", r.MemberID).Where("card_ref = ?", r.CardRef).Scan(ctx)
	parts := make(map[string]time.Time, len(rows))
	for _, row := range rows {
		parts[row.Part] = at(row.SeenAt)
	}
	return parts, err
}

// Keep locks the cards first: one that is given up at this moment gets no rows behind its back.
func (s statementStore) Keep(ctx context.Context, rows []account.Row) error {
	return s.update(ctx, func(t tx) error {
		has := map[account.Reader]bool{}
		var keep []*statementRow
		for _, r := range rows {
			theirs, asked := has[r.Reader]
			if !asked {
				err := t.lock(t.NewSelect().Model((*cardRow)(nil)).ColumnExpr("true"), "KEY SHARE").
					Where("member_id = ?", r.MemberID).Where("card_ref = ?", r.CardRef).Scan(ctx, &theirs)
				if err != nil && !errors.Is(err, sql.ErrNoRows) {
					return err
				}
				has[r.Reader] = theirs
			}
			if theirs {
				keep = append(keep, &statementRow{MemberID: r.MemberID, CardRef: r.CardRef, Part: r.Part, SeenAt: ms(r.SeenAt), KeepUntil: ms(r.KeepUntil), Sealed: r.Sealed})
			}
		}
		for _, r := range keep {
			_, err := t.NewInsert().Model(r).On("CONFLICT (member_id, card_ref, part) DO UPDATE").
				Set("seen_at = EXCLUDED.seen_at").Set("keep_until = EXCLUDED.keep_until").Set("sealed = EXCLUDED.sealed").
				Where("s.seen_at <= EXCLUDED.seen_at").Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (s statementStore) Forget(ctx context.Context, r account.Reader) error {
	return s.update(ctx, func(t tx) error { return t.forgetStatements(ctx, r.MemberID, r.CardRef) })
}

// forgetStatements is part of giving a card up.
func (t tx) forgetStatements(ctx context.Context, memberID, cardRef string) error {
	_, err := t.NewDelete().Model((*statementRow)(nil)).Where("member_id = ?", memberID).Where("card_ref = ?", cardRef).Exec(ctx)
	return err
}
