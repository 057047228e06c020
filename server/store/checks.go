package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/identity"
	"netanswer/server/notify"
)

// Ids are UUIDv7, so the greater one is the newer one within a millisecond too.
const latestCheckSQL = `SELECT c.id, c.channel, c.masked, c.reference, c.mac, c.line, c.tries, c.used, c.called_at, c.created_at, c.expires_at, c.message, coalesce(o.state, '')
FROM checks c LEFT JOIN outbox o ON o.id = c.message
WHERE c.flow = ?1 AND c.purpose = ?2 ORDER BY c.created_at DESC, c.id DESC LIMIT 1`

type checkStore struct{ *DB }

func (s checkStore) LatestCheck(ctx context.Context, sub identity.Subject) (identity.Check, bool, error) {
	r := checkRow{Flow: sub.Flow, Purpose: sub.Purpose}
	var delivery string
	ok, err := s.latestCheck.row(ctx, []string{sub.Flow, sub.Purpose},
		&r.ID, &r.Channel, &r.Masked, &r.Reference, &r.MAC, &r.Line, &r.Tries, &r.Used, &r.CalledAt, &r.CreatedAt, &r.ExpiresAt, &r.Message, &delivery)
	if err != nil || !ok {
		return identity.Check{}, false, err
	}
	c := r.check()
	c.Delivery = notify.State(delivery)
	return c, true, nil
}

// CountTry commits by itself: the try counts even if all else about the request fails.
func (s checkStore) CountTry(ctx context.Context, id string, max int, now time.Time) (identity.Check, bool, error) {
	var r checkRow
	err := s.one(ctx, func(c bun.IDB) error {
		r = checkRow{}
		return c.NewUpdate().Model(&r).Set("tries = c.tries + 1").
			Where("id = ?", id).Where("used = FALSE").Where("tries < ?", max).Where("expires_at > ?", ms(now)).
			Returning("*").Scan(ctx)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return identity.Check{}, false, nil
	}
	return r.check(), err == nil, err
}

func (s checkStore) GiveTry(ctx context.Context, id string) error {
	return s.one(ctx, func(c bun.IDB) error {
		_, err := c.NewUpdate().Model((*checkRow)(nil)).Set("tries = tries - 1").Where("id = ?", id).Where("used = FALSE").Where("tries > 0").Exec(ctx)
		return err
	})
}

func (t tx) LatestCheck(ctx context.Context, sub identity.Subject) (identity.Check, bool, error) {
	var r checkRow
	err := t.NewSelect().Model(&r).Where("flow = ?", sub.Flow).Where("purpose = ?", sub.Purpose).OrderExpr("created_at DESC, id DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return identity.Check{}, false, nil
	}
	c := r.check()
	if err != nil || c.Message == "" {
		return c, err == nil, err
	}
	c.Delivery, err = delivery(ctx, t, c.Message)
	return c, err == nil, err
}

// delivery is what became of a message; empty when it is not known any more.
func delivery(ctx context.Context, db bun.IDB, message string) (state notify.State, err error) {
	var states []notify.State
	if err = db.NewSelect().Model((*outboxRow)(nil)).Column("state").Where("id = ?", message).Scan(ctx, &states); len(states) == 1 {
		state = states[0]
	}
	return state, err
}

// void ends messages of passcodes that are good no more: what has not gone out yet would only confuse, and what is under way is not
// tried again.
func (t tx) void(ctx context.Context, messages ...string) error {
	_, err := t.NewUpdate().Model((*outboxRow)(nil)).Set("state = ?", notify.Dead).Set("sealed = ''").Set("why = ?", notify.Replaced).
		Where("id IN (?)", bun.List(messages)).Where("state IN (?)", bun.List([]notify.State{notify.Ready, notify.Running})).Exec(ctx)
	return err
}

func (t tx) PutCheck(ctx context.Context, c identity.Check) error {
	var void []string
	_, err := t.NewUpdate().Model((*checkRow)(nil)).Set("used = TRUE").
		Where("flow = ?", c.Subject.Flow).Where("purpose = ?", c.Subject.Purpose).Where("used = FALSE").Returning("message").Exec(ctx, &void)
	if err == nil && len(void) > 0 {
		err = t.void(ctx, void...)
	}
	if err != nil {
		return err
	}
	_, err = t.NewInsert().Model(newCheckRow(c)).Exec(ctx)
	return err
}

func (t tx) UseCheck(ctx context.Context, id string, now time.Time) (bool, error) {
	return changed(t.NewUpdate().Model((*checkRow)(nil)).Set("used = TRUE").
		Where("id = ?", id).Where("used = FALSE").Where("expires_at > ?", ms(now)).Exec(ctx))
}
