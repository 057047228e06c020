package registration

import (
	"slices"
	"strings"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/text"
)

// The journeys. A journey is an ordered list of steps over the same states.
const (
	Web     = "web"     // the brochure's on a PC: one form, confirm, identity, done
	Portal  = "portal"  // the brochure's on a phone: card, scanned or typed, identity, mail, ID and password, terms, done
	Recover = "recover" // a member who has forgotten ID or password: card, identity, the ID shown, a new password
	Prove   = "prove"   // an order of a member who is logged in: identity, then it is handed over
	Add     = "add"     // another card of a member who is logged in: card, identity, done
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
	needs  func(Flow) bool // whether the flow can take it; nil: always
}

var journeys = map[string]journey{
	Web: {identity.Registering, true, []step{
		{"/register", []State{"", Started, Entered, Confirmed, Done, Unable}, nil},
		{"/register/confirm", []State{Entered, Confirmed}, nil},
		{"/register/call", []State{Confirmed}, Flow.byCall},
		{"/register/verify", []State{Confirmed}, Flow.byPasscode},
		{"/register/password", []State{Identified}, nil},
		{"/register/unable", []State{Unable}, nil},
		{"/register/done", []State{Done}, nil},
	}},
	Portal: {identity.Registering, false, []step{
		{"/portal/scan", []State{Started, Entered, Confirmed, Done, Unable}, nil},
		{"/portal/card", []State{"", Started, Entered, Confirmed, Done, Unable}, nil},
		{"/portal/scan", []State{""}, nil}, // where it begins
		{"/portal/call", []State{Confirmed}, Flow.byCall},
		{"/portal/verify", []State{Confirmed}, Flow.byPasscode},
		{"/portal/mail", []State{Identified}, nil},
		{"/portal/password", []State{Identified}, Flow.addressed},
		{"/portal/terms", []State{Identified}, Flow.ready},
		{"/portal/unable", []State{Unable}, nil},
		{"/portal/done", []State{Done}, nil},
	}},
	Recover: {identity.Recovering, false, []step{
		{"/recover", []State{"", Started, Entered, Confirmed, Done, Unable}, nil},
		{"/recover/call", []State{Confirmed}, Flow.byCall},
		{"/recover/verify", []State{Confirmed}, Flow.byPasscode},
		{"/recover/password", []State{Identified}, nil},
		{"/recover/unable", []State{Unable}, nil},
		{"/recover/done", []State{Done}, nil},
	}},
	Add: {identity.Adding, false, []step{
		{"/cards/add", []State{"", Started, Entered, Confirmed, Done, Unable}, nil},
		{"/cards/add/call", []State{Confirmed}, Flow.byCall},
		{"/cards/add/verify", []State{Confirmed}, Flow.byPasscode},
		{"/cards/add/unable", []State{Unable}, nil},
		{"/cards/add/done", []State{Done}, nil},
	}},
	Prove: {identity.Ordering, false, []step{
		{"/orders", []State{""}, nil},
		{"/prove/call", []State{Confirmed}, Flow.byCall},
		{"/prove/verify", []State{Confirmed}, Flow.byPasscode},
		{"/prove/unable", []State{Unable}, nil},
		{"/orders/{id}", []State{Entered, Done}, nil},
	}},
}

// Screen is the path that a flow belongs to: the last step that its state may see.
func (f Flow) Screen() string {
	to := ""
	for _, st := range f.journey().steps {
		if st.of(f) {
			to = st.path
		}
	}
	return strings.ReplaceAll(to, "{id}", f.Deed.Order)
}

// MaySee says whether a path may be seen in the flow's state.
func (f Flow) MaySee(path string) bool {
	for _, st := range f.journey().steps {
		if st.path == path && st.of(f) {
			return true
		}
	}
	return false
}

func (st step) of(f Flow) bool {
	return slices.Contains(st.states, f.State) && (st.needs == nil || st.needs(f))
}

// byCall says whether there is a phone on file to call from.
func (f Flow) byCall() bool {
	return f.MayCall() && slices.ContainsFunc(f.Reach, func(r Reach) bool { return r.Channel == issuer.SMS || r.Channel == issuer.Landline })
}

// MayCall says whether a call proves enough.
func (f Flow) MayCall() bool { return identity.Call.AtLeast(f.Deed.Least) }

// able are the contacts that prove enough: of an order, as much as it asks for.
func (f Flow) able(cs []issuer.Contact) []issuer.Contact {
	return slices.DeleteFunc(slices.Clone(cs), func(c issuer.Contact) bool {
		proves := identity.Check{Channel: c.Channel}.Assurance()
		if c.Channel == issuer.Landline {
			proves = identity.Call
		}
		return !proves.AtLeast(f.Deed.Least)
	})
}

// purpose is that of the flow's passcodes; of an order's they say which it is.
func (f Flow) purpose() identity.Purpose {
	p := f.journey().purpose
	p.Named = f.Deed.Named
	return p
}

// about is what the flow's checks are about: the card, and of an order all that is ordered, so that what proves one opens no other.
func (f Flow) about() string {
	if f.Deed.Hash == "" {
		return f.CardRef
	}
	return f.CardRef + "/" + f.Deed.Order + "/" + f.Deed.Hash
}

// desk is what the desk knows the journey by: of an order, which it is, for its code is good for nothing else.
func (f Flow) desk() string {
	if f.Deed.What == "" {
		return f.Journey
	}
	return f.Journey + " " + f.Deed.Named[text.JA] + " " + f.Deed.What
}

// byPasscode says whether a passcode can reach the holder; when nothing can, that screen says so.
func (f Flow) byPasscode() bool {
	return !slices.ContainsFunc(f.Reach, func(r Reach) bool { return r.Channel == issuer.Landline }) ||
		slices.ContainsFunc(f.Reach, func(r Reach) bool { return r.Channel != issuer.Landline })
}

// journey is the flow's; before there is a flow, the web's.
func (f Flow) journey() journey {
	if j, ok := journeys[f.Journey]; ok {
		return j
	}
	return journeys[Web]
}
