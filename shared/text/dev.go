package text

// The development handset.
var (
	DevTitle  = Message{"dev.handset", "開発用の受信箱", "Development handset"}
	DevWarn   = Message{"dev.warn", "これは開発用の画面です", "This is a development tool"}
	DevWarnDo = Message{"dev.warn.do", "--dev で起動したときだけ開きます。届くはずだったSMSやメールを、新しい順に表示します。", "It exists with --dev only. It shows the SMS and mail that would have arrived, newest first."}
	DevNone   = Message{"dev.none", "まだ届いていません", "Nothing has arrived yet"}
	DevNoneDo = Message{"dev.none.do", "登録の画面でワンタイムパスコードを送ると、ここに届きます。", "Send a one-time passcode on the registration screens and it arrives here."}
	DevAgain  = Message{"dev.again", "読み込み直す", "Load again"}
	DevTo     = Message{"dev.to", "宛先", "To"}
)

// The gallery: names of its sections, and samples.
var (
	GalleryTitle = Message{"gallery.title", "コンポーネント", "Components"}
	GalleryLead  = Message{"gallery.lead", "すべての部品と、そのすべての状態。", "Every part in every state."}

	GalColours  = Message{"gallery.colours", "色", "Colours"}
	GalButtons  = Message{"gallery.buttons", "ボタン", "Buttons"}
	GalFields   = Message{"gallery.fields", "入力欄", "Fields"}
	GalStrength = Message{"gallery.strength", "安全性のめやす", "Strength"}
	GalSteps    = Message{"gallery.steps", "進み具合", "Progress"}
	GalNotices  = Message{"gallery.notices", "お知らせとバッジ", "Notices and badges"}
	GalSummary  = Message{"gallery.summary", "エラーのまとめ", "Summary of problems"}
	GalCards    = Message{"gallery.cards", "カード・読み込み中・空・失敗", "Cards, loading, empty, failed"}
	GalMoney    = Message{"gallery.money", "金額と日付", "Amounts and dates"}
	GalChart    = Message{"gallery.chart", "グラフ", "Charts"}
	GalDesk     = Message{"gallery.desk", "認証デスク", "The desk"}
	GalDraws    = Message{"gallery.draws", "図", "Drawings"}
	GalDialog   = Message{"gallery.dialog", "確認の窓", "Dialog"}
	GalScan     = Message{"gal.scan", "カードの読み取り", "Scanning a card"}
	GalIcons    = Message{"gallery.icons", "アイコン", "Icons"}
	GalFailure  = Message{"gallery.failure", "エラーの画面", "Failures"}

	GalPrimary = Message{"gallery.primary", "主なボタン", "Primary"}
	GalHover   = Message{"gallery.hover", "重ねたとき", "Hovered"}
	GalFocus   = Message{"gallery.focus", "フォーカス", "Focused"}
	GalPlain   = Message{"gallery.plain", "ふつうのボタン", "Plain"}
	GalIcon    = Message{"gallery.icon", "アイコンつき", "With an icon"}
	GalQuiet   = Message{"gallery.quiet", "文字だけ", "Words only"}
	GalStop    = Message{"gallery.stop", "カードを止める", "Stop the card"}
	GalSmall   = Message{"gallery.small", "小さい（44px）", "Small (44 px)"}

	GalField      = Message{"gallery.field", "ふつう", "Plain"}
	GalFieldHelp  = Message{"gallery.field.help", "説明は欄の上に置きます。", "Help stands above the input."}
	GalFull       = Message{"gallery.full", "入力済み", "Filled in"}
	GalWrong      = Message{"gallery.wrong", "エラー", "With a problem"}
	GalWrongHelp  = Message{"gallery.wrong.help", "何が起き、どうすればよいか。", "What happened, and what to do."}
	GalWrongSays  = Message{"gallery.wrong.says", "2文字足りません。6桁を入力してください。", "2 characters are missing. Please enter 6 digits."}
	GalNumber     = Message{"gallery.number", "カード番号", "Card number"}
	GalSecret     = Message{"gallery.secret", "パスワード", "Password"}
	GalCode       = Message{"gallery.code", "ワンタイムパスコード", "One-time passcode"}
	GalTick       = Message{"gallery.tick", "規約に同意する", "I agree to the terms"}
	GalPick       = Message{"gallery.pick", "受け取る方法", "How to receive it"}
	GalPickBy     = Message{"gallery.pick.by", "SMSで受け取る", "By SMS"}
	GalPickByMail = Message{"gallery.pick.mail", "メールで受け取る", "By e-mail"}

	GalInfo     = Message{"gallery.info", "メンテナンス中です", "Maintenance"}
	GalInfoDo   = Message{"gallery.info.do", "11月22日 2:00 時点の内容を表示しています。", "As of 22 Nov, 2:00."}
	GalOK       = Message{"gallery.ok", "受け付けました", "Received"}
	GalOKDo     = Message{"gallery.ok.do", "受付番号 2611-0482", "Number 2611-0482"}
	GalWarn     = Message{"gallery.warn", "手数料が代金の1割を超えます", "The fee is more than a tenth"}
	GalWarnDo   = Message{"gallery.warn.do", "1回で払う場合とくらべてください。", "Please compare with a single payment."}
	GalBad      = Message{"gallery.bad", "引き落としができませんでした", "The debit failed"}
	GalBadDo    = Message{"gallery.bad.do", "11月30日に、もう一度引き落とします。", "We debit again on 30 Nov."}
	GalBadges   = Message{"gallery.badges", "未確定,確定,再振替,停止中,家族", "open,final,again,stopped,family"}
	GalEmpty    = Message{"gallery.empty", "この月のご利用はありません", "No uses in this month"}
	GalEmptyDo  = Message{"gallery.empty.do", "ほかの月は、上の月の欄から選べます。", "Choose another month above."}
	GalFail     = Message{"gallery.fail", "読み込めませんでした", "Could not be loaded"}
	GalFailDo   = Message{"gallery.fail.do", "少し待ってから、もう一度お試しください。", "Please wait a little and try again."}
	GalShopping = Message{"gallery.shopping", "ショッピング", "Shopping"}
	GalFee      = Message{"gallery.fee", "手数料", "Fee"}
	GalPoints   = Message{"gallery.points", "3月末に310pt失効", "310 pt expire in March"}
	GalAsk      = Message{"gallery.ask", "ログアウトしますか？", "Log out?"}
	GalAskDo    = Message{"gallery.ask.do", "この端末に保存した明細も消えます。", "Statements kept on this device are deleted too."}
	GalNo       = Message{"gallery.no", "やめる", "Stay"}
)

