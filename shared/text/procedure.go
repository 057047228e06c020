package text

// The menu's procedures, each a row of shared/procedure: what it is called, what it asks, what happens. Named is what the passcode's
// text calls it: at most 20 characters.
var (
	ProcNow      = Message{"procedure.now", "いまの内容", "As it stands"}
	ProcHappens  = Message{"procedure.happens", "お手続きすると", "What happens"}
	ProcNext     = Message{"procedure.next", "確認画面へ進む", "Go on to confirm"}
	ProcNotYet   = Message{"procedure.notyet", "まだ確定しません。次の画面で内容をご確認いただけます。", "Nothing counts yet: you see it all once more on the next screen."}
	ProcFor      = Message{"procedure.for", "対象のカード", "Card"}
	ProcMenu     = Message{"procedure.menu", "メニューへ戻る", "Back to the menu"}
	ProcNot      = Message{"procedure.not", "いまは、お手続きいただけません", "This cannot be done right now"}
	ProcFamily   = Message{"procedure.family", "家族カードの方は、このお手続きをご利用いただけません。本会員の方がお手続きください。", "With a family card this cannot be ordered. Please ask the main holder to do it."}
	ProcDead     = Message{"procedure.dead", "このカードは、紛失・盗難の届け出により止まっています。新しいカードが届いてから、お手続きください。", "This card is stopped, as it was reported lost or stolen. Please come back with the new card."}
	ProcOffered  = Message{"procedure.offered", "このカードでは、インターネットでお手続きいただけません。お電話でご相談ください。", "This cannot be ordered online with this card. Please call us."}
	ProcComing   = Message{"procedure.coming", "新しいカードをお送りする手配が済んでいます。届くまでお待ちください。", "A new card is on its way already. Please wait until it has come."}
	ProcSame     = Message{"procedure.same", "いまの内容と同じです。変えるところをお選びください。", "That is as it stands now. Please choose what to change."}
	OrderWas     = Message{"order.was", "変更前", "Before"}
	ProcYes      = Message{"procedure.yes", "はい", "Yes"}
	ProcNo       = Message{"procedure.no", "いいえ", "No"}
	ProcNone     = Message{"procedure.none", "なし", "None"}
	ProcReceived = Message{"procedure.received", "受け付けました", "Received"}
	ProcShipped  = Message{"procedure.shipped", "発送しました", "Sent out"}
	ProcDone     = Message{"procedure.done", "完了", "Done"}
)

// Locking a card.
var (
	LockTitle   = Message{"lock.title", "カードの利用を止める・再開する", "Lock or unlock your card"}
	LockNamed   = Message{"lock.named", "カード利用停止の変更", "Unlock your card"}
	LockLead    = Message{"lock.lead", "カードのご利用を、すぐに止められます。再開もこの画面から。", "Stop your card at once, and open it again here."}
	LockWhat    = Message{"lock.what", "止めるご利用", "What to stop"}
	LockAll     = Message{"lock.all", "すべてのご利用", "All uses"}
	LockAbroad  = Message{"lock.abroad", "海外でのご利用", "Uses abroad"}
	LockOnline  = Message{"lock.online", "インターネットでのご利用", "Online uses"}
	LockCash    = Message{"lock.cash", "キャッシング", "Cash advances"}
	LockUntil   = Message{"lock.until", "いつまで", "Until"}
	LockUntilDo = Message{"lock.until.do", "この日まで止めます。空欄にすると、再開するまで止めます。", "The last day of the lock. Left empty, it lasts until you take it off."}
	LockTell1   = Message{"lock.tell.at", "止めるときは、本人確認なしですぐに止まります。", "Stopping works at once, without a check of your identity."}
	LockTell2   = Message{"lock.tell.off", "再開するときは、チェックを外してお進みください。本人確認をお願いします。", "To open it again, untick and go on. We ask you to confirm your identity."}
	LockTell3   = Message{"lock.tell.due", "すでにご利用いただいた分のお支払いは変わりません。", "What you have used already is paid as before."}
	LockState   = Message{"lock.state", "止めているご利用", "Stopped now"}
	LockNone    = Message{"lock.none", "止めていません", "Nothing"}
	LockNow     = Message{"lock.now", "いますぐカードを止める", "Stop the card now"}
	LockNowDo   = Message{"lock.now.do", "まず、すべてのご利用を止めます。そのあとで、ゆっくり届け出をご記入ください。", "First all uses are stopped. Then take your time to report what happened."}
	LockNowDone = Message{"lock.now.done", "すべてのご利用を止めてあります", "All uses are stopped"}
)

