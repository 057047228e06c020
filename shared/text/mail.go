package text

// The address that a member typed, and the passcode that confirms it.
var (
	// MailCode: site, passcode. It holds no link: a link in a mail is what tricksters have.
	MailCodeSubject = Message{"mail.address.subject", "【%[1]s】メールアドレス確認のワンタイムパスコード", "[%[1]s] One-time passcode to confirm your e-mail address"}
	MailCode        = Message{"mail.address", "%[1]sにご登録いただいたメールアドレスの確認です。\n\nワンタイムパスコード：%[2]s\n\nログイン後の「メールアドレスの確認」の画面に、この6桁の数字をご入力ください。24時間有効です。\n確認が済むまで、このアドレスへほかのお知らせは届きません。\nこの番号は、当社の社員を含め、だれにも教えないでください。\nお心当たりがない場合は、このメールを破棄してください。\n",
		"This confirms the e-mail address that you registered with %[1]s.\n\nOne-time passcode: %[2]s\n\nPlease log in and enter these six digits on the page “Confirm your e-mail address”. They are valid for 24 hours.\nUntil the address is confirmed, no other notices are sent to it.\nNever tell the digits to anybody, our staff included.\nIf you did not ask for this, please delete this message.\n"}
	MailCodeLimit = Message{"mail_code.limit", "このアドレスへ本日お送りできる回数を超えました。明日もう一度お試しください。", "No more passcodes can be sent to this address today. Please try again tomorrow."}

	TitleMail          = Message{"title.mail", "メールアドレスの確認", "Confirm your e-mail address"}
	MailLead           = Message{"address.lead", "お届けした6桁の番号（ワンタイムパスコード）で、このアドレスがお客様のものであることを確認します。", "With the 6-digit number (one-time passcode) that we sent you, we make sure that this address is yours."}
	MailAddress        = Message{"address.email", "登録のメールアドレス", "Registered e-mail address"}
	MailOpen           = Message{"address.open", "未確認", "Not confirmed"}
	MailOpenDo         = Message{"address.open.do", "確認が済むまで、このアドレスへお知らせは届きません。", "Until it is confirmed, no notices are sent to this address."}
	MailNone           = Message{"address.none", "使えるパスコードがありません", "There is no passcode that can be used"}
	MailNoneDo         = Message{"address.none.do", "有効時間が過ぎたか、入力の回数を超えました。下のボタンから、もう一度お送りください。", "It has expired or was tried too often. Please have another one sent with the button below."}
	MailNotDeliveredDo = Message{"address.failed.do", "アドレスが違うか、受信の設定で届かないことがあります。受信の設定をご確認のうえ、もう一度お送りください。アドレスが違うときは、そのままにしてください。", "The address may be wrong, or your mailbox may refuse the message. Please look at the settings of your mailbox and send it again; if the address is wrong, leave it."}
	MailButton         = Message{"address.button", "メールアドレスを確認する", "Confirm the e-mail address"}
	MailOK             = Message{"address.ok", "メールアドレスを確認しました", "Your e-mail address is confirmed"}
	MailOKDo           = Message{"address.ok.do", "お知らせは %[1]s へお送りします。", "Notices are sent to %[1]s."}
	MailValid          = Message{"address.valid", "有効時間 あと約%[1]d時間", "Valid for about %[1]d {hour|hours}"}
	MailTypo           = Message{"address.typo", "アドレスが違うときは、確認せずそのままにしてください。お知らせは、カードにご登録の連絡先へお送りします。", "If the address is wrong, leave it unconfirmed. Notices go to the contacts on file for your card."}
	HomeMail           = Message{"home.mail", "メールアドレスの確認がお済みではありません", "Your e-mail address is not confirmed yet"}
	HomeMailDo         = Message{"home.mail.do", "%[1]s あての6桁の番号を、次の画面でご入力ください。届いていないときは、もう一度送れます。確認が済むまで、このアドレスへお知らせは届きません。", "Please enter the 6-digit number sent to %[1]s on the next screen; if it has not come, you can send it again there. Until the address is confirmed, no notices are sent to it."}
	DoneConfirm        = Message{"done.confirm", "メールアドレスをご確認ください", "Please confirm your e-mail address"}
	DoneConfirmDo      = Message{"done.confirm.do", "%[1]s あての6桁の番号を、ログインしたあとの画面でご入力ください。確認が済むまで、このアドレスへお知らせは届きません。", "Please enter the 6-digit number sent to %[1]s once you have logged in. Until the address is confirmed, no notices are sent to it."}
)
