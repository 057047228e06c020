package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"netanswer/server/issuer"
)

// journal is the file in which is kept what was taken in: a line for each, on the disk before it is answered. Several programs of one machine
// may share it: each reads what the others have written, and they take in one after the other.
type journal struct {
	mu   sync.Mutex
	file *os.File // nil: there is none
	read int64    // how much of it was read: whole lines
	n    int      // lines
	err  error    // it cannot be read; nothing is answered any more
}

// line is a line of the journal.
type line struct {
	Begun     time.Time     `json:"begun,omitzero"` // the first
	At        time.Time     `json:"at,omitzero"`
	Account   uint64        `json:"account"`
	Seat      int           `json:"seat,omitempty"`
	Order     *issuer.Order `json:"order,omitempty"` // without the contents of files
	Sum       string        `json:"sum,omitempty"`   // of the order with them
	Number    string        `json:"number,omitempty"`
	Found     string        `json:"found,omitempty"`
	Happening *happening    `json:"happening,omitempty"`
	Cancel    string        `json:"cancel,omitempty"` // key of the order that was
}

// Open is New with the journal of the configuration, which it reads and goes on with.
func Open(c Config) (*Issuer, error) {
	i := New(c)
	if c.Journal == "" {
		return i, nil
	}
	f, err := os.OpenFile(c.Journal, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("sandbox: journal: %w", err)
	}
	i.journal.file = f
	err = i.alone(func(take func(line) error) error {
		if i.journal.n > 0 {
			return nil
		}
		return take(line{Begun: i.now().UTC()})
	})
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("sandbox: journal %s: %w", c.Journal, err)
	}
	return i, nil
}

// Close lets go of the journal.
func (i *Issuer) Close() error {
	if i.journal.file == nil {
		return nil
	}
	return i.journal.file.Close()
}

// alone looks at how things stand and takes lines in, with nobody else at it, in this program or another. A last line without an end was
// written by a program that died over it: nobody was answered, and it is dropped.
func (i *Issuer) alone(do func(take func(line) error) error) (err error) {
	i.intake.write.Lock()
	defer i.intake.write.Unlock()
	j := &i.journal
	if j.file == nil {
		return do(func(l line) error { i.keep(l); return nil })
	}
	if err := lock(j.file); err != nil {
		return fmt.Errorf("%w: %w", issuer.ErrUnavailable, err)
	}
	defer func() {
		if e := unlock(j.file); e != nil && err == nil {
			err = fmt.Errorf("%w: %w", issuer.ErrUnavailable, e)
		}
	}()
	if i.catchUp(); j.err != nil {
		return fmt.Errorf("%w: %w", issuer.ErrUnavailable, j.err)
	}
	return do(i.note)
}

// note writes a line, sees it on the disk and takes it in.
func (i *Issuer) note(l line) error {
	j := &i.journal
	raw, err := json.Marshal(l)
	if err == nil {
		err = j.file.Truncate(j.read)
	}
	if err == nil {
		_, err = j.file.WriteAt(append(raw, '\n'), j.read)
	}
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("%w: journal: %w", issuer.ErrUnavailable, err)
	}
	i.catchUp()
	return nil
}

// catchUp takes in the lines that were written since, by whomever.
func (i *Issuer) catchUp() {
	j := &i.journal
	if j.file == nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	at, err := j.file.Stat()
	if j.err != nil || err == nil && at.Size() <= j.read {
		return
	}
	var raw []byte
	if err == nil {
		raw, err = io.ReadAll(io.NewSectionReader(j.file, j.read, at.Size()-j.read))
	}
	if err != nil {
		j.err = err
		return
	}
	for {
		end := bytes.IndexByte(raw, '\n')
		if end < 0 {
			return
		}
		var l line
		d := json.NewDecoder(bytes.NewReader(raw[:end]))
		if d.DisallowUnknownFields(); d.Decode(&l) != nil || (j.n == 0) == l.Begun.IsZero() {
			j.err = fmt.Errorf("line %d is none of a journal", j.n+1)
			return
		}
		if j.n++; j.n == 1 {
			i.begin(l.Begun)
		} else {
			i.keep(l)
		}
		raw, j.read = raw[end+1:], j.read+int64(end)+1
	}
}

// begin sets from when on there are news.
func (i *Issuer) begin(at time.Time) {
	i.intake.read.Lock()
	defer i.intake.read.Unlock()
	i.begun = at
}

// since is from when on there are news.
func (i *Issuer) since() time.Time {
	i.intake.read.RLock()
	defer i.intake.read.RUnlock()
	return i.begun
}

// readable says that the journal can be read.
func (i *Issuer) readable() error {
	i.journal.mu.Lock()
	defer i.journal.mu.Unlock()
	if i.journal.err != nil {
		return errors.Join(issuer.ErrUnavailable, i.journal.err)
	}
	return nil
}
