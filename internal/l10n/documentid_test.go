package l10n

import (
	"errors"
	"strings"
	"testing"
)

// TestDocumentIDs holds that IDs are ASCII, readable, stable and of one page each.
func TestDocumentIDs(t *testing.T) {
	const site = "https://site.test"
	seen := map[DocumentID]string{}
	for _, c := range []struct{ path, readable string }{
		{"/News/Statement of the Chair.html", "news-statement-of-the-chair"},
		{"/", "home"},
		{"", "home"},
		{"/?page=2", "home"},
		{"/news", "news"},
		{"/news/", "news"},
		{"/News", "news"},
		{"/news?x=1", "news"},
		{"/news?x=2", "news"},
		{"/caf%C3%A9.html", "cafe"},
		{"/caf%C3%A9", "cafe"},
		{"/página.html", "pagina"},
		{"/новости/речь", "novosti-rech"},
		{"/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D1%80%D0%B5%D1%87%D1%8C.html", "novosti-rech"},
		{"/新闻/声明.html", "xin-wen-sheng-ming"},
		{"/الأخبار.html", ""},
		{"/straße", "strasse"},
		{"/%FF%FE.html", ""},
		{"/" + strings.Repeat("long-", 200), ""},
		{"/" + strings.Repeat("новости-", 200), ""},
	} {
		id := NewDocumentID(site + c.path)
		readable, hash, ok := cutLast(string(id), "-")
		if !ok || len(hash) != 32 || strings.Trim(hash, "0123456789abcdef") != "" || len(readable) > 62 {
			t.Errorf("%s → %s", c.path, id)
		}
		if strings.Trim(string(id), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%s → %s is not ASCII letters, digits and hyphens", c.path, id)
		}
		if c.readable != "" && readable != c.readable || readable == "" {
			t.Errorf("%s reads %s, want %s", c.path, readable, c.readable)
		}
		if other, twice := seen[id]; twice {
			t.Errorf("%s and %s are one document", c.path, other)
		}
		seen[id] = c.path
		if NewDocumentID(site+c.path) != id || NewDocumentID(site+c.path+"#part") != id {
			t.Errorf("%s: the ID is not stable, or a fragment is another page", c.path)
		}
	}
	if NewDocumentID(site+"/café") != NewDocumentID(site+"/caf%C3%A9") {
		t.Error("the same page, percent-encoded and not")
	}
	if NewDocumentID(site+"/a") == NewDocumentID("https://other.test/a") {
		t.Error("another host's page")
	}
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// TestEarlierDocumentIDs holds that a page on record goes on under the ID that it has, and that no other page does.
func TestEarlierDocumentIDs(t *testing.T) {
	const page, other = "https://site.test/news/statement.html", "https://site.test/news/statement.html?page=7"
	earlier := EarlierDocumentID(page)
	if earlier != "news-statement-"+DocumentID(NewHash(page)[:8]) || EarlierDocumentID("https://site.test/новости/речь")[:24] != "новости-речь-" {
		t.Errorf("%s", earlier)
	}
	down := errors.New("down")
	for name, c := range map[string]struct {
		record Document
		err    error
		asked  string
		want   DocumentID
	}{
		"not on record":                     {Document{}, ErrNotFound, page, NewDocumentID(page)},
		"on record":                         {Document{URL: page}, nil, page, earlier},
		"on record, asked with a fragment":  {Document{URL: page}, nil, page + "#part", earlier},
		"on record with what was asked for": {Document{URL: "https://site.test/moved", Asked: page}, nil, page, earlier},
		"another page's":                    {Document{URL: "https://site.test/moved", Asked: other}, nil, page, NewDocumentID(page)},
		"leading elsewhere since ever":      {Document{URL: "https://site.test/moved"}, nil, page, earlier},
		"found as renamed":                  {Document{Was: "old"}, nil, page, earlier},
		"nothing is known of it":            {Document{}, nil, page, NewDocumentID(page)},
		"the records are down":              {Document{}, down, page, ""},
	} {
		got, err := DocumentIDOf(c.asked, func(id DocumentID) (Document, error) {
			if id != earlier {
				t.Errorf("%s: asked for %s", name, id)
			}
			return c.record, c.err
		})
		if got != c.want || errors.Is(err, down) != (c.err == down) {
			t.Errorf("%s: %s %v", name, got, err)
		}
	}
}

// TestOnePageADocument holds that a record is never another page's.
func TestOnePageADocument(t *testing.T) {
	const page, moved, crafted = "https://site.test/a", "https://site.test/moved", "https://site.test/a?x=evil"
	for name, c := range map[string]struct {
		record        Document
		asked, end    string
		refused, sure bool
	}{
		"a new page":                      {Document{ID: NewDocumentID(page)}, page, page, false, true},
		"the same again":                  {Document{ID: NewDocumentID(page), URL: page, Asked: page}, page, page, false, true},
		"it leads elsewhere now":          {Document{ID: NewDocumentID(page), URL: page, Asked: page}, page, moved, false, true},
		"another page":                    {Document{ID: NewDocumentID(page), URL: page, Asked: page}, crafted, crafted, true, false},
		"another page that leads there":   {Document{ID: NewDocumentID(page), URL: page, Asked: page}, crafted, page, true, false},
		"an old record":                   {Document{ID: EarlierDocumentID(page), URL: page}, page, page, false, true},
		"an old record, leading away":     {Document{ID: EarlierDocumentID(page), URL: page}, page, moved, false, true},
		"an old record, another page":     {Document{ID: EarlierDocumentID(page), URL: page}, crafted, crafted, true, false},
		"an old record that led away":     {Document{ID: EarlierDocumentID(page), URL: moved}, page, moved, false, false},
		"an old record, led elsewhere":    {Document{ID: EarlierDocumentID(page), URL: moved}, page, crafted, true, false},
		"an old record, crafted, away":    {Document{ID: EarlierDocumentID(page), URL: moved}, crafted, crafted, true, false},
		"a renamed page before its first": {Document{ID: NewDocumentID(page), Was: "old"}, page, page, false, true},
	} {
		err := errors.Join(c.record.CheckAddress(c.asked), c.record.CheckEnd(c.end))
		if errors.Is(err, ErrRefused) != c.refused || (err != nil) != c.refused {
			t.Errorf("%s: %v", name, err)
		}
		if !c.refused && (c.record.AskedAs(c.asked) != "") != c.sure {
			t.Errorf("%s: asked as %q", name, c.record.AskedAs(c.asked))
		}
	}
}
