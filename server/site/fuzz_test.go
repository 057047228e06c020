package site

import (
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"netanswer/shared/form"
)

// Whatever comes as a form is a form or a fault that says nothing of it; what is taken goes back and forth unchanged.
func FuzzDecode(f *testing.F) {
	for _, body := range []string{
		"card_number=4111&agree=on&own=a&own=b", "email=%ff", "a=1&a=2", "a;b", "%", strings.Repeat("a=1&", 70),
		`{"card_number":"4111","agree":true}`, `{"own":["a","b"]}`, `{"agree":"true"}`, `{"a":{"b":[`, `[[[[`, `{"email":"a","email":"b"}`, `{"email":"\ud800"}`, "{\"email\":\"\xff\"}", "null", "",
	} {
		f.Add(body, true)
		f.Add(body, false)
	}
	f.Fuzz(func(t *testing.T, body string, asJSON bool) {
		kind := "application/x-www-form-urlencoded"
		if asJSON {
			kind = "application/json"
		}
		for _, into := range []any{new(form.Registration), new(form.Strength), new(form.Login), new(form.Confirm)} {
			r := httptest.NewRequest("POST", "/", strings.NewReader(body))
			r.Header.Set("Content-Type", kind)
			err := (&Site{}).decode(&visit{ResponseWriter: httptest.NewRecorder(), Request: r}, into)
			if err != nil {
				if len(body) > 40 && strings.Contains(err.Error(), body) {
					t.Errorf("the fault quotes what was sent: %v", err)
				}
				continue
			}
			shown := form.Text(into)
			for name, values := range shown {
				for _, v := range values {
					if !typeable(v) {
						t.Errorf("%s holds %q", name, v)
					}
				}
			}
			again := reflect.New(reflect.TypeOf(into).Elem()).Interface()
			form.Decode(shown, again)
			if !reflect.DeepEqual(form.Text(again), shown) {
				t.Errorf("%v comes back as %v", shown, form.Text(again))
			}
			if c, ok := reflect.ValueOf(into).Elem().Interface().(form.Checker); ok {
				c.Check(form.Rules{Policy: form.Netanswer})
			}
		}
	})
}

// A path is gone to after the login only if it is exactly a screen's.
func FuzzWanted(f *testing.F) {
	for _, next := range []string{"/home", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/home?x", "/%68ome", "/home/..", "／home"} {
		f.Add(next)
	}
	f.Fuzz(func(t *testing.T, next string) {
		to := wanted(next)
		if to != "/home" && to != next || strings.HasPrefix(to, "//") || !strings.HasPrefix(to, "/") || strings.ContainsAny(to, "\\\r\n?#") {
			t.Errorf("%q leads to %q", next, to)
		}
	})
}
