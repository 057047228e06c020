package text

// Statements kept on a device, to be read without a network.
var (
	TitleVault  = Message{"vault.title", "オフラインで明細を見る", "Statements without a network"}
	TitleLocked = Message{"vault.locked.title", "オフラインの明細", "Statements kept on this device"}

	VaultLead    = Message{"vault.lead", "電波の届かないところでも、直近15か月の明細と12か月のご利用グラフをこの端末で見られます。", "See your statements of the last 15 months and the graph of twelve on this device, where there is no network too."}
	VaultWhat    = Message{"vault.what", "この端末に保存するもの", "What is kept on this device"}
	VaultWhat1   = Message{"vault.what.1", "直近15か月の明細、ご利用グラフ、合計。お名前とカード番号は保存しません（カード番号は下4桁だけです）。", "Statements, graph and totals of the last 15 months. Neither your name nor your card number is kept, but for its last 4 digits."}
	VaultWhat2   = Message{"vault.what.2", "保存するものは、お客さまが決めるPINで暗号化します。PINはどこにも送りません。お忘れになると、保存したものは開けません。", "It is encrypted under a PIN of your choice. The PIN is sent nowhere. If you forget it, what is kept cannot be opened."}
	VaultWhat3   = Message{"vault.what.3", "PINを続けて10回間違えたとき、ログアウトしたとき、30日間インターネットにつながないときは、自動で消えます。設定からいつでも消せます。", "It is erased after 10 wrong PINs in a row, when you log out, and after 30 days without a network. You can erase it at any time in your settings."}
	VaultShared  = Message{"vault.shared", "ほかの方と共用の端末では、お使いにならないでください。", "Please do not use it on a device that you share."}
	VaultScripts = Message{"vault.scripts", "オフラインの表示には、このページのアプリが必要です", "Reading without a network needs this page’s app"}
	VaultNeeds   = Message{"vault.needs", "お使いのブラウザーではアプリが動いていないため、保存できません。明細は、インターネットにつながっているときにご覧ください。", "The app does not run in your browser, so nothing can be kept. Please read your statements while you are connected."}
	VaultWait    = Message{"vault.wait", "アプリの準備ができると、ここで保存できます。準備ができないブラウザーでは保存できませんので、明細はインターネットにつながっているときにご覧ください。", "As soon as the app is ready you can keep statements here. In a browser where it does not run nothing can be kept: please read your statements while you are connected."}
	VaultPIN     = Message{"vault.pin", "PIN", "PIN"}
	VaultPINHelp = Message{"vault.pin.help", "6桁以上12桁以内の数字。キャッシュカードの暗証番号や生年月日とは違うものにしてください。", "6 to 12 digits. Please choose others than those of your bank card or your birthday."}
	VaultAgain   = Message{"vault.again", "PIN（確認のためもう一度）", "PIN, once more"}
	VaultKeep    = Message{"vault.keep", "この端末に保存する", "Keep statements on this device"}
	VaultKeeping = Message{"vault.keeping", "暗号化して保存しています", "Encrypting and keeping"}
	VaultKept    = Message{"vault.kept", "この端末に保存しています", "Statements are kept on this device"}
	VaultAt      = Message{"vault.at", "%[1]s時点の明細です。ログインするたびに新しくなります。", "As of %[1]s. They are renewed whenever you log in."}
	VaultRenew   = Message{"vault.renew", "いますぐ新しくする", "Renew now"}
	VaultWipe    = Message{"vault.wipe", "この端末から消す", "Erase from this device"}
	VaultWiped   = Message{"vault.wiped", "この端末から消しました", "Erased from this device"}
	VaultFailed  = Message{"vault.failed", "保存できませんでした", "Nothing was kept"}
	VaultFailDo  = Message{"vault.failed.do", "通信の状態と端末の空き容量をご確認のうえ、もう一度お試しください。", "Please check your connection and the free space of your device, and try again."}

	VaultPINEmpty   = Message{"vault.pin.empty", "PINを入力してください。", "Please enter a PIN."}
	VaultPINDigits  = Message{"vault.pin.digits", "PINは6桁以上12桁以内の数字で入力してください。", "Please enter 6 to 12 digits."}
	VaultPINEasy    = Message{"vault.pin.easy", "同じ数字や続き番号だけのPINは使えません。ほかの数字を入力してください。", "A PIN of one digit or of digits in a row is easily guessed. Please choose another."}
	VaultPINDiffers = Message{"vault.pin.differs", "上のPINと違います。もう一度入力してください。", "This differs from the PIN above. Please enter it once more."}
	VaultPINWrong   = Message{"vault.pin.wrong", "PINが違います。あと%[1]d回間違えると、この端末の保存は消えます。", "This PIN is wrong. After %[1]d more wrong ones what is kept on this device is erased."}
	VaultPINGone    = Message{"vault.pin.gone", "PINが10回違ったため、この端末の保存を消しました。インターネットにつないで、もう一度保存してください。", "After 10 wrong PINs what was kept on this device has been erased. Please connect and keep it anew."}

	LockedLead     = Message{"vault.locked.lead", "インターネットにつながっていません。PINを入力すると、%[1]s時点の明細を見られます。", "There is no network. With your PIN you can see your statements as of %[1]s."}
	LockedElse     = Message{"vault.locked.elsewhere", "お開きになった画面はオフラインでは見られません。保存してある明細の一覧を開きます。", "The page you opened needs the network. With your PIN the list of your statements is opened instead."}
	LockedOpen     = Message{"vault.locked.open", "明細を開く", "Open statements"}
	LockedTry      = Message{"vault.locked.try", "開いています", "Opening"}
	LockedDone     = Message{"vault.locked.done", "明細は、インターネットにつながっているときにご覧ください。", "Please read your statements while you are connected."}
	LockedUnread   = Message{"vault.unread", "保存した明細を開けませんでした", "What is kept could not be opened"}
	LockedUnreadDo = Message{"vault.unread.do", "アプリが新しくなったか、保存が途中で切れています。インターネットにつないでログインすると、新しくなります。", "The app is newer than what is kept, or keeping was cut off. It is renewed when you log in while you are connected."}
	LockedNone     = Message{"vault.locked.none", "PINをお忘れのとき", "If you have forgotten your PIN"}
	LockedDo       = Message{"vault.locked.do", "この端末の保存を消して、つながったときにもう一度保存してください。", "Erase what is kept here, and keep it anew once you are connected."}
	Offline        = Message{"vault.offline", "オフライン表示", "Without a network"}
	OfflineAt      = Message{"vault.offline.at", "（%[1]s時点）", ", as of %[1]s"}
	OfflineMoved   = Message{"vault.offline.moved", "お開きになった画面はオフラインでは見られないため、明細の一覧を表示しています。", "The page you opened needs the network. This is the list of your statements instead."}
	OfflineNot     = Message{"vault.offline.not", "（オフラインでは見られません）", " (needs the network)"}
	OfflineLost    = Message{"vault.offline.lost", "この画面は、インターネットにつながったときに見られます。", "This page needs the network. Please open it once you are connected."}
	OfflineBack    = Message{"vault.offline.back", "インターネットにつながりました。", "You are connected again."}
	OfflineFresh   = Message{"vault.offline.fresh", "最新の画面を開く", "Open the current page"}
	OfflineUse     = Message{"vault.offline.use", "外貨でのご利用金額や残りのお支払いなど、くわしい内訳はインターネットにつながったときに見られます。", "Further details, as the amount in the other currency or what is left to pay, are shown once you are connected."}
	ItemVaultDo    = Message{"menu.vault.do", "この端末にPINで保存します", "kept on this device under a PIN"}
	SetVaults      = Message{"settings.vaults", "オフラインで明細を見る端末", "Devices that keep statements"}
	SetNoVault     = Message{"settings.vaults.none", "明細を保存している端末はありません。", "No device keeps statements."}
	VaultEnd       = Message{"vault.end", "この端末の保存を終わらせる", "Have this device erase them"}
	VaultEndDo     = Message{"vault.end.do", "その端末が次にインターネットにつながったときに、保存した明細が消えます。", "What that device keeps is erased when it is next connected."}
	VaultLater     = Message{"vault.later", "あとで", "Not now"}
	VaultOffer     = Message{"vault.offer", "この端末でオフラインでも見る", "Read on this device without a network"}

	VaultSince   = Message{"vault.since", "保存開始 %[1]s", "Keeps statements since %[1]s"}
	VaultSeen    = Message{"vault.seen", "最後の接続 %[1]s", "Last connected %[1]s"}
	VaultSee     = Message{"vault.see", "この端末の保存を確認する・消す", "See or erase what this device keeps"}
	VaultSure    = Message{"vault.sure", "保存した明細を、この端末から消します。もう一度見るには、インターネットにつないでログインし、保存し直す必要があります。", "What is kept is erased from this device. To read it here again you have to connect, log in and keep it anew."}
	VaultErase   = Message{"vault.erase", "消す", "Erase"}
	VaultStay    = Message{"vault.stay", "消さない", "Do not erase"}
	VaultEvicted = Message{"vault.evicted", "この端末に保存していた明細は、端末の空き容量などの都合でブラウザーが消しています。必要でしたら、もう一度保存してください。", "Your browser has removed the statements kept on this device, most likely to free space. You can keep them again whenever you like."}
	VaultClose   = Message{"vault.close", "閉じる", "Close"}

	TitleLeft = Message{"left.title", "ログアウト", "Logging out"}
	LeftHead  = Message{"left.head", "この端末から消しました", "Erased from this device"}
	LeftDo    = Message{"left.do", "ログアウトはつながったときに完了します。", "You will be logged out as soon as there is a network."}
	LeftMore  = Message{"left.more", "それまで、この端末で会員の画面は開きません。", "Until then no page of the member’s opens on this device."}

	VaultGone = Message{"vault.gone", "この端末の保存は、すでに終わっています。", "This device keeps nothing any more."}
)
