package form

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// Decode fills the struct v points to from an ordinary form submission: text, ticks and lists by the names of the json
// tags, so that one set of tags serves both representations. What is missing becomes empty, what is unknown is ignored.
// Of files it knows what an Upload's Value says, in the browser; the server has Attach.
// A struct with a field of any other type panics: a member types nothing else.
func Decode(in url.Values, v any) {
	s := reflect.ValueOf(v).Elem()
	for i := range s.NumField() {
		name := fieldName(s, i)
		if name == "" {
			continue
		}
		switch f := s.Field(i); f.Interface().(type) {
		case []string:
			f.Set(reflect.ValueOf(slices.Clone(in[name])))
		case bool:
			f.SetBool(ticked(in.Get(name)))
		case []Upload:
			f.Set(reflect.ValueOf(uploads(in[name])))
		default:
			if f.Kind() != reflect.String {
				panic("form: " + s.Type().String() + "." + name + " is neither text nor a tick nor a list")
			}
			f.SetString(in.Get(name))
		}
	}
}

// Attach puts the files that came with a form into its fields, in place of what Decode made of them.
func Attach(files map[string][]Upload, v any) {
	s := reflect.ValueOf(v).Elem()
	for i := range s.NumField() {
		if _, ok := s.Field(i).Interface().([]Upload); ok {
			s.Field(i).Set(reflect.ValueOf(files[fieldName(s, i)]))
		}
	}
}

// Kind is what a field of a form holds.
type Kind int

// The kinds; zero is no field.
const (
	_ Kind = iota
	Word
	Tick
	List
	Files
)

// Shape is what fields the struct v points to has, by name.
func Shape(v any) map[string]Kind {
	out := map[string]Kind{}
	s := reflect.ValueOf(v).Elem()
	for i := range s.NumField() {
		switch s.Field(i).Interface().(type) {
		case []string:
			out[fieldName(s, i)] = List
		case bool:
			out[fieldName(s, i)] = Tick
		case []Upload:
			out[fieldName(s, i)] = Files
		default:
			out[fieldName(s, i)] = Word
		}
	}
	delete(out, "")
	return out
}

// Text is a form as an ordinary submission of it, without secrets and files: what may be shown again. It undoes Decode.
func Text(v any) url.Values {
	out := url.Values{}
	s := reflect.Indirect(reflect.ValueOf(v))
	for i := range s.NumField() {
		name := fieldName(s, i)
		if name == "" {
			continue
		}
		switch f := s.Field(i).Interface().(type) {
		case Secret, []Upload:
		case []string:
			out[name] = slices.Clone(f)
		case bool:
			if f {
				out.Set(name, "true")
			}
		default:
			if t := s.Field(i).String(); t != "" {
				out.Set(name, t)
			}
		}
	}
	return out
}

func fieldName(s reflect.Value, i int) string {
	name, _, _ := strings.Cut(s.Type().Field(i).Tag.Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}

// ticked reads a checkbox. Consent is only what says so.
func ticked(s string) bool { return s == "on" || s == "true" || s == "1" }
