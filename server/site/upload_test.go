package site

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	stdjpeg "image/jpeg"
	stdpng "image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"strings"
	"testing"

	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// withFiles is a form as one that has a field for files.
type withFiles struct {
	Purpose string        `json:"purpose"`
	Agree   bool          `json:"agree"`
	Files   []form.Upload `json:"files,omitempty"`
}

func (f withFiles) Check(r form.Rules) []form.Problem { return r.Uploads("files", f.Files) }

func photograph() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 40 * 30 {
		m.Set(i%40, i/40, color.RGBA{uint8(i), uint8(i * 7), uint8(i * 31), 255})
	}
	return m
}

func aJPEG() []byte {
	var b bytes.Buffer
	stdjpeg.Encode(&b, photograph(), nil)
	return b.Bytes()
}

func aPNG() []byte {
	var b bytes.Buffer
	stdpng.Encode(&b, photograph())
	return b.Bytes()
}

const aPDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n100\n%%EOF\n"

func aZip() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create("evil.html")
	f.Write([]byte("<script>alert(1)</script>"))
	w.Close()
	return b.Bytes()
}

// segment is one of a JPEG.
func segment(marker byte, body string) string {
	return string([]byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + body
}

// inJPEG puts segments behind a JPEG's first two bytes.
func inJPEG(segments string) []byte {
	j := aJPEG()
	return append(append(j[:2:2], segments...), j[2:]...)
}

// chunk is one of a PNG.
func chunk(name, body string) string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
}

func inPNG(chunks string) []byte {
	p := aPNG()
	return append(append(p[:33:33], chunks...), p[33:]...)
}

// exif says which way up a picture is, and where it was taken.
func exif(turned byte) string {
	return segment(0xe1, "Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\x02\x00\x12\x01\x03\x00\x01\x00\x00\x00"+string([]byte{turned, 0})+"\x00\x00\x25\x88\x04\x00\x01\x00\x00\x00\x00\x00\x00\x00GPS 35.68 139.76")
}

func TestWhatAFileIsItsContentsSay(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a JPEG":                           {aJPEG(), "image/jpeg"},
		"a PNG":                            {aPNG(), "image/png"},
		"a PDF":                            {[]byte(aPDF), "application/pdf"},
		"a later PDF":                      {[]byte("%PDF-2.0" + aPDF[8:]), "application/pdf"},
		"a PDF saved twice":                {[]byte(aPDF + strings.TrimPrefix(aPDF, "%PDF-1.4\n")), "application/pdf"},
		"nothing":                          {nil, ""},
		"words":                            {[]byte("income: 5,000,000"), ""},
		"a page":                           {[]byte("<!doctype html><script>alert(1)</script>"), ""},
		"a drawing with scripts":           {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), ""},
		"a program":                        {[]byte("MZ\x90\x00"), ""},
		"an archive":                       {aZip(), ""},
		"a GIF":                            {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), ""},
		"a picture of a phone's own kind":  {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ""},
		"the head of a JPEG":               {[]byte("\xff\xd8\xff\xe0"), ""},
		"a JPEG cut off":                   {aJPEG()[:len(aJPEG())-30], ""},
		"a JPEG without a picture":         {[]byte("\xff\xd8" + segment(0xfe, "hello") + "\xff\xd9"), ""},
		"a JPEG of too many pixels":        {bytes.Replace(aJPEG(), []byte("\x08\x00\x1e\x00\x28"), []byte("\x08\xff\xff\xff\xff"), 1), ""},
		"a PNG cut off":                    {aPNG()[:len(aPNG())-8], ""},
		"a PNG that was damaged":           {bytes.Replace(aPNG(), []byte("IDAT"), []byte("IDAU"), 1), ""},
		"a PNG of too many pixels":         {[]byte(string(pngHead) + chunk("IHDR", "\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00") + chunk("IDAT", "x") + chunk("IEND", "")), ""},
		"a PNG with two heads":             {inPNG(string(aPNG()[8:33])), ""},
		"a PNG with what nobody knows":     {inPNG(chunk("EVIL", "x")), ""},
		"a PDF cut off":                    {[]byte(aPDF[:len(aPDF)-10]), ""},
		"a PDF with a password":            {[]byte(strings.Replace(aPDF, "/Size 3", "/Size 3/Encrypt 9 0 R", 1)), ""},
		"a PDF behind something else":      {[]byte("<html>" + aPDF), ""},
		"a PDF that is an archive as well": {[]byte(aPDF[:len(aPDF)-6] + "PK\x05\x06" + strings.Repeat("\x00", 16) + "\x06\x00%%EOF\n"), ""},
		"a JPEG whose tables are a PDF's":  {inJPEG(segment(0xdb, "%PDF-1.4\n")), ""},
	} {
		if kind, clean := contents(c.data); kind != c.want || (clean == nil) != (kind == "") {
			t.Errorf("%s: %q, %d bytes", name, kind, len(clean))
		}
	}
}

