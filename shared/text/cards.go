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
