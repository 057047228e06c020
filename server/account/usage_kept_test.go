package account

import (
	"reflect"
	"testing"
	"time"

	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/wire"
)

// In the maintenance the graph is what was seen last, as of when; a month of which no uses are kept has its sum and no parts.
func TestTheGraphIsDrawnFromWhatIsKept(t *testing.T) {
	h := aHouse(t)
	r, today := h.reader(), japan.DateOf(h.t)
	graph := func(by wire.UsageBy) wire.Usage {
		t.Helper()
		u, err := h.Usage(t.Context(), r, by, japan.Month{}, today)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	live, users := graph(wire.ByCategory), graph(wire.ByUser)
	h.flush(t)
	h.t = h.t.Add(15 * time.Hour)
	h.box.err = issuer.ErrUnavailable
	away := graph(wire.ByCategory)
	if away.AsOf != "2026-11-23 10:15" || live.AsOf != "" {
		t.Errorf("as of %q, before %q", away.AsOf, live.AsOf)
	}
	if away.AsOf = ""; !reflect.DeepEqual(away, live) {
		t.Errorf("shown is %+v, was %+v", away, live)
	}
	if u := graph(wire.ByUser); !reflect.DeepEqual(u.Parts, users.Parts) || u.AsOf == "" {
		t.Errorf("users %+v, were %+v", u.Parts, users.Parts)
	}
	lost := live.Months[5]
	delete(h.store.rows, name{r, lost.Month.String()})
	if m := graph(wire.ByCategory).Months[5]; m.Parts != nil || m.Amount != lost.Amount || m.Beside != lost.Beside || lost.Amount == 0 {
		t.Errorf("a month that is not kept is %+v, was %+v", m, lost)
	}
	delete(h.store.rows, name{r, "months"})
	if _, err := h.Usage(t.Context(), r, wire.ByCategory, japan.Month{}, today); err == nil {
		t.Error("a graph without months")
	}
}
