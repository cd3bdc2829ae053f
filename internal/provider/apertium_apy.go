package provider

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// apertiumAPY speaks to Apertium's server (https://wiki.apertium.org/wiki/Apertium-apy).
type apertiumAPY struct {
	api   *api
	pairs []string // for instance "eng-spa"; nil when the server did not say
}

var _ translate.Provider = (*apertiumAPY)(nil)

// OpenApertiumAPY opens an APY server and asks it for its pairs. A server that is not up yet is no fault: then only
// asking tells which pairs it has.
func OpenApertiumAPY(o Options) (translate.Provider, error) {
	a, err := newAPI(o, "http://127.0.0.1:2737", "")
	if err != nil {
		return nil, err
	}
	a.sort = func(status int, _ []byte) (error, string) {
		if status == 400 { // its one documented meaning
			return translate.ErrPair, ""
		}
		return nil, ""
	}
	p := &apertiumAPY{api: a}
	var list struct {
		Pairs []struct {
			Source string `json:"sourceLanguage"`
			Target string `json:"targetLanguage"`
		} `json:"responseData"`
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := a.do(ctx, "GET", "/listPairs", "", nil, &list); err == nil {
		p.pairs = []string{}
		for _, pair := range list.Pairs {
			p.pairs = append(p.pairs, pair.Source+"-"+pair.Target)
		}
	}
	return p, nil
}

// Traits implements translate.Provider.
func (p *apertiumAPY) Traits() translate.Traits {
	tr := translate.Traits{
		Name: "apertium-apy", Sees: translate.SeesText, Markup: translate.HTML, Version: "html",
		MaxTexts: 100, MaxCharacters: 20_000, Repeatable: true, MaskDates: true,
	}
	if p.pairs != nil {
		tr.Supports = func(source, target l10n.Locale) bool {
			return apertiumPair(p.pairs, source, target) != ""
		}
	}
	return tr
}

// Translate implements translate.Provider: the server takes one text a call, so a batch is a document of paragraphs.
func (p *apertiumAPY) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	pair := iso3(r.Source) + "-" + iso3(r.Target)
	if known := apertiumPair(p.pairs, r.Source, r.Target); known != "" {
		pair = known
	}
	form := url.Values{
		"langpair": {strings.Replace(pair, "-", "|", 1)}, "q": {paragraphs(r.Texts)},
		"markUnknown": {"no"}, "format": {"html"},
	}
	var out struct {
		Data struct {
			Text string `json:"translatedText"`
		} `json:"responseData"`
	}
	err := p.api.do(ctx, "POST", "/translate", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), &out)
	if err != nil {
		return nil, err
	}
	return fromParagraphs(out.Data.Text, len(r.Texts))
}
