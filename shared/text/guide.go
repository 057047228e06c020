package text

// The guide: the brochure's pages, a page a device.
var (
	GuideHead     = Message{"guide.head", "ご登録ガイド", "Registration guide"}
	GuideLead     = Message{"guide.lead", "お使いの機器をお選びください。画面の見本と動画で、登録のはじめからログインまでをご案内します。", "Please choose your device. Pictures and a film show the way from the start of the registration to your first login."}
	GuideNeed     = Message{"guide.need", "カードと、カードにご登録の電話またはメールをお手元にご用意ください。5分ほどで終わります。", "Have your card at hand, and the phone or the mailbox registered with it. It takes about five minutes."}
	GuidePrint    = Message{"guide.print", "このページは、そのまま印刷してご利用いただけます。", "You can print this page as it is."}
	GuidePC       = Message{"guide.pc", "パソコンで登録する", "Register on a PC"}
	GuidePCDo     = Message{"guide.pc.do", "1つの画面に、登録フォームのすべてが並びます。", "The whole form stands on one page."}
	GuideIPhone   = Message{"guide.iphone", "iPhoneで登録する", "Register on an iPhone"}
	GuideIPhoneDo = Message{"guide.iphone.do", "Safariで、1項目ずつ入力します。アプリは必要ありません。", "In Safari, one item at a time. No app is needed."}
	GuideDroid    = Message{"guide.android", "Androidで登録する", "Register on an Android phone"}
	GuideDroidDo  = Message{"guide.android.do", "Chromeで、1項目ずつ入力します。アプリは必要ありません。", "In Chrome, one item at a time. No app is needed."}
	GuideSee      = Message{"guide.see", "手順を見る", "See the steps"}
	GuideDevices  = Message{"guide.devices", "機器の切り替え", "Devices"}
	GuideAlt      = Message{"guide.alt", "「%[1]s」の画面の見本", "Example of the screen: %[1]s"}
	GuideFilm     = Message{"guide.film", "動画で見る", "Watch the film"}
	GuideFilmDo   = Message{"guide.film.do", "登録のはじめからログインまでを、%[1]d秒の動画でご覧いただけます。音声はありません。同じ内容を、下の手順でもご案内しています。", "A film of %[1]d seconds, from the start of the registration to the login. It has no sound. The steps below say the same."}
	GuideNoFilm   = Message{"guide.film.not", "お使いのブラウザーでは動画を再生できません。下の手順をご覧ください。", "Your browser cannot play this film. Please see the steps below."}
	GuideSteps    = Message{"guide.steps", "登録の手順", "The steps"}

	GuideStart     = Message{"guide.start", "登録をはじめる", "Start"}
	GuideStartDo   = Message{"guide.start.do", "トップページの「新規登録をはじめる」を押します。", "On the top page, press “Start your registration”."}
	GuideCard      = Message{"guide.card", "カード情報を入力する", "Enter your card"}
	GuideCardDo    = Message{"guide.card.do", "カードを見ながら、カード番号・有効期限・セキュリティコードを入力します。カード番号は、続けて入力すると自動で区切られます。", "Enter the card number, the expiry date and the security code from your card. Just type on: the number is grouped for you."}
	GuideCardPhone = Message{"guide.card.phone", "カードを見ながら、カード番号・有効期限・セキュリティコードを1項目ずつ入力し、「次へ」で進みます。", "Enter the card number, the expiry date and the security code from your card, one at a time, and go on with “Next”."}
	GuideLogin     = Message{"guide.login", "IDとパスワードを決める", "Choose ID and password"}
	GuideLoginDo   = Message{"guide.login.do", "NetアンサーIDとNetアンサーパスワードをお決めいただき、つづいてメールアドレスを入力します。パスワードの安全性のめやすが表示されます。", "Choose your Net Answer ID and password, then enter your e-mail address. A meter shows how strong the password is."}
	GuideTerms     = Message{"guide.terms", "規約に同意する", "Agree to the terms"}
	GuideTermsDo   = Message{"guide.terms.do", "利用規約と個人情報の取扱いをお読みのうえ、「規約に同意する」にチェックを入れ、「規約に同意して確認画面へ」を押します。", "Read the terms of use and the privacy notice, tick “I agree to the terms” and press “Agree to the terms and continue”."}
	GuideConfirm   = Message{"guide.confirm", "入力した内容を確かめる", "Check your entries"}
	GuideConfirmDo = Message{"guide.confirm.do", "よろしければ「ご本人様確認へ進む」を押します。直したいところは「変更する」から直せます。", "If all is right, press “Go on to confirm your identity”. “Change” lets you correct an entry."}
	GuideVerify    = Message{"guide.verify", "ワンタイムパスコードを入力する", "Enter the one-time passcode"}
	GuideVerifyDo  = Message{"guide.verify.do", "カードにご登録の携帯電話（SMS）またはメールに、6桁の番号が届きます。その番号を入力し、「認証する」を押します。番号は、だれにも教えないでください。", "Six digits arrive on the mobile phone (SMS) or in the mailbox registered with your card. Enter them and press “Confirm”. Never tell them to anybody."}
	GuideVerifyIOS = Message{"guide.verify.ios", "SMSが届くと、キーボードの上に番号が表示されることがあります。押すとそのまま入力されます。", "When the SMS arrives, the number may appear above the keyboard. Press it to enter it."}
	GuideVerifyAnd = Message{"guide.verify.android", "SMSをメッセージのアプリで確かめてから、この画面に戻れます。お手続きはそのまま続けられます。", "You can look at the SMS in your messages app and come back to this page: the registration goes on where it was."}
	GuideDone      = Message{"guide.done", "登録が完了する", "Registration complete"}
	GuideDoneDo    = Message{"guide.done.do", "NetアンサーIDが表示されます。「さっそくログインしてみましょう」を押して、ログインの画面へ進みます。", "Your Net Answer ID is shown. Press “Log in now” to go on to the login."}
	GuideHome      = Message{"guide.home", "ログインする", "Log in"}
	GuideHomeDo    = Message{"guide.home.do", "NetアンサーIDとNetアンサーパスワードでログインすると、次回のお支払い金額とお支払い日を確認できます。", "Log in with your Net Answer ID and password to see what is due next, and when."}

	GuideAdd      = Message{"guide.add", "次からすぐに開くには", "To open it quickly next time"}
	GuideAddIOS   = Message{"guide.add.ios", "Safariでこのサイトを開き、「共有」から「ホーム画面に追加」を選ぶと、ホーム画面のアイコンから開けるようになります。", "Open this site in Safari, press Share and choose “Add to Home Screen”. It then opens from an icon on your home screen."}
	GuideAddDroid = Message{"guide.add.android", "Chromeでこのサイトを開き、右上のメニューから「ホーム画面に追加」を選ぶと、ホーム画面のアイコンから開けるようになります。", "Open this site in Chrome and choose “Add to Home screen” from the menu at the top right. It then opens from an icon on your home screen."}
	GuideGo       = Message{"guide.go", "登録フォームへ進む", "Go to the registration form"}
	GuideLink     = Message{"guide.link", "画面の見本と動画で手順を見る", "See the steps with pictures and a film"}
)

