package form

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"netanswer/shared/text"
)

// Bounds of what a member hands over with one form.
const (
	MaxUpload  = 5 << 20 // bytes of one file
	MaxUploads = 3       // files
)

// UploadTypes are the types that are taken, as a file input's accept has them. A phone makes a JPEG of its own kind of picture when
// it is asked for one.
const UploadTypes = "image/jpeg,image/png,application/pdf"

// Upload is a file that a member hands over with a form: a picture or a PDF. It is passed on and not kept; nothing prints what is in
// it. A form struct has a field of type []Upload, whose input is <input type="file" multiple>: it then comes as multipart/form-data.
// The browser does not look into it: it goes by the name.
type Upload struct {
	Name string // as the issuer is told it
	Type string // by its contents: one of UploadTypes; empty: none of them, or damaged
	Size int    // bytes
	Data []byte // nil in the browser, and of one that is not taken
}

// Format hides the contents whatever the verb.
func (u Upload) Format(f fmt.State, _ rune) { fmt.Fprintf(f, "form.Upload(%s, %d)", u.Type, u.Size) }

// MarshalJSON hides all of it.
func (Upload) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// Value stands for a file among the values of a form in the browser, which Decode reads. A type that the browser does not know the
// server finds out.
func (u Upload) Value() string { return strconv.Itoa(u.Size) + " " + u.Type + " " + u.Name }

func uploads(values []string) (all []Upload) {
	for _, v := range values {
		size, rest, _ := strings.Cut(v, " ")
		kind, name, _ := strings.Cut(rest, " ")
		if n, err := strconv.Atoi(size); err == nil && name != "" { // without a name none was chosen
			all = append(all, Upload{Name: name, Type: cmp.Or(kind, UploadTypes), Size: n})
		}
	}
	return all
}

// Uploads are the problems of files at an input, one at most.
func (r Rules) Uploads(field string, all []Upload) []Problem {
	if len(all) > MaxUploads {
		return []Problem{r.Problem(field, text.UploadMany, MaxUploads, len(all))}
	}
	for _, u := range all {
		switch {
		case u.Size == 0:
			return []Problem{r.Problem(field, text.UploadEmpty, u.Name)}
		case u.Size > MaxUpload:
			return []Problem{r.Problem(field, text.UploadLarge, u.Name, MaxUpload>>20)}
		case u.Type == "" || !strings.Contains(UploadTypes, u.Type):
			return []Problem{r.Problem(field, text.UploadType, u.Name)}
		}
	}
	return nil
}
