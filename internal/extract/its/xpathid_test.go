package its

import (
	"strings"
	"testing"
)

// TestFunctionsOfXPath holds that rules may ask for elements by their identifiers and by their language, which the XPath library
// can't.
func TestFunctionsOfXPath(t *testing.T) {
	page := `<html lang="en-GB"><body><script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its"
		xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">
		<its:termRule selector="//h:dfn" term="yes" termInfoPointer="id(@data-def)"/>
		<its:termRule selector="//h:var" term="yes" termInfoPointer="id(@data-def)/h:b"/>
		<its:termRule selector="//h:kbd" term="yes" termInfoRefPointer="id('d')/@title"/>
		<its:locNoteRule selector="//h:p[lang('en')]" locNoteType="alert"><its:locNote>English</its:locNote></its:locNoteRule>
		<its:locNoteRule selector="//h:p[lang('FR')]" locNoteType="alert"><its:locNote>French</its:locNote></its:locNoteRule>
		<its:locNoteRule selector="id('d')" locNoteType="alert"><its:locNote>chosen</its:locNote></its:locNoteRule>
		</its:rules></script><p>A <dfn data-def="d">term</dfn>, <var data-def="d none">v</var>, <kbd>k</kbd>.</p>
		<p lang=fr-CA>Un mot, <span lang=en>one</span>.</p><p lang=eng>x</p><div id=d title="u#d">what <b>it</b> is</div></body></html>`
	a := annotationsOf(t, page, nil)
	for category, lines := range map[Category][]string{
		Terminology: {
			`/html/body[1]/p[1]/dfn[1]	term="yes"	termInfo="what it is"`,
			`/html/body[1]/p[1]/var[1]	term="yes"	termInfo="it"`,
			`/html/body[1]/p[1]/kbd[1]	term="yes"	termInfoRef="u#d"`,
		},
		LocalizationNote: {
			`/html/body[1]/p[1]	locNote="English"	locNoteType="alert"`,
			`/html/body[1]/p[2]	locNote="French"	locNoteType="alert"`,
			`/html/body[1]/div[1]	locNote="chosen"	locNoteType="alert"`,
			"/html/body[1]/p[3]\n",
		},
	} {
		got := "\n" + printed(t, a, category)
		for _, line := range lines {
			if !strings.Contains(got, "\n"+line) {
				t.Errorf("not there: %s\ngot:%s", line, got)
			}
		}
	}
	for _, err := range a.Errors {
		t.Error(err)
	}
	bad := annotationsOf(t, strings.Replace(page, `"id(@data-def)/h:b"`, `"id(@data-def) | //h:b"`, 1), nil)
	printed(t, bad, Terminology)
	if len(bad.Errors) != 1 || !strings.Contains(bad.Errors[0].Error(), "id()") {
		t.Errorf("got the errors %v", bad.Errors)
	}
}

// TestTranslateOfHTML holds that the empty value means yes, and that a value that HTML does not know says nothing.
func TestTranslateOfHTML(t *testing.T) {
	a := annotationsOf(t, `<p translate=no>a <b translate>b</b> <i translate=maybe title=t>c</i></p><p translate=" No ">d`, nil)
	got := "\n" + printed(t, a, Translate)
	for _, line := range []string{`p[1]/b[1]	translate="yes"`, `p[1]/i[1]	translate="no"`, `p[1]/i[1]/@title	translate="no"`, `p[2]	translate="no"`} {
		if !strings.Contains(got, "/"+line+"\n") {
			t.Errorf("not there: %s\ngot:%s", line, got)
		}
	}
}
