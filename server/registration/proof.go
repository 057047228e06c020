package registration

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/keys"
	"netanswer/server/limit"
	"netanswer/shared/proof"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

const (
	// ProofBits are the zero bits of each piece of a proof of work: 8 × 2^16 numbers are tried on average, half a second of the
	// app on the machine these lines were written on and three on a phone six times slower.
	ProofBits = 16
	proofLife = 10 * time.Minute
)

// verify shows the card to the issuer. Only refusals stay in the counts of the limits. A card at its limit, whether there is
// such a card or not, waits for the next day, on the web: the card itself knows nothing of it. While the breaker is open a
// proof of work is asked for first.
//
// counts are to be written along with what is made of the answer.
func (s *Service) verify(ctx context.Context, v Visitor, mac string, call func(context.Context) (issuer.Verified, error)) (card issuer.Verified, counts []limit.Hit, err error) {
	of := append(s.Limits.From(v.Address, limit.CardAddress, limit.CardNetwork), s.Limits.OfMAC(limit.CardDay, mac))
	if v.Member != "" {
		of = append(of, s.Limits.Of(limit.CardMember, v.Member))
	}
	open, err := s.Breaker.IsOpen(ctx)
	if err != nil {
		return card, nil, err
	}
	if open {
		used, ok := s.worked(v)
		if !ok {
			return card, nil, s.proofNeeded(v)
		}
		of = append(of, used)
	}
	taken, err := s.Limits.Take(ctx, of...)
	if full, ok := limit.Reached(err); ok {
		switch full.Limit.Name {
		case limit.Proof.Name: // used already
			return card, nil, s.proofNeeded(v)
		case limit.CardDay.Name:
			e := fault.As(err)
			e.Message, e.Args = text.CardLocked, s.desk(v)
		}
		return card, nil, s.limited(ctx, v, err)
	}
	if err != nil {
		return card, nil, err
	}
	// The issuer gets number and code: from here on hanging up changes nothing of what is asked and counted.
	card, err = ask(context.WithoutCancel(ctx), call)
	switch {
	case errors.Is(err, issuer.ErrRefused):
		return card, s.Breaker.Counts(true), err
	case err != nil: // it was not answered: the same proof is good for the next try
		ctx, cancel := lasting(ctx)
		defer cancel()
		return card, nil, errors.Join(err, taken.Back(ctx))
	}
	return card, append(taken.Without(limit.Proof).Negative(), s.Breaker.Counts(false)...), nil
}

// lasting goes on when nobody waits any more, but not for ever.
func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), issuerTimeout)
}

func (s *Service) desk(v Visitor) []any { return []any{s.Teller.DeskPhone, s.Teller.DeskHours(v.Lang)} }

func (s *Service) proofNeeded(v Visitor) error {
	f := fault.New(wire.ProofNeeded, text.CardProof, s.desk(v)...)
	f.Proof = &wire.Proof{Challenge: s.challenge(v.flow(), s.Now(), keys.Token()[:16]), Bits: s.proofBits()}
	return f
}

func (s *Service) proofBits() int {
	if s.ProofBits > 0 {
		return s.ProofBits
	}
	return ProofBits
}

// challenge names when it was made and itself, and ends in the MAC over these and the flow that it was made for.
func (s *Service) challenge(flow string, made time.Time, id string) string {
	at := strconv.FormatInt(made.Unix(), 10)
	return at + "." + id + "." + s.Keys.MAC("proof", flow, at, id, strconv.Itoa(s.proofBits()))
}

// worked is the use of the proof that a visitor sent along: "challenge proof".
func (s *Service) worked(v Visitor) (use limit.Subject, ok bool) {
	if len(v.Proof) > 400 {
		return use, false
	}
	challenge, found, _ := strings.Cut(v.Proof, " ")
	part := strings.SplitN(challenge, ".", 3)
	if len(part) != 3 || len(part[1]) != 16 {
		return use, false
	}
	unix, err := strconv.ParseInt(part[0], 10, 64)
	if err != nil || part[0] != fmt.Sprint(unix) {
		return use, false
	}
	made := time.Unix(unix, 0)
	age := s.Now().Sub(made)
	if age < -time.Minute || age > proofLife || !s.Keys.Verify(part[2], "proof", v.flow(), part[0], part[1], strconv.Itoa(s.proofBits())) || !proof.Good(challenge, s.proofBits(), found) {
		return use, false
	}
	return s.Limits.Of(limit.Proof, part[1]).At(made), true
}
