package l10n

import "testing"

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		a, b UserID
		want bool
	}{
		{"ana", "ana", true}, {"Ana", "ANA", true}, {"ana", " ana\t", true}, {"Ａｎａ", "ana", true},
		{"José", "Jose\u0301", true}, {"Strauß", "STRAUSS", true}, {"ﬁona", "Fiona", true}, {"an\u200ba", "ana", true},
		{"ana\u00ad", "ana", true}, {"ana\ufe0f", "ana", true}, {"Ana  Lima", "ana\u00a0lima", true}, {"Σίσυφος", "ΣΊΣΥΦΟΣ", true},
		{"ana", "anna", false}, {"Jose", "José", false}, {"ana", "", false}, {"иван", "ивана", false}, {"a.na", "ana", false},
	} {
		if got := tt.a.Same(tt.b); got != tt.want || tt.b.Same(tt.a) != tt.want {
			t.Errorf("%q and %q: %t", tt.a, tt.b, got)
		}
	}
}
