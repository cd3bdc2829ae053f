package extract

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// edited returns a page after a change to the JSON of its first script.
func edited(t *testing.T, page string, change func(*Editor, *JSONValue) error) string {
	t.Helper()
	_, sk, err := Extract(l10n.Document{URL: "https://www.example/"}, []byte(page), Options{WholePage: true, SourceLang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := sk.Merge(nil, func(e *Editor) error {
		v := e.JSON(e.Document().Find("script").Get(0))
		if v == nil {
			t.Fatalf("no JSON in %s", page)
		}
		return change(e, v)
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestSetJSON(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`{}`, `{"a": 1, "b": "x"}`},
		{`{"c":[1,{"d":2}]}`, `{"c":[1,{"d":2}],"a": 1,"b": "x"}`},
		{"{\n  \"b\" : \"old\",\n  \"c\": true\n}", "{\n  \"b\" : \"x\",\n  \"c\": true,\n  \"a\": 1\n}"},
		{`{"b":"1","b":"2"}`, `{"b":"1","b":"x","a": 1}`},
		{`{"b":{"name":"a text for translation"}}`, `{"b":"x","a": 1}`},
	} {
		got := edited(t, `<script type="application/ld+json">`+tt.in+`</script>`, func(e *Editor, v *JSONValue) error {
			if err := e.SetJSON(v, "a", 1); err != nil {
				return err
			}
			return e.SetJSON(v, "b", "x")
		})
		if want := `<script type="application/ld+json">` + tt.want + `</script>`; got != want {
			t.Errorf("%s: got %s\nwant %s", tt.in, got, want)
		}
	}
}

func TestJSONCannotEndItsScript(t *testing.T) {
	const evil = `</script><!--<script>]]>&`
	got := edited(t, `<script type="application/ld+json">{"a":"b"}</script><p>x</p>`, func(e *Editor, v *JSONValue) error {
		if err := e.SetJSON(v, evil, evil); err != nil {
			return err
		}
		return e.PutJSON(v.Member("a"), evil)
	})
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	var back map[string]string
	if err := json.Unmarshal([]byte(doc.Find("script").Text()), &back); err != nil || back["a"] != evil || back[evil] != evil {
		t.Errorf("%s: %v, %v", got, back, err)
	}
	if doc.Find("script").Length() != 1 || strings.Contains(got, "<!--") {
		t.Error(got)
	}
}

func TestWhatIsNoJSONStays(t *testing.T) {
	for _, s := range []string{"", "{", `{"a":1} x`, "<!-- {} -->", `{"a":1}{"b":2}`, strings.Repeat("[", 200) + strings.Repeat("]", 200), "{]"} {
		if v, err := parseJSON(s); err == nil {
			t.Errorf("%q: %+v", s, v)
		}
	}
}

// FuzzJSON holds that a value set into any JSON text is there, and that all else means what it meant.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":[1,2,{"b":null}],"é":"\u003c"}`, " [ {} , 1e3 ] ", `"x"`, `{"a":1,"a":2}`} {
		f.Add(s, "key", "value")
	}
	f.Fuzz(func(t *testing.T, src, key, value string) {
		v, err := parseJSON(src)
		if err != nil || !v.object {
			return
		}
		var want map[string]any
		if json.Unmarshal([]byte(src), &want) != nil {
			return
		}
		if !utf8.ValidString(src) || !utf8.ValidString(key) || !utf8.ValidString(value) {
			return
		}
		e := &Editor{tree: &dom.Tree{Src: src}}
		if err := e.SetJSON(v, key, value); err != nil {
			t.Fatal(err)
		}
		out := (&Skeleton{src: src}).render(e.list).page
		var got map[string]any
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		want[key] = value
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", out, diff)
		}
	})
}
