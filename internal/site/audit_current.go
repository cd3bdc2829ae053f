package site

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// foundList is a list of current publications that an audit came across.
type foundList struct {
	list publish.CurrentList
	of   l10n.DocumentID // the publication of lists that has it
}

// readList reads the list of current publications of a publication that has one, and checks its signature.
func (au *Auditor) readList(
	ctx context.Context, pub *l10n.Publication, get func(context.Context, l10n.File) ([]byte, error),
) {
	for _, f := range pub.Files {
		if !publish.IsCurrentList(f.Path) || pub.Source.URL != "" {
			continue
		}
		body, err := get(ctx, f)
		if err != nil || len(au.Keys) == 0 {
			continue // that it can't be read is told with the other files
		}
		list, _, err := publish.ReadCurrentList(body, au.Keys...)
		switch {
		case err != nil:
			au.fault(pub.Document, f.Path+": "+err.Error())
		case list.Site != pub.Site || f.Path != publish.CurrentListPath(list.Site):
			au.fault(pub.Document, fmt.Sprintf("%s is the list of the site %s", f.Path, list.Site))
		default:
			au.lists = append(au.lists, foundList{list, pub.Document})
		}
	}
}

// compare holds what was found at one place against the signed lists of current publications there. url is the
// address of the destination, where it is known. all says that the audit has seen every document of the place, and not
// one alone.
func (au *Auditor) compare(place, url string, all bool) {
	seen := map[l10n.SiteName]bool{}
	lists := au.lists
	au.lists = nil
	for _, l := range lists {
		if seen[l.list.Site] {
			au.fault(l.of, fmt.Sprintf("the site %s has two lists of current publications", l.list.Site))
			continue
		}
		seen[l.list.Site] = true
		if url != "" && l.list.URL != url {
			au.fault(l.of, fmt.Sprintf("the list of current publications is that of %s, not of %s", l.list.URL, url))
		}
		if fault := au.Memory.check(place, l.list); fault != "" {
			au.fault(l.of, fault)
		}
		au.compareList(l, all)
	}
	for _, a := range au.Audits[au.compared:] {
		if a.site == "" || seen[a.site] || !a.Sealed {
			continue
		}
		seen[a.site] = true
		if n := au.Memory.number(place, a.site); n > 0 {
			au.fault(a.Document, fmt.Sprintf("the list of current publications of the site %s is gone: it was number %d", a.site, n))
			continue
		}
		au.Notes = append(au.Notes, fmt.Sprintf("the site %s has no signed list of current publications: "+
			"that an earlier publication was put back would not be seen", a.site))
	}
	au.compared = len(au.Audits)
}

// compareList holds the audits of a site against its list.
func (au *Auditor) compareList(l foundList, all bool) {
	inPlace := map[l10n.DocumentID]bool{}
	for i := au.compared; i < len(au.Audits); i++ {
		a := &au.Audits[i]
		if a.site != l.list.Site || a.Document == l.of {
			continue
		}
		inPlace[a.Document] = true
		want, listed := l.list.Publications[a.Document]
		switch {
		case a.Publication == want, !listed && len(a.Files) == 0:
		case a.PublishedAt.After(l.list.At):
			au.Notes = append(au.Notes, fmt.Sprintf("%s was published after the list number %d", a.Document, l.list.Number))
		case !listed:
			au.addFault(a, fmt.Sprintf("the list of current publications, number %d, does not have it: "+
				"it was withdrawn, and is there again", l.list.Number))
		default:
			au.addFault(a, fmt.Sprintf("the current publication is %s by the list number %d: another was put in its place",
				want, l.list.Number))
		}
	}
	if !all {
		return
	}
	var withheld []l10n.DocumentID
	for doc := range l.list.Publications {
		if !inPlace[doc] {
			withheld = append(withheld, doc)
		}
	}
	slices.Sort(withheld)
	for _, doc := range withheld {
		au.fault(doc, fmt.Sprintf("the list of current publications, number %d, has %s of it, and visitors get nothing",
			l.list.Number, l.list.Publications[doc]))
	}
}
