//go:build system

package telephony_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/telephony"
)

// These calls are made by SIPp, another implementation of SIP than the one of the program.

// script is what SIPp does in a call, step by step. Steps are counted: a message that belongs to an earlier one names how many
// steps back that is.
type script struct {
	b      strings.Builder
	port   int    // where voice is to go
	number string // dialled
	caller string // of From
	more   string // headers of the INVITE
	codecs string
}

func (s *script) step(format string, args ...any) *script {
	fmt.Fprintf(&s.b, format+"\n", args...)
	return s
}

const within = `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch%s]
From: <sip:%s@trunk.example>;tag=[pid]T[call_number]
%s
Call-ID: [call_id]
CSeq: 1 %s
Contact: <sip:gw@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
`

func (s *script) invite() *script {
	return s.step("<send retrans=\"500\"><![CDATA[\nINVITE sip:%[1]s@[remote_ip]:[remote_port] SIP/2.0\n"+within+`%[6]sRecord-Route: <sip:[local_ip]:[local_port];lr>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=gw 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio %[7]d RTP/AVP %[8]s
a=rtpmap:101 telephone-event/8000
a=ptime:20
]]></send>`, s.number, "", s.caller, "To: <sip:"+s.number+"@[remote_ip]>", "INVITE", s.more, s.port, s.codecs)
}

func (s *script) receive(what string) *script { return s.step("<recv %s/>", what) }

// send is a request of the dialog, whose branch is that of so many steps back (or its own).
func (s *script) send(method, to, branch string) *script {
	cseq := method
	uri := "[next_url]"
	if method == "CANCEL" || to == "refused" {
		uri = "sip:" + s.number + "@[remote_ip]:[remote_port]"
	}
	if to == "" || to == "refused" {
		to = "[last_To:]"
	}
	head := fmt.Sprintf(within, branch, s.caller, to, cseq)
	if method == "BYE" {
		head = strings.Replace(head, "CSeq: 1", "CSeq: 2", 1)
	}
	retrans := ` retrans="500"`
	if method == "ACK" {
		retrans = ""
	}
	return s.step("<send%s><![CDATA[\n%s %s SIP/2.0\n%sContent-Length: 0\n\n]]></send>", retrans, method, uri, head)
}

func (s *script) agree() *script {
	return s.step("<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n]]></send>")
}

func (s *script) wait(d time.Duration) *script {
	return s.step("<pause milliseconds=\"%d\"/>", d.Milliseconds())
}

// answered is a call as it should go: until the other side hangs up.
func (s *script) answered() *script {
	return s.invite().receive(`response="100" optional="true"`).receive(`response="200" rrs="true"`).send("ACK", "", "").receive(`request="BYE" timeout="20000"`).agree()
}

// refused is one that is not answered. The ACK belongs to the INVITE.
func (s *script) refused(status int) *script {
	return s.invite().receive(`response="100" optional="true"`).receive(fmt.Sprintf(`response="%d"`, status)).send("ACK", "refused", "-3")
}

// sink is where the voice of a call goes.
type sink struct {
	conn *net.UDPConn
	mu   sync.Mutex
	got  []byte
	n    int
}

func listen(t *testing.T) *sink {
	t.Helper()
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadBuffer(4 << 20)
	s := &sink{conn: conn}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 2048)
		for {
			n, err := conn.Read(buf)
			if err != nil {
				return
			}
			s.mu.Lock()
			s.n++
			s.got = append(s.got, buf[12:n]...)
			s.mu.Unlock()
		}
	}()
	return s
}

func (s *sink) voice() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.got)
}

func (s *sink) port() int { return s.conn.LocalAddr().(*net.UDPAddr).Port }

