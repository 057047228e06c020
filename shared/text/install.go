package text

// The app: how it is got, and what the system shows of it.
var (
	AppHead  = Message{"app.head", "アプリ「%[1]s」を入れる", "Get the app “%[1]s”"}
	AppTitle = Message{"app.title", "アプリを入れる", "Get the app"}
	AppLead  = Message{"app.lead", "ホーム画面のアイコンから、すぐに開けるようになります。ストアからのダウンロードは必要ありません。無料です。", "It opens from an icon on your home screen. Nothing has to be downloaded from a store, and it is free of charge."}
	AppAbout = Message{"app.about", "%[1]sのお支払い金額やご利用明細を確かめられる、会員サイト「Netアンサー」のアプリです。", "The app of Net Answer, the member site of %[1]s: see what you owe and when."}

	AppHow       = Message{"app.how", "入れ方", "How to get it"}
	AppHowDo     = Message{"app.how.do", "3つの操作で終わります。図のとおりに進めてください。", "It takes three steps. Just follow the pictures."}
	AppHowSee    = Message{"app.how.see", "手順を見る", "See the steps"}
	AppCan       = Message{"app.can", "この端末に、いま入れられます", "You can install it right here"}
	AppCanDo     = Message{"app.can.do", "下のボタンを押すと、確認の画面が出ます。", "Press the button and confirm."}
	AppCanButton = Message{"app.can.button", "アプリを入れる", "Install the app"}
	AppGot       = Message{"app.got", "アプリを入れました", "The app is installed"}
	AppGotDo     = Message{"app.got.do", "次からは、ホーム画面やアプリの一覧にあるアイコンからお開きください。", "From now on, open it from its icon on your home screen or among your apps."}
	AppIn        = Message{"app.in", "アプリでご覧になっています", "You are in the app"}
	AppInDo      = Message{"app.in.do", "この端末には、アプリがもう入っています。", "It is on this device already."}
	AppStart     = Message{"app.start", "アプリを使いはじめる", "Start using the app"}

	AppWithout   = Message{"app.without", "アプリを入れなくても登録できます。", "You can register without it, too. "}
	AppWithoutDo = Message{"app.without.do", "このままブラウザーで登録する", "Register in the browser"}

	AppGoing    = Message{"app.going", "途中のお手続きがあります", "Something is under way"}
	AppGoingDo  = Message{"app.going.do", "お手続きは、はじめた画面で最後までお進めください。ブラウザーではじめたお手続きは、アプリには引き継がれません。", "Please finish it where you began. What you began in the browser is not taken over into the app."}
	AppGoingTo  = Message{"app.going.to", "お手続きの続きへ進む", "Go on with it"}
	AppApart    = Message{"app.apart", "ブラウザーとアプリは別々です", "Browser and app are two things"}
	AppApartDo  = Message{"app.apart.do", "iPhoneでは、アプリを開いたときに、もう一度ログインしていただきます。お手続きの途中で入れるときは、先にブラウザーでお手続きを終えてください。", "On an iPhone you log in once more when you open the app. If something is under way in the browser, please finish it there first."}
	AppPhone    = Message{"app.phone", "スマートフォンに入れるには", "To get it on your phone"}
	AppPhoneDo  = Message{"app.phone.do", "スマートフォンのカメラで読み取ると、この画面が開きます。", "Point your phone’s camera at the code to open this page there."}
	AppOnIPhone = Message{"app.iphone", "iPhoneの場合", "On an iPhone"}
	AppOnDroid  = Message{"app.android", "Androidの場合", "On an Android phone"}
	AppOnPC     = Message{"app.pc", "パソコンの場合", "On a PC"}
	AppLast     = Message{"app.last", "ホーム画面のアイコンから開きます", "Open it from your home screen"}
	AppLastDo   = Message{"app.last.do", "「%[1]s」のアイコンが加わります。", "You will find the icon “%[1]s” there."}

	AppInsideIOS = Message{"app.inside.ios", "LINEやメールなどのアプリの中で開いているときは、先にSafariかChromeで開き直してください。", "If this page opened inside LINE, a mail app or the like, open it in Safari or Chrome first."}
	AppInsideAnd = Message{"app.inside.android", "LINEやメールなどのアプリの中で開いているときは、先にChromeで開き直してください。Samsung Internetでも同じように入れられます。", "If this page opened inside LINE, a mail app or the like, open it in Chrome first. In Samsung Internet it works alike."}

	AppIOS1  = Message{"app.ios.1", "「共有」を押します", "Press Share"}
	AppIOS1x = Message{"app.ios.1.do", "Safariでこの画面を開き、下にある四角と矢印のボタンを押します。見えないときは、画面を少し下へ動かすか、「…」を押してください。", "Open this page in Safari and press the square with an arrow at the bottom. If you do not see it, scroll a little or press “…”."}
	AppIOS2  = Message{"app.ios.2", "「ホーム画面に追加」を選びます", "Choose “Add to Home Screen”"}
	AppIOS2x = Message{"app.ios.2.do", "一覧を上へ動かすと見つかります。", "You find it further down the list."}
	AppIOS3  = Message{"app.ios.3", "「追加」を押します", "Press “Add”"}
	AppIOS3x = Message{"app.ios.3.do", "名前はそのままでかまいません。「Webアプリとして開く」があるときは、オンのままにします。", "The name may stay as it is. Leave “Open as Web App” on, if it is there."}
	AppAnd1  = Message{"app.android.1", "メニューを押します", "Press the menu"}
	AppAnd1x = Message{"app.android.1.do", "Chromeでこの画面を開き、右上の点が3つ並んだボタンを押します。", "Open this page in Chrome and press the three dots at the top right."}
	AppAnd2  = Message{"app.android.2", "「ホーム画面に追加」を選びます", "Choose “Add to Home screen”"}
	AppAnd2x = Message{"app.android.2.do", "「アプリをインストール」と表示されることもあります。", "It may be called “Install app”."}
	AppAnd3  = Message{"app.android.3", "「インストール」を押します", "Press “Install”"}
	AppAnd3x = Message{"app.android.3.do", "少し待つと、アイコンが加わります。", "After a moment the icon is there."}
	AppPC1   = Message{"app.pc.1", "アドレスの右にあるアイコンを押します", "Press the icon beside the address"}
	AppPC1x  = Message{"app.pc.1.do", "ChromeとEdgeでは、アドレスの右端に出ます。MacのSafariでは、「ファイル」から「Dockに追加」を選びます。", "Chrome and Edge show it at the right end of the address. In Safari on a Mac, choose “Add to Dock” from the File menu."}
	AppPC2   = Message{"app.pc.2", "「インストール」を押します", "Press “Install”"}
	AppPC2x  = Message{"app.pc.2.do", "アプリが、専用の窓で開きます。", "The app opens in a window of its own."}

	// words within the drawings, as the systems write them
	AppDrawAdd     = Message{"app.draw.add", "ホーム画面に追加", "Add to Home Screen"}
	AppDrawCopy    = Message{"app.draw.copy", "コピー", "Copy"}
	AppDrawSave    = Message{"app.draw.save", "ブックマーク", "Add Bookmark"}
	AppDrawOK      = Message{"app.draw.ok", "追加", "Add"}
	AppDrawCancel  = Message{"app.draw.cancel", "キャンセル", "Cancel"}
	AppDrawInstall = Message{"app.draw.install", "インストール", "Install"}
	AppDrawNew     = Message{"app.draw.new", "新しいタブ", "New tab"}
	AppDrawSet     = Message{"app.draw.set", "設定", "Settings"}
	AppDrawAlt     = Message{"app.draw.alt", "図：%[1]s", "Drawing: %[1]s"}

	AppStatements = Message{"app.to.statements", "ご利用明細", "Statements"}
	AppLimit      = Message{"app.to.limit", "ご利用可能額", "Available credit"}
	AppMenu       = Message{"app.to.menu", "メニュー", "Menu"}

	AppNewer   = Message{"app.newer", "新しいバージョンがあります。", "A new version is ready."}
	AppNewerDo = Message{"app.newer.do", "更新すると、この画面を読み込み直します。次に開いたときにも更新されます。", "Updating loads this page anew. It is also taken when you open the app next."}
	AppUpdate  = Message{"app.update", "更新する", "Update"}

	DescApp = Message{"desc.app", "%[1]sの会員サイト「Netアンサー」のアプリを、iPhone・Android・パソコンに入れる手順です。図でご案内します。", "How to get the app of Net Answer, the member site of %[1]s, on an iPhone, an Android phone or a PC, step by step."}
)
