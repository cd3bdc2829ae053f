package destination

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// gitEnvironment has git ask nobody, and hands over the credentials where no other process can read them.
func gitEnvironment(opt Options) []string {
	env := []string{"GIT_TERMINAL_PROMPT=0", "LC_ALL=C"}
	if opt.Secret == "" {
		return env
	}
	user := opt.User
	if user == "" {
		user = "dragoman" // hosts that take tokens look at the token alone
	}
	basic := base64.StdEncoding.EncodeToString([]byte(user + ":" + opt.Secret))
	// For this repository alone: a server that redirects elsewhere does not get the token there.
	return append(env, "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=http."+opt.Endpoint+".extraHeader",
		"GIT_CONFIG_VALUE_0=Authorization: Basic "+basic)
}

func (g *git) step(change string) error {
	if g.fault == nil {
		return nil
	}
	return g.fault(change)
}

// run runs a command of git on the clone and returns what it prints, without the last newline.
func (g *git) run(ctx context.Context, stdin []byte, env []string, args ...string) (string, error) {
	out, err := g.output(ctx, stdin, env, args...)
	return strings.TrimSuffix(string(out), "\n"), err
}

func (g *git) output(ctx context.Context, stdin []byte, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git",
		append([]string{"--git-dir=" + g.dir, "-c", "gc.auto=0", "-c", "core.quotePath=false"}, args...)...)
	cmd.WaitDelay = 10 * time.Second
	cmd.Env = append(append(cmd.Environ(), g.env...), env...)
	var out, complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &complaint
	if err := cmd.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, fmt.Errorf("the destination git needs the program git: %w", err)
		}
		text := strings.TrimSpace(out.String() + "\n" + complaint.String())
		if strings.Contains(text, "could not read Username") || strings.Contains(text, "Authentication failed") {
			text = "the repository refuses the user and token of the environment, or wants them where there are none\n" + text
		}
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, text[:min(len(text), 500)])
	}
	return out.Bytes(), nil
}

// fetch brings the remote branch and returns its commit, or "" when there is none.
func (g *git) fetch(ctx context.Context) (string, error) {
	if err := g.prepare(ctx); err != nil {
		return "", err
	}
	listed, err := g.run(ctx, nil, nil, "ls-remote", "--heads", "--", g.remote, "refs/heads/"+g.branch)
	if err != nil {
		return "", fmt.Errorf("%w: %w", l10n.ErrUnavailable, err)
	}
	head, _, _ := strings.Cut(listed, "\t")
	if head == "" {
		return "", nil
	}
	if _, err := g.run(ctx, nil, nil, "cat-file", "-e", head+"^{commit}"); err == nil {
		return head, nil
	}
	if _, err := g.run(ctx, nil, nil, "fetch", "--quiet", "--no-tags", "--", g.remote, "+refs/heads/"+g.branch+":refs/remotes/origin/"+g.branch); err != nil {
		return "", fmt.Errorf("%w: %w", l10n.ErrUnavailable, err)
	}
	return head, nil
}

// read returns a file of a commit, or [l10n.ErrNotFound].
func (g *git) read(ctx context.Context, head, name string) ([]byte, error) {
	missing := fmt.Errorf("%w: the branch has no %s", l10n.ErrNotFound, name)
	if head == "" {
		return nil, missing
	}
	listed, err := g.run(ctx, nil, nil, "ls-tree", "-z", head, "--", g.inTree(name))
	if err != nil {
		return nil, err
	}
	kind, _, _ := strings.Cut(listed, "\t")
	parts := strings.Fields(kind)
	if len(parts) != 3 || parts[1] != "blob" {
		return nil, missing
	}
	return g.output(ctx, nil, nil, "cat-file", "blob", parts[2])
}

// commit makes a commit on top of head; the clone's own branches don't know it.
func (g *git) commit(ctx context.Context, head string, pub *l10n.Publication, change map[string]string) (string,
	error) {
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
			fmt.Fprintf(&lines, "100644 %s\t%s\x00", blob, g.inTree(name))
		} else {
			fmt.Fprintf(&lines, "0 %s\t%s\x00", strings.Repeat("0", 40), g.inTree(name))
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

// push pushes a commit, and reports whether it was refused because the branch has moved.
func (g *git) push(ctx context.Context, commit string) (moved bool, err error) {
	_, err = g.run(ctx, nil, nil, "push", "--porcelain", "--", g.remote, commit+":refs/heads/"+g.branch)
	if err == nil {
		return false, nil
	}
	for _, sign := range []string{"[rejected]", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "reference already exists"} {
		if strings.Contains(err.Error(), sign) {
			return true, err
		}
	}
	return false, fmt.Errorf("%w: %w", l10n.ErrUnavailable, err)
}

// commitMessage says which document went out in which languages, and who approved each.
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
	lists := pub.Source.URL == "" && pub.Site != "" // sitemaps, feeds and indexes, which no run makes
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

// oneLine keeps what people and pages say from becoming a trailer of its own.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
