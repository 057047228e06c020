// Package draw writes a go-app tree as HTML: exactly the nodes that the same tree makes in the browser, so that the app,
// once it runs, can take them over instead of drawing again.
//
// go-app's own writer cannot be used. It quotes attributes as Go strings (a value may then close its attribute and add
// another: script injection), writes checked="false", which ticks a consent, drops aria-…="true" and the text of a
// textarea, and indents, which adds text nodes that the browser's tree does not have.
package draw

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// go-app keeps attributes and children to itself. Every element type embeds the same struct first; these read its fields.
// They are looked up when the program starts, so that another go-app, with other fields, stops it there and not at the
// first visitor. v10.1.11 is the last of v10.
var (
	element    = reflect.TypeOf(app.Div()).Elem().Field(0).Type
	attributes = field[map[string]string](element, "attributes")
	children   = field[[]app.UI](element, "children")
	textNode   = reflect.TypeOf(app.Text("")).Elem()
	textValue  = field[string](textNode, "value")
)

// field makes a reader of an unexported field.
func field[T any](of reflect.Type, name string) func(reflect.Value) T {
	f, ok := of.FieldByName(name)
	if want := reflect.TypeFor[T](); !ok || f.Type.Kind() != want.Kind() || !f.Type.ConvertibleTo(want) {
		panic(fmt.Sprintf("draw: go-app's %s has no field %s like %s", of, name, want))
	}
	i := f.Index
	return func(v reflect.Value) T { return *(*T)(v.FieldByIndex(i).Addr().UnsafePointer()) }
}

// HTML writes v and what is in it. It panics on what must never be sent: script in attributes, style attributes (the
// policy of our pages ignores them), raw HTML. All of these are mistakes of a view, found by drawing it once.
func HTML(w *bytes.Buffer, v app.UI) {
	switch v := v.(type) {
	case app.HTML:
		writeElement(w, v)
	case app.Composer:
		root := app.FilterUIElems(v.Render())
		if len(root) == 0 {
			panic(fmt.Sprintf("draw: %T draws nothing: go-app could not mount it", v))
		}
		HTML(w, root[0])
	default:
		e := reflect.ValueOf(v)
		if e.Kind() != reflect.Pointer || e.Type().Elem() != textNode {
			panic(fmt.Sprintf("draw: %T is not drawn here", v)) // app.Raw
		}
		escape(w, textValue(e.Elem()))
	}
}

func writeElement(w *bytes.Buffer, v app.HTML) {
	e := reflect.ValueOf(v).Elem().Field(0)
	tag, attrs := v.Tag(), attributes(e)
	w.WriteByte('<')
	w.WriteString(tag)
	var room [16]string // most elements have few attributes: no allocation for their names
	names := room[:0]
	for name := range attrs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		writeAttribute(w, tag, name, attrs[name])
	}
	if tag == "iframe" { // nothing runs in a frame; go-app cannot say so, for it drops empty attributes
		if attrs["sandbox"] != "" {
			panic("draw: an <iframe> that may do something does not belong in a screen")
		}
		w.WriteString(` sandbox=""`)
	}
	w.WriteByte('>')
	if v.SelfClosing() {
		return
	}
	inside := children(e)
	switch tag {
	case "script", "style", "noscript", "template", "object", "embed":
		panic("draw: <" + tag + "> does not belong in a screen")
	case "textarea": // go-app keeps its text as an attribute; the first line feed of the content is the parser's
		w.WriteByte('\n')
		escape(w, attrs["value"])
	case "pre": // here as well
		w.WriteByte('\n')
	}
	for _, c := range inside {
		HTML(w, c)
	}
	w.WriteString("</")
	w.WriteString(tag)
	w.WriteByte('>')
}

func writeAttribute(w *bytes.Buffer, tag, name, value string) {
	switch lower := strings.ToLower(name); {
	case strings.HasPrefix(lower, "on"), lower == "srcdoc", lower == "style":
		panic("draw: attribute " + name + " does not belong in a screen")
	case !validName(name):
		panic(fmt.Sprintf("draw: %q is no name of an attribute", name))
	case boolean[lower]: // its presence alone means yes
		if value == "true" {
			w.WriteByte(' ')
			w.WriteString(name)
		}
		return
	case name == "value" && tag == "textarea":
		return
	case address[lower] && !SafeURL(value):
		value = "#blocked"
	}
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	escape(w, value)
	w.WriteByte('"')
}

func validName(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != ':' {
			return false
		}
	}
	return name != ""
}

// boolean are the attributes that go-app sets as properties in the browser (its setJSAttribute), and novalidate.
var boolean = set("async autofocus autoplay checked default defer disabled hidden inert ismap loop multiple muted novalidate open readonly required reversed selected")

// address are the attributes that lead somewhere.
var address = set("href src action formaction cite data poster xlink:href")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(names) {
		m[n] = true
	}
	return m
}

// SafeURL says whether an address stays here or leads where nothing runs: javascript: and data: do not. In the browser the
// Content-Security-Policy does this work; without scripts this does.
func SafeURL(v string) bool {
	v = strings.Map(func(r rune) rune { // what browsers drop from addresses before they read them
		if r <= ' ' {
			return -1
		}
		return r
	}, v)
	scheme, _, found := strings.Cut(v, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	switch strings.ToLower(scheme) {
	case "https", "tel", "mailto", "sms":
		return true
	}
	return false
}

// A carriage return would be read as a line feed, a NUL as nothing at all.
var escaper = strings.NewReplacer("&", "&amp;", `"`, "&#34;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", "\x00", "\uFFFD")

func escape(w *bytes.Buffer, s string) {
	if strings.ContainsAny(s, "&\"<>\r\x00") {
		_, _ = escaper.WriteString(w, s) // a buffer does not fail
		return
	}
	w.WriteString(s)
}
