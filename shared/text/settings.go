package text

// Settings: contacts, looks, sessions.
var (
	TitleSettings = Message{"title.settings", "設定", "Settings"}

	SetContacts  = Message{"settings.contacts", "ご登録の連絡先", "Contacts on file"}
	SetOnFile    = Message{"settings.on_file", "カードにご登録の連絡先", "On file for your card"}
	SetOnFileDo  = Message{"settings.on_file.do", "ご本人様確認とお知らせに使います。変更でお困りのときは、お電話ください。", "They serve to prove who you are, and take notices. If you have trouble changing them, please call us."}
	SetNoContact = Message{"settings.no_contact", "ご登録の連絡先がありません。認証デスクへご連絡ください。", "There is no contact on file. Please call our desk."}
	SetAway      = Message{"settings.away", "ただいま混み合っており、ご登録の連絡先を確認できません", "We are busy: the contacts on file cannot be shown now"}
	SetAwayDo    = Message{"settings.away.do", "しばらくしてから、もう一度この画面を開いてください。ほかの設定はいつもどおり使えます。", "Please open this page again a little later. The other settings work as always."}
	SetMobile    = Message{"settings.mobile", "携帯電話", "Mobile phone"}
	SetLandline  = Message{"settings.landline", "固定電話", "Landline"}
	SetFileMail  = Message{"settings.mail", "メールアドレス", "E-mail"}
	SetOwnMail   = Message{"settings.own_mail", "Netアンサーのメールアドレス", "E-mail address for Net Answer"}
	SetOwnMailDo = Message{"settings.own_mail.do", "登録のときにご入力いただいたアドレスです。", "The address that you typed when you registered."}
	SetConfirmed = Message{"settings.confirmed", "確認済み", "Confirmed"}
	SetMailLink  = Message{"settings.mail.link", "このアドレスを確認する", "Confirm this address"}
	SetMailSee   = Message{"settings.mail.see", "このアドレスを見る", "See this address"}

	SetLooks        = Message{"settings.looks", "言語と表示", "Language and looks"}
	SetLanguage     = Message{"settings.language", "言語", "Language"}
	SetLanguageHelp = Message{"settings.language.help", "画面と、お客様へのお知らせの言葉です。", "Of the pages, and of notices to you."}
	SetLanguageGo   = Message{"settings.language.go", "この言語にする", "Use this language"}
	OwnLang         = Message{"settings.language.own", "日本語", "English"}
	SetTheme        = Message{"settings.theme", "画面の明るさ", "Light or dark"}
	SetThemeHelp    = Message{"settings.theme.help", "このブラウザだけの設定です。", "For this browser alone."}
	SetThemeGo      = Message{"settings.theme.go", "この明るさにする", "Use this"}
	SetThemeDone    = Message{"settings.theme.done", "画面の明るさを変えました。", "The look has changed."}
	SetThemeLost    = Message{"settings.theme.lost", "通信できず、この選択を保存できませんでした。電波の届くところで、もう一度お選びください。", "The choice could not be kept: there is no connection. Please choose again once there is one."}
	ThemeAuto       = Message{"settings.theme.auto", "自動", "Automatic"}
	ThemeAutoDo     = Message{"settings.theme.auto.do", "端末の設定に合わせます", "as your device is set"}
	ThemeLight      = Message{"settings.theme.light", "ライト", "Light"}
	ThemeDark       = Message{"settings.theme.dark", "ダーク", "Dark"}
	ThemeUnknown    = Message{"settings.theme.unknown", "自動・ライト・ダークからお選びください。", "Please choose automatic, light or dark."}
	LanguageUnknown = Message{"settings.language.unknown", "日本語かEnglishをお選びください。", "Please choose Japanese or English."}

	SetSessions     = Message{"settings.sessions", "ログイン中の端末", "Where you are logged in"}
	SetSessionsHelp = Message{"settings.sessions.help", "お心当たりのない端末があるときは、ログアウトさせたうえで、パスワードを再設定してください。", "If there is a device that you do not know, log it out and then set a new password."}
	SessionThis     = Message{"session.this", "この端末", "This device"}
	SessionOn       = Message{"session.on", "%[1]s（%[2]s）", "%[1]s (%[2]s)"}
	SessionUnknown  = Message{"session.unknown", "不明なブラウザ", "A browser that is not known"}
	SessionSince    = Message{"session.since", "ログイン %[1]s", "Logged in %[1]s"}
	SessionSeen     = Message{"session.seen", "最後のご利用 %[1]s", "Last used %[1]s"}
	SessionEnd      = Message{"session.end", "この端末からログアウトさせる", "Log out this device"}
	SessionOthers   = Message{"session.others", "ほかの端末をすべてログアウト", "Log out all other devices"}
	SessionAll      = Message{"session.all", "すべてログアウト", "Log out everywhere"}
	SessionAllHelp  = Message{"session.all.help", "この端末も含めて、ログイン中の端末をすべてログアウトします。もう一度ログインするまで、どの端末でもご覧になれません。", "Logs out every device, this one included. Nothing is shown on any of them until you log in again."}
	SessionOnly     = Message{"session.only", "ほかにログイン中の端末はありません。", "You are logged in nowhere else."}
	SessionPassword = Message{"session.password", "パスワードを再設定する", "Set a new password"}
	SessionGone     = Message{"session.gone", "この端末は、すでにログアウトされています。", "This device is logged out already."}
)
