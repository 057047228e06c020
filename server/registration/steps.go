package registration

import "netanswer/server/identity"

// The journeys. A journey is an ordered list of steps over the same states.
const (
	Web     = "web"     // the brochure's on a PC: one form, confirm, identity, done
	Recover = "recover" // a member who has forgotten ID or password: card, identity, the ID shown, a new password
)

// journey is all that makes one differ from another before identity is proven; proven says what comes after.
type journey struct {
	purpose identity.Purpose // of its passcodes: those of another journey prove nothing here
	whole   bool             // the whole form is asked for and confirmed: ID, password, mail address, the terms in force. Else the card alone
	steps   []step
}

// step is a screen of a journey and the states in which it may be seen.
type step struct {
	path   string
	states []State
}

var journeys = map[string]journey{
	Web: {identity.Registering, true, []step{
		{"/register", []State{"", Started, Entered, Confirmed, Done, Unable}},
		{"/register/confirm", []State{Entered, Confirmed}},
		{"/register/verify", []State{Confirmed}},
		{"/register/password", []State{Identified}},
		{"/register/unable", []State{Unable}},
		{"/register/done", []State{Done}},
	}},
	Recover: {identity.Recovering, false, []step{
		{"/recover", []State{"", Started, Entered, Confirmed, Done, Unable}},
		{"/recover/verify", []State{Confirmed}},
		{"/recover/password", []State{Identified}},
		{"/recover/unable", []State{Unable}},
		{"/recover/done", []State{Done}},
	}},
}

// Screen is the path that a flow belongs to: the last step that its state may see.
func (f Flow) Screen() string {
	to := ""
	for _, st := range f.journey().steps {
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
	for _, st := range f.journey().steps {
		for _, have := range st.states {
			if have == f.State && st.path == path {
				return true
			}
		}
	}
	return false
}

// journey is the flow's; before there is a flow, the web's.
func (f Flow) journey() journey {
	if j, ok := journeys[f.Journey]; ok {
		return j
	}
	return journeys[Web]
}
