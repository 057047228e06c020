package limit

import "time"

// Refusal is what a full limit keeps from happening.
type Refusal string

// What limits refuse.
const (
	Something Refusal = ""        // the step that counts
	Nothing   Refusal = "nothing" // it only raises the alarm
)

// Limit is at most Max in each window of Per. Windows are aligned to the clock: cheap to count, at worst 2 × Max around
// a boundary.
type Limit struct {
	Name    string
	Max     int
	Per     time.Duration
	Counts  string // what is one event of whom
	Why     string
	Refuses Refusal
}

const (
	quarter = 15 * time.Minute
	day     = 24 * time.Hour
)

// The limits. "Refusals" and "failures" are given back when the try turns out well, so that they count no honest success.
// docs/limits.md is this table, with the figures of carrier NAT that the reasons rest on; a test compares the two.
var (
	CardDay     = Limit{"card", 5, day, "refusals of one card number", "a holder mistypes a code now and then; five a day find one code in a thousand in half a year. It closes registration on the web for that number until midnight, never the card", Something}
	CardAddress = Limit{"card-address", 20, time.Hour, "refusals of one address", "card testing from one place; of the lines behind a shared address less than one an hour registers, even in a campaign", Something}
	CardNetwork = Limit{"card-network", 200, time.Hour, "refusals of one /24 or /48", "the same from a rented network; ten addresses of it at their own limit", Something}

	CardMember = Limit{"card-member", 10, day, "refusals of one member who adds a card", "card testing from within, by a member or with a stolen session; two cards mistyped at their worst day are ten", Something}

	PasscodeDay     = Limit{"passcode-destination", 5, day, "passcodes to one phone or mail address", "SMS pumping and annoying a stranger's phone; the destination comes from the issuer's file and was never typed", Something}
	PasscodeCard    = Limit{"passcode-card", 8, day, "passcodes about one card", "the same over several flows and contacts of one card", Something}
	PasscodeAddress = Limit{"passcode-address", 30, time.Hour, "passcodes asked for from one address", "pumping with many good cards from one place; a registration asks for one or two", Something}
	PasscodeNetwork = Limit{"passcode-network", 300, time.Hour, "passcodes asked for from one /24 or /48", "the same from a rented network", Something}
	PasscodePrefix  = Limit{"passcode-prefix", 1000, 10 * time.Minute, "passcodes to one prefix (070, 080, 090, …, foreign) or to mail, of the whole site", "an alarm: fifty times what a site of a million registrations a year sends; somebody looks, nobody is refused", Nothing}
	PasscodeAgain   = Limit{"passcode-again", 5, time.Hour, "a passcode sent once more under a flow's former id", "a right passcode sent twice is answered twice; guessing it under a former id is not", Something}

	CallPhone   = Limit{"call-phone", 40, day, "call checks for one phone", "nobody is called, so nobody is disturbed; each gives who can forge a number another try. Wide, as a stranger with the card must not close the call to its holder", Something}
	CallPlace   = Limit{"call-phone-place", 3, 30 * time.Minute, "call checks for one phone asked for from one /24 or /48", "each takes a number out of the pool for this phone for ten minutes: one place takes six at most, around the turn of the half hour, and the others are left", Something}
	CallAddress = Limit{"call-address", 30, time.Hour, "call checks asked for from one address", "many good cards from one place; a registration asks for one or two", Something}

	DeskCase          = Limit{"desk-case", 3, day, "new cases of one card and journey", "a case is found again as long as it lives; who has had three closed in a day is told the last one's number again", Something}
	DeskCode          = Limit{"desk-code", 10, time.Hour, "desk codes tried in one flow", "a code has five tries of its own and 50 bits; a person mistypes it once or twice", Something}
	DeskAddress       = Limit{"desk-code-address", 30, time.Hour, "desk codes tried from one address", "the same over many flows and cards", Something}
	MailCodeDay       = Limit{"mail-code-destination", 5, day, "confirmation codes to one address that somebody typed, and call checks for one landline that a member typed", "filling a stranger's mailbox; it takes a registration, with identity proven, to have the first one sent. Of a phone's 40 call checks a day strangers take five", Something}
	MailCodeMember    = Limit{"mail-code-member", 5, day, "confirmation codes of one member", "guessing: five tries for each of five codes find one of a million in a hundred years", Something}
	ContactCodeMember = Limit{"contact-code-member", 10, day, "codes of one member to contacts that are to come on file at the issuer, and calls waited for from there", "SMS pumping from within: each is a message that the issuer pays for; a phone and an address, mistyped at their worst day, are six", Something}

	InquiryMember = Limit{"inquiry-member", 5, day, "inquiries of one member", "each may bring 15 MB of files and is read by a person; who has more to say on one day calls", Something}

	LoginID      = Limit{"login-id", 100, quarter, "failures of one ID from all unknown places", "guessing one password from many places; wide, as a stranger must not lock a member out with a few tries. Devices known to the ID are not counted", Something}
	LoginAddress = Limit{"login-address", 100, quarter, "failures of one address over all IDs", "spraying many IDs from one place; a company of ten thousand members behind one address still comes in on a pay day", Something}
	LoginNetwork = Limit{"login-network", 1000, quarter, "failures of one /24 or /48", "the same from a rented network", Something}

	StrengthFlow  = Limit{"strength-flow", 120, 10 * time.Minute, "passwords graded for one flow", "grading is work; a person typing asks a few times a minute", Something}
	StrengthPlace = Limit{"strength-address", 600, 10 * time.Minute, "passwords graded for one address", "the same over made-up flows; a shared address has many people", Something}
	HashAddress   = Limit{"register-address", 60, time.Hour, "accepted cards of one address that go on to ID and password", "each costs one argon2id", Something}
	Proof         = Limit{"proof", 1, time.Hour, "uses of one proof of work", "each proof is good for one card; the window is that of its making", Something}
	CallOnce      = Limit{"call-once", 1, day, "requests of a call's webhook that say it was listened to, by the call's id", "a request that is sent again, by whom ever, completes no second check", Something}
)

