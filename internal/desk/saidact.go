package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// actOnSaid does what the pressed button of a sentence's page says.
func (d *desk) actOnSaid(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	wk, id, err := d.loadSentence(r)
	if err == nil {
		err = r.ParseForm()
	}
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	v := r.PostForm
	flash, part, err := d.say(r.Context(), wk, id, v, u)
	if err == nil {
		redirect(w, r, saidPath(wk.TranslationKey, id)+"#"+part, flash)
		return
	}
	p := d.newPage(r, u)
	d.explain(p, err)
	if now, err := d.load(r.Context(), wk.TranslationKey); err == nil {
		wk = now
	}
	d.renderSaid(w, r, statusOf(err), p, wk, id, v)
}

// say keeps what a person says of a sentence, and returns the flash and the part of the page that has it.
func (d *desk) say(ctx context.Context, wk *loaded, segment l10n.SegmentID, v url.Values, u l10n.UserID) (flash, part string,
	err error) {
	id := v.Get("id")
	if !isID(id) {
		return "", "", fmt.Errorf("%w: the form has lost its act's id", errBadRequest)
	}
	about := remark.About{TranslationKey: wk.TranslationKey, Segment: segment, SourceHash: l10n.Hash(v.Get("sourceHash")),
		TargetHash: l10n.Hash(v.Get("targetHash"))}
	text := func(name string) string { return cleanText(strings.ReplaceAll(v.Get(name), "\r\n", "\n")) }
	act, of, _ := strings.Cut(v.Get("act"), " ")
	switch act {
	case "comment", "settle":
		q, err := d.Remarks.Say(ctx, remark.Saying{About: about, ID: id, Text: text("text"), By: u,
			AboutSource: v.Get("aboutSource") != "", Raise: v.Get("raise") != "" && act == "comment", Resolves: act == "settle"})
		if q != nil {
			act = "raise"
		}
		return act, "comments", err
	case "overrule":
		_, err := d.Remarks.Dismiss(ctx, remark.Overruling{About: about, ID: id, Issue: l10n.Hash(of), Words: text("words"), By: u,
			Scope: l10n.DismissalScope(v.Get("scope")), Reason: l10n.DismissalReason(v.Get("reason"))})
		return act, "checks", err
	case "word":
		return act, "checks", d.addWord(ctx, wk, segment, l10n.Hash(of), id, u)
	case "reopen":
		return act, "checks", d.Remarks.Reopen(ctx, about, id, of, u)
	case "mark":
		return act, "errors", d.Remarks.Annotate(ctx, remark.Marking{About: about, ID: id, By: u, Remark: l10n.Remark{
			Category: l10n.Category(v.Get("category")), Severity: l10n.RemarkSeverity(v.Get("severity")),
			SourceSpan: text("sourceSpan"), TargetSpan: text("targetSpan"), Message: text("message"), Suggestion: text("suggestion"),
		}})
	}
	return "", "", fmt.Errorf("%w: no button is called %q", errBadRequest, act)
}