func TestNothingIsHandedOnButThePicture(t *testing.T) {
	evil := "<script>alert(1)</script>%PDF-1.4 GPS 35.68"
	zipped := string(aZip())
	for name, data := range map[string][]byte{
		"a comment":                  inJPEG(segment(0xfe, evil)),
		"an application's segment":   inJPEG(segment(0xe0, "JFIF\x00"+evil) + segment(0xe2, evil) + segment(0xed, evil)),
		"where it was taken":         inJPEG(exif(1)),
		"another file behind a JPEG": append(aJPEG(), evil+zipped...),
		"words in a PNG":             inPNG(chunk("tEXt", evil) + chunk("eXIf", evil) + chunk("iTXt", evil)),
		"another file behind a PNG":  append(aPNG(), evil+zipped...),
		"another file behind a PDF":  append([]byte(aPDF), "<script>alert(1)</script>"+zipped...),
	} {
		kind, clean := contents(data)
		if kind == "" || bytes.Contains(clean, []byte("script")) || bytes.Contains(clean, []byte("GPS")) || bytes.Contains(clean, []byte("PK\x05")) {
			t.Errorf("%s: %q %q", name, kind, clean)
		}
		if kind != "application/pdf" {
			m, _, err := image.Decode(bytes.NewReader(clean))
			want, _, _ := image.Decode(bytes.NewReader(data))
			if err != nil || fmt.Sprint(m) != fmt.Sprint(want) {
				t.Errorf("%s: the picture is another: %v", name, err)
			}
		}
	}
	for turned := byte(1); turned <= 8; turned++ {
		_, clean := contents(inJPEG(exif(turned)))
		i := bytes.Index(clean, []byte("Exif"))
		if turned == 1 && i >= 0 || turned > 1 && (i < 0 || orientation(clean[i:]) != uint16(turned)) {
			t.Errorf("a picture turned by %d lies otherwise: %q", turned, clean[:40])
		}
	}
}

// Whatever is taken is taken once more unchanged.
func FuzzContents(f *testing.F) {
	for _, data := range [][]byte{aJPEG(), aPNG(), []byte(aPDF), inJPEG(exif(6)), inPNG(chunk("tEXt", "a")), aZip(), nil} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kind, clean := contents(data)
		if again, cleaner := contents(clean); kind != "" && (again != kind || !bytes.Equal(clean, cleaner)) {
			t.Errorf("%s becomes %s, %d bytes of %d", kind, again, len(cleaner), len(clean))
		}
		if len(clean) > len(data)+64 {
			t.Errorf("%d bytes of %d", len(clean), len(data))
		}
	})
}

type aFile struct {
	field, name string
	data        []byte
}

// sent is a multipart form as browsers write it.
func sent(values url.Values, files ...aFile) (body []byte, boundary string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, all := range values {
		for _, v := range all {
			w.WriteField(name, v)
		}
	}
	for _, f := range files {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, f.field, f.name))
		h.Set("Content-Type", "image/png") // what the sender says counts nothing
		p, _ := w.CreatePart(h)
		p.Write(f.data)
	}
	w.Close()
	return b.Bytes(), w.Boundary()
}

