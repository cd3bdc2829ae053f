package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// hostile is a text that a page, a translator or a run may contain.
const hostile = `</textarea></bdi><script>alert(1)</script><img src=x onerror=alert(1)>"'>` +
	`<a href="javascript:alert(1)">`

func hostilePipeline() *pipeline {
	h := fixture()
	for k, t := range h.translations {
		t.Title, t.Comment, t.Assignee, t.Run = hostile, hostile, hostile, hostile
		t.URL, t.PublicURL = "javascript:alert(1)", "javascript:alert(2)"
		h.decisions[k] = []l10n.Decision{{ID: "d", Kind: hostile, Step: hostile, By: hostile, To: hostile, Comment: hostile}}
		for i := range h.targets[k] {
			g := &h.targets[k][i]
			g.Text = append(l10n.TextFragment(hostile), g.Text...)
			g.Origin.Detail, g.Origin.Provider, g.Origin.By = hostile, hostile, hostile
			g.Issues = []l10n.Issue{{Type: hostile, Comment: hostile, Severity: 60}}
		}
	}
	for i := range h.extraction.Units {
		u := &h.extraction.Units[i]
		u.Note, u.Element = hostile, hostile
		u.Codes[0].Open, u.Codes[0].Name, u.Codes[1].Equiv = hostile, hostile, hostile
		u.Segments[0].Source = append(l10n.TextFragment(hostile), u.Segments[0].Source...)
	}
	return h
}

// strangeScripts counts the scripts of a page that are not the desk's own files.
func (v *visitor) strangeScripts() int {
	return v.doc.Find(`script:not([src^="/static/"]), script:not(:empty)`).Length()
}

func TestHostileTextStaysText(t *testing.T) {
	h := hostilePipeline()
	v := visit(t, newDesk(t, h))
	check := func(what string) {
		t.Helper()
		if v.status >= 500 {
			t.Errorf("%s: status %d", what, v.status)
		}
		if n := v.strangeScripts(); n != 0 {
			t.Errorf("%s: %d scripts", what, n)
		}
		v.doc.Find("img, [onerror], [onclick], [style], style").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("%s: markup from outside: %s", what, goquery.NodeName(s))
		})
		v.doc.Find("[href], [src], [action]").Each(func(_ int, s *goquery.Selection) {
			for _, a := range []string{"href", "src", "action"} {
				if strings.HasPrefix(s.AttrOr(a, ""), "javascript:") {
					t.Errorf("%s: %s=%q", what, a, s.AttrOr(a, ""))
				}
			}
		})
	}
	for _, p := range []string{"/", esPage, arPage, esPage + "/preview", "/?run=" + url.QueryEscape(hostile)} {
		v.get(p)
		check(p)
	}
	v.get(esPage).press(".save-all", map[string]string{"t.u4.1": hostile, "comment": hostile, "to": hostile})
	check("a refused save")
	if v.area("t.u4.1") != hostile || v.area("comment") != hostile {
		t.Error("what was typed comes back changed")
	}
	h.decideErr = fmt.Errorf("%w: %s", l10n.ErrRefused, hostile)
	v.get(esPage).press(`button[value="reassign"]`, map[string]string{"to": "x"})
	check("a refused decision")
}

func TestPolicies(t *testing.T) {
	v := visit(t, newDesk(t, fixture()))
	for _, p := range []string{"/", esPage, "/nowhere", "/static/desk.css", "/api/v1/translations"} {
		if got := v.get(p).header.Get("Content-Security-Policy"); got != pagePolicy || strings.Contains(got, "unsafe") {
			t.Errorf("%s: policy %q", p, got)
		}
		if v.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s can be sniffed", p)
		}
	}
	f := v.get(arPage+"/preview").want(200, "h1", "Arabic").doc.Find("iframe")
	if s, ok := f.Attr("sandbox"); !ok || s != "" || f.AttrOr("src", "") != arPage+"/preview/page" {
		t.Errorf("the frame is not sandboxed: %v", f)
	}
	v.get(arPage+"/preview/page").want(200, "h1", "هيئة الميناء")
	if got := v.header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "sandbox; default-src 'none'") ||
		strings.Contains(got, "script") {
		t.Errorf("preview policy %q", got)
	}
	v.get("/t/none/es/preview").want(404, "main", "nothing")
	if v.get("/static/").status == http.StatusOK && strings.Contains(v.raw, "desk.js") {
		t.Error("the static files are listed")
	}
}

func TestOtherSitesCannotAct(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h))
	for _, site := range []string{"cross-site", "same-site"} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, v.base+esPage,
			strings.NewReader("act=approve&decision=x&step=review"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", site)
		if v.send(r); v.status != http.StatusForbidden {
			t.Errorf("%s: %d", site, v.status)
		}
	}
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, v.base+"/", nil)
	r.Host = "evil.example:80"
	if v.send(r); v.status != http.StatusMisdirectedRequest {
		t.Errorf("a desk without sign-in answers under a foreign host name: %d", v.status)
	}
	if len(h.decisions[keyFor("es")]) != 0 {
		t.Error("another site decided")
	}
}

