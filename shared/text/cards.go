package text

// A member's cards: which one is in view, adding one, what it is called, taking it out.
var (
	CardsCard   = Message{"cards.card", "カード", "Card"}
	CardsSwitch = Message{"cards.switch", "表示するカード", "Card in view"}
	CardsView   = Message{"cards.view", "表示中", "in view"}
	CardsManage = Message{"cards.manage", "カードの追加・変更", "Add or change cards"}
	CardsEnding = Message{"cards.ending", "末尾%[1]s", "ending in %[1]s"}

	TitleCards    = Message{"title.cards", "カードの一覧", "Your cards"}
	TitleCard     = Message{"title.card", "カードの設定", "Card settings"}
	CardsLead     = Message{"cards.lead", "ご利用のカードをひとつのIDでご覧いただけます。", "You see all your cards with one ID."}
	CardsShow     = Message{"cards.show", "このカードを表示する", "Show this card"}
	CardsChange   = Message{"cards.change", "名前の変更・カードを外す", "Rename or remove"}
	CardsChangeOf = Message{"cards.change.of", "%[1]sの名前の変更・カードを外す", "Rename or remove %[1]s"}
	CardsUnknown  = Message{"cards.unknown", "カードの情報を、いま確認できません", "We cannot look up this card right now"}
	CardNumber    = Message{"cards.number", "カード番号", "Card number"}
	CardHolder    = Message{"cards.holder", "会員区分", "Holder"}
	CardName      = Message{"cards.name", "カードの名前", "Name of the card"}
	CardNameHelp  = Message{"cards.name.help", "20文字まで。画面の中でだけ使います。空欄にすると、ブランド名で表示します。", "Up to 20 characters, used on these screens only. Left empty, the card goes by its brand."}
	CardNameSave  = Message{"cards.name.save", "名前を保存する", "Save the name"}
	CardNamed     = Message{"cards.named", "カードの名前を変更しました。", "The card's name has been changed."}
	CardsBack     = Message{"cards.back", "カードの一覧へ戻る", "Back to your cards"}

	CardGone        = Message{"cards.gone", "このカードは見つかりませんでした。一覧から外されたようです。カードの一覧からお選びください。", "We could not find this card. It may have been removed. Please choose one from your cards."}
	CardNameLong    = Message{"card_name.long", "カードの名前は%[1]d文字までです（いまは%[2]d文字です）。短くしてください。", "A card's name has at most %[1]d characters (now %[2]d). Please make it shorter."}
	CardNameLetters = Message{"card_name.letters", "カードの名前に使えない文字が入っています。目に見える文字だけでご入力ください。", "There is a character in the name that cannot be used. Please use characters that can be seen only."}
	CardNameNumber  = Message{"card_name.number", "安全のため、カード番号は名前に使えません。別の名前をご入力ください。", "For your safety, a card number cannot be a name. Please enter another."}
)

// Adding a card.
var (
	TitleAdd     = Message{"title.cards.add", "カードの追加", "Add a card"}
	TitleAddDone = Message{"title.cards.added", "カードの追加完了", "Card added"}
	AddLead      = Message{"cards.add.lead", "追加するカードの情報をご入力ください。カードにご登録の連絡先で、ご本人様を確認します。", "Please enter the card to add. We confirm your identity by a contact on file for that card."}
	AddExpiredDo = Message{"cards.add.expired.do", "安全のため、30分でお手続きを終わります。お手数ですが、カードの入力からお進みください。", "For your safety it ends after 30 minutes. Please start again with the card."}
	AddSteps     = Message{"cards.add.steps", "カードの追加の進み具合", "Progress"}
	AddStepDone  = Message{"cards.add.step.done", "追加完了", "Card added"}
	AddButton    = Message{"cards.add.button", "カードを追加する", "Add a card"}
	AddHow       = Message{"cards.add.how", "ほかのカードも、このIDでご覧いただけます", "See your other cards with this ID too"}
	AddHowDo     = Message{"cards.add.how.do", "カードの入力とご本人様確認で追加できます。家族カードも追加できます。", "Enter the card and confirm your identity. Family cards can be added too."}
	AddFull      = Message{"cards.full.title", "追加できる枚数に達しています", "You have as many cards as there can be"}
	AddDone      = Message{"cards.added", "カードを追加しました", "The card has been added"}
	AddDoneLead  = Message{"cards.added.lead", "表示するカードは、ホームの右上でいつでも切り替えられます。", "Choose which card is shown at the top of your home screen."}
	AddNameIt    = Message{"cards.added.name", "名前をつける", "Name it"}
	AddTold      = Message{"cards.added.told", "カードにご登録の連絡先と、お客様の連絡先へ、追加したことをお知らせしました。", "We have told the contacts on file for the card, and yours."}

	// CardsFull: how many.
	CardsFull = Message{"cards.full", "追加できるカードは%[1]d枚までです。お使いにならないカードを一覧から外してから、もう一度お試しください。", "You can have at most %[1]d cards. Please remove one that you do not use, then try again."}
	CardMine  = Message{"cards.mine", "このカードは、すでに一覧にあります。追加するカードの番号をご入力ください。", "This card is among yours already. Please enter the number of the card to add."}

	UnMine     = Message{"un.mine", "このカードは、すでに追加されています", "This card has been added already"}
	UnMineDo   = Message{"un.mine.do", "別の画面で追加されました。カードの一覧でご確認いただけます。", "It was added in another window. You find it among your cards."}
	UnFullDo   = Message{"un.full.do", "お使いにならないカードを一覧から外してから、もう一度お試しください。", "Please remove a card that you do not use, then try again."}
	UnTheirs   = Message{"un.theirs", "このカードは、別のIDで登録されています", "This card is registered under another ID"}
	UnTheirsDo = Message{"un.theirs.do", "そのIDでログインして一覧から外すと、こちらに追加できます。お心当たりがないときは、認証デスクへご連絡ください。", "Log in with that ID and remove the card there; then you can add it here. If you know of no other ID, please call the desk."}
	UnAddAgain = Message{"un.add.again", "別のカードを追加する", "Add another card"}
)

