package store

import (
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/notify"
	"netanswer/server/order"
	"netanswer/server/registration"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// ms is a time as both databases hold it: unix milliseconds, 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// at is the time that ms wrote, in Japan's zone.
func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).In(japan.Zone)
}

type flowRow struct {
	bun.BaseModel `bun:"table:flows,alias:f"`
	ID            string `bun:",pk"`
	Prior         string
	Journey       string
	State         string
	CardTag       string
	CardRef       string
	AccountRef    string
	Last4         string `bun:"last4"`
	Brand         string
	Expiry        string
	Login         string
	PasswordHash  string
	Grade         int
	OwnLogin      bool
	OwnPassword   bool
	Email         string
	Lang          string
	TermsVersion  string
	AgreedAt      int64
	Reach         string // JSON
	IDTries       int    `bun:"id_tries"`
	Refusals      int
	Sends         int
	Reason        string
	CaseNumber    string
	MemberID      string
	Assurance     string
	Session       string
	Deed          string // JSON; empty: none
	CreatedAt     int64
	ExpiresAt     int64
}

func newFlowRow(f registration.Flow) (*flowRow, error) {
	reach, err := json.Marshal(f.Reach)
	var deed []byte
	if f.Deed.Order != "" && err == nil {
		deed, err = json.Marshal(f.Deed)
	}
	return &flowRow{
		ID: f.ID, Prior: f.Prior, Journey: f.Journey, State: string(f.State),
		CardTag: f.CardTag, CardRef: f.CardRef, AccountRef: f.AccountRef, Last4: f.Last4, Brand: f.Brand, Expiry: f.Expiry,
		Login: f.Login, PasswordHash: f.PasswordHash, Grade: f.Grade, OwnLogin: f.OwnLogin, OwnPassword: f.OwnPassword,
		Email: f.Email, Lang: string(f.Lang), TermsVersion: f.TermsVersion, AgreedAt: ms(f.AgreedAt), Reach: string(reach),
		IDTries: f.IDTries, Refusals: f.Refusals, Sends: f.Sends, Reason: f.Reason, CaseNumber: f.Case, MemberID: f.MemberID, Assurance: string(f.Assurance), Session: f.Session, Deed: string(deed),
		CreatedAt: ms(f.CreatedAt), ExpiresAt: ms(f.ExpiresAt),
	}, err
}

func (r *flowRow) flow() (registration.Flow, error) {
	var reach []registration.Reach
	err := json.Unmarshal([]byte(r.Reach), &reach)
	var deed order.Deed
	if r.Deed != "" && err == nil {
		err = json.Unmarshal([]byte(r.Deed), &deed)
	}
	return registration.Flow{
		ID: r.ID, Prior: r.Prior, Journey: r.Journey, State: registration.State(r.State),
		CardTag: r.CardTag, CardRef: r.CardRef, AccountRef: r.AccountRef, Last4: r.Last4, Brand: r.Brand, Expiry: r.Expiry,
		Login: r.Login, PasswordHash: r.PasswordHash, Grade: r.Grade, OwnLogin: r.OwnLogin, OwnPassword: r.OwnPassword,
		Email: r.Email, Lang: text.Lang(r.Lang), TermsVersion: r.TermsVersion, AgreedAt: at(r.AgreedAt), Reach: reach,
		IDTries: r.IDTries, Refusals: r.Refusals, Sends: r.Sends, Reason: r.Reason, Case: r.CaseNumber, MemberID: r.MemberID, Assurance: identity.Assurance(r.Assurance), Session: r.Session, Deed: deed,
		CreatedAt: at(r.CreatedAt), ExpiresAt: at(r.ExpiresAt),
	}, err
}

// loginRow is the directory of logins: a member's, or held for a flow.
type loginRow struct {
	bun.BaseModel `bun:"table:logins,alias:l"`
	Login         string `bun:",pk"`
	MemberID      string `bun:",nullzero"`
	Flow          string
	ReservedUntil int64
}

type cardRefRow struct {
	bun.BaseModel `bun:"table:card_directory,alias:d"`
	CardRef       string `bun:",pk"`
	MemberID      string
}

type memberRow struct {
	bun.BaseModel `bun:"table:members,alias:m"`
	MemberID      string `bun:",pk"`
	CreatedAt     int64
	Lang          string `bun:",nullzero,default:'ja'"`
	CautionUntil  int64
}

type credentialRow struct {
	bun.BaseModel `bun:"table:credentials,alias:c"`
	MemberID      string `bun:",pk"`
	Login         string
	PasswordHash  string
	ChangedAt     int64
	LastLogin     int64
	ClosedAt      int64
}

type cardRow struct {
	bun.BaseModel `bun:"table:member_cards,alias:c"`
	MemberID      string `bun:",pk"`
	CardRef       string `bun:",pk"`
	AccountRef    string
	Last4         string `bun:"last4"`
	Brand         string
	CreatedAt     int64
	Name          string
}

