package notify

import (
	"strings"

	"netanswer/server/keys"
	"netanswer/shared/phone"
)

// To is where a message of the outbox goes, masked: 090-****-5678, t***@example.jp. Its text stays sealed.
func To(k *keys.Ring, q Queued) (string, error) {
	m, err := open(k, q)
	if err != nil {
		return "", err
	}
	if local, domain, ok := cutLast(m.To, "@"); ok {
		return string([]rune(local)[:min(1, len([]rune(local)))]) + "***@" + domain, nil
	}
	if n, err := phone.Parse(m.To); err == nil && n.Japanese() {
		national := strings.ReplaceAll(n.National(), "-", "")
		return national[:3] + "-****-" + national[len(national)-4:], nil
	}
	return "***" + m.To[max(0, len(m.To)-2):], nil
}
