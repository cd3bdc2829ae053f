package segment

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestLocalGold(t *testing.T) {
	for _, name := range []string{"segmentation", "uax29"} {
		f, err := os.Open(os.Getenv("SEG") + "/" + name + ".jsonl")
		if err != nil {
			t.Skip()
		}
		out, _ := os.Create("/tmp/core-" + name + ".jsonl")
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<20)
		s := New()
		for sc.Scan() {
			var m struct{ ID, Lang, Text string }
			json.Unmarshal(sc.Bytes(), &m)
			b, _ := json.Marshal(map[string]any{"id": m.ID, "sentences": s.Sentences(l10n.Locale(m.Lang), m.Text)})
			out.Write(append(b, '\n'))
		}
	}
}
