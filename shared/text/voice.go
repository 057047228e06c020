package text

// What is said on the telephone. `make audio` makes the sound files of server/telephony from these: after a change make them
// anew. Somebody listens who has nothing to read: short, the important part first, and no more than one thing to do.
var (
	VoiceRegister = Message{"voice.register", "Netアンサー新規登録の確認です。お心当たりのない方は、このままお切りください。", "This call confirms a new registration for Net Answer. If you did not ask for it, please hang up now."}
	VoiceRecover  = Message{"voice.recover", "NetアンサーのIDとパスワードの再設定の確認です。お心当たりのない方は、このままお切りください。", "This call confirms a new password for Net Answer. If you did not ask for it, please hang up now."}
	VoiceAdd      = Message{"voice.add", "Netアンサーにカードを追加する確認です。お心当たりのない方は、このままお切りください。", "This call confirms that a card is added to Net Answer. If you did not ask for it, please hang up now."}
	VoiceOrder    = Message{"voice.order", "Netアンサーのお手続きの確認です。お心当たりのない方は、このままお切りください。", "This call confirms a procedure on Net Answer. If you did not ask for it, please hang up now."}
	VoiceContact  = Message{"voice.contact", "Netアンサーの、電話番号の変更の確認です。お心当たりのない方は、このままお切りください。", "This call confirms a new phone number for Net Answer. If you did not ask for it, please hang up now."}
	VoiceVerified = Message{"voice.verified", "ご本人確認ができました。電話をお切りください。", "Your identity is confirmed. Please hang up."}
	VoiceUnknown  = Message{"voice.unknown", "この電話番号からの確認は、受け付けておりません。画面の番号に、画面に書かれた電話から、おかけください。", "No confirmation is expected from this phone. Please call the number on the screen, from the phone that the screen names."}
	VoiceLate     = Message{"voice.late", "確認の受付時間が過ぎました。画面から、もう一度お手続きください。", "The time to confirm has passed. Please start again on the screen."}
	VoiceWithheld = Message{"voice.withheld", "電話番号が通知されていません。番号の前に186を付けて、おかけ直しください。", "Your number is withheld. Please dial 1 8 6 before the number, and call again."}
	VoiceBusy     = Message{"voice.busy", "ただいま混み合っております。しばらくしてから、おかけ直しください。", "We are busy now. Please call again a little later."}
)
