package sandbox

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
)

// The issuer's rules of its services.
const (
	paperFee    = 110 // yen for a statement by post
	lockLongest = 366 // days for which a lock can be put on with an end
	lossOldest  = 366 // days that a loss may be ago
	leastAge    = 18  // of who gets a family card
	mostAge     = 120
	pointStep   = 100 // points that can be used at once
	pointYen    = 1   // for one
)

// familyOrders are what a holder of a family card may order: what concerns that card and themselves. The account is the main holder's.
var familyOrders = []issuer.OrderKind{issuer.LockCard, issuer.ReportLoss, issuer.Reissue, issuer.ChangePhone, issuer.ChangeMail, issuer.SendPIN}

// offered are the orders that the holder may give at all.
func (i *Issuer) offered(h holding) []issuer.OrderKind {
	switch {
	case h.over():
		return nil
	case h.family:
		return slices.Clone(familyOrders)
	}
	return slices.DeleteFunc(slices.Clone(issuer.OrderKinds), func(k issuer.OrderKind) bool { return k == issuer.ChangeBank && i.bank == "" })
}

// Services are the facts as they stand.
func (i *Issuer) Services(ctx context.Context, cardRef string) (issuer.Services, error) {
	h, err := i.open(ctx, cardRef)
	if err != nil {
		return issuer.Services{}, err
	}
	today, c := i.today(), h.card()
	s := issuer.Services{
		Lock: c.lock(today), Lost: c.lost || c.cancelled || h.standing == lost, NewCard: c.coming,
		Address: h.address().Prefecture + "****", PaperFee: paperFee, PaperFrom: money.OpenMonth(today), Orders: i.offered(h),
		PIN: h.facts.pin[h.seat].state, PINOn: h.facts.pin[h.seat].on,
	}
	if c.coming != "" {
		s.NewCardBy = c.by
	}
	if n := len(h.facts.paper); n > 0 {
		s.Paper = h.facts.paper[n-1].paper
	}
	if h.family {
		s.Closing.Why = "family"
		return s, nil
	}
	b := i.bookOf(h, today)
	s.Bank, s.ETC, s.MostFamily = b.of.bank, h.facts.etc, mostFamily
	for n := 1; n < seats; n++ {
		of := h.at(n)
		switch {
		case h.taken(n):
			m := issuer.Member{Name: of.holder().Name, Last4: of.last4(), State: issuer.Completed}
			if of.card().added != nil && of.card().coming != "" {
				m.State = of.card().coming
			}
			s.Families = append(s.Families, m)
		case of.card().added != nil:
			s.Families = append(s.Families, issuer.Member{Name: of.holder().Name, State: issuer.Received})
		}
	}
	s.Closing = b.closable()
	s.Points, s.PointStep, s.PointYen, s.PointsOn = b.usable(), pointStep, pointYen, b.pointsOn()
	return s, nil
}

// closable is what closing the membership would mean. What is paid in one is debited afterwards; what is paid over months is to be settled
// first.
func (b *book) closable() issuer.Closable {
	var c issuer.Closable
	owed := map[japan.Month]int{}
	for n := range b.uses {
		u := &b.uses[n]
		later := u.Way != issuer.Once || u.Kind == issuer.Cash
		u.each(func(m japan.Month, _, amount, fee int) {
			switch b.bucket(m) {
			case money.Paid:
				return
			case money.Overdue:
				if amount+fee > 0 {
					c.Why = "balance"
				}
			}
			if later && amount > 0 {
				c.Why = "balance"
			}
			owed[m] += amount + fee
		})
		if u.Way == issuer.Revolving && u.Left > 0 {
			c.Why = "balance"
		}
	}
	if c.Why != "" {
		return c
	}
	for m, yen := range owed {
		if c.Owed += yen; yen > 0 && c.Last.Before(m) {
			c.Last = m
		}
	}
	c.Owed, c.Points = max(c.Owed, 0), b.points().Total
	return c
}

