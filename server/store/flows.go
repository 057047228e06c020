package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/member"
	"netanswer/server/registration"
)

type flowStore struct{ *DB }

func (s flowStore) Update(ctx context.Context, f func(registration.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

func (s flowStore) Flow(ctx context.Context, id string, now time.Time) (registration.Flow, error) {
	return readFlow(ctx, s.read.NewSelect(), id, now)
}

func (s flowStore) Renewed(ctx context.Context, prior string, now time.Time) (registration.Flow, error) {
	return oneFlow(ctx, s.read.NewSelect().Where("prior = ?", prior).Where("prior <> ''"), now)
}

func (t tx) LockFlow(ctx context.Context, id string, now time.Time) (registration.Flow, error) {
	return readFlow(ctx, t.lock(t.NewSelect(), "UPDATE"), id, now)
}

func readFlow(ctx context.Context, q *bun.SelectQuery, id string, now time.Time) (registration.Flow, error) {
	return oneFlow(ctx, q.Where("id = ?", id), now)
}

func oneFlow(ctx context.Context, q *bun.SelectQuery, now time.Time) (registration.Flow, error) {
	var r flowRow
	err := q.Model(&r).Where("expires_at > ?", ms(now)).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return registration.Flow{}, registration.ErrNoFlow
	}
	if err != nil {
		return registration.Flow{}, err
	}
	return r.flow()
}

func (t tx) PutFlow(ctx context.Context, f registration.Flow) error {
	r, err := newFlowRow(f)
	if err != nil {
		return err
	}
	_, err = t.NewInsert().Model(r).On("CONFLICT (id) DO UPDATE").Exec(ctx) // of all columns
	return err
}

func (t tx) RenewFlow(ctx context.Context, old, fresh string) error {
	ok, err := changed(t.NewUpdate().Model((*flowRow)(nil)).Set("id = ?", fresh).Where("id = ?", old).Exec(ctx))
	if err != nil {
		return err
	}
	if !ok {
		return registration.ErrNoFlow
	}
	_, err = t.NewUpdate().Model((*loginRow)(nil)).Set("flow = ?", fresh).Where("flow = ?", old).Where("member_id IS NULL").Exec(ctx)
	return err
}

// ReserveLogin is one conditional upsert: of two flows at once, the second waits at the first one's row and then finds
// it taken.
func (t tx) ReserveLogin(ctx context.Context, login, flow string, now, until time.Time) (bool, error) {
	ok, err := changed(t.NewInsert().Model(&loginRow{Login: login, Flow: flow, ReservedUntil: ms(until)}).
		On("CONFLICT (login) DO UPDATE").
		Set("flow = EXCLUDED.flow").Set("reserved_until = EXCLUDED.reserved_until").
		Where("l.member_id IS NULL").
		Where("l.flow = EXCLUDED.flow OR l.reserved_until <= ?", ms(now)).
		Exec(ctx))
	if err != nil || !ok {
		return false, err
	}
	_, err = t.NewDelete().Model((*loginRow)(nil)).Where("flow = ?", flow).Where("login <> ?", login).Where("member_id IS NULL").Exec(ctx)
	return err == nil, err
}

func (t tx) HoldLogin(ctx context.Context, login, flow string, until time.Time) error {
	_, err := t.NewUpdate().Model((*loginRow)(nil)).Set("reserved_until = ?", ms(until)).
		Where("login = ?", login).Where("flow = ?", flow).Where("member_id IS NULL").Exec(ctx)
	return err
}

func (t tx) CardMember(ctx context.Context, cardRef string) (string, bool, error) {
	var r cardRefRow
	err := t.NewSelect().Model(&r).Where("card_ref = ?", cardRef).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return r.MemberID, err == nil, err
}

// CreateMember leaves everything as it was when it answers registration.ErrTaken: the transaction may go on.
func (t tx) CreateMember(ctx context.Context, m member.Member, flow string) error {
	entry := &cardRefRow{CardRef: m.Card.Ref, MemberID: m.ID}
	ok, err := changed(t.NewInsert().Model(entry).On("CONFLICT (card_ref) DO NOTHING").Exec(ctx))
	if err != nil {
		return err
	}
	if !ok {
		return registration.ErrTaken
	}
	ok, err = changed(t.NewUpdate().Model((*loginRow)(nil)).
		Set("member_id = ?", m.ID).Set("flow = ''").Set("reserved_until = 0").
		Where("login = ?", member.Fold(m.Login)).Where("flow = ?", flow).Where("member_id IS NULL").Exec(ctx))
	if err != nil {
		return err
	}
	if !ok {
		if _, err := t.NewDelete().Model(entry).WherePK().Exec(ctx); err != nil {
			return err
		}
		return registration.ErrTaken
	}
	created, confirmed := ms(m.CreatedAt), int64(0)
	if m.Confirmed {
		confirmed = created
	}
	for _, row := range []any{
		&memberRow{MemberID: m.ID, CreatedAt: created, Lang: string(m.Lang)},
		&credentialRow{MemberID: m.ID, Login: m.Login, PasswordHash: m.PasswordHash, ChangedAt: created},
		newCardRow(m.ID, m.Card, m.CreatedAt),
		&mailRow{MemberID: m.ID, Email: m.Email, CreatedAt: created, ConfirmedAt: confirmed},
		&consentRow{MemberID: m.ID, TermsVersion: m.TermsVersion, AgreedAt: ms(m.AgreedAt)},
	} {
		if _, err := t.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
