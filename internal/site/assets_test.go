package site

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestFilesOfAPage(t *testing.T) {
	s := &Service{Blobs: memory{}, Destinations: map[string]Destination{"public": {URL: "https://www.example.org/site"}}}
	ref, err := blob.PutJSON(t.Context(), s.Blobs, []l10n.Asset{
		{Source: "https://s.example/a.png", Locale: "es", Name: "2-a.es.png", Ref: "r2"}, {Source: "https://s.example/a.png", Name: "1-a.png", Ref: "r1"},
		{Source: "https://s.example/a.png", Locale: "fr", URL: "https://s.example/a.fr.png"}, {Source: "https://s.example/b.png", Name: "3-b.png", Ref: "r3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := &rendering{plan: l10n.Plan{Destination: "public"}, page: l10n.PublishedPage{Document: "d", Locale: "es", Assets: ref}}
	files, err := s.addAssets(t.Context(), r)
	if err != nil || len(files) != 3 || r.assets["https://s.example/a.png"] != "https://www.example.org/site/assets/d/2-a.es.png" {
		t.Errorf("%+v, %v, %v", files, r.assets, err)
	}
	r.page.Locale, r.plan.URLs = "fr", l10n.URLs{Scheme: l10n.HostScheme, Hosts: map[l10n.Locale]string{"fr": "https://fr.example.org"}}
	files, err = s.addAssets(t.Context(), r)
	if err != nil || r.assets["https://s.example/a.png"] != "https://s.example/a.fr.png" || r.assets["https://s.example/b.png"] != "https://fr.example.org/assets/d/3-b.png" ||
		files[1].Path != "fr/assets/d/3-b.png" {
		t.Errorf("%+v, %v, %v", files, r.assets, err)
	}
}
