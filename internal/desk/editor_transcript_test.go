package desk

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestWhatAScreenReaderIsTold keeps the accessibility tree of the editor, and what it says while a person works, as a text that
// can be read. A change of it is a change of what people hear.
func TestWhatAScreenReaderIsTold(t *testing.T) {
	h := fixture()
	b := openEditor(t, h, "es")
	var out strings.Builder
	out.WriteString("# The editor, when it is opened\n\n" + b.tree() + "\n# While a person works\n\n")
	step := func(what string, do func()) {
		b.run(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("#editor > [role=status], #editor > [role=alert]").forEach((e) => e.textContent = "")`))
		do()
		said, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("#editor > .vh")].map((e) => e.textContent.trim()).filter(Boolean).join(" / ")`))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s\n  said:  %s\n  focus: %s\n", what, said, b.focused())
	}
	first := b.current()
	step("types two words", func() { b.write(" hoy mismo") })
	step("confirms", func() {
		b.press(kb.Enter, chromedp.ModifierCtrl)
		b.confirmed(first)
	})
	step("goes back a segment", func() { b.press(kb.ArrowUp, chromedp.ModifierAlt) })
	step("goes to a segment with codes", func() { b.at("u4.1") })
	step("deletes all of it", func() {
		b.press("a", chromedp.ModifierCtrl)
		b.press(kb.Delete)
		b.wait(`document.querySelectorAll(".codes .missing").length === 3`)
	})
	step("takes that back", func() { b.press("z", chromedp.ModifierCtrl) })
	if _, err := h.editAs(b.ctx, l10n.Edit{Segment: "u5.1", Text: l10n.TextFragment("De otra persona"), Version: 1, By: "Luis"}); err != nil {
		t.Fatal(err)
	}
	step("confirms what somebody else has changed", func() {
		b.at("u5.1")
		b.write(" más")
		b.press(kb.Enter, chromedp.ModifierCtrl)
		b.wait(`document.querySelector('li[data-id="u5.1"]').classList.contains("trouble")`)
	})
	golden := filepath.Join("testdata", "editor-heard.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != string(want) {
		t.Errorf("what is heard has changed: go test ./internal/desk -run %s -update, and read the difference\n%s", t.Name(), firstDifference(string(want), got))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// namedByText are roles whose name is the text in them, which is not heard twice.
var namedByText = []string{"link", "button", "heading", "image", "textbox", "DisclosureTriangle", "DisclosureTriangleGrouped"}

// unheard are roles that say nothing by themselves.
var unheard = []string{"none", "generic", "InlineTextBox", "LineBreak", "RootWebArea"}

func (b editorTab) nodes() []*accessibility.Node {
	b.Helper()
	r, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		b.Fatal(err)
	}
	return r.Nodes
}

// tree is the accessibility tree of the page, a line a node, indented.
func (b editorTab) tree() string {
	b.Helper()
	nodes := b.nodes()
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var out strings.Builder
	var walk func(n *accessibility.Node, depth int, named bool)
	walk = func(n *accessibility.Node, depth int, named bool) {
		role := text(n.Role)
		if told := named && role == "StaticText"; !n.Ignored && !told && !slices.Contains(unheard, role) {
			fmt.Fprintf(&out, "%s%s\n", strings.Repeat("  ", depth), spoken(n))
			depth, named = depth+1, slices.Contains(namedByText, role)
		}
		for _, id := range n.ChildIDs {
			if c := byID[id]; c != nil {
				walk(c, depth, named)
			}
		}
	}
	walk(nodes[0], 0, false)
	return out.String()
}

// focused is what is said of the element that has the focus.
func (b editorTab) focused() string {
	b.Helper()
	for _, n := range b.nodes() {
		for _, p := range n.Properties {
			if p.Name == "focused" && text(p.Value) == "true" && text(n.Role) != "RootWebArea" {
				return spoken(n)
			}
		}
	}
	return "nothing"
}

func spoken(n *accessibility.Node) string {
	s := text(n.Role)
	switch {
	case strings.HasPrefix(s, "DisclosureTriangle"):
		s = "disclosure"
	case s == "StaticText":
		s = "text"
	}
	if name := text(n.Name); name != "" {
		s += ` "` + name + `"`
	}
	if value := text(n.Value); value != "" {
		s += " = " + value
	}
	if d := text(n.Description); d != "" {
		s += " (" + d + ")"
	}
	return s
}

func text(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var s string
	if json.Unmarshal([]byte(v.Value), &s) != nil {
		s = string(v.Value)
	}
	return strings.Join(strings.Fields(s), " ")
}
