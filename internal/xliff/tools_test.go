package xliff

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

// omegatProject are the settings of a project from English into Spanish whose files are in the usual folders.
const omegatProject = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>ES</target_lang><source_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneSpanishTokenizer</target_tok><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>`

// omegat runs OmegaT on the project in dir, in one of its console modes.
func omegat(t *testing.T, dir, mode string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	args = append([]string{"--mode=" + mode, "--config-dir=" + filepath.Join(dir, "config"), "--disable-project-locking"}, args...)
	cmd := exec.CommandContext(ctx, "omegat", append(args, dir)...)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("omegat %s: %v\n%s", mode, err, out)
	}
}

// TestOmegaT lets OmegaT translate the files of all pages: what it shows a translator as segments gets a translation in the
// project's memory, and the file that it makes is read with all codes.
func TestOmegaT(t *testing.T) {
	needs.Program(t, "omegat", "Debian: omegat")
	dir := t.TempDir()
	for _, d := range []string{"source", "target", "omegat", "glossary", "tm", "dictionary", "config"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(dir, "omegat.project"), []byte(omegatProject))
	all := pages(t)
	for _, p := range all {
		opt := Options{Format: V12, Locale: "es", SourceAsTarget: true}
		put(t, filepath.Join(dir, "source", p.name+".xlf"), mustWrite(t, p.e, opt))
	}
	listed := filepath.Join(dir, "listed.tmx")
	omegat(t, dir, "console-createpseudotranslatetmx", "--pseudotranslatetmx="+listed, "--pseudotranslatetype=equal")
	segments := tmxSources(t, listed)
	put(t, filepath.Join(dir, "omegat", "project_save.tmx"), loudMemory(segments))
	omegat(t, dir, "console-translate")

	read, codes := 0, 0
	for _, p := range all {
		file, err := os.ReadFile(filepath.Join(dir, "target", p.name+".xlf"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(bytes.NewReader(file), p.e)
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		have := fragments(got.Targets)
		for _, at := range p.e.Places() {
			want := loud(at.Segment.Source).String()
			switch f, ok := have[at.Segment.ID]; {
			case !at.Unit.For("es"):
			case want == at.Segment.Source.String(): // no letters: it can't be told from what nobody translated
			case !ok:
				t.Errorf("%s: OmegaT gave no target for %s", p.name, at.Segment.Source)
			case spaceless(f) != spaceless(loud(at.Segment.Source)):
				t.Errorf("%s: got  %s\nwant %s", p.name, f, want)
			default:
				read, codes = read+1, codes+codesIn(f)
			}
		}
		if _, err := p.sk.Merge(have, nil); err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
	}
	if read < 120 || codes < 90 {
		t.Errorf("only %d texts with %d codes came back", read, codes)
	}
}

func spaceless(f l10n.Fragment) string { return strings.Join(marks(f), "") }

func put(t *testing.T, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// tmxSources are the English texts of a memory of OmegaT.
func tmxSources(t *testing.T, name string) []string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var tmx struct {
		Units []struct {
			Variants []struct {
				Text string `xml:"seg"`
			} `xml:"tuv"`
		} `xml:"body>tu"`
	}
	if err := xml.Unmarshal(b, &tmx); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, u := range tmx.Units {
		out = append(out, u.Variants[0].Text)
	}
	return out
}

// omegatTag is how OmegaT shows a code.
var omegatTag = regexp.MustCompile(`</?[a-z][0-9]+/?>`)

// loudOutside makes capitals of a text but for OmegaT's tags.
func loudOutside(s string) string {
	var out strings.Builder
	at := 0
	for _, tag := range omegatTag.FindAllStringIndex(s, -1) {
		out.WriteString(strings.ToUpper(s[at:tag[0]]) + s[tag[0]:tag[1]])
		at = tag[1]
	}
	return out.String() + strings.ToUpper(s[at:])
}

// loudMemory is a memory of OmegaT that has each text in capitals.
func loudMemory(texts []string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><tmx version="1.1"><header creationtool="OmegaT" creationtoolversion="3.6" ` +
		`segtype="sentence" o-tmf="OmegaT TMX" adminlang="EN-US" srclang="EN" datatype="plaintext"/><body>`)
	for _, s := range texts {
		b.WriteString(`<tu><tuv lang="EN"><seg>`)
		_ = xml.EscapeText(&b, []byte(s))
		b.WriteString(`</seg></tuv><tuv lang="ES"><seg>`)
		_ = xml.EscapeText(&b, []byte(loudOutside(s)))
		b.WriteString(`</seg></tuv></tu>`)
	}
	b.WriteString(`</body></tmx>`)
	return b.Bytes()
}

// TestTranslateToolkit lets the Translate Toolkit read the files of all pages. It counts what it takes for translated.
func TestTranslateToolkit(t *testing.T) {
	count := needs.Program(t, "pocount", "Debian: translate-toolkit")
	for _, p := range pages(t) {
		targets := translated(p.e, loud)
		f := filepath.Join(t.TempDir(), "page.xlf")
		put(t, f, mustWrite(t, p.e, Options{Format: V12, Locale: "es", Targets: targets}))
		out, err := exec.Command(count, "--csv", f).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		want := 0
		for _, at := range p.e.Places() {
			if at.Unit.For("es") {
				want++
			}
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		fields := strings.Split(lines[len(lines)-1], ",")
		if len(fields) < 2 || strings.TrimSpace(fields[1]) != fmt.Sprint(want) {
			t.Errorf("%s: want %d messages:\n%s", p.name, want, out)
		}
	}
}
