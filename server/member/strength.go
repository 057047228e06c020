package member

import (
	"strings"
	"sync"

	zxcvbn "github.com/ccojocar/zxcvbn-go"
)

// gradedBytes bounds what is graded: the work grows with the square of the length, and longer is not weaker.
const gradedBytes = 128

var grading sync.Mutex // the library keeps tables that it fills as it works

// Grade is how hard a password is to guess, 0 (at once) to 4 (very hard), by zxcvbn with the member's own words.
func Grade(password string, own []string) int {
	if len(password) > gradedBytes {
		password = password[:gradedBytes]
	}
	words := make([]string, 0, 2*len(own))
	for _, w := range own {
		local, _, _ := strings.Cut(w, "@")
		for _, w := range []string{w, local} {
			if len(w) > 2 && len(w) <= gradedBytes {
				words = append(words, strings.ToLower(w))
			}
		}
	}
	grading.Lock()
	defer grading.Unlock()
	return zxcvbn.PasswordStrength(password, words).Score
}
