package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/check/hunspell"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

type checkCmd struct {
	File     string `arg:"" help:"JSON lines (id, source, target, src_lang, tgt_lang, format, glossary), TMX or XLIFF; - reads JSON lines from standard input."`
	LangPair string `placeholder:"en:es" help:"The languages of pairs that don't name theirs."`
	Glossary string `placeholder:"FILE" help:"Terms to check, CSV or TBX; the configuration's are not read."`
	Report   bool   `help:"Write a report for people instead of JSON lines."`
	Spelling bool   `help:"Check spelling too, where hunspell has a dictionary."`
	Words    string `placeholder:"FILE" help:"Words that are right although no dictionary has them, one a line."`
	Hints    bool   `help:"Tell hints of style too in the report."`
}

// Run checks every pair by itself and writes a verdict each. It fails only when the file cannot be read.
func (c checkCmd) Run(_ context.Context, s *session) error {
	from, to, err := c.langs()
	if err != nil {
		return err
	}
	var terms *termbase.Base
	if c.Glossary != "" {
		if terms, err = termbase.Open(c.Glossary); err != nil {
			return &coded{exitConfig, err}
		}
	}
	out := json.NewEncoder(s.out)
	out.SetEscapeHTML(false)
	pairs, flagged := 0, 0
	report := func(it check.Item, v check.Verdict) error {
		pairs++
		if v.Flagged {
			flagged++
		}
		if c.Report {
			c.print(s, it, v)
			return nil
		}
		return out.Encode(v)
	}
	var o check.Options
	if c.Spelling {
		sp, err := hunspell.New()
		if err != nil {
			return usage(err)
		}
		defer func() { _ = sp.Close() }()
		o.Speller = sp
		if c.Words != "" {
			words, err := app.ReadWords(c.Words)
			if err != nil {
				return &coded{exitConfig, err}
			}
			o.Words = check.NewWordList(words...)
		}
	}
	err = withInput(c.File, func(r io.Reader) error {
		ck := check.New(o)
		switch strings.ToLower(filepath.Ext(c.File)) {
		case ".tmx":
			return checkTMX(ck, r, from, to, terms, report, s.warn)
		case ".xlf", ".xliff":
			return checkXLIFF(ck, r, from, to, terms, report)
		}
		return ck.JSONL(r, from, to, withTerms(terms), report)
	})
	if err == nil && c.Report {
		s.say("%s checked, %d with warnings.", english.Count(pairs, "pair"), flagged)
	}
	return err
}

func (c checkCmd) langs() (from, to l10n.Locale, err error) {
	if c.LangPair == "" {
		return "", "", nil
	}
	a, b, ok := strings.Cut(c.LangPair, ":")
	if !ok {
		return "", "", usage(fmt.Errorf("--lang-pair %s: write the two languages with a colon, for instance en:es",
			c.LangPair))
	}
	from, ls, err := langPair{a, []string{b}}.parse()
	if err != nil {
		return "", "", err
	}
	return from, ls[0], nil
}

// withTerms finds the glossary's terms in a pair.
func withTerms(terms *termbase.Base) func(*check.Pair) {
	return func(p *check.Pair) {
		if terms == nil {
			return
		}
		for _, h := range terms.Find(p.SourceLang, p.Locale, p.Source.Text()) {
			p.Terms = append(p.Terms, h.Term)
		}
	}
}

// reporter takes what was found of a pair.
type reporter func(check.Item, check.Verdict) error

func checkTMX(ck *check.Checker, r io.Reader, from, to l10n.Locale, terms *termbase.Base, report reporter,
	warn func(format string, args ...any),
) error {
	o := memory.ImportOptions{SourceLang: from}
	if to != "" {
		o.Locales = []l10n.Locale{to}
	}
	n := 0
	problems, err := memory.ReadTMX(r, o, func(u memory.Unit) error {
		n++
		id := u.ID
		if id == "" {
			id = fmt.Sprint(n)
		}
		p := check.Pair{Source: u.Source, Target: u.Target, SourceLang: u.SourceLang, Locale: u.Locale}
		withTerms(terms)(&p)
		it := check.Item{ID: id + "." + string(u.Locale), SourceLang: string(u.SourceLang), Locale: string(u.Locale),
			Source: u.Source.String(), Target: u.Target.String()}
		return report(it, check.NewVerdict(it.ID, ck.Segment(p)))
	})
	for _, problem := range problems {
		warn("%s", problem)
	}
	return err
}

func checkXLIFF(ck *check.Checker, r io.Reader, from, to l10n.Locale, terms *termbase.Base, report reporter) error {
	return xliff.Pairs(r, func(x xliff.Pair) error {
		p := check.Pair{Segment: l10n.SegmentID(x.ID), Source: x.Source, Target: x.Target, SourceLang: cmp.Or(x.From, from),
			Locale: cmp.Or(x.To, to)}
		if p.Locale == "" {
			return usage(errors.New("the file names no target language: give --lang-pair"))
		}
		withTerms(terms)(&p)
		it := check.Item{ID: x.ID, SourceLang: string(p.SourceLang), Locale: string(p.Locale), Source: p.Source.String(),
			Target: p.Target.String()}
		return report(it, check.NewVerdict(x.ID, ck.Segment(p)))
	})
}

func (c checkCmd) print(s *session, it check.Item, v check.Verdict) {
	if !v.Flagged && !(c.Hints && len(v.Issues) > 0) {
		return
	}
	s.say("%s\n  %s\n  %s", v.ID, it.Source, it.Target)
	for _, is := range v.Issues {
		if is.Severity >= check.WarnSeverity || c.Hints {
			s.say("  - %s [%s, %d]", is.Comment, is.Check, is.Severity)
		}
	}
}
