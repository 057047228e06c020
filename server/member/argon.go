package member

import (
	"encoding/binary"
	"sync"
	_ "unsafe" // for linkname

	"golang.org/x/crypto/argon2" // whose functions these are
	"golang.org/x/crypto/blake2b"
)

// The library takes fresh memory for each hash: 19 MiB to be found, mapped and collected again, which costs a third of the hash on
// top of it. Here the same functions of the library work in memory that is used again. They are not exported: the linker
// finds them by name, a release that renames them does not build, and a test holds the result to argon2.IDKey's.

type block [128]uint64

//go:linkname initHash golang.org/x/crypto/argon2.initHash
func initHash(password, salt, secret, data []byte, time, memory, threads, keyLen uint32, mode int) [blake2b.Size + 8]byte

//go:linkname blake2bHash golang.org/x/crypto/argon2.blake2bHash
func blake2bHash(out, in []byte)

//go:linkname processBlocks golang.org/x/crypto/argon2.processBlocks
func processBlocks(b []block, time, memory, threads uint32, mode int)

//go:linkname extractKey golang.org/x/crypto/argon2.extractKey
func extractKey(b []block, memory, threads, keyLen uint32) []byte

const argon2id = 2 // RFC 9106, 3.1

// memories are the working memories, all zero. The collector takes those that nobody has used for a while.
var memories = sync.Pool{New: func() any { return new([memoryKiB]block) }}

// key is argon2.IDKey at the one cost of this site, in one lane.
func key(password, salt []byte) []byte {
	memory := memories.Get().(*[memoryKiB]block)
	defer func() {
		clear(memory[:]) // nothing of a password stays, and the next one begins with zeros
		memories.Put(memory)
	}()
	h := initHash(password, salt, nil, nil, passes, memoryKiB, lanes, keyLen, argon2id)
	var first [1024]byte
	for n := range 2 { // the first two blocks of the lane (RFC 9106, 3.2)
		binary.LittleEndian.PutUint32(h[blake2b.Size:], uint32(n))
		binary.LittleEndian.PutUint32(h[blake2b.Size+4:], 0)
		blake2bHash(first[:], h[:])
		for i := range memory[n] {
			memory[n][i] = binary.LittleEndian.Uint64(first[i*8:])
		}
	}
	processBlocks(memory[:], passes, memoryKiB, lanes, argon2id)
	return extractKey(memory[:], memoryKiB, lanes, keyLen)
}

var _ = argon2.Version
