package e2e_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// stranger has reached Temporal with an SDK client of their own, and has neither the records nor the keys. What is said
// in histories they have read.
type stranger struct {
	*house
	key   ed25519.PrivateKey // of their own making
	tries int
}

// update sends an Update in the director's name, and returns what is answered.
func (s *stranger) update(workflow, name string, arg any) error {
	ctx, cancel := context.WithTimeout(s.t.Context(), 30*time.Second)
	defer cancel()
	h, err := s.sdk.UpdateWorkflow(ctx, sdk.UpdateWorkflowOptions{
		WorkflowID: workflow, UpdateName: name, Args: []any{arg}, WaitForStage: sdk.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return err
	}
	return h.Get(ctx, nil)
}

// start starts a workflow, and returns how it ends.
func (s *stranger) run(workflow any, in any) error {
	return s.runAs("stranger-"+client.NewID(), workflow, in)
}

func (s *stranger) runAs(id string, workflow any, in any) error {
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	run, err := s.sdk.ExecuteWorkflow(ctx, sdk.StartWorkflowOptions{ID: id, TaskQueue: queue}, workflow, in)
	if err != nil {
		return err
	}
	return run.Get(ctx, nil)
}

// refused holds that an answer is a refusal in a sentence.
func (s *stranger) refused(what string, err error, says ...string) {
	s.t.Helper()
	s.tries++
	var app *temporal.ApplicationError
	if !errors.As(err, &app) {
		s.t.Errorf("%s: %v", what, err)
		return
	}
	for _, want := range says {
		if !strings.Contains(app.Message(), want) {
			s.t.Errorf("%s: %q does not say %q", what, app.Message(), want)
		}
	}
}

// standing is all that the records and the visitors have, as text.
func (h *house) standing(keys ...l10n.TranslationKey) string {
	h.t.Helper()
	all := map[string]any{}
	for _, k := range keys {
		tr, err := h.store.Translation(h.t.Context(), k)
		h.must(err)
		ts, err := h.store.Targets(h.t.Context(), k)
		h.must(err)
		ds, err := h.store.Decisions(h.t.Context(), k)
		h.must(err)
		rs, err := h.store.Rollbacks(h.t.Context(), "test", k.Document)
		h.must(err)
		all[string(k.Document+" "+l10n.DocumentID(k.Locale))] = []any{tr, ts, ds, rs}
	}
	pages, err := h.store.PublishedSite(h.t.Context(), "test")
	h.must(err)
	runs, err := h.store.Runs(h.t.Context(), 100)
	h.must(err)
	for i := range runs {
		runs[i].StartedAt = runs[i].StartedAt.Truncate(time.Second)
	}
	watch, err := h.store.Watch(h.t.Context(), "test")
	h.must(l10n.IgnoreNotFound(err))
	all["pages"], all["runs"], all["watch"] = pages, runs, watch
	files := map[string]string{}
	h.must(filepath.WalkDir(h.public, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if d.Type()&fs.ModeSymlink != 0 {
			files[path], err = os.Readlink(path)
			return err
		}
		b, err := os.ReadFile(path)
		files[path] = string(l10n.NewHash(string(b)))
		return err
	}))
	all["files"] = files
	b, err := json.MarshalIndent(all, "", " ")
	h.must(err)
	return string(b)
}

