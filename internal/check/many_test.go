package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestManyIssues holds that a segment keeps few issues of each check, the gravest, and says how many more there are.
func TestManyIssues(t *testing.T) {
	for name, pair := range map[string][2]string{
		"numbers of the source": {strings.Repeat("12 words, ", 500), "Nada."},
		"numbers of the target": {"Nothing.", strings.Repeat("12 cosas, ", 500)},
		"changed numbers":       {strings.Repeat("12 words, ", 500), strings.Repeat("13 cosas, ", 500)},
		"placeholders":          {"Nothing.", strings.Repeat("{x} ", 500)},
		"addresses":             {"Nothing.", strings.Repeat("a@b.org ", 500)},
		"times":                 {strings.Repeat("12:30 ", 500), "Nada."},
		"units":                 {strings.Repeat("5 km, ", 500), strings.Repeat("5 kg, ", 500)},
		"dates":                 {strings.Repeat("5 May 2024, ", 500), strings.Repeat("5 de abril de 2024, ", 500)},
		"doubled words":         {"Nothing.", strings.Repeat("el el, ", 500)},
		"percents":              {strings.Repeat("5 % ", 500), "Nada."},
	} {
		issues := New(Options{}).Segment(Pair{
			Source: l10n.TextFragment(pair[0]), Target: l10n.TextFragment(pair[1]), SourceLang: "en", Locale: "es",
		})
		of, more := map[l10n.CheckName]int{}, map[l10n.CheckName]int{}
		for _, is := range issues {
			if of[is.Check]++; more[is.Check] > 0 {
				t.Errorf("%s: the check %s has an issue after the one that counts the rest", name, is.Check)
			}
			if i := strings.Index(is.Comment, " There are "); i >= 0 {
				if _, err := fmt.Sscanf(is.Comment[i:], " There are %d more like this.", new(int)); err != nil {
					t.Errorf("%s: %q", name, is.Comment)
				}
				more[is.Check]++
			}
		}
		for check, n := range of {
			if n > maxIssues || n < maxIssues && more[check] > 0 {
				t.Errorf("%s: %d issues of %s, and %d that count the rest", name, n, check, more[check])
			}
		}
	}
}

// TestGravestStay holds that of too many issues the gravest are kept.
func TestGravestStay(t *testing.T) {
	l := newInspection(t.Context(), New(Options{}), Pair{SourceLang: "en", Locale: "es"})
	l.check = &Check{Name: "c", Severity: 100}
	for i := range 100 {
		fixText(l.reportAs(i, span{}, span{}, "x"), l10n.TextFragment("y"), "z")
	}
	got := l.sorted()
	if len(got) != maxIssues || got[0].Severity != 99 || got[maxIssues-1].Severity != 100-maxIssues ||
		got[maxIssues-1].Comment != " There are 80 more like this." || got[0].Message != "x" || got[0].Fix == nil {
		t.Errorf("%d issues: %+v", len(got), got)
	}
}
