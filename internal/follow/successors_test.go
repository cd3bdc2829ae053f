package follow

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestSuccessors holds where the sentence "The lock opens at nine on Monday and closes at noon." is found again.
func TestSuccessors(t *testing.T) {
	const sentence = "The lock opens at nine on Monday and closes at noon."
	const around = "Ships wait.\n" + sentence + "\nThe ferry leaves the mole.\nSee you."
	for _, c := range []struct{ name, now, want string }{
		{"it stayed", around, sentence},
		{"a word of it changed", strings.Replace(around, "noon", "six", 1), "The lock opens at nine on Monday and closes at six."},
		{"it got codes", strings.Replace(around, "at noon", "<1>at noon</1>", 1), "The lock opens at nine on Monday and closes <1>at noon</1>."},
		{"it moved", "Ships wait.\nThe ferry leaves the mole.\nSee you.\n" + sentence, sentence},
		{"it moved and changed", "Ships wait.\nThe ferry leaves the mole.\nSee you.\nThe lock opens at ten on Monday and closes at noon.",
			"The lock opens at ten on Monday and closes at noon."},
		{"it was split", strings.Replace(around, " and closes", ".|It closes", 1), "The lock opens at nine on Monday. + It closes at noon."},
		{"it was split in three", strings.Replace(around, sentence, "The lock opens at nine.|On Monday it closes.|At noon they close and rest.", 1),
			"The lock opens at nine. + On Monday it closes."},
		{"it was joined", strings.Replace(around, "noon.\nThe ferry", "noon, and the ferry", 1),
			"The lock opens at nine on Monday and closes at noon, and the ferry leaves the mole."},
		{"it was joined into a longer one", strings.Replace(around, sentence+"\nThe ferry leaves the mole.",
			"The ferry leaves the mole of the inner harbour twice a day in summer and once in winter when the lock opens at nine on Monday and closes at noon.", 1),
			"The ferry leaves the mole of the inner harbour twice a day in summer and once in winter when the lock opens at nine on Monday and closes at noon."},
		{"it is gone", strings.Replace(around, sentence+"\n", "", 1), ""},
		{"another stands there", strings.Replace(around, sentence, "Children swim for free.", 1), ""},
	} {
		old, now := page(around), page(c.now)
		texts := map[l10n.SegmentID]string{}
		for _, at := range now.Places() {
			texts[at.Segment.ID] = at.Segment.Source.String()
		}
		var got []string
		for _, id := range Successors(old, now)[old.Places()[1].Segment.ID] {
			got = append(got, texts[id])
		}
		if s := strings.Join(got, " + "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

// TestSuccessorsAreOfTheNewPage holds that successors are segments of the new page, none twice, and that a text which is
// still there is its own.
func TestSuccessorsAreOfTheNewPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paragraph := rapid.StringMatching(`([a-c]{1,2} ){3,5}[a-c](\|([a-c] ){3}x)?`)
		one := rapid.SliceOfNDistinct(paragraph, 1, 5, rapid.ID[string])
		old, now := page(strings.Join(one.Draw(t, "old"), "\n")), page(strings.Join(one.Draw(t, "now"), "\n"))
		there := map[l10n.SegmentID]l10n.Hash{}
		left := map[l10n.Hash]int{}
		for _, at := range now.Places() {
			there[at.Segment.ID] = at.Segment.Hash()
			left[at.Segment.Hash()]++
		}
		next := Successors(old, now)
		for _, at := range old.Places() {
			seen := map[l10n.SegmentID]bool{}
			for _, id := range next[at.Segment.ID] {
				if _, ok := there[id]; !ok || seen[id] {
					t.Fatalf("%s → %s", at.Segment.ID, id)
				}
				seen[id] = true
			}
			if h := at.Segment.Hash(); left[h] > 0 {
				left[h]--
				if len(next[at.Segment.ID]) == 0 || there[next[at.Segment.ID][0]] != h {
					t.Fatalf("%s is still there, and its successors are %v", at.Segment.Source, next[at.Segment.ID])
				}
			}
		}
	})
}
