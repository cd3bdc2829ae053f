package check

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestCodesCountAsWhatTheyStandFor holds that every check sees a code as what a reader sees in its place. Code 1 is a
// date, 2 a protected word, 3 a line break, 4 a picture, 5 an anchor without text, 6 a link, 7 a list within the text.
func TestCodesCountAsWhatTheyStandFor(t *testing.T) {
	unit := &l10n.Unit{Element: "p", Codes: []l10n.Code{
		{ID: 1, Name: "time", Equiv: "31 July 2024", Date: "2024-07-31"}, {ID: 2, Name: "bdi", Equiv: "ICEST/3"},
		{ID: 3, Name: "br"}, {ID: 4, Name: "img"}, {ID: 5, Name: "a"}, {ID: 6, Name: "a", Paired: true}, {ID: 7, Name: "ul"},
	}}
	for _, c := range []struct {
		to             l10n.Locale
		source, target string
		want           []string // the checks that have something to say
	}{
		{"es", "The hall is open until <1/>.", "La sala está abierta hasta el <1/>.", nil},
		{"de", "They came with <2/>.", "Sie kamen mit <2/>.", nil},
		{"es", "The hall is open, see <1/>.", "La sala está abierta hasta el.", []string{"codes", "truncated"}},
		{"it", "In <2/> we wrote it.", "In <2/> lo abbiamo scritto.", nil},
		{"it", "In <2/> we wrote it.", "In <2/>  lo abbiamo scritto.", []string{"spacing"}},
		{"pt", "Press <4/>, then wait.", "Prima <4/>, depois espere.", nil},
		{"pt", "Press <4/>, then wait.", "Prima <4/> , depois espere.", []string{"spacing"}},
		{"ar", "On <1/>, it rained.", "في <1/>، هطل المطر.", nil},
		{"fr", "As of <1/>: nothing.", "Depuis le <1/>\u00a0: rien.", nil},
		{"fr", "As of <1/>: nothing.", "Depuis le <1/>: rien.", []string{"spacing"}},
		{"es", "Box 7<3/>Port Selene", "Casilla 7<3/>Port Selene", nil},
		{"de", "Paris<3/>Paris is a city", "Paris<3/>Paris ist eine Stadt", nil},
		{"de", "He is here at last", "Er ist ist endlich da", []string{"doubled-words"}},
		{"es", "Room 12<3/>345 seats", "Sala 12<3/>345 plazas", nil},
		{"es", "the <2/> the guide", "la <2/> la guía", nil},
		{"ru", "the ferry<5/> is late today", "паром<5/> сегодня опаздывает", nil},
		{"es", "It has:<7/> two doors", "Tiene:<7/> dos puertas", nil},
		{"es", "<6>ICEST</6>, <2/> and <1/>", "<6>ICEST</6>, <2/> y <1/>", nil},
		{"ru", "on <1/>", "<1/>", nil},
		{"ru", "We shall meet again on <1/>", "<1/>", []string{"empty"}},
		{"zh", "See <2/> for details.", "详情见 <2/>。", nil},
	} {
		p := Pair{
			Unit: unit, Source: l10n.ParseFragment(c.source), Target: l10n.ParseFragment(c.target), SourceLang: "en", Locale: c.to,
		}
		var got []string
		for _, is := range New(Options{}).Segment(p) {
			got = append(got, string(is.Check))
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q for %q: %v, want %v", c.to, c.target, c.source, got, c.want)
		}
	}
}

// TestPlacesAreOfTheText holds that an issue says where it is in the fragment's text, in which codes are nothing.
func TestPlacesAreOfTheText(t *testing.T) {
	unit := &l10n.Unit{Codes: []l10n.Code{{ID: 1, Name: "time", Equiv: "31 July"}, {ID: 2, Name: "br"}}}
	p := Pair{
		Unit: unit, SourceLang: "en", Locale: "es",
		Source: l10n.ParseFragment("On <1/><2/>we saw 37 boats."), Target: l10n.ParseFragment("El <1/><2/>vimos 38 barcos."),
	}
	issues := New(Options{}).Segment(p)
	if len(issues) != 1 {
		t.Fatalf("%v", issues)
	}
	is := issues[0]
	source, target := p.Source.Text()[is.Source.Start:is.Source.End], p.Target.Text()[is.Target.Start:is.Target.End]
	if source != "37" || target != "38" {
		t.Errorf("%q has become %q, want 37 and 38", source, target)
	}
}
