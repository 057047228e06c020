package text

// Settings.
var (
	SessionGone = Message{"session.gone", "この端末は、すでにログアウトされています。", "This device is logged out already."}
)
