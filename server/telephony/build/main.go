// Command build makes the announcements of server/telephony/audio from the words of shared/text: Japanese by Open JTalk with its
// voice HTS NIT ATR503 M001, then English by Flite. They are committed, so that nobody else needs these programs:
//
//	make audio
//
// On Debian: open-jtalk, open-jtalk-mecab-naist-jdic, flite, ffmpeg, and hts-voice-nitech-jp-atr503-m001 from contrib.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"netanswer/server/telephony"
	"netanswer/shared/text"
)

// read is how a word is said that the voice would read in another way.
var read = strings.NewReplacer(
	"Netアンサー", "ネットアンサー", "ID", "アイディー", "心当たりのない方は", "心当たりのないかたは", "186", "イチ、ハチ、ロク",
)

func main() {
	dir := flag.String("dir", "server/telephony/audio", "where the files go")
	voice := flag.String("voice", "/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice", "voice of Open JTalk")
	words := flag.String("dictionary", "/var/lib/mecab/dic/open-jtalk/naist-jdic", "dictionary of Open JTalk")
	flag.Parse()
	for name, m := range telephony.Words {
		if err := record(*dir, *voice, *words, name, m); err != nil {
			fmt.Fprintf(os.Stderr, "server/telephony/build: %s: %v\n", name, err)
			os.Exit(1)
		}
	}
	if err := os.WriteFile(filepath.Join(*dir, "words.txt"), []byte(telephony.Script()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "server/telephony/build:", err)
		os.Exit(1)
	}
}

func record(dir, voice, words string, name telephony.Sound, m text.Message) error {
	tmp, err := os.MkdirTemp("", "audio")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	ja, en := filepath.Join(tmp, "ja.wav"), filepath.Join(tmp, "en.wav")
	if err := run(read.Replace(m.In(text.JA)), "open_jtalk", "-x", words, "-m", voice, "-r", "1.08", "-ow", ja); err != nil {
		return err
	}
	if err := run("", "flite", "-voice", "slt", "--setf", "duration_stretch=0.92", "-t", m.In(text.EN), "-o", en); err != nil {
		return err
	}
	// what a telephone carries, equally loud, without the silence around
	trim := "silenceremove=start_periods=1:start_threshold=-50dB,areverse,silenceremove=start_periods=1:start_threshold=-50dB,areverse"
	filter := "[0]aresample=8000," + trim + ",apad=pad_dur=0.5[a];[1]aresample=8000," + trim + ",apad=pad_dur=0.2[b];[a][b]concat=n=2:v=0:a=1,highpass=f=250,lowpass=f=3400,speechnorm=e=4:p=0.7"
	return run("", "ffmpeg", "-v", "error", "-y", "-i", ja, "-i", en, "-filter_complex", filter, "-ar", "8000", "-ac", "1", "-f", "mulaw", filepath.Join(dir, string(name)+".ulaw"))
}

func run(in, name string, args ...string) error {
	var said bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdin, cmd.Stderr = strings.NewReader(in), &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, said.String())
	}
	return nil
}
