package memory

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ExportOptions say what to export.
type ExportOptions struct {
	SourceLang l10n.Locale   // empty means all, and "*all*" in the header
	Locales    []l10n.Locale // empty means all
	Site       l10n.SiteName // empty means all
}

// exportPage is how many sources are read at a time, so that no cursor stays open while the writer waits.
const exportPage = 1000

// ExportTMX writes the current targets as TMX 1.4b: a unit for each source in each context, with a variant for each
// locale.
func (m *Memory) ExportTMX(ctx context.Context, w io.Writer, o ExportOptions) error {
	b := bufio.NewWriterSize(w, 1<<16)
	x := &exporter{m: m, o: o, w: b}
	lang := string(o.SourceLang)
	if lang == "" {
		lang = "*all*"
	}
	fmt.Fprintf(b, tmxStart, escape(lang))
	if err := x.body(ctx); err != nil {
		return fmt.Errorf("memory: export TMX: %w", err)
	}
	fmt.Fprint(b, " </body>\n</tmx>\n")
	return b.Flush()
}

// tmxStart begins a file; its parameter is the source language.
const tmxStart = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
 <header creationtool="Dragoman" creationtoolversion="1" segtype="sentence" o-tmf="Dragoman"` +
	` adminlang="en" srclang="%s" datatype="html"/>
 <body>
`

type exporter struct {
	m *Memory
	o ExportOptions
	w *bufio.Writer
}

// exportRow is a current target with its source.
type exportRow struct {
	source      int64 // id
	contextHash int64
	site        string
	body        string // of the source
	text        string // of the target
	from, to    string // locales
	name        string
	quality     int
	changed     int64 // Unix milliseconds
	author      string
	run         string
	document    string
	prev, next  string
	element     string
}

func (x *exporter) body(ctx context.Context) error {
	var last int64
	if err := x.m.db.QueryRowContext(ctx, `SELECT last_source FROM tm_state`).Scan(&last); err != nil {
		return err
	}
	for from := int64(0); from < last; from += exportPage {
		rows, err := x.page(ctx, from, from+exportPage)
		if err != nil {
			return err
		}
		for len(rows) > 0 {
			n := 1
			for n < len(rows) && sameUnit(rows[0], rows[n]) {
				n++
			}
			x.unit(rows[:n])
			rows = rows[n:]
		}
	}
	return nil
}

func sameUnit(a, b exportRow) bool {
	return a.source == b.source && a.contextHash == b.contextHash && a.site == b.site && a.from == b.from &&
		a.name == b.name
}

func (x *exporter) page(ctx context.Context, from, to int64) ([]exportRow, error) {
	rows, err := x.m.db.QueryContext(ctx, `SELECT s.id, t.context, t.site, s.body, t.body, t.source_locale, t.locale,
			t.name, t.quality, t.changed, t.author, t.run, t.document, t.prev, t.next, t.element
		FROM tm_source s JOIN tm_target t ON t.source = s.id
		WHERE s.id > $1 AND s.id <= $2 AND t.superseded = 0 AND t.pending = ''
		ORDER BY s.id, t.context, t.site, t.source_locale, t.name, t.locale, t.id`, from, to)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []exportRow
	for rows.Next() {
		var r exportRow
		err := rows.Scan(&r.source, &r.contextHash, &r.site, &r.body, &r.text, &r.from, &r.to, &r.name, &r.quality,
			&r.changed,
			&r.author, &r.run, &r.document, &r.prev, &r.next, &r.element)
		if err != nil {
			return nil, err
		}
		if x.wanted(r) {
			out = append(out, r)
		}
	}
	return out, rows.Err()
}

func (x *exporter) wanted(r exportRow) bool {
	if x.o.Site != "" && r.site != string(x.o.Site) {
		return false
	}
	if x.o.SourceLang != "" && !x.m.sameLang(x.o.SourceLang, l10n.Locale(r.from)) {
		return false
	}
	for _, l := range x.o.Locales {
		if x.m.sameLang(l, l10n.Locale(r.to)) {
			return true
		}
	}
	return len(x.o.Locales) == 0
}

// unit writes the targets of one source in one context.
func (x *exporter) unit(rows []exportRow) {
	r := rows[0]
	fmt.Fprint(x.w, "  <tu")
	if r.name != "" {
		fmt.Fprintf(x.w, ` tuid="%s"`, escape(r.name))
	}
	fmt.Fprintf(x.w, " srclang=\"%s\">\n", escape(r.from))
	for _, p := range [...]tmxProp{{propPrev, r.prev}, {propNext, r.next}, {propElement, r.element}, {propSite, r.site}} {
		x.prop("   ", p)
	}
	fmt.Fprintf(x.w, "   <tuv xml:lang=\"%s\"><seg>%s</seg></tuv>\n", escape(r.from), segXML(l10n.ParseFragment(r.body)))
	for _, r := range rows {
		at := time.UnixMilli(r.changed).UTC().Format(tmxTime)
		fmt.Fprintf(x.w, `   <tuv xml:lang="%s" changedate="%s"`, escape(r.to), at)
		if r.author != "" {
			fmt.Fprintf(x.w, ` changeid="%s"`, escape(r.author))
		}
		fmt.Fprint(x.w, ">\n")
		for _, p := range [...]tmxProp{{propDocument, r.document}, {propRun, r.run}} {
			x.prop("    ", p)
		}
		if r.quality != 100 {
			x.prop("    ", tmxProp{propQuality, strconv.Itoa(r.quality)})
		}
		fmt.Fprintf(x.w, "    <seg>%s</seg>\n   </tuv>\n", segXML(l10n.ParseFragment(r.text)))
	}
	fmt.Fprint(x.w, "  </tu>\n")
}

func (x *exporter) prop(indent string, p tmxProp) {
	if p.Text != "" {
		fmt.Fprintf(x.w, "%s<prop type=\"%s\">%s</prop>\n", indent, p.Type, escape(p.Text))
	}
}

// segXML writes a fragment as the content of <seg>. An open code without its close, or a close without its open, is
// TMX's <it>. The native markup of a code is its own notation, such as <1>.
func segXML(f l10n.Fragment) string {
	opened, closed := map[l10n.CodeID]bool{}, map[l10n.CodeID]bool{}
	for _, p := range f {
		switch p.Kind {
		case l10n.Open:
			opened[p.ID] = true
		case l10n.Close:
			closed[p.ID] = true
		}
	}
	var b strings.Builder
	for _, p := range f {
		n, native := strconv.Itoa(int(p.ID)), escape(l10n.Fragment{p}.String())
		switch {
		case p.Kind == l10n.Text:
			b.WriteString(escape(p.Text))
		case p.Kind == l10n.Empty:
			b.WriteString(`<ph x="` + n + `">` + native + `</ph>`)
		case !closed[p.ID]:
			b.WriteString(`<it pos="begin" x="` + n + `">` + native + `</it>`)
		case !opened[p.ID]:
			b.WriteString(`<it pos="end" x="` + n + `">` + native + `</it>`)
		case p.Kind == l10n.Open:
			b.WriteString(`<bpt i="` + n + `" x="` + n + `">` + native + `</bpt>`)
		default:
			b.WriteString(`<ept i="` + n + `">` + native + `</ept>`)
		}
	}
	return b.String()
}

// escape writes text for XML. Characters that XML cannot hold become the replacement character.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
