package money

// Line is a limit and what of it is used. Lines nest: what uses an inner line uses those that enclose it too.
type Line struct {
	Limit int // yen
	Used  int // yen of principal not yet paid, the inner lines' among it; below 0 when shops gave back more than is owed
}

// Left is what is left of the line taken alone; below 0 when more is used than was granted.
func (l Line) Left() int { return l.Limit - l.Used }

// Available is what can still be used of a line: the least of what is left of it and of what encloses it, and never less
// than nothing.
func Available(l Line, enclosing ...Line) int {
	left := l.Left()
	for _, e := range enclosing {
		left = min(left, e.Left())
	}
	return max(left, 0)
}
