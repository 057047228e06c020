package sandbox

import "math/bits"

// dice are what a life is thrown with: the same throws for the same parts, on every machine and in every release
// (splitmix64, written out because a library may change its numbers).
type dice uint64

// What is being thrown for. A number here never changes its meaning, or every life would.
const (
	forTraits uint64 = iota + 1
	forPerson
	forPlastic
	forAccount
	forHabits
	forDay
	forBill
	forCash
	forPlan
	forRevolving
	forTrip
	forDispute
	forFee
	forCrowd
	forAddress
)

// seed is this world.
const seed = 1781224

// throw are the dice of one purpose and whatever else names the thing.
func throw(parts ...uint64) *dice {
	d := dice(seed)
	for _, p := range parts {
		d ^= dice(p)
		d = dice(d.next())
	}
	return &d
}

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n is a number from 0 to k-1.
func (d *dice) n(k int) int {
	hi, _ := bits.Mul64(d.next(), uint64(k))
	return int(hi)
}

// between is a number from lo to hi.
func (d *dice) between(lo, hi int) int { return lo + d.n(hi-lo+1) }

// chance is true in percent of the throws.
func (d *dice) chance(percent int) bool { return d.n(100) < percent }

// pick is one of them.
func pick[T any](d *dice, of []T) T { return of[d.n(len(of))] }
