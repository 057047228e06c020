package text

// What the running app says: while it sends and fetches, and when that fails.
var (
	RunNext    = Message{"run.next", "次へ", "Next"}
	RunBack    = Message{"run.back", "戻る", "Back"}
	RunStop    = Message{"run.stop", "。", ". "} // between two sentences, one of which is a heading elsewhere
	RunNotSent = Message{"run.notsent", "まだ送信できていません", "Not sent yet"}

	RunOffline = Message{
		"run.offline",
		"通信できませんでした。入力内容はそのまま残っています。電波の状態をご確認のうえ、もう一度お試しください。",
		"There is no connection. What you entered is still here. Please check the signal and try again.",
	}
	RunNoAnswer = Message{
		"run.noanswer",
		"サーバーからの応答がありませんでした。入力内容はそのまま残っています。少し待ってから、もう一度お試しください。",
		"The server did not answer. What you entered is still here. Please wait a little and try again.",
	}
	RunBusy = Message{
		"run.busy",
		"ただいま混み合っています。入力内容はそのまま残っています。少し待ってから、もう一度お試しください。",
		"We are busy at the moment. What you entered is still here. Please wait a little and try again.",
	}

	// RunTitle is a screen's title with the brand's card: 登録フォーム｜みほんカード Netアンサー.
	RunAgainBusy = Message{"run.again.busy", "ただいま混み合っております。入力いただいた内容はそのままです。", "We are very busy right now. What you entered is kept."}
	RunAgainIn   = Message{"run.again.in", "このままお待ちください。約%[1]d秒後に、自動でもう一度送信します。", "Please stay here. It will be sent again by itself in about %[1]d seconds."}
	RunAgainLeft = Message{"run.again.left", "あと%[1]d秒", "%[1]d s"}
	RunAgainNow  = Message{"run.again.now", "いますぐ送信する", "Send now"}
	RunAgainNot  = Message{"run.again.not", "入力内容が変わったため、自動では送信しません。", "Something was changed, so it will not be sent by itself."}
	RunTitle     = Message{"run.title", "%[1]s｜%[2]s Netアンサー", "%[1]s | %[2]s Net Answer"}
)
