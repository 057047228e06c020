package form_test

import (
	"net/url"
	"strings"
	"testing"

	"netanswer/shared/form"
	"netanswer/shared/japan"
)

var day = japan.Date{Year: 2026, Month: 11, Day: 26}

func TestAFieldThatIsDataIsCheckedByWhatItSays(t *testing.T) {
	choices := []form.Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}
	line, kana, roman := form.Field{Kind: form.Line, Most: 10}, form.Field{Kind: form.Kana, Most: 20}, form.Field{Kind: form.Roman, Most: 20}
	postal, code := form.Field{Kind: form.Digits, Most: 7}, form.Field{Kind: form.Code, Most: 6}
	number, mail := form.Field{Kind: form.Phone}, form.Field{Kind: form.Mailed}
	some := form.Field{Kind: form.Date, From: day.AddDays(-10), To: day}
	any, points := form.Field{Kind: form.Date}, form.Field{Kind: form.Amount, Step: 100, Most: 1200}
	pick, choose, box := form.Field{Kind: form.Pick, Choices: choices}, form.Field{Kind: form.Choose, Choices: choices}, form.Field{Kind: form.Box}
	free := form.Field{Kind: form.Line, Most: 10, Free: true}
	for _, c := range []struct {
		f              form.Field
		in, value, key string // key: of the problem; empty: none
	}{
		{line, " 渋谷区 ", "渋谷区", ""}, {line, "", "", "field.empty"}, {line, "　", "", "field.empty"}, {free, "", "", ""}, {free, " ", "", ""},
		{line, strings.Repeat("漢", 11), strings.Repeat("漢", 11), "field.long"}, {line, strings.Repeat("漢", 10), strings.Repeat("漢", 10), ""},
		{line, "前\u202e後", "前\u202e後", "field.letters"}, {line, "\u200b\u200b", "\u200b\u200b", "field.letters"}, {line, "a\x00b", "a\x00b", "field.letters"}, {line, "\xff", "\xff", "field.letters"},
		{form.Field{Kind: form.Line, Most: 40}, "4000 0038 1828 1724", "4000 0038 1828 1724", "field.number"},
		{line, "<script>", "<script>", ""},
		{kana, "みほん　はなこ", "ミホン ハナコ", ""}, {kana, "ﾐﾎﾝ ﾊﾅｺ", "ミホン ハナコ", ""}, {kana, "ミホン", "ミホン", "field.kana"}, {kana, "見本 花子", "見本 花子", "field.kana"},
		{roman, "ｈａｎａｋｏ mihon", "HANAKO MIHON", ""}, {roman, "HANAKO", "HANAKO", "field.roman"}, {roman, "HANAKO M1HON", "HANAKO M1HON", "field.roman"},
		{postal, "１５０－０００１", "1500001", ""}, {postal, "150000", "150000", "field.digits"}, {postal, "15000011", "15000011", "field.digits"}, {postal, "abcdefg", "abcdefg", "field.digits"},
		{code, " 123 456 ", "123456", ""}, {code, "12345", "12345", "field.digits"}, {code, "", "", "field.empty"},
		{number, "090-1234-5678", "+819012345678", ""}, {number, "+81 90 1234 5678", "+819012345678", ""}, {number, "０７０１２３４５６７８", "+817012345678", ""}, {number, "90-1234-5678", "+819012345678", ""},
		{number, "03-1234-5678", "+81312345678", ""}, {number, "（０３）１２３４－５６７８", "+81312345678", ""}, {number, "050-1234-5678", "+815012345678", ""}, {number, "0599-12-3456", "+81599123456", ""},
		{number, "0120-000-000", "+81120000000", "field.phone"}, {number, "0570-000-000", "+81570000000", "field.phone"}, {number, "+1 202 555 0100", "+12025550100", "field.phone"}, {number, "020-1234-5678", "020-1234-5678", "field.phone"},
		{number, "03-1234-567", "03-1234-567", "field.phone"}, {number, "03-1234-5678 x 12", "03-1234-5678 x 12", "field.phone"}, {number, "110", "110", "field.phone"}, {number, "", "", "field.empty"}, {number, "0", "0", "field.phone"},
		{mail, "Hana@Example.JP", "Hana@example.jp", ""}, {mail, "hana", "hana", "email.no_at"}, {mail, strings.Repeat("a", 300) + "@example.jp", strings.Repeat("a", 300) + "@example.jp", "email.long"},
		{some, "2026-11-26", "2026-11-26", ""}, {some, "2026/11/16", "2026-11-16", ""}, {some, "2026-11-15", "2026-11-15", "field.early"}, {some, "2026-11-27", "2026-11-27", "field.late"},
		{any, "2026-02-30", "2026-02-30", "field.day"}, {any, "yesterday", "yesterday", "field.day"}, {any, "20261126", "20261126", "field.day"}, {any, "0000-00-00", "0000-00-00", "field.day"},
		{points, "1,200", "1200", ""}, {points, "１００", "100", ""}, {points, "50", "50", "field.amount"}, {points, "-500", "-500", "field.amount"}, {points, "−500", "−500", "field.amount"}, {points, "150", "150", "field.amount"}, {points, "1300", "1300", "field.amount"}, {points, "0", "0", "field.amount"},
		{points, "99999999999999999999", "99999999999999999999", "field.amount"}, {points, "1e2", "1e2", "field.amount"}, {form.Field{Kind: form.Amount}, "1", "1", "field.amount"},
		{pick, "a", "a", ""}, {pick, "c", "c", "field.choose"}, {pick, "", "", "field.choose"}, {choose, "b", "b", ""}, {choose, "A", "A", "field.choose"},
		{box, "true", "true", ""}, {box, "", "", ""}, {box, "no", "", ""},
	} {
		c.f.Name, c.f.Label = "x", "項目"
		in := url.Values{"x": {c.in}}
		ps, key := form.Fields{c.f}.Check(in, form.Rules{Today: day}), ""
		if len(ps) > 0 {
			key = ps[0].Key
			if strings.Contains(ps[0].Message, "%!") || !strings.HasPrefix(key, "email.") && !strings.Contains(ps[0].Message, "項目") {
				t.Errorf("%s %.20q: says %s", c.f.Kind, c.in, ps[0].Message)
			}
		}
		if len(ps) > 1 || key != c.key || c.f.Value(in) != c.value {
			t.Errorf("%s %.20q: %.30q with %q, want %.30q with %q", c.f.Kind, c.in, c.f.Value(in), key, c.value, c.key)
		}
	}
}

