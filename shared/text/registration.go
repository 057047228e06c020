package text

// The landing screen.
var (
	LandTitle1   = Message{"land.title1", "カードのことを、", "Your card, "}
	LandTitle2   = Message{"land.title2", "いつでも確かめられる。", "clear at any time."}
	LandLead     = Message{"land.lead", "お支払い金額の確認が24時間できる会員サイトです。登録は無料です。", "See what you owe and when, around the clock. Registration is free of charge."}
	LandStart    = Message{"land.start", "新規登録をはじめる", "Start your registration"}
	LandHome     = Message{"land.home", "ホームへ進む", "Go to your home screen"}
	LandHave     = Message{"land.have", "登録がお済みの方は", "Registered already?"}
	LandQR       = Message{"land.qr", "スマートフォンで開く", "Open on your phone"}
	LandQRLabel  = Message{"land.qr.label", "スマートフォンで開くための二次元コード", "Two-dimensional code that opens this site on a phone"}
	LandQRDo     = Message{"land.qr.do", "カメラで読み取ると、アプリの入れ方と登録の画面が開きます", "Point your camera at it to get the app or to register there"}
	LandNeed1    = Message{"land.need1", "お手元に", "What to have "}
	LandNeed2    = Message{"land.need2", "ご用意ください", "at hand"}
	LandNeedNo   = Message{"land.need.no", "用意するもの %[1]d", "Item %[1]d"}
	LandCard     = Message{"land.card", "カード番号・有効期限・セキュリティコードを入力します。", "You enter the card number, the expiry date and the security code."}
	LandMail     = Message{"land.mail", "メールアドレス", "Your e-mail address"}
	LandMailDo   = Message{"land.mail.do", "迷惑メール対策をされている方は、「%[1]s」からのメールを受信できるようにしてください。", "If you filter your mail, please allow mail from “%[1]s”."}
	LandPhone    = Message{"land.phone", "ご登録の電話番号", "The phone registered with us"}
	LandPhoneDo  = Message{"land.phone.do", "携帯電話または固定電話です。カードにご登録の番号へ、ご本人様確認のためのご連絡をします。", "A mobile or a fixed phone. We use the number on file for your card to confirm that it is you."}
	LandHow1     = Message{"land.how1", "登録の方法は", "There are "}
	LandHow2     = Message{"land.how2", "ふたつあります", "two ways to register"}
	LandAppWay   = Message{"land.way.app", "アプリで登録する", "Register in the app"}
	LandAppWayDo = Message{"land.way.app.do", "アプリ「%[1]s」で、カードをカメラで読み取ります。番号の入力がほとんどいりません。スマートフォンをお持ちの方におすすめです。", "The app “%[1]s” reads your card with the camera, so that there is little to type. The best way if you have a phone."}
	LandWebWay   = Message{"land.way.web", "この画面で登録する", "Register right here"}
	LandHowWords = Message{"land.how.words", "パソコンでもスマートフォンでも、このまま登録できます。入力は6項目、5分ほどで終わります。", "You can register here on a PC or on a phone. There are six items; it takes about five minutes."}
	LandHowForm  = Message{"land.how.form", "登録フォームへ進む", "Go to the registration form"}
	LandApp      = Message{"land.app", "アプリ「%[1]s」", "The app “%[1]s”"}
	LandAppWords = Message{"land.app.words", "スマートフォンに入れると、ホーム画面のアイコンからすぐに開けます。", "Put it on your phone, and it opens from an icon on your home screen."}
	LandAppHow   = Message{"land.app.how", "アプリの入れ方を見る", "See how to get the app"}
)

