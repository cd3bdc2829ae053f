//go:build lean

package main

import (
	"context"
	"errors"
)

const embedded = false

func startServer(context.Context, serverOptions) (temporalServer, error) {
	return temporalServer{}, errors.New("this is a lean build without a Temporal server: run `dragoman worker` and `dragoman desk` beside a server of your own, or build without -tags lean")
}
