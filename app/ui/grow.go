package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Grow draws a long list a part at a time when another list takes its place while somebody may be typing: the first rows at once,
// which fill the screen, the others in the pauses after. The page of the server and a screen that is gone to have the whole list.
type Grow struct {
	app.Compo

	Key  string // changes with the list
	All  int    // rows there are
	Body func(rows int) app.UI

	key   string
	begun bool
	rows  int
}

const (
	growBy    = 20                    // rows, at a quarter of a quick machine's speed a tenth of a second's work
	growEvery = 60 * time.Millisecond // so that keys come in between
)

// Render draws as many rows as there may be by now.
func (g *Grow) Render() app.UI {
	switch {
	case !g.begun:
		g.begun, g.rows = true, g.All
	case g.key != g.Key:
		g.rows = growBy
	}
	g.key = g.Key
	return g.Body(min(g.rows, g.All))
}

// OnUpdate runs when the list has changed.
func (g *Grow) OnUpdate(ctx app.Context) { g.more(ctx, g.Key) }

func (g *Grow) more(ctx app.Context, key string) {
	if g.key == key && g.rows >= g.All {
		return
	}
	ctx.After(growEvery, func(ctx app.Context) {
		if g.key != key || g.rows >= g.All { // another list, which grows by itself
			ctx.PreventUpdate()
			return
		}
		g.rows += growBy
		g.more(ctx, key)
	})
}
