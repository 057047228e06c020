package main

import (
	"slices"
	"strings"
	"testing"

	"netanswer/shared/wire"
)

// cards are the member's, as /cards shows them.
func (p *person) cards() []wire.CardRow {
	p.t.Helper()
	return data[wire.Cards](p, "/cards").Cards
}

// inside is a person with a session of a member that the sandbox begins with.
func (p *program) inside(asJSON bool, login, password string) *person {
	p.t.Helper()
	who := p.person(asJSON)
	who.want(who.post("/login", "member_id", login, "password", password), 303, "/home")
	return who
}

func TestACardHasANameThatIsBoundedAndCanBeSeen(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{true, false} {
			p := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
			one := "/cards/" + p.cards()[0].ID
			for _, name := range []string{"ふだん使い", "旅行用 ✈️", "Семья", "العائلة", "家族\u200d👩", strings.Repeat("漢", 20), `<b onclick="x">"'&`, "%s%d{{.}}", "'; DROP TABLE x; --", "2026-11-25 旅行"} {
				p.want(p.post(one, "card_name", "\u3000 "+name+"\t"), 303, "/cards?done=named")
				if got := p.cards()[0]; got.Name != name {
					t.Errorf("%q became %q", name, got.Name)
				}
				html := p.do("GET", "/home", nil, "Accept", "text/html").body
				if strings.Contains(html, `<b onclick`) || name == "ふだん使い" && !strings.Contains(html, name) {
					t.Errorf("%q as it is drawn", name)
				}
			}
			for name, key := range map[string]string{
				strings.Repeat("漢", 21): "card_name.long", "二行\nある": "card_name.letters", "前\u202e後": "card_name.letters", "\u200b": "card_name.letters", "a\u2028b": "card_name.letters",
				"\u200d\u200d": "card_name.letters", "\ue000": "card_name.letters", "4000 0038 1828 1724": "card_name.number", "４０００００３８１８２８１７２４": "card_name.number",
			} {
				a := p.post(one, "card_name", name)
				if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{"card_name:" + key}) {
					t.Errorf("%q: %d %v", name, a.status, a.problems())
				}
			}
			for _, name := range []string{"a\x00b", "a\x1bb", "\xff", strings.Repeat("長", 9000)} { // no person types these
				if a := p.post(one, "card_name", name); a.status != 400 && a.status != 413 {
					t.Errorf("%.20q: %d", name, a.status)
				}
			}
			if got := p.cards()[0].Name; got == "" {
				t.Error("a refused name took the name away")
			}
			p.want(p.post(one, "card_name", "  "), 303, "/cards?done=named")
			if got := p.cards()[0]; got.Name != "" || got.Role != wire.Primary {
				t.Errorf("unnamed again: %+v", got)
			}
			if a := p.post("/cards/aaaaaaaaaaaaaaaa", "card_name", "x"); a.status != 404 {
				t.Errorf("a card that is not there: %d", a.status)
			}
		}
		theirs := pr.inside(true, "sandbox03", "Sandbox-03-mihon").cards()[0]
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		for _, path := range []string{"/cards/" + theirs.ID} {
			if a := p.get(path); a.status != 404 {
				t.Errorf("another member's %s: %d", path, a.status)
			}
			if a := p.post(path, "card_name", "mine"); a.status != 404 {
				t.Errorf("another member's %s is named: %d", path, a.status)
			}
		}
	})
}

func TestAReissuedCardIsListedUnderItsNewNumber(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p, c := pr.inside(true, "sandbox02", "Sandbox-02-mihon"), pr.card("reissued")
		if got := p.cards()[0].Last4; got != c.Number[len(c.Number)-4:] {
			t.Errorf("%s, the card says %s", got, c.Number)
		}
		if body := p.do("GET", "/settings/mail", nil, "Accept", "text/html").body; !strings.Contains(body, `"last4":"`+c.Number[len(c.Number)-4:]) {
			t.Error("the other screens do not know it yet")
		}
	})
}
