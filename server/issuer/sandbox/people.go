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
	if t.minor {
		p.birth = minorBirth
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

// contacts are a holder's registered ways, best first: what a life began with, years on file but for a phone that was changed yesterday, and
// what was changed since. Who was added to an account is reached as the main holder is.
func (h holding) contacts(today japan.Date) []issuer.Contact {
	p, t := personOf(h.holderOf(h.account), h.seat == 1, h.traits), h.traits
	changed, mail := h.changed()
	since := japan.On(2019, time.April, p.birth.Day).Start()
	phone := since
	if t.newPhone {
		phone = today.AddDays(-1).Start().Add(15 * time.Hour)
	}
	var cs []issuer.Contact
	add := func(way issuer.Channel, to, masked string, proves bool, since time.Time, changed onFile) {
		if changed.to != "" {
			to, masked, since = changed.to, mask(way, changed.to), changed.since
		}
		if to != "" {
			cs = append(cs, issuer.Contact{Channel: way, To: to, Masked: masked, Proves: proves, Since: since})
		}
	}
	national := func(n string) (to, masked string) {
		if n == "" {
			return "", ""
		}
		return e164(n), maskPhone(n)
	}
	to, masked := national(p.mobile)
	add(issuer.SMS, to, masked, true, phone, changed[0])
	masked = ""
	if p.mail != "" {
		masked = maskMail(p.mail)
	}
	add(issuer.Mail, p.mail, masked, t.mailProves || !t.mobile && changed[0].to == "", since, mail)
	to, masked = national(p.landline)
	add(issuer.Landline, to, masked, true, since, changed[1])
	return cs
}

// changed are the ways that were changed since: of who was added to an account, where they have none of their own, the main holder's.
func (h holding) changed() (phones [2]onFile, mail onFile) {
	c, main := h.card(), &h.facts.cards[0]
	phones, mail = c.phone, c.mail
	if h.seat > 1 {
		for n := range phones {
			if phones[n].to == "" {
				phones[n] = main.phone[n]
			}
		}
		if mail.to == "" {
			mail = main.mail
		}
	}
	return phones, mail
}

// hyphened is a number that came on file by an order as people write it: 090-0123-4567.
func hyphened(to string) string {
	n := "0" + strings.TrimPrefix(to, "+81")
	area := 3
	if len(n) == 10 && (n[:2] == "03" || n[:2] == "06") {
		area = 2
	}
	return n[:area] + "-" + n[area:len(n)-4] + "-" + n[len(n)-4:]
}

// mask hides what came on file by an order.
func mask(way issuer.Channel, to string) string {
	if way == issuer.Mail {
		return maskMail(to)
	}
	return maskPhone(hyphened(to))
}

// address is where a holder lives.
func (h holding) address() issuer.Address {
	if a := h.card().address; a != nil {
		return *a
	}
	if a := h.facts.cards[0].address; a != nil && h.family {
		return *a // with the main holder
	}
	d := throw(forAddress, h.holderOf(h.account))
	town := pick(d, towns)
	return issuer.Address{
		Postal: fmt.Sprintf("%s%04d", town.postal, d.n(1000)), Prefecture: town.prefecture, City: town.city,
		Street: fmt.Sprintf("%s%d-%d-%d", pick(d, quarters), d.between(1, 6), d.between(1, 28), d.between(1, 19)),
	}
}

// towns are in real prefectures, and nowhere.
var towns = []struct{ postal, prefecture, city string }{
	{"100", "東京都", "見本区"}, {"100", "東京都", "ひばり市"}, {"220", "神奈川県", "みなと市"}, {"530", "大阪府", "見本市"}, {"460", "愛知県", "ときわ市"},
	{"060", "北海道", "はるの市"}, {"810", "福岡県", "つくし市"}, {"980", "宮城県", "もりの市"}, {"330", "埼玉県", "こだち市"}, {"600", "京都府", "しずく市"},
}

var quarters = []string{"桜台", "みなみ町", "丘の上", "港通り", "森の里", "川端"}

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
