package account

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/kana"
	"netanswer/shared/money"
)

// written is a file with what was sent at a time.
type written struct {
	bytes.Buffer
	flushes, largest, since int
}

func (w *written) Write(b []byte) (int, error) {
	w.since += len(b)
	return w.Buffer.Write(b)
}

func (w *written) flush() error {
	w.flushes++
	w.largest, w.since = max(w.largest, w.since), 0
	return nil
}

// file is a whole file, read back as a spreadsheet reads it.
func fileOf(t *testing.T, e *Export, err error) (header []string, lines [][]string, raw string) {
	t.Helper()
	var w written
	if err == nil {
		err = e.WriteTo(t.Context(), &w, w.flush)
	}
	if err != nil {
		t.Fatal(err)
	}
	if w.largest > 64<<10 || w.flushes == 0 || w.since != 0 {
		t.Errorf("%d bytes at once, %d flushes, %d bytes left behind", w.largest, w.flushes, w.since)
	}
	raw = w.String()
	text, bom := strings.CutPrefix(raw, "\ufeff")
	if !bom || strings.Count(text, "\n") != strings.Count(text, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Fatalf("no byte order mark, or a line that does not end in CRLF: %.80q", raw)
	}
	lines, err = csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[0], lines[1:], raw
}

// total is what the lines of a file come to, by its own numbers.
func total(t *testing.T, header []string, lines [][]string) (sum int) {
	t.Helper()
	for _, name := range []string{"お支払い金額", "手数料・利息"} {
		column := slices.Index(header, name)
		for _, l := range lines {
			n, err := strconv.Atoi(l[column])
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			sum += n
		}
	}
	return sum
}

func TestEveryCasesFilesParseBackToItsStatements(t *testing.T) {
	is := atNoon()
	s := &Service{Issuer: is}
	months, negative := 0, 0
	for slug, r := range holders(t, is) {
		ss, err := is.Statements(t.Context(), r.CardRef, issuer.Page{Max: issuer.MaxPage})
		if err != nil {
			t.Fatal(err)
		}
		sums, count := 0, 0
		var together [][]string
		for _, of := range ss.Statements {
			e, err := s.ExportMonth(t.Context(), r, of.Month)
			header, lines, _ := fileOf(t, e, err)
			if got := total(t, header, lines); got != of.Total || len(lines) != of.Uses {
				t.Errorf("%s %s: %d lines that come to %d, not %d to %d", slug, of.Month, len(lines), got, of.Uses, of.Total)
			}
			for _, l := range lines {
				if l[0] != of.Month.String() || l[1] != of.Debit.String() {
					t.Fatalf("%s: a line of %s, debited on %s", of.Month, l[0], l[1])
				}
			}
			if of.Total < 0 {
				negative++
			}
			together = append(together, lines...)
			sums, count, months = sums+of.Total, count+of.Uses, months+1
		}
		e, err := s.Export(t.Context(), r, form.Search{})
		header, all, _ := fileOf(t, e, err)
		if got := total(t, header, all); got != sums || len(all) != count {
			t.Errorf("%s: all months are %d lines that come to %d, not %d to %d", slug, len(all), got, count, sums)
		}
		if !slices.EqualFunc(all, together, slices.Equal) {
			t.Errorf("%s: the file of all months is not that of each, one after another", slug)
		}
	}
	if months < 300 || negative == 0 {
		t.Errorf("%d months, %d below 0: too few to show anything", months, negative)
	}
}

func TestTheFileOfASearchHoldsWhatItFound(t *testing.T) {
	is := atNoon()
	s := &Service{Issuer: is}
	r := holders(t, is)["sms"]
	in := form.Search{Q: "スーパー", Who: "own", From: "1000"}
	v, err := s.Statements(t.Context(), r, in, 1)
	if err != nil || v.Found.Count == 0 {
		t.Fatalf("%+v %v", v.Found, err)
	}
	e, err := s.Export(t.Context(), r, in)
	header, lines, _ := fileOf(t, e, err)
	if len(lines) != v.Found.Count || total(t, header, lines) != v.Found.Sum {
		t.Errorf("%d lines of %d, for %d of %d", len(lines), total(t, header, lines), v.Found.Count, v.Found.Sum)
	}
	if e, err := s.Export(t.Context(), r, form.Search{Q: "そんなお店はない"}); err == nil {
		if _, lines, _ := fileOf(t, e, nil); len(lines) != 0 {
			t.Errorf("nothing was found, but %d lines", len(lines))
		}
	}
}

