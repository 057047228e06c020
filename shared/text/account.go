package text

// Login and home.
var (
	LoginLead     = Message{"log.lead", "NetアンサーIDとパスワードを入力してください。", "Please enter your Net Answer ID and password."}
	LoginOut      = Message{"log.out", "ログアウトしました", "You are logged out"}
	LoginOutDo    = Message{"log.out.do", "ご利用ありがとうございました。", "Thank you for your visit."}
	LoginTimed    = Message{"log.timed", "ログアウトされています", "You are logged out"}
	LoginTimedDo  = Message{"log.timed.do", "30分間ご利用がないときや、ほかの画面でログアウトされたときは、安全のためログインが終わります。もう一度ログインしてください。", "A login ends after 30 minutes without activity, or when you log out in another window. Please log in again."}
	LoginNew      = Message{"log.new", "はじめての方", "New here?"}
	LoginNewLink  = Message{"log.new.link", "新規登録をはじめる", "Start your registration"}
	LoginForgot   = Message{"log.forgot", "IDやパスワードをお忘れの方", "Forgotten your ID or password?"}
	LoginForgotDo = Message{"log.forgot.do", "カードとご登録の連絡先で、ID確認・パスワード再設定のお手続きができます。お困りのときは、認証デスクでご案内します。", "With your card and a contact on file you can look up your ID and set a new password. If you need help, please call the desk."}

	AsOf   = Message{"as_of", "%[1]s現在の内容です", "As of %[1]s"}
	AsOfDo = Message{"as_of.do", "夜間メンテナンスなどで、最新の内容を確認できません。最後に確認できた内容を表示しています。しばらくしてから、もう一度ご覧ください。", "The card system is in maintenance or does not answer. This is what it said last. Please look again later."}

	HomeDear       = Message{"home.dear", "%[1]s 様", "%[1]s"}
	HomePrimary    = Message{"home.primary", "本会員", "Primary"}
	HomeFamily     = Message{"home.family", "家族", "Family"}
	HomeSelf       = Message{"home.self", "本人", "Own card"}
	HomeEnding     = Message{"home.ending", "カード番号の末尾", "card ending in"}
	HomeDue        = Message{"home.due", "次回のお支払い", "Next payment"}
	HomeFixed      = Message{"home.fixed", "金額確定", "Amount final"}
	HomeOpen       = Message{"home.open", "金額未確定", "Not final yet"}
	HomeNone       = Message{"home.none", "お支払いはありません", "Nothing to pay"}
	HomeNoneDo     = Message{"home.none.do", "次回の引き落としの予定はありません。", "No debit is planned."}
	HomeBack       = Message{"home.back", "次回のご返金", "Next repayment to you"}
	HomeBackDo     = Message{"home.back.do", "お引き落としの口座へ、お振り込みします。", "It is paid into the bank account."}
	HomeMainPays   = Message{"home.main", "お支払いは、本会員の口座から引き落とします。", "The main holder's bank account is debited."}
	HomeShared     = Message{"home.shared", "本会員と共通の枠です。", "The limit is shared with the main holder."}
	HomeMainPoints = Message{"home.points.main", "本会員にたまります", "collected by the main holder"}
	HomeSee        = Message{"home.see", "明細を見る", "See the statement"}
	HomeAll        = Message{"home.all", "すべて見る", "See all"}
	HomeAllOf      = Message{"home.all.of", "ご利用をすべて見る", "See all uses"}
	HomeMore       = Message{"home.more", "内訳", "Details"}
	HomeMoreOf     = Message{"home.more.of", "ご利用可能額の内訳", "Details of your available credit"}
	HomeOverdue    = Message{"home.overdue", "%[1]sのお支払いを確認できていません", "%[1]s have not been paid yet"}
	HomeFailed     = Message{"home.failed", "%[1]sを口座から引き落とせませんでした", "%[1]s could not be debited"}
	HomeAway       = Message{"home.away", "カードの情報を、いまお見せできません", "We cannot show your account right now"}
	HomeAwayDo     = Message{"home.away.do", "カードは、いままでどおりお使いいただけます。お支払いの予定も変わりません。", "Your card works as always, and your payments stay as they are."}
	HomeWorks      = Message{"home.works", "このあいだも、ご利用いただけます", "What works meanwhile"}
	HomeWaits      = Message{"home.waits", "読み込んでいます", "Loading"}
	HomeAvail      = Message{"home.avail", "ご利用可能額", "Available credit"}
	HomeUsed       = Message{"home.used", "お支払い予定", "To be paid"}
	HomeLimit      = Message{"home.limit", "枠", "Limit"}
	HomeGauge      = Message{"home.gauge", "利用可能枠%[1]sのうち、お支払い予定 %[2]s、ご利用可能 %[3]s", "Of the limit of %[1]s, %[2]s are to be paid and %[3]s are available"}
	HomeUnbilled   = Message{"home.unbilled", "未請求のご利用", "Not yet billed"}
	HomeUnbilledOn = Message{"home.unbilled.on", "%[1]sお支払い予定", "due on %[1]s"}
	HomePoints     = Message{"home.points", "ポイント", "Points"}
	HomeExpire     = Message{"home.expire", "%[1]sに%[2]spt失効", "%[2]s pt expire on %[1]s"}
	HomeKept       = Message{"home.kept", "失効予定はありません", "none about to expire"}
	HomeDot        = Message{"home.dot", "・", ", "}
	HomeLatest     = Message{"home.latest", "最近のご利用", "Latest uses"}
	HomeNoUse      = Message{"home.nouse", "最近のご利用はありません", "No recent uses"}
	HomeNoUseDo    = Message{"home.nouse.do", "カードをご利用になると、数日でここに表示されます。", "A use appears here a few days later."}

	WayOnce        = Message{"way.once", "1回", "single payment"}
	WayTwice       = Message{"way.twice", "2回", "two payments"}
	WayBonus       = Message{"way.bonus", "ボーナス一括", "with the bonus"}
	WayInstalments = Message{"way.instalments", "分割", "instalments"}
	WayRevolving   = Message{"way.revolving", "リボ", "revolving"}
)