// TestOtherSitesCanSayNothing holds that the forms of what is said of texts are guarded as the others are.
func TestOtherSitesCanSayNothing(t *testing.T) {
	h := fixture()
	v, service := visitSaid(t, h)
	form := "id=x&act=comment&text=x&sourceHash=" + string(h.targets[keyFor("ar")][4].SourceHash) + "&targetHash=" +
		string(h.targets[keyFor("ar")][4].Text.Hash())
	for _, path := range []string{arPage + cost, "/questions"} {
		for site, want := range map[string]int{"cross-site": http.StatusForbidden, "same-site": http.StatusForbidden, "same-origin": 0} {
			r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, v.base+path, strings.NewReader(form))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Sec-Fetch-Site", site)
			if v.send(r); (v.status == http.StatusForbidden) != (want != 0) {
				t.Errorf("%s %s: %d", path, site, v.status)
			}
		}
	}
	th, err := service.Threads(t.Context(), *h.translations[keyFor("ar")], h.extraction)
	if err != nil || len(th.BySegment["u5.1"].Comments) != 1 {
		t.Errorf("%+v, %v", th, err)
	}
	// What was said of a sentence that is gone is shown at the page's end.
	h.extraction.Units = append(h.extraction.Units[:4:4], h.extraction.Units[5:]...)
	v.get(arPage).want(200, ".gone .thread", "x")
}

func TestLocalPath(t *testing.T) {
	for in, want := range map[string]string{"/t/a/es?show=attention": "/t/a/es?show=attention", "//evil.example/": "/",
		"https://evil.example": "/",
		`/\evil.example`:       "/", "": "/", "/a\r\nb": "/", "t": "/"} {
		if got := localPath(in); got != want {
			t.Errorf("localPath(%q) = %q", in, got)
		}
	}
}

// FuzzForm checks that no form makes the desk panic or answer with an internal error.
func FuzzForm(f *testing.F) {
	f.Add("act=save&t.u1.1=x&v.u1.1=1+abc")
	f.Add("act=approve&decision=x&step=review&comment=%00")
	f.Add("act=fix+u1.1+-1&t.u1.1=&v.u1.1=0")
	f.Add("act=drop+u1.1&act=save&t.=&v.=1")
	desk := newDesk(f, fixture())
	f.Fuzz(func(t *testing.T, body string) {
		for _, page := range []string{esPage, arPage} {
			r := httptest.NewRequest(http.MethodPost, "http://localhost"+page, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			desk.ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Errorf("%q: status %d", body, w.Code)
			}
		}
	})
}

func FuzzNotation(f *testing.F) {
	for _, s := range []string{"a <1>b</1> &amp; <2/>", "R&D <b> &lt;1> 5 < 6 > 4", "<" + "1>", lrm + "<1>" + lrm,
		"&amp;amp;lt;", "\r\n\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, dir := range []l10n.Direction{l10n.LTR, l10n.RTL} {
			want := parseEditable(s, dir)
			shown := formatEditable(want, dir)
			if got := parseEditable(shown, dir); got.String() != want.String() {
				t.Errorf("%s: %q is shown as %q and read as %q", dir, want.String(), shown, got.String())
			}
		}
	})
}

// TestWithoutSignInOnlyLoopback holds that no desk at which anybody may type any name is made for a network.
func TestWithoutSignInOnlyLoopback(t *testing.T) {
	for _, tt := range []struct {
		listen string
		who    Identity
		ok     bool
	}{
		{"127.0.0.1:8080", nil, true}, {"[::1]:8080", Anyone{}, true}, {"localhost:8080", nil, true},
		{"0.0.0.0:8080", nil, false}, {":8080", Anyone{}, false}, {"[::]:8080", nil, false}, {"192.0.2.7:8080", nil, false},
		{"", nil, false}, {"desk.example.org:80", nil, false},
		{"0.0.0.0:8080", Basic{"ana": "pw"}, true}, {"0.0.0.0:8080", Header{Name: "X-User"}, true},
	} {
		o := options(t, fixture())
		o.Listen, o.Identity = tt.listen, tt.who
		if _, err := New(o); (err == nil) != tt.ok {
			t.Errorf("%q with %T: %v", tt.listen, tt.who, err)
		}
	}
}

// TestControlCharactersGoNowhere sends comments, names, ids and places to go back to with characters that no person types.
func TestControlCharactersGoNowhere(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b": "ab", "\x1b[31mred": "[31mred", "two\nlines\tand more\r\n": "two\nlines\tand more", "\u0085x\u009b": "x", "\xff": "\uFFFD",
		" plain ": "plain", "عربي": "عربي",
	} {
		if got := cleanText(in); got != want {
			t.Errorf("a comment %q becomes %q", in, got)
		}
	}
	for p, want := range map[string]string{
		"/t/a/es": "/t/a/es", "/a\x00b": "/", "/\x1b": "/", "/a\u0085": "/", "/a\nLocation: x": "/", "//evil": "/", `/\evil`: "/", "x": "/",
	} {
		if got := localPath(p); got != want {
			t.Errorf("%q leads to %q", p, got)
		}
	}
	for id, want := range map[string]bool{
		"a1b2-approve": true, "": false, "a b": false, "a\x00": false, "á": false, "a\n": false, strings.Repeat("a", 101): false,
	} {
		if isID(id) != want {
			t.Errorf("the id %q: %t", id, !want)
		}
	}
}

// TestAPIReassignsToNamesOnly holds the API to what the form asks of a name.
func TestAPIReassignsToNamesOnly(t *testing.T) {
	for to, want := range map[string]int{
		"Bo": 200, "": 200, " Bo ": 200, `a\u0000b`: 400, `two\nlines`: 400, strings.Repeat("x", maxName+1): 400, `\u001b[31m`: 400, "   ": 400,
	} {
		h := fixture()
		d := newDesk(t, h)
		body := `{"id":"d1","kind":"reassign","step":"review","to":"` + to + `"}`
		r := httptest.NewRequest(http.MethodPost, "/api/v1/translations/"+string(statement)+"/es/decisions", strings.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("to %q: %d %s", to, w.Code, w.Body)
		}
		for _, dec := range h.decisions[keyFor("es")] {
			if want == 200 && dec.To != l10n.UserID(strings.TrimSpace(to)) {
				t.Errorf("to %q became %q", to, dec.To)
			}
		}
	}
}
