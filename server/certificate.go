package main

import (
	"crypto/tls"
	"os"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// certificate is the site's own, in two files that are looked at with every handshake: a renewed one is taken without a
// restart. Files that are half written or do not fit together leave the former certificate in use.
type certificate struct {
	cert, key string
	log       zerolog.Logger

	mu     sync.Mutex
	loaded *tls.Certificate
	seen   [2]stamp
}

type stamp struct {
	at   time.Time
	size int64
}

// openCertificate reads the files once: what cannot speak TLS does not start.
func openCertificate(cert, key string, log zerolog.Logger) (*certificate, error) {
	c := &certificate{cert: cert, key: key, log: log}
	seen, err := c.look()
	if err == nil {
		err = c.load(seen)
	}
	return c, err
}

func (c *certificate) look() (seen [2]stamp, err error) {
	for i, path := range []string{c.cert, c.key} {
		f, err := os.Stat(path)
		if err != nil {
			return seen, err
		}
		seen[i] = stamp{f.ModTime(), f.Size()}
	}
	return seen, nil
}

func (c *certificate) load(seen [2]stamp) error {
	fresh, err := tls.LoadX509KeyPair(c.cert, c.key)
	c.seen = seen // also of what does not load: it is tried again when it changes again
	if err != nil {
		return err
	}
	c.loaded = &fresh
	return nil
}

// get is tls.Config's GetCertificate.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if seen, err := c.look(); err == nil && seen != c.seen {
		if err := c.load(seen); err != nil {
			c.log.Warn().Msg("tls: the certificate's files changed and do not load; the former one stays in use")
		} else {
			c.log.Info().Msg("tls: another certificate is in use")
		}
	}
	return c.loaded, nil
}
