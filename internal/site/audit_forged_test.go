package site

import (
	"crypto/ed25519"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// sealing gives the world's destination a key, and returns its public half.
func (w *world) sealing() ed25519.PublicKey {
	w.t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	w.must(err)
	d := w.site.Destinations["public"]
	d.Publisher = d.Publisher.Sealed(key)
	w.site.Destinations["public"] = d
	return public
}

// mendLists publishes the lists anew.
func (w *world) mendLists() {
	w.t.Helper()
	_, err := w.site.MendLinks(w.t.Context(), w.plan)
	w.must(err)
}

// file is a path in the folder.
func (w *world) file(parts ...string) string {
	return filepath.Join(append([]string{w.dir}, parts...)...)
}

func (w *world) manifestFile(path string) string {
	return w.file(".documents", string(docOf(path)), "manifest.json")
}

// relink has the folder say that another publication of a document is the current one.
func (w *world) relink(doc l10n.DocumentID, id l10n.PublicationID) {
	w.t.Helper()
	link := w.file(".documents", string(doc))
	w.must(os.RemoveAll(link))
	w.must(os.Symlink("../.publications/"+string(doc)+"/"+string(id), link))
}

// rewrite changes a file of the folder.
func (w *world) rewrite(name string, change func(string) string) {
	w.t.Helper()
	b, err := os.ReadFile(name)
	w.must(err)
	w.must(os.WriteFile(name, []byte(change(string(b))), 0o600))
}

// forgeries are what somebody who can write to the destination, and has no key, may try.
var forgeries = map[string]struct {
	forge func(w *world)
	says  string
}{
	"a manifest copied over another document's": {func(w *world) {
		b, err := os.ReadFile(w.manifestFile("a.html"))
		w.must(err)
		w.rewrite(w.manifestFile("b.html"), func(string) string { return string(b) })
	}, "stands in the place of"},
	"a document linked to another's publication": {func(w *world) {
		link := w.file(".documents", string(docOf("b.html")))
		w.must(os.Remove(link))
		w.must(os.Symlink("../.publications/"+string(docOf("a.html"))+"/"+string(w.current(docOf("a.html")).ID), link))
	}, "not a link to one of its publications"},
	"a deleted ledger": {func(w *world) {
		w.must(os.Remove(w.file(".documents", string(docOf("b.html")))))
	}, "nothing says which of them is the current one"},
	"a document taken away whole": {func(w *world) {
		w.must(os.Remove(w.file("es", "b.html")))
		w.must(os.Remove(w.file(".documents", string(docOf("b.html")))))
		w.must(os.RemoveAll(w.file(".publications", string(docOf("b.html")))))
	}, "visitors get nothing"},
	"an unlisted file": {func(w *world) {
		w.must(os.WriteFile(w.file("es", "c.html"), []byte("by hand"), 0o600))
	}, "es/c.html is in no manifest"},
	"an unlisted link into a publication": {func(w *world) {
		doc := string(docOf("a.html"))
		w.must(os.WriteFile(w.file(".documents", doc, "files", "es", "c.html"), []byte("by hand"), 0o600))
		w.must(os.Symlink("../.documents/"+doc+"/files/es/c.html", w.file("es", "c.html")))
	}, "es/c.html is in no manifest"},
	"a stripped seal": {func(w *world) {
		w.rewrite(w.manifestFile("a.html"), func(s string) string {
			var members map[string]json.RawMessage
			w.must(json.Unmarshal([]byte(s), &members))
			delete(members, "seal")
			b, err := json.Marshal(members)
			w.must(err)
			return string(b)
		})
	}, "it has none"},
	"a member in other letters": {func(w *world) {
		w.rewrite(w.manifestFile("a.html"), func(s string) string { return strings.Replace(s, "{", `{"Files": [],`, 1) })
	}, "was changed after"},
	"an earlier publication put back": {func(w *world) {
		before := w.current(docOf("a.html")).ID
		w.publish("r2", "a.html", page(`<p>Hello again.</p>`), "es")
		w.mendLists()
		w.relink(docOf("a.html"), before)
	}, "another was put in its place"},
	"a withdrawn page put back": {func(w *world) {
		before := w.current(docOf("b.html")).ID
		w.withdraw("w1", "b.html")
		w.mendLists()
		w.relink(docOf("b.html"), before)
		w.must(os.Symlink("../.documents/"+string(docOf("b.html"))+"/files/es/b.html", w.file("es", "b.html")))
	}, "it was withdrawn, and is there again"},
	"page and lists put back": {func(w *world) {
		page1, lists1 := w.current(docOf("a.html")).ID, w.current(listsOf("news")).ID
		w.publish("r2", "a.html", page(`<p>Hello again.</p>`), "es")
		w.mendLists()
		w.must(w.audit().Memory.Save())
		w.relink(docOf("a.html"), page1)
		w.relink(listsOf("news"), lists1)
	}, "an old list was put back"},
	"the lists taken away": {func(w *world) {
		for _, f := range w.current(listsOf("news")).Files {
			w.must(os.Remove(w.file(f.Path)))
		}
		w.must(os.Remove(w.file(".documents", string(listsOf("news")))))
		w.must(os.RemoveAll(w.file(".publications", string(listsOf("news")))))
	}, "is gone: it was number"},
	"a list signed by somebody else": {func(w *world) {
		_, key, err := ed25519.GenerateKey(nil)
		w.must(err)
		b, err := publish.New(nil, nil).Sealed(key).SealList(publish.CurrentList{Site: "news", Number: 1 << 40})
		w.must(err)
		name := w.file(publish.CurrentListPath("news"))
		w.must(os.Remove(name))
		w.must(os.WriteFile(name, b, 0o600))
	}, "none of yours"},
	"a list with a greater number": {func(w *world) {
		w.rewrite(w.file(publish.CurrentListPath("news")), func(s string) string {
			return strings.Replace(s, `"number": 1`, `"number": 9`, 1)
		})
	}, "was changed after"},
}

// audit audits the folder with the key and the memory of the test.
func (w *world) audit() *Auditor {
	w.t.Helper()
	memory, err := OpenMemory(w.dir + ".memory")
	w.must(err)
	au := &Auditor{Keys: []ed25519.PublicKey{w.site.Destinations["public"].Publisher.PublicKey()}, Memory: memory}
	w.must(au.Folder(w.t.Context(), w.dir))
	return au
}

// said is all that an auditor found wrong.
func said(au *Auditor) string {
	var all []string
	for _, a := range au.Audits {
		all = append(all, a.Faults...)
		if !a.Sealed {
			all = append(all, a.Seal)
		}
		for _, f := range a.Files {
			all = append(all, f.Fault)
		}
	}
	return strings.Join(all, "\n")
}

func TestForgeriesAreSeen(t *testing.T) {
	for name, tt := range forgeries {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.sealing()
			w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
			w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es")
			w.mendLists()
			before := w.audit()
			if before.Faults != 0 || len(before.Audits) != 3 || len(before.Notes) != 0 {
				t.Fatalf("before: %s %q", said(before), before.Notes)
			}
			w.must(before.Memory.Save())
			tt.forge(w)
			after := w.audit()
			if after.Faults == 0 || !strings.Contains(said(after), tt.says) {
				t.Errorf("%d faults, and not %q:\n%s", after.Faults, tt.says, said(after))
			}
		})
	}
}

