package segment

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// SRX is a set of segmentation rules as Segmentation Rules eXchange 2.0 has them (GALA, 2008).
type SRX struct {
	cascade bool
	maps    []languageMap
	rules   map[string][]srxRule
}

type languageMap struct {
	pattern *regexp.Regexp
	name    string
}

// srxRule says whether a break stands between what before matches and what after matches.
type srxRule struct {
	isBreak       bool
	before, after *regexp.Regexp // nil matches anything
}

type srxFile struct {
	XMLName xml.Name `xml:"srx"`
	Xmlns   string   `xml:"xmlns,attr,omitempty"`
	Version string   `xml:"version,attr"`
	Header  struct {
		SegmentSubflows string `xml:"segmentsubflows,attr"`
		Cascade         string `xml:"cascade,attr"`
	} `xml:"header"`
	Rules []srxLanguage `xml:"body>languagerules>languagerule"`
	Maps  []srxMap      `xml:"body>maprules>languagemap"`
}

type srxLanguage struct {
	Name  string        `xml:"languagerulename,attr"`
	Rules []srxFileRule `xml:"rule"`
}

type srxFileRule struct {
	Break  string `xml:"break,attr,omitempty"`
	Before string `xml:"beforebreak"`
	After  string `xml:"afterbreak"`
}

type srxMap struct {
	Pattern string `xml:"languagepattern,attr"`
	Name    string `xml:"languagerulename,attr"`
}

// maxSRX bounds the size of a file of rules, in bytes.
const maxSRX = 4 << 20

// ReadSRX reads SRX 2.0 and returns a segmenter with its rules. Its patterns are those of Go's regexp, which is what
// ICU has without looking around and back; the error names each rule that asks for more.
func ReadSRX(r io.Reader) (*Segmenter, error) {
	b, err := bounded.Read(r, maxSRX)
	switch {
	case errors.Is(err, bounded.ErrTooLarge):
		return nil, fmt.Errorf("the segmentation rules are larger than %d MB", maxSRX>>20)
	case err != nil:
		return nil, fmt.Errorf("read the segmentation rules: %w", err)
	}
	var f srxFile
	if err := xml.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("the segmentation rules are not SRX: %w", err)
	}
	x := &SRX{cascade: f.Header.Cascade == "yes", rules: map[string][]srxRule{}}
	var errs []error
	for _, l := range f.Rules {
		for i, fr := range l.Rules {
			rule, err := compile(fr)
			if err != nil {
				errs = append(errs, fmt.Errorf("rule %d of %q: %w", i+1, l.Name, err))
				continue
			}
			x.rules[l.Name] = append(x.rules[l.Name], rule)
		}
	}
	for _, m := range f.Maps {
		p, err := regexp.Compile("(?i)^(?:" + m.Pattern + ")$")
		if err != nil {
			errs = append(errs, fmt.Errorf("the language pattern %q: %w", m.Pattern, err))
			continue
		}
		x.maps = append(x.maps, languageMap{p, m.Name})
	}
	if len(errs) > 0 {
		return nil, fmt.Errorf("the segmentation rules can't be used: %w", errors.Join(errs...))
	}
	return &Segmenter{srx: x}, nil
}

func compile(f srxFileRule) (srxRule, error) {
	rule := srxRule{isBreak: f.Break != "no"}
	var err error
	if f.Before != "" {
		if rule.before, err = regexp.Compile("(?:" + fromICU(f.Before) + ")"); err != nil {
			return rule, err
		}
		rule.before.Longest()
	}
	if f.After != "" {
		rule.after, err = regexp.Compile("^(?:" + fromICU(f.After) + ")")
	}
	return rule, err
}

var icuEscapes = regexp.MustCompile(`\\u([0-9A-Fa-f]{4})|\\h|\\R|\(\?<[a-zA-Z]`)

// fromICU writes what ICU's regular expressions spell otherwise as Go's have it.
func fromICU(p string) string {
	return icuEscapes.ReplaceAllStringFunc(p, func(s string) string {
		switch {
		case strings.HasPrefix(s, `\u`):
			return `\x{` + s[2:] + `}`
		case s == `\h`:
			return `[ \t\x{a0}]`
		case s == `\R`:
			return `(?:\r\n|[\n\r])`
		}
		return s
	})
}

