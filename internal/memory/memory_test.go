package memory

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func openSQLite(t testing.TB) *Memory {
	t.Helper()
	db, err := sql.Open("sqlite",
		"file:"+filepath.Join(t.TempDir(), "tm.db")+"?_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	m, err := Open(context.Background(), db, SQLite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close(); _ = db.Close() })
	return m
}

func frag(s string) l10n.Fragment { return l10n.ParseFragment(s) }

func addEntries(t *testing.T, m *Memory, es ...l10n.MemoryEntry) {
	t.Helper()
	for i := range es {
		if es[i].SourceLang == "" {
			es[i].SourceLang = "en"
		}
		if es[i].Locale == "" {
			es[i].Locale = "es"
		}
	}
	if err := m.Add(context.Background(), es); err != nil {
		t.Fatal(err)
	}
}

func lookup(t *testing.T, m *Memory, q l10n.MatchQuery) []l10n.Match {
	t.Helper()
	if q.SourceLang == "" {
		q.SourceLang = "en"
	}
	if q.Locale == "" {
		q.Locale = "es"
	}
	ms, err := m.Lookup(context.Background(), []l10n.MatchQuery{q})
	if err != nil {
		t.Fatal(err)
	}
	return ms[0]
}

func TestLookup(t *testing.T) {
	tests := []struct {
		name           string
		source, target string // of the one entry
		from, to       l10n.Locale
		query          string
		score          int // 0: no match
		want           string
		adapted        bool
	}{
		{name: "exact", source: "Read more", target: "Leer más", query: "Read more", score: 100, want: "Leer más"},
		{name: "codes of other numbers", source: "<3>Read</3> more", target: "<3>Leer</3> más", query: "<7>Read</7> more",
			score: 100, want: "<7>Leer</7> más"},
		{name: "number", source: "It is 12 km long", target: "Mide 12 km", query: "It is 15 km long", score: 99,
			want: "Mide 15 km", adapted: true},
		{name: "number in another notation", source: "1,500 people came", target: "Vinieron 1.500 personas",
			query: "2,750 people came", score: 99, want: "Vinieron 2.750 personas", adapted: true},
		{name: "number that the language does not group", source: "3,000 people came", target: "Vinieron 3000 personas",
			query: "4,500 people came", score: 99, want: "Vinieron 4500 personas", adapted: true},
		{name: "number that it may group", source: "3,000 people came", target: "Vinieron 3000 personas",
			query: "45,000 people came", score: 94, want: "Vinieron 3000 personas"},
		{name: "number of another digits", to: "ar", source: "Chapter 12", target: "الفصل ١٢", query: "Chapter 34", score: 99,
			want: "الفصل ٣٤", adapted: true},
		{name: "number whose plural form changes", to: "ru", source: "5 new files", target: "5 новых файлов",
			query: "2 new files", score: 94, want: "2 новых файлов", adapted: true},
		{name: "number that the target does not show", source: "It took 2 days", target: "Llevó un par de días",
			query: "It took 3 days", score: 94, want: "Llevó un par de días"},
		{name: "date with another month", source: "It opens on 3 May 2023 in Geneva",
			target: "Se abre el 3 de mayo de 2023 en Ginebra", query: "It opens on 25 July 2024 in Geneva", score: 99,
			want: "Se abre el 25 de julio de 2024 en Ginebra", adapted: true},
		{name: "date and number", to: "ru", source: "On May 3, 2023, 12 people came.",
			target: "3 мая 2023 г. пришли 12 человек.", query: "On July 25, 2024, 15 people came.", score: 99,
			want: "25 июля 2024 г. пришли 15 человек.", adapted: true},
		{name: "date at the end", to: "ru", source: "It opens on 3 May 2023.", target: "Открытие 3 мая 2023 г.",
			query: "It opens on 25 July 2024.", score: 99, want: "Открытие 25 июля 2024 г.", adapted: true},
		{name: "date that the target does not show", source: "It opens on 3 May 2023", target: "Se abre el miércoles",
			query: "It opens on 25 July 2024", score: 75, want: "Se abre el miércoles"},
		{name: "address", source: "See https://example.org/a.", target: "Véase https://example.org/a.",
			query: "See https://example.org/b.", score: 99, want: "Véase https://example.org/b.", adapted: true},
		{name: "codes gone", source: "<1>Read</1> more", target: "<1>Leer</1> más", query: "Read more", score: 99,
			want: "Leer más", adapted: true},
		{name: "codes around all", source: "Read more", target: "Leer más", query: "<1>Read more</1>", score: 99,
			want: "<1>Leer más</1>", adapted: true},
		{name: "codes around a name", source: "Ask Ana Pérez now", target: "Pregunte a Ana Pérez ya",
			query: "Ask <4>Ana Pérez</4> now", score: 99, want: "Pregunte a <4>Ana Pérez</4> ya", adapted: true},
		{name: "code that cannot be placed", source: "Read more today", target: "Leer más hoy", query: "Read <1/>more today",
			score: 97, want: "Leer más hoy", adapted: true},
		{name: "capitals", source: "Read more", target: "Leer más", query: "READ MORE", score: 98, want: "Leer más"},
		{name: "typing error", source: "The committee met on Monday", target: "El comité se reunió el lunes",
			query: "The comittee met on Monday", score: 96, want: "El comité se reunió el lunes"},
		{name: "one word", source: "Homes", target: "Casas", query: "Home", score: 80, want: "Casas"},
		{name: "Chinese", from: "zh", to: "en", source: "请先登录系统", target: "Please sign in first", query: "请先登录网站", score: 66,
			want: "Please sign in first"},
		{name: "Japanese", from: "ja", to: "en", source: "新しいファイルを開く", target: "Open a new file", query: "新しいファイルを作る",
			score: 80, want: "Open a new file"},
		{name: "Arabic", from: "ar", to: "en", source: "اجتمعت اللجنة يوم الاثنين", target: "The committee met on Monday",
			query: "اجتمعت اللجنة يوم الأحد", score: 80, want: "The committee met on Monday"},
		{name: "Russian", from: "ru", to: "en", source: "Комитет собрался в понедельник",
			target: "The committee met on Monday", query: "Комитет собрался во вторник", score: 73,
			want: "The committee met on Monday"},
		{name: "nothing", source: "Read more", target: "Leer más", query: "Sign out of your account", score: 0},
		{name: "language of another region", to: "es-MX", source: "Read more", target: "Leer más", query: "Read more",
			score: 100, want: "Leer más"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := openSQLite(t)
			addEntries(t, m,
				l10n.MemoryEntry{Source: frag(tt.source), Target: frag(tt.target), SourceLang: tt.from, Locale: tt.to})
			to := tt.to
			if to == "es-MX" {
				to = "es"
			}
			got := lookup(t, m, l10n.MatchQuery{Source: frag(tt.query), SourceLang: tt.from, Locale: to, MinScore: 50})
			if tt.score == 0 {
				if len(got) > 0 {
					t.Fatalf("matches %+v, want none", got)
				}
				return
			}
			if len(got) != 1 {
				t.Fatalf("%d matches, want one", len(got))
			}
			if g := got[0]; g.Score != tt.score || g.Target.String() != tt.want || g.Adapted != tt.adapted {
				t.Errorf("got %d %q adapted %v, want %d %q %v", g.Score, g.Target, g.Adapted, tt.score, tt.want, tt.adapted)
			}
		})
	}
}

