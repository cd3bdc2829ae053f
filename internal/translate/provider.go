package translate

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The words of a chain that are not engines.
const (
	// Memory is the place of the translation memory in a chain.
	Memory l10n.ProviderName = "memory"
	// Source ends a chain: the segment stays initial, for a person.
	Source l10n.ProviderName = "source"
	// Pseudo is the pseudo-localization provider, whose text is never published unless that is asked for.
	Pseudo l10n.ProviderName = "pseudo"
)

// Provider is a machine-translation engine that is called here. One that is not is a [Remote].
type Provider interface {
	// Traits says what the engine can do; it does no I/O.
	Traits() Traits
	// Translate answers each of the request's texts, in order, each with its own success or error. The second result is
	// for failures of the whole batch: an engine that can't be reached, a key that is refused.
	Translate(ctx context.Context, r Request) ([]Answer, error)
}

// Markup is how an engine wants inline codes.
type Markup uint8

const (
	// Placeholders are for engines that know plain text only.
	Placeholders Markup = iota
	// HTML is for engines that keep inline elements.
	HTML
	// Notation is for engines that read instructions: the fragment's own notation, with <1>…</1> and <2/>.
	Notation
)

// Traits are what the translator must know of an engine.
type Traits struct {
	Name   l10n.ProviderName
	Markup Markup
	// Version names what an answer depends on beside the question (a model, a mode, an option), so that a change asks
	// anew.
	Version string
	// MaxTexts, MaxCharacters and MaxBytes limit a request; 0 is no limit. Bytes are those of the texts as JSON writes
	// them.
	MaxTexts, MaxCharacters, MaxBytes int
	// Supports says whether the engine has the pair; nil says that only asking tells.
	Supports func(source, target l10n.Locale) bool
	// Sees is what its answers depend on besides the text and its terms.
	Sees Sight
	// Terms says that the engine heeds the request's terms.
	Terms bool
	// Repeatable says that the same question always gets the same answer, so that a bad one is not asked again.
	Repeatable bool
	// MaskDates says that the engine can't be trusted with dates and times: they are hidden from it, and come back in the
	// target's form.
	MaskDates bool
	// AnyLanguage says that its answers are not meant to be in the target's language, as pseudo-localization's are not.
	AnyLanguage bool
}

// Sight is what an engine is shown besides the text that it answers, and so how far its answers may travel.
type Sight int

// The sights. An engine that says nothing is taken to see the most.
const (
	// SeesPage is of engines whose texts are each other's context: language models. One text of a page may change what is
	// answered to another, so an answer stays with the document.
	SeesPage Sight = iota
	// SeesTitle is of engines that are shown the page's title beside each text. Their answers are for pages of that title.
	SeesTitle
	// SeesText is of engines that answer each text by itself. Their answers are everybody's.
	SeesText
)

// shown is what a key has of a draft besides the text.
func (s Sight) shown(d Draft) []string {
	switch s {
	case SeesText:
		return nil
	case SeesTitle:
		return []string{"title", d.Title}
	}
	return []string{"document", string(d.Document)}
}

// Request is one batch.
type Request struct {
	Source, Target l10n.Locale
	// Texts are in the engine's markup and in the document's order, so that each is the others' context.
	Texts []string
	// Context says in the source language what the texts are part of: the page's title. It is not to be translated.
	Context string
	// Terms are those that stand in the texts.
	Terms []l10n.Term
}

// Answer is an engine's answer to one text.
type Answer struct {
	Text       string
	Characters int // billed, when the engine says
	Err        error
}

// CheckChain refuses a chain with unknown or repeated members.
func CheckChain(chain []l10n.ProviderName, known func(l10n.ProviderName) bool) error {
	seen := map[l10n.ProviderName]bool{}
	for i, name := range chain {
		switch {
		case seen[name]:
			return fmt.Errorf("provider %q is in the chain twice", name)
		case name == Source && i < len(chain)-1:
			return fmt.Errorf("provider %q leaves the segment to a person, so nothing can come after it", name)
		case name != Memory && name != Source && !known(name):
			return fmt.Errorf("unknown provider %q", name)
		}
		seen[name] = true
	}
	return nil
}
