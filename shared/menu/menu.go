// Package menu is the one table of all that a member can have done or ask: what it is called, what else people call it, and where
// it is. A row is a link to what works on this site, or a number to call; a procedure that comes to this site changes its row from
// the one to the other.
package menu

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"netanswer/shared/kana"
	"netanswer/shared/text"
)

// Item is a procedure or an inquiry.
type Item struct {
	Key   string       // names it to machines and never changes
	Group Group        // where it stands
	Icon  string       // of app/ui
	Title text.Message // what it is called
	Words text.Message // a line beneath; may be none
	Names []string     // how the title is read, and what else people call it, wrong names too
	Path  string       // of a screen, perhaps with a #place on it, or of a file; empty: by telephone
	Phone Phone        // who is to be called, where there is no Path
}

// Group is where an item stands.
type Group int

// The groups, in their order.
const (
	Payments Group = iota
	Cards
	You
	Ask
)

// Groups are the names of the groups.
var Groups = []text.Message{text.GroupPayments, text.GroupCards, text.GroupYou, text.GroupAsk}

// Phone is who answers.
type Phone int

// The numbers of the brand file.
const (
	Desk Phone = iota
	Lost       // day and night, where the brand has such a number
)

// All is the table.
var All = []Item{
	{Key: "statements", Group: Payments, Icon: "list", Title: text.TitleStatements, Words: text.ItemStatementsDo, Path: "/statements",
		Names: []string{"ごりようめいさい", "明細書", "請求", "請求書", "せいきゅう", "請求額", "お支払い金額", "引き落とし額", "いくら", "利用履歴", "りようりれき", "領収書", "印刷", "PDF", "返品", "検索", "bill", "history"}},
	{Key: "csv", Group: Payments, Icon: "csv", Title: text.ItemCSV, Words: text.ItemCSVDo, Path: "/statements.csv",
		Names: []string{"めいさいのだうんろーど", "ダウンロード", "CSV", "エクセル", "Excel", "ファイル", "保存", "家計簿", "確定申告", "会計", "export", "spreadsheet"}},
	{Key: "offline", Group: Payments, Icon: "wifi", Title: text.TitleVault, Words: text.ItemVaultDo, Path: "/vault",
		Names: []string{"おふらいんでめいさいをみる", "オフライン", "電波がない", "圏外", "けんがい", "ネットなし", "機内モード", "端末に保存", "PIN", "offline"}},
	{Key: "limit", Group: Payments, Icon: "gauge", Title: text.TitleLimit, Words: text.ItemLimitDo, Path: "/limit",
		Names: []string{"ごりようかのうがく", "利用可能額", "残高", "あといくら", "使える金額", "限度額", "げんどがく", "可能枠", "available", "credit"}},
	{Key: "usage", Group: Payments, Icon: "chart", Title: text.TitleUsage, Words: text.ItemUsageDo, Path: "/usage",
		Names: []string{"ごりようぐらふ", "グラフ", "家計簿", "かけいぼ", "分析", "内訳", "カテゴリ", "月ごと", "使いすぎ", "graph", "chart"}},
	{Key: "payment", Group: Payments, Icon: "swap", Title: text.ItemPayment, Words: text.ItemPaymentDo, Path: "/payment",
		Names: []string{"おしはらいほうほうのへんこう", "しはらいへんこう", "あとリボ", "あとぶんかつ", "分割払い", "リボ払い", "リボルビング", "ボーナス払い", "一括", "instalment", "revolving"}},
	{Key: "cash", Group: Payments, Icon: "cash", Title: text.ItemCash, Path: "/cashing",
		Names: []string{"かりいれ", "借り入れ", "借入", "お金を借りる", "融資", "ローン", "かんい", "ATM", "loan", "borrow"}},
	{Key: "bank", Group: Payments, Icon: "bank", Title: text.ItemBank, Path: "/menu/bank",
		Names: []string{"ひきおとしこうざのかくにんへんこう", "引落口座", "振替口座", "銀行口座", "ぎんこう", "口座振替", "支払口座", "残高不足", "再振替", "引き落としできない", "延滞", "bank account", "direct debit"}},
	{Key: "points", Group: Payments, Icon: "point", Title: text.PointsTitle, Path: "/menu/points",
		Names: []string{"ぽいんとをおしはらいにつかう", "ポイント交換", "ポイント利用", "ポイント充当", "キャッシュバック", "ポイントを使う", "たまったポイント", "points", "redeem"}},
	{Key: "paper", Group: Payments, Icon: "file", Title: text.PaperTitle, Path: "/menu/paper",
		Names: []string{"めいさいしょのうけとりかた", "紙の明細", "郵送明細", "WEB明細", "ウェブ明細", "請求書", "発行手数料", "ペーパーレス", "paper statement", "e-statement"}},

	{Key: "lost", Group: Cards, Icon: "lost", Title: text.ItemLost, Words: text.ItemLostDo, Path: "/menu/lost",
		Names: []string{"ふんしつとうなんのとどけで", "なくした", "失くした", "無くした", "落とした", "おとした", "盗まれた", "ぬすまれた", "遺失", "利用停止", "カードを止める", "ストップ", "財布", "ロック", "lost", "stolen", "block"}},
	{Key: "lock", Group: Cards, Icon: "lock", Title: text.LockTitle, Path: "/menu/lock",
		Names: []string{"カードのりようをとめるさいかいする", "一時停止", "利用停止", "ロック", "利用制限", "海外利用", "ネット利用", "解除", "凍結", "カードを止める", "lock", "freeze", "unlock", "block"}},
	{Key: "unknown", Group: Cards, Icon: "alert", Title: text.ItemUnknown, Words: text.ItemUnknownDo, Phone: Lost,
		Names: []string{"みにおぼえのないごりよう", "ふせいりよう", "不正請求", "心当たりのない", "こころあたり", "知らない請求", "架空請求", "二重請求", "被害", "詐欺", "さぎ", "フィッシング", "乗っ取り", "異議", "チャージバック", "fraud", "dispute", "phishing", "unauthorised", "unauthorized"}},
	{Key: "cards", Group: Cards, Icon: "card", Title: text.TitleCards, Words: text.ItemCardsDo, Path: "/cards",
		Names: []string{"かーどのいちらん", "カードを追加する", "ついか", "add card", "カードの切り替え", "きりかえ", "表示するカード", "カードの名前", "カードを外す", "複数のカード", "もう一枚", "cards", "switch card"}},
	{Key: "reissue", Group: Cards, Icon: "swap", Title: text.ItemReissue, Words: text.ItemReissueDo, Path: "/menu/reissue",
		Names: []string{"カードのさいはっこう", "割れた", "折れた", "こわれた", "壊れた", "破れた", "読み取れない", "使えない", "磁気", "ICチップ", "有効期限", "更新カード", "改姓", "氏名変更", "名義変更", "お名前の変更", "結婚", "離婚", "新しいカード", "replace", "broken"}},
	{Key: "pin", Group: Cards, Icon: "lock", Title: text.PINTitle, Words: text.ItemPINDo, Path: "/menu/pin",
		Names: []string{"あんしょうばんごう", "暗唱番号", "暗証番号を忘れた", "4桁", "四桁", "ピン", "PINコード", "パスコード", "pin code"}},
	{Key: "raise", Group: Cards, Icon: "up", Title: text.ItemRaise, Path: "/limit/raise",
		Names: []string{"ごりようかのうわくのぞうわく", "限度額", "げんどがく", "枠を増やす", "増額", "一時増額", "上限", "利用枠", "与信枠", "raise limit", "increase limit"}},
	{Key: "family", Group: Cards, Icon: "plus", Title: text.FamilyTitle, Path: "/menu/family",
		Names: []string{"かぞくかーどのもうしこみ", "家族会員", "追加カード", "配偶者", "妻のカード", "夫のカード", "子どものカード", "サブカード", "family card", "additional card"}},
	{Key: "etc", Group: Cards, Icon: "card", Title: text.ETCTitle, Path: "/menu/etc",
		Names: []string{"イーティーシーかーどのもうしこみ", "いーてぃーしー", "高速道路", "こうそく", "通行料金", "車載器", "ETC", "toll", "motorway"}},
	{Key: "leave", Group: Cards, Icon: "close", Title: text.ItemLeave, Words: text.ItemLeaveDo, Path: "/menu/leave",
		Names: []string{"かいやく", "たいかい", "脱会", "キャンセル", "やめる", "辞める", "廃止", "cancel", "quit", "terminate"}},

	{Key: "address", Group: You, Icon: "user", Title: text.AddressTitle, Path: "/menu/address",
		Names: []string{"じゅうしょのへんこう", "引っ越し", "引越し", "ひっこし", "転居", "転勤", "移転", "結婚", "離婚", "勤務先", "職業", "年収", "move", "moving", "marriage"}},
	{Key: "phone", Group: You, Icon: "call", Title: text.PhoneTitle, Path: "/menu/phone",
		Names: []string{"けいたいでんわばんごうのへんこう", "電話番号の変更", "でんわばんごう", "携帯番号", "ケータイ", "スマホ", "機種変更", "番号が変わった", "MNP", "SMS", "phone number", "mobile"}},
	{Key: "email", Group: You, Icon: "mail", Title: text.EmailTitle, Path: "/menu/email",
		Names: []string{"ごとうろくめーるあどれすのへんこう", "メアド変更", "アドレス変更", "Eメール", "メールが変わった", "change e-mail", "email"}},
	{Key: "mail", Group: You, Icon: "mail", Title: text.ItemMail, Path: "/settings/mail",
		Names: []string{"めーるあどれすのかくにん", "メアド", "Eメール", "email", "e-mail", "届かない", "ワンタイムパスコード"}},
	{Key: "password", Group: You, Icon: "lock", Title: text.ItemPassword, Path: "/recover",
		Names: []string{"ぱすわーどのさいせってい", "パスワードを忘れた", "わすれた", "パスワード変更", "暗証番号", "合言葉", "ログインできない", "会員番号", "ユーザー名", "NetアンサーID", "forgot", "login"}},
	{Key: "sessions", Group: You, Icon: "shield", Title: text.ItemSessions, Words: text.ItemSessionsD, Path: "/settings#sessions",
		Names: []string{"ろぐいんちゅうのたんまつ", "ログアウト", "サインアウト", "すべてログアウト", "強制ログアウト", "セッション", "デバイス", "ログイン履歴", "乗っ取り", "不正ログイン", "機種変更", "log out", "logout", "sign out", "devices"}},
	{Key: "settings", Group: You, Icon: "gear", Title: text.ItemSettings, Path: "/settings",
		Names: []string{"ごとうろくのれんらくさきとせってい", "連絡先", "登録情報", "会員情報", "マイページ", "電話番号の確認", "プロフィール", "profile", "contact"}},
	{Key: "looks", Group: You, Icon: "edit", Title: text.ItemLooks, Path: "/settings#looks",
		Names: []string{"げんごがめんのあかるさ", "英語", "えいご", "日本語", "ダークモード", "ライトモード", "テーマ", "夜間", "色", "黒い画面", "English", "Japanese", "dark mode", "theme"}},
	{Key: "inbox", Group: You, Icon: "bell", Title: text.ItemInbox, Words: text.ItemInboxDo, Path: "/inbox",
		Names: []string{"おしらせ", "通知", "つうち", "メッセージ", "受信箱", "履歴", "お便り", "inbox", "notifications", "messages"}},
	{Key: "notices", Group: You, Icon: "bell", Title: text.WishTitle, Path: "/menu/notices",
		Names: []string{"おしらせのうけとりかた", "通知設定", "つうちせってい", "配信停止", "メルマガ", "メールを止める", "利用通知", "プッシュ通知", "notification settings", "unsubscribe"}},

	{Key: "guide", Group: Ask, Icon: "help", Title: text.ItemGuide, Words: text.ItemGuideDo, Path: "/guide",
		Names: []string{"ごとうろくがいど", "使い方", "つかいかた", "ヘルプ", "よくある質問", "FAQ", "Q&A", "わからない", "分からない", "説明", "マニュアル", "help", "how to"}},
	{Key: "complaint", Group: Ask, Icon: "call", Title: text.ComplainTitle, Path: "/menu/complaint",
		Names: []string{"くじょうごいけんのまどぐち", "クレーム", "不満", "トラブル", "紛争解決", "ADR", "金融ADR", "消費者センター", "相談", "complaint", "dispute resolution", "ombudsman"}},
	{Key: "call", Group: Ask, Icon: "call", Title: text.ItemCall,
		Names: []string{"でんわでそうだんする", "問い合わせ", "といあわせ", "お客様センター", "カスタマーセンター", "コールセンター", "オペレーター", "デスク", "窓口", "サポート", "苦情", "クレーム", "電話番号", "contact", "support", "complaint"}},
}

