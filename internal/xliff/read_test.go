package xliff

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// small is a page of one unit. A pair of codes begins in its second sentence and ends in the third.
const small = `<p>See <a href=x>the <b>plan</b></a> now.<br>It is <i>long. Very</i> long<img src=i>.</p>`

// asWritten is what Write makes of small's unit. The tests below change it.
const asWritten = `<segment id="s1"><source>See <pc id="1">the <pc id="2">plan</pc></pc> now.</source></segment>` +
	`<ignorable><source><ph id="3"/></source></ignorable>` +
	`<segment id="s2"><source>It is <sc id="4"/>long.</source></segment>` +
	`<ignorable><source> </source></ignorable>` +
	`<segment id="s3"><source>Very<ec startRef="4"/> long<ph id="5"/>.</source></segment>`

// wrap makes a file of units.
func wrap(p testPage, units string) string {
	return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="es"><file id="f1">` +
		`<skeleton>` + ownPrefix +
		string(l10n.SourceHash(p.e.Units)) + `</skeleton>` + units + `</file></xliff>`
}

func unitOf(p testPage, content string) string {
	return wrap(p, `<unit id="`+string(p.e.Units[0].ID)+`">`+content+`</unit>`)
}

func read(t *testing.T, p testPage, file string) (string, error) {
	t.Helper()
	got, err := Read(strings.NewReader(file), p.e)
	if err != nil {
		return "", err
	}
	var out []string
	for _, g := range got.Targets {
		_, n, _ := strings.Cut(string(g.Segment), ".")
		out = append(out, n+" "+string(g.State)+": "+g.Text.String())
	}
	if _, err := p.sk.Merge(fragments(got.Targets), nil); err != nil {
		t.Errorf("what was read can't be merged: %v", err)
	}
	return strings.Join(out, " | "), nil
}

// TestTools reads files as tools give them back.
func TestTools(t *testing.T) {
	p := mustExtract(t, "small.html", []byte(small))
	whole := strings.NewReplacer("</source></segment>", "</source><target>%</target></segment>").Replace(asWritten)
	fill := func(targets ...string) string {
		s := whole
		for _, g := range targets {
			s = strings.Replace(s, "%", g, 1)
		}
		return unitOf(p, s)
	}
	plain := fill(`Vea <pc id="1">el <pc id="2">plan</pc></pc> ya.`, `Es <sc id="4"/>largo.`,
		`Muy<ec startRef="4"/> largo<ph id="5"/>.`)
	const all = "1 translated: Vea <1>el <2>plan</2></1> ya. | 2 translated: Es <4>largo. | 3 translated: Muy</4> " +
		"largo<5/>."
	prefixed := strings.NewReplacer("</", "</q:", "<", "<q:", "xmlns=",
		"xmlns:q=").Replace(strings.ReplaceAll(plain, "</", "\x00"))
	for name, c := range map[string]struct{ file, want string }{
		"as written": {plain, all},
		"BOM":        {"\ufeff" + plain, all},
		"UTF-16":     {utf16File(`<?xml version="1.0" encoding="UTF-16"?>` + plain), all},
		"prefix":     {strings.ReplaceAll(prefixed, "\x00", "</q:"), all},
		"sources only": {
			unitOf(p, asWritten), ""},
		"empty targets": {fill("", "", ""), ""},
		"pairs as ends": {fill(`Vea <sc id="1"/>el <sc id="2"/>plan<ec startRef="2"/><ec startRef="1"/> ya.`,
			`Es <sc id="4"/>largo.`, `Muy<ec startRef="4"/> largo<ph id="5"/>.`), all},
		"codes in another order": {fill(`<pc id="2">Plan</pc><pc id="1">: vea</pc>`, "", `<ph id="5"/>Muy<ec startRef="4"/>`),
			"1 translated: <2>Plan</2><1>: vea</1> | 3 translated: <5/>Muy</4>"},
		"markers": {fill(`Vea <mrk id="m1" type="term"><pc id="1">el <mrk id="m2" translate="no"><pc id="2">plan</pc>`+
			`</mrk></pc></mrk><sm id="m3"/> ya<em startRef="m3"/>.`, "", ""),
			"1 translated: Vea <1>el <2>plan</2></1> ya."},
		"copies": {fill(`Vea <pc id="x1" copyOf="1">el <pc id="x2" copyOf="2">plan</pc></pc> ya.`, "", ""),
			"1 translated: Vea <1>el <2>plan</2></1> ya."},
		"other IDs of codes": {strings.NewReplacer(`id="1"`, `id="a"`, `id="2"`, `id="b"`, `id="3"`, `id="c"`, `id="4"`,
			`id="d"`, `startRef="4"`, `startRef="d"`, `id="5"`, `id="e"`).Replace(plain), all},
		"states": {strings.NewReplacer(`id="s1"`, `id="s1" state="final"`, `id="s2"`, `id="s2" state="initial"`, `id="s3"`,
			`state="reviewed" subState="dragoman:mt"`).Replace(plain),
			"1 final: Vea <1>el <2>plan</2></1> ya. | 2 translated: Es <4>largo. | 3 reviewed: Muy</4> largo<5/>."},
		"cut": {unitOf(p, `<segment><source>See <pc id="1">the <pc id="2">plan</pc></pc></source><target>Vea <pc id="1">el `+
			`<pc id="2">plan</pc></pc></target></segment>`+
			`<ignorable><source> </source></ignorable><segment state="final"><source>now.</source><target>ya.</target>`+
			`</segment>`+strings.SplitAfterN(asWritten, "</segment>", 2)[1]),
			"1 translated: Vea <1>el <2>plan</2></1> ya."},
		"cut and half done": {unitOf(p, `<segment><source>See <pc id="1">the <pc id="2">plan</pc></pc></source><target>Vea `+
			`<pc id="1">el <pc id="2">plan</pc></pc></target></segment>`+
			`<segment><source> now.</source></segment>`+strings.SplitAfterN(asWritten, "</segment>", 2)[1]), ""},
		"joined": {unitOf(p, `<segment><source>See <pc id="1">the <pc id="2">plan</pc></pc> now.<ph id="3"/>It is <pc `+
			`id="4">long. Very</pc> long<ph id="5"/>.</source>`+
			`<target>Vea <pc id="1">el <pc id="2">plan</pc></pc> ya. <ph id="3"/> Es <pc id="4">largo, muy</pc> largo<ph `+
			`id="5"/>.</target></segment>`),
			"1 translated: Vea <1>el <2>plan</2></1> ya. | 2 translated: Es <4>largo, muy | 3 translated: </4> largo<5/>."},
		"order": {strings.NewReplacer(`<target>Vea`, `<target order="1">Vea`).Replace(plain), all},
		"white space and ignorables lost": {unitOf(p, strings.NewReplacer(`<ignorable><source> </source></ignorable>`, "",
			"See ", "\n  See\n\t").Replace(whole[:strings.Index(whole, "%")]+
			`Vea <pc id="1">el <pc id="2">plan</pc></pc> ya.`+strings.ReplaceAll(whole[strings.Index(whole, "%")+1:], "%", ""))),
			"1 translated: Vea <1>el <2>plan</2></1> ya."},
		"modules and notes": {strings.Replace(plain, "<segment",
			`<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#x"><source>no</source>`+
				`<target>no</target></m:match></m:matches>`+
				`<notes><note>Hello <!-- there --></note></notes><originalData><data id="d1">&lt;<cp hex="0001"/></data>`+
				`</originalData><segment`, 1), all},
		"a segment of white space": {strings.Replace(plain, `<ignorable><source> </source></ignorable>`,
			`<segment><source> </source><target> </target></segment>`, 1), all},
		"a group": {strings.NewReplacer("<unit", `<group id="g"><group id="h"><unit`, "</unit>",
			"</unit></group></group>").Replace(plain), all},
	} {
		if got, err := read(t, p, c.file); err != nil || got != c.want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", name, err, got, c.want)
		}
	}
}

