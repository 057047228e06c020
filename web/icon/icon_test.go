package icon

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
)

var mihon = Mark{"M9 25.5v-7a4.5 4.5 0 0 1 9 0v7M18 18.5a4.5 4.5 0 0 1 9 0", 27, 24.75, "#0f3f59", "#ffffff", "#f2a877"}

func TestSVGIsWellFormed(t *testing.T) {
	for _, shape := range []Shape{Rounded, Full, Mono} {
		b, err := mihon.SVG(shape)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(b, new(struct{})); err != nil {
			t.Errorf("%v\n%s", err, b)
		}
	}
}

func TestPNGShowsTheMark(t *testing.T) {
	at := func(img image.Image, x, y float64) color.NRGBA {
		side := float64(img.Bounds().Dx())
		return color.NRGBAModel.Convert(img.At(int(x*side/grid), int(y*side/grid))).(color.NRGBA)
	}
	ground, line, dotted, none := color.NRGBA{15, 63, 89, 255}, color.NRGBA{255, 255, 255, 255}, color.NRGBA{242, 168, 119, 255}, color.NRGBA{15, 63, 89, 0}
	for _, side := range []int{180, 512} {
		for _, shape := range []Shape{Rounded, Full} {
			b, err := mihon.PNG(shape, side)
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			edge := ground
			if shape == Rounded {
				edge = none
			}
			for _, c := range []struct {
				name string
				x, y float64
				want color.NRGBA
			}{
				{"the corner", .3, .3, edge},
				{"the ground between the legs", 13.5, 22, ground},
				{"the left leg", 9, 22, line},
				{"the top of the first arch", 13.5, 14, line},
				{"the top of the second arch", 22.5, 14, line},
				{"the dot", 27, 24.75, dotted},
				{"the upper edge", 18, .3, ground},
			} {
				if got := at(img, c.x, c.y); got != c.want {
					t.Errorf("%d pixels, shape %d, %s: %v, want %v", side, shape, c.name, got, c.want)
				}
			}
		}
	}
}

func TestPathsEndWhereTheySay(t *testing.T) {
	for _, c := range []struct {
		d    string
		x, y float64
	}{
		{"M1 2 L3 4", 3, 4},
		{"m1,2 2 2", 3, 4},
		{"M1 2h-3V9", -2, 9},
		{"M0 0c1 0 2 1 2 2", 2, 2},
		{"M0 0Q1 0 1-1", 1, -1},
		{"M0 0a4.5 4.5 0 0 1 9 0", 9, 0},
		{"M.5.5l1e", 0, 0},
	} {
		lines, err := flatten(c.d)
		if c.d == "M.5.5l1e" {
			if err == nil {
				t.Errorf("%q is accepted", c.d)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", c.d, err)
			continue
		}
		if end := lines[len(lines)-1].to; math.Hypot(end.x-c.x, end.y-c.y) > 1e-9 {
			t.Errorf("%q ends at %v, want %g %g", c.d, end, c.x, c.y)
		}
	}
}

func TestArcRunsThroughItsTop(t *testing.T) {
	lines, err := flatten("M0 0a4.5 4.5 0 0 1 9 0")
	if err != nil {
		t.Fatal(err)
	}
	if top := lines[len(lines)/2-1].to; math.Hypot(top.x-4.5, top.y+4.5) > 1e-9 {
		t.Errorf("half way at %v, want 4.5 -4.5", top)
	}
}

func TestABadMarkIsRefused(t *testing.T) {
	for name, m := range map[string]Mark{
		"a tag in the path":      {`M0 0"/><script>`, 1, 1, "#000000", "#ffffff", "#ffffff"},
		"an empty path":          {"", 1, 1, "#000000", "#ffffff", "#ffffff"},
		"only a move":            {"M1 1", 1, 1, "#000000", "#ffffff", "#ffffff"},
		"numbers first":          {"1 1", 1, 1, "#000000", "#ffffff", "#ffffff"},
		"too few numbers":        {"M1 1A2 2 0", 1, 1, "#000000", "#ffffff", "#ffffff"},
		"a colour by name":       {"M1 1h3", 1, 1, "red", "#ffffff", "#ffffff"},
		"a colour with a quote":  {"M1 1h3", 1, 1, `#ffff"f`, "#ffffff", "#ffffff"},
		"a colour and something": {"M1 1h3", 1, 1, "#ffffff0", "#ffffff", "#ffffff"},
	} {
		if _, err := m.SVG(Full); err == nil {
			t.Errorf("%s: SVG drawn", name)
		}
		if _, err := m.PNG(Full, 32); err == nil {
			t.Errorf("%s: PNG drawn", name)
		}
	}
	if _, err := mihon.PNG(Full, 5000); err == nil {
		t.Error("5000 pixels drawn")
	}
}

func TestAMonochromeIconIsTheMarkAloneAndWhite(t *testing.T) {
	b, err := mihon.PNG(Mono, 512)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[[2]float64]uint8{{.3, .3}: 0, {18, .3}: 0, {13.5, 22}: 0, {9, 22}: 255, {13.5, 14}: 255, {27, 24.75}: 255} {
		c := color.NRGBAModel.Convert(img.At(int(at[0]*512/grid), int(at[1]*512/grid))).(color.NRGBA)
		if c.A != want || want == 255 && (c.R != 255 || c.G != 255 || c.B != 255) {
			t.Errorf("at %v: %v, want an alpha of %d", at, c, want)
		}
	}
	svg, err := mihon.SVG(Mono)
	if err != nil || bytes.Contains(svg, []byte("<rect")) || bytes.Contains(svg, []byte(mihon.DotColour)) {
		t.Errorf("%s %v", svg, err)
	}
}

func TestASystemThatCutsACircleCutsNothingOfTheMark(t *testing.T) {
	wide := mihon
	wide.Line, wide.X, wide.Y = "M2 2L34 34", 33, 3 // into the corners
	for name, m := range map[string]Mark{"the default mark": mihon, "a mark that fills its square": wide} {
		b, err := m.PNG(Full, 360)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		ground, drawn := color.NRGBA{15, 63, 89, 255}, 0
		for y := range 360 {
			for x := range 360 {
				if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); c != ground {
					drawn++
					if math.Hypot(float64(x)-179.5, float64(y)-179.5) > .4*360+1 {
						t.Fatalf("%s: %v at %d,%d, outside of the safe zone", name, c, x, y)
					}
				}
			}
		}
		if drawn < 1000 {
			t.Errorf("%s: %d pixels of it", name, drawn)
		}
	}
	if svg, err := wide.SVG(Full); err != nil || !bytes.Contains(svg, []byte("scale(0.")) {
		t.Errorf("%s %v", svg, err)
	}
}
