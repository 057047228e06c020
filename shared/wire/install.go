package wire

// Install is /app.
type Install struct {
	Device   Device `json:"device"`              // whose steps come first
	Going    string `json:"going,omitempty"`     // the screen of what this browser has under way
	LoggedIn bool   `json:"logged_in,omitempty"` // the way on is ホーム
	QR       string `json:"qr,omitempty"`        // on a PC: see Landing
	QRSize   int    `json:"qr_size,omitempty"`
}

// Device is what a browser runs on, as far as the way to install depends on it.
type Device string

// The devices.
const (
	IPhone  Device = "iphone"
	Android Device = "android"
	PC      Device = "pc"
)
