package strength

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"

	"netanswer/server/fault"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

func TestCommonPasswordsAreKnownUnderAFewTrimmings(t *testing.T) {
	g := New("netanswer", "Mihon Card", "mihon.example.jp")
	for password, want := range map[string]bool{
		"password": true, "PassWord": true, "p@ssw0rd": true, "password1": true, "!password99": true, "drowssap": true, "sakura2026": true, "さくら2026": true, "サクラ２０２６": true,
		"netanswer": true, "netanswer2026": true, "mihon1234": true, "mihoncard": false, "aaaaaaaaaaaaaaa": true, "123456789012345": true, "passwordpassword": true,
		"passwordpassword12": true, "qwertyuiopasdfghjkl": true, "correcthorsebatterystaple": true, "aaaaaaaa1": true, "": true,
		"password19850412": false, // more than a few: graded, not refused
		"Kiri-no-mori7":    false, "Kiri-no-mori8": false, "Kaze-no-oto9": false, "Tsubaki7!x": false, "yukidaruma-enpitsu-sanma": false,
	} {
		if got := g.Common(password); got != want {
			t.Errorf("%q: %v, want %v", password, got, want)
		}
	}
}

func TestACommonPasswordIsOfGradeZero(t *testing.T) {
	g := New("netanswer")
	for _, want := range goldens(t) {
		grade, err := g.Grade(t.Context(), want.password, nil)
		if err != nil {
			t.Fatal(err)
		}
		if g.Common(want.password) && grade != 0 {
			t.Errorf("%s is common and of grade %d", want.password, grade)
		}
	}
}

func TestTheMembersOwnWordsMakeAPasswordWeak(t *testing.T) {
	g := New()
	for password, own := range map[string][]string{
		"mizubemachi7":  {"mizubemachi@mail.example"},
		"ihcamebuzim7":  {"mizubemachi@mail.example"}, // backwards
		"m1zub3mach1!7": {"Mizubemachi"},
		"tsukuyomiya88": {"taro.tsukuyomiya@mail.example"}, // a part of it
		"kurohyoutan31": {"kurohyoutan2026"},               // without its digits
		"ｍｉｚｕｂｅｍａｃｈｉ７":  {"mizubemachi"},
	} {
		with, err := g.Grade(t.Context(), password, own)
		if err != nil {
			t.Fatal(err)
		}
		without, err := g.Grade(t.Context(), password, nil)
		if err != nil {
			t.Fatal(err)
		}
		if with > 1 || with >= without {
			t.Errorf("%s: %d with the member's own words, %d without", password, with, without)
		}
	}
}

const maxBytes = 128 // that are graded

// A string made to be hard work is cut, and the search in it is counted, not timed.
func TestAHostileStringIsBoundedWork(t *testing.T) {
	worst := "||||1|11!|111!11!11!|1!||!|!!1|1!!|77!|17171111!77!7|11171||1!|!|1||111||11||1!17!711|1||111|71!1!7||1|7!1!|!!!!|!1|!|11||||!|71"
	literal, known := 2*maxBytes*33, 2*maxOwn*maxBytes // both ways, every place a beginning of the longest word; of every own word
	for name, password := range map[string]string{
		"letters as signs": strings.Repeat("4@8({[<369&#!1/|0$5+7%2", 40), "the worst found": worst, "one letter": strings.Repeat("a", 500),
		"digits": strings.Repeat("19850412", 60), "kana": strings.Repeat("あいう", 100), "words": strings.Repeat("password", 50), "a walk": strings.Repeat("qwertyuiop", 20),
		"nearly a repeat": strings.Repeat("abcdefghi", 7) + "x" + strings.Repeat("abcdefghi", 7),
	} {
		own := ownWords([]string{password, password[:len(password)/3], "aaaaaaaaaaaaaaaa", "a.b.c@d", strings.Repeat("aaa.", 100)})
		e := estimateOf(fold(form.Graded(password)), own)
		pieces := 0
		for _, ps := range e.pieces {
			pieces += len(ps)
		}
		if e.steps > maxSteps+literal || len(own) > maxOwn || pieces > known+40*maxBytes {
			t.Errorf("%s: %d steps, %d pieces, %d own words", name, e.steps, pieces, len(own))
		}
	}
	e := estimateOf(fold(worst), nil)
	if e.steps < maxSteps || e.steps > maxSteps+4*maxBytes {
		t.Errorf("the search of the worst string ends after %d steps, not soon after %d", e.steps, maxSteps)
	}
}

