package form_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"netanswer/shared/form"
	"netanswer/shared/text"
)

func TestASearchSaysWhatCannotBeLookedFor(t *testing.T) {
	for name, c := range map[string]struct {
		in   form.Search
		want string // field:key of each problem
	}{
		"nothing":                      {form.Search{}, ""},
		"blanks":                       {form.Search{Q: " 　", From: " ", To: "　", Since: " "}, ""},
		"a hundred characters":         {form.Search{Q: strings.Repeat("あ", 100)}, ""},
		"one more":                     {form.Search{Q: strings.Repeat("あ", 101)}, "q:search.long"},
		"a sign":                       {form.Search{Q: "・ー"}, "q:search.noword"},
		"amounts as people write them": {form.Search{From: "¥1,000", To: "１２，８００円"}, ""},
		"a minus, for a refund":        {form.Search{From: "−3300", To: "-3300"}, ""},
		"the same amount":              {form.Search{From: "500", To: "500"}, ""},
		"more than the most":           {form.Search{From: "501", To: "500"}, "to:search.amounts"},
		"no numbers":                   {form.Search{From: "千円", To: "1e3"}, "from:search.amount to:search.amount"},
		"ten digits":                   {form.Search{To: "1234567890"}, "to:search.amount"},
		"a currency alone":             {form.Search{From: "円"}, "from:search.amount"},
		"days":                         {form.Search{Since: "2026-11-01", Until: "2026-11-01"}, ""},
		"the days the other way round": {form.Search{Since: "2026-11-02", Until: "2026-11-01"}, "until:search.days"},
		"no days":                      {form.Search{Since: "2026-02-30", Until: "11/1"}, "since:search.day until:search.day"},
		"cards":                        {form.Search{Who: "card-0042"}, ""},
		"no card":                      {form.Search{Who: "card-42"}, "who:search.who"},
		"nobody":                       {form.Search{Who: "OWN"}, "who:search.who"},
	} {
		var got []string
		for _, p := range c.in.Check(form.Rules{Lang: text.JA}) {
			if p.Message == "" {
				t.Errorf("%s: %s says nothing", name, p.Key)
			}
			got = append(got, p.Field+":"+p.Key)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
		if asks := c.in.Asks(); asks != (name != "nothing" && name != "blanks") {
			t.Errorf("%s: asks for something: %v", name, asks)
		}
	}
	from, to, bounded := form.Search{From: "−1,000円", To: "１２８００"}.Amounts()
	if from != 1000 || to != 12800 || !bounded {
		t.Errorf("%d to %d", from, to)
	}
}

// Whatever is typed or linked to: it is refused at a field, or what is looked for is bounded and folded.
func FuzzSearch(f *testing.F) {
	f.Add("すーぱー ABC", "1,000", "2000円", "2026-11-01", "2026-11-23", "card-4821")
	f.Add("\xff\x00", "-", "9999999999", "0000-00-00", "２０２６", "card-")
	f.Add("'\"><script>", "１２３", "", "", "", "own")
	f.Fuzz(func(t *testing.T, q, from, to, since, until, who string) {
		in := form.Search{Q: q, From: from, To: to, Since: since, Until: until, Who: who}
		ps := in.Check(form.Rules{})
		seen := map[string]bool{}
		for _, p := range ps {
			if p.Field == "" || seen[p.Field] {
				t.Errorf("%+v: a problem of no field, or two of one: %v", in, ps)
			}
			seen[p.Field] = true
		}
		if len(ps) > 0 {
			return
		}
		low, high, _ := in.Amounts()
		if low < 0 || low > high || low >= 1e9 {
			t.Errorf("%+v: from %d to %d", in, low, high)
		}
		n := 0
		for _, w := range in.Words() {
			n += utf8.RuneCountInString(w)
			if w == "" || !utf8.ValidString(w) {
				t.Errorf("%+v: the word %q", in, w)
			}
		}
		if n > form.MaxQuery {
			t.Errorf("%d characters are looked for", n)
		}
		if in.Takes(true, "") && in.Who == "own" || !in.Takes(true, "4821") && in.Who == "" {
			t.Errorf("%+v takes others", in)
		}
	})
}
