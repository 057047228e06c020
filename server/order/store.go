package order

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"netanswer/server/audit"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/member"
	"netanswer/server/notify"
)

// Row is an order as the database holds it: of Details the kind alone; details, Quote and Sheet lie in Sealed, Files beside it.
type Row struct {
	Order
	Sealed string
	Files  string // only in AddOrder; empty: none
}

// Name is what an order is found by.
type Name struct{ MemberID, ID string }

// Store keeps orders.
type Store interface {
	// Update runs f in one transaction, again should the database ask for it: no side effect inside.
	Update(ctx context.Context, f func(Tx) error) error
	// Order is one of a member's.
	Order(ctx context.Context, memberID, id string) (Row, bool, error)
	// Files are an order's, sealed; empty: none, or handed over.
	Files(ctx context.Context, memberID, id string) (string, error)
	// Orders are a member's that are proven and beyond, the newest first, most of them at most, older than the one named before if one is.
	Orders(ctx context.Context, memberID, before string, most int) ([]Row, error)
	// Due are orders, of whichever member, of which the issuer is to be asked by now: n at most.
	Due(ctx context.Context, now time.Time, n int) ([]Name, error)
	// Waiting is how many are to be handed over, and since when the oldest is confirmed.
	Waiting(ctx context.Context) (n int, oldest time.Time, err error)
}

// ProofTx is the part of a transaction that proves an order.
type ProofTx interface {
	// LockOrder reads an order and keeps others from changing it until the end of the transaction.
	LockOrder(ctx context.Context, memberID, id string) (Row, bool, error)
	// SetOrder writes what changes of an order.
	SetOrder(ctx context.Context, o Row) error
	// LiveSession says whether a session is there, and keeps it until the end of the transaction.
	LiveSession(ctx context.Context, memberID, tokenHash string) (bool, error)
	audit.Log
}

// Tx is a transaction on one member's orders.
type Tx interface {
	ProofTx
	// AddOrder writes a new order, or answers the one that its member's page has already.
	AddOrder(ctx context.Context, o Row) (Row, error)
	// DropFiles forgets an order's files.
	DropFiles(ctx context.Context, memberID, id string) error
	member.Inbox
	member.Recovery
	notify.Queue
}

const sealing = "order"

// inside is what is sealed of an order.
type inside struct {
	Details issuer.Order `json:"details"`
	Quote   []byte       `json:"quote,omitempty"`
	Sheet   Sheet        `json:"sheet"`
}

// seal puts what an order is about into its row.
func seal(k *keys.Ring, r *Row) error {
	plain, err := json.Marshal(inside{bare(r.Details), r.Quote, r.Sheet})
	if err == nil {
		r.Sealed = k.Seal(sealing, r.MemberID+" "+r.ID, plain)
	}
	return err
}

// open reads it again, and fills in what the issuer is told besides.
func open(k *keys.Ring, r Row) (Order, error) {
	plain, err := k.Open(sealing, r.MemberID+" "+r.ID, r.Sealed)
	if err != nil {
		return r.Order, err
	}
	var in inside
	if err := json.Unmarshal(plain, &in); err != nil {
		return r.Order, err
	}
	o := r.Order
	o.Details, o.Quote, o.Sheet = in.Details, in.Quote, in.Sheet
	o.Details.Key, o.Details.At, o.Details.Assurance = o.ID, o.Confirmed, string(o.Assurance)
	return o, nil
}

// filesOf are the files that an order hands over.
func filesOf(o issuer.Order) []issuer.File {
	for _, r := range []*issuer.LimitRequest{o.RaiseCash, o.RaiseLimit} {
		if r != nil {
			return r.Files
		}
	}
	return nil
}

// bare are details whose files are named but empty.
func bare(o issuer.Order) issuer.Order {
	for _, r := range []**issuer.LimitRequest{&o.RaiseCash, &o.RaiseLimit} {
		if *r == nil {
			continue
		}
		c := **r
		c.Files = nil
		for _, f := range (*r).Files {
			f.Data = nil
			c.Files = append(c.Files, f)
		}
		*r = &c
	}
	return o
}

func sealFiles(k *keys.Ring, r *Row, files []issuer.File) error {
	if len(files) == 0 {
		return nil
	}
	plain, err := json.Marshal(files)
	if err == nil {
		r.Files = k.Seal(sealing, r.MemberID+" "+r.ID+" files", plain)
	}
	return err
}

// withFiles puts the files back where bare took them out.
func withFiles(k *keys.Ring, o *Order, sealed string) error {
	if len(filesOf(o.Details)) == 0 {
		return nil
	}
	if sealed == "" {
		return errors.New("order: its files are gone")
	}
	plain, err := k.Open(sealing, o.MemberID+" "+o.ID+" files", sealed)
	if err != nil {
		return err
	}
	var files []issuer.File
	if err := json.Unmarshal(plain, &files); err != nil {
		return err
	}
	for _, r := range []*issuer.LimitRequest{o.Details.RaiseCash, o.Details.RaiseLimit} {
		if r != nil {
			r.Files = files
		}
	}
	return nil
}
