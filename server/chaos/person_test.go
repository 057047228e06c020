//go:build system

package chaos

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"encoding/json"
)

// demo is a card of the sandbox.
type demo struct {
	Case, Number, Mobile, Email string
	ExpMonth                    string `json:"exp_month"`
	ExpYear                     string `json:"exp_year"`
	SecurityCode                string `json:"security_code"`
}

var demos = sync.OnceValues(func() (map[string]demo, error) {
	path, err := binary()
	if err != nil {
		return nil, err
	}
	out, err := exec.Command(path, "cards", "--json").Output()
	if err != nil {
		return nil, err
	}
	var list []demo
	if err := json.Unmarshal(out, &list); err != nil {
		return nil, err
	}
	all := map[string]demo{}
	for _, d := range list {
		d.Mobile = "+81" + strings.ReplaceAll(strings.TrimPrefix(d.Mobile, "0"), "-", "")
		all[d.Case] = d
	}
	return all, nil
})

// person walks a journey with a browser that repeats what it got no answer to.
type person struct {
	*world
	card      demo
	password  string
	code      string // the desk's
	cookies   map[string]string
	requests  int
	began     func(n int) // each request, before it goes out
	died      int         // how often the power was cut
	turn      int         // which door is next
	restart   bool        // what died is started again
	mark      string      // of the screen that waited for a call
	another   string      // the ID of a second card
	at        string      // the address of the order in view
	documents string      // that belong to it
}

var errDied = errors.New("the connection died")

type answer struct {
	status   int
	to, body string
}

func (p *person) do(method, path string, fields url.Values) (answer, error) {
	p.requests++
	if p.began != nil {
		p.began(p.requests)
	}
	d := p.door()
	var body io.Reader
	if fields != nil {
		body = strings.NewReader(fields.Encode())
	}
	r, err := http.NewRequest(method, fmt.Sprintf("http://127.0.0.1:%d%s", d.port, path), body)
	if err != nil {
		return answer{}, err
	}
	if fields != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range p.cookies {
		r.Header.Add("Cookie", name+"="+value)
	}
	c := http.Client{
		Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}, // its own repeating of a dead connection is not what is tested
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := c.Do(r)
	if err != nil {
		return answer{}, errors.Join(errDied, err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return answer{}, errors.Join(errDied, err)
	}
	for _, c := range res.Cookies() {
		if c.MaxAge < 0 {
			delete(p.cookies, c.Name)
		} else {
			p.cookies[c.Name] = c.Value
		}
	}
	return answer{res.StatusCode, res.Header.Get("Location"), string(raw)}, nil
}

// door is the next one with somebody behind it, as a proxy chooses.
func (p *person) door() *door {
	for range p.doors {
		d := p.doors[p.turn%len(p.doors)]
		p.turn++
		if !d.dead() {
			return d
		}
	}
	return p.doors[0]
}

func (p *person) post(path string, kv ...string) (answer, error) {
	fields := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		fields.Set(kv[i], kv[i+1])
	}
	return p.do("POST", path, fields)
}

const typedAddress = "umi.no.kaze@mail.example.org"

var terms = regexp.MustCompile(`name="terms_version"[^>]* value="([^"]*)"|value="([^"]*)"[^>]* name="terms_version"`)

func (p *person) register() (answer, error) {
	a, err := p.do("GET", "/register", nil)
	if err != nil {
		return a, err
	}
	found := terms.FindStringSubmatch(a.body)
	if found == nil {
		return a, fmt.Errorf("/register has no terms: %d %.300s", a.status, a.body)
	}
	return p.post("/register", "card_number", p.card.Number, "exp_month", p.card.ExpMonth, "exp_year", p.card.ExpYear, "security_code", p.card.SecurityCode,
		"member_id", "mizube2026", "password", p.password, "email", typedAddress, "agree", "true", "terms_version", found[1]+found[2])
}

