package sim

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// google simulates Cloud Translation v3 and its token server. A request has at most 1,024 texts and 30,000 code points.
// The status for a used-up quota is 403.
type google struct{ key *rsa.PublicKey }

// newGoogle makes a service account with a key file. It returns the environment that names the file.
func newGoogle(t testing.TB, url string) (wire, map[string]string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	account, err := json.Marshal(map[string]string{
		"type": "service_account", "project_id": "sim", "private_key_id": "k1", "client_email": "sim@sim.test",
		"token_uri":   url + "/token",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "account.json")
	if err := os.WriteFile(file, account, 0o600); err != nil {
		t.Fatal(err)
	}
	return google{&key.PublicKey}, map[string]string{"GOOGLE_APPLICATION_CREDENTIALS": file}
}

// handleOther issues a token for a signed assertion.
func (g google) handleOther(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != "/token" {
		return false
	}
	parts := strings.Split(r.PostFormValue("assertion"), ".")
	if len(parts) == 3 && r.PostFormValue("grant_type") == "urn:ietf:params:oauth:grant-type:jwt-bearer" {
		sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
		signature, err := base64.RawURLEncoding.DecodeString(parts[2])
		if err == nil && rsa.VerifyPKCS1v15(g.key, crypto.SHA256, sum[:], signature) == nil {
			reply(w, 200, map[string]any{"access_token": Key, "expires_in": 3599, "token_type": "Bearer"})
			return true
		}
	}
	reply(w, 400, map[string]string{"error": "invalid_grant"})
	return true
}

func (google) writeError(w http.ResponseWriter, code int, status, message string) (batch, bool) {
	reply(w, code, map[string]any{"error": map[string]any{"code": code, "status": status, "message": message}})
	return batch{}, false
}

func (g google) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	var in struct {
		Contents []string `json:"contents"`
		MimeType string   `json:"mimeType"`
		Source   string   `json:"sourceLanguageCode"`
		Target   string   `json:"targetLanguageCode"`
		Model    string   `json:"model"`
	}
	err := decodeStrict(body, &in)
	n := 0
	for _, c := range in.Contents {
		n += utf8.RuneCountInString(c)
	}
	to, _, _ := strings.Cut(in.Target, "-")
	switch {
	case r.Header.Get("Authorization") != "Bearer "+Key:
		return g.writeError(w, 401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
	case r.Method != "POST" || r.URL.Path != "/v3/projects/sim/locations/global:translateText":
		return g.writeError(w, 404, "NOT_FOUND", "Not found")
	case err != nil || len(in.Contents) == 0 || len(in.Contents) > 1024 ||
		(in.MimeType != "text/html" && in.MimeType != "text/plain"):
		return g.writeError(w, 400, "INVALID_ARGUMENT", "Invalid JSON payload received.")
	case n > 30_000:
		return g.writeError(w, 400, "INVALID_ARGUMENT", "Text is too long.")
	case !supported(in.Source) || !supported(to):
		return g.writeError(w, 400, "INVALID_ARGUMENT", "Target language is invalid.")
	}
	return batch{source: in.Source, target: in.Target, texts: in.Contents}, true
}

func (google) write(w http.ResponseWriter, _ batch, answers []string) {
	type text struct {
		Text string `json:"translatedText"`
	}
	out := []text{}
	for _, a := range answers {
		out = append(out, text{a})
	}
	reply(w, 200, map[string]any{"translations": out})
}

func (g google) writeFault(w http.ResponseWriter, f Fault) {
	k := map[Fault]struct {
		code            int
		status, message string
	}{
		Busy:       {429, "RESOURCE_EXHAUSTED", "Too many requests."},
		Quota:      {403, "PERMISSION_DENIED", "Daily Limit Exceeded"},
		Denied:     {403, "PERMISSION_DENIED", "The caller does not have permission"},
		Broken:     {500, "INTERNAL", "Internal error"},
		Overloaded: {503, "UNAVAILABLE", "The service is currently unavailable."},
		Rejected:   {400, "INVALID_ARGUMENT", "Text is too long."},
	}[f]
	_, _ = g.writeError(w, k.code, k.status, k.message)
}
