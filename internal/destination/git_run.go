package destination

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/child"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// gitVariables are what git may need of the environment to reach a repository: ssh's agent, proxies and certificates.
var gitVariables = []string{
	"SSH_AUTH_SOCK", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_EXEC_PATH", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
	"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
	"http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE",
}

// gitEnvironment keeps git from asking a person, and passes the credentials in variables, which other users of the
// machine cannot read as they can read arguments.
func gitEnvironment(opt Options) []string {
	env := []string{"GIT_TERMINAL_PROMPT=0", "LC_ALL=C"}
	if opt.Secret == "" {
		return env
	}
	user := opt.User
	if user == "" {
		user = "dragoman" // hosts that take tokens ignore the user
	}
	basic := base64.StdEncoding.EncodeToString([]byte(user + ":" + opt.Secret))
	// The header is for this repository alone, so a server that redirects elsewhere does not send the token there.
	return append(env, "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=http."+opt.Endpoint+".extraHeader",
		"GIT_CONFIG_VALUE_0=Authorization: Basic "+basic)
}

func (g *git) beforeChange(change string) error {
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
	cmd := child.Command(ctx, slices.Concat(gitVariables, g.env, env), "git",
		append([]string{"--git-dir=" + g.dir, "-c", "gc.auto=0", "-c", "core.quotePath=false"}, args...)...)
	cmd.WaitDelay = 10 * time.Second
	out, stderr := bounded.Buffer{Most: maxObject}, bounded.Buffer{Most: 1 << 20}
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.Stdout = &out
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, fmt.Errorf("the destination git needs the program git: %w", err)
		}
		text := strings.TrimSpace(out.String() + "\n" + stderr.String())
		if strings.Contains(text, "could not read Username") || strings.Contains(text, "Authentication failed") {
			text = "the repository refuses the user and token of the environment, or wants them where there are none\n" + text
		}
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, text[:min(len(text), 500)])
	}
	return out.Bytes(), nil
}

// fetch fetches the remote branch and returns its commit, or "" when there is no such branch.
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
	refs := "+refs/heads/" + g.branch + ":refs/remotes/origin/" + g.branch
	if _, err := g.run(ctx, nil, nil, "fetch", "--quiet", "--no-tags", "--", g.remote, refs); err != nil {
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
	listed, err := g.run(ctx, nil, nil, "ls-tree", "-z", head, "--", g.treePath(name))
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