func (p *person) forgot() (answer, error) {
	if a, err := p.do("GET", "/recover", nil); err != nil {
		return a, err
	}
	return p.post("/recover", "card_number", p.card.Number, "exp_month", p.card.ExpMonth, "exp_year", p.card.ExpYear, "security_code", p.card.SecurityCode)
}

// scans sends the card on a phone.
func (p *person) scans() (answer, error) {
	if a, err := p.do("GET", "/portal/card", nil); err != nil {
		return a, err
	}
	return p.post("/portal/card", "card_number", p.card.Number, "exp_month", p.card.ExpMonth, "exp_year", p.card.ExpYear, "security_code", p.card.SecurityCode)
}

// agrees consents to the terms on a phone.
func (p *person) agrees() (answer, error) {
	a, err := p.do("GET", "/portal/terms", nil)
	if err != nil {
		return a, err
	}
	if a.status == http.StatusSeeOther { // the answer got lost, not the consent
		return a, nil
	}
	found := terms.FindStringSubmatch(a.body)
	if found == nil {
		return a, fmt.Errorf("/portal/terms has no terms: %d %.300s", a.status, a.body)
	}
	return p.post("/portal/terms", "agree", "true", "terms_version", found[1]+found[2])
}

var sixDigits = regexp.MustCompile(`(?:^|\D)(\d{6})(?:\D|$)`)

func (p *person) passcode() string {
	list := p.gateway.messages()
	for i := len(list) - 1; i >= 0; i-- {
		if found := sixDigits.FindStringSubmatch(list[i].Text); list[i].To == p.card.Mobile && found != nil {
			return found[1]
		}
	}
	return ""
}

// mailed is the passcode that went to the typed address.
func (p *person) mailed() string {
	for _, m := range p.gateway.messages() {
		if found := sixDigits.FindStringSubmatch(m.Text); m.To == typedAddress && found != nil {
			return found[1]
		}
	}
	return ""
}

var caseNumber = regexp.MustCompile(`[A-Z0-9]{4}-[A-Z0-9]{4}`)

// given is the code that two operators give, once, for the case in view. They work on the database whether or not the server runs.
func (p *person) given() (string, error) {
	if p.code != "" {
		return p.code, nil
	}
	a, err := p.do("GET", "/register/unable", nil)
	if err != nil {
		return "", err
	}
	number := caseNumber.FindString(a.body)
	for _, who := range []string{"sato", "suzuki"} {
		token, err := p.command("operator", "add", who)
		if err != nil {
			return "", err
		}
		file := filepath.Join(p.folder, who)
		if err := os.WriteFile(file, []byte(token), 0o600); err != nil {
			return "", err
		}
		said, err := p.command("desk", "approve", number, "--json", "--token-file", file)
		if err != nil {
			return "", err
		}
		var c struct{ Code string }
		if err := json.Unmarshal([]byte(said), &c); err != nil {
			return "", err
		}
		p.code = c.Code
	}
	return p.code, nil
}

// command runs another command of the program on the world's database.
func (p *person) command(args ...string) (string, error) {
	path, err := binary()
	if err != nil {
		return "", err
	}
	var said, aside strings.Builder
	c := exec.Command(path, append(args, "--database", p.dsn, "--keys", p.keys)...)
	c.Env, c.Stdout, c.Stderr = []string{"PATH=" + os.Getenv("PATH")}, &said, &aside
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("netanswer %v: %w\n%s", args[:2], err, aside.String())
	}
	return said.String(), nil
}

// arrive waits for so many messages in all.
func (p *person) arrive(n int) (answer, error) {
	for end := time.Now().Add(p.patience); time.Now().Before(end); time.Sleep(3 * time.Millisecond) {
		if len(p.gateway.messages()) >= n {
			return answer{}, nil
		}
		for _, d := range p.doors {
			if d.dead() && p.restart {
				return answer{}, errDied
			}
		}
	}
	return answer{}, fmt.Errorf("a message is lost: %d of %d arrived", len(p.gateway.messages()), n)
}

