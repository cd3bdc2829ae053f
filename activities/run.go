package activities

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// PlanRunInput is a request for a run.
type PlanRunInput struct {
	Request l10n.Request
	// Busy are the documents among the request's pages that another run is at work on.
	Busy []l10n.DocumentID `json:",omitempty"`
}

// PlanRun makes and stores the plan of a run that is requested and signed, or refuses it.
func (a *Activities) PlanRun(ctx context.Context, in PlanRunInput) (work.PlannedRun, error) {
	if err := a.of(ctx, RunWorkflowID(in.Request.Run)); err != nil {
		return work.PlannedRun{}, err
	}
	return signed(ctx, a, signing.Request(in.Request), in.Request.Seal, func() (work.PlannedRun, error) {
		if err := a.Authority.Asked(ctx, in.Request.Run); err != nil {
			return work.PlannedRun{}, err
		}
		out, err := a.Work.Plan(ctx, in.Request, in.Busy)
		if err != nil {
			return out, err
		}
		if in.Request.Correction != nil {
			if err := a.Correct.Take(ctx, in.Request); err != nil {
				return out, err
			}
		}
		return out, a.Authority.Entrust(ctx, in.Request.Run, out.Plan)
	})
}

// RunBrief is what the workflows need to know of a plan.
type RunBrief = work.RunBrief

// OpenRunInput starts a run.
type OpenRunInput struct {
	Run  l10n.RunID
	Plan l10n.Ref
}

// OpenRun discovers the run's pages and opens its record.
func (a *Activities) OpenRun(ctx context.Context, in OpenRunInput) (RunBrief, error) {
	if err := a.of(ctx, RunWorkflowID(in.Run)); err != nil {
		return RunBrief{}, err
	}
	if err := a.begins(ctx, in.Run, in.Plan); err != nil {
		return RunBrief{}, err
	}
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (RunBrief, error) {
		return a.Work.OpenRun(ctx, in.Run, in.Plan, p)
	})
}

// begins refuses the beginning of work on a run that nobody has asked for by this plan, or that has ended: a start of a
// workflow with an input from a history would bring back what was withdrawn since.
func (a *Activities) begins(ctx context.Context, run l10n.RunID, plan l10n.Ref) error {
	ended, err := a.entrusted(ctx, run, plan)
	if err == nil && ended {
		err = a.logRefusal(ctx, fmt.Errorf("%w: run %s has ended: ask for a new one", l10n.ErrRefused, run), "run", run)
	}
	return err
}

// added reports whether a plan is that of a run which has had its locales added to another one: it was asked for, and is at
// work or has ended within a day.
func (a *Activities) added(ctx context.Context, plan l10n.Ref) bool {
	run, err := a.Authority.PlanOf(ctx, plan)
	if err != nil {
		return false
	}
	r, err := a.Work.Runs.Run(ctx, run)
	return err == nil && (r.EndedAt.IsZero() || time.Since(r.EndedAt) < review.OldestAct)
}

// entrusted refuses work on a run that nobody has asked for by this plan, and says whether the run has ended.
func (a *Activities) entrusted(ctx context.Context, run l10n.RunID, plan l10n.Ref) (ended bool, err error) {
	r, err := a.Work.Runs.Run(ctx, run)
	if l10n.IgnoreNotFound(err) != nil {
		return false, toAppError(err)
	}
	ended = r.Status != "" && r.Status != l10n.RunRunning
	return ended, a.logRefusal(ctx, a.Authority.Entrusted(ctx, run, plan, r), "run", run)
}

// runPages are the pages of the run that asked for them last: every page of a run asks for the same.
type runPages struct {
	sync.Mutex
	list l10n.Ref
	docs map[l10n.DocumentID]bool
}

// listed refuses a document that is none of a run's pages. Runs of earlier versions don't say which they have.
func (a *Activities) listed(ctx context.Context, run l10n.RunID, doc l10n.DocumentID) error {
	r, err := a.Work.Runs.Run(ctx, run)
	if err != nil || r.List == "" {
		return err
	}
	a.pages.Lock()
	defer a.pages.Unlock()
	if a.pages.list != r.List {
		docs, err := a.Work.DocumentsOf(ctx, r.List)
		if err != nil {
			return err
		}
		a.pages.list, a.pages.docs = r.List, docs
	}
	if !a.pages.docs[doc] {
		return fmt.Errorf("%w: %s is no page of run %s", l10n.ErrRefused, doc, run)
	}
	return nil
}

// ListDocumentsInput asks for a page of a run's list.
type ListDocumentsInput struct {
	List          l10n.Ref
	Offset, Limit int
}

// ListedDocument is one page of a run.
type ListedDocument struct {
	ID  l10n.DocumentID
	URL string
}

// ListDocuments returns a part of a run's list of pages.
func (a *Activities) ListDocuments(ctx context.Context, in ListDocumentsInput) ([]ListedDocument, error) {
	urls, err := a.Work.List(ctx, in.List, in.Offset, in.Limit)
	if err != nil {
		return nil, toAppError(err)
	}
	var docs []ListedDocument
	for _, u := range urls {
		id, err := a.Work.DocumentID(ctx, u)
		if err != nil {
			return nil, toAppError(err)
		}
		docs = append(docs, ListedDocument{ID: id, URL: u})
	}
	return docs, nil
}

// NoteRun writes into a run's record how it stands. Of a run that nobody has asked for there is none.
func (a *Activities) NoteRun(ctx context.Context, in work.Standing) error {
	if err := a.of(ctx, RunWorkflowID(in.Run)); err != nil {
		return err
	}
	_, err := a.Work.Runs.Run(ctx, in.Run)
	if l10n.IgnoreNotFound(err) != nil {
		return toAppError(err)
	}
	if err := a.logRefusal(ctx, a.Authority.KnowsRun(ctx, in.Run, err == nil), "run", in.Run); err != nil {
		return err
	}
	return toAppError(a.Work.NoteRun(ctx, in))
}

// TakeOverInput names a document that another run is at work on.
type TakeOverInput struct {
	Plan     l10n.Ref
	Document l10n.DocumentID
	URL      string
}

// TakeOver says which run is at work on a document and whether it may be taken over.
func (a *Activities) TakeOver(ctx context.Context, in TakeOverInput) (work.Holder, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (work.Holder, error) {
		return a.Work.TakeOver(ctx, p, in.Document, in.URL)
	})
}
