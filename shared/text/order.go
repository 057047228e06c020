package text

// Orders: what members have the card system do.
var (
	OrderAny = Message{"order.any", "お手続き", "Procedure"}

	TitleOrders = Message{"title.orders", "お手続きの履歴", "Your procedures"}
	OrdersLead  = Message{"orders.lead", "Netアンサーでお申し込みになったお手続きと、その状況です。", "What you have asked for on Net Answer, and how it stands."}
	OrdersNone  = Message{"orders.none", "お手続きはありません", "There are no procedures"}
	OrdersNoDo  = Message{"orders.none.do", "お支払い方法の変更や住所変更などをお申し込みになると、ここで状況をご覧いただけます。", "When you ask for something, such as another way of paying or a change of address, you see here how it stands."}
	OrdersOlder = Message{"orders.older", "以前のお手続き", "Older procedures"}
	OrdersNew   = Message{"orders.newest", "新しいお手続き", "Newest procedures"}
	OrdersOver  = Message{"orders.over", "お手続きの有効時間が過ぎたか、もう終わっています。状況をこの一覧でご確認のうえ、必要なときは、もう一度はじめからお手続きください。", "The time for this procedure is over, or it has ended already. Please see below how it stands; if you still need it, please begin again."}

	OrderLead     = Message{"order.lead", "まだお申し込みは完了していません。内容をご確認ください。", "Nothing has been ordered yet. Please check what you are about to order."}
	OrderSheet    = Message{"order.sheet", "お手続きの内容", "What is ordered"}
	OrderCard     = Message{"order.card", "カード番号の末尾", "Card ending in"}
	OrderRead     = Message{"order.read", "ご確認いただく書面", "Documents to read"}
	OrderVersion  = Message{"order.version", "版：%[1]s", "Version: %[1]s"}
	OrderConsent  = Message{"order.consent", "書面の内容を確認し、同意します", "I have read the documents and agree"}
	OrderAgree    = Message{"order.agree", "書面の内容をご確認のうえ、「同意します」にチェックを入れてください。", "Please read the documents, then tick that you agree."}
	OrderButton   = Message{"order.button", "この内容で申し込む", "Order this"}
	OrderAgreed   = Message{"order.button.agree", "同意して申し込む", "Agree and order"}
	OrderToProof  = Message{"order.button.proof", "ご本人様確認へ進む", "Continue to the check of identity"}
	OrderToAgreed = Message{"order.button.both", "同意してご本人様確認へ進む", "Agree and continue to the check of identity"}
	OrderProofDo  = Message{"order.proof", "このあと、ご登録の連絡先でご本人様の確認をします。", "Next we check by a contact on file that it is you."}
	OrderBack     = Message{"order.back", "内容を変更する", "Change it"}

	OrderGone      = Message{"order.gone", "お手続きが見つかりませんでした。「お手続きの履歴」からお選びください。", "This procedure could not be found. Please choose one from your procedures."}
	OrderDocuments = Message{"order.documents", "書面が新しくなりました。もう一度ご確認ください。", "The documents have changed. Please read them once more."}
	OrderTooLate   = Message{"order.late", "取り消しができる時間を過ぎました。認証デスクへご連絡ください。", "It is too late to undo this. Please call our desk."}

	OrderOver    = Message{"order.over", "有効時間が過ぎました", "The time is over"}
	OrderOverDo  = Message{"order.over.do", "内容を確認できる時間が過ぎました。お申し込みは行われていません。もう一度はじめからお手続きください。", "The time to confirm this is over. Nothing has been ordered. Please begin again."}
	OrderAgain   = Message{"order.again", "はじめからやり直す", "Begin again"}
	OrderProve   = Message{"order.prove", "ご本人様の確認がお済みではありません", "Your identity is still to be checked"}
	OrderProveDo = Message{"order.prove.do", "確認が終わるまで、お申し込みは完了しません。", "Nothing is ordered until that is done."}
	OrderWait    = Message{"order.wait", "受付を確認しています", "We are checking whether it was received"}
	OrderWaitDo  = Message{"order.wait.do", "お申し込みはお預かりしました。カードのシステムの応答を待っています。もう一度お申し込みになる必要はありません。結果は、この画面と「お知らせ」でご確認いただけます。", "We have your order and wait for the card system to answer. There is no need to order again: you find the outcome here and among your notices."}
	OrderLook    = Message{"order.look", "状況を確認する", "See how it stands"}
	OrderNot     = Message{"order.not", "お申し込みをお受けできませんでした", "This could not be ordered"}
	OrderNotDo   = Message{"order.not.do", "締切を過ぎたか、条件が変わったため、お受けできませんでした。何も変わっていません。最新の内容をご確認のうえ、もう一度お手続きください。", "The cut-off has passed or the terms have changed, so nothing was done. Please look at the current offer and try again."}

	OrderReceived  = Message{"order.received", "受け付けました", "Received"}
	OrderExamining = Message{"order.examining", "審査中です", "Being examined"}
	OrderApproved  = Message{"order.approved", "承認されました", "Approved"}
	OrderDeclined  = Message{"order.declined", "今回はご希望に沿えませんでした", "We could not grant this"}
	OrderShipped   = Message{"order.shipped", "発送しました", "Sent by post"}
	OrderDone      = Message{"order.completed", "完了しました", "Completed"}
	OrderCancelled = Message{"order.cancelled", "取り消しました", "Cancelled"}

	OrderReceivedDo  = Message{"order.received.do", "状況が変わると、「お知らせ」でお伝えします。", "When anything changes you find it among your notices."}
	OrderExaminingDo = Message{"order.examining.do", "結果が出るまで、しばらくお待ちください。「お知らせ」でお伝えします。", "Please wait for the outcome. You find it among your notices."}
	OrderApprovedDo  = Message{"order.approved.do", "お申し込みの内容が認められました。", "What you asked for has been granted."}
	OrderShippedDo   = Message{"order.shipped.do", "ご登録の住所へお送りしました。お届けまで、しばらくお待ちください。", "It is on its way to the address on file."}
	OrderDoneDo      = Message{"order.completed.do", "お手続きは終わりました。この画面が受付の控えになります。", "All is done. This page is your receipt."}
	OrderShut        = Message{"order.shut", "お申し込みの内容は、この画面では表示できなくなりました。受付番号を控えて、認証デスクへおたずねください。", "What was ordered can no longer be shown here. Please note the receipt number and ask our desk."}
	OrderCancelDo    = Message{"order.cancelled.do", "このお手続きは行われません。", "What was ordered is not done."}

	// Why an application is declined, in plain words.
	OrderIncome    = Message{"order.why.income", "ご申告の年収から、ご希望の額はお引き受けできませんでした。", "The amount is too high for the income that you gave."}
	OrderDebts     = Message{"order.why.debts", "ほかのお借り入れの額から、今回はお引き受けできませんでした。", "The amount that you owe elsewhere does not allow it at present."}
	OrderHistory   = Message{"order.why.history", "これまでのお支払いの状況から、今回はお引き受けできませんでした。", "Past payments do not allow it at present."}
	OrderRecent    = Message{"order.why.recent", "前回の変更から間もないため、今回はお引き受けできませんでした。6か月ほどおいて、またお申し込みください。", "The last change is too recent. Please ask again in some six months."}
	OrderPapers    = Message{"order.why.documents", "収入を証明する書類を確認できませんでした。鮮明な画像で、もう一度お申し込みください。", "We could not read the proof of income. Please ask again with a clear picture."}
	OrderOverall   = Message{"order.why.overall", "総合的に審査した結果、今回はお引き受けできませんでした。", "After an overall examination we cannot grant it at present."}
	OrderNumber    = Message{"order.number", "受付番号", "Receipt number"}
	OrderQuote     = Message{"order.number.help", "お問い合わせのときに、お伝えください。", "Please name it when you call."}
	OrderAt        = Message{"order.at", "お申し込み日時", "Ordered"}
	OrderEffective = Message{"order.effective", "適用日", "Counts from"}
	OrderReceipt   = Message{"order.receipt", "受付の控え", "Receipt"}
	OrderPrint     = Message{"order.print", "この画面を印刷すると、控えになります。", "Print this page to keep it."}
	OrderDocs      = Message{"order.docs", "同意いただいた書面", "Documents that you agreed to"}
	OrderGoOn      = Message{"order.go", "手続きを続ける", "Go on"}
	OrderCancel    = Message{"order.cancel", "この手続きを取り消す", "Undo this"}
	OrderCancelBy  = Message{"order.cancel.by", "%[1]sまで取り消しできます。", "It can be undone until %[1]s."}
	OrdersAll      = Message{"orders.all", "お手続きの履歴へ", "All your procedures"}

	NoticeOrder        = Message{"notice.order", "%[1]sを受け付けました", "%[1]s: received"}
	NoticeOrderDo      = Message{"notice.order.do", "お手続きの内容と受付番号は、「受付の控え」でご確認いただけます。", "The receipt shows what was ordered and its number."}
	NoticeOrderNot     = Message{"notice.order_refused", "%[1]sをお受けできませんでした", "%[1]s: not possible"}
	NoticeOrderNotDo   = Message{"notice.order_refused.do", "締切を過ぎたか、条件が変わったため、お受けできませんでした。何も変わっていません。", "The cut-off has passed or the terms have changed. Nothing was done."}
	NoticeOrderMoved   = Message{"notice.order_moved", "%[1]sの状況が変わりました", "%[1]s: something has changed"}
	NoticeOrderMovedDo = Message{"notice.order_moved.do", "いまの状況を「受付の控え」でご確認ください。", "Please see on the receipt how it stands now."}

	// OrderSMS: as PasscodeSMS, and what it is for, at most 20 characters. A long name, or a long host, leaves less room for the rest. The mail:
	// as PasscodeMail, and what it is for.
	OrderSMS         = Message{"sms.order", "Netアンサー %[4]s\n%[1]s（照合%[2]s）\n他の人に教えないでください\n@%[3]s #%[1]s", "Net Answer: %[4]s\n%[1]s (%[2]s)\nNever share\n@%[3]s #%[1]s"}
	OrderShortSMS    = Message{"sms.order.short", "%[4]s\n%[1]s（照合%[2]s）\n他の人に教えないでください\n@%[3]s #%[1]s", "%[4]s\n%[1]s (%[2]s)\nNever share\n@%[3]s #%[1]s"}
	OrderShortestSMS = Message{"sms.order.shortest", "%[4]s\n%[1]s（%[2]s）\n他言無用\n@%[3]s #%[1]s", "%[4]s\n%[1]s (%[2]s)\n@%[3]s #%[1]s"}
	OrderMailSubject = Message{"mail.order.subject", "【%[1]s】%[2]sのワンタイムパスコード", "[%[1]s] %[2]s: your one-time passcode"}
	OrderMail        = Message{"mail.order", "%[1]sで「%[4]s」のお手続きをする方の確認です。\n\nワンタイムパスコード：%[2]s\n照合番号：%[3]s\n\nこのお手続きの画面に、この6桁の数字をご入力ください。10分間有効で、ほかのお手続きには使えません。\nこの番号は、当社の社員を含め、だれにも教えないでください。\nお心当たりがない場合は、入力せずに、認証デスクへご連絡ください。\n",
		"On %[1]s somebody asks for: %[4]s\n\nOne-time passcode: %[2]s\nReference: %[3]s\n\nIf it was you, please enter these six digits on the page of this procedure. They are valid for ten minutes and for nothing else.\nNever tell them to anybody, our staff included.\nIf you did not ask for this, do not enter them and call our desk.\n"}

	ProveSteps   = Message{"prove.steps", "お手続きの流れ", "Steps of this procedure"}
	ProveSheet   = Message{"prove.sheet", "内容の確認", "Check"}
	ProveReceipt = Message{"prove.receipt", "受付", "Receipt"}
	UnProve      = Message{"un.prove", "ご本人様の確認ができる連絡先がありません", "No contact on file can confirm this"}
	UnProveDo    = Message{"un.prove.do", "このお手続きに必要な確認のできる連絡先が、カードにご登録されていません。登録後や変更後の72時間は、より確かな確認が必要です。下記の認証デスクへ、受付番号を添えてお電話ください。", "The card has no contact on file by which this can be confirmed. In the 72 hours after a recovery or a change of contacts more is asked for. Please call our desk and name the number below."}

	// OrderDone: SMS: time, last 4, desk's number, what was ordered. Mail: site, time, last 4, desk's number, desk's hours, what was ordered.
	OrderDoneSMS         = Message{"sms.order.done", "%[4]s 受付 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "%[4]s %[1]s card %[2]s. Not you? %[3]s"}
	OrderDoneMailSubject = Message{"mail.order.done.subject", "【%[1]s】%[2]sを受け付けました", "[%[1]s] Received: %[2]s"}
	OrderDoneMail        = Message{"mail.order.done", "%[1]sで、次のお手続きを受け付けました。\n\nお手続き：%[6]s\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nくわしくは、ログインして「お知らせ」でご確認ください。\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"On %[1]s the following was ordered.\n\nOrder: %[6]s\nTime: %[2]s\nCard ending in: %[3]s\n\nLog in to find the details among your notices.\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
	// OrderLandlineMail is OrderDoneMail where the number of a landline was changed.
	OrderLandlineMail = Message{"mail.order.landline", "%[1]sで、次のお手続きを受け付けました。固定電話にはSMSをお送りできないため、メールでお知らせしています。\n\nお手続き：%[6]s\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nくわしくは、ログインして「お知らせ」でご確認ください。\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"On %[1]s the following was ordered. A landline gets no SMS, so you are told by mail.\n\nOrder: %[6]s\nTime: %[2]s\nCard ending in: %[3]s\n\nLog in to find the details among your notices.\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
)
