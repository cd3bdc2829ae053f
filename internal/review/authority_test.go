package review_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/signing/signingtest"
)

// memory remembers acts.
type memory map[string][2]string

func (m memory) ActDone(_ context.Context, id string) (l10n.Hash, string, error) {
	a, ok := m[id]
	if !ok {
		return "", "", l10n.ErrNotFound
	}
	return l10n.Hash(a[0]), a[1], nil
}

func (m memory) RecordAct(_ context.Context, id string, digest l10n.Hash, execution string) error {
	if _, ok := m[id]; !ok {
		m[id] = [2]string{string(digest), execution}
	}
	return nil
}

func authority(key ed25519.PrivateKey) *review.Authority {
	return &review.Authority{Keys: signing.Keys{signing.PublicOf(key)}, Acts: memory{}, Now: func() time.Time { return noon }}
}

// signedDecision is a decision as a desk sends it.
func signedDecision(key ed25519.PrivateKey, d l10n.Decision) l10n.Decision {
	d.Seal = signing.Sign(key, signing.Decision(d))
	return d
}

// TestWhichDecisionsCount has everybody send decisions in the director's name.
func TestWhichDecisionsCount(t *testing.T) {
	place, key, stranger := key, signingtest.Key(t), signingtest.Key(t)
	plain := l10n.Decision{ID: "d1", Kind: l10n.Approve, Step: "sign-off", By: "director", Document: place.Document, Locale: place.Locale, Run: "r1",
		SourceHash: "s", TargetHash: "t", VersionsHash: "v", Comment: "good", At: noon}
	good := signedDecision(key, plain)
	with := func(d l10n.Decision, change func(*l10n.Decision)) l10n.Decision {
		change(&d)
		return d
	}
	signed := func(change func(*l10n.Decision)) l10n.Decision { return signedDecision(key, with(plain, change)) }
	a := authority(key)
	for name, d := range map[string]l10n.Decision{
		"as it is":                 good,
		"a request for changes":    signed(func(d *l10n.Decision) { d.Kind = l10n.RequestChanges }),
		"without hashes":           signed(func(d *l10n.Decision) { d.SourceHash, d.TargetHash, d.VersionsHash = "", "", "" }),
		"by a clock that is ahead": signed(func(d *l10n.Decision) { d.At = noon.Add(review.AheadAct) }),
		"of yesterday":             signed(func(d *l10n.Decision) { d.At = noon.Add(-review.OldestAct) }),
	} {
		if err := a.AdmitDecision(place, d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	tries := 0
	for name, c := range map[string]struct {
		d    l10n.Decision
		want string
	}{
		"unsigned":             {plain, "is not signed"},
		"signed by a stranger": {signedDecision(stranger, plain), "does not know"},
		"an empty signature":   {with(good, func(d *l10n.Decision) { d.Seal = &l10n.Seal{} }), "unknown method"},
		"another person":       {with(good, func(d *l10n.Decision) { d.By = "editor" }), "does not hold"},
		"another act":          {with(good, func(d *l10n.Decision) { d.Kind = l10n.Reassign }), "does not hold"},
		"another id":           {with(good, func(d *l10n.Decision) { d.ID = "d2" }), "does not hold"},
		"another step":         {with(good, func(d *l10n.Decision) { d.Step = "translate" }), "does not hold"},
		"another text":         {with(good, func(d *l10n.Decision) { d.TargetHash = "other" }), "does not hold"},
		"no text":              {with(good, func(d *l10n.Decision) { d.TargetHash, d.VersionsHash = "", "" }), "does not hold"},
		"another time":         {with(good, func(d *l10n.Decision) { d.At = noon.Add(time.Second) }), "does not hold"},
		"no time":              {with(good, func(d *l10n.Decision) { d.At = time.Time{} }), "does not hold"},
		"texts that were seen": {with(good, func(d *l10n.Decision) { d.Stated = &l10n.Seen{SourceHash: "s"} }), "only the house"},
		"another text, stated": {with(good, func(d *l10n.Decision) {
			d.TargetHash = "o"
			d.Stated = &l10n.Seen{SourceHash: "s", TargetHash: "t", VersionsHash: "v"}
		}), "only the house"},
		"for another document": {signed(func(d *l10n.Decision) { d.Document = "other" }), "was sent to that of doc into es"},
		"for another locale":   {signed(func(d *l10n.Decision) { d.Locale = "fr" }), "was sent to that of doc into es"},
		"for no run":           {signed(func(d *l10n.Decision) { d.Run = "" }), "of which run"},
		"for no document":      {signed(func(d *l10n.Decision) { d.Document, d.Locale = "", "" }), "was sent to that of"},
		"by nobody":            {signed(func(d *l10n.Decision) { d.By = "" }), "needs an id, a person and a time"},
		"without an id":        {signed(func(d *l10n.Decision) { d.ID = "" }), "needs an id, a person and a time"},
		"without a time":       {signed(func(d *l10n.Decision) { d.At = time.Time{} }), "needs an id, a person and a time"},
		"of the day before":    {signed(func(d *l10n.Decision) { d.At = noon.Add(-review.OldestAct - time.Second) }), "too old"},
		"of the next hour":     {signed(func(d *l10n.Decision) { d.At = noon.Add(review.AheadAct + time.Second) }), "yet to come"},
		"a signed request": {with(plain, func(d *l10n.Decision) {
			d.Seal = signing.Sign(key, signing.Request(l10n.Request{Run: "r1", By: "director", At: noon}))
		}), "does not hold"},
		"a withdrawal's": {with(plain, func(d *l10n.Decision) {
			d.Seal = signing.Sign(key, signing.Withdrawal("news", "doc", l10n.Withdrawal{ID: "d1", By: "director", At: noon}))
		}), "does not hold"},
		"a byte of it is other": {with(good, func(d *l10n.Decision) { s := *d.Seal; s.Value = "AAAA" + s.Value[4:]; d.Seal = &s }), "does not hold"},
	} {
		tries++
		if err := a.AdmitDecision(place, c.d); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	var none *review.Authority
	for _, closed := range []*review.Authority{none, {}, {Keys: signing.Keys{}, Acts: memory{}}} {
		tries++
		if err := closed.AdmitDecision(place, good); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "knows no key") {
			t.Errorf("without keys: %v", err)
		}
	}
	t.Logf("attack: %d tries of decisions in another's name", tries)
}

// TestKeysAreExchanged holds that two keys count while desks go from one to the other, and the old one no longer when it
// is taken away.
func TestKeysAreExchanged(t *testing.T) {
	old, young := signingtest.Key(t), signingtest.Key(t)
	both := authority(old)
	both.Keys = append(both.Keys, signing.PublicOf(young))
	d := l10n.Decision{ID: "d1", Kind: l10n.Approve, Step: "review", By: "maria", Document: key.Document, Locale: key.Locale, Run: "r1", At: noon}
	for _, k := range []ed25519.PrivateKey{old, young} {
		if err := both.AdmitDecision(key, signedDecision(k, d)); err != nil {
			t.Error(err)
		}
	}
	if err := authority(young).AdmitDecision(key, signedDecision(old, d)); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("the key that was taken away: %v", err)
	}
}

// TestAnActIsDoneOnce replays acts.
func TestAnActIsDoneOnce(t *testing.T) {
	key := signingtest.Key(t)
	a := authority(key)
	w := l10n.Withdrawal{ID: "one", By: "maria", At: noon}
	s, other := signing.Withdrawal("news", "doc", w), signing.Withdrawal("news", "other", w)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(a.Fresh(t.Context(), s, "first"))
	must(a.Done(t.Context(), s, "first"))
	must(a.Fresh(t.Context(), s, "first")) // a retry, which has not heard of its success
	if err := a.Fresh(t.Context(), s, "second"); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "done before") {
		t.Errorf("the same act again: %v", err)
	}
	if err := a.Fresh(t.Context(), other, "first"); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("another act with its id: %v", err)
	}
	must(a.Fresh(t.Context(), signing.Rollback(l10n.Rollback{ID: "one", By: "maria", At: noon}), "first")) // an act of another kind
}

// TestWhatTheHouseHasChargedItselfWith holds that a withdrawal by a look counts without a signature, and no other does.
func TestWhatTheHouseHasChargedItselfWith(t *testing.T) {
	a := authority(signingtest.Key(t))
	w := l10n.Withdrawal{ID: "watch-1", By: "watch", At: noon}
	found := signing.Withdrawal("news", "gone", w)
	if err := a.Charge(t.Context(), found); err != nil {
		t.Fatal(err)
	}
	if err := a.Charged(t.Context(), found); err != nil {
		t.Error(err)
	}
	if err := a.Charged(t.Context(), signing.Withdrawal("news", "there", w)); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a page that is there: %v", err)
	}
	w.By = "director"
	if err := a.Charged(t.Context(), signing.Withdrawal("news", "gone", w)); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("in another's name: %v", err)
	}
	var none *review.Authority
	if err := none.Charged(t.Context(), found); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
}
