package text

// The graph of uses.
var (
	TitleUsage = Message{"title.usage", "ご利用グラフ", "Usage chart"}

	UsageLead      = Message{"usage.lead", "お支払い月（口座から引き落とす月）ごとの合計です。", "Totals by the month in which they are debited."}
	UsageOf        = Message{"usage.of", "%[1]sお支払い分のご利用", "Uses debited in %[1]s"}
	UsageBack      = Message{"usage.back", "返品などでお戻しする金額が、ご利用を上回る月です。", "More was given back than used in this month."}
	UsageOpen      = Message{"usage.open", "集計の途中です", "Still counting"}
	UsageTo        = Message{"usage.to", "%[1]sまでのご利用が加わります。", "Uses up to %[1]s are still to come."}
	UsageDue       = Message{"usage.due", "このほかに手数料・利息が%[1]sあり、お支払い金額は%[2]sです。", "With fees and interest of %[1]s the debit is %[2]s."}
	UsageStatement = Message{"usage.statement", "この月の明細を見る", "See the statement of this month"}
	UsageShort     = Message{"usage.month.short", "%[1]s月", "%[1]s"}
	UsageYear      = Message{"usage.year", "%[1]d年", "%[1]d"}
	UsagePrev      = Message{"usage.prev", "前の月（%[1]s）", "Month before (%[1]s)"}
	UsageNext      = Message{"usage.next", "次の月（%[1]s）", "Month after (%[1]s)"}

	// UsageLess to UsageSoFarMore: the month before, the difference.
	UsageLess      = Message{"usage.less", "前の月（%[1]s）より %[2]s 少なくなりました。", "%[2]s less than the month before (%[1]s)."}
	UsageMore      = Message{"usage.more", "前の月（%[1]s）より %[2]s 多くなりました。", "%[2]s more than the month before (%[1]s)."}
	UsageSame      = Message{"usage.same", "前の月（%[1]s）と同じ金額です。", "The same as the month before (%[1]s)."}
	UsageSoFarLess = Message{"usage.sofar.less", "いまのところ、前の月（%[1]s）より %[2]s 少ない金額です。", "So far %[2]s less than the month before (%[1]s)."}
	UsageSoFarMore = Message{"usage.sofar.more", "いまのところ、前の月（%[1]s）より %[2]s 多い金額です。", "So far %[2]s more than the month before (%[1]s)."}
	UsageAlone     = Message{"usage.alone", "前の月（%[1]s）の記録がないため、比べられません。", "There is no record of the month before (%[1]s) to compare with."}
	UsageBiggest   = Message{"usage.biggest", "いちばん大きな違いは「%[1]s」です（%[2]s %[3]s）。", "The biggest difference is “%[1]s” (%[2]s %[3]s)."}
	UsageUp        = Message{"usage.up", "増", "more"}
	UsageDown      = Message{"usage.down", "減", "less"}
	UsageNotBefore = Message{"usage.notbefore", "前の月（%[1]s）は、ご利用がありませんでした。", "Nothing was used in the month before (%[1]s)."}
	UsageNeither   = Message{"usage.neither", "前の月（%[1]s）も、ご利用がありませんでした。", "Nothing was used in the month before (%[1]s) either."}

	UsageBy       = Message{"usage.by", "分け方", "Split by"}
	UsageCategory = Message{"usage.by.category", "使いみち", "Category"}
	UsageUser     = Message{"usage.by.user", "ご利用者", "Card user"}
	UsageChart    = Message{"usage.chart", "12か月の棒グラフ", "Bar chart of twelve months"}
	UsageChartDo  = Message{"usage.chart.do", "月を選ぶと、その月の内訳が表示されます。", "Choose a month to see what it is made of."}
	UsageHollow   = Message{"usage.hollow", "枠線だけの棒は、集計の途中の月です。", "A bar of lines alone is a month still counting."}
	UsageBelow    = Message{"usage.below", "返品などでマイナスになった分は、0円の線の反対側に描いています。", "What is below zero, returned goods or the like, is drawn on the other side of the line of ¥0."}

	UsageSplit     = Message{"usage.split", "%[1]sの使いみち", "%[1]s by category"}
	UsageSplitUser = Message{"usage.split.user", "%[1]sのご利用者", "%[1]s by card user"}
	UsageNoSplit   = Message{"usage.nosplit", "この月のご利用はありません", "No uses in this month"}
	UsageNoSplitDo = Message{"usage.nosplit.do", "ほかの月を選ぶと、その月の内訳が表示されます。", "Choose another month to see what it is made of."}
	UsageUnknown   = Message{"usage.unknown", "内訳は、いまは表示できません", "What it is made of cannot be shown now"}
	UsageUnknownDo = Message{"usage.unknown.do", "カード会社のシステムにつながらないため、合計だけを表示しています。しばらくしてから、もう一度ご覧ください。", "The card system does not answer, so only the total is shown. Please look again later."}
	UsageOne       = Message{"usage.one", "このカードをお使いになった方は、お一人です。", "One person used this card."}
	UsageOwn       = Message{"usage.own", "家族カードでは、ご自身のご利用だけを表示しています。", "With a family card you see what you used yourself."}
	UsagePersonal  = Message{"usage.person", "%[1]s 様", "%[1]s"}

	UsageTable   = Message{"usage.table", "表で見る", "As a table"}
	UsageScroll  = Message{"usage.scroll", "12か月の表", "Table of twelve months"}
	UsageUnit    = Message{"usage.unit", "単位は円です。", "Amounts in yen."}
	UsageDebited = Message{"usage.debited", "お支払い月", "Month of debit"}
	UsageSum     = Message{"usage.sum", "合計", "Total"}
	UsageDash    = Message{"usage.dash", "—", "—"}

	UsageHow     = Message{"usage.how", "金額の数え方", "How it is counted"}
	UsageHowOf   = Message{"usage.how.of", "口座から引き落とす月に数えています。ご利用になった月ではありません。明細のお支払い月と同じです。", "A use counts in the month in which it is debited, not in that in which you made it: the month of its statement."}
	UsageHowPart = Message{"usage.how.part", "2回払い・分割払いは、その月に引き落とす分だけを数えます。返品などでお戻しする金額は差し引いています。", "Of purchases in two payments or in instalments, what is debited in the month counts. What is given back is taken off."}
	UsageHowRev  = Message{"usage.how.rev", "リボ払いは、毎月のお支払い額を「リボ払いのお支払い」として数えます。", "Of a revolving balance the month's payment counts, as “Revolving payment”."}
	UsageHowFee  = Message{"usage.how.fee", "手数料・利息・年会費は含みません。", "Fees, interest and the annual fee are left out."}
	UsageHowCat  = Message{"usage.how.cat", "使いみちは、お店の種類から自動で分けています。", "Categories follow from the kind of shop."}

	UsageEmpty   = Message{"usage.empty", "この12か月のご利用はありません", "No uses in these twelve months"}
	UsageEmptyDo = Message{"usage.empty.do", "カードをご利用になると、お支払い月ごとの合計がここに表示されます。", "Once you use your card, the totals by month of debit appear here."}

	CategoryFood      = Message{"category.food", "食料品", "Groceries"}
	CategoryDining    = Message{"category.dining", "外食", "Eating out"}
	CategoryShopping  = Message{"category.shopping", "買いもの", "Shopping"}
	CategoryUtilities = Message{"category.utilities", "水道・光熱・通信", "Utilities and telecom"}
	CategoryTransport = Message{"category.transport", "交通・旅行", "Transport and travel"}
	CategoryHealth    = Message{"category.health", "医療・健康", "Health"}
	CategoryLeisure   = Message{"category.leisure", "趣味・娯楽", "Leisure"}
	CategoryCash      = Message{"category.cash", "キャッシング", "Cash advances"}
	CategoryRevolving = Message{"category.revolving", "リボ払いのお支払い", "Revolving payment"}
	CategoryOther     = Message{"category.other", "その他", "Other"}
)
