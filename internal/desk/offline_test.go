package desk

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/offline"
)

// nothingOpen are reviews in which nothing waits.
type nothingOpen struct{}

func (nothingOpen) Open(context.Context, l10n.Translation, []l10n.Target) ([]l10n.SegmentID, error) {
	return nil, nil
}

// oneByOne edits many targets as if each were edited by itself.
type oneByOne struct{ *pipeline }

func (o oneByOne) EditAll(ctx context.Context, t l10n.Translation, x *l10n.Extraction, edits []l10n.Edit) (n int, refused map[l10n.SegmentID]error, err error) {
	refused = map[l10n.SegmentID]error{}
	for _, e := range edits {
		if _, err := o.Edit(ctx, t, x, e); err != nil {
			refused[e.Segment] = err
			continue
		}
		n++
	}
	return n, refused, nil
}

func visitFiles(t *testing.T, h *pipeline) *visitor {
	t.Helper()
	o := options(t, h)
	o.Offline = &offline.Service{Records: h, Sources: h, Reviews: nothingOpen{}, Editor: oneByOne{h}, Blobs: blobtest.Memory{}}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d)
}

// upload sends files as a browser does.
func (v *visitor) upload(path string, files map[string]string) *visitor {
	v.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for name, text := range files {
		w, err := form.CreateFormFile("file", name)
		if err != nil {
			v.Fatal(err)
		}
		_, _ = w.Write([]byte(text))
	}
	_ = form.Close()
	r, err := http.NewRequestWithContext(v.Context(), http.MethodPost, v.base+path, &b)
	if err != nil {
		v.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return v.send(r)
}

// TestFilesThereAndBack takes a table out, brings it back changed, looks at it and takes it; somebody edits meanwhile.
func TestFilesThereAndBack(t *testing.T) {
	h := fixture()
	v := visitFiles(t, h)
	v.get(esPage).want(200, `.links a[href="`+esPage+`/files"]`, "Take out and back")
	v.get(esPage+"/files").want(200, "h1", "Take texts out and back").want(200, "select[name=format] option", "DOCX")
	for _, format := range offline.Formats {
		v.get(esPage + "/files/download?format=" + string(format) + "&choice=all")
		if v.status != 200 || !strings.Contains(v.header.Get("Content-Disposition"), string(statement)+".es.") || v.raw == "" {
			t.Errorf("%s: %d %v", format, v.status, v.header)
		}
	}
	v.get(esPage+"/files/download?format=html&choice=empty").want(422, ".notice", "Nothing goes out")
	page := v.get(esPage + "/files/download?format=html&choice=all").raw
	page = strings.Replace(page, lines[4].es, "Costó &lt;script>37&lt;/script> millones.", 1)
	page = strings.Replace(page, lines[5].es, "Qué cambia", 1)
	page = strings.Replace(page, `<span class="code">&lt;/1&gt;</span>, no en`, ", no en", 1)
	for i := range h.targets[keyFor("es")] { // somebody else writes the sixth
		if g := &h.targets[keyFor("es")][i]; g.Segment == "u6.1" {
			g.Text, g.Version, g.Origin.By = l10n.TextFragment("Lo que cambia"), 2, "Luz"
		}
	}
	v.upload(esPage+"/files", map[string]string{"es.html": page, "notes.txt": "nothing"})
	v.want(200, "h1", "What came back").want(200, ".notice.bad", "notes.txt").want(200, ".back-text.conflict", "Luz").want(200, ".back-text.conflict", "Lo que cambia")
	v.want(200, ".back-text.refused", "muelle").want(200, ".diff ins", "<script>")
	if strings.Contains(v.raw, "<script>37") || v.doc.Find("input[name=take][checked]").Length() != 1 || v.doc.Find("input[name=take]").Length() != 2 {
		t.Error("of three texts, the change is chosen, the conflict is offered, and what lost a code is not")
	}
	boxes := v.doc.Find("input[name=take]")
	kept := v.doc.Find("input[name=kept]").AttrOr("value", "")
	v.post(esPage+"/files/take", map[string][]string{"kept": {kept}, "take": {boxes.Eq(0).AttrOr("value", ""), "0 u6.1 1", "0 u7.1 1"}})
	v.want(200, "[role=status]", "One text was taken").want(200, ".back-text.refused", "Qué cambia")
	if n := v.doc.Find(".back-text.refused").Length(); n != 2 {
		t.Errorf("%d texts were left out, and not 2", n)
	}
	for _, g := range h.targets[keyFor("es")] {
		if g.Segment == "u6.1" && g.Text.Text() != "Lo que cambia" || g.Segment == "u5.1" && g.Text.Text() != "Costó <script>37</script> millones." {
			t.Errorf("%s is %q", g.Segment, g.Text)
		}
	}
	v.upload(esPage+"/files", nil).want(200, ".notice.bad", "No file was chosen")
	v.post(esPage+"/files/take", map[string][]string{"kept": {"sha256-nothing"}, "take": {"0 u1.1 1"}}).want(422, ".notice", "no file was looked at")
	v.post(esPage+"/files/take", map[string][]string{"kept": {kept}, "take": {"x"}})
	if v.status != http.StatusBadRequest {
		t.Error(v.status)
	}
}

// TestManyFiles takes translations out together.
func TestManyFiles(t *testing.T) {
	v := visitFiles(t, fixture())
	v.get("/").want(200, `a[href="/files"]`, "Take texts out and back")
	v.get("/files").want(200, ".boxes", "Spanish")
	if n := v.doc.Find(".boxes input").Length(); n != 2 {
		t.Errorf("%d translations wait, and not 2", n)
	}
	v.get("/files/download?format=docx&choice=all&t=" + string(statement) + "/es&t=" + string(statement) + "/ar")
	if v.status != 200 || !strings.HasPrefix(v.raw, "PK") {
		t.Error(v.status)
	}
	v.upload("/files", map[string]string{"translations.zip": v.raw}).want(200, ".back", "Arabic").want(200, ".back", "The file changes nothing")
	v.get("/files/download?format=docx&choice=all&t=nothing")
	if v.status != http.StatusBadRequest {
		t.Error(v.status)
	}
}
