//go:build unix

// Package pgtest runs a throw-away PostgreSQL for tests: a cluster of its own in a temporary folder, reached over a Unix
// socket in it, that ends with the program that made it, however that ends. It exists so that every suite runs on the
// production database without anybody setting one up.
package pgtest

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// A Cluster is one PostgreSQL server with databases of its own.
type Cluster struct {
	bin      string // folder of initdb and postgres
	folder   string
	settings []string
	as       *syscall.SysProcAttr
	guard    *exec.Cmd
	leash    io.WriteCloser // closed: the server ends
	counted  atomic.Int64

	pool      *exec.Cmd // pgbouncer, see Pool
	poolLeash io.WriteCloser
}

const startTime = time.Minute // a cold, busy machine needs some of it

// Start runs a cluster for one test and answers the DSN of an empty database in it. Without PostgreSQL the test fails.
func Start(t testing.TB) string {
	t.Helper()
	dsn, stop, err := Run()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return dsn
}

// Run is Start outside of tests: the caller stops the cluster.
func Run() (dsn string, stop func(), err error) {
	c, err := New()
	if err != nil {
		return "", nil, err
	}
	if dsn, err = c.Database(); err != nil {
		c.Remove()
		return "", nil, err
	}
	return dsn, c.Remove, nil
}

// New makes and starts a cluster.
func New() (*Cluster, error) { return NewWith() }

// NewWith is New with settings of its own, name=value: a benchmark writes to the disk, tests do not.
func NewWith(settings ...string) (*Cluster, error) {
	bin, err := find()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "pgtest-")
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin, folder: folder, settings: settings, as: &syscall.SysProcAttr{Setpgid: true}} // the terminal's ^C is not for it
	if err := c.make(); err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	return c, nil
}

func (c *Cluster) make() error {
	if os.Geteuid() == 0 { // PostgreSQL refuses to run as root
		who, err := other()
		if err != nil {
			return err
		}
		c.as.Credential = who
		if err := os.Chown(c.folder, int(who.Uid), int(who.Gid)); err != nil {
			return err
		}
	}
	initdb := exec.Command(filepath.Join(c.bin, "initdb"), "-D", c.data(), "-U", "test", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
	initdb.SysProcAttr, initdb.Dir, initdb.Env = c.as, c.folder, c.env()
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("pgtest: initdb: %w: %s", err, last(out))
	}
	return c.Resume()
}

// Database makes an empty database and answers its DSN.
func (c *Cluster) Database() (string, error) { return c.database("") }

// Copy makes a copy of a database that nobody is connected to.
func (c *Cluster) Copy(dsn string) (string, error) {
	u, err := url.Parse(dsn)
	if err != nil {
		return "", err
	}
	return c.database(" TEMPLATE " + strings.TrimPrefix(u.Path, "/"))
}

func (c *Cluster) database(like string) (string, error) {
	admin, err := sql.Open("pgx", c.dsn("postgres"))
	if err != nil {
		return "", err
	}
	defer admin.Close()
	name := "t" + strconv.FormatInt(c.counted.Add(1), 10)
	if _, err := admin.Exec("CREATE DATABASE " + name + like); err != nil {
		return "", fmt.Errorf("pgtest: %w", err)
	}
	return c.dsn(name), nil
}

func (c *Cluster) dsn(database string) string {
	return "postgres://test@/" + database + "?" + url.Values{"host": {c.folder}, "sslmode": {"disable"}}.Encode()
}

func (c *Cluster) data() string { return filepath.Join(c.folder, "data") }

func (c *Cluster) env() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "HOME=" + c.folder}
}

// guard holds the server while its standard input is open, which is as long as the program lives that holds the other
// end. A line of input keeps the data: the server is to come back.
const guard = `"$@" </dev/null & pg=$!
read keep
kill -QUIT $pg
wait $pg
test -n "$keep" || rm -rf "$PWD"`

// Resume starts the server again after Halt, and answers when it takes connections.
func (c *Cluster) Resume() error {
	args := []string{"-c", guard, "guard", filepath.Join(c.bin, "postgres"), "-D", c.data(), "-k", c.folder}
	for _, s := range append([]string{
		"listen_addresses=", "fsync=off", "full_page_writes=off", "shared_buffers=32MB",
		"max_connections=200", "logging_collector=off", "log_destination=stderr", "log_min_messages=warning",
	}, c.settings...) { // the last of a name counts
		args = append(args, "-c", s)
	}
	c.guard = exec.Command("/bin/sh", args...)
	c.guard.SysProcAttr, c.guard.Dir, c.guard.Env = c.as, c.folder, c.env()
	var err error
	if c.leash, err = c.guard.StdinPipe(); err != nil {
		return err
	}
	said, err := c.guard.StderrPipe()
	if err != nil {
		return err
	}
	if err := c.guard.Start(); err != nil {
		return fmt.Errorf("pgtest: %w", err)
	}
	up := make(chan error, 1)
	go func() {
		var lines bytes.Buffer
		for s := bufio.NewScanner(said); s.Scan(); {
			if strings.Contains(s.Text(), "ready to accept connections") {
				up <- nil
			}
			if lines.Len() < 1<<16 {
				fmt.Fprintln(&lines, s.Text())
			}
		}
		select {
		case up <- fmt.Errorf("pgtest: PostgreSQL does not start: %s", last(lines.Bytes())):
		default:
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	select {
	case err = <-up:
	case <-ctx.Done():
		err = errors.New("pgtest: PostgreSQL does not start in time")
	}
	if err != nil {
		c.stop("keep\n")
	}
	return err
}

// Halt stops the server at once, as a crash would. Its data stays, for Resume.
func (c *Cluster) Halt() { c.stop("keep\n") }

// Remove stops the server and deletes everything.
func (c *Cluster) Remove() {
	c.stopPool()
	c.stop("")
	os.RemoveAll(c.folder)
}

func (c *Cluster) stop(word string) {
	if c.guard == nil {
		return
	}
	io.WriteString(c.leash, word)
	c.leash.Close()
	_ = c.guard.Wait() // its exit code says nothing: the server was killed
	c.guard = nil
}

// find is the folder of PostgreSQL's programs: on the PATH, or where Debian puts them, the newest version first.
func find() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil && runs(filepath.Join(filepath.Dir(p), "postgres")) {
			return filepath.Dir(p), nil
		}
	}
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	version := func(dir string) int {
		v, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
		return v
	}
	slices.SortFunc(dirs, func(a, b string) int { return version(b) - version(a) })
	for _, d := range dirs {
		if runs(filepath.Join(d, "initdb")) && runs(filepath.Join(d, "postgres")) {
			return d, nil
		}
	}
	return "", errors.New("pgtest: no PostgreSQL here: install it (Debian: apt-get install postgresql) or put initdb and postgres on the PATH")
}

func runs(program string) bool {
	i, err := os.Stat(program)
	return err == nil && i.Mode().IsRegular() && i.Mode()&0o111 != 0
}

// other is an unprivileged user that root can run the server as.
func other() (*syscall.Credential, error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil && uid != 0 {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
		}
	}
	return nil, errors.New("pgtest: root needs a user postgres or nobody to run PostgreSQL as")
}

// last is the last line of what a program said.
func last(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}
