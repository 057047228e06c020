package main

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

func TestFloat16RoundsToTheNearestWeight(t *testing.T) {
	for x, want := range map[float32]uint16{
		0: 0, 1: 0x3c00, -2: 0xc000, 0.333251953125: 0x3555, 65504: 0x7bff, 1e9: 0x7bff, -1e9: 0xfbff,
		1 + 1.0/2048:            0x3c00, // a tie goes to the even one, here down
		1 + 3.0/2048:            0x3c02, // and here up
		1 + 1.0/2048 + 1.0/8192: 0x3c01,
		2047.5:                  0x6800, // carries into the exponent
		1.0 / (1 << 14):         0x0400, // the least normal number
		1.0 / (1 << 24):         1,      // the least of all
		1.0 / (1 << 26):         0,
		6.1e-5:                  0x03ff, // the largest below the normal ones
	} {
		if got := float16(x); got != want {
			t.Errorf("%g is %#04x, want %#04x", x, got, want)
		}
	}
	for h := range uint16(0x7c00) { // every weight that 16 bits can hold stays what it is
		if got := float16(float32(value16(h))); got != h {
			t.Fatalf("%#04x becomes %#04x", h, got)
		}
	}
}

func value16(h uint16) float64 {
	e, m := int(h>>10), float64(h&0x3ff)
	if e == 0 {
		return m / (1 << 24)
	}
	return math.Ldexp(1+m/1024, e-15)
}

// A model of one small tensor, one large initialiser and one large Constant.
func TestHalveMovesLargeWeightsOnly(t *testing.T) {
	tensor := func(name string, n int) []byte {
		raw := make([]byte, 0, 4*n)
		for i := range n {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(float32(i)/8))
		}
		b := appendInt(nil, tensorDims, uint64(n))
		b = appendInt(b, tensorType, typeFloat)
		b = appendBytes(b, tensorName, []byte(name))
		return appendBytes(b, tensorRaw, raw)
	}
	constant := appendBytes(nil, nodeOutput, []byte("c"))
	constant = appendBytes(constant, nodeType, []byte("Constant"))
	constant = appendBytes(constant, nodeAttribute, appendBytes(nil, attributeTensor, tensor("", 600)))
	add := appendBytes(nil, nodeInput, []byte("large"))
	add = appendBytes(add, nodeType, []byte("Add"))

	graph := appendBytes(nil, graphNode, constant)
	graph = appendBytes(graph, graphNode, add)
	graph = appendBytes(graph, graphTensor, tensor("small", 500))
	graph = appendBytes(graph, graphTensor, tensor("large", 1000))
	graph = appendBytes(graph, graphInput, appendBytes(nil, inputName, []byte("large"))) // as older models do
	graph = appendBytes(graph, graphInput, appendBytes(nil, inputName, []byte("x")))
	model := appendBytes(appendInt(nil, 1, 7), 7, graph)

	out, err := halve(model)
	if err != nil {
		t.Fatal(err)
	}
	top, err := parse(out)
	if err != nil || top.int(1) != 7 {
		t.Fatalf("%v; the version is %d", err, top.int(1))
	}
	fields, err := parse(top.get(7))
	if err != nil {
		t.Fatal(err)
	}
	var nodes, tensors, inputs []string
	for _, f := range fields {
		in, err := parse(f.data)
		if err != nil {
			t.Fatal(err)
		}
		switch f.number {
		case graphInput:
			inputs = append(inputs, string(in.get(inputName)))
			continue
		case graphNode:
			nodes = append(nodes, string(in.get(nodeType))+" "+string(in.get(nodeInput)))
			continue
		}
		name := string(in.get(tensorName))
		tensors = append(tensors, name)
		if raw := in.get(tensorRaw); name == "large.half" {
			if in.int(tensorType) != typeHalf || in.int(tensorDims) != 1000 || len(raw) != 2000 || binary.LittleEndian.Uint16(raw[16:]) != 0x3c00 {
				t.Errorf("the large tensor is of type %d, %d long, %d bytes", in.int(tensorType), in.int(tensorDims), len(raw))
			}
		}
	}
	want := []string{"Cast c.half", "Cast large.half", "Add large"}
	if !slices.Equal(nodes, want) || !slices.Equal(tensors, []string{"small", "c.half", "large.half"}) || !slices.Equal(inputs, []string{"x"}) {
		t.Errorf("nodes %q, tensors %q, inputs %q", nodes, tensors, inputs)
	}
}

func TestHalveRefusesWhatIsNoModel(t *testing.T) {
	for name, b := range map[string][]byte{
		"nothing":           {},
		"a text":            []byte("<!doctype html>"),
		"a field cut short": appendBytes(nil, 7, []byte("graph"))[:4],
		"a broken graph":    appendBytes(nil, 7, bytes.Repeat([]byte{0xff}, 9)),
	} {
		if _, err := halve(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
