package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"netanswer/server/issuer"
	"netanswer/server/issuer/sandbox"
)

// perSecond is how many screens are asked for in a second, whether the last ones were answered or not.
const perSecond = 60

// reader is a member who reads, with what their screens are named by.
type reader struct {
	cookie string
	month  string // of one of their statements
	use    string // on it
	card   string // names their card on this site
}

// screens are all that a member reads, by the patterns of the table of screens: TestTheLoadAsksForEveryScreen compares them. Each
// is asked for as often as any other.
var screens = []struct {
	pattern string
	of      func(reader) string
}{
	{"/home", at("/home")},
	{"/statements", func(r reader) string { // every other of them searches all months
		if r.cookie[len(r.cookie)-1]%2 == 0 {
			return "/statements?q=%E3%81%99%E3%83%BC%E3%81%B1%E3%83%BC"
		}
		return "/statements"
	}},
	{"/statements/{month}", func(r reader) string { return "/statements/" + r.month }},
	{"/statements/{month}/uses/{ref}", func(r reader) string { return "/statements/" + r.month + "/uses/" + r.use }},
	{"/usage", at("/usage")},
	{"/limit", at("/limit")},
	{"/payment", at("/payment")},
	{"/cashing", at("/cashing")},
	{"/orders", at("/orders")},
	{"/menu/faq", at("/menu/faq")},
	{"/cards", at("/cards")},
	{"/cards/{card}", func(r reader) string { return "/cards/" + r.card }},
	{"/menu", at("/menu")},
	{"/inbox", at("/inbox")},
	{"/settings", at("/settings")},
	{"/settings/mail", at("/settings/mail")},
}

func at(path string) func(reader) string { return func(reader) string { return path } }

const (
	readers = 200 // members who read, out of all: as many in a small database as in a large one
	samples = 10  // of them whose pages are the floor's too
)

// reading is how long the slowest hundredth of all reading screens takes, at a rate that does not wait for answers, each for
// another member. The floor is html/template and net/http writing the same HTML, asked for in the same way.
func (b *bench) reading(s *server, where string) ([]figure, error) {
	who, err := s.readers(min(readers, s.members/sandbox.SessionEvery))
	if err != nil {
		return nil, err
	}
	var requests [][]byte
	for _, r := range who {
		for _, screen := range screens {
			requests = append(requests, page(screen.of(r), session(r.cookie)))
		}
	}
	var pages []string
	for _, r := range who[:min(samples, len(who))] {
		for _, screen := range screens {
			raw, err := s.fetch(screen.of(r), r.cookie, "text/html")
			if err != nil {
				return nil, err
			}
			pages = append(pages, string(raw))
		}
	}
	bare, cmd, err := floorPages(pages)
	defer end(cmd)
	if err != nil {
		return nil, err
	}
	plain := make([][]byte, len(pages))
	for i := range pages {
		plain[i] = page(fmt.Sprint("/", i), "none=0")
	}
	c := compared{}
	var middles, floors []float64
	for i := range b.rounds + 1 {
		mixed := slices.Clone(requests)
		rand.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		got, err1 := open(s.url, mixed, 5*b.round)
		least, err2 := open(bare, plain, 5*b.round)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		if i > 0 { // the first warms both
			c.add(hundredth(got), hundredth(least))
			middles, floors = append(middles, median(got)), append(floors, median(least))
		}
	}
	f := c.figure(fmt.Sprintf("%d reading screens, %d a second, 99th percentile, %s (floor: html/template, the same HTML)", len(screens), perSecond, where), "ms", 0)
	f.MostRatio = 6
	return []figure{f, {Name: "the same, median, " + where, Value: median(middles), Unit: "ms", Floor: median(floors), Ratio: median(middles) / median(floors)}}, nil
}

// hundredth is what one in a hundred takes longer than.
func hundredth(took []float64) float64 {
	took = slices.Sorted(slices.Values(took))
	return took[len(took)*99/100]
}

// open asks at a steady rate for as long as d, each request at its time whatever became of those before it, and answers how long
// each took from that time on, in ms. An answer other than 200 is an error.
func open(url string, requests [][]byte, d time.Duration) ([]float64, error) {
	free := make(chan *wired, connections)
	for range connections {
		w, err := dial(url)
		if err != nil {
			return nil, err
		}
		defer w.Close()
		free <- w
	}
	n := int(d.Seconds() * perSecond)
	type result struct {
		took float64
		err  error
	}
	results := make(chan result, n)
	began := time.Now()
	for i := range n {
		due := began.Add(time.Duration(i) * time.Second / perSecond)
		time.Sleep(time.Until(due))
		go func() {
			w := <-free
			a, err := w.ask(requests[i%len(requests)])
			took := ms(time.Since(due))
			if err == nil && a.status != http.StatusOK {
				err = fmt.Errorf("%.60s answers %d", requests[i%len(requests)], a.status)
			}
			free <- w
			results <- result{took, err}
		}()
	}
	took := make([]float64, 0, n)
	var all error
	for range n {
		r := <-results
		took = append(took, r.took)
		if all == nil {
			all = r.err
		}
	}
	return took, all
}

