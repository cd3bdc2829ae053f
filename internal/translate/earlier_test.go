package translate

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestWhatIsKnown(t *testing.T) {
	source := func(id, text string) l10n.Place {
		return l10n.Place{Unit: &l10n.Unit{}, Segment: l10n.Segment{ID: l10n.SegmentID(id), Source: l10n.ParseFragment(text)}}
	}
	target := func(id, of, text string) l10n.Target {
		return l10n.Target{Segment: l10n.SegmentID(id), SourceHash: l10n.ParseFragment(of).Hash(), Text: l10n.ParseFragment(text), State: l10n.Final,
			Signed: []l10n.Signature{{Decision: "d1", By: "maria"}}, Origin: l10n.Origin{Kind: l10n.SubHuman, By: "maria"}}
	}
	typo, mended, again := l10n.ParseFragment("It is recieved.").Hash(), l10n.ParseFragment("It is received.").Hash(), l10n.ParseFragment("It's received.").Hash()
	k := Known{
		Approved: Earlier{
			Targets: []l10n.Target{
				target("a.1", "Yes.", "Sí."), target("b.1", "Yes.", "Así es."), target("c.1", "It is recieved.", "Se recibe."), target("d.1", "A <1/> code.", "Nada."),
			},
			Was: map[l10n.SegmentID]l10n.SegmentID{"n.1": "b.1"},
		},
		People: map[l10n.SegmentID]PeopleTexts{"m.1": {Same: ptr(target("k.1", "Mine.", "Mío."))}, "p.1": {Draft: ptr(target("k.2", "Old.", "Viejo."))},
			"a.1": {Draft: ptr(target("a.1", "Yes!", "¡Sí!"))}},
		Same: map[l10n.Hash]l10n.SameMeaning{mended: {Old: typo, New: mended, By: "ivan"}, again: {Old: mended, New: again}},
	}
	testKnown(t, k, source)
	// As the records were before hashes were whole.
	same := map[l10n.Hash]l10n.SameMeaning{}
	for _, m := range k.Same {
		m.Old, m.New = m.Old.Shortened(), m.New.Shortened()
		same[m.New] = m
	}
	k.Same = same
	for i := range k.Approved.Targets {
		k.Approved.Targets[i].SourceHash = k.Approved.Targets[i].SourceHash.Shortened()
	}
	testKnown(t, k, source)
}

func ptr(t l10n.Target) *l10n.Target { return &t }

func testKnown(t *testing.T, of Known, source func(id, text string) l10n.Place) {
	k := of.index()
	for _, c := range []struct {
		name     string
		at       l10n.Place
		want     string
		sub      l10n.SubState
		declared bool
	}{
		{"where it stood", source("a.1", "Yes."), "Sí.", l10n.SubApproved, false},
		{"moved", source("n.1", "Yes."), "Así es.", l10n.SubApproved, false},
		{"the same words elsewhere are another sentence", source("x.1", "Yes."), "", "", false},
		{"another source", source("b.1", "No."), "", "", false},
		{"a person's text for an earlier source", source("p.1", "New."), "Viejo.", l10n.SubNeedsEdit, false},
		{"a person's unfinished work, moved", source("m.1", "Mine."), "Mío.", l10n.SubHuman, false},
		{"a typo mended", source("z.1", "It is received."), "Se recibe.", l10n.SubApproved, true},
		{"and again", source("z.1", "It's received."), "Se recibe.", l10n.SubApproved, true},
		{"broken codes", source("d.1", "A <1/> code."), "", "", false},
	} {
		got, ok := k.of(c.at)
		if ok != (c.want != "") || got.Text.String() != c.want || got.SubState != c.sub || (got.SameAs != nil) != c.declared {
			t.Errorf("%s: %+v %v", c.name, got, ok)
		}
		if ok && (got.Segment != c.at.Segment.ID || got.SourceHash != c.at.Segment.Hash() || (c.sub == l10n.SubApproved) != (len(got.Signed) == 1)) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
