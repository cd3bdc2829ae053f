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
	// What others are asked comes after what the person may do, however long it waits.
	v.want(200, ".list.waiting .item:first-child", "Spanish").want(200, ".list.waiting .item:first-child .work", "35 words of work, of 78").
		want(200, ".list.waiting .item:last-child", "Arabic").want(200, ".list.waiting .item:last-child .for", "Samira").
		want(200, ".list.waiting .item:last-child .badge", "Review 2 of 3").want(200, ".sum", "1 that you may do").
		want(200, ".weights", "from an engine").want(200, ".weights", "70%")
	v.want(200, ".urgent", "1 empty").want(200, "section[aria-labelledby=moving]", "Kazakh")
	v.want(200, "section[aria-labelledby=ended]", "403").want(200,
		`section[aria-labelledby=ended] a[href="https://www.example.org/fr/statement.html"]`, "Published page")
	v.get("/?locale=es").want(200, "#waiting", "1 translation waits").want(200, `option[value="ar"]`, "Arabic")
	v.get("/?mine=1&locale=ar").want(200, "#waiting", "Nothing waits").want(200, ".calm", "filter")
	h.translations[keyFor("ar")].Assignee = "Ana"
	v.get("/?mine=1&locale=ar").want(200, "#waiting", "1 translation waits").want(200, ".for.mine", "Ana")
	h.translations[keyFor("ar")].Due = noon.Add(-time.Hour)
	v.get("/?late=1").want(200, "#waiting", "1 translation waits").want(200, ".sum .urgent", "1 late").want(200, ".due.late", "March 9")
	v.get("/?q=HARBOUR+lock&sort=large").want(200, "#waiting", "2 translations wait").want(200, `option[value="large"][selected]`, "most work").
		want(200, `.filters input[type=search][value="HARBOUR lock"]`, "")
	v.get("/?q=nowhere").want(200, ".calm", "filter")
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
	v.get(next).want(200, `a[href="/t/d-000/es"]`, "T").want(200, "a[rel=prev]", "Previous").wantNone("a[rel=next]")
}

// TestQueueNews holds that an open queue is told what came since, and that the next translation is the next one of the filter.
func TestQueueNews(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get("/?locale=es")
	at, _ := v.doc.Find("[data-news]").Attr("data-news")
	if v.get(at); !strings.Contains(v.raw, `"new":0`) {
		t.Errorf("%s says %s", at, v.raw)
	}
	h.translations[keyFor("es")].WaitsSince = noon.Add(time.Minute)
	if v.get(at); !strings.Contains(v.raw, `"new":1`) || !strings.Contains(v.raw, "1 new translation waits") {
		t.Errorf("%s says %s", at, v.raw)
	}
	v.get("/queue/news?after=yesterday").want(400, "body", "no time")
	h.translations[keyFor("ar")].Assignee = ""
	v.get(esPage)
	next, _ := v.doc.Find("a[data-next]").Attr("href")
	if v.get(next); !strings.HasPrefix(v.at, arPage) {
		t.Errorf("after the Spanish one comes %s", v.at)
	}
	v.get(next+"&locale=es").want(200, ".notice.good", "Nothing else waits")
}
