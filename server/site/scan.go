package site

import (
	"netanswer/app/screen"
	"netanswer/shared/wire"
)

// scan is where the phone journey begins. What a camera reads never comes here: it goes into the form, as if it had been typed.
func (s journey) scan(v *visit) (wire.Scan, error) {
	_, _, err := s.first(v)
	return wire.Scan{Type: screen.PortalCard.Path, Leave: screen.Landing.Path}, err
}
