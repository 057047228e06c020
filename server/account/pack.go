package account

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

// What is kept is written without names, field after field: a month of uses is read in a tenth of the time that JSON takes, and a
// screen of all months reads eighteen. Fields that are not exported are left out. Two shapes cannot be taken for each other, see
// version.

// pack writes a value of structs, slices, strings, integers and booleans.
func pack(v any) []byte { return appendValue(nil, reflect.ValueOf(v)) }

// unpack reads what pack wrote into what a pointer points to.
func unpack(raw []byte, into any) error {
	r := unpacker{string(raw), nil}
	r.read(reflect.ValueOf(into).Elem())
	if r.err == nil && r.rest != "" {
		r.err = errPacked
	}
	return r.err
}

var errPacked = errors.New("what was kept is cut or of another shape")

var fields sync.Map // reflect.Type → []int: looking them up costs more than reading them

func fieldsOf(t reflect.Type) []int {
	if known, ok := fields.Load(t); ok {
		return known.([]int)
	}
	var all []int
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			all = append(all, i)
		}
	}
	fields.Store(t, all)
	return all
}

func appendValue(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Struct:
		for _, i := range fieldsOf(v.Type()) {
			b = appendValue(b, v.Field(i))
		}
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
	case reflect.String:
		b = append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Int:
		b = binary.AppendVarint(b, v.Int())
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	default:
		panic(fmt.Sprintf("account: a %s cannot be kept", v.Type())) // TestEverythingThatIsKeptComesBack knows all types
	}
	return b
}

type unpacker struct {
	rest string // strings are parts of it: none is copied
	err  error
}

func (r *unpacker) read(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, i := range fieldsOf(v.Type()) {
			r.read(v.Field(i))
		}
	case reflect.Slice:
		n := r.length()
		if n == 0 || r.err != nil {
			return
		}
		s := reflect.MakeSlice(v.Type(), n, n)
		for i := range n {
			if r.read(s.Index(i)); r.err != nil {
				return
			}
		}
		v.Set(s)
	case reflect.String:
		n := r.length()
		v.SetString(r.rest[:n])
		r.rest = r.rest[n:]
	case reflect.Int:
		u := r.number() // zigzag, as AppendVarint writes it
		v.SetInt(int64(u>>1) ^ -int64(u&1))
	case reflect.Bool:
		v.SetBool(r.number() == 1)
	default:
		r.err = errPacked
	}
}

// length is that of what follows, of which each part takes a byte at least.
func (r *unpacker) length() int {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.err = errPacked
		return 0
	}
	return int(n)
}

func (r *unpacker) number() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.err, r.rest = errPacked, ""
	return 0
}
