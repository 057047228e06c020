package text

// The available credit and how it comes about.
var (
	TitleLimit = Message{"title.limit", "ご利用可能額", "Available credit"}
	NavLimit   = Message{"screen.limit", "可能額", "Credit"}

	LimitAt         = Message{"limit.at", "%[1]s 時点", "As of %[1]s"}
	LimitFamilyHead = Message{"limit.family.head", "本会員の方とご一緒の枠です", "Shared with the primary card"}
	LimitFamily     = Message{"limit.family", "下の金額には、本会員とご家族みなさまのご利用が含まれます。お一人ずつの内訳は、お見せしていません。", "The amounts below hold the uses of all cards of the account; what each of the others used is not shown."}
	LimitAway       = Message{"limit.away", "ただいま混み合っております。ご利用可能額は、その時点のカードの状態を確認してから表示しますので、いまはご覧いただけません。少し待ってから、もう一度お試しください。", "We are busy at the moment. Your available credit is always checked anew before it is shown, so it cannot be shown right now. Please wait a little and try again."}

	LimitShopping   = Message{"limit.shopping", "ショッピング", "Shopping"}
	LimitShoppingIs = Message{"limit.shopping.is", "1回払いのお買いものに、いま使える金額です", "What you can spend now in single payments"}
	LimitCredit     = Message{"limit.credit", "分割・リボ払い", "Instalments and revolving"}
	LimitCreditIs   = Message{"limit.credit.is", "分割・リボ・2回・ボーナス払いのお買いものに、いま使える金額です", "What you can spend now in instalments, revolving, in two payments or with the bonus"}
	LimitCreditNone = Message{"limit.credit.none", "分割・リボ払いのご利用枠は、設定されていません。1回払いのお買いものには、これまでどおりお使いいただけます。", "No limit for instalments and revolving has been agreed on. Single payments work as always."}
	LimitCash       = Message{"limit.cash", "キャッシング", "Cash advances"}
	LimitCashIs     = Message{"limit.cash.is", "いまお借り入れいただける金額です", "What you can borrow now"}
	LimitCashNone   = Message{"limit.cash.none", "キャッシングのご利用枠は、設定されていません。お買いものには、これまでどおりお使いいただけます。", "No limit for cash advances has been agreed on. Shopping works as always."}
	LimitWithin     = Message{"limit.within", "ご利用可能枠（総枠）の残りが少ないため、総枠の残りまでになります。", "Less is left of the total limit than of this one, so the total limit decides."}
	LimitGauge      = Message{"limit.gauge", "枠%[1]sのうち、お支払い予定など %[2]s、いま使える金額 %[3]s", "Of the limit of %[1]s, %[2]s are taken and %[3]s can be used now"}

	LimitWhy       = Message{"limit.why", "なぜこの金額か", "Why this amount"}
	LimitGranted   = Message{"limit.granted", "ご利用可能枠", "Limit"}
	LimitTotal     = Message{"limit.total", "総枠。分割・リボ払いとキャッシングの枠を含みます", "The total, with the limits for instalments, revolving and cash within it"}
	LimitInner     = Message{"limit.inner", "総枠のうち", "Within the total limit"}
	LimitLeft      = Message{"limit.left", "いま使える金額", "What you can use now"}
	LimitDebit     = Message{"limit.debit", "%[1]sのお支払い", "Debit of %[1]s"}
	LimitOverdue   = Message{"limit.overdue", "お支払いを確認できていない金額", "Debit that has not been paid"}
	LimitRetrying  = Message{"limit.retrying", "%[1]sに再振替の金額", "To be debited again on %[1]s"}
	LimitBeside    = Message{"limit.beside", "手数料・利息%[1]sを除く", "Without fees and interest of %[1]s"}
	LimitOpen      = Message{"limit.open", "未請求のご利用", "Not yet billed"}
	LimitOpenOf    = Message{"limit.open.of", "%[1]sから今日まで・%[2]sお支払い予定", "From %[1]s to today, due on %[2]s"}
	LimitTwice     = Message{"limit.twice", "2回払いの残り", "Rest of purchases in two payments"}
	LimitBonus     = Message{"limit.bonus", "ボーナス一括払いの残り", "Rest of purchases with the bonus"}
	LimitPlan      = Message{"limit.plan", "分割払いの残り", "Rest of purchases in instalments"}
	LimitRevolving = Message{"limit.revolving", "リボ払いの残り", "Rest of the revolving balance"}
	LimitRevolves  = Message{"limit.revolves", "毎月のお支払いで少しずつ減ります", "Each month's payment makes it smaller"}
	LimitCashLater = Message{"limit.cash.later", "キャッシングの残り", "Rest of cash advances"}
	LimitLater     = Message{"limit.later", "その後のお支払い", "Later debits"}
	LimitBack      = Message{"limit.back", "返品などで、お戻しする金額です", "Given back for returned goods or the like"}
	LimitIsWithin  = Message{"limit.is.within", "総枠の残りを超える分", "More than is left of the total limit"}
	LimitIsOver    = Message{"limit.is.over", "枠を超えてご利用の分", "Used beyond the limit"}
	LimitIsOverDo  = Message{"limit.is.over.do", "いま使える金額は0円です", "Nothing can be used now"}
	LimitItems     = Message{"limit.items", "内訳（%[1]d件）", "Details (%[1]d)"}
	LimitTimes     = Message{"limit.times", "あと%[1]d回", "%[1]d {payment|payments} to come"}
	LimitAtOnce    = Message{"limit.once", "%[1]sお支払い", "due in %[1]s"}

	LimitWhen       = Message{"limit.when", "いつ回復するか", "When it comes back"}
	LimitAfter      = Message{"limit.after", "引き落とし後", "after the debit"}
	LimitAfterRetry = Message{"limit.after.retry", "再振替の後", "after the second try"}
	LimitAfterPaid  = Message{"limit.after.paid", "お支払いの確認後", "Once it is paid"}
	LimitAfterOut   = Message{"limit.after.out", "お戻しする金額のお振り込み後", "after it is paid into your account"}
	LimitPlanned    = Message{"limit.planned", "%[1]s（予定）", "%[1]s (planned)"}
	LimitThen       = Message{"limit.then", "使える金額は%[1]sになります", "%[1]s can be used then"}
	LimitPartOf     = Message{"limit.part", "うち%[1]sの枠に %[2]s", "%[2]s of it to the limit for %[1]s"}
	LimitMore       = Message{"limit.more", "その先の予定（%[1]d件）", "What comes after that (%[1]d)"}
	LimitWhenIf     = Message{"limit.when.if", "このあとご利用がないときの予定です。", "This is so if nothing more is used."}
	LimitWhenDo     = Message{"limit.when.do", "引き落としを金融機関に確認してから、ご利用可能額に戻ります。", "It comes back once the bank has confirmed the debit."}
	LimitAll        = Message{"limit.all", "戻りを待っている金額はありません", "Nothing has to come back"}
	LimitNothing    = Message{"limit.nothing", "お支払い予定のご利用はありません。ご利用可能枠を、すべてお使いいただけます。", "There is nothing to be paid. You can use all of your limit."}

	LimitFailed      = Message{"limit.failed", "%[1]sのお支払いを確認できていません", "The debit of %[1]s has not been paid"}
	LimitFailedDo    = Message{"limit.failed.do", "%[1]s（お支払い金額）を引き落とせませんでした。%[2]sに、もう一度引き落とします（再振替）。前日までに、口座へのご入金をお願いします。", "%[1]s could not be debited. We will try again on %[2]s. Please see that the money is in the account the day before."}
	LimitFailedAgain = Message{"limit.failed.again", "%[1]s（お支払い金額）を、再振替でも引き落とせませんでした。お支払いの方法を、お電話でご案内します。", "%[1]s could not be debited, nor at the second try. Please call us to learn how to pay."}
	LimitBlocks      = Message{"limit.blocks", "お支払いを確認できるまで、このうち%[1]sがご利用可能額に戻りません。", "Until it is paid, %[1]s of it stay missing from your available credit."}
)
