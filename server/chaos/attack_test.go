//go:build system && chaos

package chaos

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"netanswer/shared/proof"
	"netanswer/shared/wire"
)

const (
	attackCards     = 10_000
	attackAddresses = 200
	attackers       = 8 // at once
	rounds          = 3 // of quiet and attack in turn
)

// TestAttack tries 10,000 cards from 200 addresses on the real program, without its failpoints: cards of nobody, and real ones
// with made-up codes. It finds nothing, and whoever else is there registers, logs in and recovers meanwhile.
func TestAttack(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "netanswer")
	if out, err := exec.Command("go", "build", "-o", plain, "netanswer/server").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"SQLite", "PostgreSQL"} {
		t.Run(name, func(t *testing.T) {
			s := serveAttacked(t, plain, name)
			tried, at := s.cards(), 0
			quiet, attacked := map[string][]time.Duration{}, map[string][]time.Duration{}
			before := s.memory("VmRSS")
			for round := range rounds {
				s.honest(round, "quiet", quiet)
				stop, done := s.attack(tried[at : at+attackCards/rounds])
				at += attackCards / rounds
				s.honest(round, "attack", attacked)
				close(stop) // people are through: the rest as fast as it goes
				<-done
			}
			for what, times := range attacked {
				q, a := median(quiet[what]), median(times)
				t.Logf("%-8s %6.1f ms in quiet, %6.1f ms under attack: %.1f times", what, ms(q), ms(a), float64(a)/float64(q))
				if a > 10*q+time.Second { // the attack runs on the same cores, and a proof may be in it
					t.Errorf("%s takes %v under attack, %v in quiet", what, a, q)
				}
			}
			t.Logf("answers to the attack: %v", s.answers())
			if s.found.Load() > 0 {
				t.Errorf("%d cards were found", s.found.Load())
			}
			if peak := s.memory("VmHWM"); peak > before+200<<10 {
				t.Errorf("memory went from %d to %d KiB", before, peak)
			} else {
				t.Logf("memory: %d KiB at rest, %d at most", before, peak)
			}
			s.documentedLock()
			if n := strings.Count(s.said(), `"level":"error"`); n == 0 || strings.Count(s.said(), "breaker opened") != 1 {
				t.Errorf("%d errors in the log, %d times that the breaker opened", n, strings.Count(s.said(), "breaker opened"))
			}
			if testing.Short() {
				return
			}
			t.Log("it closes when ten minutes have passed without refusals; waiting")
			for end := time.Now().Add(12 * time.Minute); !strings.Contains(s.said(), "breaker closed"); time.Sleep(time.Second) {
				if time.Now().After(end) {
					t.Fatal("it does not close")
				}
			}
		})
	}
}

// attackedServer is the program under attack.
type attackedServer struct {
	t       *testing.T
	url     string
	process *exec.Cmd
	demos   map[string]demo
	mu      sync.Mutex
	log     strings.Builder
	by      map[int]int
	used    map[string]bool // passcodes
	found   atomic.Int32
}

func (s *attackedServer) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.Write(b)
}

func (s *attackedServer) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

func serveAttacked(t *testing.T, plain, database string) *attackedServer {
	dsn := filepath.Join(t.TempDir(), "netanswer.db")
	if database == "PostgreSQL" {
		c, err := cluster()
		if err == nil {
			dsn, err = c.Database()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	all, err := demos()
	if err != nil {
		t.Fatal(err)
	}
	port := freePort()
	s := &attackedServer{t: t, url: fmt.Sprintf("http://localhost:%d", port), demos: all, by: map[int]int{}, used: map[string]bool{}}
	s.process = exec.Command(plain, "serve", "--dev", "--listen", fmt.Sprintf("localhost:%d", port), "--database", dsn, "--keys", filepath.Join(t.TempDir(), "keys.json"), "--trusted-proxies", "127.0.0.0/8,::1/128")
	s.process.Stdout, s.process.Stderr = io.Discard, s
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.process.Process.Signal(syscall.SIGTERM); s.process.Wait() })
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if res, err := http.Get(s.url + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return s
			}
		}
		if time.Now().After(end) {
			t.Fatalf("it does not start: %s", s.said())
		}
	}
}

// memory is a line of the process' status, KiB.
func (s *attackedServer) memory(what string) (kib int) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), what+":")
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		s.t.Fatal(err)
	}
	return kib
}

