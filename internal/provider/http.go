package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/retryafter"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

const (
	maxAnswer      = 16 << 20 // bytes that are read of an answer
	defaultTimeout = 2 * time.Minute
)

// api is what the drivers of HTTP engines share: it sends and reads JSON, keeps the key out of every message, and sorts
// failures.
type api struct {
	base   string // without a slash at its end
	header http.Header
	secret string // to be kept out of every message
	client *http.Client
	// sort may know better than the status what a refusal means; nil, or a nil kind, leaves it to the status.
	sort func(status int, body []byte) (kind error, code string)
}

// newAPI refuses an address that is none, and redirects: a key goes to the address that was configured and no other.
func newAPI(o Options, base, secret string) (*api, error) {
	if o.URL != "" {
		base = o.URL
	}
	u, err := url.Parse(base)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil {
		return nil, fmt.Errorf("%q is not the address of an engine: write url: https://… without a user in it", base)
	}
	timeout := o.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	noRedirect := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &api{
		base: strings.TrimSuffix(base, "/"), header: http.Header{}, secret: secret,
		client: &http.Client{Timeout: timeout, CheckRedirect: noRedirect},
	}, nil
}

// post sends a value as JSON and reads the answer into another. The error is a [translate.Failure], or the context's.
func (a *api) post(ctx context.Context, path string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return a.do(ctx, http.MethodPost, path, "application/json", bytes.NewReader(b), out)
}

func (a *api) do(ctx context.Context, method, path, contentType string, body io.Reader, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, a.base+path, body)
	if err != nil {
		return err
	}
	for k, v := range a.header {
		req.Header[k] = v
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	req.Header.Set("Accept", "application/json")
	res, err := a.client.Do(req)
	if err != nil {
		return a.unreached(ctx, err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := bounded.Read(res.Body, maxAnswer)
	switch {
	case res.StatusCode/100 != 2:
		return a.refused(res, b)
	case errors.Is(err, bounded.ErrTooLarge):
		return &translate.Failure{Kind: translate.ErrDown, Code: "an answer of more than 16 MB", Unsure: true}
	case err != nil:
		return a.unreached(ctx, err)
	}
	if err := json.Unmarshal(b, out); err != nil {
		return &translate.Failure{Kind: translate.ErrDown, Code: "an answer that is not its JSON",
			Unsure: true, Detail: a.clean(err.Error())}
	}
	return nil
}

// unreached is the failure of a call that got no answer. Only a connection that was never made can't have been billed.
func (a *api) unreached(ctx context.Context, err error) error {
	f := &translate.Failure{Kind: translate.ErrDown, Code: "the connection was cut", Unsure: true,
		Detail: a.clean(err.Error())}
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		f.Code, f.Unsure = "the connection was refused", false
	case strings.Contains(err.Error(), "no such host"):
		f.Code, f.Unsure = "its host is not known", false
	case errors.As(err, &timeout) && timeout.Timeout():
		f.Code = "it did not answer in time"
	}
	if ctx.Err() != nil {
		return errors.Join(f, ctx.Err())
	}
	return f
}

// refused sorts an answer by its status, unless the driver knows better.
func (a *api) refused(res *http.Response, body []byte) error {
	f := &translate.Failure{Code: strconv.Itoa(res.StatusCode), Wait: retryafter.Read(res.Header, time.Now()),
		Detail: a.clean(string(body))}
	switch s := res.StatusCode; {
	case s == http.StatusTooManyRequests || s == 529:
		f.Kind = translate.ErrBusy
	case s == http.StatusUnauthorized || s == http.StatusForbidden:
		f.Kind = translate.ErrAuth
	case s == http.StatusPaymentRequired:
		f.Kind = translate.ErrQuota
	case s == http.StatusNotFound || s/100 == 3:
		f.Kind, f.Code = translate.ErrAuth, f.Code+", is its address right?"
	case s == http.StatusRequestTimeout:
		f.Kind = translate.ErrDown
	case s/100 == 4:
		f.Kind = translate.ErrRejected
	default:
		f.Kind = translate.ErrDown
	}
	if a.sort == nil {
		return f
	}
	kind, code := a.sort(res.StatusCode, body)
	if kind != nil {
		f.Kind = kind
	}
	if code = a.plain(code); code != "" {
		f.Code = strconv.Itoa(res.StatusCode) + " " + code
	}
	return f
}

// clean makes an engine's own words fit for a log: without the key, on one line, and short.
func (a *api) clean(s string) string {
	if a.secret != "" {
		s = strings.ReplaceAll(s, a.secret, "…")
	}
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 300 {
		s = string(r[:300]) + "…"
	}
	return s
}

// plain lets a code through only if it looks like one, so that no document text gets into a message by it.
func (a *api) plain(code string) string {
	if len(code) > 40 || (a.secret != "" && strings.Contains(code, a.secret)) ||
		strings.ContainsFunc(code, func(r rune) bool {
			return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.", r)
		}) {
		return ""
	}
	return code
}

// texts makes answers of texts.
func texts(ts []string) []translate.Answer {
	answers := make([]translate.Answer, len(ts))
	for i, t := range ts {
		answers[i].Text = t
	}
	return answers
}
