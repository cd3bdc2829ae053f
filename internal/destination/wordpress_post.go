package destination

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mark is the comment at the head of a post, which says what the post was made of.
type mark struct {
	Document l10n.DocumentID
	Path     string
	Ref      l10n.Ref
}

var markForm = regexp.MustCompile(`^<!-- dragoman ([^ ]+) ([^ ]+) ([^ ]+) -->\n`)

func (m mark) String() string {
	return fmt.Sprintf("<!-- dragoman %s %s %s -->\n", m.Document, base64.RawURLEncoding.EncodeToString([]byte(m.Path)),
		m.Ref)
}

func readMark(content string) (mark, bool) {
	f := markForm.FindStringSubmatch(content)
	if f == nil {
		return mark{}, false
	}
	name, err := base64.RawURLEncoding.DecodeString(f[2])
	return mark{l10n.DocumentID(f[1]), string(name), l10n.Ref(f[3])}, err == nil
}

// post is a page as WordPress has it: its theme brings everything but the title and the main content.
type post struct{ Title, Content string }

// postOf takes the main content out of a page: its main element, or article, or body. A heading that says the title is
// the theme's to show.
func postOf(m mark, page []byte) (post, error) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return post{}, err
	}
	root := doc.Find("body")
	for _, where := range []string{"main", "article"} {
		if found := doc.Find(where); found.Length() > 0 {
			root = found.First()
			break
		}
	}
	title := strings.Join(strings.Fields(doc.Find("title").First().Text()), " ")
	if h := root.Find("h1").First(); h.Length() > 0 {
		title = strings.Join(strings.Fields(h.Text()), " ")
		h.Remove()
	}
	root.Find("script, style, noscript").Remove() // the theme's business, and nothing that a post may bring
	html, err := root.Html()
	if err != nil {
		return post{}, err
	}
	lang, _ := doc.Find("html").Attr("lang")
	dir, _ := doc.Find("html").Attr("dir")
	if dir == "" {
		dir = "ltr"
	}
	box := fmt.Sprintf("<div lang=\"%s\" dir=\"%s\">\n%s\n</div>", escapeAttr(lang), escapeAttr(dir),
		strings.TrimSpace(html))
	return post{textEscaper.Replace(title), m.String() + box}, nil
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

var attrEscaper = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;")

func escapeAttr(s string) string { return attrEscaper.Replace(s) }

// slugOf makes a slug of a path: es/news/statement.html is es-news-statement. What WordPress would change in it is
// replaced, with a hash of the path, so that the slug is found again as it was made.
func slugOf(name string) string {
	s := strings.TrimSuffix(name, path.Ext(name))
	s = strings.TrimSuffix(s, "/index")
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if plain := strings.NewReplacer("/", "-", "_", "-").Replace(s); slug == plain && len(slug) <= 150 {
		return slug
	}
	return strings.TrimSuffix(slug[:min(len(slug), 150)], "-") + "-" + string(l10n.NewHash(name))[:8]
}

// addLanguage says a post's language where the site wants it.
func (w *wordpress) addLanguage(ctx context.Context, fields map[string]any, l l10n.Locale) error {
	if w.lang.meta != "" {
		fields["meta"] = map[string]string{w.lang.meta: string(l)}
	}
	if w.lang.taxonomy == "" {
		return nil
	}
	slug := strings.ToLower(string(l))
	w.mu.Lock()
	id := w.tax[slug]
	w.mu.Unlock()
	if id == 0 {
		var terms []struct {
			ID int `json:"id"`
		}
		b, err := w.call(ctx, http.MethodGet, w.lang.taxonomy, url.Values{"slug": {slug}}, nil)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(b, &terms); err != nil {
			return fmt.Errorf("WordPress's answer: %w", err)
		}
		if len(terms) == 0 {
			return fmt.Errorf("%w: the taxonomy %s of WordPress has no term of slug %s", l10n.ErrRefused, w.lang.taxonomy, slug)
		}
		id = terms[0].ID
		w.mu.Lock()
		w.tax[slug] = id
		w.mu.Unlock()
	}
	fields[w.lang.taxonomy] = []int{id}
	return nil
}

// books are a document's ledger and manifests, in one private post.
type books struct {
	Ledger    ledger
	Manifests []*l10n.Publication
}

func booksSlug(doc l10n.DocumentID) string { return "dragoman-" + slugOf(string(doc)+".json") }

func (w *wordpress) books(ctx context.Context, doc l10n.DocumentID) (*books, error) {
	p, err := w.find(ctx, "posts", booksSlug(doc))
	if errors.Is(err, l10n.ErrNotFound) {
		return &books{}, nil
	}
	if err != nil {
		return nil, err
	}
	text := strings.TrimSuffix(strings.TrimPrefix(p.Content.Raw, "<pre>"), "</pre>")
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("the private post %s of WordPress was changed by hand: %w", p.Slug, err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("the private post %s of WordPress was changed by hand: %w", p.Slug, err)
	}
	b := new(books)
	return b, json.NewDecoder(z).Decode(b)
}

func (w *wordpress) saveBooks(ctx context.Context, doc l10n.DocumentID, b *books) error {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if err := errors.Join(json.NewEncoder(z).Encode(b), z.Close()); err != nil {
		return err
	}
	return w.write(ctx, "posts", booksSlug(doc), map[string]any{
		"title": "Dragoman: " + string(doc), "slug": booksSlug(doc), "status": "private",
		"content": "<pre>" + base64.StdEncoding.EncodeToString(packed.Bytes()) + "</pre>",
	})
}

func (w *wordpress) load(ctx context.Context, doc l10n.DocumentID) (*ledger, error) {
	b, err := w.books(ctx, doc)
	if err != nil {
		return nil, err
	}
	return &b.Ledger, nil
}

func (w *wordpress) save(ctx context.Context, doc l10n.DocumentID, l *ledger) error {
	b, err := w.books(ctx, doc)
	if err != nil {
		return err
	}
	b.Ledger = *l
	return w.saveBooks(ctx, doc, b)
}

func (w *wordpress) saveManifest(ctx context.Context, pub *l10n.Publication) error {
	b, err := w.books(ctx, pub.Document)
	if err != nil {
		return err
	}
	for _, there := range b.Manifests {
		if there.ID == pub.ID {
			return nil
		}
	}
	b.Manifests = append([]*l10n.Publication{pub}, b.Manifests...)
	return w.saveBooks(ctx, pub.Document, b)
}