// one is a card system with one statement of one use.
type one struct {
	issuer.Issuer
	use issuer.Use
}

func (o one) Statements(context.Context, string, issuer.Page) (issuer.Statements, error) {
	return issuer.Statements{Statements: []issuer.Statement{{Month: december, Debit: money.DebitDay(december), Uses: 1}}}, nil
}

func (o one) Uses(context.Context, string, issuer.UsesOf) (issuer.Uses, error) {
	return issuer.Uses{Uses: []issuer.Use{o.use}}, nil
}

func (o one) Cards(context.Context, string) ([]issuer.Card, error) {
	return []issuer.Card{{CardRef: "m", Last4: "4821", Mine: true}, {CardRef: "f", Last4: "0042", Family: true}}, nil
}

var december = japan.Month{Year: 2026, Month: 12}

func TestEveryColumnHasItsPlace(t *testing.T) {
	s := &Service{Issuer: one{use: issuer.Use{
		Ref: "20261103-1", CardRef: "f", Family: true, Date: japan.Date{Year: 2026, Month: 11, Day: 3}, Merchant: `ﾅｷﾞｻ, "CLOUD"`, Kind: issuer.Purchase,
		Way: issuer.Instalments, Payments: 10, Payment: 2, Amount: -25600, Charged: -2560, Fee: 310,
		Foreign: issuer.Foreign{Currency: "USD", Units: -1234, Decimals: 2, Rate: 1512345, RateOn: japan.Date{Year: 2026, Month: 11, Day: 2}, Fee: 77},
	}}}
	e, err := s.Export(t.Context(), Reader{}, form.Search{})
	header, lines, raw := fileOf(t, e, err)
	want := map[string]string{
		"お支払い月": "2026-12", "お支払い日": "2026-12-04", "ご利用日": "2026-11-03", "ご利用先": `ナギサ, "CLOUD"`, "ご利用者": "家族", "カード": "****0042",
		"種類": "ショッピング", "お支払方法": "分割", "お支払回数": "10", "何回目": "2", "ご利用金額": "-25600", "お支払い金額": "-2560", "手数料・利息": "310",
		"通貨": "USD", "現地金額": "-12.34", "換算レート": "151.2345", "換算日": "2026-11-02", "海外事務手数料": "77", "明細番号": "20261103-1",
	}
	if len(lines) != 1 || len(header) != len(want) || len(lines[0]) != len(want) {
		t.Fatalf("%v %v", header, lines)
	}
	for i, name := range header {
		if lines[0][i] != want[name] {
			t.Errorf("%s is %q, want %q", name, lines[0][i], want[name])
		}
	}
	if !strings.Contains(raw, `,"ナギサ, ""CLOUD""",`) {
		t.Errorf("not quoted as RFC 4180 has it: %s", raw)
	}
}

func TestNoNameOfAShopIsAFormula(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+81": "'+81", "-5": "'-5", "@SUM(A1)": "'@SUM(A1)", "\t=1": "' =1", "\r=1": "' =1", "\n=1": "' =1", "＝1": "'＝1", "'x": "''x",
		"スーパー": "スーパー", "A=B": "A=B", "": "", "a\r\nb": "a  b", "=HYPERLINK(\"http://x\",\"y\")": "'=HYPERLINK(\"http://x\",\"y\")",
	} {
		s := &Service{Issuer: one{use: issuer.Use{Merchant: in, Date: december.On(1), Amount: -3300, Charged: -3300}}}
		e, err := s.Export(t.Context(), Reader{}, form.Search{})
		header, lines, _ := fileOf(t, e, err)
		if got := lines[0][3]; got != want {
			t.Errorf("%q stands as %q, want %q", in, got, want)
		}
		if total(t, header, lines) != -3300 {
			t.Error("a negative amount is no number any more")
		}
	}
}

func FuzzCell(f *testing.F) {
	for _, s := range []string{"=1", "'=1", "''", "ﾊﾟ\x00", "\xff", "\t", "a,b\"c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s := &Service{Issuer: one{use: issuer.Use{Merchant: name, Date: december.On(1)}}}
		e, err := s.Export(t.Context(), Reader{}, form.Search{})
		_, lines, _ := fileOf(t, e, err)
		got := lines[0][3]
		if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r") {
			t.Errorf("%q stands as the formula %q", name, got)
		}
		back := strings.TrimPrefix(got, "'") // as docs/csv.md says
		clean := strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f {
				return ' '
			}
			return r
		}, kana.Wide(name))
		if back != clean {
			t.Errorf("%q is read back as %q", name, back)
		}
	})
}

