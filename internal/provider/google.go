package provider

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// google speaks Cloud Translation v3 (https://cloud.google.com/translate/docs/reference/rest/v3).
type google struct {
	api    *api
	o      Options
	tokens *googleTokens
}

var _ translate.Provider = (*google)(nil)

// OpenGoogle opens Cloud Translation with the credentials whose file GOOGLE_APPLICATION_CREDENTIALS names.
func OpenGoogle(o Options) (translate.Provider, error) {
	file, err := o.secret("GOOGLE_APPLICATION_CREDENTIALS")
	if err != nil {
		return nil, err
	}
	tokens, err := readGoogleCredentials(file, o.Timeout)
	if err != nil {
		return nil, err
	}
	if o.Project == "" {
		o.Project = tokens.project
	}
	if o.Project == "" {
		return nil, errors.New("say with project: which project pays")
	}
	if o.Region == "" {
		o.Region = "global"
	}
	a, err := newAPI(o, "https://translation.googleapis.com", "")
	if err != nil {
		return nil, err
	}
	a.sort = sortGoogle
	return &google{a, o, tokens}, nil
}

// sortGoogle tells a used-up quota from a refused key: both come as 403.
func sortGoogle(status int, body []byte) (error, string) {
	var e struct {
		Error struct {
			Status  string `json:"status"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &e) != nil {
		return nil, ""
	}
	message := strings.ToLower(e.Error.Message)
	switch {
	case status == 403 && (strings.Contains(message, "limit exceeded") || strings.Contains(message, "quota")):
		return translate.ErrQuota, e.Error.Status
	case status == 400 && strings.Contains(message, "language"):
		return translate.ErrPair, e.Error.Status
	}
	return nil, e.Error.Status
}

// Traits implements translate.Provider: 1,024 texts and 30,000 code points a request.
func (g *google) Traits() translate.Traits {
	return translate.Traits{
		Name: "google", Sees: translate.SeesText, Markup: translate.HTML,
		Version: version("v3 html", g.o.Model, g.o.Glossary), MaxTexts: 1024, MaxCharacters: 30_000,
	}
}

type googleRequest struct {
	Contents []string        `json:"contents"`
	MimeType string          `json:"mimeType"`
	Source   string          `json:"sourceLanguageCode"`
	Target   string          `json:"targetLanguageCode"`
	Model    string          `json:"model,omitempty"`
	Glossary *googleGlossary `json:"glossaryConfig,omitempty"`
}

type googleGlossary struct {
	Glossary string `json:"glossary"`
}

type googleText struct {
	Text string `json:"translatedText"`
}

// Translate implements translate.Provider.
func (g *google) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	call, parent, err := g.call(ctx)
	if err != nil {
		return nil, err
	}
	in := googleRequest{Contents: r.Texts, MimeType: "text/html",
		Source: googleTag(r.Source), Target: googleTag(r.Target), Model: g.o.Model}
	if g.o.Glossary != "" {
		in.Glossary = &googleGlossary{g.o.Glossary}
	}
	var out struct {
		Translations []googleText `json:"translations"`
		WithGlossary []googleText `json:"glossaryTranslations"`
	}
	if err := call.post(ctx, parent+":translateText", in, &out); err != nil {
		return nil, err
	}
	if in.Glossary != nil {
		out.Translations = out.WithGlossary
	}
	answers := make([]translate.Answer, len(out.Translations))
	for i, t := range out.Translations {
		answers[i].Text = t.Text
	}
	return answers, nil
}

// call is the API with a token that holds now, and the path of what belongs to the project.
func (g *google) call(ctx context.Context) (*api, string, error) {
	token, err := g.tokens.token(ctx)
	if err != nil {
		return nil, "", err
	}
	call := *g.api
	call.secret, call.header = token, g.api.header.Clone()
	call.header.Set("Authorization", "Bearer "+token)
	return &call, fmt.Sprintf("/v3/projects/%s/locations/%s", g.o.Project, g.o.Region), nil
}

// googleTag names a language; Chinese goes by country, two others have variants.
func googleTag(l l10n.Locale) string {
	script, _ := l.Tag().Script()
	switch {
	case l.Language() == "zh" && script.String() == "Hant":
		return "zh-TW"
	case l.Language() == "zh":
		return "zh-CN"
	case l == "pt-PT" || l == "fr-CA":
		return string(l)
	}
	return l.Language()
}
