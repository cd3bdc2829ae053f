package memory

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// tmxOf wraps pairs of segments, one unit a line from line 2 on.
func tmxOf(pairs ...[2]string) string {
	var b strings.Builder
	b.WriteString(`<tmx version="1.4"><header srclang="en"/><body>` + "\n")
	for _, p := range pairs {
		fmt.Fprintf(&b, `<tu><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="es"><seg>%s</seg></tuv></tu>`+"\n", p[0], p[1])
	}
	return b.String() + "</body></tmx>"
}

// Elements of other formats become codes, and their texts stay.
func TestReadTMXOfOtherFormats(t *testing.T) {
	for _, tt := range [][4]string{
		{"Click <b>here</b> for more.", "Pulse <b>aquí</b> para más.", "Click <1>here</1> for more.", "Pulse <1>aquí</1> para más."},
		{"Click <g id=\"7\">here</g>.", "Pulse <g id=\"7\">aquí</g>.", "Click <1>here</1>.", "Pulse <1>aquí</1>."},
		{"<g id=\"1\">A</g> and <g id=\"2\">B</g>", "<g id=\"2\">B</g> y <g id=\"1\">A</g>", "<1>A</1> and <2>B</2>",
			"<2>B</2> y <1>A</1>"},
		{"A <span class=\"x\">small <em>red</em></span> car", "Un <span>coche <em>rojo</em></span>",
			"A <1>small <2>red</2></1> car", "Un <1>coche <2>rojo</2></1>"},
		{"Ask <mrk mtype=\"term\">Ana</mrk> now", "Pregunte a <mrk mtype=\"term\">Ana</mrk> ya", "Ask Ana now", "Pregunte a Ana ya"},
		{"<pc id=\"1\">Read</pc> more<x id=\"2\"/>", "<pc id=\"1\">Leer</pc> más<x id=\"2\"/>", "<1>Read</1> more<2/>", "<1>Leer</1> más<2/>"},
		{"One<br/>two <unheard-of>three</unheard-of>", "Uno<br/>dos <unheard-of>tres</unheard-of>", "One<1/>two <2>three</2>",
			"Uno<1/>dos <2>tres</2>"},
		{"A <hi>high</hi> <ph x=\"1\">&lt;br&gt;</ph>wall", "Un muro <hi>alto</hi><ph x=\"1\">&lt;br&gt;</ph>", "A high <1/>wall",
			"Un muro alto<1/>"},
	} {
		var got []Unit
		_, err := ReadTMX(strings.NewReader(tmxOf([2]string{tt[0], tt[1]})), ImportOptions{}, func(u Unit) error {
			got = append(got, u)
			return nil
		})
		if err != nil || len(got) != 1 || got[0].Source.String() != tt[2] || got[0].Target.String() != tt[3] {
			t.Errorf("%s: got %+v, %v", tt[0], got, err)
			continue
		}
		if err := got[0].Target.CheckCodes(got[0].Source, nil); err != nil {
			t.Errorf("%s: %v", tt[0], err)
		}
	}
}

// What XML does not allow in a text makes its unit unreadable, and no other.
func TestImportTMXSkipsWhatIsNoXML(t *testing.T) {
	for bad, says := range map[string]string{
		"Fish&nbsp;chips":          `"&nbsp;"`,
		"Fish & chips":             `a bare "&"`,
		"AT&T":                     `a bare "&"`,
		"Fish &chips and vinegar;": `a bare "&"`,
		"Fish &#x1F; chips":        `"&#x1F;"`,
		"Fish &#0; chips":          `"&#0;"`,
		"Fish &#xD800; chips":      `"&#xD800;"`,
		"Fish \x1f chips":          "U+001F",
		"1 < 2":                    `a bare "<"`,
	} {
		m := openSQLite(t)
		file := tmxOf([2]string{"First", "Primero"}, [2]string{bad, "Malo"}, [2]string{"Last", "Último"})
		res, err := m.ImportTMX(context.Background(), strings.NewReader(file), ImportOptions{})
		if err != nil || res.Units != 2 || res.Targets != 2 || res.Unreadable != 1 || len(res.Problems) != 1 {
			t.Errorf("%q: %+v, %v", bad, res, err)
			continue
		}
		if p := res.Problems[0]; !strings.Contains(p, "line 3") || !strings.Contains(p, says) {
			t.Errorf("%q: said %q", bad, p)
		}
		if got := lookup(t, m, l10n.MatchQuery{Source: frag("Last")}); len(got) != 1 {
			t.Errorf("%q: what stands behind it is lost", bad)
		}
	}
}

// What XML does allow is read.
func TestImportTMXReadsWhatIsXML(t *testing.T) {
	for text, want := range map[string]string{
		"Fish &amp; chips":                   "Fish & chips",
		"Fish&#xA0;&#8211; chips":            "Fish\u00a0– chips",
		"<![CDATA[Fish & chips < 3&nbsp;]]>": "Fish & chips < 3&nbsp;",
		"Fish <!-- & < -->chips":             "Fish chips",
		"100%% dragoman &gt; 50%%":           "100%% dragoman > 50%%",
	} {
		file := tmxOf([2]string{text, "Pescado"}, [2]string{strings.Repeat(text+" ", 3000), "Largo"})
		var got []Unit
		problems, err := ReadTMX(strings.NewReader(file), ImportOptions{}, func(u Unit) error { got = append(got, u); return nil })
		if err != nil || len(problems) > 0 || len(got) != 2 || got[0].Source.Text() != want {
			t.Errorf("%q: %d units, %q, %v", text, len(got), problems, err)
		}
		if len(got) == 2 && got[1].Source.Text() != strings.Repeat(want+" ", 3000) {
			t.Errorf("%q: a long text is not the same", text)
		}
	}
}

// An error says its line, and how much was read before it.
func TestImportTMXErrorCounts(t *testing.T) {
	m := openSQLite(t)
	file := strings.Replace(tmxOf([2]string{"First", "Primero"}, [2]string{"Next", "Luego"}), "Luego</seg>", "Luego</sag>", 1)
	_, err := m.ImportTMX(context.Background(), strings.NewReader(file), ImportOptions{})
	if err == nil || !strings.Contains(err.Error(), "line 3") || !strings.Contains(err.Error(), "1 unit before it") {
		t.Errorf("error %v", err)
	}
}
