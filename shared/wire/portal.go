package wire

import "netanswer/shared/form"

// PortalCard is /portal/card.
type PortalCard struct {
	Filled[form.Recovery]
	Expired bool   `json:"expired,omitempty"` // say that there is no flow to go on with
	Going   string `json:"going,omitempty"`   // the screen on which a flow that was left goes on
	Add     string `json:"add"`               // where somebody goes who has Netアンサー: to log in, and on to another card
}

// PortalMail is /portal/mail.
type PortalMail struct {
	Filled[form.PortalMail]
}

// PortalPassword is /portal/password. The ID among its values may be a proposal: free, and held for this flow.
type PortalPassword struct {
	Filled[form.NewLogin]
	Proposed bool `json:"proposed,omitempty"`
}

// PortalTerms is /portal/terms.
type PortalTerms struct {
	Filled[form.PortalTerms]
	Terms    Terms  `json:"terms"`
	MemberID string `json:"member_id"` // what is about to be registered
	Email    string `json:"email"`
}
