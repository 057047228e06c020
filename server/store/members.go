package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"

	"netanswer/server/audit"
	"netanswer/server/member"
	"netanswer/shared/text"
)

const (
	sessionSQL     = `SELECT created_at, seen_at, last_login, card_ref, device FROM sessions WHERE member_id = ?1 AND token_hash = ?2`
	loginMemberSQL = `SELECT member_id FROM logins WHERE login = ?1 AND member_id IS NOT NULL`
	credentialSQL  = `SELECT login, password_hash, last_login, closed_at FROM credentials WHERE member_id = ?1`
)

type memberStore struct{ *DB }

func (s memberStore) Update(ctx context.Context, f func(member.Tx) error) error {
	return s.update(ctx, func(t tx) error { return f(t) })
}

// Credential asks the directory and then the member's own row, which may lie on another machine. An unknown login goes
// both ways too, so that it takes as long.
func (s memberStore) Credential(ctx context.Context, login string) (member.Credential, bool, error) {
	var c member.Credential
	if _, err := s.loginMember.row(ctx, []string{login}, &c.MemberID); err != nil {
		return member.Credential{}, false, err
	}
	var last, closed int64
	ok, err := s.credential.row(ctx, []string{c.MemberID}, &c.Login, &c.PasswordHash, &last, &closed)
	if err != nil || !ok {
		return member.Credential{}, false, err
	}
	c.LastLogin, c.Closed = at(last), closed != 0
	return c, true, nil
}

func (s memberStore) Session(ctx context.Context, memberID, tokenHash string) (member.Session, bool, error) {
	var created, seen, last int64
	var card, device string
	ok, err := s.session.row(ctx, []string{memberID, tokenHash}, &created, &seen, &last, &card, &device)
	if err != nil || !ok {
		return member.Session{}, false, err
	}
	return member.Session{MemberID: memberID, TokenHash: tokenHash, CreatedAt: at(created), SeenAt: at(seen), LastLogin: at(last), CardRef: card, Device: device}, true, nil
}

func (s memberStore) Sessions(ctx context.Context, memberID string, seen, made time.Time, most int) (out []member.Session, err error) {
	var rows []sessionRow
	err = s.read.NewSelect().Model(&rows).Where("member_id = ?", memberID).Where("seen_at >= ?", ms(seen)).Where("created_at >= ?", ms(made)).
		Order("seen_at DESC", "token_hash").Limit(int64(most)).Scan(ctx)
	for _, r := range rows {
		out = append(out, r.session())
	}
	return out, err
}

// TouchSession never moves a session back in time: of two requests at once, the later moment stays.
func (s memberStore) TouchSession(ctx context.Context, memberID, tokenHash string, seen time.Time) error {
	return s.one(ctx, func(c bun.IDB) error {
		_, err := c.NewUpdate().Model((*sessionRow)(nil)).Set("seen_at = ?", ms(seen)).
			Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Where("seen_at < ?", ms(seen)).Exec(ctx)
		return err
	})
}

func (t tx) SetLang(ctx context.Context, memberID string, l text.Lang) error {
	_, err := t.NewUpdate().Model((*memberRow)(nil)).Set("lang = ?", l).Where("member_id = ?", memberID).Exec(ctx)
	return err
}

func (t tx) PutSession(ctx context.Context, s member.Session) error {
	_, err := t.NewInsert().Model(&sessionRow{
		MemberID: s.MemberID, TokenHash: s.TokenHash, CreatedAt: ms(s.CreatedAt), SeenAt: ms(s.SeenAt), LastLogin: ms(s.LastLogin), CardRef: s.CardRef, Agent: s.Agent, Device: s.Device,
	}).Exec(ctx)
	return err
}

func (t tx) EndSession(ctx context.Context, memberID, tokenHash string) error {
	_, err := t.NewDelete().Model((*sessionRow)(nil)).Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash).Exec(ctx)
	return err
}

func (t tx) EndSessionsBut(ctx context.Context, memberID, tokenHash string) (int, error) {
	browser := t.NewSelect().Model((*sessionRow)(nil)).Column("device").Where("member_id = ?", memberID).Where("token_hash = ?", tokenHash)
	if _, err := t.NewDelete().Model((*deviceRow)(nil)).Where("member_id = ?", memberID).Where("token_hash NOT IN (?)", browser).Exec(ctx); err != nil {
		return 0, err
	}
	if _, err := t.NewDelete().Model((*vaultRow)(nil)).Where("member_id = ?", memberID).Where("device NOT IN (?)", browser).Exec(ctx); err != nil {
		return 0, err
	}
	r, err := t.NewDelete().Model((*sessionRow)(nil)).Where("member_id = ?", memberID).Where("token_hash <> ?", tokenHash).Exec(ctx)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}

func (t tx) SetPasswordHash(ctx context.Context, memberID, hash string, at time.Time) error {
	_, err := t.NewUpdate().Model((*credentialRow)(nil)).Set("password_hash = ?", hash).Set("changed_at = ?", ms(at)).
		Where("member_id = ?", memberID).Exec(ctx)
	return err
}

func (t tx) SetLastLogin(ctx context.Context, c member.Credential, at time.Time) (bool, error) {
	return changed(t.NewUpdate().Model((*credentialRow)(nil)).Set("last_login = ?", ms(at)).
		Where("member_id = ?", c.MemberID).Where("password_hash = ?", c.PasswordHash).Where("closed_at = 0").Exec(ctx))
}

// Record appends to the audit. Nothing changes or deletes a row of it but the table of what is kept how long (retention.go).
func (t tx) Record(ctx context.Context, e audit.Event) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = t.NewInsert().Model(&auditRow{
		ID: id.String(), At: ms(e.At), Kind: string(e.Kind), MemberID: e.MemberID, Flow: e.Flow, Address: e.Address, Detail: e.Detail,
	}).Exec(ctx)
	return err
}
