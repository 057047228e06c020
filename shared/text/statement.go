package text

// The statement of a month, and one use of it.
var (
	StmHead       = Message{"stm.head", "ご利用明細", "Statement"}
	StmTitle      = Message{"stm.title", "%[1]sお支払いの明細", "Statement debited %[1]s"}
	StmMonth      = Message{"stm.month", "お支払い月", "Month of the debit"}
	StmMonthOf    = Message{"stm.month.of", "%[1]s払い", "debited %[1]s"}
	StmMonthShow  = Message{"stm.month.show", "表示", "Show"}
	StmBefore     = Message{"stm.before", "前の月（%[1]s払い）", "The month before (debited %[1]s)"}
	StmAfter      = Message{"stm.after", "次の月（%[1]s払い）", "The month after (debited %[1]s)"}
	StmNoBefore   = Message{"stm.before.no", "これより前の明細はありません", "There is no earlier statement"}
	StmNoAfter    = Message{"stm.after.no", "次の月の明細はまだありません", "There is no later statement yet"}
	StmDue        = Message{"stm.due", "お支払い金額", "Amount due"}
	StmPaidIn     = Message{"stm.due.back", "ご返金額", "Paid back to you"}
	StmOpen       = Message{"stm.state.open", "未確定", "Not final yet"}
	StmFixed      = Message{"stm.state.fixed", "確定", "Final"}
	StmRetrying   = Message{"stm.state.retrying", "再振替", "To be debited again"}
	StmOverdue    = Message{"stm.state.overdue", "延滞", "Overdue"}
	StmPaid       = Message{"stm.state.paid", "支払済", "Paid"}
	StmPaidOut    = Message{"stm.state.paidout", "振込済", "Paid out"}
	StmDebitOn    = Message{"stm.debit", "%[1]sに引き落とし", "To be debited on %[1]s"}
	StmDebitedOn  = Message{"stm.debited", "%[1]sにお支払いいただきました", "Paid on %[1]s"}
	StmDebitFail  = Message{"stm.debit.failed", "%[1]sの引き落としができませんでした", "The debit of %[1]s failed"}
	StmRefundOn   = Message{"stm.refund", "%[1]sにお振り込みします", "Will be paid out on %[1]s"}
	StmRefundedOn = Message{"stm.refunded", "%[1]sにお振り込みしました", "Paid out on %[1]s"}
	StmNoDebit    = Message{"stm.nodebit", "お支払いはありません", "Nothing to pay"}
	StmOpenDo     = Message{"stm.open.do", "%[1]sから%[2]sまでのご利用分です。金額は、これから変わることがあります。", "Uses from %[1]s to %[2]s. The amount may still change."}

	StmFailed      = Message{"stm.failed", "%[1]sに、口座から引き落とせませんでした", "On %[1]s the amount could not be debited"}
	StmRetryOn     = Message{"stm.retry", "%[1]sに、もう一度引き落とします。前日までに、口座へご入金ください。", "It will be debited again on %[1]s. Please have the amount in the account the day before."}
	StmRetryPlan   = Message{"stm.retry.plan", "%[1]s（予定）に、もう一度引き落とします。前日までに、口座へご入金ください。祝日が官報で決まると、日付が変わることがあります。", "It will be debited again on %[1]s (planned). Please have the amount in the account the day before. The date may move once the public holidays are announced."}
	StmRetryFailed = Message{"stm.retry.failed", "%[1]sの再振替もできませんでした。お支払いの方法をご案内します。お電話ください。", "The second debit on %[1]s failed too. Please call us: we will tell you how to pay."}
	StmOverdueDo   = Message{"stm.overdue.do", "お支払いの方法をご案内します。お電話ください。", "Please call us: we will tell you how to pay."}
	StmLate        = Message{"stm.late", "遅延損害金は、きょうまでの分で%[1]sです。お支払いの日までの分を、後の月の明細でお支払いいただきます。", "The late charge up to today is %[1]s. What it comes to on the day you pay is put on a later statement."}
	StmWasLate     = Message{"stm.waslate", "%[1]sの引き落としができず、%[2]sにお支払いいただきました", "The debit of %[1]s failed; you paid on %[2]s"}
	StmLateCharged = Message{"stm.late.charged", "遅延損害金は%[1]sです。", "The late charge is %[1]s."}
	StmLateDebited = Message{"stm.late.debited", "%[1]sお支払いの明細で見る", "See the statement of %[1]s"}

	StmShopping  = Message{"stm.shopping", "ショッピング", "Purchases"}
	StmRevolving = Message{"stm.revolving", "リボ払い", "Revolving payment"}
	StmCash      = Message{"stm.cash", "キャッシング", "Cash advances"}
	StmFees      = Message{"stm.fees", "手数料など", "Fees"}
	StmInterest  = Message{"stm.interest", "利息・リボ手数料", "Interest"}
	StmFeeLines  = Message{"stm.feelines", "手数料・利息", "Fees and interest"}
	StmRest      = Message{"stm.rest", "このお支払いのあとのリボ残高は%[1]sです", "After this payment the revolving balance is %[1]s"}
	StmUses      = Message{"stm.uses", "ご利用の一覧", "Uses"}
	StmCount     = Message{"stm.count", "%[1]s件", "%[1]s in all"}
	StmRange     = Message{"stm.range", "全%[3]s件のうち %[1]s〜%[2]s件目", "%[1]s–%[2]s of %[3]s"}
	StmPageSum   = Message{"stm.pagesum", "このページの小計（%[1]s〜%[2]s件目）", "On this page (%[1]s–%[2]s)"}
	StmAllSum    = Message{"stm.allsum", "ご利用 小計（%[1]s件）", "Uses (%[1]s)"}
	StmEmpty     = Message{"stm.empty", "この月のご利用はありません", "No uses in this month"}
	StmEmptyDo   = Message{"stm.empty.do", "カードをご利用になると、数日でここに表示されます。", "A use appears here a few days later."}
	StmPrint     = Message{"stm.print", "印刷", "Print"}
	StmPrintNow  = Message{"stm.print.now", "印刷する", "Print"}
	StmPrintAll  = Message{"stm.print.all", "印刷用の画面です", "For printing"}
	StmPrintDo   = Message{"stm.print.do", "この月のご利用を、すべて1つの画面にまとめました。ブラウザの印刷から、A4の紙やPDFにできます。", "All uses of this month on one page. Print it from your browser, on A4 paper or as a PDF."}
	StmPrintBack = Message{"stm.print.back", "明細に戻る", "Back to the statement"}
	StmPrintOf   = Message{"stm.print.of", "%[1]sお支払い分", "Debited %[1]s"}
	StmPrintCard = Message{"stm.print.card", "カード ••%[1]s", "Card ••%[1]s"}
	StmPrintedAt = Message{"stm.print.at", "%[1]s 印刷", "Printed %[1]s"}
	StmPrintPart = Message{"stm.print.part", "これは明細の一部（%[1]s〜%[2]s件目）です。すべてを印刷するには、画面の「印刷」を押してください。", "This is a part of the statement (%[1]s–%[2]s). To print it whole, press “Print” on the screen."}

	LedDate   = Message{"led.date", "ご利用日", "Date"}
	LedShop   = Message{"led.shop", "ご利用先", "Where"}
	LedWho    = Message{"led.who", "ご利用者", "Card user"}
	LedWay    = Message{"led.way", "お支払方法", "Payment"}
	LedAmount = Message{"led.amount", "金額", "Amount"}
	LedOf     = Message{"led.of", "ご利用金額 %[1]s", "of %[1]s"}
	LedToRest = Message{"led.rest", "%[1]sをリボ残高へ", "%[1]s to the revolving balance"}
	LedAbroad = Message{"led.abroad", "海外利用 %[1]s", "abroad, %[1]s"}

	WayTwiceNth = Message{"way.twice.nth", "2回の%[1]d回目", "payment %[1]d of 2"}
	WayNth      = Message{"way.nth", "分割 %[1]d/%[2]d", "instalment %[1]d of %[2]d"}
	WayIn       = Message{"way.in", "分割 %[1]d回", "%[1]d instalments"}

	KindChargeback = Message{"kind.chargeback", "返金（チャージバック）", "paid back (chargeback)"}
	KindAnnualFee  = Message{"kind.annual", "年会費", "Annual fee"}
	KindPoints     = Message{"kind.points", "ポイントのご利用", "Points used"}
	KindPaperFee   = Message{"kind.paper", "明細書発行手数料", "Paper statement fee"}
	KindLateCharge = Message{"kind.late", "遅延損害金", "Late charge"}
	KindRepayment  = Message{"kind.repayment", "リボ払いのお支払い", "Revolving payment"}
	FeeInstalments = Message{"fee.instalments", "分割払手数料", "Instalment fee"}
	FeeCash        = Message{"fee.cash", "キャッシング利息", "Interest on a cash advance"}
	FeeRevolving   = Message{"fee.revolving", "リボ払手数料", "Interest on the revolving balance"}

	PagesLabel = Message{"pages.label", "ページ", "Pages"}
	PagesPrev  = Message{"pages.prev", "前の%[1]d件", "Previous %[1]d"}
	PagesNext  = Message{"pages.next", "次の%[1]d件", "Next %[1]d"}
	PagesNth   = Message{"pages.nth", "%[1]dページ", "Page %[1]d"}

	UseBack      = Message{"use.back", "%[1]s払いの明細に戻る", "Back to the statement debited %[1]s"}
	UseWhat      = Message{"use.what", "このご利用について", "About this use"}
	UseAmount    = Message{"use.amount", "ご利用金額", "Amount of the use"}
	UseCharged   = Message{"use.charged", "この明細でのお支払い", "Charged with this statement"}
	UseTogether  = Message{"use.together", "この明細でのお支払い（手数料・利息を含む）", "Charged with this statement, fee or interest included"}
	UseLeft      = Message{"use.left", "まだお支払いになっていない金額", "Not paid yet"}
	UseFirst     = Message{"use.first", "はじめてのお支払い", "First payment"}
	UseUnknown   = Message{"use.unknown", "覚えのないご利用のとき", "You do not recognise this use?"}
	UseUnknownDo = Message{"use.unknown.do", "お店の名前は、運営会社やネットショップの名前で表示されることがあります。ご家族のご利用もご確認のうえ、お心当たりがなければお電話ください。", "A shop may appear under the name of the company that runs it. If you and your family do not recognise the use, please call us."}

	IsOnce        = Message{"is.once", "1回払いのお買い物です。%[1]sに、全額をお支払いいただきます。手数料はかかりません。", "A purchase in a single payment, debited in full on %[1]s. There is no fee."}
	IsTwice       = Message{"is.twice", "2回払いのお買い物です。この明細は%[1]d回目で、%[2]sにお支払いいただきます。手数料はかかりません。", "A purchase in two payments. This is payment %[1]d, debited on %[2]s. There is no fee."}
	IsBonus       = Message{"is.bonus", "ボーナス一括払いのお買い物です。ボーナスの時期に合わせ、%[1]sに、全額をお支払いいただきます。手数料はかかりません。", "A purchase paid with the bonus: debited in full on %[1]s. There is no fee."}
	IsInstalments = Message{"is.instalments", "%[1]d回に分けてお支払いいただくお買い物です。この明細は%[2]d回目で、%[3]sにお支払いいただきます。分割払手数料は、金額とは別にかかります。", "A purchase in %[1]d instalments. This is instalment %[2]d, debited on %[3]s. The instalment fee comes on top."}
	IsRevolving   = Message{"is.revolving", "リボ払いのお買い物です。この金額はリボ残高に加わり、毎月決まった金額のお支払いに含まれます。この明細で別にお支払いいただくものはありません。", "A purchase paid by revolving credit. It is added to the revolving balance, of which a fixed amount is paid every month. Nothing is charged for it apart from that."}
	IsRefund      = Message{"is.refund", "お店が受け付けた返品や取り消しです。この金額を、お支払いから差し引きます。", "The shop took something back or cancelled it. The amount is taken off what you pay."}
	IsChargeback  = Message{"is.chargeback", "お申し出を受けてお調べし、ご利用を取り消してお返しする金額です（チャージバック）。お支払いから差し引きます。", "After looking into your claim we have reversed the use and give the amount back (chargeback). It is taken off what you pay."}
	IsCash        = Message{"is.cash", "キャッシング（お借り入れ）です。%[1]sに、ご利用の翌日からの利息とあわせてお支払いいただきます。", "A cash advance. It is paid back on %[1]s, with interest from the day after it."}
	IsAnnualFee   = Message{"is.annual", "カードの年会費です。年に1度、お支払いいただきます。", "The annual fee of the card, charged once a year."}
	IsPoints      = Message{"is.points", "ポイントを1ポイント1円として、お支払い金額に充てました。", "Points that paid part of your bill, at one yen each."}
	IsPaperFee    = Message{"is.paper", "郵送の明細書の発行手数料です。WEB明細に切り替えると、かからなくなります。", "The fee of a statement sent by post. There is none for statements on the web."}
	IsLateCharge  = Message{"is.late", "お支払いが引き落としの日より遅れたため、その日数に応じてかかった遅延損害金です。", "An amount was paid later than its debit day. This is the charge for these days."}
	IsRepayment   = Message{"is.repayment", "リボ残高のうち、この月にお支払いいただく元金です。リボ払手数料は、前の月のお支払い後の残高に対してかかり、元金とは別にお支払いいただきます。", "The part of the revolving balance that is paid back this month. Interest on the balance after the payment before comes on top."}
	IsAbroad      = Message{"is.abroad", "海外のお店、または外貨でのご利用です。「外貨でのご利用」で、円に換算したレートと手数料をご確認いただけます。", "A use abroad or in a foreign currency. Its rate and handling fee are shown under “In a foreign currency”."}
	IsFamily      = Message{"is.family", "ご家族が家族カードでご利用になりました。", "A family member used their family card."}

	ForHead       = Message{"for.head", "外貨でのご利用", "In a foreign currency"}
	ForAmount     = Message{"for.amount", "現地での金額", "Amount there"}
	ForRate       = Message{"for.rate", "換算レート", "Rate"}
	ForRateIs     = Message{"for.rate.is", "1 %[1]s＝%[2]s円", "1 %[1]s = ¥%[2]s"}
	ForRateOn     = Message{"for.rate.on", "%[1]sのレート", "of %[1]s"}
	ForYen        = Message{"for.yen", "円に換算した金額", "In yen"}
	ForFee        = Message{"for.fee", "海外事務手数料", "Handling fee"}
	ForFeeIs      = Message{"for.fee.is", "ご利用金額に含まれています", "contained in the amount of the use"}
	CurrencyCodes = Message{"for.codes", "USD,EUR,GBP,KRW,TWD,CNY,HKD,THB,SGD,AUD,CAD,CHF", "USD,EUR,GBP,KRW,TWD,CNY,HKD,THB,SGD,AUD,CAD,CHF"}
	CurrencyNames = Message{"for.names", "米ドル,ユーロ,英ポンド,韓国ウォン,台湾ドル,人民元,香港ドル,タイバーツ,シンガポールドル,豪ドル,カナダドル,スイスフラン", "US dollars,euros,pounds sterling,South Korean won,Taiwan dollars,Chinese yuan,Hong Kong dollars,Thai baht,Singapore dollars,Australian dollars,Canadian dollars,Swiss francs"}
	CurrencyNamed = Message{"for.named", "%[1]s（%[2]s）", "%[1]s (%[2]s)"}
)
