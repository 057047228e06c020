package text

// Amounts as members write them, and pages that ask for something.
var (
	YenEmpty = Message{"yen.empty", "金額をご入力ください。例：50000、5万", "Please enter an amount, for example 50000."}
	YenWrong = Message{"yen.wrong", "金額は数字でご入力ください。例：50000、5万", "Please enter the amount in digits, for example 50000."}
	YenMuch  = Message{"yen.much", "金額が大きすぎるようです（%[1]sまで）。けた数をご確認ください。", "The amount seems too large (up to %[1]s). Please check the number of digits."}
	YenSteps = Message{"yen.steps", "%[1]sから%[2]sまで、%[3]s単位でご入力ください。", "Please enter %[1]s to %[2]s, in steps of %[3]s."}
	PageOld  = Message{"page.old", "画面が古くなっています。開き直して、もう一度お試しください。", "This page is out of date. Please open it again and retry."}
)

// Cash advances.
var (
	CashLead   = Message{"cash.lead", "ご登録の口座へお振り込みします。利息と返済日は、お申し込みの前にご確認いただけます。", "It is paid into your account on file. You see the interest and the dates before you order anything."}
	CashNow    = Message{"cash.now", "いま借りられる金額", "You can borrow now"}
	CashOf     = Message{"cash.of", "キャッシング枠 %[1]s", "of a cash limit of %[1]s"}
	CashAmount = Message{"cash.amount", "お借り入れ金額", "Amount"}
	CashSteps  = Message{"cash.steps", "%[1]sから%[2]sまで、%[3]s単位です。", "%[1]s to %[2]s, in steps of %[3]s."}
	CashWays   = Message{"cash.ways", "ご返済の方法", "How to pay it back"}
	CashWay    = Message{"cash.way", "ご返済の方法をお選びください。", "Please choose how to pay it back."}
	CashOnce   = Message{"cash.once", "1回払い", "At once"}
	// CashOnceDo: the day, the rate.
	CashOnceDo   = Message{"cash.once.do", "%[1]sに全額・年率 %[2]s%%", "all of it on %[1]s, %[2]s%% a year"}
	CashRevolve  = Message{"cash.revolve", "リボ払い", "By the month"}
	CashRevolDo  = Message{"cash.revolve.do", "毎月%[1]sから・年率 %[2]s%%", "from %[1]s a month, %[2]s%% a year"}
	CashReckon   = Message{"cash.reckon", "この条件で計算する", "Work it out"}
	CashGo       = Message{"cash.go", "確認画面へ進む", "Go on to check"}
	CashSum      = Message{"cash.sum", "お借り入れとご返済", "What it comes to"}
	CashWait     = Message{"cash.wait", "金額と方法を選ぶと、利息・返済総額・返済日をここに表示します。", "Choose an amount and a way, and the interest, the total and the dates appear here."}
	CashTo       = Message{"cash.to", "お振り込み先", "Paid into"}
	CashArrives  = Message{"cash.arrives", "お振り込み日", "Arrives on"}
	CashUntil    = Message{"cash.until", "%[1]sまでのお申し込み", "if ordered by %[1]s"}
	CashRate     = Message{"cash.rate", "実質年率", "Rate a year"}
	CashInterest = Message{"cash.interest", "利息", "Interest"}
	CashTotal    = Message{"cash.total", "ご返済の総額", "Total to pay back"}
	CashTimes    = Message{"cash.times", "ご返済の回数", "Payments"}
	CashTimesIs  = Message{"cash.times.is", "%[1]d回", "%[1]d"}
	CashPayOn    = Message{"cash.on", "ご返済日", "Date"}
	CashPay      = Message{"cash.pay", "ご返済額", "Amount"}
	CashOfWhich  = Message{"cash.of_which", "うち利息", "Interest"}
	CashAll      = Message{"cash.all", "%[1]d回すべての返済日を見る", "All %[1]d payments"}
	CashMore     = Message{"cash.more", "1回払いより、利息が%[1]s多くなります。", "That is %[1]s more interest than at once."}
	CashDay      = Message{"cash.day", "利息は、お振り込み日の翌日から返済日まで、1年を%[1]s日として1日ごとに計算し、1円未満を切り捨てます。", "Interest is reckoned by the day, from the day after it arrives to the day it is paid back, a year having %[1]s days. Fractions of a yen are dropped."}
	CashYear     = Message{"cash.year", "365", "365"}
	CashLeap     = Message{"cash.year.leap", "365（うるう年は366）", "365 (a leap year 366)"}
	CashLate     = Message{"cash.late", "遅延損害金（年率）", "Charge for late payment, a year"}
	CashPercent  = Message{"cash.percent", "%[1]s%%", "%[1]s%%"}
	CashPlan     = Message{"cash.plan", "計画的にご利用ください。返済が難しいときは、早めにご相談ください。", "Please borrow no more than you can pay back, and call us early should that become difficult."}
	CashStale    = Message{"cash.stale", "お申し込みの条件が変わりました。新しい利息と返済日をご確認のうえ、もう一度お進みください。", "The terms have changed. Please check the new interest and dates, and go on once more."}
	CashPays     = Message{"cash.pays", "%[1]d回目 %[2]s", "Payment %[1]d, %[2]s"}
	CashPaysIs   = Message{"cash.pays.is", "%[1]s（元金%[2]s・利息%[3]s）", "%[1]s (principal %[2]s, interest %[3]s)"}

	CashHistory = Message{"cash.history", "お借り入れの履歴", "Your cash advances"}
	CashNone    = Message{"cash.none", "キャッシングのご利用はありません", "There are no cash advances"}
	CashNoneDo  = Message{"cash.none.do", "お借り入れになると、ここに表示されます。", "What you borrow appears here."}
	CashLeft    = Message{"cash.left", "残り %[1]s", "%[1]s left"}
	CashPaid    = Message{"cash.paid", "返済済み", "paid back"}

	CashOwn      = Message{"cash.own", "キャッシング枠", "Your cash limit"}
	CashOwnDo    = Message{"cash.own.do", "枠は、いつでもご自分で下げられます（0円にもできます）。上げるときは審査があります。", "You can lower your limit at any time, also to nothing. Raising it is examined."}
	CashOwnRaise = Message{"cash.own.raise", "枠の引き上げを申し込む", "Apply for a higher limit"}
	CashOwnLower = Message{"cash.own.lower", "枠を引き下げる", "Lower it"}

	// Why there is no cash advance, kindly.
	CashMinor     = Message{"cash.why.minor", "キャッシングは、成年の方が対象です", "Cash advances are for adults"}
	CashMinorDo   = Message{"cash.why.minor.do", "お買い物は、これまでどおりご利用いただけます。", "Shopping with the card works as before."}
	CashStudent   = Message{"cash.why.student", "学生の方には、キャッシングをご案内していません", "Cash advances are not offered to students"}
	CashStudentDo = Message{"cash.why.student.do", "お買い物は、これまでどおりご利用いただけます。ご卒業後に、またご検討ください。", "Shopping with the card works as before. We look forward to your asking after you graduate."}
	CashArrears   = Message{"cash.why.arrears", "お支払いの確認ができるまで、お借り入れを承れません", "Nothing can be borrowed until your payment has arrived"}
	CashArrearsDo = Message{"cash.why.arrears.do", "引き落としができなかったお支払いがあります。お支払いについてのご相談を、お電話で承ります。", "A debit has failed. We are glad to talk with you about paying it: please call us."}
	CashLimit     = Message{"cash.why.limit", "いま借りられる枠が残っていません", "Nothing is left of your cash limit"}
	CashLimitDo   = Message{"cash.why.limit.do", "ご返済が済むと、またご利用いただけます。枠と残りは「ご利用可能額」でご確認いただけます。", "It comes back as you pay. Your limits show how much is left, and when it comes back."}
	CashFamily    = Message{"cash.why.family", "キャッシングは、本会員の方が対象です", "Cash advances are for the primary card holder"}
	CashFamilyDo  = Message{"cash.why.family.do", "家族カードでのお借り入れは承っていません。お買い物は、これまでどおりご利用いただけます。", "Nothing can be borrowed with a family card. Shopping with it works as before."}
	CashAgreed    = Message{"cash.why.not_agreed", "キャッシング枠のお申し込みがありません", "There is no cash limit on this card"}
	CashAgreedDo  = Message{"cash.why.not_agreed.do", "ご希望のときは、キャッシング枠をお申し込みください。審査があります。", "If you would like one, you can apply for a cash limit. It is examined."}
	CashLocked    = Message{"cash.why.locked", "カードのご利用を止めているため、お借り入れを承れません", "Nothing can be borrowed while your card is locked"}
	CashLockedDo  = Message{"cash.why.locked.do", "「メニュー」の、カードのご利用の一時停止から、止めている内容をご確認ください。", "Please see in the menu what your card is locked for."}

	CashAway = Message{"cash.away", "ただいま、カードのシステムに接続できません。しばらくしてから、もう一度お試しください。", "The card system does not answer at the moment. Please try again in a little while."}

	// NamedCash: amount.
	NamedCash = Message{"named.cash", "キャッシング%[1]s", "Cash %[1]s"}
)
