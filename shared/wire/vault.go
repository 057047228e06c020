package wire

// Vault is /vault: what this device keeps to be read without a network. What is kept only the device knows.
type Vault struct{}

// Locked is what a device shows that keeps statements, while there is no network.
type Locked struct {
	At        AsOf `json:"at"`        // when they were fetched
	Left      int  `json:"left"`      // tries of the PIN
	Elsewhere bool `json:"elsewhere"` // the address itself is nothing that the device keeps
}

// Left is what a device shows on which somebody logged out while the server could not be reached.
type Left struct{}

// VaultState is the answer of GET /vault/state.
type VaultState struct {
	State string `json:"state"`           // VaultKeep or VaultWipe
	Renew bool   `json:"renew,omitempty"` // the member is logged in: GET /vault/pages answers
}

// What a device is told.
const (
	VaultKeep = "keep"
	VaultWipe = "wipe"
)
