package order

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"netanswer/server/issuer"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/phone"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Facts are what a procedure's screen knows: what the issuer says of its services, and the contacts on file.
type Facts struct {
	issuer.Services
	Contacts []issuer.Contact
	Calls    bool      // a landline can call us
	Desk     wire.Desk // who helps where it cannot
}

// masked is a contact on file of one of some channels, as it may be shown.
func (f Facts) masked(of ...issuer.Channel) string {
	for _, c := range f.Contacts {
		if slices.Contains(of, c.Channel) {
			return c.Masked
		}
	}
	return ""
}

// effect joins a row of the menu with the issuer: what stands now, whether it may be changed, and the order that does it.
type effect struct {
	not     func(Facts) text.Message                           // why it cannot be ordered now; no Key: it can. May be nil
	now     func(l text.Lang, f Facts) []wire.Line             // how things stand. May be nil
	bounds  func(l text.Lang, fs form.Fields, f Facts)         // what the issuer says of the fields. May be nil
	values  func(Facts) map[string]string                      // what the fields begin with. May be nil
	details func(in func(name string) string, o *issuer.Order) // what was asked for
	stood   func(f Facts, o issuer.Order, q *Stood)            // what the sheet says of before. May be nil
}

var effects = map[issuer.OrderKind]effect{
	issuer.LockCard: {
		now: func(l text.Lang, f Facts) []wire.Line {
			return lines(l, text.LockState, lockWords(l, f.Lock), text.LockUntil, until(l, f.Lock))
		},
		values: func(f Facts) map[string]string {
			return map[string]string{"all": tick(f.Lock.All), "abroad": tick(f.Lock.Abroad), "online": tick(f.Lock.Online), "cash": tick(f.Lock.Cash), "until": f.Lock.Until.String()}
		},
		details: func(in func(string) string, o *issuer.Order) {
			o.LockCard = &issuer.Lock{All: in("all") != "", Abroad: in("abroad") != "", Online: in("online") != "", Cash: in("cash") != ""}
			if *o.LockCard != (issuer.Lock{}) {
				o.LockCard.Until = date(in("until"))
			}
		},
		stood: func(f Facts, _ issuer.Order, q *Stood) { q.Lock = f.Lock },
	},
	issuer.ReportLoss: {
		now: newCard,
		details: func(in func(string) string, o *issuer.Order) {
			o.ReportLoss = &issuer.Loss{Stolen: in("how") == "stolen", On: date(in("on")), Place: in("place"), Police: in("police"), Replace: in("replace") != ""}
		},
		values: func(Facts) map[string]string { return map[string]string{"replace": "true"} },
	},
	issuer.Reissue: {
		not: func(f Facts) (m text.Message) {
			if f.NewCard != "" {
				m = text.ProcComing
			}
			return m
		},
		now:     newCard,
		details: func(in func(string) string, o *issuer.Order) { o.Reissue = &issuer.Replacement{Why: in("why")} },
	},
	issuer.MoveAddress: {
		now: func(l text.Lang, f Facts) []wire.Line { return lines(l, text.AddressNow, place(l, f.Address)) },
		details: func(in func(string) string, o *issuer.Order) {
			o.MoveAddress = &issuer.Address{Postal: in("postal"), Prefecture: chosen(text.JA, issuer.MoveAddress, "prefecture", in("prefecture")), City: in("city"), Street: in("street"), Building: in("building")}
		},
	},
	issuer.ChangePhone: {
		now: func(l text.Lang, f Facts) []wire.Line {
			return lines(l, text.PhoneNow, f.masked(issuer.SMS), text.SetLandline, f.masked(issuer.Landline))
		},
		bounds: func(l text.Lang, fs form.Fields, f Facts) {
			if fs[0].Help = text.PhoneBoth.In(l); !f.Calls {
				fs[0].Help = text.PhoneDo.In(l, f.Desk.Phone, f.Desk.Hours)
			}
		},
		details: func(in func(string) string, o *issuer.Order) {
			n, err := phone.Parse(in("phone"))
			o.ChangePhone = &issuer.NewPhone{Number: in("phone"), Mobile: err == nil && n.SMS()}
		},
		stood: func(f Facts, o issuer.Order, q *Stood) {
			if q.Was = f.masked(issuer.SMS); !o.ChangePhone.Mobile {
				q.Was = f.masked(issuer.Landline)
			}
		},
	},
	issuer.ChangeMail: {
		now:     func(l text.Lang, f Facts) []wire.Line { return lines(l, text.EmailNow, f.masked(issuer.Mail)) },
		details: func(in func(string) string, o *issuer.Order) { o.ChangeMail = &issuer.NewMail{Mail: in("email")} },
		stood:   func(f Facts, _ issuer.Order, q *Stood) { q.Was = f.masked(issuer.Mail) },
	},
	issuer.ChangeBank: {
		now:     func(l text.Lang, f Facts) []wire.Line { return lines(l, text.BankNow, f.Bank) },
		details: func(_ func(string) string, o *issuer.Order) { o.ChangeBank = &issuer.NewBank{} },
		stood:   func(f Facts, _ issuer.Order, q *Stood) { q.Was = f.Bank },
	},
	issuer.SendPIN: {
		not: func(f Facts) (m text.Message) {
			if f.PIN != "" {
				m = text.PINHave
			}
			return m
		},
		now: func(l text.Lang, f Facts) []wire.Line {
			return lines(l, text.PINNow, letter(l, f), text.PINTo, place(l, f.Address))
		},
		details: func(_ func(string) string, o *issuer.Order) { o.SendPIN = &issuer.Nothing{} },
	},
	issuer.ChoosePaper: {
		now: func(l text.Lang, f Facts) []wire.Line {
			how := text.PaperWeb
			if f.Paper {
				how = text.PaperPost
			}
			return lines(l, text.PaperHow, how.In(l), text.PaperFrom, Month(l, f.PaperFrom))
		},
		bounds: func(l text.Lang, fs form.Fields, f Facts) {
			fs[0].Choices[1].Words = text.PaperFee.In(l, Yen(l, f.PaperFee))
		},
		values: func(f Facts) map[string]string {
			if f.Paper {
				return map[string]string{"paper": "paper"}
			}
			return map[string]string{"paper": "web"}
		},
		details: func(in func(string) string, o *issuer.Order) {
			o.ChoosePaper = &issuer.Paper{Paper: in("paper") == "paper"}
		},
		stood: func(f Facts, _ issuer.Order, q *Stood) { q.PaperFee, q.PaperFrom = f.PaperFee, f.PaperFrom },
	},
	issuer.AddFamily: {
		not: func(f Facts) (m text.Message) {
			if len(f.Families) >= f.MostFamily {
				m = text.FamilyMost
			}
			return m
		},
		now: func(l text.Lang, f Facts) (out []wire.Line) {
			for _, m := range f.Families {
				state := stateWords(l, m.State)
				if m.Last4 != "" {
					state = text.CardsEnding.In(l, m.Last4)
				}
				out = append(out, lines(l, text.FamilyNow, m.Name+" "+state)...)
			}
			if out == nil {
				out = lines(l, text.FamilyNow, text.ProcNone.In(l))
			}
			return append(out, lines(l, text.FamilyMostOf, text.FamilyFull.In(l, f.MostFamily))...)
		},
		details: func(in func(string) string, o *issuer.Order) {
			o.AddFamily = &issuer.Family{Name: in("name"), Kana: in("kana"), Roman: in("roman"), BirthDate: date(in("birth_date")), Relation: in("relation")}
		},
	},
	issuer.AddETC: {
		not: func(f Facts) (m text.Message) {
			if f.ETC != "" {
				m = text.ETCHave
			}
			return m
		},
		now: func(l text.Lang, f Facts) []wire.Line {
			return lines(l, text.ETCNow, stateWords(l, f.ETC), text.ETCTo, place(l, f.Address))
		},
		details: func(_ func(string) string, o *issuer.Order) { o.AddETC = &issuer.Nothing{} },
	},
	issuer.UsePoints: {
		not: func(f Facts) (m text.Message) {
			if f.PointStep < 1 || f.Points < f.PointStep {
				m = text.PointsNone
			}
			return m
		},
		now: func(l text.Lang, f Facts) []wire.Line {
			out := lines(l, text.PointsNow, points(l, f.Points))
			if f.PointsOn > 0 {
				out = append(out, lines(l, text.PointsOn, points(l, f.PointsOn))...)
			}
			return out
		},
		bounds: func(l text.Lang, fs form.Fields, f Facts) {
			fs[0].Step = max(1, f.PointStep)
			fs[0].Most = f.Points / fs[0].Step * fs[0].Step
			fs[0].Help = text.PointsHowDo.In(l, fs[0].Step, fs[0].Most, f.PointYen)
		},
		details: func(in func(string) string, o *issuer.Order) {
			n, _ := strconv.Atoi(in("points"))
			o.UsePoints = &issuer.PointsUse{Points: n}
		},
		stood: func(f Facts, _ issuer.Order, q *Stood) { q.PointYen = f.PointYen },
	},
	issuer.CloseAccount: {
		not: func(f Facts) (m text.Message) {
			if f.Closing.Why != "" {
				m = text.LeaveOwes
			}
			return m
		},
		now:     func(l text.Lang, f Facts) []wire.Line { return closing(l, f.Closing) },
		details: func(in func(string) string, o *issuer.Order) { o.CloseAccount = &issuer.Closing{Why: in("why")} },
		stood:   func(f Facts, _ issuer.Order, q *Stood) { q.Closing = f.Closing },
	},
}