// The bank of development.
var (
	DevBank      = Message{"dev.bank", "口座のご確認（金融機関の画面の見本）", "Confirm your account (a sample of a bank's page)"}
	DevBankLead  = Message{"dev.bank.lead", "クレジットカードの引き落とし口座にする口座をお選びください。", "Please choose the account that your credit card is to debit."}
	DevBankWarn  = Message{"dev.bank.warn", "開発用の画面です。実在の金融機関ではありません。", "A page of development: no such bank exists."}
	DevBankWhich = Message{"dev.bank.which", "金融機関", "Bank"}
	DevBankGo    = Message{"dev.bank.go", "この口座で申し込む", "Use this account"}
)

// The telephone of the handset.
var (
	DialTitle    = Message{"dial", "電話をかける", "Place a call"}
	DialHow      = Message{"dial.how", "この機器の中で、本物のSIPの電話をかけます。聞こえたことが、ここに残ります。", "It places a real SIP call within this machine. What was heard is kept here."}
	DialFrom     = Message{"dial.from", "かける電話", "From"}
	DialTo       = Message{"dial.to", "かける番号", "To"}
	DialWithheld = Message{"dial.withheld", "非通知", "number withheld"}
	DialCall     = Message{"dial.call", "発信", "Call"}
	DialOn       = Message{"dial.on", "通話中です", "On the line"}
	DialOver     = Message{"dial.over", "通話が終わりました", "The call is over"}
	DialRefused  = Message{"dial.refused", "つながりませんでした（%[1]d）", "There was no answer (%[1]d)"}
	DialSound    = Message{"dial.sound", "聞こえた音声", "What was heard"}
)
