package form

import (
	"strings"
	"testing"
)

func TestAnInquiryIsCheckedBeforeItIsSent(t *testing.T) {
	good := Contact{Topic: "payment", Words: "引き落としの日を教えてください。", Key: strings.Repeat("0a", 16)}
	for want, change := range map[string]func(*Contact){
		"":                      func(*Contact) {},
		"contact.topic.missing": func(in *Contact) { in.Topic = "lease" },
		"contact.words.missing": func(in *Contact) { in.Words = " \n　" },
		"contact.words.long":    func(in *Contact) { in.Words = strings.Repeat("あ", MaxContact+1) },
		"contact.card_number":   func(in *Contact) { in.Words = "番号は４１１１-1111 1111 1111です。" },
		"contact.stale":         func(in *Contact) { in.Key = "x" },
		"upload.large":          func(in *Contact) { in.Files = []Upload{{Name: "a.pdf", Type: "application/pdf", Size: MaxUpload + 1}} },
	} {
		in := good
		change(&in)
		ps := in.Check(Rules{})
		if got := strings.Join(keysOf(ps), " "); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
	for _, words := range []string{"受付番号 4111-1111-1111-1112", "03-1234-5678 と 090-1234-5678", "2026-11-26 10:15 に 12,345,678,901,234,567円"} {
		if cardNumber(words) {
			t.Errorf("%s holds no card number", words)
		}
	}
}

func keysOf(ps []Problem) (out []string) {
	for _, p := range ps {
		out = append(out, p.Key)
	}
	return out
}
