package desk

import (
	"context"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/settings"
)

// yamlFile is a configuration file in memory.
type yamlFile struct {
	text    string
	changes []l10n.FileChange
}

func (f *yamlFile) AddFileChange(_ context.Context, c l10n.FileChange) error {
	f.changes = append(f.changes, c)
	return nil
}
func (f *yamlFile) FileChanges(context.Context, string, int) ([]l10n.FileChange, error) {
	return f.changes, nil
}

func (f *yamlFile) Read() (string, []byte, error) {
	if f.text == "" {
		return "", nil, l10n.ErrNotFound
	}
	return "dragoman.yaml", []byte(f.text), nil
}
func (f *yamlFile) Check(b []byte) error {
	if strings.Contains(string(b), "klingon") {
		return l10n.ErrRefused
	}
	return nil
}
func (f *yamlFile) Write(_, now []byte) error {
	f.text = string(now)
	return nil
}

func visitSettings(t *testing.T, f *yamlFile, writes bool) *visitor {
	t.Helper()
	o := options(t, fixture())
	o.Settings, o.WritesSettings = &settings.Service{File: f, Changes: f, Writes: writes}, writes
	o.FileChanges = f
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d)
}

func TestSettings(t *testing.T) {
	f := &yamlFile{text: "sites:\n  - name: news\n    locales: [es] # for now\n    review:\n      steps: [{name: legal}]\n"}
	v := visitSettings(t, f, false)
	v.get("/settings").want(200, "h1", "news").want(200, "textarea[name=locales]", "es").want(200, ".setting .hint", "review.steps").want(200, ".calm", "not written")
	v.press("button[value=show]", map[string]string{"locales": "es\r\nar", "together": "true"})
	v.want(200, ".patch .gone", "-    locales: [es] # for now").want(200, ".patch .new", "+    locales: [es, ar] # for now").want(200, "textarea[readonly]", "--- a/dragoman.yaml")
	v.want(200, "textarea[name=locales]", "ar").wantNone("button[value=write]")
	v.press("button[value=show]", map[string]string{"locales": "klingon"}).want(200, ".change", "can’t be changed so")
	v.post("/settings/news", map[string][]string{"act": {"write"}, "locales": {"fr"}}).want(422, ".notice.bad", "was not written")
	if strings.Contains(f.text, "fr") {
		t.Error("the desk writes though nobody lets it")
	}
	v = visitSettings(t, f, true)
	v.get("/settings/news").press("button[value=show]", map[string]string{"locales": "es\nar"}).press("button[value=write]", nil)
	v.want(200, ".notice.good", "The file is written").want(200, "textarea[name=locales]", "ar").want(200, "#changes ~ ol", "Ana")
	if !strings.Contains(f.text, "locales: [es, ar] # for now") {
		t.Error(f.text)
	}
	v.post("/settings/news", map[string][]string{"act": {"write"}, "hash": {"old"}, "locales": {"fr"}}).want(409, ".notice.bad", "changed since")
	v.get("/settings/nothing").want(404, "main", "nothing at this address")
	visitSettings(t, &yamlFile{}, true).get("/settings").want(200, ".calm", "no configuration file")
}

// TestSettingLabels holds that each setting has words.
func TestSettingLabels(t *testing.T) {
	for _, d := range settings.Defs {
		if settingLabels[d.ID] == "" || settingGroups[d.Group] == "" {
			t.Errorf("%s has no words", d.ID)
		}
		for _, c := range d.Choices {
			if settingWords[c] == "" {
				t.Errorf("%s has no words", c)
			}
		}
	}
}
