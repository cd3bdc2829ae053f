package provider

import (
	"context"
	"encoding/json"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// prober is an engine that can be asked whether it answers. It is sent no text, and it costs nothing.
type prober interface {
	probe(ctx context.Context) error
}

// Probe asks an engine whether it answers, and whether it takes the key, where that can be told without a text. An engine
// of this machine that could be opened answers. The error says why one does not; it holds no secret.
func Probe(ctx context.Context, p translate.Provider) error {
	if e, ok := p.(prober); ok {
		return e.probe(ctx)
	}
	return nil
}

// get asks for one of the lists that engines have. What is in it does not matter.
func (a *api) get(ctx context.Context, path string) error {
	var answer json.RawMessage
	return a.do(ctx, "GET", path, "", nil, &answer)
}

func (m *openai) probe(ctx context.Context) error         { return m.api.get(ctx, "/models") }
func (m *anthropic) probe(ctx context.Context) error      { return m.api.get(ctx, "/v1/models") }
func (d *deepl) probe(ctx context.Context) error          { return d.api.get(ctx, "/v2/usage") }
func (l *libretranslate) probe(ctx context.Context) error { return l.api.get(ctx, "/languages") }
func (p *apertiumAPY) probe(ctx context.Context) error    { return p.api.get(ctx, "/listPairs") }

// Azure's list of languages is everybody's, so a wrong key is not seen here.
func (z *azure) probe(ctx context.Context) error {
	return z.api.get(ctx, "/languages?api-version=3.0&scope=translation")
}

func (g *google) probe(ctx context.Context) error {
	call, parent, err := g.call(ctx)
	if err != nil {
		return err
	}
	return call.get(ctx, parent+"/supportedLanguages")
}
