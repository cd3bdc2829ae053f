//go:build !lean

package main

import (
	"context"
	"path/filepath"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/devserver"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// embedded says that this build has a Temporal server in it. The build tag lean leaves it out.
const embedded = true

// embeddedServer starts the embedded server, which keeps its file in the configuration's data folder.
func embeddedServer(o app.Options, port, uiPort int) app.StartServer {
	return func(ctx context.Context) (app.Server, error) {
		token, err := app.EmbeddedToken(o.Config)
		if err != nil {
			return app.Server{}, err
		}
		s, err := devserver.Start(ctx, devserver.Options{
			File: filepath.Join(o.Config.Data, "temporal.db"), Port: port, UIPort: uiPort,
			Namespace:        o.Config.Temporal.Namespace,
			SearchAttributes: workflows.AttributeNames(), Logger: o.Logger, Token: token,
		})
		if err != nil {
			return app.Server{}, err
		}
		return app.Server{Address: s.Address, UI: s.UI, Stop: s.Stop}, nil
	}
}
