// Package hunspell asks the hunspell program for misspelled words, with whatever dictionaries are installed. It
// satisfies the checks' Speller; where the program is missing, no spelling is checked.
package hunspell

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/child"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var _ check.Speller = (*Speller)(nil)

// Speller keeps one hunspell process a dictionary. It is safe for concurrent use.
type Speller struct {
	program string
	dicts   map[string]string // "es", "es-MX" → the dictionary's name

	mu    sync.Mutex
	procs map[string]*process
}

// New finds the program and its dictionaries. The error says what to install.
func New() (*Speller, error) {
	program, err := exec.LookPath("hunspell")
	if err != nil {
		return nil, errors.New(
			"hunspell is not installed: install it, and a dictionary such as hunspell-es, to check spelling")
	}
	s := &Speller{program: program, dicts: map[string]string{}, procs: map[string]*process{}}
	//nolint:forbidigo // hunspell's own variable, which names where its dictionaries are
	dirs := append(filepath.SplitList(os.Getenv("DICPATH")),
		"/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/Library/Spelling")
	for _, dir := range dirs {
		files, _ := filepath.Glob(filepath.Join(dir, "*.dic"))
		for _, f := range files {
			s.add(strings.TrimSuffix(filepath.Base(f), ".dic"))
		}
	}
	return s, nil
}

// add registers a dictionary under its locale, and under its language when that has none yet or this is its home
// country's (es_ES for es).
func (s *Speller) add(name string) {
	l, err := l10n.ParseLocale(strings.ReplaceAll(name, "_", "-"))
	if err != nil {
		return
	}
	s.dicts[string(l)] = name
	base := l.Language()
	if s.dicts[base] == "" || strings.EqualFold(name, base+"_"+base) {
		s.dicts[base] = name
	}
}

func (s *Speller) dict(l l10n.Locale) string {
	if d := s.dicts[string(l)]; d != "" {
		return d
	}
	return s.dicts[l.Language()]
}

// Knows reports whether there is a dictionary for the locale or its language.
func (s *Speller) Knows(l l10n.Locale) bool { return s.dict(l) != "" }

// Misspelled returns the words that the dictionary has not. A process that fails takes its answers with it: a
// proofreader misses a hint then, and no run fails for it.
func (s *Speller) Misspelled(l l10n.Locale, words []string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := s.dict(l)
	p := s.procs[name]
	if p == nil {
		var err error
		if p, err = start(s.program, name); err != nil {
			return nil
		}
		s.procs[name] = p
	}
	var out []string
	for _, w := range words {
		bad, err := p.misspelled(w)
		if err != nil {
			delete(s.procs, name)
			_ = p.close()
			return out
		}
		if bad {
			out = append(out, w)
		}
	}
	return out
}

// Close ends the processes.
func (s *Speller) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for name, p := range s.procs {
		errs = append(errs, p.close())
		delete(s.procs, name)
	}
	return errors.Join(errs...)
}

// maxKnown bounds the words that a process's answers are remembered of.
const maxKnown = 100_000

// process is a running hunspell in its pipe mode, which answers a line with a line for each word and an empty one.
type process struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	known map[string]bool
}

func start(program, dict string) (*process, error) {
	// It outlives the call that starts it, so it has no context of that.
	cmd := child.Command(context.Background(), []string{"DICPATH"}, program, "-a", "-i", "utf-8", "-d", dict)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start hunspell: %w", err)
	}
	p := &process{cmd: cmd, in: in, out: bufio.NewReader(out), known: map[string]bool{}}
	if _, err := p.out.ReadString('\n'); err != nil { // its banner
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

func (p *process) misspelled(word string) (bool, error) {
	if bad, ok := p.known[word]; ok {
		return bad, nil
	}
	if strings.ContainsAny(word, "\n\r") {
		return false, nil
	}
	if _, err := io.WriteString(p.in, "^"+word+"\n"); err != nil { // ^ keeps the word from being a command
		return false, err
	}
	bad := false
	for {
		line, err := p.out.ReadString('\n')
		if err != nil {
			return false, err
		}
		if line == "\n" {
			break
		}
		bad = bad || line[0] == '&' || line[0] == '#'
	}
	if len(p.known) < maxKnown {
		p.known[word] = bad
	}
	return bad, nil
}

func (p *process) close() error {
	_ = p.in.Close()
	return p.cmd.Wait()
}
