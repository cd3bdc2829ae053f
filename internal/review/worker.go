package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// What goes through a history for somebody else's worker is bounded: Temporal takes two megabytes at a time.
const (
	// MaxPage is how many bytes of JSON the segments of one task have, where they are not sent by ref.
	MaxPage = 200_000
	// MaxAnswer is how many bytes an answer may have.
	MaxAnswer = 800_000
	// maxByRef is how many segments one task has whose worker reads them from the blobs: its answer has as many.
	maxByRef = 1000
)

// Taken is a page of segments for somebody else's worker. Its JSON is in histories.
type Taken struct {
	// Task is the blob of the whole task; empty says that nothing is left to ask about.
	Task l10n.Ref `json:",omitempty"`
	// Sent is what the worker gets: the task, without its segments where the worker reads the blob itself.
	Sent     json.RawMessage `json:",omitempty"`
	Segments int             `json:",omitempty"`
	// Next is the first segment that comes after the page; 0 says that none does.
	Next int `json:",omitempty"`
	// TooLarge counts the segments that no page has room for: they have no verdict.
	TooLarge int `json:",omitempty"`
}

// TakeTask returns the next segments that a step of somebody else's worker is to be asked about, from one on: those that it
// has not judged as they stand, as many as one page takes. Nothing is recorded by it.
func (s *Service) TakeTask(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, from int, deadline time.Time) (Taken, error) {
	j, err := s.workersJob(ctx, k, name)
	if err != nil {
		return Taken{}, err
	}
	about, out, err := s.page(j, from)
	if err != nil || len(about) == 0 {
		return out, err
	}
	task := s.taskOf(j.tr, j.extraction, j.step, about)
	task.Deadline = deadline.UTC()
	if out.Task, err = blob.PutJSON(ctx, s.Blobs, task); err != nil {
		return Taken{}, err
	}
	if out.Segments = len(about); j.step.ByRef {
		task.Segments, task.Texts = []assess.Segment{}, out.Task
	}
	out.Sent, err = json.Marshal(task)
	return out, err
}

// page chooses the segments of one task.
func (s *Service) page(j *job, from int) (about []segmentAt, out Taken, err error) {
	size := 0
	for i := max(from, 0); i < len(j.segments); i++ {
		at := j.segments[i]
		if _, said := j.verdict(j.step.Name, at.target); said {
			continue
		}
		b, err := json.Marshal(s.taskSegment(j.tr, j.extraction, at))
		if err != nil {
			return nil, Taken{}, err
		}
		switch {
		case j.step.ByRef && len(about) == maxByRef, !j.step.ByRef && len(b) <= MaxPage && size+len(b) > MaxPage:
			out.Next = i
			return about, out, nil
		case !j.step.ByRef && len(b) > MaxPage:
			out.TooLarge++
			continue
		}
		about, size = append(about, at), size+len(b)+1
	}
	return about, out, nil
}

// Delivered is what became of an answer of somebody else's worker. Its JSON is in histories.
type Delivered struct {
	Assessed
	// Refused says why the answer does not count, in words for whoever made it.
	Refused string `json:",omitempty"`
}

// Deliver keeps the answer to a task that was taken. It is held to the task, and then to the texts as they stand: what it
// says of others does not count. A repeat changes nothing. malformed counts the answers to the same task that did not
// count before.
func (s *Service) Deliver(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, ref l10n.Ref, raw []byte,
	malformed int) (Delivered, error) {
	j, err := s.workersJob(ctx, k, name)
	if err != nil {
		return Delivered{}, err
	}
	task, err := blob.GetJSON[assess.Task](ctx, s.Blobs, ref)
	if err != nil {
		return Delivered{}, err
	}
	if task.Contract == 0 || task.Run != j.tr.Run || task.Page.Document != k.Document || task.Locale != k.Locale || task.Step != name ||
		task.Round != j.tr.Round {
		return Delivered{}, fmt.Errorf("%w: blob %s is no task of this step in this round", l10n.ErrRefused, ref)
	}
	answer, err := readAnswer(raw, task)
	switch {
	case errors.Is(err, assess.ErrAnswer):
		return Delivered{Refused: err.Error()}, nil
	case err != nil:
		return Delivered{}, err
	}
	answer.Malformed = malformed
	out, err := s.take(ctx, j, task, answer)
	return Delivered{Assessed: out}, err
}

// readAnswer reads an answer from outside and holds it to its task. What it counts of itself does not count.
func readAnswer(raw []byte, task assess.Task) (assess.Answer, error) {
	if len(raw) > MaxAnswer {
		return assess.Answer{}, fmt.Errorf("%w: it has %d bytes, and may have %d: say less of each segment", assess.ErrAnswer, len(raw), MaxAnswer)
	}
	var a assess.Answer
	if err := json.Unmarshal(raw, &a); err != nil {
		return assess.Answer{}, fmt.Errorf("%w: it is not the JSON object of docs/reviewer.schema.json: %w", assess.ErrAnswer, err)
	}
	a.Dropped = 0
	a, err := a.Check(task)
	for i := range a.Segments {
		if said := &a.Segments[i]; said.Refused != "" {
			said.Comment = strings.TrimSpace(said.Comment + "\n(" + said.Refused + ")")
		}
	}
	return a, err
}

// workersJob is the job of a step that somebody else's worker does.
func (s *Service) workersJob(ctx context.Context, k l10n.TranslationKey, name l10n.StepName) (*job, error) {
	j, err := s.job(ctx, k, name)
	if err != nil {
		return nil, err
	}
	kind, err := KindOf(j.step)
	if err != nil {
		return nil, err
	}
	if kind.Way != ByWorker {
		return nil, fmt.Errorf("%w: step %q is done by %s, and not by a worker of somebody else's", l10n.ErrRefused, name, kind.Way)
	}
	return j, nil
}
