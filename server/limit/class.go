package limit

import (
	"hash/maphash"
	"net/netip"
	"sync"
	"time"
)

// Class is what a route costs and to whom, and so how often one address may ask for it in one server. Every route belongs to
// one: a route without a class does not compile, and server/limits_test.go walks them all.
type Class struct {
	Name  string
	Rate  int // requests a second, kept up; 0: no ceiling
	Burst int // at once
	Why   string
}

// The classes. A person reads a page in seconds and opens one with two requests of these; the rates are for a thousand people
// behind one address, a hundred of whom are here at once (docs/limits.md).
var (
	Asset  = Class{"asset", 0, 0, "the same bytes for everybody, from memory: nothing to find out and nothing to wear out"}
	Probe  = Class{"probe", 0, 0, "asked by the machines that watch over this one"}
	Page   = Class{"page", 50, 500, "a public page, drawn without asking anybody else"}
	Member = Class{"member", 50, 500, "a page behind the login: a session is looked up, the issuer asked"}
	Whole  = Class{"whole", 20, 200, "all months of a member read at once: a search as it is typed, a file to keep"}
	Act    = Class{"act", 20, 300, "a form: it writes, hashes or asks the issuer; what it does has limits of its own by name"}
	Files  = Class{"files", 2, 40, "a form with files: megabytes are read, of a member alone, four at once in one server"}
	Dev    = Class{"dev", 0, 0, "development only: not there elsewhere"}
)

// Classes are all of them, for tests and documentation.
var Classes = []Class{Asset, Probe, Page, Member, Whole, Act, Files, Dev}

const (
	shards    = 64  // of the table of callers, so that cores rarely meet
	perShard  = 512 // callers in each of a shard's two generations: 65,536 in all, some 4 MB when full
	keyLength = 17  // 16 bytes of address, one of class
)

// Ceilings count requests in memory: a bucket per address and class that Burst requests empty and Rate a second fill. When
// there are too many callers to remember, the longest unseen are forgotten: their buckets are full again, nobody else's change.
type Ceilings struct {
	Refused func(class string) // if there is one, is told of each refusal

	seed   maphash.Seed
	shards [shards]shard
}

type caller [keyLength]byte

// shard keeps for each caller the moment its bucket is full again, in unix nanoseconds. Two maps take turns: what was asked
// for since the last turn is in young.
type shard struct {
	mu         sync.Mutex
	young, old map[caller]int64
	_          [40]byte // a cache line of its own
}

// NewCeilings makes them; they take no memory before somebody asks.
func NewCeilings() *Ceilings { return &Ceilings{seed: maphash.MakeSeed()} }

// Take takes a request of an address out of its bucket, or says how long until there is one in it. The machine itself has no
// ceiling: it is probes, a developer, or a proxy that nobody told us of, behind which everybody would be one.
func (c *Ceilings) Take(class Class, a netip.Addr, now time.Time) (wait time.Duration) {
	a = a.Unmap()
	if class.Rate == 0 || a.IsLoopback() {
		return 0
	}
	var who caller
	b := a.As16()
	copy(who[:], b[:])
	if a.Is6() {
		clear(who[8:16]) // the /64, as Address cuts it
	}
	who[16] = class.Name[0]
	s := &c.shards[maphash.Bytes(c.seed, who[:])%shards]
	each, at := time.Second/time.Duration(class.Rate), now.UnixNano()
	s.mu.Lock()
	defer s.mu.Unlock()
	full, ok := s.young[who]
	if !ok {
		full = s.old[who]
	}
	full = max(full, at) + int64(each)
	if wait = time.Duration(full-at) - each*time.Duration(class.Burst); wait > 0 {
		if c.Refused != nil {
			c.Refused(class.Name)
		}
		return wait // not taken: whoever goes on asking does not wait longer
	}
	if !ok {
		if s.young == nil || len(s.young) >= perShard {
			s.young, s.old = make(map[caller]int64), s.young
		}
	}
	s.young[who] = full
	return 0
}
