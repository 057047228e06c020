package account

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const ordersPath = "/orders"

// Orders is /orders: what the member has ordered, the newest first.
func Orders(site wire.Site, d wire.Orders) app.UI {
	var pages []app.UI
	if d.Later {
		pages = append(pages, app.A().Class("btn").Href(ordersPath).Text(site.T(text.OrdersNew)))
	}
	if d.Older != "" {
		pages = append(pages, app.A().Class("btn").Href(ordersPath+"?before="+d.Older+"#list").Text(site.T(text.OrdersOlder)))
	}
	head := ui.Head(site.T(text.TitleOrders), site.T(text.OrdersLead))
	if len(d.Orders) == 0 {
		return ui.Column(head, app.Section().Class("card").Body(ui.Empty("file", site.T(text.OrdersNone), site.T(text.OrdersNoDo), pages...)))
	}
	rows := make([]app.UI, len(d.Orders))
	for i, o := range d.Orders {
		rows[i] = app.Li().Body(app.A().Href(ordersPath+"/"+o.ID).Body(ui.Icon("file"), app.Span().Body(
			app.B().Text(o.Title), app.Text(" "), ui.Badge(ui.Kind(o.Tone), "", o.Says),
			app.Small().Class("num").Body(app.Time().DateTime(o.At).Text(ui.Moment(site, o.At))),
		), ui.Icon("right")))
	}
	body := []app.UI{head, app.Ul().ID("list").Class("links card card-flush notices").TabIndex(-1).Aria("label", site.T(text.TitleOrders)).Body(rows...)}
	if len(pages) > 0 {
		body = append(body, app.Div().Class("actions").Body(pages...))
	}
	return ui.Column(body...)
}

// OrderTitle is what an order is called.
func OrderTitle(_ wire.Site, d wire.Order) string { return d.Title }

// Order is /orders/{id}: the sheet to be confirmed, and from then on how it stands and the receipt. It is one for all kinds.
func Order(site wire.Site, d wire.Order) app.UI {
	if d.State == "drafted" {
		return ui.Column(ui.Head(d.Title, site.T(text.OrderLead)), app.Div().Class("flow").Body(
			sheet(site, d, text.OrderSheet),
			confirmOrder(site, d),
			app.A().Class("btn btn-w").Href(d.Back).Text(site.T(text.OrderBack)),
		))
	}
	words := []app.UI{ui.Line(d.Words)}
	body := []app.UI{nil, sheet(site, d, text.OrderReceipt)}
	switch {
	case d.State == wire.OrderOver || d.State == "refused":
		body = append(body, app.A().Class("btn btn-1 btn-w").Href(d.Back).Text(site.T(text.OrderAgain)))
	case d.State == "confirmed":
		body = append(body, &ui.Form{
			Site: site, Action: ordersPath + "/" + d.ID, Button: text.OrderToProof, Problems: d.Problems, Check: ui.Of[form.ConfirmOrder], Fields: func(ui.State) []app.UI { return nil },
		})
	case d.State != "concluded":
		body = append(body, app.A().Class("btn btn-w").Href(ordersPath+"/"+d.ID).Text(site.T(text.OrderLook)))
	case d.Page != "":
		body = append(body, app.A().Class("btn btn-1 btn-w").Href(d.Page).Text(site.T(text.OrderGoOn)))
	}
	body[0] = ui.Notice(ui.Kind(d.Tone), d.Says, words...)
	body = append(body, documents(site, d, text.OrderDocs))
	if d.Cancel != "" {
		body = append(body, &ui.Form{
			Site: site, ID: "cancel", Action: ordersPath + "/" + d.ID + "/cancel", Button: text.OrderCancel, Problems: d.Problems, Class: "card flow second", Check: ui.Of[form.CancelOrder],
			Fields: func(ui.State) []app.UI {
				return []app.UI{app.P().Text(site.T(text.OrderCancelBy, ui.Until(site, d.Cancel)))}
			},
		})
	}
	body = append(body, app.P().Class("muted no-print").Text(site.T(text.OrderPrint)),
		app.P().Class("back").Body(app.A().Class("more").Href(ordersPath).Body(ui.SmallIcon("left"), app.Span().Text(site.T(text.OrdersAll)))))
	return ui.Column(ui.Head(d.Title, ""), app.Div().Class("flow").Body(body...))
}

// sheet is what is ordered, with what is known of the order besides.
func sheet(site wire.Site, d wire.Order, head text.Message) app.UI {
	var facts []ui.Fact
	add := func(m, help text.Message, value string) {
		if value == "" {
			return
		}
		f := ui.Fact{Name: site.T(m), Value: app.Span().Class("num").Text(value)}
		if help.Key != "" {
			f.Help = site.T(help)
		}
		facts = append(facts, f)
	}
	none := text.Message{}
	add(text.OrderNumber, text.OrderQuote, d.Number)
	if d.At != "" {
		add(text.OrderAt, none, ui.Moment(site, d.At))
	}
	add(text.OrderCard, none, d.Last4)
	for _, l := range d.Lines {
		facts = append(facts, ui.Fact{Name: l.Label, Value: line(l)})
	}
	add(text.OrderEffective, none, d.Effective)
	return app.Section().Class("card flow").Aria("labelledby", "sheet-h").Body(app.H2().ID("sheet-h").Text(site.T(head)), ui.Facts(facts...))
}

func line(l wire.Line) app.UI {
	switch {
	case l.Lang != "":
		return app.Span().Class("num").Lang(l.Lang).Text(l.Value)
	case l.Warn:
		return app.Span().Class("order-warn").Body(ui.SmallIcon("alert"), app.Span().Text(l.Value))
	case l.Strong:
		return app.B().Class("num").Text(l.Value)
	}
	return app.Span().Class("num").Text(l.Value)
}

// documents are readable where they stand.
func documents(site wire.Site, d wire.Order, head text.Message) app.UI {
	if len(d.Documents) == 0 {
		return nil
	}
	inside := []app.UI{app.H2().ID("docs-h").Text(site.T(head))}
	for _, doc := range d.Documents {
		inside = append(inside, app.Div().Body(
			app.H3().ID("doc-"+doc.Key).Text(doc.Title),
			app.P().Class("terms order-doc").TabIndex(0).Role("region").Aria("labelledby", "doc-"+doc.Key).Text(doc.Text),
			app.P().Class("small muted").Text(site.T(text.OrderVersion, doc.Version)),
		))
	}
	return app.Section().Class("card flow").Aria("labelledby", "docs-h").Body(inside...)
}

func confirmOrder(site wire.Site, d wire.Order) app.UI {
	button := text.OrderButton
	switch docs := len(d.Documents) > 0; {
	case docs && d.Proof:
		button = text.OrderToAgreed
	case docs:
		button = text.OrderAgreed
	case d.Proof:
		button = text.OrderToProof
	}
	agreed := make([]string, len(d.Documents))
	for i, doc := range d.Documents {
		agreed[i] = doc.Key + "@" + doc.Version
	}
	return &ui.Form{
		Site: site, Action: ordersPath + "/" + d.ID, Button: button, Problems: d.Problems, Class: "flow", Check: ui.Of[form.ConfirmOrder],
		Hidden: map[string]string{"documents": strings.Join(agreed, " ")},
		Fields: func(s ui.State) []app.UI {
			var body []app.UI
			if len(agreed) > 0 {
				body = append(body, documents(site, d, text.OrderRead), ui.Tick(s, "agree", text.OrderConsent, false))
			}
			if d.Proof {
				body = append(body, app.P().Class("muted").Text(site.T(text.OrderProofDo)))
			}
			return body
		},
	}
}
