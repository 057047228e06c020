package site

import (
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

// card shows the form of a recovery.
func (s journey) card(v *visit) (wire.Recover, error) {
	f, expired, err := s.first(v)
	d := wire.Recover{Expired: expired}
	in := kept(f)
	d.Values = form.Recovery{ExpMonth: in.ExpMonth, ExpYear: in.ExpYear}
	return d, err
}

func (s journey) recover(v *visit, in form.Recovery) (string, error) {
	s.begin(v)
	f, err := s.Registration.Recover(v.Context(), s.visitor(v), in)
	return f.Screen(), err
}

func (s journey) cardAgain(_ *visit, in form.Recovery, ps []form.Problem) (d wire.Recover, err error) {
	in.CardNumber, in.SecurityCode = "", ""
	d.Values, d.Problems, d.AskAgain = in, ps, true
	return d, nil
}

func (s journey) recovered(v *visit) (wire.Recovered, error) {
	f, err := s.at(v, "/recover/password")
	return wire.Recovered{MemberID: f.Login}, err
}

func (s journey) setPassword(v *visit, in form.NewPassword) (string, error) {
	f, err := s.Registration.SetPassword(v.Context(), s.visitor(v), in)
	s.knows(v, f, err)
	return f.Screen(), err
}

func (s journey) recoveredAgain(v *visit, _ form.NewPassword, ps []form.Problem) (wire.Recovered, error) {
	d, err := s.recovered(v)
	d.Problems = ps
	return d, err
}

func (s journey) recoverDone(v *visit) (wire.RecoverDone, error) {
	f, err := s.at(v, "/recover/done")
	return wire.RecoverDone{MemberID: f.Login}, err
}
