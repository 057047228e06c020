package text

// Orders: what members have the card system do.
var (
	OrderAny = Message{"order.any", "お手続き", "Procedure"}
)
