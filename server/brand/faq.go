package brand

import "fmt"

// Question is one that members ask often, with the issuer's answer. It stands before those that the program has by itself
// (shared/faq), and is found by its words and by Names.
type Question struct {
	Question Words    `json:"question"` // at most MaxQuestion characters
	Answer   Words    `json:"answer"`   // paragraphs, one a line; at most MaxAnswer characters
	Names    []string `json:"names"`    // how it is read, and what else people look for; at most MaxNames
}

// Bounds of the issuer's questions.
const (
	MaxFAQ      = 100
	MaxQuestion = 120  // characters
	MaxAnswer   = 2000 // characters
	MaxNames    = 30
	MaxName     = 40 // characters
)

// faq says what is wrong with the questions.
func (b *Brand) faq() (errs []error) {
	if len(b.FAQ) > MaxFAQ {
		return []error{fmt.Errorf("faq has %d questions; at most %d are shown", len(b.FAQ), MaxFAQ)}
	}
	for i, q := range b.FAQ {
		name := fmt.Sprintf("faq[%d]", i)
		errs = append(errs, bilingual(name+".question", q.Question, MaxQuestion)...)
		errs = append(errs, bilingual(name+".answer", q.Answer, MaxAnswer)...)
		if len(q.Names) > MaxNames {
			errs = append(errs, fmt.Errorf("%s.names has %d words; at most %d", name, len(q.Names), MaxNames))
		}
		for n, w := range q.Names {
			if r := len([]rune(w)); r == 0 || r > MaxName {
				errs = append(errs, fmt.Errorf("%s.names[%d] has %d characters; 1 to %d", name, n, r, MaxName))
			}
		}
	}
	return errs
}