// The registration form.
var (
	RegLead        = Message{"reg.lead", "すべての項目が必須です。入力した内容は、次の画面で確認できます。", "Every item is required. You can check your entries on the next screen."}
	RegPartOnly    = Message{"reg.part.only", "%[1]sだけ、", "%[1]s: "}
	RegPartAgain   = Message{"reg.part.again", "もう一度ご入力ください", "please enter this part again"}
	RegPartLead    = Message{"reg.part.lead", "ほかの項目は、ご入力いただいたままです。", "Everything else stays as you entered it."}
	RegPartBack    = Message{"reg.part.back", "変更せずに確認画面へ戻る", "Back to the check without changes"}
	RegPartButton  = Message{"reg.part.button", "変更して確認画面へ", "Change and go on"}
	RegPartCard    = Message{"reg.part.card", "カード情報", "Card"}
	RegPartLogin   = Message{"reg.part.login", "IDとパスワード", "ID and password"}
	RegPartEmail   = Message{"reg.part.email", "メールアドレス", "E-mail address"}
	RegButton      = Message{"reg.button", "規約に同意して確認画面へ", "Agree to the terms and continue"}
	RegAfter       = Message{"reg.after", "次の画面で内容を確認できます。まだ登録は完了しません。", "You can check your entries on the next screen. Nothing is registered yet."}
	RegEntered     = Message{"reg.entered", "前回の入力の続きがあります", "You have entries waiting"}
	RegEnteredDo   = Message{"reg.entered.do", "確認画面から続けられます。この画面で、はじめから入力し直すこともできます。", "You can go on from the check screen, or enter everything anew here."}
	RegEnteredLink = Message{"reg.entered.link", "確認画面へ進む", "Go to the check screen"}
	RegPartNew     = Message{"reg.part.new", "はじめから入力する", "Start again from the beginning"}
	RegNewCard     = Message{"reg.new_card", "カードを変更しました", "You changed the card"}
	RegNewCardDo   = Message{"reg.new_card.do", "安全のため、Netアンサーパスワードをもう一度お決めください。IDはそのままでもかまいません。", "For safety, please choose the Net Answer password once more. The ID may stay as it is."}
	RegExpired     = Message{"reg.expired", "続きのお手続きが見つかりませんでした", "There is no registration to go on with"}
	RegExpiredDo   = Message{"reg.expired.do", "お客様の情報を守るため、30分間お手続きがないと、入力内容は消去されます。お手数ですが、はじめからご入力ください。", "To protect you, entries are deleted after 30 minutes without progress. Please start again."}
	RegStatus      = Message{"reg.status", "入力の状況", "Your progress"}

	PartNumber = Message{"reg.number", "クレジットカード番号", "Card number"}
	PartExpiry = Message{"reg.expiry", "有効期限", "Expiry date"}
	PartCode   = Message{"reg.code", "セキュリティコード", "Security code"}
	PartLogin  = Message{"reg.login", "IDとパスワード", "ID and password"}
	PartEmail  = Message{"reg.email", "メールアドレス", "E-mail address"}
	PartTerms  = Message{"reg.terms", "利用規約", "Terms of use"}

	NumberHelp   = Message{"reg.number.help", "カード表面（または裏面）の14〜16桁の数字です。続けて入力すると、自動で区切ります。", "The 14 to 16 digits on the front or back of your card. Just type on: we put in the spaces."}
	ExpiryHelp   = Message{"reg.expiry.help", "カード表示「01/28」の場合 → 月[01] / 年[28]", "If your card shows “01/28” → month [01] / year [28]"}
	ExpMonth     = Message{"reg.exp_month", "有効期限（月）", "Expiry (month)"}
	ExpYear      = Message{"reg.exp_year", "有効期限（年）", "Expiry (year)"}
	CodeHelp     = Message{"reg.code.help", "カードに印字された3桁、または4桁の数字です。", "The 3 or 4 digits printed on your card."}
	CodeBack     = Message{"reg.code.back", "裏面の3桁", "3 digits on the back"}
	CodeBackAt   = Message{"reg.code.back.at", "多くのカード（署名欄の右端）", "Most cards (right end of the signature panel)"}
	CodeBackAlt  = Message{"reg.code.back.alt", "カード裏面の図。署名欄の右端に3桁の数字があります", "The back of a card, with 3 digits at the right end of the signature panel"}
	CodeFront    = Message{"reg.code.front", "表面の4桁", "4 digits on the front"}
	CodeFrontAt  = Message{"reg.code.front.at", "アメリカン・エキスプレス（番号の右上）", "American Express (above the number, right)"}
	CodeFrontAlt = Message{"reg.code.front.alt", "アメリカン・エキスプレスの表面の図。カード番号の右上に4桁の数字があります", "The front of an American Express card, with 4 digits above the number at the right"}

	MemberID     = Message{"reg.member_id", "NetアンサーID", "Net Answer ID"}
	Password     = Message{"reg.password", "Netアンサーパスワード", "Net Answer password"}
	EightSixteen = Message{"reg.816", "半角8〜16文字。英字と数字を、それぞれ1文字以上入れてください。", "8 to 16 characters, with at least one letter and one digit."}
	FifteenUp    = Message{"reg.1512", "15文字以上、128文字以下。ことばを組み合わせた長いものが安全です。", "15 to 128 characters. Several words together make a good one."}
	PasswordNot  = Message{"reg.password.not", "生年月日・電話番号・メールアドレスは使わないでください。", "Please do not use your date of birth, phone number or e-mail address."}
	PasswordKeep = Message{"reg.password.keep", "忘れないようご自身で管理をお願いいたします。ブラウザーやスマートフォンのパスワード保存機能もお使いいただけます。", "Please keep them safe yourself. The password manager of your browser or phone can remember them for you."}
	Email        = Message{"reg.email.label", "メールアドレス", "E-mail address"}
	EmailHelp    = Message{"reg.email.help", "お支払い金額のお知らせなどをお送りします。「%[1]s」からのメールを受信できるようにしてください。", "We send you notices such as the amount due. Please allow mail from “%[1]s”."}
	TermsHelp    = Message{"reg.terms.help", "内容をお読みのうえ、同意してください。", "Please read them, then agree."}
	TermsText    = Message{"reg.terms.text", "利用規約の本文", "The terms of use"}
	PrivacyOpen  = Message{"reg.privacy.open", "%[1]sを読む", "Read: %[1]s"}
	Agree        = Message{"reg.agree", "規約に同意する", "I agree to the terms"}
)