// All are the limits, for tests and documentation.
var All = []Limit{
	CardDay, CardAddress, CardNetwork, CardMember, PasscodeDay, PasscodeCard, PasscodeAddress, PasscodeNetwork, PasscodePrefix, PasscodeAgain,
	CallPhone, CallPlace, CallAddress, CallOnce, DeskCase, DeskCode, DeskAddress, MailCodeDay, MailCodeMember, ContactCodeMember, InquiryMember,
	LoginID, LoginAddress, LoginNetwork, StrengthFlow, StrengthPlace, HashAddress, Proof,
}

// Backoff makes each failure in a row wait longer: after Free of them First, then twice as long each time up to Most. They
// are forgotten with a success, or Forget after the last wait was over.
type Backoff struct {
	Name                string
	Free                int
	First, Most, Forget time.Duration
	Counts, Why         string
}

// The back-offs.
var (
	LoginBackoff = Backoff{"login", 2, time.Second, quarter, day, "failures in a row of one ID from one address", "guessing one member's password: a dozen tries in the first quarter of an hour, four an hour from then on"}
	DeviceLogin  = Backoff{"login-device", 2, time.Second, quarter, day, "failures in a row of one ID on a device that it has logged in on", "the same; what strangers try elsewhere does not slow this device, nor its own failures others"}
)

// Backoffs are all of them.
var Backoffs = []Backoff{LoginBackoff, DeviceLogin}

// After is how long the next try waits after so many failures in a row.
func (b Backoff) After(fails int) time.Duration {
	if fails <= b.Free {
		return 0
	}
	wait := b.First
	for range fails - b.Free - 1 {
		if wait *= 2; wait >= b.Most {
			return b.Most
		}
	}
	return wait
}
