// Package keys holds the site's secrets: one file of versioned master keys, from which a key per purpose is derived
// (HKDF-SHA256), so that what leaks from one use says nothing about another. The newest key writes, all of them read.
package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Ring is the set of master keys.
type Ring struct {
	newest string
	master map[string][]byte

	derived sync.Map // [2]string{id, purpose} → []byte: there are few purposes, and a derivation costs more than an HMAC
}

type file struct {
	Keys []fileKey `json:"keys"` // oldest first
}

type fileKey struct {
	ID     string `json:"id"`
	Secret string `json:"secret"` // 32 bytes, base64
}

// Load reads a key file: {"keys":[{"id":"1","secret":"<32 bytes in base64>"}, …]}, oldest first.
func Load(path string) (*Ring, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var f file
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("key file %s is not JSON of the documented form", path)
	}
	r := &Ring{master: map[string][]byte{}}
	for _, k := range f.Keys {
		secret, err := base64.StdEncoding.DecodeString(k.Secret)
		if err != nil || len(secret) != 32 || k.ID == "" || strings.Contains(k.ID, ".") || r.master[k.ID] != nil {
			return nil, fmt.Errorf("key file %s: key %q needs an id of its own without a dot and a secret of 32 bytes in base64", path, k.ID)
		}
		r.newest, r.master[k.ID] = k.ID, secret
	}
	if r.newest == "" {
		return nil, fmt.Errorf("key file %s holds no key", path)
	}
	return r, nil
}

// LoadOrMake is Load, with a fresh file of one key (mode 0600) should there be none.
func LoadOrMake(path string) (*Ring, error) {
	r, err := Load(path)
	if !errors.Is(err, os.ErrNotExist) {
		return r, err
	}
	secret := make([]byte, 32)
	rand.Read(secret)
	raw, err := json.MarshalIndent(file{[]fileKey{{"1", base64.StdEncoding.EncodeToString(secret)}}}, "", "  ")
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) { // another process was quicker
		return Load(path)
	}
	if err != nil {
		return nil, err
	}
	if _, err = f.Write(raw); err == nil {
		err = f.Close()
	}
	if err != nil {
		return nil, err
	}
	return Load(path)
}

func (r *Ring) derive(id, purpose string) []byte {
	of := [2]string{id, purpose}
	if k, ok := r.derived.Load(of); ok {
		return k.([]byte)
	}
	k, err := hkdf.Key(sha256.New, r.master[id], nil, "netanswer/"+purpose, 32)
	if err != nil {
		panic(err) // 32 bytes are always to be had
	}
	r.derived.Store(of, k)
	return k
}

// MAC is an HMAC-SHA256 over parts for one purpose, "keyid.base64url". Parts cannot be shifted among each other.
func (r *Ring) MAC(purpose string, parts ...string) string { return r.mac(r.newest, purpose, parts) }

// MACs is MAC under every key, the newest first: for looking up what was stored under an older one.
func (r *Ring) MACs(purpose string, parts ...string) []string {
	all := []string{r.MAC(purpose, parts...)}
	for id := range r.master {
		if id != r.newest {
			all = append(all, r.mac(id, purpose, parts))
		}
	}
	return all
}

func (r *Ring) mac(id, purpose string, parts []string) string {
	h := hmac.New(sha256.New, r.derive(id, purpose))
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return id + "." + base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// Token is a secret of 256 bits that follows from parts for whoever has the keys, and from nothing for anybody else.
func (r *Ring) Token(purpose string, parts ...string) string {
	_, mac, _ := strings.Cut(r.MAC(purpose, parts...), ".")
	return mac
}

// Verify says in constant time whether mac is the MAC of parts, under whichever key made it.
func (r *Ring) Verify(mac, purpose string, parts ...string) bool {
	id, _, _ := strings.Cut(mac, ".")
	if r.master[id] == nil {
		id = r.newest
	}
	return hmac.Equal([]byte(r.mac(id, purpose, parts)), []byte(mac))
}

// Seal encrypts plain for one purpose (AES-256-GCM). bind is what the result belongs to (a row's id): it opens nowhere else.
func (r *Ring) Seal(purpose, bind string, plain []byte) string {
	g := r.gcm(r.newest, purpose)
	nonce := make([]byte, g.NonceSize())
	rand.Read(nonce)
	return r.newest + "." + base64.RawURLEncoding.EncodeToString(g.Seal(nonce, nonce, plain, []byte(bind)))
}

// Open decrypts what Seal made.
func (r *Ring) Open(purpose, bind, sealed string) ([]byte, error) {
	id, body, _ := strings.Cut(sealed, ".")
	if r.master[id] == nil {
		return nil, fmt.Errorf("sealed under key %q, which is not in the key file", id)
	}
	raw, err := base64.RawURLEncoding.DecodeString(body)
	g := r.gcm(id, purpose)
	if err != nil || len(raw) < g.NonceSize() {
		return nil, errors.New("sealed text is cut or mangled")
	}
	return g.Open(nil, raw[:g.NonceSize()], raw[g.NonceSize():], []byte(bind))
}

// Stale says whether what is sealed was sealed under an older key than the one that writes now: it opens as long as that one is in
// the file.
func (r *Ring) Stale(sealed string) bool {
	id, _, _ := strings.Cut(sealed, ".")
	return id != r.newest
}

func (r *Ring) gcm(id, purpose string) cipher.AEAD {
	b, err := aes.NewCipher(r.derive(id, purpose))
	if err != nil {
		panic(err) // the key is 32 bytes
	}
	g, err := cipher.NewGCM(b)
	if err != nil {
		panic(err)
	}
	return g
}

// Token is a fresh secret of 256 bits as a person's browser carries it.
func Token() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Passcode is six fresh digits, each number as likely.
func Passcode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err) // crypto/rand does not fail on the platforms we run on
	}
	return fmt.Sprintf("%06d", n)
}

// IsToken says whether s has the form of a Token.
func IsToken(s string) bool {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	return err == nil && len(raw) == 32
}

// Hash is how a Token is stored: plain SHA-256, as 256 random bits need no salt.
func Hash(token string) string {
	h := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(h[:])
}
