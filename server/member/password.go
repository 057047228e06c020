package member

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"netanswer/server/fault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The cost of a password: OWASP's second recommendation for argon2id. A changed figure rehashes each password at its
// next login.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	lanes     = 1
	saltLen   = 16
	keyLen    = 32
)

// queue is how many hashes may wait per core: about a second's worth. More are told to come back.
const queue = 24

// Hasher makes and tests password hashes, as many at a time as there are cores, so that a flood of logins leaves the
// rest of the site quick.
type Hasher struct {
	slots chan struct{}
	line  chan struct{}
	dummy string // tested when there is no member, so that unknown and wrong take the same time

	Watch *Watch // may be nil
}

// Watch is told of the line before the hasher.
type Watch struct {
	Now        func() time.Time
	Waited     func(time.Duration)
	TurnedAway func()
}

// Running and Waiting are how many passwords are at work and in the line.
func (h *Hasher) Running() int { return len(h.slots) }
func (h *Hasher) Waiting() int { return max(0, len(h.line)-len(h.slots)) }

// NewHasher makes a Hasher as wide as the cores.
func NewHasher() *Hasher {
	n := runtime.GOMAXPROCS(0)
	return &Hasher{slots: make(chan struct{}, n), line: make(chan struct{}, n*(queue+1)), dummy: encode(make([]byte, saltLen), make([]byte, keyLen))}
}

// Hash makes the PHC string of a password.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	salt := make([]byte, saltLen)
	rand.Read(salt)
	return encode(salt, key([]byte(password), salt)), nil
}

// Test says whether the password is the hash's, and whether the hash was made at another cost and should be renewed. An
// empty hash (no such member) takes as long as any and is never right.
func (h *Hasher) Test(ctx context.Context, hash, password string) (right, stale bool, err error) {
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	p, err := decode(hash)
	if err != nil {
		return false, false, err
	}
	if err := h.enter(ctx); err != nil {
		return false, false, err
	}
	defer h.leave()
	stale = p.memory != memoryKiB || p.passes != passes || p.lanes != lanes || len(p.key) != keyLen
	var got []byte
	if stale {
		got = argon2.IDKey([]byte(password), p.salt, p.passes, p.memory, p.lanes, uint32(len(p.key)))
	} else {
		got = key([]byte(password), p.salt)
	}
	right = subtle.ConstantTimeCompare(got, p.key) == 1 && known
	return right, stale, nil
}

func (h *Hasher) enter(ctx context.Context) error {
	select {
	case h.line <- struct{}{}:
	default:
		if h.Watch != nil {
			h.Watch.TurnedAway()
		}
		return fault.New(wire.Unavailable, text.Busy).After(2 * time.Second)
	}
	var began time.Time
	if h.Watch != nil {
		began = h.Watch.Now()
	}
	select {
	case h.slots <- struct{}{}:
		if h.Watch != nil {
			h.Watch.Waited(h.Watch.Now().Sub(began))
		}
		return nil
	case <-ctx.Done():
		<-h.line
		return ctx.Err()
	}
}

func (h *Hasher) leave() { <-h.slots; <-h.line }

type phc struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

var b64 = base64.RawStdEncoding

func encode(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKiB, passes, lanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

var errPHC = errors.New("member: password hash is no argon2id PHC string")

func decode(s string) (p phc, err error) {
	f := strings.Split(s, "$")
	if len(f) != 6 || f[1] != "argon2id" || f[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, errPHC
	}
	if _, err := fmt.Sscanf(f[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.lanes); err != nil || p.passes == 0 || p.lanes == 0 {
		return p, errPHC
	}
	if p.salt, err = b64.DecodeString(f[4]); err != nil {
		return p, errPHC
	}
	if p.key, err = b64.DecodeString(f[5]); err != nil || len(p.key) < 16 {
		return p, errPHC
	}
	return p, nil
}
