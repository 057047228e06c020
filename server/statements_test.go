package main

import (
	"encoding/base64"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/argon2"

	"netanswer/server/member"
	"netanswer/shared/wire"
)

// ofMembers are the tables that are divided by member_id when the database is distributed.
var ofMembers = []string{"members", "credentials", "member_cards", "member_mails", "mail_codes", "consents", "sessions", "devices", "vaults", "inbox", "wishes", "statements", "orders", "inquiries", "inquiry_files"}

// ofNone are the others that a request may touch, each with why it belongs to no member.
var ofNone = map[string]string{
	"logins":         "directory: leads from an ID to its member",
	"card_directory": "directory: leads from a card to its member",
	"flows":          "there is no member yet, or it is not proven who it is",
	"checks":         "passcodes and calls of flows",
	"calls":          "which check a call is for: of flows",
	"outbox":         "messages, sent by whoever runs next",
	"limits":         "counts by HMAC, before anybody is known",
	"backoffs":       "the same",
	"cases":          "what flows could not finish, before it is proven who it is",
	"operators":      "who works at the desk",
	"audit":          "a log of its own, written and never read by a request",
	"switches":       "what is on or off for all servers",
	"feeds":          "how far the issuer's events have been dealt with, by whichever server comes next",
	"events":         "those of them that are tried again, by the same: no request touches them",
	"migrations":     "what the schema is",
}

var (
	named  = regexp.MustCompile(`(?i)\b(?:from|into|join|update)\s+"?([a-z_]+)"?`)
	bound  = regexp.MustCompile(`(?i)\bmember_id"?\)?\s*(?:=\s*(?:'|\$\d|\?)|in\s*\(')`)
	insert = regexp.MustCompile(`(?is)^\s*insert\s+into\s+"?([a-z_]+)"?[^(]*\(([^)]*)\)`)
	quiet  = regexp.MustCompile(`(?i)^(begin|commit|rollback|pragma|savepoint|release)\b|^-- ping$|^;?$`)
	values = regexp.MustCompile(`'(?:[^']|'')*'`)
)

// scattered says why a statement could not be sent to the one machine that has its member; nothing when it can.
func scattered(statement string) string {
	bare := values.ReplaceAllString(statement, "''") // what somebody typed is no table
	if quiet.MatchString(strings.TrimSpace(bare)) {
		return ""
	}
	tables := map[string]bool{}
	for _, m := range named.FindAllStringSubmatch(bare, -1) {
		if name := strings.ToLower(m[1]); name != "set" && name != "skip" { // DO UPDATE SET, FOR UPDATE SKIP LOCKED
			tables[name] = true
		}
	}
	if len(tables) == 0 {
		return "names no table that this test could find"
	}
	if i := insert.FindStringSubmatch(bare); i != nil && slices.Contains(ofMembers, i[1]) {
		delete(tables, i[1])
		if !strings.Contains(i[2], "member_id") {
			return i[1] + " without member_id"
		}
	}
	_, where, _ := strings.Cut(strings.ToLower(bare), " where ")
	for _, t := range slices.Sorted(maps.Keys(tables)) {
		switch {
		case ofNone[t] != "":
		case !slices.Contains(ofMembers, t):
			return t + " is in neither list: whose is it?"
		case !bound.MatchString(where):
			return t + " without member_id"
		}
	}
	return ""
}

// watched collects the statements that reach the database while f runs.
func (p *program) watched(f func()) (statements []string) {
	var mu sync.Mutex
	p.db.Trace(func(s string) {
		mu.Lock()
		defer mu.Unlock()
		statements = append(statements, s)
	})
	f()
	p.db.Trace(nil)
	return statements
}

// hashedCheaply gives a member's password a hash of another cost than this program's.
func (p *program) hashedCheaply(login, password string) {
	p.t.Helper()
	c, _, err := p.db.Member().Credential(p.t.Context(), login)
	if err != nil {
		p.t.Fatal(err)
	}
	salt := []byte("0123456789abcdef")
	b64 := base64.RawStdEncoding
	hash := fmt.Sprintf("$argon2id$v=19$m=8192,t=1,p=1$%s$%s", b64.EncodeToString(salt), b64.EncodeToString(argon2.IDKey([]byte(password), salt, 1, 8*1024, 1, 32)))
	if err := p.db.Member().Update(p.t.Context(), func(tx member.Tx) error {
		return tx.SetPasswordHash(p.t.Context(), c.MemberID, hash, p.clock.now())
	}); err != nil {
		p.t.Fatal(err)
	}
}

