package sandbox

import (
	"fmt"
	"time"

	"netanswer/shared/card"
	"netanswer/shared/japan"
)

// traits are the state of a holder, all that makes one case differ from another. Nothing in this package asks which case
// a card is: it asks these.
type traits struct {
	brand      card.Brand
	mobile     bool
	landline   bool
	mail       bool
	mailProves bool // the issuer lets this holder prove identity by mail
	standing   standing
	expired    bool // the plastic was never renewed and its date has passed
	household  bool // a family card was issued beside the main card
	reissued   bool // the main card has a new number; the first one is dead
	registered bool // registered for this site before the world begins
	newPhone   bool // the mobile number on file was changed yesterday
	student    bool
	minor      bool // too young to be lent to: born on minorBirth
	pace       pace
	name       [2]name // the main holder's, family first; from the seed when empty
	paying
}

// paying is how a holder uses and pays. The zero paying is an ordinary life.
type paying struct {
	limit     int     // yen; 0: from the seed
	loan      int     // yen, of limit for cash advances; 0: from the seed
	person    uint64  // the account of the same person's first card; 0: their own
	plans     bool    // pays in two, by bonus and in instalments
	revolving bool    // has a revolving balance
	abroad    bool    // travels, and pays a foreign subscription
	disputes  bool    // spends little, and gets large amounts back
	annualFee int     // yen
	debit     debitOf // how the bank account answers
	crowd     int     // nothing but so many small uses on every third statement
	unused    bool
}

// debitOf is how debits of an account go.
type debitOf int

const (
	debited debitOf = iota
	late            // fail on their day and succeed when they are tried again
	unpaid          // fail twice; the holder pays into the issuer's account on the first bank day of the next month
)

// standing is whether a card may be registered.
type standing int

const (
	good standing = iota
	blocked
	lost
	notEligible // a corporate card: the company has its own service
)

// pace is how the issuer's system behaves when asked about this account.
type pace int

const (
	quick pace = iota
	slow
	down
	raving // answers, and nothing of it makes sense
)

// demoCase is a holder made for showing something. Its place in the table is its account: append, never reorder.
type demoCase struct {
	slug  string
	shows string
	card  plastic
	traits
}

