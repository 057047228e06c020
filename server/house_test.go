package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The house: every package with the own packages that it imports, exactly. Data flows one way, app ← shared → server, and
// only server/main.go sees everything. An edge that is not here fails the test; so does one that is here and no longer
// there, so that the table stays the picture of the house. To add a package or an edge, ask first whether the arrow points
// the way HOUSE says; then add it here.
var house = map[string]string{
	// what both sides know; leaves first
	"shared/japan":     "",
	"shared/text":      "",
	"shared/money":     "shared/japan",
	"shared/kana":      "",
	"shared/menu":      "shared/kana shared/text",
	"shared/card":      "shared/japan",
	"shared/proof":     "",
	"shared/phone":     "shared/card",
	"shared/form":      "shared/card shared/japan shared/kana shared/money shared/phone shared/text",
	"shared/procedure": "shared/form shared/japan shared/text",
	"shared/wire":      "shared/form shared/japan shared/money shared/text",
	"shared/borrowing": "shared/form shared/japan shared/money shared/wire",
	"shared/ledger":    "shared/form shared/japan shared/kana shared/wire",
	"shared/paying":    "shared/form shared/japan shared/money shared/wire",

	// what a member sees
	"app":              "app/page",
	"app/page":         "app/client app/screen app/ui app/vault shared/text shared/wire",
	"app/screen":       "app/account app/guide app/registration app/scan app/ui app/vault shared/form shared/japan shared/ledger shared/text shared/wire",
	"app/account":      "app/ui shared/borrowing shared/form shared/japan shared/menu shared/money shared/paying shared/text shared/wire",
	"app/registration": "app/ui shared/form shared/text shared/wire",
	"app/vault":        "app/client app/ui shared/card shared/japan shared/text shared/wire",
	"app/guide":        "app/ui shared/text shared/wire",
	"app/scan":         "app/ui shared/card shared/text shared/wire",
	"app/dev":          "app/scan app/ui shared/card shared/form shared/japan shared/text shared/wire",
	"app/ui":           "app/client shared/card shared/form shared/japan shared/money shared/proof shared/text shared/wire",
	"app/client":       "shared/form shared/wire",

	// what answers
	"server":                   "server/account server/brand server/desk server/fault server/handset server/identity server/inquiry server/issuer server/issuer/rest server/issuer/sandbox server/keys server/limit server/logs server/member server/metric server/news server/notify server/order server/registration server/site server/store server/strength server/telephony shared/form shared/japan shared/phone shared/text shared/wire web",
	"server/site":              "app/dev app/screen app/ui server/account server/brand server/draw server/faq server/fault server/handset server/identity server/inquiry server/issuer server/keys server/limit server/logs server/member server/notify server/order server/registration server/telephony shared/borrowing shared/form shared/japan shared/menu shared/paying shared/procedure shared/text shared/wire web web/icon",
	"server/draw":              "",
	"server/scanbench":         "shared/card shared/japan",
	"server/brand":             "shared/japan shared/phone shared/text shared/wire web/icon",
	"server/store":             "server/account server/audit server/desk server/news server/identity server/inquiry server/issuer server/limit server/member server/notify server/order server/registration shared/japan shared/text",
	"server/store/pgtest":      "",
	"server/bench":             "server/issuer server/issuer/sandbox server/store/pgtest",
	"server/registration":      "server/audit server/desk server/fault server/identity server/issuer server/keys server/limit server/member server/notify server/order shared/form shared/japan shared/proof shared/text shared/wire",
	"server/news":              "server/audit server/issuer server/logs server/member shared/money shared/text",
	"server/faq":               "shared/kana shared/menu shared/text",
	"server/inquiry":           "server/audit server/desk server/fault server/issuer server/keys server/limit server/member server/notify shared/form shared/text",
	"server/identity":          "server/issuer server/keys server/limit server/notify shared/phone shared/text",
	"server/desk":              "server/audit server/keys server/limit shared/form shared/text",
	"server/member":            "server/audit server/fault server/identity server/issuer server/keys server/limit server/notify shared/form shared/japan shared/phone shared/text shared/wire",
	"server/order":             "server/audit server/fault server/identity server/issuer server/keys server/limit server/member server/notify shared/borrowing shared/form shared/japan shared/money shared/paying shared/phone shared/procedure shared/text shared/wire",
	"server/account":           "server/fault server/issuer server/keys shared/form shared/japan shared/kana shared/ledger shared/money shared/text shared/wire",
	"server/notify":            "server/issuer server/keys server/logs shared/phone shared/text",
	"server/handset":           "server/issuer server/notify",
	"server/telephony":         "server/logs shared/phone shared/text",
	"server/telephony/build":   "server/telephony shared/text",
	"server/limit":             "server/audit server/fault server/keys shared/japan shared/text shared/wire",
	"server/audit":             "",
	"server/logs":              "",
	"server/metric":            "server/issuer shared/card shared/japan",
	"server/keys":              "",
	"server/strength":          "server/fault shared/form shared/text shared/wire",
	"server/strength/build":    "",
	"server/fault":             "shared/form shared/text shared/wire",
	"server/issuer":            "shared/card shared/japan shared/money",
	"server/issuer/sandbox":    "server/issuer shared/card shared/japan shared/money",
	"server/issuer/rest":       "server/issuer shared/card shared/japan",
	"server/issuer/resttest":   "server/issuer server/issuer/rest",
	"server/issuer/issuertest": "server/issuer shared/card shared/japan",

	// what is embedded, and what makes it
	"web":      "",
	"web/icon": "",

	"web/e2e/rows": "",
	"web/build":    "web",
}

