package sandbox

// trade is a kind of shop: how often a person goes there, what it costs, and what such shops are called in this world.
// No name is meant for a company that exists; some are sent in half-width katakana.
type trade struct {
	per       int  // visits in 1000 days
	low, high int  // yen
	step      int  // yen: amounts are multiples of it
	weekend   bool // mostly on Saturdays and Sundays
	returns   bool // things may be brought back
	places    bool // has branches
	category  string
	names     []string
}

var trades = []trade{
	{260, 1480, 7200, 1, true, false, true, "food", []string{"スーパーまつかぜ", "食品館ゆうなぎ", "マーケットこだち", "生鮮市場はまかぜ", "フードひばりの"}},
	{120, 620, 3400, 1, false, false, true, "food", []string{"スーパーひなたぼっこ", "八百屋つゆくさ", "パン工房こむぎ野", "惣菜のいろどり屋", "豆腐と湯葉 しずく"}},
	{210, 168, 1340, 1, false, false, true, "food", []string{"コンビニほしまる", "ﾃﾞｲﾘｰｽｽﾞｶｾﾞ", "ミニマートこぐま", "ストアよりみち"}},
	{100, 480, 1680, 10, false, false, false, "dining", []string{"喫茶ひだまり", "珈琲くるみの木", "茶房つきしろ", "カフェ風のとおりみち", "喫茶レモンの午後"}},
	{60, 1800, 9800, 10, true, false, false, "dining", []string{"レストラン こもれび", "そば処 山のは", "食堂みなとや", "寿司 なみのほ", "中華 百花亭", "洋食 ランプの灯"}},
	{22, 3200, 14800, 10, true, false, false, "dining", []string{"炭火焼 かがり", "居酒屋 よいのくち", "割烹 しらたま", "焼鳥 とまり木", "酒場 ゆらぎ"}},
	{75, 540, 3980, 1, false, false, true, "daily", []string{"ドラッグあおば", "くすりのみずたま", "ﾄﾞﾗｯｸﾞ ｿﾖｶｾﾞ", "健康堂すみれ"}},
	{24, 720, 4800, 10, false, false, false, "health", []string{"そらいろ薬局", "みずうみ調剤薬局", "ことりの森薬局"}},
	{18, 1280, 8600, 10, false, false, false, "health", []string{"ふたば歯科クリニック", "はるの眼科", "つくしの森クリニック", "ほほえみ整骨院"}},
	{24, 3300, 11000, 550, true, false, false, "fashion", []string{"美容室 ことのは", "ヘアサロン ミント", "理容 さざんか"}},
	{70, 1000, 5000, 1000, false, false, false, "transport", []string{"ﾂﾊﾞﾒﾃﾂﾄﾞｳ ﾓﾊﾞｲﾙﾁｬｰｼﾞ", "うみねこ電鉄 モバイルチャージ"}},
	{20, 890, 4200, 10, false, false, false, "transport", []string{"みどりタクシー", "すずめ交通 タクシー", "ぽっぽバス"}},
	{46, 3100, 8400, 1, false, false, true, "transport", []string{"みさき石油", "ﾊﾔﾌﾞｻｴﾈﾙｷﾞｰ", "峠の給油所"}},
	{14, 320, 4650, 10, true, false, false, "transport", []string{"すいすい高速道路", "海峡ハイウェイ"}},
	{36, 660, 6200, 1, false, true, true, "leisure", []string{"コトノハ書店", "書房しおり", "ブックス山猫", "文具の紙ふうせん"}},
	{26, 2480, 16800, 10, true, true, true, "fashion", []string{"洋服のいとぐち", "ブティック 白つめ草", "くつ工房あしおと", "仕立てのはりねずみ", "ふだん着 木綿屋"}},
	{18, 1980, 19800, 10, true, true, true, "home", []string{"くらしの道具 木と布", "インテリア 月の舟", "雑貨 すきま時間", "ﾀﾞｲﾄﾞｺﾛﾄﾞｳｸﾞ ﾕｹﾞﾔ"}},
	{16, 1480, 9800, 10, true, false, false, "home", []string{"みどり園芸", "花の店 野あざみ", "ホームセンターくぬぎ", "日曜大工のトンカチ"}},
	{5, 4980, 88000, 10, true, true, true, "home", []string{"家電のあかり", "でんきのコイル", "カメラの虹彩堂"}},
	{70, 980, 9800, 1, false, true, false, "other", []string{"通販つづら", "オンライン市場ことりば", "おとりよせ日和", "ネットの蔵前堂"}},
	{5, 12400, 64000, 100, false, false, false, "travel", []string{"旅のまど", "湯の宿 しらかば", "ホテル 海のテラス", "あおぞら航空", "旅館 ほたる川"}},
	{14, 1200, 4400, 100, true, false, false, "leisure", []string{"シネマ 夕映え座", "みなと水族館", "ゆの里温泉", "劇場ひとまく"}},
	{7, 3000, 11000, 500, true, false, true, "other", []string{"百貨店ときわ", "贈りもの 結び屋", "和菓子 朝つゆ", "洋菓子 リラの庭"}},
}

