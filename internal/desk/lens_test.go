package desk

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/lens"
)

func TestLens(t *testing.T) {
	h := fixture()
	for i := range h.targets[keyFor("ar")] { // the Arabic text has another year of work than the source
		if g := &h.targets[keyFor("ar")][i]; g.Segment == "u5.1" {
			g.Text = l10n.TextFragment("بلغت كلفته 38 مليون كرونة.")
		}
	}
	o := options(t, h)
	o.Lens = &lens.Service{Records: h, Sources: h}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, d)
	v.get(esPage).want(200, `.links a[href="/lens/`+string(statement)+`"]`, "All languages")
	v.get("/lens/"+string(statement)+"?s=u5.1").want(200, ".lens-source .thing", "37").want(200, "#original", "English").want(200, ".lens-nav", "5 of 10")
	v.want(200, `section[aria-labelledby=l-es] .thing`, "37").want(200, `section[aria-labelledby=l-ar] .alien`, "38")
	v.want(200, `section[aria-labelledby=l-ar] .lens-differs`, "37").want(200, `section[aria-labelledby=l-ar] .lens-differs`, "Not in the source: 38")
	v.want(200, `section[aria-labelledby=l-fr] .hint`, "no such sentence").want(200, `#differing ~ .plainlist`, "It cost 37 million")
	if got := v.doc.Find(`#l-ar a`).AttrOr("href", ""); got != arPage+"/edit#s-u5.1" {
		t.Errorf("the way to the editor is %s", got)
	}
	v.get("/lens/"+string(statement)+"?s=u4.1").want(200, ".lens-source .code", "<1>").want(200, ".filled", "9 March 2026")
	for _, none := range []string{"/lens/nothing", "/lens/" + string(statement) + "?s=u99.1"} {
		if v.get(none); none != "/lens/nothing" && v.status != 404 {
			t.Errorf("%s: %d", none, v.status)
		}
	}
}

func TestLensPieces(t *testing.T) {
	u := &l10n.Unit{Codes: []l10n.Code{{ID: 1, Name: "b", Paired: true}}}
	text := l10n.ParseFragment("At <1>1</1>,200 & more")
	var got string
	for _, p := range lensPieces(u, text, []lens.Mark{{Span: l10n.Span{Start: 3, End: 8}, Kind: lens.Figure, Number: 1}}) {
		got += "|" + p.Code + p.Text
		if p.Number > 0 {
			got += "*"
		}
	}
	if got != "|At |<1>|1*|</1>|,200*| & more" {
		t.Error(got)
	}
}