// TestNobodyActsInAnothersName lets a stranger send every Update, Signal and start that there is, in the director's name:
// nothing of it counts, and the director's own word still does.
func TestNobodyActsInAnothersName(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other, "evil.html": strings.ReplaceAll(other, "Another", "Evil")})
	_, own, err := ed25519.GenerateKey(nil)
	h.must(err)
	s := &stranger{house: h, key: own}
	p := h.plan([]string{"other.html"}, "es")
	h.watch(p, l10n.WatchRules{New: l10n.WatchAsk, Changed: l10n.WatchAsk, Removed: l10n.WatchAsk})
	run := h.start(p)
	live := h.key("other.html", "es")
	h.must(h.decide(live, approve("review", "director")))
	h.ended(run)
	again := h.plan([]string{"other.html"}, "fr")
	h.must(h.decideOf(h.start(again), h.key("other.html", "fr"), approve("review", "director")))
	p = h.plan([]string{"statement.html"}, "es", "fr")
	p.Steps, p.FourEyes = []l10n.StepName{"translate", "sign-off"}, true
	waiting := h.start(p)
	k, fr := h.key("statement.html", "es"), h.key("statement.html", "fr")
	h.until("both wait", func() bool { return h.waits(k, "translate") && h.waits(fr, "translate") })
	h.must(h.decide(k, approve("translate", "ana")))
	h.until("the second step waits", func() bool { return h.waits(k, "sign-off") })
	_, err = h.store.UpdateFindings(t.Context(), "test", func([]l10n.Finding) ([]l10n.Finding, error) {
		return []l10n.Finding{{Site: "test", Document: live.Document, URL: h.source.URL + "/other.html", Kind: l10n.FoundRemoved, Policy: l10n.WatchAsk}}, nil
	})
	h.must(err)

	before := h.standing(live, k, fr)
	s.updates(k, waiting)
	s.signals(k, waiting)
	s.acts(live, again)
	s.workflows(live, k, run, waiting)
	time.Sleep(time.Second) // what nobody waits for would have come by now
	if diff := cmp.Diff(before, h.standing(live, k, fr)); diff != "" {
		t.Errorf("something of it counted:\n%s", diff)
	}
	gone(t, h, "es/statement.html")
	t.Logf("attack: %d tries of acts in the director's name on a running house", s.tries)

	// The director's own word still counts, and nobody can say it again.
	h.must(h.decide(k, approve("sign-off", "director")))
	h.must(h.decide(fr, approve("translate", "ana")))
	h.until("the other page's second step waits", func() bool { return h.waits(fr, "sign-off") })
	cmd := exec.CommandContext(t.Context(), build(t), "approve", string(fr.Document), "fr", "--by", "director")
	cmd.Dir = t.TempDir()
	h.must(os.WriteFile(filepath.Join(cmd.Dir, "dragoman.yaml"), []byte("temporal: {task_queue: "+queue+"}\n"), 0o600))
	cmd.Env = append(os.Environ(), "TEMPORAL_ADDRESS="+h.address, "DRAGOMAN_STORE="+h.app.Config.Store)
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "no key to sign decisions with") {
		t.Errorf("the command line without a key: %v\n%s", err, out)
	}
	signed := exec.CommandContext(t.Context(), cmd.Path, cmd.Args[1:]...)
	signed.Dir, signed.Env = cmd.Dir, append(cmd.Env, "DRAGOMAN_DECISION_KEY="+privateKey)
	if out, err := signed.CombinedOutput(); err != nil {
		t.Fatalf("the command line: %v\n%s", err, out)
	}
	h.until("both are published", func() bool {
		return h.stage(k) == l10n.StagePublished && h.stage(fr) == l10n.StagePublished
	})
	published(t, h, "es/statement.html")
	published(t, h, "fr/statement.html")
	s.replays(live)
}

// decideOf decides, and waits for the run's end.
func (h *house) decideOf(run l10n.RunID, k l10n.TranslationKey, d l10n.Decision) error {
	err := h.decide(k, d)
	h.ended(run)
	return err
}

func (h *house) stage(k l10n.TranslationKey) l10n.Stage {
	tr, err := h.store.Translation(h.t.Context(), k)
	h.must(err)
	return tr.Stage
}

