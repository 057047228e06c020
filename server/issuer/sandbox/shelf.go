package sandbox

import (
	"sync"

	"netanswer/shared/japan"
)

// shelf keeps the books that were opened lately: a screen asks several questions about one account, and each book is a whole life.
// It changes no answer. A book follows from its place alone and is not written in once it stands here.
type shelf struct {
	mu    sync.Mutex
	books map[spot]*shelved
	uses  int // in all of them
	time  int // counts what is taken
}

// spot is which book it is.
type spot struct {
	account uint64
	seat    int
	day     japan.Date
	rev     int // of its facts
}

type shelved struct {
	*book
	taken int // when, last
}

// mostUses is how many uses there are on the shelf, some 25 MB; the book opened last stays, however long it is.
const mostUses = 60_000

// take is the book of a place, written by write should it not be there.
func (s *shelf) take(p spot, write func() *book) *book {
	if b := s.look(p); b != nil {
		return b
	}
	b := write() // without the lock: two at once write the same
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.books == nil {
		s.books = map[spot]*shelved{}
	}
	if s.books[p] == nil {
		s.time++
		s.books[p], s.uses = &shelved{b, s.time}, s.uses+len(b.uses)
	}
	for s.uses > mostUses && len(s.books) > 1 {
		var oldest spot
		first := s.time + 1
		for at, of := range s.books {
			if of.taken < first {
				oldest, first = at, of.taken
			}
		}
		s.uses -= len(s.books[oldest].uses)
		delete(s.books, oldest)
	}
	return b
}

func (s *shelf) look(p spot) *book {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.books[p]
	if b == nil {
		return nil
	}
	s.time++
	b.taken = s.time
	return b.book
}
