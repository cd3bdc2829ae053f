package localize

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
)

func TestStructuredData(t *testing.T) {
	const original = `{"@type":"NewsArticle","url":"https://www.example/en/news/statement","inLanguage":"en"}`
	for _, tt := range []struct{ name, in, want string }{
		{"an article", `{"@context":"https://schema.org","@type":"NewsArticle","headline":"x",
			"url":"https://www.example/en/news/statement","inLanguage":"en-GB"}`,
			`{"@context":"https://schema.org","@type":"NewsArticle","headline":"x",
			"url":"https://news.example/es/news/statement.html","inLanguage":"es","translationOfWork":` + original + `}`},
		{"without a language or address", `{"@type":"NewsArticle"}`,
			`{"@type":"NewsArticle","inLanguage":"es","translationOfWork":` + original + `}`},
		{"identity", `{"@type":["Thing","http://schema.org/NewsArticle"],"@id":"https://www.example/en/news/statement#a",
			"mainEntityOfPage":{"@type":"WebPage","@id":"/en/news/statement"}}`,
			`{"@type":["Thing","http://schema.org/NewsArticle"],"@id":"https://news.example/es/news/statement.html#a",
			"mainEntityOfPage":{"@type":"WebPage","@id":"https://news.example/es/news/statement.html"},
			"inLanguage":"es","translationOfWork":{"@type":"Thing","@id":"https://www.example/en/news/statement#a",
			"url":"https://www.example/en/news/statement","inLanguage":"en"}}`},
		{"a graph", `{"@graph":[{"@type":"WebSite","@id":"https://www.example/#site","inLanguage":"en",
			"url":"https://www.example/"},
			{"@type":"NewsArticle","@id":"statement#a","isPartOf":{"@id":"statement#page","inLanguage":"en"}},
			{"@type":"WebPage","@id":"statement#page","url":"statement","primaryImageOfPage":{"@type":"ImageObject",
			"url":"../i.png"}}]}`,
			`{"@graph":[{"@type":"WebSite","@id":"https://www.example/#site","inLanguage":"en","url":"https://www.example/"},
			{"@type":"NewsArticle","@id":"https://news.example/es/news/statement.html#a",
			"isPartOf":{"@id":"https://news.example/es/news/statement.html#page","inLanguage":"en"},"inLanguage":"es",
			 "translationOfWork":{"@type":"NewsArticle","@id":"https://www.example/en/news/statement#a",
			"url":"https://www.example/en/news/statement","inLanguage":"en"}},
			{"@type":"WebPage","@id":"https://news.example/es/news/statement.html#page",
			"url":"https://news.example/es/news/statement.html","primaryImageOfPage":{"@type":"ImageObject",
			"url":"https://www.example/en/i.png"},
			 "inLanguage":"es","translationOfWork":{"@type":"WebPage","@id":"https://www.example/en/news/statement#page",
			"url":"https://www.example/en/news/statement","inLanguage":"en"}}]}`},
		{"a trail", `[{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home",
			"item":"https://www.example/en/"},{"@type":"ListItem","item":{"@type":"Thing","@id":"/x"}}]}]`,
			`[{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home",
			"item":"https://news.example/es/"},{"@type":"ListItem","item":{"@type":"Thing","@id":"https://www.example/x"}}]}]`},
		{"a trail of objects", `{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":{"@id":"budget","name":"x"}},
			{"@type":"ListItem","item":{"@type":"WebPage","@id":"/en/news/statement#top","name":"x"}}]}`,
			`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":{"@id":"https://news.example/es/news/budget","name":"x"}},
			{"@type":"ListItem","item":{"@type":"WebPage","@id":"https://news.example/es/news/statement.html#top","name":"x"}}]}`},
		{"the language of texts", `{"@context":{"@vocab":"https://schema.org/","@language":"en"},"@type":"Person",
			"description":{"@value":"x","@language":"en"},"name":{"@value":"Rose","@language":"en"},"jobTitle":{"@value":"y","@language":"fr"}}`,
			`{"@context":{"@vocab":"https://schema.org/","@language":"es"},"@type":"Person",
			"description":{"@value":"x","@language":"es"},"name":{"@value":"Rose","@language":"en"},"jobTitle":{"@value":"y","@language":"fr"}}`},
		{"official names", `{"@type":"Event","name":"Germany meets","location":{"@type":"Country","name":"Germany"},
			"organizer":["Germany",{"@type":"Organization","legalName":"Germany Ltd","name":{"@value":"Germany"}}],"startDate":"Germany"}`,
			`{"@type":"Event","name":"Germany meets","location":{"@type":"Country","name":"Alemania"},
			"organizer":["Alemania",{"@type":"Organization","legalName":"Germany Ltd","name":{"@value":"Alemania"}}],"startDate":"Germany"}`},
		{"markup", `{"@type":"Answer","text":"<p>See <a href=\"budget\">it</a> or <a href=\"#b\">that</a>.</p>","url":"https://other.example/"}`,
			`{"@type":"Answer","text":"<p>See <a href=\"https://news.example/es/news/budget\">it</a> or <a href=\"#b\">that</a>.</p>",
			"url":"https://other.example/"}`},
		{"another's work", `{"@type":"NewsArticle","url":"https://other.example/","inLanguage":"fr"}`,
			`{"@type":"NewsArticle","url":"https://other.example/","inLanguage":"fr"}`},
		{"a language as an object", `{"@type":"Report","inLanguage":{"@type":"Language","name":"English"},
			"citation":{"@type":"Book","inLanguage":"en"}}`,
			`{"@type":"Report","inLanguage":"es","citation":{"@type":"Book","inLanguage":"en"},"translationOfWork":` +
				strings.Replace(original, "NewsArticle", "Report", 1) + `}`},
		{"an organization",
			`{"@type":"Organization","url":"https://www.example/en/","logo":"/l.png","sameAs":["https://x.example/"]}`,
			`{"@type":"Organization","url":"https://www.example/en/","logo":"https://www.example/l.png",
			"sameAs":["https://x.example/"]}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := testPage(t, "es")
			p.Attribution = Attribution{}
			p.Name = func(name string) (string, bool) { return "Alemania", name == "Germany" }
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, p,
				`<head><script type="application/ld+json">`+tt.in+`</script></head><p>x</p>`)))
			if err != nil {
				t.Fatal(err)
			}
			var got, want any
			if err := json.Unmarshal([]byte(doc.Find("script").Text()), &got); err != nil {
				t.Fatalf("%v: %s", err, doc.Find("script").Text())
			}
			if err := json.Unmarshal([]byte(tt.want), &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestStructuredDataThatStays(t *testing.T) {
	for _, in := range []string{
		`<script type="application/ld+json">{"@type":"Article",}</script>`,
		`<script type="application/ld+json" translate="no">{"@type":"Article","inLanguage":"en"}</script>`,
		`<script type="application/json">{"@type":"Article","inLanguage":"en"}</script>`,
		`<script type="application/ld+json">"Article"</script>`,
		`<meta itemprop="inLanguage" content="fr">`,
	} {
		if got := render(t, testPage(t, "es"), in); !strings.Contains(got, in) {
			t.Errorf("%s became %s", in, got)
		}
	}
}

func TestMicrodata(t *testing.T) {
	for in, want := range map[string]string{
		`<div itemscope><meta itemprop="image" content="../i.png"></div>`:                                     `content="https://www.example/en/i.png"`,
		`<div itemscope><meta itemprop="url" content="http://www.example/en/news/statement#x"></div>`:         `content="https://news.example/es/news/statement.html#x"`,
		`<div itemscope itemtype="https://schema.org/Article"><meta itemprop="sameAs" content="word"></div>`:  `content="word"`,
		`<div itemscope itemtype="https://schema.org/Country"><meta itemprop="name" content="Germany"></div>`: `content="Alemania"`,
		`<div itemscope itemtype="https://schema.org/Event"><meta itemprop="name" content="Germany"></div>`:   `content="Germany"`,
		`<meta itemprop="inLanguage" content="en-GB">`:                                                        `<meta itemprop="inLanguage" content="es">`,
		`<p>In <span itemprop="inLanguage">EN</span></p>`:                                                     `<span itemprop="inLanguage">es</span>`,
		`<div itemscope itemid="https://www.example/en/news/statement#a"></div>`:                              `<div itemscope itemid="https://news.example/es/news/statement.html#a">`,
		`<meta itemprop="mainEntityOfPage" content="statement">`:                                              `<meta itemprop="mainEntityOfPage" content="https://news.example/es/news/statement.html">`,
	} {
		p := testPage(t, "es")
		p.Name = func(name string) (string, bool) { return "Alemania", name == "Germany" }
		if got := render(t, p, in); !strings.Contains(got, want) {
			t.Errorf("%s: got %s\nwant %s", in, got, want)
		}
	}
}
