package web

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
)

// Add serves one more file under a name of its content: what depends on the brand file and so cannot be built beforehand.
// It is packed here, at start, and should be small.
func (a *Assets) Add(name, mediaType string, b []byte) Asset {
	ext := path.Ext(name)
	asset := &Asset{Path: "/web/" + strings.TrimSuffix(name, ext) + "." + Hash(b) + ext, Type: mediaType, Size: int64(len(b)), plain: content(b)}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(b) // into memory: it does not fail
	z.Close()
	asset.gzip = content(packed.Bytes())
	a.byPath[asset.Path] = asset
	return *asset
}
