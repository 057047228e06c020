package telephony_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"netanswer/server/telephony"
)

// ask sends a request from an address and answers the first line of what comes back; empty when nothing does.
func (x *exchange) ask(t *testing.T, from, request string) string {
	t.Helper()
	conn, err := net.ListenPacket("udp", from+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	to, err := net.ResolveUDPAddr("udp", x.at.String())
	if err != nil {
		t.Fatal(err)
	}
	request = strings.ReplaceAll(request, "127.0.0.1:5060;branch", conn.LocalAddr().String()+";branch")
	if _, err := conn.WriteTo([]byte(request), to); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 4096)
	conn.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
	n, _, err := conn.ReadFrom(buf)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(buf[:n]), "\r\n")
	return line
}

func TestRequestsOutsideOfACallAreAnswered(t *testing.T) {
	x := open(t, nil)
	as := func(method string) string {
		return strings.ReplaceAll(strings.Replace(call, "%", "", 1), "INVITE", method)
	}
	for name, c := range map[string]struct{ request, want string }{
		"a trunk asks whether we are there":  {as("OPTIONS"), "SIP/2.0 200 OK"},
		"a call that nobody knows ends":      {as("BYE"), "SIP/2.0 481 Call/Transaction Does Not Exist"},
		"a call that nobody knows, canceled": {as("CANCEL"), "SIP/2.0 481 Call/Transaction Does Not Exist"},
		"somebody wants to register":         {as("REGISTER"), "SIP/2.0 405 Method Not Allowed"},
		"somebody sends a text":              {as("MESSAGE"), "SIP/2.0 405 Method Not Allowed"},
		"a call that nobody knows changes":   {strings.Replace(as("INVITE"), "To: <sip:0120000000@x>", "To: <sip:0120000000@x>;tag=2", 1), "SIP/2.0 481 Call/Transaction Does Not Exist"},
		"a call without an offer":            {strings.Replace(call, "%", "P-Asserted-Identity: <tel:+819012345678>\r\n", 1), "SIP/2.0 488 Not Acceptable Here"},
		"a call without a Contact":           {strings.Replace(as("INVITE"), "Contact:", "X-Contact:", 1), "SIP/2.0 400 Bad Request"},
		"a call without a tag in From":       {strings.Replace(as("INVITE"), ";tag=1", "", 1), "SIP/2.0 400 Bad Request"},
		"an ACK of nothing":                  {as("ACK"), ""},
		"no SIP at all":                      {"GET / HTTP/1.1\r\n\r\n", ""},
	} {
		request := strings.Replace(c.request, "z9hG4bK1", "z9hG4bK-"+strings.NewReplacer(" ", "-", ",", "").Replace(name), 1)
		if got := x.ask(t, "127.0.0.1", request); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := x.ask(t, "127.0.0.2", as("OPTIONS")); got != "" {
		t.Errorf("a stranger is answered: %q", got)
	}
}

// What a request says of itself leads no answer away from where it came from: a stranger who forges a trunk's address on a packet
// must not get to read the answer, by which a call is confirmed.
func TestAnAnswerGoesWhereTheRequestCameFrom(t *testing.T) {
	x := open(t, nil)
	stranger, err := net.ListenPacket("udp", "127.0.0.2:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	_, port, _ := net.SplitHostPort(stranger.LocalAddr().String())
	for _, via := range []string{stranger.LocalAddr().String(), stranger.LocalAddr().String() + ";received=127.0.0.2", "127.0.0.1:" + port + ";received=127.0.0.2;rport=" + port, "stranger.invalid:" + port} {
		conn, err := net.Dial("udp", x.at.String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		invite := strings.Replace(call, "%", "P-Asserted-Identity: <tel:+819012345678>\r\nContent-Type: application/sdp\r\n", 1) + plainOffer
		invite = strings.NewReplacer("127.0.0.1:5060;branch=z9hG4bK1", via+";branch=z9hG4bK-"+port+via[:3], "<sip:gw@127.0.0.1:5060>", "<sip:gw@"+stranger.LocalAddr().String()+">").Replace(invite)
		conn.Write([]byte(invite))
	}
	stranger.SetReadDeadline(time.Now().Add(time.Second))
	buf := make([]byte, 4096)
	if n, _, err := stranger.ReadFrom(buf); err == nil {
		t.Errorf("the stranger reads %.200q", buf[:n])
	}
	if x.count() != 0 {
		t.Error("counted")
	}
}

func TestAnEndpointThatStopsSendsCallsElsewhere(t *testing.T) {
	x := open(t, func(e *telephony.Endpoint, _ *book) { e.Frame = telephony.Frame })
	phone, begun := x.phone(), make(chan struct{}, 1)
	phone.Listens = func([]byte) bool {
		select {
		case begun <- struct{}{}:
		default:
		}
		return true
	}
	over := make(chan struct{})
	go func() { phone.Call(t.Context(), hanako, ours); close(over) }()
	<-begun
	stopped := make(chan struct{})
	go func() { x.stop(); close(stopped) }()
	options := strings.ReplaceAll(strings.Replace(call, "%", "", 1), "INVITE", "OPTIONS")
	for i := 0; ; i++ {
		got := x.ask(t, "127.0.0.1", strings.Replace(options, "z9hG4bK1", "z9hG4bK-"+string(rune('a'+i)), 1))
		if got == "SIP/2.0 503 Service Unavailable" {
			break
		}
		if i == 20 {
			t.Fatalf("%q", got)
		}
		time.Sleep(10 * time.Millisecond)
	}
	if heard, err := x.phone().Call(t.Context(), hanako, ours); err != nil || heard.Status != 503 {
		t.Errorf("another call: %d %v", heard.Status, err)
	}
	<-over
	<-stopped
}
