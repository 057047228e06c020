package account

import (
	"net/url"
	"testing"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

func TestAProceduresFormIsCheckedAsItIsSent(t *testing.T) {
	d := wire.Procedure{Key: "address", Page: "0123456789abcdef0123456789abcdef", Button: "OK", Fields: form.Fields{{Name: "city", Kind: form.Line, Label: "City", Most: 5}}}
	f := asks(wire.Site{}, d).(*ui.Form)
	if f.Hidden["procedure"] != d.Key || f.Hidden["key"] != d.Page || f.Action != "/menu/address" {
		t.Errorf("%+v to %s", f.Hidden, f.Action)
	}
	sent := url.Values{"procedure": {d.Key}, "key": {d.Page}, "city": {"Kita"}}
	if ps := f.Check(sent, form.Rules{}); len(ps) > 0 || sent.Get("procedure") == "" {
		t.Errorf("%+v, %v", ps, sent)
	}
	sent.Set("city", "too long for it")
	if ps := f.Check(sent, form.Rules{}); len(ps) != 1 || ps[0].Field != "city" {
		t.Errorf("%+v", ps)
	}
}
