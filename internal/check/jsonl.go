package check

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Item is one pair as files of JSON lines have it.
type Item struct {
	ID         string `json:"id"`
	SourceLang string `json:"src_lang"`
	Locale     string `json:"tgt_lang"`
	// Format is "html" where source and target hold markup, else "text".
	Format   string `json:"format,omitempty"`
	Source   string `json:"source"`
	Target   string `json:"target"`
	Glossary []struct {
		Source string `json:"source"`
		Target string `json:"target"`
	} `json:"glossary,omitempty"`
}

// Verdict is what the checks say of an item.
type Verdict struct {
	ID string `json:"id"`
	// Flagged says that an issue is of [WarnSeverity] or more.
	Flagged bool         `json:"flagged"`
	Issues  []l10n.Issue `json:"issues"`
}

// Pair reads an item. Languages that it does not name are the given ones.
func (it Item) Pair(source, target l10n.Locale) (Pair, error) {
	p := Pair{SourceLang: source, Locale: target}
	for _, x := range [...]struct {
		to   *l10n.Locale
		from string
	}{{&p.SourceLang, it.SourceLang}, {&p.Locale, it.Locale}} {
		if x.from == "" {
			continue
		}
		l, err := l10n.ParseLocale(x.from)
		if err != nil {
			return p, err
		}
		*x.to = l
	}
	if p.SourceLang == "" || p.Locale == "" {
		return p, fmt.Errorf("%s does not name its languages: give the language pair", it.ID)
	}
	if it.Format == "html" {
		u := &l10n.Unit{}
		p.Source, p.Target, u.Codes = ParseInline(it.Source, it.Target)
		p.Unit = u
	} else {
		p.Source, p.Target = l10n.TextFragment(it.Source), l10n.TextFragment(it.Target)
	}
	for _, g := range it.Glossary {
		p.Terms = append(p.Terms, l10n.Term{Source: g.Source, Targets: []string{g.Target}})
	}
	return p, nil
}

// JSONL checks JSON lines, each by itself, and calls report with each verdict. Pairs that don't name their languages
// have the given ones; prepare may add what is known of a pair, its terms for instance, or is nil. The error names
// the line.
func (c *Checker) JSONL(
	r io.Reader, source, target l10n.Locale, prepare func(*Pair), report func(Item, Verdict) error,
) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(line) < 2 {
			continue
		}
		var it Item
		if err := json.Unmarshal(line, &it); err != nil {
			return fmt.Errorf("line %d is not a JSON object: %w", n, err)
		}
		p, err := it.Pair(source, target)
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if prepare != nil {
			prepare(&p)
		}
		if err := report(it, NewVerdict(it.ID, c.Segment(p))); err != nil {
			return err
		}
	}
}

// NewVerdict sums up issues.
func NewVerdict(id string, issues []l10n.Issue) Verdict {
	v := Verdict{ID: id, Issues: issues}
	if v.Issues == nil {
		v.Issues = []l10n.Issue{}
	}
	for _, is := range issues {
		v.Flagged = v.Flagged || is.Severity >= WarnSeverity
	}
	return v
}
