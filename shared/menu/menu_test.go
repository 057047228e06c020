package menu_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"netanswer/shared/menu"
)

func keys(items []menu.Item) (out []string) {
	for _, i := range items {
		out = append(out, i.Key)
	}
	return out
}

func TestTheTableIsWhole(t *testing.T) {
	form, seen := regexp.MustCompile(`^[a-z]+$`), map[string]bool{}
	last := menu.Group(0)
	for _, i := range menu.All {
		if !form.MatchString(i.Key) || seen[i.Key] {
			t.Errorf("key %q", i.Key)
		}
		seen[i.Key] = true
		if i.Group < last || int(i.Group) >= len(menu.Groups) {
			t.Errorf("%s stands in group %d behind %d", i.Key, i.Group, last)
		}
		last = i.Group
		if i.Icon == "" || i.Title.Key == "" || len(i.Names) < 3 || i.Path != "" && !strings.HasPrefix(i.Path, "/") {
			t.Errorf("%+v", i)
		}
	}
}

// What people write, right and wrong, in whatever their keyboard gives.
func TestItemsAreFoundByWhatPeopleCallThem(t *testing.T) {
	for query, want := range map[string]string{
		"解約": "leave", "かいやく": "leave", "カイヤク": "leave", "ｶｲﾔｸ": "leave", "退会": "leave", "たいかい": "leave", "退会したい": "leave", "cancel": "leave",
		"暗証番号": "pin", "あんしょうばんごう": "pin", "暗証番号変更": "pin", "PIN": "pin", "ＰＩＮ": "pin", "４桁": "pin",
		"紛失": "lost", "ふんしつ": "lost", "フンシツ": "lost", "なくした": "lost", "カードをなくした": "lost", "財布を落とした": "lost", "紛失した": "lost", "盗難": "lost", "stolen": "lost", "ふんｓ": "lost",
		"身に覚えのない": "unknown", "不正利用": "unknown", "詐欺": "unknown", "フィッシング": "unknown",
		"引っ越し": "address", "引越": "address", "ひっこし": "address", "住所変更": "address", "結婚": "address", "機種変更": "phone", "携帯番号": "phone", "電話番号変更": "phone", "メアド変更": "email", "改姓": "reissue", "一時停止": "lock", "海外利用": "lock", "ポイント": "points", "紙の明細": "paper", "ウェブ明細": "paper", "家族カード": "family", "かぞくかーど": "family", "妻のカード": "family", "ETC": "etc", "いーてぃーしー": "etc", "配信停止": "notices", "苦情": "complaint", "ADR": "complaint",
		"メアド": "mail", "メールアドレス": "mail", "ログインできない": "password", "パスワード": "password", "パスワードを忘れた": "password",
		"ログアウト": "sessions", "ろぐあうと": "sessions", "すべて ログアウト": "sessions", "log out": "sessions", "logout": "sessions",
		"英語": "looks", "ダークモード": "looks", "だーくもーど": "looks", "お知らせ": "inbox", "つうち": "inbox", "限度額": "raise", "増枠": "raise",
		"リボ": "payment", "あとリボ": "payment", "分割": "payment", "キャッシング": "cash", "きゃっしんぐ": "cash", "借り入れ": "cash", "引き落とし口座": "bank", "残高不足": "bank",
		"再発行": "reissue", "割れた": "reissue", "使い方": "guide", "ヘルプ": "guide", "問い合わせ": "call", "クレーム": "call", "設定": "settings", "連絡先": "settings",
	} {
		found, _ := menu.Find(query)
		if !slices.Contains(keys(found), want) {
			t.Errorf("%s finds %v, not %s", query, keys(found), want)
		}
		if len(found) > len(menu.All)/2 {
			t.Errorf("%s finds %d of %d", query, len(found), len(menu.All))
		}
	}
}

func TestASearchSaysWhatIsNearAndWhatIsNot(t *testing.T) {
	for query, want := range map[string]struct {
		near  bool
		found int // -1: some
	}{
		"": {false, len(menu.All)}, " 　\t": {false, len(menu.All)}, "・!": {false, len(menu.All)},
		"紛失": {false, -1}, "紛失してしまいました": {true, -1}, "xyzzy": {false, 0}, "ほげほげ": {false, 0}, "紛失 英語": {true, 1}, "\x00\xff": {false, -1},
		strings.Repeat("あ", 10_000): {false, 0},
	} {
		found, near := menu.Find(query)
		if near != want.near || want.found >= 0 && len(found) != want.found || want.found < 0 && len(found) == 0 {
			t.Errorf("%.40q: %v near %t, want %+v", query, keys(found), near, want)
		}
	}
	if got := menu.Query("  " + strings.Repeat("あ", 100) + " "); got != strings.Repeat("あ", 60) {
		t.Errorf("a query is cut to %d bytes", len(got))
	}
}

func FuzzFind(f *testing.F) {
	f.Add("紛失した")
	f.Add("ふんｓ")
	f.Fuzz(func(t *testing.T, query string) {
		found, near := menu.Find(query)
		if near && len(found) == 0 || len(found) > len(menu.All) {
			t.Errorf("%q: %v %t", query, keys(found), near)
		}
	})
}

func BenchmarkFindNothing(b *testing.B) { // the longest way
	for b.Loop() {
		menu.Find(strings.Repeat("漢字", 30))
	}
}
