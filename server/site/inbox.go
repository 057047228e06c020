package site

import (
	"net/http"

	"netanswer/server/fault"
	"netanswer/server/issuer"
	"netanswer/server/member"
	"netanswer/shared/japan"
	"netanswer/shared/text"
	"netanswer/shared/wire"
)

// inbox is a page of what the member was told.
func (s *Site) inbox(v *visit) (d wire.Inbox, err error) {
	before := v.URL.Query().Get("before")
	ns, more, err := s.Members.Notices(v.Context(), v.session.MemberID, before)
	for _, n := range ns {
		d.Notices = append(d.Notices, s.noticeOf(v, n))
	}
	if d.Later = before != ""; more {
		d.Older = ns[len(ns)-1].ID
	}
	return d, err
}

// notice is one of them. To open it is to read it: like the time at which a session was last seen this is written down when a page
// is asked for, and asking twice changes nothing. Only a person opens it: not a browser that fetches ahead, nor another site that
// makes one ask.
func (s *Site) notice(v *visit) (wire.Notice, error) {
	n, ok, err := s.Members.Open(v.Context(), v.session.MemberID, v.PathValue("id"), opens(v.Request))
	if err == nil && !ok {
		err = fault.New(wire.NotFound, text.NotFound)
	}
	d := s.noticeOf(v, n)
	if err == nil && n.Args.Inquiry != "" {
		d.Inquiry, err = s.inquiry(v, n.Args.Inquiry)
	}
	return d, err
}

// opens says whether somebody looks at the answer to a request.
func opens(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site")
	return r.Method == http.MethodGet && r.Header.Get("Sec-Purpose") == "" && r.Header.Get("Purpose") == "" &&
		(from == "" || from == "same-origin" || from == "none")
}

func (s *Site) noticeOf(v *visit, n member.Notice) wire.Notice {
	out := wire.Notice{
		ID: n.ID, Kind: string(n.Kind), At: n.At.In(japan.Zone).Format(moment), Unread: n.ReadAt.IsZero(), Last4: n.Args.Last4, Address: n.Args.Address,
		Amount: n.Args.Amount, Month: n.Args.Month,
	}
	if n.Args.Order != "" {
		out.Order, out.Title, out.Stage = n.Args.Order, s.Orders.Title(v.lang, issuer.OrderKind(n.Args.About)), n.Args.Stage
	}
	for _, to := range n.To {
		out.To = append(out.To, wire.Channel{Channel: string(to.Channel), Masked: to.Masked})
	}
	return out
}
