package remind

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

func writer(t testing.TB) *Writer {
	t.Helper()
	b, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	return NewWriter(b)
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var statement = Waiting{
	TranslationKey: l10n.TranslationKey{Document: "statement-1f", Locale: "es"}, Run: "r1", Site: "news", Title: "A statement",
	URL: "https://news.test/statement", Step: "sign-off", Round: 1, Assignee: "ben", Before: "ana",
	Since: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC), Due: time.Date(2026, 11, 30, 17, 0, 0, 0, time.UTC),
	Link: "https://desk.test/t/statement-1f/es",
}

func TestLanguages(t *testing.T) {
	w := writer(t)
	for _, c := range []struct {
		reader  Reader
		kind    Kind
		subject string
		lines   []string // of the text, without marks of direction
	}{
		{Reader{"ben", "en", zone(t, "Europe/Paris")}, Escalated, "A translation is past its deadline, and now waits for you: A statement",
			[]string{"Step: Sign-off", "Language: Spanish", "Due: November 30, 2026 at 6:00\u202fPM (Europe/Paris)", "Asked before you: ana", "https://desk.test/t/statement-1f/es"}},
		{Reader{"ben", "es-MX", zone(t, "America/Mexico_City")}, Waits, "Tiene una traducción pendiente: A statement",
			[]string{"Idioma: Español", "Plazo: 30 de noviembre de 2026 a las 11:00 (America/Mexico_City)"}},
		{Reader{"ben", "fr", nil}, Reminder, "Une traduction vous attend toujours\u00a0: A statement", []string{"Langue\u00a0: Espagnol", "Échéance\u00a0: 30 novembre 2026 à 17:00 (UTC)"}},
		{Reader{"ben", "ru", zone(t, "Asia/Almaty")}, Late, "Срок перевода истёк: A statement", []string{"Язык: Испанский"}},
		{Reader{"ben", "ar", zone(t, "Asia/Riyadh")}, Waits, "ثمة ترجمة في انتظارك: A statement", []string{"اللغة: الإسبانية"}},
		{Reader{"ben", "sw", nil}, Waits, "A translation waits for you: A statement", nil}, // the desk has no Swahili
	} {
		m := w.Notice(c.kind, c.reader, statement)
		if m.Subject != c.subject {
			t.Errorf("%s in %s: the subject is %q, want %q", c.kind, c.reader.Locale, m.Subject, c.subject)
		}
		lines := strings.Split(strings.NewReplacer("\u2068", "", "\u2069", "").Replace(m.Text), "\n")
		for _, want := range c.lines {
			if !slices.Contains(lines, want) {
				t.Errorf("%s in %s: no line %q in\n%s", c.kind, c.reader.Locale, want, strings.Join(lines, "\n"))
			}
		}
		dir := "ltr"
		if c.reader.Locale == "ar" {
			dir = "rtl"
		}
		if !strings.Contains(m.HTML, `lang="`+string(m.Lang)+`" dir="`+dir+`"`) {
			t.Errorf("%s: the page is not marked as such: %s", c.reader.Locale, m.HTML)
		}
	}
}

// TestHostileTitles holds that a title of a page is no more than a title: it adds no header, no markup, no line, and turns no
// direction.
func TestHostileTitles(t *testing.T) {
	w := writer(t)
	for _, title := range []string{
		"Hello\r\nBcc: everybody@a.test", "Hello\nX: 1\n\n<script>", "a\u2028b\u2029c\u0085d", "<img src=x onerror=alert(1)>",
		`"><a href="https://evil.test">`, "\u202egnp.exe\u2066", "{{.Secret}} %s %!d(string=x)", "\x00\x1b[31mred", "bad \xff utf8", "</td></table><h1>",
		strings.Repeat("long ", 4000), "", "\u200f\u200e", "\ufeff",
	} {
		about := statement
		about.Title, about.Step, about.Before = title, l10n.StepName(title), l10n.UserID(title)
		m := w.Notice(Escalated, Reader{ID: "ben", Locale: "en"}, about)
		plain := statement
		plain.Before, plain.Step = "x", "y"
		ordinary := w.Notice(Escalated, Reader{ID: "ben", Locale: "en"}, plain)
		if strings.ContainsFunc(m.Subject, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) || len([]rune(m.Subject)) > 2*longestLine {
			t.Errorf("%q: the subject is %q", title, m.Subject)
		}
		if line := Line(title); line != "" && strings.Count(m.Text, "\n") != strings.Count(ordinary.Text, "\n") {
			t.Errorf("%q adds lines:\n%s", title, m.Text)
		}
		if title != "" && Line(title) != "" {
			if got, want := tags(t, m.HTML), tags(t, ordinary.HTML); got != want {
				t.Errorf("%q changes the markup: %s, want %s", title, got, want)
			}
		}
		if strings.Contains(m.Text, "\u202e") || strings.Contains(m.HTML, "\u202e") {
			t.Errorf("%q turns the direction", title)
		}
	}
}

// tags lists the elements of a page with the number of their attributes.
func tags(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		if tok := z.Token(); tok.Type == html.StartTagToken {
			b.WriteString(tok.Data + strings.Repeat("+", len(tok.Attr)) + " ")
		}
	}
	return b.String()
}

func TestDigest(t *testing.T) {
	w, now := writer(t), time.Date(2026, 11, 28, 6, 0, 0, 0, time.UTC)
	var all []Waiting
	for i, due := range []int{0, 3, -1, 0, 1} { // days from now; 0 is no deadline
		about := statement
		about.Title, about.Since = string(rune('A'+i)), now.AddDate(0, 0, -i)
		if about.Due = now.AddDate(0, 0, due); due == 0 {
			about.Due = time.Time{}
		}
		all = append(all, about)
	}
	m := w.Digest(Reader{ID: "ben", Locale: "en"}, all, "https://desk.test/", now)
	if m.Subject != "5 translations wait for you" {
		t.Error(m.Subject)
	}
	order := ""
	for line := range strings.Lines(m.Text) {
		if title, ok := strings.CutPrefix(line, "Page: \u2068"); ok {
			order += title[:1]
		}
	}
	if order != "CEBDA" {
		t.Errorf("the order is %s", order)
	}
	if strings.Count(m.Text, "overdue") != 1 || strings.Count(m.Text, "no deadline") != 2 || !strings.Contains(m.Text, "https://desk.test/\n") {
		t.Error(m.Text)
	}
	one := w.Digest(Reader{ID: "ben", Locale: "ar"}, all[:1], "", now)
	if one.Subject != "ترجمة واحدة في انتظارك" {
		t.Error(one.Subject)
	}
	for len(all) < MostListed+7 {
		all = append(all, all[0])
	}
	if many := w.Digest(Reader{ID: "ben", Locale: "ru"}, all, "", now); strings.Count(many.Text, "https://desk.test/t/") != MostListed || !strings.Contains(many.Text, "Ещё 7 переводов здесь не указаны.") {
		t.Errorf("a long digest is %d characters:\n%s", len(many.Text), many.Text[max(0, len(many.Text)-400):])
	}
}

func TestEvent(t *testing.T) {
	about := statement
	about.Title = "A\r\nB"
	e := NewEvent(Late, about, []l10n.UserID{"ana"}, time.Date(2026, 11, 30, 18, 0, 0, 0, time.FixedZone("", 3600)))
	if e.Type != "review.late" || e.Data.Title != "A B" || e.Timestamp.Location() != time.UTC || e.Data.Desk != about.Link {
		t.Errorf("%+v", e)
	}
}
