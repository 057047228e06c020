package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/order"
	"netanswer/shared/japan"
)

type orderRow struct {
	bun.BaseModel `bun:"table:orders,alias:o"`
	MemberID      string `bun:",pk"`
	ID            string `bun:",pk"`
	Kind          string
	State         string
	CardRef       string
	Last4         string `bun:"last4"`
	Hash          string
	Session       string
	Page          string
	Assurance     string
	Sealed        string
	Files         string
	Outcome       string // JSON
	CreatedAt     int64
	ConfirmedAt   int64
	ChangedAt     int64
	ExpiresAt     int64
	RunAt         int64
	Attempts      int
}

func newOrderRow(o order.Row) (*orderRow, error) {
	outcome, err := json.Marshal(o.Outcome)
	return &orderRow{
		MemberID: o.MemberID, ID: o.ID, Kind: string(o.Details.Kind), State: string(o.State), CardRef: o.CardRef, Last4: o.Last4, Hash: o.Hash, Session: o.Session, Page: o.Page,
		Assurance: string(o.Assurance), Sealed: o.Sealed, Files: o.Files, Outcome: string(outcome),
		CreatedAt: ms(o.CreatedAt), ConfirmedAt: ms(o.Confirmed), ChangedAt: ms(o.ChangedAt), ExpiresAt: ms(o.ExpiresAt), RunAt: ms(o.RunAt), Attempts: o.Attempts,
	}, err
}

func (r orderRow) order() (order.Row, error) {
	o := order.Row{Sealed: r.Sealed, Files: r.Files, Order: order.Order{
		MemberID: r.MemberID, ID: r.ID, State: order.State(r.State), CardRef: r.CardRef, Last4: r.Last4, Details: issuer.Order{Kind: issuer.OrderKind(r.Kind)},
		Hash: r.Hash, Session: r.Session, Page: r.Page, Assurance: identity.Assurance(r.Assurance),
		CreatedAt: at(r.CreatedAt), Confirmed: at(r.ConfirmedAt), ChangedAt: at(r.ChangedAt), ExpiresAt: at(r.ExpiresAt), RunAt: at(r.RunAt), Attempts: r.Attempts,
	}}
	err := json.Unmarshal([]byte(r.Outcome), &o.Outcome)
	for _, t := range []*time.Time{&o.Outcome.At, &o.Outcome.CancelUntil} {
		if !t.IsZero() {
			*t = t.In(japan.Zone)
		}
	}
	return o, err
}

type orderStore struct{ *DB }

// Orders is the database as what members order sees it.
func (db *DB) Orders() order.Store { return orderStore{db} }

func (s orderStore) Update(ctx context.Context, f func(order.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

func (s orderStore) Order(ctx context.Context, memberID, id string) (order.Row, bool, error) {
	return oneOrder(ctx, s.read.NewSelect().Where("id = ?", id), memberID)
}

func (s orderStore) Files(ctx context.Context, memberID, id string) (sealed string, err error) {
	err = s.read.NewSelect().Model((*orderRow)(nil)).Column("files").Where("member_id = ?", memberID).Where("id = ?", id).Scan(ctx, &sealed)
	return sealed, err
}

// Orders goes by the ids, which begin with their time.
func (s orderStore) Orders(ctx context.Context, memberID, before string, most int) (out []order.Row, err error) {
	var rows []orderRow
	q := s.read.NewSelect().Model(&rows).ExcludeColumn("files").Where("member_id = ?", memberID).
		Where("state NOT IN (?)", bun.List([]order.State{order.Drafted, order.Confirmed}))
	if before != "" {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(most)).Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range rows {
		o, err := r.order()
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// Due goes over all members: it is the runner's.
func (s orderStore) Due(ctx context.Context, now time.Time, n int) (out []order.Name, err error) {
	var rows []orderRow
	err = s.read.NewSelect().Model(&rows).Column("member_id", "id").Where("state IN ('proven', 'sending')").Where("run_at <= ?", ms(now)).
		Order("run_at").Limit(int64(n)).Scan(ctx)
	for _, r := range rows {
		out = append(out, order.Name{MemberID: r.MemberID, ID: r.ID})
	}
	return out, err
}

func (s orderStore) Waiting(ctx context.Context) (n int, oldest time.Time, err error) {
	var row struct {
		N     int
		First int64
	}
	err = s.read.NewRaw("SELECT count(*) AS n, coalesce(min(confirmed_at), 0) AS first FROM orders WHERE state IN ('proven', 'sending')").Scan(ctx, &row)
	return row.N, at(row.First), err
}

func oneOrder(ctx context.Context, q *bun.SelectQuery, memberID string) (order.Row, bool, error) {
	var r orderRow
	err := q.Model(&r).ExcludeColumn("files").Where("member_id = ?", memberID).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return order.Row{}, false, nil
	}
	if err != nil {
		return order.Row{}, false, err
	}
	o, err := r.order()
	return o, err == nil, err
}

func (t tx) LockOrder(ctx context.Context, memberID, id string) (order.Row, bool, error) {
	return oneOrder(ctx, t.lock(t.NewSelect().Where("id = ?", id), "UPDATE"), memberID)
}

// AddOrder is one insert: of two at once, the second waits at the first one's page and then finds it taken.
func (t tx) AddOrder(ctx context.Context, o order.Row) (order.Row, error) {
	r, err := newOrderRow(o)
	if err != nil {
		return o, err
	}
	added, err := changed(t.NewInsert().Model(r).On("CONFLICT (member_id, page) DO NOTHING").Exec(ctx))
	if err != nil || added {
		return o, err
	}
	first, _, err := oneOrder(ctx, t.NewSelect().Where("page = ?", o.Page), o.MemberID)
	return first, err
}

func (t tx) SetOrder(ctx context.Context, o order.Row) error {
	r, err := newOrderRow(o)
	if err != nil {
		return err
	}
	_, err = t.NewUpdate().Model(r).Column("state", "assurance", "sealed", "outcome", "confirmed_at", "changed_at", "expires_at", "run_at", "attempts").
		Where("member_id = ?", o.MemberID).Where("id = ?", o.ID).Exec(ctx)
	return err
}

func (t tx) DropFiles(ctx context.Context, memberID, id string) error {
	_, err := t.NewUpdate().Model((*orderRow)(nil)).Set("files = ''").Where("member_id = ?", memberID).Where("id = ?", id).Where("files <> ''").Exec(ctx)
	return err
}