// A lost card, and a new one.
var (
	LostNamed   = Message{"lost.named", "紛失・盗難の届け出", "Report a lost card"}
	LostLead    = Message{"lost.lead", "届け出と同時に、カードは使えなくなります。", "The card stops working the moment it is reported."}
	LostHow     = Message{"lost.how", "どうなさいましたか", "What happened"}
	LostLost    = Message{"lost.lost", "なくした", "It is lost"}
	LostStolen  = Message{"lost.stolen", "盗まれた", "It was stolen"}
	LostOn      = Message{"lost.on", "最後に確認した日", "When you last saw it"}
	LostPlace   = Message{"lost.place", "場所", "Where"}
	LostPlaceDo = Message{"lost.place.do", "おわかりの範囲でご記入ください。", "As far as you know."}
	LostPolice  = Message{"lost.police", "警察の受理番号", "Number of the police report"}
	LostReplace = Message{"lost.replace", "新しいカードを発行する", "Send me a new card"}
	LostTell1   = Message{"lost.tell.stop", "このカードは止まり、見つかっても使えません。", "This card stops for good, even if you find it."}
	LostTell2   = Message{"lost.tell.number", "新しいカードは番号が変わります。Netアンサーのご登録は、そのままお使いいただけます。", "A new card has another number. Your registration here stays as it is."}
	LostTell3   = Message{"lost.tell.police", "警察へもお届けください。", "Please report it to the police as well."}
	LostCall    = Message{"lost.call", "お急ぎのときは、お電話でも止められます", "In a hurry? You can stop it by telephone too"}
	LostDone    = Message{"lost.done", "届け出済み（カードは止まっています）", "reported; the card is stopped"}
	LostState   = Message{"lost.state", "紛失・盗難の届け出", "Reported lost or stolen"}
	NewCardIs   = Message{"newcard.state", "新しいカード", "New card"}
	NewCardBy   = Message{"newcard.by", "%[1]s（%[2]sごろお届け）", "%[1]s (comes about %[2]s)"}

	ReissueNamed = Message{"reissue.named", "カードの再発行", "Reissue of the card"}
	ReissueLead  = Message{"reissue.lead", "新しいカードをお届けします。", "A new card is sent to you."}
	ReissueWhy   = Message{"reissue.why", "再発行の理由", "Why"}
	ReissueBroke = Message{"reissue.broken", "割れた・折れた", "It is broken"}
	ReissueRead  = Message{"reissue.unreadable", "読み取れない", "It cannot be read"}
	ReissueName  = Message{"reissue.name", "お名前が変わった", "My name has changed"}
	ReissueNamDo = Message{"reissue.name.do", "お名前の確認書類を、郵送でお願いします", "we ask for a document by post"}
	ReissueTell  = Message{"reissue.tell", "いまのカードは、新しいカードが届くまでお使いいただけます。", "The present card works until the new one has come."}
)

