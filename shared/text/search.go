package text

// The list of statements, and the search over all of them.
var (
	TitleStatements = Message{"title.statements", "ご利用明細", "Statements"}
	NavStatements   = Message{"screen.statements", "明細", "Statements"}

	StsLead       = Message{"sts.lead", "お支払い月をお選びください。お店の名前や金額から、すべての月のご利用をさがすこともできます。", "Choose a month of payment, or find a use in all months by its shop or amount."}
	StsList       = Message{"sts.list", "お支払い月の一覧", "Months of payment"}
	StsYear       = Message{"sts.year", "%[1]d年", "%[1]d"}
	StsMonth      = Message{"sts.month", "%[1]d月", "%[2]s"}
	StsMonthOf    = Message{"sts.month.of", "%[1]d年%[2]d月お支払い分", "Paid in %[3]s %[1]d"}
	StsDebit      = Message{"sts.debit", "%[1]sお支払い", "due on %[1]s"}
	StsRefundOn   = Message{"sts.refund.on", "%[1]sご返金", "paid to you on %[1]s"}
	StsOpen       = Message{"sts.open", "未確定", "Not final"}
	StsFixed      = Message{"sts.fixed", "確定", "Final"}
	StsPaid       = Message{"sts.paid", "お支払い済み", "Paid"}
	StsRepaid     = Message{"sts.repaid", "ご返金済み", "Paid to you"}
	StsRetrying   = Message{"sts.retrying", "再振替", "Debit to be tried again"}
	StsOverdue    = Message{"sts.overdue", "お支払いの確認待ち", "Payment outstanding"}
	StsNone       = Message{"sts.none", "明細はまだありません", "No statements yet"}
	StsNoneDo     = Message{"sts.none.do", "カードをご利用になると、数日でここに表示されます。", "A use appears here a few days later."}
	StsCSV        = Message{"sts.csv", "すべての月をCSVで保存", "Save all months as CSV"}
	StsAsOf       = Message{"sts.asof", "%[1]s時点の内容です。", "As of %[1]s."}
	SearchForm    = Message{"search.form", "ご利用をさがす", "Find a use"}
	SearchQ       = Message{"search.q", "お店の名前", "Name of the shop"}
	SearchQHelp   = Message{"search.q.help", "ひらがな・カタカナ、全角・半角のどれでもさがせます。", "Any width and any kana will do."}
	SearchMore    = Message{"search.more", "金額・ご利用日でしぼる", "Narrow down by amount and day"}
	SearchFrom    = Message{"search.from", "金額（円）から", "Yen, from"}
	SearchTo      = Message{"search.to", "金額（円）まで", "Yen, to"}
	SearchSince   = Message{"search.since", "ご利用日から", "Day of use, from"}
	SearchUntil   = Message{"search.until", "ご利用日まで", "Day of use, to"}
	SearchMoreDo  = Message{"search.more.do", "返品は、マイナスを除いた金額でさがせます。", "Refunds are found by their amount without the minus."}
	SearchBy      = Message{"search.by", "ご利用者", "Used by"}
	SearchAll     = Message{"search.all", "すべて", "All"}
	SearchCard    = Message{"search.card", "%[1]s ••%[2]s", "%[1]s ••%[2]s"}
	SearchButton  = Message{"search.button", "さがす", "Find"}
	SearchClear   = Message{"search.clear", "条件を消す", "Clear"}
	SearchFound   = Message{"search.found", "%[1]d件見つかりました", "%[1]d {entry|entries} found"}
	SearchSum     = Message{"search.sum", "お支払い金額の合計", "Total paid or to be paid"}
	SearchFees    = Message{"search.fees", "うち手数料・利息 %[1]s", "of which fees and interest %[1]s"}
	SearchUsed    = Message{"search.used", "ご利用金額の合計", "Total of the uses"}
	SearchCSV     = Message{"search.csv", "この結果をCSVで保存", "Save these as CSV"}
	SearchResults = Message{"search.results", "さがした結果", "What was found"}
	SearchPages   = Message{"search.pages", "%[3]d件中 %[1]d〜%[2]d件目", "%[1]d to %[2]d of %[3]d"}
	SearchPager   = Message{"search.pager", "結果のページ", "Pages"}
	SearchBefore  = Message{"search.before", "前の100件", "Previous 100"}
	SearchNext    = Message{"search.next", "次の100件", "Next 100"}
	SearchOf      = Message{"search.of", "%[2]d回払いの%[1]d回め（全%[3]s）", "payment %[1]d of %[2]d, %[3]s in all"}
	SearchFee     = Message{"search.fee", "手数料・利息 %[1]s", "fee or interest %[1]s"}
	SearchNone    = Message{"search.none", "あてはまるご利用はありませんでした", "No use fits"}
	SearchNoneDo  = Message{"search.none.do", "お支払い月ごとの明細にあるご利用をさがしました。言葉を短くするか、条件をへらしてお試しください。ボーナス一括など、お支払い月の明細がまだないご利用は、その月の明細ができてから表示されます。", "All statements were looked through. Try a shorter word or fewer conditions. What is paid with a statement still to come, with the bonus for example, is found once that statement is there."}

	SearchLong    = Message{"search.long", "言葉が長すぎるようです。%[1]d文字以内でご入力ください。", "That is too long. Please enter at most %[1]d characters."}
	SearchNoWord  = Message{"search.noword", "記号だけではさがせません。お店の名前の文字か数字をご入力ください。", "Signs alone cannot be found. Please enter letters or digits of the shop's name."}
	SearchAmount  = Message{"search.amount", "金額は数字でご入力ください。例：3000", "Please enter the amount in digits, for example 3000."}
	SearchAmounts = Message{"search.amounts", "「まで」の金額が「から」より小さくなっています。どちらかを直してください。", "This amount is less than the one to begin with. Please change one of them."}
	SearchDay     = Message{"search.day", "日付を読み取れませんでした。例：2026-11-23", "The date could not be read. An example: 2026-11-23"}
	SearchDays    = Message{"search.days", "「まで」の日が「から」より前になっています。どちらかを直してください。", "This day is before the one to begin with. Please change one of them."}
	SearchWho     = Message{"search.who", "ご利用者を読み取れませんでした。もう一度お選びください。", "This choice could not be read. Please choose again."}
)

// The CSV file of statements, see docs/csv.md. It is the same in both languages: one schema.
var (
	CSVColumns = Message{"csv.columns",
		"お支払い月,お支払い日,ご利用日,ご利用先,ご利用者,カード,種類,お支払方法,お支払回数,何回目,ご利用金額,お支払い金額,手数料・利息,通貨,現地金額,換算レート,換算日,海外事務手数料,明細番号",
		"month,debited on,used on,merchant,used by,card,kind,way of paying,payments,payment,amount,charged,fee or interest,currency,foreign amount,rate,rate of,handling fee,reference"}
	CSVPurchase   = Message{"csv.purchase", "ショッピング", "purchase"}
	CSVRefund     = Message{"csv.refund", "返品", "refund"}
	CSVChargeback = Message{"csv.chargeback", "チャージバック", "chargeback"}
	CSVCash       = Message{"csv.cash", "キャッシング", "cash advance"}
	CSVAnnualFee  = Message{"csv.annualfee", "年会費", "annual fee"}
	CSVLate       = Message{"csv.late", "遅延損害金", "late charge"}
	CSVRepayment  = Message{"csv.repayment", "リボ払いのお支払い", "revolving payment"}
)
