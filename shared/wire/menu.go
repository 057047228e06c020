package wire

// Menu is /menu. What the items are is shared/menu.
type Menu struct {
	Query string   `json:"query"`          // as it was asked, cut to what is looked at
	Found []string `json:"found"`          // keys of the items, in their order
	Near  bool     `json:"near,omitempty"` // none fits, these come near
}
