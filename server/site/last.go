package site

import (
	"strconv"
	"strings"
	"time"

	"netanswer/app/screen"
)

// The last screen that a member looked at. An app that the phone ended opens there again when it is started soon after: see portalStart.
// The cookie says which screen and whose, no script reads it, and it opens nothing: who is logged out logs in first.

// lastLife is how long after a look the app starts there again.
const lastLife = 15 * time.Minute

// maxLast is how long an address may be that is worth remembering.
const maxLast = 120

// bound are the screens that another login, the same member's too, finds empty: what they show belongs to the session.
var bound = []string{"/orders/", "/prove/", "/cards/add/"}

// remember notes the screen that is shown to a member. What was asked in the query, words of a search among it, is left out.
func (s *Site) remember(v *visit) {
	path := v.URL.EscapedPath()
	if v.session.MemberID == "" || len(path) > maxLast {
		return
	}
	value := s.Members.Alias(v.session.MemberID) + "." + strconv.FormatInt(s.Now().Unix(), 10) + path
	setCookieFor(v, lastCookie, value, lastLife)
}

// last is the screen that a member looked at in this browser a short time ago, and whose it was; "" when there is none.
func (s *Site) last(v *visit) (path, alias string) {
	head, rest, _ := strings.Cut(cookie(v.Request, lastCookie), "/")
	alias, at, _ := strings.Cut(head, ".")
	seen, err := strconv.ParseInt(at, 10, 64)
	if age := s.Now().Sub(time.Unix(seen, 0)); err != nil || age < 0 || age > lastLife || !screen.IsScreen("/"+rest) {
		return "", ""
	}
	return "/" + rest, alias
}

// lastOf is where a member who is logged in goes on.
func (s *Site) lastOf(v *visit, memberID string) string {
	if path, alias := s.last(v); path != "" && alias == s.Members.Alias(memberID) {
		return path
	}
	return "/home"
}

// lastAfterLogin is where whoever looked last goes on once logged in again.
func (s *Site) lastAfterLogin(v *visit) string {
	path, _ := s.last(v)
	for _, root := range bound {
		if strings.HasPrefix(path, root) {
			return "/home"
		}
	}
	return wanted(path)
}

// mayWant is where to go after a login. A screen that somebody else looked at before is not where this member wants to go.
func (s *Site) mayWant(v *visit, next, memberID string) string {
	if path, alias := s.last(v); path == next && alias != s.Members.Alias(memberID) {
		return "/home"
	}
	return wanted(next)
}
