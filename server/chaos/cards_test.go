//go:build system

package chaos

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"netanswer/server/issuer/rest"
	"netanswer/shared/wire"
)

// cards is the sandbox as a card system of its own, a process, and a gateway before it that sees what is asked. The site asks the gateway, over
// HTTPS with certificates and signed.
type cards struct {
	port   int
	folder string
	files  rest.Trial
	gate   *httptest.Server

	mu       sync.Mutex
	cmd      *exec.Cmd
	ordering func(forward func()) // what becomes of the next order; nil: it goes through
	orders   int                  // that came to the gateway
}

func openCards(t *testing.T) *cards {
	t.Helper()
	c := &cards{port: freePort(), folder: t.TempDir()}
	c.start(t)
	t.Cleanup(c.kill)
	var err error
	if c.files, err = rest.OpenTrial(c.folder, nil, time.Now()); err != nil || c.files.Made {
		t.Fatalf("%v: the program made no certificates", err)
	}
	own, err := c.files.ServerTLS(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	pool, err := rest.Authorities(c.files.CA)
	if err != nil {
		t.Fatal(err)
	}
	pair, err := tls.LoadX509KeyPair(c.files.ClientCert, c.files.ClientKey)
	if err != nil {
		t.Fatal(err)
	}
	c.gate = httptest.NewUnstartedServer(c.through(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "https", fmt.Sprint("127.0.0.1:", c.port)
		}, // Host stays: it is signed
		Transport:    &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{pair}}},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}))
	c.gate.TLS, c.gate.Config.ErrorLog = own, log.New(new(safe), "", 0)
	c.gate.StartTLS()
	t.Cleanup(c.gate.Close)
	return c
}

// start starts the process: with the journal that it left.
func (c *cards) start(t *testing.T) {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "sandbox", "serve", "--listen", fmt.Sprint("127.0.0.1:", c.port), "--folder", c.folder, "--sandbox-step", "1h", "--log", "error")
	cmd.Env, cmd.Stderr = []string{"PATH=" + os.Getenv("PATH")}, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	c.cmd = cmd
	c.mu.Unlock()
	until(t, "the card system to listen", func() bool {
		to, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", c.port))
		if err == nil {
			to.Close()
		}
		return err == nil
	})
}

// kill is kill -9, and waits for the end.
func (c *cards) kill() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cmd != nil {
		_ = c.cmd.Process.Signal(syscall.SIGKILL)
		_ = c.cmd.Wait()
		c.cmd = nil
	}
}

func (c *cards) through(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		var ordering func(func())
		if r.URL.Path == "/v1/order" {
			ordering, c.ordering = c.ordering, nil
			c.orders++
		}
		c.mu.Unlock()
		if ordering == nil {
			next.ServeHTTP(w, r)
			return
		}
		ordering(func() {
			defer func() { _ = recover() }() // the process ended meanwhile
			next.ServeHTTP(httptest.NewRecorder(), r)
		})
		panic(http.ErrAbortHandler) // the site has no answer
	})
}

// settings are those by which the site asks there.
func (c *cards) settings() []string {
	return []string{
		"NETANSWER_ISSUER=" + c.gate.URL, "NETANSWER_ISSUER_CA=" + c.files.CA, "NETANSWER_ISSUER_CERT=" + c.files.ClientCert, "NETANSWER_ISSUER_KEY=" + c.files.ClientKey,
		"NETANSWER_ISSUER_SECRET_FILE=" + c.files.Secret,
	}
}

// taken is how often the journal says that an order was taken in.
func (c *cards) taken(key string) (n int, err error) {
	raw, err := os.ReadFile(filepath.Join(c.folder, "journal"))
	for l := range strings.Lines(string(raw)) {
		var of struct{ Order struct{ Key string } }
		if json.Unmarshal([]byte(l), &of) == nil && of.Order.Key == key {
			n++
		}
	}
	return n, err
}

// The card system's process is killed with -9 while it has an order, and comes back with its journal: the member reads that it is being looked into,
// the site asks again with the same key, and the limit is lowered by one order with one receipt.
func TestACardSystemKilledInTheMiddleOfAnOrder(t *testing.T) {
	killed(t, "SQLite", func(c *cards, _ *door) func(func()) {
		return func(forward func()) {
			forward() // it is done and on the disk; the site never hears of it
			c.kill()
		}
	})
}

