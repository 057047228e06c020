package card

import (
	"encoding/json"

	"netanswer/shared/japan"
)

// scannedAsWell are the first four digits of cards that carry no brand of ours, with 16 digits here: Discover, UnionPay, Maestro, as they are given
// out. A misread number often begins as no card does.
var scannedAsWell = [...][2]string{{"6011", "6011"}, {"6440", "6599"}, {"6200", "6299"}, {"5018", "5018"}, {"5020", "5020"}, {"5038", "5038"}, {"5893", "5893"},
	{"6304", "6304"}, {"6759", "6759"}, {"6761", "6763"}}

// Reading is what the reader of pictures (web/js/scan) has to know of cards, in JSON: ranges are first, last and count of digits
// by the first four, in which alone it finds a number; today is the month, years of this century times 12.
func Reading(today japan.Date) string {
	var r struct {
		Ranges [][3]any `json:"ranges"`
		Today  int      `json:"today"`
	}
	for _, known := range ranges {
		r.Ranges = append(r.Ranges, [3]any{known.lo, known.hi, Lengths(known.lo)})
	}
	for _, more := range scannedAsWell {
		r.Ranges = append(r.Ranges, [3]any{more[0], more[1], Lengths(more[0])})
	}
	r.Today = (today.Year-2000)*12 + int(today.Month)
	b, _ := json.Marshal(r) // of strings and numbers: it does not fail
	return string(b)
}

// How sure Sightings have to be.
const (
	agreeing = 2 // frames that show the same
	patience = 6 // frames that are looked at for an expiry once the number is certain
)

// Sightings are what frames of a camera showed of one card. One frame proves nothing: a misread number passes the check digit
// one time in ten. So a number counts once two different frames agree on it and it leads all others together by two: a card that is hard to read
// is misread in many ways, and now and then twice in the same.
//
// The zero Sightings have seen nothing.
type Sightings struct {
	prints   map[string]bool
	numbers  map[string]int
	expiries map[Expiry]int
	certain  int // frames looked at since the number was certain
}

// Add counts one frame: the number and expiry (01/28) read there, "" where nothing was; either may show itself without the other. print names the picture by its pixels;
// one that was seen before is the same frame once more, as of a camera that hangs, and says nothing new. Whatever is no card
// number, or an expiry in the past, is not counted.
func (s *Sightings) Add(number, expiry, print string, today japan.Date) {
	if s.prints[print] {
		return
	}
	if s.prints == nil {
		s.prints, s.numbers, s.expiries = map[string]bool{}, map[string]int{}, map[Expiry]int{}
	}
	s.prints[print] = true
	if _, ok := s.Number(); ok {
		s.certain++
	}
	if number != "" {
		n, err := ParseNumber(number)
		if err != nil {
			return
		}
		s.numbers[n.Digits()]++
	}
	if e, err := ParseExpiry(expiry, ""); err == nil && !e.Past(today) {
		s.expiries[e]++
	}
}

// Number is the number that frames agree on.
func (s *Sightings) Number() (Number, bool) {
	best, _, others := leader(s.numbers)
	if s.numbers[best]-others < agreeing {
		return Number{}, false
	}
	return Number{hide(best)}, true
}

// Expiry is the expiry that frames agree on, the zero Expiry where none is.
func (s *Sightings) Expiry() Expiry {
	best, next, _ := leader(s.expiries)
	if s.expiries[best] < agreeing || s.expiries[best] == next {
		return Expiry{}
	}
	return best
}

// Done says that looking on brings nothing: number and expiry are certain, or the number is and the expiry does not show itself.
func (s *Sightings) Done() bool {
	_, ok := s.Number()
	return ok && (!s.Expiry().IsZero() || s.certain >= patience)
}

// leader is what has most votes, how many the next has, and how many all others have.
func leader[T comparable](votes map[T]int) (best T, next, others int) {
	most := 0
	for v, n := range votes {
		others += n
		if n > most {
			best, most, next = v, n, most
		} else if n > next {
			next = n
		}
	}
	return best, next, others - most
}
