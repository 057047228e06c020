package text

// The desk: where it helps on, and the code that it gives by voice.
var (
	CaseNumber  = Message{"screen.case", "受付番号", "Case number"}
	ErrorNumber = Message{"screen.error.number", "エラー番号", "Error number"}
	QuoteIt     = Message{"screen.case.help", "お電話の際にお伝えください", "Please quote it when you call"}

	UnDesk   = Message{"un.desk", "認証デスクでご本人様を確認します", "The desk will confirm your identity"}
	UnDeskDo = Message{"un.desk.do", "お電話で受付番号をお伝えください。ご本人様と確認できたら、続きに進むためのコードを、その場でお伝えします。", "Please call and quote the case number. Once the desk has confirmed who you are, you are told a code with which to go on."}

	DeskCodeHead  = Message{"desk.code.head", "デスクのコードをお持ちの方", "If the desk has given you a code"}
	DeskCodeLabel = Message{"desk.code", "デスク確認コード", "Desk code"}
	DeskCodeHelp  = Message{"desk.code.help", "お電話でお伝えした、英数字10文字のコードです。大文字でも小文字でもかまいません。15分間、1回だけお使いいただけます。", "The 10 letters and digits that you were told on the phone, in capitals or not. The code is good once, for 15 minutes."}
	DeskCodeDo    = Message{"desk.code.do", "このコードで進む", "Go on with this code"}
	DeskLeave     = Message{"desk.leave", "この画面を閉じたとき、または30分以上たったときは、同じカードではじめからお進みください。受付番号は7日間変わりません。", "If you have closed this page, or 30 minutes have passed, start again with the same card. The case number stays the same for 7 days."}

	DeskCodeEmpty   = Message{"desk_code.empty", "デスク確認コードをご入力ください。お電話でお伝えした英数字10文字です。", "Please enter the desk code: the 10 letters and digits that you were told on the phone."}
	DeskCodeLetters = Message{"desk_code.letters", "デスク確認コードに使われない文字が入っています。お電話でお伝えした英数字10文字だけをご入力ください。", "There is a character in the desk code that no code has. Please enter only the 10 letters and digits that you were told."}
	DeskCodeLength  = Message{"desk_code.length", "デスク確認コードは英数字%[1]d文字です（いまは%[2]d文字です）。もう一度ご確認ください。", "The desk code has %[1]d letters and digits (now %[2]d). Please check it again."}
	// DeskCodeWrong is the same whatever is wrong: also when there is no code at all.
	DeskCodeWrong = Message{"desk_code.wrong", "このコードでは進めませんでした。文字をもう一度ご確認ください。コードは15分間、5回まで入力できます。過ぎたときは、認証デスクへご連絡ください。", "This code does not work. Please check the characters. A code can be tried 5 times within 15 minutes; after that, please call the desk."}

	VerDesk     = Message{"ver.desk", "どの方法でも確認できないとき", "If none of this works for you"}
	VerDeskDo   = Message{"ver.desk.do", "ご登録の電話番号やメールアドレスが変わったときは、認証デスクがお電話でご本人様を確認します。デスクのコードをお持ちのときも、こちらからお進みください。", "If your phone number or e-mail address has changed, the desk can confirm your identity in a call. If the desk has given you a code, go on here too."}
	VerDeskOpen = Message{"ver.desk.open", "認証デスクで確認する", "Confirm with the desk"}

	// DeskSpelling is how operators spell the letters of a code on the phone.
	DeskSpelling = Message{"desk.spelling", "A アメリカ,B ブラジル,C カナダ,D デンマーク,E イングランド,F フランス,G ゴルフ,H ホンコン,J ジャパン,K コリア,M メキシコ,N ネパール,P パリ,Q クイーン,R ローマ,S スペイン,T 東京,V ビクトリー,W ワシントン,X エックス線,Y 横浜,Z ゼブラ", "A Alfa,B Bravo,C Charlie,D Delta,E Echo,F Foxtrot,G Golf,H Hotel,J Juliett,K Kilo,M Mike,N November,P Papa,Q Quebec,R Romeo,S Sierra,T Tango,V Victor,W Whiskey,X X-ray,Y Yankee,Z Zulu"}

	// DeskSMS: time, last 4, desk's number. The mail: site, time, last 4, desk's number, desk's hours.
	DeskSMS         = Message{"sms.desk", "Netアンサー 認証デスクで本人確認 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer identity confirmed by desk %[1]s card %[2]s. Not you? %[3]s"}
	DeskShort       = Message{"sms.short.desk", "Netアンサー本人確認", "ID check"}
	DeskMailSubject = Message{"mail.desk.subject", "【%[1]s】認証デスクでのご本人様確認のお知らせ", "[%[1]s] The desk has confirmed your identity"}
	DeskMail        = Message{"mail.desk", "認証デスクがお電話でご本人様を確認し、%[1]sのお手続きが進みました。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"Our desk has confirmed an identity in a call, and a procedure for %[1]s went on.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
)
