package wire

import (
	"netanswer/shared/form"
	"netanswer/shared/text"
)

// Member is what every screen behind the login knows of who is logged in. It travels beside the screen's own data, as a top-level
// "member" that no screen has itself.
type Member struct {
	LastLogin string `json:"last_login,omitempty"` // the one before this, 2026-11-20 21:04 in Japan
	Alias     string `json:"alias,omitempty"`      // tells members apart and says nothing of them: what a browser keeps for one is none of another's
	Cards     []Card `json:"cards"`                // all of the member's, the first registered first; one of them is in view
}

// View is the card in view; zero without any.
func (m Member) View() Card {
	for _, c := range m.Cards {
		if c.View {
			return c
		}
	}
	return Card{}
}

// Card is one of a member's cards.
type Card struct {
	ID    string `json:"id"`              // names it among the member's
	Name  string `json:"name,omitempty"`  // as the member calls it
	Brand string `json:"brand,omitempty"` // Visa, JCB, …
	Last4 string `json:"last4"`
	View  bool   `json:"view,omitempty"` // in view: the screens of the account show this one
}

// Called is what the card is called on screens: by its name, or its brand, or what it is.
func (c Card) Called(s Site) string {
	switch {
	case c.Name != "":
		return c.Name
	case c.Brand != "":
		return c.Brand
	}
	return s.T(text.CardsCard)
}

// Cards is /cards.
type Cards struct {
	Cards    []CardRow      `json:"cards"`
	Most     int            `json:"most"` // of one member
	Problems []form.Problem `json:"problems,omitempty"`
}

// CardRow is a card with what the card system says of it.
type CardRow struct {
	Card
	Role Role `json:"role,omitempty"` // empty: the card system does not answer now
}

// Role is what a holder is to the account of a card.
type Role string

// The roles.
const (
	Primary Role = "primary"
	Family  Role = "family"
)

// CardDetail is /cards/{card}: the card, and what it is called.
type CardDetail struct {
	Filled[form.CardName]
	Card CardRow `json:"card"`
	Only bool    `json:"only,omitempty"` // the member has no other: it cannot be taken out
}

// CardRemove is /cards/{card}/remove: what happens, before it does.
type CardRemove struct {
	Card     CardRow        `json:"card"`
	Problems []form.Problem `json:"problems,omitempty"`
	Only     bool           `json:"only,omitempty"` // the member has no other: it cannot be taken out
}

// CardAdd is /cards/add.
type CardAdd struct {
	Filled[form.Recovery]
	Expired bool `json:"expired,omitempty"` // say that there is no flow to go on with
}

// CardAdded is /cards/add/done.
type CardAdded struct {
	Card Card `json:"card"`
}