func utf16File(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// TestRefused checks which files are refused, and that the error says where the fault is and what to do.
func TestRefused(t *testing.T) {
	p := mustExtract(t, "small.html", []byte(small))
	id := string(p.e.Units[0].ID)
	target := func(g string) string {
		return unitOf(p, strings.Replace(asWritten, "now.</source>", "now.</source><target>"+g+"</target>", 1))
	}
	good := `Vea <pc id="1">el <pc id="2">plan</pc></pc>`
	for name, c := range map[string]struct {
		file string
		is   error
		says []string
	}{
		"lost code": {target(`Vea <pc id="1">el plan</pc>`), l10n.ErrCodes, []string{"unit " + id +
			" (“See the plan now. It is long. Very long.”)", id + ".1", "<2> is missing", "put the codes"}},
		"invented code": {target(good + `<ph id="9"/>`), l10n.ErrCodes,
			[]string{id + ".1", "<6/> is not in the source"}},
		"doubled code": {target(good + `<pc id="c" copyOf="1">a</pc>`), l10n.ErrCodes,
			[]string{"<1> is there more than once"}},
		"far too long": {target(good + strings.Repeat("5 % ", 50_000)), l10n.ErrTooLong, []string{id + ".1", "shorten it"}},
		"crossing": {target(`<sc id="1"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/>`), l10n.ErrCodes,
			[]string{"</1> crosses <2>"}},
		"backwards": {target(`a<ec startRef="1"/>b<sc id="1"/><pc id="2">c</pc>`), l10n.ErrCodes,
			[]string{"</1> closes before it opens"}},
		"code of another segment": {target(good + `<ph id="5"/>`), l10n.ErrCodes, []string{"<5/> is not in the source"}},
		"another source": {strings.Replace(target(good), "the <pc", "a <pc", 2), l10n.ErrRefused,
			[]string{id, "another source", "extract the page again"}},
		"unknown unit": {wrap(p, `<unit id="u0"><segment><source>Who?</source><target>¿Quién?</target></segment></unit>`),
			l10n.ErrRefused, []string{"unit u0 (“Who?”) is not on this page", "extract the page again"}},
		"unit twice": {wrap(p, strings.Repeat(`<unit id="`+id+`">`+asWritten+`</unit>`, 2)), l10n.ErrRefused,
			[]string{id, "twice"}},
		"order twice": {unitOf(p, strings.ReplaceAll(asWritten, "</source>", `</source><target order="2"/>`)),
			l10n.ErrRefused, []string{id, "order 2"}},
		"mixed": {unitOf(p, `<segment><source>See <pc id="1">the <pc id="2">plan</pc></pc> now.<ph id="3"/>It is <pc `+
			`id="4">long. Very</pc> long<ph id="5"/>.</source>`+
			`<target><pc id="4">Largo</pc> <pc id="1">el <pc id="2">plan</pc></pc><ph id="3"/><ph id="5"/>.</target></segment>`),
			l10n.ErrCodes, []string{id, "joined", "undo"}},
		"another page": {strings.Replace(strings.Replace(unitOf(p, asWritten), ownPrefix, ownPrefix+"0", 1), `id="f1"`,
			`id="f1" original="o.html"`, 1), l10n.ErrRefused, []string{"o.html", "extract this page"}},
		"another page with other units": {strings.Replace(wrap(p,
			`<unit id="u0"><segment><source>Who?</source></segment></unit>`), ownPrefix, ownPrefix+"0", 1), l10n.ErrRefused,
			[]string{"1 of its 1 units", "unit u0 (“Who?”)"}},
		"XLIFF 1.1": {`<xliff version="1.1"><file><body><trans-unit id="1"><source>a</source></trans-unit></body>` +
			`</file></xliff>`, nil, []string{`"1.1"`, "2.1"}},
		"bomb": {`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>` + unitOf(p, "&b;"), nil,
			[]string{"line 1", "document type"}},
		"external DTD": {`<!DOCTYPE xliff SYSTEM "file:///etc/passwd">` + unitOf(p, asWritten), nil,
			[]string{"document type"}},
		"entity":          {target("&nbsp;"), nil, []string{"line 1", "nbsp"}},
		"broken off":      {target(good)[:400], nil, []string{"line 1", "EOF"}},
		"nested deep":     {target(strings.Repeat(`<mrk id="m">`, 2000)), nil, []string{"nested"}},
		"attribute twice": {target(`<ph id="1" id="2"/>`), nil, []string{"twice"}},
		"Latin-1":         {`<?xml version="1.0" encoding="ISO-8859-1"?>` + unitOf(p, asWritten), nil, []string{"UTF-8"}},
		"a bad cp":        {target(`<cp hex="xyz"/>`), nil, []string{"code point"}},
		"other XML":       {"<tmx/>", nil, []string{"no XLIFF"}},
		"empty":           {"", nil, []string{"empty"}},
	} {
		_, err := Read(strings.NewReader(c.file), p.e)
		if err == nil || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: error %v, want %v", name, err, c.is)
			continue
		}
		for _, w := range c.says {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %q does not say %q", name, err, w)
			}
		}
	}
}

