package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// halve rewrites an ONNX model so that its weights take half the room: every large tensor of 32-bit floats is stored with 16
// bits and followed by a Cast of the same name, which the engine computes once when it loads the model. What it reads then
// is the same model, but for weights rounded to 11 significant bits.
//
// It edits the file's protocol buffer field by field and copies what it does not know. The numbers are those of onnx.proto.
func halve(model []byte) ([]byte, error) {
	const modelGraph = 7
	fields, err := parse(model)
	if err != nil {
		return nil, err
	}
	var out []byte
	found := false
	for _, f := range fields {
		if f.number != modelGraph {
			out = append(out, f.raw...)
			continue
		}
		graph, err := halveGraph(f.data)
		if err != nil {
			return nil, err
		}
		found = true
		out = appendBytes(out, modelGraph, graph)
	}
	if !found {
		return nil, errors.New("no graph: not a model")
	}
	return out, nil
}

const (
	graphNode, graphTensor, graphInput = 1, 5, 11

	inputName = 1

	nodeInput, nodeOutput, nodeName, nodeType, nodeAttribute = 1, 2, 3, 4, 5

	attributeName, attributeInt, attributeTensor, attributeType = 1, 3, 5, 20
	attributeIsInt                                              = 2

	tensorDims, tensorType, tensorFloats, tensorName, tensorRaw = 1, 2, 4, 8, 9
	typeFloat, typeHalf                                         = 1, 10

	smallest = 512 // elements; what is smaller stays as it is
)

// halveGraph moves large tensors, also those that stand in Constant nodes, into 16-bit initialisers. The Casts come first:
// nodes stand in the order of their use.
func halveGraph(graph []byte) ([]byte, error) {
	fields, err := parse(graph)
	if err != nil {
		return nil, err
	}
	var casts, kept, tensors []byte
	moved := map[string]bool{}
	move := func(name string, tensor []byte) (bool, error) {
		half, err := halveTensor(name+".half", tensor)
		if half == nil || err != nil {
			return false, err
		}
		tensors = appendBytes(tensors, graphTensor, half)
		casts = appendBytes(casts, graphNode, cast(name+".half", name))
		moved[name] = true
		return true, nil
	}
	for _, f := range fields {
		done := false
		switch f.number {
		case graphTensor:
			t, err := parse(f.data)
			if err != nil {
				return nil, err
			}
			if done, err = move(string(t.get(tensorName)), f.data); err != nil {
				return nil, err
			}
		case graphNode:
			n, err := parse(f.data)
			if err != nil {
				return nil, err
			}
			if string(n.get(nodeType)) != "Constant" {
				break
			}
			a, err := parse(n.get(nodeAttribute))
			if err != nil {
				return nil, err
			}
			if t := a.get(attributeTensor); t != nil {
				if done, err = move(string(n.get(nodeOutput)), t); err != nil {
					return nil, err
				}
			}
		case graphInput: // older models list their tensors among the inputs as well
			in, err := parse(f.data)
			if err != nil {
				return nil, err
			}
			done = moved[string(in.get(inputName))]
		}
		if !done {
			kept = append(kept, f.raw...)
		}
	}
	return slices.Concat(casts, kept, tensors), nil
}

// halveTensor is a tensor in 16 bits, or nil where it is small or of another type.
func halveTensor(name string, tensor []byte) ([]byte, error) {
	t, err := parse(tensor)
	if err != nil {
		return nil, err
	}
	raw := t.get(tensorRaw)
	if raw == nil {
		raw = t.get(tensorFloats) // packed: the same bytes
	}
	if t.int(tensorType) != typeFloat || len(raw) < 4*smallest {
		return nil, nil
	}
	if len(raw)%4 != 0 {
		return nil, fmt.Errorf("%s: %d bytes of floats", name, len(raw))
	}
	half := make([]byte, 0, len(raw)/2)
	for ; len(raw) > 0; raw = raw[4:] {
		half = binary.LittleEndian.AppendUint16(half, float16(math.Float32frombits(binary.LittleEndian.Uint32(raw))))
	}
	var out []byte
	for _, f := range t {
		if f.number == tensorDims {
			out = append(out, f.raw...)
		}
	}
	out = appendInt(out, tensorType, typeHalf)
	out = appendBytes(out, tensorName, []byte(name))
	return appendBytes(out, tensorRaw, half), nil
}

func cast(from, to string) []byte {
	a := appendBytes(nil, attributeName, []byte("to"))
	a = appendInt(a, attributeInt, typeFloat)
	a = appendInt(a, attributeType, attributeIsInt)
	n := appendBytes(nil, nodeInput, []byte(from))
	n = appendBytes(n, nodeOutput, []byte(to))
	n = appendBytes(n, nodeName, []byte(to+".cast"))
	n = appendBytes(n, nodeType, []byte("Cast"))
	return appendBytes(n, nodeAttribute, a)
}

// float16 is x as IEEE 754 binary16, rounded to nearest, ties to even. What is too large becomes the largest: a weight is
// never infinite.
func float16(x float32) uint16 {
	bits := math.Float32bits(x)
	sign := uint16(bits >> 16 & 0x8000)
	size := math.Abs(float64(x))
	switch {
	case x != x:
		return sign | 0x7e00
	case size >= 65504:
		return sign | 0x7bff
	case size < 1.0/(1<<14): // in steps of 2^-24; the largest rounds up to the first normal one by itself
		return sign | uint16(math.RoundToEven(size*(1<<24)))
	}
	rest := bits & 0x1fff
	h := uint16(bits>>13&0x3ff) | uint16((bits>>23&0xff)-112)<<10
	if rest > 0x1000 || rest == 0x1000 && h&1 == 1 {
		h++ // carries into the exponent, as it should
	}
	return sign | h
}

// -- protocol buffers on the wire ------------------------------------------------------------------------------------------

type wireField struct {
	number int
	value  uint64 // of a varint
	data   []byte // of a length-delimited field
	raw    []byte // all of it with its tag
}

type wireFields []wireField

// get is the data of the first field with a number, nil without one.
func (fs wireFields) get(number int) []byte {
	for _, f := range fs {
		if f.number == number {
			return f.data
		}
	}
	return nil
}

func (fs wireFields) int(number int) uint64 {
	for _, f := range fs {
		if f.number == number {
			return f.value
		}
	}
	return 0
}

func parse(b []byte) (out wireFields, err error) {
	broken := errors.New("not a protocol buffer")
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, broken
		}
		f, end := wireField{number: int(tag >> 3)}, n
		switch tag & 7 {
		case 0:
			f.value, n = binary.Uvarint(b[end:])
			if n <= 0 {
				return nil, broken
			}
			end += n
		case 1:
			end += 8
		case 2:
			size, n := binary.Uvarint(b[end:])
			if n <= 0 || size > uint64(len(b)-end-n) {
				return nil, broken
			}
			end += n
			f.data = b[end : end+int(size)]
			end += int(size)
		case 5:
			end += 4
		default:
			return nil, broken
		}
		if end > len(b) {
			return nil, broken
		}
		f.raw, b = b[:end], b[end:]
		out = append(out, f)
	}
	return out, nil
}

func appendBytes(to []byte, number int, data []byte) []byte {
	to = binary.AppendUvarint(to, uint64(number)<<3|2)
	to = binary.AppendUvarint(to, uint64(len(data)))
	return append(to, data...)
}

func appendInt(to []byte, number int, value uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(to, uint64(number)<<3), value)
}
