package progress

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

// Options say what lines know besides the records of a run.
type Options struct {
	// Approvers returns who approved a translation in a run, in order. Nil knows nobody.
	Approvers func(l10n.Run, l10n.TranslationKey) []l10n.UserID
	// Soon says that what a translation waits for comes by itself, so that it is not worth a line. Nil means never.
	Soon func(l10n.Translation) bool
}

// lines prints a line for a page when all its locales have come to where they stay for a while, and another one when
// something has changed since.
type lines struct {
	Options
	w       io.Writer
	began   bool
	printed map[l10n.TranslationKey]string
}

// NewLines prints a line a page.
func NewLines(w io.Writer, o Options) View {
	return &lines{Options: o, w: terminal.Writer(w), printed: map[l10n.TranslationKey]string{}}
}

// Update prints the pages that have come to rest, or have moved on from where they rested.
func (v *lines) Update(r l10n.Run, ts []l10n.Translation) {
	if r.Documents > 0 && !v.began {
		v.began = true
		v.say("%s in %s", english.Count(r.Documents, "page"), english.Count(len(r.Locales), "locale"))
	}
	pages := map[l10n.DocumentID][]l10n.Translation{}
	for _, t := range ts {
		pages[t.Document] = append(pages[t.Document], t)
	}
	for _, page := range pages {
		slices.SortFunc(page, func(a, b l10n.Translation) int {
			return slices.Index(r.Locales, a.Locale) - slices.Index(r.Locales, b.Locale)
		})
	}
	over := r.Status != "" && r.Status != l10n.RunRunning
	for _, doc := range sortedByName(pages) {
		if page := pages[doc]; over || (len(page) >= len(r.Locales) && v.rests(page)) {
			v.print(r, page)
		}
	}
}

// Close does nothing.
func (*lines) Close() {}

func (v *lines) say(format string, args ...any) { _, _ = fmt.Fprintf(v.w, format+"\n", args...) }

// rests reports whether nothing will happen to a page for a while.
func (v *lines) rests(page []l10n.Translation) bool {
	for _, t := range page {
		waits := t.Step != "" || t.Stage == l10n.StageParked
		if (!waits && !t.Stage.Ended()) || (v.Soon != nil && v.Soon(t)) {
			return false
		}
	}
	return true
}

// print prints what is new of a page: locales that stand alike together, and since when.
func (v *lines) print(r l10n.Run, page []l10n.Translation) {
	var order []string
	locales, latest := map[string][]string{}, map[string]time.Time{}
	for _, t := range page {
		now := v.stands(r, t)
		if v.printed[t.TranslationKey] == now {
			continue
		}
		v.printed[t.TranslationKey] = now
		if locales[now] == nil {
			order = append(order, now)
		}
		locales[now] = append(locales[now], string(t.Locale))
		if t.UpdatedAt.After(latest[now]) {
			latest[now] = t.UpdatedAt
		}
	}
	if len(order) == 0 {
		return
	}
	var parts []string
	for _, now := range order {
		part := strings.Join(locales[now], ", ") + " " + now
		if after := latest[now].Sub(r.StartedAt); !r.StartedAt.IsZero() && after >= 0 {
			part += ", " + took(after)
		}
		parts = append(parts, part)
	}
	v.say("%-44s %s", name(page[0]), terminal.Line(strings.Join(parts, " · ")))
}

// stands says how a translation stands and who did what for it.
func (v *lines) stands(r l10n.Run, t l10n.Translation) string {
	if t.Stage != l10n.StagePublished || t.Step != "" {
		return Standing(t)
	}
	text := "published"
	if n := t.Progress.Human; n > 0 {
		text += ", " + english.Count(n, "text") + " by people"
	}
	if v.Approvers == nil {
		return text
	}
	var who []string
	for _, u := range v.Approvers(r, t.TranslationKey) {
		if !slices.Contains(who, string(u)) {
			who = append(who, string(u))
		}
	}
	if len(who) == 0 {
		return text + ", approved before"
	}
	return text + ", approved by " + strings.Join(who, " and ")
}

// took is a time since a run began, as people say it.
func took(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("after %.1f s", d.Seconds())
	case d < time.Minute:
		return fmt.Sprintf("after %.0f s", d.Seconds())
	}
	return "after " + strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
}

// name is what people know a page by: the path of its address, or the name of its file.
func name(t l10n.Translation) string {
	u, err := url.Parse(t.URL)
	switch {
	case err != nil || t.URL == "":
		return string(t.Document)
	case u.Scheme == "file":
		return path.Base(u.Path)
	case u.Path == "":
		return "/"
	}
	return terminal.Line(u.Path)
}

func sortedByName(pages map[l10n.DocumentID][]l10n.Translation) []l10n.DocumentID {
	docs := make([]l10n.DocumentID, 0, len(pages))
	for doc := range pages {
		docs = append(docs, doc)
	}
	slices.SortFunc(docs, func(a, b l10n.DocumentID) int {
		return strings.Compare(name(pages[a][0])+"\x00"+string(a), name(pages[b][0])+"\x00"+string(b))
	})
	return docs
}
