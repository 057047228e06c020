package form_test

import (
	"strings"
	"testing"

	"netanswer/shared/form"
)

func TestEmail(t *testing.T) {
	tests := []struct{ name, typed, want string }{
		{"a plain address is fine", "name@example.jp", ""},
		{"dots, plus and hyphens are fine", "first.last+card-1@mail.example.co.jp", ""},
		{"full-width is understood", "ｎａｍｅ＠ｅｘａｍｐｌｅ．ｊｐ", ""},
		{"the dot of a Japanese keyboard is understood", "name@example。jp", ""},
		{"spaces around and invisible characters are forgiven", "　name@exa\u200bmple.jp \n", ""},
		{"old docomo addresses are fine", "a..b.@docomo.ne.jp", ""},
		{"old au addresses are fine", "a.@ezweb.ne.jp", ""},
		{"dots in a row elsewhere are a slip", "a..b@example.jp", "email.symbol"},
		{"a dot before the @ elsewhere is a slip", "name.@example.jp", "email.symbol"},
		{"a dot in front is never right", ".a@docomo.ne.jp", "email.symbol"},
		{"a name of an encoded domain is fine", "name@xn--eckwd4c7c.xn--zckzah", ""},
		{"the longest address is fine", strings.Repeat("a", 64) + "@" + strings.Repeat("b", 63) + "." + strings.Repeat("c", 63) + "." + strings.Repeat("d", 58) + ".jp", ""},
		{"nothing is empty", " ", "email.empty"},
		{"there is no @", "name.example.jp", "email.no_at"},
		{"there are two @", "name@@example.jp", "email.two_at"},
		{"there are two addresses", "a@example.jp,b@example.jp", "email.two_at"},
		{"nothing is before the @", "@example.jp", "email.no_name"},
		{"nothing is behind the @", "name@", "email.domain"},
		{"the domain has no dot", "hanako＠example", "email.no_dot"},
		{"the domain ends with a dot", "name@example.jp.", "email.domain"},
		{"the domain begins with a dot", "name@.jp", "email.domain"},
		{"the domain ends with a number", "name@192.168.0.1", "email.domain"},
		{"the domain has an underline", "name@exam_ple.jp", "email.domain"},
		{"the domain has a hyphen at an edge", "name@-example.jp", "email.domain"},
		{"the domain's end has one letter", "name@example.j", "email.domain"},
		{"there is a space within", "na me@example.jp", "email.space"},
		{"a line end cannot smuggle a header in", "name@example.jp\r\nBcc: x@example.jp", "email.space"},
		{"Japanese letters are no address", "なまえ@example.jp", "email.wide"},
		{"a comma is a slip", "na,me@example.jp", "email.symbol"},
		{"quotes and brackets are none of ours", `"name"<x>@example.jp`, "email.symbol"},
		{"255 are too long", strings.Repeat("a", 64) + "@" + strings.Repeat("b", 63) + "." + strings.Repeat("c", 63) + "." + strings.Repeat("d", 59) + ".jp", "email.long"},
		{"65 before the @ are too long", strings.Repeat("a", 65) + "@example.jp", "email.long"},
		{"pages are too long", strings.Repeat("a@", 100_000), "email.long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := keys((form.Registration{Part: form.PartEmail, Email: tt.typed}).Check(rules))
			if got = strings.TrimPrefix(got, "email "); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestNormal(t *testing.T) {
	for typed, want := range map[string]string{
		" Hanako.M＠Example。JP\u200b ": "Hanako.M@example.jp",
		"ＨＡＮＡ＠ＥＸＡＭＰＬＥ．ＪＰ":             "HANA@example.jp",
		"none": "none",
		"":     "",
	} {
		if got := form.NormalEmail(typed); got != want || form.NormalEmail(got) != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
	if got := form.NormalID("　Ｈａｎａｋｏ２０２６\u200b "); got != "Hanako2026" {
		t.Errorf("ID becomes %q", got)
	}
}
