package provider

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	googleauth "golang.org/x/oauth2/google"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

const googleScope = "https://www.googleapis.com/auth/cloud-translation"

// googleKinds are the kinds of credentials that are taken: a service account's key, workload identity federation, and
// what gcloud writes for a person or for impersonation.
var googleKinds = []googleauth.CredentialsType{
	googleauth.ServiceAccount, googleauth.ExternalAccount,
	googleauth.ImpersonatedServiceAccount, googleauth.AuthorizedUser,
}

// googleTokens gets access tokens for the credentials of a file, and keeps one while it is good. What the library says
// of a failure may hold secrets, so none of it gets into an error but the OAuth code and the status.
type googleTokens struct {
	kind    googleauth.CredentialsType
	content []byte
	project string
	timeout time.Duration

	mu      sync.Mutex
	current *oauth2.Token
}

// readGoogleCredentials reads a file of credentials. Its content is in no error.
func readGoogleCredentials(file string, timeout time.Duration) (*googleTokens, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the file that GOOGLE_APPLICATION_CREDENTIALS names: %w", err)
	}
	var f struct {
		Type    googleauth.CredentialsType `json:"type"`
		Project string                     `json:"project_id"`
		Key     string                     `json:"private_key"`
	}
	if json.Unmarshal(b, &f) != nil {
		return nil, errors.New("the file that GOOGLE_APPLICATION_CREDENTIALS names is not JSON")
	}
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	g := &googleTokens{kind: f.Type, content: b, project: f.Project, timeout: timeout}
	for _, kind := range googleKinds {
		if f.Type != kind {
			continue
		}
		if kind == googleauth.ServiceAccount && !isPrivateKey(f.Key) {
			return nil, errors.New("the service account's private key can't be read: make a new one in the console")
		}
		if _, err := googleauth.CredentialsFromJSONWithType(context.Background(), b, kind, googleScope); err != nil {
			return nil, fmt.Errorf("the credentials of type %s in the file that "+
				"GOOGLE_APPLICATION_CREDENTIALS names can't be read",
				kind)
		}
		return g, nil
	}
	return nil, fmt.Errorf("the file that GOOGLE_APPLICATION_CREDENTIALS names holds no credentials of a type in %v",
		googleKinds)
}

func isPrivateKey(text string) bool {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return false
	}
	_, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	return err == nil
}

// token returns a token that is good for a minute at least.
func (g *googleTokens) token(ctx context.Context) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.current != nil && (g.current.Expiry.IsZero() || time.Until(g.current.Expiry) > time.Minute) {
		return g.current.AccessToken, nil
	}
	bounded, cancel := context.WithTimeout(ctx, g.timeout)
	defer cancel()
	transport := &tokenTransport{ctx: bounded}
	client := &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	bounded = context.WithValue(bounded, oauth2.HTTPClient, client)
	c, err := googleauth.CredentialsFromJSONWithType(bounded, g.content, g.kind, googleScope)
	if err == nil {
		g.current, err = c.TokenSource.Token()
	}
	switch {
	case err == nil:
		return g.current.AccessToken, nil
	case ctx.Err() != nil:
		return "", errors.Join(transport.failure(err), ctx.Err())
	}
	g.current = nil
	return "", transport.failure(err)
}

// tokenTransport has requests end with a context, for the library makes some without one, and knows what came of the
// last.
type tokenTransport struct {
	ctx       context.Context
	status    int  // of the last answer
	unreached bool // the last request got none
}

func (t *tokenTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r.WithContext(t.ctx))
	t.unreached = err != nil
	if err == nil {
		t.status = res.StatusCode
	}
	return res, err
}

// failure is why no token came. No text was sent, so nothing can have been billed.
func (t *tokenTransport) failure(err error) *translate.Failure {
	f := &translate.Failure{Kind: translate.ErrAuth, Code: "no token was issued"}
	switch {
	case t.unreached || t.ctx.Err() != nil:
		f.Kind, f.Code = translate.ErrDown, "no token could be had"
	case t.status == http.StatusTooManyRequests:
		f.Kind = translate.ErrBusy
	case t.status/100 == 5:
		f.Kind = translate.ErrDown
	}
	if t.status >= 300 {
		f.Code += ": " + strconv.Itoa(t.status)
	}
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		f.Code = strings.TrimSpace(f.Code + " " + new(api).plain(refused.ErrorCode))
	}
	return f
}
