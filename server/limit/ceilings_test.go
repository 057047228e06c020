package limit_test

import (
	"encoding/binary"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"netanswer/server/limit"
)

var aClass = limit.Class{Name: "test", Rate: 10, Burst: 30, Why: "for this test"}

func TestABucketIsEmptiedAndFillsAgain(t *testing.T) {
	c, now, a := limit.NewCeilings(), morning, netip.MustParseAddr("203.0.113.5")
	took := func(n int) (taken int) {
		for range n {
			if c.Take(aClass, a, now) == 0 {
				taken++
			}
		}
		return taken
	}
	if n := took(100); n != 30 {
		t.Errorf("%d at once", n)
	}
	if wait := c.Take(aClass, a, now); wait != time.Second/10 {
		t.Errorf("the next waits %v", wait)
	}
	now = now.Add(2 * time.Second)
	if n := took(100); n != 20 {
		t.Errorf("%d after two seconds", n)
	}
	now = now.Add(time.Hour)
	if n := took(100); n != 30 {
		t.Errorf("%d after an hour", n)
	}
}

func TestAnAddressAtItsCeilingDoesNotDisturbOthers(t *testing.T) {
	c := limit.NewCeilings()
	a := netip.MustParseAddr("2001:db8::1")
	for range 100 {
		c.Take(aClass, a, morning)
	}
	for what, other := range map[string]netip.Addr{"another address": netip.MustParseAddr("203.0.113.6"), "another /64": netip.MustParseAddr("2001:db8:0:1::1")} {
		if c.Take(aClass, other, morning) != 0 {
			t.Errorf("%s waits", what)
		}
	}
	if c.Take(aClass, netip.MustParseAddr("2001:db8::9:9"), morning) == 0 {
		t.Error("the same /64 does not wait")
	}
	if c.Take(limit.Class{Name: "other", Rate: 1, Burst: 1}, a, morning) != 0 {
		t.Error("another class waits")
	}
	for range 1000 {
		if c.Take(aClass, netip.MustParseAddr("127.0.0.1"), morning) != 0 || c.Take(limit.Asset, a, morning) != 0 {
			t.Fatal("what has no ceiling waits")
		}
	}
}

// However many addresses somebody has, what is remembered of them is bounded.
func TestTheMemoryOfCallersIsBounded(t *testing.T) {
	c := limit.NewCeilings()
	used := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := used()
	for n := range uint64(2_000_000) {
		var raw [16]byte
		binary.BigEndian.PutUint64(raw[:8], 0x20010db800000000+n)
		c.Take(aClass, netip.AddrFrom16(raw), morning)
	}
	grown := int64(used()) - int64(before)
	if grown > 8<<20 {
		t.Errorf("two million addresses take %d MiB", grown>>20)
	}
	runtime.KeepAlive(c)
}

func BenchmarkCeiling(b *testing.B) {
	c, now := limit.NewCeilings(), morning
	wide := limit.Class{Name: "wide", Rate: 1_000_000_000, Burst: 1_000_000_000}
	b.RunParallel(func(p *testing.PB) {
		var n uint32
		for p.Next() {
			n++
			c.Take(wide, netip.AddrFrom4([4]byte{10, byte(n >> 8), byte(n), 1}), now)
		}
	})
}
