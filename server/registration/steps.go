package registration

// The journeys. A journey is an ordered list of steps over the same states.
const Web = "web" // the brochure's on a PC: one form, confirm, identity, done

var journeys = map[string][]step{
	Web: {
		{"/register", []State{"", Started, Entered, Confirmed, Done, Unable}},
		{"/register/confirm", []State{Entered, Confirmed}},
		{"/register/verify", []State{Confirmed}},
		{"/register/password", []State{Identified}},
		{"/register/unable", []State{Unable}},
		{"/register/done", []State{Done}},
	},
}

// step is a screen of a journey and the states in which it may be seen.
type step struct {
	path   string
	states []State
}

// Screen is the path that a flow belongs to: the last step that its state may see.
func (f Flow) Screen() string {
	to := ""
	for _, st := range f.steps() {
		for _, have := range st.states {
			if have == f.State {
				to = st.path
			}
		}
	}
	return to
}

// MaySee says whether a path may be seen in the flow's state.
func (f Flow) MaySee(path string) bool {
	for _, st := range f.steps() {
		for _, have := range st.states {
			if have == f.State && st.path == path {
				return true
			}
		}
	}
	return false
}

// steps are those of the flow's journey; before there is a flow, the web's.
func (f Flow) steps() []step {
	if s, ok := journeys[f.Journey]; ok {
		return s
	}
	return journeys[Web]
}
