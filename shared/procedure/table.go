package procedure

import (
	"fmt"

	"netanswer/shared/form"
	"netanswer/shared/text"
)

// Rows is the table. It is a function, so that the app, which gets the row that it shows with the screen's data, does not carry all.
func Rows() []Row {
	const days = 365
	return []Row{
		{
			Key: "lock", Icon: "lock", Title: text.LockTitle, Named: text.LockNamed, Lead: text.LockLead, Order: "lock_card", Least: "call", Careful: "mail",
			Asks: []Ask{
				{Name: "all", Kind: form.Box, Label: text.LockAll, Group: text.LockWhat},
				{Name: "abroad", Kind: form.Box, Label: text.LockAbroad, Group: text.LockWhat},
				{Name: "online", Kind: form.Box, Label: text.LockOnline, Group: text.LockWhat},
				{Name: "cash", Kind: form.Box, Label: text.LockCash, Group: text.LockWhat},
				{Name: "until", Kind: form.Date, Label: text.LockUntil, Help: text.LockUntilDo, Free: true, To: days},
			},
			Tells: []text.Message{text.LockTell1, text.LockTell2, text.LockTell3},
		},
		{
			Key: "lost", Icon: "lost", Title: text.ItemLost, Named: text.LostNamed, Lead: text.LostLead, Order: "report_loss", Notice: true, Danger: true,
			Asks: []Ask{
				{Name: "how", Kind: form.Pick, Label: text.LostHow, Choices: []Choice{{Value: "lost", Label: text.LostLost}, {Value: "stolen", Label: text.LostStolen}}},
				{Name: "on", Kind: form.Date, Label: text.LostOn, From: -days},
				{Name: "place", Kind: form.Line, Label: text.LostPlace, Help: text.LostPlaceDo, Free: true, Most: 100},
				{Name: "police", Kind: form.Line, Label: text.LostPolice, Free: true, Most: 30},
				{Name: "replace", Kind: form.Box, Label: text.LostReplace, Group: text.NewCardIs},
			},
			Tells: []text.Message{text.LostTell1, text.LostTell2, text.LostTell3},
		},
		{
			Key: "reissue", Icon: "swap", Title: text.ItemReissue, Named: text.ReissueNamed, Lead: text.ReissueLead, Order: "reissue", Least: "call", Careful: "sms", Notice: true,
			Documents: []string{"privacy"},
			Asks: []Ask{{Name: "why", Kind: form.Pick, Label: text.ReissueWhy, Choices: []Choice{
				{Value: "broken", Label: text.ReissueBroke}, {Value: "unreadable", Label: text.ReissueRead}, {Value: "name", Label: text.ReissueName, Words: text.ReissueNamDo},
			}}},
			Tells: []text.Message{text.ReissueTell, text.LostTell2},
		},
		{
			Key: "address", Icon: "user", Title: text.AddressTitle, Named: text.AddressNamed, Lead: text.AddressLead, Order: "move_address", Least: "mail", Careful: "desk", Notice: true,
			Documents: []string{"privacy"},
			Asks: []Ask{
				{Name: "postal", Kind: form.Digits, Label: text.AddressPostal, Help: text.AddressPosDo, Most: 7},
				{Name: "prefecture", Kind: form.Choose, Label: text.AddressPref, Choices: prefectures()},
				{Name: "city", Kind: form.Line, Label: text.AddressCity, Most: 40},
				{Name: "street", Kind: form.Line, Label: text.AddressStreet, Most: 60},
				{Name: "building", Kind: form.Line, Label: text.AddressBuild, Free: true, Most: 60},
			},
			Tells: []text.Message{text.AddressTell},
		},
		{
			Key: "phone", Icon: "call", Title: text.PhoneTitle, Named: text.PhoneNamed, Lead: text.PhoneLead, Order: "change_phone", Least: "mail", Careful: "desk", Notice: true,
			Documents: []string{"privacy"}, Confirms: "phone", Shows: "/settings",
			Asks: []Ask{
				{Name: "phone", Kind: form.Phone, Label: text.PhoneNew},
				{Name: "code", Kind: form.Code, Label: text.ContactCode, Most: form.PasscodeDigits},
			},
			Tells: []text.Message{text.PhoneTell, text.PhoneTell3, text.PhoneTell2},
		},
		{
			Key: "email", Icon: "mail", Title: text.EmailTitle, Named: text.EmailNamed, Lead: text.EmailLead, Order: "change_mail", Least: "mail", Careful: "desk", Notice: true,
			Documents: []string{"privacy"}, Confirms: "email", Shows: "/settings",
			Asks: []Ask{
				{Name: "email", Kind: form.Mailed, Label: text.EmailNew},
				{Name: "code", Kind: form.Code, Label: text.ContactCode, Most: form.PasscodeDigits},
			},
			Tells: []text.Message{text.EmailTell, text.PhoneTell2},
		},
		{
			Key: "bank", Icon: "bank", Title: text.ItemBank, Named: text.BankNamed, Lead: text.BankLead, Order: "change_bank", Least: "call", Careful: "sms", Notice: true,
			Documents: []string{"privacy"}, Shows: "/home",
			Tells: []text.Message{text.BankGoDo, text.BankTell},
		},
		{
			Key: "pin", Icon: "lock", Title: text.PINTitle, Named: text.PINNamed, Lead: text.PINLead, Order: "send_pin", Least: "call", Careful: "mail", Notice: true,
			Tells: []text.Message{text.PINTell1, text.PINTell2},
		},
		{
			Key: "paper", Icon: "list", Title: text.PaperTitle, Named: text.PaperNamed, Lead: text.PaperLead, Order: "choose_paper", Least: "call", Careful: "mail",
			Documents: []string{"electronic"},
			Asks: []Ask{{Name: "paper", Kind: form.Pick, Label: text.PaperHow, Choices: []Choice{
				{Value: "web", Label: text.PaperWeb, Words: text.PaperWebDo}, {Value: "paper", Label: text.PaperPost},
			}}},
			Tells: []text.Message{text.PaperTell},
		},
		{
			Key: "family", Icon: "plus", Title: text.FamilyTitle, Named: text.FamilyNamed, Lead: text.FamilyLead, Order: "add_family", Least: "call", Careful: "sms", Notice: true,
			Documents: []string{"privacy"},
			Asks: []Ask{
				{Name: "name", Kind: form.Line, Label: text.FamilyName, Most: 20},
				{Name: "kana", Kind: form.Kana, Label: text.FamilyKana, Most: 30},
				{Name: "roman", Kind: form.Roman, Label: text.FamilyRoman, Help: text.FamilyRomDo, Most: 26},
				{Name: "birth_date", Kind: form.Date, Label: text.FamilyBirth, Age: 18},
				{Name: "relation", Kind: form.Pick, Label: text.FamilyWho, Choices: []Choice{
					{Value: "spouse", Label: text.FamilySpo}, {Value: "parent", Label: text.FamilyPar}, {Value: "child", Label: text.FamilyChi},
				}},
			},
			Tells: []text.Message{text.FamilyTell, text.FamilyTell2},
		},
		{
			Key: "etc", Icon: "card", Title: text.ETCTitle, Named: text.ETCNamed, Lead: text.ETCLead, Order: "add_etc", Least: "call", Careful: "mail",
			Documents: []string{"privacy"}, Tells: []text.Message{text.ETCTell},
		},
		{
			Key: "points", Icon: "point", Title: text.PointsTitle, Named: text.PointsNamed, Lead: text.PointsLead, Order: "use_points", Least: "call", Careful: "mail", Shows: "/home",
			Asks:  []Ask{{Name: "points", Kind: form.Amount, Label: text.PointsHow}},
			Tells: []text.Message{text.PointsTell},
		},
		{
			Key: "notices", Icon: "bell", Title: text.WishTitle, Lead: text.WishLead, Button: text.WishSave,
			Asks: []Ask{
				{Name: "uses_mail", Kind: form.Box, Label: text.WishMail, Group: text.WishUses},
				{Name: "uses_sms", Kind: form.Box, Label: text.WishSMS, Group: text.WishUses},
				{Name: "amount_mail", Kind: form.Box, Label: text.WishMail, Group: text.WishAmount},
				{Name: "amount_sms", Kind: form.Box, Label: text.WishSMS, Group: text.WishAmount},
				{Name: "orders_mail", Kind: form.Box, Label: text.WishMail, Group: text.WishOrders},
				{Name: "orders_sms", Kind: form.Box, Label: text.WishSMS, Group: text.WishOrders},
			},
			Tells: []text.Message{text.WishAlways, text.WishTo},
		},
		{Key: "complaint", Icon: "call", Title: text.ComplainTitle, Lead: text.ComplainLead, Tells: []text.Message{text.ComplainTell}},
		{
			Key: "leave", Icon: "close", Title: text.ItemLeave, Named: text.LeaveNamed, Lead: text.LeaveLead, Order: "close_account", Least: "call", Careful: "sms", Notice: true, Danger: true,
			Documents: []string{"closing"},
			Asks: []Ask{{Name: "why", Kind: form.Choose, Label: text.LeaveWhy, Free: true, Choices: []Choice{
				{Value: "unused", Label: text.LeaveUnused}, {Value: "fee", Label: text.LeaveFee}, {Value: "other", Label: text.LeaveOther},
			}}},
			Tells: []text.Message{text.LeaveTell1, text.LeaveTell2},
		},
	}
}

