package remark

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Marking is an error that a person wants to mark in a text.
type Marking struct {
	About
	ID     string // of the act
	Remark l10n.Remark
	By     l10n.UserID
}

// Annotate keeps an error that a person has found in a text, at any stage. What it quotes must stand in the source or the
// target, without codes; nothing quoted is about the whole. A repeat changes nothing.
func (s *Service) Annotate(ctx context.Context, m Marking) error {
	if err := act(m.ID, m.By); err != nil {
		return err
	}
	at, err := s.sentence(ctx, m.About)
	if err != nil {
		return err
	}
	marked, err := s.Annotations.AnnotationsOn(ctx, m.TranslationKey)
	if err != nil {
		return err
	}
	here := func(a l10n.Annotation) bool { return a.Segment != m.Segment || a.ID == m.ID }
	if len(slices.DeleteFunc(marked, here)) >= MaxThread {
		return fmt.Errorf("%w: this sentence has %d marked errors, and no more are kept", l10n.ErrRefused, MaxThread)
	}
	source, target := at.Place.Segment.Source, at.Target.Text
	r, err := checkRemark(m.Remark, source.Text(), target.Text())
	if err != nil {
		return err
	}
	return s.Annotations.AddAnnotation(ctx, l10n.Annotation{
		ID: m.ID, Site: at.Translation.Site, Document: m.Document, Locale: m.Locale, Segment: m.Segment, Run: at.Translation.Run,
		Step: at.Translation.Step, SourceHash: m.SourceHash, TargetHash: m.TargetHash, Source: source, Target: target,
		Remark: r, By: m.By, At: s.now(),
	})
}

// Marked returns the errors that people marked in a translation, the oldest first. e is its extraction.
func (s *Service) Marked(ctx context.Context, k l10n.TranslationKey, e *l10n.Extraction) ([]l10n.Annotation, error) {
	var all []l10n.Annotation
	for _, k := range keysOf(k, e) {
		some, err := s.Annotations.AnnotationsOn(ctx, k)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// checkRemark refuses a remark that no report could count, or whose quotation stands in neither text.
func checkRemark(r l10n.Remark, source, target string) (l10n.Remark, error) {
	var err error
	if r.Message, err = words("the comment", r.Message, false); err != nil {
		return r, err
	}
	if r.Suggestion, err = words("the suggestion", r.Suggestion, false); err != nil {
		return r, err
	}
	r.SourceSpan, r.TargetSpan, r.Confidence = strings.TrimSpace(r.SourceSpan), strings.TrimSpace(r.TargetSpan), 0
	switch {
	case !slices.Contains(l10n.Categories, r.Category):
		return r, fmt.Errorf("%w: choose what kind of error it is; %q is none", l10n.ErrRefused, r.Category)
	case !slices.Contains(l10n.RemarkSeverities, r.Severity):
		return r, fmt.Errorf("%w: choose how severe it is; %q is no severity", l10n.ErrRefused, r.Severity)
	case !strings.Contains(source, r.SourceSpan):
		return r, fmt.Errorf("%w: %q does not stand in the source: quote it as it is written there", l10n.ErrRefused, r.SourceSpan)
	case !strings.Contains(target, r.TargetSpan):
		return r, fmt.Errorf("%w: %q does not stand in the translation: quote it as it is written there", l10n.ErrRefused,
			r.TargetSpan)
	}
	return r, nil
}
