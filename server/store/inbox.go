package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
)

type noticeRow struct {
	bun.BaseModel `bun:"table:inbox,alias:n"`
	MemberID      string `bun:",pk"`
	ID            string `bun:",pk"`
	Kind          string
	Args          string // JSON
	SentTo        string // JSON
	At            int64
	ReadAt        int64
}

func (r noticeRow) notice() (member.Notice, error) {
	n := member.Notice{MemberID: r.MemberID, ID: r.ID, Kind: member.NoticeKind(r.Kind), At: at(r.At), ReadAt: at(r.ReadAt)}
	return n, errors.Join(json.Unmarshal([]byte(r.Args), &n.Args), json.Unmarshal([]byte(r.SentTo), &n.To))
}

func (t tx) PutNotice(ctx context.Context, n member.Notice) error {
	args, err1 := json.Marshal(n.Args)
	to, err2 := json.Marshal(n.To)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	_, err := t.NewInsert().Model(&noticeRow{
		MemberID: n.MemberID, ID: n.ID, Kind: string(n.Kind), Args: string(args), SentTo: string(to), At: ms(n.At), ReadAt: ms(n.ReadAt),
	}).Exec(ctx)
	return err
}

// Notices goes by the ids, which begin with their time.
func (s memberStore) Notices(ctx context.Context, memberID, before string, most int) (out []member.Notice, err error) {
	var rows []noticeRow
	q := s.read.NewSelect().Model(&rows).Where("member_id = ?", memberID)
	if before != "" {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(most)).Scan(ctx); err != nil {
		return nil, err
	}
	for _, r := range rows {
		n, err := r.notice()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func (s memberStore) Notice(ctx context.Context, memberID, id string) (member.Notice, bool, error) {
	var r noticeRow
	err := s.read.NewSelect().Model(&r).Where("member_id = ?", memberID).Where("id = ?", id).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return member.Notice{}, false, nil
	}
	if err != nil {
		return member.Notice{}, false, err
	}
	n, err := r.notice()
	return n, err == nil, err
}

// ReadNotice leaves the first time.
func (s memberStore) ReadNotice(ctx context.Context, memberID, id string, now time.Time) error {
	return s.one(ctx, func(c bun.IDB) error {
		_, err := c.NewUpdate().Model((*noticeRow)(nil)).Set("read_at = ?", ms(now)).Where("member_id = ?", memberID).Where("id = ?", id).Where("read_at = 0").Exec(ctx)
		return err
	})
}
