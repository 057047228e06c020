package order

import (
	"fmt"
	"slices"
	"strings"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/text"
)

// kinds is the table of all that can be ordered here; each area has its rows in a file of its own.
var kinds = slices.Concat(paymentKinds, cashKinds, limitKinds, serviceKinds)

// Kinds are the rows of the table, in the order of the documents.
func Kinds() []Kind { return slices.Clone(kinds) }

// ProofTable is the table of what proves an order, in Markdown: docs/orders.md shows it.
func ProofTable() string {
	var b strings.Builder
	b.WriteString("| order | called | proven by, at least | for 72 hours after a recovery or a change of contacts | documents | others are told |\n|---|---|---|---|---|---|\n")
	word := func(a identity.Assurance) string {
		if a == identity.Unproven {
			return "the session"
		}
		return "`" + string(a) + "`"
	}
	for _, k := range kinds {
		least, careful := word(k.Least), k.Careful
		if !careful.AtLeast(k.Least) {
			careful = k.Least
		}
		if k.Free != nil {
			least += "; some by the session"
		}
		told := "no"
		if k.Notice {
			told = "yes"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", k.Kind, k.Title.JA, least, word(careful), strings.Join(k.Documents, ", "), told)
	}
	return b.String()
}

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
