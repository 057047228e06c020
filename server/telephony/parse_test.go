package telephony_test

import (
	"bytes"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"netanswer/server/telephony"
)

var here = netip.MustParseAddrPort("203.0.113.9:30000")

const plainOffer = "v=0\r\no=gw 1 1 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 18 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"

func TestAnOfferIsAnsweredInG711(t *testing.T) {
	swap := func(old, new string) string {
		if !strings.Contains(plainOffer, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(plainOffer, old, new, 1)
	}
	for name, c := range map[string]struct{ offer, to, media string }{
		"µ-law before A-law":        {plainOffer, "198.51.100.7:4000", "m=audio 30000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000"},
		"A-law where there is no µ": {swap("18 0 8 101", "18 8"), "198.51.100.7:4000", "m=audio 30000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000"},
		"an address of its own":     {plainOffer + "c=IN IP4 198.51.100.8\r\n", "198.51.100.8:4000", "m=audio 30000 RTP/AVP 0 101"},
		"IPv6":                      {swap("c=IN IP4 198.51.100.7", "c=IN IP6 2001:db8::7"), "[2001:db8::7]:4000", "m=audio 30000 RTP/AVP 0 101"},
		"only listening":            {plainOffer + "a=recvonly\r\n", "198.51.100.7:4000", "a=ptime:20\r\na=sendonly\r\n"},
		"a picture after it":        {plainOffer + "m=video 5000 RTP/AVP 96\r\nc=IN IP4 198.51.100.99\r\n", "198.51.100.7:4000", "m=video 0 RTP/AVP 96\r\n"},
		"encrypted voice before it": {swap("m=audio", "m=audio 3000 RTP/SAVP 0\r\nm=audio"), "198.51.100.7:4000", "m=audio 0 RTP/SAVP 0\r\nm=audio 30000 RTP/AVP 0"},
		"lines that end as on Unix": {strings.ReplaceAll(plainOffer, "\r\n", "\n"), "198.51.100.7:4000", "m=audio 30000 RTP/AVP 0 101"},
	} {
		answer, to, err := telephony.AnswerTo([]byte(c.offer), here)
		if err != nil || to.String() != c.to || !strings.Contains(string(answer), c.media) || !strings.Contains(string(answer), "c=IN IP4 203.0.113.9\r\n") {
			t.Errorf("%s: %v, to %s\n%s", name, err, to, answer)
		}
		if strings.Count(string(answer), "m=") != strings.Count(c.offer, "m=") {
			t.Errorf("%s: not every medium is answered\n%s", name, answer)
		}
	}
	for name, offer := range map[string]string{
		"nothing": "", "no G.711": swap("18 0 8 101", "18 101"), "on hold": plainOffer + "a=sendonly\r\n", "inactive": plainOffer + "a=inactive\r\n",
		"refused": swap("m=audio 4000", "m=audio 0"), "no address": swap("c=IN IP4 198.51.100.7\r\n", ""), "a name": swap("c=IN IP4 198.51.100.7", "c=IN IP4 trunk.example"),
		"held in the old way": swap("c=IN IP4 198.51.100.7", "c=IN IP4 0.0.0.0"), "to everybody": swap("c=IN IP4 198.51.100.7", "c=IN IP4 224.0.0.1"),
		"encrypted": swap("RTP/AVP", "RTP/SAVP"), "a port that is none": swap("4000", "70000"), "a hundred media": plainOffer + strings.Repeat("m=audio 1 RTP/AVP 0\r\n", 100),
		"a megabyte": plainOffer + strings.Repeat("a=x\r\n", 200_000),
	} {
		if answer, _, err := telephony.AnswerTo([]byte(offer), here); err == nil {
			t.Errorf("%s is answered\n%s", name, answer)
		}
	}
}

func FuzzOffer(f *testing.F) {
	f.Add([]byte(plainOffer))
	f.Add([]byte(plainOffer + "m=video 5000 RTP/AVP 96\r\na=sendonly\r\n"))
	f.Add([]byte("m=audio 1 RTP/AVP 0\nc=IN IP6 ::1"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		answer, to, err := telephony.AnswerTo(raw, here)
		if err != nil {
			return
		}
		if !to.IsValid() || to.Port() == 0 || to.Addr().IsUnspecified() {
			t.Errorf("voice goes to %s", to)
		}
		for _, line := range strings.Split(strings.TrimSuffix(string(answer), "\r\n"), "\r\n") {
			if len(line) < 2 || line[1] != '=' || strings.ContainsAny(line, "\r\n") {
				t.Errorf("the answer has a line %q", line)
			}
		}
	})
}

const call = "INVITE sip:0120000000@203.0.113.9 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\nFrom: <sip:0312345678@trunk.example>;tag=1\r\nTo: <sip:0120000000@x>\r\n" +
	"Call-ID: a\r\nCSeq: 1 INVITE\r\nContact: <sip:gw@127.0.0.1:5060>\r\nMax-Forwards: 70\r\n%\r\n"

func request(t testing.TB, headers string) *sip.Request {
	t.Helper()
	m, err := sip.NewParser().ParseSIP([]byte(strings.Replace(call, "%", headers, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return m.(*sip.Request)
}

func TestWhoCallsIsBelievedOfATrunkThatAssertsIt(t *testing.T) {
	asserts, from := telephony.Trunk{Asserts: true}, telephony.Trunk{From: true}
	both, abroad := telephony.Trunk{Asserts: true, From: true}, telephony.Trunk{Asserts: true, International: true}
	for name, c := range map[string]struct {
		trunk   telephony.Trunk
		headers string
		caller  string
	}{
		"a tel URI":                      {asserts, "P-Asserted-Identity: <tel:+819012345678>\r\n", hanako},
		"a sip URI and a tel URI":        {asserts, "P-Asserted-Identity: \"x, <tel:+819099999999>\" <sip:09012345678;npdi@x;user=phone>, <tel:+81-90-1234-5678>\r\n", hanako},
		"without brackets":               {asserts, "P-Asserted-Identity: tel:+819012345678\r\n", hanako},
		"a name beside the number":       {asserts, "P-Asserted-Identity: <sip:hanako@x>\r\nP-Asserted-Identity: <tel:+819012345678>\r\n", hanako},
		"two that differ":                {asserts, "P-Asserted-Identity: <tel:+819012345678>, <tel:+819012345679>\r\n", ""},
		"privacy: none":                  {asserts, "P-Asserted-Identity: <tel:+819012345678>\r\nPrivacy: none\r\n", hanako},
		"privacy: id":                    {asserts, "P-Asserted-Identity: <tel:+819012345678>\r\nPrivacy: id\r\n", ""},
		"privacy: header;user":           {asserts, "P-Asserted-Identity: <tel:+819012345678>\r\nPrivacy: header;user\r\n", ""},
		"anonymous":                      {asserts, "P-Asserted-Identity: <sip:anonymous@anonymous.invalid>\r\n", ""},
		"nothing, and From is not asked": {asserts, "", ""},
		"P-Preferred-Identity":           {asserts, "P-Preferred-Identity: <tel:+819012345678>\r\n", ""},
		"Remote-Party-ID":                {asserts, "Remote-Party-ID: <tel:+819012345678>\r\n", ""},
		"From, where it counts":          {from, "", "+81312345678"},
		"From before what From's trunk does not assert": {from, "P-Asserted-Identity: <tel:+819012345678>\r\n", "+81312345678"},
		"what is asserted before From":                  {both, "P-Asserted-Identity: <tel:+819012345678>\r\n", hanako},
		"a trunk of which nothing counts":               {telephony.Trunk{}, "P-Asserted-Identity: <tel:+819012345678>\r\n", ""},
		"checked and right":                             {asserts, "P-Asserted-Identity: <tel:+819012345678;verstat=TN-Validation-Passed>\r\n", hanako},
		"checked and wrong":                             {asserts, "P-Asserted-Identity: <tel:+819012345678;verstat=TN-Validation-Failed-C>\r\n", ""},
		"checked and wrong, in the user":                {asserts, "P-Asserted-Identity: <sip:+819012345678;verstat=tn-validation-failed@x>\r\n", ""},
		"Japanese from abroad":                          {abroad, "P-Asserted-Identity: <tel:+819012345678>\r\n", ""},
		"foreign from abroad":                           {abroad, "P-Asserted-Identity: <tel:+14155550100>\r\n", "+14155550100"},
		"a machine":                                     {asserts, "P-Asserted-Identity: <tel:+812012345678>\r\n", ""},
	} {
		n, err := c.trunk.Caller(request(t, c.headers))
		if n.E164() != c.caller || (err == nil) != (c.caller != "") {
			t.Errorf("%s: %q, %v", name, n.E164(), err)
		}
	}
	if got := telephony.Dialled(request(t, "")).E164(); got != ours {
		t.Errorf("dialled %q", got)
	}
}

func FuzzCaller(f *testing.F) {
	f.Add([]byte(strings.Replace(call, "%", "P-Asserted-Identity: \"a\\\"\" <sip:09012345678@x>, <tel:+819012345678>\r\nPrivacy: id\r\n", 1)))
	f.Add([]byte(strings.Replace(call, "%", "P-Asserted-Identity: <\r\n", 1)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !telephony.WholeMessage(raw) {
			return
		}
		m, err := sip.NewParser().ParseSIP(raw)
		req, ok := m.(*sip.Request)
		if err != nil || !ok {
			return
		}
		telephony.Dialled(req)
		if n, err := (telephony.Trunk{}).Caller(req); err == nil {
			t.Errorf("%s, of whom nobody said so", n.E164())
		}
		if n, err := (telephony.Trunk{Asserts: true, International: true}).Caller(req); err == nil && n.Japanese() {
			t.Errorf("%s from abroad", n.E164())
		}
	})
}

// packets are some of every kind that an endpoint meets.
var packets = func() (out []string) {
	plain := strings.Replace(call, "%", "", 1)
	out = []string{
		strings.Replace(call, "%", "P-Asserted-Identity: <tel:+819012345678>\r\nContent-Type: application/sdp\r\n", 1) + plainOffer,
		strings.Replace(call, "%", "Privacy: id\r\nRecord-Route: <sip:127.0.0.1;lr>\r\nContent-Type: application/sdp\r\n", 1) + plainOffer,
		"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1\r\nFrom: <sip:x>;tag=1\r\nTo: <sip:y>;tag=2\r\nCall-ID: a\r\nCSeq: 1 BYE\r\n\r\n",
		strings.Replace(plain, "branch=z9hG4bK1", "x", 1), "\r\n\r\n",
	}
	for _, method := range []string{"ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "INFO", "UPDATE", "PRACK", "X"} {
		out = append(out, strings.ReplaceAll(plain, "INVITE", method))
	}
	return out
}()

// mangled is a packet with something in it put wrong, or not.
func mangled(r *rand.Rand) []byte {
	p := []byte(strings.ReplaceAll(packets[r.IntN(len(packets))], "z9hG4bK1", "z9hG4bK"+strconv.Itoa(r.IntN(1000))))
	for range r.IntN(4) {
		if len(p) < 4 {
			break
		}
		i, j := r.IntN(len(p)), r.IntN(len(p))
		switch r.IntN(6) {
		case 0:
			p[i] = byte(r.Uint32())
		case 1:
			p = slices.Delete(p, min(i, j), max(i, j))
		case 2:
			p = slices.Insert(p, i, bytes.Repeat([]byte{p[j]}, r.IntN(300))...)
		case 3:
			p = slices.Insert(p, i, p[min(i, j):max(i, j)]...)
		case 4:
			p = slices.Insert(p, i, []byte(";<>\",:@\r\n%")[r.IntN(10)])
		case 5:
			p = slices.Insert(p, i, []byte("-99999999999999999999")...)
		}
	}
	return p[:min(len(p), 60_000)]
}

// FuzzPackets sends anything at all to an endpoint, which lives on. The fuzzer's part is the seed: what an endpoint does is spread
// over goroutines and time, and tells it nothing.
func FuzzPackets(f *testing.F) {
	for seed := range uint64(5) {
		f.Add(seed)
	}
	x := open(f, func(e *telephony.Endpoint, b *book) {
		e.Patience, e.Last, e.Most = 50*time.Millisecond, 50*time.Millisecond, 20
		for name := range e.Sounds {
			e.Sounds[name] = e.Sounds[name][:320]
		}
	})
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		conn, err := net.Dial("udp", x.at.String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		for range 100 {
			conn.Write(mangled(r))
		}
		alive := "z9hG4bK-alive-" + strconv.FormatUint(r.Uint64(), 36)
		probe := strings.NewReplacer("%", "", "INVITE", "OPTIONS", "z9hG4bK1", alive, "127.0.0.1:5060;branch", conn.LocalAddr().String()+";rport;branch").Replace(call)
		buf := make([]byte, 64<<10)
		for range 20 { // what was sent before may have filled its buffer
			conn.Write([]byte(probe))
			conn.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
			for {
				m, err := conn.Read(buf)
				if err != nil {
					break
				}
				if bytes.HasPrefix(buf[:m], []byte("SIP/2.0 200")) && bytes.Contains(buf[:m], []byte(alive)) {
					return
				}
			}
		}
		t.Error("the endpoint no longer answers")
	})
}

func TestPacketsThatAreNoWholeMessageAreLeftAside(t *testing.T) {
	whole := strings.Replace(call, "%", "", 1)
	if !telephony.WholeMessage([]byte(whole)) {
		t.Fatal("a whole one is left aside")
	}
	for _, missing := range []string{"Via", "From", "To", "Call-ID", "CSeq"} {
		lines := slices.DeleteFunc(strings.SplitAfter(whole, "\r\n"), func(l string) bool { return strings.HasPrefix(l, missing+":") })
		if telephony.WholeMessage([]byte(strings.Join(lines, ""))) {
			t.Errorf("one without %s is let through", missing)
		}
	}
	for _, packet := range []string{"", "\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", whole[:100], strings.Repeat("x", 20_000), whole + strings.Repeat("x", 20_000)} {
		if telephony.WholeMessage([]byte(packet)) {
			t.Errorf("%.40q is let through", packet)
		}
	}
}

func TestALawIsTheNearestOfMuLaw(t *testing.T) {
	// ITU-T G.711, table 3: µ-law 0xff is nothing at all, 0x80 the loudest above and 0x00 the loudest below
	got := telephony.ToALaw([]byte{0xff, 0x7f, 0x80, 0x00, 0xf0, 0x70})
	if want := []byte{0xd5, 0xd5, 0xaa, 0x2a, 0xd2, 0x52}; !bytes.Equal(got, want) {
		t.Errorf("% x, want % x", got, want)
	}
}

func TestAFolderReplacesAnnouncements(t *testing.T) {
	dir := t.TempDir()
	own := bytes.Repeat([]byte{0x42}, 8010)
	write := func(name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("verified.ulaw", own)
	write("README.txt", []byte("ours"))
	sounds, err := telephony.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if v := sounds[telephony.Verified]; len(v) != 8160 || !bytes.HasPrefix(v, own) || v[8159] != 0xff {
		t.Errorf("%d bytes", len(v))
	}
	if len(sounds) != len(telephony.Words) || len(sounds[telephony.Register]) < 8000 {
		t.Errorf("%d announcements", len(sounds))
	}
	if sounds, err := telephony.Load(filepath.Join(dir, "nowhere")); err != nil || len(sounds) != len(telephony.Words) {
		t.Errorf("%d announcements, %v", len(sounds), err)
	}
	for name, c := range map[string]struct {
		file string
		raw  []byte
		says string
	}{
		"of a name that is none": {"verify.ulaw", own, "is none of"},
		"a WAV file":             {"busy.ulaw", append([]byte("RIFF"), own...), "a WAV file"},
		"too long":               {"busy.ulaw", make([]byte, 31*8000), "at most 30 s"},
		"empty":                  {"busy.ulaw", nil, "0.0 s long"},
	} {
		write(c.file, c.raw)
		if _, err := telephony.Load(dir); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		os.Remove(filepath.Join(dir, c.file))
	}
}

func TestTrunksAreReadAsTheyAreWritten(t *testing.T) {
	trunks, err := telephony.ParseTrunks(" 203.0.113.0/28,198.51.100.7 asserts media=192.0.2.0/24 ; 2001:db8::/48 from international 433;")
	if err != nil || len(trunks) != 2 {
		t.Fatalf("%+v %v", trunks, err)
	}
	a, b := trunks[0], trunks[1]
	if len(a.Networks) != 2 || a.Networks[1].Bits() != 32 || len(a.Media) != 1 || !a.Asserts || a.From || a.International || a.Refuses {
		t.Errorf("%+v", a)
	}
	if b.Asserts || !b.From || !b.International || !b.Refuses {
		t.Errorf("%+v", b)
	}
	for _, wrong := range []string{"x asserts", "203.0.113.1", "203.0.113.1 believes", "203.0.113.0/28 asserts; 203.0.113.5 from", "203.0.113.1 asserts media=x", "203.0.113.0/33 asserts"} {
		if trunks, err := telephony.ParseTrunks(wrong); err == nil {
			t.Errorf("%q is %+v", wrong, trunks)
		}
	}
	for _, wrong := range []string{"", "30000", "30000-", "2000-1000", "80-100", "1024-1024", "60000-70000", "a-b"} {
		if p, err := telephony.ParsePorts(wrong); err == nil {
			t.Errorf("%q is %+v", wrong, p)
		}
	}
}
