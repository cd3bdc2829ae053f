package work

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fetch gets a page from its address, or takes what the plan has in its place. A page that is as it was has no body.
func (s *Service) fetch(ctx context.Context, p l10n.Plan, address string, prev *l10n.Document) (l10n.Document, []byte, error) {
	up, handedIn := p.Upload(address)
	if !handedIn {
		return s.Source.Fetch(ctx, address, prev)
	}
	body, err := s.Blobs.Get(ctx, up.Ref)
	if err != nil {
		return l10n.Document{}, nil, fmt.Errorf("what was handed in as %s: %w", address, err)
	}
	d := l10n.Document{URL: address, Ref: up.Ref, ContentType: "text/html", Size: int64(len(body)), FetchedAt: time.Now().UTC()}
	if prev != nil && prev.Ref == up.Ref {
		d.NotModified, body = true, nil
	}
	return d, body, nil
}

// checkUploads refuses what was handed in for pages that the run does not have, or that is not on file.
func (s *Service) checkUploads(ctx context.Context, p l10n.Plan, urls []string) error {
	for _, up := range p.Uploads {
		if !slices.Contains(urls, up.Page) {
			return fmt.Errorf("%w: what was handed in is for the page %s, which the run does not have", l10n.ErrRefused, up.Page)
		}
		if _, err := s.Blobs.Get(ctx, up.Ref); err != nil {
			return fmt.Errorf("%w: what was handed in for %s: %w", l10n.ErrRefused, up.Page, err)
		}
	}
	return nil
}

// HandIn keeps the content of a page for the run that is asked for with it. The page is an address of the web, without a
// fragment; where it is empty, the content's own link to its canonical address says it. A content without text is refused
// by an error that wraps [l10n.ErrPage].
func (s *Service) HandIn(ctx context.Context, p l10n.Plan, page string, body []byte) (l10n.Upload, error) {
	if page == "" {
		if page = canonical(body); page == "" {
			return l10n.Upload{}, fmt.Errorf("%w: say at which address the page stands or will stand: it has no canonical link", l10n.ErrRefused)
		}
	}
	u, err := url.Parse(page)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return l10n.Upload{}, fmt.Errorf("%w: %q is no address of a page: it begins with https:// or http://", l10n.ErrRefused, page)
	}
	u.Fragment, u.RawFragment = "", ""
	up := l10n.Upload{Page: u.String()}
	d := l10n.Document{ID: l10n.NewDocumentID(up.Page), URL: up.Page, ContentType: "text/html"}
	e, err := s.ReadPage(p, d, body)
	if err != nil {
		return up, err
	}
	if e.Segments() == 0 {
		return up, fmt.Errorf("%w: it has no text to translate", l10n.ErrPage)
	}
	up.Ref, err = s.Blobs.Put(ctx, body)
	return up, err
}

// canonical is the address that a page says is its own, or "".
func canonical(body []byte) string {
	for z := html.NewTokenizer(bytes.NewReader(body)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return ""
		}
		token := z.Token()
		if token.DataAtom == atom.Body && kind == html.StartTagToken {
			return ""
		}
		if token.DataAtom != atom.Link {
			continue
		}
		attributes := map[string]string{}
		for _, a := range token.Attr {
			attributes[a.Key] = strings.TrimSpace(a.Val)
		}
		if slices.Contains(strings.Fields(strings.ToLower(attributes["rel"])), "canonical") && attributes["href"] != "" {
			return attributes["href"]
		}
	}
}
