package limit

// Class is what a route costs and to whom, and so how often it may be asked. Every route belongs to one: a route without a
// class does not compile, and server/routes_test.go walks them all.
type Class struct {
	Name string
	Why  string
}

// The classes.
var (
	Asset  = Class{"asset", "the same bytes for everybody, from memory: nothing to find out and nothing to wear out"}
	Probe  = Class{"probe", "asked by the machines that watch over this one"}
	Page   = Class{"page", "a public page, drawn without asking anybody else"}
	Member = Class{"member", "a page behind the login: a session is looked up, the issuer asked"}
	Act    = Class{"act", "a form: it writes, hashes or asks the issuer; what it does has limits of its own by name"}
	Dev    = Class{"dev", "development only: not there elsewhere"}
)

// Classes are all of them, for tests and documentation.
var Classes = []Class{Asset, Probe, Page, Member, Act, Dev}
