package rest

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decode reads one JSON value of exactly the form of what into points to. encoding/json alone is kind: to it a missing field is
// zero, null is nothing, the last of two equal names wins and their case does not matter. Here each of these is an error, as are
// an empty text and a field that the contract does not have. A pointer is a field that may be missing. Errors say where, never what.
func decode(raw []byte, into any) error {
	if !utf8.Valid(raw) {
		return errors.New("not UTF-8")
	}
	return whole(raw, into, "answer")
}

// whole reads one value and nothing behind it.
func whole(raw []byte, into any, at string) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := read(d, reflect.ValueOf(into).Elem(), at); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}

// itself is a value that reads itself: what is wrong with one need not be wrong with what is around it.
type itself interface {
	take(raw []byte, at string) error
}

func read(d *json.Decoder, v reflect.Value, at string) error {
	switch {
	case v.Addr().Type().Implements(reflect.TypeFor[itself]()):
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			return errors.New("not JSON")
		}
		return v.Addr().Interface().(itself).take(raw, at)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return read(d, v.Elem(), at)
	case v.Addr().Type().Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		s, err := token[string](d, at, "a text")
		if err != nil {
			return err
		}
		if s == "" || v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)) != nil {
			return fmt.Errorf("%s is not of its form", at)
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Struct:
		return object(d, v, at)
	case reflect.Slice:
		return list(d, v, at)
	case reflect.String:
		s, err := token[string](d, at, "a text")
		if err == nil && s == "" {
			err = fmt.Errorf("%s is empty", at)
		}
		v.SetString(s)
		return err
	case reflect.Bool:
		b, err := token[bool](d, at, "true or false")
		v.SetBool(b)
		return err
	case reflect.Int:
		n, err := token[json.Number](d, at, "a number")
		if err != nil {
			return err
		}
		i, err := strconv.ParseInt(n.String(), 10, 64)
		if err != nil {
			return fmt.Errorf("%s is not a whole number", at)
		}
		v.SetInt(i)
		return nil
	}
	panic("rest: no JSON form for " + v.Type().String())
}

func object(d *json.Decoder, v reflect.Value, at string) error {
	if err := delim(d, '{', at, "an object"); err != nil {
		return err
	}
	seen := map[string]bool{}
	for d.More() {
		name, err := token[string](d, at, "an object")
		if err != nil {
			return err
		}
		n := fieldNamed(v.Type(), name)
		if n < 0 {
			return fmt.Errorf("%s has a field that the contract does not have", at)
		}
		if seen[name] {
			return fmt.Errorf("%s.%s is there twice", at, name)
		}
		seen[name] = true
		if err := read(d, v.Field(n), at+"."+name); err != nil {
			return err
		}
	}
	for n := range v.NumField() {
		if name, optional := named(v.Type().Field(n)); !optional && !seen[name] {
			return fmt.Errorf("%s.%s is missing", at, name)
		}
	}
	return delim(d, '}', at, "an object")
}

func list(d *json.Decoder, v reflect.Value, at string) error {
	if err := delim(d, '[', at, "a list"); err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	for n := 0; d.More(); n++ {
		item := reflect.New(v.Type().Elem()).Elem()
		if err := read(d, item, at+"["+strconv.Itoa(n)+"]"); err != nil {
			return err
		}
		v.Set(reflect.Append(v, item))
	}
	return delim(d, ']', at, "a list")
}

func fieldNamed(t reflect.Type, name string) int {
	for n := range t.NumField() {
		if of, _ := named(t.Field(n)); of == name {
			return n
		}
	}
	return -1
}

// named is a field's name in JSON. It may be missing when it is a pointer or is left out when empty.
func named(f reflect.StructField) (name string, optional bool) {
	name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name, strings.Contains(rest, "omit")
}

func token[T any](d *json.Decoder, at, what string) (T, error) {
	var zero T
	t, err := d.Token()
	if err != nil {
		return zero, errors.New("not JSON")
	}
	v, ok := t.(T)
	if !ok {
		return zero, fmt.Errorf("%s is not %s", at, what)
	}
	return v, nil
}

func delim(d *json.Decoder, want json.Delim, at, what string) error {
	got, err := token[json.Delim](d, at, what)
	if err == nil && got != want {
		err = fmt.Errorf("%s is not %s", at, what)
	}
	return err
}
