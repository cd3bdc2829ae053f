package work_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// TestNoRunLosesAPersonsText holds, over random changes of a page and random acts of people, that every text which a
// person wrote stands at the side of its sentence's successor or in the list of texts whose sentence is gone. A person may
// replace it by writing another or by approving the page in the end.
func TestNoRunLosesAPersonsText(t *testing.T) {
	for name, chain := range map[string][]l10n.ProviderName{"no engine": {translate.Memory}, "an engine": {translate.Memory, "echo"}} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				w := newStory(t, rt, chain)
				for range rapid.IntRange(3, 8).Draw(rt, "turns") {
					w.act()
					w.change()
					w.run()
					w.look()
				}
			})
		})
	}
}

// story is a page that changes and people who work on it.
type story struct {
	*house
	rt    *rapid.T
	chain []l10n.ProviderName
	lines []line
	next  int // numbers runs, sentences and texts
	step  int // of the steps translate and review: the one that waits
	// open has each text that nobody has replaced, by a word that no other text has, and the sentence that it is of.
	open map[string]int
	// simple says that the last change was a single one, after which each sentence is still to be found. Beside has the
	// texts that stood at their sentence's side before it.
	simple bool
	beside map[string]bool
}

// line is a sentence of the page. Of are the sentences that it was when it was written first; a line that was joined has
// several.
type line struct {
	of   []int
	text string
}

// silent finds no issues.
type silent struct{}

func (silent) Consistency(context.Context, l10n.SiteName, *l10n.Extraction, l10n.Locale) (func([]l10n.Target), error) {
	return func([]l10n.Target) {}, nil
}

func (silent) Check(context.Context, l10n.SiteName, *l10n.Extraction, l10n.Locale, l10n.SegmentID, l10n.Fragment) ([]l10n.Issue, error) {
	return nil, nil
}

var vocabulary = strings.Fields("lock harbour ferry mole toll pilot boat crane winter summer captain barge bridge canal river quay rope sail mast " +
	"anchor light storm fog tide wave shore fish net market salt grain coal timber stone brick road gate wall tower bell clock")

func newStory(t *testing.T, rt *rapid.T, chain []l10n.ProviderName) *story {
	w := &story{house: newHouse(t), rt: rt, chain: chain, open: map[string]int{}, beside: map[string]bool{}}
	w.Review.Checker = silent{}
	for range rapid.IntRange(2, 6).Draw(rt, "lines") {
		w.lines = append(w.lines, w.newLine())
	}
	w.run()
	return w
}

func (w *story) number() int {
	w.next++
	return w.next
}

func (w *story) pick(n int, what string) int { return rapid.IntRange(0, n-1).Draw(w.rt, what) }

func (w *story) newLine() line {
	n := w.number()
	words := []string{fmt.Sprintf("The w%d", n)}
	for range 7 {
		words = append(words, vocabulary[w.pick(len(vocabulary), "word")])
	}
	return line{[]int{n}, strings.Join(words, " ") + fmt.Sprintf(" on %d.", 10+n)}
}

