// Package icon draws the brand's mark as an application icon. There is one drawing, the mark of the brand file; SVG and PNG of
// any size come from it, so that another brand changes one line and gets every icon. PNG is needed for the home screens that
// do not know SVG (iOS) and is drawn here because a rasteriser that knows all of SVG is much more than a mark needs.
package icon

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
)

// Mark is a sign on a square of 36 units: a stroked line and a dot on a ground.
type Mark struct {
	Line                                string  // path data of a line 3 units wide with round ends
	X, Y                                float64 // centre of the dot, whose radius is 2.25 units
	GroundColour, LineColour, DotColour string  // #rrggbb
}

const (
	grid   = 36   // units a side
	corner = 10   // radius of the ground's corners
	stroke = 3    // width of the line
	dot    = 2.25 // radius of the dot
)

// Shape is the outline of an icon.
type Shape int

const (
	Rounded Shape = iota // corners as the brand has them: favicon, purpose "any"
	Full                 // to the edges, for systems that cut their own shape: maskable, apple-touch-icon
	Mono                 // the mark alone in white, for systems that give it a colour of their own: monochrome
)

// safe is the circle that a system may cut out of a Full icon: 80 % of its width (W3C, Web Application Manifest).
const safe = grid * .4

// SVG is the icon as a file of its own.
func (m Mark) SVG(s Shape) ([]byte, error) {
	if _, err := m.colours(); err != nil {
		return nil, err
	}
	lines, err := flatten(m.Line)
	if err != nil {
		return nil, err
	}
	// every part was read above: none can hold a quote or a tag
	mark := fmt.Sprintf(`<path fill="none" stroke="%s" stroke-width="%d" stroke-linecap="round" stroke-linejoin="round" d="%s"/><circle cx="%g" cy="%g" r="%g" fill="%s"/>`,
		m.LineColour, stroke, m.Line, m.X, m.Y, dot, m.DotColour)
	ground := fmt.Sprintf(`<rect width="%d" height="%d" rx="%d" fill="%s"/>`, grid, grid, corner, m.GroundColour)
	switch s {
	case Full:
		ground = strings.Replace(ground, fmt.Sprintf(` rx="%d"`, corner), "", 1)
		if k := m.fit(lines); k < 1 {
			mark = fmt.Sprintf(`<g transform="translate(%d %d) scale(%g) translate(-%d -%d)">%s</g>`, grid/2, grid/2, k, grid/2, grid/2, mark)
		}
	case Mono:
		ground, mark = "", strings.NewReplacer(m.LineColour, white, m.DotColour, white).Replace(mark)
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">%s%s</svg>`, grid, grid, ground, mark), nil
}

const white = "#ffffff"

// fit is by how much a mark is made smaller so that nothing of it is cut away: 1 where it fits.
func (m Mark) fit(lines []segment) float64 {
	far := math.Hypot(m.X-grid/2, m.Y-grid/2) + dot
	for _, l := range lines {
		for _, p := range []point{l.from, l.to} {
			far = max(far, math.Hypot(p.x-grid/2, p.y-grid/2)+stroke/2.0)
		}
	}
	return min(1, safe/far)
}

// PNG is the icon as pixels, side of them a side: 16 to 1024.
func (m Mark) PNG(s Shape, side int) ([]byte, error) {
	if side < 16 || side > 1024 {
		return nil, fmt.Errorf("icon: %d pixels a side, not 16 to 1024", side)
	}
	c, err := m.colours()
	if err != nil {
		return nil, err
	}
	lines, err := flatten(m.Line)
	if err != nil {
		return nil, err
	}
	scale, k := float64(side)/grid, 1.0
	switch s {
	case Full:
		k = m.fit(lines)
	case Mono:
		c = [3]color.NRGBA{{255, 255, 255, 255}, {255, 255, 255, 255}, {255, 255, 255, 255}}
	}
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	for py := range side {
		for px := range side {
			p := point{(float64(px) + .5) / scale, (float64(py) + .5) / scale}
			ground := 1.0
			if s == Rounded {
				ground = cover(p.outside(), scale)
			}
			p = point{grid/2 + (p.x-grid/2)/k, grid/2 + (p.y-grid/2)/k}
			line := cover(p.distance(lines)-stroke/2.0, scale*k)
			round := cover(math.Hypot(p.x-m.X, p.y-m.Y)-dot, scale*k)
			if s == Mono {
				ground = max(line, round)
			}
			over := blend(blend(c[0], c[1], line), c[2], round)
			over.A = uint8(math.Round(ground * 255))
			img.SetNRGBA(px, py, over)
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// cover is how much of a pixel lies inside an edge that is d units away from its centre (negative: inside).
func cover(d, scale float64) float64 { return max(0, min(1, .5-d*scale)) }

func blend(under, over color.NRGBA, share float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*share)) }
	return color.NRGBA{mix(under.R, over.R), mix(under.G, over.G), mix(under.B, over.B), 255}
}

func (m Mark) colours() (c [3]color.NRGBA, err error) {
	for i, s := range []string{m.GroundColour, m.LineColour, m.DotColour} {
		digits, hash := strings.CutPrefix(s, "#")
		rgb, err := hex.DecodeString(digits)
		if err != nil || !hash || len(rgb) != 3 {
			return c, fmt.Errorf("icon: colour %q is not #rrggbb", s)
		}
		c[i] = color.NRGBA{rgb[0], rgb[1], rgb[2], 255}
	}
	return c, nil
}

// outside is how far the point lies outside of the ground with round corners; negative inside.
func (p point) outside() float64 {
	const half = grid / 2.0
	x, y := math.Abs(p.x-half)-(half-corner), math.Abs(p.y-half)-(half-corner)
	return math.Hypot(max(x, 0), max(y, 0)) + min(max(x, y), 0) - corner
}

// distance to the nearest of the segments.
func (p point) distance(lines []segment) float64 {
	least := math.Inf(1)
	for _, l := range lines {
		dx, dy := l.to.x-l.from.x, l.to.y-l.from.y
		t := 0.0
		if long := dx*dx + dy*dy; long > 0 {
			t = max(0, min(1, ((p.x-l.from.x)*dx+(p.y-l.from.y)*dy)/long))
		}
		least = min(least, math.Hypot(p.x-l.from.x-t*dx, p.y-l.from.y-t*dy))
	}
	return least
}
