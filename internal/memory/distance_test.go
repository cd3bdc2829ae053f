package memory

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// levenshtein computes the edit distance by the table of the textbooks.
func levenshtein(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func TestDistance(t *testing.T) {
	letters := rapid.SliceOfN(rapid.SampledFrom([]rune("abcдé中")), 0, 300)
	rapid.Check(t, func(t *rapid.T) {
		a, b := letters.Draw(t, "a"), letters.Draw(t, "b")
		want := levenshtein(a, b)
		p := newPattern(a)
		if got := p.distance(b, 1000); got != want {
			t.Fatalf("distance %d, want %d", got, want)
		}
		limit := rapid.IntRange(0, 300).Draw(t, "limit")
		got := p.distance(b, limit)
		if want <= limit && got != want {
			t.Fatalf("distance %d within %d, want %d", got, limit, want)
		}
		if want > limit && got <= limit && len(a) > 0 && len(b) > 0 {
			t.Fatalf("distance %d within %d, want %d", got, limit, want)
		}
	})
}

func TestPostings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfDistinct(rapid.Uint16(), rapid.ID[uint16]).Draw(t, "ids")
		slices.Sort(ids)
		var p posting
		for _, id := range ids {
			p.add(id)
		}
		read := readPosting(p.n, p.ids)
		if len(ids) > 0 && read.last != ids[len(ids)-1] {
			t.Fatalf("the last id is %d, want %d", read.last, ids[len(ids)-1])
		}
		var got []uint16
		eachID(3, p.ids, func(id int64) {
			if id>>blockBits != 3 {
				t.Fatalf("%d is not of block 3", id)
			}
			got = append(got, uint16(id))
		})
		if !slices.Equal(got, ids) {
			t.Fatalf("ids %v, want %v", got, ids)
		}
	})
}

// TestCanonical checks that numbering codes and numbering them back changes nothing.
func TestCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f l10n.Fragment
		for range rapid.IntRange(0, 8).Draw(t, "parts") {
			if rapid.Bool().Draw(t, "text") {
				f = append(f, l10n.Part{Kind: l10n.Text, Text: rapid.StringN(1, 5, -1).Draw(t, "s")})
			} else {
				f = append(f, l10n.Part{Kind: l10n.PartKind(rapid.IntRange(1, 3).Draw(t, "kind")),
					ID: l10n.CodeID(rapid.IntRange(1, 9).Draw(t, "id"))})
			}
		}
		canon, ids := canonical(f)
		if got := original(canon, ids); got.String() != f.String() {
			t.Fatalf("%q became %q", f, got)
		}
		if got := renumber(f, ids); got.String() != canon.String() {
			t.Fatalf("renumbered %q, canonical %q", got, canon)
		}
	})
}

func FuzzLookupForms(f *testing.F) {
	f.Add("It is <1>12</1> km", "It is 15 km", "Mide <1>12</1> km")
	f.Fuzz(func(t *testing.T, query, source, target string) {
		q := (&Memory{}).newQuery(l10n.MatchQuery{Source: l10n.ParseFragment(query), SourceLang: "en", Locale: "ru"})
		canon, ids := canonical(l10n.ParseFragment(source))
		s := sourceRow{form: newForm(canon), similarity: 80}
		m := q.scoreNear(newForm(q.source), s,
			targetRow{sourceBody: canon.String(), body: renumber(l10n.ParseFragment(target), ids).String(), quality: 100})
		if m.Score < 0 || m.Score > 99 {
			t.Fatalf("score %d", m.Score)
		}
	})
}
