package xliff

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// small12 is small's page as a tool gives it back in XLIFF 1.2, with targets of its three sentences. An empty target is none.
func small12(p testPage, state string, targets ...string) string {
	sources := []string{`See <g id="1">the <g id="2">plan</g></g> now.`, `It is <bx id="4"/>long.`, `Very<ex id="4"/> long<x id="5"/>.`}
	var b strings.Builder
	b.WriteString(`<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="small.html" source-language="en" ` +
		`target-language="es" datatype="html"><header><skl><internal-file form="text/plain">` + ownPrefix +
		string(l10n.SourceHash(p.e.Units)) + `</internal-file></skl></header><body><group id="g">`)
	for i, s := range sources {
		b.WriteString(fmt.Sprintf(`<trans-unit id="%s.%d"><source>%s</source>`, p.e.Units[0].ID, i+1, s))
		if i < len(targets) && targets[i] != "" {
			b.WriteString(`<target state="` + state + `">` + targets[i] + `</target>`)
		}
		b.WriteString(`<alt-trans><source>No</source><target>No</target></alt-trans></trans-unit>`)
	}
	return b.String() + `</group></body></file></xliff>`
}

// foreign are the targets of small12 with the other codes of XLIFF 1.2, as other tools write them.
var foreign = []string{
	`Vea <bpt id="1">&lt;a></bpt>el <bpt id="2" rid="2">&lt;b></bpt>plan<ept id="9" rid="2">&lt;/b></ept><ept id="1">&lt;/a></ept> ya.`,
	`Es <it id="4" pos="open">&lt;i></it>largo.`, `Muy<it id="4" pos="close">&lt;/i></it> largo<ph id="5">&lt;img><sub>x</sub></ph>.`,
}

// TestTools12 reads XLIFF 1.2 as tools give it back.
func TestTools12(t *testing.T) {
	p := mustExtract(t, "small.html", []byte(small))
	ours := []string{`Vea <g id="1">el <g id="2">plan</g></g> ya.`, `Es <bx id="4"/>largo.`, `Muy<ex id="4"/> largo<x id="5"/>.`}
	const first = "1 translated: Vea <1>el <2>plan</2></1> ya."
	const all = first + " | 2 translated: Es <4>largo. | 3 translated: Muy</4> largo<5/>."
	renamed := strings.NewReplacer(`id="1"`, `id="a"`, `id="2"`, `id="b"`, `id="4"`, `id="d"`, `id="5"`, `id="e"`)
	for name, c := range map[string]struct{ file, want string }{
		"our codes":     {small12(p, "translated", ours...), all},
		"other codes":   {small12(p, "needs-review-translation", foreign...), all},
		"signed off":    {small12(p, "signed-off", ours...), strings.ReplaceAll(all, "translated", "reviewed")},
		"final":         {small12(p, "final", ours...), strings.ReplaceAll(all, "translated", "final")},
		"a part":        {small12(p, "new", ours[0]), first},
		"nothing":       {small12(p, "new"), ""},
		"its own state": {small12(p, "x-done", ours...), all},
		"other IDs":     {renamed.Replace(small12(p, "translated", ours...)), all},
		"empty element": {strings.Replace(small12(p, "new", ours[0]), "</source><alt", "</source><target/><alt", 1), first},
		"segments": {small12(p, "translated", `<mrk mtype="seg" mid="1">Vea <g id="1">el</g></mrk> `+
			`<mrk mtype="seg" mid="2"><g id="2">plan</g> ya.</mrk>`), "1 translated: Vea <1>el</1> <2>plan</2> ya."},
		"terms marked": {small12(p, "translated", `Vea <g id="1">el <mrk mtype="term"><g id="2">plan</g></mrk></g> ya.`), first},
		"seg-source": {strings.Replace(small12(p, "new", ours[0]), "</source><target", "</source><seg-source>See</seg-source><target", 1),
			first},
		"sources as targets": {small12(p, "needs-translation", `See <g id="1">the <g id="2">plan</g></g> now.`, ours[1]),
			"2 translated: Es <4>largo."},
		"sources that stay": {small12(p, "translated", `See <g id="1">the <g id="2">plan</g></g> now.`),
			"1 translated: See <1>the <2>plan</2></1> now."},
		"without its header": {strings.Replace(small12(p, "new", ours[0]), ownPrefix, "other", 1), first},
	} {
		if got, err := read(t, p, c.file); err != nil || got != c.want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", name, err, got, c.want)
		}
	}
}

