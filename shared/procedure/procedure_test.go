package procedure_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/menu"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
)

var today = japan.Date{Year: 2026, Month: 11, Day: 26}

func TestTheTableIsWhole(t *testing.T) {
	keys, orders := map[string]bool{}, map[string]bool{}
	shape := form.Shape(&procedure.Form{})
	assurances := []string{"", "call", "mail", "sms", "desk", "passkey"}
	for _, row := range procedure.Rows() {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(row.Key) || keys[row.Key] || row.Order != "" && orders[row.Order] {
			t.Errorf("%s, which orders %q, is not one of its own", row.Key, row.Order)
		}
		keys[row.Key], orders[row.Order] = true, true
		if row.Title.Key == "" || row.Lead.Key == "" || row.Icon == "" || len(row.Tells) == 0 {
			t.Errorf("%s is not said in full", row.Key)
		}
		if n := max(utf8.RuneCountInString(row.Named.JA), utf8.RuneCountInString(row.Named.EN)); row.Order != "" && (n == 0 || n > 20) {
			t.Errorf("%s is called by %d characters in a passcode's text", row.Key, n)
		}
		if least, careful := slices.Index(assurances, row.Least), slices.Index(assurances, row.Careful); least < 0 || careful < least {
			t.Errorf("%s: %s, carefully %s", row.Key, row.Least, row.Careful)
		}
		for _, a := range row.Asks {
			want := form.Word
			if a.Kind == form.Box {
				want = form.Tick
			}
			if shape[a.Name] != want || a.Label.Key == "" {
				t.Errorf("%s asks for %s, which the form does not hold so", row.Key, a.Name)
			}
		}
		if i := slices.IndexFunc(menu.All, func(i menu.Item) bool { return i.Path == procedure.Path+"/"+row.Key }); i < 0 {
			t.Errorf("%s is not in the menu", row.Key)
		}
	}
	for _, i := range menu.All {
		if key, ok := strings.CutPrefix(i.Path, procedure.Path+"/"); ok && !keys[key] && key != "faq" && key != "contact" { // screens of their own
			t.Errorf("the menu leads to %s, which is no procedure", i.Path)
		}
	}
}

// Every field of the form belongs to a row, or to all.
func TestTheFormHoldsNothingThatNoRowAsksFor(t *testing.T) {
	asked := map[string]bool{"procedure": true, "key": true, "now": true, "call": true}
	for _, row := range procedure.Rows() {
		for _, a := range row.Asks {
			asked[a.Name] = true
		}
	}
	for name := range form.Shape(&procedure.Form{}) {
		if !asked[name] {
			t.Errorf("no row asks for %s", name)
		}
	}
}

func TestAFormIsCheckedByItsRow(t *testing.T) {
	r := form.Rules{Today: today, Lang: text.JA}
	address := procedure.Form{Procedure: "address", Postal: "150-0001", Prefecture: "13", City: "渋谷区", Street: "神宮前1-2-3"}
	for name, c := range map[string]struct {
		in   procedure.Form
		want []string
	}{
		"an unknown procedure":             {procedure.Form{Procedure: "nothing"}, []string{":field.foreign"}},
		"none":                             {procedure.Form{}, []string{":field.foreign"}},
		"an address":                       {address, nil},
		"an address with points":           {with(address, func(f *procedure.Form) { f.Points = "100" }), []string{":field.foreign"}},
		"an address with a lock":           {with(address, func(f *procedure.Form) { f.All = true }), []string{":field.foreign"}},
		"an address without all":           {procedure.Form{Procedure: "address"}, []string{"postal:field.empty", "prefecture:field.choose", "city:field.empty", "street:field.empty"}},
		"nowhere":                          {with(address, func(f *procedure.Form) { f.Prefecture = "48" }), []string{"prefecture:field.choose"}},
		"a lock until yesterday":           {procedure.Form{Procedure: "lock", All: true, Until: "2026-11-25"}, []string{"until:field.early"}},
		"a lock for two years":             {procedure.Form{Procedure: "lock", All: true, Until: "2028-11-25"}, []string{"until:field.late"}},
		"a lock":                           {procedure.Form{Procedure: "lock", All: true, Until: "2026-11-26"}, nil},
		"a loss tomorrow":                  {procedure.Form{Procedure: "lost", How: "lost", On: "2026-11-27"}, []string{"on:field.late"}},
		"a loss of an unknown way":         {procedure.Form{Procedure: "lost", How: "eaten", On: "2026-11-26"}, []string{"how:field.choose"}},
		"a child":                          {procedure.Form{Procedure: "family", Name: "見本 太郎", Kana: "ミホン タロウ", Roman: "TARO MIHON", BirthDate: "2008-11-27", Relation: "child"}, []string{"birth_date:field.late"}},
		"who is 18 today":                  {procedure.Form{Procedure: "family", Name: "見本 太郎", Kana: "ミホン タロウ", Roman: "TARO MIHON", BirthDate: "2008-11-26", Relation: "child"}, nil},
		"a new number, before the code":    {procedure.Form{Procedure: "phone", Phone: "090-1234-5678"}, nil},
		"its code, without it":             {procedure.Form{Procedure: "phone", Code: "123456"}, nil},
		"the call of a landline":           {procedure.Form{Procedure: "phone", Phone: "03-1234-5678", Call: "x"}, nil},
		"a call from no number":            {procedure.Form{Procedure: "phone", Call: "x"}, []string{"phone:field.empty"}},
		"a call for a mail address":        {procedure.Form{Procedure: "email", Email: "a@example.jp", Call: "x"}, []string{":field.foreign"}},
		"a call for a lock":                {procedure.Form{Procedure: "lock", All: true, Call: "x"}, []string{":field.foreign"}},
		"neither":                          {procedure.Form{Procedure: "phone"}, []string{"phone:field.empty"}},
		"a mail address in the phone's":    {procedure.Form{Procedure: "phone", Phone: "090-1234-5678", Email: "a@example.jp"}, []string{":field.foreign"}},
		"a reason that is none":            {procedure.Form{Procedure: "reissue", Why: "bored"}, []string{"why:field.choose"}},
		"leaving without saying why":       {procedure.Form{Procedure: "leave"}, nil},
		"points, whose bounds are not now": {procedure.Form{Procedure: "points", Points: "100"}, nil},
		"too many letters for points":      {procedure.Form{Procedure: "points", Points: strings.Repeat("ab", 30)}, []string{"points:field.long"}},
	} {
		var got []string
		for _, p := range c.in.Check(r) {
			got = append(got, p.Field+":"+p.Key)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func with(f procedure.Form, change func(*procedure.Form)) procedure.Form { change(&f); return f }
