package settings

import "github.com/dragoman-l10n/dragoman/internal/yamledit"

// Kind is how a setting is written.
type Kind string

// The kinds.
const (
	Text   Kind = "text"
	List   Kind = "list"   // a line each
	Truth  Kind = "truth"  // true, false, or nothing for the default
	Choice Kind = "choice" // one of some words, or nothing for the default
)

// Def is a setting of a site that the form has.
type Def struct {
	ID      string // the keys, with dots between them
	Kind    Kind
	Choices []string // of a choice; those that the house knows are filled in
	Group   string
	path    yamledit.Path
}

// The groups of settings, in the order in which they are shown.
const (
	GroupPages     = "pages"
	GroupContent   = "content"
	GroupReview    = "review"
	GroupPublished = "published"
	GroupChecks    = "checks"
)

// Groups are all groups.
var Groups = []string{GroupPages, GroupContent, GroupReview, GroupPublished, GroupChecks}

// Defs are the settings of a site that the form has. The rest of a site's keys are edited by hand.
var Defs = []Def{
	def(GroupPages, Text, "title"),
	def(GroupPages, Text, "source_lang"),
	def(GroupPages, List, "locales"),
	def(GroupPages, List, "pages"),
	def(GroupPages, Text, "sitemap"),
	def(GroupPages, Text, "feed"),
	def(GroupPages, Text, "watch", "every"),
	choice(GroupPages, []string{"publish", "ask", "ignore"}, "watch", "new"),
	choice(GroupPages, []string{"publish", "ask", "ignore"}, "watch", "changed"),
	def(GroupContent, Text, "root"),
	def(GroupContent, List, "include"),
	def(GroupContent, List, "exclude"),
	def(GroupContent, List, "also_translate"),
	def(GroupContent, Truth, "code"),
	def(GroupReview, List, "review", "steps"),
	def(GroupReview, Truth, "review", "four_eyes"),
	def(GroupReview, Text, "review", "remind_after"),
	choice(GroupReview, []string{"hold", "publish"}, "review", "unconfirmed"),
	choice(GroupPublished, nil, "destination"),
	choice(GroupPublished, []string{"hold", "omit", "fallback"}, "pending", "policy"),
	def(GroupPublished, Truth, "together"),
	def(GroupPublished, Truth, "attribution"),
	def(GroupChecks, List, "checks", "disabled"),
	def(GroupChecks, Truth, "checks", "spelling"),
}

func def(group string, k Kind, keys ...string) Def {
	d := Def{Kind: k, Group: group}
	for i, key := range keys {
		if i > 0 {
			d.ID += "."
		}
		d.ID += key
		d.path = append(d.path, key)
	}
	return d
}

func choice(group string, choices []string, keys ...string) Def {
	d := def(group, Choice, keys...)
	d.Choices = choices
	return d
}
