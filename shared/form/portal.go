package form

// The forms of the phone journey, one to a screen. The card is a Recovery, ID and password are a NewLogin.

// PortalMail is the member's address.
type PortalMail struct {
	Email string `json:"email"`
}

// Check is that of the registration's part.
func (f PortalMail) Check(r Rules) []Problem {
	return Registration{Part: PartEmail, Email: f.Email}.Check(r)
}

// PortalTerms is the consent.
type PortalTerms struct {
	Agree        bool   `json:"agree"`
	TermsVersion string `json:"terms_version"` // hidden: the text that was on the screen
}

// Check is that of the registration's part.
func (f PortalTerms) Check(r Rules) []Problem {
	return Registration{Part: PartTerms, Agree: f.Agree}.Check(r)
}