// Every statement of everything that a person can do, as it reaches the driver. Where the tables are divided over machines by
// member_id, a statement that does not name it asks all of them.
func TestEveryStatementOfARequestNamesItsMember(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		pr.hashedCheaply("sandbox03", "Sandbox-03-mihon")
		sato, suzuki := pr.operator("sato"), pr.operator("suzuki")
		statements := pr.watched(func() {
			p, c := pr.person(false), pr.card("sms")
			p.get("/")
			p.enter(pr.card("blocked"))
			p.want(p.enter(c, "member_id", "sandbox01"), 422, "") // somebody has it
			p.want(p.enter(c), 303, "/register/confirm")
			p.want(p.post("/register/confirm"), 303, "/register/verify")
			p.post("/register/verify", "passcode", "000000")
			p.want(p.post("/register/verify", "passcode", p.passcode(c.Mobile)), 303, "/register/done")
			p.get("/register/done")
			p.post("/login", "member_id", "mizube2026", "password", "wrong-one-9")
			p.post("/login", "member_id", "nobody2026", "password", "wrong-one-9")
			for range 2 { // the second time on a known device
				p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
				p.want(p.get("/home"), 200, "")
				pr.clock.turn(2 * 60e9) // the session is touched
				p.want(p.get("/home"), 200, "")
				p.want(p.post("/logout"), 303, "/login?out=1")
			}
			p.want(p.post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
			p.want(p.get("/settings/mail"), 200, "")
			p.passcode("someone@mail.example.org")
			pr.clock.turn(member.MailResend)
			p.want(p.post("/settings/mail/send"), 303, "/settings/mail")
			p.post("/settings/mail", "passcode", "000000")
			p.want(p.post("/settings/mail", "passcode", p.passcode("someone@mail.example.org")), 303, "/settings/mail")
			p.want(p.get("/settings"), 200, "")
			p.readsProcedures()
			pr.ordering(borrowing)
			for range 2 { // one, and all others
				pr.person(true).want(pr.person(true).post("/login", "member_id", "mizube2026", "password", "Kiri-no-mori7"), 303, "/home")
			}
			p.want(p.post("/settings/sessions", "session", p.other().Name), 303, "/settings")
			p.want(p.post("/settings/sessions", "session", "others"), 303, "/settings")
			p.want(p.get("/inbox/"+data[wire.Inbox](p, "/inbox").Notices[0].ID), 200, "")
			k, none := pr.person(true), pr.card("nocontact")
			k.want(k.enter(none, "member_id", "nobody-2026"), 303, "/register/confirm")
			k.want(k.post("/register/confirm"), 303, "/register/unable")
			k.post("/register/unable", "desk_code", "0123456789")
			k.want(k.post("/register/unable", "desk_code", pr.given(sato, suzuki, data[wire.Unable](k, "/register/unable").Case)), 303, "/register/done")
			r, known := pr.person(true), pr.card("registered")
			r.want(r.enter(known, "member_id", "second2026"), 303, "/register/confirm")
			r.want(r.post("/register/confirm"), 303, "/register/verify")
			r.want(r.post("/register/verify", "passcode", r.passcode(known.Mobile)), 303, "/register/unable")
			m := pr.person(true)
			m.want(m.post("/login", "member_id", "sandbox03", "password", "Sandbox-03-mihon"), 303, "/home") // the hash is renewed
			m.want(m.get("/language?to=en"), 200, "")                                                        // messages follow
			f, again := pr.person(true), pr.card("reissued")
			f.recovered(again)
			f.want(f.post("/recover/password", "member_id", "sandbox02", "password", "Kaze-no-oto9"), 303, "/recover/done")
			a, another := pr.inside(false, "sandbox03", "Sandbox-03-mihon"), pr.card("late")
			a.adds(another, another.Mobile)
			list := a.cards()
			a.want(a.post("/cards/view", "card", list[1].ID, "next", "/home"), 303, "/home")
			a.want(a.post("/cards/"+list[1].ID, "card_name", "二枚目"), 303, "/cards?done=named")
			a.want(a.post("/cards/"+list[1].ID+"/remove"), 303, "/cards?done=removed")
			o := pr.inside(false, "sandbox01", "Sandbox-01-mihon")
			asked := o.asksInWriting(o.contactPage(), "card", "質問です", map[string]string{"a.pdf": aPDF})
			o.want(o.get(asked.to), 200, "")
			at := o.drafts(lowering(30_000))
			o.want(o.get(at), 200, "")
			o.want(o.post(at), 303, at)
			o.want(o.post(at+"/cancel"), 303, at)
			o.want(o.get("/orders"), 200, "")
			at = o.drafts(borrow(10_000))
			o.want(o.agrees(at), 303, "/prove/verify")
			o.want(o.post("/prove/verify", "passcode", o.passcode(pr.card("registered").Mobile)), 303, at)
			l := pr.person(false)
			l.want(l.enter(pr.card("landline"), "member_id", "denwa-2026"), 303, "/register/confirm")
			l.want(l.post("/register/confirm"), 303, "/register/call")
			l.calls(pr.card("landline").Landline)
			l.want(l.post("/register/call"), 303, "/register/done")
			if err := pr.keeper.Flush(t.Context()); err != nil {
				t.Error(err)
			}
		})
		touched := map[string]bool{}
		for _, s := range statements {
			if why := scattered(s); why != "" {
				t.Errorf("%s:\n%s", why, s)
			}
			for _, m := range named.FindAllStringSubmatch(s, -1) {
				touched[m[1]] = true
			}
		}
		for _, mark := range []string{`'password.rehashed'`, `SET lang = 'en'`} {
			if !slices.ContainsFunc(statements, func(s string) bool { return strings.Contains(s, mark) }) {
				t.Errorf("no statement with %s was seen", mark)
			}
		}
		for _, table := range ofMembers {
			if !touched[table] {
				t.Errorf("no statement on %s was seen in %d: is all of it watched?", table, len(statements))
			}
		}

		// The controls: the sweep goes over all members, and so does this one, through a prepared look-up's and bun's way alike.
		sweep := pr.watched(func() {
			if err := pr.db.Sweep(t.Context(), pr.clock.now()); err != nil {
				t.Error(err)
			}
		})
		if !slices.ContainsFunc(sweep, func(s string) bool { return strings.HasPrefix(scattered(s), "sessions without") }) {
			t.Errorf("the sweep of all sessions was not found out in\n%s", strings.Join(sweep, "\n"))
		}
	})
}

