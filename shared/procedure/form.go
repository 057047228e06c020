package procedure

import (
	"net/url"

	"netanswer/shared/form"
	"netanswer/shared/text"
)

// Form is any of the procedures as it is sent: the key of its row, and the fields of that. A field of another row is refused.
type Form struct {
	Procedure string `json:"procedure"` // hidden: the row
	Key       string `json:"key"`       // hidden: names the page, so that what is sent twice is done once

	Now    bool   `json:"now"` // hidden: of a lock, without a sheet before
	All    bool   `json:"all"`
	Abroad bool   `json:"abroad"`
	Online bool   `json:"online"`
	Cash   bool   `json:"cash"`
	Until  string `json:"until"`

	How     string `json:"how"`
	On      string `json:"on"`
	Place   string `json:"place"`
	Police  string `json:"police"`
	Replace bool   `json:"replace"`
	Why     string `json:"why"`

	Postal     string `json:"postal"`
	Prefecture string `json:"prefecture"`
	City       string `json:"city"`
	Street     string `json:"street"`
	Building   string `json:"building"`

	Phone string `json:"phone"`
	Email string `json:"email"`
	Code  string `json:"code"` // of the contact above
	Call  string `json:"call"` // hidden: names the check that waits for a call from the phone above

	Paper  string `json:"paper"`
	Points string `json:"points"`

	Name      string `json:"name"`
	Kana      string `json:"kana"`
	Roman     string `json:"roman"`
	BirthDate string `json:"birth_date"`
	Relation  string `json:"relation"`

	UsesMail   bool `json:"uses_mail"`
	UsesSMS    bool `json:"uses_sms"`
	AmountMail bool `json:"amount_mail"`
	AmountSMS  bool `json:"amount_sms"`
	OrdersMail bool `json:"orders_mail"`
	OrdersSMS  bool `json:"orders_sms"`
}

// Values is what was entered, by the names of the fields.
func (f Form) Values() url.Values {
	in := form.Text(f)
	in.Del("procedure")
	in.Del("key")
	in.Del("now")
	in.Del("call")
	return in
}

// Check says what is wrong by the form's row, as far as the table alone knows: what the issuer offers the server holds it to as well.
// Of a contact and the code that confirms it one is asked for after the other; a call confirms the number that is sent with it.
func (f Form) Check(r form.Rules) []form.Problem {
	row, ok := Find(f.Procedure)
	if !ok || f.Call != "" && row.Confirms != "phone" {
		return []form.Problem{r.Problem("", text.FieldForeign)}
	}
	fields := row.Asked(r.Lang, r.Today)
	for i := range fields {
		if fields[i].Kind == form.Amount { // the issuer's to say
			fields[i].Kind, fields[i].Most = form.Line, maxAmount
		}
		if fields[i].Kind == form.Code && f.Code == "" || fields[i].Name == row.Confirms && f.Code != "" {
			fields[i].Free = true
		}
	}
	return fields.Check(f.Values(), r)
}

// maxAmount is more characters than any amount has.
const maxAmount = 20
