package provider

import (
	"bytes"
	"context"
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// deepl speaks DeepL's API v2 (https://developers.deepl.com/docs).
type deepl struct {
	api *api
	o   Options
}

var _ translate.Provider = (*deepl)(nil)

// OpenDeepL opens DeepL. Keys of the free plan end in ":fx" and have a host of their own.
func OpenDeepL(o Options) (translate.Provider, error) {
	key, err := o.secret("DEEPL_API_KEY")
	if err != nil {
		return nil, err
	}
	base := "https://api.deepl.com"
	if strings.HasSuffix(key, ":fx") {
		base = "https://api-free.deepl.com"
	}
	a, err := newAPI(o, base, key)
	if err != nil {
		return nil, err
	}
	a.header.Set("Authorization", "DeepL-Auth-Key "+key)
	a.sort = func(status int, body []byte) (error, string) {
		switch {
		case status == 456:
			return translate.ErrQuota, ""
		case status == 400 && (bytes.Contains(body, []byte("target_lang")) || bytes.Contains(body, []byte("source_lang"))):
			return translate.ErrPair, ""
		}
		return nil, ""
	}
	return &deepl{a, o}, nil
}

// Traits implements translate.Provider: 50 texts and 128 KiB a request, of which some is kept for the other fields.
func (d *deepl) Traits() translate.Traits {
	return translate.Traits{
		Name: "deepl", Sees: translate.SeesTitle, Markup: translate.HTML,
		Version: version("v2 html", d.o.Model, d.o.Formality, d.o.Glossary), MaxTexts: 50, MaxBytes: 120 << 10,
	}
}

type deeplRequest struct {
	Text           []string `json:"text"`
	Source         string   `json:"source_lang"`
	Target         string   `json:"target_lang"`
	Context        string   `json:"context,omitempty"`
	Billed         bool     `json:"show_billed_characters"`
	TagHandling    string   `json:"tag_handling"`
	TagVersion     string   `json:"tag_handling_version"`
	SplitSentences string   `json:"split_sentences"`
	Formality      string   `json:"formality,omitempty"`
	Model          string   `json:"model_type,omitempty"`
	Glossary       string   `json:"glossary_id,omitempty"`
}

// Translate implements translate.Provider.
func (d *deepl) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	var out struct {
		Translations []struct {
			Text   string `json:"text"`
			Billed int    `json:"billed_characters"`
		} `json:"translations"`
	}
	// The texts are sentences already, and the two versions of tag handling disagree about which is the default.
	err := d.api.post(ctx, "/v2/translate", deeplRequest{
		Text: r.Texts, Source: strings.ToUpper(r.Source.Language()), Target: deeplTarget(r.Target),
		Context: r.Context, Billed: true,
		TagHandling: "html", TagVersion: "v2", SplitSentences: "0",
		Formality: d.o.Formality, Model: d.o.Model, Glossary: d.o.Glossary,
	}, &out)
	if err != nil {
		return nil, err
	}
	answers := make([]translate.Answer, len(out.Translations))
	for i, t := range out.Translations {
		answers[i] = translate.Answer{Text: t.Text, Characters: t.Billed}
	}
	return answers, nil
}

// deeplTarget names a target: variants only where DeepL has them.
func deeplTarget(l l10n.Locale) string {
	base := strings.ToUpper(l.Language())
	script, _ := l.Tag().Script()
	region, sure := l.Tag().Region()
	switch base {
	case "ZH":
		return "ZH-" + strings.ToUpper(script.String())
	case "PT":
		if region.String() == "BR" && sure == language.Exact {
			return "PT-BR"
		}
		return "PT-PT"
	case "EN":
		if region.String() == "GB" {
			return "EN-GB"
		}
		return "EN-US"
	case "ES":
		if l == "es-419" {
			return "ES-419"
		}
	case "NO", "NN":
		return "NB"
	}
	return base
}
