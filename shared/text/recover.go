package text

// Forgotten ID or password.
var (
	RecLead      = Message{"rec.lead", "カードの情報とご本人様確認で、NetアンサーIDをお調べし、新しいパスワードを設定できます。", "With your card and a check of your identity you can look up your Net Answer ID and set a new password."}
	RecButton    = Message{"rec.button", "ご本人様確認へ進む", "Go on to confirm your identity"}
	RecAfter     = Message{"rec.after", "カードにご登録の連絡先へ、ワンタイムパスコードをお送りします。", "We send a one-time passcode to the contact on file for your card."}
	RecExpiredDo = Message{"rec.expired.do", "お客様の情報を守るため、30分間お手続きがないと終了します。お手数ですが、はじめからご入力ください。", "To protect you, this ends after 30 minutes without progress. Please start again."}
	RecForget    = Message{"rec.forget", "ID確認・パスワード再設定へ", "Net Answer recovery"}

	RecIDLead    = Message{"rec.id.lead", "ご本人様の確認ができました。", "Your identity is confirmed."}
	RecIDLogin   = Message{"rec.id.login", "このIDでログインする", "Log in with this ID"}
	RecIDTold    = Message{"rec.id.told", "IDを表示したことを、ご登録の連絡先すべてにお知らせしています。", "We are telling every contact on file that the ID was shown."}
	RecNew       = Message{"rec.new", "パスワードもお忘れのとき", "Forgotten the password too?"}
	RecNewDo     = Message{"rec.new.do", "新しいNetアンサーパスワードを設定できます。ほかの画面でログイン中のときは、すべてログアウトします。", "You can set a new Net Answer password. Wherever you are logged in, you will be logged out."}
	RecNewButton = Message{"rec.new.button", "新しいパスワードを設定する", "Set the new password"}

	RecDone     = Message{"rec.done", "新しいパスワードを設定しました", "Your new password is set"}
	RecDoneLead = Message{"rec.done.lead", "新しいパスワードでログインできます。", "You can log in with it now."}
	RecDoneDo   = Message{"rec.done.do", "ご登録の連絡先すべてにお送りしています。お心当たりのないお知らせが届いたときは、認証デスクへご連絡ください。", "It went to every contact on file. If you ever receive one that you cannot explain, please call the desk."}

	UnUnregistered   = Message{"un.unregistered", "このカードはまだ登録されていません", "This card is not registered yet"}
	UnUnregisteredDo = Message{"un.unregistered.do", "NetアンサーのIDとパスワードは、まだお作りになっていません。新規登録で、はじめてお決めいただけます。", "There is no Net Answer ID or password for this card yet. You choose them when you register."}
	UnRecoverAgain   = Message{"un.recover.again", "はじめからやり直す", "Start again"}

	CautionUntil = Message{"home.caution", "%[1]sまで、安全のため確認を増やしています", "Extra checks until %[1]s"}
	CautionDo    = Message{"home.caution.do", "ID確認・パスワード再設定、または連絡先の変更があったためです。お金が動くお手続きの際に、追加の確認をお願いすることがあります。お心当たりがない場合は、認証デスクへご連絡ください。", "There was a Net Answer recovery, or a contact was changed. We may ask for one more check when money is to move. If this was not you, please call the desk."}

	TitleRecover     = Message{"title.recover", "ID確認・パスワード再設定", "Net Answer recovery"}
	TitleRecovered   = Message{"title.recovered", "IDのご確認", "Your ID"}
	TitleRecoverDone = Message{"title.recover_done", "パスワード再設定完了", "New password set"}
	StepRecover      = Message{"screen.step.recover", "カードの入力", "Card"}
	StepRecovered    = Message{"screen.step.recovered", "ID確認・パスワード再設定", "ID and password"}
	RecoverSteps     = Message{"screen.steps.recover", "お手続きの進み具合", "Progress"}
)
