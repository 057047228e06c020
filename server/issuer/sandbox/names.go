package sandbox

// name is one half of a name: 見本 ミホン MIHON.
type name struct{ kanji, kana, roman string }

var families = []name{
	{"月見", "ツキミ", "TSUKIMI"}, {"朝倉", "アサクラ", "ASAKURA"}, {"青柳", "アオヤギ", "AOYAGI"},
	{"浅野", "アサノ", "ASANO"}, {"有村", "アリムラ", "ARIMURA"}, {"石田", "イシダ", "ISHIDA"}, {"上野", "ウエノ", "UENO"},
	{"江口", "エグチ", "EGUCHI"}, {"大久保", "オオクボ", "OKUBO"}, {"小野寺", "オノデラ", "ONODERA"}, {"風間", "カザマ", "KAZAMA"},
	{"片桐", "カタギリ", "KATAGIRI"}, {"川端", "カワバタ", "KAWABATA"}, {"北村", "キタムラ", "KITAMURA"}, {"桐山", "キリヤマ", "KIRIYAMA"},
	{"久米", "クメ", "KUME"}, {"小泉", "コイズミ", "KOIZUMI"}, {"坂井", "サカイ", "SAKAI"}, {"桜井", "サクライ", "SAKURAI"},
	{"篠原", "シノハラ", "SHINOHARA"}, {"白石", "シライシ", "SHIRAISHI"}, {"杉本", "スギモト", "SUGIMOTO"}, {"瀬川", "セガワ", "SEGAWA"},
	{"高瀬", "タカセ", "TAKASE"}, {"竹内", "タケウチ", "TAKEUCHI"}, {"千葉", "チバ", "CHIBA"}, {"土屋", "ツチヤ", "TSUCHIYA"},
	{"戸田", "トダ", "TODA"}, {"中里", "ナカザト", "NAKAZATO"}, {"夏目", "ナツメ", "NATSUME"}, {"西川", "ニシカワ", "NISHIKAWA"},
	{"野口", "ノグチ", "NOGUCHI"}, {"橋本", "ハシモト", "HASHIMOTO"}, {"早川", "ハヤカワ", "HAYAKAWA"}, {"日高", "ヒダカ", "HIDAKA"},
	{"藤沢", "フジサワ", "FUJISAWA"}, {"古川", "フルカワ", "FURUKAWA"}, {"星野", "ホシノ", "HOSHINO"}, {"松永", "マツナガ", "MATSUNAGA"},
	{"水野", "ミズノ", "MIZUNO"}, {"三好", "ミヨシ", "MIYOSHI"}, {"村瀬", "ムラセ", "MURASE"}, {"森下", "モリシタ", "MORISHITA"},
	{"矢島", "ヤジマ", "YAJIMA"}, {"吉岡", "ヨシオカ", "YOSHIOKA"}, {"若林", "ワカバヤシ", "WAKABAYASHI"}, {"渡会", "ワタライ", "WATARAI"},
}

// generation is how people born up to a year are called.
type generation struct {
	until int
	given [2][]name // women, men
}

var generations = []generation{
	{1964, [2][]name{{
		{"和子", "カズコ", "KAZUKO"}, {"幸子", "サチコ", "SACHIKO"}, {"節子", "セツコ", "SETSUKO"}, {"京子", "キョウコ", "KYOKO"},
		{"恵子", "ケイコ", "KEIKO"}, {"洋子", "ヨウコ", "YOKO"}, {"文子", "フミコ", "FUMIKO"}, {"千代", "チヨ", "CHIYO"},
		{"花子", "ハナコ", "HANAKO"}, {"美智子", "ミチコ", "MICHIKO"}, {"澄江", "スミエ", "SUMIE"}, {"春江", "ハルエ", "HARUE"},
	}, {
		{"茂", "シゲル", "SHIGERU"}, {"清", "キヨシ", "KIYOSHI"}, {"勇", "イサム", "ISAMU"}, {"正", "タダシ", "TADASHI"},
		{"弘", "ヒロシ", "HIROSHI"}, {"勝", "マサル", "MASARU"}, {"進", "ススム", "SUSUMU"}, {"豊", "ユタカ", "YUTAKA"},
		{"太郎", "タロウ", "TARO"}, {"健一", "ケンイチ", "KENICHI"}, {"義雄", "ヨシオ", "YOSHIO"}, {"昭", "アキラ", "AKIRA"},
	}}},
	{1984, [2][]name{{
		{"由美", "ユミ", "YUMI"}, {"真由美", "マユミ", "MAYUMI"}, {"陽子", "ヨウコ", "YOKO"}, {"直美", "ナオミ", "NAOMI"},
		{"久美子", "クミコ", "KUMIKO"}, {"裕子", "ユウコ", "YUKO"}, {"香織", "カオリ", "KAORI"}, {"智子", "トモコ", "TOMOKO"},
		{"恵", "メグミ", "MEGUMI"}, {"麻衣", "マイ", "MAI"}, {"千尋", "チヒロ", "CHIHIRO"}, {"綾", "アヤ", "AYA"},
	}, {
		{"誠", "マコト", "MAKOTO"}, {"浩二", "コウジ", "KOJI"}, {"直樹", "ナオキ", "NAOKI"}, {"哲也", "テツヤ", "TETSUYA"},
		{"大輔", "ダイスケ", "DAISUKE"}, {"健太郎", "ケンタロウ", "KENTARO"}, {"学", "マナブ", "MANABU"}, {"剛", "ツヨシ", "TSUYOSHI"},
		{"和也", "カズヤ", "KAZUYA"}, {"秀樹", "ヒデキ", "HIDEKI"}, {"亮", "リョウ", "RYO"}, {"隆", "タカシ", "TAKASHI"},
	}}},
	{9999, [2][]name{{
		{"美咲", "ミサキ", "MISAKI"}, {"陽菜", "ヒナ", "HINA"}, {"さくら", "サクラ", "SAKURA"}, {"彩花", "アヤカ", "AYAKA"},
		{"七海", "ナナミ", "NANAMI"}, {"莉子", "リコ", "RIKO"}, {"結衣", "ユイ", "YUI"}, {"遥", "ハルカ", "HARUKA"},
		{"千夏", "チナツ", "CHINATSU"}, {"葵", "アオイ", "AOI"}, {"琴音", "コトネ", "KOTONE"}, {"真央", "マオ", "MAO"},
	}, {
		{"翔太", "ショウタ", "SHOTA"}, {"拓海", "タクミ", "TAKUMI"}, {"蓮", "レン", "REN"}, {"大樹", "ダイキ", "DAIKI"},
		{"悠斗", "ユウト", "YUTO"}, {"健太", "ケンタ", "KENTA"}, {"陸", "リク", "RIKU"}, {"樹", "イツキ", "ITSUKI"},
		{"颯", "ハヤテ", "HAYATE"}, {"涼介", "リョウスケ", "RYOSUKE"}, {"航", "ワタル", "WATARU"}, {"湊", "ミナト", "MINATO"},
	}}},
}
