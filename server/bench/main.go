// Bench measures the server under load beside its floors, in interleaved rounds: a round of the one, a round of the other, and
// what counts is the median of the rounds' ratios, which holds while the machine's speed drifts. The server and each floor are
// processes of their own; so is the load, which is this one. It prints a line of JSON for each figure: `make bench` (web/e2e/bench.mjs)
// draws the table and knows what was missed.
//
//	go run ./server/bench --binary bin/netanswer --members 2000,100000 --databases sqlite,postgres
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// figure is a line of the table. Least and Most are targets of Ratio where Floor is set, of Value where it is not.
type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Floor float64 `json:"floor,omitempty"`
	Ratio float64 `json:"ratio,omitempty"` // the median over the rounds
	Least float64 `json:"least,omitempty"`
	Most  float64 `json:"most,omitempty"`

	MostRatio float64 `json:"most_ratio,omitempty"` // target of Ratio, of what had better be small
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "floor" { // this program again, as the floor of a figure
		exit(floor(os.Args[2:]))
	}
	binary := flag.String("binary", "bin/netanswer", "the program under test")
	members := flag.String("members", "2000,100000,1000000", "how many members the database holds, one run each")
	databases := flag.String("databases", "sqlite,postgres", "which databases")
	parts := flag.String("figures", "session,login,registration,latency", "which figures")
	round := flag.Duration("round", 2*time.Second, "how long one round takes")
	rounds := flag.Int("rounds", 5, "how many rounds")
	flag.Parse()

	b := bench{binary: *binary, round: *round, rounds: *rounds, first: map[string]float64{}}
	for database := range strings.SplitSeq(*databases, ",") {
		for size := range strings.SplitSeq(*members, ",") {
			n, err := strconv.Atoi(size)
			if err == nil {
				err = b.run(database, n, strings.Split(*parts, ","))
			}
			if err != nil {
				exit(fmt.Errorf("%s, %s members: %w", database, size, err))
			}
		}
	}
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

type bench struct {
	binary string
	round  time.Duration
	rounds int
	first  map[string]float64 // the ratios at the first size, by database and figure
}

// run measures on one database of one size.
func (b *bench) run(database string, members int, parts []string) error {
	s, err := b.seeded(database, members)
	if err != nil {
		return err
	}
	defer s.stop()
	where := fmt.Sprintf("%s, %s members", map[string]string{"sqlite": "SQLite", "postgres": "PostgreSQL"}[database], thousands(members))
	for _, part := range parts {
		measure, ok := map[string]func(*server, string) ([]figure, error){
			"session": b.session, "login": b.login, "registration": b.registration, "latency": b.latency, "reading": b.reading,
		}[part]
		if !ok {
			return fmt.Errorf("no figure %q", part)
		}
		figures, err := measure(s, where)
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", part, err, s.said())
		}
		for i, f := range figures {
			report(f)
			if i > 0 || f.Ratio == 0 {
				continue
			}
			if at, known := b.first[database+part]; known {
				off := at / f.Ratio
				if f.MostRatio > 0 {
					off = 1 / off
				}
				report(figure{Name: part + ", " + where + ": how far from flat", Value: max(off, 1), Unit: "×", Most: 1.3})
			} else {
				b.first[database+part] = f.Ratio
			}
		}
	}
	return nil
}

func report(f figure) {
	raw, err := json.Marshal(f)
	if err != nil {
		exit(err)
	}
	fmt.Println(string(raw))
}

func thousands(n int) string {
	switch {
	case n%1_000_000 == 0:
		return strconv.Itoa(n/1_000_000) + " M"
	case n%1000 == 0:
		return strconv.Itoa(n/1000) + " k"
	}
	return strconv.Itoa(n)
}
