package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// textsOf returns what of a page is for translation: "attribute: text" or "element: text".
func textsOf(t *testing.T, page string, opt Options) []string {
	t.Helper()
	opt.WholePage = true
	e, sk, err := Extract(l10n.Document{}, []byte(page), opt)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := sk.Merge(targetsOf(e, func(f l10n.Fragment) l10n.Fragment { return f }), nil); err != nil || string(out) != page {
		t.Errorf("merged with its own sources it is another page (%v):\n%s", err, out)
	}
	var texts []string
	for i := range e.Units {
		u := &e.Units[i]
		where := u.Element
		if u.Attribute != "" {
			where = u.Attribute
		}
		texts = append(texts, where+": "+u.Source().String())
	}
	return texts
}

func TestTextsOfStructuredData(t *testing.T) {
	for _, tt := range []struct {
		name, json string
		want       []string
	}{
		{"questions and answers", `{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Is it open?",
			"acceptedAnswer":{"@type":"Answer","text":"Yes, daily.","url":"https://a.example/#a","upvoteCount":3}}]}`,
			[]string{"name: Is it open?", "text: Yes, daily."}},
		{"an answer in markup", `{"@type":"Answer","text":"<p>See <a href=\"/x\">the list<\/a> &amp; ask.<\/p><ul><li>One<\/ul>"}`,
			[]string{"text: See <1>the list</1> &amp; ask.", "text: One"}},
		{"an article", `{"@type":["NewsArticle","x:Own"],"headline":"Rain","alternativeHeadline":"All week","articleSection":"Weather",
			"articleBody":"It rained.","keywords":["rain","flood, dam"],"datePublished":"2024-07-25","wordCount":2,
			"author":{"@type":"Person","name":"Rose Fields","jobTitle":"Reporter","url":"/rose"},
			"publisher":{"@type":"NewsMediaOrganization","name":"The Green Post","slogan":"Daily","logo":{"@type":"ImageObject","url":"/l.png",
			"caption":"A leaf"}},"mainEntityOfPage":{"@type":"WebPage","@id":"/x"},"inLanguage":"en","isAccessibleForFree":"False"}`,
			[]string{"headline: Rain", "alternativeHeadline: All week", "articleSection: Weather", "articleBody: It rained.",
				"keywords: rain", "keywords: flood, dam", "jobTitle: Reporter", "slogan: Daily", "caption: A leaf"}},
		{"names", `[{"@type":"Restaurant","name":"Green House","servesCuisine":"Vegetarian","priceRange":"$$",
			"address":{"@type":"PostalAddress","streetAddress":"1 High Street","addressLocality":"Bath","addressCountry":"GB"},
			"openingHours":"Mo-Su"},{"@type":"https://schema.org/Mountain","name":"Long Hill","description":"A hill."},
			{"@type":"schema:Person","alternateName":"Rosie","honorificPrefix":"Dr"},{"givenName":"Rose","name":"Rose Fields"},
			{"@type":"Brand","name":"Sunny"},{"@type":"Book","name":"Hard Times","abstract":"A novel."}]`,
			[]string{"servesCuisine: Vegetarian", "description: A hill.", "abstract: A novel."}},
		{"names without a type", `{"@type":"Event","name":"Open day","location":{"name":"Town Hall"},"performer":[{"name":"The Birds"}],
			"organizer":"The Club","about":{"name":"Gardening"},"eventStatus":"EventScheduled","startDate":"2024-07-25T10:00"}`,
			[]string{"name: Open day", "name: Gardening"}},
		{"a recipe", `{"@type":"Recipe","name":"Soup","recipeYield":"4 servings","recipeIngredient":["1 onion","salt"],
			"recipeInstructions":[{"@type":"HowToSection","name":"Before","itemListElement":[{"@type":"HowToStep","name":"Cut","text":"Cut it."}]},
			"Boil it."],"suitableForDiet":"https://schema.org/VeganDiet","cookTime":"PT30M","recipeCuisine":"French",
			"nutrition":{"@type":"NutritionInformation","calories":"240 calories","servingSize":"1 bowl"}}`,
			[]string{"name: Soup", "recipeYield: 4 servings", "recipeIngredient: 1 onion", "recipeIngredient: salt", "name: Before",
				"name: Cut", "text: Cut it.", "recipeInstructions: Boil it.", "recipeCuisine: French", "servingSize: 1 bowl"}},
		{"a product", `{"@type":"Product","name":"Rain barrel","sku":"RB-200","color":"Green","brand":{"@type":"Brand","name":"Sunny"},
			"offers":{"@type":"Offer","availability":"InStock","priceCurrency":"EUR","itemCondition":"https://schema.org/NewCondition"},
			"additionalProperty":[{"@type":"PropertyValue","name":"Material","value":"stainless steel","unitText":"HOUR"},
			{"@type":"PropertyValue","name":"Width","value":"200"}],"identifier":{"@type":"PropertyValue","name":"Our number","value":"a b"},
			"review":{"@type":"Review","reviewBody":"Good.","author":"Jo","reviewRating":{"@type":"Rating","ratingValue":"5"}}}`,
			[]string{"name: Rain barrel", "color: Green", "name: Material", "value: stainless steel", "name: Width", "reviewBody: Good."}},
		{"a trail", `{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"News","item":"https://a.example/news"},
			{"@type":"ListItem","item":{"@id":"/x","name":"Rain"}},{"@type":"ListItem","item":{"@type":"Person","name":"Jo"}}]}`,
			[]string{"name: News", "name: Rain"}},
		{"a job", `{"@type":"JobPosting","title":"Gardener","description":"&lt;p&gt; or text","employmentType":"FULL_TIME",
			"hiringOrganization":{"@type":"Organization","name":"Park"},"jobLocationType":"TELECOMMUTE","skills":"Patience",
			"baseSalary":{"@type":"MonetaryAmount","value":{"@type":"QuantitativeValue","value":"12","unitText":"hour"}}}`,
			[]string{"title: Gardener", "description: &lt;p&gt; or text", "skills: Patience"}},
		{"a graph with prefixes", `{"@context":["https://schema.org",{"x":"https://x.example/"}],"@graph":[{"@type":"schema:WebPage",
			"schema:name":"Rain","http://schema.org/description":"All of it","x:note":"no"}]}`,
			[]string{"name: Rain", "description: All of it"}},
		{"value objects", `{"@type":"Article","headline":{"@value":"Rain","@language":"en-GB"},"description":[{"@value":"Pluie","@language":"fr"}],
			"abstract":{"@value":"Of it"},"keywords":{"@value":"2024","@type":"xsd:date"}}`,
			[]string{"headline: Rain", "abstract: Of it"}},
		{"another language", `[{"@type":"Article","inLanguage":"fr","headline":"Pluie"},{"@type":"Article","inLanguage":["fr","en"],"headline":"Both"},
			{"@type":"Course","inLanguage":"fr","name":"French"},{"@type":"Article","headline":"Rain","workTranslation":{"@type":"Article","headline":"x"}},
			{"@context":{"@vocab":"https://schema.org/","@language":"fr"},"@type":"Article","headline":"Pluie"}]`,
			[]string{"headline: Both", "name: French", "headline: Rain"}},
		{"other vocabularies", `[{"@context":"https://www.w3.org/ns/activitystreams","name":"Note"},{"@context":{"@vocab":"http://x.example/"},"name":"x"}]`, nil},
		{"an unknown type", `{"@type":"Marvel","name":"It","description":"Of it","cites":"no"}`, []string{"name: It", "description: Of it"}},
		{"what others cite", `{"@type":"ScholarlyArticle","headline":"A","citation":[{"@type":"Article","headline":"B"},"C. D., E (2001)"],
			"isBasedOn":{"@type":"Dataset","name":"F","description":"G"}}`, []string{"headline: A"}},
		{"programs", `{"@type":"SoftwareSourceCode","name":"grep","text":"if x then y","description":"Finds text"}`, []string{"description: Finds text"}},
		{"what is called as somebody is", `[{"@type":"Person","name":"Tony Carter","image":{"@type":"ImageObject","caption":"Tony Carter"}},
			{"@type":"WebSite","name":"Daily Post","publisher":{"type":"Organization","name":"Daily Post"},"description":"By Tony Carter"},
			{"type":"Person","name":"Al"}]`, []string{"description: By Tony Carter"}},
		{"entities", `{"@type":"Article","headline":"Rain &#8211; all week&hellip;","description":"Q&A; R&D","abstract":"A &amp; B"}`,
			[]string{"headline: Rain – all week…", "description: Q&amp;A; R&amp;D", "abstract: A &amp; B"}},
		{"smaller than", `{"@type":"Article","headline":"If a<b and c>d","description":"x < y"}`,
			[]string{"headline: If a&lt;b and c&gt;d", "description: x &lt; y"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := textsOf(t, `<html lang=en><script type="application/ld+json">`+tt.json+`</script>`, Options{})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMarkupInStructuredData(t *testing.T) {
	const page = `<script type="application/ld+json">{"@type":"Answer","text":"<p title=\"tip\">See <b>it</b>.<\/p>"}</script>`
	e, sk, err := Extract(l10n.Document{}, []byte(page), Options{WholePage: true})
	if err != nil {
		t.Fatal(err)
	}
	b, err := sk.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	stored, err := ReadSkeleton(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, sk := range []*Skeleton{sk, stored} {
		out, err := sk.Merge(targetsOf(e, func(f l10n.Fragment) l10n.Fragment {
			return append(l10n.TextFragment(`"</script>`), shout(f)...)
		}), nil)
		if err != nil {
			t.Fatal(err)
		}
		const want = `"text":"\u003cp title=\"\u0026quot;\u0026lt;/script\u0026gt;TIP\"\u003e` +
			`\"\u0026lt;/script\u0026gt;SEE \u003cb\u003eIT\u003c/b\u003e.\u003c/p\u003e"}</script>`
		if got := string(out); !strings.Contains(got, want) || mustShape(t, got) != mustShape(t, page) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestTextsOfMicrodata(t *testing.T) {
	for page, want := range map[string][]string{
		`<meta itemprop="description" content="All of it">`:                        {"content: All of it"},
		`<meta itemprop="name" content="Rain"><meta itemprop=image content=i.png>`: {"content: Rain"},
		`<div itemscope itemtype="https://schema.org/Person"><meta itemprop=name content="Rose Fields">` +
			`<meta itemprop="jobTitle" content="Reporter"></div>`: {"content: Reporter"},
		`<div itemscope itemtype="https://schema.org/Article"><div itemprop="publisher" itemscope><meta itemprop=name content=Post></div>` +
			`<meta itemprop="headline name" content=Rain><meta itemprop=author content=Rose><meta itemprop=datePublished content=2024-07-25></div>`: {"content: Rain"},
		`<div itemscope itemtype="https://schema.org/Offer"><meta itemprop=category content="https://x.example/c">` +
			`<meta itemprop=availability content=InStock><meta itemprop=priceCurrency content=EUR></div>`: nil,
		`<div vocab="https://schema.org/" typeof="Recipe"><meta property="recipeYield" content="4 servings"><span property="schema:description" content="A soup"></span>` +
			`<span property=author typeof=Person><meta property=name content="Rose Fields"></span></div>`: {"content: 4 servings", "content: A soup"},
		`<meta property="article:author" content="Rose Fields"><meta property="og:type" content="article">`: nil,
	} {
		if diff := cmp.Diff(want, textsOf(t, page, Options{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", page, diff)
		}
	}
}
