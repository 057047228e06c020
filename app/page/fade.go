package page

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// fade draws another screen, the one before fading out where the browser can do that (View Transitions) and the person has not asked for
// less motion. What the same screen shows anew is drawn at once.
func (p *page) fade(ctx app.Context, same bool, draw func(app.Context)) {
	p.turn++
	turn, document := p.turn, app.Window().Get("document")
	still := app.Window().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Truthy()
	if same || still || document.Get("hidden").Truthy() || !document.Get("startViewTransition").Truthy() {
		draw(ctx)
		return
	}
	var begin, promise app.Func
	promise = app.FuncOf(func(_ app.Value, args []app.Value) any {
		drawn := args[0]
		ctx.Dispatch(func(ctx app.Context) {
			if turn == p.turn {
				draw(ctx)
			}
			ctx.Defer(func(app.Context) {
				drawn.Invoke()
				begin.Release()
				promise.Release()
			})
		})
		return nil
	})
	begin = app.FuncOf(func(app.Value, []app.Value) any { return app.Window().Get("Promise").New(promise) })
	fading := document.Call("startViewTransition", begin)
	for _, end := range []string{"ready", "finished"} { // a fade that the next one overtakes, or the browser skips, is no error: the screen is drawn all the same
		fading.Get(end).Call("catch", app.Window().Get("Function").Get("prototype")) // which does nothing
	}
}
