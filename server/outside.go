//go:build !chaos

package main

import (
	"netanswer/server/notify"
)

// outside is how messages go out. The build with the tag chaos breaks what its checks are to find out.
func outside(c notify.Channel) notify.Channel { return c }

func lease(*notify.Runner) {}
