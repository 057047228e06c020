package order

import (
	"os"
	"strings"
	"testing"

	"netanswer/server/identity"
	"netanswer/server/issuer"
)

func TestTheDocumentShowsWhatProvesEachOrder(t *testing.T) {
	raw, err := os.ReadFile("../../docs/orders.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "\n\n"+ProofTable()+"\n") {
		t.Errorf("docs/orders.md does not hold this table:\n%s", ProofTable())
	}
	for _, s := range []State{Drafted, Confirmed, Proven, Sending, Concluded, Refused} {
		if !strings.Contains(string(raw), " --> "+string(s)+": ") {
			t.Errorf("the diagram does not show how an order becomes %s", s)
		}
	}
}

func TestNoOrderAsksForLessWhenCareIsTakenAndEachIsOne(t *testing.T) {
	seen := map[issuer.OrderKind]bool{}
	for _, k := range Kinds() {
		if seen[k.Kind] {
			t.Errorf("%s stands twice in the table", k.Kind)
		}
		seen[k.Kind] = true
		if k.Lines == nil || k.Named == nil || k.Back == "" || k.Title.Key == "" {
			t.Errorf("%s: %+v", k.Kind, k)
		}
		if k.Proof(Order{}, true) != k.Careful && k.Careful.AtLeast(k.Least) && k.Free == nil {
			t.Errorf("%s: careful is %q", k.Kind, k.Proof(Order{}, true))
		}
	}
	strict := Kind{Least: identity.SMS, Careful: identity.Mail}
	if got := strict.Proof(Order{}, true); got != identity.SMS {
		t.Errorf("care asks for less: %s", got)
	}
}
