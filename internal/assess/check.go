package assess

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// How much is kept of what a reviewer writes, in bytes, and how many remarks on one segment.
const (
	MaxName       = 200
	MaxMessage    = 2000
	MaxSuggestion = 4000
	MaxRemarks    = 50
)

// The errors of an answer that cannot be used.
var (
	// ErrAnswer says that an answer breaks the contract. Whoever gave it may be asked again.
	ErrAnswer = errors.New("the answer cannot be used")
	// ErrOutdated says that an answer is about another task or about other texts. It wraps ErrAnswer.
	ErrOutdated = fmt.Errorf("%w: it is about something else", ErrAnswer)
)

// maxFaults is how many faults of an answer its error names.
const maxFaults = 5

// Check compares an answer with its task and returns it as it may be kept. An answer about other texts, or one that does
// not say of each segment, once, something that the contract has a word for, is refused as a whole: the error wraps
// [ErrAnswer], names the faults and says what to do. What is only of no use is left out: remarks that quote what does not
// stand in the text, which are counted, and proposals that could not become a target; [Said.Refused] says why.
func (a Answer) Check(t Task) (Answer, error) {
	if err := a.about(t); err != nil {
		return Answer{}, err
	}
	c := &checker{asked: make(map[l10n.SegmentID]*Segment, len(t.Segments)), met: map[l10n.SegmentID]bool{}}
	for i := range t.Segments {
		c.asked[t.Segments[i].ID] = &t.Segments[i]
	}
	c.whole(a)
	out := a
	out.Reviewer.ID, out.Reviewer.Version = tidy(a.Reviewer.ID), tidy(a.Reviewer.Version)
	out.Segments = make([]Said, 0, min(len(a.Segments), len(t.Segments)))
	for _, s := range a.Segments {
		if asked := c.meet(s.ID); asked != nil {
			out.Segments = append(out.Segments, c.said(s, asked))
		}
	}
	out.Skipped = nil
	for _, l := range a.Skipped {
		if c.meet(l.ID) != nil {
			out.Skipped = append(out.Skipped, Left{ID: l.ID, Why: shorten(l.Why, MaxMessage)})
		}
	}
	for _, s := range t.Segments {
		if !c.met[s.ID] {
			c.fault("segment %s is left out: say pass, changes or abstain of it, or put it into skipped", name(string(s.ID)))
		}
	}
	out.Dropped += c.dropped
	if err := c.err(); err != nil {
		return Answer{}, err
	}
	return out, nil
}

// about refuses an answer to another task, or to other texts.
func (a Answer) about(t Task) error {
	switch {
	case a.Task == "":
		return fmt.Errorf("%w: it names no task: echo the task's field task", ErrAnswer)
	case a.Task != t.ID:
		return fmt.Errorf("%w: it answers task %s, asked was %s", ErrOutdated, name(a.Task), t.ID)
	case a.TargetHash != t.TargetHash:
		return fmt.Errorf("%w: its targetHash is %s, and the task's is %s: echo the task's, and judge the texts that came with it",
			ErrOutdated, name(string(a.TargetHash)), t.TargetHash)
	}
	return nil
}

// checker gathers the faults of an answer.
type checker struct {
	asked   map[l10n.SegmentID]*Segment
	met     map[l10n.SegmentID]bool
	old     l10n.SegmentID // the first one that is said something of other texts of
	faults  []string
	more    int // faults that are only counted
	dropped int
}

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) == maxFaults {
		c.more++
		return
	}
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *checker) err() error {
	switch {
	case c.old != "":
		return fmt.Errorf("%w: the targetHash of segment %s is not the one that was asked about: echo the segment's", ErrOutdated, name(string(c.old)))
	case len(c.faults) == 0:
		return nil
	}
	said := strings.Join(c.faults, "; ")
	if c.more > 0 {
		said += fmt.Sprintf("; and %d more", c.more)
	}
	return fmt.Errorf("%w: %s", ErrAnswer, said)
}

// whole looks at what is said of the answer as a whole.
func (c *checker) whole(a Answer) {
	if strings.TrimSpace(a.Reviewer.ID) == "" {
		c.fault("it does not say who gave it: put a name into reviewer.id")
	}
	for _, s := range []string{a.Reviewer.ID, a.Reviewer.Version} {
		if len(s) > MaxName {
			c.fault("the reviewer %s has a name or version of more than %d bytes: shorten it", name(s), MaxName)
		}
	}
	k := a.Cost
	if k.Characters < 0 || k.Input < 0 || k.Output < 0 || k.Amount < 0 || k.Amount != k.Amount {
		c.fault("its cost is below nothing: give characters, tokens and amounts from 0 on")
	}
	if (k.Amount != 0 || k.Currency != "") && !isCurrency(k.Currency) {
		c.fault("the currency %s of its cost is none: give the three letters of ISO 4217, for instance EUR", name(k.Currency))
	}
	if a.Dropped < 0 || a.Malformed < 0 {
		c.fault("it counts what was dropped or malformed below 0: leave the counts out")
	}
}

