package destination

import (
	"crypto/hmac"
	"crypto/rand"
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
// receiver's authority, the path, the type of the content, the body's Content-Digest (RFC 9530, sha-256), the
// Idempotency-Key, the publication that is expected to be the current one, the time and a nonce:
//
//	Content-Type: text/html
//	Content-Digest: sha-256=:4lBaTMlBqk…=:
//	Idempotency-Key: 5f1c…
//	Dragoman-Current: none
//	Signature-Input: dragoman=(PARTS);created=1721900000;nonce="Zm9v…";alg="hmac-sha256"
//	Signature: dragoman=:base64:
//
// PARTS are the names that stand below. The text that is signed is the signature base of that RFC. All its lines but
// the last end in "\n":
//
//	"@method": PUT
//	"@authority": cms.example.org
//	"@path": /dragoman/publications/statement-1/5f1c/files/es/news/statement.html
//	"content-type": text/html
//	"content-digest": sha-256=:4lBaTMlBqk…=:
//	"idempotency-key": 5f1c…
//	"dragoman-current": none
//	"@signature-params": (PARTS);created=1721900000;nonce="Zm9v…";alg="hmac-sha256"
const (
	signatureName = "dragoman"
	signedParts   = `("@method" "@authority" "@path" "content-type" "content-digest" "idempotency-key" "dragoman-current")`
	// earlierParts is what was signed before there was a nonce.
	earlierParts = `("@method" "@path" "content-digest" "idempotency-key")`
	// signatureAge is how far a request's time may be from the receiver's.
	signatureAge = 5 * time.Minute
	// currentHeader says which publication of the document the sender expects to be the current one, or noCurrent.
	currentHeader = "Dragoman-Current"
	noCurrent     = "none"
)

var (
	errSignature = errors.New("the request's signature does not hold")
	// errEarlierSignature is for a sender of an earlier version. It may ask again when it is of this version.
	errEarlierSignature = errors.New("the request is signed as earlier versions did, without authority and nonce: " +
		"update the sender")
)

func contentDigest(body []byte) string {
	sum := sha256.Sum256(body)
	return digestOf(sum[:])
}

func digestOf(sum []byte) string { return "sha-256=:" + base64.StdEncoding.EncodeToString(sum) + ":" }

// signRequest signs a request with its body. Repeats of one act have the same key, so a receiver may ignore them; every
// request has another nonce.
func signRequest(r *http.Request, body []byte, key, secret, nonce string, at time.Time) {
	r.Header.Set("Content-Digest", contentDigest(body))
	r.Header.Set("Idempotency-Key", key)
	for name, otherwise := range map[string]string{"Content-Type": "application/octet-stream", currentHeader: noCurrent} {
		if r.Header.Get(name) == "" {
			r.Header.Set(name, otherwise)
		}
	}
	params := fmt.Sprintf(`%s;created=%d;nonce="%s";alg="hmac-sha256"`, signedParts, at.Unix(), nonce)
	r.Header.Set("Signature-Input", signatureName+"="+params)
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	signature := signatureOf(r, authority(host), params, secret)
	r.Header.Set("Signature", signatureName+"=:"+base64.StdEncoding.EncodeToString(signature)+":")
}

// newNonce is different for every request.
func newNonce() string { return rand.Text() }

// authority is a host as RFC 9421 signs it: in lower case, and without the port that needs no saying. Behind a proxy a
// receiver doesn't know the scheme, so it is either port.
func authority(host string) string {
	host = strings.ToLower(host)
	for _, port := range [...]string{":80", ":443"} {
		if name, ok := strings.CutSuffix(host, port); ok && (!strings.Contains(name, ":") || strings.HasSuffix(name, "]")) {
			return name
		}
	}
	return host
}

func signatureOf(r *http.Request, authority, params, secret string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "\"@method\": %s\n\"@authority\": %s\n\"@path\": %s\n", r.Method, authority, r.URL.EscapedPath())
	for _, name := range [...]string{"content-type", "content-digest", "idempotency-key", "dragoman-current"} {
		fmt.Fprintf(mac, "%q: %s\n", name, strings.TrimSpace(r.Header.Get(name)))
	}
	fmt.Fprintf(mac, "\"@signature-params\": %s", params)
	return mac.Sum(nil)
}

// signature is what is known of a request when its signature holds.
type signature struct {
	nonce   string
	created time.Time
}

// checkSignature refuses a request that is not signed with the secret, or that was signed more than signatureAge ago.
// It needs the head of the request alone; whether the body is that of Content-Digest is for who reads it.
func checkSignature(r *http.Request, authority, secret string, now time.Time) (signature, error) {
	for _, name := range [...]string{
		"Content-Type", "Content-Digest", "Idempotency-Key", currentHeader, "Signature-Input", "Signature",
	} {
		if len(r.Header.Values(name)) > 1 {
			return signature{}, fmt.Errorf("%w: the header %s comes twice", errSignature, name)
		}
	}
	params, ok := strings.CutPrefix(r.Header.Get("Signature-Input"), signatureName+"=")
	if ok && strings.HasPrefix(params, earlierParts+";created=") {
		return signature{}, errEarlierSignature
	}
	rest, parts := strings.CutPrefix(params, signedParts+";created=")
	created, rest, hasNonce := strings.Cut(rest, `;nonce="`)
	nonce, alg, _ := strings.Cut(rest, `";`)
	if !ok || !parts || !hasNonce || !isNonce(nonce) || alg != `alg="hmac-sha256"` {
		return signature{}, fmt.Errorf("%w: Signature-Input is not %s=%s;created=…;nonce=\"…\";alg=\"hmac-sha256\"",
			errSignature, signatureName, signedParts)
	}
	seconds, err := strconv.ParseInt(created, 10, 64)
	at := time.Unix(seconds, 0)
	if err != nil || now.Sub(at).Abs() > signatureAge {
		return signature{}, fmt.Errorf("%w: it was made more than %s from now", errSignature, signatureAge)
	}
	given, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(strings.TrimPrefix(r.Header.Get("Signature"),
		signatureName+"=:"), ":"))
	if err != nil || !hmac.Equal(given, signatureOf(r, authority, params, secret)) {
		return signature{}, fmt.Errorf("%w: it was made with another secret, or of another request or authority than %s",
			errSignature, authority)
	}
	return signature{nonce, at}, nil
}

// isNonce reports whether a nonce is long enough to be unique, and can stand between quotation marks.
func isNonce(s string) bool {
	return len(s) >= 16 && len(s) <= 128 && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r > '~' || r == '"' || r == '\\'
	})
}