var cases = []demoCase{
	{"sms", "携帯電話のSMSでご本人様確認。メールはお知らせだけに使います", mainCard,
		traits{brand: card.Visa, mobile: true, landline: true, mail: true, household: true, name: [2]name{{"見本", "ミホン", "MIHON"}, {"花子", "ハナコ", "HANAKO"}}}},
	{"both", "SMSとメールのどちらでもご本人様確認ができます", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, mailProves: true}},
	{"mail", "メールだけでご本人様確認", mainCard,
		traits{brand: card.JCB, mail: true, mailProves: true}},
	{"landline", "固定電話だけが登録されています。お電話でのご本人様確認になります", mainCard,
		traits{brand: card.Visa, landline: true}},
	{"nocontact", "連絡先の登録がありません。認証デスクのご案内になります", mainCard,
		traits{brand: card.Mastercard}},
	{"expired", "有効期限が過ぎたカード。登録できません", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, expired: true}},
	{"blocked", "利用停止中のカード。登録できません", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, standing: blocked}},
	{"lost", "紛失の届出があったカード。登録できません", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, standing: lost}},
	{"amex", "American Express。番号15桁、セキュリティコード4桁", mainCard,
		traits{brand: card.Amex, mobile: true, mail: true, household: true}},
	{"diners", "Diners Club。番号14桁", mainCard,
		traits{brand: card.Diners, mobile: true, mail: true, mailProves: true}},
	{"family", "家族カード。ご自身のご利用だけが見え、お支払いは本会員の口座からです", familyCard,
		traits{brand: card.JCB, mobile: true, landline: true, mail: true, household: true}},
	{"corporate", "法人カード。このサービスの対象ではありません", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, standing: notEligible}},
	{"registered", "すでにNetアンサーに登録済みのカード", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, mailProves: true, registered: true}},
	{"reissued", "新しい番号で再発行されたカード。登録は前の番号から引き継がれています", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, registered: true, reissued: true}},
	{"slow", "カード会社の応答が遅いとき", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, pace: slow}},
	{"down", "カード会社のシステムが応答しないとき", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, pace: down}},
	{"newphone", "登録済みで、昨日携帯電話の番号を変更したカード。72時間は念入りに確認します", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, mailProves: true, registered: true, newPhone: true}},
	{"nonsense", "カード会社の応答が意味をなさないとき", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, pace: raving}},
	{"plans", "2回払い・ボーナス一括払い・分割払い", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, paying: paying{limit: 1_500_000, plans: true}}},
	{"revolving", "リボ払いの残高があるカード", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, paying: paying{limit: 800_000, revolving: true}}},
	{"gold", "年会費のあるカード。海外でのご利用があります", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, household: true, paying: paying{limit: 2_000_000, abroad: true, annualFee: 11_000}}},
	{"refund", "返品とチャージバック。ご返金になる月があります", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, paying: paying{limit: 800_000, disputes: true}}},
	{"late", "口座振替ができない月が続き、再振替でお支払い。遅延損害金がかかります", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, paying: paying{debit: late}}},
	{"overdue", "再振替もできず、お支払いが遅れているカード", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, paying: paying{debit: unpaid}}},
	{"crowd", "3か月に一度、ひと月に5,000件のご利用があるカード", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, paying: paying{limit: 5_000_000, crowd: 5_000}}},
	{"unused", "一度もご利用のないカード", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, paying: paying{unused: true}}},
	{"five", "同じ方の5枚のカード、1枚目", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true}},
	{"five2", "同じ方の5枚のカード、2枚目", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, paying: paying{person: theFive}}},
	{"five3", "同じ方の5枚のカード、3枚目", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, paying: paying{person: theFive}}},
	{"five4", "同じ方の5枚のカード、4枚目", mainCard,
		traits{brand: card.Amex, mobile: true, mail: true, paying: paying{person: theFive, annualFee: 14_300}}},
	{"five5", "同じ方の5枚のカード、5枚目", mainCard,
		traits{brand: card.Diners, mobile: true, mail: true, paying: paying{person: theFive, unused: true}}},
	{"cash", "キャッシングのできるカード。ご利用可能枠300,000円", mainCard,
		traits{brand: card.Visa, mobile: true, mail: true, household: true, paying: paying{limit: 800_000, loan: 300_000}}},
	{"student", "学生の方のカード。キャッシングはご利用いただけません", mainCard,
		traits{brand: card.JCB, mobile: true, mail: true, student: true, paying: paying{limit: 300_000}}},
	{"minor", "20歳になっていない方のカード。キャッシングはご利用いただけません", mainCard,
		traits{brand: card.Mastercard, mobile: true, mail: true, minor: true, paying: paying{limit: 100_000}}},
	{"cashcall", "キャッシング枠があり、固定電話だけが登録されているカード。お手続きもお電話で確認します", mainCard,
		traits{brand: card.JCB, landline: true, paying: paying{limit: 500_000, loan: 200_000}}},
}

// minorBirth is when the young holder of the case was born.
var minorBirth = japan.Date{Year: 2008, Month: time.June, Day: 15}

// theFive is the account of case five.
const theFive = 26

// firstMember is the account of the first ordinary member. The gap leaves room for more cases.
const firstMember = 1000

// traitsOf is the state of an account's holder: of a case by its row, of anybody else by the seed.
func traitsOf(account uint64) traits {
	if account < uint64(len(cases)) {
		return cases[account].traits
	}
	d := throw(forTraits, account)
	t := traits{brand: card.Visa}
	switch n := d.n(100); {
	case n < 30:
		t.brand = card.JCB
	case n < 50:
		t.brand = card.Mastercard
	case n < 57:
		t.brand = card.Amex
	case n < 60:
		t.brand = card.Diners
	}
	t.mobile, t.landline, t.mail = d.chance(88), d.chance(45), d.chance(65)
	t.mailProves = t.mail && (!t.mobile || d.chance(25))
	t.household = d.chance(25)
	t.reissued = d.chance(5)
	switch n := d.n(100); {
	case n < 2:
		t.standing = blocked
	case n < 4:
		t.standing = lost
	case n < 6:
		t.standing = notEligible
	}
	return t
}

