package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// pageFlags say which page to take, and what of it. The commands that work on one page share them.
type pageFlags struct {
	Page        string   `arg:"" name:"page" help:"An HTML file, an http or https URL, or - for standard input."`
	ContentType string   `placeholder:"TYPE" help:"The HTTP header that the bytes came with, for instance \"text/html; charset=gbk\"."`
	Main        bool     `help:"Take the main content alone, as landmarks or readability find it; else all of the page."`
	Root        string   `placeholder:"SELECTOR" help:"CSS selector of the content."`
	Include     []string `placeholder:"SELECTOR" sep:"none" help:"CSS selector of a part outside the content to take too; may be repeated."`
	Exclude     []string `placeholder:"SELECTOR" sep:"none" help:"CSS selector of a part to leave alone; may be repeated."`
	Preset      string   `placeholder:"SYSTEM" help:"Leave alone what a content system puts around its content: drupal, ghost, hugo, joomla, mediawiki, typo3 or wordpress."`
	From        string   `placeholder:"LANG" default:"en" help:"Language of the source, where the page doesn't say."`
	Rules       string   `type:"existingfile" placeholder:"FILE" help:"Segmentation rules as SRX, instead of the built-in ones."`
	Code        bool     `help:"Take the text of code elements too."`

	NamedButtons bool `help:"Take the labels of submit buttons with a name too, which are sent to the server."`
}

// read gets the page and the options of its extraction.
func (p pageFlags) read(ctx context.Context) (l10n.Document, []byte, extract.Options, error) {
	lang, err := l10n.ParseLocale(p.From)
	if err != nil {
		return l10n.Document{}, nil, extract.Options{}, usage(err)
	}
	opt := extract.Options{
		Root: p.Root, WholePage: p.Root == "" && !p.Main, Include: p.Include, Exclude: p.Exclude, SourceLang: lang,
		ContentType: p.ContentType, Code: p.Code, NamedButtons: p.NamedButtons, IsValue: format.IsValue, Segmenter: segment.New(),
	}
	if p.Preset != "" {
		more, ok := extract.Preset(p.Preset)
		if !ok {
			return l10n.Document{}, nil, opt, usage(fmt.Errorf("there is no preset %q", p.Preset))
		}
		opt.Exclude = append(opt.Exclude, more...)
	}
	if p.Rules != "" {
		if opt.Segmenter, err = readRules(p.Rules); err != nil {
			return l10n.Document{}, nil, opt, usage(err)
		}
	}
	doc, page, err := p.fetch(ctx, &opt)
	return doc, page, opt, err
}

func (p pageFlags) fetch(ctx context.Context, opt *extract.Options) (l10n.Document, []byte, error) {
	switch {
	case p.Page == "-":
		b, err := readPage(os.Stdin)
		return l10n.Document{URL: "stdin"}, b, err
	case strings.HasPrefix(p.Page, "http://"), strings.HasPrefix(p.Page, "https://"):
		f := fetch.New(fetch.Options{AllowPrivate: true, UserAgent: "Dragoman/" + version})
		doc, b, err := f.Fetch(ctx, p.Page, nil)
		opt.Load = func(href string) ([]byte, error) { return f.FetchLinked(ctx, doc.URL, href) }
		return doc, b, err
	}
	file, err := os.Open(p.Page)
	if err != nil {
		return l10n.Document{}, nil, usage(fmt.Errorf("the page can't be read: %w", err))
	}
	defer func() { _ = file.Close() }()
	b, err := readPage(file)
	if err != nil {
		return l10n.Document{}, nil, err
	}
	opt.Load = func(href string) ([]byte, error) { return readBeside(p.Page, href) }
	return l10n.Document{ID: l10n.NewDocumentID(p.Page), URL: p.Page}, b, nil
}

// readBeside reads a file that a page names by a link, from the page's folder or below it.
func readBeside(page, href string) ([]byte, error) {
	u, err := url.Parse(href)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "" || u.Host != "" {
		return nil, errors.New("a page that is a file names files beside it; publish it, or extract it from its address")
	}
	root, err := os.OpenRoot(filepath.Dir(page))
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	f, err := root.Open(filepath.FromSlash(u.Path))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return readPage(f)
}

// largestPage is how many bytes a page from a file or standard input may have; what is larger is no page.
const largestPage = 16 << 20

func readPage(r io.Reader) ([]byte, error) {
	b, err := bounded.Read(r, largestPage)
	switch {
	case errors.Is(err, bounded.ErrTooLarge):
		return nil, usage(fmt.Errorf("the page is larger than %d MiB: is it one?", largestPage>>20))
	case err != nil:
		return nil, usage(fmt.Errorf("the page can't be read: %w", err))
	case !strings.HasPrefix(http.DetectContentType(b), "text/"):
		return nil, usage(fmt.Errorf("this is no page of HTML, but looks like %s", http.DetectContentType(b)))
	}
	return b, nil
}

func readRules(path string) (*segment.Segmenter, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return segment.ReadSRX(f)
}

type extractCmd struct {
	pageFlags
	Format string `enum:"jsonl,xliff,xliff-2.1,xliff-1.2" default:"jsonl" help:"What to write: ${enum}; XLIFF is for translation tools, and xliff is xliff-2.1."`
	To     string `placeholder:"LANG" help:"The language that an XLIFF file is to be translated into; many tools want to be told."`
}

// Help is the longer help.
func (extractCmd) Help() string {
	return `Writes the page's texts as JSON lines: first the page's encoding, language and title, then a unit a line
with its segments. Inline markup is <1>…</1> and <2/> in "source" and left out of "text". As XLIFF 2.1, a tool
like OmegaT, Trados, memoQ or Swordfish can work on it; "dragoman merge" takes the file back.

Examples:
  dragoman extract page.html
  dragoman extract page.html --format xliff --to es > page.xlf
  dragoman extract --main https://example.org/news/statement.html | jq -r '.segments[]?.text'
  curl -s https://example.org/ | dragoman extract - --content-type "text/html; charset=utf-8"`
}

// Run writes a page's units.
func (c extractCmd) Run(ctx context.Context, s *session) error {
	var to l10n.Locale
	if c.To != "" {
		var err error
		if to, err = l10n.ParseLocale(c.To); err != nil {
			return usage(err)
		}
		if !strings.HasPrefix(c.Format, "xliff") {
			return usage(errors.New("--to is for --format xliff; JSON lines have no target language"))
		}
	}
	doc, page, opt, err := c.read(ctx)
	if err != nil {
		return err
	}
	e, _, err := extract.Extract(doc, page, opt)
	if err != nil {
		return err
	}
	switch c.Format {
	case "jsonl":
		return extract.WriteJSONL(s.out, e)
	case "xliff":
		c.Format = string(xliff.V21)
	}
	return xliff.Write(s.out, e, xliff.Options{Format: xliff.Format(c.Format), Locale: to})
}
