package config

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Assets say what becomes of the files that pages use.
type Assets struct {
	// Policy is link or copy.
	Policy string `yaml:"policy"`
	// Scripts says that scripts are copied too.
	Scripts bool `yaml:"scripts"`
	// From are places besides the page's own origin that may be copied from.
	From []string `yaml:"from"`
	// Localized is beside, or the address of a folder with {locale} in it.
	Localized string `yaml:"localized"`
}

const (
	copyAssets = "copy"
	linkAssets = "link"
)

func (a Assets) plan() l10n.AssetPolicy {
	return l10n.AssetPolicy{Copy: a.Policy == copyAssets, Link: a.Policy == linkAssets, Scripts: a.Scripts, From: a.From, Localized: a.Localized}
}

func (v *validator) stylesheets(s *Site, i int) {
	for d, addresses := range s.Stylesheets {
		if d != l10n.LTR && d != l10n.RTL {
			v.add(fmt.Sprintf("%q is no direction: write ltr or rtl", d), "sites", i, "stylesheets", string(d))
		}
		for j, address := range addresses {
			u, err := url.Parse(address)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" &&
				!(u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/")) {
				v.add(fmt.Sprintf("%q is not an http or https URL, nor a path of the source's host like /css/rtl.css", address),
					"sites", i, "stylesheets", string(d), j)
			}
		}
	}
}

func (v *validator) assets(s *Site, i int) {
	a := s.Assets
	switch a.Policy {
	case "", linkAssets:
		if a.Scripts || len(a.From) > 0 {
			v.add("scripts and from are for policy: copy", "sites", i, "assets")
		}
	case copyAssets:
	default:
		v.add(fmt.Sprintf("unknown policy %q: there are link and copy", a.Policy), "sites", i, "assets", "policy")
	}
	for j, from := range a.From {
		u, err := url.Parse(from)
		if err != nil || u.Scheme != "file" && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "") ||
			u.Scheme == "file" && len(u.Path) < 2 {
			v.add(fmt.Sprintf("%q is not the address of a place to copy from: "+
				"write for instance https://static.example.org/news/", from),
				"sites", i, "assets", "from", j)
		}
	}
	if a.Localized == "" || a.Localized == l10n.BesideAssets {
		return
	}
	u, err := url.Parse(strings.ReplaceAll(a.Localized, localePlace, "es"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "file" ||
		!strings.Contains(a.Localized, localePlace) {
		v.add("localized is beside, or the address of a folder with {locale} in it: https://www.example.org/images/{locale}/",
			"sites", i, "assets", "localized")
	}
}
