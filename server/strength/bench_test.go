package strength

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// first makes a test binary a process that grades one password and says what the first time costs.
const first = "STRENGTH_FIRST"

func TestMain(m *testing.M) {
	if os.Getenv(first) == "" {
		os.Exit(m.Run())
	}
	g, before, began := New("netanswer"), resident(), time.Now()
	g.Common("Kiri-no-mori7")
	fmt.Println(time.Since(began).Nanoseconds(), resident()-before)
}

// resident is the memory of this process in KiB.
func resident() (n int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fmt.Sscan(rest, &n)
	return n
}

// BenchmarkFirstUse is the first grading of a process: the words are read from the program file.
func BenchmarkFirstUse(b *testing.B) {
	var took, grew float64
	for b.Loop() {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), first+"=1")
		out, err := cmd.Output()
		var ns, kib float64
		if _, scan := fmt.Sscan(string(out), &ns, &kib); err != nil || scan != nil {
			b.Fatal(err, scan)
		}
		took, grew = took+ns, grew+kib
	}
	b.ReportMetric(0, "ns/op") // of starting a process
	b.ReportMetric(took/float64(b.N)/1e3, "µs/first")
	b.ReportMetric(grew/float64(b.N), "KiB/first")
}

func BenchmarkGrade(b *testing.B) {
	for name, password := range map[string]string{
		"usual": "Kiri-no-mori7", "long": "yukidaruma-enpitsu-sanma-kaban", "hostile": strings.Repeat("1!|7", 32),
		"worst": "||||1|11!|111!11!11!|1!||!|!!1|1!!|77!|17171111!77!7|11171||1!|!|1||111||11||1!17!711|1||111|71!1!7||1|7!1!|!!!!|!1|!|11||||!|71",
	} {
		b.Run(name, func(b *testing.B) {
			g := New("netanswer")
			for b.Loop() {
				if _, err := g.Grade(b.Context(), password, []string{"mizube2026", "hanako@mail.example"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
