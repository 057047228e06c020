package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"runtime"
	"slices"
	"sync"
	"time"

	"netanswer/server/issuer/sandbox"
)

const (
	connections = 64 // of session checks
	inFlight    = 8  // logins and registrations for each core: hashing never waits for a client or a commit
)

func median(of []float64) float64 {
	of = slices.Sorted(slices.Values(of))
	return of[len(of)/2]
}

// compared is the medians of what was measured in rounds, one and its floor in turn.
type compared struct{ values, floors, ratios []float64 }

func (c *compared) add(value, floor float64) {
	c.values, c.floors, c.ratios = append(c.values, value), append(c.floors, floor), append(c.ratios, value/floor)
}

func (c *compared) figure(name, unit string, least float64) figure {
	return figure{Name: name, Value: median(c.values), Unit: unit, Floor: median(c.floors), Ratio: median(c.ratios), Least: least}
}

// session asks for an address that only finds out that somebody is logged in, and sends on. The sessions are spread over all
// members. The floor is net/http answering the same bytes.
func (b *bench) session(s *server, where string) ([]figure, error) {
	requests := make([][]byte, 20_000)
	for i := range requests {
		requests[i] = request("/login", session(s.cookie()), rand.N(1<<24))
	}
	r, err := http.NewRequest(http.MethodGet, s.url+"/login", nil)
	if err != nil {
		return nil, err
	}
	r.Header = http.Header{"Accept": {"application/json"}, "Cookie": {session(s.cookie())}}
	res, err := (&http.Client{CheckRedirect: noRedirects}).Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	res.Header.Del("Content-Length")
	res.Header.Del("Date")
	bare, cmd, err := floorHTTP(reply{res.StatusCode, res.Header, body})
	defer end(cmd)
	if err != nil {
		return nil, err
	}
	c := compared{}
	for i := range b.rounds + 1 {
		got, err1 := rate(s.url, connections, requests, http.StatusSeeOther, b.round)
		least, err2 := rate(bare, connections, requests, http.StatusSeeOther, b.round)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		if i > 0 { // the first warms both
			c.add(got, least)
		}
	}
	target := 0.45
	if s.cluster != nil {
		target = 0.30
	}
	return []figure{c.figure("session checks, 64 connections, "+where+" (floor: net/http, the same bytes)", "1/s", target)}, nil
}

// logIn is one login of any member, from anywhere.
func (s *server) logIn(w *wired) error {
	m := s.box.Seeded(rand.N(s.members))
	_, err := w.post("/login", "", rand.N(1<<24), "member_id", m.Login, "password", sandbox.SeededPassword)
	return err
}

// login is the rate of logins beside that of the library hashing, and how much CPU a login takes that is none of the hash's.
func (b *bench) login(s *server, where string) ([]figure, error) {
	c, other, err := b.besideHash(s, s.logIn)
	if err != nil {
		return nil, err
	}
	return []figure{
		c.figure("logins, "+where+" (floor: argon2id 19 MiB t=2 p=1 alone, workers = cores)", "1/s", 0.95),
		{Name: "other CPU per login, " + where, Value: median(other), Unit: "ms", Most: 1},
	}, nil
}

// registration is the rate of whole registrations, each with one hash in it.
func (b *bench) registration(s *server, where string) ([]figure, error) {
	var mu sync.Mutex
	c, other, err := b.besideHash(s, func(w *wired) error {
		mu.Lock()
		card, ok := s.cardholder()
		mu.Unlock()
		if !ok {
			return errors.New("everybody is registered")
		}
		return s.register(w, card)
	})
	if err != nil {
		return nil, err
	}
	return []figure{
		c.figure("whole registrations, "+where+" (floor: one hash each)", "1/s", 0.90),
		{Name: "other CPU per registration, " + where, Value: median(other), Unit: "ms"},
	}, nil
}

