package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestFormsSendWhatTheSourceSends holds that a translated option sends the source's text.
func TestFormsSendWhatTheSourceSends(t *testing.T) {
	for in, want := range map[string]string{
		`<select><option>Green</option></select>`: `<option value="Green">VERDE</option>`,
		`<select><option selected>  Dark &amp;<!-- c -->
			green </option></select>`: `<option value="Dark &amp; green" selected>`,
		`<select><option value="g">Green</option></select>`:         `<option value="g">VERDE</option>`,
		`<select><option value>Choose</option></select>`:            `<option value>VERDE</option>`,
		`<select><option label="L">Green</option></select>`:         `<option value="Green" label="VERDE">VERDE</option>`,
		`<select><option translate=no>Green</option></select>`:      `<option translate=no>Green</option>`,
		`<select><option>2024</option></select>`:                    `<option>2024</option>`,
		`<datalist id=c><option>Red</option></datalist>`:            `<option value="Red">VERDE</option>`,
		`<select><optgroup label=x><option>Red</optgroup></select>`: `<option value="Red">VERDE`,
		`<iframe srcdoc="<select><option>Red</select>"></iframe>`:   `option value=&quot;Red&quot;&gt;VERDE`,
	} {
		if got := renderAll(t, in, ""); !strings.Contains(got, want) {
			t.Errorf("%s: got %s\nwant it to hold %s", in, got, want)
		}
	}
}

// TestFormsKeepTheirEncoding holds that a form is sent in the encoding that its server knows.
func TestFormsKeepTheirEncoding(t *testing.T) {
	for _, tt := range []struct{ page, contentType, want string }{
		{"<form action=/x>caf\xe9</form>", "text/html; charset=iso-8859-1", `<form accept-charset="windows-1252" `},
		{"<meta charset=windows-1251><form action=/x>a</form>", "text/html", `<form accept-charset="windows-1251" `},
		{"<form action=/x accept-charset=koi8-r>caf\xe9</form>", "text/html; charset=iso-8859-1", `accept-charset=koi8-r`},
		{"<form action=/x>café</form>", "text/html; charset=utf-8", `<form action=`},
		{"<form action=/x>a</form>", "text/html", `<form action=`},
	} {
		if got := renderAll(t, tt.page, tt.contentType); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %s\nwant it to hold %s", tt.page, got, tt.want)
		}
	}
}

// renderAll renders a page all of whose texts are VERDE.
func renderAll(t *testing.T, page, contentType string) string {
	t.Helper()
	p := testPage(t, "es")
	p.Attribution = Attribution{}
	doc := l10n.Document{URL: p.SourceURL, ContentType: contentType}
	e, sk, err := extract.Extract(doc, []byte(page), extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue})
	if err != nil {
		t.Fatal(err)
	}
	p.Skeleton, p.Targets = sk, map[l10n.SegmentID]l10n.Fragment{}
	for _, at := range e.Places() {
		p.Targets[at.Segment.ID] = l10n.TextFragment("VERDE")
	}
	out, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