func readParts(body []byte, boundary string) (parts, error) {
	p := parts{
		body:  http.MaxBytesReader(httptest.NewRecorder(), nopCloser{bytes.NewReader(body)}, maxUploadBody),
		shape: form.Shape(new(withFiles)), files: map[string][]form.Upload{}, values: url.Values{},
	}
	return p, p.read(boundary)
}

type nopCloser struct{ *bytes.Reader }

func (nopCloser) Close() error { return nil }

func TestFilesComeWithAForm(t *testing.T) {
	large := append(aJPEG()[:len(aJPEG()):len(aJPEG())], make([]byte, form.MaxUpload)...)
	for name, c := range map[string]struct {
		files []aFile
		want  string // of the first problem
		names string
	}{
		"none chosen, as browsers say it":   {[]aFile{{"files", "", nil}}, "", ""},
		"a JPEG":                            {[]aFile{{"files", "源泉徴収票.JPG", aJPEG()}}, "", "源泉徴収票.JPG"},
		"one of each":                       {[]aFile{{"files", "a.jpg", aJPEG()}, {"files", "b.png", aPNG()}, {"files", "c.pdf", []byte(aPDF)}}, "", "a.jpg b.png c.pdf"},
		"a name with another ending":        {[]aFile{{"files", "pay.pdf.exe", aPNG()}}, "", "pay.pdf.png"},
		"a name with a path":                {[]aFile{{"files", `C:\Users\me\..\pay.jpg`, aJPEG()}}, "", "pay.jpg"},
		"a name that reads backwards":       {[]aFile{{"files", "pay\u202egpj.exe", aPDF2()}}, "", "paygpj.pdf"},
		"a name of pages":                   {[]aFile{{"files", strings.Repeat("あ", 300) + ".png", aPNG()}}, "", strings.Repeat("あ", 76) + ".png"},
		"no name":                           {[]aFile{{"files", "..", aPNG()}}, "", "file.png"},
		"a file of another type":            {[]aFile{{"files", "a.jpg", []byte("<script>")}}, text.UploadType.Key, "a.jpg"},
		"nothing in it":                     {[]aFile{{"files", "a.jpg", nil}}, text.UploadEmpty.Key, "a.jpg"},
		"too large":                         {[]aFile{{"files", "a.jpg", large}}, text.UploadLarge.Key, "a.jpg"},
		"one too many":                      {[]aFile{{"files", "a.jpg", aJPEG()}, {"files", "b.jpg", aJPEG()}, {"files", "c.jpg", aJPEG()}, {"files", "d.jpg", aJPEG()}}, text.UploadMany.Key, "a.jpg b.jpg c.jpg d.jpg"},
		"the largest of all, three of them": {[]aFile{{"files", "a.jpg", large[:form.MaxUpload]}, {"files", "b.jpg", large[:form.MaxUpload]}, {"files", "c.jpg", large[:form.MaxUpload]}}, "", "a.jpg b.jpg c.jpg"},
	} {
		p, err := readParts(sent(url.Values{"purpose": {"旅行\r\n海外"}, "agree": {"true"}}, c.files...))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var in withFiles
		form.Decode(p.values, &in)
		form.Attach(p.files, &in)
		got, names := "", []string{}
		if ps := in.Check(form.Rules{}); len(ps) > 0 {
			got = ps[0].Key
		}
		for _, u := range in.Files {
			names = append(names, u.Name)
			if c.want == "" && (u.Size == 0 || u.Type == "" || len(u.Data) == 0) {
				t.Errorf("%s: %v", name, u)
			}
		}
		if got != c.want || strings.Join(names, " ") != c.names || in.Purpose != "旅行\n海外" || !in.Agree {
			t.Errorf("%s: %q, %q, %q", name, got, names, in.Purpose)
		}
		if s := fmt.Sprintf("%v %+v %#v %x", in, in, in, in.Files); strings.Contains(s, "JFIF") || len(s) > 2000 || len(form.Text(&in)) != 2 {
			t.Errorf("%s: what is in a file is printed: %.200s", name, s)
		}
	}
}

