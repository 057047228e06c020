package member

import (
	"context"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	zxcvbn "github.com/ccojocar/zxcvbn-go"

	"netanswer/server/fault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	// gradedBytes bounds what is graded: the library's work on letters written as digits and signs grows faster than any
	// power of the length. 32 bytes take a tenth of a second at worst, and longer is not weaker.
	gradedBytes = 32
	gradeWait   = time.Second // for a free core
)

var grading = make(chan struct{}, runtime.GOMAXPROCS(0))

// Grade is how hard a password is to guess, 0 (at once) to 4 (very hard), by zxcvbn with the member's own words.
func Grade(ctx context.Context, password string, own []string) (int, error) {
	words := make([]string, 0, 2*len(own))
	for _, w := range own {
		local, _, _ := strings.Cut(w, "@")
		for _, w := range []string{w, local} {
			if len(w) > 2 {
				words = append(words, strings.ToLower(cut(w)))
			}
		}
	}
	wait, cancel := context.WithTimeout(ctx, gradeWait)
	defer cancel()
	select {
	case grading <- struct{}{}:
	case <-wait.Done():
		return 0, fault.New(wire.Unavailable, text.Busy).After(2 * time.Second)
	}
	defer func() { <-grading }()
	return zxcvbn.PasswordStrength(cut(password), words).Score, nil
}

// cut is the beginning of s, whole characters of it.
func cut(s string) string {
	if len(s) <= gradedBytes {
		return s
	}
	n := gradedBytes
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
