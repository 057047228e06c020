package web

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
)

// Add serves one more file under a name of its content: what depends on the brand file and so cannot be built beforehand.
// It is packed here, at start, and should be small.
func (a *Assets) Add(name, mediaType string, content []byte) Asset {
	ext := path.Ext(name)
	asset := &Asset{Path: "/web/" + strings.TrimSuffix(name, ext) + "." + Hash(content) + ext, Type: mediaType, Size: int64(len(content)), plain: content}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(content) // into memory: it does not fail
	z.Close()
	asset.gzip = b.Bytes()
	a.byPath[asset.Path] = asset
	return *asset
}
