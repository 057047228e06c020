package wire

// Inbox is /inbox: what the member was told, the newest first.
type Inbox struct {
	Notices []Notice `json:"notices,omitempty"`
	Later   bool     `json:"later,omitempty"` // these are not the newest
	Older   string   `json:"older,omitempty"` // goes back in before: there are older ones
}

// Notice is one of them, on a page of its own at /inbox/{id}.
type Notice struct {
	ID      string    `json:"id"`
	Kind    string    `json:"kind"`              // server/member: NoticeKind
	At      string    `json:"at"`                // 2026-11-25 02:10 in Japan
	Unread  bool      `json:"unread,omitempty"`  // not opened before
	Last4   string    `json:"last4,omitempty"`   // of the card it is about
	Address string    `json:"address,omitempty"` // masked
	Order   string    `json:"order,omitempty"`   // of a notice about an order: its ID
	Title   string    `json:"title,omitempty"`   // and what it is called
	Stage   string    `json:"stage,omitempty"`   // and how it stands at the card system
	To      []Channel `json:"to,omitempty"`      // where messages went along with it
	Amount  int       `json:"amount,omitempty"`  // yen: of a use, of a debit
	Month   string    `json:"month,omitempty"`   // of a debit: 2026-12
	Inquiry *Inquiry  `json:"inquiry,omitempty"` // that it is about; only on its own page
}
