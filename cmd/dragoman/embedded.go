//go:build !lean

package main

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/devserver"
)

// embedded says that this build has a Temporal server in it. The build tag lean leaves it out.
const embedded = true

// startServer starts the embedded server.
func startServer(ctx context.Context, o serverOptions) (temporalServer, error) {
	s, err := devserver.Start(ctx, devserver.Options{
		File: o.file, Port: o.port, UIPort: o.uiPort, Namespace: o.namespace, SearchAttributes: o.attributes, Logger: o.logger,
	})
	if err != nil {
		return temporalServer{}, err
	}
	return temporalServer{address: s.Address, ui: s.UI, stop: s.Stop}, nil
}
