package judge

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Usual is what counts where nothing else is said.
const (
	UsualPass   = 90
	UsualPasses = 1
	MostPasses  = 9
)

// Limits bound a question. A segment that is longer than a whole question is left to people.
type Limits struct {
	Segments   int
	Characters int // of the texts and what is shown beside them, as JSON
}

// UsualLimits are ours: longer answers are slower, lose more when they are cut, and models overlook more in them.
func UsualLimits() Limits { return Limits{Segments: 12, Characters: 8000} }

// mostAtOnce is how many questions of a task are asked at the same time.
const mostAtOnce = 4

// Judge asks a model about translations. It satisfies [assess.Assessor] and is safe for concurrent use.
type Judge struct {
	Model Model
	// Name is the engine's, as the configuration has it.
	Name l10n.ProviderName
	// Pass is the score from which a segment passes; 0 is [UsualPass].
	Pass int
	// Passes is how often each question is asked; the median counts. 0 is once.
	Passes int
	Limits Limits // zero: UsualLimits
	Prices Prices
	Kept   Kept   // nil keeps nothing
	Purse  Purse  // nil has no bounds
	Pace   *Pacer // nil does not wait
}

var _ assess.Assessor = (*Judge)(nil)

// Assess implements [assess.Assessor]. An error that wraps [l10n.ErrUnavailable] is for another try, which does not pay
// again for what was answered. Where the engine stops answering for a reason that does not pass (a quota, a key, a
// budget), what was answered until then counts, and the rest is left with that reason; where nothing was, it is the error.
func (j *Judge) Assess(ctx context.Context, t assess.Task) (assess.Answer, error) {
	s := j.sitting(t)
	err := s.hold(ctx)
	a := s.answer()
	switch {
	case err != nil:
		return assess.Answer{}, err
	case s.stopped != nil && s.answered == 0:
		return assess.Answer{}, s.stopped
	}
	return a, nil
}

// sitting is one task under way.
type sitting struct {
	*Judge
	task    assess.Task
	pass    int
	passes  int
	limits  Limits
	batches [][]int // places of segments in the task

	mu        sync.Mutex
	opinions  map[int][]opinion // by the place of the segment
	why       map[int]string    // why a segment has none
	skipped   map[int]string    // why a segment was not asked about
	cost      l10n.Cost
	malformed int
	answered  int   // questions
	stopped   error // why no more questions are asked
	failed    error // the same, where another try may mend it
}

func (j *Judge) sitting(t assess.Task) *sitting {
	s := &sitting{Judge: j, task: t, pass: j.Pass, passes: min(j.Passes, MostPasses), limits: j.Limits,
		opinions: map[int][]opinion{}, why: map[int]string{}, skipped: map[int]string{}}
	if s.pass <= 0 {
		s.pass = UsualPass
	}
	if s.passes <= 0 {
		s.passes = UsualPasses
	}
	if s.limits == (Limits{}) {
		s.limits = UsualLimits()
	}
	s.cut()
	return s
}

// cut makes batches of the segments.
func (s *sitting) cut() {
	var batch []int
	characters := 0
	flush := func() {
		if len(batch) > 0 {
			s.batches = append(s.batches, batch)
		}
		batch, characters = nil, 0
	}
	for i, seg := range s.task.Segments {
		it, fits := itemOf(seg, s.limits.Characters)
		n := it.characters()
		switch {
		case withoutCodes(seg.Target) == "":
			s.skipped[i] = "there is no text to judge"
			continue
		case !fits:
			s.skipped[i] = "the text is too long for a question"
			continue
		case len(batch) == s.limits.Segments || characters+n > s.limits.Characters:
			flush()
		}
		batch, characters = append(batch, i), characters+n
	}
	flush()
}

// hold asks all questions, some at the same time. The error is one after which the same may be asked again. The answers to
// those that are under way then are waited for and kept, because they are paid for.
func (s *sitting) hold(ctx context.Context) error {
	type job struct {
		batch []int
		pass  int
	}
	jobs := make(chan job)
	var wg sync.WaitGroup
	for range min(mostAtOnce, len(s.batches)*s.passes) {
		wg.Go(func() {
			for j := range jobs {
				if ctx.Err() == nil && !s.isStopped() {
					s.ended(s.ask(ctx, j.batch, j.pass))
				}
			}
		})
	}
	for _, b := range s.batches {
		for p := range s.passes {
			jobs <- job{b, p}
		}
	}
	close(jobs)
	wg.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return s.failed
}

