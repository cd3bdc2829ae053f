package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPending(t *testing.T) {
	for lines, want := range map[string]map[l10n.Locale]l10n.Pending{
		"":                              nil,
		"    pending: {policy: hold}\n": nil,
		"    pending: {policy: omit}\n": {"es": "omit", "zh-Hant": "omit"},
		"    pending: {policy: omit, locales: {es: hold}}\n": {"zh-Hant": "omit"},
		"    pending: {locales: {zh-hant: fallback}}\n":      {"zh-Hant": "fallback"},
	} {
		c, err := loadSite(t, lines)
		if err != nil {
			t.Errorf("%s: %v", lines, err)
			continue
		}
		if diff := cmp.Diff(want, c.Plan(c.Sites[0], nil).Pending); diff != "" {
			t.Errorf("%s: %s", lines, diff)
		}
	}
	for lines, want := range map[string]string{
		"    pending: {policy: wait}\n":                    "unknown policy",
		"    pending:\n      locales:\n        es: wait\n": ":7: unknown policy",
		"    pending: {locales: {xx-yy-zz-1: omit}}\n":     "not a language tag",
	} {
		if _, err := loadSite(t, lines); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", lines, err, want)
		}
	}
}
