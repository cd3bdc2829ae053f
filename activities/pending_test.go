package activities

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestManifestTellsFallback holds that the manifest of a page that is live in part says which segments show the source's text.
func TestManifestTellsFallback(t *testing.T) {
	ts := []l10n.Target{{Segment: "u.1", State: l10n.Final, Text: l10n.TextFragment("texto")}, {Segment: "u.2", State: l10n.Initial}}
	m := manifestLocale(l10n.PublishedPage{Locale: "es", Untranslated: 1}, "es/a.html", ts)
	if m.Untranslated != 1 || len(m.Segments) != 2 || m.Segments[0].Fallback || !m.Segments[1].Fallback {
		t.Errorf("%+v", m)
	}
}
