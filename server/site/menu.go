package site

import (
	"netanswer/shared/menu"
	"netanswer/shared/wire"
)

// menu is all procedures, or those that a search finds. The same search runs in the app.
func (s *Site) menu(v *visit) (wire.Menu, error) {
	d := wire.Menu{Query: menu.Query(v.URL.Query().Get("q")), Found: []string{}}
	found, near := menu.Find(d.Query)
	for _, item := range found {
		d.Found = append(d.Found, item.Key)
	}
	d.Near = near
	return d, nil
}
