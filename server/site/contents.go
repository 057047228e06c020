package site

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// What a file is, its bytes say, not its name and not its sender. A picture is walked from the first byte to the last and written
// anew out of the parts that make the picture: what else phones and tricksters put beside it (where it was taken, another file
// before, behind or within it) is left out.

// The endings of names, by type; the first is given to a file that has another.
var endings = map[string][]string{
	"image/jpeg": {".jpg", ".jpeg"}, "image/png": {".png"}, "application/pdf": {".pdf"},
}

// maxPixels is more than any phone's camera makes: what has more is made to wear out whoever opens it.
const maxPixels = 120_000_000

// contents is the type of a file and what is handed on of it; empty when it is none of those that are taken, is cut off, needs a
// password, or is something else as well.
func contents(data []byte) (kind string, clean []byte) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		kind, clean = "image/jpeg", wholeJPEG(data)
	case bytes.HasPrefix(data, pngHead):
		kind, clean = "image/png", wholePNG(data)
	case bytes.HasPrefix(data, []byte("%PDF-1.")), bytes.HasPrefix(data, []byte("%PDF-2.")):
		kind, clean = "application/pdf", wholePDF(data)
	}
	if clean == nil || kind != "application/pdf" && bytes.Contains(clean[:min(len(clean), 1024)], []byte("%PDF-")) || archive(clean) {
		return "", nil
	}
	return kind, clean
}

// archive says whether a zip ends at the file's end: readers of those look there, whatever stands before.
func archive(data []byte) bool {
	const record = 22 // bytes of the end record, without its comment
	tail := data[max(0, len(data)-record-0xffff):]
	for {
		i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
		if i < 0 {
			return false
		}
		if rest := tail[i:]; len(rest) >= record && int(binary.LittleEndian.Uint16(rest[20:])) <= len(rest)-record {
			return true
		}
		tail = tail[:i]
	}
}

// wholeJPEG keeps the segments of the picture itself, and which way up it is. nil: it is no whole JPEG.
func wholeJPEG(in []byte) []byte {
	out := append(make([]byte, 0, len(in)), 0xff, 0xd8)
	sized, scans, turned := false, 0, uint16(1)
	for at := 2; ; {
		for at+1 < len(in) && in[at] == 0xff && in[at+1] == 0xff { // fill bytes
			at++
		}
		if at+1 >= len(in) || in[at] != 0xff {
			return nil
		}
		marker := in[at+1]
		if marker == 0xd9 {
			if !sized || scans == 0 {
				return nil
			}
			return append(out, 0xff, 0xd9) // what stands behind is not the picture's
		}
		if at+4 > len(in) {
			return nil
		}
		n := int(binary.BigEndian.Uint16(in[at+2:]))
		end := at + 2 + n
		if marker < 0xc0 || marker >= 0xd0 && marker <= 0xd8 || n < 2 || end > len(in) {
			return nil
		}
		segment := in[at:end]
		switch {
		case marker == 0xe1:
			if t := orientation(segment[4:]); t != 0 {
				turned = t
			}
		case marker >= 0xe0 && marker <= 0xef && marker != 0xee, marker == 0xfe: // of an application, a comment
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			if n < 8 || sized || !fitting(int(binary.BigEndian.Uint16(segment[7:])), int(binary.BigEndian.Uint16(segment[5:]))) {
				return nil
			}
			sized = true
			if turned != 1 { // before the frame, where readers look for it
				out = append(out, upright(turned)...)
			}
			fallthrough
		default:
			out = append(out, segment...)
		}
		at = end
		if marker != 0xda {
			continue
		}
		scans++
		from := at
		for at+1 < len(in) && (in[at] != 0xff || in[at+1] == 0 || in[at+1] >= 0xd0 && in[at+1] <= 0xd7) {
			at++
		}
		out = append(out, in[from:at]...)
	}
}

func fitting(width, height int) bool { return width > 0 && height > 0 && width <= maxPixels/height }

// orientation is the one thing of Exif that is kept: 1-8, zero when it says none.
func orientation(exif []byte) uint16 {
	tiff, ok := bytes.CutPrefix(exif, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	for n, at := int(order.Uint16(tiff[at:])), at+2; n > 0 && at+12 <= len(tiff); n, at = n-1, at+12 {
		if order.Uint16(tiff[at:]) != 0x0112 {
			continue
		}
		if v := order.Uint16(tiff[at+8:]); v >= 1 && v <= 8 {
			return v
		}
		return 0
	}
	return 0
}

// upright is an Exif segment that says which way up a picture is and nothing else.
func upright(turned uint16) []byte {
	s := []byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	binary.BigEndian.PutUint16(s[28:], turned)
	return s
}

var pngHead = []byte("\x89PNG\r\n\x1a\n")

// wholePNG keeps the chunks without which there is no picture. nil: it is no whole PNG.
func wholePNG(in []byte) []byte {
	out := append(make([]byte, 0, len(in)), pngHead...)
	sized, filled := false, false
	for at := len(pngHead); at+12 <= len(in); {
		n := int(binary.BigEndian.Uint32(in[at:]))
		if n > len(in)-at-12 {
			return nil
		}
		chunk, name, body := in[at:at+12+n], string(in[at+4:at+8]), in[at+8:at+8+n]
		at += 12 + n
		if crc32.ChecksumIEEE(chunk[4:8+n]) != binary.BigEndian.Uint32(chunk[8+n:]) || sized == (name == "IHDR") {
			return nil // damaged; the header comes first, and once
		}
		switch name {
		case "IHDR":
			if n != 13 || !fitting(int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))) {
				return nil
			}
			sized = true
		case "IDAT":
			filled = true
		case "IEND":
			if n != 0 || !filled {
				return nil
			}
			return append(out, chunk...) // what stands behind is not the picture's
		case "PLTE", "tRNS":
		default:
			if name[0]&0x20 == 0 { // of no kind that is known, and not to be left out
				return nil
			}
			continue
		}
		out = append(out, chunk...)
	}
	return nil
}

// wholePDF ends where it says that it does. nil: it does not, or opens with a password only.
func wholePDF(in []byte) []byte {
	end := bytes.LastIndex(in, []byte("%%EOF"))
	if end < 0 || !bytes.Contains(in[max(0, end-1024):end], []byte("startxref")) || bytes.Contains(in, []byte("/Encrypt")) {
		return nil
	}
	return append(in[:end:end], "%%EOF\n"...)
}
