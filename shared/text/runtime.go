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
	RunAgainBusy = Message{"run.again.busy", "ただいま混み合っております。", "We are very busy right now."}
	RunAgainIn   = Message{"run.again.in", "入力内容はそのまま残っています。このままお待ちください。約%[1]d秒後に、自動でもう一度送信します。", "What you entered is still here. Please stay: it will be sent again by itself in about %[1]d {second|seconds}."}
	RunAgainLeft = Message{"run.again.left", "入力内容はそのまま残っています。このままお待ちください。あと%[1]d秒で、自動でもう一度送信します。", "What you entered is still here. Please stay: it will be sent again by itself in %[1]d {second|seconds}."}
	RunAgainNow  = Message{"run.again.now", "いますぐ送信する", "Send now"}
	RunAgainNot  = Message{"run.again.not", "入力内容が変わったため、自動では送信しません。", "Something was changed, so it will not be sent by itself."}
	RunAgainStop = Message{"run.again.stop", "自動送信をやめる", "Do not send by itself"}
	RunAgainOff  = Message{"run.again.off", "自動送信をやめました。入力内容はそのまま残っています。", "It will not be sent by itself. What you entered is still here."}
	RunTitle     = Message{"run.title", "%[1]s｜%[2]s Netアンサー", "%[1]s | %[2]s Net Answer"}
)
