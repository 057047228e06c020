package site

import (
	"errors"
	"net/http"
	"strings"

	"netanswer/app/screen"
	"netanswer/server/fault"
	"netanswer/server/limit"
	"netanswer/server/registration"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// loader finds a screen's data.
type loader[T any] func(*visit) (T, error)

// redirect is an error that sends the person elsewhere.
type redirect string

func (r redirect) Error() string { return "see " + string(r) }

// moved leads to the right step and has one sentence said there.
func moved(path string) error { return redirect(path + "?moved") }

// notices are the sentences by the query that asks for them. They are the same for everybody: who makes such an address up
// says nothing new.
var notices = map[string]text.Message{"moved": text.Moved, "done=named": text.CardNamed, "done=removed": text.Removed, "done=over": text.OrdersOver, "done=wishes": text.WishSaved}

// notice is what is to be said above a screen of this request.
func notice(v *visit) string {
	if v.Method != http.MethodGet || v.URL.RawQuery == "" {
		return ""
	}
	for query, m := range notices {
		if name, value, _ := strings.Cut(query, "="); v.URL.Query().Has(name) && v.URL.Query().Get(name) == value {
			return m.In(v.lang)
		}
	}
	return ""
}

// show joins a row of the table with its loader; the compiler sees that both mean the same data.
func show[T any](s *Site, mux *mux, class limit.Class, row screen.Row[T], load loader[T]) {
	mux.handle(class, "GET "+row.Pattern(), func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(w, r)
		data, err := load(v)
		var ps unfit
		switch {
		case errors.As(err, &ps):
			s.unfit(v, ps, row.With(s.wire(v), data), data)
		case err != nil:
			s.fail(v, err)
		default:
			if row.Frame.Member {
				s.remember(v)
			}
			s.answer(v, http.StatusOK, row.With(s.wire(v), data), data)
		}
	})
}

// unfit is an error of a loader: what is asked for in the query cannot be; or of an action whose form is held to more than its Check knows. The data that comes with it shows the screen all the
// same, with the problems at their fields.
type unfit []form.Problem

func (unfit) Error() string { return "the query has problems" }

// unfit answers a query with problems as act answers a form.
func (s *Site) unfit(v *visit, ps unfit, shown screen.Shown, data any) {
	v.code = wire.Invalid
	if wantsJSON(v.Request) {
		answer := s.failure(v, &fault.Error{Code: wire.Invalid})
		answer.Problems = ps
		s.json(v, statusOf[wire.Invalid], answer)
		return
	}
	s.answer(v, statusOf[wire.Invalid], shown, data)
}

// action is what a form does.
type action[F form.Checker, T any] struct {
	row   screen.Row[T]                                       // the screen that shows the form
	do    func(*visit, F) (next string, err error)            // where to go when it is done
	again func(*visit, F, []form.Problem) (data T, err error) // that screen with what was typed and what is wrong
}

// act takes a form. Problems are answered as the same screen in HTML, with everything typed but the secrets, or alone in
// JSON.
func act[F form.Checker, T any](s *Site, mux *mux, path string, a action[F, T]) {
	class := limit.Act
	if hasFiles(form.Shape(new(F))) {
		class = limit.Files
	}
	mux.handle(class, "POST "+path, func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(w, r)
		var in F
		if err := s.decode(v, &in); err != nil {
			s.fail(v, err)
			return
		}
		if v.to != "" {
			inAnotherLanguage(s, v, a, in)
			return
		}
		if ps := in.Check(s.wire(v).Rules()); len(ps) > 0 {
			problems(s, v, a, in, &fault.Error{Code: wire.Invalid}, ps)
			return
		}
		next, err := a.do(v, in)
		if errors.Is(err, registration.ErrMoved) {
			err = moved(next)
		}
		if err == nil {
			http.Redirect(v.ResponseWriter, v.Request, next, http.StatusSeeOther)
			return
		}
		if found := (unfit)(nil); errors.As(err, &found) {
			problems(s, v, a, in, &fault.Error{Code: wire.Invalid}, found)
			return
		}
		if errors.Is(err, registration.ErrNoFlow) {
			err = begun(v)
		}
		err = s.known(err)
		var f *fault.Error
		if !errors.As(err, &f) || !keepsForm[f.Code] {
			s.fail(v, err)
			return
		}
		ps := f.In(v.lang)
		if len(ps) == 0 { // no field's fault: it stands above the form
			ps = []form.Problem{{Key: f.Message.Key, Message: f.Message.In(v.lang, f.Args...)}}
		}
		problems(s, v, a, in, f, ps)
	})
}

// inAnotherLanguage shows a form as it was sent, but for its secrets, in the language that its sender chose. Nothing is checked,
// kept or shown to the issuer. It is the way of a browser without scripts: the page that runs changes the words where they stand.
func inAnotherLanguage[F form.Checker, T any](s *Site, v *visit, a action[F, T], in F) {
	v.lang = v.to
	setLanguage(v, v.lang)
	err := s.speak(v)
	var data T
	if err == nil {
		form.Attach(nil, &in) // files have to be chosen anew
		data, err = a.again(v, in, nil)
	}
	if err != nil {
		s.fail(v, err)
		return
	}
	s.answer(v, http.StatusOK, a.row.With(s.wire(v), data), data)
}

// keepsForm are the failures after which the person goes on with the form as it stands.
var keepsForm = map[wire.Code]bool{wire.Invalid: true, wire.Conflict: true, wire.ProofNeeded: true, wire.TooMany: true, wire.Unavailable: true}

func problems[F form.Checker, T any](s *Site, v *visit, a action[F, T], in F, f *fault.Error, ps []form.Problem) {
	v.code, v.cause = f.Code, f.Inside
	retryHeader(v, f)
	if wantsJSON(v.Request) {
		answer := s.failure(v, f)
		if f.Code == wire.Invalid {
			answer.Problems = ps
		}
		if f.Code == wire.Conflict {
			terms := s.Brand.WireTerms(v.lang)
			answer.Terms = &terms
		}
		s.json(v, statusOf[f.Code], answer)
		return
	}
	if len(ps) > 0 && ps[0].Field == "" { // the app says it by itself
		ps[0].Message = wire.AndWait(v.lang, ps[0].Message, seconds(f))
	}
	form.Attach(nil, &in) // files have to be chosen anew, as secrets have to be typed
	data, err := a.again(v, in, ps)
	if err != nil {
		s.fail(v, err)
		return
	}
	s.answer(v, statusOf[f.Code], a.row.With(s.wire(v), data), data)
}