// admit says whether a fact can be ordered, and what was found out about it. ErrNotOffered when not.
func (i *Issuer) admit(h holding, o *issuer.Order, now time.Time) (found string, err error) {
	today, c := japan.DateOf(now), h.card()
	ok := slices.Contains(i.offered(h), o.Kind)
	under := c.coming != "" // a card is under way
	switch o.Kind {
	case issuer.LockCard:
		l := o.LockCard
		ok = ok && !h.dead() && (l.Until.IsZero() || *l != issuer.Lock{Until: l.Until} && within(l.Until, today, today.AddDays(lockLongest)))
	case issuer.ReportLoss:
		l := o.ReportLoss
		ok = ok && !h.dead() && within(l.On, today.AddDays(-lossOldest), today) && short(l.Place, 100) && short(l.Police, 40)
		if _, more := h.carried().next(); !more {
			found = noCard
		}
	case issuer.Reissue:
		_, more := h.carried().next()
		ok = ok && !c.cancelled && !under && more && slices.Contains([]string{"broken", "unreadable", "name"}, o.Reissue.Why)
	case issuer.MoveAddress:
		ok = ok && addressed(*o.MoveAddress)
	case issuer.ChangePhone:
		ok = ok && phone(*o.ChangePhone)
	case issuer.ChangeMail:
		ok = ok && len(o.ChangeMail.Mail) <= 254 && mailed.MatchString(o.ChangeMail.Mail)
	case issuer.ChangeBank:
		if token := o.ChangeBank.Token; token != "" {
			found = i.bankOf(h.account, token, now)
			ok = ok && found != ""
		}
	case issuer.SendPIN:
		ok = ok && !h.dead() && h.facts.pin[h.seat] == letter{}
	case issuer.ChoosePaper:
	case issuer.AddFamily:
		ok = ok && h.room() && member(*o.AddFamily, today)
	case issuer.AddETC:
		ok = ok && !h.dead() && h.facts.etc == ""
	case issuer.CloseAccount:
		ok = ok && slices.Contains([]string{"", "unused", "fee", "service", "other_card", "other"}, o.CloseAccount.Why) && i.bookOf(h, today).closable().Why == ""
	case issuer.RaiseLimit, issuer.RaiseCash:
		if ok {
			found, ok = i.examine(h, o, now)
		}
	case issuer.ChangePayment, issuer.Prepay, issuer.BorrowCash, issuer.UsePoints:
		ok = ok && i.bookOf(h, today).pays(o)
	case issuer.LowerCash:
		l := o.LowerCash.Limit
		ok = ok && l >= 0 && l%limitStep == 0 && l < i.bookOf(h, today).of.loan
	case issuer.LowerLimit:
		l := o.LowerLimit.Limit
		ok = ok && l >= leastLimit && l%limitStep == 0 && l < i.bookOf(h, today).of.limit
	default:
		ok = false
	}
	if !ok {
		return "", issuer.ErrNotOffered
	}
	return found, nil
}

// room says whether one more family card can be issued.
func (h holding) room() bool {
	n := 0
	for s := 1; s < seats; s++ {
		if s == 1 && h.household || h.facts.cards[s].added != nil {
			n++
		}
	}
	return n < mostFamily && !h.dead()
}

// within says whether a day is one, from one to another.
func within(d, from, to japan.Date) bool {
	return real(d) && !d.Before(from) && !to.Before(d)
}

// real says whether there is such a day.
func real(d japan.Date) bool { return !d.IsZero() && japan.On(d.Year, d.Month, d.Day) == d }

// short says whether these are words that fit, none among them.
func short(s string, most int) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) && r != '\u3000' })
}

// said is short, and something.
func said(s string, most int) bool { return s != "" && short(s, most) }

var (
	postal   = regexp.MustCompile(`^[0-9]{7}$`)
	mailed   = regexp.MustCompile(`^[!-?A-~]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?$`)
	mobiles  = regexp.MustCompile(`^\+81[6789]0[0-9]{8}$`)
	fixed    = regexp.MustCompile(`^\+81(?:[1-9][0-9]{8}|50[0-9]{8})$`)
	katakana = regexp.MustCompile(`^[ァ-ヶー・]+(?:[  ][ァ-ヶー・]+)+$`)
	latin    = regexp.MustCompile(`^[A-Z][A-Z'-]*(?: [A-Z][A-Z'-]*)+$`)
)

func phone(p issuer.NewPhone) bool {
	if p.Mobile {
		return mobiles.MatchString(p.Number)
	}
	return fixed.MatchString(p.Number)
}

func addressed(a issuer.Address) bool {
	return postal.MatchString(a.Postal) && slices.Contains(prefectures, a.Prefecture) && said(a.City, 40) && said(a.Street, 60) && short(a.Building, 60)
}

// member says whether somebody can get a family card.
func member(f issuer.Family, today japan.Date) bool {
	grown, oldest := f.BirthDate, f.BirthDate
	grown.Year, oldest.Year = grown.Year+leastAge, oldest.Year+mostAge
	return said(f.Name, 40) && short(f.Kana, 60) && katakana.MatchString(f.Kana) && len(f.Roman) <= 60 && latin.MatchString(f.Roman) &&
		real(f.BirthDate) && !today.Before(grown) && !oldest.Before(today) && slices.Contains([]string{"spouse", "parent", "child"}, f.Relation)
}

// prefectures are all of Japan's, from north to south.
var prefectures = []string{
	"北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
	"石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
	"岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
}