// breaks applies the rules: at each place the first that matches decides.
func (x *SRX) breaks(c *clock, lang, text string) []int {
	decided := map[int]bool{}
	for _, rule := range x.rulesFor(lang) {
		for _, at := range rule.places(c, text) {
			if _, ok := decided[at]; !ok {
				decided[at] = rule.isBreak
			}
		}
	}
	var out []int
	for _, at := range slices.Sorted(maps.Keys(decided)) {
		if decided[at] && at > 0 && at < len(text) {
			out = append(out, at)
		}
	}
	return out
}

func (x *SRX) rulesFor(lang string) []srxRule {
	var out []srxRule
	for _, m := range x.maps {
		if m.pattern.MatchString(lang) {
			out = append(out, x.rules[m.name]...)
			if !x.cascade {
				break
			}
		}
	}
	return out
}

// places returns where a rule matches.
func (r *srxRule) places(c *clock, text string) []int {
	var out []int
	add := func(at int) {
		if (r.after == nil || r.after.MatchString(text[at:])) && (len(out) == 0 || out[len(out)-1] != at) {
			out = append(out, at)
		}
	}
	if r.before == nil {
		for i := range text {
			if c.over() {
				break
			}
			add(i)
		}
		return out
	}
	for from := 0; from <= len(text) && !c.over(); {
		m := r.before.FindStringIndex(text[from:])
		if m == nil {
			break
		}
		add(from + m[1])
		if m[1] > m[0] {
			from += m[1]
			continue
		}
		_, n := utf8.DecodeRuneInString(text[from+m[1]:])
		from += m[1] + max(n, 1)
	}
	return out
}

// WriteSRX writes the built-in rules as SRX 2.0, for other tools and as a start for one's own rules. Patterns cannot
// express quotations and parentheses within sentences, nor the marks of list items: these rules are left out.
func WriteSRX(w io.Writer) error {
	f := srxFile{Version: "2.0", Xmlns: "http://www.lisa.org/srx20"}
	f.Header.SegmentSubflows, f.Header.Cascade = "yes", "no"
	for _, l := range langdata.All() {
		name := string(l.Tag)
		if strings.Contains(name, "-") {
			continue // the pattern of the language comes first
		}
		f.Rules = append(f.Rules, srxLanguage{name, fileRules(newRules(l))})
		f.Maps = append(f.Maps, srxMap{name + "([-_].*)?", name})
	}
	f.Rules = append(f.Rules, srxLanguage{"other", fileRules(newRules(langdata.Root()))})
	f.Maps = append(f.Maps, srxMap{".*", "other"})
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(f); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

const closers = `["'”’“»›)\]}」』）】]*`

// fileRules writes a language's rules as patterns, the exceptions before what they are exceptions to.
func fileRules(r *rules) []srxFileRule {
	no := func(before, after string) srxFileRule { return srxFileRule{"no", before, after} }
	yes := func(before, after string) srxFileRule { return srxFileRule{"yes", before, after} }
	var out []srxFileRule
	if len(r.final) > 0 && len(r.starters) > 0 {
		out = append(out, yes(word(r.final)+`\.\s+`, `["'“„«(]*(?i:`+alternatives(r.starters)+`)\b`))
	}
	for _, words := range []set{r.abbreviations, r.final, r.eras} {
		if len(words) > 0 {
			out = append(out, no(word(words)+`\.\s+`, ""))
		}
	}
	if len(r.beforeNumber) > 0 {
		out = append(out, no(word(r.beforeNumber)+`\.\s+`, `[\p{Nd}IVXLC]`))
	}
	out = append(out, no(`(?:^|[\s(.])\p{Lu}\.\s+`, ""))
	if r.ordinals {
		out = append(out, no(`(?:^|\s)\d{1,2}\.\s+`, ""))
	}
	ends := `!?؟।॥۔։።፧။។៕`
	if !r.noFullStop {
		ends += `.…`
	}
	ends += regexp.QuoteMeta(r.endMarks)
	return append(out,
		no(`[.…!?]`+closers+`\s+`, `["'“„«(]*\p{Ll}`),
		yes(`[`+ends+`]+`+closers+`\s+`, `\S`),
		yes(`[。！？｡．]+`+closers, ""),
		yes(`\n\s*`, ""))
}

func word(words set) string {
	return `(?:^|[\s("'«„“])(?i:` + alternatives(words) + `)`
}

func alternatives(words set) string {
	list := slices.Sorted(maps.Keys(words))
	for i := range list {
		list[i] = regexp.QuoteMeta(list[i])
	}
	return strings.Join(list, "|")
}
