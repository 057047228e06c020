package keys

import (
	"bytes"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func ring(t *testing.T) *Ring {
	t.Helper()
	r, err := LoadOrMake(filepath.Join(t.TempDir(), "sub", "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAMadeKeyFileIsReadableByItsOwnerOnlyAndStaysTheSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	a, err := LoadOrMake(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	b, err := LoadOrMake(path)
	if err != nil || a.MAC("x", "y") != b.MAC("x", "y") {
		t.Errorf("a second start has other keys (%v)", err)
	}
}

func TestAKeyFileThatIsWrongIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"no JSON":         `keys`,
		"no keys":         `{"keys":[]}`,
		"a short secret":  `{"keys":[{"id":"1","secret":"AAAA"}]}`,
		"an id twice":     `{"keys":[{"id":"1","secret":"` + strings.Repeat("A", 43) + `="},{"id":"1","secret":"` + strings.Repeat("A", 43) + `="}]}`,
		"an id with dots": `{"keys":[{"id":"1.2","secret":"` + strings.Repeat("A", 43) + `="}]}`,
	} {
		path := filepath.Join(t.TempDir(), "keys.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestAMACHoldsForItsPurposeAndItsPartsOnly(t *testing.T) {
	r := ring(t)
	mac := r.MAC("passcode", "id", "123456")
	if !r.Verify(mac, "passcode", "id", "123456") {
		t.Error("the right one is refused")
	}
	for name, wrong := range map[string]bool{
		"other purpose":  r.Verify(mac, "login", "id", "123456"),
		"other part":     r.Verify(mac, "passcode", "id", "123457"),
		"shifted parts":  r.Verify(mac, "passcode", "id1", "23456"),
		"empty MAC":      r.Verify("", "passcode", "id", "123456"),
		"unknown key id": r.Verify("9."+strings.SplitN(mac, ".", 2)[1], "passcode", "id", "123456"),
	} {
		if wrong {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestWhatIsSealedOpensWithItsPurposeAndRowOnly(t *testing.T) {
	r := ring(t)
	sealed := r.Seal("outbox", "row1", []byte("123456"))
	if plain, err := r.Open("outbox", "row1", sealed); err != nil || string(plain) != "123456" {
		t.Errorf("%q, %v", plain, err)
	}
	if strings.Contains(sealed, "123456") || sealed == r.Seal("outbox", "row1", []byte("123456")) {
		t.Error("the seal shows something")
	}
	for _, f := range []func() ([]byte, error){
		func() ([]byte, error) { return r.Open("vault", "row1", sealed) },
		func() ([]byte, error) { return r.Open("outbox", "row2", sealed) },
		func() ([]byte, error) { return r.Open("outbox", "row1", sealed[:len(sealed)-3]) },
		func() ([]byte, error) { return r.Open("outbox", "row1", "") },
	} {
		if plain, err := f(); err == nil {
			t.Errorf("opened: %q", plain)
		}
	}
}

func TestANewerKeyWritesAndTheOlderStillReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	old := `{"id":"1","secret":"` + strings.Repeat("A", 43) + `="}`
	if err := os.WriteFile(path, []byte(`{"keys":[`+old+`]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	mac, sealed := before.MAC("p", "x"), before.Seal("p", "x", []byte("y"))
	if err := os.WriteFile(path, []byte(`{"keys":[`+old+`,{"id":"2","secret":"`+strings.Repeat("B", 42)+`A="}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	after, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if !after.Verify(mac, "p", "x") {
		t.Error("a MAC of before the rotation is refused")
	}
	if plain, err := after.Open("p", "x", sealed); err != nil || string(plain) != "y" {
		t.Errorf("%q, %v", plain, err)
	}
	if !strings.HasPrefix(after.MAC("p", "x"), "2.") {
		t.Error("the newest key does not write")
	}
	if !after.Stale(sealed) || after.Stale(after.Seal("p", "x", nil)) || before.Stale(sealed) {
		t.Error("stale is what an older key sealed, and nothing else")
	}
}

// BenchmarkMAC makes the HMAC of an address, as each login does several times.
func BenchmarkMAC(b *testing.B) {
	r, err := LoadOrMake(filepath.Join(b.TempDir(), "keys.json"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r.MAC("audit/address", "203.0.113.5")
	}
}

// With several servers a key is added in two steps: none writes what another cannot read.
func TestAKeyAddedFirstIsReadAndWritesNothing(t *testing.T) {
	old, fresh := `{"id":"1","secret":"`+base64.StdEncoding.EncodeToString(make([]byte, 32))+`"}`, `{"id":"2","secret":"`+base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))+`"}`
	ring := func(keys ...string) *Ring {
		path := filepath.Join(t.TempDir(), "keys.json")
		if err := os.WriteFile(path, []byte(`{"keys":[`+strings.Join(keys, ",")+`]}`), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	before, between, after := ring(old), ring(fresh, old), ring(old, fresh)
	for _, pair := range [][2]*Ring{{before, between}, {between, before}, {between, after}, {after, between}} {
		if !pair[1].Verify(pair[0].MAC("test", "x"), "test", "x") {
			t.Error("a server does not know what another one wrote")
		}
		if plain, err := pair[1].Open("test", "row", pair[0].Seal("test", "row", []byte("x"))); err != nil || string(plain) != "x" {
			t.Errorf("a server cannot open what another one sealed: %v", err)
		}
	}
	if before.Verify(after.MAC("test", "x"), "test", "x") {
		t.Error("in one step it would go well: the test shows nothing")
	}
}

func TestTheDocumentationMakesAKeyFile(t *testing.T) {
	doc, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, command, _ := strings.Cut(string(doc), "| make the first | `")
	command, _, found := strings.Cut(command, "` |")
	if !found {
		t.Fatal("docs/operations.md does not say how to make a key file")
	}
	cmd := exec.Command("sh", "-e", "-c", command)
	cmd.Dir = t.TempDir()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	path := filepath.Join(cmd.Dir, "keys.json")
	if _, err := Load(path); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
}
