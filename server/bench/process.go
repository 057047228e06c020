package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"netanswer/server/issuer/sandbox"
	"netanswer/server/store/pgtest"
)

// spare is how many cardholders are no members yet: for the registrations.
const spare = 50_000

// server is the program under test on a database of its own.
type server struct {
	url     string
	cmd     *exec.Cmd
	members int
	box     *sandbox.Issuer
	next    int // the next cardholder who may register
	folder  string
	cluster *pgtest.Cluster
	log     *locked
}

// seeded starts the program on a database filled with members.
func (b *bench) seeded(database string, members int) (*server, error) {
	folder, err := os.MkdirTemp("", "netanswer-bench-")
	if err != nil {
		return nil, err
	}
	s := &server{
		members: members, next: members, folder: folder, log: &locked{},
		box: sandbox.New(sandbox.Config{Key: []byte("netanswer-sandbx"), Now: time.Now, Members: members + spare}),
	}
	if err := s.start(b.binary, database); err != nil {
		s.stop()
		return nil, fmt.Errorf("%w\n%s", err, s.said())
	}
	return s, nil
}

func (s *server) start(binary, database string) error {
	binary, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	dsn := filepath.Join(s.folder, "netanswer.db")
	if database == "postgres" {
		if s.cluster, err = pgtest.NewWith("fsync=on", "full_page_writes=on", "shared_buffers=256MB"); err != nil {
			return err
		}
		if dsn, err = s.cluster.Database(); err != nil {
			return err
		}
	}
	began := time.Now()
	fill := exec.Command(binary, "sandbox", "seed", "--members", strconv.Itoa(s.members), "--database", dsn)
	fill.Dir, fill.Stderr = s.folder, s.log
	if err := fill.Run(); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	report(figure{Name: fmt.Sprintf("filling %s with %s members and %s sessions", database, thousands(s.members), thousands(s.members/sandbox.SessionEvery)), Value: time.Since(began).Seconds(), Unit: "s"})
	s.cmd = exec.Command(binary, "serve", "--dev", "--listen", "127.0.0.1:0", "--database", dsn, "--trusted-proxies", "127.0.0.0/8",
		"--sandbox-members", strconv.Itoa(s.members+spare))
	s.cmd.Dir, s.cmd.Stderr = s.folder, s.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.url, err = started(s.cmd, out)
	return err
}

// started starts a program and answers the address that it prints.
func started(cmd *exec.Cmd, out io.Reader) (string, error) {
	if err := cmd.Start(); err != nil {
		return "", err
	}
	printed := bufio.NewReader(out)
	for {
		line, err := printed.ReadString('\n')
		if found := regexp.MustCompile(`http://[0-9.]+:[0-9]+`).FindString(line); found != "" {
			go io.Copy(io.Discard, printed)
			return found, nil
		}
		if err != nil {
			return "", errors.New("the program printed no address")
		}
	}
}

func (s *server) stop() {
	end(s.cmd)
	if s.cluster != nil {
		s.cluster.Remove()
	}
	os.RemoveAll(s.folder)
}

func end(cmd *exec.Cmd) {
	if cmd != nil && cmd.Process != nil {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
}

// said is the end of what the program logged.
func (s *server) said() string { return s.log.tail() }

// cpu is what the program has used so far.
func (s *server) cpu() (time.Duration, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:])) // from the third on
	ticks := 0
	for _, at := range []int{14 - 3, 15 - 3} { // utime, stime, in hundredths of a second
		n, err := strconv.Atoi(fields[at])
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

// cookie is the session of one of the members who have one.
func (s *server) cookie() string {
	m := s.box.Seeded(rand.N(s.members/sandbox.SessionEvery) * sandbox.SessionEvery)
	return m.MemberID + "." + m.Token
}

// cardholder is the next one who can register by SMS.
func (s *server) cardholder() (sandbox.DemoCard, bool) {
	for s.next < s.members+spare {
		c := s.box.Member(s.next)
		s.next++
		if s.box.Registers(s.next-1) && c.Mobile != "" {
			return c, true
		}
	}
	return sandbox.DemoCard{}, false
}

// floorHTTP starts the floor that answers r.
func floorHTTP(r reply) (url string, cmd *exec.Cmd, err error) { return floorOf("http", r) }

// floorPages starts the floor that draws pages: the n-th at /n.
func floorPages(pages []string) (url string, cmd *exec.Cmd, err error) {
	return floorOf("pages", pages)
}

func floorOf(kind string, of any) (url string, cmd *exec.Cmd, err error) {
	raw, err := json.Marshal(of)
	if err != nil {
		return "", nil, err
	}
	cmd, err = self(kind)
	if err != nil {
		return "", nil, err
	}
	cmd.Stdin = bytes.NewReader(raw)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	url, err = started(cmd, out)
	return url, cmd, err
}

// hasher is the floor that hashes.
type hasher struct {
	cmd *exec.Cmd
	in  *json.Encoder
	out *json.Decoder
	end io.Closer
}

func floorHasher() (*hasher, error) {
	cmd, err := self("hash")
	if err != nil {
		return nil, err
	}
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		return nil, err
	}
	return &hasher{cmd, json.NewEncoder(in), json.NewDecoder(out), in}, nil
}

func (h *hasher) run(d time.Duration) (r hashed, err error) {
	return r, errors.Join(h.in.Encode(d), h.out.Decode(&r))
}

func (h *hasher) stop() { h.end.Close(); _ = h.cmd.Wait() }

func self(kind string) (*exec.Cmd, error) {
	me, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(me, "floor", kind)
	cmd.Stderr = os.Stderr
	return cmd, nil
}

// locked keeps the last of what is written to it.
type locked struct {
	mu   sync.Mutex
	kept []byte
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept = append(l.kept, b...); len(l.kept) > 1<<16 {
		l.kept = append([]byte(nil), l.kept[len(l.kept)-1<<12:]...)
	}
	return len(b), nil
}

func (l *locked) tail() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.kept[max(0, len(l.kept)-3000):])
}

var noRedirects = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
