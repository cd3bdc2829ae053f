package remind

import (
	"bytes"
	"html/template"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

// Writer writes messages in the languages of the desk.
type Writer struct {
	bundle *i18n.Bundle
}

// NewWriter makes a writer of the catalogues.
func NewWriter(b *i18n.Bundle) *Writer { return &Writer{b} }

// MostListed is how many translations a digest lists. The rest is counted.
const MostListed = 50

// headlines are the messages that say what a notice is about.
var headlines = map[Kind]string{
	Waits: "desk.mail.waits", Reminder: "desk.mail.reminder", Late: "desk.mail.late", Escalated: "desk.mail.escalated",
}

// stepNames are the steps that the catalogues have names for, as the desk does.
var stepNames = map[l10n.StepName]string{
	"translate": "desk.step.translate",
	"review":    "desk.step.review",
	"sign-off":  "desk.step.signOff",
}

// letter is what the forms of a message, plain and HTML, are made of.
type letter struct {
	Lang     l10n.Locale
	Dir      l10n.Direction
	Subject  string
	Headline string
	Items    []item
	More     string // how many are not listed
	Links    []link // after all items
	Footer   string
}

// item is a translation that waits.
type item struct {
	Rows []row
	Link link
}

// row is a label with its value, and Line both as the language writes them in a line, with valueMark for the value.
type row struct{ Label, Value, Line string }

const valueMark = "\x00"

type link struct{ Text, URL string }

// Notice writes a message about one translation.
func (w *Writer) Notice(k Kind, r Reader, about Waiting) Message {
	t := w.tongue(r)
	headline := t.say(headlines[k])
	l := t.letter(t.say("desk.mail.subject", "What", headline, "Title", Line(about.Title)), headline)
	l.Items = []item{t.item(about, r, time.Time{})}
	return l.message()
}

// Digest writes a message about all that waits for a reader, the first due first, as it is at a moment. queue is the address of the
// desk's list.
func (w *Writer) Digest(r Reader, all []Waiting, queue string, now time.Time) Message {
	t := w.tongue(r)
	all = ByDue(all)
	headline := t.count("desk.mail.digest", len(all))
	l := t.letter(headline, headline)
	for _, about := range all[:min(len(all), MostListed)] {
		l.Items = append(l.Items, t.item(about, r, now))
	}
	if n := len(all) - MostListed; n > 0 {
		l.More = t.count("desk.mail.more", n)
	}
	if queue != "" {
		l.Links = []link{{t.say("desk.mail.queue"), queue}}
	}
	return l.message()
}

// ByDue returns what is due first first, what has no deadline last, and of those the longest waiting first.
func ByDue(all []Waiting) []Waiting {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Waiting) int {
		switch {
		case a.Due.IsZero() && b.Due.IsZero():
			return a.Since.Compare(b.Since)
		case a.Due.IsZero():
			return 1
		case b.Due.IsZero():
			return -1
		}
		return a.Due.Compare(b.Due)
	})
	return all
}

// tongue has the messages of one reader's language, and their zone.
type tongue struct {
	lang   l10n.Locale
	loc    *i18n.Localizer
	format *format.Formatter
	zone   *time.Location
}

func (w *Writer) tongue(r Reader) tongue {
	lang := locales.Desk()[0]
	for _, l := range locales.Desk() {
		if l.Language() == r.Locale.Language() {
			lang = l
		}
	}
	zone := r.Zone
	if zone == nil {
		zone = time.UTC
	}
	return tongue{lang, locales.Localizer(w.bundle, lang), format.New(lang), zone}
}

func (t tongue) say(id string, args ...string) string {
	data := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		data[args[i]] = args[i+1]
	}
	return t.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data})
}

func (t tongue) count(id string, n int) string {
	data := map[string]string{"Count": t.format.Decimal(float64(n), format.Digits{})}
	return t.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: n})
}

func (t tongue) localize(c *i18n.LocalizeConfig) string {
	s, err := t.loc.Localize(c)
	if s == "" && err != nil {
		return c.MessageID // a test of the package locales checks that this does not happen
	}
	return s
}

// moment writes a time in the reader's zone, and names the zone.
func (t tongue) moment(at time.Time) string {
	return t.say("desk.mail.moment", "Time", t.format.DateTime(at.In(t.zone), format.Long, format.Short), "Zone", t.zone.String())
}

func (t tongue) step(s l10n.StepName) string {
	if id := stepNames[s]; id != "" {
		return t.say(id)
	}
	return Line(string(s))
}

