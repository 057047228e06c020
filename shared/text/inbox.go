package text

// Notices that a member finds in the inbox, and the mail about sessions that were ended.
var (
	// LoggedOutMail: site, time, desk's number, desk's hours.
	LoggedOutMailSubject = Message{"mail.logged_out.subject", "【%[1]s】ログアウトのお知らせ", "[%[1]s] You were logged out"}
	LoggedOutMail        = Message{"mail.logged_out", "%[1]sの設定の画面から、ログイン中の端末をログアウトしました。\n\n日時：%[2]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[3]s（%[4]s）\n",
		"From the settings page of %[1]s, devices that were logged in have been logged out.\n\nTime: %[2]s\n\nIf this was not you, please call our desk at once.\nDesk: %[3]s (%[4]s)\n"}

	TitleInbox = Message{"title.inbox", "お知らせ", "Notices"}

	InboxLead   = Message{"inbox.lead", "お客様のご登録について、これまでにお知らせしたことです。", "What we have told you about your registration so far."}
	InboxUnread = Message{"inbox.unread", "未読", "Unread"}
	InboxNone   = Message{"inbox.none", "お知らせはありません", "There are no notices"}
	InboxNoneDo = Message{"inbox.none.do", "登録やパスワードの変更など、大切なことがあると、ここにもお知らせします。", "When something important happens, such as a change of your password, you find it here too."}
	InboxOlder  = Message{"inbox.older", "古いお知らせ", "Older notices"}
	InboxNewest = Message{"inbox.newest", "新しいお知らせ", "Newest notices"}
	InboxBack   = Message{"inbox.back", "お知らせの一覧へ", "All notices"}
	InboxAt     = Message{"inbox.at", "日時", "Time"}
	InboxCard   = Message{"inbox.card", "カード番号の末尾", "Card ending in"}
	InboxTo     = Message{"inbox.to", "お送り先", "Sent to"}
	InboxToNone = Message{"inbox.to.none", "この画面だけでお知らせしています", "shown here alone"}
	InboxWrong  = Message{"inbox.wrong", "お心当たりがない場合", "If this was not you"}
	InboxWrongD = Message{"inbox.wrong.do", "第三者による操作かもしれません。認証デスクへすぐにご連絡ください。", "Somebody else may have done it. Please call our desk at once."}

	NoticeRegistered = Message{"notice.registered", "Netアンサーの登録が完了しました", "Your registration is complete"}
	NoticeRegisterDo = Message{"notice.registered.do", "ご登録のカードについて、NetアンサーIDとパスワードが設定されました。", "An ID and a password for Net Answer were set for your card."}
	NoticeCall       = Message{"notice.call", "お電話でご本人様確認をしました", "Your identity was confirmed by a call"}
	NoticeCallDo     = Message{"notice.call.do", "カードにご登録の電話番号からのお電話で、ご本人様の確認がとれました。", "A call from a number on file for your card confirmed who you are."}
	NoticeDesk       = Message{"notice.desk", "認証デスクでご本人様確認をしました", "Our desk confirmed your identity"}
	NoticeDeskDo     = Message{"notice.desk.do", "認証デスクでお話をうかがい、お手続きを進められるようにしました。", "Our desk talked to you and let the procedure go on."}
	NoticeID         = Message{"notice.id", "NetアンサーIDを画面に表示しました", "Your ID was shown on a screen"}
	NoticeIDDo       = Message{"notice.id.do", "ご本人様確認のうえ、IDを画面に表示しました。パスワードは変わっていません。", "After a check of identity your ID was shown. The password has not changed."}
	NoticePassword   = Message{"notice.password", "パスワードを再設定しました", "Your password was set anew"}
	NoticePasswordDo = Message{"notice.password.do", "ログイン中の端末は、すべてログアウトしました。", "Wherever you were logged in, you have been logged out."}
	NoticeMail       = Message{"notice.mail", "メールアドレスを確認しました", "Your e-mail address was confirmed"}
	NoticeMailDo     = Message{"notice.mail.do", "これからのお知らせは、このアドレスへもお送りします。", "From now on notices go to this address too."}
	NoticeAdded      = Message{"notice.card_added", "カードを追加しました", "A card was added"}
	NoticeAddedDo    = Message{"notice.card_added.do", "ご本人様確認のうえ、Netアンサーでご覧になれるカードを追加しました。", "After a check of identity, a card was added to those that you see on Net Answer."}
	NoticeRemoved    = Message{"notice.card_removed", "カードを外しました", "A card was removed"}
	NoticeRemovedDo  = Message{"notice.card_removed.do", "Netアンサーでご覧になれるカードから外しました。カードはこれまでどおりご利用いただけます。", "It is no longer among those that you see on Net Answer. The card itself works as before."}
	NoticeOut        = Message{"notice.out", "ログイン中の端末をログアウトしました", "Devices were logged out"}
	NoticeOutDo      = Message{"notice.out.do", "設定の画面から、ログイン中の端末をまとめてログアウトしました。", "From the settings page, devices that were logged in have been logged out together."}
	NoticeOther      = Message{"notice.other", "お知らせ", "Notice"}
)
