package sandbox

import (
	"fmt"
	"strings"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
)

// person is a holder: who they are and how they are reached. Phones are written nationally, with hyphens; what is not on
// file is empty.
type person struct {
	family, given name
	birth         japan.Date
	mobile        string
	landline      string
	mail          string
}

func (p person) full() string { return p.family.kanji + " " + p.given.kanji }

// personOf is the main holder of an account, or the holder of its family card. The family shares name and landline.
func personOf(account uint64, family bool, t traits) person {
	d := throw(forPerson, account)
	year, sex := d.between(1942, 2004), d.n(2)
	p := person{
		family: pick(d, families),
		given:  givenName(d, year, sex),
		birth:  japan.On(year, time.January, d.between(1, 365)),
	}
	if t.name != [2]name{} {
		p.family, p.given = t.name[0], t.name[1]
	}
	if t.landline {
		p.landline = landline(d)
	}
	number := account * 2
	if family {
		d = throw(forPerson, account, 1)
		year = min(2004, year+d.between(-6, 6))
		p.given = givenName(d, year, 1-sex)
		p.birth = japan.On(year, time.January, d.between(1, 365))
		number++
	}
	if t.mobile {
		p.mobile = mobile(d, number)
	}
	if t.mail {
		p.mail = strings.ToLower(p.given.roman + "." + p.family.roman)
		if account >= firstMember { // the few demo holders have names of their own
			p.mail += fmt.Sprint(number)
		}
		p.mail += "@" + pick(d, mailDomains)
	}
	return p
}

func givenName(d *dice, year, sex int) name {
	for _, g := range generations {
		if year <= g.until {
			return pick(d, g.given[sex])
		}
	}
	panic("sandbox: no generation") // the last one is open
}

// mailDomains are reserved for examples: by JPRS for .jp, by RFC 2606 for .com.
var mailDomains = []string{"example.jp", "mail.example.jp", "example.ne.jp", "example.com"}

// Every phone number has a 0 where the numbering plan (総務省 電気通信番号計画) wants 1-9 in mobile and 050 numbers and 2-9
// in the local part of fixed ones: they look right and ring nobody.

// mobile is a number of its own for every holder of the first five million accounts.
func mobile(d *dice, holder uint64) string {
	n := (holder*3_847_291 + 2_718_281) % 10_000_000
	return fmt.Sprintf("%s-0%03d-%04d", pick(d, []string{"090", "080", "070", "090", "080", "060"}), n/10_000, n%10_000)
}

// landline is a fixed or a 050 number.
func landline(d *dice) string {
	area := pick(d, []string{"03", "03", "072", "045", "052", "011", "0422", "0467", "050"})
	local := 10 - len(area) - 4
	if area == "050" {
		local = 4
	}
	return fmt.Sprintf("%s-0%0*d-%04d", area, local-1, d.n(pow10(local-1)), d.n(10_000))
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// contacts are a person's registered ways, best first. They are years on file, but for a phone that was changed yesterday.
func (p person) contacts(t traits, today japan.Date) []issuer.Contact {
	since := japan.On(2019, time.April, p.birth.Day).Start()
	phone := since
	if t.newPhone {
		phone = today.AddDays(-1).Start().Add(15 * time.Hour)
	}
	var cs []issuer.Contact
	if p.mobile != "" {
		cs = append(cs, issuer.Contact{Channel: issuer.SMS, To: e164(p.mobile), Masked: maskPhone(p.mobile), Proves: true, Since: phone})
	}
	if p.mail != "" {
		cs = append(cs, issuer.Contact{Channel: issuer.Mail, To: p.mail, Masked: maskMail(p.mail), Proves: t.mailProves, Since: since})
	}
	if p.landline != "" {
		cs = append(cs, issuer.Contact{Channel: issuer.Landline, To: e164(p.landline), Masked: maskPhone(p.landline), Proves: true, Since: since})
	}
	return cs
}

// e164 is a national number as the world dials it: 090-0123-4567 → +819001234567.
func e164(national string) string { return "+81" + strings.ReplaceAll(national[1:], "-", "") }

// maskPhone hides the middle: 090-****-4567.
func maskPhone(national string) string {
	parts := strings.Split(national, "-")
	return parts[0] + "-" + strings.Repeat("*", len(parts[1])) + "-" + parts[2]
}

// maskMail hides all of the local part but its first letter, its length too: t***@example.jp.
func maskMail(address string) string {
	return address[:1] + "***" + address[strings.LastIndexByte(address, '@'):]
}
