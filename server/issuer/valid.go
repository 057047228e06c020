package issuer

import (
	"regexp"
	"slices"

	"netanswer/shared/japan"
)

// The most that an order can say.
const (
	maxDocuments = 20
	maxToken     = 512 // of a bank's confirmation
)

var (
	orderKey  = regexp.MustCompile(`^[A-Za-z0-9-]{16,64}$`)
	agreedTo  = regexp.MustCompile(`^[a-z0-9_]{1,40}@[!-~]{1,64}$`)
	postal    = regexp.MustCompile(`^[0-9]{7}$`)
	fileTypes = []string{"image/jpeg", "image/png", "application/pdf"}
)

// Assurances are the ways in which a member may have proven who they are; the first is none.
var Assurances = []string{"", "call", "mail", "sms", "desk", "passkey"}

// ValidKey says whether an order can be under a key.
func ValidKey(key string) bool { return orderKey.MatchString(key) }

// Valid says whether an order can be meant: a key, a kind, the details of that kind and of no other, each of its form and within the
// bounds of the port. What may be ordered of it is for the issuer to say. What is not valid is ErrNotOffered, and nobody is asked.
func (o Order) Valid() bool {
	return ValidKey(o.Key) && !o.At.IsZero() && slices.Contains(Assurances, o.Assurance) && len(o.Documents) <= maxDocuments &&
		!slices.ContainsFunc(o.Documents, func(d string) bool { return !agreedTo.MatchString(d) }) && o.details()
}

// details says whether those of the kind are there, alone, and of their form.
func (o Order) details() bool {
	given, right := 0, false
	for _, d := range []struct {
		of    OrderKind
		given bool
		right func() bool
	}{
		{ChangePayment, o.ChangePayment != nil, func() bool { return o.ChangePayment.valid() }},
		{Prepay, o.Prepay != nil, func() bool { return o.Prepay.valid() }},
		{BorrowCash, o.BorrowCash != nil, func() bool { return o.BorrowCash.valid() }},
		{LowerCash, o.LowerCash != nil, func() bool { return sum(o.LowerCash.Limit) }},
		{RaiseCash, o.RaiseCash != nil, func() bool { return o.RaiseCash.valid() }},
		{RaiseLimit, o.RaiseLimit != nil, func() bool { return o.RaiseLimit.valid() }},
		{LowerLimit, o.LowerLimit != nil, func() bool { return sum(o.LowerLimit.Limit) && o.LowerLimit.Limit > 0 }},
		{LockCard, o.LockCard != nil, func() bool { return o.LockCard.valid() }},
		{ReportLoss, o.ReportLoss != nil, func() bool { return real(o.ReportLoss.On) && line(o.ReportLoss.Place) && line(o.ReportLoss.Police) }},
		{Reissue, o.Reissue != nil, func() bool { return slices.Contains([]string{"broken", "unreadable", "name"}, o.Reissue.Why) }},
		{MoveAddress, o.MoveAddress != nil, func() bool { return o.MoveAddress.valid() }},
		{ChangePhone, o.ChangePhone != nil, func() bool { return number.MatchString(o.ChangePhone.Number) }},
		{ChangeMail, o.ChangeMail != nil, func() bool { return address.MatchString(o.ChangeMail.Mail) && words(o.ChangeMail.Mail) }},
		{ChangeBank, o.ChangeBank != nil, func() bool { return len(o.ChangeBank.Token) <= maxToken && ascii(o.ChangeBank.Token) }},
		{SendPIN, o.SendPIN != nil, nil},
		{ChoosePaper, o.ChoosePaper != nil, nil},
		{AddFamily, o.AddFamily != nil, func() bool { return o.AddFamily.valid() }},
		{AddETC, o.AddETC != nil, nil},
		{UsePoints, o.UsePoints != nil, func() bool { return sum(o.UsePoints.Points) && o.UsePoints.Points > 0 }},
		{CloseAccount, o.CloseAccount != nil, func() bool { return line(o.CloseAccount.Why) }},
	} {
		if d.given {
			given++
			right = d.of == o.Kind && (d.right == nil || d.right())
		}
	}
	return given == 1 && right
}

func (p PaymentChange) valid() bool {
	return ref(p.Use) && ref(p.Terms) &&
		(p.Way == Revolving && p.Payments == 0 || p.Way == Instalments && p.Payments >= leastPayments && p.Payments <= mostPayments)
}

func (p Prepayment) valid() bool { return ref(p.Of) && ref(p.Terms) && sum(p.Amount) && p.Amount > 0 }

func (b Borrowing) valid() bool {
	return sum(b.Amount) && b.Amount > 0 && (b.Way == Once || b.Way == Revolving) && ref(b.Terms)
}

func (r LimitRequest) valid() bool {
	if len(r.Files) > MaxFiles || slices.ContainsFunc(r.Files, func(f File) bool { return !f.valid() }) {
		return false
	}
	return sum(r.Limit) && r.Limit > 0 && span(r.From, r.Until) && line(r.Purpose) && sum(r.Income) && sum(r.Debts) && line(r.Employer)
}

// span says whether two days are none, or one after the other.
func span(from, until japan.Date) bool {
	return from.IsZero() && until.IsZero() || real(from) && real(until) && !until.Before(from)
}

func (f File) valid() bool {
	return words(f.Name) && slices.Contains(fileTypes, f.Type) && len(f.Data) > 0 && len(f.Data) <= MaxFile
}

// valid: what is not locked has no last day.
func (l Lock) valid() bool {
	return l.Until.IsZero() || real(l.Until) && (l.All || l.Abroad || l.Online || l.Cash)
}

func (a Address) valid() bool {
	return postal.MatchString(a.Postal) && words(a.Prefecture) && words(a.City) && words(a.Street) && line(a.Building)
}

func (f Family) valid() bool {
	return words(f.Name) && words(f.Kana) && words(f.Roman) && real(f.BirthDate) && slices.Contains([]string{"spouse", "parent", "child"}, f.Relation)
}

// sum is an amount that can be ordered.
func sum(yen int) bool { return yen >= 0 && yen <= maxYen }

// line is words, or none.
func line(s string) bool { return s == "" || words(s) }
