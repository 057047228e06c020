package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/desk"
	"netanswer/shared/text"
)

type caseRow struct {
	bun.BaseModel `bun:"table:cases,alias:c"`
	Number        string `bun:",pk"`
	Journey       string
	CardRef       string
	Last4         string `bun:"last4"`
	Brand         string
	Reason        string
	Lang          string
	State         string
	FirstBy       string
	FirstAt       int64
	SecondBy      string
	MAC           string `bun:"mac"`
	CodeTries     int
	CodeUntil     int64
	CreatedAt     int64
	ExpiresAt     int64
}

func newCaseRow(c desk.Case) *caseRow {
	return &caseRow{
		Number: c.Number, Journey: c.Journey, CardRef: c.CardRef, Last4: c.Last4, Brand: c.Brand, Reason: c.Reason, Lang: string(c.Lang), State: string(c.State),
		FirstBy: c.First, FirstAt: ms(c.FirstAt), SecondBy: c.Second, MAC: c.MAC, CodeTries: c.CodeTries, CodeUntil: ms(c.CodeUntil),
		CreatedAt: ms(c.CreatedAt), ExpiresAt: ms(c.ExpiresAt),
	}
}

func (r *caseRow) deskCase() desk.Case {
	return desk.Case{
		Number: r.Number, Journey: r.Journey, CardRef: r.CardRef, Last4: r.Last4, Brand: r.Brand, Reason: r.Reason, Lang: text.Lang(r.Lang), State: desk.State(r.State),
		First: r.FirstBy, FirstAt: at(r.FirstAt), Second: r.SecondBy, MAC: r.MAC, CodeTries: r.CodeTries, CodeUntil: at(r.CodeUntil),
		CreatedAt: at(r.CreatedAt), ExpiresAt: at(r.ExpiresAt),
	}
}

type operatorRow struct {
	bun.BaseModel `bun:"table:operators,alias:o"`
	Name          string `bun:",pk"`
	TokenHash     string
	CreatedAt     int64
	RevokedAt     int64
}

func (r operatorRow) operator() desk.Operator {
	return desk.Operator{Name: r.Name, TokenHash: r.TokenHash, CreatedAt: at(r.CreatedAt), RevokedAt: at(r.RevokedAt)}
}

type deskStore struct{ *DB }

