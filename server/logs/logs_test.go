package logs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/rs/zerolog"

	"netanswer/server/fault"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// typed is what somebody typed: letters, a number, Japanese.
var typed = "geheim-4111111111111111-見本花子"

func TestAnErrorIsWrittenWithoutWhatItQuotes(t *testing.T) {
	number := func() error { _, err := strconv.Atoi(typed); return err }()
	address := func() error { _, err := url.Parse(strings.Join([]string{"http://[", typed}, "")); return err }()
	notJSON := json.Unmarshal([]byte(`{"a":1}`), new([]string))
	when := func() error { _, err := time.Parse(time.RFC3339, typed); return err }()
	file := func() error { _, err := os.Open("/nowhere/" + typed); return err }()
	refused := &net.OpError{Op: "read", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(192, 0, 2, 77), Port: 4711}, Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	pg := &pgconn.PgError{Code: "22P02", Message: `invalid input syntax for type bigint: "` + typed + `"`, Detail: "Key (login)=(" + typed + ") already exists.", Where: typed, Hint: typed}
	for name, c := range map[string]struct {
		err  error
		says string
	}{
		"a number":                        {number, "*strconv.NumError: invalid syntax"},
		"an address":                      {address, "*url.Error"},
		"JSON":                            {notJSON, "*json.UnmarshalTypeError"},
		"a time":                          {when, "*time.ParseError"},
		"a file":                          {file, "*fs.PathError: no such file or directory"},
		"a connection":                    {refused, "*net.OpError: *os.SyscallError: connection reset by peer"},
		"PostgreSQL":                      {pg, "SQLSTATE 22P02"},
		"PostgreSQL, wrapped":             {fmt.Errorf("sweep flows: %w", pg), "sweep flows: SQLSTATE 22P02"},
		"PostgreSQL, wrapped and joined":  {errors.Join(fmt.Errorf("a: %w", pg), errors.New("b")), "a: SQLSTATE 22P02; b"},
		"PostgreSQL inside a fault":       {fault.New(wire.Unavailable, text.Busy).Because(fmt.Errorf("read: %w", pg)), "unavailable: read: SQLSTATE 22P02"},
		"a fault without a cause":         {fault.New(wire.Unavailable, text.Busy), "*fault.Error"},
		"a state that is none":            {&pgconn.PgError{Code: typed}, "SQLSTATE "},
		"what fmt was given":              {fmt.Errorf("unable to encode %#v into text", typed), "unable to encode … into text"},
		"what fmt was given, in the open": {fmt.Errorf("no member 4111111111111111 見本花子: %w", context.Canceled), "no member … …: context canceled"},
		"a quote that is cut off":         {errors.New(`near "` + typed), "near …"},
		"our own words":                   {fmt.Errorf("migrate: %w", errors.New("the database belongs to a newer version of this program")), "migrate: the database belongs to a newer version of this program"},
		"the time is up":                  {fmt.Errorf("ask: %w", context.DeadlineExceeded), "ask: context deadline exceeded"},
		"a panic":                         {Panic{typed, nil}, "string\n"},
		"a panic with an error":           {Panic{fmt.Errorf("x: %w", pg), nil}, "x: SQLSTATE 22P02\n"},
	} {
		got := Error(c.err)
		if got != c.says && (name != "an address" || !strings.HasPrefix(got, c.says)) {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
		for _, word := range []string{"geheim", "4111", "見本", "192.0.2", "nowhere"} {
			if strings.Contains(got, word) {
				t.Errorf("%s: %q holds %q", name, got, word)
			}
		}
	}
}

func TestAPanicShowsWhereButNotWhat(t *testing.T) {
	var got string
	func() {
		defer func() { got = Error(Panic{recover(), debug.Stack()}) }()
		panic(typed)
	}()
	if !strings.Contains(got, "TestAPanicShowsWhereButNotWhat") || strings.Contains(got, "geheim") || len(got) > longest+3 {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

func TestEveryLoggerWritesErrorsSo(t *testing.T) {
	var b bytes.Buffer
	log := zerolog.New(&b)
	log.Warn().Err(&pgconn.PgError{Code: "23505", Message: typed}).AnErr("cause", errors.New("'"+typed+"'")).Msg("x")
	if got := b.String(); got != `{"level":"warn","error":"SQLSTATE 23505","cause":"…","message":"x"}`+"\n" {
		t.Error(got)
	}
}

func TestTheDocumentationShowsTheAllowList(t *testing.T) {
	raw, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "\n\n"+Table()+"\n") {
		t.Errorf("docs/operations.md does not hold this table:\n%s", Table())
	}
}

// Every line that the program writes is made of a constant message and of fields of the list: the sources are read.
func TestTheProgramLogsWhatTheAllowListNames(t *testing.T) {
	lines, seen := 0, map[string]bool{"level": true, "time": true, "message": true}
	packages := map[string]map[string]string{} // folder, file, source
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../logs/") {
			return err
		}
		raw, err := os.ReadFile(path)
		folder := filepath.Dir(path)
		if packages[folder] == nil {
			packages[folder] = map[string]string{}
		}
		packages[folder][path] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, sources := range packages {
		if !strings.Contains(strings.Join(slices.Collect(maps.Values(sources)), ""), `"github.com/rs/zerolog"`) {
			continue
		}
		for path, source := range sources {
			found, problems, err := logged(path, source, seen)
			if err != nil {
				t.Fatal(err)
			}
			lines += found
			for _, p := range problems {
				t.Error(p)
			}
		}
	}
	if lines < 8 {
		t.Errorf("only %d lines found: are the sources read at all?", lines)
	}
	for _, f := range Fields {
		if !seen[f.Name] {
			t.Errorf("nothing logs %q any more: take it out of the list", f.Name)
		}
	}
}

func TestASourceThatLogsSomethingElseIsFoundOut(t *testing.T) {
	for source, says := range map[string]string{
		`log.Info().Str("password", p).Msg("x")`:       `"password" is not in the list`,
		`log.Info().Str(name, p).Msg("x")`:             "not a constant",
		`log.Info().Msg("x" + p)`:                      "not a constant",
		`log.Info().Msgf("x %s", p)`:                   "Msgf",
		`log.Info().Any("cause", r).Msg("x")`:          "Any",
		`log.Info().Interface("cause", r).Send()`:      "Interface",
		`e := log.Info(); e.Str("agent", a)`:           `"agent" is not in the list`,
		`log.Warn().Err(err).Int("units", 1).Msg("x")`: "",
	} {
		_, problems, err := logged("x.go", "package x\nimport _ \"github.com/rs/zerolog\"\nfunc f() { "+source+" }", map[string]bool{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(problems, "; "); says == "" && got != "" || !strings.Contains(got, says) {
			t.Errorf("%s: %q, want %q", source, got, says)
		}
	}
}

// Methods of zerolog.Event that take a key, and such that take anything at all.
var (
	keyed    = regexp.MustCompile(`^(Str|Strs|Int|Int64|Uint64|Float64|Bool|Dur|Time|AnErr)$`)
	anything = regexp.MustCompile(`^(Any|Interface|Fields|Object|EmbedObject|Array|Dict|RawJSON|Bytes|Hex|Stringer|Stringers|IPAddr|Caller|Msgf|MsgFunc|Printf|Print|Println|RawCBOR|MACAddr|IPPrefix|Errs|Func)$`)
)

// logged reads one source of a package that uses zerolog.
func logged(path, source string, seen map[string]bool) (lines int, problems []string, err error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, 0)
	if err != nil {
		return 0, nil, err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		say := func(form string, args ...any) {
			problems = append(problems, fmt.Sprintf("%s: %s", files.Position(call.Pos()), fmt.Sprintf(form, args...)))
		}
		constant := func() (string, bool) {
			if len(call.Args) == 0 {
				return "", false
			}
			l, ok := call.Args[0].(*ast.BasicLit)
			if !ok || l.Kind != token.STRING {
				say("what %s is given is not a constant", method.Sel.Name)
				return "", false
			}
			v, err := strconv.Unquote(l.Value)
			return v, err == nil
		}
		switch name := method.Sel.Name; {
		case name == "Msg":
			lines++
			constant()
		case name == "Err" && len(call.Args) == 1:
			seen["error"] = true
		case keyed.MatchString(name) && len(call.Args) == 2 && !pkg(method.X):
			if key, ok := constant(); ok {
				seen[key] = true
				if !slices.ContainsFunc(Fields, func(f Field) bool { return f.Name == key }) {
					say("%q is not in the list of server/logs", key)
				}
			}
		case anything.MatchString(name) && len(call.Args) > 0 && !pkg(method.X):
			say("%s writes what nobody has looked at", name)
		}
		return true
	})
	return lines, problems, nil
}

// pkg says whether a call is a function of these packages.
func pkg(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && slices.Contains([]string{"fmt", "os", "flag", "strings", "rand", "big"}, id.Name)
}
