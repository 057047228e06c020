package wire

// Offline is GET /vault/pages: all that a device keeps to be read without a network. No name of a person is in it.
type Offline struct {
	Statements Statements  `json:"statements"`
	Months     []Statement `json:"months"` // whole, the newest first
	Usage      []Usage     `json:"usage"`  // one a way to split
}