// meet returns the segment that was asked about, the first time.
func (c *checker) meet(id l10n.SegmentID) *Segment {
	s, ok := c.asked[id]
	switch {
	case !ok:
		c.fault("segment %s was not asked about: answer with the IDs of the task alone", name(string(id)))
		return nil
	case c.met[id]:
		c.fault("segment %s is there twice: say one thing of it, in segments or in skipped", name(string(id)))
		return nil
	}
	c.met[id] = true
	return s
}

// said looks at what is said of a segment.
func (c *checker) said(s Said, asked *Segment) Said {
	at := name(string(s.ID))
	if s.TargetHash != asked.TargetHash && c.old == "" {
		c.old = s.ID
	}
	if !IsVerdict(s.Verdict) {
		c.fault("segment %s: the verdict %s is none: say pass, changes or abstain", at, name(string(s.Verdict)))
	}
	if s.Score != nil && (*s.Score < 0 || *s.Score > 100) {
		c.fault("segment %s: the score %d is none: give 0 to 100, or leave it out", at, *s.Score)
	}
	s.Comment = shorten(s.Comment, MaxMessage)
	s.Proposed, s.Refused = proposal(s.Proposed, asked)
	s.Issues = c.remarks(at, s.Issues, asked)
	return s
}

// IsVerdict reports whether an outcome is one that a reviewer may say.
func IsVerdict(o l10n.Outcome) bool { return o == l10n.Pass || o == l10n.Changes || o == l10n.Abstain }

// remarks looks at the remarks on a segment, and leaves out those that quote what is not there.
func (c *checker) remarks(at string, rs []l10n.Remark, asked *Segment) []l10n.Remark {
	if len(rs) == 0 {
		return nil
	}
	source, target := l10n.ParseFragment(asked.Source).Text(), l10n.ParseFragment(asked.Target).Text()
	var kept []l10n.Remark
	if most := 10 * MaxRemarks; len(rs) > most { // each is looked for in the whole text
		c.dropped += len(rs) - most
		rs = rs[:most]
	}
	for _, r := range rs {
		if !slices.Contains(l10n.Categories, r.Category) {
			c.fault("segment %s: the type %s of an issue is none of %s", at, name(string(r.Category)), list(l10n.Categories))
		}
		if !slices.Contains(l10n.RemarkSeverities, r.Severity) {
			c.fault("segment %s: the severity %s of an issue is none of %s", at, name(string(r.Severity)), list(l10n.RemarkSeverities))
		}
		if !(r.Confidence >= 0 && r.Confidence <= 1) {
			c.fault("segment %s: the confidence %v of an issue is none: give 0 to 1, or leave it out", at, r.Confidence)
		}
		if len(kept) == MaxRemarks || !strings.Contains(source, r.SourceSpan) || !strings.Contains(target, r.TargetSpan) {
			c.dropped++
			continue
		}
		r.Message = shorten(r.Message, MaxMessage)
		if r.Suggestion = clean(r.Suggestion); len(r.Suggestion) > MaxSuggestion {
			r.Suggestion = "" // half of a text would be another text
		}
		kept = append(kept, r)
	}
	return kept
}

// proposal returns a proposed target in the notation of fragments, or why it could not be one.
func proposal(text string, asked *Segment) (proposed, refused string) {
	if strings.TrimSpace(text) == "" {
		return "", ""
	}
	f, source := l10n.ParseFragment(text), l10n.ParseFragment(asked.Source)
	droppable := map[l10n.CodeID]bool{}
	for _, c := range asked.Codes {
		droppable[l10n.CodeID(c.ID)] = c.MayDrop
	}
	may := func(id l10n.CodeID) bool { return droppable[id] }
	switch err := errors.Join(f.CheckLength(source), f.CheckCodes(source, may)); {
	case err != nil:
		return "", "its proposal was left out: " + shorten(strings.ReplaceAll(err.Error(), "\n", "; "), MaxMessage)
	case asked.MaxLength > 0 && len(f.Text()) > asked.MaxLength:
		return "", fmt.Sprintf("its proposal was left out: it has %d bytes, and may have %d", len(f.Text()), asked.MaxLength)
	case clean(text) != text:
		return "", "its proposal was left out: it has control characters"
	case f.Hash() == asked.TargetHash:
		return "", "" // the target as it stands
	}
	return f.String(), ""
}

// tidy makes one line of a name.
func tidy(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// clean takes out what no text has: control characters other than line breaks and tabs, and bytes that are no letters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// shorten cleans a text for people and keeps its beginning.
func shorten(s string, most int) string {
	if s = strings.TrimSpace(clean(s)); len(s) <= most {
		return s
	}
	cut := most - len("…")
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// name quotes the beginning of what somebody wrote, for an error.
func name(s string) string { return fmt.Sprintf("%q", shorten(s, 60)) }

func list[T ~string](words []T) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}
