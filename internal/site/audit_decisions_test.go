package site

import (
	"crypto/ed25519"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/signing/signingtest"
)

var signedAt = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

// decided is a publication whose Spanish page two people approved, and in which one declared that a mended typo means
// the same.
func decided(key ed25519.PrivateKey) *l10n.Publication {
	sign := func(d l10n.Decision) l10n.Decision {
		d.Document, d.Locale, d.Run, d.At = "doc", "es", "r1", signedAt
		d.Seal = signing.Sign(key, signing.Decision(d))
		return d
	}
	first := sign(l10n.Decision{ID: "d1", Kind: l10n.Approve, Step: "translate", By: "ana", SourceHash: "s", TargetHash: "t", VersionsHash: "v"})
	second := sign(l10n.Decision{ID: "d2", Kind: l10n.Approve, Step: "sign-off", By: "chief"})
	second.Stated = &l10n.Seen{}
	second.SourceHash, second.TargetHash = "s", "t"
	word := sign(l10n.Decision{ID: "d3", Kind: l10n.Declare, Step: "translate", By: "ana"})
	return &l10n.Publication{ID: "p1", Site: "news", Document: "doc", Locales: []l10n.ManifestLocale{{
		Locale: "es", Approvals: []l10n.Decision{first, second},
		Segments: []l10n.ManifestSegment{{Segment: "a", SameAs: &l10n.SameMeaning{ID: "d3", By: "ana", Decision: &word}}},
	}}}
}

// TestDecisionsInAManifest verifies manifests whose decisions somebody has changed.
func TestDecisionsInAManifest(t *testing.T) {
	nowhere := httptest.NewServer(http.NotFoundHandler())
	defer nowhere.Close()
	key, stranger := signingtest.Key(t), signingtest.Key(t)
	keys := signing.Keys{signing.PublicOf(stranger), signing.PublicOf(key)}
	approval := func(p *l10n.Publication) *l10n.Decision { return &p.Locales[0].Approvals[0] }
	withdraw := func(p *l10n.Publication, change func(*l10n.Withdrawal)) {
		w := l10n.Withdrawal{ID: "w1", By: "chief", At: signedAt, Locales: []l10n.Locale{"fr"}}
		w.Seal = signing.Sign(key, signing.Withdrawal("news", "doc", w))
		change(&w)
		p.Withdrawn = &w
	}
	bare := func(p *l10n.Publication) {
		for i := range p.Locales[0].Approvals {
			d := &p.Locales[0].Approvals[i]
			d.Document, d.Locale, d.Run, d.Stated, d.Seal = "", "", "", nil, nil
		}
		p.Locales[0].Segments[0].SameAs.Decision = nil
	}
	tries := 0
	for name, c := range map[string]struct {
		change func(*l10n.Publication)
		keys   signing.Keys
		strict bool
		says   string
		fault  string
	}{
		"as it was published":      {func(*l10n.Publication) {}, keys, true, "3 signed and checked", ""},
		"keys that are not known":  {func(*l10n.Publication) {}, nil, false, "3 signed, not checked: give", ""},
		"of an earlier version":    {bare, keys, false, "3 not signed: from before", ""},
		"where all must be signed": {bare, keys, true, "3 not signed", "3 decisions are not signed"},
		"of a renamed page": {func(p *l10n.Publication) {
			p.Document, p.Source.Was = "renamed", "doc"
		}, keys, true, "3 signed and checked", ""},
		"withdrawn": {func(p *l10n.Publication) { withdraw(p, func(*l10n.Withdrawal) {}) }, keys, true, "4 signed", ""},
		"withdrawn by a look": {func(p *l10n.Publication) {
			p.Withdrawn = &l10n.Withdrawal{ID: "watch", By: "watch", At: signedAt}
		}, keys, false, "1 not signed", ""},

		"another person":           {func(p *l10n.Publication) { approval(p).By = "director" }, keys, false, "", "does not hold"},
		"another step":             {func(p *l10n.Publication) { approval(p).Step = "sign-off" }, keys, false, "", "does not hold"},
		"another text":             {func(p *l10n.Publication) { approval(p).TargetHash = "x" }, keys, false, "", "does not hold"},
		"another source":           {func(p *l10n.Publication) { approval(p).SourceHash = "x" }, keys, false, "", "does not hold"},
		"another time":             {func(p *l10n.Publication) { approval(p).At = signedAt.Add(time.Hour) }, keys, false, "", "does not hold"},
		"another run":              {func(p *l10n.Publication) { approval(p).Run = "r2" }, keys, false, "", "does not hold"},
		"texts that nobody stated": {func(p *l10n.Publication) { approval(p).Stated = &l10n.Seen{} }, keys, false, "", "does not hold"},
		"a signature taken away":   {func(p *l10n.Publication) { approval(p).Seal = nil }, keys, false, "", "is missing"},
		"... without keys too":     {func(p *l10n.Publication) { approval(p).Seal = nil }, nil, false, "", "is missing"},
		"a stranger's signature": {func(p *l10n.Publication) {
			d := approval(p)
			d.Seal = signing.Sign(signingtest.Key(t), signing.Decision(*d))
		}, keys, false, "", "does not know"},
		"approvals of another page":    {func(p *l10n.Publication) { p.Document = "other" }, keys, false, "", "was signed for the translation of doc into es"},
		"approvals of another locale":  {func(p *l10n.Publication) { p.Locales[0].Locale = "fr" }, keys, false, "", "was signed for the translation of doc into es"},
		"a request for changes":        {func(p *l10n.Publication) { approval(p).Kind = l10n.RequestChanges }, keys, false, "", "stands for an approval"},
		"a word of another":            {func(p *l10n.Publication) { p.Locales[0].Segments[0].SameAs.By = "director" }, keys, false, "", "signed as another one"},
		"a word that was changed":      {func(p *l10n.Publication) { p.Locales[0].Segments[0].SameAs.Decision.Comment = "x" }, keys, false, "", "does not hold"},
		"a withdrawal of more":         {func(p *l10n.Publication) { withdraw(p, func(w *l10n.Withdrawal) { w.Locales = nil }) }, keys, false, "", "does not hold"},
		"a withdrawal by another":      {func(p *l10n.Publication) { withdraw(p, func(w *l10n.Withdrawal) { w.By = "director" }) }, keys, false, "", "does not hold"},
		"a withdrawal of another site": {func(p *l10n.Publication) { withdraw(p, func(*l10n.Withdrawal) {}); p.Site = "blog" }, keys, false, "", "does not hold"},
	} {
		pub := decided(key)
		c.change(pub)
		manifest, err := json.Marshal(pub)
		if err != nil {
			t.Fatal(err)
		}
		au := &Auditor{Client: nowhere.Client(), Decisions: c.keys, RequireSigned: c.strict}
		if err := au.Addresses(t.Context(), manifest); err != nil {
			t.Fatal(err)
		}
		a := au.Audits[0]
		faults := strings.Join(a.Faults, "; ")
		if !strings.Contains(a.Decisions, c.says) || (c.fault == "") != (au.Faults == 0) || !strings.Contains(faults, c.fault) {
			t.Errorf("%s: %q, faults %q", name, a.Decisions, faults)
		}
		if c.fault != "" {
			tries++
		}
	}
	t.Logf("attack: %d tries of manifests with changed decisions", tries)
}