// Not is why a row cannot be ordered with a card now; no Key: it can.
func Not(row procedure.Row, f Facts) text.Message {
	kind := issuer.OrderKind(row.Order)
	switch {
	case f.Lost && ofPlastic[kind]:
		return text.ProcDead
	case slices.Contains(f.Orders, kind):
		if e := effects[kind]; e.not != nil {
			return e.not(f)
		}
		return text.Message{}
	case kind == issuer.CloseAccount && f.Closing.Why == "family":
		return text.LeaveFamily
	case f.Closing.Why == "family":
		return text.ProcFamily
	}
	return text.ProcOffered
}

// ofPlastic are the orders that a card which is dead has no use for.
var ofPlastic = map[issuer.OrderKind]bool{issuer.LockCard: true, issuer.ReportLoss: true, issuer.SendPIN: true, issuer.AddETC: true}

// Now is how things stand that a row changes.
func Now(row procedure.Row, l text.Lang, f Facts) []wire.Line {
	if e := effects[issuer.OrderKind(row.Order)]; e.now != nil {
		return e.now(l, f)
	}
	return nil
}

// FieldsOf are a row's, with what the issuer says of them.
func FieldsOf(row procedure.Row, l text.Lang, today japan.Date, f Facts) form.Fields {
	fs := row.Asked(l, today)
	if e := effects[issuer.OrderKind(row.Order)]; e.bounds != nil {
		e.bounds(l, fs, f)
	}
	return fs
}