// besideHash does something with a hash in it, in turn with the floor that hashes alone. other is the CPU time in ms that one
// took beside the hash's.
func (b *bench) besideHash(s *server, once func(*wired) error) (c compared, other []float64, err error) {
	floor, err := floorHasher()
	if err != nil {
		return c, nil, err
	}
	defer floor.stop()
	for i := range b.rounds + 1 {
		before, err1 := s.cpu()
		n, took, err2 := several(inFlight*runtime.NumCPU(), s.url, 2*b.round, once)
		after, err3 := s.cpu()
		h, err4 := floor.run(2 * b.round)
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			return c, nil, err
		}
		if i > 0 {
			c.add(float64(n)/took.Seconds(), float64(h.Count)/h.Took.Seconds())
			other = append(other, ms((after-before)/time.Duration(n)-h.CPU/time.Duration(h.Count)))
		}
	}
	return c, other, nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// register goes the whole way: form, confirmation, passcode, done.
func (s *server) register(w *wired, card sandbox.DemoCard) error {
	from := rand.N(1 << 24)
	letters := make([]byte, 12)
	for i := range letters {
		letters[i] = 'a' + byte(rand.N(26))
	}
	login := string(letters) + "1" // digits might be the holder's telephone number or birthday, which an ID must not hold
	a, err := w.get("/register", "", from)
	if err != nil {
		return err
	}
	version, err := valueOf(a.body, "version")
	if err != nil {
		return err
	}
	flow := a.flow
	if a, err = w.post("/register", flow, from,
		"card_number", card.Number, "exp_month", card.ExpMonth, "exp_year", card.ExpYear, "security_code", card.SecurityCode,
		"member_id", login, "password", "Kiri-no-mori7", "email", "umi.no.kaze@mail.example.org", "agree", "true", "terms_version", version); err != nil {
		return err
	}
	flow = cmp.Or(a.flow, flow)
	if a, err = w.post("/register/confirm", flow, from); err != nil {
		return err
	}
	if a.location != "/register/verify" {
		return fmt.Errorf("after the confirmation: %s", a.location)
	}
	code, err := w.passcode(card.Mobile)
	if err != nil {
		return err
	}
	if a, err = w.post("/register/verify", flow, from, "passcode", code); err != nil {
		return err
	}
	if a, err = w.get("/register/done", cmp.Or(a.flow, flow), from); err != nil {
		return err
	}
	if shown, err := valueOf(a.body, "member_id"); err != nil || shown != login {
		return errors.Join(err, fmt.Errorf("done shows %q", shown))
	}
	return nil
}

// valueOf is a string of an answer in JSON, found without reading the rest of it.
func valueOf(body []byte, name string) (string, error) {
	_, after, ok := bytes.Cut(body, []byte(`"`+name+`":"`))
	value, _, closed := bytes.Cut(after, []byte(`"`))
	if !ok || !closed {
		return "", fmt.Errorf("no %s in %.300s", name, body)
	}
	return string(value), nil
}

var sixDigits = regexp.MustCompile(`\b[0-9]{6}\b`)

// passcode waits for the SMS. It looks seldom: what it asks for takes its time from what is measured.
func (w *wired) passcode(to string) (string, error) {
	for pause := 25 * time.Millisecond; pause < time.Minute; pause *= 2 {
		time.Sleep(pause)
		a, err := w.get("/dev/handset/messages?to="+url.QueryEscape(to), "", 0)
		if err != nil {
			return "", err
		}
		if code := sixDigits.Find(a.body); code != nil {
			return string(code), nil
		}
	}
	return "", errors.New("no passcode arrived")
}

func session(cookie string) string { return "__Host-session=" + cookie }

// latency is how long a session check takes while logins take all that the machine has.
func (b *bench) latency(s *server, where string) ([]figure, error) {
	var took []float64
	stop, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		for {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			if _, _, err := several(inFlight*runtime.NumCPU(), s.url, b.round, s.logIn); err != nil {
				ended <- err
				return
			}
		}
	}()
	w, err := dial(s.url)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	time.Sleep(b.round / 2)
	for end := time.Now().Add(time.Duration(2*b.rounds) * b.round); time.Now().Before(end); time.Sleep(time.Duration(rand.N(int64(8 * time.Millisecond)))) {
		r := request("/login", session(s.cookie()), rand.N(1<<24))
		began := time.Now()
		if _, err := w.want(http.StatusSeeOther, "/login", r); err != nil {
			return nil, err
		}
		took = append(took, ms(time.Since(began)))
	}
	close(stop)
	slices.Sort(took)
	return []figure{{Name: "session check while logins saturate, 99th percentile, " + where, Value: took[len(took)*99/100], Unit: "ms", Most: 25}}, <-ended
}
