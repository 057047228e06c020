package site

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"netanswer/app/screen"
	"netanswer/server/account"
	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// csvLife is how long a file may take. The longest, 90,000 lines of 100 bytes, comes over a line of 400 kbit/s in three minutes.
const csvLife = 5 * time.Minute

// statements is the list of months, or what was found in all of them.
func (s *Site) statements(v *visit) (d wire.Statements, err error) {
	in, ps, err := s.asked(v)
	if err != nil {
		return d, err
	}
	c, err := s.card(v)
	if err != nil {
		return d, err
	}
	look := in
	if len(ps) > 0 {
		look = form.Search{}
	}
	page, _ := strconv.Atoi(v.URL.Query().Get("page")) // nothing that a person types: what is no number is the first
	if d, err = s.Account.Statements(v.Context(), s.reader(v, c), look, page); err != nil {
		return d, err
	}
	d.Values, d.Problems = in, ps
	if len(ps) > 0 {
		err = unfit(ps)
	}
	return d, err
}

// asked is the search in the address, with what is wrong with it.
func (s *Site) asked(v *visit) (in form.Search, ps []form.Problem, err error) {
	if err = query(v, &in); err == nil {
		ps = in.Check(s.wire(v).Rules())
	}
	if in.Who == form.WhoAll {
		in.Who = ""
	}
	return in, ps, err
}

// file is a CSV about to be sent.
type file struct {
	name string
	*account.Export
}

// openAll is all months in one file, or what was found in them.
func (s *Site) openAll(v *visit, r account.Reader) (file, error) {
	in, ps, err := s.asked(v)
	if err != nil {
		return file{}, err
	}
	if len(ps) > 0 {
		return file{}, unfit(ps)
	}
	name := "statements-"
	if in.Asks() {
		name = "statements-search-"
	}
	e, err := s.Account.Export(v.Context(), r, in)
	return file{name + japan.DateOf(s.Now()).String() + ".csv", e}, err
}

// openMonth is one month.
func (s *Site) openMonth(v *visit, r account.Reader) (file, error) {
	m, err := japan.ParseMonth(v.PathValue("month"))
	if err != nil {
		return file{}, fault.New(wire.NotFound, text.NotFound)
	}
	e, err := s.Account.ExportMonth(v.Context(), r, m)
	return file{"statement-" + m.String() + ".csv", e}, err
}

// csv sends a file, see docs/csv.md, a piece at a time. One that cannot be sent whole is cut off, so that nobody takes it for whole.
func (s *Site) csv(open func(*visit, account.Reader) (file, error)) http.HandlerFunc {
	load := behindLogin(s, func(v *visit) (file, error) {
		c, err := s.card(v)
		if err != nil {
			return file{}, err
		}
		return open(v, s.reader(v, c))
	})
	return func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(w, r)
		f, err := load(v)
		var ps unfit
		if errors.As(err, &ps) { // the screen with the form says what to put right
			var d wire.Statements
			if d, err = s.statements(v); err == nil || errors.As(err, &ps) {
				s.unfit(v, ps, screen.Statements.With(s.wire(v), d), d)
				return
			}
		}
		if err == nil && !s.Streams.enter("csv/"+v.session.MemberID) {
			err = fault.New(wire.Unavailable, text.Busy).After(30 * time.Second)
		} else if err == nil {
			defer s.Streams.leave("csv/" + v.session.MemberID)
		}
		if err != nil {
			s.fail(v, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
		h.Set("Content-Language", string(text.JA))
		h.Set("Content-Disposition", `attachment; filename="`+f.name+`"`)
		h.Set("X-Accel-Buffering", "no")
		w.WriteHeader(http.StatusOK)
		if r.Method == http.MethodHead {
			return
		}
		s.send(v, f)
	}
}

func (s *Site) send(v *visit, f file) {
	ctx, done := context.WithTimeout(v.open, csvLife)
	defer done()
	c := http.NewResponseController(v.ResponseWriter)
	inTime := func() error {
		if s.Streams.WriteBy == nil {
			return nil
		}
		return c.SetWriteDeadline(s.Streams.WriteBy())
	}
	err := inTime()
	if err == nil {
		err = f.WriteTo(ctx, v.ResponseWriter, func() error {
			if err := c.Flush(); err != nil {
				return err
			}
			return inTime()
		})
	}
	if err == nil {
		return
	}
	var of *fault.Error
	if errors.As(err, &of) { // what the network says names addresses: it is not logged
		v.code, v.cause = of.Code, of.Inside
	}
	panic(http.ErrAbortHandler)
}
