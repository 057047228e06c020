package member

import (
	"context"
	"time"

	"github.com/google/uuid"

	"netanswer/server/issuer"
)

const (
	InboxLife = 550 * 24 * time.Hour // of a notice: some eighteen months, as long as statements
	InboxPage = 20                   // notices a page
)

// NoticeKind is what a notice tells. The words of each are the screen's (shared/text/inbox.go).
type NoticeKind string

// The kinds.
const (
	NoticeRegistered  NoticeKind = "registered"
	NoticeCall        NoticeKind = "call" // a call has proven identity
	NoticeDesk        NoticeKind = "desk" // the desk has vouched for a person
	NoticeIDShown     NoticeKind = "id_shown"
	NoticePassword    NoticeKind = "new_password"
	NoticeCardAdded   NoticeKind = "card_added"
	NoticeCardRemoved NoticeKind = "card_removed"
	NoticeMail        NoticeKind = "mail_confirmed"
	NoticeLoggedOut   NoticeKind = "logged_out" // of all browsers, or of all but one

	NoticeOrder        NoticeKind = "order"         // taken in by the card system: the receipt
	NoticeOrderRefused NoticeKind = "order_refused" // it does not offer that any more
	NoticeOrderMoved   NoticeKind = "order_moved"   // it stands otherwise there now
	NoticeUse          NoticeKind = "card_used"
	NoticeFixed        NoticeKind = "amount_fixed"
	NoticeFailed       NoticeKind = "debit_failed"
	NoticeCancelled    NoticeKind = "card_cancelled"
	NoticeReissued     NoticeKind = "card_reissued"

	NoticeInquiry NoticeKind = "inquiry" // sent by the member: the receipt
	NoticeAnswer  NoticeKind = "answer"  // to an inquiry
)

// NoticeKinds are all of them.
var NoticeKinds = []NoticeKind{NoticeRegistered, NoticeCall, NoticeDesk, NoticeIDShown, NoticePassword, NoticeMail, NoticeLoggedOut, NoticeCardAdded, NoticeCardRemoved,
	NoticeOrder, NoticeOrderRefused, NoticeOrderMoved, NoticeInquiry, NoticeAnswer,
	NoticeUse, NoticeFixed, NoticeFailed, NoticeCancelled, NoticeReissued}

// Notice is something that a member was told. It lies in the database in the transaction of what it tells, and of the messages
// that went out with it. It holds no words, so that it is read in whatever language the member speaks by then, and nothing that
// opens anything.
type Notice struct {
	MemberID string
	ID       string // UUIDv7: younger is greater
	Kind     NoticeKind
	Args     NoticeArgs
	To       []Told // where messages went along with it
	At       time.Time
	ReadAt   time.Time // zero: not opened yet
}

// NoticeArgs are what a notice says besides its kind.
type NoticeArgs struct {
	Last4   string `json:"last4,omitempty"`   // of the card it is about
	Address string `json:"address,omitempty"` // a mail address, masked
	Order   string `json:"order,omitempty"`   // the ID of the order it is about
	About   string `json:"about,omitempty"`   // and its kind
	Stage   string `json:"stage,omitempty"`   // and how it stands at the issuer
	Amount  int    `json:"amount,omitempty"`  // yen: of a use, of a debit
	Month   string `json:"month,omitempty"`   // of a debit: 2026-12
	Inquiry string `json:"inquiry,omitempty"` // the ID of the inquiry it is about
}

// Told is where a message went.
type Told struct {
	Channel issuer.Channel `json:"channel"`
	Masked  string         `json:"masked"` // 090-****-1234, t***@example.jp
}

// Inbox is the part of a transaction that keeps a notice for its member.
type Inbox interface {
	PutNotice(ctx context.Context, n Notice) error
}

// Keep writes a notice into the member's inbox.
func Keep(ctx context.Context, tx Inbox, n Notice) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	n.ID = id.String()
	return tx.PutNotice(ctx, n)
}

// Notices are the member's newest, InboxPage of them, older than the one named before; an empty name is the beginning. more says
// that there are older ones.
func (s *Service) Notices(ctx context.Context, memberID, before string) (ns []Notice, more bool, err error) {
	if before != "" && uuid.Validate(before) != nil {
		return nil, false, nil
	}
	if ns, err = s.Store.Notices(ctx, memberID, before, InboxPage+1); len(ns) > InboxPage {
		ns, more = ns[:InboxPage], true
	}
	return ns, more, err
}

// Open is one of the member's notices; false when the member has none of that name. From then on it counts as read, if it is a
// person who opens it.
func (s *Service) Open(ctx context.Context, memberID, id string, person bool) (Notice, bool, error) {
	if uuid.Validate(id) != nil {
		return Notice{}, false, nil
	}
	n, ok, err := s.Store.Notice(ctx, memberID, id)
	if err == nil && ok && person && n.ReadAt.IsZero() {
		err = s.Store.ReadNotice(ctx, memberID, id, s.Now())
	}
	return n, ok, err
}
