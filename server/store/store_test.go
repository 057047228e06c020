package store

import (
	"context"
	"path/filepath"
	"reflect"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"netanswer/server/issuer"
	"netanswer/server/limit"
	"netanswer/server/order"
	"netanswer/server/registration"
	"netanswer/shared/japan"
	"netanswer/shared/text"
)

// contract is what both databases have to do. Every case gets a database of its own.
var contract = []struct {
	name string
	run  func(*testing.T, *DB)
}{
	{"a flow comes back as it was written", flowComesBack},
	{"a flow that has expired is not there", expiredFlow},
	{"a written flow replaces all of the former one", flowReplaced},
	{"a renewed flow takes its reservation along", flowRenewed},
	{"changes of one flow happen one after the other", flowLocked},
	{"what fails or panics in a transaction leaves nothing", rolledBack},
	{"a login is held by one flow at a time", loginHeld},
	{"of 64 flows at once one gets the login", loginRace},
	{"flows that swap logins hold one each in the end", loginSwaps},
	{"a member has credentials, card, mail, consent and both directory entries", memberCreated},
	{"a member is refused without the login or with a card that has one", memberRefused},
	{"of 16 registrations of one card at once one succeeds", cardRace},
	{"the sweep takes expired flows with what they held, and nothing else", flowsSwept},

	{"a session is found, touched and ended", sessionLives},
	{"sessions are ended together, their browsers forgotten", sessionsEnded},
	{"notices come newest first, a page at a time, and are read once", inboxRead},
	{"a login is found in any case and carries the newest hash and login time", credentialFound},
	{"cards come in the order of registration", cardsOrdered},
	{"a card is added to a member, named and renumbered", cardAdded},
	{"a removed card is out of the directory and out of view", cardRemoved},
	{"of 16 at once who add one card one has it", addRace},
	{"members that are filled in are as whole as registered ones", bulkMember},
	{"filling in again adds what is missing and nothing else", bulkAgain},
	{"an account is given back: another hash, no session, no known browser", accountGivenBack},
	{"the time of care never ends earlier than it did", cautionKept},
	{"recoveries of one member happen one after the other", accountLocked},
	{"no text that somebody sends breaks out of its place", hostileText},

	{"a check comes back as it was written", checkComesBack},
	{"a new check voids the older ones of its subject", checkVoids},
	{"of 32 tries at once no more than five count", triesCounted},
	{"a try that was given back can be made again", triesGivenBack},
	{"a try is not counted on a used, expired or unknown check", triesRefused},
	{"a check is used exactly once", checkUsedOnce},

	{"a call is for one check: by caller and number, in time, once", callReceived},
	{"a number is one check's for a phone until it has rested", lineHeld},
	{"of 32 checks at once each gets a number of its own, or none", lineRace},
	{"of 32 calls at once one counts", callRace},

	{"a case comes back as it was written", caseComesBack},
	{"a card has one live case a journey", oneCaseLives},
	{"of 32 tries of a desk's code at once no more than five count", deskTriesCounted},
	{"a desk's code is used exactly once", deskCodeUsedOnce},
	{"an operator is found by name and by token", operatorFound},
	{"an address is confirmed once, by its newest code", mailConfirmed},

	{"what the card system said is one card's, and the newest stays", statementsKept},
	{"a card that is given up is not written to any more", statementsForgotten},

	{"an order comes back as it was written, to its member", orderComesBack},
	{"of 16 orders of one page at once there is one", orderRace},
	{"an order is due when its time has come", ordersDue},

	{"a message is claimed when it is due, with a lease", outboxClaims},
	{"a runner that lost its lease changes nothing", outboxLease},
	{"a dead message is sent again or dropped, as long as it is kept", outboxLetters},
	{"a void passcode does not go out any more", outboxReplaced},
	{"two runners never get the same message", outboxRunners},

	{"hits are counted per name, key and window", hitsCounted},
	{"of 64 hits at once each gets its own number", hitsRace},
	{"several counts in any order at once do not meet in a circle", hitsTogether},
	{"a back-off counts each failure once and says when to come again", backoffCounts},
	{"of many that turn a switch at once one has turned it", switchRace},
	{"a member keeps the newest devices", devicesKept},
	{"a device keeps statements until it is told otherwise", vaultsKept},
	{"a member has notices as they wish", wishesAreKept},
	{"codes are under way to several contacts of a member", codesUnderWay},
	{"who leaves is erased, but for audit and receipts", whoLeavesIsErased},
	{"an inquiry is one a page, found by its number, answered and closed", inquiryKept},
	{"a kept event is due when it is its member's turn, and is taken once", eventKept},
	{"of two who try a kept event at once one has it", eventRace},
	{"an operator has a kept event tried again, or drops it", eventShelf},
	{"an audit row exists with its transaction only", auditWritten},
	{"what is kept ends when the table says", retained},
	{"the table of what is kept names every table", retentionIsComplete},
	{"what was under way ends when a database is put back", settled},
	{"what would run is told, and nothing changed", planned},

	{"a context that is over writes nothing", contextOver},
	{"contexts that end at any moment leave whole transactions or none", contextStress},
	{"an error that quotes a value is logged without it", errorsLogged},
	{"a write is tried again when the database asks for it, and only then", retried},
	{"a write inside a transaction ends with a reason", nestedWrite},

	{"migrations run once, however many servers start", migratedOnce},
	{"a database that is ahead is refused", newerRefused},
	{"every table of members leads with member_id", memberIDLeads},
}

