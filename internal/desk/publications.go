package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Publications are the publications of documents, the current and the earlier ones. Errors wrap those of [Runs].
type Publications interface {
	// History returns all publications of a document.
	History(context.Context, l10n.SiteName, l10n.DocumentID) (PublicationHistory, error)
	// Rollback switches to an earlier publication, r.To. A repeat with the same act ID does nothing.
	Rollback(context.Context, l10n.Rollback) error
	// Unpublish withdraws a document or some of its locales. A repeat with the same ID does nothing.
	Unpublish(context.Context, l10n.SiteName, l10n.DocumentID, l10n.Withdrawal) error
}

// PublicationHistory has all publications of a document.
type PublicationHistory struct {
	Publications []*l10n.Publication // the newest first
	Current      l10n.PublicationID  // the one that visitors get
	Rollbacks    []l10n.Rollback     // to these publications, the oldest first
}

type publicationsView struct {
	l10n.Translation
	Base, Act string
	List      []publicationRow
	Online    []localeChoice // that visitors get now
	Comment   string
	Correct   bool // there is a page for corrections
}

type publicationRow struct {
	ID        l10n.PublicationID
	Time      *moment
	Now       bool
	Pages     []publishedLink
	Withdrawn *l10n.Withdrawal
	Rollbacks []rollbackRow
	Approvals []approval
	Compare   string // address of what differs from the publication before
}

// rollbackRow says who went back to a publication, and when.
type rollbackRow struct {
	By      l10n.UserID
	Time    *moment
	Comment string
}

// publishedLink is a page of a publication. Only pages of the current publication have an address.
type publishedLink struct {
	Label, URL  string
	Unconfirmed string // says how many of its texts nobody is known to have looked at
}

type localeChoice struct {
	Value l10n.Locale
	Label string
}

type approval struct {
	Locale string
	By     l10n.UserID
	Step   string
}

func (d *desk) showPublications(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	t, err := d.publishedTranslation(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.renderPublications(w, r, http.StatusOK, p, t, "")
}

// publishedTranslation returns the translation whose publications a request asks for.
func (d *desk) publishedTranslation(r *http.Request) (l10n.Translation, error) {
	k, err := keyOf(r)
	if err != nil || d.Publications == nil {
		return l10n.Translation{}, errors.Join(l10n.ErrNotFound, err)
	}
	return d.Records.Translation(r.Context(), k)
}

func (d *desk) renderPublications(w http.ResponseWriter, r *http.Request, status int, p *page, t l10n.Translation,
	comment string) {
	h, err := d.Publications.History(r.Context(), t.Site, t.Document)
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		d.showError(w, r, p.User, err)
		return
	}
	v := &publicationsView{Translation: t, Base: translationPath(t.TranslationKey), Act: rand.Text(), Comment: comment, Correct: d.Corrections != nil}
	for _, pub := range h.Publications {
		row := publicationRow{ID: pub.ID, Time: p.moment(pub.PublishedAt), Now: pub.ID == h.Current, Withdrawn: pub.Withdrawn}
		for _, r := range h.Rollbacks {
			if r.To == pub.ID {
				row.Rollbacks = append(row.Rollbacks, rollbackRow{r.By, p.moment(r.At), r.Comment})
			}
		}
		for _, l := range pub.Locales {
			link := publishedLink{Label: p.Language(l.Locale)}
			if l.Unconfirmed > 0 {
				link.Unconfirmed = p.unconfirmed(l.Unconfirmed, l.Passed)
			}
			if row.Now {
				link.URL = l.URL
				v.Online = append(v.Online, localeChoice{l.Locale, link.Label})
			}
			if l.Locale == t.Locale {
				row.Compare = translationPath(t.TranslationKey) + "/publications/compare?to=" + url.QueryEscape(string(pub.ID))
			}
			row.Pages = append(row.Pages, link)
			for _, a := range l.Approvals {
				row.Approvals = append(row.Approvals, approval{link.Label, a.By, label(p.localizer, stepLabels, a.Step)})
			}
		}
		v.List = append(v.List, row)
	}
	p.Title = p.T("desk.publications.of", "Title", t.Title)
	p.Body = v
	d.render(w, status, "publications", p)
}

// actOnPublications rolls back or withdraws a publication, as the pressed button says.
func (d *desk) actOnPublications(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	t, err := d.publishedTranslation(r)
	if err == nil {
		err = r.ParseForm()
	}
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	id, comment := r.PostForm.Get("id"), cleanText(r.PostForm.Get("comment"))
	if !isID(id) || len(comment) > maxComment {
		d.showError(w, r, u, fmt.Errorf("%w: the form has lost its act's id, or its comment is too long", errBadRequest))
		return
	}
	p := d.newPage(r, u)
	act, to, _ := strings.Cut(r.PostForm.Get("act"), " ")
	if strings.TrimSpace(comment) == "" {
		p.addNotice("bad", p.T("publishing.publications.needsReason"), "")
		d.renderPublications(w, r, http.StatusUnprocessableEntity, p, t, comment)
		return
	}
	switch act {
	case "rollback":
		err = d.Publications.Rollback(r.Context(), l10n.Rollback{ID: id, Site: t.Site, Document: t.Document, To: l10n.PublicationID(to), By: u, Comment: comment})
	case "unpublish":
		which := r.PostForm.Get("locale")
		if which == "" {
			p.addNotice("bad", p.T("desk.publications.choose"), "")
			d.renderPublications(w, r, http.StatusUnprocessableEntity, p, t, comment)
			return
		}
		err = d.unpublish(r.Context(), t, l10n.Withdrawal{ID: id, By: u, At: d.Now().UTC(), Comment: comment}, which)
	default:
		err = fmt.Errorf("%w: no button is called %q", errBadRequest, act)
	}
	if err != nil {
		d.explain(p, err)
		d.renderPublications(w, r, statusOf(err), p, t, comment)
		return
	}
	redirect(w, r, translationPath(t.TranslationKey)+"/publications", act)
}

// allLocales is the form's value for all locales.
const allLocales = "*"

func (d *desk) unpublish(ctx context.Context, t l10n.Translation, w l10n.Withdrawal, which string) error {
	if which != allLocales {
		l, err := l10n.ParseLocale(which)
		if err != nil {
			return fmt.Errorf("%w: %w", errBadRequest, err)
		}
		w.Locales = []l10n.Locale{l}
	}
	if err := d.Publications.Unpublish(ctx, t.Site, t.Document, w); err != nil {
		return err
	}
	d.Logger.Info("withdrawn", "document", t.Document, "locales", slices.Clone(w.Locales), "by", w.By)
	return nil
}