func TestContextAmbiguityAndSuperseding(t *testing.T) {
	m := openSQLite(t)
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	entry := func(target, prev string, at time.Time) l10n.MemoryEntry {
		return l10n.MemoryEntry{Source: frag("Order"), Target: frag(target), Prev: frag(prev), Element: "p", At: at}
	}
	addEntries(t, m, entry("Pedido", "Your shop", at), entry("Orden", "Law and", at))
	got := lookup(t, m, l10n.MatchQuery{Source: frag("Order"), Prev: frag("Your shop"), Element: "p"})
	if len(got) != 2 || got[0].Score != 101 || got[0].Target.String() != "Pedido" || got[0].Ambiguous {
		t.Errorf("in context: %+v", got)
	}
	got = lookup(t, m, l10n.MatchQuery{Source: frag("Order"), Prev: frag("Elsewhere"), Element: "p"})
	if len(got) != 2 || got[0].Score != 100 || !got[0].Ambiguous || !got[1].Ambiguous {
		t.Errorf("out of context: %+v", got)
	}
	addEntries(t, m, entry("Encargo", "Your shop", at.Add(time.Hour)))
	addEntries(t, m, entry("Encargo", "Your shop", at.Add(2*time.Hour))) // the same target
	addEntries(t, m, entry("Viejo", "Your shop", at.Add(-time.Hour)))    // older than the current target
	got = lookup(t, m, l10n.MatchQuery{Source: frag("Order"), Prev: frag("Your shop"), Element: "p"})
	if got[0].Target.String() != "Encargo" {
		t.Errorf("after a change: %+v", got)
	}
	st, err := m.Stats(context.Background())
	if err != nil || st.Sources != 1 || st.Targets != 2 || st.Superseded != 2 {
		t.Errorf("statistics %+v, %v", st, err)
	}
}

