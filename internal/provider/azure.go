package provider

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// azure speaks Azure AI Translator 3.0 (https://learn.microsoft.com/azure/ai-services/translator).
type azure struct {
	api *api
	o   Options
}

var _ translate.Provider = (*azure)(nil)

// OpenAzure opens Azure's translator; a key of a regional resource needs region: beside it.
func OpenAzure(o Options) (translate.Provider, error) {
	key, err := o.secret("AZURE_TRANSLATOR_KEY")
	if err != nil {
		return nil, err
	}
	a, err := newAPI(o, "https://api.cognitive.microsofttranslator.com", key)
	if err != nil {
		return nil, err
	}
	a.header.Set("Ocp-Apim-Subscription-Key", key)
	if o.Region != "" {
		a.header.Set("Ocp-Apim-Subscription-Region", o.Region)
	}
	a.sort = func(_ int, body []byte) (error, string) {
		var e struct {
			Error struct {
				Code int `json:"code"`
			} `json:"error"`
		}
		if json.Unmarshal(body, &e) != nil || e.Error.Code == 0 {
			return nil, ""
		}
		return azureKinds[e.Error.Code], strconv.Itoa(e.Error.Code)
	}
	return &azure{a, o}, nil
}

// azureKinds are the six-digit codes that say more than their status.
var azureKinds = map[int]error{
	400019: translate.ErrPair, 400023: translate.ErrPair, 400035: translate.ErrPair, 400036: translate.ErrPair,
	403001: translate.ErrQuota, 408001: translate.ErrBusy, 408002: translate.ErrDown,
}

// Traits implements translate.Provider: 1,000 texts and 50,000 characters a request, markup included.
func (z *azure) Traits() translate.Traits {
	return translate.Traits{
		Name: "azure", Sees: translate.SeesText, Markup: translate.HTML,
		Version: version("3.0 html", z.o.Model), MaxTexts: 1000, MaxCharacters: 50_000,
	}
}

// Translate implements translate.Provider.
func (z *azure) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	type element struct{ Text string }
	in := make([]element, len(r.Texts))
	for i, t := range r.Texts {
		in[i].Text = t
	}
	q := url.Values{"api-version": {"3.0"}, "from": {azureTag(r.Source)}, "to": {azureTag(r.Target)}, "textType": {"html"}}
	if z.o.Model != "" {
		q.Set("category", z.o.Model)
	}
	var out []struct {
		Translations []struct {
			Text string `json:"text"`
		} `json:"translations"`
	}
	if err := z.api.post(ctx, "/translate?"+q.Encode(), in, &out); err != nil {
		return nil, err
	}
	answers := make([]translate.Answer, len(out))
	for i, t := range out {
		if len(t.Translations) != 1 {
			answers[i].Err = translate.ErrBadAnswer
			continue
		}
		answers[i].Text = t.Translations[0].Text
	}
	return answers, nil
}

// azureTag names a language: Chinese by its script, Portuguese of Portugal by its country, the others by language.
func azureTag(l l10n.Locale) string {
	script, _ := l.Tag().Script()
	switch base := l.Language(); {
	case base == "zh":
		return "zh-" + script.String()
	case base == "sr":
		return "sr-" + script.String()
	case l == "pt-PT" || l == "fr-CA":
		return string(l)
	default:
		return base
	}
}
