package text

// What the rules of shared/form find: what is wrong with an input and what to do about it.
var (
	CardNumberEmpty    = Message{"card_number.empty", "カード番号をご入力ください。", "Please enter the card number."}
	CardNumberLetters  = Message{"card_number.letters", "カード番号に数字でない文字が入っています。カード表面の番号を数字だけでご入力ください。", "There is something other than digits in the card number. Please enter the digits on your card only."}
	CardNumberShort    = Message{"card_number.short", "カード番号が%[1]d桁足りません（%[2]d桁です）。カード表面の番号をご確認ください。", "The card number is too short: %[2]d digits are needed, missing: %[1]d. Please check the number on your card."}
	CardNumberLong     = Message{"card_number.long", "カード番号が%[1]d桁多く入っています（%[2]d桁です）。カード表面の番号をご確認ください。", "The card number is too long: %[2]d digits are needed, too many: %[1]d. Please check the number on your card."}
	CardNumberChecksum = Message{"card_number.checksum", "カード番号の数字のどれかが違うようです。カード表面の番号と見くらべて、ご確認ください。", "One of the digits of the card number does not seem to be right. Please compare it with the number on your card."}

	ExpMonthEmpty = Message{"exp_month.empty", "有効期限の月をご入力ください。カードの表示が「01/28」の場合は「01」です。", "Please enter the month of the expiry date. If your card says 01/28, it is 01."}
	ExpMonthWrong = Message{"exp_month.wrong", "有効期限の月は01から12までの数字です。カードの表示が「01/28」の場合は「01」とご入力ください。", "The month of the expiry date is a number from 01 to 12. If your card says 01/28, please enter 01."}
	ExpYearEmpty  = Message{"exp_year.empty", "有効期限の年をご入力ください。カードの表示が「01/28」の場合は「28」です。", "Please enter the year of the expiry date. If your card says 01/28, it is 28."}
	ExpYearWrong  = Message{"exp_year.wrong", "有効期限の年は2桁の数字です。カードの表示が「01/28」の場合は「28」とご入力ください。", "The year of the expiry date is a number of two digits. If your card says 01/28, please enter 28."}
	ExpYearFar    = Message{"exp_year.far", "有効期限の年が先すぎるようです。カードの表示をもう一度ご確認ください。", "The year of the expiry date seems too far away. Please check the date on your card."}
	CardExpired   = Message{"exp.past", "このカードの有効期限は過ぎています。新しいカードがお手元に届いている場合は、そのカードをご用意ください。", "This card has expired. If you have received a new card, please use that one."}

	CodeEmpty   = Message{"security_code.empty", "セキュリティコードをご入力ください。カードに印字された3桁、または4桁の数字です。", "Please enter the security code: the 3 or 4 digits printed on your card."}
	CodeLetters = Message{"security_code.letters", "セキュリティコードに数字でない文字が入っています。数字だけでご入力ください。", "There is something other than digits in the security code. Please enter digits only."}
	CodeThree   = Message{"security_code.three", "セキュリティコードは3桁です。カード裏面、署名欄の右端の数字をご確認ください。", "The security code has 3 digits. Please check the right end of the signature strip on the back of your card."}
	CodeFour    = Message{"security_code.four", "アメリカン・エキスプレスのセキュリティコードは4桁です。カード表面、番号の右上の数字をご確認ください。", "The security code of American Express has 4 digits. Please check the front of your card, at the right above the number."}

	MemberIDEmpty  = Message{"member_id.empty", "NetアンサーIDをご入力ください。", "Please enter the Net Answer ID."}
	MemberIDWide   = Message{"member_id.wide", "NetアンサーIDは、半角でご入力ください。日本語や全角の文字は使えません。", "Please enter the Net Answer ID in half-width characters. Japanese and full-width ones cannot be used."}
	MemberIDLength = Message{"member_id.length", "NetアンサーIDは、%[1]d文字以上%[2]d文字以内でご入力ください（いまは%[3]d文字です）。", "Please choose a Net Answer ID of %[1]d to %[2]d characters (now %[3]d)."}
	MemberIDMix    = Message{"member_id.mix", "NetアンサーIDには、英字と数字をそれぞれ1文字以上入れてください。", "Please use at least one letter and one digit in the Net Answer ID."}
	MemberIDSymbol = Message{"member_id.symbol", "NetアンサーIDに使えない文字が入っています。使えるのは、英字・数字と記号 %[1]s です。", "There is a character in the Net Answer ID that cannot be used. Please use letters, digits and these symbols: %[1]s"}
	MemberIDMail   = Message{"member_id.mail", "NetアンサーIDに、メールアドレスの「＠」より前と同じ文字が含まれています。別のIDをご入力ください。", "The Net Answer ID contains the part of your e-mail address before the \"@\". Please choose another."}

	PasswordEmpty  = Message{"password.empty", "Netアンサーパスワードをご入力ください。", "Please enter the Net Answer password."}
	PasswordWide   = Message{"password.wide", "Netアンサーパスワードは、半角でご入力ください。日本語や全角の文字は使えません。", "Please enter the Net Answer password in half-width characters. Japanese and full-width ones cannot be used."}
	PasswordLength = Message{"password.length", "Netアンサーパスワードは、%[1]d文字以上%[2]d文字以内でご入力ください。", "Please choose a Net Answer password of %[1]d to %[2]d characters."}
	PasswordMix    = Message{"password.mix", "Netアンサーパスワードには、英字と数字をそれぞれ1文字以上入れてください。", "Please use at least one letter and one digit in the Net Answer password."}
	PasswordSymbol = Message{"password.symbol", "Netアンサーパスワードに使えない文字が入っています。使えるのは、英字・数字と記号 %[1]s です。", "There is a character in the Net Answer password that cannot be used. Please use letters, digits and these symbols: %[1]s"}
	PasswordID     = Message{"password.id", "NetアンサーパスワードとNetアンサーIDに同じ文字が使われています。IDを含まない別のパスワードをご入力ください。", "The Net Answer password and the Net Answer ID contain one another. Please choose a password without the ID."}
	PasswordMail   = Message{"password.mail", "Netアンサーパスワードに、メールアドレスの「＠」より前と同じ文字が含まれています。別のパスワードをご入力ください。", "The Net Answer password contains the part of your e-mail address before the \"@\". Please choose another."}
	PasswordCard   = Message{"password.card", "Netアンサーパスワードに、カード番号の末尾4桁が含まれています。別のパスワードをご入力ください。", "The Net Answer password contains the last 4 digits of your card number. Please choose another."}

	EmailEmpty   = Message{"email.empty", "メールアドレスをご入力ください。例：name@example.jp", "Please enter your e-mail address, for example name@example.jp."}
	EmailSpace   = Message{"email.space", "メールアドレスの途中に空白が入っています。空白を取り除いてください。例：name@example.jp", "There is a space within the e-mail address. Please remove it, as in name@example.jp."}
	EmailWide    = Message{"email.wide", "メールアドレスに全角の文字が入っています。半角の英数字でご入力ください。例：name@example.jp", "There are full-width characters in the e-mail address. Please use half-width letters and digits, as in name@example.jp."}
	EmailNoAt    = Message{"email.no_at", "メールアドレスに「＠」がありません。「＠」より後ろまでご入力ください。例：name@example.jp", "There is no \"@\" in the e-mail address. Please enter all of it, as in name@example.jp."}
	EmailTwoAt   = Message{"email.two_at", "メールアドレスに「＠」が2つ以上あります。「＠」を1つにしてください。例：name@example.jp", "There is more than one \"@\" in the e-mail address. Please leave just one, as in name@example.jp."}
	EmailNoName  = Message{"email.no_name", "メールアドレスの「＠」より前がありません。「＠」の前からご入力ください。例：name@example.jp", "There is nothing before the \"@\" in the e-mail address. Please enter all of it, as in name@example.jp."}
	EmailSymbol  = Message{"email.symbol", "メールアドレスの「＠」より前に、使えない文字が入っています。記号などをご確認ください。例：name@example.jp", "There is a character before the \"@\" that an e-mail address cannot have. Please check it, as in name@example.jp."}
	EmailNoDot   = Message{"email.no_dot", "メールアドレスの「＠」より後ろに「.」がありません。「＠」より後ろをご確認ください。例：name@example.jp", "There is no dot after the \"@\" in the e-mail address. Please check what follows the \"@\", as in name@example.jp."}
	EmailDomain  = Message{"email.domain", "メールアドレスの「＠」より後ろをご確認ください。例：name@example.jp", "Please check what follows the \"@\" in the e-mail address, as in name@example.jp."}
	EmailLong    = Message{"email.long", "メールアドレスが長すぎるようです。余分な文字が入っていないか、ご確認ください。例：name@example.jp", "The e-mail address seems too long. Please check it, as in name@example.jp."}
	AgreeMissing = Message{"agree.missing", "規約への同意が必要です。内容をお読みのうえ、チェックを入れてください。", "You need to agree to the terms. Please read them and tick the box."}

	PasscodeEmpty   = Message{"passcode.empty", "ワンタイムパスコードをご入力ください。届いた6桁の数字です。", "Please enter the one-time passcode: the six digits in the message."}
	PasscodeLetters = Message{"passcode.letters", "ワンタイムパスコードに数字でない文字が入っています。届いた6桁の数字だけをご入力ください。", "There is something other than digits in the passcode. Please enter only the six digits in the message."}
	PasscodeShort   = Message{"passcode.short", "ワンタイムパスコードが%[1]d桁足りません。届いた6桁の数字をご入力ください。", "The passcode is too short, digits missing: %[1]d. Please enter the six digits in the message."}
	PasscodeLong    = Message{"passcode.long", "ワンタイムパスコードが%[1]d桁多く入っています。届いた6桁の数字をご入力ください。", "The passcode is too long, digits too many: %[1]d. Please enter the six digits in the message."}

	TooLong = Message{"too_long", "入力が長すぎます。短くして、もう一度お試しください。", "That is too long. Please shorten it and try again."}
)