func newCardRow(memberID string, c member.Card, now time.Time) *cardRow {
	return &cardRow{MemberID: memberID, CardRef: c.Ref, AccountRef: c.AccountRef, Last4: c.Last4, Brand: c.Brand, CreatedAt: ms(now), Name: c.Name}
}

func (r cardRow) card() member.Card {
	return member.Card{Ref: r.CardRef, AccountRef: r.AccountRef, Last4: r.Last4, Brand: r.Brand, Name: r.Name}
}

type deviceRow struct {
	bun.BaseModel `bun:"table:devices,alias:d"`
	MemberID      string `bun:",pk"`
	TokenHash     string `bun:",pk"`
	CreatedAt     int64
	SeenAt        int64
}

type consentRow struct {
	bun.BaseModel `bun:"table:consents,alias:c"`
	MemberID      string `bun:",pk"`
	TermsVersion  string `bun:",pk"`
	AgreedAt      int64
}

type sessionRow struct {
	bun.BaseModel `bun:"table:sessions,alias:s"`
	MemberID      string `bun:",pk"`
	TokenHash     string `bun:",pk"`
	CreatedAt     int64
	SeenAt        int64
	LastLogin     int64
	CardRef       string
	Agent         string
	Device        string
}

func (r sessionRow) session() member.Session {
	return member.Session{
		MemberID: r.MemberID, TokenHash: r.TokenHash, CreatedAt: at(r.CreatedAt), SeenAt: at(r.SeenAt), LastLogin: at(r.LastLogin), CardRef: r.CardRef, Agent: r.Agent, Device: r.Device,
	}
}

type checkRow struct {
	bun.BaseModel `bun:"table:checks,alias:c"`
	ID            string `bun:",pk"`
	Purpose       string
	Flow          string
	Channel       string
	Masked        string
	Reference     string
	MAC           string `bun:"mac"`
	Line          string
	Tries         int
	Used          bool
	CalledAt      int64
	CreatedAt     int64
	ExpiresAt     int64
	Message       string
}

func newCheckRow(c identity.Check) *checkRow {
	return &checkRow{
		ID: c.ID, Purpose: c.Subject.Purpose, Flow: c.Subject.Flow, Channel: string(c.Channel), Masked: c.Masked,
		Reference: c.Reference, MAC: c.MAC, Line: c.Line, Tries: c.Tries, Used: c.Used, CalledAt: ms(c.CalledAt), CreatedAt: ms(c.CreatedAt), ExpiresAt: ms(c.ExpiresAt), Message: c.Message,
	}
}

func (r *checkRow) check() identity.Check {
	return identity.Check{
		ID: r.ID, Subject: identity.Subject{Purpose: r.Purpose, Flow: r.Flow}, Channel: issuer.Channel(r.Channel), Masked: r.Masked,
		Reference: r.Reference, MAC: r.MAC, Line: r.Line, Tries: r.Tries, Used: r.Used, CalledAt: at(r.CalledAt), CreatedAt: at(r.CreatedAt), ExpiresAt: at(r.ExpiresAt), Message: r.Message,
	}
}

type outboxRow struct {
	bun.BaseModel `bun:"table:outbox,alias:o"`
	ID            string `bun:",pk"`
	Channel       string
	Sealed        string
	State         string
	Attempts      int
	RunAt         int64 // of a running row: when its lease is over
	ExpiresAt     int64
	CreatedAt     int64
	Why           string
	KeepUntil     int64
}

func newOutboxRow(q notify.Queued) *outboxRow {
	return &outboxRow{
		ID: q.ID, Channel: string(q.Channel), Sealed: q.Sealed, State: string(q.State), Attempts: q.Attempts,
		RunAt: ms(q.RunAt), ExpiresAt: ms(q.ExpiresAt), CreatedAt: ms(q.CreatedAt), Why: q.Why, KeepUntil: ms(q.KeepUntil),
	}
}

func (r *outboxRow) queued() notify.Queued {
	return notify.Queued{
		ID: r.ID, Channel: issuer.Channel(r.Channel), Sealed: r.Sealed, State: notify.State(r.State), Attempts: r.Attempts,
		RunAt: at(r.RunAt), ExpiresAt: at(r.ExpiresAt), CreatedAt: at(r.CreatedAt), Why: r.Why, KeepUntil: at(r.KeepUntil),
	}
}

type limitRow struct {
	bun.BaseModel `bun:"table:limits,alias:l"`
	Name          string `bun:",pk"`
	Subject       string `bun:",pk"`
	StartAt       int64  `bun:",pk"`
	Hits          int
}

type backoffRow struct {
	bun.BaseModel `bun:"table:backoffs,alias:b"`
	Name          string `bun:",pk"`
	Subject       string `bun:",pk"`
	Fails         int
	NextAt        int64
}

type switchRow struct {
	bun.BaseModel `bun:"table:switches,alias:w"`
	Name          string `bun:",pk"`
	IsOn          bool
	Since         int64
}

type auditRow struct {
	bun.BaseModel `bun:"table:audit,alias:a"`
	ID            string `bun:",pk"`
	At            int64
	Kind          string
	MemberID      string
	Flow          string
	Address       string
	Detail        string
}
