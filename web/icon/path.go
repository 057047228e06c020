package icon

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

type point struct{ x, y float64 }

type segment struct{ from, to point }

// numbers is how many numbers each command of a path takes. Smooth curves and closing are not needed for a line.
var numbers = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'Q': 4, 'C': 6, 'A': 7}

// steps is into how many segments a curve is cut: at 1024 pixels the error stays under a third of a pixel.
const steps = 32

// flatten reads the path data of a line (commands M L H V Q C A, absolute and relative, numbers apart by space, comma or sign)
// as straight segments.
func flatten(d string) ([]segment, error) {
	var lines []segment
	var at point
	in := scanner{rest: d}
	var command byte
	for !in.end() {
		if c, ok := in.letter(); ok {
			command = c
		} else if command == 0 {
			return nil, fmt.Errorf("icon: path %q starts without a command", d)
		}
		upper := command &^ 0x20
		count, known := numbers[upper]
		if !known {
			return nil, fmt.Errorf("icon: path %q: command %q is none of M L H V Q C A", d, command)
		}
		v, err := in.numbers(count)
		if err != nil {
			return nil, fmt.Errorf("icon: path %q: %w", d, err)
		}
		var from point // what relative numbers count from
		if command != upper {
			from = at
		}
		to := point{from.x + v[max(0, count-2)], from.y + v[count-1]}
		control := func(i int) point { return point{from.x + v[i], from.y + v[i+1]} }
		switch upper {
		case 'M':
			at = to
			command-- // M to L, m to l: more pairs after a move are lines
			continue
		case 'H':
			lines = append(lines, segment{at, point{from.x + v[0], at.y}})
		case 'V':
			lines = append(lines, segment{at, point{at.x, from.y + v[0]}})
		case 'L':
			lines = append(lines, segment{at, to})
		case 'Q':
			lines = curve(lines, at, mixed(at, control(0)), mixed(to, control(0)), to)
		case 'C':
			lines = curve(lines, at, control(0), control(2), to)
		case 'A':
			lines = arc(lines, at, to, v)
		}
		at = lines[len(lines)-1].to
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("icon: path %q draws nothing", d)
	}
	return lines, nil
}

// mixed is two thirds of the way to the one control point of a quadratic curve: the cubic curve's control.
func mixed(end, control point) point {
	return point{end.x + 2*(control.x-end.x)/3, end.y + 2*(control.y-end.y)/3}
}

func curve(lines []segment, a, b, c, d point) []segment {
	last := a
	for i := range steps {
		t := float64(i+1) / steps
		u := 1 - t
		w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
		next := point{w[0]*a.x + w[1]*b.x + w[2]*c.x + w[3]*d.x, w[0]*a.y + w[1]*b.y + w[2]*c.y + w[3]*d.y}
		lines = append(lines, segment{last, next})
		last = next
	}
	return lines
}

// arc follows SVG 1.1, F.6.5 and F.6.6: from two ends, two radii, a turn and two flags to a centre and angles.
func arc(lines []segment, from, to point, v []float64) []segment {
	rx, ry, turn := math.Abs(v[0]), math.Abs(v[1]), v[2]*math.Pi/180
	if rx == 0 || ry == 0 || from == to {
		return append(lines, segment{from, to})
	}
	sin, cos := math.Sincos(turn)
	hx, hy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := cos*hx+sin*hy, cos*hy-sin*hx
	if big := x*x/(rx*rx) + y*y/(ry*ry); big > 1 {
		rx, ry = rx*math.Sqrt(big), ry*math.Sqrt(big)
	}
	below := rx*rx*y*y + ry*ry*x*x
	f := math.Sqrt(max(0, rx*rx*ry*ry-below) / below)
	if (v[3] != 0) == (v[4] != 0) {
		f = -f
	}
	cx, cy := f*rx*y/ry, -f*ry*x/rx
	start := math.Atan2((y-cy)/ry, (x-cx)/rx)
	sweep := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - start
	switch {
	case v[4] == 0 && sweep > 0:
		sweep -= 2 * math.Pi
	case v[4] != 0 && sweep < 0:
		sweep += 2 * math.Pi
	}
	last := from
	for i := range steps {
		s, c := math.Sincos(start + sweep*float64(i+1)/steps)
		px, py := cx+rx*c, cy+ry*s
		next := point{cos*px - sin*py + (from.x+to.x)/2, sin*px + cos*py + (from.y+to.y)/2}
		lines = append(lines, segment{last, next})
		last = next
	}
	lines[len(lines)-1].to = to
	return lines
}

type scanner struct{ rest string }

func (s *scanner) end() bool {
	s.rest = strings.TrimLeft(s.rest, " \t\r\n,")
	return s.rest == ""
}

func (s *scanner) letter() (byte, bool) {
	c := s.rest[0]
	if lower := c | 0x20; lower < 'a' || lower > 'z' {
		return 0, false
	}
	s.rest = s.rest[1:]
	return c, true
}

func (s *scanner) numbers(count int) ([]float64, error) {
	v := make([]float64, count)
	for i := range v {
		if s.end() {
			return nil, fmt.Errorf("%d numbers are missing at the end", count-i)
		}
		n := 0
		for dot := false; n < len(s.rest); n++ {
			c := s.rest[n]
			if c == '.' && !dot {
				dot = true
			} else if (c < '0' || c > '9') && (n > 0 || c != '-' && c != '+') {
				break
			}
		}
		var err error
		if v[i], err = strconv.ParseFloat(s.rest[:n], 64); err != nil {
			return nil, fmt.Errorf("no number at %q", s.rest)
		}
		s.rest = s.rest[n:]
	}
	return v, nil
}
