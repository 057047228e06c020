package main

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"netanswer/app/screen"
)

// routes are all addresses of site/routes.go, with the screens of the table.
func routes(t *testing.T) (out []string) {
	t.Helper()
	raw, err := os.ReadFile("site/routes.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`"(?:GET |POST )(/[^"]*)"|mux, "(/[^"]*)"`).FindAllStringSubmatch(string(raw), -1) {
		out = append(out, m[1]+m[2])
	}
	for _, s := range screen.All {
		out = append(out, strings.TrimSuffix(s.Pattern(), "{$}"))
	}
	if len(out) < 25 {
		t.Fatalf("only %d routes: is the file read at all?", len(out))
	}
	return append(out, "/nothing/here", "/web/app.0000.js", "/icon/maskable.png")
}

func TestEveryAnswerCarriesTheHeadersThatNoneMayLack(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		for _, path := range routes(t) {
			for _, method := range []string{"GET", "POST", "DELETE", "HEAD"} {
				a := p.do(method, path, nil)
				if a.status >= 500 {
					t.Errorf("%s %s: %d", method, path, a.status)
				}
				for name, want := range map[string]string{
					"Content-Security-Policy": "require-trusted-types-for 'script'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
					"Cross-Origin-Opener-Policy": "same-origin", "App-Version": "", "X-Robots-Tag": "noindex, nofollow",
				} {
					if got := a.header.Get(name); got == "" || !strings.Contains(got, want) {
						t.Errorf("%s %s: %s is %q", method, path, name, got)
					}
				}
				cache := a.header.Get("Cache-Control")
				public := a.status == 200 && (strings.HasPrefix(path, "/icon/") || strings.HasPrefix(path, "/web/") || path == "/sw.js")
				if !public && cache != "no-store" {
					t.Errorf("%s %s (%d) may be cached: %s", method, path, a.status, cache)
				}
			}
		}
	})
}

func TestAnAddressThatIsNotOursIsAScreenThatSaysSo(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		html, asJSON := pr.person(false), pr.person(true)
		for path, want := range map[string]int{"/nothing": 404, "/register/": 404, "/register/strength": 405, "/etc/passwd": 404, "/dev/nothing": 404} {
			if a := html.get(path); a.status != want || !strings.Contains(a.body, "<h1") {
				t.Errorf("%s: %d", path, a.status)
			}
			if a := asJSON.get(path); a.status != want || !strings.Contains(a.body, `"request_id"`) {
				t.Errorf("%s as JSON: %d %s", path, a.status, a.body)
			}
		}
		if a := html.do("POST", "/home", map[string][]string{}); a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != "GET" {
			t.Errorf("POST /home: %d, Allow %q", a.status, a.header.Get("Allow"))
		}
	})
}

func TestTheLogHoldsNothingThatWasTyped(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.person(false), pr.card("sms")
		p.registered(c, c.Mobile)
		p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7")
		p.get("/home?q=typed-in-a-query")
		log := pr.log.String()
		if !strings.Contains(log, `"route":"POST /register/verify"`) {
			t.Fatalf("no log of the requests: %s", log)
		}
		for _, typed := range append(entry(c), c.Mobile, c.Holder, "typed-in-a-query", "127.0.0.1") {
			if len(typed) > 3 && strings.Contains(log, typed) && typed != "true" && typed != "password" && !strings.Contains("card_number exp_month exp_year security_code member_id email agree terms_version", typed) {
				t.Errorf("the log holds %q", typed)
			}
		}
	})
}