// killed lowers a limit, with the processes killed as when says, and looks whether that was done once.
func killed(t *testing.T, database string, when func(*cards, *door) func(forward func())) {
	t.Helper()
	tp, err := templates[database]()
	if err != nil {
		t.Fatal(err)
	}
	c := openCards(t)
	w, err := open(tp, t.TempDir(), c.settings()...)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	w.env = append(w.env, c.settings()...) // also of those that are started again
	p := &person{world: w, cookies: map[string]string{}}
	wants := func(a answer, err error, to string) answer {
		t.Helper()
		if err != nil || a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, to) {
			t.Fatalf("%d to %q, %v, want %s\n%.600s\n%s", a.status, a.to, err, to, a.body, w.output())
		}
		return a
	}
	a, err := p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon", "next", "/home")
	wants(a, err, "/home")
	a, err = p.post("/limit/lower", "of", "shopping", "limit", "100000", "key", fmt.Sprintf("%032x", rand.Uint64()))
	at := wants(a, err, "/orders/").to
	key := strings.TrimPrefix(at, "/orders/")
	d := w.doors[0]
	c.mu.Lock()
	c.ordering = when(c, d)
	c.mu.Unlock()
	a, err = p.do("POST", at, url.Values{})
	if errors.Is(err, errDied) {
		until(t, "the site's process to end", d.dead)
		if d.process, err = serve(d.port, w.dsn, w.keys, w.env...); err != nil {
			t.Fatal(err)
		}
	} else {
		wants(a, err, at)
		if o := p.order(t, at); o.State != "sending" && o.State != "concluded" {
			t.Errorf("the card system is gone, and the order is %s", o.State)
		} else if page, err := p.do("GET", at, nil); o.State == "sending" && (err != nil || !strings.Contains(page.body, "受付を確認しています")) {
			t.Errorf("%v: the member does not read how it stands: %.600s", err, page.body)
		}
	}
	c.kill()
	c.start(t)
	for end := time.Now().Add(patience); p.order(t, at).State != "concluded"; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the order is not concluded: %+v\n%s", p.order(t, at), w.output())
		}
	}
	o := p.order(t, at)
	if o.Number == "" || o.Stage != "completed" || o.Last4 == "" {
		t.Errorf("%+v", o)
	}
	if again := p.order(t, at); again.Number != o.Number {
		t.Errorf("it has the numbers %s and %s", o.Number, again.Number)
	}
	a, err = p.do("POST", at, url.Values{}) // a press that was waiting all the time
	wants(a, err, at)
	if n, err := c.taken(key); n != 1 || err != nil {
		t.Errorf("the card system has taken it in %d times, %v", n, err)
	}
	c.mu.Lock()
	if c.orders < 2 {
		t.Errorf("it was asked for %d times: nothing got lost", c.orders)
	}
	c.mu.Unlock()
	if err := w.settle(); err != nil {
		t.Error(err)
	}
	b, err := read(w.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for of, want := range map[string]int{
		"orders": 1, "orders WHERE state = 'concluded'": 1, "audit WHERE kind = 'order.concluded'": 1, "inbox WHERE kind = 'order'": 1,
	} {
		if n, err := b.count(of); n != want || err != nil {
			t.Errorf("%s: %d, %v, want %d", of, n, err, want)
		}
	}
	said := map[string]bool{}
	for _, m := range w.gateway.messages() {
		if what := m.To + " " + m.Text; said[what] {
			t.Errorf("told twice: %s", m.Text)
		} else {
			said[what] = true
		}
	}
	if err := b.whole(); err != nil {
		t.Error(err)
	}
}

// order is how an order stands, as the app reads it.
func (p *person) order(t *testing.T, at string) (o wire.Order) {
	t.Helper()
	d := p.door()
	r, err := http.NewRequest("GET", fmt.Sprintf("http://127.0.0.1:%d%s", d.port, at), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "application/json")
	for name, value := range p.cookies {
		r.Header.Add("Cookie", name+"="+value)
	}
	res, err := http.DefaultClient.Do(r)
	if err == nil {
		defer res.Body.Close()
		err = json.NewDecoder(res.Body).Decode(&o)
	}
	if err == nil && res.StatusCode != http.StatusOK {
		err = errors.New(res.Status)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}
