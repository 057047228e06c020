package registration

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"

	"netanswer/server/fault"
	"netanswer/server/member"
	"netanswer/shared/form"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// The phone journey: one thing a screen, and the holder proven before anything of a registration is asked for. So ID and password
// are compared with the holder's data at once, and what is wrong with them is said at once.

// EnterPortalCard takes the card and goes on to identity. Whether the card has a member is told only after that.
func (s *Service) EnterPortalCard(ctx context.Context, v Visitor, in form.Recovery) (Flow, error) {
	return s.Recover(ctx, v, in) // there is nothing to be confirmed, as in a recovery
}

// EnterPortalMail takes the member's address, and proposes an ID that is free where none is chosen yet. Another address than the one
// that the password was compared with asks for the password once more.
func (s *Service) EnterPortalMail(ctx context.Context, v Visitor, in form.PortalMail) (Flow, error) {
	f, err := s.at(ctx, v, Identified)
	if err != nil {
		return f, err
	}
	own, err := s.ownWords(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	email := form.NormalEmail(in.Email)
	proposals := propose(append(own, mailWords(email)...))
	return s.step(ctx, v, func(tx Tx, f *Flow) error {
		if f.State != Identified {
			return ErrMoved
		}
		chosen := f.PasswordHash != ""
		if chosen && form.UsesOwn(f.Login, mailWords(email)) {
			return fault.Invalid("email", text.EmailInID)
		}
		if email != f.Email {
			f.PasswordHash = ""
		}
		f.Email = email
		if f.Login != "" && (chosen || !form.UsesOwn(f.Login, mailWords(email))) {
			return nil
		}
		f.Login = ""
		now := s.Now()
		for _, id := range proposals {
			free, err := tx.ReserveLogin(ctx, member.Fold(id), f.ID, now, now.Add(Life))
			if err != nil {
				return err
			}
			if free {
				f.Login = id
				return nil
			}
		}
		return nil // the field is empty then: the person thinks of one
	})
}

// AgreePortal takes the consent and makes the member.
func (s *Service) AgreePortal(ctx context.Context, v Visitor, in form.PortalTerms) (Flow, error) {
	f, err := s.at(ctx, v, Identified)
	if err != nil {
		return f, err
	}
	if !f.ready() {
		return f, ErrMoved
	}
	if in.TermsVersion != s.Terms {
		return f, fault.New(wire.Conflict, text.TermsChanged)
	}
	cs, err := s.Contacts(ctx, f.CardRef)
	if err != nil {
		return f, err
	}
	f, err = s.step(ctx, v, func(tx Tx, f *Flow) error {
		if f.State != Identified || !f.ready() {
			return ErrMoved
		}
		f.TermsVersion, f.AgreedAt = in.TermsVersion, s.Now()
		return s.finish(ctx, tx, f, v, cs)
	})
	s.wake()
	return f, err
}

// addressed says whether there is an address, ready whether nothing but the consent is missing.
func (f Flow) addressed() bool { return f.Email != "" }
func (f Flow) ready() bool     { return f.addressed() && f.Login != "" && f.PasswordHash != "" }

// asksLogin says of a flow whose holder is proven that ID and password may be chosen: on a phone the address comes before.
func (f Flow) asksLogin() bool { return f.Journey != Portal || f.addressed() }

// unfinished says of a flow whose holder is proven that the consent is yet to come, on a screen of its own.
func (f Flow) unfinished(terms string) bool {
	return f.Journey == Portal && f.TermsVersion != terms
}

// Names of IDs to propose: words that are nobody's name, easy to read out and to type.
var names = [...]string{
	"hoshi", "umibe", "kaze", "mori", "sora", "yuki", "tsuki", "hana", "kawa", "ishi", "niji", "kumo", "nami", "take", "momiji", "sakura", "tsubame", "hotaru",
	"kujira", "usagi", "kitsune", "ringo", "mikan", "budou", "kaede", "sumire",
}

// propose makes IDs that hold none of a person's own words: a word and five digits, 2.6 million of them, so that one is nearly
// always free. Nobody can tell from one whose it is.
func propose(own []string) (out []string) {
	for range 40 {
		id := names[random(len(names))] + fmt.Sprintf("%05d", random(100_000))
		if !form.UsesOwn(id, own) {
			out = append(out, id)
		}
		if len(out) == 5 {
			break
		}
	}
	return out
}

func random(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil { // crypto/rand ends the program instead
		panic(err)
	}
	return int(i.Int64())
}