// cards are what is tried: most are of nobody, one in five is of the sandbox with a code made up.
func (s *attackedServer) cards() (out []url.Values) {
	dice := rand.New(rand.NewPCG(1, 2))
	victims := []demo{s.demos["blocked"], s.demos["expired"], s.demos["lost"], s.demos["landline"], s.demos["corporate"]}
	for n := range attackCards {
		v := url.Values{
			"member_id": {"dareka2026"}, "password": {"Kiri-no-mori7"}, "email": {"x@mail.example.org"}, "agree": {"true"}, "terms_version": {"terms-3/privacy-2"},
			"exp_month": {fmt.Sprintf("%02d", 1+dice.IntN(12))}, "exp_year": {fmt.Sprint(27 + dice.IntN(4))}, "security_code": {fmt.Sprintf("%03d", dice.IntN(1000))},
		}
		v.Set("card_number", luhn(fmt.Sprintf("400000%09d", dice.IntN(1_000_000_000))))
		if n%5 == 0 {
			of := victims[dice.IntN(len(victims))]
			v.Set("card_number", of.Number)
			v.Set("exp_month", of.ExpMonth)
			v.Set("exp_year", of.ExpYear)
			if v.Get("security_code") == of.SecurityCode {
				v.Set("security_code", "000")
			}
		}
		out = append(out, v)
	}
	return out
}

func luhn(digits string) string {
	sum := 0
	for i, d := range digits {
		v := int(d - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return digits + fmt.Sprint((10-sum%10)%10)
}

// attack tries cards from many addresses: at the pace of the people beside it until stop is closed, then as fast as it goes.
// One in two hundred does the work that is asked for.
func (s *attackedServer) attack(cards []url.Values) (stop chan struct{}, done chan struct{}) {
	stop, done = make(chan struct{}), make(chan struct{})
	next := make(chan int)
	go func() {
		defer close(next)
		for n := range cards {
			next <- n
		}
	}()
	var all sync.WaitGroup
	for range attackers {
		all.Go(func() {
			b := s.browser("")
			for n := range next {
				b.jar()
				b.address = fmt.Sprintf("198.%d.100.%d", 18+n%2, n%attackAddresses)
				a := b.post("/register", cards[n], "")
				if a.status == http.StatusPreconditionRequired && n%200 == 0 {
					a = b.post("/register", cards[n], work(a))
				}
				s.mu.Lock()
				s.by[a.status]++
				s.mu.Unlock()
				if a.status == http.StatusSeeOther && a.to != "/register/unable" {
					s.found.Add(1)
				}
				select {
				case <-stop:
				case <-time.After(2 * time.Millisecond):
				}
			}
		})
	}
	go func() { all.Wait(); close(done) }()
	return stop, done
}

func (s *attackedServer) answers() map[int]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.by
}

// honest is what people do in a round: some log in, one registers, one recovers. All of it succeeds.
func (s *attackedServer) honest(round int, when string, took map[string][]time.Duration) {
	home := map[string]int{"quiet": 0, "attack": 1}[when]
	timed := func(what string, do func()) {
		began := time.Now()
		do()
		took[what] = append(took[what], time.Since(began))
	}
	for n := range 8 {
		b := s.browser(fmt.Sprintf("203.0.113.%d", 10*round+n+100*home))
		timed("login", func() {
			b.want(b.submit("/login", url.Values{"member_id": {"sandbox01"}, "password": {"Sandbox-01-mihon"}}), "/home")
		})
		timed("home", func() {
			if a := b.get("/home"); a.status != http.StatusOK {
				s.t.Errorf("home: %d", a.status)
			}
		})
	}
	card := s.demos[[]string{"sms", "both", "mail", "amex", "diners", "family"}[2*round+home]]
	b := s.browser(fmt.Sprintf("192.0.2.%d", 10*round+home))
	timed("register", func() {
		b.get("/register")
		b.want(b.submit("/register", url.Values{
			"card_number": {card.Number}, "exp_month": {card.ExpMonth}, "exp_year": {card.ExpYear}, "security_code": {card.SecurityCode},
			"member_id": {fmt.Sprintf("hito-%d-%d-no", round, home)}, "password": {"Kiri-no-mori7"}, "email": {fmt.Sprintf("hito%d%d@mail.example.org", round, home)}, "agree": {"true"}, "terms_version": {"terms-3/privacy-2"},
		}), "/register/confirm")
		b.want(b.submit("/register/confirm", url.Values{}), "/register/verify")
		b.want(b.submit("/register/verify", url.Values{"passcode": {b.passcode(card)}}), "/register/done")
	})
	card = s.demos["registered"]
	b = s.browser(fmt.Sprintf("192.0.2.%d", 100+10*round+home))
	if round < 2 { // five passcodes a day go to a contact, and this is one of a few
		timed("recover", func() {
			b.get("/recover")
			b.want(b.submit("/recover", url.Values{"card_number": {card.Number}, "exp_month": {card.ExpMonth}, "exp_year": {card.ExpYear}, "security_code": {card.SecurityCode}}), "/recover/verify")
			b.want(b.submit("/recover/verify", url.Values{"passcode": {b.passcode(card)}}), "/recover/password")
		})
	}
}

// documentedLock looks at a card that was tried with made-up codes: whatever is answered, the words say that the card works.
func (s *attackedServer) documentedLock() {
	card := s.demos["landline"]
	b := s.browser("192.0.2.222")
	a := b.submit("/register", url.Values{
		"card_number": {card.Number}, "exp_month": {card.ExpMonth}, "exp_year": {card.ExpYear}, "security_code": {card.SecurityCode},
		"member_id": {"kotei-2026"}, "password": {"Kiri-no-mori7"}, "email": {"umi@mail.example.org"}, "agree": {"true"}, "terms_version": {"terms-3/privacy-2"},
	})
	switch {
	case a.status == http.StatusSeeOther && a.to == "/register/confirm":
	case a.status == http.StatusTooManyRequests && strings.Contains(a.body, "カードはこれまでどおりお使いいただけます"):
	default:
		s.t.Errorf("a card that strangers tried: %d %s %s", a.status, a.to, a.body)
	}
}

// browser is one that solves what it is asked, as the app does.
type browser struct {
	s       *attackedServer
	c       *http.Client
	address string
}

type reply struct {
	status int
	to     string
	body   string
}

func (s *attackedServer) browser(address string) *browser {
	b := &browser{s: s, address: address, c: &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: 1}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	b.jar()
	s.t.Cleanup(b.c.CloseIdleConnections)
	return b
}

// jar forgets all cookies.
func (b *browser) jar() { b.c.Jar, _ = cookiejar.New(nil) }

func (b *browser) get(path string) reply { return b.ask("GET", path, nil, "") }

func (b *browser) post(path string, v url.Values, proof string) reply {
	return b.ask("POST", path, v, proof)
}

func (b *browser) submit(path string, v url.Values) reply {
	a := b.post(path, v, "")
	for n := 0; a.status == http.StatusPreconditionRequired && n < 3; n++ {
		a = b.post(path, v, work(a))
	}
	return a
}

func (b *browser) ask(method, path string, v url.Values, proof string) reply {
	var body io.Reader
	if v != nil {
		body = strings.NewReader(v.Encode())
	}
	r, err := http.NewRequest(method, b.s.url+path, body)
	if err != nil {
		b.s.t.Error(err)
		return reply{}
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Accept-Language", "ja")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Forwarded-For", b.address)
	if proof != "" {
		r.Header.Set(wire.ProofHeader, proof)
	}
	for _, c := range b.c.Jar.Cookies(secure(r.URL)) { // the jar keeps Secure cookies from http, which browsers send to localhost
		r.AddCookie(c)
	}
	jar := b.c.Jar
	b.c.Jar = nil
	res, err := b.c.Do(r)
	b.c.Jar = jar
	if err != nil {
		b.s.t.Error(err)
		return reply{}
	}
	defer res.Body.Close()
	jar.SetCookies(secure(r.URL), res.Cookies())
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.s.t.Error(err)
	}
	return reply{res.StatusCode, res.Header.Get("Location"), string(raw)}
}

