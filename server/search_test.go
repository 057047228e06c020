package main

import (
	"context"
	"encoding/csv"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// member has registered with a card and is logged in.
func (p *program) memberWith(slug, login string, asJSON bool) *person {
	p.t.Helper()
	who, c := p.person(asJSON), p.card(slug)
	who.registered(c, c.Mobile, "member_id", login, "email", "kaze."+slug+"@mail.example.org")
	who.want(who.post("/login", "member_id", login, "password", "Kiri-no-mori7"), 303, "/home")
	return who
}

var files = []string{"/statements.csv", "/statements.csv?q=x", "/statements/2026-12/csv"}

func TestStatementsAndFilesAreBehindTheLogin(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			p := pr.person(asJSON)
			for _, method := range []string{"GET", "HEAD"} {
				p.want(p.do(method, "/statements?q=x", nil), 303, "/login?next=%2Fstatements")
				p.want(p.do(method, "/statements.csv?q=x", nil), 303, "/login?next=%2Fstatements")
				p.want(p.do(method, "/statements/2026-12/csv", nil), 303, "/login?next=%2Fstatements%2F2026-12")
			}
			for _, path := range append(files, "/statements") {
				path, _, _ = strings.Cut(path, "?")
				if a := p.do("POST", path, url.Values{"q": {"x"}}); a.status != 405 || a.header.Get("Allow") != "GET" {
					t.Errorf("POST %s: %d, Allow %q", path, a.status, a.header.Get("Allow"))
				}
			}
		}
	})
}

// unasked are queries that cannot be asked, with the problem that each has.
var unasked = map[string]string{
	"from=abc":                              "from:search.amount",
	"to=12.5":                               "to:search.amount",
	"from=1234567890":                       "from:search.amount",
	"from=5000&to=3000":                     "to:search.amounts",
	"q=" + strings.Repeat("%E3%81%82", 101): "q:search.long",
	"q=%E3%83%BB":                           "q:search.noword",
	"who=neighbour":                         "who:search.who",
	"who=card-12x4":                         "who:search.who",
	"since=2026-02-30":                      "since:search.day",
	"until=yesterday":                       "until:search.day",
	"since=2026-11-02&until=2026-11-01":     "until:search.days",
}

func TestAQueryThatCannotBeAskedSaysSoAtItsField(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.memberWith("sms", "sagashi-2026", false)
		const kept = `"><script>x</script>`
		for query, want := range unasked {
			more := query + "&page=2"
			if !strings.Contains(query, "q=") {
				more += "&q=" + url.QueryEscape(kept)
			}
			field, _, _ := strings.Cut(want, ":")
			typed, _ := url.ParseQuery(query)
			for _, path := range []string{"/statements?", "/statements.csv?"} {
				a := p.get(path + more)
				if a.status != 422 || !strings.Contains(a.body, `id="search"`) || !strings.Contains(a.body, `id="`+field+`-e"><svg`) {
					t.Errorf("%s%s: %d, and no problem at %s", path, query, a.status, field)
				}
				for _, v := range typed { // nothing typed is lost
					if field != "who" && !strings.Contains(a.body, `value="`+html.EscapeString(v[0])+`"`) {
						t.Errorf("%s%s: %q is not in the form any more", path, query, v[0])
					}
				}
				if strings.Contains(a.body, "<script>x") {
					t.Errorf("%s%s: what was typed runs", path, query)
				}
				j := p.do("GET", path+more, nil, "Accept", "application/json")
				if got := j.problems(); j.status != 422 || len(got) != 1 || got[0] != want || j.failure().Code != wire.Invalid || j.failure().RequestID == "" {
					t.Errorf("%s%s as JSON: %d %v", path, query, j.status, got)
				}
			}
		}
		for name, query := range map[string]string{
			"bad UTF-8": "q=%ff%fe", "NUL": "q=%00", "a bad escape": "q=%zz", "a field twice": "q=a&q=b", "a hundred fields": strings.Repeat("x=&", 100),
			"a semicolon": "q=a;b", "a field of bad UTF-8": "%ff=1",
		} {
			for _, path := range []string{"/statements?", "/statements.csv?"} {
				p.shape(path+" "+name, p.get(path+query), 400, wire.BadRequest)
			}
		}
		for _, query := range []string{"page=0", "page=-1", "page=x", "page=99999999999999999999", "x=y", "q=", "who=all", "q=+&from=%E3%80%80"} {
			if a := p.get("/statements?" + query); a.status != 200 || !strings.Contains(a.body, "/statements/2026-12") {
				t.Errorf("%s: %d", query, a.status)
			}
		}
	})
}

func TestAMemberFindsAUseAndTheWayToItsStatement(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.memberWith("sms", "sagashi-2026", true)
		list := data[wire.Statements](p, "/statements")
		if len(list.Months) < 18 || list.Months[0].Month.Before(list.Months[1].Month) || len(list.Cards) != 2 || list.Found != nil {
			t.Fatalf("%+v", list)
		}
		found := data[wire.Statements](p, "/statements?q="+url.QueryEscape("ｽｰﾊﾟｰ")+"&from="+url.QueryEscape("１,０００円"))
		if found.Found == nil || found.Found.Count == 0 || found.Months != nil || found.Values.From != "１,０００円" {
			t.Fatalf("%+v", found)
		}
		u := found.Found.Uses[0]
		html := *p
		html.json = false
		if a := html.get("/statements?q=" + url.QueryEscape("すーぱー")); !strings.Contains(a.body, `href="/statements/`+u.Month.String()+`/uses/`) {
			t.Error("a use that was found has no way to its statement")
		}
		detail := data[wire.UseDetail](p, "/statements/"+u.Month.String()+"/uses/"+u.Ref)
		if detail.Ref != u.Ref || detail.Merchant != u.Merchant {
			t.Errorf("%+v leads to %+v", u, detail)
		}
		own := data[wire.Statements](pr.memberWith("family", "kazoku-2026", true), "/statements?from=0")
		if len(own.Cards) != 0 || own.Found.Count == 0 {
			t.Errorf("the holder of a family card: %+v", own)
		}
	})
}

