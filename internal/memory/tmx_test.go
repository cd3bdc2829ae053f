package memory

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func readUnits(t *testing.T, name string, o ImportOptions) ([]Unit, []string) {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b[:60], []byte("UTF-16")) {
		if b, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(b); err != nil {
			t.Fatal(err)
		}
	}
	var us []Unit
	problems, err := ReadTMX(bytes.NewReader(b), o, func(u Unit) error { us = append(us, u); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return us, problems
}

func TestReadOmegaT(t *testing.T) {
	us, _ := readUnits(t, "omegat.tmx", ImportOptions{})
	if len(us) != 2 {
		t.Fatalf("%d units, want 2", len(us))
	}
	if s, g := us[0].Source.String(), us[0].Target.String(); s != "Open the <1>gate</1><2/> now." ||
		g != "Abra ya la <1>compuerta</1><2/>." {
		t.Errorf("got %q and %q", s, g)
	}
	u := us[1]
	if u.Prev.Text() != "The tide is low." || u.Next.Text() != "Close it." || u.Document != "gates.html" ||
		u.Author != "ana" || u.SourceLang != "en-US" || u.Locale != "es-ES" {
		t.Errorf("context is lost: %+v", u)
	}
	if !u.At.Equal(time.Date(2025, 2, 3, 4, 5, 6, 0, time.UTC)) {
		t.Errorf("changed %v", u.At)
	}
}

func TestReadOkapi(t *testing.T) {
	us, problems := readUnits(t, "okapi.tmx", ImportOptions{})
	if len(us) != 2 || len(problems) != 1 || !strings.Contains(problems[0], "bad") {
		t.Fatalf("%d units, problems %q", len(us), problems)
	}
	if s, g := us[0].Source.String(), us[0].Target.String(); s != "<1>One</1> and <2>two</2><3/>" ||
		g != "<2>Deux</2> et <1>un</1><3/>" {
		t.Errorf("got %q and %q", s, g)
	}
	if g := us[1].Target.String(); g != "Eins und zwei" || us[1].ID != "p1" {
		t.Errorf("got %q of %s", g, us[1].ID)
	}
	if us, _ := readUnits(t, "okapi.tmx", ImportOptions{Locales: []l10n.Locale{"fr"}}); len(us) != 1 {
		t.Errorf("%d French units, want 1", len(us))
	}
	if us, _ := readUnits(t, "okapi.tmx", ImportOptions{SourceLang: "fr", Locales: []l10n.Locale{"en"}}); len(us) != 1 ||
		us[0].SourceLang != "fr-FR" {
		t.Errorf("from French: %+v", us)
	}
}

func TestReadTrados(t *testing.T) {
	us, _ := readUnits(t, "trados.tmx", ImportOptions{})
	if len(us) != 1 {
		t.Fatalf("%d units, want 1", len(us))
	}
	if s, g := us[0].Source.String(), us[0].Target.String(); s != "The <1/>lower<2/> gate’s <3/>key" ||
		g != "Ключ от <1/>нижних<2/> ворот<3/>" {
		t.Errorf("got %q and %q", s, g)
	}
	if us[0].Author != "CY" {
		t.Errorf("author %q", us[0].Author)
	}
}

func TestImportTMXErrors(t *testing.T) {
	m := openSQLite(t)
	for name, tt := range map[string]struct{ in, want string }{
		"another format": {"<xliff/>", "no TMX file"},
		"empty":          {"", "empty"},
		"broken":         {"<tmx><body>\n<tu><tuv></tu>", "line 2"},
		"entity bomb": {`<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><body><tu><tuv xml:lang="en">` +
			`<seg>&b;</seg></tuv></tu></body></tmx>`, "entity"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := m.ImportTMX(context.Background(), strings.NewReader(tt.in), ImportOptions{}); err == nil ||
				!strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func FuzzReadTMX(f *testing.F) {
	for _, name := range []string{"omegat.tmx", "okapi.tmx", "trados.tmx"} {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(bytes.ReplaceAll(b, []byte("UTF-16"), []byte("UTF-8")))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = ReadTMX(bytes.NewReader(b), ImportOptions{}, func(u Unit) error {
			if u.Source.Text() == "" || u.Target.Text() == "" {
				t.Fatal("a unit without text")
			}
			return nil
		})
	})
}
