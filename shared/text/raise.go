package text

// A higher or a lower limit.
var (
	TitleRaise     = Message{"title.raise", "ご利用可能枠の増枠", "Raise your limit"}
	TitleRaiseCash = Message{"title.raise.cash", "キャッシング枠の引き上げ", "Raise your cash limit"}
	TitleLower     = Message{"title.lower", "ご利用可能枠の引き下げ", "Lower your limit"}
	TitleLowerCash = Message{"title.lower.cash", "キャッシング枠の引き下げ", "Lower your cash limit"}

	RaiseLead    = Message{"raise.lead", "お申し込みのあとに審査があり、結果は「お知らせ」でお伝えします。", "Your application is examined; you find the outcome among your notices."}
	RaiseNow     = Message{"raise.now", "いまの枠", "Your limit now"}
	RaiseCan     = Message{"raise.can", "お申し込みいただける枠", "You may apply for"}
	RaiseUpTo    = Message{"raise.up_to", "%[1]sまで", "up to %[1]s"}
	RaiseTerms   = Message{"raise.terms", "増枠の期間", "For how long"}
	RaiseTerm    = Message{"raise.term", "増枠の期間をお選びください。", "Please choose for how long."}
	RaiseTemp    = Message{"raise.temporary", "一時的に増やす", "For a time"}
	RaiseTempDo  = Message{"raise.temporary.do", "旅行や引っ越しなど、最長%[1]d日・%[2]sまで", "for a journey or a move: %[1]d {day|days} at most, up to %[2]s"}
	RaiseLast    = Message{"raise.lasting", "ずっと増やす", "For good"}
	RaiseLastDo  = Message{"raise.lasting.do", "%[1]sまで", "up to %[1]s"}
	RaiseLimit   = Message{"raise.limit", "ご希望の枠", "Limit that you would like"}
	RaiseLimitDo = Message{"raise.limit.do", "増やしたあとの枠を、%[1]s単位でご入力ください。", "The limit after it is raised, in steps of %[1]s."}
	RaiseSteps   = Message{"raise.steps", "%[1]sより多く%[2]sまで、%[3]s単位でご入力ください。", "Please enter more than %[1]s and up to %[2]s, in steps of %[3]s."}
	RaisePeriod  = Message{"raise.period", "ご利用の期間（一時的に増やす場合）", "Period, when it is for a time"}
	RaiseFirst   = Message{"raise.first", "開始日", "First day"}
	RaiseEnd     = Message{"raise.end", "終了日", "Last day"}
	RaiseFrom    = Message{"raise.from", "開始日は、今日からあとの日をお選びください。例：2026-12-20", "Please choose a first day from today on, for example 2026-12-20."}
	RaiseUntil   = Message{"raise.until", "終了日は、開始日からあとの日をお選びください。例：2026-12-31", "Please choose a last day that is not before the first, for example 2026-12-31."}
	RaiseAhead   = Message{"raise.ahead", "開始日は、今日から%[1]d日以内でお選びください。", "Please choose a first day within %[1]d {day|days} from now."}
	RaiseLong    = Message{"raise.long", "期間は%[1]d日までです。終了日をお選び直しください。", "The period may have %[1]d {day|days}. Please choose another last day."}

	RaiseWhat     = Message{"raise.what", "ご利用の目的", "What it is for"}
	RaisePurpose  = Message{"raise.purpose", "ご利用の目的をお選びください。", "Please choose what it is for."}
	RaiseTravel   = Message{"raise.travel", "旅行・帰省", "Travel"}
	RaiseWedding  = Message{"raise.wedding", "冠婚葬祭", "Wedding or funeral"}
	RaiseMoving   = Message{"raise.moving", "引っ越し・家具家電", "Moving, furniture"}
	RaiseMedical  = Message{"raise.medical", "医療・介護", "Medical care"}
	RaiseBuy      = Message{"raise.purchase", "高額のお買い物", "A large purchase"}
	RaiseOther    = Message{"raise.other", "その他", "Something else"}
	RaiseYou      = Message{"raise.you", "法令にもとづいてうかがうこと", "What the law has us ask"}
	RaiseYouDo    = Message{"raise.you.do", "審査にのみ使います。", "It is used for the examination only."}
	RaiseYear     = Message{"raise.income", "税込みの年収", "Income a year, before tax"}
	RaiseYearDo   = Message{"raise.income.do", "例：420万、4200000。ないときは0。", "For example 4200000. If there is none, 0."}
	RaiseWork     = Message{"raise.work", "お勤め先", "Employer"}
	RaiseWorkDo   = Message{"raise.work.do", "自営業・年金など、お勤めでないときは、その旨をご入力ください。", "If you are not employed, please say so: self-employed, retired."}
	RaiseEmployer = Message{"raise.employer", "お勤め先をご入力ください。お勤めでないときは「自営業」「年金」などで結構です。", "Please enter your employer, or for example \"self-employed\" or \"retired\"."}
	// RaiseEmployerLong: characters.
	RaiseEmployerLong = Message{"raise.employer.long", "お勤め先は、%[1]d文字以内でご入力ください。", "Please keep the employer within %[1]d characters."}
	RaiseDebts        = Message{"raise.debts", "ほかのお借り入れの残高", "What you owe elsewhere"}
	RaiseDebtsDo      = Message{"raise.debts.do", "消費者金融・カードローンなど。住宅ローン・自動車ローンは除きます。ないときは0。", "Consumer loans, card loans; no mortgage, no car loan. If there is none, 0."}
	// RaiseIncome: part of the income, what that is.
	RaiseIncome = Message{"raise.income.part", "ほかのお借り入れと合わせて、年収の%[1]d分の1（%[2]s）までと、法令で定められています。枠を少なくしてお申し込みください。", "The law allows no more than the income divided by %[1]d (%[2]s), what is owed elsewhere included. Please apply for less."}
	RaiseFiles  = Message{"raise.files", "収入を証明する書類", "Proof of income"}
	RaiseFilesD = Message{"raise.files.do", "源泉徴収票、給与明細（2か月分）、確定申告書など。%[1]s", "A tax certificate, two payslips, a tax return or the like. %[1]s"}
	RaiseFilesA = Message{"raise.files.above", "ご希望の枠が%[1]sを超えるときに必要です。", "Needed when the limit is above %[1]s."}
	RaiseFilesW = Message{"raise.files.with", "ご希望の枠が%[1]sを超えるとき、またはほかのお借り入れと合わせて%[2]sを超えるときに必要です。", "Needed when the limit is above %[1]s, or above %[2]s with what you owe elsewhere."}
	RaiseFilesK = Message{"raise.files.kept", "審査のためにカード会社へお渡しし、このサイトには残しません。お申し込みが終わるまでは暗号化してお預かりし、完了しないときは24時間以内に消去します。", "They are handed to the card company for the examination and not kept here. Until the application is complete they lie encrypted; if it is not completed they are erased within 24 hours."}
	RaiseProof  = Message{"raise.proof", "この金額では、収入を証明する書類が必要です。ファイルをお選びください。", "For this amount proof of income is needed. Please choose a file."}
	RaiseQuery  = Message{"raise.query", "信用情報機関への照会に同意します", "I agree to a query at the credit bureau"}
	RaiseQueryD = Message{"raise.query.do", "返済能力の調査のため、加盟する信用情報機関に登録されている情報を照会します。くわしくは、次の画面の書面でご確認いただけます。", "To find out what you are able to pay back, we look up what the credit bureaus of which we are members hold. The document on the next screen has the details."}
	// RaiseConsent is said where the tick is missing.
	RaiseConsent = Message{"raise.consent", "審査には、信用情報機関への照会が必要です。内容をご確認のうえ、チェックを入れてください。", "The examination needs a query at the credit bureau. Please read on, and tick the box."}
	RaiseGo      = Message{"raise.go", "確認画面へ進む", "Go on to check"}

	// Why no application is taken, kindly.
	RaiseArrears   = Message{"raise.why.arrears", "お支払いの確認ができるまで、増枠を承れません", "Your limit cannot be raised until your payment has arrived"}
	RaiseArrearsDo = Message{"raise.why.arrears.do", "お支払いについてのご相談を、お電話で承ります。", "We are glad to talk with you about paying: please call us."}
	RaiseFamily    = Message{"raise.why.family", "枠の変更は、本会員の方が承ります", "The primary card holder can change the limit"}
	RaiseFamilyDo  = Message{"raise.why.family.do", "家族カードの枠は、本会員の方の枠に含まれます。本会員の方のNetアンサーからお申し込みください。", "A family card uses the limit of the primary card holder, who can change it on Net Answer."}
	RaiseRecent    = Message{"raise.why.recent", "前回の変更から間もないため、いまは増枠を承れません", "The last change is too recent"}
	RaiseRecentDo  = Message{"raise.why.recent.do", "しばらくおいてから、またお申し込みください。", "Please apply again some time later."}
	RaisePending   = Message{"raise.why.pending", "お申し込みを審査しています", "Your application is being examined"}
	RaisePendingDo = Message{"raise.why.pending.do", "結果が出るまで、次のお申し込みはお待ちください。", "Please wait for the outcome before you apply again."}
	RaiseNone      = Message{"raise.why.none", "いまは、増枠のお申し込みを承っていません", "No application can be made at present"}
	RaiseNoneDo    = Message{"raise.why.none.do", "すでに上限までご利用いただけるか、いまはお申し込みの対象ではありません。ご相談は、お電話で承ります。", "Your limit is as high as it can be, or none is offered at present. We are glad to talk with you about it: please call us."}
	RaiseSee       = Message{"raise.see", "お申し込みの状況を見る", "See how it stands"}

	LowerLead   = Message{"lower.lead", "お申し込みと同時に変わります。もう一度増やすときには、審査があります。", "It changes at once. Raising it again is examined."}
	LowerLimit  = Message{"lower.limit", "新しい枠", "New limit"}
	LowerDo     = Message{"lower.do", "%[1]sから、いまの枠（%[2]s）より少ない額を、%[3]s単位でご入力ください。", "%[1]s or more, less than the %[2]s of now, in steps of %[3]s."}
	LowerSteps  = Message{"lower.steps", "%[1]s以上、%[2]s未満の額を、%[3]s単位でご入力ください。", "Please enter %[1]s or more and less than %[2]s, in steps of %[3]s."}
	LowerOwed   = Message{"lower.owed", "すでにお借り入れ・ご利用の分は、これまでどおりのお支払いです。", "What you have used already is paid as before."}
	LowerNone   = Message{"lower.none", "これより下げられる枠はありません", "There is nothing to lower"}
	LowerNoneDo = Message{"lower.none.do", "いまの枠は、下げられる範囲のいちばん下です。", "The limit is as low as it can be."}
	LowerGo     = Message{"lower.go", "確認画面へ進む", "Go on to check"}
	LowerWarn   = Message{"lower.warn", "ご注意", "Please note"}

	// On /limit.
	LimitChange   = Message{"limit.change", "枠を変える", "Change your limits"}
	LimitRaiseDo  = Message{"limit.raise", "ご利用可能枠を増やす", "Raise your limit"}
	LimitLowerDo  = Message{"limit.lower", "枠を下げる", "Lower it"}
	LimitCashDo   = Message{"limit.change.cash", "キャッシング枠を変える", "Change your cash limit"}
	LimitCashGo   = Message{"limit.cash.go", "キャッシングを利用する", "Get a cash advance"}
	LimitTempTill = Message{"limit.until", "いまの枠は、%[1]sまでの一時的なものです。", "The limit of now is temporary, until %[1]s."}

	// Of the sheet.
	SheetLimitNow  = Message{"sheet.limit.now", "いまの枠", "Limit now"}
	SheetLimitNew  = Message{"sheet.limit.new", "新しい枠", "New limit"}
	SheetLimitWant = Message{"sheet.limit.want", "ご希望の枠", "Limit applied for"}
	SheetPeriod    = Message{"sheet.period", "期間", "Period"}
	SheetPeriodIs  = Message{"sheet.period.is", "%[1]sから%[2]sまで", "%[1]s to %[2]s"}
	SheetForGood   = Message{"sheet.period.lasting", "ずっと", "for good"}
	SheetConsent   = Message{"sheet.consent", "信用情報機関への照会", "Query at the credit bureau"}
	SheetConsented = Message{"sheet.consent.is", "同意する", "agreed to"}
	SheetFiles     = Message{"sheet.files", "収入を証明する書類", "Proof of income"}
	NamedRaise     = Message{"named.raise", "増枠%[1]s", "Limit %[1]s"}
	NamedRaiseCash = Message{"named.raise.cash", "キャッシング枠%[1]s", "Cash line %[1]s"}
	NamedLower     = Message{"named.lower", "枠の引き下げ%[1]s", "Lower to %[1]s"}
)
