package text

// What several screens say: the frame around them, the words of the form's controls, the titles.
var (
	SiteName  = Message{"screen.site", "Netアンサー", "Net Answer"}
	SkipLink  = Message{"screen.skip", "本文へ移動", "Skip to the content"}
	DemoLabel = Message{"screen.demo.label", "デモ環境", "Demonstration"}
	DemoIs    = Message{"screen.demo.is", "デモ環境です。", "This is a demonstration. "}
	DemoDont  = Message{"screen.demo.dont", "実在のカード番号を入力しないでください", "Please do not enter a real card number"}
	MainMenu  = Message{"screen.menu", "メインメニュー", "Main menu"}

	Login       = Message{"screen.login", "ログイン", "Log in"}
	Logout      = Message{"screen.logout", "ログアウト", "Log out"}
	LastLogin   = Message{"screen.last_login", "前回ログイン", "Last login"}
	NavHome     = Message{"screen.home", "ホーム", "Home"}
	OtherLang   = Message{"screen.language", "English", "日本語"} // names the language that the link leads to
	Required    = Message{"screen.required", "必須", "Required"}
	Optional    = Message{"screen.optional", "任意", "Optional"}
	ShowSecret  = Message{"screen.reveal", "パスワードを表示する", "Show the password"}
	FilledIn    = Message{"screen.filled", "入力済み", "filled in"}
	DeskTrouble = Message{"screen.desk.trouble", "お困りのときは", "Need help?"}
	DeskFree    = Message{"screen.desk.free", "認証デスク（通話無料）", "Verification desk (free of charge)"}
	DeskAsk     = Message{"screen.desk.ask", "認証デスクへお電話ください", "Please call the verification desk"}

	Strength     = Message{"screen.strength", "安全性：", "Strength: "}
	StrengthNone = Message{"screen.strength.none", "—", "—"}
	Strength0    = Message{"strength.0", "非常に低い", "very low"}
	Strength1    = Message{"strength.1", "低い", "low"}
	Strength2    = Message{"strength.2", "普通", "fair"}
	Strength3    = Message{"strength.3", "高い", "high"}
	Strength4    = Message{"strength.4", "非常に高い", "very high"}
	StrengthNo   = Message{"screen.strength.no", "推測されやすいため登録できません。別のものをお選びください。", "Too easy to guess to be accepted. Please choose another."}
	StrengthLow  = Message{"screen.strength.low", "「非常に高い」をおすすめします。長くすると高くなります。", "We recommend “very high”. A longer password is stronger."}
	StrengthFair = Message{"screen.strength.fair", "この強さでも使えます。「非常に高い」をおすすめします。", "This will do. We recommend “very high”."}
	StrengthTop  = Message{"screen.strength.top", "推測されにくいパスワードです。", "This password is hard to guess."}

	StepsLabel = Message{"screen.steps", "登録の進み具合", "Progress of the registration"}
	PartOf     = Message{"screen.part", "%[2]dつのうち%[1]dつ目", "Part %[1]d of %[2]d"}
	Step1No    = Message{"screen.step1.no", "STEP 01", "STEP 01"}
	Step2No    = Message{"screen.step2.no", "STEP 02", "STEP 02"}
	Step1      = Message{"screen.step1", "カード情報を登録", "Enter your card"}
	Step2      = Message{"screen.step2", "登録情報を確認", "Check your entries"}
	Step3      = Message{"screen.step3", "ご本人様確認", "Confirm your identity"}
	Step4      = Message{"screen.step4", "登録完了", "Registration complete"}

	ProblemsFound      = Message{"screen.problems", "入力内容をご確認ください（%[1]d件）", "Please check what you entered (%[1]d)"}
	ProblemsAgain      = Message{"screen.problems.again", "安全のため、カード番号・セキュリティコード・パスワードは、もう一度入力をお願いします。", "For your safety, please enter the card number, the security code and the password again."}
	ProblemsAgainCard  = Message{"screen.problems.again.card", "安全のため、カード番号とセキュリティコードは、もう一度入力をお願いします。", "For your safety, please enter the card number and the security code again."}
	ProblemsAgainLogin = Message{"screen.problems.again.login", "安全のため、パスワードは、もう一度入力をお願いします。", "For your safety, please enter the password again."}
	ProblemsAgainFiles = Message{"screen.problems.again.files", "選んだファイルがあるときは、もう一度お選びください。", "If you had chosen files, please choose them again."}
	LangChanged        = Message{"screen.language.changed", "表示する言語を変更しました", "The language has been changed"}
	Sending            = Message{"screen.sending", "送信しています", "Sending"}

	Yen          = Message{"screen.yen", "円", "¥"}
	ChartAxis    = Message{"screen.chart.axis", "%[1]s万円", "¥%[1]sk"}
	Refund       = Message{"screen.refund", "返品", "refund"}
	DateLong     = Message{"screen.date.long", "%[1]d月%[2]d日（%[3]s）", "%[3]s, %[2]d %[4]s"}
	DateNoDay    = Message{"screen.date.plain", "%[1]d月%[2]d日", "%[2]d %[4]s"}
	DateYear     = Message{"screen.date.year", "%[1]d年%[2]d月%[3]d日", "%[3]d %[4]s %[1]d"}
	DateMonth    = Message{"screen.date.month", "%[1]d年%[2]d月", "%[3]s %[1]d"}
	DateWeekday  = Message{"screen.date.weekday", "（%[1]s）", " (%[1]s)"}
	WeekdayShort = Message{"screen.weekdays", "日,月,火,水,木,金,土", "Sun,Mon,Tue,Wed,Thu,Fri,Sat"}
	MonthShort   = Message{"screen.months", "1,2,3,4,5,6,7,8,9,10,11,12", "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec"}
)