// The screens after the form.
var (
	ConfLead     = Message{"conf.lead", "まだ登録は完了していません。内容をご確認のうえ、ご本人様確認へお進みください。", "You are not registered yet. Please check your entries, then go on to confirm your identity."}
	ConfChange   = Message{"conf.change", "変更する", "Change"}
	ConfChangeOf = Message{"conf.change.of", "%[1]sを変更する", "Change: %[1]s"}
	ConfCard     = Message{"conf.card", "クレジットカード番号", "Card number"}
	ConfLast4    = Message{"conf.last4", "下4桁 %[1]s", "ending in %[1]s"}
	ConfSet      = Message{"conf.set", "設定済み", "set"}
	ConfSetHelp  = Message{"conf.set.help", "安全のため表示しません", "not shown, for your safety"}
	ConfTerms    = Message{"conf.terms", "同意いただいた規約", "Terms you agreed to"}
	ConfStrength = Message{"conf.strength", "パスワードの安全性", "Strength of the password"}
	ConfButton   = Message{"conf.button", "ご本人様確認へ進む", "Go on to confirm your identity"}
	ConfAfter    = Message{"conf.after", "カードにご登録の連絡先へ、ワンタイムパスコードをお送りします。", "We send a one-time passcode to the contact on file for your card."}

	VerSentSMS        = Message{"ver.sent.sms", "カードにご登録の携帯電話へ、6桁の番号をお送りしました。", "We sent a 6-digit number to the mobile phone on file for your card."}
	VerSentMail       = Message{"ver.sent.mail", "カードにご登録のメールアドレスへ、6桁の番号をお送りしました。", "We sent a 6-digit number to the e-mail address on file for your card."}
	VerChoose         = Message{"ver.choose", "カードにご登録の連絡先へ、6桁の番号（ワンタイムパスコード）をお送りします。", "We send a 6-digit number (one-time passcode) to the contact on file for your card."}
	VerHow            = Message{"ver.how", "受け取る方法", "How to receive it"}
	VerBySMS          = Message{"ver.sms", "SMSで受け取る", "By SMS"}
	VerByMail         = Message{"ver.mail", "メールで受け取る", "By e-mail"}
	VerSend           = Message{"ver.send", "ワンタイムパスコードを送る", "Send the one-time passcode"}
	VerToSMS          = Message{"ver.to.sms", "送信先（SMS）", "Sent to (SMS)"}
	VerToMail         = Message{"ver.to.mail", "送信先（メール）", "Sent to (e-mail)"}
	VerSent           = Message{"ver.delivery.sent", "送信しました。", "Sent."}
	VerSending        = Message{"ver.delivery.sending", "送信しています。", "It is being sent."}
	VerSendingLook    = Message{"ver.delivery.look", "送信できたか確認する", "See whether it went out"}
	VerNotDelivered   = Message{"ver.delivery.failed", "お届けできませんでした", "It could not be delivered"}
	VerNotDeliveredDo = Message{"ver.delivery.failed.do", "この連絡先へお送りできませんでした。下の「届かないとき」から、もう一度送るか、ほかの方法をお選びください。", "Nothing could be sent to this contact. Under \"Nothing arrived?\" below, have it sent again or choose another way."}

	VerRef       = Message{"ver.ref", "照合番号", "Reference"}
	VerRefHelp   = Message{"ver.ref.help", "届いたメッセージにも同じ番号があります", "The message shows the same number"}
	Passcode     = Message{"ver.passcode", "ワンタイムパスコード", "One-time passcode"}
	PasscodeHelp = Message{"ver.passcode.help", "届いた6桁の数字を入力してください。", "Please enter the 6 digits that you received."}
	VerTries     = Message{"ver.tries", "あと%[1]d回入力できます。", "You can try %[1]d {time|times} more."}
	VerValid     = Message{"ver.valid", "有効時間 あと約%[1]d分", "Valid for about %[1]d min"}
	VerValidTick = Message{"ver.valid.tick", "有効時間 あと%[1]d:%02[2]d", "Valid for %[1]d:%02[2]d"}
	VerOver      = Message{"ver.over", "有効時間が過ぎました。もう一度送ってください。", "It has expired. Please have another one sent."}
	VerButton    = Message{"ver.button", "認証する", "Confirm"}
	VerNobody    = Message{"ver.nobody", "この番号は、だれにも教えないでください", "Never tell anybody this number"}
	VerNobodyDo  = Message{"ver.nobody.do", "当社の社員や警察官が、お電話などで番号をお尋ねすることはありません。", "Neither our staff nor the police will ever ask you for it."}
	VerNot       = Message{"ver.not", "届かないとき", "Nothing arrived?"}
	VerNotDo     = Message{"ver.not.do", "届くまでに1、2分かかることがあります。圏外ではないか、受信を拒否していないかもご確認ください。", "It can take a minute or two. Please also check your signal and whether you block such messages."}
	VerNotMailDo = Message{"ver.not.mail.do", "届くまでに1、2分かかることがあります。迷惑メールのフォルダーや、受信を拒否していないかもご確認ください。", "It can take a minute or two. Please also look into your junk mail and check whether you block such messages."}
	VerAgain     = Message{"ver.again", "もう一度送る", "Send it again"}
	VerAgainIn   = Message{"ver.again.in", "あと%[1]d秒たつと、もう一度送れます。", "You can have it sent again in %[1]d {second|seconds}."}
	VerAgainNow  = Message{"ver.again.now", "もう一度送れます。前の番号は使えなくなります。", "You can have it sent again. The earlier number will no longer work."}
	VerDead      = Message{"ver.dead", "このパスコードは使えなくなりました", "This passcode can no longer be used"}
	VerDeadDo    = Message{"ver.dead.do", "有効時間が過ぎたか、入力の回数を超えました。もう一度送ってください。", "It has expired or was tried too often. Please have another one sent."}
	VerNone      = Message{"ver.none", "ご登録の連絡先を確認できませんでした", "We found no contact on file"}
	VerNoneDo    = Message{"ver.none.do", "番号をお送りできる携帯電話やメールアドレスのご登録がありません。認証デスクで承ります。", "There is no mobile phone or e-mail address on file that we can use. Please call the desk, who will help you."}

	NewLead   = Message{"new.lead", "ご本人様の確認ができました。あと1つだけお願いします。", "Your identity is confirmed. There is one more thing to do."}
	NewWhy    = Message{"new.why", "別のIDとパスワードをお選びください", "Please choose another ID and password"}
	NewWhyDo  = Message{"new.why.do", "ご入力いただいたものに、生年月日・電話番号・メールアドレスと同じ文字が含まれていました。推測されやすいため、お使いいただけません。", "What you entered contains your date of birth, phone number or e-mail address. It would be easy to guess."}
	NewButton = Message{"new.button", "登録を完了する", "Complete the registration"}

	UnRefused      = Message{"un.refused", "カードの確認ができませんでした", "We could not confirm your card"}
	UnRefusedDo    = Message{"un.refused.do", "ご入力いただいた内容では、カードを確認できませんでした。認証デスクで、ご事情をうかがいながらご案内します。", "We could not confirm the card with what was entered. The desk will be glad to help you."}
	UnContact      = Message{"un.contact", "ご登録の連絡先を確認できませんでした", "We found no contact on file"}
	UnContactDo    = Message{"un.contact.do", "ご本人様確認に使える連絡先のご登録がありません。認証デスクで、ご登録の内容を確認いたします。", "There is no contact on file with which to confirm your identity. The desk will check it with you."}
	UnTries        = Message{"un.tries", "お手続きをいったん止めています", "This registration has been stopped"}
	UnTriesDo      = Message{"un.tries.do", "入力の回数を超えたため、お客様を守るためにお手続きを止めました。認証デスクへご連絡いただくか、時間をおいて、はじめからお試しください。", "There were too many attempts, so we stopped to protect you. Please call the desk, or start again later."}
	UnRegistered   = Message{"un.registered", "このカードは、すでに登録されています", "This card is registered already"}
	UnRegisteredDo = Message{"un.registered.do", "お持ちのNetアンサーIDでログインできます。IDやパスワードをお忘れのときは、下のボタンからお調べいただけます。", "You can log in with your Net Answer ID. If you have forgotten the ID or the password, you can look it up with the button below."}
	UnAgain        = Message{"un.again", "はじめから登録する", "Start again"}

	DoneTitle  = Message{"done.title", "登録が完了しました", "Your registration is complete"}
	DoneLead   = Message{"done.lead", "Netアンサーをご利用いただけます。", "You can use Net Answer now."}
	DoneID     = Message{"done.id", "あなたのNetアンサーID", "Your Net Answer ID"}
	DoneButton = Message{"done.button", "さっそくログインしてみましょう", "Log in now"}
	DoneMail   = Message{"done.mail", "お知らせをお送りしました", "We sent you a notice"}
	DoneMailDo = Message{"done.mail.do", "カードにご登録の連絡先すべてへお送りしています。お心当たりのないお知らせが届いたときは、認証デスクへご連絡ください。", "It went to every contact on file for your card. If you ever receive one that you cannot explain, please call the desk."}
)