// sipp makes calls of a script and answers what went wrong.
func sipp(t *testing.T, x *exchange, s *script, args ...string) error {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "call.xml")
	xml := `<?xml version="1.0" encoding="UTF-8"?><scenario name="call">` + s.b.String() + "</scenario>"
	if err := os.WriteFile(file, []byte(xml), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, done := context.WithTimeout(t.Context(), 30*time.Second)
	defer done()
	args = append([]string{x.at.String(), "-sf", file, "-m", "1", "-nostdin", "-timeout", "20s", "-timeout_error", "-trace_err", "-skip_rlimit"}, args...)
	if !slices.Contains(args, "-i") {
		args = append(args, "-i", "127.0.0.1")
	}
	cmd := exec.CommandContext(ctx, "sipp", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=dumb")
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	logs, _ := filepath.Glob(filepath.Join(dir, "*errors.log"))
	for _, l := range logs {
		raw, _ := os.ReadFile(l)
		out = append(out, raw...)
	}
	return fmt.Errorf("sipp: %w\n%s", err, out[max(0, len(out)-1500):])
}

const asserted = "P-Asserted-Identity: \"x, y\" <sip:09012345678;npdi@trunk.example;user=phone>, <tel:+819012345678>\n"

func newScript(voice *sink) *script {
	return &script{port: voice.port(), number: "0120000000", caller: "0312345678", more: asserted, codecs: "18 0 8 101"}
}

func TestSIPpIsAnswered(t *testing.T) {
	type set = func(*telephony.Endpoint, *book)
	warned := []telephony.Sound{telephony.Register}
	complete := []telephony.Sound{telephony.Register, telephony.Verified}
	for name, c := range map[string]struct {
		call  func(*script) *script
		args  []string
		set   set
		hears []telephony.Sound
		end   telephony.End
	}{
		"UDP":            {(*script).answered, nil, nil, complete, telephony.EndVerified},
		"TCP":            {(*script).answered, []string{"-t", "t1"}, nil, complete, telephony.EndVerified},
		"A-law":          {func(s *script) *script { s.codecs = "8 101"; return s.answered() }, nil, nil, complete, telephony.EndVerified},
		"A-law over TCP": {func(s *script) *script { s.codecs = "18 8"; return s.answered() }, []string{"-t", "t1"}, nil, complete, telephony.EndVerified},
		"withheld":       {func(s *script) *script { s.caller, s.more = "anonymous", "Privacy: id\n"; return s.answered() }, nil, nil, []telephony.Sound{telephony.Withheld}, telephony.EndWithheld},
		"withheld, though the trunk knows it": {func(s *script) *script {
			s.caller, s.more = "anonymous", asserted+"Privacy: user; id\n"
			return s.answered()
		}, nil, nil, []telephony.Sound{telephony.Withheld}, telephony.EndWithheld},
		"withheld, to be refused": {func(s *script) *script { s.more = "Privacy: id\n"; return s.refused(433) }, nil,
			func(e *telephony.Endpoint, _ *book) { e.Trunks[0].Refuses = true }, nil, telephony.EndWithheld},
		"a number in From that nobody asserts": {func(s *script) *script { s.caller, s.more = "09012345678", ""; return s.answered() }, nil, nil, []telephony.Sound{telephony.Withheld}, telephony.EndWithheld},
		"a number in From of a trunk whose From counts": {func(s *script) *script { s.caller, s.more = "09012345678", ""; return s.answered() }, nil,
			func(e *telephony.Endpoint, _ *book) { e.Trunks[0].Asserts, e.Trunks[0].From = false, true }, complete, telephony.EndVerified},
		"an assertion through a trunk that asserts nothing": {func(s *script) *script { return s.answered() }, nil,
			func(e *telephony.Endpoint, _ *book) { e.Trunks[0].Asserts, e.Trunks[0].From = false, true }, []telephony.Sound{telephony.Unknown}, telephony.EndUnknown},
		"two numbers asserted": {func(s *script) *script {
			s.more = "P-Asserted-Identity: <sip:09012345678@x>\nP-Asserted-Identity: <tel:+819099999999>\n"
			return s.refused(403)
		}, nil, nil, nil, telephony.EndUntrusted},
		"a Japanese number from abroad": {func(s *script) *script { return s.refused(403) }, nil,
			func(e *telephony.Endpoint, _ *book) { e.Trunks[0].International = true }, nil, telephony.EndUntrusted},
		"a number that failed its check": {func(s *script) *script {
			s.more = "P-Asserted-Identity: <sip:+819012345678;verstat=TN-Validation-Failed@x;user=phone>\n"
			return s.refused(403)
		}, nil, nil, nil, telephony.EndUntrusted},
		"an unsupported codec": {func(s *script) *script { s.codecs = "18 101"; return s.refused(488) }, nil, nil, nil, telephony.EndMedia},
		"an unknown caller": {func(s *script) *script { s.more = "P-Asserted-Identity: <tel:+819099999999>\n"; return s.answered() }, nil, nil,
			[]telephony.Sound{telephony.Unknown}, telephony.EndUnknown},
		"a wrong number":        {func(s *script) *script { s.number = "0120999999"; return s.refused(404) }, nil, nil, nil, telephony.EndNotOurs},
		"an extension required": {func(s *script) *script { s.more += "Require: 100rel\n"; return s.refused(420) }, nil, nil, nil, telephony.EndRefused},
		"hung up before the end of the pause": {func(s *script) *script {
			return s.invite().receive(`response="100" optional="true"`).receive(`response="200" rrs="true"`).send("ACK", "", "").wait(600*time.Millisecond).
				send("BYE", "", "").receive(`response="200"`)
		}, nil, func(e *telephony.Endpoint, _ *book) { e.Pause = 40 * time.Second }, warned, telephony.EndHungUp},
		"hung up after it": {func(s *script) *script {
			return s.invite().receive(`response="100" optional="true"`).receive(`response="200" rrs="true"`).send("ACK", "", "").wait(2*time.Second).
				send("BYE", "", "").receive(`response="200"`)
		}, nil, func(e *telephony.Endpoint, _ *book) {
			e.Sounds[telephony.Verified] = bytes.Repeat([]byte{0x11}, 160*6000)
		}, warned, telephony.EndVerified},
		"canceled": {func(s *script) *script {
			return s.invite().receive(`response="100"`).send("CANCEL", "To: <sip:"+s.number+"@[remote_ip]>", "-2").receive(`response="200"`).receive(`response="487"`).send("ACK", "refused", "-5")
		}, nil, func(_ *telephony.Endpoint, b *book) { b.slow = time.Second }, nil, telephony.EndCanceled},
		"never confirmed": {func(s *script) *script {
			return s.invite().receive(`response="100" optional="true"`).receive(`response="200" rrs="true"`).receive(`request="BYE" timeout="10000"`).agree()
		}, nil, nil, nil, telephony.EndNoACK},
		"confirmed in another dialog": {func(s *script) *script {
			return s.invite().receive(`response="100" optional="true"`).receive(`response="200" rrs="true"`).send("ACK", "To: <sip:"+s.number+"@[remote_ip]>;tag=made-up", "").
				receive(`request="BYE" timeout="10000"`).agree()
		}, nil, nil, nil, telephony.EndNoACK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			voice := listen(t)
			x := open(t, func(e *telephony.Endpoint, b *book) {
				if c.set != nil {
					c.set(e, b)
				}
			})
			s := c.call(newScript(voice))
			if err := sipp(t, x, s, c.args...); err != nil {
				t.Error(err)
			}
			ends := x.ended(t, 1)
			if !slices.Equal(ends, []telephony.End{c.end}) || (x.count() == 1) != (c.end == telephony.EndVerified) {
				t.Errorf("%v, %d counted; want %s", ends, x.count(), c.end)
			}
			time.Sleep(20 * time.Millisecond) // for what is on its way
			got := voice.voice()
			if heard := x.Sounds.Heard(got, strings.HasPrefix(name, "A-law")); !slices.Equal(heard, c.hears) {
				t.Errorf("heard %v, want %v (%d bytes)", heard, c.hears, len(got))
			}
			if name == "UDP" || name == "TCP" {
				want := slices.Concat(x.Sounds[telephony.Register], bytes.Repeat([]byte{0xff}, 32000), x.Sounds[telephony.Verified])
				if !bytes.Equal(got, want) {
					t.Errorf("%d bytes came, and they are not the %d of the files", len(got), len(want))
				}
			}
			if c.hears == nil && len(got) > 0 {
				t.Errorf("%d bytes of voice without a call", len(got))
			}
		})
	}
}