// Where a member lives and is reached.
var (
	AddressTitle  = Message{"address.title", "住所の変更", "Change your address"}
	AddressNamed  = Message{"address.named", "住所の変更", "Change of address"}
	AddressLead   = Message{"address.new.lead", "カードや書類をお届けする住所を変更します。", "Where cards and letters are sent."}
	AddressNow    = Message{"address.now", "ご登録の住所", "Address on file"}
	AddressPostal = Message{"address.postal", "郵便番号", "Postal code"}
	AddressPosDo  = Message{"address.postal.do", "7桁の数字。ハイフンはあってもなくてもかまいません。", "7 digits, with or without the hyphen."}
	AddressPref   = Message{"address.prefecture", "都道府県", "Prefecture"}
	AddressCity   = Message{"address.city", "市区町村", "City"}
	AddressStreet = Message{"address.street", "町名・番地", "Town and number"}
	AddressBuild  = Message{"address.building", "建物名・部屋番号", "Building and room"}
	AddressTell   = Message{"address.tell", "いまの連絡先へ、変更をお知らせします。", "Your contacts on file are told of the change."}

	PhoneTitle = Message{"phone.title", "電話番号の変更", "Change your phone number"}
	PhoneNamed = Message{"phone.named", "電話番号の変更", "New phone number"}
	PhoneLead  = Message{"phone.lead", "新しい番号がお客様のものと確認してから変更します。", "We first make sure that the new number is yours."}
	PhoneNow   = Message{"phone.now", "ご登録の電話番号", "Number on file"}
	PhoneNew   = Message{"phone.new", "新しい電話番号", "New phone number"}
	// PhoneDo: desk's number, desk's hours.
	PhoneDo     = Message{"phone.do", "携帯電話の番号をご入力ください。SMSで確認コードをお送りします。固定電話の番号は、認証デスクがお電話で承ります：%[1]s（%[2]s）", "Please enter a mobile number: we send it a code by SMS. For a landline number please call our desk: %[1]s (%[2]s)"}
	PhoneDesk   = Message{"phone.desk", "固定電話の番号は、この画面では変更できません。認証デスクへお電話ください：%[1]s（%[2]s）", "A landline number cannot be changed on this page. Please call our desk: %[1]s (%[2]s)"}
	PhoneBoth   = Message{"phone.both", "携帯電話には、SMSで確認コードをお送りします。固定電話と050の番号は、その電話から当社へお電話いただいて確認します（通話料無料）。", "To a mobile number we send a code by SMS. A landline or 050 number is confirmed by a call to us from that phone (free)."}
	PhoneNext   = Message{"phone.next", "この番号を確認する", "Confirm this number"}
	PhoneToM    = Message{"phone.to.mobile", "新しい携帯電話番号", "New mobile number"}
	PhoneToL    = Message{"phone.to.landline", "新しい固定電話番号", "New landline number"}
	PhoneOther  = Message{"phone.other", "番号を変える", "Use another number"}
	PhoneCall   = Message{"phone.call", "新しい番号の電話から、下の番号へお電話ください。音声の案内を最後までお聞きいただくと、番号の確認ができます。携帯電話など、ほかの電話からでは確認できません。", "Please call the number below from the phone of the new number, and listen to the message until its end. A call from any other phone, such as your mobile, does not count."}
	PhoneWaitDo = Message{"phone.wait.do", "この画面は離れてもかまいません。お電話が終わったら、この画面に戻り「確認画面へ進む」を押してください。", "You may leave this page. When the call is over, come back to it and press “Go on to confirm”."}
	PhoneCameDo = Message{"phone.came.do", "「確認画面へ進む」を押すと、変更の内容を確認できます。", "Press “Go on to confirm” to see the change before you make it."}
	PhoneFrom   = Message{"phone.from", "新しく登録する番号の電話です", "The phone whose number is to come on file"}
	PhoneTell   = Message{"phone.tell", "変更のお知らせを、いままでの連絡先と新しい番号の両方へお送りします。固定電話にはSMSをお送りできないため、メールなど、ほかの連絡先へお知らせします。", "Both the old contacts and the new number are told of the change. A landline gets no SMS: we tell you by mail, or by what else is on file."}
	PhoneTell3  = Message{"phone.tell.each", "携帯電話と固定電話は別々に登録されます。片方を変えても、もう片方は変わりません。", "A mobile and a landline number are on file side by side. Changing one leaves the other as it is."}
	// LandlineNamed is PhoneNamed where it is a landline.
	LandlineNamed = Message{"landline.named", "固定電話番号の変更", "New landline number"}
	PhoneTell2    = Message{"phone.tell.care", "安全のため、変更から72時間は、お手続きの本人確認が厳しくなります。", "For your safety, we ask for stronger proof for 72 hours after a change."}

	EmailTitle = Message{"newmail.title", "ご登録メールアドレスの変更", "Change the e-mail address on file"}
	EmailNamed = Message{"newmail.named", "メールアドレスの変更", "New e-mail address"}
	EmailLead  = Message{"newmail.lead", "新しいアドレスへ確認コードをお送りし、お客様のものと確認してから変更します。", "We send a code to the new address first, to make sure that it is yours."}
	EmailNow   = Message{"newmail.now", "カードにご登録のアドレス", "Address on file for the card"}
	EmailNew   = Message{"newmail.new", "新しいメールアドレス", "New e-mail address"}
	EmailTell  = Message{"newmail.tell", "変更のお知らせを、いままでの連絡先と新しいアドレスの両方へお送りします。", "Both the old contacts and the new address are told of the change."}

	ContactSend   = Message{"contact.send", "確認コードを送る", "Send the code"}
	ContactCode   = Message{"contact.code", "確認コード", "Code"}
	ContactCodeDo = Message{"contact.code.do", "%[1]s へお送りした6桁の数字です。", "The six digits that we sent to %[1]s."}
	ContactAgain  = Message{"contact.another", "送信先を変える・もう一度送る", "Use another one, or send it again"}
	ContactLimit  = Message{"contact.limit", "本日お送りできる回数を超えました。明日もう一度お試しいただくか、お電話でご相談ください。", "No more codes can be sent today. Please try again tomorrow or call us."}
	// ContactSMS: site, code.
	ContactSMS = Message{"sms.contact", "%[1]s 連絡先の確認コード\n%[2]s\n他の人に教えないでください", "%[1]s code for your new number\n%[2]s\nNever share"}
	// ContactMail: site, code.
	ContactMailSubject = Message{"mail.contact.subject", "【%[1]s】新しいメールアドレスの確認コード", "[%[1]s] Code for your new e-mail address"}
	ContactMail        = Message{"mail.contact", "%[1]sで、このアドレスへの変更のお手続き中です。\n\n確認コード：%[2]s\n\nお手続きの画面に、この6桁の数字をご入力ください。\nこの番号は、当社の社員を含め、だれにも教えないでください。\nお心当たりがない場合は、このメールを破棄してください。\n",
		"Somebody is changing their address on file at %[1]s to this one.\n\nCode: %[2]s\n\nIf it is you, please enter these six digits on the page.\nNever tell them to anybody, our staff included.\nIf you did not ask for this, please delete this message.\n"}
)

