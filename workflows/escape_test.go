package workflows

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEscape has names and comments that would be more than text where Markdown is shown.
func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"Ana": "Ana", "[x](https://evil.example)": `\[x\](https&#58;//evil.example)`, `\[x\](https://e)`: `\\\[x\\\](https&#58;//e)`,
		"<b onclick=x>": "&lt;b onclick=x&gt;", "https://evil.example": "https&#58;//evil.example", "mailto:a@b": "mailto&#58;a@b",
		"![i](//e/p.png)": `!\[i\](//e/p.png)`, "a\n# b\r\n- c\x00": "a # b  - c ", "a|b`c`*d*_e_": "a\\|b\\`c\\`\\*d\\*\\_e\\_",
		"&lt;": "&amp;lt;", "José نادية": "José نادية", "FILE://x": "FILE&#58;//x",
	} {
		got := Escape(in)
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if back := Unescape(got); back != in && !strings.ContainsAny(in, "\n\r\x00") {
			t.Errorf("%q comes back as %q", in, back)
		}
	}
}

func TestLinkLeadsToPagesOnly(t *testing.T) {
	for url, want := range map[string]string{
		"https://a.test/(x)": `[t\]](https://a.test/%28x%29)`, "javascript:alert(1)": `t\]`, "": `t\]`, "data:text/html,x": `t\]`,
		"https://a.test/\\) [x": `[t\]](https://a.test/%5C%29%20[x)`,
	} {
		if got := link("t]", url); got != want {
			t.Errorf("%q: %q, want %q", url, got, want)
		}
	}
}

// TestSummariesAreEscaped holds that whatever goes into a summary or a note of Temporal is escaped or written here.
func TestSummariesAreEscaped(t *testing.T) {
	field := regexp.MustCompile(`\b(Summary|StaticSummary|StaticDetails|Note|Memo):\s+(.*)`)
	fine := regexp.MustCompile(`^((workflows\.)?Escape\(|"|workflows\.Unescape\(|note, TriggerImmediately)`)
	seen := 0
	for _, folder := range []string{".", "../client", "../internal/app"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range field.FindAllStringSubmatch(string(b), -1) {
				if seen++; !fine.MatchString(m[2]) && !strings.HasSuffix(name, "_test.go") {
					t.Errorf("%s: %s is not escaped: %s", name, m[1], m[2])
				}
			}
		}
	}
	if seen < 15 {
		t.Errorf("only %d were found", seen)
	}
}