// change changes the page, most often in one place.
func (w *story) change() {
	n := rapid.SampledFrom([]int{1, 1, 1, 1, 0, 3, 6}).Draw(w.rt, "changes")
	w.simple = n <= 1
	for range n {
		i := 0
		if len(w.lines) > 0 {
			i = w.pick(len(w.lines), "line")
		}
		switch op := rapid.SampledFrom([]string{"insert", "delete", "move", "split", "join", "figure", "word", "codes"}).Draw(w.rt, "op"); {
		case op == "insert" || len(w.lines) < 2:
			w.lines = slices.Insert(w.lines, i, w.newLine())
		case op == "delete":
			w.lines = slices.Delete(w.lines, i, i+1)
		case op == "move":
			l := w.lines[i]
			w.lines = slices.Delete(w.lines, i, i+1)
			w.lines = slices.Insert(w.lines, w.pick(len(w.lines)+1, "to"), l)
		case op == "split":
			words := strings.Fields(w.lines[i].text)
			first, second := strings.Join(words[:len(words)/2], " ")+".", "And "+strings.Join(words[len(words)/2:], " ")
			if strings.Contains(w.lines[i].text, "<b>") || len(words) < 8 {
				continue
			}
			w.lines[i].text = first
			was := w.lines[i].of
			w.lines[i].of = []int{w.number()}
			w.lines = slices.Insert(w.lines, i+1, line{[]int{w.number()}, second})
			for word, of := range w.open { // it may stand at either half, and go with it
				if slices.Contains(was, of) {
					w.open[word] = 0
				}
			}
		case op == "join" && i > 0:
			w.lines[i-1].text = strings.TrimSuffix(w.lines[i-1].text, ".") + " and " + w.lines[i].text
			w.lines[i-1].of = slices.Concat(w.lines[i-1].of, w.lines[i].of)
			w.lines = slices.Delete(w.lines, i, i+1)
		case op == "figure":
			words := strings.Fields(w.lines[i].text)
			words[len(words)-1] = fmt.Sprintf("%d.", 1000+w.number())
			w.lines[i].text = strings.Join(words, " ")
		case op == "word":
			words := strings.Fields(w.lines[i].text)
			words[w.pick(len(words)-1, "at")] = vocabulary[w.pick(len(vocabulary), "word")]
			w.lines[i].text = strings.Join(words, " ")
		case op == "codes":
			if words := strings.Fields(w.lines[i].text); !strings.Contains(w.lines[i].text, "<") {
				at := w.pick(len(words), "at")
				words[at] = "<b>" + words[at] + "</b>"
				w.lines[i].text = strings.Join(words, " ")
			} else {
				w.lines[i].text = strings.NewReplacer("<b>", "", "</b>", "").Replace(w.lines[i].text)
			}
		}
	}
}

// run has a run translate the page as it stands. Some runs are cancelled on the way and started again.
func (w *story) run() {
	texts := make([]string, len(w.lines))
	for i, l := range w.lines {
		texts[i] = l.text
	}
	w.source.pages[address] = page(texts...)
	p := plan("es")
	p.Steps, p.Chains = []l10n.StepName{"translate", "review"}, map[l10n.Locale][]l10n.ProviderName{"es": w.chain}
	for cancelled := rapid.IntRange(0, 1).Draw(w.rt, "cancelled runs"); cancelled >= 0; cancelled-- {
		run := l10n.RunID(fmt.Sprintf("r%d", w.number()))
		x, _ := w.extracted()
		out, err := w.Draft(w.t.Context(), work.Opening{Run: run, Plan: w.put(p), Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton}, p)
		w.must(err)
		if len(out.Engines) > 0 {
			_, err = w.Ask(w.t.Context(), out.Draft, translate.Asking{Engine: "echo", To: out.Questions})
			w.must(err)
		}
		if cancelled > 0 && rapid.Bool().Draw(w.rt, "before its check") {
			w.must(w.End(w.t.Context(), key, run, l10n.StageCancelled, ""))
			continue
		}
		checked, err := w.Check(w.t.Context(), out.Draft, x.Extraction, work.Sent{})
		w.must(err)
		if len(checked.Carried) > 0 { // every text stands as it was approved
			w.step = 2
			continue
		}
		w.step = 0
		w.open1()
		if cancelled > 0 {
			w.must(w.End(w.t.Context(), key, run, l10n.StageCancelled, ""))
		}
	}
}

func (w *story) open1() {
	if w.step < 2 {
		_, err := w.Review.OpenStep(w.t.Context(), key, []l10n.StepName{"translate", "review"}[w.step], "", 1)
		w.must(err)
	}
}

// act has people write and decide.
func (w *story) act() {
	for range rapid.IntRange(0, 6).Draw(w.rt, "acts") {
		if w.step >= 2 {
			return
		}
		switch rapid.SampledFrom([]string{"write", "write", "write", "approve", "send back"}).Draw(w.rt, "act") {
		case "write":
			w.writeOne()
		case "approve":
			w.approve()
		case "send back":
			w.decide(l10n.Decision{Kind: l10n.RequestChanges, Comment: "Please."}, false)
			w.step = 0
			w.open1()
		}
	}
}