// Money and paper.
var (
	BankNamed   = Message{"bank.named", "引き落とし口座の変更", "New bank account"}
	BankLead    = Message{"bank.lead", "金融機関の画面で口座をご確認いただいて、変更します。", "Your bank confirms the new account on its own page."}
	BankNow     = Message{"bank.now", "いまの引き落とし口座", "Account debited now"}
	BankGoDo    = Message{"bank.go.do", "受付のあと、金融機関の画面へご案内します。口座の確認が済むと変更され、受付の画面に戻ります。", "Once this is taken in, you are led to your bank's page. The account changes when the bank has confirmed it, and you come back."}
	BankAfter   = Message{"bank.after", "新しい引き落とし口座", "New account"}
	BankAfterDo = Message{"bank.after.do", "金融機関の画面でご確認いただく口座", "the one that your bank confirms on its page"}
	BankTell    = Message{"bank.tell", "変更後の口座は、受付の時期により次回または次々回のお支払いから使われます。", "The new account is debited from the next payment on, or the one after it."}

	PINNamed = Message{"pin.named", "暗証番号の郵送", "PIN by post"}
	PINTitle = Message{"pin.title", "暗証番号の照会", "Look up your PIN"}
	PINLead  = Message{"pin.lead", "ご登録の住所へ、暗証番号を書いた通知をお送りします。", "A letter with your PIN is sent to the address on file."}
	PINTo    = Message{"pin.to", "お届け先", "Sent to"}
	PINNow   = Message{"pin.now", "暗証番号の通知", "Letter with your PIN"}
	PINOn    = Message{"pin.on", "%[1]s（%[2]sのお申し込み）", "%[1]s (ordered on %[2]s)"}
	PINHave  = Message{"pin.have", "暗証番号の通知をお送りする手配が済んでいます。届くまでお待ちください。届いた後は、もう一度お申し込みいただけます。", "A letter with your PIN is on its way already. Please wait until it has come; after that you can order another one."}
	PINTell1 = Message{"pin.tell.post", "安全のため、画面・SMS・メール・お電話ではお答えしていません。", "For your safety it is never shown on a screen, in a message or in a call."}
	PINTell2 = Message{"pin.tell.change", "暗証番号を変えるには、カードの再発行が必要です。お電話でご相談ください。", "Changing it takes a new card. Please call us."}

	PaperTitle = Message{"paper.title", "明細書の受け取り方（郵送・WEB）", "Statements by post or on the web"}
	PaperNamed = Message{"paper.named", "明細書の受け取り方", "How statements come"}
	PaperLead  = Message{"paper.lead", "毎月のご利用明細書を、郵送するかどうかを選べます。", "Choose whether a statement is posted to you each month."}
	PaperHow   = Message{"paper.how", "受け取り方", "How they come"}
	PaperWeb   = Message{"paper.web", "WEB明細", "On the web"}
	PaperWebDo = Message{"paper.web.do", "手数料はかかりません", "no fee"}
	PaperPost  = Message{"paper.post", "郵送", "By post"}
	PaperCost  = Message{"paper.cost", "手数料", "Fee"}
	PaperFee   = Message{"paper.fee", "発行手数料 月%[1]s", "fee: %[1]s a month"}
	PaperFrom  = Message{"paper.from", "変更がはじまる明細", "Counts from the statement of"}
	PaperTell  = Message{"paper.tell", "この画面の明細は、どちらでも変わらずご覧いただけます。", "Statements on this site stay as they are either way."}

	FamilyTitle  = Message{"family.title", "家族カードの申し込み", "Order a family card"}
	FamilyNamed  = Message{"family.named", "家族カードの申込", "Family card"}
	FamilyLead   = Message{"family.lead", "生計をともにする18歳以上のご家族のカードをお申し込みいただけます。", "For a member of your household of 18 years or more."}
	FamilyName   = Message{"family.name", "ご家族のお名前", "Name"}
	FamilyKana   = Message{"family.kana", "お名前（カタカナ）", "Name in katakana"}
	FamilyRoman  = Message{"family.roman", "お名前（ローマ字）", "Name in Latin letters"}
	FamilyRomDo  = Message{"family.roman.do", "カードに刻印します。例：HANAKO MIHON", "as it is printed on the card, e.g. HANAKO MIHON"}
	FamilyBirth  = Message{"family.birth", "生年月日", "Date of birth"}
	FamilyWho    = Message{"family.relation", "続柄", "Relation"}
	FamilySpo    = Message{"family.spouse", "配偶者", "Spouse"}
	FamilyPar    = Message{"family.parent", "親", "Parent"}
	FamilyChi    = Message{"family.child", "子", "Child"}
	FamilyNow    = Message{"family.now", "いまの家族カード", "Family cards"}
	FamilyFull   = Message{"family.full", "%[1]d枚まで", "at most %[1]d"}
	FamilyMostOf = Message{"family.most.of", "お申し込みいただける枚数", "How many there can be"}
	FamilyMost   = Message{"family.most", "お申し込みいただける枚数に達しています。お電話でご相談ください。", "You have as many family cards as there can be. Please call us."}
	FamilyTell   = Message{"family.tell", "家族カードのご利用分も、お客様の口座から引き落とします。", "Its uses are debited from your account."}
	FamilyTell2  = Message{"family.tell.privacy", "ご家族の同意を得てから、お申し込みください。", "Please order it with your relative's consent."}

	ETCTitle = Message{"etc.title", "ETCカードの申し込み", "Order an ETC card"}
	ETCNamed = Message{"etc.named", "ETCカードの申込", "ETC card"}
	ETCLead  = Message{"etc.lead", "高速道路の通行料金に使えるETCカードをお申し込みいただけます。", "For the tolls of motorways."}
	ETCNow   = Message{"etc.now", "ETCカード", "ETC card"}
	ETCTo    = Message{"etc.to", "お届け先", "Sent to"}
	ETCHave  = Message{"etc.have", "ETCカードは、すでにお持ちか、お申し込み中です。", "You have an ETC card, or one is on its way."}
	ETCTell  = Message{"etc.tell", "ご登録の住所へお届けします。通行料金は、このカードのお支払いと一緒に引き落とします。", "It is sent to the address on file; tolls are debited with this card's payments."}

	PointsTitle = Message{"points.title", "ポイントをお支払いに使う", "Pay with points"}
	PointsNamed = Message{"points.named", "ポイントでのお支払い", "Points for the bill"}
	PointsLead  = Message{"points.lead", "たまったポイントを、次回のお支払いに充てられます。", "Points pay part of your next bill."}
	PointsHow   = Message{"points.how", "使うポイント", "Points to use"}
	PointsHowDo = Message{"points.how.do", "%[1]dポイントから%[2]dポイントまで、%[1]dポイントきざみ。1ポイントは%[3]d円です。", "From %[1]d to %[2]d in steps of %[1]d. One point is %[3]d yen."}
	PointsNow   = Message{"points.now", "使えるポイント", "Points to use now"}
	PointsOn    = Message{"points.on", "次回のお支払いに充てる予定", "Ordered for the next bill"}
	PointsOf    = Message{"points.of", "%[1]sポイント", "%[1]s points"}
	PointsYen   = Message{"points.yen", "お支払いから引く金額", "Off your bill"}
	PointsNone  = Message{"points.none", "お使いいただけるポイントが足りません。", "You do not have enough points yet."}
	PointsTell  = Message{"points.tell", "次回のご利用明細に、充てた金額が載ります。", "The next statement shows it."}
)

