//go:build unix

package pgtest

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// pooler is a pgbouncer that lends a connection for one transaction at a time, as large installations have it. Few server
// connections: what a session leaves behind meets the next one soon. Those of a database that no test uses any more are given back, and there are
// never more than half of what the server takes.
const pooler = `[databases]
* = host=%[1]s user=test
[pgbouncer]
pool_mode = transaction
auth_type = any
unix_socket_dir = %[1]s
listen_port = 6432
default_pool_size = 8
max_client_conn = 400
max_db_connections = 8
max_user_connections = 100
server_idle_timeout = 2
server_reset_query_always = 0
logfile =
pidfile =
admin_users = test
`

// Pool starts a pgbouncer in front of the cluster, once. It ends with the cluster.
func (c *Cluster) Pool() error {
	program, err := exec.LookPath("pgbouncer")
	if err != nil { // Debian puts it where only root looks
		if program = "/usr/sbin/pgbouncer"; !runs(program) {
			return errors.New("pgtest: no pgbouncer here: install it (Debian: apt-get install pgbouncer)")
		}
	}
	config := filepath.Join(c.folder, "pgbouncer.ini")
	if err := os.WriteFile(config, fmt.Appendf(nil, pooler, c.folder), 0o644); err != nil {
		return err
	}
	p := exec.Command("/bin/sh", "-c", poolGuard, "guard", program, config)
	p.SysProcAttr, p.Dir, p.Env = c.as, c.folder, c.env()
	leash, err1 := p.StdinPipe()
	said, err2 := p.StderrPipe()
	if err := errors.Join(err1, err2, p.Start()); err != nil {
		return fmt.Errorf("pgtest: %w", err)
	}
	var lines strings.Builder
	go func() {
		for s := bufio.NewScanner(said); s.Scan(); {
			fmt.Fprintln(&lines, s.Text())
		}
	}()
	c.pool, c.poolLeash = p, leash
	return c.pooling()
}

// poolGuard is guard for the pooler, whose folder is the cluster's. It starts one that died anew, as whatever runs one does: Debian's 1.18 now and
// then dies of many queries that are cancelled (pgbouncer/pgbouncer#822).
const poolGuard = `(
  trap 'kill -TERM $pool; wait $pool; exit' TERM
  while :; do "$@" </dev/null & pool=$!; wait $pool; sleep 0.1; done
) & loop=$!
read over
kill -TERM $loop
wait $loop`

// pooling waits until the pooler answers.
func (c *Cluster) pooling() error {
	db, err := sql.Open("pgx", c.Pooled(c.dsn("pgbouncer"))+"&default_query_exec_mode=simple_protocol")
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	for {
		rows, err := db.QueryContext(ctx, "SHOW VERSION")
		if err == nil {
			return rows.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("pgtest: pgbouncer does not start: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Pooled is the DSN of the same database through the pooler.
func (c *Cluster) Pooled(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		panic(err) // Database made it
	}
	q := u.Query()
	q.Set("port", "6432")
	u.RawQuery = q.Encode()
	return u.String()
}

func (c *Cluster) stopPool() {
	if c.pool != nil {
		io.WriteString(c.poolLeash, "over\n")
		c.poolLeash.Close()
		_ = c.pool.Wait()
		c.pool = nil
	}
}