func (s *sitting) isStopped() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopped != nil || s.failed != nil
}

// ask asks about a batch. What the engine declines or rejects is asked about segment by segment, so that one text costs one
// segment; three rejected in a row are not the texts' fault.
func (s *sitting) ask(ctx context.Context, batch []int, pass int) error {
	err := s.askOnce(ctx, batch, pass)
	alone := errors.Is(err, ErrDeclined) || errors.Is(err, ErrRejected)
	switch {
	case err == nil:
		return nil
	case !alone:
		return err
	case len(batch) == 1:
		s.note(batch, err)
		return nil
	}
	rejected := 0
	for _, at := range batch {
		if s.isStopped() {
			return nil
		}
		err := s.askOnce(ctx, []int{at}, pass)
		switch {
		case err == nil:
			rejected = 0
			continue
		case errors.Is(err, ErrRejected):
			rejected++
		case !errors.Is(err, ErrDeclined):
			return err
		}
		s.note([]int{at}, err)
		if rejected == 3 {
			return err
		}
	}
	return nil
}

// ended notes an error that ends the sitting.
func (s *sitting) ended(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case errors.Is(err, l10n.ErrUnavailable):
		s.failed = err
	case s.stopped == nil:
		s.stopped = err
	}
}

// note says why segments have no opinion. Errors of models name no text and no secret.
func (s *sitting) note(batch []int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range batch {
		s.why[at] = err.Error()
	}
}

// askOnce asks about a batch, and once more where the answer is malformed.
func (s *sitting) askOnce(ctx context.Context, batch []int, pass int) error {
	segs := make([]assess.Segment, len(batch))
	items := make([]item, len(batch))
	for i, at := range batch {
		segs[i] = s.task.Segments[at]
		items[i], _ = itemOf(segs[i], s.limits.Characters)
		items[i].ID = i + 1
	}
	q, err := question(s.task, items)
	if err != nil {
		return err
	}
	for try := 0; ; try++ {
		found, err := s.reply(ctx, q, segs, pass)
		switch {
		case err == nil:
			s.take(batch, found)
			return nil
		case !errors.Is(err, ErrMalformed):
			return err
		}
		s.mu.Lock()
		s.malformed++
		s.answered++
		s.mu.Unlock()
		if try == 1 {
			s.note(batch, err)
			return nil
		}
	}
}

// take takes an answer's opinions about a batch.
func (s *sitting) take(batch []int, found map[int]opinion) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answered++
	for i, at := range batch {
		if o, ok := found[i]; ok {
			s.opinions[at] = append(s.opinions[at], o)
		} else {
			s.why[at] = "the model's answer leaves it out, or can't be read"
		}
	}
}

// answer is what has been found, in the contract's form.
func (s *sitting) answer() assess.Answer {
	a := assess.Answer{
		Task: s.task.ID, TargetHash: s.task.TargetHash, Cost: s.cost, Malformed: s.malformed,
		Reviewer: l10n.Reviewer{Kind: l10n.ReviewerKind(l10n.StepModel), ID: string(s.Name), Version: s.Model.Version() + "|" + promptVersion},
	}
	for i, seg := range s.task.Segments {
		os := s.opinions[i]
		for _, o := range os {
			a.Dropped += o.dropped
		}
		why := s.skipped[i]
		if s.stopped != nil && why == "" && s.why[i] == "" && 2*len(os) <= s.passes {
			why = s.stopped.Error()
		}
		if why != "" {
			a.Skipped = append(a.Skipped, assess.Left{ID: seg.ID, Why: why})
		} else {
			a.Segments = append(a.Segments, s.said(i, seg, os))
		}
	}
	return a
}

// said is what the passes together say of a segment. A majority of them must have an opinion.
func (s *sitting) said(at int, seg assess.Segment, os []opinion) assess.Said {
	out := assess.Said{ID: seg.ID, TargetHash: seg.TargetHash, Verdict: l10n.Abstain}
	if 2*len(os) <= s.passes {
		if out.Comment = s.why[at]; s.passes > 1 {
			out.Comment = fmt.Sprintf("only %d of %d passes have an opinion: %s", len(os), s.passes, s.why[at])
		}
		return out
	}
	o, doubt := median(os)
	out.Score, out.Issues = &o.score, o.remarks
	switch {
	case o.score < s.pass:
		out.Verdict = l10n.Changes
	case doubt < s.pass:
		out.Score = nil
		out.Comment = "the model finds fault with it, and quotes what stands in neither text"
	default:
		out.Verdict = l10n.Pass
	}
	return out
}
