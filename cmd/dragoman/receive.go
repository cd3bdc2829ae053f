package main

import (
	"context"
	"errors"
	"os"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/destination"
)

type receiveCmd struct {
	Dir       string `required:"" type:"path" help:"The folder that the web server serves."`
	Listen    string `default:"127.0.0.1:8091" placeholder:"HOST:PORT" help:"Address to listen on; a web server with TLS belongs before it."`
	Authority string `placeholder:"HOST[:PORT]" help:"The host in the sender's endpoint, where a proxy changes it or several receivers have one secret."`
}

// Help is the longer help.
func (receiveCmd) Help() string {
	return `The other end of a destination of kind http: it takes signed publications and switches the folder to them. The
secret is in DRAGOMAN_HTTP_SECRET here and there.`
}

// Run receives until it is stopped.
func (c receiveCmd) Run(ctx context.Context, s *session) error {
	secret := os.Getenv("DRAGOMAN_HTTP_SECRET")
	if len(secret) < 16 {
		return &coded{exitConfig,
			errors.New("DRAGOMAN_HTTP_SECRET needs a secret of at least 16 bytes, the same as the sender's")}
	}
	dest, err := destination.Open("dir", destination.Options{Dir: c.Dir})
	if err != nil {
		return err
	}
	stop, err := app.Serve(c.Listen, destination.NewReceiver(dest, destination.ReceiverOptions{
		Secret: secret, Authority: c.Authority, Logger: s.logger,
	}), s.logger)
	if err != nil {
		return err
	}
	s.say("receiver: http://%s, into %s", c.Listen, c.Dir)
	<-ctx.Done()
	stop()
	return nil
}
