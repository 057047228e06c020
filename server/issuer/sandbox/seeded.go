package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Seeded is an ordinary member as a filled site holds it. All of it follows from the number, so that whoever tries a load
// knows each member without asking: it is worth nothing anywhere but on made-up cards.
type Seeded struct {
	Registration
	MemberID string // UUIDv7
	Login    string // mihon00000000, mihon00000001, …
	Token    string // of the session, for those who have one
}

// SeededPassword is the password of every seeded member.
const SeededPassword = "Mihon-2026-card"

// SessionEvery is which of them have a session: every tenth.
const SessionEvery = 10

// seededFrom is when the first of them registered; each next one a second later.
var seededFrom = time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)

// Seeded is the n-th ordinary member, see Member, registered.
func (i *Issuer) Seeded(n int) Seeded {
	if n < 0 || n >= i.members {
		panic(fmt.Sprintf("sandbox: member %d of %d", n, i.members))
	}
	account := firstMember + uint64(n)
	t := traitsOf(account)
	number := digitsOf(t.brand, account, t.current())
	s := Seeded{
		Registration: Registration{
			CardRef: i.refs.make(refMain, account), AccountRef: i.refs.make(refAccount, account),
			Last4: number[len(number)-4:], Brand: t.brand, Email: personOf(account, false, t).mail,
		},
		Login: fmt.Sprintf("mihon%08d", n),
	}
	if s.Email == "" { // none on file: the one that was typed in
		s.Email = s.Login + "@" + mailDomains[0]
	}
	var number64 [8]byte
	binary.BigEndian.PutUint64(number64[:], uint64(n))
	id := sha256.Sum256(append([]byte("netanswer sandbox member\x00"), number64[:]...))
	binary.BigEndian.PutUint64(id[:8], uint64(seededFrom.UnixMilli()+int64(n)*1000)<<16|uint64(id[6])<<8|uint64(id[7]))
	id[6], id[8] = id[6]&0x0f|0x70, id[8]&0x3f|0x80
	s.MemberID = uuid.UUID(id[:16]).String()
	token := sha256.Sum256(append([]byte("netanswer sandbox session\x00"), number64[:]...))
	s.Token = base64.RawURLEncoding.EncodeToString(token[:])
	return s
}

// RegisteredAt is when the n-th of them registered.
func RegisteredAt(n int) time.Time { return seededFrom.Add(time.Duration(n) * time.Second) }

// Registers says whether the n-th ordinary member's card may be registered.
func (i *Issuer) Registers(n int) bool { return traitsOf(firstMember+uint64(n)).standing == good }
