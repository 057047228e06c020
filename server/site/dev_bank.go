package site

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"netanswer/app/dev"
	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Bank is the other side of a change of the bank account, in development: what confirms it is a page of this site, as the sandbox has no bank.
type Bank struct {
	Names   []string
	Confirm func(ctx context.Context, ref, key string, bank int) (token string, err error)
}

const bankPage = "/dev/bank"

// bank asks which account is to be debited. The address is the issuer's: it names the order.
func (s *Site) bank(w http.ResponseWriter, r *http.Request) {
	v, q := visitOf(w, r), r.URL.Query()
	s.devPage(v, dev.Bank(s.wire(v), bankPage, map[string]string{"for": q.Get("for"), "order": q.Get("order")}, s.Bank.Names))
}

// confirmBank tells the card system, as a bank does, and leads back to the order.
func (s *Site) confirmBank(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	in, _, err := s.values(v, map[string]form.Kind{"for": form.Word, "order": form.Word, "bank": form.Word})
	if err != nil {
		s.fail(v, err)
		return
	}
	n, err := strconv.Atoi(in.Get("bank"))
	if err == nil {
		_, err = s.Bank.Confirm(r.Context(), in.Get("for"), in.Get("order"), n)
	}
	if err != nil {
		s.fail(v, fault.New(wire.BadRequest, text.BadRequest).Because(err))
		return
	}
	http.Redirect(w, r, "/orders/"+url.PathEscape(in.Get("order")), http.StatusSeeOther)
}