// The one way that data flows, whatever the table says: what each room may import. Only server/site draws, so it alone of
// the server sees the app.
var flow = map[string][]string{
	"shared":      {"shared"},
	"app":         {"app", "shared"},
	"web":         {"web"},
	"server":      {"server", "shared", "web"},
	"server/site": {"app", "server", "shared", "web"},
}

// Packages that may never be reached from a side, direct or not. A name that ends in a slash means all beneath it.
var never = []struct {
	side     string // where to start
	packages string
	why      string
}{
	{"./shared/...", "net/http database/sql html/template github.com/", "shared is rules and data: it runs on both sides and costs the app its size"},
	{"./app", "database/sql html/template github.com/uptrace/ github.com/rs/ github.com/jackc/ modernc.org/ golang.org/x/crypto/", "all of the app is downloaded"},
	{
		"./server/registration ./server/identity ./server/desk ./server/inquiry ./server/news ./server/faq ./server/member ./server/account ./server/order ./server/notify ./server/telephony ./server/limit ./server/audit ./server/keys ./server/issuer",
		"database/sql github.com/uptrace/ github.com/maxence-charriere/", "the rules of the product know neither the database nor the screen",
	},
}

// Own packages a side's tests may import besides what the side itself may.
var testsMaySee = map[string][]string{
	"shared": {"shared"},
	"app":    {"app", "shared", "server/draw"},
	"web":    {"web"},
	"server": {"app", "shared", "server", "web"},
}

type pkg struct {
	ImportPath                         string
	Standard                           bool
	Imports, TestImports, XTestImports []string
	Module                             *struct{ Path string }
}

func TestTheHouseStandsAsDrawn(t *testing.T) {
	graph := map[string][]string{}
	for _, target := range targets {
		for _, p := range list(t, target.env, target.packages...) {
			name := strings.TrimPrefix(p.ImportPath, "netanswer/")
			graph[name] = union(graph[name], own(p.Imports))
			room, _, _ := strings.Cut(name, "/")
			for _, seen := range own(append(p.TestImports, p.XTestImports...)) {
				if !slices.ContainsFunc(testsMaySee[room], func(may string) bool { return seen == may || strings.HasPrefix(seen, may+"/") }) {
					t.Errorf("a test of %s imports %s; tests there may import %v", name, seen, testsMaySee[room])
				}
			}
		}
	}
	for _, problem := range append(compare(house, graph), against(flow, graph)...) {
		t.Error(problem)
	}
}