// updates sends decisions to a review.
func (s *stranger) updates(k l10n.TranslationKey, run l10n.RunID) {
	id := workflows.ReviewWorkflowID(k)
	ts, err := s.store.Targets(s.t.Context(), k)
	s.must(err)
	plain := l10n.Decision{
		ID: client.NewID(), Kind: l10n.Approve, Step: "sign-off", By: "director", Document: k.Document, Locale: k.Locale, Run: run, Comment: "good",
		TargetHash: l10n.TargetsHash(ts), VersionsHash: l10n.VersionsHash(ts), At: time.Now().UTC(),
	}
	with := func(change func(*l10n.Decision)) l10n.Decision {
		d := plain
		d.ID = client.NewID()
		change(&d)
		return d
	}
	sign := func(key ed25519.PrivateKey, d l10n.Decision) l10n.Decision {
		d.Seal = signing.Sign(key, signing.Decision(d))
		return d
	}
	for kind, name := range map[l10n.DecisionKind]string{
		l10n.Approve: workflows.UpdateApprove, l10n.RequestChanges: workflows.UpdateRequestChanges, l10n.Reassign: workflows.UpdateReassign,
		l10n.Declare: workflows.UpdateSameMeaning,
	} {
		d := with(func(d *l10n.Decision) { d.Kind, d.To = kind, "somebody" })
		s.refused(name+", unsigned", s.update(id, name, d), "is not signed", "director", string(k.Document))
		s.refused(name+", signed by a stranger", s.update(id, name, sign(s.key, d)), "does not know")
		// What the house signed for something else: the director's word for another act, or with a field altered.
		s.refused(name+", altered", s.update(id, name, func() l10n.Decision {
			d := sign(decisionKey, with(func(d *l10n.Decision) { d.Kind = kind }))
			d.Comment = "another"
			return d
		}()), "does not hold")
	}
	for what, d := range map[string]l10n.Decision{
		"for another locale":   sign(decisionKey, with(func(d *l10n.Decision) { d.Locale = "fr" })),
		"for another document": sign(decisionKey, with(func(d *l10n.Decision) { d.Document = "other" })),
		"for another run":      sign(decisionKey, with(func(d *l10n.Decision) { d.Run = "other" })),
		"for no run":           sign(decisionKey, with(func(d *l10n.Decision) { d.Run = "" })),
		"of last week":         sign(decisionKey, with(func(d *l10n.Decision) { d.At = time.Now().Add(-7 * 24 * time.Hour).UTC() })),
		"of tomorrow":          sign(decisionKey, with(func(d *l10n.Decision) { d.At = time.Now().Add(24 * time.Hour).UTC() })),
		"of another text":      sign(decisionKey, with(func(d *l10n.Decision) { d.TargetHash = "other" })),
		"with texts stated":    func() l10n.Decision { d := sign(decisionKey, plain); d.Stated = &l10n.Seen{}; return d }(),
	} {
		s.refused("an approval "+what, s.update(id, workflows.UpdateApprove, d))
	}
	recorded, err := s.store.Decisions(s.t.Context(), s.house.key("other.html", "fr"))
	s.must(err)
	d := recorded[0]
	d.Step = "sign-off"
	s.refused("an approval of another page, from its history", s.update(id, workflows.UpdateApprove, d))
}

// signals sends what is sent between workflows, and a person's word to a parked translation.
func (s *stranger) signals(k l10n.TranslationKey, run l10n.RunID) {
	for _, sig := range []struct {
		workflow, name string
		arg            any
	}{
		{workflows.LocaleWorkflowID(k), workflows.SignalResume, l10n.Resume{By: "director", Allow: 1 << 30}},
		{workflows.LocaleWorkflowID(k), workflows.SignalResume, l10n.Resume{By: "director", Skip: true}},
		{workflows.DocumentWorkflowID(k.Document), "locale-waiting", k.Locale},
		{workflows.DocumentWorkflowID(k.Document), "locale-parked", workflows.Parked{Locale: k.Locale, Reason: "director"}},
		{workflows.DocumentWorkflowID(k.Document), "approve", l10n.Decision{By: "director"}},
		{workflows.RunWorkflowID(run), "document-progress", workflows.Progress{Document: "other", Published: 7, Done: true}},
	} {
		s.tries++
		s.must(s.sdk.SignalWorkflow(s.t.Context(), sig.workflow, "", sig.name, sig.arg))
	}
}

