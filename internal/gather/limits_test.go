package gather

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// files are a source's, by address. What is not there is an error, and every question is noted.
type files struct {
	bodies map[string]string
	moved  map[string]string // where redirects lead
	asked  []string
	limits []int64
	kinds  map[string][]l10n.AssetKind
}

func (f *files) FetchAsset(_ context.Context, address string, limit int64, kinds ...l10n.AssetKind) (fetch.Asset, error) {
	f.asked, f.limits = append(f.asked, address), append(f.limits, limit)
	if f.kinds == nil {
		f.kinds = map[string][]l10n.AssetKind{}
	}
	f.kinds[address] = kinds
	body, ok := f.bodies[address]
	if !ok {
		return fetch.Asset{}, errors.New("nothing is there")
	}
	got := fetch.Asset{URL: address, ContentType: "image/png", Ext: ".png", Body: []byte(body)}
	if to := f.moved[address]; to != "" {
		got.URL = to
	}
	return got, nil
}

func (f *files) FetchFile(ctx context.Context, address, _ string, limit int64, kinds ...l10n.AssetKind) (fetch.Asset, error) {
	return f.FetchAsset(ctx, address, limit, kinds...)
}

const page = "https://s.example/news/a.html"

func images(n int) (*files, string) {
	f, html := &files{bodies: map[string]string{}}, strings.Builder{}
	for i := range n {
		f.bodies[fmt.Sprintf("https://s.example/%d.png", i)] = fmt.Sprint("body", i)
		fmt.Fprintf(&html, `<img src="/%d.png">`, i)
	}
	return f, html.String()
}

func TestNoMoreFilesThanTheLimitAreFetched(t *testing.T) {
	f, html := images(maxFetches + maxReasons + 7)
	out, assets := gathered(t, &Service{Blobs: memory{}, Fetcher: f}, page, html, l10n.AssetPolicy{Copy: true})
	if len(f.asked) != maxFetches || out.Copied != maxFetches || len(assets) != maxFetches || out.Linked != maxReasons+7 {
		t.Errorf("%d files were asked for, %+v", len(f.asked), out)
	}
	if len(out.Reasons) != maxReasons || !strings.HasPrefix(out.Reasons[0], "https://s.example/1000.png: the page has more") {
		t.Errorf("%q", out.Reasons)
	}
}

func TestNoMoreBytesThanTheLimitAreFetched(t *testing.T) {
	f, html := images(3)
	f.bodies["https://s.example/0.png"] = strings.Repeat("x", 10)
	f.bodies["https://s.example/1.png"] = strings.Repeat("x", maxBytes-10)
	out, _ := gathered(t, &Service{Blobs: memory{}, Fetcher: f}, page, html, l10n.AssetPolicy{Copy: true})
	if !slices.Equal(f.limits, []int64{maxBytes, maxBytes - 10}) || out.Copied != 2 || out.Linked != 1 {
		t.Errorf("limits %v, %+v", f.limits, out)
	}
}

func TestARedirectToAnotherSiteIsNoCopy(t *testing.T) {
	f, html := images(2)
	f.moved = map[string]string{"https://s.example/0.png": "https://other.example/0.png", "https://s.example/1.png": "https://s.example/moved.png"}
	out, assets := gathered(t, &Service{Blobs: memory{}, Fetcher: f}, page, html, l10n.AssetPolicy{Copy: true})
	if out.Copied != 1 || out.Linked != 1 || assets[0].Source != "https://s.example/1.png" || !strings.Contains(out.Reasons[0], "it leads to another site") {
		t.Errorf("%+v, %+v", out, assets)
	}
	if got := assets[0]; got.ContentType != "image/png" || got.Size != 5 || got.Name == "" || got.Ref != l10n.NewRef([]byte("body1")) {
		t.Errorf("%+v", got)
	}
}

func TestScriptsAreCopiedWhereTheSiteSaysSo(t *testing.T) {
	for _, scripts := range []bool{false, true} {
		f := &files{bodies: map[string]string{"https://s.example/app.js": "1"}}
		policy := l10n.AssetPolicy{Copy: true, Scripts: scripts, Localized: l10n.BesideAssets}
		out, _ := gathered(t, &Service{Blobs: memory{}, Fetcher: f}, page, `<script src="/app.js"></script>`, policy)
		if (out.Copied == 1) != scripts || len(f.asked) != out.Copied {
			t.Errorf("scripts %v: %+v, asked for %q", scripts, out, f.asked)
		}
	}
}