func TestNoSideReachesWhatItMustNot(t *testing.T) {
	for _, rule := range never {
		for _, target := range targets {
			if target.env != nil && strings.HasPrefix(rule.side, "./server") {
				continue // the server is native only
			}
			for _, problem := range reached(list(t, target.env, append([]string{"-deps"}, strings.Fields(rule.side)...)...), strings.Fields(rule.packages)) {
				t.Errorf("%s reaches %s: %s", rule.side, problem, rule.why)
			}
		}
	}
}

// The checks above are worth what they find: each of these breaks the house in one place.
func TestABrokenHouseIsFoundOut(t *testing.T) {
	drawn := map[string]string{"shared/text": "", "shared/form": "shared/text", "app/ui": "shared/form"}
	for name, c := range map[string]struct {
		graph map[string][]string
		says  string
	}{
		"an arrow against the flow": {map[string][]string{"shared/text": {"app/ui"}, "shared/form": {"shared/text"}, "app/ui": {"shared/form"}}, "shared/text imports app/ui"},
		"a skipped floor":           {map[string][]string{"shared/text": {}, "shared/form": {"shared/text"}, "app/ui": {"shared/form", "shared/text"}}, "app/ui imports shared/text"},
		"a room nobody drew":        {map[string][]string{"shared/text": {}, "shared/form": {"shared/text"}, "app/ui": {"shared/form"}, "app/util": {}}, "app/util"},
		"a room torn down":          {map[string][]string{"shared/text": {}, "shared/form": {"shared/text"}}, "app/ui"},
		"an arrow torn down":        {map[string][]string{"shared/text": {}, "shared/form": {}, "app/ui": {"shared/form"}}, "shared/form no longer imports shared/text"},
	} {
		got := compare(drawn, c.graph)
		if len(got) != 1 || !strings.Contains(got[0], c.says) {
			t.Errorf("%s: %q, want one problem that says %q", name, got, c.says)
		}
	}
	if got := compare(drawn, map[string][]string{"shared/text": nil, "shared/form": {"shared/text"}, "app/ui": {"shared/form"}}); len(got) != 0 {
		t.Errorf("a house as drawn: %q", got)
	}
	for edge, wrong := range map[[2]string]bool{
		{"shared/form", "server/keys"}: true, {"app/ui", "server/draw"}: true, {"server/store", "app/ui"}: true, {"web", "shared/text"}: true, {"shared/x", "shared/text"}: false,
		{"server/site", "app/screen"}: false, {"server/sitemap", "app/screen"}: true,
	} {
		if got := against(flow, map[string][]string{edge[0]: {edge[1]}}); (len(got) == 1) != wrong {
			t.Errorf("%v: %q", edge, got)
		}
	}
	if got := reached(list(t, nil, "-deps", "net/http/httptest"), []string{"net/http", "bufio"}); !slices.Contains(got, "net/http") || !slices.Contains(got, "bufio") {
		t.Errorf("httptest reaches net/http and bufio, found %v", got)
	}
}

func TestNoticeNamesEveryModuleInTheProgram(t *testing.T) {
	notice, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	modules := map[string]bool{}
	for _, target := range targets {
		for _, p := range list(t, target.env, "-deps", target.main) {
			if p.Module != nil && p.Module.Path != "netanswer" {
				modules[p.Module.Path] = true
			}
		}
	}
	if len(modules) == 0 {
		t.Fatal("no modules found")
	}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		if !strings.Contains(string(notice), "\n"+path+"\n") {
			t.Errorf("NOTICE does not name %s, which the program contains: add its copyright line and licence", path)
		}
	}
}

