package account

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/ui"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const inboxPath = "/inbox"

// Inbox is /inbox: what the member was told, the newest first.
func Inbox(site wire.Site, d wire.Inbox) app.UI {
	if len(d.Notices) == 0 {
		return ui.Column(
			ui.Head(site.T(text.TitleInbox), site.T(text.InboxLead)),
			app.Section().Class("card").Body(ui.Empty("bell", site.T(text.InboxNone), site.T(text.InboxNoneDo), newest(site, d)...)),
		)
	}
	rows := make([]app.UI, len(d.Notices))
	for i, n := range d.Notices {
		rows[i] = app.Li().Body(noticeRow(site, n))
	}
	pages := newest(site, d)
	if d.Older != "" {
		pages = append(pages, app.A().Class("btn").Href(inboxPath+"?before="+d.Older+"#list").Text(site.T(text.InboxOlder)))
	}
	body := []app.UI{
		ui.Head(site.T(text.TitleInbox), site.T(text.InboxLead)),
		app.Ul().ID("list").Class("links card card-flush notices").TabIndex(-1).Aria("label", site.T(text.TitleInbox)).Body(rows...),
	}
	if len(pages) > 0 {
		body = append(body, app.Div().Class("actions").Body(pages...))
	}
	return ui.Column(body...)
}

// newest leads back to the first page.
func newest(site wire.Site, d wire.Inbox) []app.UI {
	if !d.Later {
		return nil
	}
	return []app.UI{app.A().Class("btn").Href(inboxPath).Text(site.T(text.InboxNewest))}
}

func noticeRow(site wire.Site, n wire.Notice) app.UI {
	title, _ := noticeWords(site, n)
	row := app.A().Href(inboxPath + "/" + n.ID)
	icon, about := "mail", []app.UI{app.B().Text(title)}
	if n.Unread {
		row.Class("unread")
		icon = "bell"
		about = append(about, app.Text(" "), ui.Badge(ui.Warn, "info", site.T(text.InboxUnread)))
	}
	about = append(about, app.Small().Class("num").Body(app.Time().DateTime(n.At).Text(ui.Moment(site, n.At))))
	return row.Body(ui.Icon(icon), app.Span().Body(about...), ui.Icon("right"))
}

// Notice is /inbox/{id}: one of them.
func Notice(site wire.Site, d wire.Notice) app.UI {
	title, words := noticeWords(site, d)
	facts := []ui.Fact{{Name: site.T(text.InboxAt), Value: app.Time().Class("num").DateTime(d.At).Text(ui.Moment(site, d.At))}}
	if d.Last4 != "" {
		facts = append(facts, ui.Fact{Name: site.T(text.InboxCard), Value: app.Span().Class("num").Text(d.Last4)})
	}
	if d.Amount != 0 {
		facts = append(facts, ui.Fact{Name: site.T(text.NoticeAmount), Value: ui.Money(site, d.Amount)})
	}
	if d.Address != "" {
		facts = append(facts, ui.Fact{Name: site.T(text.SetFileMail), Value: app.Span().Text(d.Address)})
	}
	facts = append(facts, ui.Fact{Name: site.T(text.InboxTo), Value: sentTo(site, d.To)})
	about := []app.UI{ui.Facts(facts...)}
	if words.Key != "" {
		about = append([]app.UI{app.P().Text(site.T(words))}, about...)
	}
	if d.Month != "" {
		about = append(about, app.A().Class("btn btn-w").Href("/statements/"+d.Month).Text(site.T(text.HomeSee)))
	}
	if d.Inquiry != nil {
		about = append(about, inquiry(site, *d.Inquiry)...)
	}
	if d.Order != "" {
		about = append(about, app.A().Class("btn btn-w").Href(ordersPath+"/"+d.Order).Text(site.T(text.OrderReceipt)))
	}
	return ui.Column(
		ui.Head(title, ""),
		app.Div().Class("flow").Body(
			app.Section().Class("card flow").Body(about...),
			ui.Notice(ui.Info, site.T(text.InboxWrong), ui.Line(site.T(text.InboxWrongD)),
				app.P().Body(ui.Phone(site.Brand.Desk.Phone), app.Text(" "+site.Brand.Desk.Hours))),
			app.P().Body(app.A().Class("more").Href(inboxPath).Body(ui.SmallIcon("left"), app.Span().Text(site.T(text.InboxBack)))),
		),
	)
}

func sentTo(site wire.Site, to []wire.Channel) app.UI {
	if len(to) == 0 {
		return app.Span().Text(site.T(text.InboxToNone))
	}
	lines := make([]app.UI, len(to))
	for i, c := range to {
		lines[i] = app.Span().Class("line num").Text(c.Masked)
	}
	return app.Span().Body(lines...)
}

// NoticeTitle is what a notice is called.
func NoticeTitle(site wire.Site, n wire.Notice) string {
	title, _ := noticeWords(site, n)
	return title
}

// noticeWords are title and words of a notice; of a kind that is not known, what all are called.
func noticeWords(site wire.Site, n wire.Notice) (title string, words text.Message) {
	switch n.Kind {
	case "order":
		return site.T(text.NoticeOrder, n.Title), text.NoticeOrderDo
	case "order_refused":
		return site.T(text.NoticeOrderNot, n.Title), text.NoticeOrderNotDo
	case "order_moved":
		return site.T(text.NoticeOrderMoved, n.Title), text.NoticeOrderMovedDo
	}
	fixed, words := fixedNotice(n.Kind)
	return site.T(fixed), words
}

func fixedNotice(kind string) (title, words text.Message) {
	switch kind {
	case "registered":
		return text.NoticeRegistered, text.NoticeRegisterDo
	case "call":
		return text.NoticeCall, text.NoticeCallDo
	case "desk":
		return text.NoticeDesk, text.NoticeDeskDo
	case "id_shown":
		return text.NoticeID, text.NoticeIDDo
	case "new_password":
		return text.NoticePassword, text.NoticePasswordDo
	case "mail_confirmed":
		return text.NoticeMail, text.NoticeMailDo
	case "card_added":
		return text.NoticeAdded, text.NoticeAddedDo
	case "card_removed":
		return text.NoticeRemoved, text.NoticeRemovedDo
	case "logged_out":
		return text.NoticeOut, text.NoticeOutDo
	case "card_used":
		return text.NoticeUse, text.NoticeUseDo
	case "amount_fixed":
		return text.NoticeFixed, text.NoticeFixedDo
	case "debit_failed":
		return text.NoticeFailed, text.NoticeFailedDo
	case "card_cancelled":
		return text.NoticeCancelled, text.NoticeCancelledDo
	case "card_reissued":
		return text.NoticeReissued, text.NoticeReissuedDo
	case "inquiry":
		return text.NoticeInquiry, text.NoticeInquiryDo
	case "answer":
		return text.NoticeAnswer, text.NoticeAnswerDo
	}
	return text.NoticeOther, text.Message{}
}