// holderOf is the account that makes the person: their first card's.
func (t traits) holderOf(account uint64) uint64 {
	if t.person != 0 {
		return t.person
	}
	return account
}

// current is the plastic that the main holder carries.
func (t traits) current() plastic {
	if t.reissued {
		return mainReissued
	}
	return mainCard
}

// DemoCard is what is printed on a card and known of its holder. It is the only place of this program that shows a whole
// card number and its code: they belong to nobody.
type DemoCard struct {
	Case         string `json:"case,omitempty"` // sms, both, mail, …; empty: an ordinary member
	Number       string `json:"number"`         // digits only
	ExpMonth     string `json:"exp_month"`      // 01
	ExpYear      string `json:"exp_year"`       // 28
	SecurityCode string `json:"security_code"`
	Holder       string `json:"holder"`
	Mobile       string `json:"mobile"`   // 090-0123-4567, or empty
	Landline     string `json:"landline"` // 03-0123-4567, or empty
	Email        string `json:"email"`    // or empty
	Shows        string `json:"shows"`    // what this card is for, in Japanese
}

// DemoCards are the demo cards, one for each case, always in the same order, with the number that they have now.
func (i *Issuer) DemoCards() []DemoCard {
	cards := make([]DemoCard, len(cases))
	for n, c := range cases {
		cards[n] = i.demo(uint64(n), i.holdingAt(uint64(n), c.card.seat(), i.clock()).carried())
		cards[n].Case, cards[n].Shows = c.slug, c.shows
	}
	return cards
}

// Member is the card of the n-th ordinary member, from 0 to Config.Members-1: fellow holders made by the seed alone, as
// many as a load needs. It panics when there is no such member.
func (i *Issuer) Member(n int) DemoCard {
	if n < 0 || n >= i.members {
		panic(fmt.Sprintf("sandbox: member %d of %d", n, i.members))
	}
	account := firstMember + uint64(n)
	c := i.demo(account, traitsOf(account).current())
	c.Shows = "シードから作られた会員"
	return c
}

func (i *Issuer) demo(account uint64, p plastic) DemoCard {
	h := i.holdingAt(account, p.seat(), i.clock())
	number := digitsOf(h.brand, account, p)
	e := plastics(account, p, h.traits, i.today())[0]
	on := personOf(h.holderOf(account), h.seat == 1, h.traits)
	d := DemoCard{
		Number: number, ExpMonth: fmt.Sprintf("%02d", e.Month), ExpYear: fmt.Sprintf("%02d", e.Year%100),
		SecurityCode: i.code(number, e, h.brand), Holder: h.holder().Name, Mobile: on.mobile, Landline: on.landline, Email: on.mail,
	}
	phones, mail := h.changed()
	if phones[0].to != "" {
		d.Mobile = hyphened(phones[0].to)
	}
	if phones[1].to != "" {
		d.Landline = hyphened(phones[1].to)
	}
	if mail.to != "" {
		d.Email = mail.to
	}
	return d
}

// Registration is a card that is registered on the site before the world begins: the development server makes a member
// for each.
type Registration struct {
	CardRef    string
	AccountRef string
	Last4      string // as it was registered, which is not the number of today when the card was reissued since
	Brand      card.Brand
	Email      string
}

// Registered are the cards of the cases that begin as members.
func (i *Issuer) Registered() []Registration {
	var rs []Registration
	for n, c := range cases {
		if !c.registered {
			continue
		}
		account := uint64(n)
		number := digitsOf(c.brand, account, mainCard)
		rs = append(rs, Registration{
			CardRef: i.refs.make(refMain, account), AccountRef: i.refs.make(refAccount, account),
			Last4: number[len(number)-4:], Brand: c.brand, Email: personOf(c.holderOf(account), false, c.traits).mail,
		})
	}
	return rs
}