// The words of server/strength are made of these packages, which are in the program though no Go module is.
func TestNoticeNamesEveryListOfWords(t *testing.T) {
	notice, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../web/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var npm struct{ DevDependencies map[string]string }
	if err := json.Unmarshal(raw, &npm); err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range slices.Sorted(maps.Keys(npm.DevDependencies)) {
		if !strings.HasPrefix(name, "@zxcvbn-ts/") {
			continue
		}
		if found++; !strings.Contains(string(notice), "\n"+name+"\n") {
			t.Errorf("NOTICE does not name %s, whose words the program contains", name)
		}
	}
	if found != 3 {
		t.Errorf("%d packages of words", found)
	}
}

var targets = []struct {
	env      []string
	packages []string
	main     string
}{
	{nil, []string{"./..."}, "./server"},
	{[]string{"GOOS=js", "GOARCH=wasm"}, []string{"./app/...", "./shared/..."}, "./app"},
}

// compare says what differs between the house as drawn and as it stands, and what to do.
func compare(drawn map[string]string, stands map[string][]string) (problems []string) {
	for _, name := range slices.Sorted(maps.Keys(stands)) {
		edges, known := drawn[name]
		if !known {
			problems = append(problems, fmt.Sprintf("package %s is not in the table of server/house_test.go: which room does it belong to?", name))
			continue
		}
		allowed := strings.Fields(edges)
		for _, to := range stands[name] {
			if !slices.Contains(allowed, to) {
				problems = append(problems, fmt.Sprintf("%s imports %s, which the table of server/house_test.go does not allow: move the code, or hand in what it needs", name, to))
			}
		}
		for _, to := range allowed {
			if !slices.Contains(stands[name], to) {
				problems = append(problems, fmt.Sprintf("%s no longer imports %s: take the edge out of the table of server/house_test.go", name, to))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(drawn)) {
		if _, ok := stands[name]; !ok {
			problems = append(problems, fmt.Sprintf("package %s is gone: take it out of the table of server/house_test.go", name))
		}
	}
	return problems
}

// against are the edges that run against the flow.
func against(flow, stands map[string][]string) (problems []string) {
	for _, name := range slices.Sorted(maps.Keys(stands)) {
		rooms, own := flow[name]
		if !own {
			room, _, _ := strings.Cut(name, "/")
			rooms = flow[room]
		}
		for _, to := range stands[name] {
			if room, _, _ := strings.Cut(to, "/"); !slices.Contains(rooms, room) {
				problems = append(problems, fmt.Sprintf("%s imports %s: data flows one way, and it may import %v only", name, to, rooms))
			}
		}
	}
	return problems
}

// reached are the forbidden packages among deps; a name that ends in a slash forbids all beneath it.
func reached(deps []pkg, forbidden []string) (found []string) {
	for _, p := range deps {
		if slices.ContainsFunc(forbidden, func(f string) bool {
			return p.ImportPath == f || strings.HasSuffix(f, "/") && strings.HasPrefix(p.ImportPath, f)
		}) {
			found = append(found, p.ImportPath)
		}
	}
	return found
}

func own(imports []string) (names []string) {
	for _, path := range imports {
		if name, ok := strings.CutPrefix(path, "netanswer/"); ok {
			names = append(names, name)
		}
	}
	return names
}

func union(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// list asks the go command about packages of this module, which stands one folder up.
func list(t *testing.T, env []string, args ...string) (packages []pkg) {
	t.Helper()
	watchSources(t)
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Standard,Imports,TestImports,XTestImports,Module"}, args...)...)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	for in := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// watchSources looks at every source, so that the go command's cache of test results knows that this test depends on them.
func watchSources(t *testing.T) {
	t.Helper()
	for _, room := range []string{"../app", "../server", "../shared", "../web", "../go.mod"} {
		err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.Name() == "node_modules" || d.Name() == "e2e":
				return fs.SkipDir
			case filepath.Ext(path) == ".go":
				_, err = os.Stat(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
