package site

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"netanswer/server/fault"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

func TestJSONIsAnsweredOnlyWhenItIsPreferred(t *testing.T) {
	for accept, want := range map[string]bool{
		"": false, "application/json": true, "text/html": false, "*/*": false, "application/json, */*": false,
		"text/html,application/xhtml+xml,*/*;q=0.8": false, "application/json;q=0.9, text/html;q=0.8": true, "application/json;q=0.5, text/html": false,
		"application/json, */*;q=0.1": true, "application/json;q=0": false, "APPLICATION/JSON": true, "application/jsonp": false, ";;;,,": false,
		"application/json;q=NaN": true,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept", accept)
		if got := wantsJSON(r); got != want {
			t.Errorf("Accept: %s → JSON %v", accept, got)
		}
	}
}

func TestTheAddressIsTheSocketsUnlessATrustedProxySaysOtherwise(t *testing.T) {
	s := &Site{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}}
	for name, c := range map[string]struct {
		socket string
		xff    []string
		want   string
	}{
		"no proxy":                                {"203.0.113.5:1", nil, "203.0.113.5"},
		"a stranger's header is ignored":          {"203.0.113.5:1", []string{"198.51.100.1"}, "203.0.113.5"},
		"a trusted proxy's header counts":         {"10.0.0.1:1", []string{"198.51.100.1"}, "198.51.100.1"},
		"the rightmost that is not trusted":       {"10.0.0.1:1", []string{"192.0.2.66, 198.51.100.1, 10.0.0.2"}, "198.51.100.1"},
		"several header lines are one list":       {"10.0.0.1:1", []string{"192.0.2.66", "198.51.100.1"}, "198.51.100.1"},
		"nonsense ends the walk":                  {"10.0.0.1:1", []string{"198.51.100.1, what"}, "10.0.0.1"},
		"a proxy that writes ports":               {"10.0.0.1:1", []string{"198.51.100.1:4711"}, "198.51.100.1"},
		"an IPv6 hop with a port":                 {"10.0.0.1:1", []string{"[2001:db8::7]:4711"}, "2001:db8::7"},
		"a zone is no part of an address":         {"10.0.0.1:1", []string{"fe80::1%eth0"}, "fe80::1"},
		"a thousand made-up hops before ours":     {"10.0.0.1:1", []string{strings.Repeat("192.0.2.66, ", 1000) + "198.51.100.1"}, "198.51.100.1"},
		"a thousand trusted hops":                 {"10.0.0.1:1", []string{strings.Repeat("10.0.0.2, ", 1000)[:9998]}, "10.0.0.2"},
		"an empty hop ends the walk":              {"10.0.0.1:1", []string{"198.51.100.1, "}, "10.0.0.1"},
		"a name is no address":                    {"10.0.0.1:1", []string{"localhost"}, "10.0.0.1"},
		"half a port":                             {"10.0.0.1:1", []string{"198.51.100.1:"}, "10.0.0.1"},
		"a mapped address is the IPv4 one":        {"[::ffff:203.0.113.5]:1", nil, "203.0.113.5"},
		"a trusted IPv6 proxy, an IPv6 visitor":   {"[fd00::1]:1", []string{"2001:db8::7"}, "2001:db8::7"},
		"all of them trusted: the leftmost known": {"10.0.0.1:1", []string{"10.0.0.9"}, "10.0.0.9"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.socket
		for _, x := range c.xff {
			r.Header.Add("X-Forwarded-For", x)
		}
		for _, other := range []string{"Forwarded", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP"} { // anybody may send these
			r.Header.Set(other, "for=192.0.2.99, 192.0.2.99")
		}
		if got := s.address(r); got.String() != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestTheLanguageIsTheChosenOneElseTheBrowsersElseJapanese(t *testing.T) {
	for name, c := range map[string]struct {
		header, cookie string
		want           text.Lang
	}{
		"nothing known":       {"", "", text.JA},
		"a browser in German": {"de-DE,de", "", text.JA},
		"English first":       {"en-GB,en;q=0.9,ja;q=0.8", "", text.EN},
		"Japanese first":      {"ja,en;q=0.9", "", text.JA},
		"chosen English":      {"ja", "en", text.EN},
		"nonsense":            {";;;;q=q", "", text.JA},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", c.header)
		if c.cookie != "" {
			r.AddCookie(&http.Cookie{Name: langCookie, Value: c.cookie})
		}
		if got := language(r); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func decoded(kind, body string) (form.Registration, error) {
	r := httptest.NewRequest("POST", "/register", strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	var in form.Registration
	err := (&Site{}).decode(&visit{ResponseWriter: httptest.NewRecorder(), Request: r}, &in)
	return in, err
}

func TestAFormAndJSONDecodeToTheSame(t *testing.T) {
	a, err := decoded("application/x-www-form-urlencoded; charset=utf-8", "card_number=4111&email=a%40b.example&agree=true&unknown=1")
	if err != nil {
		t.Fatal(err)
	}
	b, err := decoded("application/json", `{"card_number":"4111","email":"a@b.example","agree":true}`)
	if err != nil || a != b || a.Email != "a@b.example" || !a.Agree || string(a.CardNumber) != "4111" {
		t.Errorf("%#v %#v %v", a, b, err)
	}
}

func TestWhatIsNoFormIsRefusedWithoutQuotingIt(t *testing.T) {
	const urlencoded, asJSON = "application/x-www-form-urlencoded", "application/json"
	for name, c := range map[string]struct {
		kind, body string
		want       wire.Code
	}{
		"no content type":              {"", "a=b", wire.BadType},
		"multipart":                    {"multipart/form-data; boundary=x", "--x--", wire.BadType},
		"too large":                    {urlencoded, "email=" + strings.Repeat("x", maxBody), wire.TooLarge},
		"bad UTF-8":                    {urlencoded, "email=\xff\xfe", wire.BadRequest},
		"bad UTF-8 escaped":            {urlencoded, "email=%ff", wire.BadRequest},
		"a bad escape":                 {urlencoded, "card_number=4111%zz", wire.BadRequest},
		"a field twice":                {urlencoded, "email=a&email=b", wire.BadRequest},
		"no JSON":                      {asJSON, "{", wire.BadRequest},
		"JSON that is a list":          {asJSON, `["a"]`, wire.BadRequest},
		"a number for a word":          {asJSON, `{"card_number":4111}`, wire.BadRequest},
		"an object for a word":         {asJSON, `{"email":{"a":"b"}}`, wire.BadRequest},
		"two values":                   {asJSON, `{"email":"a"} {"email":"b"}`, wire.BadRequest},
		"a list for a word":            {asJSON, `{"email":["a","b"]}`, wire.BadRequest},
		"a field twice in JSON":        {asJSON, `{"email":"a","email":"b"}`, wire.BadRequest},
		"the same in another spelling": {asJSON, `{"email":"a","\u0065mail":"b"}`, wire.BadRequest},
		"an unknown field in JSON":     {asJSON, `{"email":"a","admin":"true"}`, wire.BadRequest},
		"a tick for a word":            {asJSON, `{"email":true}`, wire.BadRequest},
		"a word for a tick":            {asJSON, `{"agree":"true"}`, wire.BadRequest},
		"null":                         {asJSON, `{"email":null}`, wire.BadRequest},
		"nothing":                      {asJSON, ``, wire.BadRequest},
		"no end":                       {asJSON, `{"email":"a"`, wire.BadRequest},
		"a comma too many":             {asJSON, `{"email":"a",}`, wire.BadRequest},
		"half a character":             {asJSON, `{"email":"\ud800"}`, wire.BadRequest},
		"NUL":                          {urlencoded, "email=a%00b", wire.BadRequest},
		"NUL in JSON":                  {asJSON, `{"email":"a\u0000b"}`, wire.BadRequest},
		"a thousand fields":            {urlencoded, strings.Repeat("a=1&", 1000), wire.BadRequest},
		"a semicolon":                  {urlencoded, "email=a;agree=true", wire.BadRequest},
		"deep nesting in a field":      {asJSON, `{"email":` + strings.Repeat("[", 5000), wire.BadRequest},
		"deep nesting in a list":       {asJSON, `{"own":` + strings.Repeat("[", 5000), wire.BadRequest},
		"packed":                       {urlencoded + "; charset=utf-8\x00", "email=a", wire.BadType},
		"deep nesting":                 {asJSON, strings.Repeat("[", 5000) + strings.Repeat("]", 5000), wire.BadRequest},
	} {
		_, err := decoded(c.kind, c.body)
		f := fault.As(err)
		if err == nil || f.Code != c.want {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(f.Error(), "4111") {
			t.Errorf("%s: the error quotes what was sent: %v", name, f)
		}
	}
}

func TestOnlyAScreenOfOursIsGoneToAfterTheLogin(t *testing.T) {
	for next, want := range map[string]string{
		"/home": "/home", "": "/home", "/register": "/register", "https://evil.example/": "/home", "//evil.example": "/home", "/\\evil.example": "/home",
		"javascript:alert(1)": "/home", "/home\r\nSet-Cookie: a=b": "/home", "/nothing": "/home",
	} {
		if got := wanted(next); got != want {
			t.Errorf("next=%q goes to %q", next, got)
		}
	}
}

func TestAQRCodeIsDrawnWithItsQuietZone(t *testing.T) {
	path, size, err := drawQR("https://card.example.jp")
	if err != nil || size < 21+8 || !strings.HasPrefix(path, "M4 4h7v1h-7z") {
		t.Errorf("%d %.40q %v", size, path, err)
	}
}

func TestAMaskedAddressShowsItsFirstLetterOnly(t *testing.T) {
	for mail, want := range map[string]string{"hanako@example.jp": "h***@example.jp", "花@example.jp": "花***@example.jp", "nobody": "", "@x": ""} {
		if got := member.MaskMail(mail); got != want {
			t.Errorf("%s → %s", mail, got)
		}
	}
}