// full are blobs that take nothing.
type full struct{ memory }

func (full) Put(context.Context, []byte) (l10n.Ref, error) { return "", errors.New("the disk is full") }

func TestAFaultOfThisMachineIsNoLink(t *testing.T) {
	blobs := memory{}
	skeleton := storedSkeleton(t, blobs, page, `<link rel=stylesheet href="/a.css"><img src="/0.png">`)
	for _, body := range []map[string]string{
		{"https://s.example/0.png": "x"},
		{"https://s.example/a.css": "b{background:url(0.png)}", "https://s.example/0.png": "x"},
		{"https://s.example/0.es.png": "x"},
	} {
		s := &Service{Blobs: full{blobs}, Fetcher: &files{bodies: body}}
		p := l10n.Plan{Locales: []l10n.Locale{"es"}, Assets: l10n.AssetPolicy{Copy: true, Localized: l10n.BesideAssets}}
		if _, err := s.Gather(t.Context(), p, page, skeleton); err == nil || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("%v: %v", body, err)
		}
	}
}

// After a fault of this machine nothing more is fetched.
func TestAFaultEndsAStylesheet(t *testing.T) {
	blobs := memory{}
	skeleton := storedSkeleton(t, blobs, page, `<link rel=stylesheet href="/a.css">`)
	f := &files{bodies: map[string]string{"https://s.example/a.css": "b{background:url(0.png)} i{background:url(1.png)}", "https://s.example/0.png": "x", "https://s.example/1.png": "x"}}
	s := &Service{Blobs: full{blobs}, Fetcher: f}
	if _, err := s.Gather(t.Context(), l10n.Plan{Assets: l10n.AssetPolicy{Copy: true}}, page, skeleton); err == nil || len(f.asked) != 2 {
		t.Errorf("%v, asked for %q", err, f.asked)
	}
}

// stopping ends its context with the first question.
type stopping struct{ cancel context.CancelFunc }

func (s stopping) FetchAsset(ctx context.Context, _ string, _ int64, _ ...l10n.AssetKind) (fetch.Asset, error) {
	s.cancel()
	return fetch.Asset{}, ctx.Err()
}

func (s stopping) FetchFile(ctx context.Context, _, _ string, _ int64, _ ...l10n.AssetKind) (fetch.Asset, error) {
	return s.FetchAsset(ctx, "", 0)
}

func TestGatheringEndsWithItsContext(t *testing.T) {
	blobs := memory{}
	skeleton := storedSkeleton(t, blobs, page, `<img src="/0.png">`)
	ctx, cancel := context.WithCancel(t.Context())
	p := l10n.Plan{Locales: []l10n.Locale{"es"}, Assets: l10n.AssetPolicy{Copy: true}}
	if _, err := (&Service{Blobs: blobs, Fetcher: stopping{cancel}}).Gather(ctx, p, page, skeleton); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	f := &files{}
	if _, err := (&Service{Blobs: blobs, Fetcher: f}).Gather(ctx, p, page, skeleton); !errors.Is(err, context.Canceled) || len(f.asked) > 0 {
		t.Errorf("%v, asked for %q", err, f.asked)
	}
}

func TestASkeletonThatCantBeRead(t *testing.T) {
	s := &Service{Blobs: memory{}, Fetcher: &files{}}
	if _, err := s.Gather(t.Context(), l10n.Plan{}, page, "absent"); !errors.Is(err, l10n.ErrNotFound) || errors.Is(err, l10n.ErrPage) {
		t.Errorf("a skeleton that is not there: %v", err)
	}
	ref, _ := s.Blobs.Put(t.Context(), []byte("no skeleton"))
	if _, err := s.Gather(t.Context(), l10n.Plan{}, page, ref); !errors.Is(err, l10n.ErrPage) {
		t.Errorf("a skeleton that is none: %v", err)
	}
}
