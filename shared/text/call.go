package text

// The phone call: the holder calls us from a phone on file.
var (
	TitleCall = Message{"title.call", "お電話でのご本人様確認", "Confirmation by phone"}
	CallLead  = Message{"call.lead", "カードにご登録の電話から、下の番号へお電話ください。音声の案内を最後までお聞きいただくと、ご本人様の確認ができます。", "Please call the number below from a phone that is on file for your card, and listen to the message until its end."}
	CallNone  = Message{"call.none", "カードにご登録の電話から、こちらの番号へお電話いただく方法です。通話料は無料です。", "You call us from a phone that is on file for your card. The call is free."}

	CallFree      = Message{"call.free", "おかけになる番号（通話料無料）", "The number to call (free)"}
	CallCharged   = Message{"call.charged", "上の番号につながらない電話からは", "From phones that cannot reach that number"}
	CallChargedDo = Message{"call.charged.do", "通話料がかかります", "Charges apply"}
	CallFrom      = Message{"call.from", "お電話をかける電話機", "Call from"}
	CallFromHelp  = Message{"call.from.help", "カードにご登録の電話番号です", "A phone on file for your card"}
	CallTime      = Message{"call.time", "受付時間", "Time left"}
	CallAbout     = Message{"call.about", "あと約%[1]d分", "about %[1]d min"}
	CallTick      = Message{"call.tick", "あと%[1]d:%02[2]d", "%[1]d:%02[2]d"}
	CallHidden    = Message{"call.hidden", "番号を通知しない設定の電話のとき", "If your phone withholds its number"}
	CallHiddenDo  = Message{"call.hidden.do", "番号の前に186を付けておかけください。番号が通知されないと、確認ができません。", "Please dial 186 before the number. We cannot confirm a call that brings no number along."}

	CallWaits   = Message{"call.waits", "お電話をお待ちしています", "We are waiting for your call"}
	CallWaitsDo = Message{"call.waits.do", "この画面は離れてもかまいません。お電話が終わったら、この画面に戻り「認証を完了する」を押してください。", "You may leave this page. When the call is over, come back to it and press “Complete the confirmation”."}
	CallCame    = Message{"call.came", "お電話を確認しました", "Your call has come"}
	CallCameDo  = Message{"call.came.do", "「認証を完了する」を押すと、ご本人様の確認が終わります。", "Press “Complete the confirmation” and you are done."}
	CallOver    = Message{"call.over", "お電話の受付時間が過ぎました", "The time for the call is over"}
	CallOverDo  = Message{"call.over.do", "もう一度おかけいただくときは、番号を表示し直してください。前の番号とは違うことがあります。", "To call again, please have a number shown anew. It may be another one than before."}
	CallButton  = Message{"call.button", "認証を完了する", "Complete the confirmation"}
	CallShow    = Message{"call.show", "おかけになる番号を表示する", "Show the number to call"}
	CallRenew   = Message{"call.renew", "番号をもう一度表示する", "Show a number again"}
	CallOther   = Message{"call.other", "お電話ができないとき", "If you cannot call"}
	CallOtherDo = Message{"call.other.do", "ほかの方法でもご本人様の確認ができます。お困りのときは、認証デスクへご連絡ください。", "There are other ways to confirm your identity. If you are in trouble, please call the desk."}
	CallOnlyDo  = Message{"call.only.do", "カードにご登録の電話をお使いになれないときは、認証デスクへご連絡ください。", "If you cannot use the phone that is on file for your card, please call the desk."}
	VerByCall   = Message{"ver.call", "お電話で確認する（通話料無料）", "By calling us (free)"}
	VerGoCall   = Message{"ver.call.go", "お電話をお待ちしている番号を見る", "See the number that waits for your call"}

	CallNotYet = Message{"call.not_yet", "お電話をまだ確認できていません。音声の案内を最後までお聞きいただいてから、もう一度押してください。", "Your call has not come yet. Please listen to the message until its end, then press again."}
	CallLate   = Message{"call.late", "お電話の受付時間が過ぎました。番号を表示し直して、もう一度おかけください。", "The time for the call is over. Please have a number shown anew and call again."}
	CallFull   = Message{"call.full", "ただいま混み合っております。数分おいて、もう一度お試しいただくか、ほかの方法または認証デスクをご利用ください。", "We are very busy right now. Please try again in a few minutes, choose another way, or call the desk."}
	CallLimit  = Message{"call.limit", "この電話での確認は、短い時間に何度も受け付けることができません。時間をおくか、ほかの方法または認証デスクをご利用ください。", "There were too many tries with this phone in a short time. Please wait a while, choose another way, or call the desk."}

	// CallSMS: time, last 4, desk's number. CallMail: site, time, last 4, desk's number, desk's hours.
	CallSMS         = Message{"sms.call", "Netアンサー 電話で本人確認 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer phone check %[1]s card %[2]s. Not you? %[3]s"}
	CallShort       = Message{"sms.short.call", "Netアンサー電話確認", "phone check"}
	CallMailSubject = Message{"mail.call.subject", "【%[1]s】お電話でのご本人様確認のお知らせ", "[%[1]s] Your identity was confirmed by phone"}
	CallMail        = Message{"mail.call", "%[1]sで、ご登録の電話からのお電話によるご本人様の確認がありました。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"Identity was confirmed for %[1]s by a call from a phone on file.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
)
