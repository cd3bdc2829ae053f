package signing

import (
	"fmt"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The acts of people besides decisions, which are named by their kinds.
const (
	actWithdraw = "withdraw"
	actRollBack = "roll back"
	actPublish  = "publish"
	actWatch    = "watch"
	actUnwatch  = "end the watch"
	actAnswer   = "answer a finding"
	actResume   = "resume"
	actRelease  = "release"
	actMoveHour = "move the hour"
	actAway     = "absence"
)

// Decision states a decision. The hashes are those that the person stated, not those that were filled in for them.
func Decision(d l10n.Decision) *Statement {
	seen := d.AsStated()
	place := fmt.Sprintf("the translation of %s into %s", d.Document, d.Locale)
	return newStatement(string(d.Kind), d.ID, d.By, d.At, place).
		add("document", string(d.Document)).
		add("locale", string(d.Locale)).
		add("run", string(d.Run)).
		add("step", string(d.Step)).
		add("to", string(d.To)).
		add("comment", d.Comment).
		add("segments", textsOf(d.Segments)...).
		addSome("confirm", d.Confirm...).
		add("source hash", string(seen.SourceHash)).
		add("target hash", string(seen.TargetHash)).
		add("versions hash", string(seen.VersionsHash))
}

// Withdrawal states that a site's document, or some of its locales, are no longer for visitors.
func Withdrawal(site l10n.SiteName, doc l10n.DocumentID, w l10n.Withdrawal) *Statement {
	return newStatement(actWithdraw, w.ID, w.By, w.At, string(doc)).
		add("site", string(site)).
		add("document", string(doc)).
		add("locales", textsOf(w.Locales)...).
		add("comment", w.Comment)
}

// Rollback states that visitors get an earlier publication again. What they got before is for the worker to note.
func Rollback(r l10n.Rollback) *Statement {
	return newStatement(actRollBack, r.ID, r.By, r.At, string(r.Document)).
		add("site", string(r.Site)).
		add("document", string(r.Document)).
		add("to", string(r.To)).
		addSome("comment", some(r.Comment)...)
}

// some is a list of what is said, for fields that are left out where nothing is.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// Request states a request for a run, whose ID is the act's.
func Request(r l10n.Request) *Statement {
	s := newStatement(actPublish, string(r.Run), r.By, r.At, "run "+string(r.Run)).
		add("site", string(r.Site)).
		add("pages", r.Pages...).
		add("locales", textsOf(r.Locales)...).
		add("source language", string(r.SourceLang)).
		add("root", r.Root).
		add("chain", textsOf(r.Chain)...).
		add("together", strconv.FormatBool(r.Together)).
		add("allow pseudo", strconv.FormatBool(r.AllowPseudo)).
		add("reason", r.Reason)
	if r.Embargo != nil { // what has none is signed as it always was
		addEmbargo(s, *r.Embargo)
	}
	for _, u := range r.Uploads {
		s.add("upload", u.Page, string(u.Ref))
	}
	if r.Correction != nil {
		s.add("note", strconv.FormatBool(r.Correction.Note))
		for _, w := range r.Correction.Sentences {
			s.add("wrong sentence", string(w.Document), string(w.Locale), string(w.Segment), string(w.SourceHash),
				string(w.TargetHash), w.Proposed.String())
		}
	}
	return s
}

func addEmbargo(s *Statement, e l10n.Embargo) {
	s.add("until", moment(e.At)).
		add("zone", e.Zone, strconv.Itoa(e.Offset)).
		add("hold", strconv.FormatBool(e.Hold)).
		add("not ready", string(e.NotReady)).
		add("lifted", strconv.FormatBool(e.Lifted))
}

// Embargo states a person's word on when a document goes to visitors.
func Embargo(a l10n.EmbargoAct) *Statement {
	act := actRelease
	if a.Kind == l10n.Reschedule {
		act = actMoveHour
	}
	s := newStatement(act, a.ID, a.By, a.At, string(a.Document)).
		add("kind", string(a.Kind)).
		add("document", string(a.Document)).
		add("run", string(a.Run)).
		add("locales", textsOf(a.Locales)...).
		add("comment", a.Comment)
	if a.Embargo != nil {
		addEmbargo(s, *a.Embargo)
	}
	return s
}

// Watch states a request for a watch.
func Watch(r l10n.WatchRequest) *Statement {
	return newStatement(actWatch, r.ID, r.By, r.At, "site "+string(r.Site)).
		add("site", string(r.Site)).
		add("every", r.Every.String()).
		add("allow pseudo", strconv.FormatBool(r.AllowPseudo))
}

// WatchEnd states that a site is watched no longer.
func WatchEnd(e l10n.WatchEnd) *Statement {
	return newStatement(actUnwatch, e.ID, e.By, e.At, "site "+string(e.Site)).
		add("site", string(e.Site))
}

// Answer states an answer to a finding.
func Answer(d l10n.FindingDecision) *Statement {
	return newStatement(actAnswer, d.ID, d.By, d.At, "the finding on "+string(d.Document)).
		add("site", string(d.Site)).
		add("document", string(d.Document)).
		add("seen", string(d.Seen)).
		add("answer", string(d.Answer))
}

// Resume states a person's word to a run's translation that is parked.
func Resume(k l10n.TranslationKey, run l10n.RunID, r l10n.Resume) *Statement {
	return newStatement(actResume, r.ID, r.By, r.At, fmt.Sprintf("the translation of %s into %s", k.Document, k.Locale)).
		add("document", string(k.Document)).
		add("locale", string(k.Locale)).
		add("run", string(run)).
		add("allow", strconv.Itoa(r.Allow)).
		add("skip", strconv.FormatBool(r.Skip))
}

// Absence states that somebody is away, or back.
func Absence(a l10n.Absence) *Statement {
	return newStatement(actAway, a.ID, a.By, a.At, "the absence of "+string(a.User)).
		add("user", string(a.User)).
		add("days", a.Days).
		add("deputy", string(a.Deputy))
}
