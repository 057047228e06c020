package text

// The menu: every procedure and inquiry by its name.
var (
	TitleMenu = Message{"title.menu", "メニュー", "Menu"}

	MenuSearch   = Message{"menu.search", "お手続き・お問い合わせをさがす", "Search procedures and inquiries"}
	MenuGo       = Message{"menu.go", "さがす", "Search"}
	MenuFound    = Message{"menu.found", "%[1]d件見つかりました", "%[1]d found"}
	MenuNear     = Message{"menu.near", "ぴったりのものはありませんが、近いものが%[1]d件あります", "None fits exactly; %[1]d come near"}
	MenuNone     = Message{"menu.none", "「%[1]s」に合うお手続きは見つかりませんでした", "No procedure was found for “%[1]s”"}
	MenuNoneHead = Message{"menu.none.head", "見つかりませんでした", "Nothing was found"}
	MenuNoneDo   = Message{"menu.none.do", "ほかの言葉でさがすか、お電話でお尋ねください。", "Please try another word, or ask us by telephone."}
	MenuAll      = Message{"menu.all", "すべてのお手続きを見る", "See all procedures"}
	MenuByPhone  = Message{"menu.phone", "お電話で承ります", "By telephone"}

	GroupPayments = Message{"menu.group.payments", "ご利用とお支払い", "Uses and payments"}
	GroupCards    = Message{"menu.group.cards", "カード", "Card"}
	GroupYou      = Message{"menu.group.you", "お客様の情報", "Your details"}
	GroupAsk      = Message{"menu.group.ask", "お問い合わせ", "Inquiries"}

	ItemStatementsDo = Message{"menu.statements.do", "月ごとのお支払いと、すべてのご利用の検索", "each month, and a search over all uses"}
	ItemCSV          = Message{"menu.csv", "明細のダウンロード（CSV）", "Download your statements (CSV)"}
	ItemCSVDo        = Message{"menu.csv.do", "すべての月のご利用を1つのファイルに", "the uses of all months in one file"}
	ItemLimitDo      = Message{"menu.limit.do", "いま使える金額と、いつ回復するか", "what you can use now, and when it comes back"}
	ItemUsageDo      = Message{"menu.usage.do", "12か月のご利用を種類ごとに", "twelve months by category"}
	ItemPayment      = Message{"menu.payment", "お支払い方法の変更", "Change how you pay"}
	ItemPaymentDo    = Message{"menu.payment.do", "あとから分割・あとからリボ", "instalments or revolving, afterwards"}
	ItemCash         = Message{"menu.cash", "キャッシング", "Cash advance"}
	ItemBank         = Message{"menu.bank", "引き落とし口座の確認・変更", "See or change the account debited"}
	ItemLost         = Message{"menu.lost", "紛失・盗難の届け出", "Report a lost or stolen card"}
	ItemLostDo       = Message{"menu.lost.do", "カードのご利用をすぐに止めます", "the card is stopped at once"}
	ItemUnknown      = Message{"menu.unknown", "身に覚えのないご利用", "A use that you do not know"}
	ItemUnknownDo    = Message{"menu.unknown.do", "不正利用かもしれないとき", "when it may be fraud"}
	ItemCardsDo      = Message{"menu.cards.do", "カードの追加・切り替え・名前", "add a card, choose the one shown, name it"}
	ItemReissue      = Message{"menu.reissue", "カードの再発行", "Have a card reissued"}
	ItemReissueDo    = Message{"menu.reissue.do", "破損・磁気不良・お名前の変更", "broken, unreadable, or another name"}
	ItemPINDo        = Message{"menu.pin.do", "カードの4桁の番号", "the 4 digits of the card"}
	ItemRaise        = Message{"menu.raise", "ご利用可能枠の増枠", "Raise your limit"}
	ItemLeave        = Message{"menu.leave", "カードの解約", "Close your card account"}
	ItemLeaveDo      = Message{"menu.leave.do", "退会のお手続き", "and end the membership"}
	ItemMail         = Message{"menu.mail", "メールアドレスの確認", "Confirm your e-mail address"}
	ItemPassword     = Message{"menu.password", "パスワードの再設定・IDの確認", "Set a new password, look up your ID"}
	ItemSessions     = Message{"menu.sessions", "ログイン中の端末", "Where you are logged in"}
	ItemSessionsD    = Message{"menu.sessions.do", "ほかの端末やすべての端末をログアウト", "log out other devices, or all"}
	ItemLooks        = Message{"menu.looks", "言語・画面の明るさ", "Language, light or dark"}
	ItemSettings     = Message{"menu.settings", "ご登録の連絡先と設定", "Contacts on file and settings"}
	ItemInbox        = Message{"menu.inbox", "お知らせ", "Notices"}
	ItemInboxDo      = Message{"menu.inbox.do", "これまでにお送りしたもの", "what we have told you so far"}
	ItemGuide        = Message{"menu.guide", "ご登録ガイド", "Registration guide"}
	ItemGuideDo      = Message{"menu.guide.do", "パソコン・iPhone・Androidでの登録のしかた", "how to register on a computer, iPhone, Android"}
	ItemCall         = Message{"menu.call", "電話で相談する", "Talk to us"}
)
