package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// cellActs are what people may do with a page in one locale, by the button's name.
var cellActs = map[string]func(*desk, context.Context, cellAct) error{
	"resume": func(d *desk, ctx context.Context, a cellAct) error {
		return d.Runs.Resume(ctx, a.TranslationKey, l10n.Resume{By: a.by})
	},
	"skip": func(d *desk, ctx context.Context, a cellAct) error {
		return d.Runs.Resume(ctx, a.TranslationKey, l10n.Resume{By: a.by, Skip: true})
	},
	"retry": func(d *desk, ctx context.Context, a cellAct) error {
		_, err := d.startAgain(ctx, a.Plan, []l10n.DocumentID{a.Document}, []l10n.Locale{a.Locale}, a.by, a.comment)
		return err
	},
	"cancel": func(d *desk, ctx context.Context, a cellAct) error {
		if d.Publisher == nil {
			return l10n.ErrNotFound
		}
		return d.Publisher.Cancel(ctx, l10n.Cancellation{Run: a.Run, Document: a.Document, Locale: a.Locale, By: a.by, At: d.Now().UTC(), Comment: a.comment})
	},
	"release":    (*desk).embargoCell,
	"hold":       (*desk).embargoCell,
	"reschedule": (*desk).embargoCell,
	"withdraw": func(d *desk, ctx context.Context, a cellAct) error {
		if d.Publications == nil {
			return l10n.ErrNotFound
		}
		if a.comment == "" {
			return fmt.Errorf("%w: say why visitors shall no longer get it", l10n.ErrRefused)
		}
		return d.unpublish(ctx, a.Translation, l10n.Withdrawal{ID: a.id, By: a.by, At: d.Now().UTC(), Comment: a.comment}, string(a.Locale))
	},
}

// cellAct is a person's act on a page in one locale.
type cellAct struct {
	l10n.Translation
	name, id, comment string
	by                l10n.UserID
	form              url.Values
}

// readAct reads the button, the act's ID and the reason of a posted form.
func readAct(r *http.Request) (words []string, id, comment string, err error) {
	if err := r.ParseForm(); err != nil {
		return nil, "", "", fmt.Errorf("%w: %w", errBadRequest, err)
	}
	words = strings.Fields(r.PostForm.Get("act"))
	id, comment = r.PostForm.Get("id"), strings.TrimSpace(cleanText(r.PostForm.Get("comment")))
	if len(words) == 0 || !isID(id) || len(comment) > maxComment {
		return nil, "", comment, fmt.Errorf("%w: the form has lost its act's id, or its comment is too long", errBadRequest)
	}
	return words, id, comment, nil
}

// actOnCell does what the button of a page in one locale says.
func (d *desk) actOnCell(ctx context.Context, words []string, id, comment string, form url.Values, u l10n.UserID) error {
	act, ok := cellActs[words[0]]
	if !ok || len(words) != 3 {
		return fmt.Errorf("%w: no button is called %q", errBadRequest, strings.Join(words, " "))
	}
	l, err := l10n.ParseLocale(words[2])
	if err != nil {
		return fmt.Errorf("%w: %w", errBadRequest, err)
	}
	t, err := d.Records.Translation(ctx, l10n.TranslationKey{Document: l10n.DocumentID(words[1]), Locale: l})
	if err != nil {
		return err
	}
	err = act(d, ctx, cellAct{t, words[0], id, comment, u, form})
	if err == nil {
		d.Logger.Info("an act on a page", "act", words[0], "document", t.Document, "locale", t.Locale, "by", u)
	}
	return err
}

// embargoCell moves or ends what keeps a page in one locale from visitors. What is only held back has its reason.
func (d *desk) embargoCell(ctx context.Context, a cellAct) error {
	if d.Embargoes == nil {
		return l10n.ErrNotFound
	}
	act := l10n.EmbargoAct{ID: a.id, Kind: l10n.Reschedule, Document: a.Document, Run: a.Run, Locales: []l10n.Locale{a.Locale}, By: a.by, Comment: a.comment}
	switch a.name {
	case "release":
		act.Kind = l10n.Release
	case "hold":
		act.Embargo = &l10n.Embargo{Hold: true}
	case "reschedule":
		e, err := l10n.NewHour(a.form.Get("at"), a.form.Get("zone"))
		if err != nil {
			return fmt.Errorf("%w: %w", l10n.ErrRefused, err)
		}
		act.Embargo = &e
	}
	if act.Kind == l10n.Reschedule && a.comment == "" {
		return fmt.Errorf("%w: say why it shall wait", l10n.ErrRefused)
	}
	return d.Embargoes.Embargo(ctx, act)
}

// startAgain starts a run of documents once more, and returns its ID.
func (d *desk) startAgain(ctx context.Context, plan l10n.Ref, docs []l10n.DocumentID, locales []l10n.Locale, u l10n.UserID, why string) (l10n.RunID, error) {
	if d.Publisher == nil {
		return "", l10n.ErrNotFound
	}
	r, err := d.Publisher.Again(ctx, plan, docs, locales)
	if err != nil {
		return "", err
	}
	r.Run, r.By, r.Reason = l10n.RunID(d.newRunID(string(r.Site))), u, why
	return r.Run, d.Publisher.Start(ctx, r)
}