// endless is a card system of eighteen months with 5,000 uses each, none of which it holds. It looks how much memory is in use
// while a file is written.
type endless struct {
	issuer.Issuer
	most *uint64
	at   *int
}

func (e endless) Statements(context.Context, string, issuer.Page) (ss issuer.Statements, err error) {
	for n := range 18 {
		m := december.Add(-n)
		ss.Statements = append(ss.Statements, issuer.Statement{Month: m, Debit: money.DebitDay(m), Uses: 5000})
	}
	return ss, nil
}

func (e endless) Cards(context.Context, string) ([]issuer.Card, error) {
	return []issuer.Card{{CardRef: "m", Last4: "4821", Mine: true}}, nil
}

func (e endless) Uses(_ context.Context, _ string, of issuer.UsesOf) (us issuer.Uses, err error) {
	from := 0
	fmt.Sscan(of.After, &from)
	for n := from; n < min(5000, from+issuer.MaxPage); n++ {
		us.Uses = append(us.Uses, issuer.Use{Ref: fmt.Sprint("u", n), CardRef: "m", Date: of.Month.On(1), Merchant: fmt.Sprint("ｺﾝﾋﾞﾆ ", n), Amount: n, Charged: n, Kind: issuer.Purchase, Way: issuer.Once})
	}
	if from+issuer.MaxPage < 5000 {
		us.Next = fmt.Sprint(from + issuer.MaxPage)
	}
	if *e.at++; *e.at%30 == 0 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		*e.most = max(*e.most, m.HeapAlloc)
	}
	return us, nil
}

// thrownAway counts what a client takes.
type thrownAway struct{ bytes, flushes int }

func (w *thrownAway) Write(b []byte) (int, error) { w.bytes += len(b); return len(b), nil }

func TestAFileOfNinetyThousandLinesTakesTheMemoryOfOneMonth(t *testing.T) {
	var most, before uint64
	at := 0
	s := &Service{Issuer: endless{nil, &most, &at}}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before = m.HeapAlloc
	e, err := s.Export(t.Context(), Reader{}, form.Search{})
	var w thrownAway
	if err == nil {
		err = e.WriteTo(t.Context(), &w, func() error { w.flushes++; return nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	if w.flushes < 900 || w.bytes < 8<<20 {
		t.Errorf("%d bytes in %d pieces", w.bytes, w.flushes)
	}
	if grown := int64(most) - int64(before); most == 0 || grown > 12<<20 { // a month of 5,000 is about 2 MB
		t.Errorf("it took %d KB", grown>>10)
	}
	t.Logf("%d bytes in %d pieces, %d KB of memory", w.bytes, w.flushes, (int64(most)-int64(before))>>10)
}

func TestAFileThatCannotBeWholeIsAnError(t *testing.T) {
	is := atNoon()
	r := holders(t, is)["sms"]
	e, err := (&Service{Issuer: answers(is, 5)}).Export(t.Context(), r, form.Search{})
	if err != nil {
		t.Fatal(err)
	}
	var w written
	if err := e.WriteTo(t.Context(), &w, w.flush); err == nil {
		t.Error("five of the months are taken for all")
	}
	if _, err := (&Service{Issuer: answers(is, 0)}).Export(t.Context(), r, form.Search{}); err == nil {
		t.Error("nothing can be had, and it is known only after the file has begun")
	}
	gone, hang := context.WithCancel(t.Context())
	e, err = (&Service{Issuer: is}).Export(gone, r, form.Search{})
	if err != nil {
		t.Fatal(err)
	}
	hung := 0
	if err := e.WriteTo(gone, &w, func() error {
		hung++
		hang()
		return gone.Err()
	}); err == nil || hung != 1 {
		t.Errorf("after the client hung up it was written on: %d times, %v", hung, err)
	}
}

func BenchmarkCSV(b *testing.B) {
	var most uint64
	at := 1
	s := &Service{Issuer: endless{nil, &most, &at}}
	for b.Loop() {
		e, err := s.Export(b.Context(), Reader{}, form.Search{})
		var w thrownAway
		if err == nil {
			err = e.WriteTo(b.Context(), &w, func() error { return nil })
		}
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(w.bytes))
	}
}
