package desk

import (
	"encoding/json"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

// editorPolicy allows the editor's page what the others have, and to ask the desk's API.
const editorPolicy = pagePolicy + "; connect-src 'self'"

// editorRooms are the catalogues whose messages the editor writes in the browser.
var editorRooms = []string{"editor", "assist", "stage"}

// editorView is the page that the editor starts on.
type editorView struct {
	l10n.Translation
	Target    string // the name of the locale
	API, Back string
	Words     json.RawMessage // the messages of editorRooms, as locales.Messages gives them
}

func (d *desk) showEditor(w http.ResponseWriter, r *http.Request, u l10n.UserID, t l10n.Translation) {
	k := t.TranslationKey
	p := d.newPage(r, u)
	words, err := d.wordsIn(p.Lang)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p.Title = t.Title
	p.Body = &editorView{Translation: t, Target: p.Language(t.Locale), API: "/api/v1/translations" + translationPath(k)[len("/t"):],
		Back: translationPath(k), Words: words}
	w.Header().Set("Content-Security-Policy", editorPolicy)
	d.render(w, http.StatusOK, "editor", p)
}

// wordsIn returns the editor's messages in a language.
func (d *desk) wordsIn(lang l10n.Locale) (json.RawMessage, error) {
	return d.words.Get(string(lang), func() (json.RawMessage, error) {
		all, err := locales.Messages(lang, editorRooms...)
		if err != nil {
			return nil, err
		}
		return json.Marshal(all)
	})
}

// editorPath is the address of a translation in the editor; empty where there is none, or nothing to edit yet.
func (p *page) editorPath(t l10n.Translation) string {
	if !p.hasEditor || t.Extraction == "" {
		return ""
	}
	return translationPath(t.TranslationKey) + "/edit"
}