func secure(u *url.URL) *url.URL { v := *u; v.Scheme = "https"; return &v }

func (b *browser) want(a reply, to string) {
	b.s.t.Helper()
	if a.status != http.StatusSeeOther || a.to != to {
		b.s.t.Errorf("sent to %q with %d, want %q: %.300s", a.to, a.status, to, a.body)
	}
}

// passcode is one that arrived for a card, at its phone or by mail, and was not typed before.
func (b *browser) passcode(card demo) string {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		for _, to := range []string{strings.Replace(card.Mobile, "+81", "0", 1), card.Email} {
			var list []struct{ Text string }
			if to == "" || json.Unmarshal([]byte(b.get("/dev/handset/messages?to="+url.QueryEscape(to)).body), &list) != nil {
				continue
			}
			for _, m := range list {
				if found := sixDigits.FindStringSubmatch(m.Text); found != nil && !b.s.used[found[1]] {
					b.s.used[found[1]] = true
					return found[1]
				}
			}
		}
	}
	b.s.t.Errorf("no passcode for %s", card.Case)
	return ""
}

// work does what a reply asks for.
func work(a reply) string {
	var f wire.Failure
	if json.Unmarshal([]byte(a.body), &f) != nil || f.Proof == nil {
		return ""
	}
	w := proof.Begin(f.Proof.Challenge, f.Proof.Bits)
	for !w.Step(1000) {
	}
	return f.Proof.Challenge + " " + w.String()
}

func median(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
