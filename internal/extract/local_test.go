package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

func TestLocalPages(t *testing.T) {
	dir := os.Getenv("PAGESET")
	if dir == "" {
		t.Skip()
	}
	mf, _ := os.ReadFile(filepath.Join(dir, "manifest.jsonl"))
	out, _ := os.Create(os.Getenv("OUT"))
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, line := range strings.Split(strings.TrimSpace(string(mf)), "\n") {
		var m struct {
			ID, File string
			CT       *string `json:"http_content_type"`
		}
		json.Unmarshal([]byte(line), &m)
		page, _ := os.ReadFile(filepath.Join(dir, m.File))
		opt := Options{WholePage: true, Segmenter: segment.New()}
		if m.CT != nil {
			opt.ContentType = *m.CT
		}
		e, sk, err := Extract(l10n.Document{URL: m.ID}, page, opt)
		if err != nil {
			t.Errorf("%s: %v", m.ID, err)
			continue
		}
		got, err := sk.Merge(nil, nil)
		if err != nil {
			t.Error(err)
		}
		if string(got) != sk.src && len(sk.meta.wrong) == 0 {
			t.Errorf("%s: identity differs (%s)", m.ID, sk.charset)
		}
		up := map[l10n.SegmentID]l10n.Fragment{}
		type seg struct {
			Text string `json:"text"`
			Attr string `json:"attr,omitempty"`
		}
		segs := []seg{}
		for _, u := range e.Units {
			segs = append(segs, seg{u.PlainText(u.Source()), u.Attribute})
			for _, s := range u.Segments {
				var f l10n.Fragment
				for _, p := range s.Source {
					p.Text = strings.ToUpper(p.Text)
					f = append(f, p)
				}
				up[s.ID] = f
			}
		}
		if _, err := sk.Merge(up, nil); err != nil {
			t.Error(err)
		}
		enc.Encode(map[string]any{"id": m.ID, "charset": e.Charset, "segments": segs})
	}
}
