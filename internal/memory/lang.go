package memory

import (
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// langKey is what two locales must share for a text to serve both: language and script. For instance es and es-MX share
// es-Latn, but zh-Hans and zh-Hant share nothing.
type langKey struct {
	name   string // "en-Latn"; empty means any language
	hash   int64  // of the name
	region string // "MX" where the locale states one, otherwise empty
}

// langCache holds the key of each locale that was asked for. To parse a language tag costs more than to use it.
// The zero value is ready for use.
type langCache struct{ keys sync.Map } // l10n.Locale → langKey

func (c *langCache) lang(l l10n.Locale) langKey {
	if k, ok := c.keys.Load(l); ok {
		return k.(langKey)
	}
	if l == "" {
		return langKey{}
	}
	var k langKey
	if t := l.Tag(); t != language.Und {
		base, _ := t.Base()
		script, _ := t.Script()
		k.name = base.String() + "-" + script.String()
		if r, c := t.Region(); c == language.Exact {
			k.region = r.String()
		}
	} else {
		k.name = strings.ToLower(string(l))
	}
	k.hash = hash64(k.name)
	c.keys.Store(l, k)
	return k
}

// sameLang reports whether a text of one locale serves the other.
func (c *langCache) sameLang(a, b l10n.Locale) bool { return c.lang(a).name == c.lang(b).name }
