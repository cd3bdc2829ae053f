package config

import (
	"strings"
	"testing"
)

func TestEmbargoes(t *testing.T) {
	site := "sites:\n  - name: news\n    source_lang: en\n    locales: [es]\n    pages: [https://www.example.org/]\n"
	for _, c := range []struct{ more, want string }{
		{"    embargo: {not_ready: omit, zone: Europe/Paris}\n", ""},
		{"    embargo: {not_ready: fallback}\n", ""},
		{"    together: true\n    embargo: {not_ready: hold}\n", ""},
		{"    embargo: {not_ready: wait}\n", "there are hold, omit and fallback"},
		{"    embargo: {zone: Paris}\n", "no time zone"},
		{"    embargo: {zone: Local}\n", "no time zone"},
		{"    together: true\n    embargo: {not_ready: omit}\n", "can only be held"},
	} {
		_, err := load(t, site+c.more, nil)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.more, err, c.want)
		}
	}
}
