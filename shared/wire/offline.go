package wire

// OfflineShape is raised whenever a type changes that Offline is made of, see TestTheShapeOfWhatDevicesKeepHasANumber: what was kept before is
// then fetched anew instead of being misread.
const OfflineShape = 2

// Offline is GET /vault/pages: all that a device keeps to be read without a network. No name of a person is in it.
type Offline struct {
	Shape      int         `json:"shape"` // OfflineShape
	Statements Statements  `json:"statements"`
	Months     []Statement `json:"months"` // whole, the newest first
	Usage      []Usage     `json:"usage"`  // one a way to split
}
