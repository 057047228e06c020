package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/news"
)

// feed names the one feed that there is.
const feed = "issuer"

type feedRow struct {
	bun.BaseModel `bun:"table:feeds,alias:f"`
	Name          string `bun:",pk"`
	Place         string
}

type eventStore struct{ *DB }

func (s eventStore) Update(ctx context.Context, f func(news.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

func (s eventStore) Place(ctx context.Context) (string, error) {
	return placeOf(ctx, s.read.NewSelect())
}

func placeOf(ctx context.Context, q *bun.SelectQuery) (place string, err error) {
	err = q.Model((*feedRow)(nil)).Column("place").Where("name = ?", feed).Scan(ctx, &place)
	if errors.Is(err, sql.ErrNoRows) {
		err = errors.New("store: the row of the feed is gone")
	}
	return place, err
}

func (s eventStore) MembersOf(ctx context.Context, cardRefs []string) (map[string]string, error) {
	of := map[string]string{}
	refs := slices.Clone(cardRefs)
	slices.Sort(refs)
	refs = slices.Compact(refs)
	var rows []cardRefRow
	if len(refs) == 0 {
		return of, nil
	}
	if err := s.read.NewSelect().Model(&rows).Where("card_ref IN (?)", bun.List(refs)).Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range rows {
		of[r.CardRef] = r.MemberID
	}
	return of, nil
}

// LockPlace locks the row that the migration made.
func (t tx) LockPlace(ctx context.Context) (string, error) {
	return placeOf(ctx, t.lock(t.NewSelect(), "UPDATE"))
}

func (t tx) SetPlace(ctx context.Context, place string) error {
	_, err := t.NewUpdate().Model((*feedRow)(nil)).Set("place = ?", place).Where("name = ?", feed).Exec(ctx)
	return err
}

func (t tx) CloseLogin(ctx context.Context, memberID string, at time.Time) (bool, error) {
	return changed(t.NewUpdate().Model((*credentialRow)(nil)).Set("closed_at = ?", ms(at)).Where("member_id = ?", memberID).Where("closed_at = 0").Exec(ctx))
}

func (t tx) Renumber(ctx context.Context, memberID, cardRef, last4 string) error {
	_, err := t.NewUpdate().Model((*cardRow)(nil)).Set("last4 = ?", last4).Where("member_id = ?", memberID).Where("card_ref = ?", cardRef).Exec(ctx)
	return err
}

func (t tx) ForgetStatements(ctx context.Context, memberID, cardRef string) error {
	return t.forgetStatements(ctx, memberID, cardRef)
}
