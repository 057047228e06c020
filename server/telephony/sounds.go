package telephony

import (
	"bytes"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"netanswer/shared/text"
)

//go:embed audio/*.ulaw
var recorded embed.FS

// Sounds are the announcements: µ-law, 8000 bytes a second.
type Sounds map[Sound][]byte

const (
	frame     = 160    // bytes, 20 ms
	longestMs = 30_000 // of an announcement
	silence   = 0xff   // µ-law
	mostSound = 8 * longestMs
)

// Load reads the announcements, those of the program and in their place what a folder holds under the same names (register.ulaw,
// …): raw G.711 µ-law, 8 kHz, one channel, at most 30 s. An empty name or a folder that is not there replaces none.
func Load(folder string) (Sounds, error) {
	out := Sounds{}
	for name := range Words {
		raw, err := recorded.ReadFile("audio/" + string(name) + ".ulaw")
		if err != nil {
			return nil, err
		}
		out[name] = whole(raw)
	}
	if folder == "" {
		return out, nil
	}
	files, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("announcements: %w", err)
	}
	for _, f := range files {
		base := f.Name()
		name := Sound(base[:len(base)-len(filepath.Ext(base))])
		if filepath.Ext(base) != ".ulaw" {
			continue
		}
		if _, ok := Words[name]; !ok {
			return nil, fmt.Errorf("announcements: %s is none of %v", filepath.Join(folder, base), slices.Sorted(maps.Keys(Words)))
		}
		raw, err := os.ReadFile(filepath.Join(folder, base))
		switch {
		case err != nil:
			return nil, fmt.Errorf("announcements: %w", err)
		case len(raw) < frame || len(raw) > mostSound:
			return nil, fmt.Errorf("announcements: %s is %.1f s long; it is raw µ-law of 8000 bytes a second, at most %d s", filepath.Join(folder, base), float64(len(raw))/8000, longestMs/1000)
		case bytes.HasPrefix(raw, []byte("RIFF")):
			return nil, fmt.Errorf("announcements: %s is a WAV file; it is raw µ-law without a head (ffmpeg -i in.wav -ar 8000 -ac 1 -f mulaw out.ulaw)", filepath.Join(folder, base))
		}
		out[name] = whole(raw)
	}
	return out, nil
}

// Script is what the announcements of the program say: audio/words.txt, by which a test sees that words were changed without
// being recorded anew.
func Script() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(Words)) {
		fmt.Fprintf(&b, "%s\n%s\n%s\n\n", name, Words[name].In(text.JA), Words[name].In(text.EN))
	}
	return b.String()
}

// whole is b up to the end of its last frame.
func whole(b []byte) []byte {
	if rest := len(b) % frame; rest != 0 {
		b = append(slices.Clip(b), bytes.Repeat([]byte{silence}, frame-rest)...)
	}
	return b
}

// Heard are the announcements in what was heard, in their order. A lost packet hides the one that it was of.
func (s Sounds) Heard(payload []byte, alaw bool) (names []Sound) {
	at := map[Sound]int{}
	for name, sound := range s {
		if alaw {
			sound = toALaw(sound)
		}
		if i := bytes.Index(payload, sound); i >= 0 {
			at[name] = i
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b Sound) int { return at[a] - at[b] })
	return names
}

// WAV is G.711 as a file that browsers play.
func WAV(payload []byte, alaw bool) []byte {
	format := uint16(7)
	if alaw {
		format = 6
	}
	var b bytes.Buffer
	b.WriteString("RIFF")
	le := func(v any) { binary.Write(&b, binary.LittleEndian, v) }
	le(uint32(4 + 8 + 18 + 8 + len(payload) + len(payload)%2))
	b.WriteString("WAVEfmt ")
	le(uint32(18))
	le([]uint16{format, 1})
	le([]uint32{8000, 8000})
	le([]uint16{1, 8, 0}) // bytes a sample, bits, nothing more
	b.WriteString("data")
	le(uint32(len(payload)))
	b.Write(payload)
	if len(payload)%2 == 1 {
		b.WriteByte(0)
	}
	return b.Bytes()
}

// toALaw is µ-law as A-law.
func toALaw(b []byte) []byte {
	out := make([]byte, len(b))
	for i, u := range b {
		out[i] = alawOf[u]
	}
	return out
}

// alawOf is, for each byte of µ-law, the nearest of A-law.
var alawOf = func() (table [256]byte) {
	for u := range 256 {
		table[u] = alaw(linear(byte(u)))
	}
	return table
}()

// linear is the sample (14 bits and a sign, times 4) of a byte of µ-law, ITU-T G.711.
func linear(u byte) int {
	u = ^u
	v := (int(u&0x0f)<<3 + 0x84) << ((u & 0x70) >> 4)
	if u&0x80 != 0 {
		return 0x84 - v
	}
	return v - 0x84
}

// alaw is the byte of A-law of a sample.
func alaw(sample int) byte {
	sign := byte(0x80)
	if sample < 0 {
		sample, sign = -sample-1, 0
	}
	sample = min(sample, 32635)
	if sample < 256 {
		return (byte(sample>>4) | sign) ^ 0x55
	}
	exponent := 7
	for mask := 0x4000; exponent > 0 && sample&mask == 0; mask >>= 1 {
		exponent--
	}
	return (byte(exponent<<4) | byte(sample>>(exponent+3)&0x0f) | sign) ^ 0x55
}
