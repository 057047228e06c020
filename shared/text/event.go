package text

// What happens at the issuer, as members hear of it.
var (
	EventUsed      = Message{"event.used", "カードのご利用 %[1]s", "your card was used, %[1]s"}
	EventFixed     = Message{"event.fixed", "%[2]d月のお支払い %[1]sが確定", "payment of month %[2]d fixed, %[1]s"}
	EventFailed    = Message{"event.failed", "%[1]sの引き落としができませんでした", "the debit of %[1]s failed"}
	EventCancelled = Message{"event.cancelled", "カードが使えなくなりました", "your card no longer works"}
	EventReissued  = Message{"event.reissued", "カードを再発行しました", "your card was reissued"}

	EventOrder = Message{"event.order", "お手続きの状況が変わりました", "a procedure has moved on"}
	EventYen   = Message{"event.yen", "%[1]s円", "%[1]s yen"}

	// Event: SMS: time, last 4, desk's number, what happened. Mail: site, time, last 4, desk's number, desk's hours, what happened.
	EventSMS         = Message{"sms.event", "%[4]s %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "%[4]s %[1]s card %[2]s. Not you? %[3]s"}
	EventMailSubject = Message{"mail.event.subject", "【%[1]s】%[2]s", "[%[1]s] Notice: %[2]s"}
	EventMail        = Message{"mail.event", "%[1]sからのお知らせです。\n\n内容：%[6]s\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nくわしくは、ログインして「お知らせ」でご確認ください。\nお心当たりがない場合は、認証デスクへご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"A notice from %[1]s.\n\nWhat happened: %[6]s\nTime: %[2]s\nCard ending in: %[3]s\n\nLog in to find the details among your notices.\nIf you do not know of this, please call our desk.\nDesk: %[4]s (%[5]s)\n"}

	NoticeUse         = Message{"notice.card_used", "カードのご利用がありました", "Your card was used"}
	NoticeUseDo       = Message{"notice.card_used.do", "お心当たりのないご利用は、すぐにご連絡ください。", "If you do not know of this use, please call us at once."}
	NoticeFixed       = Message{"notice.amount_fixed", "お支払い金額が確定しました", "The amount of your payment is fixed"}
	NoticeFixedDo     = Message{"notice.amount_fixed.do", "お支払日の前の日までに、ご登録の口座へご用意ください。", "Please have the money in your registered account by the day before the payment."}
	NoticeFailed      = Message{"notice.debit_failed", "引き落としができませんでした", "The debit failed"}
	NoticeFailedDo    = Message{"notice.debit_failed.do", "お支払いの方法を、ホームの画面でご確認ください。", "Please see on the home screen how to pay."}
	NoticeCancelled   = Message{"notice.card_cancelled", "カードが使えなくなりました", "Your card no longer works"}
	NoticeCancelledDo = Message{"notice.card_cancelled.do", "安全のため、ログイン中の端末はすべてログアウトしました。くわしくは認証デスクへお尋ねください。", "For your safety, all devices that were logged in have been logged out. Please ask our desk for details."}
	NoticeReissued    = Message{"notice.card_reissued", "カードを再発行しました", "Your card was reissued"}
	NoticeReissuedDo  = Message{"notice.card_reissued.do", "カード番号が変わりました。Netアンサーの登録は、そのままお使いいただけます。", "The card has another number. Your registration for Net Answer stays as it is."}
	NoticeAmount      = Message{"notice.amount", "金額", "Amount"}

	LoginClosed = Message{"login.closed", "このIDではログインできません。認証デスクへお問い合わせください。", "This ID cannot log in. Please call our desk."}
)
