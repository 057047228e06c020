package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"netanswer/server/inquiry"
	"netanswer/shared/text"
)

type inquiryRow struct {
	bun.BaseModel `bun:"table:inquiries,alias:i"`
	MemberID      string `bun:",pk"`
	ID            string `bun:",pk"`
	Number        string
	Page          string
	Notice        string
	State         string
	Topic         string
	Lang          string
	Sealed        string
	CreatedAt     int64
	AnsweredAt    int64
	AnsweredBy    string
}

func newInquiryRow(q inquiry.Inquiry) *inquiryRow {
	return &inquiryRow{
		MemberID: q.MemberID, ID: q.ID, Number: q.Number, Page: q.Page, Notice: q.Notice, State: string(q.State), Topic: q.Topic, Lang: string(q.Lang),
		Sealed: q.Sealed, CreatedAt: ms(q.CreatedAt), AnsweredAt: ms(q.AnsweredAt), AnsweredBy: q.AnsweredBy,
	}
}

func (r *inquiryRow) inquiry() inquiry.Inquiry {
	return inquiry.Inquiry{
		MemberID: r.MemberID, ID: r.ID, Number: r.Number, Page: r.Page, Notice: r.Notice, State: inquiry.State(r.State), Topic: r.Topic, Lang: text.Lang(r.Lang),
		Sealed: r.Sealed, CreatedAt: at(r.CreatedAt), AnsweredAt: at(r.AnsweredAt), AnsweredBy: r.AnsweredBy,
	}
}

type inquiryFileRow struct {
	bun.BaseModel `bun:"table:inquiry_files,alias:f"`
	MemberID      string `bun:",pk"`
	ID            string `bun:",pk"`
	N             int    `bun:",pk"`
	Sealed        string
	CreatedAt     int64
}

type inquiryStore struct{ *DB }

func (s inquiryStore) Update(ctx context.Context, f func(inquiry.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

func oneInquiry(ctx context.Context, q *bun.SelectQuery) (inquiry.Inquiry, bool, error) {
	var r inquiryRow
	err := q.Model(&r).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return inquiry.Inquiry{}, false, nil
	}
	return r.inquiry(), err == nil, err
}

func (s inquiryStore) Inquiry(ctx context.Context, memberID, id string) (inquiry.Inquiry, bool, error) {
	return oneInquiry(ctx, s.read.NewSelect().Where("member_id = ?", memberID).Where("id = ?", id))
}

func (s inquiryStore) Inquiries(ctx context.Context, open bool, most int) ([]inquiry.Inquiry, error) {
	var rows []inquiryRow
	q := s.read.NewSelect().Model(&rows).ExcludeColumn("sealed")
	if open {
		q = q.Where("state = ?", inquiry.Open)
	}
	err := q.Order("created_at", "id").Limit(int64(most)).Scan(ctx)
	out := make([]inquiry.Inquiry, len(rows))
	for i := range rows {
		out[i] = rows[i].inquiry()
	}
	return out, err
}

func (s inquiryStore) File(ctx context.Context, memberID, id string, n int) (sealed string, ok bool, err error) {
	err = s.read.NewSelect().Model((*inquiryFileRow)(nil)).Column("sealed").Where("member_id = ?", memberID).Where("id = ?", id).Where("n = ?", n).Scan(ctx, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return sealed, err == nil, err
}

func (s inquiryStore) Waiting(ctx context.Context) (int, error) {
	n, err := s.read.NewSelect().Model((*inquiryRow)(nil)).Where("state = ?", inquiry.Open).Count(ctx)
	return int(n), err
}

// AddInquiry leaves it to an index that a page has one: of two at once the second waits for the first and then finds it.
func (t tx) AddInquiry(ctx context.Context, q inquiry.Inquiry, files []string) (inquiry.Inquiry, bool, error) {
	ok, err := changed(t.NewInsert().Model(newInquiryRow(q)).On("CONFLICT (member_id, page) DO NOTHING").Exec(ctx))
	if err != nil {
		return q, false, err
	}
	if !ok {
		there, found, err := oneInquiry(ctx, t.NewSelect().Where("member_id = ?", q.MemberID).Where("page = ?", q.Page))
		if err == nil && !found {
			err = errors.New("store: an inquiry that is there is not")
		}
		return there, false, err
	}
	for n, sealed := range files {
		if _, err := t.NewInsert().Model(&inquiryFileRow{MemberID: q.MemberID, ID: q.ID, N: n, Sealed: sealed, CreatedAt: ms(q.CreatedAt)}).Exec(ctx); err != nil {
			return q, false, err
		}
	}
	return q, true, nil
}

// LockInquiry goes by the number alone: who answers knows no member.
func (t tx) LockInquiry(ctx context.Context, number string) (inquiry.Inquiry, bool, error) {
	return oneInquiry(ctx, t.lock(t.NewSelect().Where("number = ?", number).Limit(1), "UPDATE"))
}

func (t tx) SetInquiry(ctx context.Context, q inquiry.Inquiry) error {
	_, err := t.NewUpdate().Model(newInquiryRow(q)).Column("state", "sealed", "answered_at", "answered_by").WherePK().Exec(ctx)
	return err
}

func (t tx) DropInquiryFiles(ctx context.Context, memberID, id string) error {
	_, err := t.NewDelete().Model((*inquiryFileRow)(nil)).Where("member_id = ?", memberID).Where("id = ?", id).Exec(ctx)
	return err
}
