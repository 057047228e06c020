package text

// The list of statements, and the search over all of them.
var (
	TitleStatements = Message{"title.statements", "ご利用明細", "Statements"}
	NavStatements   = Message{"screen.statements", "明細", "Statements"}

	StsYear       = Message{"sts.year", "%[1]d年", "%[1]d"}
	StsMonth      = Message{"sts.month", "%[1]s月", "%[1]s"}
	StsDebit      = Message{"sts.debit", "%[1]s払い", "debited %[1]s"}
	StsRefundOn   = Message{"sts.refund.on", "%[1]s返金", "paid to you %[1]s"}
	StsNone       = Message{"sts.none", "明細はまだありません", "No statements yet"}
	StsNoneDo     = Message{"sts.none.do", "カードをご利用になると、数日でここに表示されます。", "A use appears here a few days later."}
	StsCSV        = Message{"sts.csv", "すべての月を保存", "of all months"}
	StmCSV        = Message{"stm.csv", "CSV", "CSV"}
	SearchForm    = Message{"search.form", "ご利用をさがす", "Find a use"}
	SearchQ       = Message{"search.q", "お店の名前", "Name of the shop"}
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
	SearchOn      = Message{"search.on", "%[1]sお支払い分", "Paid in %[1]s"}
	LedFee        = Message{"led.fee", "ほかに手数料・利息 %[1]s", "plus fee or interest of %[1]s"}
	SearchCSV     = Message{"search.csv", "この結果をCSVで保存", "Save these as CSV"}
	SearchResults = Message{"search.results", "さがした結果", "What was found"}
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
	CSVPoints     = Message{"csv.points", "ポイントのご利用", "points used"}
	CSVPaperFee   = Message{"csv.paperfee", "明細書発行手数料", "paper statement fee"}
	CSVLate       = Message{"csv.late", "遅延損害金", "late charge"}
	CSVRepayment  = Message{"csv.repayment", "リボ払いのお支払い", "revolving payment"}
)
