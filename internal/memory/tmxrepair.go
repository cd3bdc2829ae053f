package memory

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// faultMark begins and ends the mark that a repairer leaves in the place of what isn't XML. It is of ASCII letters, so
// that it stays the same whatever encoding the file declares.
const (
	faultMark = "%%dragoman-unreadable-"
	faultEnd  = "%%"
)

// fault is something in a file that XML does not allow in its place.
type fault struct {
	line int
	what string
}

// repairer replaces what XML does not allow in texts by a mark, so that the parser goes on behind it: a reference to an
// unknown entity such as &nbsp;, a bare & or <, a reference to a character that isn't allowed, such as &#x1F;, and such
// a character itself. CDATA sections, comments and processing instructions have no references. A file that declares
// entities of its own stays as it is, because what its references mean isn't known here.
type repairer struct {
	in       io.Reader
	raw      []byte // read and not yet looked at
	out      []byte // looked at
	err      error  // of in
	line     int
	until    string // what ends the section that is not looked at
	inTag    bool
	declares bool
	faults   []fault
}

func newRepairer(in io.Reader) *repairer { return &repairer{in: in, line: 1} }

// Read reads what the parser may read.
func (r *repairer) Read(p []byte) (int, error) {
	for len(r.out) == 0 {
		if len(r.raw) == 0 && r.err != nil {
			return 0, r.err
		}
		if r.err == nil {
			r.fill()
		}
		r.look(r.err != nil)
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

func (r *repairer) fill() {
	var buf [1 << 15]byte
	n, err := r.in.Read(buf[:])
	r.raw, r.err = append(r.raw, buf[:n]...), err
}

// longestMarkup is how many bytes the repairer wants to see of what begins with & or <.
const longestMarkup = 64

// look moves bytes from raw to out. Unless the file has ended, it leaves the last ones for the next time, because they
// may be the beginning of something.
func (r *repairer) look(ended bool) {
	r.out = r.out[:0:0]
	i := 0
	for i < len(r.raw) && (ended || len(r.raw)-i > longestMarkup) {
		n, what := r.next(r.raw[i:])
		if what == "" {
			r.out = append(r.out, r.raw[i:i+n]...)
		} else {
			r.out = append(r.out, faultMark+strconv.Itoa(len(r.faults))+faultEnd...)
			r.faults = append(r.faults, fault{r.line, what})
		}
		r.line += bytes.Count(r.raw[i:i+n], []byte{'\n'})
		i += n
	}
	r.raw = r.raw[i:]
}

// sections are parts without references, by what they begin with.
var sections = [...]struct{ begin, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}

// next returns the length of the next piece, and what is wrong with it, if anything is.
func (r *repairer) next(s []byte) (n int, what string) {
	c := s[0]
	switch {
	case r.until != "":
		if bytes.HasPrefix(s, []byte(r.until)) {
			n, r.until = len(r.until), ""
			return n, ""
		}
	case c == '&' && !r.declares:
		return reference(s)
	case c == '<' && !r.inTag:
		for _, x := range sections {
			if bytes.HasPrefix(s, []byte(x.begin)) {
				r.until = x.end
				return len(x.begin), ""
			}
		}
		if len(s) > 1 && (s[1] == '/' || s[1] == '!' || isNameByte(s[1])) {
			r.declares = r.declares || bytes.HasPrefix(s, []byte("<!ENTITY"))
			r.inTag = s[1] != '!'
			return 1, ""
		}
		return 1, `a bare "<"`
	case c == '>':
		r.inTag = false
	}
	if isControl(c) {
		return 1, fmt.Sprintf("the character U+%04X, which XML does not allow", c)
	}
	n = 1
	for r.until == "" && n < len(s) && s[n] != '&' && s[n] != '<' && s[n] != '>' && !isControl(s[n]) {
		n++
	}
	return n, ""
}

func isControl(c byte) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' }

func isNameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= utf8.RuneSelf
}

// reference returns the length of a reference that s begins with, and what is wrong with it, if anything is.
func reference(s []byte) (n int, what string) {
	end := bytes.IndexByte(s[:min(len(s), longestMarkup)], ';')
	name := ""
	if end > 1 {
		name = string(s[1:end])
	}
	switch {
	case name == "" || strings.ContainsAny(name, " \t\r\n<>&\"'="):
		return 1, `a bare "&"`
	case name[0] == '#':
		if !isCharacter(name[1:]) {
			return end + 1, fmt.Sprintf(`"&%s;", which is no character of XML`, name)
		}
	case !strings.Contains(" lt gt amp apos quot ", " "+name+" "):
		return end + 1, fmt.Sprintf(`"&%s;", which XML does not know`, name)
	}
	return end + 1, ""
}

// isCharacter reports whether a numeric reference names a character that XML allows.
func isCharacter(number string) bool {
	base := 10
	if hex, ok := strings.CutPrefix(number, "x"); ok {
		number, base = hex, 16
	}
	v, err := strconv.ParseUint(number, base, 32)
	switch {
	case err != nil, v > 0x10FFFF:
		return false
	case v < ' ':
		return v == '\t' || v == '\n' || v == '\r'
	}
	return v < 0xD800 || v > 0xDFFF && v != 0xFFFE && v != 0xFFFF
}

// watcher reads tokens and notes the marks that a repairer left in them.
type watcher struct {
	d      *xml.Decoder
	repair *repairer
	marked []fault // since they were taken
}

// Token returns the next token as it stands.
func (w *watcher) Token() (xml.Token, error) {
	tok, err := w.d.RawToken()
	switch t := tok.(type) {
	case xml.CharData:
		w.note(string(t))
	case xml.StartElement:
		for _, a := range t.Attr {
			w.note(a.Value)
		}
	}
	return tok, err
}

func (w *watcher) note(text string) {
	for {
		_, rest, ok := strings.Cut(text, faultMark)
		if !ok {
			return
		}
		number, after, _ := strings.Cut(rest, faultEnd)
		if i, err := strconv.Atoi(number); err == nil && i < len(w.repair.faults) {
			w.marked = append(w.marked, w.repair.faults[i])
		}
		text = after
	}
}

// take returns the faults since the last time.
func (w *watcher) take() []fault {
	faults := w.marked
	w.marked = nil
	return faults
}

// plainError leaves out the parser's own count of lines, which begins anew with every reader.
func plainError(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(syntax.Msg)
	}
	return err
}