func (w *story) writeOne() {
	tr := w.translations[key]
	e, err := w.Extraction(w.t.Context(), tr.Extraction)
	w.must(err)
	places, ts := e.Places(), w.targets[key]
	if len(places) == 0 {
		return
	}
	i := w.pick(len(places), "segment")
	word := "escrito" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(w.number()))
	var text l10n.Fragment
	for _, p := range places[i].Segment.Source {
		if p.Kind != l10n.Text {
			text = append(text, p)
		}
	}
	text = append(text, l10n.Part{Kind: l10n.Text, Text: word + fmt.Sprintf(" el %d.", w.pick(2000, "figure"))})
	_, err = w.Review.Edit(w.t.Context(), tr, e, l10n.Edit{Segment: places[i].Segment.ID, Text: text, Version: ts[i].Version, By: "maria"})
	w.must(err)
	for other := range w.open { // what stood there is replaced by who saw it
		if strings.Contains(ts[i].Text.Text(), other+" ") || slices.ContainsFunc(ts[i].Earlier, func(k l10n.KeptText) bool { return strings.Contains(k.Text.Text(), other+" ") }) {
			delete(w.open, other)
		}
	}
	w.open[word], w.beside[word] = w.lines[i].of[0], true
}

// approve approves the step that waits, where nothing is empty.
func (w *story) approve() {
	ts := w.targets[key]
	if slices.ContainsFunc(ts, func(t l10n.Target) bool { return t.Text.IsEmpty() }) {
		return
	}
	w.decide(l10n.Decision{Kind: l10n.Approve}, w.step == 1)
	if w.step++; w.step == 2 { // what stands there is approved, and what stood beside it is answered
		for word := range w.open {
			there := slices.ContainsFunc(ts, func(t l10n.Target) bool { return strings.Contains(t.Text.Text(), word+" ") })
			gone := slices.ContainsFunc(w.gone(), func(k l10n.KeptText) bool { return strings.Contains(k.Text.Text(), word+" ") })
			if !there && !gone {
				delete(w.open, word)
			}
		}
	}
	w.open1()
}

func (w *story) decide(d l10n.Decision, last bool) {
	d.ID, d.By, d.Step = fmt.Sprintf("d%d", w.number()), "ana", w.translations[key].Step
	_, err := w.Review.Decide(w.t.Context(), key, d, last)
	w.must(err)
}

func (w *story) gone() []l10n.KeptText {
	ref := w.translations[key].Gone
	if ref == "" {
		return nil
	}
	gone, err := blob.GetJSON[[]l10n.KeptText](w.t.Context(), w.house, ref)
	w.must(err)
	return gone
}

// keptLines tells what is kept, for who looks for a fault.
func (w *story) keptLines() string {
	var b strings.Builder
	for _, k := range w.kept[key] {
		e, err := w.Extraction(w.t.Context(), k.Extraction)
		w.must(err)
		for _, at := range e.Places() {
			if at.Segment.ID == k.Segment {
				fmt.Fprintf(&b, "%s of %s in %s: %s, of %s\n", k.Act, k.Segment, k.Extraction[:12], k.Text, at.Segment.Source)
			}
		}
	}
	return b.String()
}

// look looks for each text.
func (w *story) look() {
	ts := w.targets[key]
	if n := w.translations[key].GoneCount; n != len(w.gone()) {
		w.rt.Fatalf("%d texts are gone, and %d are counted", len(w.gone()), n)
	}
	for word, sentence := range w.open {
		var at []int
		for i, t := range ts {
			beside := slices.ContainsFunc(t.Earlier, func(k l10n.KeptText) bool { return strings.Contains(k.Text.Text(), word+" ") && k.Source != nil })
			if beside || strings.Contains(t.Text.Text(), word+" ") {
				at = append(at, i)
			}
			if beside && t.SubState != l10n.SubHuman && t.SubState != l10n.SubApproved && t.State.AtLeast(l10n.Reviewed) {
				w.rt.Fatalf("%s stands beside a text that nobody has looked at: %+v", word, t)
			}
		}
		gone := slices.ContainsFunc(w.gone(), func(k l10n.KeptText) bool { return strings.Contains(k.Text.Text(), word+" ") })
		if len(at) == 0 && !gone {
			w.rt.Fatalf("%s is lost; the page is %+v\n%s", word, w.lines, w.keptLines())
		}
		was := w.beside[word]
		w.beside[word] = slices.ContainsFunc(at, func(i int) bool { return slices.Contains(w.lines[i].of, sentence) })
		if w.simple && was && len(at) == 0 && slices.ContainsFunc(w.lines, func(l line) bool { return slices.Contains(l.of, sentence) && len(l.of) == 1 }) {
			w.rt.Fatalf("%s is among the gone, and its sentence stands: %+v\n%s", word, w.lines, w.keptLines())
		}
	}
}