// TestDuplicateMembersAreRefused checks that a manifest which two programs may read differently is not read at all.
func TestDuplicateMembersAreRefused(t *testing.T) {
	w := newWorld(t)
	w.sealing()
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.rewrite(w.manifestFile("a.html"), func(s string) string { return strings.Replace(s, "{", `{"files": [],`, 1) })
	if err := (&Auditor{}).Folder(t.Context(), w.dir); err == nil || !strings.Contains(err.Error(), "duplicate") {
		t.Errorf("%v", err)
	}
	au := &Auditor{}
	w.must(w.site.AuditDocuments(t.Context(), au, ""))
	if au.Faults != 1 || !strings.Contains(said(au), "duplicate") {
		t.Errorf("%s", said(au))
	}
}

// TestRecordsAndDestinationDiffer checks what only an audit with the records sees, with a key or without.
func TestRecordsAndDestinationDiffer(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es")
	before := w.current(docOf("a.html")).ID
	w.publish("r2", "a.html", page(`<p>Hello again.</p>`), "es")
	w.relink(docOf("a.html"), before)
	w.must(os.Remove(w.file(".documents", string(docOf("b.html")))))
	au := &Auditor{}
	w.must(w.site.AuditDocuments(t.Context(), au, ""))
	for _, want := range []string{"the records say that the publication", "the destination has none"} {
		if !strings.Contains(said(au), want) {
			t.Errorf("not %q in:\n%s", want, said(au))
		}
	}
}

// TestTheNumberGrows checks that a list keeps its bytes while nothing changes, and has a greater number when it does.
func TestTheNumberGrows(t *testing.T) {
	w := newWorld(t)
	key := w.sealing()
	var numbers []int64
	for _, text := range []string{"one", "one", "two", "three"} {
		w.publish(l10n.RunID("r-"+text), "a.html", page(`<p>`+text+`</p>`), "es")
		w.mendLists()
		l, _, err := publish.ReadCurrentList([]byte(w.get(publish.CurrentListPath("news"))), key)
		w.must(err)
		numbers = append(numbers, l.Number)
		if l.Publications[docOf("a.html")] != w.current(docOf("a.html")).ID || l.URL != "http://public.test" {
			t.Errorf("%+v", l)
		}
	}
	if numbers[0] != numbers[1] || numbers[1] >= numbers[2] || numbers[2] >= numbers[3] {
		t.Errorf("%d", numbers)
	}
}

// TestOneDocumentIsHeldAgainstTheList checks that an audit of one document does not ask for the others.
func TestOneDocumentIsHeldAgainstTheList(t *testing.T) {
	w := newWorld(t)
	key := w.sealing()
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es")
	w.mendLists()
	au := &Auditor{Keys: []ed25519.PublicKey{key}}
	w.must(w.site.AuditDocuments(t.Context(), au, docOf("a.html")))
	if au.Faults != 0 || len(au.Audits) != 1 || len(au.Notes) != 0 {
		t.Errorf("%s %q", said(au), au.Notes)
	}
	d := w.site.Destinations["public"]
	d.URL = "http://test.public.test"
	w.site.Destinations["public"] = d
	w.must(w.site.AuditDocuments(t.Context(), au, docOf("a.html")))
	if !strings.Contains(said(au), "is that of http://public.test, not of http://test.public.test") {
		t.Errorf("%s", said(au))
	}
}
