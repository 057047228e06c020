package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"netanswer/server/inquiry"
	"netanswer/server/limit"
	"netanswer/shared/form"
	"netanswer/shared/wire"
)

const aPDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n100\n%%EOF\n"

// asksInWriting sends an inquiry from a page, with files by name.
func (p *person) asksInWriting(page, topic, words string, files map[string]string) answer {
	p.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, value := range map[string]string{"topic": topic, "words": words, "key": page} {
		if err := w.WriteField(name, value); err != nil {
			p.t.Fatal(err)
		}
	}
	for name, contents := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf(`form-data; name="files"; filename="%s"`, name)}, "Content-Type": {"application/octet-stream"}})
		if err != nil {
			p.t.Fatal(err)
		}
		part.Write([]byte(contents))
	}
	w.Close()
	return p.request("POST", "/menu/contact", &b, "Content-Type", w.FormDataContentType())
}

// page is a fresh page's key.
func (p *person) contactPage() string {
	p.t.Helper()
	return data[wire.Contact](p, "/menu/contact").Values.Key
}

// inquiry runs `netanswer inquiry` with an operator's token.
func (p *program) inquiry(file string, args ...string) (q shownInquiry, err error) {
	p.t.Helper()
	out, err := p.command(append(append([]string{"inquiry"}, args...), "--token-file", file, "--json")...)
	if err == nil {
		err = json.Unmarshal([]byte(out), &q)
	}
	return q, err
}

func (p *program) answers(file, number, words string) error {
	p.t.Helper()
	said := filepath.Join(p.t.TempDir(), "answer.txt")
	if err := os.WriteFile(said, []byte(words), 0o600); err != nil {
		p.t.Fatal(err)
	}
	_, err := p.inquiry(file, "answer", number, "--text-file", said)
	return err
}