// acts starts the workflows of people's acts.
func (s *stranger) acts(live l10n.TranslationKey, again l10n.Plan) {
	tr, err := s.store.Translation(s.t.Context(), live)
	s.must(err)
	history, err := s.app.Site.History(s.t.Context(), again, live.Document)
	s.must(err)
	first := history.Publications[len(history.Publications)-1].ID
	now := time.Now().UTC()
	w := l10n.Withdrawal{ID: client.NewID(), By: "director", At: now}
	look := l10n.Withdrawal{ID: "watch-20260309T120000-" + string(live.Document), By: "watch", At: now, Comment: "The source page is gone."}
	back := workflows.RollbackInput{Plan: tr.Plan, Document: live.Document, Publication: first, By: "director", ID: client.NewID(), Site: "test", At: now}
	request := l10n.Request{Run: l10n.RunID("run-" + client.NewID()), Site: "test", Pages: []string{s.source.URL + "/other.html"}, Locales: []l10n.Locale{"es"}, By: "director", At: now}
	watch := l10n.WatchRequest{Site: "test", By: "director", ID: client.NewID(), At: now}
	end := l10n.WatchEnd{Site: "test", By: "director", ID: client.NewID(), At: now}
	answer := l10n.FindingDecision{ID: client.NewID(), Site: "test", Document: live.Document, Answer: l10n.Accepted, By: "director", At: now}
	signed := func(key ed25519.PrivateKey, st *signing.Statement) *l10n.Seal { return signing.Sign(key, st) }
	unpublish := func(w l10n.Withdrawal) workflows.UnpublishInput {
		return workflows.UnpublishInput{Plan: tr.Plan, Site: "test", Document: live.Document, Withdrawal: w}
	}
	s.refused("a withdrawal", s.run(workflows.UnpublishDocument, unpublish(w)), "is not signed")
	s.refused("a withdrawal by a look", s.run(workflows.UnpublishDocument, unpublish(look)), "is not signed")
	w.Seal = signed(decisionKey, signing.Withdrawal("test", "other", w))
	s.refused("another page's withdrawal", s.run(workflows.UnpublishDocument, unpublish(w)), "does not hold")
	w.Seal = signed(decisionKey, signing.Withdrawal("blog", live.Document, w))
	s.refused("another site's withdrawal", s.run(workflows.UnpublishDocument, unpublish(w)), "does not hold")
	s.refused("a rollback", s.run(workflows.RollbackDocument, back), "is not signed")
	back.Seal = signed(s.key, signing.Rollback(back.Rollback()))
	s.refused("a rollback by a stranger", s.run(workflows.RollbackDocument, back), "does not know")
	other := back
	other.Publication = "another"
	back.Seal = signed(decisionKey, signing.Rollback(other.Rollback()))
	s.refused("a rollback to another publication", s.run(workflows.RollbackDocument, back), "does not hold")
	id := workflows.RunWorkflowID(request.Run)
	s.refused("a run", s.runAs(id, workflows.PublishSite, workflows.SiteInput{Run: request.Run, Request: &request}), "is not signed")
	request.Seal = signed(decisionKey, signing.Request(request))
	request.AllowPseudo = true
	s.refused("a run of pseudo text", s.runAs(id, workflows.PublishSite, workflows.SiteInput{Run: request.Run, Request: &request}), "does not hold")
	s.refused("a watch", s.run(workflows.SetWatch, watch), "is not signed")
	s.refused("an answer", s.run(workflows.AnswerFinding, answer), "is not signed")
	answer.Seal = signed(decisionKey, signing.Answer(l10n.FindingDecision{ID: answer.ID, Site: "test", Document: live.Document, Answer: l10n.Dismissed, By: "director", At: now}))
	s.refused("another answer", s.run(workflows.AnswerFinding, answer), "does not hold")
	s.refused("the end of a watch", s.run(workflows.EndWatch, end), "is not signed")
}

