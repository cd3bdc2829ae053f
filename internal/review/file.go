package review

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// Place is where the files of a step go, and how.
type Place struct {
	handoff.Place
	// SourceAsTarget is for tools that translate the target in its place: see [xliff.Options].
	SourceAsTarget bool
	// Every is how often the place is looked at.
	Every time.Duration
}

// SentFile is a file that went out at a step. Its JSON is in histories.
type SentFile struct {
	Name     string        // without its ending
	Base     l10n.Ref      // of the targets as they went out
	Segments int           // that it asks about; 0 says that no file went out
	Every    time.Duration // how often the place is looked at
	// SourceAsTarget says that the sources stand in the place of targets: a text that comes back is somebody's answer.
	SourceAsTarget bool `json:",omitempty"`
}

// TakenFiles is what came back until now. Its JSON is in histories.
type TakenFiles struct {
	Left    int      `json:",omitempty"` // segments without an answer
	Strays  int      `json:",omitempty"` // files that answer nothing that is waited for
	Refused []string `json:",omitempty"` // why files or parts of them can't be used
}

// Standing says what an operator reads while a file is waited for.
func (out TakenFiles) Standing(sent SentFile) string {
	s := fmt.Sprintf("the file %s is out; %d of %s not answered yet", sent.Name, out.Left,
		english.Count(sent.Segments, "text is", "texts are"))
	if out.Strays > 0 {
		s += fmt.Sprintf("; %s there that answer nothing", english.Count(out.Strays, "file is", "files are"))
	}
	if len(out.Refused) > 0 {
		s += "; refused: " + strings.Join(out.Refused, "; ")
	}
	return s
}

// fileJob loads a step that is done by file, with its place.
func (s *Service) fileJob(ctx context.Context, k l10n.TranslationKey, name l10n.StepName) (*job, Place, error) {
	j, err := s.job(ctx, k, name)
	if err != nil {
		return nil, Place{}, err
	}
	if j.step.Kind != l10n.StepFile {
		return nil, Place{}, fmt.Errorf("%w: step %q is no file's", l10n.ErrRefused, name)
	}
	p, ok := s.Places[j.step.Place]
	if !ok {
		return nil, Place{}, fmt.Errorf("%w: this worker's configuration has no place %q: name it under places", l10n.ErrRefused, j.step.Place)
	}
	return j, p, nil
}

// sentJob is the same for a file that went out. One that is none of this round's is refused: nothing of a place is read or
// moved for it.
func (s *Service) sentJob(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, sent SentFile) (*job, Place, error) {
	j, place, err := s.fileJob(ctx, k, name)
	if err == nil && sent.Name != handoff.Name(j.tr, name) {
		err = fmt.Errorf("%w: the file %q is not the one that step %q waits for in this round", l10n.ErrRefused, sent.Name, name)
	}
	return j, place, err
}

// SendFile puts the texts that a step is about into its place, once. A repeat, after whatever happened, finds the file
// there and leaves it as it is.
func (s *Service) SendFile(ctx context.Context, k l10n.TranslationKey, name l10n.StepName) (SentFile, error) {
	j, place, err := s.fileJob(ctx, k, name)
	if err != nil {
		return SentFile{}, err
	}
	about, _ := j.due(0, 0)
	out := SentFile{Name: handoff.Name(j.tr, name), Segments: len(about), Every: place.Every,
		SourceAsTarget: place.SourceAsTarget}
	if len(about) == 0 {
		return out, nil
	}
	path := handoff.Out + "/" + out.Name + handoff.Ending
	if out.Base, err = s.sentBefore(ctx, j, place, path); err != nil || out.Base != "" {
		return out, err
	}
	ts, err := s.Records.Targets(ctx, k)
	if err != nil {
		return SentFile{}, err
	}
	if out.Base, err = blob.PutJSON(ctx, s.Blobs, ts); err != nil {
		return SentFile{}, err
	}
	opt := xliff.Options{Format: xliff.Format(j.step.Format), Locale: k.Locale, Targets: ts, Base: out.Base, Unreviewed: true,
		SourceAsTarget: place.SourceAsTarget, Asked: map[l10n.SegmentID]bool{}, Terms: map[l10n.SegmentID][]l10n.Term{}}
	if opt.Format == "" {
		opt.Format = xliff.V12
	}
	for _, at := range about {
		opt.Asked[at.Segment.ID] = true
		if s.Terms != nil {
			opt.Terms[at.Segment.ID] = s.Terms.TermsIn(sourceLang(j.tr, j.extraction, at), k.Locale, at.Segment.Source.Text())
		}
	}
	var b bytes.Buffer
	if err := xliff.Write(&b, j.extraction, opt); err != nil {
		return SentFile{}, err
	}
	return out, place.Put(ctx, path, b.Bytes())
}

// sentBefore returns the base of a file that is out already, or none.
func (s *Service) sentBefore(ctx context.Context, j *job, place Place, path string) (l10n.Ref, error) {
	b, err := place.Get(ctx, path, handoff.MaxFile)
	if errors.Is(err, l10n.ErrNotFound) || errors.Is(err, l10n.ErrRefused) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	got, _, err := xliff.ReadParts(bytes.NewReader(b), j.extraction)
	if err != nil || got.Base == "" {
		return "", nil // somebody has spoilt it: it goes out anew
	}
	if _, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, got.Base); err != nil {
		return "", nil //nolint:nilerr // it is none of ours, for the same reason
	}
	return got.Base, nil
}

