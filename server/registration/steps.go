package registration

// Step is a screen of a journey and the states in which it may be seen.
type Step struct {
	Path   string
	States []State
}

// Web is the brochure's journey on a PC: one form, confirm, identity, done. Another journey is another list over the same
// states.
var Web = []Step{
	{"/register", []State{"", Started, Entered, Confirmed, Done, Unable}},
	{"/register/confirm", []State{Entered, Confirmed}},
	{"/register/verify", []State{Confirmed}},
	{"/register/password", []State{Identified}},
	{"/register/unable", []State{Unable}},
	{"/register/done", []State{Done}},
}

// Allows says whether a state may see a path of the journey, and where it belongs if not.
func Allows(journey []Step, s State, path string) (ok bool, to string) {
	to = "/register"
	for _, st := range journey {
		for _, have := range st.States {
			if have != s {
				continue
			}
			if st.Path == path {
				return true, path
			}
			if len(st.States) <= 2 { // the screen that this state is about, not the form that most may return to
				to = st.Path
			}
		}
	}
	return false, to
}
