package site

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"netanswer/app/dev"
	"netanswer/app/ui"
	"netanswer/server/fault"
	"netanswer/server/telephony"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Dialler is the telephone of the handset: it places real calls to this program's own SIP endpoint, and remembers the latest.
type Dialler struct {
	Phones []Phone // of the demo cards
	Lines  []Phone // ours
	Sounds telephony.Sounds
	// Call places a call and answers when it is over.
	Call func(ctx context.Context, from, to string) (telephony.Heard, error)

	mu    sync.Mutex
	last  int // number of the latest call
	calls []*placed
}

// Phone is a telephone that a call can be made from, or a number that can be dialled.
type Phone = dev.Phone

const (
	mostCalls = 8                // that are remembered
	longCall  = 40 * time.Second // under the time that an answer may take
)

type placed struct {
	id       int
	from, to string
	over     bool
	heard    telephony.Heard
	err      error
}

// dialForm is a call to be placed; an empty From withholds the number.
type dialForm struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// dial places a call. Who asks for JSON is answered when it is over; a browser is led back to the handset, which shows it.
func (s *Site) dial(w http.ResponseWriter, r *http.Request) {
	v := visitOf(w, r)
	var f dialForm
	if err := s.decode(v, &f); err != nil {
		s.fail(v, err)
		return
	}
	if f.To == "" {
		s.fail(v, fault.New(wire.BadRequest, text.BadRequest))
		return
	}
	d := s.Dialler
	p := d.begin(f.From, f.To)
	ctx, done := context.WithTimeout(context.WithoutCancel(r.Context()), longCall)
	if !wantsJSON(r) {
		go func() { defer done(); d.place(ctx, p) }()
		http.Redirect(w, r, "/dev/handset", http.StatusSeeOther)
		return
	}
	defer done()
	if d.place(ctx, p); p.err != nil {
		s.fail(v, fault.New(wire.Unavailable, text.Busy).After(time.Second).Because(p.err))
		return
	}
	shown := d.shown(p)
	names := d.Sounds.Heard(p.heard.Voice, p.heard.ALaw)
	if names == nil {
		names = []telephony.Sound{}
	}
	s.json(v, http.StatusOK, struct {
		Answered bool              `json:"answered"`
		Status   int               `json:"status"`
		Heard    []telephony.Sound `json:"heard"` // names of the announcements
		Said     []string          `json:"said"`  // their words
		Sound    string            `json:"sound"` // a WAV of all that was heard
	}{p.heard.Answered, p.heard.Status, names, shown.Said, shown.Sound})
}

// callHeard is what was heard in a call, to be played.
func (s *Site) callHeard(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.PathValue("id"))
	p := s.Dialler.find(id)
	if p == nil {
		s.fail(visitOf(w, r), fault.New(wire.NotFound, text.NotFound))
		return
	}
	w.Header().Set("Content-Type", "audio/wav")
	w.Write(telephony.WAV(p.heard.Voice, p.heard.ALaw))
}

// withDialler is the handset with its telephone, where there is one. While a call is under way the page looks again by itself.
func (s *Site) withDialler(v *visit, handset app.UI) app.UI {
	if s.Dialler == nil {
		return handset
	}
	calls, under := s.Dialler.list()
	if under {
		v.ResponseWriter.Header().Set("Refresh", "2")
	}
	dialler := dev.Dialler(s.wire(v), s.Dialler.Phones, s.Dialler.Lines, calls)
	return app.Div().Body(handset, app.Div().Class("narrow").Body(ui.Column(app.Div().Class("flow").Body(dialler))))
}

func (d *Dialler) begin(from, to string) *placed {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last++
	p := &placed{id: d.last, from: from, to: to}
	d.calls = slices.Insert(d.calls, 0, p)
	d.calls = d.calls[:min(len(d.calls), mostCalls)]
	return p
}

func (d *Dialler) place(ctx context.Context, p *placed) {
	heard, err := d.Call(ctx, p.from, p.to)
	d.mu.Lock()
	defer d.mu.Unlock()
	p.heard, p.err, p.over = heard, err, true
}

// find is a call that is over and was answered.
func (d *Dialler) find(id int) *placed {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.calls {
		if p.id == id && p.over && p.heard.Answered {
			return p
		}
	}
	return nil
}

// list are the calls, newest first, and whether one of them is under way.
func (d *Dialler) list() (out []dev.Call, under bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.calls {
		out = append(out, d.shown(p))
		under = under || !p.over
	}
	return out, under
}

func (d *Dialler) shown(p *placed) dev.Call {
	c := dev.Call{From: p.from, To: p.to, Over: p.over, Answered: p.heard.Answered, Status: p.heard.Status, Said: []string{}}
	for _, name := range d.Sounds.Heard(p.heard.Voice, p.heard.ALaw) {
		c.Said = append(c.Said, telephony.Words[name].JA)
	}
	if p.over && p.heard.Answered {
		c.Sound = "/dev/handset/call/" + strconv.Itoa(p.id)
	}
	return c
}
