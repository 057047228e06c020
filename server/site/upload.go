package site

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Files that come with a form. Only a form that has a field for them may be sent as multipart/form-data, by a member alone, who is
// looked up before anything is read. They lie in the memory of the one request that carries them, never on a disk and never in a
// log; what becomes of them the service decides that is handed the form.
const (
	maxUploadBody = 32 << 20        // bytes: what is too large is read to its end, so that the answer can say which file it was
	uploadTime    = 2 * time.Minute // three files of the largest kind, at 1 Mbit/s
	uploadsAtOnce = 4               // of one server: 60 MB of memory at the most
	maxUploadName = 80              // characters
)

// uploading are the members whose files are being read. One has one form on its way: nobody takes all the places.
type uploading struct {
	sync.Mutex
	members map[string]bool
}

// begin takes a place, or says that there is none.
func (u *uploading) begin(member string) bool {
	u.Lock()
	defer u.Unlock()
	if u.members[member] || len(u.members) >= uploadsAtOnce {
		return false
	}
	if u.members == nil {
		u.members = map[string]bool{}
	}
	u.members[member] = true
	return true
}

func (u *uploading) end(member string) {
	u.Lock()
	defer u.Unlock()
	delete(u.members, member)
}

// hasFiles says whether a form has a field for files.
func hasFiles(shape map[string]form.Kind) bool {
	for _, kind := range shape {
		if kind == form.Files {
			return true
		}
	}
	return false
}

// upload is decode for multipart/form-data.
func (s *Site) upload(v *visit, boundary string, into any) error {
	if v.ContentLength > maxUploadBody {
		return fault.New(wire.TooLarge, text.TooLarge)
	}
	if _, err := behindLogin(s, func(*visit) (struct{}, error) { return struct{}{}, nil })(v); err != nil {
		return err
	}
	if !s.uploading.begin(v.session.MemberID) {
		return fault.New(wire.Unavailable, text.Busy).After(5 * time.Second)
	}
	defer s.uploading.end(v.session.MemberID)
	if s.BodyBy != nil { // the clock of deadlines is the machine's
		c := http.NewResponseController(v.ResponseWriter)
		by := s.BodyBy().Add(uploadTime)
		if c.SetReadDeadline(by) == nil && c.SetWriteDeadline(by.Add(maxTime+5*time.Second)) == nil {
			defer c.SetReadDeadline(time.Time{})
		}
	}
	r := parts{body: http.MaxBytesReader(v.ResponseWriter, v.Body, maxUploadBody), shape: form.Shape(into), files: map[string][]form.Upload{}, values: url.Values{}}
	err := r.read(boundary)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fault.New(wire.TooLarge, text.TooLarge)
	case errors.Is(err, os.ErrDeadlineExceeded):
		v.ResponseWriter.Header().Set("Connection", "close")
		return fault.New(wire.Timeout, text.BodyLate)
	case err != nil, !once(r.values):
		return fault.New(wire.BadRequest, text.BadRequest) // without err: it quotes what was sent
	}
	// What comes now has the time that every request has, from here on: its own went by while the files came.
	ctx, cancel := context.WithTimeout(context.WithValue(v.open, visitKey{}, v), maxTime)
	context.AfterFunc(v.open, cancel)
	v.Request = v.Request.WithContext(ctx)
	s.fill(v, r.values, into)
	form.Attach(r.files, into)
	return nil
}

// parts reads a multipart form.
type parts struct {
	body   io.Reader
	shape  map[string]form.Kind
	values url.Values
	files  map[string][]form.Upload
	words  int // bytes of values so far
	fields int
}

func (p *parts) read(boundary string) error {
	in := multipart.NewReader(p.body, boundary)
	for {
		part, err := in.NextRawPart() // as it is: browsers encode nothing
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if p.fields++; p.fields > maxFields {
			return errShape
		}
		_, isFile := part.Header["Content-Type"]
		isFile = isFile || strings.Contains(part.Header.Get("Content-Disposition"), "filename")
		switch name := part.FormName(); {
		case name == "" || isFile != (p.shape[name] == form.Files):
			return errShape
		case isFile:
			err = p.file(name, part)
		default:
			err = p.word(name, part)
		}
		if err != nil {
			return err
		}
	}
}

func (p *parts) word(name string, part io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(part, maxBody+1))
	if err != nil {
		return err
	}
	if p.words += len(name) + len(raw); p.words > maxBody || !utf8.Valid(raw) {
		return errShape
	}
	p.values.Add(name, strings.ReplaceAll(string(raw), "\r\n", "\n"))
	return nil
}

// file reads one. Of what is too much, or one too many, only the size is kept.
func (p *parts) file(field string, part *multipart.Part) error {
	u := form.Upload{Name: part.FileName()}
	var err error
	if len(p.files[field]) < form.MaxUploads {
		u.Data, err = io.ReadAll(io.LimitReader(part, form.MaxUpload+1))
	}
	if err != nil {
		return err
	}
	rest, err := io.Copy(io.Discard, part)
	if err != nil {
		return err
	}
	if u.Size = len(u.Data) + int(rest); u.Size == 0 && u.Name == "" {
		return nil // no file was chosen
	}
	if u.Size > form.MaxUpload || rest > 0 {
		u.Data = nil
	}
	if u.Data != nil {
		u.Type, u.Data = contents(u.Data)
	}
	u.Name = fileName(u.Name, u.Type)
	p.files[field] = append(p.files[field], u)
	return nil
}

// fileName is what a file is called from here on: no path, nothing that is not seen, and the ending that its contents have.
func fileName(name, kind string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsGraphic(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || strings.ContainsRune(`<>:"|?*/`, r) {
			return -1
		}
		return r
	}, name))
	ending := path.Ext(name)
	stem := []rune(strings.Trim(strings.TrimSuffix(name, ending), ". "))
	if all := endings[kind]; len(all) > 0 && !slices.Contains(all, strings.ToLower(ending)) {
		ending = all[0]
	}
	if ending = strings.TrimSuffix(ending, "."); len(ending) > 5 {
		ending = ""
	}
	if len(stem) == 0 {
		stem = []rune("file")
	}
	return string(stem[:min(len(stem), maxUploadName-len(ending))]) + ending
}
