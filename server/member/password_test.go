package member

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"netanswer/server/fault"
	"netanswer/shared/wire"
)

func TestAPasswordIsTestedAgainstItsHash(t *testing.T) {
	h, ctx := NewHasher(), t.Context()
	hash, err := h.Hash(ctx, "Kiri-no-mori7")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(hash, "Kiri") {
		t.Fatalf("%s %v", hash, err)
	}
	for password, want := range map[string]bool{"Kiri-no-mori7": true, "kiri-no-mori7": false, "": false, "Ｋｉｒｉ-no-mori7": false} {
		right, stale, err := h.Test(ctx, hash, password)
		if err != nil || right != want || stale {
			t.Errorf("%q: %v %v %v", password, right, stale, err)
		}
	}
	other, err := h.Hash(ctx, "Kiri-no-mori7")
	if err != nil || other == hash {
		t.Error("two hashes of one password are the same: no salt")
	}
}

func TestNoMemberIsNeverRightWhateverIsTyped(t *testing.T) {
	h := NewHasher()
	for _, password := range []string{"", "Kiri-no-mori7", string(make([]byte, 32))} {
		if right, _, err := h.Test(t.Context(), "", password); err != nil || right {
			t.Errorf("%q: %v %v", password, right, err)
		}
	}
}

func TestAHashOfAnotherCostIsRightAndStale(t *testing.T) {
	salt := []byte("0123456789abcdef")
	key := argon2.IDKey([]byte("old"), salt, 1, 8*1024, 1, 32)
	old := fmt.Sprintf("$argon2id$v=19$m=8192,t=1,p=1$%s$%s", base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
	right, stale, err := NewHasher().Test(t.Context(), old, "old")
	if err != nil || !right || !stale {
		t.Errorf("%v %v %v", right, stale, err)
	}
}

func TestAMangledHashIsAnErrorAndNotARightPassword(t *testing.T) {
	for _, hash := range []string{"x", "$argon2id$", "$argon2i$v=19$m=1,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=8,t=0,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAA", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"} {
		if right, _, err := NewHasher().Test(t.Context(), hash, "x"); err == nil || right {
			t.Errorf("%s: %v %v", hash, right, err)
		}
	}
}

func TestAFloodIsToldToComeBackAndTheRestIsServed(t *testing.T) {
	h := NewHasher()
	var busy, done int
	var mu sync.Mutex
	var all sync.WaitGroup
	for range cap(h.line) + 20 {
		all.Go(func() {
			_, err := h.Hash(t.Context(), "x")
			mu.Lock()
			defer mu.Unlock()
			var f *fault.Error
			switch {
			case err == nil:
				done++
			case errors.As(err, &f) && f.Code == wire.Unavailable && f.RetryAfter > 0:
				busy++
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if busy == 0 || done < cap(h.line) {
		t.Errorf("%d served, %d told to come back, of a line of %d", done, busy, cap(h.line))
	}
	if len(h.line) != 0 || len(h.slots) != 0 {
		t.Error("somebody is still in the line")
	}
}

func TestWhoLeavesTheLineGivesUpHisPlace(t *testing.T) {
	h := NewHasher()
	for range cap(h.slots) {
		h.slots <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := h.Hash(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) || len(h.line) != 0 {
		t.Errorf("%v, %d in the line", err, len(h.line))
	}
}

// What works in memory used again answers what the library does, one after the other and side by side.
func TestAHashInUsedMemoryIsTheLibrarys(t *testing.T) {
	var all sync.WaitGroup
	for n := range 12 {
		password, salt := []byte(strings.Repeat("Kiri-no-mori7", n)), []byte(fmt.Sprintf("salt of %8d", n))
		all.Go(func() {
			if got, want := key(password, salt), argon2.IDKey(password, salt, passes, memoryKiB, lanes, keyLen); string(got) != string(want) {
				t.Errorf("%d: %x, the library says %x", n, got, want)
			}
		})
	}
	all.Wait()
	used := memories.Get().(*[memoryKiB]block)
	for i := range used {
		if used[i] != (block{}) {
			t.Fatal("something of a password stayed in memory")
		}
	}
}
