package account

import "testing"

// BenchmarkAllMonths reads all statements with their uses, as the graph does: from the sandbox, and of which the settled ones are
// kept. What is kept spares a card system behind a network the asking; the sandbox in this process is quicker than any row.
func BenchmarkAllMonths(b *testing.B) {
	h := aHouse(b)
	all := func() {
		list, _, err := h.months(b.Context(), h.reader())
		if err != nil {
			b.Fatal(err)
		}
		for _, of := range list {
			if _, _, err := h.entries(b.Context(), h.reader(), of); err != nil {
				b.Fatal(err)
			}
		}
	}
	all()
	if err := h.Kept.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Run("kept", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			all()
		}
	})
	b.Run("asked", func(b *testing.B) {
		h.Kept = nil
		b.ReportAllocs()
		for b.Loop() {
			all()
		}
	})
}