// ValuesOf are what a row's fields begin with.
func ValuesOf(row procedure.Row, f Facts) map[string]string {
	if e := effects[issuer.OrderKind(row.Order)]; e.values != nil {
		return e.values(f)
	}
	return map[string]string{}
}

// DraftOf is the order that a row's fields ask for, once they are checked, and how things stood.
func DraftOf(row procedure.Row, fs form.Fields, in url.Values, f Facts) (issuer.Order, Stood) {
	o, q := issuer.Order{Kind: issuer.OrderKind(row.Order)}, Stood{Was: f.Address}
	e := effects[o.Kind]
	e.details(func(name string) string {
		for _, field := range fs {
			if field.Name == name {
				return field.Value(in)
			}
		}
		return ""
	}, &o)
	if e.stood != nil {
		e.stood(f, o, &q)
	}
	return o, q
}

// Unchanged says whether an order asks for what is so already.
func Unchanged(o issuer.Order, f Facts) bool {
	switch {
	case o.LockCard != nil:
		return *o.LockCard == f.Lock
	case o.ChoosePaper != nil:
		return o.ChoosePaper.Paper == f.Paper
	}
	return false
}

// Contact is a new contact as its owner writes it.
func Contact(to string) string {
	if n, err := phone.Parse(to); err == nil {
		return n.Written()
	}
	return to
}

// newCard is how far a new card is, and whether the one there is dead.
func newCard(l text.Lang, f Facts) []wire.Line {
	lost := ""
	if f.Lost {
		lost = text.LostDone.In(l)
	}
	coming := stateWords(l, f.NewCard)
	if f.NewCard != "" && !f.NewCardBy.IsZero() {
		coming = text.NewCardBy.In(l, coming, Day(l, f.NewCardBy))
	}
	return lines(l, text.LostState, lost, text.NewCardIs, coming)
}

// letter is how far a letter with the PIN is, and when it was ordered.
func letter(l text.Lang, f Facts) string {
	state := stateWords(l, f.PIN)
	if f.PIN != "" && !f.PINOn.IsZero() {
		return text.PINOn.In(l, state, Day(l, f.PINOn))
	}
	return state
}

// stateWords are how far something is that comes by post.
func stateWords(l text.Lang, s issuer.OrderState) string {
	switch s {
	case "":
		return text.ProcNone.In(l)
	case issuer.Shipped:
		return text.ProcShipped.In(l)
	case issuer.Completed:
		return text.ProcDone.In(l)
	}
	return text.ProcReceived.In(l)
}

// place is a masked address as its reader calls it: 東京都****, Tokyo****.
func place(l text.Lang, masked string) string {
	name, rest, _ := strings.Cut(masked, "*")
	if rest == "" {
		return masked
	}
	return prefecture(l, name) + "*" + rest
}

// prefecture is a prefecture, which the issuer has in Japanese, as its reader calls it.
func prefecture(l text.Lang, name string) string {
	if row, ok := procedure.Find("address"); ok {
		for _, c := range row.Asks[1].Choices {
			if c.Label.JA == name {
				return c.Label.In(l)
			}
		}
	}
	return name
}

func tick(on bool) string {
	if on {
		return "true"
	}
	return ""
}

// date is a Day that was checked; zero for none.
func date(s string) japan.Date {
	d, _ := japan.ParseDate(s)
	return d
}
