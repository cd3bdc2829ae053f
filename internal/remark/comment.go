package remark

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Saying is what a person wants to say beside a sentence.
type Saying struct {
	About
	ID   string // of the act
	Text string
	// AboutSource says that it is a question about the source, and Raise that its editor is asked at once.
	AboutSource, Raise bool
	// Resolves says that the thread is settled. It needs no words.
	Resolves bool
	// Mentions are the people whom it is meant for.
	Mentions []l10n.UserID
	By       l10n.UserID
}

// MaxMentions is how many people a comment may be meant for.
const MaxMentions = 20

// MaxThread is how many comments a sentence of a translation may have.
const MaxThread = 200

// Say keeps a comment beside a sentence, and returns the question for the source's editor when it has become one.
// Translators in three voices, which are different people or one person in different locales, make one question of it; or
// a person raises it at once. What is said while a question waits is part of it. A repeat changes nothing.
func (s *Service) Say(ctx context.Context, in Saying) (*l10n.SourceQuestion, error) {
	if err := act(in.ID, in.By); err != nil {
		return nil, err
	}
	text, err := words("the comment", in.Text, !in.Resolves)
	if err != nil {
		return nil, err
	}
	if len(in.Mentions) > MaxMentions {
		return nil, fmt.Errorf("%w: a comment is meant for at most %d people by name", l10n.ErrRefused, MaxMentions)
	}
	at, err := s.sentence(ctx, in.About)
	if err != nil {
		return nil, err
	}
	c := l10n.Comment{
		ID: in.ID, Site: at.Translation.Site, Document: in.Document, Locale: in.Locale, Segment: in.Segment, Run: at.Translation.Run,
		SourceHash: in.SourceHash, TargetHash: in.TargetHash, Source: at.Place.Segment.Source, SourceLang: at.SourceLang,
		Text: text, AboutSource: in.AboutSource || in.Raise, Raise: in.Raise, Resolves: in.Resolves, Mentions: in.Mentions, By: in.By, At: s.now(),
	}
	var asked *l10n.SourceQuestion
	err = s.Comments.AddComment(ctx, c, func(said []l10n.Comment, before []l10n.SourceQuestion) (*l10n.SourceQuestion, error) {
		if thread := inThread(said, c); len(thread) > MaxThread {
			return nil, fmt.Errorf("%w: this sentence has %d comments, and no more are kept", l10n.ErrRefused, MaxThread)
		}
		asked = question(c, said, before)
		return asked, nil
	})
	return asked, err
}

// inThread returns the comments that stand beside the same sentence of the same translation.
func inThread(said []l10n.Comment, c l10n.Comment) []l10n.Comment {
	var thread []l10n.Comment
	for _, o := range said {
		if o.Document == c.Document && o.Locale == c.Locale {
			thread = append(thread, o)
		}
	}
	return thread
}

// Voices is how many voices make a question about the source of comments.
const Voices = 3

// question returns the question that a sentence's comments have become by the latest of them, or nil.
func question(latest l10n.Comment, said []l10n.Comment, before []l10n.SourceQuestion) *l10n.SourceQuestion {
	var answered time.Time
	for _, q := range before {
		if q.Answer == nil {
			return nil // it waits already, and has the new comment too
		}
		if q.Answer.At.After(answered) {
			answered = q.Answer.At
		}
	}
	q := &l10n.SourceQuestion{Site: latest.Site, SourceHash: latest.SourceHash, Source: latest.Source, SourceLang: latest.SourceLang,
		Round: len(before) + 1, At: latest.At}
	q.ID = l10n.NewQuestionID(q.Site, q.SourceHash, q.Round)
	if latest.Raise {
		q.RaisedBy = latest.By
		return q
	}
	if voices(said, answered) >= Voices {
		return q
	}
	return nil
}

// voices counts who has said something of a sentence since a time that is not settled: people by locale.
func voices(said []l10n.Comment, since time.Time) int {
	type voice struct {
		by     l10n.UserID
		locale l10n.Locale
	}
	var open []l10n.Comment
	for _, c := range said {
		switch {
		case !c.At.After(since):
		case c.Resolves:
			open = slices.DeleteFunc(open, func(o l10n.Comment) bool { return o.Document == c.Document && o.Locale == c.Locale })
		default:
			open = append(open, c)
		}
	}
	heard := map[voice]bool{}
	for _, c := range open {
		heard[voice{c.By, c.Locale}] = true
	}
	return len(heard)
}

// Thread is what was said beside one sentence of a translation.
type Thread struct {
	Comments []l10n.Comment // the oldest first
	Open     bool           // something in it is not settled: neither by a person nor by an answer of the source's editor
}

// Threads are what was said of a translation.
type Threads struct {
	BySegment map[l10n.SegmentID]*Thread
	// Gone are comments whose sentence the page has no more, the oldest first.
	Gone []l10n.Comment
	// Questions are those about sentences of the page, by the hash of the source, the oldest first.
	Questions map[l10n.Hash][]l10n.SourceQuestion
}

// Threads returns what was said of a translation. A comment stands beside its sentence wherever that is on the page now, or
// else beside the text that has its place.
func (s *Service) Threads(ctx context.Context, tr l10n.Translation, e *l10n.Extraction) (Threads, error) {
	t := Threads{BySegment: map[l10n.SegmentID]*Thread{}, Questions: map[l10n.Hash][]l10n.SourceQuestion{}}
	var said []l10n.Comment
	for _, k := range keysOf(tr.TranslationKey, e) {
		some, err := s.Comments.Comments(ctx, k)
		if err != nil {
			return t, err
		}
		said = append(said, some...)
	}
	places := map[l10n.Hash][]l10n.SegmentID{}
	ids := map[l10n.SegmentID]bool{}
	var sources []l10n.Hash
	for _, at := range e.Places() {
		h := at.Segment.Hash()
		if places[h] == nil {
			sources = append(sources, h)
		}
		places[h] = append(places[h], at.Segment.ID)
		ids[at.Segment.ID] = true
	}
	asked, err := s.Questions.QuestionsOn(ctx, tr.Site, sources...)
	if err != nil {
		return t, err
	}
	for _, q := range asked {
		t.Questions[q.SourceHash] = append(t.Questions[q.SourceHash], q)
	}
	for _, c := range said {
		id := c.Segment
		if at := places[c.SourceHash]; len(at) > 0 && !slices.Contains(at, id) {
			id = at[0]
		}
		if !ids[id] {
			t.Gone = append(t.Gone, c)
			continue
		}
		t.add(id, c)
	}
	return t, nil
}

// keysOf are the keys under which things were said of a translation: a renamed page's own before is one of them, and the first.
func keysOf(k l10n.TranslationKey, e *l10n.Extraction) []l10n.TranslationKey {
	if e.Document.Was == "" || e.Document.Was == k.Document {
		return []l10n.TranslationKey{k}
	}
	return []l10n.TranslationKey{{Document: e.Document.Was, Locale: k.Locale}, k}
}

func (t *Threads) add(id l10n.SegmentID, c l10n.Comment) {
	thread := t.BySegment[id]
	if thread == nil {
		thread = &Thread{}
		t.BySegment[id] = thread
	}
	thread.Comments = append(thread.Comments, c)
	switch {
	case c.Resolves:
		thread.Open = false
	case !slices.ContainsFunc(t.Questions[c.SourceHash], func(q l10n.SourceQuestion) bool {
		return q.Answer != nil && !c.At.After(q.Answer.At)
	}):
		thread.Open = true
	}
}