func (t tongue) letter(subject, headline string) letter {
	return letter{Lang: t.lang, Dir: t.lang.Direction(), Subject: subject, Headline: headline, Footer: t.say("desk.mail.footer")}
}

// item lists what is known of a translation. now is zero where the headline says already that it is late.
func (t tongue) item(w Waiting, r Reader, now time.Time) item {
	it := item{Link: link{t.say("desk.mail.open"), w.Link}}
	add := func(id, value string) {
		if value != "" {
			label := t.say(id)
			it.Rows = append(it.Rows, row{label, value, t.say("desk.mail.row", "Label", label, "Value", valueMark)})
		}
	}
	title := Line(w.Title)
	if title == "" {
		title = Line(w.URL)
	}
	add("desk.mail.page", title)
	add("desk.mail.language", t.format.MenuName(w.Locale))
	add("desk.mail.step", t.step(w.Step))
	due := t.say("desk.mail.undated")
	if !w.Due.IsZero() {
		if due = t.moment(w.Due); !now.IsZero() && now.After(w.Due) {
			due = t.say("desk.mail.overdue", "Time", due)
		}
	}
	add("desk.mail.due", due)
	if !w.Since.IsZero() {
		add("desk.mail.since", t.moment(w.Since))
	}
	if w.For != "" {
		add("desk.mail.for", Line(string(w.For)))
	}
	if w.Before != "" {
		add("desk.mail.before", Line(string(w.Before)))
	}
	if w.Assignee == "" && r.ID != "" {
		add("desk.mail.asked", t.say("desk.mail.anyone"))
	}
	return it
}

// longestLine is how many characters of a text from outside a line has.
const longestLine = 150

// Line has a text from outside be a part of one line: no line ends, no controls, nothing that turns the direction of what
// follows, and not too long.
func Line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar || r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	if rs := []rune(s); len(rs) > longestLine {
		s = strings.TrimSpace(string(rs[:longestLine-1])) + "…"
	}
	return s
}

// longestHeader is how many characters a header has: a line of mail ends at 998 bytes.
const longestHeader = 300

// Header has a text be one line, for a header of a mail. What looks like an encoded word (RFC 2047) is none any more.
func Header(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ReplaceAll(s, "=?", "= ?"))
	if rs := []rune(s); len(rs) > longestHeader {
		s = string(rs[:longestHeader-1]) + "…"
	}
	return s
}

func (l letter) message() Message {
	m := Message{Lang: l.Lang, Subject: l.Subject, Text: l.plain()}
	var b bytes.Buffer
	if err := page.Execute(&b, l); err == nil { // the template is fixed and a buffer takes everything
		m.HTML = b.String()
	}
	return m
}

// plain writes the message as text. Each value stands within marks that keep its direction to itself.
func (l letter) plain() string {
	const isolate, end = "\u2068", "\u2069"
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line(l.Headline)
	for _, it := range l.Items {
		line()
		for _, r := range it.Rows {
			line(strings.ReplaceAll(r.Line, valueMark, isolate+r.Value+end))
		}
		if it.Link.URL != "" {
			line(it.Link.Text, "\n", it.Link.URL)
		}
	}
	if l.More != "" {
		line("\n", l.More)
	}
	for _, k := range l.Links {
		line("\n", k.Text, "\n", k.URL)
	}
	line("\n-- \n", l.Footer)
	return b.String()
}

// page is the message as HTML: nothing in it is fetched from anywhere.
var page = template.Must(template.New("mail").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}" dir="{{.Dir}}"><head><meta charset="utf-8"><title>{{.Subject}}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:40em">
<h1 style="font-size:1.2em">{{.Headline}}</h1>
{{range .Items}}<table style="margin:1em 0;border-spacing:0">
{{range .Rows}}<tr><th scope="row" style="text-align:start;vertical-align:top;padding-inline-end:1em;font-weight:normal;color:#555">{{.Label}}</th><td><bdi>{{.Value}}</bdi></td></tr>
{{end}}</table>
{{with .Link}}{{if .URL}}<p><a href="{{.URL}}">{{.Text}}</a></p>
{{end}}{{end}}{{end}}{{with .More}}<p>{{.}}</p>
{{end}}{{range .Links}}<p><a href="{{.URL}}">{{.Text}}</a></p>
{{end}}<p style="color:#555;font-size:.9em">{{.Footer}}</p>
</body></html>
`))
