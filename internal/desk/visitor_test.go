package desk

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// visitor is a browser without JavaScript. It follows redirects, keeps cookies, and sends forms as HTML defines.
type visitor struct {
	*testing.T
	client *http.Client
	base   string
	lang   string

	status int
	header http.Header
	doc    *goquery.Document
	raw    string
	at     string
}

func visit(t *testing.T, handler http.Handler) *visitor {
	t.Helper()
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{T: t, client: &http.Client{Jar: jar}, base: srv.URL, lang: "en"}
}

func (v *visitor) send(r *http.Request) *visitor {
	v.Helper()
	r.Header.Set("Accept-Language", v.lang)
	res, err := v.client.Do(r)
	if err != nil {
		v.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		v.Fatal(err)
	}
	v.raw, v.status, v.header, v.at = string(b), res.StatusCode, res.Header, res.Request.URL.RequestURI()
	if v.doc, err = goquery.NewDocumentFromReader(strings.NewReader(v.raw)); err != nil {
		v.Fatal(err)
	}
	return v
}

func (v *visitor) get(path string) *visitor {
	v.Helper()
	r, err := http.NewRequestWithContext(v.Context(), http.MethodGet, v.base+path, nil)
	if err != nil {
		v.Fatal(err)
	}
	return v.send(r)
}

// press presses a button of the page. It sends the button's form with the values of the page, and those in typed
// instead.
func (v *visitor) press(button string, typed map[string]string) *visitor {
	v.Helper()
	b := v.doc.Find(button).First()
	if b.Length() == 0 {
		v.Fatalf("no button %s on %s", button, v.at)
	}
	if _, disabled := b.Attr("disabled"); disabled {
		v.Fatalf("the button %s is disabled", button)
	}
	form := b.Closest("form")
	values, unchecked := url.Values{}, map[string]bool{}
	if id, named := b.Attr("form"); named {
		form = v.doc.Find("form#" + id)
	}
	fields := form.Find("input[name], textarea[name], select[name]")
	if id, ok := form.Attr("id"); ok {
		fields = fields.AddSelection(v.doc.Find(`input[form="` + id + `"]`)) // fields elsewhere that belong to the form
	}
	fields.Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("name")
		value, _ := s.Attr("value")
		if kind := s.AttrOr("type", ""); kind == "checkbox" || kind == "radio" {
			if _, checked := s.Attr("checked"); !checked {
				unchecked[name] = true
				return
			}
		}
		if goquery.NodeName(s) == "select" {
			chosen := s.Find("option[selected]")
			if chosen.Length() == 0 {
				chosen = s.Find("option")
			}
			value = chosen.First().AttrOr("value", "")
		}
		if goquery.NodeName(s) == "textarea" {
			value = strings.ReplaceAll(s.Text(), "\n", "\r\n") // as browsers do; the parser has dropped the first line break
		}
		values.Set(name, value)
	})
	for k, s := range typed {
		if _, there := values[k]; !there && !unchecked[k] {
			v.Fatalf("no field %q in the form", k)
		}
		values.Set(k, s)
	}
	if name, ok := b.Attr("name"); ok {
		values.Set(name, b.AttrOr("value", ""))
	}
	return v.post(form.AttrOr("action", v.at), values)
}

func (v *visitor) post(path string, values url.Values) *visitor {
	v.Helper()
	r, err := http.NewRequestWithContext(v.Context(), http.MethodPost, v.base+path, strings.NewReader(values.Encode()))
	if err != nil {
		v.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.send(r)
}

func (v *visitor) want(status int, sel, text string) *visitor {
	v.Helper()
	if v.status != status {
		v.Errorf("%s: status %d, want %d", v.at, v.status, status)
	}
	if got := v.doc.Find(sel).Text(); v.doc.Find(sel).Length() == 0 || !strings.Contains(got, text) {
		v.Errorf("%s: %s = %q, want %q in it", v.at, sel, strings.TrimSpace(got), text)
	}
	return v
}

func (v *visitor) wantNone(sel string) *visitor {
	v.Helper()
	if n := v.doc.Find(sel).Length(); n > 0 {
		v.Errorf("%s: %d of %s", v.at, n, sel)
	}
	return v
}

// area is the text in a textarea.
func (v *visitor) area(name string) string {
	return v.doc.Find(`textarea[name="` + name + `"]`).Text()
}

// uploadForm posts a form with a file.
func (v *visitor) uploadForm(path string, fields map[string]string, field, name, body string) *visitor {
	v.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for k, s := range fields {
		if err := form.WriteField(k, s); err != nil {
			v.Fatal(err)
		}
	}
	file, err := form.CreateFormFile(field, name)
	if err == nil {
		_, err = file.Write([]byte(body))
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		v.Fatal(err)
	}
	r, err := http.NewRequestWithContext(v.Context(), http.MethodPost, v.base+path, &b)
	if err != nil {
		v.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.send(r)
}