// TestRefused12 checks what is wrong in XLIFF 1.2.
func TestRefused12(t *testing.T) {
	p := mustExtract(t, "small.html", []byte(small))
	other := mustExtract(t, "other.html", []byte("<p>Other"))
	id := string(p.e.Units[0].ID)
	for name, c := range map[string]struct {
		file string
		is   error
		says string
	}{
		"a lost code":      {small12(p, "final", "Vea"), l10n.ErrCodes, "segment " + id + ".1"},
		"an invented code": {small12(p, "final", "", `Es <bx id="4"/><x id="7"/>`), l10n.ErrCodes, "is not in the source"},
		"a code twice":     {small12(p, "final", "", `Es <bx id="4"/><bx id="4"/>`), l10n.ErrCodes, "more than once"},
		"another source":   {strings.Replace(small12(p, "final", ""), "See ", "Saw ", 1), l10n.ErrRefused, "another source"},
		"an unknown segment": {strings.Replace(small12(p, "final", ""), id+".3", id+".4", 1), l10n.ErrRefused,
			"is not on this page"},
		"twice":        {strings.Replace(small12(p, "final", ""), id+".3", id+".1", 1), l10n.ErrRefused, "there twice"},
		"another page": {string(mustWrite(t, other.e, Options{Format: V12})), l10n.ErrRefused, "another page"},
		"much too long": {small12(p, "final", "", `Es <bx id="4"/>`+strings.Repeat("largo ", 2000)), l10n.ErrTooLong,
			"much longer"},
		"a DTD":       {`<!DOCTYPE xliff>` + small12(p, "final"), nil, "document type declaration"},
		"cut in half": {small12(p, "final")[:600], nil, "unexpected EOF"},
	} {
		_, err := Read(strings.NewReader(c.file), p.e)
		if err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestStates checks what state a target goes out with, and what comes back as finished.
func TestStates(t *testing.T) {
	p := mustExtract(t, "a.html", []byte("<p>Alpha"))
	signed := &l10n.Signature{By: "ana"}
	for name, c := range map[string]struct {
		target             l10n.Target
		v21, v12, reviewed string
		finished           bool
	}{
		"machine": {l10n.Target{State: l10n.Translated, SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT}},
			`state="translated" subState="dragoman:mt"`, `state="needs-review-translation" state-qualifier="leveraged-mt"`, "", false},
		"machine in an approved page": {l10n.Target{State: l10n.Final, SubState: l10n.SubApproved, Unconfirmed: true},
			`state="translated" subState="dragoman:approved"`,
			`state="needs-review-translation" state-qualifier="leveraged-inherited"`, "", false},
		"machine, confirmed": {l10n.Target{State: l10n.Final, SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT}, Confirmed: signed},
			`state="final" subState="dragoman:mt"`, `approved="yes"`, `approved="yes"`, true},
		"written": {l10n.Target{State: l10n.Translated, SubState: l10n.SubHuman, Origin: l10n.Origin{Kind: l10n.SubHuman}},
			`state="translated" subState="dragoman:human"`, `<target state="translated">`, `state="needs-review-translation"`, false},
		"reviewed": {l10n.Target{State: l10n.Reviewed, SubState: l10n.SubHuman, Origin: l10n.Origin{Kind: l10n.SubHuman}},
			`state="reviewed"`, `state="signed-off"`, `state="signed-off"`, true},
		"fuzzy": {l10n.Target{State: l10n.Translated, SubState: l10n.SubTMFuzzy, Origin: l10n.Origin{Kind: l10n.SubTMFuzzy}},
			`subState="dragoman:tm-fuzzy"`, `state-qualifier="fuzzy-match"`, "", false},
		"a figure": {l10n.Target{State: l10n.Translated, SubState: l10n.SubCopy}, `state="translated"`, `<target state="translated">`,
			"", false},
	} {
		c.target.Segment, c.target.Text = p.e.Units[0].Segments[0].ID, l10n.TextFragment("Alfa")
		for _, x := range []struct {
			want string
			opt  Options
		}{{c.v21, Options{Format: V21}}, {c.v12, Options{Format: V12}}, {c.reviewed, Options{Format: V12, Unreviewed: true}}} {
			x.opt.Locale, x.opt.Targets = "es", []l10n.Target{c.target}
			file := string(mustWrite(t, p.e, x.opt))
			if !strings.Contains(file, x.want) {
				t.Errorf("%s, %s: not there: %s\n%s", name, x.opt.Format, x.want, file)
			}
			got, err := Read(strings.NewReader(file), p.e)
			if err != nil || len(got.Targets) != 1 {
				t.Fatalf("%s: %v", name, err)
			}
			if x.opt.Unreviewed || x.opt.Format == V21 {
				if got.Finished[c.target.Segment] != c.finished {
					t.Errorf("%s, %s: finished is %t", name, x.opt.Format, !c.finished)
				}
			}
		}
	}
}

// TestWritten12 checks what XLIFF 1.2 says beside the texts.
func TestWritten12(t *testing.T) {
	p := mustExtract(t, "all.html", []byte(allFeatures))
	opt := everything(p.e)
	opt.Format, opt.SourceAsTarget = V12, false
	got := string(mustWrite(t, p.e, opt))
	for _, want := range []string{
		`source-language="en" target-language="ar" datatype="html" xml:space="preserve"`,
		`<internal-file form="text/plain">dragoman:` + string(l10n.SourceHash(p.e.Units)), `<note from="dragoman">title: All “of” it</note>`,
		`restype="x-html-h1"`, `resname="top"`, `maxbytes="40" size-unit="byte"`, `<note from="dragoman">size: At most 40 bytes in UTF-8.</note>`,
		`<note priority="1" from="dragoman">Keep it light.</note>`, `<note from="dragoman">heading: Head &amp; tail</note>`,
		`<note from="dragoman">term: French: #t</note>`, `<note from="dragoman">locale-filter: fr</note>`, `translate="no"`,
		`<note from="dragoman">term: text → texto; not: escrito; of law</note>`,
		`<note from="dragoman">issue: 12 is "13" &lt;here&gt; (numbers, severity 70)</note>`,
		`<alt-trans origin="approved-before" alttranstype="previous-version"><source>a <g id="7" clone="no">similar`,
		`<alt-trans match-quality="100%" origin="memory">`, `<g id="1" ctype="italic" clone="no">tail</g>`,
		`<bx id="1" ctype="bold" clone="no"/>`, `<ex id="1"/>`, `ctype="lb"`, `ctype="x-html-my-tag"`, `<x id="char-0001" ctype="x-char"/>`,
		`equiv-text="Dragoman &lt;3"`, `ctype="image"`, `approved="yes"`, `state="needs-review-translation"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not there: %s", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}
