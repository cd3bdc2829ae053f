package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/hosts"
)

// Serve serves HTTP on an address until the returned function is called. It has begun to listen when it returns.
func Serve(listen string, h http.Handler, logger *slog.Logger) (stop func(), err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", listen, err)
	}
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute,
		IdleTimeout: 2 * time.Minute,
		ErrorLog:    slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
	if c, ok := h.(interface{ Close() }); ok {
		srv.RegisterOnShutdown(c.Close)
	}
	go func() {
		if err := srv.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			logger.Error("a web server stopped", "address", listen, "error", err)
		}
	}()
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if srv.Shutdown(ctx) != nil {
			_ = srv.Close()
		}
	}, nil
}

// loopbackOf returns the address to listen on for a URL on this machine.
func loopbackOf(rawURL string) (string, bool) {
	host, ok := strings.CutPrefix(rawURL, "http://")
	if !ok {
		return "", false
	}
	host, _, _ = strings.Cut(host, "/")
	name, _, err := net.SplitHostPort(host)
	return host, err == nil && hosts.IsLoopback(name)
}
