package wire

import "netanswer/shared/text"

// Wait says in how long it makes sense to try again, "" when at once.
func Wait(l text.Lang, seconds int) string {
	switch {
	case seconds <= 0:
		return ""
	case seconds <= 90:
		return text.FailWaitSeconds.In(l, seconds)
	case seconds <= 90*60:
		return text.FailWaitMinutes.In(l, (seconds+59)/60)
	}
	return text.FailWaitHours.In(l, (seconds+3599)/3600)
}

// AndWait is a sentence followed by when to try again.
func AndWait(l text.Lang, sentence string, seconds int) string {
	wait := Wait(l, seconds)
	if l == text.EN && wait != "" {
		return sentence + " " + wait
	}
	return sentence + wait
}
