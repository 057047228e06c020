package member

import (
	"context"
	"crypto/subtle"
	"errors"
	"slices"
	"strings"
	"time"

	"netanswer/server/audit"
	"netanswer/server/fault"
	"netanswer/server/keys"
	"netanswer/shared/text"
)

// What a vault is: statements that a device keeps to be read without a network, encrypted under a PIN that never leaves it.
// The server holds no more than that there is one. The device asks now and then whether it may go on; see docs/offline.md.
const (
	VaultLife = 30 * 24 * time.Hour // without a word from the server the device wipes what it keeps
	MaxVaults = 5                   // of a member; the one seen longest ago gives way
)

// Vault is a device that keeps statements.
type Vault struct {
	MemberID  string
	TokenHash string
	Device    string // hash of the browser's device cookie
	Agent     string // browser and system, a word each; see Session
	CreatedAt time.Time
	SeenAt    time.Time
}

// VaultStore keeps vaults.
type VaultStore interface {
	// Vaults are a member's, the one seen last first.
	Vaults(ctx context.Context, memberID string) ([]Vault, error)
	// TouchVault writes when a device was last heard of; false when it keeps nothing any more.
	TouchVault(ctx context.Context, memberID, tokenHash string, at time.Time) (bool, error)
}

// VaultTx is its part in a transaction.
type VaultTx interface {
	// PutVault adds a device. Of its elders the newest few stay.
	PutVault(ctx context.Context, v Vault, keep int) error
	// EndVault ends a device's; false when there was none.
	EndVault(ctx context.Context, memberID, tokenHash string) (bool, error)
	// EndVaultsOf ends those of a browser.
	EndVaultsOf(ctx context.Context, memberID, device string) error
}

// VaultName is what a form calls a vault by. It opens nothing, see SessionName.
func (s *Service) VaultName(v Vault) string {
	return s.Keys.MAC("vault-name", v.MemberID, v.TokenHash)
}

// MakeVault lets the browser of a session keep statements and answers the cookie by which it asks about them later. old is the cookie
// that it had.
func (s *Service) MakeVault(ctx context.Context, by Session, old, agent string) (cookie string, err error) {
	secret, now := keys.Token(), s.Now()
	v := Vault{MemberID: by.MemberID, TokenHash: keys.Hash(secret), Device: by.Device, Agent: agent, CreatedAt: now, SeenAt: now}
	err = s.Store.Update(ctx, func(tx Tx) error {
		if id, hash, ok := vaultOf(old); ok && id == by.MemberID {
			if _, err := tx.EndVault(ctx, id, hash); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.PutVault(ctx, v, MaxVaults),
			tx.Record(ctx, audit.Event{At: now, Kind: audit.VaultMade, MemberID: by.MemberID}),
		)
	})
	return v.MemberID + "." + secret, err
}

// vaultOf is whose vault a cookie is.
func vaultOf(cookie string) (memberID, hash string, ok bool) {
	id, secret, ok := strings.Cut(cookie, ".")
	if !ok || len(id) != 36 || len(secret) != 43 {
		return "", "", false
	}
	return id, keys.Hash(secret), true
}

// KeepVault says whether a device may go on keeping statements: those of a member who has not ended it, and nobody else is logged in on it. by
// is the session of the same browser, if there is one.
func (s *Service) KeepVault(ctx context.Context, cookie string, by *Session) (bool, error) {
	id, hash, ok := vaultOf(cookie)
	if !ok || by != nil && by.MemberID != id {
		return false, nil
	}
	return s.Store.TouchVault(ctx, id, hash, s.Now())
}

// Vaults are the member's devices that keep statements, and which of them a cookie is, or -1.
func (s *Service) Vaults(ctx context.Context, memberID, cookie string) (all []Vault, own int, err error) {
	all, err = s.Store.Vaults(ctx, memberID)
	now := s.Now()
	all = slices.DeleteFunc(all, func(v Vault) bool { return now.After(v.SeenAt.Add(VaultLife)) })
	id, hash, ok := vaultOf(cookie)
	own = slices.IndexFunc(all, func(v Vault) bool { return ok && v.MemberID == id && v.TokenHash == hash })
	return all, own, err
}

// EndVault ends the vault of a name, or for an empty one that of the cookie. A name that is none of the member's is answered as one that is
// nobody's.
func (s *Service) EndVault(ctx context.Context, by Session, name, cookie string) error {
	all, own, err := s.Vaults(ctx, by.MemberID, cookie)
	if err != nil {
		return err
	}
	i := own
	if name != "" {
		i = slices.IndexFunc(all, func(v Vault) bool { return subtle.ConstantTimeCompare([]byte(s.VaultName(v)), []byte(name)) == 1 })
	}
	if i < 0 {
		if name == "" {
			return nil // it is as wanted
		}
		return fault.Invalid("", text.VaultGone)
	}
	return s.Store.Update(ctx, func(tx Tx) error {
		ended, err := tx.EndVault(ctx, by.MemberID, all[i].TokenHash)
		if err != nil || !ended {
			return err
		}
		return tx.Record(ctx, audit.Event{At: s.Now(), Kind: audit.VaultEnded, MemberID: by.MemberID})
	})
}
