package cldr

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed tables.zip
var tables []byte

// SharedName is the name of the shared data in the archive; locales' are their tags.
const SharedName = "shared"

// archive opens the embedded tables once. They are part of the program, so a fault in them is a fault of the build.
var archive = sync.OnceValue(func() *zip.Reader {
	r, err := zip.NewReader(bytes.NewReader(tables), int64(len(tables)))
	if err != nil {
		panic(fmt.Sprintf("cldr: the embedded tables are damaged: %v", err))
	}
	return r
})

var loaded sync.Map // tag → *Table

// LoadShared returns the data that belongs to no one locale.
var LoadShared = sync.OnceValue(func() *Shared {
	s := new(Shared)
	if !read(SharedName, s) {
		panic("cldr: the embedded tables have no shared data")
	}
	return s
})

// Load returns the table of the nearest locale that has one, by CLDR's inheritance, and its tag. A language without a
// table gets the root's, "und": ISO dates and plain numbers.
func Load(tag language.Tag) (*Table, string) {
	for ; ; tag = tag.Parent() {
		name := tag.String()
		if name == SharedName {
			name = "und"
		}
		if t, ok := loaded.Load(name); ok {
			return t.(*Table), name
		}
		t := new(Table)
		if read(name, t) {
			loaded.Store(name, t)
			return t, name
		}
		if tag == language.Und {
			panic("cldr: the embedded tables have no root locale")
		}
	}
}

// Locales lists the tags that have a table of their own.
func Locales() []string {
	var tags []string
	for _, f := range archive().File {
		if name := strings.TrimSuffix(f.Name, ".json"); name != SharedName {
			tags = append(tags, name)
		}
	}
	slices.Sort(tags)
	return tags
}

func read(name string, into any) bool {
	f, err := archive().Open(name + ".json")
	if err != nil {
		return false
	}
	defer f.Close()
	if err := json.NewDecoder(f).Decode(into); err != nil {
		panic(fmt.Sprintf("cldr: the embedded table %s: %v", name, err))
	}
	return true
}
