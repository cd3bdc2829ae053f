package bilingual

import (
	"html/template"
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// page is the HTML page. All that varies is escaped where it stands, and there is neither a script nor an address in it.
var page = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="{{.Words.Lang}}" dir="{{.Words.Lang.Direction}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { font: 11pt/1.5 "Noto Sans", "Segoe UI", Arial, sans-serif; margin: 2em auto; max-width: 80em; padding: 0 1em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #999; padding: .4em .6em; text-align: start; vertical-align: top; }
th { background: #eee; color: #000; }
td.target { width: 42%; }
td.name, td.status { color: #666; font-size: 85%; white-space: nowrap; }
.code { color: #1d4f91; background: #e8eef7; font-family: monospace; unicode-bidi: isolate; direction: ltr; }
.heading { font-weight: bold; }
footer { color: #666; font-size: 80%; margin-top: 2em; direction: ltr; }
</style>
</head>
<body>
<h1 lang="{{.SourceLang}}" dir="{{.SourceLang.Direction}}">{{.Title}}</h1>
<p>{{.Words.HowTo}}</p>
<table>
<tr><th>{{.Words.Number}}</th><th>{{.Words.Source}}</th><th>{{.Words.Target}}</th><th>{{.Words.Status}}</th></tr>
{{range .HTMLRows}}<tr><td class="name" dir="ltr">{{.Name}}</td><td lang="{{$.SourceLang}}" dir="{{$.SourceLang.Direction}}"{{if .Heading}} class="heading"{{end}}>{{range .Source}}{{if .Code}}<span class="code">{{.Text}}</span>{{else}}{{.Text}}{{end}}{{end}}</td><td class="target{{if .Heading}} heading{{end}}" lang="{{$.Key.Locale}}" dir="{{$.Key.Locale.Direction}}" contenteditable="true">{{range .Target}}{{if .Code}}<span class="code">{{.Text}}</span>{{else}}{{.Text}}{{end}}{{end}}</td><td class="status">{{.Status}}</td></tr>
{{end}}</table>
<footer><p>{{.Words.Keep}}</p><p>{{.Mark}}</p></footer>
</body>
</html>
`))

type htmlRow struct {
	Name, Status   string
	Heading        bool
	Source, Target []htmlPart
}

type htmlPart struct {
	Text string
	Code bool
}

type htmlTable struct {
	Table
	HTMLRows []htmlRow
}

// WriteHTML writes a table as a page. Who opens it in a browser can type into the targets and save the page.
func WriteHTML(w io.Writer, t Table) error {
	v := htmlTable{Table: t}
	show := func(f l10n.Fragment, l l10n.Locale) (ps []htmlPart) {
		for _, p := range parts(f, l.Direction()) {
			ps = append(ps, htmlPart{p.text, p.code})
		}
		return ps
	}
	for _, r := range t.Rows {
		v.HTMLRows = append(v.HTMLRows, htmlRow{r.name(), r.Status, r.Heading, show(r.Source, t.SourceLang), show(r.Target, t.Key.Locale)})
	}
	return page.Execute(w, v)
}
