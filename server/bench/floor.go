package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/crypto/argon2"
)

// reply is what a floor answers: the bytes that the server answered.
type reply struct {
	Status int
	Header http.Header
	Body   []byte
}

// floor is the least that the same work costs: `floor http`, net/http with a reply from memory, `floor pages`, the same pages by
// html/template, or `floor hash`, the library hashing a password with as many workers as cores, for as long as the line on its
// standard input says.
func floor(args []string) error {
	if len(args) == 1 && args[0] == "hash" {
		return floorHash()
	}
	if len(args) == 1 && args[0] == "pages" {
		var pages []string
		if err := json.NewDecoder(os.Stdin).Decode(&pages); err != nil {
			return err
		}
		h, err := floorTemplates(pages)
		if err != nil {
			return err
		}
		return floorServe(h)
	}
	var r reply
	if err := json.NewDecoder(os.Stdin).Decode(&r); err != nil {
		return err
	}
	return floorServe(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		for name, values := range r.Header {
			h[name] = values
		}
		w.WriteHeader(r.Status)
		w.Write(r.Body)
	}))
}

// floorServe prints the address at which it answers, until it is told to end.
func floorServe(h http.Handler) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + l.Addr().String())
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go func() { <-stop; os.Exit(0) }()
	return http.Serve(l, h)
}

// floorHash answers, for each duration that it reads, how many hashes it made in it and in how much time of how many CPUs.
func floorHash() error {
	in := json.NewDecoder(os.Stdin)
	for {
		var d time.Duration
		if err := in.Decode(&d); err != nil {
			return nil // the other end is done
		}
		var n atomic.Int64
		var all sync.WaitGroup
		began, before := time.Now(), ownCPU()
		for range runtime.NumCPU() {
			all.Go(func() {
				for time.Since(began) < d {
					argon2.IDKey([]byte("Mihon-2026-card"), make([]byte, 16), 2, 19*1024, 1, 32)
					n.Add(1)
				}
			})
		}
		all.Wait()
		json.NewEncoder(os.Stdout).Encode(hashed{n.Load(), time.Since(began), ownCPU() - before})
	}
}

type hashed struct {
	Count     int64
	Took, CPU time.Duration
}

func ownCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
