package text

// Inquiries: questions that are asked often, and what members ask in writing.
var (
	TitleFAQ     = Message{"title.faq", "よくあるご質問", "Frequently asked questions"}
	TitleContact = Message{"title.contact", "お問い合わせ", "Contact us"}

	FAQLead   = Message{"faq.lead", "言葉を入れると、あてはまるご質問だけを表示します。", "Enter a word to see only the questions that fit."}
	FAQSearch = Message{"faq.search", "ご質問をさがす", "Search the questions"}
	FAQFound  = Message{"faq.found", "%[1]d件のご質問が見つかりました", "%[1]d questions found"}
	FAQNear   = Message{"faq.near", "ぴったりのご質問はありませんが、近いものが%[1]d件あります", "None fits exactly; %[1]d come near"}
	FAQNone   = Message{"faq.none", "見つかりませんでした", "Nothing was found"}
	FAQNoneDo = Message{"faq.none.do", "ほかの言葉でさがすか、お問い合わせの画面からお尋ねください。", "Please try another word, or ask us on the contact screen."}
	FAQAll    = Message{"faq.all", "すべてのご質問を見る", "See all questions"}
	FAQOpen   = Message{"faq.open", "この画面を開く", "Open this screen"}
	FAQMore   = Message{"faq.more", "解決しないときは", "Still in doubt?"}
	FAQMoreDo = Message{"faq.more.do", "お問い合わせの画面からお尋ねください。24時間受け付け、お知らせの画面でお答えします。", "Ask us on the contact screen, day and night. The answer comes among your notices."}

	ItemFAQ       = Message{"menu.faq", "よくあるご質問", "Frequently asked questions"}
	ItemFAQDo     = Message{"menu.faq.do", "言葉でさがせます", "found by a word"}
	ItemContact   = Message{"menu.contact", "お問い合わせを送る", "Send us an inquiry"}
	ItemContactDo = Message{"menu.contact.do", "24時間受付・お知らせでお答えします", "day and night, answered among your notices"}

	ContactLead      = Message{"contact.lead", "内容をお書きください。お答えは、お知らせの画面でご覧いただけます。", "Please write to us. The answer comes among your notices."}
	ContactUrgent    = Message{"contact.urgent", "お急ぎのときは", "If it is urgent"}
	ContactUrgentDo  = Message{"contact.urgent.do", "カードの紛失・盗難や、身に覚えのないご利用は、お電話ですぐにご連絡ください。", "Please call at once about a lost or stolen card, or a use that you do not know."}
	ContactTopic     = Message{"contact.topic", "お問い合わせの種類", "What it is about"}
	ContactTopicNone = Message{"contact.topic.none", "お選びください", "Please choose"}
	ContactWords     = Message{"contact.words", "お問い合わせの内容", "Your inquiry"}
	ContactWordsHelp = Message{"contact.words.help", "%[1]d文字まで。カード番号・セキュリティコード・暗証番号・パスワードは書かないでください。", "Up to %[1]d characters. Please write no card number, security code, PIN or password."}
	ContactFiles     = Message{"contact.files", "添付ファイル", "Attachments"}
	AskSend          = Message{"ask.send", "送信する", "Send"}

	ContactTopicMissing = Message{"contact.topic.missing", "お問い合わせの種類をお選びください。", "Please choose what it is about."}
	ContactWordsMissing = Message{"contact.words.missing", "お問い合わせの内容をご入力ください。", "Please write your inquiry."}
	ContactWordsLong    = Message{"contact.words.long", "%[1]d文字以内でご入力ください（いま%[2]d文字です）。", "Please write at most %[1]d characters (these are %[2]d)."}
	ContactCardNumber   = Message{"contact.card_number", "カード番号のような数字があります。安全のため、消してから送信してください。", "There are digits that look like a card number. For your safety, please remove them before you send."}
	ContactStale        = Message{"contact.stale", "画面の有効期限が切れました。もう一度開いてから送信してください。", "This page is too old. Please open it again and send."}
	AskFull             = Message{"ask.full", "本日お送りいただける件数に達しました。明日もう一度お送りいただくか、お電話でお尋ねください。", "No more inquiries can be sent today. Please send it tomorrow, or call us."}

	TopicUses         = Message{"topic.uses", "ご利用・明細について", "Uses and statements"}
	TopicPayment      = Message{"topic.payment", "お支払いについて", "Payments"}
	TopicCash         = Message{"topic.cash", "キャッシングについて", "Cash advance"}
	TopicLimit        = Message{"topic.limit", "ご利用可能枠について", "Limits"}
	TopicCard         = Message{"topic.card", "カードについて", "The card"}
	TopicRegistration = Message{"topic.registration", "Netアンサーの登録・ログインについて", "Registration and login"}
	TopicPrivacy      = Message{"topic.privacy", "個人情報について", "Personal data"}
	TopicComplaint    = Message{"topic.complaint", "ご意見・苦情", "Complaints"}
	TopicOther        = Message{"topic.other", "そのほか", "Something else"}

	NoticeInquiry   = Message{"notice.inquiry", "お問い合わせを受け付けました", "We have received your inquiry"}
	NoticeInquiryDo = Message{"notice.inquiry.do", "お答えするまで、しばらくお待ちください。お答えは、お知らせの画面でご覧いただけます。", "Please wait for our answer. It comes among your notices."}
	NoticeAnswer    = Message{"notice.answer", "お問い合わせにお答えしました", "Your inquiry has been answered"}
	NoticeAnswerDo  = Message{"notice.answer.do", "担当者からのお答えです。", "This is what our staff answers."}

	InquiryNumber    = Message{"inquiry.number", "受付番号", "Number"}
	InquiryState     = Message{"inquiry.state", "状況", "State"}
	InquiryOpen      = Message{"inquiry.open", "受け付けました", "received"}
	InquiryAnswered  = Message{"inquiry.answered", "お答えしました", "answered"}
	InquiryClosed    = Message{"inquiry.closed", "終了しました", "closed"}
	InquiryFileNames = Message{"inquiry.files", "添付ファイル", "Attachments"}
	InquiryAsked     = Message{"inquiry.asked", "お問い合わせの内容", "What you asked"}
	InquirySays      = Message{"inquiry.says", "お答え", "Answer"}
	InquiryAgain     = Message{"inquiry.again", "もう一度お問い合わせを送る", "Send another inquiry"}

	// AnswerMail: site, number, desk's number, desk's hours.
	AnswerMailSubject = Message{"mail.answer.subject", "【%[1]s】お問い合わせへの回答のお知らせ", "[%[1]s] Your inquiry has been answered"}
	AnswerMail        = Message{"mail.answer", "%[1]sのお問い合わせ（受付番号 %[2]s）にお答えしました。\n\nログインして、お知らせの画面でご覧ください。このメールには、お答えの内容もリンクも載せていません。\n\nお心当たりがない場合は、認証デスクへご連絡ください。\n認証デスク：%[3]s（%[4]s）\n",
		"Your inquiry at %[1]s (number %[2]s) has been answered.\n\nPlease log in and read it among your notices. This mail holds neither the answer nor a link.\n\nIf you did not ask us anything, please call our desk.\nDesk: %[3]s (%[4]s)\n"}
)
