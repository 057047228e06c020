package form_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"netanswer/shared/form"
)

func TestDecode(t *testing.T) {
	in := url.Values{
		"part": {"card"}, "card_number": {"4111 1111 1111 1111", "second"}, "exp_month": {"０１"}, "email": {"name@example.jp"},
		"agree": {"on"}, "nobody": {"knows"}, "CardNumber": {"no"}, "": {"none"},
	}
	f := form.Registration{ExpYear: "what stood there before"}
	form.Decode(in, &f)
	want := form.Registration{Part: form.PartCard, CardNumber: "4111 1111 1111 1111", ExpMonth: "０１", Email: "name@example.jp", Agree: true}
	if f != want {
		t.Errorf("not as sent: part %q, month %q, year %q, mail %q, agree %v", f.Part, f.ExpMonth, f.ExpYear, f.Email, f.Agree)
	}
	s := form.Strength{}
	form.Decode(url.Values{"password": {" as typed　"}, "own": {"hanako2026", "name@example.jp"}}, &s)
	if string(s.Password) != " as typed　" || !reflect.DeepEqual(s.Own, []string{"hanako2026", "name@example.jp"}) {
		t.Errorf("own words %q", s.Own)
	}
	for typed, agreed := range map[string]bool{"on": true, "true": true, "1": true, "": false, "false": false, "off": false, "0": false, "no": false} {
		form.Decode(url.Values{"agree": {typed}}, &f)
		if f.Agree != agreed {
			t.Errorf("agree=%s is %v", typed, f.Agree)
		}
	}
}

func TestDecodeKnowsEveryForm(t *testing.T) {
	for _, f := range []any{&form.Registration{}, &form.Confirm{}, &form.Send{}, &form.Passcode{}, &form.NewLogin{}, &form.Login{}, &form.Logout{}, &form.Strength{}} {
		form.Decode(url.Values{}, f)
		form.Text(f)
	}
	defer func() {
		if recover() == nil {
			t.Error("a number in a form passes unnoticed")
		}
	}()
	form.Decode(url.Values{}, &struct {
		N int `json:"n"`
	}{})
}

func TestTextHoldsAllButSecrets(t *testing.T) {
	f := good()
	got := form.Text(f)
	want := url.Values{"exp_month": {"01"}, "exp_year": {"28"}, "member_id": {"hanako2026"}, "email": {"mihon@example.jp"}, "agree": {"true"}, "terms_version": {"3"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	var again form.Registration
	form.Decode(form.Text(&f), &again)
	f.CardNumber, f.SecurityCode, f.Password = "", "", ""
	if again != f {
		t.Errorf("%+v, want %+v", again, f)
	}
}

func TestNoFormPrintsItsSecrets(t *testing.T) {
	const number, code, password, passcode = "4111111111111111", "864", "Tsubaki7!x", "975310"
	reg := good()
	reg.CardNumber, reg.SecurityCode, reg.Password = number, code, password
	forms := []any{
		reg, &reg, form.Passcode{Passcode: passcode}, form.NewLogin{Password: password}, form.Login{Password: password},
		form.Strength{Password: password}, form.Secret(number), []form.Secret{password}, map[string]any{"reg": reg, "code": form.Secret(code)},
	}
	var seen []string
	var log strings.Builder
	l := zerolog.New(&log)
	for _, f := range forms {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%U", "%t", "%20v", "%z", "an argument too many"} {
			seen = append(seen, fmt.Sprintf(verb, f))
		}
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, fmt.Sprint(f), fmt.Sprintln(f), string(b), form.Text(reg).Encode())
		l.Info().Interface("form", f).Fields(map[string]any{"form": f}).Msgf("%v", f)
	}
	l.Info().Stringer("secret", form.Secret(number)).Interface("problems", reg.Check(rules)).Send()
	seen = append(seen, log.String())
	for _, s := range seen {
		for _, bad := range []string{number, code, password, passcode, "34313131", "54737562", "[52 49"} {
			if strings.Contains(s, bad) {
				t.Errorf("%q holds %q", s, bad)
			}
		}
	}
	var back form.Login
	if err := json.Unmarshal([]byte(`{"member_id":"hanako2026","password":"Tsubaki7!x"}`), &back); err != nil || string(back.Password) != password {
		t.Errorf("a secret cannot be read from JSON: %v", err)
	}
}

func FuzzRegistrationDecode(f *testing.F) {
	f.Add("card_number=4111+1111+1111+1111&exp_month=01&exp_year=28&security_code=123&member_id=hanako2026&password=Tsubaki7!x&email=mihon%40example.jp&agree=on", true)
	f.Add("part=card&card_number=%EF%BC%94%EF%BC%91&exp_month=01/28&security_code=%FF", false)
	f.Add("part=login&member_id=%00&password=%E6%A4%BF&email=a@", true)
	f.Add("part=email&email=a..b.@docomo.ne.jp", false)
	f.Add("exp_month=%2F&exp_year=%2F&agree=true&own=1&own=2", true)
	f.Fuzz(func(t *testing.T, query string, nist bool) {
		in, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		r := rules
		if nist {
			r.Policy = form.NIST
		}
		var reg, again form.Registration
		form.Decode(in, &reg)
		form.Decode(in, &again)
		if reg != again {
			t.Error("the same submission is read in two ways")
		}
		ps := reg.Check(r)
		known := []string{"card_number", "exp_month", "exp_year", "security_code", "member_id", "password", "email", "agree"}
		told := map[string]bool{}
		for _, p := range ps {
			if told[p.Field] || !strings.Contains(strings.Join(known, " "), p.Field) || p.Key == "" || p.Message == "" || strings.Contains(p.Message, "%!") {
				t.Errorf("problem %+v", p)
			}
			told[p.Field] = true
			for _, s := range []form.Secret{reg.CardNumber, reg.Password} {
				// A message holds the symbols and examples of its own: digits in a row it never does.
				if len(s) > 8 && strings.Trim(string(s), "0123456789") == "" && strings.Contains(p.Message, string(s)) {
					t.Errorf("%q shows what was typed", p.Message)
				}
			}
		}
		_, _, _, err = form.Card(reg)
		if err == nil != !(told["card_number"] || told["exp_month"] || told["exp_year"] || told["security_code"]) && reg.Part != form.PartLogin && reg.Part != form.PartEmail && !expired(ps) {
			t.Errorf("problems %v, yet Card says %v", ps, err)
		}
		if !told["email"] && (reg.Part == form.PartAll || reg.Part == form.PartEmail) {
			if e := form.NormalEmail(reg.Email); strings.Count(e, "@") != 1 || len(e) > 254 || strings.ContainsAny(e, " \r\n\t") {
				t.Errorf("%q passes as an address", e)
			}
		}
		for _, s := range [][]form.Problem{form.NewLogin{MemberID: reg.MemberID, Password: reg.Password}.Check(r), form.Login{MemberID: reg.MemberID, Password: reg.Password}.Check(r)} {
			for _, p := range s {
				if p.Message == "" {
					t.Errorf("problem %+v", p)
				}
			}
		}
	})
}

// expired says whether a problem is about a date that reads well and is not good.
func expired(ps []form.Problem) bool {
	for _, p := range ps {
		if p.Key == "exp.past" || p.Key == "exp_year.far" {
			return true
		}
	}
	return false
}
