package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Gone says whether an error means that the database is not there for now: not reached, shutting down, locked, full, out of
// connections. The same may work in a while; with any other error it will not.
func Gone(err error) bool {
	if err == nil {
		return false
	}
	if code := pgCode(err); code != "" {
		return gonePostgres[code] || gonePostgres[code[:2]]
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return goneSQLite[lite.Code()&0xff]
	}
	var connect *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connect) || errors.As(err, &network) {
		return true
	}
	for _, e := range []error{errHeld, driver.ErrBadConn, sql.ErrConnDone, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// gonePostgres are SQLSTATEs, and whole classes of them.
var gonePostgres = map[string]bool{
	"08":    true, // connection exception
	"53":    true, // insufficient resources: disk full, out of memory, too many connections
	"57P01": true, // shut down by an administrator
	"57P02": true, // crashed
	"57P03": true, // starting up
	"57P05": true, // idle for too long
	"57014": true, // took too long
	"58":    true, // system error: input and output
	"25006": true, // read only: not the primary any more
	"55P03": true, // a lock was not to be had
	"40":    true, // met others again and again
}

var goneSQLite = map[int]bool{
	lib.SQLITE_BUSY: true, lib.SQLITE_LOCKED: true, lib.SQLITE_IOERR: true, lib.SQLITE_FULL: true, lib.SQLITE_READONLY: true,
	lib.SQLITE_CANTOPEN: true, lib.SQLITE_PROTOCOL: true, lib.SQLITE_NOMEM: true,
}