// What a search shows of the pages that it may find, beneath their titles.
var (
	DescLanding = Message{"desc.landing", "%[1]sの会員サイト「Netアンサー」の新規登録とログイン。お支払い金額の確認が24時間できます。登録は無料、5分ほどで終わります。", "Register for Net Answer, the member site of %[1]s, or log in. See what you owe and when, around the clock. Registration is free and takes about five minutes."}
	DescGuide   = Message{"desc.guide", "%[1]sの会員サイト「Netアンサー」のご登録ガイド。パソコン・iPhone・Androidの手順を、画面の見本と動画でご案内します。", "How to register for Net Answer, the member site of %[1]s, on a PC, an iPhone or an Android phone, with pictures and a film."}
	DescPC      = Message{"desc.pc", "%[1]sの会員サイト「Netアンサー」に、パソコンで登録する手順です。画面の見本と動画でご案内します。", "How to register for Net Answer, the member site of %[1]s, on a PC, with pictures and a film."}
	DescIPhone  = Message{"desc.iphone", "%[1]sの会員サイト「Netアンサー」に、iPhoneで登録する手順です。画面の見本と動画でご案内します。", "How to register for Net Answer, the member site of %[1]s, on an iPhone, with pictures and a film."}
	DescAndroid = Message{"desc.android", "%[1]sの会員サイト「Netアンサー」に、Androidのスマートフォンで登録する手順です。画面の見本と動画でご案内します。", "How to register for Net Answer, the member site of %[1]s, on an Android phone, with pictures and a film."}
)