// Branches, and the same as the shops write them that are sent in half-width katakana.
var (
	branches     = []string{"桜台店", "駅前店", "本店", "川端店", "みなみ町店", "丘の上店", "港通り店", "北口店", "三丁目店", "森の里店"}
	halfBranches = []string{"ｻｸﾗﾀﾞｲﾃﾝ", "ｴｷﾏｴﾃﾝ", "ﾎﾝﾃﾝ", "ｶﾜﾊﾞﾀﾃﾝ", "ﾐﾅﾐﾏﾁﾃﾝ", "ｵｶﾉｳｴﾃﾝ", "ﾐﾅﾄﾄﾞｵﾘﾃﾝ", "ｷﾀｸﾞﾁﾃﾝ", "ｻﾝﾁｮｳﾒﾃﾝ", "ﾓﾘﾉｻﾄﾃﾝ"}
)

// half says whether a shop is sent in half-width katakana, as many acquirers do.
func half(shop string) bool { return shop >= "\uff61" && shop <= "\uff9f\uffff" }

// bill is what comes every month by itself.
type bill struct {
	percent   int // of the accounts that have it
	day       int // around which it comes
	low, high int // yen, in a month of ordinary weather
	season    [12]int
	label     string // %d: the month before, for which it is
	category  string
	names     []string
}

// Percent of an ordinary month, January first.
var (
	steady  = [12]int{100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100}
	power   = [12]int{150, 155, 135, 105, 80, 75, 95, 130, 135, 100, 80, 110}
	gas     = [12]int{160, 165, 150, 120, 95, 75, 60, 50, 55, 70, 100, 130}
	talking = [12]int{104, 98, 100, 102, 99, 97, 100, 103, 101, 98, 100, 102}
)

var bills = []bill{
	{92, 2, 5200, 9800, power, "%d月分", "utilities", []string{"みなと電力", "やまびこ電力", "こもれび電力"}},
	{74, 11, 2900, 6200, gas, "%d月分", "utilities", []string{"あさひガス", "ともしびガス"}},
	{88, 20, 2980, 8980, talking, "携帯電話 %d月分", "telecom", []string{"なぎさ通信", "はるかモバイル"}},
	{60, 25, 3980, 5480, steady, "光回線 %d月分", "telecom", []string{"ひかりのいと", "なぎさ通信"}},
	{66, 29, 790, 1990, steady, "月額", "leisure", []string{"ほしぞら動画", "シアターわが家"}},
	{40, 16, 480, 1480, steady, "月額", "leisure", []string{"おとのは音楽", "よみもの便", "クラウドのたな"}},
	{22, 1, 3300, 4900, steady, "%d月分", "leisure", []string{"あけぼの日報", "夕刊みなと"}},
	{28, 6, 5500, 9900, steady, "月会費", "leisure", []string{"フィットネスどんぐり", "ヨガ教室 はすの葉"}},
}

var banks = []string{"みほん銀行 普通", "なぎさ銀行 普通", "つきみ銀行 普通", "こだま信用金庫 普通"}
