package site

import (
	"errors"
	"net/http"

	"netanswer/server/fault"
	"netanswer/server/limit"
	"netanswer/server/telephony"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The webhooks of companies that answer calls for us. Machines ask, so what they ask is signed; there is no cookie.

// twilioCall answers Twilio with TwiML.
func (s *Site) twilioCall(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	values, _, err := s.values(v, nil)
	if err == nil {
		err = s.Twilio.Signed(r.URL.RequestURI(), r.Header.Get("X-Twilio-Signature"), values)
	}
	var answer []byte
	if err == nil {
		answer, err = s.Twilio.Answer(r.Context(), r.URL.Query(), values)
	}
	if err != nil {
		s.fail(v, refusedCall(err))
		return
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.Write(answer)
}

// hookCall answers everybody else with JSON.
func (s *Site) hookCall(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var call telephony.HookCall
	values, raw, err := s.values(v, form.Shape(&call))
	if err == nil {
		err = s.Hook.Signed(r.Header.Get("Netanswer-Timestamp"), r.Header.Get("Netanswer-Signature"), raw)
	}
	var answer telephony.HookAnswer
	if err == nil {
		form.Decode(values, &call)
		answer, err = s.Hook.Answer(r.Context(), call)
	}
	if err != nil {
		s.fail(v, refusedCall(err))
		return
	}
	s.json(v, http.StatusOK, answer)
}

// refusedCall is what a company is told that we do not believe, or not twice.
func refusedCall(err error) error {
	switch _, again := limit.Reached(err); {
	case errors.Is(err, telephony.ErrSignature), errors.Is(err, telephony.ErrOld):
		return fault.New(wire.Forbidden, text.CallForeign).Because(err)
	case errors.Is(err, telephony.ErrCall):
		return fault.New(wire.BadRequest, text.BadRequest).Because(err)
	case again:
		return fault.New(wire.Conflict, text.CallAgain).Because(err)
	}
	return err
}
