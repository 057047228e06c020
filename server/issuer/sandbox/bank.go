package sandbox

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"net/url"
	"time"

	"netanswer/server/issuer"
)

// The bank's side of a change of the bank account, in development. An order without a token waits, and its outcome names a page on which
// the holder goes on: there a bank that exists nowhere asks whether it is right, and tells the sandbox so.

// bankPage is the address at which an order goes on: it names the order to the bank, by what nobody else can make.
func (i *Issuer) bankPage(t *taken) string {
	return i.bank + "?" + url.Values{"for": {i.refs.make(refBank, t.account)}, "order": {t.order.Key}}.Encode()
}

// Banks are the banks that can be chosen on the page.
func (i *Issuer) Banks() []string { return banks }

// ConfirmBank is the bank confirming that an order's payments are debited from an account with it: bank is one of Banks. It answers the
// token with which the page comes back. ErrNotOffered when nothing waits for it.
func (i *Issuer) ConfirmBank(ctx context.Context, ref, key string, bank int) (token string, err error) {
	kind, account, ok := i.refs.open(ref)
	if !ok || kind != refBank || bank < 0 || bank >= len(banks) {
		return "", issuer.ErrNotOffered
	}
	now := i.now()
	token = i.bankToken(account, bank, now)
	return token, i.happen(account, 0, func(h holding, own []taken) (*happening, error) {
		for n := range own {
			t := &own[n]
			if t.order.Kind != issuer.ChangeBank || t.order.Key != key {
				continue
			}
			if ss := i.course(t, own); ss[stands(ss, now)].OrderState == issuer.Received {
				return &happening{Kind: bankConfirmed, Key: key, Words: i.bankOf(account, token, now)}, nil
			}
		}
		return nil, issuer.ErrNotOffered
	})
}

// bankToken says that a bank confirmed an account, to whom and when: minutes since 1970.
func (i *Issuer) bankToken(account uint64, bank int, now time.Time) string {
	var b [16]byte
	b[0], b[1] = refToken, byte(bank)
	binary.BigEndian.PutUint32(b[4:], uint32(now.Unix()/60))
	binary.BigEndian.PutUint64(b[8:], account)
	i.refs.block.Encrypt(b[:], b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// bankOf is the masked bank account that a token stands for; empty when it is none of the account's, or too old.
func (i *Issuer) bankOf(account uint64, token string, now time.Time) string {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != 16 {
		return ""
	}
	i.refs.block.Decrypt(b, b)
	at := time.Unix(int64(binary.BigEndian.Uint32(b[4:]))*60, 0)
	if b[0] != refToken || int(b[1]) >= len(banks) || b[2] != 0 || b[3] != 0 || binary.BigEndian.Uint64(b[8:]) != account || now.Sub(at) > bankWaits || at.After(now) {
		return ""
	}
	return fmt.Sprintf("%s ****%03d", banks[b[1]], throw(account, uint64(at.Unix()), uint64(b[1])).n(1000))
}
