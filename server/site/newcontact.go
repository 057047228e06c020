package site

import (
	"net/http"

	"netanswer/server/fault"
	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/server/order"
	"netanswer/shared/form"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// A contact that is to come on file is confirmed before its change is drafted: by a code that went there, or a call that came from there.

// pending is the contact of a row that was given and waits to be confirmed. A landline waits only where it can call.
func (s *Site) pending(v *visit, row procedure.Row) (member.NewContact, bool, error) {
	of := []issuer.Channel{issuer.Mail}
	if row.Confirms == "phone" {
		if of[0] = issuer.SMS; s.Members.Calls() {
			of = append(of, issuer.Landline)
		}
	}
	return s.Members.PendingContact(v.Context(), v.session.MemberID, of...)
}

// calling shows the number to call from a landline that is to come on file, and how far the call is.
func (s *Site) calling(v *visit, d *wire.Procedure, row procedure.Row, f order.Facts, c member.NewContact) error {
	check, ok, err := s.Members.ContactCall(v.Context(), v.session.MemberID, c.To)
	if err != nil {
		return err
	}
	d.Calling = &wire.Call{State: s.callState(check, ok), From: []string{order.Contact(c.To)}}
	if d.Calling.State == wire.CallWaits || d.Calling.State == wire.CallCame {
		s.toDial(d.Calling, check)
	}
	d.Fields, d.Phone, d.Note = nil, c.To, ""
	d.Call, d.Called = &f.Desk, text.CallOther.In(v.lang)
	d.Link = &wire.StepLink{Href: procedure.Path + "/" + row.Key + "?other", Label: text.PhoneOther.In(v.lang)}
	return nil
}

// procedureEvents is the stream of the call that a procedure's screen waits for.
func (s *Site) procedureEvents(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	c, err := behindLogin(s, func(v *visit) (c member.NewContact, err error) {
		row, ok := procedure.Find(v.PathValue("procedure"))
		if ok && row.Confirms != "" {
			c, ok, err = s.pending(v, row)
		}
		if err == nil && (!ok || c.Channel() != issuer.Landline) {
			err = fault.New(wire.NotFound, text.NotFound)
		}
		return c, err
	})(v)
	if err != nil {
		s.fail(v, err)
		return
	}
	s.stream(v, v.session.MemberID, func() (identity.Check, bool, error) {
		return s.Members.ContactCall(v.Context(), v.session.MemberID, c.To)
	})
}

// proceedConfirmed sends the code to the new contact, or waits for a call from there; then it takes the one or the other and goes on.
func (s *Site) proceedConfirmed(v *visit, in procedure.Form, row procedure.Row, f order.Facts) (string, error) {
	ctx, id := v.Context(), v.session.MemberID
	switch {
	case in.Call != "":
		return s.proceedCalled(v, in, row, f)
	case in.Code == "":
		return procedure.Path + "/" + row.Key, s.give(v, in, row, f)
	}
	c, ok, err := s.pending(v, row)
	if err != nil {
		return "", err
	}
	if !ok || c.Channel() == issuer.Landline {
		return "", fault.Invalid("code", text.PasscodeDead)
	}
	if err := s.Members.TestContactCode(ctx, id, c, form.Passcode{Passcode: form.Secret(in.Code)}); err != nil {
		return "", err
	}
	if in.Phone, in.Email = "", c.To; c.Channel() == issuer.SMS {
		in.Phone, in.Email = c.To, ""
	}
	next, err := s.proceedWith(v, in, row, f)
	if err == nil {
		err = s.Members.UseContact(ctx, c)
	}
	return next, err
}

// give takes the new contact, which is confirmed next.
func (s *Site) give(v *visit, in procedure.Form, row procedure.Row, f order.Facts) error {
	first := order.FieldsOf(row, v.lang, s.wire(v).Today, f)[0]
	to := first.Value(in.Values())
	if ps := (form.Fields{first}).Check(in.Values(), s.wire(v).Rules()); len(ps) > 0 {
		return unfit(ps)
	}
	switch ctx, id := v.Context(), v.session.MemberID; {
	case (member.NewContact{To: to}).Channel() != issuer.Landline:
		return s.Members.SendContactCode(ctx, id, to, v.lang)
	case !f.Calls:
		return fault.Invalid(first.Name, text.PhoneDesk, f.Desk.Phone, f.Desk.Hours)
	default:
		return s.Members.AwaitContactCall(ctx, id, to, v.address)
	}
}

// proceedCalled goes on with the number that has called. It is the one that stood on the screen: the check is found by it.
func (s *Site) proceedCalled(v *visit, in procedure.Form, row procedure.Row, f order.Facts) (string, error) {
	ctx, id := v.Context(), v.session.MemberID
	to := order.FieldsOf(row, v.lang, s.wire(v).Today, f)[0].Value(in.Values())
	c, err := s.Members.TestContactCall(ctx, id, to, in.Call)
	if err != nil {
		return "", err
	}
	in.Phone, in.Email, in.Code = to, "", ""
	next, err := s.proceedWith(v, in, row, f)
	if err == nil {
		err = s.Members.UseContactCall(ctx, id, to, c)
	}
	return next, err
}
