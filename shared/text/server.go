package text

// What the server says: errors, problems that only it can find, mail and SMS.
var (
	Internal        = Message{"internal", "申し訳ありません。処理を完了できませんでした。しばらくしてから、もう一度お試しください。", "Sorry, we could not complete that. Please try again in a little while."}
	Busy            = Message{"busy", "ただいま混み合っております。しばらくしてから、もう一度お試しください。", "We are very busy right now. Please try again in a little while."}
	IssuerBusy      = Message{"issuer.busy", "ただいま混み合っております。少し時間をおいて、もう一度お試しください。", "We are very busy right now. Please wait a little and try again."}
	TooMany         = Message{"too_many", "短い時間に何度もお試しいただいたため、しばらく受け付けられません。時間をおいて、もう一度お試しください。", "There were too many attempts in a short time. Please wait a while and try again."}
	BadRequest      = Message{"bad_request", "送信された内容を読み取れませんでした。画面を開き直して、もう一度お試しください。", "We could not read what was sent. Please open the page again and retry."}
	TooLarge        = Message{"too_large", "送信された内容が大きすぎます。画面を開き直して、もう一度お試しください。", "What was sent is too large. Please open the page again and retry."}
	BadType         = Message{"bad_type", "この形式では受け付けられません。画面を開き直して、もう一度お試しください。", "This format is not accepted. Please open the page again and retry."}
	BodyLate        = Message{"timeout", "送信が途中で止まりました。電波のよい場所で、もう一度お試しください。", "What was sent stopped on the way. Please try again where the signal is better."}
	HeadersTooLarge = Message{"headers_too_large", "ブラウザから届いた情報が大きすぎて、読み取れませんでした。このサイトのCookieを削除して、もう一度お試しください。", "What your browser sent along is too large for us to read. Please delete this site's cookies and try again."}
	Misdirected     = Message{"misdirected", "このアドレスではご利用いただけません。正しいアドレスから、もう一度お進みください。", "This address is not in use. Please come again by the right one."}
	NotFound        = Message{"not_found", "お探しのページは見つかりませんでした。アドレスをご確認いただくか、最初の画面からお進みください。", "We could not find that page. Please check the address or start from the first page."}
	BadMethod       = Message{"bad_method", "この操作は受け付けられません。最初の画面からお進みください。", "That is not possible here. Please start from the first page."}
	CallForeign     = Message{"call.foreign", "署名が正しくないか、古すぎます。共有した秘密の値と時計をご確認ください。", "The signature is wrong or too old. Please check the shared secret and the clock."}
	CallAgain       = Message{"call.again", "この通話は、すでに受け取っています。", "We have taken this call already."}
	Foreign         = Message{"foreign", "ほかのサイトからの送信は受け付けられません。この画面からもう一度お試しください。", "We do not accept what other sites send. Please try again from this page."}

	// Moved is said above the right step to whom asked for another: skipped, over, or sent twice.
	Moved          = Message{"moved", "お手続きは、この画面からお進みください。", "Please go on from this page."}
	TermsChanged   = Message{"terms.changed", "規約が新しくなりました。新しい規約をお読みのうえ、もう一度お進みください。", "The terms have changed. Please read the new ones and continue."}
	FlowMoved      = Message{"flow.moved", "別の画面でお手続きが進みました。画面を開き直して、内容をご確認ください。", "This went on in another window. Please open the page again and check it."}
	CardRefused    = Message{"card.refused", "カードを確認できませんでした。カード番号・有効期限・セキュリティコードをもう一度ご確認ください。解決しないときは、認証デスクへご連絡ください。", "We could not confirm this card. Please check the card number, expiry date and security code. If it still does not work, please call the desk."}
	IDTaken        = Message{"member_id.taken", "このNetアンサーIDはすでに使われています。別のIDをご入力ください。", "This Net Answer ID is already in use. Please choose another."}
	EmailInID      = Message{"email.in_id", "NetアンサーIDに、このメールアドレスと同じ文字が含まれています。別のメールアドレスをご入力いただくか、先にIDを変更してください。", "Your ID contains part of this e-mail address. Please enter another address, or change the ID first."}
	IDOwn          = Message{"member_id.own", "NetアンサーIDに、生年月日・電話番号・メールアドレスと同じ文字が含まれています。別のIDをご入力ください。", "This ID contains your date of birth, phone number or e-mail address. Please choose another."}
	PasswordCommon = Message{"password.common", "このパスワードは、よく使われている言葉や並びのため推測されやすく、ご登録いただけません。別のパスワードをお決めください。", "This password is easy to guess, as it is made of a word or a pattern that many people use. Please choose another."}
	PasswordOwn    = Message{"password.own", "パスワードに、生年月日・電話番号・メールアドレスと同じ文字が含まれています。別のパスワードをご入力ください。", "This password contains your date of birth, phone number or e-mail address. Please choose another."}

	PasswordSame = Message{"password.same", "いままでと同じパスワードです。別のパスワードをご入力ください。", "This is the password you have now. Please choose another."}

	PasscodeWrong   = Message{"passcode.wrong", "パスコードが違います。届いた6桁の数字をもう一度ご確認ください（あと%[1]d回）。", "That passcode is not right. Please check the six digits in the message (%[1]d {try|tries} left)."}
	PasscodeDead    = Message{"passcode.dead", "このパスコードは使えなくなりました。「もう一度送る」で新しいパスコードをお受け取りください。", "This passcode can no longer be used. Please have a new one sent."}
	PasscodeTooSoon = Message{"passcode.too_soon", "続けてお送りすることはできません。%[1]d秒たってから、もう一度お試しください。", "Please wait %[1]d {second|seconds} before asking for another passcode."}
	PasscodeLimit   = Message{"passcode.limit", "この送信先へ本日お送りできる回数を超えました。明日もう一度お試しいただくか、認証デスクへご連絡ください。", "No more passcodes can be sent there today. Please try again tomorrow or call the desk."}
	ChannelUnknown  = Message{"channel.unknown", "選ばれた方法はご利用いただけません。表示されている方法からお選びください。", "That way is not available. Please choose one of those shown."}

	LoginWrong = Message{"login.wrong", "NetアンサーIDまたはパスワードが違います。大文字・小文字をご確認のうえ、もう一度ご入力ください。", "The ID or the password is not right. Please check upper and lower case and try again."}

	// PasscodeSMS: code, reference, host. At most 70 UCS-2 units; the last line is bound to the host (WebOTP).
	PasscodeSMS         = Message{"sms.passcode", "Netアンサー新規登録\n%[1]s（照合%[2]s）\n他の人に教えないでください\n@%[3]s #%[1]s", "Net Answer sign-up\n%[1]s (%[2]s)\nNever share\n@%[3]s #%[1]s"}
	PasscodeMailSubject = Message{"mail.passcode.subject", "【%[1]s】ワンタイムパスコードのお知らせ", "[%[1]s] Your one-time passcode"}
	// PasscodeMail: site, code, reference.
	PasscodeMail = Message{"mail.passcode", "%[1]sの新規登録の確認です。\n\nワンタイムパスコード：%[2]s\n照合番号：%[3]s\n\n登録の画面に、この6桁の数字をご入力ください。10分間有効です。\nこの番号は、当社の社員を含め、だれにも教えないでください。\nお心当たりがない場合は、このメールを破棄してください。\n",
		"This confirms your registration for %[1]s.\n\nOne-time passcode: %[2]s\nReference: %[3]s\n\nPlease enter these six digits on the registration page. They are valid for ten minutes.\nNever tell them to anybody, our staff included.\nIf you did not ask for this, please delete this message.\n"}

	// The recovery's: as above.
	RecoverSMS         = Message{"sms.recover", "NetアンサーID確認・パスワード再設定\n%[1]s（%[2]s）\n他言しないでください\n@%[3]s #%[1]s", "Net Answer recovery\n%[1]s (%[2]s)\nNever share\n@%[3]s #%[1]s"}
	RecoverMailSubject = Message{"mail.recover.subject", "【%[1]s】ID確認・パスワード再設定のワンタイムパスコード", "[%[1]s] Recovery: your one-time passcode"}
	RecoverMail        = Message{"mail.recover", "%[1]sのID確認・パスワード再設定のお手続きです。\n\nワンタイムパスコード：%[2]s\n照合番号：%[3]s\n\nお手続きの画面に、この6桁の数字をご入力ください。10分間有効です。\nこの番号は、当社の社員を含め、だれにも教えないでください。\nお心当たりがない場合は、このメールを破棄してください。\n",
		"This is about a recovery of the ID or the password for %[1]s.\n\nOne-time passcode: %[2]s\nReference: %[3]s\n\nIf it was you, please enter these six digits on the recovery page. They are valid for ten minutes.\nNever tell them to anybody, our staff included.\nIf you did not ask for this, please delete this message.\n"}

	// IDShownSMS and NewPasswordSMS: time, last 4, desk's number. The mails: site, time, last 4, desk's number, desk's hours.
	IDShownSMS         = Message{"sms.id_shown", "NetアンサーIDを画面に表示 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer ID shown %[1]s card %[2]s. Not you? %[3]s"}
	IDShownMailSubject = Message{"mail.id_shown.subject", "【%[1]s】ID確認のお知らせ", "[%[1]s] Recovery: your ID was shown"}
	IDShownMail        = Message{"mail.id_shown", "ご本人様確認のうえ、%[1]sのIDを画面に表示しました。パスワードは変わっていません。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"After a check of identity, your ID for %[1]s was shown on a screen. The password has not changed.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
	NewPasswordSMS         = Message{"sms.new_password", "Netアンサー パスワード再設定 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer new password %[1]s card %[2]s. Not you? %[3]s"}
	NewPasswordMailSubject = Message{"mail.new_password.subject", "【%[1]s】パスワード再設定のお知らせ", "[%[1]s] Recovery: your password was set anew"}
	NewPasswordMail        = Message{"mail.new_password", "%[1]sのパスワードを再設定しました。ログイン中の画面は、すべてログアウトしました。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"Your password for %[1]s was set anew. Wherever you were logged in, you have been logged out.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}

	// RegisteredSMS: time, last 4, desk's number.
	RegisteredSMS = Message{"sms.registered", "Netアンサー登録完了 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer registered %[1]s card %[2]s. Not you? %[3]s"}
	// RegisteredShort, with SMSCard and SMSNotYou, is RegisteredSMS in both languages at once.
	RegisteredShort       = Message{"sms.short.registered", "Netアンサー登録", "sign-up"}
	SMSCard               = Message{"sms.short.card", "末尾", "card "}
	SMSNotYou             = Message{"sms.short.not_you", "お心当たりがない場合", "Not you?"}
	RegisteredMailSubject = Message{"mail.registered.subject", "【%[1]s】登録完了のお知らせ", "[%[1]s] Your registration is complete"}
	// RegisteredMail: site, time, last 4, desk's number, desk's hours.
	RegisteredMail = Message{"mail.registered", "%[1]sの登録が完了しました。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"Your registration for %[1]s is complete.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
)

// DocumentTitle: title, version, year, month, day, ISO date.
var DocumentTitle = Message{"document.title", "%[1]s 第%[2]s版（%[3]d年%[4]d月%[5]d日）", "%[1]s, version %[2]s (%[6]s)"}
