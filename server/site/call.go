package site

import (
	"strings"

	"netanswer/server/identity"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

// call shows the number to call, and how far the call is.
func (s journey) call(v *visit) (wire.Call, error) {
	f, err := s.at(v, s.root+"/call")
	if err != nil {
		return wire.Call{}, err
	}
	c, ok, err := s.Registration.CallCheck(v.Context(), f)
	if err != nil {
		return wire.Call{}, err
	}
	d := wire.Call{State: s.callState(c, ok), From: callers(f)}
	for _, w := range s.ways(f) {
		if w.Channel != string(identity.ByCall) {
			d.Channels = append(d.Channels, w)
		}
	}
	if d.State == wire.CallNone || d.State == wire.CallOver {
		return d, nil
	}
	d.From = strings.Split(c.Masked, identity.Among)
	s.toDial(&d, c)
	return d, nil
}

// toDial is what a check that is not over shows: the number to call, and until when.
func (s *Site) toDial(d *wire.Call, c identity.Check) {
	line, known := s.Brand.LineOf(c.Line)
	if !known { // of a brand file before this one
		d.State = wire.CallOver
		return
	}
	d.Free, d.Charged = line.Free, line.Charged
	d.Left, d.Mark = left(c.ExpiresAt.Sub(s.Now())), s.Registration.Identity.Mark(c)
}

// callState is how far a check is; ok says whether there is one.
func (s *Site) callState(c identity.Check, ok bool) wire.CallState {
	switch {
	case !ok:
		return wire.CallNone
	case !c.Live(s.Now()):
		return wire.CallOver
	case !c.CalledAt.IsZero():
		return wire.CallCame
	}
	return wire.CallWaits
}

func (s journey) finishCall(v *visit, in form.Call) (string, error) {
	f, token, err := s.Registration.FinishCall(v.Context(), s.visitor(v), in)
	if token != "" {
		s.keep(v, token)
	}
	s.knows(v, f, err)
	return f.Screen(), err
}

func (s journey) callAgain(v *visit, _ form.Call, ps []form.Problem) (wire.Call, error) {
	d, err := s.call(v)
	d.Problems = ps
	return d, err
}