// readers are members with a session and a statement, from all over the database.
func (s *server) readers(n int) (who []reader, err error) {
	for len(who) < n {
		m := s.box.Seeded(rand.N(s.members/sandbox.SessionEvery) * sandbox.SessionEvery)
		list, err := s.box.Statements(context.Background(), m.CardRef, issuer.Page{Max: issuer.MaxPage})
		if err != nil {
			return nil, err
		}
		if len(list.Statements) == 0 {
			continue
		}
		r := reader{cookie: m.MemberID + "." + m.Token}
		of := list.Statements[rand.N(len(list.Statements))]
		uses, err := s.box.Uses(context.Background(), m.CardRef, issuer.UsesOf{Month: of.Month, Page: issuer.Page{Max: issuer.MaxPage}})
		if err != nil {
			return nil, err
		}
		r.month, r.use = of.Month.String(), uses.Uses[rand.N(len(uses.Uses))].Ref
		raw, err := s.fetch("/cards", r.cookie, "application/json")
		if err != nil {
			return nil, err
		}
		var v struct {
			Member struct {
				Cards []struct {
					ID string `json:"id"`
				} `json:"cards"`
			} `json:"member"`
		}
		if err := json.Unmarshal(raw, &v); err != nil || len(v.Member.Cards) == 0 {
			return nil, fmt.Errorf("/cards names no card: %v", err)
		}
		r.card = v.Member.Cards[0].ID
		who = append(who, r)
	}
	return who, nil
}

// fetch asks for a page and answers its body.
func (s *server) fetch(path, cookie, accept string) ([]byte, error) {
	r, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header = http.Header{"Accept": {accept}, "Cookie": {session(cookie)}, "X-Forwarded-For": {address(rand.N(1 << 24))}, "Accept-Encoding": {"identity"}}
	res, err := (&http.Client{CheckRedirect: noRedirects}).Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %d: %.300s", path, res.StatusCode, body)
	}
	return body, err
}

// page is GET path as a browser without scripts asks for it.
func page(path, cookie string) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nX-Forwarded-For: %s\r\nCookie: %s\r\n\r\n", path, address(rand.N(1<<24)), cookie)
}

// floorTemplates serves pages as html/template writes them: the n-th at /n.
func floorTemplates(pages []string) (http.Handler, error) {
	mux := http.NewServeMux()
	for n, source := range pages {
		t, words, err := templateOf(source)
		if err != nil {
			return nil, err
		}
		mux.HandleFunc(fmt.Sprint("GET /", n), func(w http.ResponseWriter, _ *http.Request) {
			var b bytes.Buffer
			if err := t.Execute(&b, words); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Length", fmt.Sprint(b.Len()))
			w.Write(b.Bytes())
		})
	}
	return mux, nil
}

var script = regexp.MustCompile(`(?s)<script.*?</script>`)

// templateOf makes a template of a page: its texts and addresses become data. Scripts and the screen's data stand in it as they are.
func templateOf(source string) (*template.Template, []string, error) {
	var t strings.Builder
	var words []string
	word := func(s string) {
		fmt.Fprintf(&t, "{{index . %d}}", len(words))
		words = append(words, s)
	}
	literal := func(s string) { t.WriteString(strings.ReplaceAll(s, "{{", `{{"{{"}}`)) }
	markup := func(part string) {
		for z := html.NewTokenizer(strings.NewReader(part)); z.Next() != html.ErrorToken; {
			raw := string(z.Raw())
			if token := z.Token(); token.Type == html.TextToken && strings.TrimSpace(token.Data) != "" {
				word(token.Data)
				continue
			}
			before, rest, found := strings.Cut(raw, ` href="`)
			if !found {
				literal(raw)
				continue
			}
			value, after, _ := strings.Cut(rest, `"`)
			literal(before + ` href="`)
			word(html.UnescapeString(value))
			literal(`"` + after)
		}
	}
	from := 0
	for _, s := range script.FindAllStringIndex(source, -1) {
		markup(source[from:s[0]])
		literal(source[s[0]:s[1]])
		from = s[1]
	}
	markup(source[from:])
	made, err := template.New("").Parse(t.String())
	return made, words, err
}