func TestAnInquiryIsReceivedReadAndAnsweredInTheInbox(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		sato := pr.operator("sato")
		pr.aMember()
		pr.person(true).confirmed(typedAddress, "mizube2026", "Kiri-no-mori7")
		for _, asJSON := range []bool{false, true} {
			p := pr.inside(asJSON, "mizube2026", "Kiri-no-mori7")
			words := "引き落としの日を教えてください。\n<b>急ぎ</b> " + fmt.Sprint(asJSON)
			page := p.contactPage()
			a := p.asksInWriting(page, "payment", words, map[string]string{`..\..\家計.pdf`: aPDF})
			if a.status != 303 || !strings.HasPrefix(a.to, "/inbox/") {
				t.Fatalf("%d %s %s", a.status, a.to, a.body)
			}
			if again := p.asksInWriting(page, "payment", words, map[string]string{"家計.pdf": aPDF}); again.to != a.to {
				t.Errorf("sent twice: %d %s, %s before", again.status, again.to, a.to)
			}
			n := data[wire.Notice](p, a.to)
			if n.Kind != "inquiry" || n.Inquiry == nil || n.Inquiry.State != "open" || n.Inquiry.Words != words || !slices.Equal(n.Inquiry.Files, []string{"家計.pdf"}) || len(n.Inquiry.Number) != 9 {
				t.Fatalf("the receipt: %+v %+v", n, n.Inquiry)
			}
			if html := p.do("GET", a.to, nil, "Accept", "text/html").body; !strings.Contains(html, n.Inquiry.Number) || strings.Contains(html, "<b>急ぎ</b>") {
				t.Error("the page of the receipt lacks its number, or lets words be markup")
			}
			var list []shownInquiry
			out, err := pr.command("inquiry", "list", "--token-file", sato, "--json")
			if err != nil || json.Unmarshal([]byte(out), &list) != nil || len(list) != 1 || list[0].Number != n.Inquiry.Number || list[0].Words != "" {
				t.Fatalf("%v %s", err, out)
			}
			folder := t.TempDir()
			q, err := pr.inquiry(sato, "show", strings.ToLower(n.Inquiry.Number), "--save", folder)
			if err != nil || q.Words != words || q.Topic != "payment" || len(q.Files) != 1 {
				t.Fatalf("%v %+v", err, q)
			}
			saved, err := os.ReadFile(filepath.Join(folder, n.Inquiry.Number+"-1-家計.pdf"))
			if err != nil || string(saved) != aPDF {
				t.Errorf("the file that was saved: %v %d bytes", err, len(saved))
			}
			if err := pr.answers(sato, n.Inquiry.Number, "12月4日です。\n口座へご用意ください。"); err != nil {
				t.Fatal(err)
			}
			pr.answers(sato, n.Inquiry.Number, "12月4日です。\n口座へご用意ください。") // the same again
			told := data[wire.Inbox](p, "/inbox").Notices[0]
			got := data[wire.Notice](p, "/inbox/"+told.ID)
			if told.Kind != "answer" || got.Inquiry == nil || !slices.Equal(got.Inquiry.Answer, []string{"12月4日です。\n口座へご用意ください。"}) || got.Inquiry.State != "answered" || len(got.To) != 1 {
				t.Errorf("the answer: %+v %+v", got, got.Inquiry)
			}
			if html := p.do("GET", "/inbox/"+told.ID, nil, "Accept", "text/html").body; !strings.Contains(html, "口座へご用意ください。") {
				t.Error("the page of the answer does not show it")
			}
			mails := 0
			for _, m := range pr.messages(t) {
				if strings.Contains(m.Text, n.Inquiry.Number) {
					mails++
					if strings.Contains(m.Text, "12月4日です") || strings.Contains(m.Text, "http") || m.To != typedAddress {
						t.Errorf("the mail to %s holds the answer or a link: %s", m.To, m.Text)
					}
				}
			}
			if mails != 1 {
				t.Errorf("%d mails about one answer", mails)
			}
			if _, err := pr.inquiry(sato, "close", n.Inquiry.Number); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"close", n.Inquiry.Number}, {"show", "AAAA-AAAA"}} {
				if _, err := pr.inquiry(sato, args...); err == nil {
					t.Errorf("%v is not refused", args)
				}
			}
			if err := pr.answers(sato, n.Inquiry.Number, "more"); err == nil || !strings.Contains(err.Error(), inquiry.ErrClosed.Error()) {
				t.Errorf("answered when it is closed: %v", err)
			}
			if _, err := pr.inquiry(sato, "show", n.Inquiry.Number, "--save", t.TempDir()); err == nil {
				t.Error("its files are still there")
			}
			stranger := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
			if a := stranger.get(a.to); a.status != 404 {
				t.Errorf("another member's: %d", a.status)
			}
		}
		pr.command("operator", "revoke", "sato")
		if out, err := pr.command("inquiry", "list", "--all", "--token-file", sato); err == nil || out != "" {
			t.Errorf("a revoked operator lists: %v %s", err, out)
		}
		if pr.audited("inquiry.sent") != 2 || pr.audited("inquiry.answered") != 2 || pr.audited("inquiry.closed") != 2 || pr.audited("inquiry.denied") == 0 || pr.audited("inquiry.shown") == 0 {
			t.Error("the audit lacks a step")
		}
		pr.holdsNothingOf("急ぎ", "口座へご用意")
	})
}

func TestAnInquiryThatIsWrongIsRefusedAndComesBackAsItWasTyped(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		for _, asJSON := range []bool{false, true} {
			p := pr.inside(asJSON, "sandbox01", "Sandbox-01-mihon")
			page := p.contactPage()
			for problem, in := range map[string]struct {
				topic, words, key string
				files             map[string]string
			}{
				"topic:contact.topic.missing": {"", "words", page, nil},
				"words:contact.words.missing": {"card", "  ", page, nil},
				"words:contact.words.long":    {"card", strings.Repeat("あ", form.MaxContact+1), page, nil},
				"words:contact.card_number":   {"card", "4111-1111-1111-1111", page, nil},
				":contact.stale":              {"card", "words", "' OR 1=1", nil},
				"files:upload.type":           {"card", "words", page, map[string]string{"a.pdf": "MZ no pdf"}},
				"files:upload.many":           {"card", "words", page, map[string]string{"1.pdf": aPDF, "2.pdf": aPDF, "3.pdf": aPDF, "4.pdf": aPDF}},
				"files:upload.large":          {"card", "words", page, map[string]string{"l.pdf": aPDF + strings.Repeat("x", form.MaxUpload)}},
			} {
				a := p.asksInWriting(in.key, in.topic, in.words, in.files)
				if a.status != 422 || asJSON && !slices.Equal(a.problems(), []string{problem}) {
					t.Errorf("%s: %d %v", problem, a.status, a.problems())
				}
				if !asJSON && problem == "files:upload.type" && (!strings.Contains(a.body, `value="`+page+`"`) || !strings.Contains(a.body, `words</textarea>`) || !strings.Contains(a.body, `<option selected value="card">`)) {
					t.Error("what was typed is lost")
				}
			}
			if got := data[wire.Inbox](p, "/inbox").Notices; len(got) != 0 {
				t.Errorf("%d notices", len(got))
			}
		}
		if a := pr.person(true).asksInWriting(strings.Repeat("0", 32), "card", "words", nil); a.status != 303 || !strings.HasPrefix(a.to, "/login") {
			t.Errorf("nobody asks: %d %s", a.status, a.to)
		}
	})
}

