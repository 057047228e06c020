package order

import (
	"encoding/json"
	"strings"
	"unicode"

	"netanswer/server/identity"
	"netanswer/server/issuer"
	"netanswer/shared/japan"
	"netanswer/shared/money"
	"netanswer/shared/procedure"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// serviceKinds are the procedures of the menu: what the table of shared/procedure says, and what a sheet says of each.
var serviceKinds = services()

func services() (out []Kind) {
	for _, row := range procedure.Rows() {
		if row.Order == "" {
			continue
		}
		kind := issuer.OrderKind(row.Order)
		k := Kind{
			Kind: kind, Title: row.Title, Least: identity.Assurance(row.Least), Careful: identity.Assurance(row.Careful), Documents: row.Documents, Notice: row.Notice,
			Back:  procedure.Path + "/" + row.Key,
			Named: func(l text.Lang, _ issuer.Order) string { return row.Named.In(l) },
			Lines: func(l text.Lang, o issuer.Order, quote []byte) ([]wire.Line, error) {
				var q Stood
				if err := json.Unmarshal(quote, &q); err != nil {
					return nil, err
				}
				return sheets[kind](l, o, q), nil
			},
		}
		if kind == issuer.ChangePhone {
			k.Named = func(l text.Lang, o issuer.Order) string {
				if landline(o) {
					return text.LandlineNamed.In(l)
				}
				return row.Named.In(l)
			}
		}
		if kind == issuer.LockCard { // to put a lock on is free; to take off any of it is not
			k.Free = func(o issuer.Order, quote []byte) bool {
				var q Stood
				return json.Unmarshal(quote, &q) == nil && !loosens(q.Lock, *o.LockCard)
			}
		}
		out = append(out, k)
	}
	return out
}

// Stood is how things stood when a procedure was drafted, as far as its sheet says so.
type Stood struct {
	Lock      issuer.Lock     `json:"lock,omitzero"`
	Was       string          `json:"was,omitempty"` // what is changed, masked
	PaperFee  int             `json:"paper_fee,omitempty"`
	PaperFrom japan.Month     `json:"paper_from,omitzero"`
	PointYen  int             `json:"point_yen,omitempty"`
	Closing   issuer.Closable `json:"closing,omitzero"`
}

// loosens says whether anything that was stopped is stopped no more, or not as long.
func loosens(was, is issuer.Lock) bool {
	shorter := !is.Until.IsZero() && (was.Until.IsZero() || is.Until.Before(was.Until))
	some := was.All || was.Abroad || was.Online || was.Cash
	return was.All && !is.All || !is.All && (was.Abroad && !is.Abroad || was.Online && !is.Online || was.Cash && !is.Cash) || some && shorter
}

// sheets say each order in lines.
var sheets = map[issuer.OrderKind]func(l text.Lang, o issuer.Order, q Stood) []wire.Line{
	issuer.LockCard: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		return lines(l, text.LockState, lockWords(l, *o.LockCard), text.LockUntil, until(l, *o.LockCard), text.OrderWas, lockWords(l, q.Lock))
	},
	issuer.ReportLoss: func(l text.Lang, o issuer.Order, _ Stood) []wire.Line {
		r, how := o.ReportLoss, text.LostLost
		if r.Stolen {
			how = text.LostStolen
		}
		return lines(l, text.LostHow, how.In(l), text.LostOn, Day(l, r.On), text.LostPlace, r.Place, text.LostPolice, r.Police, text.LostReplace, yesNo(l, r.Replace))
	},
	issuer.Reissue: func(l text.Lang, o issuer.Order, _ Stood) []wire.Line {
		return lines(l, text.ReissueWhy, chosen(l, issuer.Reissue, "why", o.Reissue.Why))
	},
	issuer.MoveAddress: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		a := o.MoveAddress
		return lines(l, text.AddressPostal, a.Postal[:3]+"-"+a.Postal[3:], text.AddressPref, prefecture(l, a.Prefecture), text.AddressCity, a.City,
			text.AddressStreet, a.Street, text.AddressBuild, a.Building, text.OrderWas, place(l, q.Was))
	},
	issuer.ChangePhone: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		label := text.PhoneToM
		if landline(o) {
			label = text.PhoneToL
		}
		return lines(l, label, Contact(o.ChangePhone.Number), text.OrderWas, q.Was)
	},
	issuer.ChangeMail: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		return lines(l, text.EmailNew, o.ChangeMail.Mail, text.OrderWas, q.Was)
	},
	issuer.ChangeBank: func(l text.Lang, _ issuer.Order, q Stood) []wire.Line {
		return lines(l, text.OrderWas, q.Was, text.BankAfter, text.BankAfterDo.In(l))
	},
	issuer.SendPIN: func(l text.Lang, _ issuer.Order, q Stood) []wire.Line {
		return lines(l, text.PINTo, place(l, q.Was))
	},
	issuer.ChoosePaper: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		how, fee := text.PaperWeb, text.PaperWebDo.In(l)
		if o.ChoosePaper.Paper {
			how, fee = text.PaperPost, text.PaperFee.In(l, Yen(l, q.PaperFee))
		}
		return lines(l, text.PaperHow, how.In(l), text.PaperCost, fee, text.PaperFrom, Month(l, q.PaperFrom))
	},
	issuer.AddFamily: func(l text.Lang, o issuer.Order, _ Stood) []wire.Line {
		f := o.AddFamily
		return lines(l, text.FamilyName, f.Name, text.FamilyKana, f.Kana, text.FamilyRoman, f.Roman, text.FamilyBirth, Day(l, f.BirthDate), text.FamilyWho, chosen(l, issuer.AddFamily, "relation", f.Relation))
	},
	issuer.AddETC: func(l text.Lang, _ issuer.Order, q Stood) []wire.Line {
		return lines(l, text.ETCTo, place(l, q.Was))
	},
	issuer.UsePoints: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		return lines(l, text.PointsHow, points(l, o.UsePoints.Points), text.PointsYen, Yen(l, o.UsePoints.Points*q.PointYen))
	},
	issuer.CloseAccount: func(l text.Lang, o issuer.Order, q Stood) []wire.Line {
		return append(lines(l, text.LeaveWhy, chosen(l, issuer.CloseAccount, "why", o.CloseAccount.Why)), closing(l, q.Closing)...)
	},
}

