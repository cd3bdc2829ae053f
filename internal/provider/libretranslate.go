package provider

import (
	"bytes"
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// libretranslate speaks LibreTranslate's API (https://docs.libretranslate.com).
type libretranslate struct {
	api *api
	key string
}

var _ translate.Provider = (*libretranslate)(nil)

// OpenLibreTranslate opens a LibreTranslate server. A server of one's own needs no key.
func OpenLibreTranslate(o Options) (translate.Provider, error) {
	key := o.key("LIBRETRANSLATE_API_KEY")
	a, err := newAPI(o, "http://127.0.0.1:5000", key)
	if err != nil {
		return nil, err
	}
	a.sort = func(status int, body []byte) (error, string) {
		switch {
		case status == 400 && bytes.Contains(bytes.ToLower(body), []byte("api key")):
			return translate.ErrAuth, ""
		case status == 400 && bytes.Contains(body, []byte("not supported")),
			status == 400 && bytes.Contains(body, []byte("not available")):
			return translate.ErrPair, ""
		}
		return nil, ""
	}
	return &libretranslate{a, key}, nil
}

// Traits implements translate.Provider. The server unescapes what it answers to HTML, so that an escaped "<" comes back
// as markup; therefore it gets plain text with placeholders.
func (l *libretranslate) Traits() translate.Traits {
	return translate.Traits{
		Name: "libretranslate", Sees: translate.SeesText, Markup: translate.Placeholders,
		Version: "text", MaxTexts: 25, MaxCharacters: 5000, MaskDates: true,
	}
}

// Translate implements translate.Provider.
func (l *libretranslate) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	in := map[string]any{"q": r.Texts, "source": libreTag(r.Source), "target": libreTag(r.Target), "format": "text"}
	if l.key != "" {
		in["api_key"] = l.key
	}
	var out struct {
		Text []string `json:"translatedText"`
	}
	if err := l.api.post(ctx, "/translate", in, &out); err != nil {
		return nil, err
	}
	return texts(out.Text), nil
}

// libreTag names a language: traditional Chinese and Brazilian Portuguese have tags of their own.
func libreTag(l l10n.Locale) string {
	script, _ := l.Tag().Script()
	switch {
	case l.Language() == "zh":
		return "zh-" + script.String()
	case l == "pt-BR":
		return "pt-BR"
	}
	return l.Language()
}
