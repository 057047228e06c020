//go:build system

package chaos

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// begun is a program on a copy of a database, with a person in front of it.
func begun(t *testing.T, database, card string, plan ...string) *person {
	t.Helper()
	tp, err := templates[database]()
	if err != nil {
		t.Fatal(err)
	}
	cards, err := demos()
	if err != nil {
		t.Fatal(err)
	}
	w, err := open(tp, t.TempDir(), plan...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	return &person{world: w, card: cards[card], password: journeys["registration"].password, cookies: map[string]string{}}
}

// until polls for what must come.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(3 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("waited for ", what)
		}
	}
}

// slow is a request of which half is sent.
type slow struct {
	net.Conn
	rest string
}

func (p *person) slowLogin(t *testing.T) slow {
	t.Helper()
	c, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", p.doors[0].port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	body := "member_id=sandbox01&password=Sandbox-01-mihon&next=%2Fhome"
	fmt.Fprintf(c, "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n%s", len(body), body[:20])
	line, err := bufio.NewReader(c).ReadString('\n') // the server reads the body now: the request is under way
	if err != nil || !strings.Contains(line, "100") {
		t.Fatalf("%q %v", line, err)
	}
	return slow{c, body[20:]}
}

// finish sends the other half and answers the answer.
func (s slow) finish(t *testing.T) *http.Response {
	t.Helper()
	if _, err := io.WriteString(s, s.rest); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(s)
	for {
		b, err := r.Peek(1)
		if err != nil {
			t.Fatal(err)
		}
		if b[0] == 'H' {
			break
		}
		_, _ = r.ReadByte() // the empty line of the 100
	}
	res, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// SIGTERM while a request is half sent and a message is at the gateway: both are finished, and what the last request
// queued goes out too.
func TestAServerThatIsToEndLosesNothing(t *testing.T) {
	for _, database := range []string{"SQLite", "PostgreSQL"} {
		t.Run(database, func(t *testing.T) {
			p := begun(t, database, "sms")
			p.gateway.hold = make(chan struct{})
			for _, s := range journeys["registration"].steps[:3] {
				if a, err := s.do(p); err != nil || a.status != s.want.status {
					t.Fatalf("%s: %d %v", s.name, a.status, err)
				}
			}
			<-p.gateway.begun // the passcode is at the gateway, which does not answer yet
			last := p.slowLogin(t)
			d := p.doors[0]
			_ = d.cmd.Process.Signal(syscall.SIGTERM)
			until(t, "the listener to close", func() bool {
				c, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", d.port))
				if err == nil {
					c.Close()
				}
				return err != nil
			})
			if res := last.finish(t); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/home" {
				t.Errorf("the request under way: %s", res.Status)
			}
			close(p.gateway.hold)
			<-d.ended
			if d.code != 0 {
				t.Errorf("the program ended with %d", d.code)
			}
			b, err := read(p.dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			if err := b.whole(); err != nil {
				t.Error(err)
			}
			if n, err := b.count("outbox WHERE state <> 'sent' OR attempts <> 1"); err != nil || n != 0 {
				t.Errorf("%d messages are not sent at the first try, %v", n, err)
			}
			if n, err := b.count("sessions"); err != nil || n != 1 {
				t.Errorf("%d sessions of a login that was answered, %v", n, err)
			}
			if got := p.gateway.messages(); len(got) != 1 || p.gateway.repeated() != 0 {
				t.Errorf("%d messages, %d repeated", len(got), p.gateway.repeated())
			}
		})
	}
}

// Of two servers on one PostgreSQL the one that sends is killed while the message is at the gateway. The other sends it again,
// under the same key: it is not lost, and it arrives once.
func TestAServerKilledWhileItSends(t *testing.T) {
	p := begun(t, "PostgreSQL", "sms")
	p.gateway.hold = make(chan struct{})
	for _, s := range journeys["registration"].steps[:3] {
		if a, err := s.do(p); err != nil || a.status != s.want.status {
			t.Fatalf("%s: %d %v", s.name, a.status, err)
		}
	}
	<-p.gateway.begun
	if err := p.start(); err != nil {
		t.Fatal(err)
	}
	p.doors[0].kill()
	<-p.doors[0].ended
	select {
	case <-p.gateway.begun:
	case <-time.After(patience):
		t.Fatal("nobody sends it again")
	}
	close(p.gateway.hold)
	b, err := read(p.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	until(t, "the note that it is sent", func() bool {
		n, err := b.count("outbox WHERE state = 'sent' AND sealed = '' AND attempts = 2")
		return err == nil && n == 1
	})
	if got := p.gateway.messages(); len(got) != 1 || p.gateway.repeated() != 1 {
		t.Errorf("%d messages, %d repeated", len(got), p.gateway.repeated())
	}
	if err := b.whole(); err != nil {
		t.Error(err)
	}
}

// First /readyz turns red, while requests are still taken.
func TestAServerThatIsToEndSaysSoFirst(t *testing.T) {
	p := begun(t, "SQLite", "sms", "NETANSWER_DRAIN=60s")
	d := p.doors[0]
	look := func(path string) *http.Response {
		res, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d%s", d.port, path))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res
	}
	if res := look("/readyz"); res.StatusCode != http.StatusOK || res.Close {
		t.Fatalf("%s", res.Status)
	}
	_ = d.cmd.Process.Signal(syscall.SIGTERM)
	until(t, "/readyz to turn red", func() bool { return look("/readyz").StatusCode == http.StatusServiceUnavailable })
	if res := look("/healthz"); res.StatusCode != http.StatusOK {
		t.Errorf("/healthz: %s: it would be killed", res.Status)
	}
	if res := look("/register"); res.StatusCode != http.StatusOK || !res.Close {
		t.Errorf("/register: %s, keeps its connection: %v", res.Status, !res.Close)
	}
	_ = d.cmd.Process.Signal(syscall.SIGTERM) // a second one does not wait
	select {
	case <-d.ended:
	case <-time.After(patience / 2):
		t.Error("a second signal does not end it")
	}
}