// TestPackage checks that Read takes the page's own file from a document of several files.
func TestPackage(t *testing.T) {
	p := mustExtract(t, "small.html", []byte(small))
	other := mustExtract(t, "other.html", []byte("<p>Other <b>text</b>"))
	file := func(p testPage) string {
		s := string(mustWrite(t, p.e, Options{Locale: "es", Targets: translated(p.e, loud)}))
		return strings.Replace(s[strings.Index(s, "<file"):strings.Index(s, "</xliff>")], `"f1"`, `"`+p.name+`"`, 1)
	}
	whole := `<xliff xmlns="` + nsCore + `" version="2.1" srcLang="en" trgLang="es">` + file(other) + file(p) + `</xliff>`
	for _, x := range []testPage{p, other} {
		if got, err := Read(strings.NewReader(whole), x.e); err != nil || len(got.Targets) != x.e.Segments() {
			t.Errorf("%s: %d targets, %v", x.name, len(got.Targets), err)
		}
	}
}

// TestFaults checks that an error names all faults of a file.
func TestFaults(t *testing.T) {
	p := mustExtract(t, "two.html", []byte("<p>One <b>two</b> x<p>Three <i>four</i> x"))
	file := string(mustWrite(t, p.e, Options{Locale: "es", Targets: translated(p.e, func(f l10n.Fragment) l10n.Fragment {
		return l10n.TextFragment(f.Text())
	})}))
	_, err := Read(strings.NewReader(file), p.e)
	if err == nil || strings.Count(err.Error(), "is missing") != 4 {
		t.Errorf("got %v", err)
	}
}