func TestContract(t *testing.T) {
	for _, database := range databases {
		t.Run(database.name, func(t *testing.T) {
			for _, c := range contract {
				t.Run(c.name, func(t *testing.T) { c.run(t, migrated(t, database.fresh(t))) })
			}
		})
	}
}

var databases = []struct {
	name  string
	fresh func(testing.TB) string // the DSN of an empty database
}{{"sqlite", freshSQLite}} // the tag system adds PostgreSQL

func freshSQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "test.db") }

// readyAgain waits until a database that was gone is there, as a balancer does: the first connection to one that has just started may be refused.
func readyAgain(t testing.TB, db *DB) {
	t.Helper()
	var err error
	for range 100 {
		if err = db.Ready(t.Context()); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(err)
}

func opened(t testing.TB, dsn string) *DB {
	t.Helper()
	db, err := Open(context.Background(), dsn, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func migrated(t testing.TB, dsn string) *DB {
	t.Helper()
	db := opened(t, dsn)
	if err := db.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return db
}

// now is the tests' clock.
var now = time.Date(2026, 11, 23, 9, 30, 0, int(123*time.Millisecond), japan.Zone)

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s\n got %+v\nwant %+v", what, got, want)
	}
}

// update runs f in a registration's transaction.
func update(t testing.TB, db *DB, f func(registration.Tx) error) {
	t.Helper()
	ok(t, db.Registration().Update(context.Background(), f))
}

// together runs f n times at once.
func together(t testing.TB, n int, f func(i int) error) {
	t.Helper()
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			if err := f(i); err != nil {
				t.Error(err)
			}
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

func count(t testing.TB, db *DB, query string, args ...any) (n int) {
	t.Helper()
	ok(t, db.read.NewRaw("SELECT count(*) FROM "+query, args...).Scan(context.Background(), &n))
	return n
}

// filled is a T with something in every field, so that a field that is forgotten in a row is noticed.
func filled[T any](t testing.TB) (v T) {
	n := 0
	fill(t, reflect.ValueOf(&v).Elem(), &n)
	return v
}

func fill(t testing.TB, v reflect.Value, n *int) {
	*n++
	switch {
	case v.Type() == reflect.TypeFor[order.Row](): // what it is about lies sealed
		o := order.Row{Order: order.Order{Details: issuer.Order{Kind: issuer.BorrowCash}}}
		for i := range v.Field(0).NumField() {
			if name := v.Field(0).Type().Field(i).Name; name != "Details" && name != "Quote" && name != "Sheet" && name != "Shut" {
				fill(t, reflect.ValueOf(&o.Order).Elem().Field(i), n)
			}
		}
		fill(t, reflect.ValueOf(&o.Sealed).Elem(), n)
		fill(t, reflect.ValueOf(&o.Files).Elem(), n)
		v.Set(reflect.ValueOf(o))
	case v.Type() == reflect.TypeFor[japan.Date]():
		v.Set(reflect.ValueOf(japan.DateOf(now).AddDays(*n)))
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(now.Add(time.Duration(*n) * time.Minute)))
	case v.Kind() == reflect.String:
		v.SetString("value " + strconv.Itoa(*n))
	case v.Kind() == reflect.Int:
		v.SetInt(int64(*n))
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(t, v.Index(i), n)
		}
	case v.Type() == reflect.TypeFor[map[text.Lang]string]():
		v.Set(reflect.ValueOf(map[text.Lang]string{text.JA: "value " + strconv.Itoa(*n), text.EN: "in English"}))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	default:
		t.Fatalf("a field of kind %s: teach fill about it", v.Kind())
	}
}

// hitOne counts one event.
func hitOne(ctx context.Context, db *DB, name, key string, window time.Time) (int, error) {
	counts, err := db.Limits().Hit(ctx, limit.Hit{Name: name, Key: key, Window: window, N: 1})
	if err != nil {
		return 0, err
	}
	return counts[0], nil
}