// Notices, complaints, and the end.
var (
	WishTitle  = Message{"wish.title", "お知らせの受け取り方", "How notices reach you"}
	WishLead   = Message{"wish.lead", "お知らせは、すべて「お知らせ」の画面に残ります。そのほかに受け取る方法を選べます。", "All notices stay in your inbox. Choose how else they come."}
	WishSave   = Message{"wish.save", "受け取り方を保存する", "Save"}
	WishSaved  = Message{"wish.saved", "お知らせの受け取り方を保存しました。", "Your choice has been saved."}
	WishUses   = Message{"wish.uses", "カードのご利用", "Uses of your card"}
	WishAmount = Message{"wish.amount", "お支払い金額の確定", "Amount due is final"}
	WishOrders = Message{"wish.orders", "お手続きの進み具合", "How your orders move on"}
	WishMail   = Message{"wish.mail", "メール", "E-mail"}
	WishSMS    = Message{"wish.sms", "SMS", "SMS"}
	WishAlways = Message{"wish.always", "引き落としができなかったとき、カードが止まったとき、連絡先の変更、ログインや本人確認にかかわるお知らせは、安全のため必ずお送りします。", "Some notices always go out: a debit that failed, a card that was stopped, changed contacts, logins and checks of identity."}
	WishTo     = Message{"wish.to", "メールは確認済みのアドレスへ、SMSはカードにご登録の携帯電話へお送りします。", "E-mail goes to your confirmed address, SMS to the mobile number on file for the card."}

	ComplainTitle = Message{"complaint.title", "苦情・ご意見の窓口", "Complaints"}
	ComplainLead  = Message{"complaint.lead", "お困りのことがあれば、まず当社へお聞かせください。解決しないときは、中立の機関にもご相談いただけます。", "Please tell us first. If we cannot settle it, a neutral body can help."}
	ComplainUs    = Message{"complaint.us", "当社の相談窓口", "Our own desk"}
	ComplainBody  = Message{"complaint.body", "指定紛争解決機関", "Designated dispute resolution body"}
	ComplainPhone = Message{"complaint.phone", "電話番号", "Telephone"}
	ComplainHours = Message{"complaint.hours", "受付時間", "Hours"}
	ComplainTell  = Message{"complaint.tell", "ご相談は無料です。お話しいただいた内容で、カードのご利用に不利益が生じることはありません。", "It costs nothing, and has no effect on your card."}

	LeaveNamed  = Message{"leave.named", "カードの解約", "Closing your card"}
	LeaveLead   = Message{"leave.lead", "解約すると、カードは使えなくなり、元に戻せません。", "The card stops working, and this cannot be undone."}
	LeaveWhy    = Message{"leave.why", "解約の理由", "Why"}
	LeaveUnused = Message{"leave.unused", "使わなくなった", "I do not use it"}
	LeaveFee    = Message{"leave.fee", "年会費がかかる", "The yearly fee"}
	LeaveOther  = Message{"leave.other", "その他", "Something else"}
	LeaveOwed   = Message{"leave.owed", "これから引き落とす金額", "Still to be debited"}
	LeaveLast   = Message{"leave.last", "最後のお支払い", "Last debit"}
	LeavePoints = Message{"leave.points", "失効するポイント", "Points that are lost"}
	LeaveEnds   = Message{"leave.ends", "終わるもの", "What ends"}
	LeaveEndsDo = Message{"leave.ends.do", "このカードと、家族カード・ETCカード、ポイント、毎月の継続払い", "this card, family and ETC cards, points, subscriptions paid with it"}
	LeaveStays  = Message{"leave.stays", "残るもの", "What stays"}
	LeaveStayDo = Message{"leave.stays.do", "お支払いの残り（予定どおり引き落とします）と、法令で保存するお手続きの記録", "what is still to be paid, debited as planned, and the records that the law has us keep"}
	LeaveTell1  = Message{"leave.tell.site", "解約が完了すると、Netアンサーのご登録も終わります。ログイン・端末に保存した明細・カードの一覧を消去します。ほかのカードをご登録のときは、このカードだけを外します。", "Once it is closed, your registration here ends too: logins, statements kept on devices and your list of cards are erased. If you have other cards here, only this one is taken out."}
	LeaveTell2  = Message{"leave.tell.subs", "公共料金など、このカードで続けてお支払いのものは、先にお支払い方法をご変更ください。", "Please change what is paid with this card each month beforehand."}
	// ErasedMail: site, time, last 4, desk's number, desk's hours.
	ErasedMailSubject = Message{"mail.erased.subject", "【%[1]s】ご登録を終了しました", "[%[1]s] Your registration has ended"}
	ErasedMail        = Message{"mail.erased", "カードの解約が完了しましたので、%[1]sのご登録を終了し、ログイン・端末に保存した明細・カードの一覧などの情報を消去しました。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\n法令で保存するお手続きの記録は残ります。長いあいだのご利用、ありがとうございました。\nお心当たりがない場合は、すぐにご連絡ください。\n電話：%[4]s（%[5]s）\n",
		"Your card has been closed, so your registration for %[1]s has ended. Logins, statements kept on devices, your list of cards and other data have been erased.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nThe records that the law has us keep stay. Thank you for having been with us.\nIf this was not you, please call us at once.\nTelephone: %[4]s (%[5]s)\n"}
	LeaveOwes   = Message{"leave.owes", "お支払いの残りがあるため、インターネットでは解約できません。お電話でご相談ください。", "As there is something left to pay, the account cannot be closed online. Please call us."}
	LeaveFamily = Message{"leave.family", "家族カードの解約は、本会員の方がお手続きください。", "A family card is closed by the main holder."}
)
