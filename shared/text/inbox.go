package text

// Notices that a member finds in the inbox, and the mail about sessions that were ended.
var (
	// LoggedOutMail: site, time, desk's number, desk's hours.
	LoggedOutMailSubject = Message{"mail.logged_out.subject", "【%[1]s】ログアウトのお知らせ", "[%[1]s] You were logged out"}
	LoggedOutMail        = Message{"mail.logged_out", "%[1]sの設定の画面から、ログイン中の端末をログアウトしました。\n\n日時：%[2]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[3]s（%[4]s）\n",
		"From the settings page of %[1]s, devices that were logged in have been logged out.\n\nTime: %[2]s\n\nIf this was not you, please call our desk at once.\nDesk: %[3]s (%[4]s)\n"}
)
