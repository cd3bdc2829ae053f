package langdata

import (
	"embed"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

//go:embed data/*.toml
var files embed.FS

// root is the name of the file that every language inherits from.
const root = "root"

// maxTag is the longest tag, in bytes, whose language is remembered. Tags come from pages, and memory has a bound.
const maxTag = 40

var (
	byLocale sync.Map // l10n.Locale → *Language
	byFile   sync.Map // name of a file, or several joined by spaces → *Language
)

// Of returns what is known of a locale's language. A key that the locale's own file does not have comes from the file
// above it: pt-BR from pt, pt from root. A language without a file gets the root's. A locale without a language is
// English, as [l10n.Locale.Language] has it. The result is shared: do not change it. Of is safe for concurrent use.
func Of(l l10n.Locale) *Language {
	if x, ok := byLocale.Load(l); ok {
		return x.(*Language)
	}
	x := load(chain(l))
	if len(l) < maxTag {
		byLocale.Store(l, x)
	}
	return x
}

// Root returns what holds in every language.
func Root() *Language { return load([]string{root}) }

// All returns every language that has a file, sorted by tag, for the lists that are read for all languages together.
// Callers make their own tables of it once, by sync.OnceValue.
func All() []*Language { return all() }

var all = sync.OnceValue(func() []*Language {
	var out []*Language
	for _, name := range names() {
		if name != root {
			out = append(out, Of(l10n.Locale(name)))
		}
	}
	return out
})

// Union joins a list of all languages into one set, for words that a text of any language may quote.
func Union(list func(*Language) []string) map[string]bool {
	set := map[string]bool{}
	for _, x := range All() {
		for _, w := range list(x) {
			set[w] = true
		}
	}
	return set
}

// Set makes a set of lists.
func Set(lists ...[]string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, w := range list {
			set[w] = true
		}
	}
	return set
}

// names returns the names of all files, without their ending, sorted.
func names() []string {
	entries, err := files.ReadDir("data")
	if err != nil {
		panic("langdata: " + err.Error()) // embedded at build time
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".toml"))
	}
	slices.Sort(out)
	return out
}

// known has the names of all files.
var known = sync.OnceValue(func() map[string]bool { return Set(names()) })

// chain names the files that a locale is made of, the most general first: root, zh, zh-Hant, zh-Hant-HK.
func chain(l l10n.Locale) []string {
	out := []string{root}
	add := func(name string) {
		if known()[name] && name != root {
			out = append(out, name)
		}
	}
	_, script, region := l.Tag().Raw()
	base := l.Language()
	add(base)
	hasScript, hasRegion := script.String() != "Zzzz", region.String() != "ZZ"
	if hasScript {
		add(base + "-" + script.String())
	}
	if hasRegion {
		add(base + "-" + region.String())
	}
	if hasScript && hasRegion {
		add(base + "-" + script.String() + "-" + region.String())
	}
	return out
}

// load reads the last file of a chain, and takes what it does not have from the file before it. Each file is read once.
// The files are a part of the program, so a fault in them is a fault of the build.
func load(chain []string) *Language {
	key := strings.Join(chain, " ")
	if x, ok := byFile.Load(key); ok {
		return x.(*Language)
	}
	last := len(chain) - 1
	x := &Language{Tag: l10n.Locale(chain[last])}
	meta, err := decode(chain[last], x)
	if err != nil {
		panic("langdata: " + err.Error())
	}
	if last > 0 {
		inherit(x, load(chain[:last]), meta)
	}
	if like := x.Sentences.Like; like != "" {
		x.Sentences = Of(l10n.Locale(like)).Sentences
	}
	shared, _ := byFile.LoadOrStore(key, x)
	return shared.(*Language)
}

// inherit gives x what its parent has under the keys that x's file does not have. Tables are inherited key by key.
func inherit(x, parent *Language, meta toml.MetaData) {
	own, from := reflect.ValueOf(x).Elem(), reflect.ValueOf(parent).Elem()
	for i := range own.NumField() {
		section := own.Type().Field(i).Tag.Get("toml")
		if section == "-" {
			continue
		}
		for k := range own.Field(i).NumField() {
			key := own.Field(i).Type().Field(k).Tag.Get("toml")
			to, value := own.Field(i).Field(k), from.Field(i).Field(k)
			switch {
			case !meta.IsDefined(section, key):
				to.Set(value)
			case to.Kind() == reflect.Map:
				for _, name := range value.MapKeys() {
					if !to.MapIndex(name).IsValid() {
						to.SetMapIndex(name, value.MapIndex(name))
					}
				}
			}
		}
	}
}

// decode reads one file into x.
func decode(name string, x *Language) (toml.MetaData, error) {
	b, err := files.ReadFile("data/" + name + ".toml")
	if err != nil {
		return toml.MetaData{}, err
	}
	return decodeText(name, string(b), x)
}

// decodeText is decode for a file's text. An unknown key is an error, which names the file and the key.
func decodeText(name, text string, x *Language) (toml.MetaData, error) {
	meta, err := toml.Decode(text, x)
	if err != nil {
		return meta, fmt.Errorf("data/%s.toml: %w", name, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return meta, fmt.Errorf("data/%s.toml: there is no key %s; data/KEYS.md lists the keys", name, unknown[0])
	}
	return meta, nil
}
