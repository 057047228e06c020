package text

// What is wrong with a field of a form that is a row of data; the label first, then what the rule names.
var (
	FieldEmpty   = Message{"field.empty", "「%[1]s」をご入力ください。", "Please fill in “%[1]s”."}
	FieldChoose  = Message{"field.choose", "「%[1]s」をお選びください。", "Please choose one of “%[1]s”."}
	FieldLong    = Message{"field.long", "「%[1]s」は%[2]d文字までです（いまは%[3]d文字です）。短くしてください。", "“%[1]s” has at most %[2]d characters (now %[3]d). Please make it shorter."}
	FieldLetters = Message{"field.letters", "「%[1]s」に使えない文字が入っています。目に見える文字だけでご入力ください。", "There is a character in “%[1]s” that cannot be used. Please use characters that can be seen only."}
	FieldNumber  = Message{"field.number", "安全のため、「%[1]s」にカード番号のような長い数字は入力できません。取り除いてください。", "For your safety, “%[1]s” takes no long number such as a card's. Please remove it."}
	FieldKana    = Message{"field.kana", "「%[1]s」はカタカナで、姓と名のあいだに空白を入れてご入力ください。", "Please enter “%[1]s” in katakana, with a space between family and given name."}
	FieldRoman   = Message{"field.roman", "「%[1]s」は英字で、名と姓のあいだに空白を入れてご入力ください。例：HANAKO MIHON", "Please enter “%[1]s” in Latin letters with a space between the names, as in HANAKO MIHON."}
	FieldDigits  = Message{"field.digits", "「%[1]s」は%[2]d桁の数字でご入力ください。", "Please enter “%[1]s” with %[2]d digits."}
	FieldPhone   = Message{"field.phone", "「%[1]s」は、0ではじまる日本の電話番号でご入力ください（固定電話は市外局番から10桁、携帯電話と050は11桁）。フリーダイヤルなどは登録できません。", "Please enter “%[1]s” as a Japanese number that begins with 0: 10 digits of a landline with its area code, 11 of a mobile or 050 number. Toll-free numbers and the like cannot be used."}
	FieldDay     = Message{"field.day", "「%[1]s」の日付を確認できませんでした。例：2026-12-31", "We could not read the date in “%[1]s”. Please write it as 2026-12-31."}
	FieldEarly   = Message{"field.early", "「%[1]s」には、%[2]s以降の日付をご入力ください。", "Please enter a date from %[2]s on in “%[1]s”."}
	FieldLate    = Message{"field.late", "「%[1]s」には、%[2]sまでの日付をご入力ください。", "Please enter a date up to %[2]s in “%[1]s”."}
	FieldAmount  = Message{"field.amount", "「%[1]s」は%[2]dから%[3]dまで、%[2]dきざみでご入力ください。", "Please enter “%[1]s” from %[2]d to %[3]d in steps of %[2]d."}
	FieldForeign = Message{"field.foreign", "このお手続きにない項目が送られました。画面を開き直して、もう一度お試しください。", "Something was sent that this procedure does not ask for. Please open the page again and retry."}
)
