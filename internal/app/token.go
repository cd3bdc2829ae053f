package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/config"
)

// tokenFile is where the token of the embedded server is, for the commands that speak to it.
func tokenFile(c *config.Config) string { return filepath.Join(c.Data, "temporal.token") }

// EmbeddedToken is the token that the embedded server wants. It is made at the first start, in a file of the data folder
// that only its owner can read.
func EmbeddedToken(c *config.Config) (string, error) {
	if token, err := readToken(c); err != nil || token != "" {
		return token, err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return "", err
	}
	f, err := os.OpenFile(tokenFile(c), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	token := rand.Text()
	_, err = f.WriteString(token + "\n")
	return token, errors.Join(err, f.Close())
}

// readToken returns the token of the data folder's embedded server, or "" where there has been none.
func readToken(c *config.Config) (string, error) {
	b, err := os.ReadFile(tokenFile(c))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("the token of the embedded Temporal server: %w", err)
	}
	token := strings.TrimSpace(string(b))
	if token == "" {
		return "", fmt.Errorf("%s is empty: remove it, and start `dragoman dev` anew", tokenFile(c))
	}
	return token, nil
}

// bearer sends a token with every request.
type bearer string

// GetHeaders implements the SDK's HeadersProvider.
func (b bearer) GetHeaders(context.Context) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(b)}, nil
}
