package destination

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mark is the comment at the head of a post. It names the document, the path and the file that the post was made of.
type mark struct {
	Document l10n.DocumentID
	Path     string
	Ref      l10n.Ref
}

var markForm = regexp.MustCompile(`^<!-- dragoman ([^ ]+) ([^ ]+) ([^ ]+) -->\n`)

func (m mark) String() string {
	return fmt.Sprintf("<!-- dragoman %s %s %s -->\n",
		m.Document, base64.RawURLEncoding.EncodeToString([]byte(m.Path)), m.Ref)
}

func readMark(content string) (mark, bool) {
	f := markForm.FindStringSubmatch(content)
	if f == nil {
		return mark{}, false
	}
	name, err := base64.RawURLEncoding.DecodeString(f[2])
	return mark{l10n.DocumentID(f[1]), string(name), l10n.Ref(f[3])}, err == nil
}

// post is a page as WordPress stores it. The theme adds everything but the title and the main content.
type post struct{ Title, Content string }

// postOf makes a post of a page. The content is the page's <main>, <article> or <body>. The first <h1> becomes the
// title, because the theme shows the title as a heading. Unless raw, nothing in it is code to WordPress.
func postOf(m mark, page []byte, raw bool) (post, error) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return post{}, err
	}
	root := doc.Find("body")
	for _, where := range []string{"main", "article"} {
		if e := doc.Find(where); e.Length() > 0 {
			root = e.First()
			break
		}
	}
	title := strings.Join(strings.Fields(doc.Find("title").First().Text()), " ")
	if h := root.Find("h1").First(); h.Length() > 0 {
		title = strings.Join(strings.Fields(h.Text()), " ")
		h.Remove()
	}
	root.Find("script, style, noscript").Remove() // WordPress does not allow them in a post
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
	title = textEscaper.Replace(title)
	if !raw {
		title, box = neutralForWordPress(title), neutralForWordPress(box)
	}
	return post{title, m.String() + box}, nil
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

var attrEscaper = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;")

func escapeAttr(s string) string { return attrEscaper.Replace(s) }

// slugOf makes a slug of a path: es/news/statement.html becomes es-news-statement. WordPress would change some paths
// when it stores the slug, and the post would not be found. Such a slug has only a–z, 0–9 and "-", and ends in a hash
// of the path.
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
	return strings.TrimSuffix(slug[:min(len(slug), 150)], "-") + "-" + string(l10n.NewShortName(name))[:8]
}

// addLanguage adds a post's language to its fields, where the options say.
func (w *wordpress) addLanguage(ctx context.Context, fields map[string]any, l l10n.Locale) error {
	if w.lang.meta != "" {
		fields["meta"] = map[string]string{w.lang.meta: string(l)}
	}
	if w.lang.taxonomy == "" {
		return nil
	}
	slug := strings.ToLower(string(l))
	w.mu.Lock()
	id := w.termIDs[slug]
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
		w.termIDs[slug] = id
		w.mu.Unlock()
	}
	fields[w.lang.taxonomy] = []int{id}
	return nil
}