func TestAScatteredStatementIsFoundOut(t *testing.T) {
	for statement, want := range map[string]string{
		`SELECT "c"."login" FROM "credentials" AS "c" WHERE (member_id = 'x')`:                                       "",
		`SELECT created_at FROM sessions WHERE member_id = ?1 AND token_hash = ?2`:                                   "",
		`SELECT created_at FROM sessions WHERE member_id = $1 AND token_hash = $2`:                                   "",
		`SELECT created_at FROM sessions WHERE token_hash = $1`:                                                      "sessions without member_id",
		`SELECT created_at FROM sessions WHERE token_hash = 'member_id = ''x'`:                                       "sessions without member_id",
		`SELECT member_id FROM credentials`:                                                                          "credentials without member_id",
		`DELETE FROM sessions WHERE (member_id, token_hash) IN (SELECT member_id, token_hash FROM sessions LIMIT 5)`: "sessions without member_id",
		`UPDATE "credentials" AS "c" SET last_login = 5 WHERE (login = 'x')`:                                         "credentials without member_id",
		`UPDATE "sessions" AS "s" SET member_id = 'x' WHERE (token_hash = 'x')`:                                      "sessions without member_id",
		`INSERT INTO "sessions" ("member_id", "token_hash") VALUES ('a', 'from strangers')`:                          "",
		`INSERT INTO "sessions" ("token_hash") VALUES ('member_id')`:                                                 "sessions without member_id",
		`INSERT INTO "limits" AS "l" ("name") VALUES ('x') ON CONFLICT (name) DO UPDATE SET hits = l.hits + 1`:       "",
		`SELECT 1 FROM logins JOIN credentials ON logins.member_id = credentials.member_id WHERE login = 'x'`:        "credentials without member_id",
		`SELECT * FROM diaries WHERE member_id = 'x'`:                                                                "diaries is in neither list: whose is it?",
		`BEGIN`: "", `PRAGMA wal_checkpoint(TRUNCATE)`: "",
	} {
		if got := scattered(statement); got != want {
			t.Errorf("%s\n%q, want %q", statement, got, want)
		}
	}
	for table, why := range ofNone {
		if len(why) < 5 || slices.Contains(ofMembers, table) {
			t.Error(fmt.Sprint(table, ": ", why))
		}
	}
}