func (s deskStore) Update(ctx context.Context, f func(desk.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

// mostCases is how many a list holds. Those of cards that the issuer refuses come last: anybody makes as many as they like.
const mostCases = 500

func (s deskStore) Cases(ctx context.Context, now time.Time) ([]desk.Case, error) {
	var rows []caseRow
	err := s.read.NewSelect().Model(&rows).Where("expires_at > ?", ms(now)).
		OrderExpr("CASE state WHEN 'noted' THEN 1 ELSE 0 END").Order("created_at", "number").Limit(mostCases).Scan(ctx)
	out := make([]desk.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].deskCase()
	}
	return out, err
}

// CountCodeTry commits by itself: the try counts even if all else about the request fails.
func (s deskStore) CountCodeTry(ctx context.Context, cardRef, journey string, max int, now time.Time) (desk.Case, bool, error) {
	var r caseRow
	err := s.one(ctx, func(c bun.IDB) error {
		r = caseRow{}
		return c.NewUpdate().Model(&r).Set("code_tries = c.code_tries + 1").
			Where("card_ref = ?", cardRef).Where("card_ref <> ''").Where("journey = ?", journey).Where("state = ?", desk.Approved).
			Where("code_tries < ?", max).Where("code_until > ?", ms(now)).Where("expires_at > ?", ms(now)).
			Returning("*").Scan(ctx)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return desk.Case{}, false, nil
	}
	return r.deskCase(), err == nil, err
}

func (s deskStore) GiveCodeTry(ctx context.Context, number string) error {
	return s.one(ctx, func(c bun.IDB) error {
		_, err := c.NewUpdate().Model((*caseRow)(nil)).Set("code_tries = code_tries - 1").Where("number = ?", number).Where("state = ?", desk.Approved).Where("code_tries > 0").Exec(ctx)
		return err
	})
}

func (s deskStore) Operators(ctx context.Context) ([]desk.Operator, error) {
	var rows []operatorRow
	err := s.read.NewSelect().Model(&rows).Order("name").Scan(ctx)
	out := make([]desk.Operator, len(rows))
	for i, r := range rows {
		out[i] = r.operator()
	}
	return out, err
}

func oneCase(ctx context.Context, q *bun.SelectQuery) (desk.Case, bool, error) {
	var r caseRow
	err := q.Model(&r).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return desk.Case{}, false, nil
	}
	return r.deskCase(), err == nil, err
}

func (t tx) LatestCase(ctx context.Context, cardRef, journey string, now time.Time) (desk.Case, bool, error) {
	return oneCase(ctx, t.NewSelect().Where("card_ref = ?", cardRef).Where("card_ref <> ''").Where("journey = ?", journey).
		Where("expires_at > ?", ms(now)).OrderExpr("created_at DESC, number").Limit(1))
}

// OpenCase leaves it to an index that a card has one live case a journey: of two at once the second waits at the first one's row
// and then finds it. What has expired does not stand in the way until the sweep comes.
func (t tx) OpenCase(ctx context.Context, c desk.Case) (desk.Case, error) {
	if c.CardRef != "" {
		_, err := t.NewDelete().Model((*caseRow)(nil)).Where("card_ref = ?", c.CardRef).Where("journey = ?", c.Journey).Where("expires_at <= ?", ms(c.CreatedAt)).Exec(ctx)
		if err != nil {
			return c, err
		}
	}
	ok, err := changed(t.NewInsert().Model(newCaseRow(c)).On("CONFLICT DO NOTHING").Exec(ctx))
	if err != nil || ok {
		return c, err
	}
	there, found, err := oneCase(ctx, t.NewSelect().Where("card_ref = ?", c.CardRef).Where("journey = ?", c.Journey).
		Where("state IN ('open', 'half', 'approved')").Where("card_ref <> ''"))
	if err == nil && !found {
		err = errors.New("store: a case of that number is another card's")
	}
	return there, err
}

func (t tx) LockCase(ctx context.Context, number string, now time.Time) (desk.Case, bool, error) {
	return oneCase(ctx, t.lock(t.NewSelect().Where("number = ?", number).Where("expires_at > ?", ms(now)), "UPDATE"))
}

func (t tx) PutCase(ctx context.Context, c desk.Case) error {
	_, err := t.NewUpdate().Model(newCaseRow(c)).WherePK().Exec(ctx)
	return err
}

func (t tx) UseCode(ctx context.Context, number, mac string, now time.Time) (bool, error) {
	return changed(t.NewUpdate().Model((*caseRow)(nil)).Set("state = ?", desk.Used).
		Where("number = ?", number).Where("state = ?", desk.Approved).Where("mac = ?", mac).Where("code_until > ?", ms(now)).Exec(ctx))
}

// LockOperator lets others read the same operator meanwhile, and nobody revoke it.
func (t tx) LockOperator(ctx context.Context, name, tokenHash string) (desk.Operator, bool, error) {
	var r operatorRow
	q := t.lock(t.NewSelect().Model(&r), "SHARE")
	if name != "" {
		q.Where("name = ?", name)
	} else {
		q.Where("token_hash = ?", tokenHash)
	}
	err := q.Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return desk.Operator{}, false, nil
	}
	return r.operator(), err == nil, err
}

func (t tx) PutOperator(ctx context.Context, o desk.Operator) (bool, error) {
	return changed(t.NewInsert().Model(&operatorRow{Name: o.Name, TokenHash: o.TokenHash, CreatedAt: ms(o.CreatedAt), RevokedAt: ms(o.RevokedAt)}).
		On("CONFLICT (name) DO UPDATE").Where("o.revoked_at > 0 OR EXCLUDED.revoked_at > 0").Exec(ctx))
}

func (t tx) ReopenCases(ctx context.Context, operator string) error {
	_, err := t.NewUpdate().Model((*caseRow)(nil)).Set("state = ?", desk.Open).Set("first_by = ''").Set("first_at = 0").Set("second_by = ''").
		Set("mac = ''").Set("code_tries = 0").Set("code_until = 0").
		Where("first_by = ? OR second_by = ?", operator, operator).Where("state IN (?)", bun.List([]desk.State{desk.Half, desk.Approved})).Exec(ctx)
	return err
}
