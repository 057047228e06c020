//go:build system

// Package chaos cuts the power: it drives the real program over HTTP through the journeys of a member, kills its process
// at a planned or a random place, starts it again, goes on as a person would, and looks whether anything was lost, half
// done or done twice. The program is built with the tag chaos, which has the failpoints; messages go to a gateway that
// outlives it.
package chaos

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
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

	"netanswer/server/handset"
	"netanswer/server/store/pgtest"
)

const patience = time.Minute // what must come comes in this time, on the slowest machine

// binary is the program with the failpoints, built once.
var binary = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "chaos-")
	if err != nil {
		return "", err
	}
	leftovers = append(leftovers, func() { os.RemoveAll(folder) })
	path := filepath.Join(folder, "netanswer")
	out, err := exec.Command("go", "build", "-tags", "chaos", "-o", path, "netanswer/server").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, nil
})

var cluster = sync.OnceValues(func() (*pgtest.Cluster, error) {
	c, err := pgtest.New()
	if err == nil {
		leftovers = append(leftovers, c.Remove)
	}
	return c, err
})

var leftovers []func()

func TestMain(m *testing.M) {
	code := m.Run()
	for _, clear := range leftovers {
		clear()
	}
	os.Exit(code)
}

// template is a database as the first start leaves it, with its keys: each run begins with a copy.
type template struct {
	name string
	dsn  string
	keys string
	copy func(folder string) (dsn string, err error)

	members int
}

func fresh(name string) (dsn string, copy func(string) (string, error), err error) {
	if name == "SQLite" {
		folder, err := os.MkdirTemp("", "chaos-")
		leftovers = append(leftovers, func() { os.RemoveAll(folder) })
		dsn := filepath.Join(folder, "netanswer.db")
		return dsn, func(to string) (string, error) {
			raw, err := os.ReadFile(dsn)
			if err != nil {
				return "", err
			}
			to = filepath.Join(to, "netanswer.db")
			return to, os.WriteFile(to, raw, 0o600)
		}, err
	}
	c, err := cluster()
	if err != nil {
		return "", nil, err
	}
	dsn, err = c.Database()
	return dsn, func(string) (string, error) { return c.Copy(dsn) }, err
}

var templates = map[string]func() (template, error){"SQLite": sync.OnceValues(begin("SQLite")), "PostgreSQL": sync.OnceValues(begin("PostgreSQL"))}

func begin(name string) func() (template, error) {
	return func() (template, error) {
		dsn, copy, err := fresh(name)
		if err != nil {
			return template{}, err
		}
		folder, err := os.MkdirTemp("", "chaos-")
		if err != nil {
			return template{}, err
		}
		leftovers = append(leftovers, func() { os.RemoveAll(folder) })
		t := template{name: name, dsn: dsn, keys: filepath.Join(folder, "keys.json"), copy: copy}
		p, err := serve(freePort(), t.dsn, t.keys)
		if err != nil {
			return t, err
		}
		if err := p.stop(); err != nil {
			return t, err
		}
		b, err := read(t.dsn)
		if err != nil {
			return t, err
		}
		defer b.Close()
		t.members, err = b.count("members")
		return t, err
	}
}

// world is one run: a database, a gateway, and the processes that serve.
type world struct {
	dsn, keys string
	gateway   *gateway
	folder    string
	env       []string // of every process
	doors     []*door  // one, or two replicas
	members   int      // at the beginning
	patience  time.Duration
}

// door is an address with a process behind it, or none at the moment.
type door struct {
	port int
	*process
}

// open copies the template. plan are the CHAOS_… variables of the first process.
func open(t template, folder string, plan ...string) (*world, error) {
	w := &world{keys: t.keys, folder: folder, members: t.members, patience: patience, gateway: newGateway()}
	var err error
	if w.dsn, err = t.copy(folder); err != nil {
		return nil, err
	}
	for _, kv := range plan {
		if strings.HasPrefix(kv, "CHAOS_FAULT=") { // a fault is there after the restart as well
			w.env = append(w.env, kv)
		}
	}
	w.env = append(w.env, w.gateway.settings...)
	w.env = append(w.env, "CHAOS_LEASE=300ms", "NETANSWER_SANDBOX_STEP=1h", "NETANSWER_CALLS=webhook", "NETANSWER_CALLS_SECRET="+callsSecret)
	return w, w.start(plan...)
}