func TestAMemberSendsSoManyInquiriesADayAndOneOfEachPageAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		page, to := p.contactPage(), map[string]int{}
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				a := p.post("/menu/contact", "topic", "other", "words", "一度だけ", "key", page)
				mu.Lock()
				defer mu.Unlock()
				to[a.to]++
			})
		}
		all.Wait()
		if len(to) != 1 || to[""] != 0 || pr.audited("inquiry.sent") != 1 {
			t.Errorf("one page, sent four times at once: %v, %d", to, pr.audited("inquiry.sent"))
		}
		for i := range limit.InquiryMember.Max - 1 {
			if a := p.post("/menu/contact", "topic", "other", "words", fmt.Sprint("次 ", i), "key", p.contactPage()); a.status != 303 {
				t.Fatalf("%d: %d %s", i, a.status, a.body)
			}
		}
		if a := p.post("/menu/contact", "topic", "other", "words", "多い", "key", p.contactPage()); a.status != 422 || !slices.Equal(a.problems(), []string{":ask.full"}) {
			t.Errorf("one more: %d %v", a.status, a.problems())
		}
		if a := p.post("/menu/contact", "topic", "other", "words", "一度だけ", "key", page); a.status != 303 || to[a.to] == 0 {
			t.Errorf("the first once more: %d %s", a.status, a.to)
		}
		pr.clock.turn(24 * time.Hour)
		p = pr.inside(true, "sandbox01", "Sandbox-01-mihon")
		if a := p.post("/menu/contact", "topic", "other", "words", "翌日", "key", p.contactPage()); a.status != 303 {
			t.Errorf("the next day: %d %s", a.status, a.body)
		}
	})
}

func TestQuestionsAreFoundByTheServerAndTheBrandsOwnStandFirst(t *testing.T) {
	onEach(t, func(t *testing.T, pr *program) {
		p := pr.inside(false, "sandbox01", "Sandbox-01-mihon")
		all := data[wire.FAQ](p, "/menu/faq")
		if len(all.Questions) < 20 || all.Questions[0].Key != "brand-1" || all.Near || all.Query != "" {
			t.Errorf("%d questions, first %+v", len(all.Questions), all.Questions[0])
		}
		for query, key := range map[string]string{"退会": "leave", "ﾀｲｶｲ": "leave", "年会費": "brand-1", "%3Cscript%3E": ""} {
			d := data[wire.FAQ](p, "/menu/faq?q="+query)
			if key != "" && !slices.ContainsFunc(d.Questions, func(q wire.Question) bool { return q.Key == key }) || key == "" && len(d.Questions) > 0 {
				t.Errorf("%s finds %+v", query, d.Questions)
			}
			html := p.want(p.get("/menu/faq?q="+query), 200, "").body
			if key != "" && !strings.Contains(html, `id="faq-`+key+`"`) || strings.Contains(html, "<script>alert") || strings.Contains(html, `value="<script`) {
				t.Errorf("the page of %s", query)
			}
		}
		for _, q := range all.Questions {
			if q.Path == "" {
				continue
			}
			if a := p.get(q.Path); a.status != 200 && a.status != 303 || q.At == "" {
				t.Errorf("%s leads to %s (%q): %d", q.Key, q.Path, q.At, a.status)
			}
		}
	})
}
