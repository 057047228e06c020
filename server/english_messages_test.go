package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"netanswer/server/notify"
)

// messages are all that arrived anywhere, the oldest last.
func (p *program) messages(t *testing.T) (out []struct{ Channel, To, Subject, Text, HTML string }) {
	t.Helper()
	if err := p.runner.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(p.person(true).get("/dev/handset/messages").body), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestMessagesGoOutInTheLanguageOfWhoeverReadsThem(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, lang := range []string{"ja", "en"} {
			c, login := pr.card("both"), "mizube2026"
			if lang == "en" {
				c, login = pr.card("sms"), "minato2026"
			}
			before := len(pr.messages(t))
			p, _ := pr.reads(lang)
			p.registered(c, c.Mobile, "member_id", login, "email", "typed-"+lang+"@mail.example.org")
			all := pr.messages(t)
			all = all[:len(all)-before]
			told := map[string]bool{}
			for _, m := range all {
				if n := notify.SMSUnits(m.Text); m.Channel == "sms" && n > 70 {
					t.Errorf("%s: %d units: %s", lang, n, m.Text)
				}
				words := m.Subject + m.Text
				if m.Channel == "mail" && (m.HTML == "" || (kanaOrKanji(m.HTML) != "") != (kanaOrKanji(words) != "")) {
					t.Errorf("%s: a mail's HTML is in another language than its text: %s\n%s", lang, m.Text, m.HTML)
				}
				ja, en := kanaOrKanji(words) != "", strings.Contains(words, "Not you?") || strings.Contains(words, "call our desk") || strings.Contains(words, "share")
				notice := strings.Contains(words, "Not you?") || strings.Contains(words, "call our desk") || strings.Contains(words, "お心当たり")
				onFile := m.To != "typed-"+lang+"@mail.example.org"
				switch {
				case lang == "ja" && (!ja || en):
					t.Errorf("a Japanese registration sends %s to %s", words, m.To)
				case lang == "en" && notice && onFile && (!ja || !en): // a stranger may have chosen the language
					t.Errorf("the notice of an English registration to a contact on file is not in both: %s", words)
				case lang == "en" && !(notice && onFile) && ja:
					t.Errorf("what goes to the person at the screen: %s", words)
				}
				if notice {
					told[m.Channel] = true
				}
				if m.Channel == "mail" && onFile && lang == "en" && strings.Index(m.Text, "お心当たり") > strings.Index(m.Text, "call our desk") {
					t.Errorf("Japanese does not come first: %s", m.Text)
				}
			}
			if !told["sms"] || !told["mail"] {
				t.Errorf("%s: notices only by %v", lang, told)
			}
		}
	})
}

func TestTheTypedAddressThatIsOnFileTooIsToldInBothLanguages(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("both")
		p, _ := pr.reads("en")
		p.registered(c, c.Mobile, "email", c.Email)
		seen := 0
		for _, m := range pr.messages(t) {
			if m.To == c.Email && strings.Contains(m.Text, "call our desk") {
				if seen++; kanaOrKanji(m.Text) == "" {
					t.Errorf("in English alone: %s", m.Text)
				}
			}
		}
		if seen != 1 {
			t.Errorf("%d notices", seen)
		}
	})
}

func TestAMembersLanguageIsThatOfTheRegistrationUntilTheyChangeIt(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		c := pr.card("sms")
		p, _ := pr.reads("en")
		p.registered(c, c.Mobile)
		p.confirmed("someone@mail.example.org", "mizube2026", "Kiri-no-mori7")
		// notices about a recovery go out in the member's language, whatever the browser's
		notice := func() string {
			pr.clock.turn(2 * time.Minute)
			other, _ := pr.reads("ja")
			other.recovered(c)
			for _, m := range pr.messages(t) {
				if m.Channel == "mail" && m.To == "someone@mail.example.org" {
					return m.Text
				}
			}
			t.Fatal("no notice")
			return ""
		}
		if words := notice(); kanaOrKanji(words) != "" {
			t.Errorf("an English member is told %s", words)
		}
		p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
		p.want(p.do("GET", "/language?to=ja", nil, "Referer", "https://elsewhere.example/home", "Sec-Fetch-Site", "cross-site"), 303, "/")
		if words := notice(); kanaOrKanji(words) != "" {
			t.Errorf("another site's link changed the language: %s", words)
		}
		p.want(p.do("GET", "/language?to=ja", nil, "Referer", p.site.URL+"/home", "Sec-Fetch-Site", "same-origin"), 303, "/home")
		if words := notice(); kanaOrKanji(words) == "" {
			t.Errorf("a member who chose Japanese is told %s", words)
		}
	})
}
