package activities

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Proofreader checks targets with the terms that their sources hold. The desk uses it for a single segment.
type Proofreader struct {
	Checker *check.Checker
	Terms   *termbase.Base // nil: no terms
}

func (p *Proofreader) pair(e *l10n.Extraction, locale l10n.Locale, at l10n.Place, target l10n.Fragment) check.Pair {
	pair := check.Pair{Unit: at.Unit, Segment: at.Segment.ID, Source: at.Segment.Source, Target: target, SourceLang: e.Lang, Locale: locale}
	pair.Terms = p.TermsIn(e.Lang, locale, at.Segment.Source.Text())
	return pair
}

// TermsIn returns the terms that stand in a text, for engines that take them.
func (p *Proofreader) TermsIn(source, target l10n.Locale, text string) []l10n.Term {
	if p.Terms == nil {
		return nil
	}
	var terms []l10n.Term
	for _, hit := range p.Terms.Find(source, target, text) {
		terms = append(terms, hit.Term)
	}
	return terms
}

// Check returns the issues of one segment's target; an unknown segment has none.
func (p *Proofreader) Check(e *l10n.Extraction, locale l10n.Locale, seg l10n.SegmentID, target l10n.Fragment) []l10n.Issue {
	for _, at := range e.Places() {
		if at.Segment.ID == seg {
			return p.Checker.Segment(p.pair(e, locale, at, target))
		}
	}
	return nil
}

// document checks all targets of a document and writes the issues into them.
func (p *Proofreader) document(e *l10n.Extraction, locale l10n.Locale, ts []l10n.Target) {
	var pairs []check.Pair
	for i, at := range e.Places() {
		pairs = append(pairs, p.pair(e, locale, at, ts[i].Text))
	}
	for i, issues := range p.Checker.Document(pairs) {
		ts[i].Issues = issues
	}
}

// CheckInput names a draft whose engines have answered.
type CheckInput struct {
	Draft      l10n.Ref
	Extraction l10n.Ref
	Characters int // that were sent to engines
	Sent       int `json:",omitempty"` // texts
}

// Checked is how a translation stands before people see it.
type Checked struct {
	Progress l10n.Progress
	// Carried are earlier approvals of exactly this source and this target, one a step: nobody need sign it again.
	Carried []l10n.Decision
	// Targets is the snapshot that they signed.
	Targets l10n.Ref
}

// CheckTranslation assembles the targets, checks them, and lays them on the desk.
func (a *Activities) CheckTranslation(ctx context.Context, in CheckInput) (Checked, error) {
	d, e, ts, err := a.assemble(ctx, in)
	if err != nil {
		return Checked{}, fail(err)
	}
	a.Proofreader.document(e, d.Locale, ts)
	if err := a.Records.ReplaceTargets(ctx, d.TranslationKey, ts); err != nil {
		return Checked{}, fail(err)
	}
	if ts, err = a.Records.Targets(ctx, d.TranslationKey); err != nil {
		return Checked{}, fail(err)
	}
	out := Checked{Progress: l10n.CountProgress(ts)}
	out.Progress.Characters, out.Progress.Sent, out.Progress.Saved = in.Characters, in.Sent, saved(e, ts)
	tr, err := a.Records.UpdateTranslation(ctx, d.TranslationKey, func(t *l10n.Translation) error {
		t.Stage, t.Progress = l10n.StageCheck, out.Progress
		return nil
	})
	if err != nil {
		return Checked{}, fail(err)
	}
	err = a.carryOver(ctx, tr, e, ts, &out)
	return out, fail(err)
}

func (a *Activities) assemble(ctx context.Context, in CheckInput) (d translate.Draft, e *l10n.Extraction, ts []l10n.Target, err error) {
	if d, err = blob.GetJSON[translate.Draft](ctx, a.Blobs, in.Draft); err != nil {
		return
	}
	if e, err = a.Extraction(ctx, in.Extraction); err != nil {
		return
	}
	ts, err = a.Translator.Assemble(ctx, d)
	return
}

// saved counts the characters of the sources for which nobody was asked.
func saved(e *l10n.Extraction, ts []l10n.Target) int {
	n := 0
	for i, at := range e.Places() {
		switch ts[i].Origin.Kind {
		case l10n.SubApproved, l10n.SubTMContext, l10n.SubTMExact, l10n.SubHuman:
			n += utf8.RuneCountInString(at.Segment.Source.Text())
		}
	}
	return n
}

func everyStep(steps []l10n.StepName, signed []l10n.Decision) bool {
	for _, step := range steps {
		if !slices.ContainsFunc(signed, func(d l10n.Decision) bool { return d.Step == step }) {
			return false
		}
	}
	return true
}

// signedApart returns the approvals, the latest of each step, under which the segments stand when people have approved
// every one of them, though not all at once: a paragraph was moved, or one is gone. nil means that somebody has to look.
func (a *Activities) signedApart(ctx context.Context, tr l10n.Translation, ts []l10n.Target) ([]l10n.Decision, error) {
	wanted := map[string]bool{}
	for _, t := range ts {
		if t.SubState != l10n.SubApproved || len(t.Issues) > 0 && l10n.Blocks(t.Issues) {
			return nil, nil
		}
		for _, step := range tr.Steps {
			if !slices.ContainsFunc(t.Signed, func(s l10n.Signature) bool { return s.Step == step }) {
				return nil, nil
			}
		}
		for _, s := range t.Signed {
			wanted[s.Decision] = true
		}
	}
	all, err := a.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil {
		return nil, err
	}
	if tr.Base != nil && tr.Base.Document != "" {
		older, err := a.Records.Decisions(ctx, l10n.TranslationKey{Document: tr.Base.Document, Locale: tr.Locale})
		if err != nil {
			return nil, err
		}
		all = append(older, all...)
	}
	var signed []l10n.Decision
	for _, d := range all { // the oldest first
		if d.Kind == l10n.Approve && wanted[d.ID] {
			signed = append(slices.DeleteFunc(signed, func(o l10n.Decision) bool { return o.Step == d.Step }), d)
		}
	}
	if !everyStep(tr.Steps, signed) {
		return nil, nil
	}
	return signed, nil
}

// carryOver looks for approvals of this very text: when every step has one, they stand, and the snapshot is kept.
func (a *Activities) carryOver(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, ts []l10n.Target, out *Checked) error {
	signed, err := a.Records.ApprovedBy(ctx, tr.TranslationKey, l10n.SourceHash(e.Units), l10n.TargetsHash(ts))
	if err != nil {
		return err
	}
	if !everyStep(tr.Steps, signed) {
		if signed, err = a.signedApart(ctx, tr, ts); err != nil || signed == nil {
			return err
		}
	}
	return a.keepCarried(ctx, tr, ts, signed, out)
}

// keepCarried keeps the snapshot of texts whose approvals stand.
func (a *Activities) keepCarried(ctx context.Context, tr l10n.Translation, ts []l10n.Target, signed []l10n.Decision, out *Checked) (err error) {
	for i := range ts {
		ts[i].State = l10n.Final
	}
	if out.Targets, err = blob.PutJSON(ctx, a.Blobs, ts); err != nil {
		return err
	}
	out.Carried = signed
	_, err = a.Records.UpdateTranslation(ctx, tr.TranslationKey, func(t *l10n.Translation) error {
		t.Stage, t.Targets, t.Step, t.Assignee = l10n.StageApproved, out.Targets, "", ""
		return nil
	})
	return err
}
