package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
	"github.com/dragoman-l10n/dragoman/internal/retryafter"
)

// Webhook tells a program by HTTP, signed as https://www.standardwebhooks.com has it: the headers webhook-id,
// webhook-timestamp and webhook-signature.
type Webhook struct {
	url     string
	host    string
	secrets [][]byte
	client  *http.Client
}

var _ remind.Hook = (*Webhook)(nil)

// secretPrefix is how secrets of webhooks begin as they are handed out.
const secretPrefix = "whsec_"

// NewWebhook makes a webhook. The secret is base64, with whsec_ before it or without; while it is changed there are two
// with a space between them, and each request is signed by both. Errors never have the address: its path may be a secret.
func NewWebhook(address, secret string) (*Webhook, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return nil, errors.New("the address of the webhook is no http or https URL")
	}
	w := &Webhook{url: address, host: u.Hostname()}
	for s := range strings.FieldsSeq(secret) {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, secretPrefix))
		if err != nil || len(key) < 24 || len(key) > 64 {
			return nil, errors.New("a secret of the webhook is the base64 of 24 to 64 random bytes, for instance from " +
				"`openssl rand -base64 32`")
		}
		w.secrets = append(w.secrets, key)
	}
	if len(w.secrets) == 0 {
		return nil, errors.New("the webhook needs a secret to sign by")
	}
	w.client = &http.Client{
		Timeout:       15 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
			DisableKeepAlives:      true,
		},
	}
	return w, nil
}

// Tell sends an event. An answer of 2xx is a receipt. 408, 425, 429 and 5xx wrap [l10n.ErrUnavailable] and may be tried
// again with the same id, by which the receiver leaves out a repeat.
func (w *Webhook) Tell(ctx context.Context, id string, e remind.Event) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url, bytes.NewReader(body))
	if err != nil {
		return errors.New("the request to the webhook can't be made")
	}
	id = "msg_" + messageID(id)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Dragoman")
	r.Header.Set("webhook-id", id)
	w.sign(r.Header, id, time.Now(), body)
	answer, err := w.client.Do(r)
	if err != nil {
		return fmt.Errorf("the webhook at %s can't be reached (%s): %w", w.host, cause(err), l10n.ErrUnavailable)
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = bounded.Beginning(answer.Body, 4<<10)
	return w.receipt(answer)
}

// receipt says what an answer means.
func (w *Webhook) receipt(answer *http.Response) error {
	status := answer.StatusCode
	what := fmt.Sprintf("the webhook at %s answers %d", w.host, status)
	switch {
	case status >= 200 && status < 300:
		return nil
	case status >= 300 && status < 400:
		return errors.New(what + ": redirects are not followed, write the address that it leads to")
	case status == http.StatusRequestTimeout || status == http.StatusTooEarly || status == http.StatusTooManyRequests || status >= 500:
		err := fmt.Errorf("%s: %w", what, l10n.ErrUnavailable)
		if wait := retryafter.Read(answer.Header, time.Now()); wait > 0 {
			return &remind.Pause{Err: err, Wait: wait}
		}
		return err
	}
	return errors.New(what)
}

// sign signs a body with its id and time, by each of the secrets.
func (w *Webhook) sign(h http.Header, id string, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	h.Set("webhook-timestamp", stamp)
	var all []string
	for _, secret := range w.secrets {
		mac := hmac.New(sha256.New, secret)
		mac.Write([]byte(id + "." + stamp + "."))
		mac.Write(body)
		all = append(all, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	h.Set("webhook-signature", strings.Join(all, " "))
}

// cause is why a request failed, without the address that [url.Error] has.
func cause(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return remind.Line(err.Error())
}
