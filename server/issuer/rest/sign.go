package rest

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A signed request follows RFC 9421 (HTTP Message Signatures) with hmac-sha256 and RFC 9530 (Content-Digest): method, host, path
// and body are covered, with the time and a nonce that is good once.
const (
	Window  = time.Minute // by how much the clocks of both sides may differ
	covered = `("@method" "@authority" "@path" "content-digest")`
	label   = "netanswer"

	mostNonces = 200_000 // remembered in two windows
)

// Signer signs requests.
type Signer struct {
	ID     string // of the secret, so that it can be changed while both are in use
	Secret []byte // 32 bytes or more
}

// sign adds the headers of a signed request.
func (s Signer) sign(r *http.Request, body []byte, now time.Time) {
	d := digest(body)
	params := fmt.Sprintf(`%s;created=%d;nonce="%s";keyid="%s";alg="hmac-sha256"`, covered, now.Unix(), nonce(), s.ID)
	sum := mac(s.Secret, base(r.Method, authority(r.URL.Host), r.URL.EscapedPath(), d, params))
	r.Header.Set("Content-Digest", d)
	r.Header.Set("Signature-Input", label+"="+params)
	r.Header.Set("Signature", label+"=:"+base64.StdEncoding.EncodeToString(sum)+":")
}

func nonce() string {
	raw := make([]byte, 16)
	rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// base is the signature base of RFC 9421, section 2.5.
func base(method, authority, path, digest, params string) string {
	return fmt.Sprintf("\"@method\": %s\n\"@authority\": %s\n\"@path\": %s\n\"content-digest\": %s\n\"@signature-params\": %s",
		method, authority, path, digest, params)
}

// authority is a host as RFC 9421, section 2.2.3 has it: lower case, without the port that goes without saying.
func authority(host string) string { return strings.TrimSuffix(strings.ToLower(host), ":443") }

func mac(secret []byte, base string) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(base))
	return h.Sum(nil)
}

// What is wrong with a request's signature. Who asks is told no more than that.
var (
	errNotSigned = errors.New("rest: the request is not signed as it must be")
	errReplayed  = errors.New("rest: the request came before")
	errCrowded   = errors.New("rest: more requests than nonces can be remembered")
)

var (
	inputForm     = regexp.MustCompile(`^` + label + `=(` + regexp.QuoteMeta(covered) + `;created=([0-9]{1,12});nonce="([A-Za-z0-9_-]{22,64})";keyid="([A-Za-z0-9._-]{1,64})";alg="hmac-sha256")$`)
	signatureForm = regexp.MustCompile(`^` + label + `=:([A-Za-z0-9+/]{43}=):$`)
)

// checker says whether a request is signed, and that it did not come before.
type checker struct {
	secrets map[string][]byte
	now     func() time.Time

	mu       sync.Mutex
	began    time.Time // of the newer generation
	newer    map[string]struct{}
	older    map[string]struct{}
	capacity int
}

func (c *checker) check(r *http.Request, body []byte) error {
	input := inputForm.FindStringSubmatch(one(r, "Signature-Input"))
	signature := signatureForm.FindStringSubmatch(one(r, "Signature"))
	if input == nil || signature == nil || one(r, "Content-Digest") != digest(body) {
		return errNotSigned
	}
	params, nonce, id := input[1], input[3], input[4]
	secret, known := c.secrets[id]
	got, err := base64.StdEncoding.DecodeString(signature[1])
	want := mac(secret, base(r.Method, authority(r.Host), r.URL.EscapedPath(), digest(body), params))
	if !known || err != nil || !hmac.Equal(got, want) {
		return errNotSigned
	}
	seconds, err := strconv.ParseInt(input[2], 10, 64)
	if err != nil {
		return errNotSigned
	}
	now := c.now()
	if off := now.Sub(time.Unix(seconds, 0)); off > Window || off < -Window {
		return errNotSigned
	}
	return c.once(id+" "+nonce, now)
}

// once remembers nonces in two generations, each of two windows: a nonce is known for as long as its request could come again.
func (c *checker) once(nonce string, now time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.newer == nil || now.Sub(c.began) >= 2*Window {
		if c.older = c.newer; now.Sub(c.began) >= 4*Window {
			c.older = nil
		}
		c.newer, c.began = map[string]struct{}{}, now
	}
	_, inNewer := c.newer[nonce]
	_, inOlder := c.older[nonce]
	switch {
	case inNewer || inOlder:
		return errReplayed
	case len(c.newer) >= c.capacity:
		return errCrowded
	}
	c.newer[nonce] = struct{}{}
	return nil
}

// one is a header that came exactly once.
func one(r *http.Request, name string) string {
	if values := r.Header.Values(name); len(values) == 1 {
		return values[0]
	}
	return ""
}
