package demo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"text/tabwriter"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// verify gets every published page over HTTP, compares it with its manifest, and follows the links between the site's
// pages. It returns the number of pages.
func (d *demo) verify(ctx context.Context) (int, error) {
	pages, err := d.house.Store.PublishedSite(ctx, siteName)
	if err != nil {
		return 0, err
	}
	publisher := d.house.Site.Destinations[d.cfg.Destinations[0].Name].Publisher
	var faults []error
	for _, p := range pages {
		pub, err := publisher.Current(ctx, p.Document)
		if err != nil {
			return 0, err
		}
		if err := d.verifyPage(ctx, p, pub); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", p.URL, err))
		}
	}
	if len(pages) == 0 {
		faults = append(faults, errors.New("nothing is published"))
	}
	return len(pages), errors.Join(faults...)
}

func (d *demo) verifyPage(ctx context.Context, p l10n.PublishedPage, pub *l10n.Publication) error {
	body, err := get(ctx, p.URL)
	if err != nil {
		return err
	}
	for _, f := range pub.Files {
		if f.Locale == p.Locale && strings.HasPrefix(f.ContentType, "text/html") && l10n.NewRef(body) != f.Ref {
			return errors.New("a visitor gets other bytes than those that the manifest names")
		}
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	if err != nil {
		return err
	}
	if lang := doc.Find("html").AttrOr("lang", ""); lang != string(p.Locale) {
		return fmt.Errorf("its lang is %q", lang)
	}
	base, err := url.Parse(p.URL)
	if err != nil {
		return err
	}
	var faults []error
	const references = "a[href], link[rel=alternate][hreflang], link[rel=stylesheet], img[src]"
	doc.Find(references).Each(func(_ int, el *goquery.Selection) {
		u, err := base.Parse(el.AttrOr("href", el.AttrOr("src", "")))
		if err != nil || u.Scheme != "http" {
			return
		}
		if _, err := get(ctx, u.String()); err != nil {
			faults = append(faults, err)
		}
	})
	return errors.Join(faults...)
}

func get(ctx context.Context, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", address, res.Status)
	}
	return bounded.Read(res.Body, 64<<20)
}

// summary prints what was done, a line a locale.
func (d *demo) summary(ts []l10n.Translation) {
	total := map[l10n.Locale]l10n.Progress{}
	pages := map[l10n.Locale]int{}
	for _, t := range ts {
		sum := total[t.Locale]
		sum.Segments += t.Progress.Segments
		sum.Approved += t.Progress.Approved
		sum.Memory += t.Progress.Memory
		sum.Fuzzy += t.Progress.Fuzzy
		sum.Machine += t.Progress.Machine
		sum.Human += t.Progress.Human
		sum.Issues += t.Progress.Issues
		total[t.Locale] = sum
		if t.Stage == l10n.StagePublished {
			pages[t.Locale]++
		}
	}
	d.say("")
	w := tabwriter.NewWriter(d.Out, 0, 4, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(w, "locale\tpages\tsegments\tapproved before\tmemory\tfuzzy\tmachine\tpeople\tissues\t")
	for _, l := range d.cfg.Sites[0].Locales {
		p := total[l]
		_, _ = fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", l, pages[l], p.Segments, p.Approved, p.Memory,
			p.Fuzzy, p.Machine, p.Human, p.Issues)
	}
	_ = w.Flush()
	d.links(ts)
	d.say("\nThese four answer while a demo runs: `dragoman demo` goes on from here and serves them. The pages are in %s.",
		d.cfg.Destinations[0].Path)
}