func aPDF2() []byte { return []byte(aPDF) }

func TestWhatIsNoFormWithFilesIsRefused(t *testing.T) {
	whole, boundary := sent(url.Values{"purpose": {"x"}}, aFile{"files", "a.png", aPNG()})
	for name, body := range map[string][]byte{
		"a file in another field": func() []byte { b, _ := sentAs(boundary, url.Values{}, aFile{"purpose", "a.png", aPNG()}); return b }(),
		"a file in no field":      func() []byte { b, _ := sentAs(boundary, url.Values{}, aFile{"more", "a.png", aPNG()}); return b }(),
		"words for a file":        func() []byte { b, _ := sentAs(boundary, url.Values{"files": {"12 a.png"}}); return b }(),
		"a field of pages": func() []byte {
			b, _ := sentAs(boundary, url.Values{"purpose": {strings.Repeat("x", maxBody)}})
			return b
		}(),
		"a thousand fields":     func() []byte { b, _ := sentAs(boundary, url.Values{"purpose": make([]string, 1000)}); return b }(),
		"bad UTF-8":             func() []byte { b, _ := sentAs(boundary, url.Values{"purpose": {"\xff"}}); return b }(),
		"no end":                whole[:len(whole)-10],
		"no parts":              []byte("purpose=x"),
		"nothing":               nil,
		"a part without a name": []byte("--" + boundary + "\r\nContent-Disposition: form-data\r\n\r\nx\r\n--" + boundary + "--\r\n"),
	} {
		if p, err := readParts(body, boundary); err == nil {
			t.Errorf("%s: %v %v", name, p.values, p.files)
		}
	}
	if _, err := readParts(append(whole[:len(whole)-10:len(whole)-10], make([]byte, maxUploadBody)...), boundary); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("more than may come at all: %v", err)
	}
}

func sentAs(boundary string, values url.Values, files ...aFile) ([]byte, string) {
	body, own := sent(values, files...)
	return bytes.ReplaceAll(body, []byte(own), []byte(boundary)), boundary
}

func TestFilesComeInNoOtherWay(t *testing.T) {
	for name, c := range map[string]struct {
		kind, body string
		want       wire.Code
	}{
		"as a field of words":      {"application/x-www-form-urlencoded", "purpose=x&files=12+a.png", ""},
		"as JSON":                  {"application/json", `{"purpose":"x","files":["12 a.png"]}`, wire.BadRequest},
		"packed":                   {"multipart/form-data; boundary=x", "", wire.BadType},
		"as a word of JSON":        {"application/json", `{"purpose":"x","files":"12 a.png"}`, wire.BadRequest},
		"with a type of no kind":   {"multipart/mixed; boundary=x", "--x--", wire.BadType},
		"of more than may be read": {"multipart/form-data; boundary=y", "", wire.TooLarge},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.kind)
		switch name {
		case "packed":
			r.Header.Set("Content-Encoding", "gzip")
		case "of more than may be read":
			r.ContentLength = maxUploadBody + 1
		}
		var in withFiles
		err := (&Site{}).decode(&visit{ResponseWriter: httptest.NewRecorder(), Request: r}, &in)
		if c.want == "" && (err != nil || len(in.Files) > 0 || in.Purpose != "x") || c.want != "" && (err == nil || fault.As(err).Code != c.want) {
			t.Errorf("%s: %v, %v", name, err, in.Files)
		}
	}
}

func TestAMemberHasOneFormWithFilesOnItsWay(t *testing.T) {
	var u uploading
	for i := range uploadsAtOnce {
		if !u.begin(fmt.Sprint(i)) || u.begin(fmt.Sprint(i)) {
			t.Errorf("member %d", i)
		}
	}
	if u.begin("another") {
		t.Error("a place too many")
	}
	u.end("0")
	if !u.begin("another") {
		t.Error("no place where one is free")
	}
}
