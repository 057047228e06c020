package main

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"netanswer/app/ui"
	"netanswer/shared/menu"
	"netanswer/shared/wire"
)

// No row of the menu leads nowhere: each is a screen or a file that is there for who is logged in, with the place on it that is
// named, or a number that is written beside it.
func TestNoRowOfTheMenuLeadsNowhere(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		page := p.want(p.get("/menu"), 200, "").body
		for _, item := range menu.All {
			if !strings.Contains(page, ">"+item.Title.JA+"<") || !slices.Contains(ui.Icons, item.Icon) {
				t.Errorf("%s: the menu does not show it, or its sign %q", item.Key, item.Icon)
			}
			if item.Path == "" {
				number, hours := "0120-000-000", "9:00〜17:30 年中無休"
				if item.Phone == menu.Lost {
					number, hours = "0120-000-024", "24時間 年中無休"
				}
				_, row, _ := strings.Cut(page, ">"+item.Title.JA+"<")
				row, _, _ = strings.Cut(row, "</li>")
				before, _, _ := strings.Cut(page, ">"+item.Title.JA+"<")
				if i := strings.LastIndex(before, "<a "); !strings.Contains(before[i:], `href="tel:`+strings.ReplaceAll(number, "-", "")+`"`) || !strings.Contains(row, number) || !strings.Contains(row, hours) {
					t.Errorf("%s: %s%s", item.Key, before[i:], row)
				}
				continue
			}
			path, place, _ := strings.Cut(item.Path, "#")
			if !strings.Contains(page, `href="`+item.Path+`"`) {
				t.Errorf("%s: no link to %s", item.Key, item.Path)
			}
			a := p.get(path)
			if a.status != 200 || place != "" && !strings.Contains(a.body, `id="`+place+`"`) {
				t.Errorf("%s leads to %s: %d", item.Key, item.Path, a.status)
			}
		}
	})
}

func TestTheMenuIsSearchedWithoutScripts(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.person(false)
		p.want(p.get("/menu?q=x"), 303, "/login?next=%2Fmenu")
		p.want(p.post("/login", "member_id", "sandbox01", "password", "Sandbox-01-mihon"), 303, "/home")
		for query, c := range map[string]struct {
			says, shows, not string
			found            []string
		}{
			"ふんしつ":     {"1件見つかりました", "紛失・盗難の届け出", "カードの再発行", []string{"lost"}},
			"解約したい":    {"ぴったりのものはありませんが、近いものが1件あります", "カードの解約", "カードの再発行", []string{"leave"}},
			"xyzzy":    {"「xyzzy」に合うお手続きは見つかりませんでした", "0120-000-000", "カードの解約", []string{}},
			`"><img>`:  {"", "&#34;&gt;&lt;img&gt;", `"><img>`, []string{}},
			" ":        {"", "カードの解約", "見つかりました", nil},
			"\xff\x00": {"", "メニュー", "見つかりません", nil},
		} {
			a := p.get("/menu?q=" + url.QueryEscape(query))
			page, _, _ := strings.Cut(a.body, `<script type="application/json"`)
			if a.status == 400 && query == "\xff\x00" {
				continue // no query that anybody can have typed
			}
			page = regexp.MustCompile(`(?s)<(li|section)[^>]* hidden.*?</(li|section)>`).ReplaceAllString(page, "") // what nobody sees
			if a.status != 200 || !strings.Contains(page, c.says) || !strings.Contains(page, c.shows) || strings.Contains(page, c.not) {
				t.Errorf("%q: %d; says %t shows %t not %t", query, a.status, strings.Contains(page, c.says), strings.Contains(page, c.shows), strings.Contains(page, c.not))
			}
			if d := data[wire.Menu](p, "/menu?q="+url.QueryEscape(query)); c.found != nil && !slices.Equal(d.Found, c.found) {
				t.Errorf("%q: %+v", query, d)
			}
		}
	})
}
