package site

import (
	"regexp"
	"slices"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/shared/form"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// pageKeys are what pages are named by.
var pageKeys = regexp.MustCompile(`^[0-9a-f]{32}$`)

// askedFor is the row of the address, and what stands now that it changes.
func (s *Site) askedFor(v *visit) (row procedure.Row, f order.Facts, err error) {
	row, ok := procedure.Find(v.PathValue("procedure"))
	if !ok {
		return row, f, fault.New(wire.NotFound, text.NotFound)
	}
	if row.Order == "" {
		return row, f, nil
	}
	c := v.cards[v.view]
	f.Calls, f.Desk = s.Members.Calls(), s.Brand.Wire(v.lang).Desk
	if f.Services, err = s.Account.Services(v.Context(), s.reader(v, c)); err == nil {
		f.Contacts, err = s.Members.Contacts(v.Context(), c.Ref)
	}
	return row, f, err
}

// procedure is a row of the table over what stands now.
func (s *Site) procedure(v *visit) (d wire.Procedure, err error) {
	row, f, err := s.askedFor(v)
	if err != nil {
		return d, err
	}
	l := v.lang
	d = wire.Procedure{Key: row.Key, Title: row.Title.In(l), Lead: row.Lead.In(l), Danger: row.Danger}
	for _, m := range row.Tells {
		d.Tells = append(d.Tells, m.In(l))
	}
	switch {
	case row.Order != "":
		err = s.ordering(v, &d, row, f)
	case row.Key == "complaint":
		s.complaints(v, &d)
	default:
		err = s.wishing(v, &d, row)
	}
	if d.Button == "" {
		return d, err
	}
	d.Page = pageKey()
	return d, err
}

// ordering is what a row shows that orders something of the issuer.
func (s *Site) ordering(v *visit, d *wire.Procedure, row procedure.Row, f order.Facts) error {
	l := v.lang
	d.Last4, d.Now = v.cards[v.view].Last4, order.Now(row, l, f)
	if row.Key == "lost" {
		d.Call = &wire.Desk{Phone: s.Brand.Wire(l).LostDesk().Phone, Hours: s.Brand.Wire(l).LostDesk().Hours}
		d.Called = text.LostCall.In(l)
	}
	if m := order.Not(row, f); m.Key != "" {
		d.Not = m.In(l)
		return nil
	}
	d.Button, d.Note = text.ProcNext.In(l), text.ProcNotYet.In(l)
	d.Fields, d.Values = order.FieldsOf(row, l, s.wire(v).Today, f), order.ValuesOf(row, f)
	switch {
	case row.Key == "lost" && f.Lock.All:
		d.Done = text.LockNowDone.In(l)
	case row.Key == "lost":
		d.First = &wire.FirstStep{
			Procedure: "lock", Button: text.LockNow.In(l), Words: text.LockNowDo.In(l),
			Hidden: map[string]string{"procedure": "lock", "key": pageKey(), "all": "true", "now": "true"},
		}
	case row.Confirms != "":
		return s.confirming(v, d, row, f)
	}
	return nil
}

// confirming asks for the new contact first, and then for the code that went there, or for a call from there.
func (s *Site) confirming(v *visit, d *wire.Procedure, row procedure.Row, f order.Facts) error {
	c, given, err := s.pending(v, row)
	if err != nil {
		return err
	}
	if !given || v.URL.Query().Has("other") {
		d.Fields, d.Button, d.Note, d.Other = d.Fields[:1], text.ContactSend.In(v.lang), "", given
		if row.Confirms == "phone" && s.Members.Calls() {
			d.Button = text.PhoneNext.In(v.lang)
		}
		return nil
	}
	if c.Channel() == issuer.Landline {
		return s.calling(v, d, row, f, c)
	}
	d.Fields[1].Help = text.ContactCodeDo.In(v.lang, order.Contact(c.To))
	d.Fields = d.Fields[1:]
	d.Link = &wire.StepLink{Href: procedure.Path + "/" + row.Key + "?other", Label: text.ContactAgain.In(v.lang)}
	return nil
}

// wishing is how notices reach the member: the site's own.
func (s *Site) wishing(v *visit, d *wire.Procedure, row procedure.Row) error {
	w, err := s.Members.Wishes(v.Context(), v.session.MemberID)
	d.Button, d.Fields, d.Values = row.Button.In(v.lang), row.Asked(v.lang, s.wire(v).Today), map[string]string{}
	for k, ways := range w {
		if ways.Mail {
			d.Values[string(k)+"_mail"] = "true"
		}
		if ways.SMS {
			d.Values[string(k)+"_sms"] = "true"
		}
	}
	return err
}

// complaints are who listens: the issuer, and a body apart from it.
func (s *Site) complaints(v *visit, d *wire.Procedure) {
	l := v.lang
	d.Now = []wire.Line{
		{Label: text.ComplainUs.In(l), Value: s.Brand.Company.In(l)}, {Label: text.ComplainPhone.In(l), Value: s.Brand.Desk.Phone}, {Label: text.ComplainHours.In(l), Value: s.Brand.Desk.Hours.In(l)},
	}
	if b := s.Brand.Disputes; b.Phone != "" {
		d.Now = append(d.Now, wire.Line{Label: text.ComplainBody.In(l), Value: b.Name.In(l)}, wire.Line{Label: text.ComplainPhone.In(l), Value: b.Phone}, wire.Line{Label: text.ComplainHours.In(l), Value: b.Hours.In(l)})
	}
	d.Call, d.Called = &wire.Desk{Phone: s.Brand.Desk.Phone, Hours: s.Brand.Desk.Hours.In(l)}, text.ComplainUs.In(l)
}

// proceed takes a procedure as far as its sheet; where a contact is to be confirmed, that first.
func (s *Site) proceed(v *visit, in procedure.Form) (string, error) {
	row, f, err := s.askedFor(v)
	switch {
	case err != nil:
		return "", err
	case in.Procedure != row.Key || row.Key == "complaint" || !pageKeys.MatchString(in.Key):
		return "", fault.New(wire.BadRequest, text.BadRequest)
	case row.Order == "":
		return procedure.Path + "/" + row.Key + "?done=wishes", s.Members.SetWishes(v.Context(), v.session.MemberID, wishesOf(in))
	}
	if m := order.Not(row, f); m.Key != "" {
		return "", fault.Invalid("", m)
	}
	if row.Confirms != "" {
		return s.proceedConfirmed(v, in, row, f)
	}
	return s.proceedWith(v, in, row, f)
}

// proceedWith drafts what was asked for, held to what the issuer offers at this moment.
func (s *Site) proceedWith(v *visit, in procedure.Form, row procedure.Row, f order.Facts) (string, error) {
	fs, values := order.FieldsOf(row, v.lang, s.wire(v).Today, f), in.Values()
	for i := range fs {
		fs[i].Free = fs[i].Free || fs[i].Kind == form.Code && in.Call != "" // a call stands for the code
	}
	if ps := fs.Check(values, s.wire(v).Rules()); len(ps) > 0 {
		return "", unfit(ps)
	}
	details, stood := order.DraftOf(row, fs, values, f)
	if order.Unchanged(details, f) {
		return "", fault.Invalid("", text.ProcSame)
	}
	next, err := s.draft(v, order.Draft{Details: details, Quote: stood, Page: in.Key})
	if err == nil && in.Now && row.Order == string(issuer.LockCard) { // a card that may be in somebody's hands is stopped by one press
		_, _, err = s.Orders.Confirm(v.Context(), who(v), next[len("/orders/"):], form.ConfirmOrder{})
	}
	return next, err
}

func wishesOf(in procedure.Form) map[member.Wish]member.Ways {
	return map[member.Wish]member.Ways{
		member.WishUses:   {Mail: in.UsesMail, SMS: in.UsesSMS},
		member.WishAmount: {Mail: in.AmountMail, SMS: in.AmountSMS},
		member.WishOrders: {Mail: in.OrdersMail, SMS: in.OrdersSMS},
	}
}

// proceedAgain is the screen with what was typed: all but a code.
func (s *Site) proceedAgain(v *visit, in procedure.Form, ps []form.Problem) (wire.Procedure, error) {
	d, err := s.procedure(v)
	if d.Problems = ps; err != nil || d.Button == "" || in.Procedure != d.Key {
		return d, err
	}
	typed := in.Values()
	if d.Calling != nil { // nothing is typed, so nothing is wrong with a field
		for i := range d.Problems {
			d.Problems[i].Field = ""
		}
		return d, nil
	}
	for _, p := range ps { // about what this step does not ask for: what it does ask for is missing
		if p.Field != "" && !slices.ContainsFunc(d.Fields, func(f form.Field) bool { return f.Name == p.Field }) {
			d.Problems = d.Fields.Check(typed, s.wire(v).Rules())
			break
		}
	}
	for _, f := range d.Fields {
		if f.Kind != form.Code {
			d.Values[f.Name] = typed.Get(f.Name)
		}
	}
	return d, err
}
