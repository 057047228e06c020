package brand

import (
	"encoding/hex"
	"fmt"
	"math"
)

// Colours are the six tokens of the look, "#rrggbb"; everything else is derived from them or not the brand's.
type Colours struct {
	Brand      Colour `json:"brand"`       // text and fills on light
	Deep       Colour `json:"brand_deep"`  // hover and the amount panel
	Lite       Colour `json:"brand_lite"`  // text and fills on dark
	Night      Colour `json:"brand_night"` // the amount panel on dark
	Accent     Colour `json:"accent"`      // what is now, what is required
	AccentLite Colour `json:"accent_lite"` // the same on dark
}

// Colour is "#rrggbb".
type Colour string

// The grounds of web/css/10-tokens.css that brand colours stand on.
const (
	white       Colour = "#ffffff"
	ground      Colour = "#f5f6f5"
	surfaceDark Colour = "#172127"
	onLite      Colour = "#06202d"
)

func (c Colour) rgb() ([3]float64, error) {
	raw, err := hex.DecodeString(string(c[min(1, len(c)):]))
	if err != nil || len(c) != 7 || c[0] != '#' {
		return [3]float64{}, fmt.Errorf("colour %q is not like #17597a", string(c))
	}
	return [3]float64{float64(raw[0]), float64(raw[1]), float64(raw[2])}, nil
}

// Contrast is the contrast ratio of two colours, 1-21 (WCAG 2.2).
func Contrast(a, b Colour) (float64, error) {
	x, err := a.luminance()
	if err != nil {
		return 0, err
	}
	y, err := b.luminance()
	if err != nil {
		return 0, err
	}
	return (math.Max(x, y) + .05) / (math.Min(x, y) + .05), nil
}

func (c Colour) luminance() (float64, error) {
	v, err := c.rgb()
	lin := func(s float64) float64 {
		if s /= 255; s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*lin(v[0]) + .7152*lin(v[1]) + .0722*lin(v[2]), err
}

// mix is share of a and the rest of b.
func mix(a, b Colour, share float64) Colour {
	x, _ := a.rgb()
	y, _ := b.rgb()
	at := func(i int) int { return int(math.Round(x[i]*share + y[i]*(1-share))) }
	return Colour(fmt.Sprintf("#%02x%02x%02x", at(0), at(1), at(2)))
}

func (c Colours) check() (errs []error) {
	for _, n := range []struct {
		name   string
		of, on Colour
		least  float64
		what   string
	}{
		{"brand", c.Brand, white, 4.5, "white"},
		{"brand", c.Brand, ground, 4.5, "the page's ground"},
		{"brand", c.Brand, c.tint(), 4.5, "its own tint"},
		{"brand_deep", c.Deep, white, 7, "white"},
		{"brand_lite", c.Lite, surfaceDark, 4.5, "the dark surface"},
		{"brand_lite", c.Lite, onLite, 4.5, "the dark button's words"},
		{"brand_lite", c.Lite, c.tintDark(), 4.5, "its own dark tint"},
		{"brand_night", c.Night, white, 7, "white"},
		{"brand_night", c.Night, c.secondDark(), 4.5, "the second words of its panel"},
		{"accent", c.Accent, white, 4.5, "white"},
		{"accent_lite", c.AccentLite, surfaceDark, 4.5, "the dark surface"},
	} {
		got, err := Contrast(n.of, n.on)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("colours.%s: %w", n.name, err))
		case got < n.least:
			errs = append(errs, fmt.Errorf("colours.%s %s has a contrast of %.1f on %s; it needs %.1f", n.name, n.of, got, n.what, n.least))
		}
	}
	return errs
}

// What is derived from the six and carries words.
func (c Colours) tint() Colour       { return mix(c.Brand, white, .1) }
func (c Colours) tintDark() Colour   { return mix(c.Lite, surfaceDark, .16) }
func (c Colours) second() Colour     { return mix(c.Deep, white, .18) } // 4.5 or more on any brand_deep that has 7 with white
func (c Colours) secondDark() Colour { return mix(c.Night, white, .25) }

// CSS sets the tokens that depend on the brand, light and dark: as the system asks, or as the person chose (web/theme.go). The names are those of web/css/10-tokens.css.
func (c Colours) CSS() []byte {
	light := fmt.Sprintf("--brand:%s;--brand-deep:%s;--brand-lite:%s;--brand-night:%s;--accent:%s;--accent-lite:%s;", c.Brand, c.Deep, c.Lite, c.Night, c.Accent, c.AccentLite) +
		fmt.Sprintf("--tint:%s;--on-panel-2:%s;--panel-line:%s;--c1:%s;--info:%s;--info-bg:%s",
			c.tint(), c.second(), mix(c.Deep, white, .72), c.Brand, c.Brand, c.tint())
	dark := fmt.Sprintf("--action-hover:%s;--on-action:%s;--tint:%s;--on-panel-2:%s;--panel-line:%s;--c1:%s;--info:%s;--info-bg:%s;--accent:%s",
		mix(c.Lite, white, .7), onLite, c.tintDark(), c.secondDark(), mix(c.Night, white, .76), c.Lite, c.Lite, c.tintDark(), c.AccentLite)
	return []byte(":root{" + light + "}@media (prefers-color-scheme:dark){:root:where(:not([data-theme=light])){" + dark + "}}:root:where([data-theme=dark]){" + dark + "}")
}