// step is one row of a journey: what a person does and what comes of it.
type step struct {
	name string
	do   func(p *person) (answer, error)
	want answer // status and where to; nothing for waiting
}

func gets(path string, want ...string) step {
	s := step{"GET " + path, func(p *person) (answer, error) { return p.do("GET", path, nil) }, answer{status: 200}}
	if len(want) > 0 {
		s.want = answer{status: 303, to: want[0]}
	}
	return s
}

func posts(path, to string, kv ...string) step {
	return step{"POST " + path, func(p *person) (answer, error) { return p.post(path, kv...) }, answer{status: 303, to: to}}
}

func messages(n int) step {
	return step{fmt.Sprint(n, " messages"), func(p *person) (answer, error) { return p.arrive(n) }, answer{}}
}

func proves(path, to string) step {
	return step{"POST " + path, func(p *person) (answer, error) { return p.post(path, "passcode", p.passcode()) }, answer{status: 303, to: to}}
}

func logsIn(id string) step {
	return step{"POST /login", func(p *person) (answer, error) {
		return p.post("/login", "member_id", id, "password", p.password, "next", "/home")
	}, answer{status: 303, to: "/home"}}
}

// ordered is a step that leads to an order, or on from one: whichever it is, its address reads /orders/{id}.
func ordered(name, to string, do func(p *person) (answer, error)) step {
	return step{name, func(p *person) (answer, error) {
		a, err := do(p)
		if strings.HasPrefix(a.to, "/orders/") {
			p.at, a.to = a.to, "/orders/{id}"
		}
		return a, err
	}, answer{status: 303, to: to}}
}

// orders drafts an order. Its key is the page's: sent again it is the same.
func orders(path string, kv ...string) step {
	return ordered("POST "+path, "/orders/{id}", func(p *person) (answer, error) { return p.post(path, kv...) })
}

// sheet reads the order in view before it is confirmed, and which documents belong to it.
func sheet() step {
	return step{"GET /orders/{id}", func(p *person) (answer, error) {
		a, err := p.do("GET", p.at, nil)
		if found := documents.FindStringSubmatch(a.body); err == nil && found != nil {
			p.documents = found[1] + found[2]
		}
		return a, err
	}, answer{status: 200}}
}

var documents = regexp.MustCompile(`name="documents"[^>]* value="([^"]*)"|value="([^"]*)"[^>]* name="documents"`)

func confirms(to string) step {
	return ordered("POST /orders/{id}", to, func(p *person) (answer, error) {
		return p.post(p.at, "documents", p.documents, "agree", "true")
	})
}

// concluded waits until the card system has the order in view.
func concluded() step {
	return step{"concluded", func(p *person) (answer, error) {
		for end := time.Now().Add(p.patience); time.Now().Before(end); time.Sleep(3 * time.Millisecond) {
			a, err := p.do("GET", p.at, nil)
			if err != nil || strings.Contains(a.body, "受付番号") {
				return answer{}, err
			}
		}
		return answer{}, fmt.Errorf("%s is not concluded", p.at)
	}, answer{}}
}

// journey is a member's way, step by step. Each screen between two steps is looked at: what was answered stands.
type journey struct {
	card     string
	password string
	steps    []step
	members  int // more than before, in the end
	messages int
}