// Taking one out.
var (
	TitleRemove  = Message{"title.cards.remove", "カードを外す", "Remove a card"}
	RemoveLead   = Message{"cards.remove.lead", "このカードを一覧から外しますか？", "Remove this card from your list?"}
	RemoveMore   = Message{"cards.remove.more", "このカードを一覧から外す", "Remove this card"}
	RemoveWhat   = Message{"cards.remove.what", "外すとどうなるか", "What happens"}
	RemoveSee    = Message{"cards.remove.see", "このカードの明細や利用可能額は、Netアンサーで見られなくなります。", "You no longer see this card's statements and credit here."}
	RemoveWorks  = Message{"cards.remove.works", "カードそのものは、いままでどおりお使いいただけます。お支払いも変わりません。", "The card itself works as before, and so do its payments."}
	RemoveAgain  = Message{"cards.remove.again", "あとからもう一度追加できます。", "You can add it again later."}
	RemoveTold   = Message{"cards.remove.told", "カードにご登録の連絡先と、お客様の連絡先へお知らせします。", "The contacts on file for the card, and yours, are told."}
	RemoveButton = Message{"cards.remove.button", "このカードを外す", "Remove it"}
	RemoveNot    = Message{"cards.remove.not", "外さずに戻る", "Keep it and go back"}
	Removed      = Message{"cards.removed", "カードを一覧から外しました。", "The card has been removed."}
	RemoveLast   = Message{"cards.remove.last", "一覧のただ1枚のカードは外せません", "Your only card cannot be removed"}
	RemoveLastDo = Message{"cards.remove.last.do", "別のカードを追加すると、外せるようになります。", "Once another card is added, you can remove this one."}
	CardLast     = Message{"cards.last", "一覧のただ1枚のカードは外せません。別のカードを追加してから、もう一度お試しください。", "Your only card cannot be removed. Please add another one first."}
)

// The messages about cards. The SMS: as PasscodeSMS; time, last 4, desk's number. The mails: as PasscodeMail; site, time, last 4,
// desk's number, desk's hours.
var (
	AddSMS         = Message{"sms.add", "Netアンサー カード追加\n%[1]s（照合%[2]s）\n他の人に教えないでください\n@%[3]s #%[1]s", "Net Answer: add a card\n%[1]s (%[2]s)\nNever share\n@%[3]s #%[1]s"}
	AddMailSubject = Message{"mail.add.subject", "【%[1]s】カード追加のワンタイムパスコード", "[%[1]s] Adding a card: your one-time passcode"}
	AddMail        = Message{"mail.add", "%[1]sにカードを追加するお手続きです。\n\nワンタイムパスコード：%[2]s\n照合番号：%[3]s\n\nお手続きの画面に、この6桁の数字をご入力ください。10分間有効です。\nこの番号は、当社の社員を含め、だれにも教えないでください。\nお心当たりがない場合は、このメールを破棄してください。\n",
		"This is about adding a card to %[1]s.\n\nOne-time passcode: %[2]s\nReference: %[3]s\n\nIf it was you, please enter these six digits on the page where you add the card. They are valid for ten minutes.\nNever tell them to anybody, our staff included.\nIf you did not ask for this, please delete this message.\n"}

	CardAddedSMS         = Message{"sms.card_added", "Netアンサー カード追加 %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer card added %[1]s card %[2]s. Not you? %[3]s"}
	CardAddedShort       = Message{"sms.short.card_added", "Netアンサーカード追加", "added"}
	CardAddedMailSubject = Message{"mail.card_added.subject", "【%[1]s】カード追加のお知らせ", "[%[1]s] A card was added"}
	CardAddedMail        = Message{"mail.card_added", "ご本人様確認のうえ、%[1]sにカードを追加しました。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"After a check of identity, a card was added to %[1]s.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
	CardRemovedSMS         = Message{"sms.card_removed", "Netアンサー カードを外しました %[1]s カード末尾%[2]s。お心当たりがない場合 %[3]s", "Net Answer card removed %[1]s card %[2]s. Not you? %[3]s"}
	CardRemovedShort       = Message{"sms.short.card_removed", "Netアンサー解除", "removed"}
	CardRemovedMailSubject = Message{"mail.card_removed.subject", "【%[1]s】カードを外したお知らせ", "[%[1]s] A card was removed"}
	CardRemovedMail        = Message{"mail.card_removed", "%[1]sの一覧からカードを外しました。カードそのものは、いままでどおりお使いいただけます。\n\n日時：%[2]s\nカード番号の末尾：%[3]s\n\nお心当たりがない場合は、認証デスクへすぐにご連絡ください。\n認証デスク：%[4]s（%[5]s）\n",
		"A card was removed from %[1]s. The card itself works as before.\n\nTime: %[2]s\nCard ending in: %[3]s\n\nIf this was not you, please call our desk at once.\nDesk: %[4]s (%[5]s)\n"}
)