func TestAFileComesWithItsNameAndIsNotKept(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.memberWith("sms", "kakikae-2026", false)
		for path, name := range map[string]string{
			"/statements.csv": "statements-2026-11-23.csv", "/statements.csv?q=%E3%82%B9": "statements-search-2026-11-23.csv", "/statements/2026-12/csv": "statement-2026-12.csv",
		} {
			for _, method := range []string{"GET", "HEAD"} {
				a := p.do(method, path, nil)
				for header, want := range map[string]string{
					"Content-Type": "text/csv; charset=utf-8; header=present", "Content-Disposition": `attachment; filename="` + name + `"`, "Cache-Control": "no-store",
				} {
					if got := a.header.Get(header); a.status != 200 || got != want {
						t.Errorf("%s %s: %d, %s is %q", method, path, a.status, header, got)
					}
				}
				if (method == "HEAD") != (a.body == "") {
					t.Errorf("%s %s: %d bytes", method, path, len(a.body))
				}
			}
		}
		month := data[wire.Statement](p, "/statements/2026-12")
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(p.get("/statements/2026-12/csv").body, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, l := range lines[1:] {
			charged, err := strconv.Atoi(l[11])
			fee, err2 := strconv.Atoi(l[12])
			if err != nil || err2 != nil {
				t.Fatal(l)
			}
			sum += charged + fee
		}
		if sum != month.Total || sum == 0 {
			t.Errorf("the file comes to %d, the statement to %d", sum, month.Total)
		}
		if a := p.do("GET", "/statements/2026-12/csv", nil, "Accept-Language", "en"); a.body != p.get("/statements/2026-12/csv").body {
			t.Error("in English the file is another: one schema")
		}
		asked := *p
		for _, asked.json = range []bool{false, true} {
			for _, path := range []string{"/statements/1999-01/csv", "/statements/2026-13/csv", "/statements/x/csv", "/statements/2026-12/xlsx", "/statements.xlsx"} {
				asked.shape(path, asked.get(path), 404, wire.NotFound)
			}
		}
	})
}

// halting tells the uses of the newest months, and of others nothing: it waits until the one who asks has gone, or fails at once.
type halting struct {
	issuer.Issuer
	from japan.Month
	fail bool
}

func (h halting) Uses(ctx context.Context, ref string, of issuer.UsesOf) (issuer.Uses, error) {
	switch {
	case !of.Month.Before(h.from):
		return h.Issuer.Uses(ctx, ref, of)
	case h.fail:
		return issuer.Uses{}, issuer.ErrUnavailable
	}
	<-ctx.Done()
	return issuer.Uses{}, ctx.Err()
}

// download begins one, and reads its first line.
func (p *person) download(ctx context.Context) *http.Response {
	p.t.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", p.site.URL+"/statements.csv", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	res, err := p.http.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	return res
}

func TestAFileThatBreaksOffIsSeenToAndWhoHangsUpLeavesNothingBehind(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.memberWith("sms", "oozei-2026", false)
		real := pr.pages.Account.Issuer
		pr.pages.Account.Issuer = halting{Issuer: real, from: japan.Month{Year: 2026, Month: 10}, fail: true}
		res := p.download(t.Context())
		raw, err := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != 200 || len(raw) == 0 || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d, %d bytes of a file that broke off, and the client is told %v", res.StatusCode, len(raw), err)
		}
		if line := pr.log.String(); !strings.Contains(line, `"route":"GET /statements.csv","status":200`) || !strings.Contains(line, `"code":"unavailable"`) {
			t.Error("the log does not say that the file broke off")
		}

		waits := halting{Issuer: real, from: japan.Month{Year: 2026, Month: 12}}
		pr.pages.Account.Issuer = waits
		hang := make([]context.CancelFunc, 4)
		for i := range hang {
			var ctx context.Context
			ctx, hang[i] = context.WithCancel(t.Context())
			res := p.download(ctx)
			defer res.Body.Close()
			if res.StatusCode != 200 {
				t.Fatalf("download %d: %d", i, res.StatusCode)
			}
		}
		if a := p.do("HEAD", "/statements/2026-12/csv", nil); a.status != 503 || a.header.Get("Retry-After") == "" {
			t.Errorf("a fifth at once: %d", a.status)
		}
		for _, h := range hang {
			h()
		}
		for end := time.Now().Add(5 * time.Second); ; {
			if a := p.do("HEAD", "/statements/2026-12/csv", nil); a.status == 200 {
				break
			} else if time.Now().After(end) { // sooner than the card system's time is up
				t.Fatalf("the clients have gone, and the card system is asked on: %d", a.status)
			}
		}
	})
}
