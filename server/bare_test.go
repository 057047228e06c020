//go:build system

package main_test

import (
	"bufio"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// nobody is the user of the container image: a number without a name.
const nobody = 65532

// The image of the Dockerfile holds one file. Here the same binary runs where there is nothing else either: an empty root
// that it cannot write, no time zones, no certificates, no /tmp, no /dev, no user; only its data folder is its own.
func TestTheBinaryRunsInAnEmptyReadOnlyRoot(t *testing.T) {
	syscall.Umask(0o022)
	root := filepath.Join(t.TempDir(), "root")
	binary, data := filepath.Join(root, "netanswer"), filepath.Join(root, "data")
	for _, dir := range []string{root, data} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	site, log := serveBare(t, root)

	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ok", "/": "<title>"} {
		if status, body := get(t, site+path); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s answers %d without %q:\n%s\n%s", path, status, want, body, log)
		}
	}

	// Japan's date, with no time zones to be had and another one asked for
	before := time.Now().UTC().Add(9 * time.Hour).Format(time.DateOnly)
	_, page := get(t, site+"/register")
	after := time.Now().UTC().Add(9 * time.Hour).Format(time.DateOnly)
	if !strings.Contains(page, `"today":"`+before+`"`) && !strings.Contains(page, `"today":"`+after+`"`) {
		t.Errorf("/register does not know that it is %s in Japan", after)
	}

	// a registration: the database, its temporary files, the issuer
	out, err := exec.Command(binary, "cards", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var cards []struct {
		Number       string
		ExpMonth     string `json:"exp_month"`
		ExpYear      string `json:"exp_year"`
		SecurityCode string `json:"security_code"`
	}
	if err := json.Unmarshal(out, &cards); err != nil || len(cards) == 0 {
		t.Fatalf("%v: %s", err, out)
	}
	terms := regexp.MustCompile(`name="terms_version"[^>]* value="([^"]*)"|value="([^"]*)"[^>]* name="terms_version"`).FindStringSubmatch(page)
	if terms == nil {
		t.Fatalf("/register has no terms_version:\n%s", page)
	}
	c := cards[0]
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.PostForm(site+"/register", url.Values{
		"card_number": {c.Number}, "exp_month": {c.ExpMonth}, "exp_year": {c.ExpYear}, "security_code": {c.SecurityCode},
		"member_id": {"hanako2468x"}, "password": {"Kiri-no-mori7"}, "email": {"umi.no.kaze@mail.example.org"}, "agree": {"true"},
		"terms_version": {terms[1] + terms[2]},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/register/confirm" {
		problems := regexp.MustCompile(`<p class="err"[^>]*>.+?</p>`).FindAllString(string(body), -1)
		t.Errorf("POST /register: %d %s %s\n%s", res.StatusCode, res.Header.Get("Location"), problems, log)
	}

	// the image's own health check, in the same root with the same settings; and one that must fail
	for listen, well := range map[string]bool{strings.TrimPrefix(site, "http://"): true, "127.0.0.1:1": false} {
		out, err := inside(root, "/netanswer", "healthy", "--dev", "--listen", listen).CombinedOutput()
		if (err == nil) != well {
			t.Errorf("healthy, asking %s: %v %s", listen, err, out)
		}
	}
	files, err := filepath.Glob(filepath.Join(root, "*"))
	if err != nil || !slices.Equal(files, []string{data, binary}) {
		t.Errorf("the root holds %v, %v", files, err)
	}

	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(info.Deps, func(m *debug.Module) bool { return m.Path == "golang.org/x/crypto/x509roots/fallback" }) {
		t.Error("no certificate authorities are compiled in")
	}
}

// serveBare starts the server in root and answers its address.
func serveBare(t *testing.T, root string) (address string, log *strings.Builder) {
	t.Helper()
	if os.Getuid() == 0 {
		if err := os.Chown(filepath.Join(root, "data"), nobody, nobody); err != nil {
			t.Fatal(err)
		}
		// the way to the root must be open to a user who is not us; the root itself is ours, so he cannot write it
		for dir := filepath.Dir(root); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd := inside(root, "/netanswer", "serve", "--dev", "--listen", "127.0.0.1:0")
	log = &strings.Builder{}
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("an empty root needs root (chroot) or bubblewrap: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server did not end well: %v\n%s", err, log)
		}
	})
	printed := bufio.NewReader(out)
	for {
		line, err := printed.ReadString('\n')
		if found := regexp.MustCompile(`http://[0-9.]+:[0-9]+`).FindString(line); found != "" {
			go func() { _, _ = io.Copy(io.Discard, printed) }()
			return found, log
		}
		if err != nil {
			t.Fatalf("the server printed no address: %v\n%s", err, log)
		}
	}
}

// inside is a command as the image runs it: in the root, as nobody and, like an image's one process, as process 1, which
// the kernel sends no signal to that it does not handle.
func inside(root string, args ...string) *exec.Cmd {
	var cmd *exec.Cmd
	if os.Getuid() == 0 {
		cmd = exec.Command(args[0], args[1:]...)
		cmd.Dir = "/"
		cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		if mayBeFirst() {
			cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWPID
		}
	} else {
		cmd = exec.Command("bwrap", append([]string{
			"--unshare-user", "--unshare-pid", "--as-pid-1", "--unshare-ipc", "--die-with-parent", "--uid", fmt.Sprint(nobody), "--gid", fmt.Sprint(nobody),
			"--ro-bind", filepath.Join(root, "netanswer"), "/netanswer", "--bind", filepath.Join(root, "data"), "/data", "--remount-ro", "/", "--chdir", "/", "--",
		}, args...)...)
	}
	cmd.Env = []string{"TZ=America/Los_Angeles", "TMPDIR=/data"}
	return cmd
}

// mayBeFirst says whether this root may make process 1s: a root inside a container often may not.
var mayBeFirst = sync.OnceValue(func() bool {
	cmd := exec.Command("true")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWPID}
	return cmd.Run() == nil
})

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}
