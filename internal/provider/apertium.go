package provider

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/child"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// apertium runs the command line engine (https://www.apertium.org), which keeps HTML's inline elements with the words
// that they belong to.
type apertium struct {
	command string
	modes   []string // for instance "eng-spa"
}

var _ translate.Provider = (*apertium)(nil)

// OpenApertium finds the engine and asks it once which pairs are installed.
func OpenApertium(o Options) (translate.Provider, error) {
	command := o.Command
	if command == "" {
		command = "apertium"
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return nil, fmt.Errorf("apertium is not installed (%w): install it and a pair, "+
			"for instance apt-get install apertium apertium-eng-spa, "+
			"or take it out of the chain", err)
	}
	list, err := child.Command(context.Background(), nil, path, "-l").Output() // asked once, when the program starts
	if err != nil {
		return nil, fmt.Errorf("apertium -l: %w", err)
	}
	return &apertium{command: path, modes: strings.Fields(string(list))}, nil
}

// Traits implements translate.Provider.
func (a *apertium) Traits() translate.Traits {
	return translate.Traits{
		Name: "apertium", Sees: translate.SeesText, Markup: translate.HTML, Version: "html",
		MaxTexts: 100, MaxCharacters: 50_000, Repeatable: true, MaskDates: true,
		Supports: func(source, target l10n.Locale) bool { return a.mode(source, target) != "" },
	}
}

// mode returns the installed mode for a pair, or "".
func (a *apertium) mode(source, target l10n.Locale) string {
	return apertiumPair(a.modes, source, target)
}

// apertiumPair finds a pair among those that there are, for instance "eng-spa", or "". Pairs are named by ISO 639-3,
// old ones by ISO 639-1, and variants of the target by its country: "es-pt_BR".
func apertiumPair(pairs []string, source, target l10n.Locale) string {
	region, _ := target.Tag().Region()
	for _, pair := range []string{
		iso3(source) + "-" + iso3(target) + "_" + region.String(),
		source.Language() + "-" + target.Language() + "_" + region.String(),
		iso3(source) + "-" + iso3(target), source.Language() + "-" + target.Language(),
	} {
		if slices.Contains(pairs, pair) {
			return pair
		}
	}
	return ""
}

func iso3(l l10n.Locale) string {
	base, err := language.ParseBase(l.Language())
	if err != nil {
		return ""
	}
	return base.ISO3()
}

var paragraph = regexp.MustCompile(`(?s)<p>(.*?)</p>`)

// Translate implements translate.Provider: one process a batch, a paragraph a text. The texts are HTML with escaped
// characters, so no text can hold a paragraph of its own.
func (a *apertium) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	mode := a.mode(r.Source, r.Target)
	if mode == "" {
		return nil, &translate.Failure{Kind: translate.ErrPair, Code: iso3(r.Source) + "-" + iso3(r.Target)}
	}
	var out, stderr bytes.Buffer
	cmd := child.Command(ctx, nil, a.command, "-u", "-f", "html", mode)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(paragraphs(r.Texts)), &out, &stderr
	if err := cmd.Run(); err != nil {
		detail := fmt.Sprintf("%v: %s", err, firstLine(stderr.String()))
		return nil, errors.Join(&translate.Failure{Kind: translate.ErrDown, Code: mode, Detail: detail}, ctx.Err())
	}
	return fromParagraphs(out.String(), len(r.Texts))
}

// paragraphs writes a batch as one document.
func paragraphs(texts []string) string {
	var b strings.Builder
	for _, text := range texts {
		b.WriteString("<p>" + text + "</p>\n")
	}
	return b.String()
}

// fromParagraphs reads a document of n paragraphs back.
func fromParagraphs(s string, n int) ([]translate.Answer, error) {
	found := paragraph.FindAllStringSubmatch(s, -1)
	if len(found) != n {
		return nil, &translate.Failure{Kind: translate.ErrBadAnswer, Code: fmt.Sprintf("%d paragraphs for %d", len(found), n)}
	}
	answers := make([]translate.Answer, len(found))
	for i, m := range found {
		answers[i].Text = m[1]
	}
	return answers, nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}
