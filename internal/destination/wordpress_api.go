package destination

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// write changes the post with a slug, or makes it. A repeat after a lost answer finds the post and changes it.
func (w *wordpress) write(ctx context.Context, kind, slug string, fields map[string]any) error {
	p, err := w.find(ctx, kind, slug)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		_, err = w.call(ctx, http.MethodPost, kind, nil, fields)
	case err == nil:
		_, err = w.call(ctx, http.MethodPost, kind+"/"+strconv.Itoa(p.ID), nil, fields)
	}
	return err
}

// find returns the post with a slug, of any status but trash. It refuses to choose where there are several.
func (w *wordpress) find(ctx context.Context, kind, slug string) (wpPost, error) {
	var posts []wpPost
	b, err := w.call(ctx, http.MethodGet, kind,
		url.Values{"slug": {slug}, "context": {"edit"}, "status": {"publish,draft,private,pending,future"}}, nil)
	if err != nil {
		return wpPost{}, err
	}
	if err := json.Unmarshal(b, &posts); err != nil {
		return wpPost{}, fmt.Errorf("WordPress's answer: %w", err)
	}
	switch len(posts) {
	case 0:
		return wpPost{}, fmt.Errorf("%w: WordPress has none of slug %s", l10n.ErrNotFound, slug)
	case 1:
		return posts[0], nil
	}
	return wpPost{}, fmt.Errorf("%w: WordPress has %d %s of slug %s", l10n.ErrConflict, len(posts), kind, slug)
}

// wpPost has the fields of WordPress's posts that the driver reads.
type wpPost struct {
	ID      int    `json:"id"`
	Slug    string `json:"slug"`
	Status  string `json:"status"`
	Title   raw    `json:"title"`
	Content raw    `json:"content"`
}

type raw struct {
	Raw string `json:"raw"`
}

// call makes a request to the API. An error has WordPress's own words.
func (w *wordpress) call(ctx context.Context, method, name string, query url.Values,
	fields map[string]any) ([]byte, error) {
	address := w.api + name
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	var body []byte
	if fields != nil {
		var err error
		if body, err = json.Marshal(fields); err != nil {
			return nil, err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", w.auth)
	if fields != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return answerTo(w.client, r)
}