// longest is how much of a query is looked at, in characters.
const longest = 60

// Query is a query as it is looked for: the blanks around it gone, and no longer than anybody would write.
func Query(s string) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > longest {
		s = string(r[:longest])
	}
	return s
}

// Find are the items that every word of a query is in, in any width and kana; all items when nothing is asked. A word that is being
// written, with its last letters not yet turned into kana, counts as far as it is. Where there is none the longest beginning or end of
// the query that some item holds finds those near: 紛失した is in none, 紛失 is.
func Find(query string) (found []Item, near bool) {
	query = Query(query)
	var words []string
	for _, w := range strings.FieldsFunc(query, unicode.IsSpace) {
		if w = kana.Fold(written(w)); w != "" {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return slices.Clone(All), false
	}
	if found = holding(words...); len(found) > 0 {
		return found, false
	}
	all := []rune(kana.Fold(query))
	for n := len(all) - 1; n >= 2; n-- {
		for _, piece := range [][]rune{all[:n], all[len(all)-n:]} {
			if n < 3 && !strings.ContainsFunc(string(piece), ideograph) {
				continue // two letters of kana are in many words
			}
			if found = holding(string(piece)); len(found) > 0 {
				return found, true
			}
		}
	}
	return nil, false
}

func ideograph(r rune) bool { return unicode.Is(unicode.Han, r) }

// holding are the items that all of these are in, folded already.
func holding(words ...string) (found []Item) {
	names := names()
	for i, item := range All {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(names[i], w) }) {
			found = append(found, item)
		}
	}
	return found
}

// written is a word without the letters at its end that an input method is about to turn into kana: ふんｓ.
func written(w string) string {
	cut := strings.TrimRightFunc(w, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'ａ' && r <= 'ｚ' })
	if strings.ContainsFunc(cut, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) {
		return cut
	}
	return w
}

// names are what the items are found by, folded, those of one item apart from one another. They are made when somebody first
// searches: not at every start of the app.
var names = sync.OnceValue(func() []string {
	out := make([]string, len(All))
	for i, item := range All {
		all := append([]string{item.Title.JA, item.Title.EN, item.Words.JA, item.Words.EN}, item.Names...)
		for n := range all {
			all[n] = kana.Fold(all[n])
		}
		out[i] = strings.Join(all, "\n")
	}
	return out
})
