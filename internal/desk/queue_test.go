package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestQueue(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get("/")
	v.want(200, "#waiting", "2 translations wait for a person")
	v.want(200, ".list:not(.small) .item:first-child", "Arabic").
		want(200, ".list:not(.small) .item:first-child .badge", "Review 2 of 3")
	v.want(200, ".urgent", "1 empty").want(200, "section[aria-labelledby=moving]", "Kazakh")
	v.want(200, "section[aria-labelledby=ended]", "403").want(200,
		`section[aria-labelledby=ended] a[href="https://www.example.org/fr/statement.html"]`, "Published page")
	v.get("/?locale=es").want(200, "#waiting", "1 translation waits").want(200, `option[value="ar"]`, "Arabic")
	v.get("/?mine=1").want(200, "#waiting", "Nothing waits").want(200, ".calm", "filter")
	h.translations[keyFor("ar")].Assignee = "Ana"
	v.get("/?mine=1").want(200, "#waiting", "1 translation waits").want(200, ".for.mine", "Ana")
	for k := range h.translations {
		if k.Locale != "kk" {
			delete(h.translations, k)
		}
	}
	if v.get("/").want(200, "#waiting", "Nothing waits for you"); v.header.Get("Refresh") == "" {
		t.Error("an empty queue with work under way does not look again")
	}
	h.recordsErr = fmt.Errorf("records: %w", l10n.ErrUnavailable)
	v.get("/").want(503, "main", "repeating is safe")
	h.recordsErr = errors.New("disk on fire at /var/secret")
	v.get("/").want(500, "main", "log")
	if strings.Contains(v.raw, "secret") {
		t.Error("an internal error is shown to the outside")
	}
}

func TestQueuePages(t *testing.T) {
	h := fixture()
	clear(h.translations)
	for i := range queueRows + 5 {
		x := l10n.Translation{TranslationKey: l10n.TranslationKey{Document: l10n.DocumentID(fmt.Sprintf("d-%03d", i)),
			Locale: "es"},
			Title: "T", Stage: l10n.StageReview, Step: "review", WaitsSince: noon.Add(-time.Duration(i) * time.Minute)}
		h.translations[x.TranslationKey] = &x
	}
	v := visit(t, newDesk(t, h)).get("/?locale=es")
	next, _ := v.doc.Find("a[rel=next]").Attr("href")
	v.get(next).want(200, `a[href="/t/d-104/es"]`, "T").want(200, "a[rel=prev]", "Previous").wantNone("a[rel=next]")
}