func TestWhatNoFieldAsksForIsRefused(t *testing.T) {
	fs := form.Fields{{Name: "a", Label: "A", Kind: form.Line, Most: 5}, {Name: "b", Label: "B", Kind: form.Line, Most: 5}}
	if ps := fs.Check(url.Values{"a": {"x"}, "b": {"y"}, "c": {"z"}}, form.Rules{}); len(ps) != 1 || ps[0].Field != "" || ps[0].Key != "field.foreign" {
		t.Errorf("%+v", ps)
	}
	if ps := fs.Check(url.Values{"a": {"x"}, "b": {"y"}, "c": {""}}, form.Rules{}); len(ps) != 0 {
		t.Errorf("an empty one: %+v", ps)
	}
	if ps := fs.Check(url.Values{}, form.Rules{}); len(ps) != 2 || ps[0].Field != "a" || ps[1].Field != "b" {
		t.Errorf("in the order of the screen: %+v", ps)
	}
}

func FuzzFields(f *testing.F) {
	f.Add("2026-11-26", "line")
	f.Add("+81 90-1234-5678", "phone")
	f.Fuzz(func(t *testing.T, in, kind string) {
		field := form.Field{Name: "x", Kind: form.Asked(kind), Most: 20, Step: 1}
		if len(form.Fields{field}.Check(url.Values{"x": {in}}, form.Rules{Today: day})) == 0 && kind == "phone" {
			if v := field.Value(url.Values{"x": {in}}); !strings.HasPrefix(v, "+81") || len(v) != 12 && len(v) != 13 {
				t.Errorf("%q is taken for the number %q", in, v)
			}
		}
	})
}