func TestTMXRoundTrip(t *testing.T) {
	m := openSQLite(t)
	addEntries(t, m,
		l10n.MemoryEntry{Source: frag("<1>Read</1> &lt;more&gt;<2/>"), Target: frag("<1>Leer</1> &lt;más&gt;<2/>"),
			Prev: frag("A"), Next: frag("B"), Element: "p", Author: "ana", Site: "news"},
		l10n.MemoryEntry{Source: frag("end of</4> a link"), Target: frag("fin de</4> un enlace")},
		l10n.MemoryEntry{Source: frag("<1>Read</1> &lt;more&gt;<2/>"), Target: frag("<2/><1>Lire</1>"), Prev: frag("A"),
			Next: frag("B"), Element: "p", Site: "news", Locale: "fr"})
	var b strings.Builder
	if err := m.ExportTMX(context.Background(), &b, ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "<tu "); n != 2 {
		t.Errorf("%d units, want 2:\n%s", n, b.String())
	}
	second := openSQLite(t)
	res, err := second.ImportTMX(context.Background(), strings.NewReader(b.String()), ImportOptions{})
	if err != nil || res.Units != 2 || res.Targets != 3 {
		t.Fatalf("import: %+v, %v", res, err)
	}
	var c strings.Builder
	if err := second.ExportTMX(context.Background(), &c, ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	if b.String() != c.String() {
		t.Errorf("export, import, export changes the file:\n%s\n%s", b.String(), c.String())
	}
	if res, err := second.ImportTMX(context.Background(), strings.NewReader(b.String()), ImportOptions{}); err != nil ||
		res.Targets != 0 || res.Known != 3 {
		t.Errorf("a second import: %+v, %v", res, err)
	}
}

func TestSearchJSONL(t *testing.T) {
	m := openSQLite(t)
	table := "id\ten\tes\tfr\nt1\tRead more\tLeer más\tLire la suite\nt2\tSign in to your account\tEntre en su cuenta\t\n"
	res, err := m.ImportTSV(context.Background(), strings.NewReader(table), ImportOptions{})
	if err != nil || res.Units != 2 || res.Targets != 3 {
		t.Fatalf("import: %+v, %v", res, err)
	}
	in := `{"id":"a","query":"Read more"}` + "\n" + `{"id":"b","query":"Sign in to the account","tgt_lang":"es"}` + "\n" +
		`{"id":"c","query":"Nothing like it at all"}`
	var b strings.Builder
	if err := m.SearchJSONL(context.Background(), strings.NewReader(in), &b,
		l10n.MatchQuery{SourceLang: "en"}); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"a","matches":[{"id":"t1","score":1,"class":100,"source":"Read more","target":"Leer más","quality":100}]}
{"id":"b","matches":[{"id":"t2","score":0.82,"class":82,"source":"Sign in to your account","target":"Entre en su cuenta","quality":100}]}
{"id":"c","matches":[]}
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	if err := m.SearchJSONL(context.Background(), strings.NewReader("{}\nno"), &b, l10n.MatchQuery{}); err == nil ||
		!strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one that names the line", err)
	}
}

func TestTrustPenaltyAndSite(t *testing.T) {
	m := openSQLite(t)
	ctx := context.Background()
	tmx := `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Read more</seg></tuv><tuv ` +
		`xml:lang="pt-PT"><seg>Ler mais</seg></tuv></tu></body></tmx>`
	if _, err := m.ImportTMX(ctx, strings.NewReader(tmx), ImportOptions{Quality: 70}); err != nil {
		t.Fatal(err)
	}
	if got := lookup(t, m, l10n.MatchQuery{Source: frag("Read more"), Locale: "pt-PT"}); len(got) != 1 ||
		got[0].Score != 94 || got[0].Quality != 70 {
		t.Errorf("what is not approved: %+v", got)
	}
	if got := lookup(t, m, l10n.MatchQuery{Source: frag("Read more"), Locale: "pt-BR"}); len(got) != 1 ||
		got[0].Score != 91 {
		t.Errorf("of another country: %+v", got)
	}
	addEntries(t, m, l10n.MemoryEntry{Source: frag("Sign in"), Target: frag("Entrar"), Site: "news"},
		l10n.MemoryEntry{Source: frag("Sign in"), Target: frag("Acceder"), Site: "shop"})
	got := lookup(t, m, l10n.MatchQuery{Source: frag("Sign in"), Site: "shop"})
	if len(got) != 2 || got[0].Target.String() != "Acceder" || got[0].Ambiguous || got[1].Ambiguous {
		t.Errorf("the site's own does not win: %+v", got)
	}
	if got := lookup(t, m, l10n.MatchQuery{Source: frag("Sign in"), Site: "blog"}); !got[0].Ambiguous {
		t.Errorf("two other sites differ, and one wins: %+v", got)
	}
}

func TestIncompleteEntriesAreRefused(t *testing.T) {
	m := openSQLite(t)
	for name, e := range map[string]l10n.MemoryEntry{
		"no source":   {Target: frag("x"), SourceLang: "en", Locale: "es"},
		"no target":   {Source: frag("x"), SourceLang: "en", Locale: "es"},
		"no language": {Source: frag("x"), Target: frag("x"), Locale: "es"},
	} {
		if err := m.Add(context.Background(), []l10n.MemoryEntry{e}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if got, err := m.Lookup(context.Background(), []l10n.MatchQuery{{SourceLang: "en", Locale: "es"}}); err != nil ||
		len(got[0]) != 0 {
		t.Errorf("an empty query: %v, %v", got, err)
	}
}