// lines are labels with their values, those without a value left out.
func lines(l text.Lang, pairs ...any) (out []wire.Line) {
	for i := 0; i < len(pairs); i += 2 {
		if v := pairs[i+1].(string); v != "" {
			out = append(out, wire.Line{Label: pairs[i].(text.Message).In(l), Value: v, Lang: inJapanese(l, v)})
		}
	}
	return out
}

// inJapanese is the language of a value that an English sheet has in Japanese: a name, as the issuer or the member writes it.
func inJapanese(l text.Lang, v string) string {
	if l == text.EN && strings.ContainsFunc(v, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x30ff || r >= 0xff00 && r <= 0xffef
	}) {
		return string(text.JA)
	}
	return ""
}

func yesNo(l text.Lang, yes bool) string {
	if yes {
		return text.ProcYes.In(l)
	}
	return text.ProcNo.In(l)
}

// chosen is what a choice of a row is called.
func chosen(l text.Lang, k issuer.OrderKind, ask, value string) string {
	for _, row := range procedure.Rows() {
		for _, a := range row.Asks {
			for _, c := range a.Choices {
				if row.Order == string(k) && a.Name == ask && c.Value == value {
					return c.Label.In(l)
				}
			}
		}
	}
	return value
}

// lockWords are what a lock stops.
func lockWords(l text.Lang, k issuer.Lock) string {
	var out []string
	for _, w := range []struct {
		on bool
		m  text.Message
	}{{k.All, text.LockAll}, {k.Abroad && !k.All, text.LockAbroad}, {k.Online && !k.All, text.LockOnline}, {k.Cash && !k.All, text.LockCash}} {
		if w.on {
			out = append(out, w.m.In(l))
		}
	}
	if len(out) == 0 {
		return text.LockNone.In(l)
	}
	return strings.Join(out, text.HomeDot.In(l))
}

func until(l text.Lang, k issuer.Lock) string {
	if k.Until.IsZero() || k == (issuer.Lock{Until: k.Until}) {
		return ""
	}
	return Day(l, k.Until)
}

// landline says whether an order is a change of a number that no SMS reaches.
func landline(o issuer.Order) bool { return o.ChangePhone != nil && !o.ChangePhone.Mobile }

func points(l text.Lang, n int) string { return text.PointsOf.In(l, money.Yen(n)) }

// closing is what ends and what stays.
func closing(l text.Lang, c issuer.Closable) []wire.Line {
	out := lines(l, text.LeaveEnds, text.LeaveEndsDo.In(l), text.LeaveStays, text.LeaveStayDo.In(l))
	if c.Owed > 0 {
		out = append(out, wire.Line{Label: text.LeaveOwed.In(l), Value: Yen(l, c.Owed), Strong: true})
		out = append(out, lines(l, text.LeaveLast, Month(l, c.Last))...)
	}
	if c.Points > 0 {
		out = append(out, wire.Line{Label: text.LeavePoints.In(l), Value: points(l, c.Points), Warn: true})
	}
	return out
}
