package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"
)

// The pictures and films of /guide, which web/e2e/guide.test.mjs takes and lists in guide.json (make guide). They are read
// as they are asked for: together they are larger than all that the server keeps in memory.
//
//go:embed guide
var guide embed.FS

// Guide is guide/guide.json.
type Guide struct {
	Card  string             `json:"card"`  // the brand's card in Japanese: whose site the pictures show
	Files map[string]Picture `json:"files"` // by name without folder: pc-start-ja.png
}

// Picture is a picture or a film of the guide.
type Picture struct {
	Hash   string `json:"hash"` // see Hash
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Length int    `json:"length,omitempty"` // of a film, seconds
	Path   string `json:"-"`                // the address
}

// AddGuide serves the guide's files under names of their content and answers what there is.
func (a *Assets) AddGuide() (g Guide, err error) {
	raw, err := guide.ReadFile("guide/guide.json")
	if err != nil {
		return g, err
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return g, fmt.Errorf("guide/guide.json: %w", err)
	}
	for name, p := range g.Files {
		ext := path.Ext(name)
		p.Path = "/web/guide/" + strings.TrimSuffix(name, ext) + "." + p.Hash + ext
		g.Files[name] = p
		a.byPath[p.Path] = &Asset{Path: p.Path, Type: types[ext], file: "guide/" + name}
	}
	return g, nil
}

// stream answers a file of the guide, or the range of it that is asked for: without ranges Safari plays no film.
func (a *Asset) stream(w http.ResponseWriter, r *http.Request) {
	in, err := embedded(guide, a.file)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, in)
}