// prefectures are the 47, by their numbers in JIS X 0401.
func prefectures() (out []Choice) {
	for i, p := range [...][2]string{
		{"北海道", "Hokkaido"}, {"青森県", "Aomori"}, {"岩手県", "Iwate"}, {"宮城県", "Miyagi"}, {"秋田県", "Akita"}, {"山形県", "Yamagata"}, {"福島県", "Fukushima"},
		{"茨城県", "Ibaraki"}, {"栃木県", "Tochigi"}, {"群馬県", "Gunma"}, {"埼玉県", "Saitama"}, {"千葉県", "Chiba"}, {"東京都", "Tokyo"}, {"神奈川県", "Kanagawa"},
		{"新潟県", "Niigata"}, {"富山県", "Toyama"}, {"石川県", "Ishikawa"}, {"福井県", "Fukui"}, {"山梨県", "Yamanashi"}, {"長野県", "Nagano"}, {"岐阜県", "Gifu"},
		{"静岡県", "Shizuoka"}, {"愛知県", "Aichi"}, {"三重県", "Mie"}, {"滋賀県", "Shiga"}, {"京都府", "Kyoto"}, {"大阪府", "Osaka"}, {"兵庫県", "Hyogo"},
		{"奈良県", "Nara"}, {"和歌山県", "Wakayama"}, {"鳥取県", "Tottori"}, {"島根県", "Shimane"}, {"岡山県", "Okayama"}, {"広島県", "Hiroshima"}, {"山口県", "Yamaguchi"},
		{"徳島県", "Tokushima"}, {"香川県", "Kagawa"}, {"愛媛県", "Ehime"}, {"高知県", "Kochi"}, {"福岡県", "Fukuoka"}, {"佐賀県", "Saga"}, {"長崎県", "Nagasaki"},
		{"熊本県", "Kumamoto"}, {"大分県", "Oita"}, {"宮崎県", "Miyazaki"}, {"鹿児島県", "Kagoshima"}, {"沖縄県", "Okinawa"},
	} {
		out = append(out, Choice{Value: fmt.Sprintf("%02d", i+1), Label: text.Message{Key: "prefecture", JA: p[0], EN: p[1]}})
	}
	return out
}
