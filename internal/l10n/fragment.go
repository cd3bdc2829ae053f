package l10n

import (
	"encoding/json"
	"strconv"
	"strings"
)

// CodeID numbers a code within its unit, from 1 in source order.
type CodeID int32

// PartKind is what a part of a fragment is.
type PartKind uint8

// The kinds of parts. Open and Close are the two ends of a paired code (XLIFF pc, or sc and ec when the ends fall into
// different segments); Empty is a code that stands for something without content of its own (XLIFF ph).
const (
	Text PartKind = iota
	Open
	Close
	Empty
)

// Part is a run of text or one inline code.
type Part struct {
	Kind PartKind
	ID   CodeID // of a code
	Text string // of a text
}

// Fragment is text with inline codes. In JSON, in files and in the desk it is written as [Fragment.String] has it.
type Fragment []Part

// TextFragment returns a fragment of plain text; an empty text gives an empty fragment.
func TextFragment(s string) Fragment {
	if s == "" {
		return nil
	}
	return Fragment{{Kind: Text, Text: s}}
}

// Text returns the fragment's text without its codes.
func (f Fragment) Text() string {
	if len(f) == 1 && f[0].Kind == Text {
		return f[0].Text
	}
	var b strings.Builder
	for _, p := range f {
		b.WriteString(p.Text)
	}
	return b.String()
}

// IsEmpty reports whether the fragment has neither text nor codes.
func (f Fragment) IsEmpty() bool {
	for _, p := range f {
		if p.Kind != Text || p.Text != "" {
			return false
		}
	}
	return true
}

// HasCodes reports whether any part is a code.
func (f Fragment) HasCodes() bool {
	for _, p := range f {
		if p.Kind != Text {
			return true
		}
	}
	return false
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// String writes the fragment in the notation that people and files use: text with &, < and > as &amp;, &lt; and &gt;,
// a paired code as <1>…</1>, an empty one as <2/>.
func (f Fragment) String() string {
	var b strings.Builder
	for _, p := range f {
		switch p.Kind {
		case Text:
			_, _ = textEscaper.WriteString(&b, p.Text)
		case Open:
			b.WriteString("<" + strconv.Itoa(int(p.ID)) + ">")
		case Close:
			b.WriteString("</" + strconv.Itoa(int(p.ID)) + ">")
		case Empty:
			b.WriteString("<" + strconv.Itoa(int(p.ID)) + "/>")
		}
	}
	return b.String()
}

// Hash returns the fragment's content hash.
func (f Fragment) Hash() Hash { return NewHash(f.String()) }

// MarshalJSON writes the fragment as a string in the notation of [Fragment.String].
func (f Fragment) MarshalJSON() ([]byte, error) { return json.Marshal(f.String()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (f *Fragment) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*f = ParseFragment(s)
	return nil
}

// ParseFragment reads the notation of [Fragment.String]. Whatever is not a well-formed code is text, so any keystrokes
// give a fragment; whether its codes are those of the source is for [Fragment.CheckCodes] to say.
func ParseFragment(s string) Fragment {
	var f Fragment
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			f = append(f, Part{Kind: Text, Text: text.String()})
			text.Reset()
		}
	}
	for len(s) > 0 {
		if i := strings.IndexAny(s, "<&"); i != 0 {
			if i < 0 {
				i = len(s)
			}
			text.WriteString(s[:i])
			s = s[i:]
			continue
		}
		if p, n := parseCode(s); n > 0 {
			flush()
			f = append(f, p)
			s = s[n:]
			continue
		}
		r, n := unescape(s)
		text.WriteString(r)
		s = s[n:]
	}
	flush()
	return f
}

func unescape(s string) (string, int) {
	for _, e := range [...]struct{ esc, char string }{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}} {
		if strings.HasPrefix(s, e.esc) {
			return e.char, len(e.esc)
		}
	}
	return s[:1], 1
}

// maxCode is the length of the longest code: two signs, a slash and ten digits.
const maxCode = 13

// parseCode reads a code at the start of s, which begins with '<' or '&', and returns its length, or 0.
func parseCode(s string) (Part, int) {
	end := strings.IndexByte(s[:min(len(s), maxCode)], '>')
	if s[0] != '<' || end < 2 {
		return Part{}, 0
	}
	kind, digits := Open, s[1:end]
	if d, ok := strings.CutPrefix(digits, "/"); ok {
		kind, digits = Close, d
	} else if d, ok := strings.CutSuffix(digits, "/"); ok {
		kind, digits = Empty, d
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || n < 1 || strconv.FormatInt(n, 10) != digits {
		return Part{}, 0
	}
	return Part{Kind: kind, ID: CodeID(n)}, end + 1
}
