package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
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
		requests[i] = request("/login", s.cookie(), rand.N(1<<24))
	}
	r, err := http.NewRequest(http.MethodGet, s.url+"/login", nil)
	if err != nil {
		return nil, err
	}
	res, body, err := send(&http.Client{CheckRedirect: noRedirects}, r, address(1), "__Host-session="+s.cookie(), http.StatusSeeOther)
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
func (s *server) logIn(c *http.Client) error {
	m := s.box.Seeded(rand.N(s.members))
	_, _, err := form(c, s.url+"/login", address(rand.N(1<<24)), "", http.StatusSeeOther, "member_id", m.Login, "password", sandbox.SeededPassword)
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
	c, other, err := b.besideHash(s, func(c *http.Client) error {
		mu.Lock()
		card, ok := s.cardholder()
		mu.Unlock()
		if !ok {
			return errors.New("everybody is registered")
		}
		return s.register(c, card)
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
func (b *bench) besideHash(s *server, once func(*http.Client) error) (c compared, other []float64, err error) {
	floor, err := floorHasher()
	if err != nil {
		return c, nil, err
	}
	defer floor.stop()
	for i := range b.rounds + 1 {
		before, err1 := s.cpu()
		n, took, err2 := several(inFlight*runtime.NumCPU(), 2*b.round, once)
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
func (s *server) register(c *http.Client, card sandbox.DemoCard) error {
	from := address(rand.N(1 << 24))
	letters := make([]byte, 12)
	for i := range letters {
		letters[i] = 'a' + byte(rand.N(26))
	}
	login := string(letters) + "1" // digits might be the holder's telephone number or birthday, which an ID must not hold
	get := func(path, cookies string, into any) (*http.Response, error) {
		r, err := http.NewRequest(http.MethodGet, s.url+path, nil)
		if err != nil {
			return nil, err
		}
		res, body, err := send(c, r, from, cookies, http.StatusOK)
		if err != nil {
			return nil, err
		}
		return res, json.Unmarshal(body, into)
	}
	var page struct {
		Terms struct {
			Version string `json:"version"`
		} `json:"terms"`
	}
	res, err := get("/register", "", &page)
	if err != nil {
		return err
	}
	flow := flowOf(res, "")
	res, _, err = form(c, s.url+"/register", from, flow, http.StatusSeeOther,
		"card_number", card.Number, "exp_month", card.ExpMonth, "exp_year", card.ExpYear, "security_code", card.SecurityCode,
		"member_id", login, "password", "Kiri-no-mori7", "email", "umi.no.kaze@mail.example.org", "agree", "true", "terms_version", page.Terms.Version)
	if err != nil {
		return err
	}
	flow = flowOf(res, flow)
	if res, _, err = form(c, s.url+"/register/confirm", from, flow, http.StatusSeeOther); err != nil {
		return err
	}
	if to := res.Header.Get("Location"); to != "/register/verify" {
		return fmt.Errorf("after the confirmation: %s", to)
	}
	code, err := s.passcode(c, card.Mobile)
	if err != nil {
		return err
	}
	if res, _, err = form(c, s.url+"/register/verify", from, flow, http.StatusSeeOther, "passcode", code); err != nil {
		return err
	}
	var done struct {
		MemberID string `json:"member_id"`
	}
	if _, err = get("/register/done", flowOf(res, flow), &done); err == nil && done.MemberID != login {
		err = fmt.Errorf("done shows %q", done.MemberID)
	}
	return err
}

func flowOf(r *http.Response, now string) string {
	for _, k := range r.Cookies() {
		if k.Name == "__Host-flow" {
			return k.Name + "=" + k.Value
		}
	}
	return now
}

// passcode waits for the SMS. It looks seldom: what it asks for takes its time from what is measured.
func (s *server) passcode(c *http.Client, to string) (string, error) {
	for pause := 25 * time.Millisecond; pause < time.Minute; pause *= 2 {
		time.Sleep(pause)
		res, err := c.Get(s.url + "/dev/handset/messages?to=" + url.QueryEscape(to))
		if err != nil {
			return "", err
		}
		var arrived []struct{ Text string }
		err = json.NewDecoder(res.Body).Decode(&arrived)
		res.Body.Close()
		if err != nil {
			return "", err
		}
		for _, m := range arrived {
			for _, word := range strings.FieldsFunc(m.Text, func(r rune) bool { return r < '0' || r > '9' }) {
				if len(word) == 6 {
					return word, nil
				}
			}
		}
	}
	return "", errors.New("no passcode arrived")
}

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
			if _, _, err := several(inFlight*runtime.NumCPU(), b.round, s.logIn); err != nil {
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
		r := request("/login", s.cookie(), rand.N(1<<24))
		began := time.Now()
		status, err := w.ask(r)
		if err != nil || status != http.StatusSeeOther {
			return nil, fmt.Errorf("%d %w", status, err)
		}
		took = append(took, ms(time.Since(began)))
	}
	close(stop)
	slices.Sort(took)
	return []figure{{Name: "session check while logins saturate, 99th percentile, " + where, Value: took[len(took)*99/100], Unit: "ms", Most: 25}}, <-ended
}
