package locales

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// TestTypography checks what each language's editors write between words and signs.
func TestTypography(t *testing.T) {
	code := regexp.MustCompile("`[^`]*`")
	value := regexp.MustCompile(`(?m)^(\w+) = "(.*)"$`)
	wrong := map[string]*regexp.Regexp{
		"":   regexp.MustCompile(`\pL'\pL|\s$|^\s|  |\.\.\.|\\"`),
		"fr": regexp.MustCompile(`\S [:;?!»%](\s|$)|« |[^\s\x{a0}\x{202f}][:;?!](\s|$)`),
		"es": regexp.MustCompile(`(\d|}}) ?%|¿[^?]*$|¡[^!]*$`),
		"ru": regexp.MustCompile(`(\d|}}) ?%| - |^– |"`),
		"de": regexp.MustCompile(`(\d|}}) ?%| - `),
		"pt": regexp.MustCompile(`(\d|}})[ \x{a0}]%| - |[«»]`),
		"ar": regexp.MustCompile(`\p{Arabic}\s?[,;?]`),
		"fa": regexp.MustCompile(`\p{Arabic}\s?[,;?]`),
		"zh": regexp.MustCompile(`\p{Han}[,;:.?!()]|[(]\p{Han}|[，。：；？！（）“”]\s|\p{Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Han}|[^…]…[^…]`),
		"kk": regexp.MustCompile(`(\d|}})[ \x{a0}]%| - |^– |["“”„]`),
		"hy": regexp.MustCompile(`\p{Armenian}\.$|[:?;](\s|$)|}}\.$|\p{Armenian}[.] \p{Lu}|[“”„]|(\d|}})[ \x{a0}]%`),
	}
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lang := strings.Split(name, ".")[1]
		for _, m := range value.FindAllStringSubmatch(code.ReplaceAllString(string(b), "X"), -1) {
			for _, of := range []string{"", lang} {
				if re := wrong[of]; re != nil && re.MatchString(m[2]) {
					t.Errorf("%s: %s = %q: not as the language writes it: %q", name, m[1], m[2], re.FindString(m[2]))
				}
			}
		}
	}
}
