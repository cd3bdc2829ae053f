package provider

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

const subjectToken = "a-workload's-secret"

// federated writes the credentials of a workload whose platform puts its token into a file.
func federated(t *testing.T, tokenURL string) string {
	t.Helper()
	subject := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(subject, []byte(subjectToken), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(map[string]any{
		"type": "external_account", "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q",
		"subject_token_type": "urn:ietf:params:oauth:token-type:jwt", "token_url": tokenURL,
		"credential_source": map[string]string{"file": subject},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "credentials.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestWorkloadIdentity exchanges a platform's token for one of Google's, and keeps it.
func TestWorkloadIdentity(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.PostFormValue("subject_token") != subjectToken || r.PostFormValue("scope") != googleScope {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"access_token":"t1","issued_token_type":"urn:ietf:params:oauth:token-type:access_token","token_type":"Bearer","expires_in":3600}`))
	}))
	defer s.Close()
	g, err := readGoogleCredentials(federated(t, s.URL), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if token, err := g.token(t.Context()); token != "t1" || err != nil {
			t.Fatalf("%q, %v", token, err)
		}
	}
	if asked != 1 {
		t.Errorf("a token that is good was asked for %d times", asked)
	}
	g.current.Expiry = time.Now().Add(30 * time.Second)
	if _, err := g.token(t.Context()); err != nil || asked != 2 {
		t.Errorf("a token that ends soon: %v, asked %d times", err, asked)
	}
}

// TestNoToken holds that what goes wrong with a token has its kind, ends in time, and tells no secret.
func TestNoToken(t *testing.T) {
	stop := make(chan struct{})
	answers := map[string]http.HandlerFunc{
		"denied": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte(`{"error":"invalid_grant","error_description":"` + r.PostFormValue("subject_token") + `"}`))
		},
		"broken": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
		"long": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"access_token":"` + strings.Repeat("x", 2<<20)))
		},
		"moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		},
		"hangs": func(http.ResponseWriter, *http.Request) { <-stop },
	}
	for name, answer := range answers {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(answer)
			defer s.Close()
			timeout := time.Minute
			if name == "hangs" {
				timeout = 50 * time.Millisecond
				defer close(stop)
			}
			g, err := readGoogleCredentials(federated(t, s.URL), timeout)
			if err != nil {
				t.Fatal(err)
			}
			token, err := g.token(t.Context())
			f, ok := errors.AsType[*translate.Failure](err)
			if !ok || token != "" || f.Unsure {
				t.Fatalf("%q, %v", token, err)
			}
			if said := f.Error() + f.Detail; strings.Contains(said, subjectToken) || strings.Contains(said, "xxx") {
				t.Errorf("a secret is told: %s", said)
			}
			if down := name == "hangs" || name == "broken"; errors.Is(err, translate.ErrDown) != down {
				t.Errorf("its kind is wrong: %v", err)
			}
		})
	}
	g, err := readGoogleCredentials(federated(t, "http://127.0.0.1:1"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.token(t.Context()); !errors.Is(err, translate.ErrDown) {
		t.Errorf("nobody there: %v", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.token(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled call: %v", err)
	}
}

func TestGoogleCredentialsThatCantBeRead(t *testing.T) {
	for name, content := range map[string]string{
		"not JSON": "secret-key", "no type": `{"private_key":"secret-key"}`, "another type": `{"type":"gdch_service_account"}`,
		"no key": `{"type":"service_account","private_key":"secret-key"}`,
	} {
		file := filepath.Join(t.TempDir(), "credentials.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readGoogleCredentials(file, 0); err == nil || strings.Contains(err.Error(), "secret-key") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