var journeys = map[string]journey{
	"registration": {card: "sms", password: "Kiri-no-mori7", members: 1, messages: 4, steps: []step{
		{"POST /register", (*person).register, answer{status: 303, to: "/register/confirm"}},
		gets("/register/confirm"),
		posts("/register/confirm", "/register/verify"),
		gets("/register/verify"),
		messages(1),
		proves("/register/verify", "/register/done"),
		gets("/register/done"),
		messages(4), // the notices
		logsIn("mizube2026"),
		gets("/home"),
		{"POST /settings/mail", func(p *person) (answer, error) { return p.post("/settings/mail", "passcode", p.mailed()) }, answer{status: 303, to: "/settings/mail"}},
		gets("/settings/mail"),
		posts("/logout", "/login?out=1"),
		gets("/home", "/login?next=%2Fhome"),
	}},
	"portal": {card: "sms", password: "Kiri-no-mori7", members: 1, messages: 4, steps: []step{
		{"POST /portal/card", (*person).scans, answer{status: 303, to: "/portal/verify"}},
		gets("/portal/verify"),
		messages(1),
		proves("/portal/verify", "/portal/mail"),
		gets("/portal/mail"),
		posts("/portal/mail", "/portal/password", "email", typedAddress), // an ID is proposed, and held
		gets("/portal/password"),
		{"POST /portal/password", func(p *person) (answer, error) {
			return p.post("/portal/password", "member_id", "mizube2026", "password", p.password)
		}, answer{status: 303, to: "/portal/terms"}},
		{"POST /portal/terms", (*person).agrees, answer{status: 303, to: "/portal/done"}},
		gets("/portal/done"),
		messages(4), // the passcode of the typed address and the notices
		logsIn("mizube2026"),
		gets("/home"),
	}},
	"call": {card: "sms", password: "Kiri-no-mori7", members: 1, messages: 6, steps: []step{
		{"POST /register", (*person).register, answer{status: 303, to: "/register/confirm"}},
		posts("/register/confirm", "/register/verify"),
		messages(1),
		posts("/register/send", "/register/call", "channel", "call"),
		gets("/register/call"),
		{"a call", (*person).calls, answer{}},
		{"POST /register/call", (*person).called, answer{status: 303, to: "/register/done"}},
		gets("/register/done"),
		messages(6), // the notices of the call and of the registration
		logsIn("mizube2026"),
		gets("/home"),
	}},
	"desk": {card: "sms", password: "Kiri-no-mori7", members: 1, messages: 6, steps: []step{
		{"POST /register", (*person).register, answer{status: 303, to: "/register/confirm"}},
		posts("/register/confirm", "/register/verify"),
		messages(1),
		posts("/register/desk", "/register/unable"),
		gets("/register/unable"),
		{"POST /register/unable", func(p *person) (answer, error) {
			code, err := p.given()
			if err != nil {
				return answer{}, err
			}
			return p.post("/register/unable", "desk_code", code)
		}, answer{status: 303, to: "/register/done"}},
		gets("/register/done"),
		messages(6), // that the desk vouched, that it is registered, the passcode of the typed address
		logsIn("mizube2026"),
	}},
	"recovery": {card: "registered", password: "Kaze-no-oto9", messages: 5, steps: []step{
		{"POST /recover", (*person).forgot, answer{status: 303, to: "/recover/verify"}},
		gets("/recover/verify"),
		messages(1),
		proves("/recover/verify", "/recover/password"),
		gets("/recover/password"),
		messages(3), // the notices that the ID was shown
		posts("/recover/password", "/recover/done", "password", "Kaze-no-oto9"),
		gets("/recover/done"),
		messages(5), // the notices
		logsIn("sandbox01"),
		gets("/home"),
	}},
	"orders": {card: "registered", password: "Sandbox-01-mihon", messages: 5, steps: []step{
		logsIn("sandbox01"),
		orders("/limit/lower", "of", "shopping", "limit", "100000", "key", strings.Repeat("1", 32)),
		confirms("/orders/{id}"), // the session is enough
		concluded(),
		messages(2), // the notices
		orders("/menu/address", "procedure", "address", "key", strings.Repeat("2", 32), "postal", "1500001", "prefecture", "13", "city", "渋谷区", "street", "神宮前1-2-3"),
		sheet(),
		confirms("/prove/verify"),
		messages(3),
		ordered("POST /prove/verify", "/orders/{id}", func(p *person) (answer, error) { return p.post("/prove/verify", "passcode", p.passcode()) }),
		concluded(),
		messages(5),
		gets("/orders"),
	}},
	"another card": {card: "sms", password: "Sandbox-01-mihon", messages: 9, steps: []step{
		logsIn("sandbox01"),
		gets("/cards/add"),
		{"POST /cards/add", func(p *person) (answer, error) {
			return p.post("/cards/add", "card_number", p.card.Number, "exp_month", p.card.ExpMonth, "exp_year", p.card.ExpYear, "security_code", p.card.SecurityCode)
		}, answer{status: 303, to: "/cards/add/verify"}},
		gets("/cards/add/verify"),
		messages(1),
		proves("/cards/add/verify", "/cards/add/done"),
		gets("/cards/add/done"),
		messages(5), // to the contacts on file of both cards
		{"POST /cards/view", func(p *person) (answer, error) {
			id, err := p.second()
			if err != nil {
				return answer{}, err
			}
			return p.post("/cards/view", "card", id, "next", "/home")
		}, answer{status: 303, to: "/home"}},
		{"POST /cards/{card}", func(p *person) (answer, error) {
			id, err := p.second()
			if err != nil {
				return answer{}, err
			}
			return p.post("/cards/"+id, "card_name", "旅行用")
		}, answer{status: 303, to: "/cards?done=named"}},
		gets("/home"),
		{"POST /cards/{card}/remove", func(p *person) (answer, error) {
			id, err := p.second()
			if err != nil {
				return answer{}, err
			}
			return p.post("/cards/" + id + "/remove")
		}, answer{status: 303, to: "/cards?done=removed"}},
		messages(9),
		posts("/logout", "/login?out=1"),
		logsIn("sandbox01"),
		gets("/home"),
	}},
}

