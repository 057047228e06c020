package account

import (
	"fmt"
	"hash/fnv"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"netanswer/server/issuer"
	"netanswer/shared/wire"
)

// Rows of another shape would open and be read wrong: the version is part of what they are sealed with.
// shape is what a type is made of, all the way down.
func shape(t *testing.T, of reflect.Type, deep int) string {
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice:
		return "[]" + shape(t, of.Elem(), deep)
	case reflect.Struct:
		if deep > 6 {
			t.Fatal("too deep")
		}
		var fields []string
		for i := range of.NumField() {
			if f := of.Field(i); f.IsExported() {
				fields = append(fields, f.Name+" "+shape(t, f.Type, deep+1))
			}
		}
		slices.Sort(fields)
		return "{" + strings.Join(fields, ", ") + "}"
	}
	return of.Kind().String()
}

func shapes(t *testing.T, of ...any) string {
	sum := fnv.New64a()
	for _, v := range of {
		sum.Write([]byte(shape(t, reflect.TypeOf(v), 0)))
	}
	return fmt.Sprintf("%x", sum.Sum64())
}

func TestTheShapeOfWhatIsKeptHasAVersion(t *testing.T) {
	of := shapes(t, issuer.Summary{}, []issuer.Statement{}, whole{}, issuer.Limits{}, issuer.Points{}, issuer.Account{}, []issuer.Card{})
	if got, want := fmt.Sprintf("%d %s", version, of), "1 20b94a527ef5a88b"; got != want {
		t.Errorf("version and shape are %q, not %q: if what is kept has changed, raise version and write it here", got, want)
	}
}

func TestTheShapeOfWhatDevicesKeepHasANumber(t *testing.T) {
	if got, want := fmt.Sprintf("%d %s", wire.OfflineShape, shapes(t, wire.Offline{})), "2 f9aa813bc396a15f"; got != want {
		t.Errorf("number and shape are %q, not %q: if what devices keep has changed, raise wire.OfflineShape and write it here", got, want)
	}
}

// Every field of everything that is kept comes back, whatever is in it; what is cut anywhere, or more than it was, does not.
func TestEverythingThatIsKeptComesBack(t *testing.T) {
	n := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		n++
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					fill(v.Field(i))
				}
			}
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 3, 3))
			for i := range 3 {
				fill(v.Index(i))
			}
		case reflect.String:
			v.SetString(strings.Repeat("ｶﾅと漢字", n%40))
		case reflect.Int:
			v.SetInt([]int64{0, 1, -1, 63, -64, 1 << 40, math.MaxInt64, math.MinInt64}[n%8])
		case reflect.Bool:
			v.SetBool(n%2 == 0)
		}
	}
	for _, into := range []any{&issuer.Summary{}, &[]issuer.Statement{}, &whole{}, &issuer.Limits{}, &issuer.Points{}, &issuer.Account{}, &[]issuer.Card{}} {
		fill(reflect.ValueOf(into).Elem())
		raw := pack(reflect.ValueOf(into).Elem().Interface())
		again := reflect.New(reflect.TypeOf(into).Elem())
		if err := unpack(raw, again.Interface()); err != nil || !reflect.DeepEqual(again.Interface(), into) {
			t.Errorf("%T: %v\n%+v\nwant\n%+v", into, err, again, into)
		}
		for end := range raw {
			if err := unpack(raw[:end], reflect.New(reflect.TypeOf(into).Elem()).Interface()); err == nil {
				t.Fatalf("%T, cut after %d of %d bytes, is read", into, end, len(raw))
			}
		}
		if err := unpack(append(raw, 0), reflect.New(reflect.TypeOf(into).Elem()).Interface()); err == nil {
			t.Errorf("%T with a byte more is read", into)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(pack(whole{Of: issuer.Statement{Total: 5}, Uses: []issuer.Use{{Ref: "a"}}}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var w whole
		if err := unpack(raw, &w); err == nil && len(w.Uses) > len(raw) {
			t.Errorf("%d uses out of %d bytes", len(w.Uses), len(raw))
		}
	})
}
