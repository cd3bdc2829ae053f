//go:build lean

package main

import (
	"context"
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/app"
)

const embedded = false

func embeddedServer(app.Options, int, int) app.StartServer {
	return func(context.Context) (app.Server, error) {
		return app.Server{}, errors.New("this is a lean build without a Temporal server: run `dragoman worker` and `dragoman desk` beside a server of your own, or build without -tags lean")
	}
}
