package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type compareView struct {
	l10n.Translation
	Base             string
	Target, Original string // names of the languages
	From, To         []option
	FromTime, ToTime string
	All              bool // sentences that are alike are shown too
	Count            string
	Rows             []compareRow
	Dir, SourceDir   l10n.Direction
	Texts            string // of the language, for lang
}

type compareRow struct {
	Label, Kind string // what has become of the source
	Source      []diffPiece
	Text        []diffPiece
	Figures     []diffPiece
	By          string // who signed the sentence as it is now
}

// diffPiece is a stretch of a text that stayed, is new or was removed, cut into texts and codes: a code reads from left to
// right in every text.
type diffPiece struct {
	Kind  follow.Kind
	Parts []chip
}

var codeMark = regexp.MustCompile(`</?[0-9]+/?>`)

func diffPieces(pieces []follow.Piece) []diffPiece {
	all := make([]diffPiece, len(pieces))
	for i, piece := range pieces {
		all[i].Kind = piece.Kind
		at := 0
		for _, code := range codeMark.FindAllStringIndex(piece.Text, -1) {
			all[i].Parts = append(all[i].Parts, chip{Text: piece.Text[at:code[0]]}, chip{Code: piece.Text[code[0]:code[1]]})
			at = code[1]
		}
		all[i].Parts = append(all[i].Parts, chip{Text: piece.Text[at:]})
	}
	return all
}

var kindsOfChange = map[follow.Kind]string{
	follow.Moved: "publishing.compare.moved", follow.Changed: "publishing.compare.changed", follow.New: "publishing.compare.new",
	follow.Removed: "publishing.compare.removed",
}

// showCompare shows what differs between two publications of a page in one locale, beside the source.
func (d *desk) showCompare(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	t, err := d.publishedTranslation(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	v, err := d.comparePublications(r.Context(), p, t, r.URL.Query())
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p.Title = p.T("publishing.compare.title")
	p.Body = v
	d.render(w, http.StatusOK, "compare", p)
}

func (d *desk) comparePublications(ctx context.Context, p *page, t l10n.Translation, q url.Values) (*compareView, error) {
	h, err := d.Publications.History(ctx, t.Site, t.Document)
	if err != nil {
		return nil, err
	}
	var with []*l10n.Publication // the newest first
	for _, pub := range h.Publications {
		if accountOf(pub, t.Locale) != nil {
			with = append(with, pub)
		}
	}
	if len(with) == 0 {
		return nil, fmt.Errorf("publications of %s in %s: %w", t.Document, t.Locale, l10n.ErrNotFound)
	}
	to, from := chosen(with, q.Get("to"), h.Current), (*l10n.Publication)(nil)
	if i := slices.Index(with, to); i+1 < len(with) {
		from = with[i+1]
	}
	if id := q.Get("from"); id != "" {
		from = chosen(with, id, "")
	}
	v := &compareView{Translation: t, Base: translationPath(t.TranslationKey), Target: p.Language(t.Locale), Original: p.Language(t.SourceLang),
		All: q.Get("all") != "", Dir: t.Locale.Direction(), SourceDir: t.SourceLang.Direction(), Texts: string(t.Locale)}
	for _, pub := range with {
		label := p.exact(pub.PublishedAt)
		if pub.ID == h.Current {
			label += " · " + p.T("desk.publications.current")
		}
		v.To = append(v.To, option{string(pub.ID), label, pub == to})
		v.From = append(v.From, option{string(pub.ID), label, pub == from})
	}
	if from == nil || from == to {
		return v, nil
	}
	v.FromTime, v.ToTime = p.exact(from.PublishedAt), p.exact(to.PublishedAt)
	return v, d.compareTexts(ctx, p, v, *accountOf(from, t.Locale), *accountOf(to, t.Locale))
}

func accountOf(pub *l10n.Publication, l l10n.Locale) *l10n.ManifestLocale {
	i := slices.IndexFunc(pub.Locales, func(m l10n.ManifestLocale) bool { return m.Locale == l })
	if i < 0 {
		return nil
	}
	return &pub.Locales[i]
}

// chosen is the publication of that ID, or else the current one, or else the newest.
func chosen(pubs []*l10n.Publication, id string, current l10n.PublicationID) *l10n.Publication {
	for _, want := range []string{id, string(current)} {
		if i := slices.IndexFunc(pubs, func(p *l10n.Publication) bool { return want != "" && string(p.ID) == want }); i >= 0 {
			return pubs[i]
		}
	}
	return pubs[0]
}

// compareTexts loads both versions and shows what differs.
func (d *desk) compareTexts(ctx context.Context, p *page, v *compareView, from, to l10n.ManifestLocale) error {
	version := func(m l10n.ManifestLocale) (follow.Version, error) {
		e, err := d.Documents.Extraction(ctx, m.Extraction)
		ts, snapshotErr := d.Documents.Snapshot(ctx, m.Targets)
		return follow.Version{Extraction: e, Targets: ts}, errors.Join(err, snapshotErr)
	}
	old, err := version(from)
	if err != nil {
		return fmt.Errorf("the earlier publication: %w", err)
	}
	now, err := version(to)
	if err != nil {
		return fmt.Errorf("the later publication: %w", err)
	}
	differ := 0
	for _, s := range follow.Versions(old, now) {
		if s.Differs() {
			differ++
		} else if !v.All {
			continue
		}
		row := compareRow{Kind: string(s.Kind), Source: diffPieces(s.Source), Text: diffPieces(s.Target), Figures: diffPieces(s.Figures)}
		if id, ok := kindsOfChange[s.Kind]; ok {
			row.Label = p.T(id)
		}
		if s.Now != nil {
			var who []l10n.UserID
			for _, sign := range s.Now.Signed {
				if !slices.Contains(who, sign.By) {
					who = append(who, sign.By)
				}
			}
			row.By = p.names(who)
		}
		v.Rows = append(v.Rows, row)
	}
	v.Count = p.N("publishing.compare.differ", differ)
	return nil
}