// Whoever is no trunk is not even refused.
func TestSIPpAtAnAddressOfNoTrunkHearsNothing(t *testing.T) {
	for name, args := range map[string][]string{"UDP": {"-i", "127.0.0.2"}, "TCP": {"-i", "127.0.0.2", "-t", "t1"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := open(t, nil)
			voice := listen(t)
			err := sipp(t, x, newScript(voice).answered(), append(args, "-timeout", "2s")...)
			var failed *exec.ExitError
			if !errors.As(err, &failed) || x.count() != 0 || len(voice.voice()) != 0 {
				t.Errorf("%v, %d counted", err, x.count())
			}
			x.mu.Lock()
			defer x.mu.Unlock()
			if len(x.ends) != 0 {
				t.Errorf("%v", x.ends)
			}
		})
	}
}

func TestSIPpMakesFortyCallsAtOnce(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("SEQUENTIAL\n")
	waiting := map[string]string{}
	for i := range 40 {
		fmt.Fprintf(&csv, "0901234%04d\n", i)
		waiting[fmt.Sprintf("+81901234%04d %s", i, ours)] = "register"
	}
	file := filepath.Join(t.TempDir(), "callers.csv")
	if err := os.WriteFile(file, []byte(csv.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	x := open(t, func(e *telephony.Endpoint, b *book) {
		b.waiting, e.Frame = waiting, 5*time.Millisecond
		e.Trunks[0].Media = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
	voice := listen(t)
	s := newScript(voice)
	s.more = "P-Asserted-Identity: <tel:[field0]>\n"
	most := 0
	watch, stop := time.NewTicker(5*time.Millisecond), make(chan struct{})
	over := make(chan struct{})
	go func() {
		defer close(over)
		for {
			select {
			case <-watch.C:
				most = max(most, x.UnderWay())
			case <-stop:
				return
			}
		}
	}()
	if err := sipp(t, x, s.answered(), "-inf", file, "-m", "40", "-l", "40", "-r", "200"); err != nil {
		t.Error(err)
	}
	close(stop)
	<-over
	ends := x.ended(t, 40)
	if slices.ContainsFunc(ends, func(e telephony.End) bool { return e != telephony.EndVerified }) || x.count() != 40 {
		t.Errorf("%d counted: %v", x.count(), ends)
	}
	if most != 40 {
		t.Errorf("%d calls at once", most)
	}
	want := 40 * (len(x.Sounds[telephony.Register]) + 32000 + len(x.Sounds[telephony.Verified])) / 160
	voice.mu.Lock()
	defer voice.mu.Unlock()
	if voice.n < want*99/100 {
		t.Errorf("%d packets of %d", voice.n, want)
	}
}
