package destination

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Requests to a receiver are signed as RFC 9421 (HTTP Message Signatures) says, with hmac-sha256, over the method, the
// path, the body's Content-Digest (RFC 9530, sha-256), the Idempotency-Key and the time:
//
//	Content-Digest: sha-256=:4lBaTMlBqk…=:
//	Idempotency-Key: 5f1c…
//	Signature-Input: dragoman=("@method" "@path" "content-digest" "idempotency-key");created=1721900000;alg="hmac-sha256"
//	Signature: dragoman=:base64:
//
// The text that is signed is the signature base of that RFC. All its lines but the last end in "\n":
//
//	"@method": PUT
//	"@path": /dragoman/publications/statement-1/5f1c/files/es/news/statement.html
//	"content-digest": sha-256=:4lBaTMlBqk…=:
//	"idempotency-key": 5f1c…
//	"@signature-params": ("@method" "@path" "content-digest" "idempotency-key");created=1721900000;alg="hmac-sha256"
const (
	signatureName = "dragoman"
	signedParts   = `("@method" "@path" "content-digest" "idempotency-key")`
	// signatureAge is how far a request's time may be from the receiver's.
	signatureAge = 5 * time.Minute
)

var errSignature = errors.New("the request's signature does not hold")

func contentDigest(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// signRequest signs a request with its body. Repeats of one act have the same key, so a receiver may ignore them.
func signRequest(r *http.Request, body []byte, key, secret string, at time.Time) {
	r.Header.Set("Content-Digest", contentDigest(body))
	r.Header.Set("Idempotency-Key", key)
	params := fmt.Sprintf(`%s;created=%d;alg="hmac-sha256"`, signedParts, at.Unix())
	r.Header.Set("Signature-Input", signatureName+"="+params)
	r.Header.Set("Signature", signatureName+"=:"+base64.StdEncoding.EncodeToString(signatureOf(r, params, secret))+":")
}

func signatureOf(r *http.Request, params, secret string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac,
		"\"@method\": %s\n\"@path\": %s\n\"content-digest\": %s\n\"idempotency-key\": %s\n\"@signature-params\": %s",
		r.Method, r.URL.EscapedPath(), r.Header.Get("Content-Digest"), r.Header.Get("Idempotency-Key"), params)
	return mac.Sum(nil)
}

// checkSignature refuses a request that is not signed with the secret, that has another body than was signed, or that
// was signed more than signatureAge ago.
func checkSignature(r *http.Request, body []byte, secret string, now time.Time) error {
	params, ok := strings.CutPrefix(r.Header.Get("Signature-Input"), signatureName+"=")
	rest, parts := strings.CutPrefix(params, signedParts+";created=")
	created, alg, _ := strings.Cut(rest, ";")
	if !ok || !parts || alg != `alg="hmac-sha256"` {
		return fmt.Errorf("%w: Signature-Input is not %s=%s;created=…;alg=\"hmac-sha256\"",
			errSignature, signatureName, signedParts)
	}
	seconds, err := strconv.ParseInt(created, 10, 64)
	if err != nil || now.Sub(time.Unix(seconds, 0)).Abs() > signatureAge {
		return fmt.Errorf("%w: it was made more than %s from now", errSignature, signatureAge)
	}
	if r.Header.Get("Content-Digest") != contentDigest(body) {
		return fmt.Errorf("%w: the body is not that of Content-Digest", errSignature)
	}
	given, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(strings.TrimPrefix(r.Header.Get("Signature"),
		signatureName+"=:"), ":"))
	if err != nil || !hmac.Equal(given, signatureOf(r, params, secret)) {
		return fmt.Errorf("%w: it was made with another secret or of another request", errSignature)
	}
	return nil
}
