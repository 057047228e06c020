package account

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// offered is what can be changed of the payments of a card, as of now: nobody changes what is only remembered.
func (s *Service) offered(ctx context.Context, r Reader) (issuer.PaymentOffers, error) {
	o, err := s.Issuer.PaymentOffers(ctx, r.CardRef)
	switch {
	case errors.Is(err, issuer.ErrNotOffered): // of this card nothing is
		return issuer.PaymentOffers{}, nil
	case err != nil:
		return o, payAway(err)
	}
	return o, nil
}

func payAway(err error) error {
	return fault.New(wire.Unavailable, text.PayAway).After(30 * time.Second).Because(err)
}

// Payment is what can be paid in another way, and what cannot, with the reason as far as it is known.
func (s *Service) Payment(ctx context.Context, r Reader, now time.Time) (d wire.Payment, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	o, err := s.offered(ctx, r)
	if err != nil {
		return d, err
	}
	d = wire.Payment{
		At: minute(now), Why: o.Why, Balance: o.Balance, Until: minute(o.PrepayBy), Month: o.PrepayMonth, Rate: o.Revolving.Rate, Least: leastOf(o),
	}
	if d.Why != "" {
		return d, nil
	}
	cards, err := s.Issuer.Cards(ctx, r.CardRef)
	if err != nil {
		return d, payAway(err)
	}
	offered := map[string]bool{}
	for _, of := range o.Uses {
		offered[of.Use.Ref] = true
		d.Uses = append(d.Uses, payUse(of, cards))
	}
	unpaid, err := s.uses(ctx, r.CardRef, issuer.UsesOf{Unpaid: true}, 0)
	if err != nil {
		return d, payAway(err)
	}
	for _, u := range unpaid {
		switch {
		case offered[u.Ref], u.Amount <= 0, u.Way == issuer.Revolving, u.Kind != issuer.Purchase && u.Kind != issuer.Cash: // the balance is shown as one
			continue
		case len(d.Others) == wire.MaxOthers:
			d.More++
			continue
		}
		x := payUse(issuer.PaymentOffer{Use: u}, cards)
		x.Why = whyNot(u, o, now)
		d.Others = append(d.Others, x)
	}
	if len(d.Uses) == 0 && d.Balance == 0 && len(d.Others) == 0 {
		d.Why = "nothing"
	}
	return d, nil
}

// whyNot is why a use is not among the offers, as far as what it is tells that.
func whyNot(u issuer.Use, o issuer.PaymentOffers, now time.Time) string {
	switch {
	case u.Kind == issuer.Cash:
		return "cash"
	case u.Left < leastOf(o):
		return "small"
	case u.Way == issuer.Once && !o.PrepayMonth.IsZero() && u.First.Before(o.PrepayMonth):
		return "closed"
	}
	return "other"
}

// leastOf is less than what either way takes.
func leastOf(o issuer.PaymentOffers) int {
	switch {
	case len(o.Instalments.Choices) == 0:
		return o.Revolving.Least
	case len(o.Revolving.Steps) == 0:
		return o.Instalments.Least
	}
	return min(o.Revolving.Least, o.Instalments.Least)
}

func payUse(of issuer.PaymentOffer, cards []issuer.Card) wire.PayUse {
	x := wire.PayUse{Use: wireUsesOf([]issuer.Use{of.Use}, cards)[0], Left: of.Use.Left, Until: minute(of.Until)}
	x.Month = of.Use.First
	if of.Instalments {
		x.Ways = append(x.Ways, form.PayInstalments)
	}
	if of.Revolving {
		x.Ways = append(x.Ways, form.PayRevolving)
	}
	if of.Whole {
		x.Ways = append(x.Ways, form.PayWhole)
	}
	return x
}

// PayPlan is one use that can be paid in another way, or with form.PayBalance the revolving balance, with all that is needed to reckon
// what that comes to. fault NotFound for what is not offered, whether it is nobody's, somebody else's or too late.
func (s *Service) PayPlan(ctx context.Context, r Reader, of string) (d wire.PayPlan, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	o, err := s.offered(ctx, r)
	if err != nil {
		return d, err
	}
	d = wire.PayPlan{Of: of, Month: o.PrepayMonth, Balance: o.Balance, Revolving: payTerms(o.Revolving), Instalments: payTerms(o.Instalments), Version: o.Revolving.Version + "/" + o.Instalments.Version}
	if of == form.PayBalance {
		if o.Why != "" || o.Balance <= 0 {
			return d, payClosed()
		}
		d.Ways, d.Until, d.First = []string{form.PayWhole, form.PayPart}, minute(o.PrepayBy), o.PrepayMonth
		return d, nil
	}
	i := slices.IndexFunc(o.Uses, func(x issuer.PaymentOffer) bool { return x.Use.Ref == of })
	if i < 0 {
		return d, payClosed()
	}
	cards, err := s.Issuer.Cards(ctx, r.CardRef)
	if err != nil {
		return d, payAway(err)
	}
	u := payUse(o.Uses[i], cards)
	d.Use, d.Ways, d.Until, d.First = &u, u.Ways, u.Until, u.Month
	if d.First.Before(d.Month) { // what is debited before is debited as it stands
		d.First = d.Month
	}
	if d.Balance == 0 && slices.Contains(d.Ways, form.PayRevolving) && !d.Month.IsZero() { // is anything of the balance paid to its end with that statement?
		of, err := s.Issuer.Statement(ctx, r.CardRef, d.Month)
		if err != nil && !errors.Is(err, issuer.ErrNoStatement) {
			return d, payAway(err)
		}
		d.Due = of.Revolving
	}
	return d, nil
}

// Changeable is where a use of a statement can be changed: form.PayBalance for one in the revolving balance, its ref, or nothing.
func (s *Service) Changeable(ctx context.Context, r Reader, u wire.UseDetail) string {
	if u.Kind != string(issuer.Purchase) || u.Left <= 0 {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	o, err := s.offered(ctx, r)
	if err != nil || o.Why != "" { // the use is what the member came for
		return ""
	}
	if u.Way == issuer.Revolving && o.Balance > 0 {
		return form.PayBalance
	}
	if slices.ContainsFunc(o.Uses, func(x issuer.PaymentOffer) bool { return x.Use.Ref == u.Ref }) {
		return u.Ref
	}
	return ""
}

func payClosed() error { return fault.New(wire.NotFound, text.PayClosed) }

func payTerms(t issuer.Terms) wire.PayTerms {
	out := wire.PayTerms{Version: t.Version, Rate: t.Rate, Within: t.Within}
	for _, step := range t.Steps {
		out.Steps = append(out.Steps, wire.PayStep(step))
	}
	for _, c := range t.Choices {
		out.Choices = append(out.Choices, wire.PayTerm(c))
	}
	slices.SortFunc(out.Choices, func(a, b wire.PayTerm) int { return cmp.Compare(a.Payments, b.Payments) })
	return out
}

// minute is a time as screens show it, see ui.Moment; nothing for none.
func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(japan.Zone).Format("2006-01-02 15:04")
}
