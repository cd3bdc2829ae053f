package main

import (
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// TestArgumentsStandAnywhere holds that a list of arguments may stand before, between and after flags.
func TestArgumentsStandAnywhere(t *testing.T) {
	var c cli
	parser, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"publish a.html --to es b.html":                    "publish --to es a.html b.html",
		"publish a.html --to es -w b.html":                 "publish --to es -w a.html b.html",
		"publish --to=es a.html --wait b.html --from en c": "publish --to=es --wait --from en a.html b.html c",
		"--json publish a.html --to es b.html":             "--json publish --to es a.html b.html",
		"-c my.yaml publish a.html --to es b.html":         "-c my.yaml publish --to es a.html b.html",
		"publish a.html -c my.yaml b.html":                 "publish -c my.yaml a.html b.html",
		"publish a.html --to es -- --odd.html b.html":      "publish --to es a.html -- --odd.html b.html",
		"publish a.html --nothing b.html":                  "publish --nothing a.html b.html",
		"publish a.html --to":                              "publish --to a.html",
		"tm import a.tmx --quality 50 b.tmx":               "tm import --quality 50 a.tmx b.tmx",
		"extract - --to es":                                "extract - --to es",
		"show latest --watch":                              "show latest --watch",
		"runs":                                             "runs",
		"nothing a --to b":                                 "nothing a --to b",
		"":                                                 "",
	} {
		if got := strings.Join(inOrder(parser.Model, strings.Fields(in)), " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
