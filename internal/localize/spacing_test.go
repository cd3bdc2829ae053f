package localize

import (
	"strings"
	"testing"
)

func TestNoSpacesBetweenChineseSentences(t *testing.T) {
	known := map[string]string{"One is.": "这是一。", "Two is.": "“这是二。”", "Three is.": "OK is three.",
		"<1>Four</1> is.": "<1>四</1>。", "Five.": "五。"}
	for in, want := range map[string]string{
		"<p>One is. Two is.\n One is.</p>":       "<p>这是一。“这是二。”这是一。</p>",
		"<p>One is. Three is. One is.</p>":       "<p>这是一。 OK is three. 这是一。</p>",
		"<p>One is. <b>Four</b> is. Two is.</p>": "<p>这是一。<b>四</b>。“这是二。”</p>",
		"<p>One is. Unknown to all. Two is.</p>": `<p>这是一。 <span lang="en" dir="ltr">Unknown to all.</span> “这是二。”</p>`,
		"<p>One is. <a href=x>Two is.</a></p>": `<p>这是一。<a hreflang="en" ` +
			`href="https://www.example/en/news/x">“这是二。”</a></p>`,
		"<p><b>One is.</b> Two is.</p>":            "<p><b>这是一。</b>“这是二。”</p>",
		"<p>One is.</p> <p>Two is.</p>":            "<p>这是一。</p> <p>“这是二。”</p>",
		"<p>One is.</p><ul> <li>Two is.</li></ul>": "<ul> <li>“这是二。”</li></ul>",
	} {
		if got := inPart(t, "zh", "<main>"+in+"</main>", known); !strings.Contains(got, want) {
			t.Errorf("%s: got %s\nwant %s", in, got, want)
		}
	}
	if got := inPart(t, "es", "<main><p>One is. Two is.</p></main>",
		map[string]string{"One is.": "Una.", "Two is.": "Dos."}); !strings.Contains(got, "Una. Dos.") {
		t.Error(got)
	}
}