var cardPage = regexp.MustCompile(`href="/cards/([A-Za-z0-9_-]{16})"`)

// second is the ID of the card that was added, as it was listed first: it is named so after it was taken out as well.
func (p *person) second() (string, error) {
	if p.another != "" {
		return p.another, nil
	}
	a, err := p.do("GET", "/cards", nil)
	if err != nil {
		return "", err
	}
	found := cardPage.FindAllStringSubmatch(a.body, -1)
	if len(found) != 2 {
		return "", fmt.Errorf("%d cards are listed: %d %.300s", len(found), a.status, a.body)
	}
	p.another = found[1][1]
	return p.another, nil
}

// walk goes all of a journey. After each cut of the power it looks at the database as it lies there, starts the program
// again, unless another serves, and repeats the step.
func (p *person) walk(j journey) error {
	for _, s := range j.steps {
		for try := 0; ; try++ {
			a, err := s.do(p)
			if err == nil {
				if s.want.status != 0 && (a.status != s.want.status || strings.TrimSuffix(a.to, "?moved") != s.want.to) {
					return fmt.Errorf("%s: answered %d %q, want %d %q (after %d cuts)\n%s", s.name, a.status, a.to, s.want.status, s.want.to, p.died, told(a.body))
				}
				break
			}
			if !errors.Is(err, errDied) || try > 3 {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			if err := p.mend(); err != nil {
				return fmt.Errorf("%s, killed: %w", s.name, err)
			}
		}
	}
	return nil
}

// told is what a screen says of a failure.
func told(body string) string {
	return strings.Join(regexp.MustCompile(`<h1[^>]*>.+?</h1>|<p class="err"[^>]*>.+?</p>|<div class="errsum.+?</div>`).FindAllString(body, -1), " ")
}

// mend waits for the end of what died and starts it again.
func (p *person) mend() error {
	if !p.restart {
		return nil
	}
	for _, d := range p.doors {
		select {
		case <-d.ended:
		case <-time.After(patience):
			return errors.New("a connection died, the program did not")
		}
		p.died++
		if err := p.lies(); err != nil {
			return err
		}
		again, err := serve(d.port, p.dsn, p.keys, p.env...)
		if err != nil {
			return err
		}
		d.process = again
	}
	return nil
}
