package follow

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// page makes an extraction of a text with a paragraph on each line and "|" between sentences.
func page(text string) *l10n.Extraction {
	e := &l10n.Extraction{}
	for p := range strings.SplitSeq(text, "\n") {
		u := l10n.Unit{ID: l10n.UnitID("u" + string(l10n.NewHash(p))), Element: "p"}
		for i, s := range strings.Split(p, "|") {
			u.Segments = append(u.Segments, l10n.Segment{ID: l10n.NewSegmentID(u.ID, i+1), Source: l10n.ParseFragment(s)})
		}
		e.Units = append(e.Units, u)
	}
	return e
}

func TestCompare(t *testing.T) {
	old := "The session is open.|It lasts three days.\nThe delegates thank the city.\nA vote follows on Friday at " +
		"noon.\nSee you."
	for _, c := range []struct{ name, now, want string }{
		{"nothing", old, "same same same same same / 0"},
		{"a sentence changed", strings.Replace(old, "three", "four", 1), "same changed same same same / 0"},
		{"a paragraph moved", "The delegates thank the city.\nThe session is open.|It lasts three days.\nA vote follows on " +
			"Friday at noon.\nSee you.",
			"moved same same same same / 0"},
		{"a paragraph removed", "The session is open.|It lasts three days.\nA vote follows on Friday at noon.\nSee you.",
			"same same same same / 1"},
		{"a new paragraph", old + "\nNothing like it was here before.", "same same same same same new / 0"},
		{"a paragraph split", strings.Replace(old, "open.|It", "open.\nIt", 1), "same same same same same / 0"},
		{"two changes side by side", "The session is open now.|It lasts two days.\nThe delegates thank the city.\nA vote " +
			"follows on Friday at noon.\nSee you.",
			"changed changed same same same / 0"},
		{"all else", "Quite another page with none of the words.", "new / 5"},
	} {
		got := Compare(page(old), page(c.now))
		var kinds []string
		for _, ch := range got.Changes {
			kinds = append(kinds, string(ch.Kind))
		}
		if s := fmt.Sprintf("%s / %d", strings.Join(kinds, " "), len(got.Removed)); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
	if first := Compare(nil, page(old)); first.Count(New) != 5 {
		t.Errorf("without an old page all is new: %+v", first)
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ old, now, want string }{
		{"It lasts three days.", "It lasts four days.", "It lasts [-three-]{+four+} days."},
		{"The old grey house.", "The new white house.", "The [-old grey-]{+new white+} house."},
		{"See <1>the page</1>.", "See <1>this page</1>.", "See <1>[-the-]{+this+} page</1>."},
		{"会议开始了", "会议结束了", "会议[-开始-]{+结束+}了"},
		{"", "All of it.", "{+All of it.+}"},
		{"recieve", "receive", "[-recieve-]{+receive+}"},
	} {
		var b strings.Builder
		for _, p := range Words(l10n.ParseFragment(c.old), l10n.ParseFragment(c.now)) {
			switch p.Kind {
			case New:
				b.WriteString("{+" + p.Text + "+}")
			case Removed:
				b.WriteString("[-" + p.Text + "-]")
			default:
				b.WriteString(p.Text)
			}
		}
		if b.String() != c.want {
			t.Errorf("%q → %q: %s, want %s", c.old, c.now, b.String(), c.want)
		}
	}
}

// TestNothingIsLost checks that the pieces of any two texts give both texts back, and that a comparison of any two
// pages has every segment of both exactly once.
func TestNothingIsLost(t *testing.T) {
	text := rapid.StringMatching(`([a-d]{1,3}[ ,.|\n]){0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		old, now := text.Draw(t, "old"), text.Draw(t, "now")
		var was, is string
		for _, p := range Words(l10n.TextFragment(old), l10n.TextFragment(now)) {
			if p.Kind != New {
				was += p.Text
			}
			if p.Kind != Removed {
				is += p.Text
			}
		}
		if was != old || is != now {
			t.Fatalf("%q %q from %q %q", was, is, old, now)
		}
		o, n := page(old), page(now)
		c := Compare(o, n)
		if got := c.Count(Same) + c.Count(Moved) + c.Count(Changed) + c.Count(New); got != n.Segments() {
			t.Fatalf("%d of %d segments", got, n.Segments())
		}
		if got := c.Count(Same) + c.Count(Moved) + c.Count(Changed) + c.Count(Removed); got != o.Segments() {
			t.Fatalf("%d of %d old segments", got, o.Segments())
		}
		for _, ch := range c.Changes {
			if (ch.Kind == Same || ch.Kind == Moved) && ch.Old.Segment.Hash() != ch.Place.Segment.Hash() {
				t.Fatalf("%q is %s %q", ch.Old.Segment.Source, ch.Kind, ch.Place.Segment.Source)
			}
		}
	})
}
