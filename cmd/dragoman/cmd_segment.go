package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

type segmentCmd struct {
	Lang     string `placeholder:"LANG" help:"Read plain text in this language and write a sentence a line; else JSON lines."`
	Rules    string `type:"existingfile" placeholder:"FILE" help:"Rules as SRX, instead of the built-in ones."`
	WriteSRX bool   `name:"write-srx" help:"Write the built-in rules as SRX and end."`
}

// Help is the longer help.
func (segmentCmd) Help() string {
	return `Reads standard input. As JSON lines, {"id","lang","text"} comes in and {"id","sentences"} goes out; the
sentences join to the text exactly.

Examples:
  echo "Ask Dr. Adams. He knows." | dragoman segment --lang en
  dragoman segment < items.jsonl > sentences.jsonl
  dragoman segment --write-srx > rules.srx`
}

// Run cuts standard input into sentences.
func (c segmentCmd) Run(s *session) error {
	if c.WriteSRX {
		return segment.WriteSRX(s.out)
	}
	seg := segment.New()
	if c.Rules != "" {
		var err error
		if seg, err = readRules(c.Rules); err != nil {
			return usage(err)
		}
	}
	if c.Lang != "" {
		return c.plain(s, seg)
	}
	return segmentLines(s, seg)
}

// largestText is how many bytes of text are read from standard input.
const largestText = 64 << 20

func (c segmentCmd) plain(s *session, seg *segment.Segmenter) error {
	lang, err := l10n.ParseLocale(c.Lang)
	if err != nil {
		return usage(err)
	}
	b, err := bounded.Read(os.Stdin, largestText)
	if err != nil {
		return err
	}
	for _, sentence := range seg.Sentences(lang, string(b)) {
		if t := strings.TrimSpace(sentence); t != "" {
			s.say("%s", t)
		}
	}
	return nil
}

func segmentLines(s *session, seg *segment.Segmenter) error {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	w := bufio.NewWriter(s.out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for n := 1; in.Scan(); n++ {
		if len(strings.TrimSpace(in.Text())) == 0 {
			continue
		}
		var item struct {
			ID   json.RawMessage `json:"id"`
			Lang string          `json:"lang"`
			Text string          `json:"text"`
		}
		if err := json.Unmarshal(in.Bytes(), &item); err != nil {
			return fmt.Errorf("line %d is not JSON: %w", n, err)
		}
		sentences := seg.Sentences(l10n.Locale(item.Lang), item.Text)
		if sentences == nil {
			sentences = []string{}
		}
		err := enc.Encode(struct {
			ID        json.RawMessage `json:"id,omitempty"`
			Sentences []string        `json:"sentences"`
		}{item.ID, sentences})
		if err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return err
	}
	return w.Flush()
}
