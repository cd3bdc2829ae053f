package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// PlanRunInput is a request for a run.
type PlanRunInput struct {
	Request l10n.Request
	// Busy are the documents among the request's pages that another run is at work on.
	Busy []l10n.DocumentID `json:",omitempty"`
}

// PlanRun makes and stores the plan of a requested run, or refuses it.
func (a *Activities) PlanRun(ctx context.Context, in PlanRunInput) (work.PlannedRun, error) {
	out, err := a.Work.Plan(ctx, in.Request, in.Busy)
	return out, toAppError(err)
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
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (RunBrief, error) {
		return a.Work.OpenRun(ctx, in.Run, in.Plan, p)
	})
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

// NoteRun writes into a run's record how it stands.
func (a *Activities) NoteRun(ctx context.Context, in work.Standing) error {
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