// The titles of the screens, without the brand.
var (
	TitleLanding  = Message{"title.landing", "新規ご登録", "Register"}
	TitleRegister = Message{"title.register", "登録フォーム", "Registration form"}
	TitleConfirm  = Message{"title.confirm", "登録内容の確認", "Check your entries"}
	TitleVerify   = Message{"title.verify", "ご本人様確認", "Confirm your identity"}
	TitleNewLogin = Message{"title.newlogin", "IDとパスワードの変更", "Choose another ID and password"}
	TitleUnable   = Message{"title.unable", "認証デスク", "Verification desk"}
	TitleDone     = Message{"title.done", "登録完了", "Registration complete"}
	TitleLogin    = Message{"title.login", "ログイン", "Log in"}
	TitleHome     = Message{"title.home", "ホーム", "Home"}
	TitleFailure  = Message{"title.failure", "お知らせ", "Notice"}
)

// What an error page says: a heading, and what to do.
var (
	FailOffline     = Message{"fail.offline", "通信できません", "No connection"}
	FailOfflineDo   = Message{"fail.offline.do", "電波のよい場所で、もう一度お試しください。", "Please try again where the signal is better."}
	FailMissing     = Message{"fail.missing", "ページが見つかりません", "This page was not found"}
	FailMissingDo   = Message{"fail.missing.do", "移動したか、アドレスが変わったようです。トップページからお進みください。", "It may have moved. Please start from the top page."}
	FailBusy        = Message{"fail.busy", "ただいま混み合っています", "We are busy at the moment"}
	FailBusyDo      = Message{"fail.busy.do", "少し待ってから、もう一度お試しください。", "Please wait a little and try again."}
	FailTooMany     = Message{"fail.many", "続けて操作されたため、お待ちいただいています", "Please wait before trying again"}
	FailTooManyDo   = Message{"fail.many.do", "時間をおいてから、もう一度お試しください。", "There were many attempts in a short time. Please try again later."}
	FailWaitSeconds = Message{"fail.wait.s", "あと%[1]d秒ほどで、もう一度お試しいただけます。", "You can try again in about %[1]d {second|seconds}."}
	FailWaitMinutes = Message{"fail.wait.m", "あと%[1]d分ほどで、もう一度お試しいただけます。", "You can try again in about %[1]d {minute|minutes}."}
	FailWaitHours   = Message{"fail.wait.h", "あと%[1]d時間ほどで、もう一度お試しいただけます。", "You can try again in about %[1]d {hour|hours}."}
	FailWaitOver    = Message{"fail.wait.over", "もう一度お試しいただけます。", "You can try again now."}
	FailForbidden   = Message{"fail.forbidden", "この操作は受け付けられませんでした", "This could not be accepted"}
	FailForbiddenDo = Message{"fail.forbidden.do", "トップページから、もう一度お進みください。", "Please start again from the top page."}
	FailConflict    = Message{"fail.conflict", "画面の内容が新しくなっています", "This page has changed meanwhile"}
	FailConflictDo  = Message{"fail.conflict.do", "お手数ですが、画面を開き直してください。", "Please open the page again."}
	FailRequest     = Message{"fail.request", "送信された内容を読み取れませんでした", "We could not read what was sent"}
	FailRequestDo   = Message{"fail.request.do", "お手数ですが、前の画面からもう一度お試しください。", "Please go back and try again."}
	FailInternal    = Message{"fail.internal", "画面を表示できませんでした", "This page could not be shown"}
	FailInternalDo  = Message{"fail.internal.do", "少し待ってから、もう一度お試しください。繰り返すときは、認証デスクへご連絡ください。", "Please wait a little and try again. If it happens again, please call the desk."}
	FailAgain       = Message{"fail.again", "もう一度読み込む", "Load again"}
	FailTop         = Message{"fail.top", "トップページへ", "To the top page"}
)
