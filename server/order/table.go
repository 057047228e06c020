package order

import (
	"slices"

	"netanswer/server/issuer"
	"netanswer/shared/text"
)

// kinds is the table of all that can be ordered here; each area has its rows in a file of its own.
var kinds = slices.Concat(paymentKinds, cashKinds, limitKinds, serviceKinds)

// Kinds are the rows of the table, in the order of the documents.
func Kinds() []Kind { return slices.Clone(kinds) }

// kind is the row of a kind; false when it cannot be ordered here.
func (s *Service) kind(k issuer.OrderKind) (Kind, bool) {
	i := slices.IndexFunc(s.Kinds, func(row Kind) bool { return row.Kind == k })
	if i < 0 {
		return Kind{}, false
	}
	return s.Kinds[i], true
}

// Title is what an order of a kind is called; of a kind that is no more, what all are.
func (s *Service) Title(l text.Lang, k issuer.OrderKind) string {
	if row, ok := s.kind(k); ok {
		return row.Title.In(l)
	}
	return text.OrderAny.In(l)
}
