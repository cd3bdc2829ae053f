package config

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// switcher tries a site's template of the language switcher with what it will get.
func (v *validator) switcher(s *Site, i int) {
	if s.Switcher == "" || s.Switcher == l10n.DefaultSwitcher {
		return
	}
	t, err := template.New("switcher").Option("missingkey=error").Parse(s.Switcher)
	if err == nil && !strings.Contains(s.Switcher, "{{") {
		err = fmt.Errorf("it names no languages")
	}
	if err == nil {
		language := map[string]any{"URL": "/es/", "Locale": "es", "Dir": "ltr", "Name": "español", "Current": true}
		err = t.Execute(io.Discard, map[string]any{"Label": "Languages", "Lang": "en",
			"Languages": []map[string]any{language}})
	}
	if err != nil {
		v.add(fmt.Sprintf("switcher is default, or an HTML template that lists .Languages: %v", err), "sites", i, "switcher")
	}
}