// TestCharacters checks that every character comes back, also those that XML cannot hold.
func TestCharacters(t *testing.T) {
	text := "a\x00\x01\t\n\r\x1f\u0085\u00a0\u2028\ufffe\uffff\U0001f600 \"&<>]]>"
	e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u1", Element: "p",
		Segments: []l10n.Segment{{ID: "u1.1", Source: l10n.TextFragment(text)}}}}}
	for _, format := range Formats {
		got, err := Read(bytes.NewReader(mustWrite(t, e, Options{Format: format, Locale: "es", Targets: translated(e, same)})), e)
		if err != nil || len(got.Targets) != 1 || got.Targets[0].Text.Text() != text {
			t.Errorf("%s: %v: %+v", format, err, got)
		}
	}
}

const xliff1 = `<?xml version="1.0"?><xliff version="1.2"><file original="a" source-language="en" target-language="fr-FR" datatype="html"><body>
<trans-unit id="7"><source>It has <g id="1">12</g> gates<x id="1"/></source><target>Il a <g id="1">13</g> vannes<x id="1"/></target>
<alt-trans><source>Other</source><target>Autre</target></alt-trans></trans-unit>
<trans-unit id="8"><source>Close it</source></trans-unit></body></file></xliff>`

func TestPairs(t *testing.T) {
	p := mustExtract(t, "small.html", []byte(small))
	for in, want := range map[string]string{
		xliff1: "7 fr-FR: It has <1>12</1> gates<2/> = Il a <1>13</1> vannes<2/>|8 fr-FR: Close it = ",
		`<xliff version="2.0" trgLang="es"><file><unit id="u"><segment id="s"><source>Close <sc id="3"/>it<ec ` +
			`startRef="3"/></source>` +
			`<target>Cierre <sc id="3"/><ec startRef="3"/></target></segment></unit></file></xliff>`: "u.s es: Close <1>it</1> = Cierre <1></1>",
		wrap(p, `<unit id="u"><ignorable><source><ph id="9"/></source></ignorable><segment><source>a<ph id="8"/></source>`+
			`</segment></unit>`): "u es: a<2/> = ",
	} {
		var got []string
		err := Pairs(strings.NewReader(in), func(p Pair) error {
			got = append(got, p.ID+" "+string(p.To)+": "+p.Source.String()+" = "+p.Target.String())
			return nil
		})
		if g := strings.Join(got, "|"); err != nil || g != want {
			t.Errorf("%v\ngot  %s\nwant %s", err, g, want)
		}
	}
	boom := errors.New("boom")
	if err := Pairs(strings.NewReader(xliff1), func(Pair) error {
		return boom
	}); !errors.Is(err, boom) || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v", err)
	}
}
