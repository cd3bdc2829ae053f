package destination

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// commit makes a commit on top of head, in no branch of the clone, and returns its hash.
func (g *git) commit(ctx context.Context, head string, pub *l10n.Publication,
	change map[string]string) (string, error) {
	dir, err := os.MkdirTemp(g.dir, "index-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	index := []string{"GIT_INDEX_FILE=" + filepath.Join(dir, "index")}
	if head != "" {
		if _, err := g.run(ctx, nil, index, "read-tree", head); err != nil {
			return "", err
		}
	}
	var lines bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(change)) {
		if blob := change[name]; blob != "" {
			fmt.Fprintf(&lines, "100644 %s\t%s\x00", blob, g.treePath(name))
		} else {
			fmt.Fprintf(&lines, "0 %s\t%s\x00", strings.Repeat("0", 40), g.treePath(name))
		}
	}
	if _, err := g.run(ctx, lines.Bytes(), index, "update-index", "-z", "--index-info"); err != nil {
		return "", err
	}
	tree, err := g.run(ctx, nil, index, "write-tree")
	if err != nil {
		return "", err
	}
	args := []string{"commit-tree", tree}
	if head != "" {
		args = append(args, "-p", head)
	}
	return g.run(ctx, []byte(commitMessage(pub)), g.identity(pub.PublishedAt), args...)
}

func (g *git) identity(at time.Time) []string {
	name, mail, _ := splitAuthor(g.author)
	date := at.UTC().Format(time.RFC3339)
	return []string{"GIT_AUTHOR_NAME=" + name, "GIT_AUTHOR_EMAIL=" + mail, "GIT_AUTHOR_DATE=" + date,
		"GIT_COMMITTER_NAME=" + name, "GIT_COMMITTER_EMAIL=" + mail}
}

func splitAuthor(s string) (name, mail string, ok bool) {
	name, rest, ok := strings.Cut(s, " <")
	mail, ok2 := strings.CutSuffix(rest, ">")
	return name, mail, ok && ok2 && name != "" && strings.Contains(mail, "@") && !strings.ContainsAny(s, "\n\x00")
}

// rejections are the words by which git and its servers say that a branch has moved.
var rejections = []string{
	"[rejected]", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "reference already exists",
}

// push pushes a commit. It reports whether the push was rejected because the branch has moved.
func (g *git) push(ctx context.Context, commit string) (moved bool, err error) {
	_, err = g.run(ctx, nil, nil, "push", "--porcelain", "--", g.remote, commit+":refs/heads/"+g.branch)
	if err == nil {
		return false, nil
	}
	for _, words := range rejections {
		if strings.Contains(err.Error(), words) {
			return true, err
		}
	}
	return false, fmt.Errorf("%w: %w", l10n.ErrUnavailable, err)
}

// commitMessage says which document was published or withdrawn in which languages, and who approved each.
func commitMessage(pub *l10n.Publication) string {
	var locales []string
	for _, l := range pub.Locales {
		locales = append(locales, string(l.Locale))
	}
	verb := "Publish"
	if pub.Withdrawn != nil {
		verb = "Withdraw"
		if len(pub.Withdrawn.Locales) > 0 {
			locales = nil
			for _, l := range pub.Withdrawn.Locales {
				locales = append(locales, string(l))
			}
		}
	}
	var b strings.Builder
	lists := pub.Source.URL == "" && pub.Site != "" // sitemaps, feeds and indexes, which belong to no run
	if lists {
		fmt.Fprintf(&b, "%s the lists of %s", verb, oneLine(string(pub.Site)))
	} else {
		fmt.Fprintf(&b, "%s %s", verb, pub.Document)
	}
	if len(locales) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(locales, ", "))
	}
	b.WriteString("\n")
	if pub.Source.URL != "" {
		fmt.Fprintf(&b, "\nSource: %s\n", oneLine(pub.Source.URL))
	}
	if w := pub.Withdrawn; w != nil && w.Comment != "" {
		fmt.Fprintf(&b, "\n%s\n", oneLine(w.Comment))
	}
	fmt.Fprintf(&b, "\nDragoman-Publication: %s\n", pub.ID)
	if !lists {
		fmt.Fprintf(&b, "Dragoman-Run: %s\n", pub.Run)
	}
	if w := pub.Withdrawn; w != nil {
		fmt.Fprintf(&b, "Withdrawn-by: %s\n", oneLine(string(w.By)))
	}
	for _, l := range pub.Locales {
		for _, d := range l.Approvals {
			fmt.Fprintf(&b, "Approved-by: %s (%s, %s)\n", oneLine(string(d.By)), l.Locale, oneLine(string(d.Step)))
		}
	}
	return b.String()
}

// oneLine joins the lines of a text from people or pages, so that none of them can look like a trailer of the message.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
