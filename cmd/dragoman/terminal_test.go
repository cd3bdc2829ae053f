package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

const escapes = "Ana\x1b]0;owned\a\u009b31m\r"

// TestHistorySpeaksToNobodysTerminal prints names and comments with sequences for terminals.
func TestHistorySpeaksToNobodysTerminal(t *testing.T) {
	pub := &l10n.Publication{ID: "pub-1", Run: escapes, PublishedAt: time.Unix(0, 0),
		Withdrawn: &l10n.Withdrawal{By: escapes, Comment: escapes + "\n* pub-9  forged"}}
	h := site.History{Publications: []*l10n.Publication{pub}, Current: "pub-1"}
	for _, asJSON := range []bool{false, true} {
		var out bytes.Buffer
		s := &session{cli: &cli{JSON: asJSON}, out: &out, text: terminal.Writer(&out)}
		if err := s.history("doc\x1b[2J", h); err != nil {
			t.Fatal(err)
		}
		if !asJSON && (strings.ContainsAny(out.String(), "\x1b\a\r\u009b") || strings.Count(out.String(), "\n") != 1) {
			t.Errorf("the terminal gets %q", out.String())
		}
		if asJSON && !strings.Contains(out.String(), `Ana\u001b]0;owned\u0007`) {
			t.Errorf("programs get another text: %s", out.String())
		}
	}
}

// TestErrorsSpeakToNobodysTerminal prints an error that quotes a text from outside.
func TestErrorsSpeakToNobodysTerminal(t *testing.T) {
	var out bytes.Buffer
	exitCode(&out, usage(os.ErrNotExist))
	exitCode(&out, &coded{exitFailed, &os.PathError{Op: "open", Path: escapes, Err: os.ErrNotExist}})
	if strings.ContainsAny(out.String(), "\x1b\a\r\u009b") {
		t.Errorf("the terminal gets %q", out.String())
	}
}

// TestTextsForPeopleAreCleaned holds that nothing for people is printed past the writer that cleans.
func TestTextsForPeopleAreCleaned(t *testing.T) {
	past := regexp.MustCompile(`(Fprint\w*\(|tabwriter\.NewWriter\(|Inspect\w+\(|WriteString\()s\.out\b|fmt\.Print|os\.Stdout\.`)
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if m := past.Find(b); m != nil && !strings.HasSuffix(name, "_test.go") {
			t.Errorf("%s has %s: write texts for people by s.say or to s.text", name, m)
		}
	}
}