// TakeFiles keeps what the files say that came back for one that went out, as verdicts on the texts as they stand. A repeat
// takes nothing twice. A file that can't be used, or a part of one, is refused beside it and in the records, and the rest
// is taken.
func (s *Service) TakeFiles(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, sent SentFile) (TakenFiles, error) {
	j, place, err := s.sentJob(ctx, k, name, sent)
	if err != nil {
		return TakenFiles{}, err
	}
	base, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, sent.Base)
	if err != nil {
		return TakenFiles{}, err
	}
	out := handoff.Sent{Base: sent.Base, Asked: map[l10n.SegmentID]bool{}, Targets: bySegment(base), SourceAsTarget: sent.SourceAsTarget}
	asked, _ := j.concerned(j.step, j.extraction, base)
	for _, at := range asked {
		out.Asked[at.Segment.ID] = true
	}
	back, strays, err := handoff.Look(ctx, place, k, sent.Name)
	if err != nil {
		return TakenFiles{}, err
	}
	taken := TakenFiles{Strays: strays}
	for _, b := range back {
		faults, err := s.takeFile(ctx, j, place, out, b)
		if err != nil {
			return TakenFiles{}, err
		}
		taken.Refused = append(taken.Refused, faults...)
	}
	if j, err = s.job(ctx, k, name); err != nil {
		return TakenFiles{}, err
	}
	left, _ := j.due(0, 0)
	taken.Left = len(left)
	return taken, nil
}

// ClearFiles moves the files of a step that has ended out of the way of those that are waited for.
func (s *Service) ClearFiles(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, sent SentFile) error {
	_, place, err := s.sentJob(ctx, k, name, sent)
	if err != nil {
		return err
	}
	return handoff.Clear(ctx, place, sent.Name)
}

// takeFile keeps what one file says, and returns what was refused.
func (s *Service) takeFile(ctx context.Context, j *job, place Place, sent handoff.Sent, b handoff.Back) (faults []string, err error) {
	ts, err := s.Records.Targets(ctx, j.tr.TranslationKey)
	if err != nil {
		return nil, err
	}
	now := bySegment(ts)
	var said []assess.Said
	var wrong []error
	whole := b.Refused
	if whole == nil {
		said, wrong, whole = handoff.Read(b.Bytes, j.extraction, sent, now)
	}
	if whole != nil {
		why := whole.Error()
		return []string{b.Name + ": " + why}, errors.Join(s.noteRefusal(ctx, j, b, why), handoff.Refuse(ctx, place, b.Name, b.Hash, why))
	}
	for _, w := range wrong {
		faults = append(faults, w.Error())
	}
	if len(said) > 0 {
		more, err := s.takeSaid(ctx, j, b, said, now)
		if err != nil {
			return nil, err
		}
		faults = append(faults, more...)
	}
	if len(faults) > 0 {
		if err := s.noteRefusal(ctx, j, b, strings.Join(faults, "\n")); err != nil {
			return nil, err
		}
	}
	if err := handoff.Accept(ctx, place, b, len(said), faults); err != nil {
		return nil, err
	}
	for i := range faults {
		faults[i] = b.Name + ": " + faults[i]
	}
	return faults, nil
}

// takeSaid keeps what a file says as an answer about the texts as they stand.
func (s *Service) takeSaid(ctx context.Context, j *job, b handoff.Back, said []assess.Said,
	now map[l10n.SegmentID]l10n.Target) (faults []string, err error) {
	of := map[l10n.SegmentID]bool{}
	for _, w := range said {
		of[w.ID] = true
	}
	var about []segmentAt
	for _, at := range j.extraction.Places() {
		if of[at.Segment.ID] {
			about = append(about, segmentAt{at, now[at.Segment.ID]})
		}
	}
	task := s.taskOf(j.tr, j.extraction, j.step, about)
	task.ID = string(l10n.NewShortName("file", task.ID, string(b.Hash))) // another file may say something else of the same texts
	answer := assess.Answer{Task: task.ID, TargetHash: task.TargetHash, Segments: said,
		Reviewer: l10n.Reviewer{Kind: l10n.ReviewerKind(l10n.StepFile), ID: j.step.Place}}
	if answer, err = answer.Check(task); err != nil {
		return nil, err
	}
	for _, w := range answer.Segments {
		if w.Refused != "" {
			faults = append(faults, fmt.Sprintf("segment %s: %s", w.ID, w.Refused))
		}
	}
	_, err = s.take(ctx, j, task, answer)
	return faults, err
}

// noteRefusal keeps why a file, or parts of it, can't be used. A repeat changes nothing.
func (s *Service) noteRefusal(ctx context.Context, j *job, b handoff.Back, why string) error {
	a := l10n.Assessment{ID: string(l10n.NewShortName("refused", string(j.tr.Run), string(j.step.Name), b.Name, string(b.Hash))), Run: j.tr.Run,
		Step: j.step.Name, Round: j.tr.Round, By: l10n.Reviewer{Kind: l10n.ReviewerKind(l10n.StepFile), ID: j.step.Place},
		Left: "the file " + b.Name + " was refused: " + why, At: time.Now().UTC()}
	return s.Records.RecordAssessment(ctx, j.tr.TranslationKey, a,
		func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error) { return nil, nil })
}
