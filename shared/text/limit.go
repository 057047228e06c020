package text

// What is said when a limit is reached.
var (
	SlowDown = Message{"slow_down", "ログインできない状態が続いたため、次にお試しいただけるまで少しお待ちください。", "Several attempts in a row did not match, so the next one has to wait a little."}
	// CardLocked: desk's number, desk's hours.
	CardLocked = Message{"card.locked", "本日は、このカード番号でのWebのお手続きを受け付けられる回数を超えました。安全のため、日付が変わるまでお待ちください。カードはこれまでどおりお使いいただけます。お急ぎのときは、認証デスク（%[1]s、%[2]s）へご連絡ください。", "There were too many attempts on the web with this card number today. To keep it safe, please wait until tomorrow. The card itself works as before. If it is urgent, please call the desk (%[1]s, %[2]s)."}
	// CardProof: desk's number, desk's hours. Only browsers that cannot answer by themselves show it.
	CardProof = Message{"card.proof", "ただいま、安全のための追加の確認を行っています。数秒たってから、もう一度お試しください。進めないときは、このブラウザでは確認できない場合がありますので、認証デスク（%[1]s、%[2]s）でお手続きいただけます。", "We are making an additional safety check at the moment. Please try again in a few seconds. If you cannot go on, this browser may be unable to make the check; our desk will help you (%[1]s, %[2]s)."}

	// Said by the running app while it works on the proof that CardProof is about.
	Checking        = Message{"run.checking", "確認しています", "Checking"}
	CheckingStop    = Message{"run.checking.stop", "中止する", "Stop"}
	CheckingStopped = Message{"run.checking.stopped", "確認を中止しました。入力内容はそのまま残っています。", "The check was stopped. What you entered is still here."}
)
