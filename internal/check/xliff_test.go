package check

import (
	"strings"
	"testing"
)

const xliff2 = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="es"><file id="f">
<unit id="u1"><originalData><data id="d1">&lt;br/&gt;</data></originalData>
<segment id="s1" state="translated"><source>Open <pc id="1">the gate</pc><ph id="2" dataRef="d1"/></source><target>Abra <pc id="1">la compuerta</pc></target></segment>
<ignorable><source> </source></ignorable>
<segment id="s2"><source>Close <sc id="3"/>it<ec startRef="3"/></source><target>Ciérrela <sc id="3"/>ya<ec startRef="3"/></target></segment>
</unit></file></xliff>`

const xliff1 = `<?xml version="1.0"?><xliff version="1.2"><file original="a" source-language="en" target-language="fr-FR" datatype="html"><body>
<trans-unit id="7"><source>It has <g id="1">12</g> gates<x id="2"/></source><target>Il a <g id="1">13</g> vannes<x id="2"/></target>
<alt-trans><source>Other</source><target>Autre</target></alt-trans></trans-unit>
<trans-unit id="8"><source>Close it</source></trans-unit></body></file></xliff>`

func TestReadXLIFF(t *testing.T) {
	for in, want := range map[string]string{
		xliff2: "u1.s1 es: Open <1>the gate</1><2/> = Abra <1>la compuerta</1> codes|u1.s2 es: Close <3>it</3> = Ciérrela <3>ya</3>",
		xliff1: "7 fr-FR: It has <1>12</1> gates<2/> = Il a <1>13</1> vannes<2/> numbers|8 fr-FR: Close it =  empty",
	} {
		var got []string
		err := ReadXLIFF(strings.NewReader(in), func(id string, p Pair) error {
			s := id + " " + string(p.Locale) + ": " + p.Source.String() + " = " + p.Target.String()
			for _, is := range New(Options{}).Segment(p) {
				if is.Severity >= WarnSeverity {
					s += " " + string(is.Check)
				}
			}
			got = append(got, s)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("got  %s\nwant %s", g, want)
		}
	}
	for in, want := range map[string]string{"<tmx/>": "no XLIFF file", "": "empty", "<xliff>\n<file": "line 2"} {
		if err := ReadXLIFF(strings.NewReader(in), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

func FuzzReadXLIFF(f *testing.F) {
	f.Add(xliff1)
	f.Add(xliff2)
	f.Fuzz(func(_ *testing.T, s string) {
		_ = ReadXLIFF(strings.NewReader(s), func(string, Pair) error { return nil })
	})
}
