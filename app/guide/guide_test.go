package guide

import (
	"testing"

	"netanswer/shared/wire"
)

func TestEveryPictureHasItsStep(t *testing.T) {
	for _, d := range Devices {
		steps := d.steps()
		if len(steps) != len(wire.GuideSteps) {
			t.Errorf("%s: %d steps, %d pictures", d.Path, len(steps), len(wire.GuideSteps))
		}
		for i, s := range steps {
			if want := "guide." + wire.GuideSteps[i]; i < len(wire.GuideSteps) && s.name.Key != want {
				t.Errorf("%s: step %d is %s, its picture %s", d.Path, i+1, s.name.Key, want)
			}
		}
	}
}
