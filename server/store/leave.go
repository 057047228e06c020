package store

import (
	"context"
	"encoding/json"
	"time"

	"netanswer/server/issuer"
	"netanswer/server/member"
)

// ClosedCards asks all members: it is a job's.
func (s memberStore) ClosedCards(ctx context.Context, before time.Time) (out []member.Closed, err error) {
	var rows []struct{ MemberID, CardRef, Outcome string }
	err = s.read.NewSelect().TableExpr("orders AS o").Join("JOIN member_cards AS c ON c.member_id = o.member_id AND c.card_ref = o.card_ref").
		ColumnExpr("o.member_id, o.card_ref, o.outcome").
		Where("o.kind = ?", issuer.CloseAccount).Where("o.state = 'concluded'").Where("o.changed_at <= ?", ms(before)).Limit(sweepBatch).Scan(ctx, &rows)
	for _, r := range rows {
		var o issuer.Outcome
		if err := json.Unmarshal([]byte(r.Outcome), &o); err != nil {
			return nil, err
		}
		if o.State == issuer.Completed {
			out = append(out, member.Closed{MemberID: r.MemberID, CardRef: r.CardRef})
		}
	}
	return out, err
}

// ofMember are the rows that go with their member. Sessions and devices go first: nobody is inside of what is half gone.
var ofMember = []any{
	(*sessionRow)(nil), (*deviceRow)(nil), (*vaultRow)(nil), (*cardRefRow)(nil), (*cardRow)(nil), (*statementRow)(nil), (*noticeRow)(nil), (*wishRow)(nil), (*eventRow)(nil),
	(*inquiryFileRow)(nil), (*inquiryRow)(nil),
	(*mailCodeRow)(nil), (*mailRow)(nil), (*consentRow)(nil), (*loginRow)(nil), (*credentialRow)(nil), (*memberRow)(nil),
}

func (t tx) Erase(ctx context.Context, memberID string) error {
	for _, model := range ofMember {
		if _, err := t.NewDelete().Model(model).Where("member_id = ?", memberID).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
