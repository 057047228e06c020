package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestFramesArePutToTheVote(t *testing.T) {
	const in = `[[{"number":"4111111111111111","expiry":"01/28","print":"a"},{"number":"","expiry":"","print":"b"},{"number":"4111111111111111","expiry":"01/28","print":"c"}],
		[{"number":"4111111111111111","expiry":"01/28","print":"a"},{"number":"4242424242424242","expiry":"","print":"b"}],[]]`
	var out bytes.Buffer
	if err := run("2026-11-25", false, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), `[{"number":"4111111111111111","expiry":"01/28"},{"number":"","expiry":""},{"number":"","expiry":""}]`+"\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	out.Reset()
	if err := run("2026-11-25", true, nil, &out); err != nil || !strings.Contains(out.String(), `"ranges":[["2221","2720",16]`) {
		t.Errorf("%s, %v", out.String(), err)
	}
	if err := run("today", false, strings.NewReader("[]"), &out); err == nil {
		t.Error("a day that is none was taken")
	}
}