func TestWhoFindsNoFreeCoreIsToldToComeBack(t *testing.T) {
	g := New()
	for range cap(g.turn) {
		g.turn <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	var f *fault.Error
	if _, err := g.Grade(ctx, "x", nil); !errors.As(err, &f) || f.Code != wire.Unavailable || f.RetryAfter == 0 {
		t.Errorf("%v", err)
	}
	<-g.turn
	if _, err := g.Grade(t.Context(), "x", nil); err != nil {
		t.Error(err)
	}
}

func TestTheWordsLieInOrderAndEachIsFound(t *testing.T) {
	n := three(0)
	if n < 100_000 || len(words) > 2<<20 {
		t.Errorf("%d words in %d bytes", n, len(words))
	}
	last := ""
	for i := range n {
		w := word(i)
		if w <= last || utf8.RuneCountInString(w) < minLetters || w != string(lower(fold(w))) {
			t.Fatalf("%q stands behind %q", w, last)
		}
		last = w
		if i%97 != 0 { // each found in its turn takes a second
			continue
		}
		s, ok := all(), true
		for _, c := range []byte(w) {
			if s, ok = s.next(c); !ok {
				t.Fatalf("%q is not found", w)
			}
		}
		if rank, _ := s.rank(); rank < 1 {
			t.Fatalf("%q has rank %d", w, rank)
		}
	}
	// and a word that is none is not found
	absent := func(w string) bool { return !listed([]rune(w + "\x00")) }
	if err := quick.Check(absent, nil); err != nil {
		t.Error(err)
	}
	for w, want := range map[string]bool{"password": true, "netanswer": true, "ぱすわーど": true, "kirigirisu": false, "kurohyoutan": false, "123456": true, "zzzzzzzzzzz": false} {
		if listed([]rune(w)) != want {
			t.Errorf("%s on the lists of passwords: %v", w, !want)
		}
	}
}

func TestJapaneseIsKnownInEverySpellingOfRomaji(t *testing.T) {
	for _, w := range []string{"satou", "sato", "satoh", "oono", "ono", "ohno", "shinji", "sinzi", "tsubaki", "tubaki", "yuuki", "yuki", "junichi", "zyuniti"} {
		s, ok := all(), true
		for i := 0; ok && i < len(w); i++ {
			s, ok = s.next(w[i])
		}
		if rank, _ := s.rank(); !ok || rank == 0 {
			t.Errorf("%s is not known", w)
		}
	}
}

func FuzzAnyPasswordHasAGrade(f *testing.F) {
	for _, g := range goldens(f) {
		f.Add(g.password, "mizube2026", "hanako@mail.example")
	}
	f.Add("\xff\xfe", "\xff", "@")
	f.Add(strings.Repeat("1!|7", 100), "", "@@@@")
	g := New("netanswer")
	f.Fuzz(func(t *testing.T, password, id, mail string) {
		grade, err := g.Grade(t.Context(), password, []string{id, mail})
		if err != nil || grade < 0 || grade > 4 || g.Common(password) && grade != 0 {
			t.Errorf("%d %v", grade, err)
		}
		e := estimateOf(fold(form.Graded(password)), ownWords([]string{id, mail}))
		if e.steps > maxSteps+2*maxBytes*33 || !(e.cheapest() >= 1) {
			t.Errorf("%d steps, %v guesses", e.steps, e.cheapest())
		}
	})
}
