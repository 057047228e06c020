package store

import (
	"context"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// tracing tells of every statement that reaches the driver, whichever way it took. It is off unless somebody listens.
type tracing struct{ to atomic.Pointer[func(string)] }

// Trace has f told of every statement from now on, nil: nobody. For tests.
func (db *DB) Trace(f func(statement string)) {
	if f == nil {
		db.traced.to.Store(nil)
		return
	}
	db.traced.to.Store(&f)
}

func (t *tracing) tell(statement string) {
	if t == nil {
		return
	}
	if f := t.to.Load(); f != nil {
		(*f)(statement)
	}
}

// TraceQueryStart and TraceQueryEnd are pgx's.
func (t *tracing) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	t.tell(q.SQL)
	return ctx
}

func (t *tracing) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}
