package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
)

type tmCmd struct {
	Import tmImportCmd `cmd:"" help:"Read TMX files, or tables of parallel texts (.tsv), into the memory."`
	Export tmExportCmd `cmd:"" help:"Write the memory as TMX 1.4b."`
	Search tmSearchCmd `cmd:"" help:"Look up a text, or many from a file of JSON lines."`
	Stats  tmStatsCmd  `cmd:"" help:"Count what the memory holds."`
}

// langPair is the flags that say from which language into which.
type langPair struct {
	From string   `placeholder:"LANG" help:"Source language."`
	To   []string `placeholder:"LANG,…" help:"Target languages; all by default."`
}

func (p langPair) parse() (from l10n.Locale, to []l10n.Locale, err error) {
	if p.From != "" {
		if from, err = l10n.ParseLocale(p.From); err != nil {
			return "", nil, usage(err)
		}
	}
	for _, s := range p.To {
		l, err := l10n.ParseLocale(s)
		if err != nil {
			return "", nil, usage(err)
		}
		to = append(to, l)
	}
	return from, to, nil
}

type tmImportCmd struct {
	Files []string `arg:"" help:"TMX or TSV files; - reads TMX from standard input."`
	langPair
	Site    string `help:"The site that units without one belong to."`
	Quality int    `default:"100" help:"How far the units are trusted, 1 to 100; only 100 is used without a look."`
}

// Run imports files and tells what became of each.
func (c tmImportCmd) Run(ctx context.Context, s *session) error {
	from, to, err := c.parse()
	if err != nil {
		return err
	}
	if c.Quality < 1 || c.Quality > 100 {
		return usage(fmt.Errorf("--quality %d is not between 1 and 100", c.Quality))
	}
	o := memory.ImportOptions{SourceLang: from, Locales: to, Site: l10n.SiteName(c.Site), Quality: c.Quality}
	return s.withApp(ctx, func(a *app.App) error {
		for _, name := range c.Files {
			res, err := importFile(ctx, a.Memory, name, o)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if s.cli.JSON {
				err = json.NewEncoder(s.out).Encode(res)
			} else {
				s.say("%s: %s read; %s, %d known already; %s skipped", name, english.Count(res.Units, "unit"),
					english.Count(res.Targets, "new target"), res.Known, english.Count(res.Skipped, "unit"))
				if res.Unreadable > 0 {
					s.say("%d could not be read and were skipped:", res.Unreadable)
				}
				for _, p := range res.Problems {
					s.say("  %s", p)
				}
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func importFile(ctx context.Context, m *memory.Memory, name string, o memory.ImportOptions) (res memory.ImportResult, err error) {
	err = withInput(name, func(r io.Reader) error {
		if strings.EqualFold(filepath.Ext(name), ".tsv") {
			res, err = m.ImportTSV(ctx, r, o)
		} else {
			res, err = m.ImportTMX(ctx, r, o)
		}
		return err
	})
	return res, err
}

// withInput opens a file, or standard input for "-".
func withInput(name string, f func(io.Reader) error) error {
	if name == "-" {
		return f(os.Stdin)
	}
	in, err := os.Open(name)
	if err != nil {
		return usage(err)
	}
	defer func() { _ = in.Close() }()
	return f(in)
}

type tmExportCmd struct {
	File string `arg:"" optional:"" help:"The file to write; standard output by default."`
	langPair
	Site string `help:"Only this site's units."`
}

// Run exports the memory.
func (c tmExportCmd) Run(ctx context.Context, s *session) error {
	from, to, err := c.parse()
	if err != nil {
		return err
	}
	o := memory.ExportOptions{SourceLang: from, Locales: to, Site: l10n.SiteName(c.Site)}
	return s.withApp(ctx, func(a *app.App) error {
		if c.File == "" {
			return a.Memory.ExportTMX(ctx, s.out, o)
		}
		f, err := os.Create(c.File)
		if err != nil {
			return usage(err)
		}
		return errors.Join(a.Memory.ExportTMX(ctx, f, o), f.Close())
	})
}

type tmSearchCmd struct {
	Text  string `arg:"" optional:"" help:"The text to look up."`
	JSONL string `name:"jsonl" placeholder:"FILE" help:"Look up every line's query ({\"id\":…,\"query\":…}) and answer JSON lines; - is standard input."`
	From  string `default:"en" placeholder:"LANG" help:"Source language."`
	To    string `placeholder:"LANG" help:"Target language; any by default."`
	Site  string `help:"Prefer this site's targets."`
	Min   int    `default:"50" help:"The least score, 1 to 101."`
	Limit int    `default:"5" help:"How many matches at most."`
}

// Run searches.
func (c tmSearchCmd) Run(ctx context.Context, s *session) error {
	if (c.Text == "") == (c.JSONL == "") {
		return usage(errors.New("give a text to look up, or --jsonl FILE"))
	}
	var to []string
	if c.To != "" {
		to = []string{c.To}
	}
	from, locales, err := langPair{c.From, to}.parse()
	if err != nil {
		return err
	}
	q := l10n.MatchQuery{SourceLang: from, Site: l10n.SiteName(c.Site), MinScore: c.Min, Limit: c.Limit}
	if len(locales) > 0 {
		q.Locale = locales[0]
	}
	return s.withApp(ctx, func(a *app.App) error {
		if c.JSONL != "" {
			return withInput(c.JSONL, func(r io.Reader) error { return a.Memory.SearchJSONL(ctx, r, s.out, q) })
		}
		q.Source = l10n.ParseFragment(c.Text)
		found, err := a.Memory.Lookup(ctx, []l10n.MatchQuery{q})
		if err != nil {
			return err
		}
		return s.printMatches(c.Text, found[0])
	})
}

func (s *session) printMatches(query string, ms []l10n.Match) error {
	if s.cli.JSON {
		a := memory.SearchAnswer{ID: query, Matches: []memory.SearchMatch{}}
		for _, m := range ms {
			a.Matches = append(a.Matches, memory.NewSearchMatch(m))
		}
		return json.NewEncoder(s.out).Encode(a)
	}
	if len(ms) == 0 {
		s.say("The memory has nothing like it.")
	}
	for _, m := range ms {
		note := ""
		if m.Adapted {
			note += ", fitted"
		}
		if m.Ambiguous {
			note += ", one of several"
		}
		s.say("%3d%%%s\n     %s\n     %s", m.Score, note, m.Source, m.Target)
	}
	return nil
}

type tmStatsCmd struct{}

// Run counts.
func (tmStatsCmd) Run(ctx context.Context, s *session) error {
	return s.withApp(ctx, func(a *app.App) error {
		st, err := a.Memory.Stats(ctx)
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(st)
		}
		s.say("%s, %s, %d superseded", english.Count(st.Sources, "source"), english.Count(st.Targets, "target"), st.Superseded)
		w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "FROM\tTO\tSITE\tTARGETS\tSUPERSEDED")
		for _, p := range st.Pairs {
			_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\n", p.SourceLang, p.Locale, p.Site, p.Targets, p.Superseded)
		}
		return w.Flush()
	})
}