// start opens one more door.
func (w *world) start(plan ...string) error {
	d := &door{port: freePort()}
	w.doors = append(w.doors, d)
	var err error
	d.process, err = serve(d.port, w.dsn, w.keys, append(w.env, plan...)...)
	return err
}

func (w *world) close() {
	for _, d := range w.doors {
		if d.process != nil {
			d.kill()
			<-d.ended
		}
	}
	w.gateway.Close()
}

// output is what the processes wrote, for a failure.
func (w *world) output() string {
	var all []string
	for _, d := range w.doors {
		if d.process != nil {
			all = append(all, d.log.String())
		}
	}
	return strings.Join(all, "\n")
}

// process is the program running.
type process struct {
	cmd   *exec.Cmd
	log   *safe
	ended chan struct{}
	code  int
}

// serve starts the program and answers when it listens. A planned end that comes before is no error.
func serve(port int, dsn, keys string, env ...string) (*process, error) {
	path, err := binary()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.Command(path, "serve", "--dev", "--listen", fmt.Sprint("127.0.0.1:", port), "--database", dsn, "--keys", keys), log: &safe{}, ended: make(chan struct{})}
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, env...)
	p.cmd.Stderr = p.log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	said := bufio.NewReader(out)
	line, _ := said.ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, said)
		_ = p.cmd.Wait()
		p.code = p.cmd.ProcessState.ExitCode()
		close(p.ended)
	}()
	if !strings.Contains(line, "http") {
		<-p.ended
		if p.code >= 0 { // not killed: it gave up
			return nil, fmt.Errorf("the program does not start:\n%s", p.log)
		}
	}
	return p, nil
}

func (p *process) kill() { _ = p.cmd.Process.Signal(syscall.SIGKILL) }

func (p *process) dead() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// stop ends the program as an operator does.
func (p *process) stop() error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(patience):
		return errors.New("the program does not end")
	}
	if p.code != 0 {
		return fmt.Errorf("the program ended with %d:\n%s", p.code, p.log)
	}
	return nil
}

// safe is a buffer that two may use.
type safe struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safe) Write(p []byte) (int, error) { s.mu.Lock(); defer s.mu.Unlock(); return s.b.Write(p) }
func (s *safe) String() string              { s.mu.Lock(); defer s.mu.Unlock(); return s.b.String() }

// ports that were given away, from the first on.
var ports atomic.Int32

// freePort is a port that no other test got and nobody listens on. It lies below those that the system gives to outgoing connections (ip(7),
// ip_local_port_range): one of these would take it while the program that has it is down.
func freePort() int {
	for {
		port := 20000 + int(ports.Add(1))
		if l, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			l.Close()
			return port
		} else if port >= 32768 {
			panic(err)
		}
	}
}

// message is what the gateway got.
type message = handset.Message

// gateway is the world outside, that of development: an SMS gateway and a mail relay. Real gateways take a message once for each
// idempotency key; of a mail that comes twice under one Message-ID a mailbox shows one.
type gateway struct {
	*handset.Handset
	settings []string // of the program, to reach it
	file     string   // with the secret

	mu    sync.Mutex
	list  []message
	times map[string]int
	hold  chan struct{} // when set, an answer waits for it
	begun chan struct{}
}

func newGateway() *gateway {
	h, err := handset.Open(time.Now)
	if err != nil {
		panic(err)
	}
	address, secret := h.SMS()
	host, port := h.Mail()
	g := &gateway{Handset: h, file: kept(secret), times: map[string]int{}, begun: make(chan struct{}, 100)}
	g.settings = []string{"NETANSWER_SMS=" + address + "#secret=" + g.file, fmt.Sprintf("NETANSWER_MAIL=smtp://%s:%d#tls=off", host, port)}
	h.Arriving = func(m message) {
		g.begun <- struct{}{}
		g.mu.Lock()
		hold := g.hold
		g.mu.Unlock()
		if hold != nil {
			<-hold
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.times[m.ID]++; g.times[m.ID] == 1 {
			g.list = append(g.list, m)
		}
	}
	return g
}

// kept is a file with a secret.
func kept(secret string) string {
	f, err := os.CreateTemp("", "chaos-secret-")
	if err == nil {
		_, err = f.WriteString(secret)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		panic(err)
	}
	return f.Name()
}

func (g *gateway) Close() error {
	os.Remove(g.file)
	return g.Handset.Close()
}

func (g *gateway) messages() []message {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.list)
}

// repeated are the messages that came more than once under their key.
func (g *gateway) repeated() (n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, times := range g.times {
		n += times - 1
	}
	return n
}
