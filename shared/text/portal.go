package text

// The phone journey.
var (
	TitlePortalCard     = Message{"title.portal.card", "カード情報の確認", "Your card"}
	TitlePortalMail     = Message{"title.portal.mail", "メール設定", "E-mail"}
	TitlePortalPassword = Message{"title.portal.password", "Netアンサーパスワード", "Net Answer password"}
	TitlePortalTerms    = Message{"title.portal.terms", "利用規約", "Terms of use"}

	StepPortalCard     = Message{"portal.step.card", "カード情報", "Card"}
	StepPortalMail     = Message{"portal.step.mail", "メール設定", "E-mail"}
	StepPortalPassword = Message{"portal.step.password", "パスワード", "Password"}
	StepPortalTerms    = Message{"portal.step.terms", "利用規約", "Terms"}

	PortalGoingDo = Message{"portal.going.do", "前回の続きからお進みいただけます。", "You can go on where you left."}
	PortalHave    = Message{"portal.have", "Netアンサーにご登録済みの方：", "Registered already? "}
	PortalHaveGo  = Message{"portal.have.go", "ログインしてカードを追加する", "Log in and add a card"}

	PortalCardLead     = Message{"portal.card.lead", "カードと見比べて、番号が正しいことをご確認ください。セキュリティコードは、カードを見ながらご入力ください。", "Please compare the number with your card, and type in its security code."}
	PortalCardAfter    = Message{"portal.card.after", "カードにご登録の連絡先で、ご本人様を確認します。", "We confirm your identity by a contact on file for your card."}
	PortalCardScan     = Message{"portal.card.scan", "カードを読み取る画面に戻る", "Back to scanning"}
	PortalMailLead     = Message{"portal.mail.lead", "お支払いのご案内などをお送りするメールアドレスをご入力ください。", "Where should we send notices, of payments for instance?"}
	PortalPasswordLead = Message{"portal.password.lead", "ログインに使うIDとパスワードをお決めください。", "Choose the ID and the password to log in with."}
	PortalProposed     = Message{"portal.proposed", "お使いいただけるIDをご用意しました", "Here is an ID that is free"}
	PortalProposedDo   = Message{"portal.proposed.do", "このまま使えます。お好きなIDに変えることもできます。", "Keep it, or change it to one that you like."}
	PortalTermsLead    = Message{"portal.terms.lead", "内容をお読みいただき、同意のうえ登録を完了してください。", "Please read them and agree to complete the registration."}
	PortalTermsOf      = Message{"portal.terms.of", "登録する内容", "What you register"}
	PortalTermsButton  = Message{"portal.terms.button", "規約に同意して登録する", "Agree and register"}
	PortalDoneLead     = Message{"portal.done.lead", "アプリ登録と同時に、Netアンサーの登録が完了しました。次のIDと、お決めいただいたパスワードでログインできます。", "With the app, Net Answer is registered too. Log in with this ID and the password you chose."}
	PortalNext         = Message{"portal.next", "次へ進む", "Go on"}
	PortalBack         = Message{"portal.back", "ひとつ前に戻る", "Back one step"}
)
