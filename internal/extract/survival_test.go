package extract

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// sentences have the inline markup of news pages.
var sentences = []string{
	"The <1>committee</1> met on Monday.", "Read the <1>full report</1> or the <2>summary</2> of it.", "The <1>first <2>and most important</2> point</1> is peace.",
	"Press <1/> to save the file.", "It was <1>not</1> the last time.", "<1>Warning</1>: the road is closed.", "She said that the <1>water</1> is <2>clean</2>.",
	"The price is <1/> euros.", "We thank all <1>partners</1>, <2>donors</2> and <3>volunteers</3>.", "The treaty<1>[1]</1> was signed in Paris.",
	"You can <1>write to us</1> at any time.", "The minister <1/> visited the school.", "See also: <1>news</1>, <2>events</2>.", "A <1>new</1> <2>house</2> for the family.",
	"Water is H<1>2</1>O for everyone.", "The children <1>who live here</1> go to school.", "Go to <1>Settings</1> and click <2/>.", "The old <1>bridge</1> over the river was repaired.",
	"More than <1>500</1> people came.", "The <1>green</1> and <2>blue</2> flags were raised.", "He opened the <1>door of the <2>old</2> house</1>.", "The meeting begins at <1/> in the main hall.",
	"In <1>the north</1> it will rain.", "The report <1/> is available in <2>six languages</2>.",
}

var (
	spans  = regexp.MustCompile(`<span id="(\d+)">|</span>|<img id="(\d+)"\s*/?>`)
	tokens = regexp.MustCompile(`\s?⟦(/?)(\d+)(/?)⟧`)
)

// asTags writes a fragment as HTML, as for an engine that keeps tags.
func asTags(f l10n.Fragment) string {
	var b strings.Builder
	for _, p := range f {
		switch p.Kind {
		case l10n.Text:
			b.WriteString(contentEscaper.Replace(p.Text))
		case l10n.Open:
			b.WriteString(`<span id="` + strconv.Itoa(int(p.ID)) + `">`)
		case l10n.Close:
			b.WriteString("</span>")
		case l10n.Empty:
			b.WriteString(`<img id="` + strconv.Itoa(int(p.ID)) + `">`)
		}
	}
	return b.String()
}

func fromTags(s string) l10n.Fragment {
	var stack []string
	return l10n.ParseFragment(spans.ReplaceAllStringFunc(s, func(tag string) string {
		m := spans.FindStringSubmatch(tag)
		switch {
		case m[1] != "":
			stack = append(stack, m[1])
			return "<" + m[1] + ">"
		case m[2] != "":
			return "<" + m[2] + "/>"
		case len(stack) == 0:
			return ""
		}
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		return "</" + id + ">"
	}))
}

// asTokens writes a fragment with placeholders, as for an engine that knows no tags.
func asTokens(f l10n.Fragment) string {
	return strings.NewReplacer("<", "⟦", ">", "⟧").Replace(f.String())
}

func fromTokens(s string) l10n.Fragment {
	return l10n.ParseFragment(tokens.ReplaceAllStringFunc(s, func(t string) string {
		m := tokens.FindStringSubmatch(t)
		space := ""
		if strings.HasPrefix(t, " ") {
			space = " "
		}
		return space + "<" + m[1] + m[2] + m[3] + ">"
	}))
}

// TestSurvival measures how many sentences come back from Apertium with all their codes. It needs the language pair
// eng-spa; DRAGOMAN_APERTIUM says that it is there.
func TestSurvival(t *testing.T) {
	if os.Getenv("DRAGOMAN_APERTIUM") == "" {
		t.Skip("DRAGOMAN_APERTIUM is not set: no measurement with Apertium is asked for")
	}
	run := func(format, in string) string {
		c := exec.Command("apertium", "-u", "-f", format, "eng-spa")
		c.Stdin = strings.NewReader(in)
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	for _, way := range []struct {
		name, format string
		to           func(l10n.Fragment) string
		from         func(string) l10n.Fragment
	}{{"native tags", "html", asTags, fromTags}, {"placeholders", "txt", asTokens, fromTokens}} {
		kept := 0
		for _, s := range sentences {
			source := l10n.ParseFragment(s)
			answer := run(way.format, way.to(source))
			target := way.from(answer)
			err := target.CheckCodes(source, nil)
			if err == nil {
				kept++
			}
			t.Logf("%s\n\t%s\n\t%s  %v", way.name, s, target, err)
		}
		t.Logf("%s: %s of %d sentences have all their codes", way.name, strconv.Itoa(kept), len(sentences))
	}
}
