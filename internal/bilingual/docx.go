package bilingual

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The parts of a document that are the same in each (ECMA-376).
const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
	docxRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxDocumentRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	docxStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="` + wordML + `"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial" w:eastAsia="SimSun"/><w:sz w:val="21"/><w:szCs w:val="23"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="32"/></w:rPr></w:style><w:style w:type="character" w:styleId="Code"><w:name w:val="Dragoman Code"/><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/><w:noProof/><w:color w:val="1D4F91"/><w:shd w:val="clear" w:color="auto" w:fill="E8EEF7"/></w:rPr></w:style><w:style w:type="character" w:styleId="Small"><w:name w:val="Dragoman Small"/><w:rPr><w:noProof/><w:color w:val="666666"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style></w:styles>`
	wordML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
)

// widths are those of the columns, in twentieths of a point: a landscape page of A4.
var widths = []int{1500, 5400, 5900, 1800}

// WriteDOCX writes a table as a Word document.
func WriteDOCX(w io.Writer, t Table) error {
	z := zip.NewWriter(w)
	for _, f := range []struct{ name, text string }{
		{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRels}, {"word/_rels/document.xml.rels", docxDocumentRels},
		{"word/styles.xml", docxStyles}, {"word/document.xml", document(t)},
	} {
		out, err := z.Create(f.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, f.text); err != nil {
			return err
		}
	}
	return z.Close()
}

func document(t Table) string {
	d := &docx{words: t.Words.Lang}
	d.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:document xmlns:w="` + wordML + `"><w:body>`)
	d.paragraph("Title", t.SourceLang, []part{{text: t.Title}}, "")
	d.paragraph("", d.words, []part{{text: t.Words.HowTo}}, "")
	d.WriteString(`<w:tbl><w:tblPr>`)
	if d.words.Direction() == l10n.RTL {
		d.WriteString(`<w:bidiVisual/>`)
	}
	fmt.Fprintf(d, `<w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, sum(widths))
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(d, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="999999"/>`, side)
	}
	d.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, n := range widths {
		fmt.Fprintf(d, `<w:gridCol w:w="%d"/>`, n)
	}
	d.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, head := range []string{t.Words.Number, t.Words.Source, t.Words.Target, t.Words.Status} {
		d.cell(i, d.words, []part{{text: head}}, "<w:b/><w:bCs/>")
	}
	d.WriteString(`</w:tr>`)
	for _, r := range t.Rows {
		bold := ""
		if r.Heading {
			bold = "<w:b/><w:bCs/>"
		}
		d.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		d.cell(0, "en", []part{{text: r.name()}}, `<w:rStyle w:val="Small"/>`)
		d.cell(1, t.SourceLang, parts(r.Source, t.SourceLang.Direction()), bold)
		d.cell(2, t.Key.Locale, parts(r.Target, t.Key.Locale.Direction()), bold)
		d.cell(3, d.words, []part{{text: r.Status}}, `<w:rStyle w:val="Small"/>`)
		d.WriteString(`</w:tr>`)
	}
	d.WriteString(`</w:tbl>`)
	d.paragraph("", d.words, []part{{text: t.Words.Keep}}, `<w:rStyle w:val="Small"/>`)
	d.paragraph("", "en", []part{{text: t.Mark.String()}}, `<w:rStyle w:val="Small"/>`)
	d.WriteString(`<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
		`<w:pgMar w:top="1000" w:right="1100" w:bottom="1000" w:left="1100" w:header="600" w:footer="600" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return d.String()
}

func sum(ns []int) (n int) {
	for _, x := range ns {
		n += x
	}
	return n
}

// docx writes the body of a document.
type docx struct {
	bytes.Buffer
	words l10n.Locale
}

func (d *docx) cell(column int, l l10n.Locale, ps []part, props string) {
	fmt.Fprintf(d, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, widths[column])
	d.paragraph("", l, ps, props)
	d.WriteString(`</w:tc>`)
}

// paragraph writes a paragraph in a language. props are the properties of its runs, but for those of codes; a style comes first.
func (d *docx) paragraph(style string, l l10n.Locale, ps []part, props string) {
	d.WriteString(`<w:p><w:pPr>`)
	if style != "" {
		d.WriteString(`<w:pStyle w:val="` + style + `"/>`)
	}
	if l.Direction() == l10n.RTL {
		d.WriteString(`<w:bidi/>`)
	}
	d.WriteString(`</w:pPr>`)
	for _, p := range ps {
		d.run(l, p, props)
	}
	d.WriteString(`</w:p>`)
}

func (d *docx) run(l l10n.Locale, p part, props string) {
	d.WriteString(`<w:r><w:rPr>`)
	switch {
	case p.code:
		d.WriteString(`<w:rStyle w:val="Code"/>`)
	case l.Direction() == l10n.RTL:
		d.WriteString(props + `<w:rtl/><w:lang w:bidi="` + escape(string(l)) + `"/>`)
	default:
		d.WriteString(props + `<w:lang w:val="` + escape(string(l)) + `" w:eastAsia="` + escape(string(l)) + `"/>`)
	}
	d.WriteString(`</w:rPr>`)
	for n, line := range strings.Split(p.text, "\n") {
		if n > 0 {
			d.WriteString(`<w:br/>`)
		}
		d.WriteString(`<w:t xml:space="preserve">` + escape(line) + `</w:t>`)
	}
	d.WriteString(`</w:r>`)
}

// escape writes a text for XML. What XML can't hold is left out.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)))
	return b.String()
}
