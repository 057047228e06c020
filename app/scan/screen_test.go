package scan

import (
	"fmt"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const number = "4111111111111111"

// begun is a screen whose engine is open and that has asked for the camera.
func begun() *Screen {
	s := &Screen{Site: wire.Site{Today: japan.Date{Year: 2026, Month: 11, Day: 25}}, scanner: app.Window()}
	s.look = Look{Phase: Asking}
	return s
}

func frame(number, expiry, print, hint string) string {
	return fmt.Sprintf(`{"number":%q,"expiry":%q,"print":%q,"hint":%q}`, number, expiry, print, hint)
}

func TestFramesLeadToANumberToConfirm(t *testing.T) {
	s := begun()
	s.hear("camera", "on")
	if s.look.Phase != Aiming || !s.look.Torch || s.look.Hint != Prepare {
		t.Fatalf("%+v", s.look)
	}
	s.hear("engine", "ready")
	if s.look.Hint != Fit {
		t.Fatalf("%+v", s.look)
	}
	for i, step := range []struct {
		frame string
		phase Phase
		hint  Hint
	}{
		{frame("", "", "a", "closer"), Aiming, Closer},
		{frame("", "", "b", "glare"), Aiming, Glare},
		{`{"number":`, Aiming, Glare}, // what makes no sense changes nothing
		{frame(number, "01/28", "c", ""), Aiming, Hold},
		{frame(number, "01/28", "c", ""), Aiming, Hold}, // the same picture once more proves nothing
		{frame(number, "01/28", "d", ""), Confirm, Fit},
		{frame("4242424242424242", "02/29", "e", ""), Confirm, Fit}, // what comes late
	} {
		s.hear("seen", step.frame)
		if s.look.Phase != step.phase || s.look.Hint != step.hint {
			t.Fatalf("frame %d: %+v", i+1, s.look)
		}
	}
	if s.look.Number.Digits() != number || s.look.Expiry.String() != "01/28" {
		t.Errorf("%s %s", s.look.Number.Digits(), s.look.Expiry)
	}
}

func TestAPhotographWithoutANumberSaysSo(t *testing.T) {
	s := begun()
	s.look = Look{Phase: Photo}
	s.hear("seen", frame(number, "", "a", "")) // one look proves nothing
	s.hear("photo", "done")
	if s.look.Phase != Unread {
		t.Errorf("%+v", s.look)
	}
}

func TestEveryTroubleSaysWhatItIsAndWhatToDo(t *testing.T) {
	said := map[text.Message]Phase{}
	for _, c := range []struct {
		what, detail string
		want         Phase
	}{
		{"camera", "insecure", Insecure}, {"camera", "refused", Refused}, {"camera", "missing", Missing}, {"camera", "busy", Busy},
		{"engine", "failed", Failed}, {"photo", "unreadable", Unread},
	} {
		s := begun()
		s.hear(c.what, c.detail)
		title, do, icon := trouble(s.look.Phase)
		if s.look.Phase != c.want || do.JA == "" || do.EN == "" || icon == "" {
			t.Errorf("%s %s: %+v", c.what, c.detail, s.look)
		}
		if other, twice := said[title]; twice {
			t.Errorf("%s and %s say the same", c.want, other)
		}
		said[title] = c.want
	}
	lost := begun()
	lost.hear("camera", "dark")
	if lost.look.Torch {
		t.Error("a camera without a lamp offers one")
	}
	if lost.hear("camera", "lost"); lost.look.Phase != Busy {
		t.Errorf("%+v", lost.look)
	}
	if s := (&Screen{}); s.start() != None {
		t.Error("a build without an engine waits for one")
	}
}
