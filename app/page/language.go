package page

import (
	"context"
	"encoding/json"
	"net/url"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/client"
	"netanswer/shared/wire"
)

// speak changes the language without leaving the page: what every screen knows is fetched in it, then the data of the screen
// in view, which is drawn over the same nodes. All that is typed stays in them, card number and passwords too.
func (p *page) speak(ctx app.Context, to string) {
	p.hideLost()
	hide("newer") // in the language before
	p.cancel()
	c, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.mark(true)
	ctx.Async(func() {
		var site wire.Site
		said, err := client.Get(c, to)
		if err == nil && said.OK() {
			err = json.Unmarshal(said.Data, &site)
		}
		var data client.Answer
		if err == nil && said.OK() {
			data, err = again(c, app.Window().URL())
		}
		ctx.Dispatch(func(ctx app.Context) {
			if c.Err() != nil {
				return
			}
			p.cancel()
			switch {
			case err != nil:
				p.showLost(to)
			case !said.OK() || site.Version != p.site.Version:
				u, _ := url.Parse(to)
				full(u)
			default:
				p.translate(ctx, site, data)
			}
		})
	})
}

// again asks for the data of the screen in view, and of the form that is in view: the server might lead to another part of it.
func again(ctx context.Context, here *url.URL) (client.Answer, error) {
	if q := here.Query(); q.Has("lang") { // the address named a language; now the person did
		q.Del("lang")
		here.RawQuery = q.Encode()
	}
	asked, q := *here, here.Query()
	if part := app.Window().Get("document").Call("querySelector", "main form input[type=hidden][name=part]"); part.Truthy() {
		q.Set("stay", part.Get("value").String())
		asked.RawQuery = q.Encode()
	}
	a, err := client.Get(ctx, asked.String())
	if err == nil && a.URL.Path == asked.Path && a.URL.RawQuery == asked.RawQuery { // not sent elsewhere
		a.URL = here
	}
	return a, err
}

func (p *page) translate(ctx app.Context, site wire.Site, data client.Answer) {
	p.site = site
	app.Window().Get("document").Get("documentElement").Call("setAttribute", "lang", string(site.Lang))
	typed := inputs()
	p.show(ctx, data, false)
	ctx.Defer(func(app.Context) { // drawn by now
		for _, in := range typed {
			in.put()
		}
	})
}

// input is what a person left in a field.
type input struct{ node, value, checked app.Value }

func inputs() (out []input) {
	all := app.Window().Get("document").Call("querySelectorAll", "main input:not([type=hidden]), main textarea, main select")
	for i := range all.Get("length").Int() {
		node := all.Index(i)
		out = append(out, input{node, node.Get("value"), node.Get("checked")})
	}
	return out
}

// put writes it back where the screen's data said otherwise: a box ticked since, a field emptied.
func (in input) put() {
	if !in.node.Get("value").Equal(in.value) {
		in.node.Set("value", in.value)
	}
	if !in.node.Get("checked").Equal(in.checked) {
		in.node.Set("checked", in.checked)
	}
}
