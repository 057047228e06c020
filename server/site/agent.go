package site

import "strings"

// longestAgent is how much of a User-Agent is looked at, bytes.
const longestAgent = 400

// What browsers and systems call themselves, and what people call them. The first that is found counts: most browsers name others
// as well, to be taken for them.
var (
	browsers = [][2]string{
		{"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Vivaldi/", "Vivaldi"},
		{"YaBrowser/", "Yandex"}, {"Line/", "LINE"}, {"FxiOS/", "Firefox"}, {"Firefox/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chromium/", "Chromium"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}
	systems = [][2]string{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"}, {"Mac OS X", "Mac"}, {"Linux", "Linux"},
	}
)

// betweenAgent stands between browser and system where they are kept.
const betweenAgent = "/"

// agentOf is browser and system of a User-Agent as a session keeps them, "Chrome/Windows", words of these lists alone; what is not
// known is empty. It is what a browser says of itself: it tells a member's own browsers apart and proves nothing.
func agentOf(userAgent string) string {
	if len(userAgent) > longestAgent {
		userAgent = userAgent[:longestAgent]
	}
	return firstOf(browsers, userAgent) + betweenAgent + firstOf(systems, userAgent)
}

func firstOf(names [][2]string, userAgent string) string {
	for _, n := range names {
		if strings.Contains(userAgent, n[0]) {
			return n[1]
		}
	}
	return ""
}

// agentWords undoes agentOf.
func agentWords(agent string) (browser, system string) {
	browser, system, _ = strings.Cut(agent, betweenAgent)
	return browser, system
}
