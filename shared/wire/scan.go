package wire

// Scan is /portal/scan.
type Scan struct {
	Type  string `json:"type"`  // path of the form that takes a number, typed or read
	Leave string `json:"leave"` // path that the cross leads to
}
