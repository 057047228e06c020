package screen

import (
	"net/url"
	"strconv"
	"strings"

	"netanswer/app/ui"
	"netanswer/shared/form"
	"netanswer/shared/japan"
	"netanswer/shared/ledger"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// Offline is the screen of an address out of what a device keeps, fetched at a moment (2026-11-22 10:15, in Japan); false when it keeps
// nothing of it. It answers as the server does.
func Offline(site wire.Site, k wire.Offline, at string, u *url.URL) (Shown, bool) {
	site.Offline = true
	shown, ok := offline(site, k, u)
	shown.Offline = site.T(text.OfflineAt, ui.Moment(site, at))
	return shown, ok
}

// ReadsOffline says whether a device that keeps statements may have something of an address.
func ReadsOffline(path string) bool {
	s, ok := Find(path)
	if !ok {
		return false
	}
	switch s.Pattern() {
	case Statements.Path, Statement.Path, Use.Path, Usage.Path:
		return true
	}
	return false
}

func offline(site wire.Site, k wire.Offline, u *url.URL) (Shown, bool) {
	path, q := u.EscapedPath(), u.Query()
	page, _ := strconv.Atoi(q.Get("page"))
	if path == Statements.Path {
		return Statements.With(site, search(site, k, q, page)), true
	}
	if path == Usage.Path {
		chosen, _ := japan.ParseMonth(q.Get("month"))
		for _, one := range k.Usage {
			if string(one.By) == q.Get("by") {
				return Usage.With(site, one.Choose(chosen)), true
			}
		}
		if len(k.Usage) == 0 {
			return Shown{}, false
		}
		return Usage.With(site, k.Usage[0].Choose(chosen)), true
	}
	for _, m := range k.Months {
		if path == Statements.Path+"/"+m.Month.String() {
			m = ledger.Cut(m, page)
			m.Months, m.Change = k.Statements.Months, false // another way of paying needs the network
			return Statement.With(site, m), true
		}
		if ref, ok := strings.CutPrefix(path, Statements.Path+"/"+m.Month.String()+"/uses/"); ok {
			return use(site, m, ref)
		}
	}
	return Shown{}, false
}

// use is one line of a month in detail, as far as the month tells.
func use(site wire.Site, m wire.Statement, ref string) (Shown, bool) {
	for _, u := range m.Uses {
		if u.Ref == "" || url.PathEscape(u.Ref) != ref {
			continue
		}
		card := u.Last4
		if card == "" {
			card = m.Last4
		}
		return Use.With(site, wire.UseDetail{Use: u, Month: m.MonthLine, Card: card}), true
	}
	return Shown{}, false
}

// search is the list of months, or what is found in them.
func search(site wire.Site, k wire.Offline, q url.Values, page int) wire.Statements {
	v := k.Statements
	form.Decode(q, &v.Values)
	if v.Problems = v.Values.Check(site.Rules()); len(v.Problems) > 0 || !v.Values.Asks() {
		return v
	}
	v.Months = nil
	v.Found = ledger.FindWhole(k.Months, v.Values, v.Cards, page)
	return v
}
