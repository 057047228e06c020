package wire

import "netanswer/shared/money"

// PayTerms are the terms of a way of paying later, all of it the card system's data.
type PayTerms struct {
	Version string    `json:"version"`
	Rate    int       `json:"rate"`              // yearly, hundredths of a percent
	Within  bool      `json:"within,omitempty"`  // the monthly payment contains the interest
	Steps   []PayStep `json:"steps,omitempty"`   // of a revolving balance: one, 元金定額; more, 残高スライド
	Choices []PayTerm `json:"choices,omitempty"` // of instalments
}

// Course is how they have a balance paid back.
func (t PayTerms) Course() money.Course {
	c := money.Course{Rate: t.Rate, Within: t.Within, Steps: make([]money.Step, len(t.Steps))}
	for i, s := range t.Steps {
		c.Steps[i] = money.Step(s)
	}
	return c
}

// PayStep is one step of a slide: up to this balance so much a month.
type PayStep struct {
	UpTo int `json:"up_to"` // yen of balance, included; 0: without end, the last step
	Pay  int `json:"pay"`   // yen
}

// PayTerm is a number of payments that may be chosen.
type PayTerm struct {
	Payments int `json:"payments"`
	Fee      int `json:"fee"`  // yen for 10,000
	Rate     int `json:"rate"` // effective, yearly, hundredths of a percent
}