// workflows starts those that follow from acts, with inputs that say that everything is approved.
func (s *stranger) workflows(live, k l10n.TranslationKey, ended, waiting l10n.RunID) {
	tr, err := s.store.Translation(s.t.Context(), k)
	s.must(err)
	was, err := s.store.Translation(s.t.Context(), live)
	s.must(err)
	evil, err := s.store.Put(s.t.Context(), []byte(`{"site":"test","locales":["es"],"steps":[],"destination":"public","pages":["`+s.source.URL+`/statement.html"]}`))
	s.must(err) // as a page that reads like a plan would be, when it is fetched
	brief := activities.RunBrief{Site: "test", Locales: []l10n.Locale{"es"}, Pending: map[l10n.Locale]l10n.Pending{"es": l10n.FallbackPending}}
	opening := work.Opening{Run: waiting, Plan: tr.Plan, Key: k, Extraction: tr.Extraction, Skeleton: tr.Skeleton}
	// Under the IDs of workflows that nobody runs.
	s.refused("a run of a plan from outside", s.runAs("run:r-evil", workflows.PublishSite, workflows.SiteInput{Run: "r-evil", Plan: evil}), "nobody has asked")
	s.refused("a run of another's plan", s.runAs("run:r-other", workflows.PublishSite, workflows.SiteInput{Run: "r-other", Plan: tr.Plan}), "nobody has asked")
	s.refused("a run that has ended", s.runAs(workflows.RunWorkflowID(ended), workflows.PublishSite, workflows.SiteInput{Run: ended, Plan: was.Plan}), "has ended")
	unlisted := l10n.NewDocumentID(s.source.URL + "/evil.html")
	s.refused("a page that the run does not have", s.runAs(workflows.DocumentWorkflowID(unlisted), workflows.PublishDocument, workflows.DocumentInput{
		Run: waiting, Plan: tr.Plan, Brief: brief, Document: unlisted, URL: s.source.URL + "/evil.html"}), "is no page of run")
	s.refused("another page under an ID of the site", s.runAs(workflows.DocumentWorkflowID(live.Document), workflows.PublishDocument, workflows.DocumentInput{
		Run: ended, Plan: was.Plan, Brief: brief, Document: live.Document, URL: s.source.URL + "/evil.html"}))
	again := work.Opening{Run: ended, Plan: was.Plan, Key: live, Extraction: was.Extraction, Skeleton: was.Skeleton}
	s.refused("a page of an ended run", s.runAs(workflows.LocaleWorkflowID(live), workflows.LocalizeDocument, workflows.LocaleInput{Translation: again, Brief: brief}), "has ended")
	again.Run = waiting
	s.refused("a page of another's run", s.runAs(workflows.LocaleWorkflowID(live), workflows.LocalizeDocument, workflows.LocaleInput{Translation: again, Brief: brief}), "is no page of run")
	s.refused("a review of a published page", s.runAs(workflows.ReviewWorkflowID(live), workflows.ReviewTranslation, workflows.ReviewInput{
		Run: ended, Key: live, Steps: []l10n.StepName{"review"}}), "is not reviewed")
	// Beside workflows that are at work.
	theirs := "this is the work of the workflow"
	s.refused("a document that waits", s.run(workflows.PublishDocument, workflows.DocumentInput{
		Run: waiting, Plan: tr.Plan, Brief: brief, Document: k.Document, URL: s.source.URL + "/statement.html"}), theirs)
	s.refused("a page that waits, by one step", s.run(workflows.LocalizeDocument, workflows.LocaleInput{Translation: opening, Brief: brief}), theirs)
	s.refused("a review with a step left out", s.run(workflows.ReviewTranslation, workflows.ReviewInput{
		Run: waiting, Key: l10n.TranslationKey{Document: k.Document, Locale: "fr"}, Steps: []l10n.StepName{"sign-off"}}), theirs)
	s.refused("a run that is under way", s.run(workflows.PublishSite, workflows.SiteInput{Run: waiting, Plan: tr.Plan}), theirs)
	s.tries++ // what ends at once has no effect: nobody reads its answer
	s.must(s.run(workflows.ReviewTranslation, workflows.ReviewInput{Run: waiting, Key: k, Steps: []l10n.StepName{"review"},
		State: &review.Review{Steps: []l10n.StepName{"review"}, At: 1, Approvals: []l10n.Decision{{ID: "x", By: "director", Kind: l10n.Approve, Step: "review"}}}}))
	s.refused("a look at a site that is not watched", s.run(workflows.WatchSite, workflows.WatchInput{Site: "nowhere"}))
}

// replays says what the director said, once more.
func (s *stranger) replays(live l10n.TranslationKey) {
	tr, err := s.store.Translation(s.t.Context(), live)
	s.must(err)
	w := l10n.Withdrawal{ID: client.NewID(), By: "director", At: time.Now().UTC(), Locales: []l10n.Locale{"es"}}
	in := workflows.UnpublishInput{Plan: tr.Plan, Site: "test", Document: live.Document, Withdrawal: w}
	_, err = s.client.Unpublish(s.t.Context(), in)
	s.must(err)
	gone(s.t.(*testing.T), s.house, "es/other.html")
	plan, err := s.app.Site.PlanOf(s.t.Context(), live.Document, "test")
	s.must(err)
	back, err := s.app.Site.Earlier(s.t.Context(), plan.Plan, live.Document, "")
	s.must(err)
	s.must(s.client.Rollback(s.t.Context(), client.NewID(), workflows.RollbackInput{Plan: plan.Ref, Site: "test", Document: live.Document, Publication: back.ID, By: "director"}))
	published(s.t.(*testing.T), s.house, "es/other.html")
	in.Withdrawal.Seal = signing.Sign(decisionKey, signing.Withdrawal("test", live.Document, in.Withdrawal)) // as it stands in the history
	s.refused("the withdrawal once more", s.run(workflows.UnpublishDocument, in), "done before")
	published(s.t.(*testing.T), s.house, "es/other.html")
}
