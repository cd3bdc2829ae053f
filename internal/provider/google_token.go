package provider

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// googleTokens exchanges a service account's key for access tokens (RFC 7523), one an hour.
type googleTokens struct {
	account googleAccount
	key     *rsa.PrivateKey
	api     *api

	mu      sync.Mutex
	current string
	expires time.Time
}

// googleAccount is what is used of a service account's key file.
type googleAccount struct {
	Project  string `json:"project_id"`
	Email    string `json:"client_email"`
	KeyID    string `json:"private_key_id"`
	Key      string `json:"private_key"`
	TokenURI string `json:"token_uri"`
}

// readGoogleKey reads a service account's key file. Its content is in no error.
func readGoogleKey(file string, o Options) (*googleTokens, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the file that GOOGLE_APPLICATION_CREDENTIALS names: %w", err)
	}
	g := &googleTokens{}
	if json.Unmarshal(b, &g.account) != nil || g.account.Email == "" {
		return nil, errors.New("the file that GOOGLE_APPLICATION_CREDENTIALS names is not a service account's key")
	}
	block, _ := pem.Decode([]byte(g.account.Key))
	if block == nil {
		return nil, errors.New("the service account's file has no private key")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	rsaKey, ok := key.(*rsa.PrivateKey)
	if err != nil || !ok {
		return nil, errors.New("the service account's private key can't be read: make a new one in the console")
	}
	g.key = rsaKey
	if g.account.TokenURI == "" {
		g.account.TokenURI = "https://oauth2.googleapis.com/token"
	}
	o.URL = ""
	g.api, err = newAPI(o, g.account.TokenURI, "")
	if err != nil {
		return nil, err
	}
	g.api.sort = func(status int, _ []byte) (error, string) {
		if status/100 == 4 && status != 429 {
			return translate.ErrAuth, ""
		}
		return nil, ""
	}
	return g, nil
}

// token returns a token that is good for a minute at least.
func (g *googleTokens) token(ctx context.Context) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.expires.After(now.Add(time.Minute)) {
		return g.current, nil
	}
	assertion, err := g.assertion(now)
	if err != nil {
		return "", err
	}
	var out struct {
		Token   string `json:"access_token"`
		Expires int    `json:"expires_in"`
	}
	form := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {assertion}}
	call := *g.api
	call.secret = assertion
	if err := call.do(ctx, "POST", "", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), &out); err != nil {
		if f, ok := errors.AsType[*translate.Failure](err); ok {
			f.Unsure = false // no text was sent yet
		}
		return "", err
	}
	if out.Token == "" {
		return "", &translate.Failure{Kind: translate.ErrAuth, Code: "no token was issued"}
	}
	g.current, g.expires = out.Token, now.Add(time.Duration(out.Expires)*time.Second)
	return g.current, nil
}

// assertion is the signed request for a token.
func (g *googleTokens) assertion(now time.Time) (string, error) {
	header, err := json.Marshal(map[string]string{"alg": "RS256", "typ": "JWT", "kid": g.account.KeyID})
	if err != nil {
		return "", err
	}
	claims, err := json.Marshal(map[string]any{
		"iss": g.account.Email, "scope": "https://www.googleapis.com/auth/cloud-translation", "aud": g.account.TokenURI,
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
	})
	if err != nil {
		return "", err
	}
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode(header) + "." + encode(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, g.key, crypto.SHA256, sum[:])
	return signed + "." + encode(signature), err
}
