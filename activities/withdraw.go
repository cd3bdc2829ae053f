package activities

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// UnpublishInput names what visitors shall no longer get, and who asked for it. The plan tells the site and its
// destination, and how the locales that stay are rendered again.
type UnpublishInput struct {
	Plan       l10n.Ref
	Document   l10n.DocumentID
	Withdrawal l10n.Withdrawal
	// Site is the plan's, as it is signed. Without a signature it may be left out.
	Site l10n.SiteName `json:",omitempty"`
}

// UnpublishedOutput says what was taken away.
type UnpublishedOutput = site.Withdrawn

// UnpublishDocument takes a document, or some of its locales, from visitors: by a person's signed word, or because a
// look of this house found its page gone. The site's own plan counts, whichever of its plans is named.
func (a *Activities) UnpublishDocument(ctx context.Context, in UnpublishInput) (UnpublishedOutput, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (UnpublishedOutput, error) {
		if in.Site != p.Site && in.Withdrawal.Seal != nil {
			return UnpublishedOutput{}, otherSite(in.Site, p.Site)
		}
		s := signing.Withdrawal(p.Site, in.Document, in.Withdrawal)
		err := a.Authority.Admit(s, in.Withdrawal.Seal)
		if in.Withdrawal.Seal == nil {
			err = a.Authority.Charged(ctx, s)
		}
		if err := a.logAct(ctx, err, s); err != nil {
			return UnpublishedOutput{}, err
		}
		return once(ctx, a, s, func() (UnpublishedOutput, error) {
			own, err := a.Site.PlanOf(ctx, in.Document, p.Site)
			if err != nil {
				return UnpublishedOutput{}, err
			}
			return a.Site.Withdraw(ctx, own.Plan, in.Document, in.Withdrawal)
		})
	})
}

// otherSite is the refusal of an act whose plan is of another site than the one that is signed.
func otherSite(signed, plan l10n.SiteName) error {
	return fmt.Errorf("%w: the act is signed for the site %q, and its plan is of %q", l10n.ErrRefused, signed, plan)
}

// RollbackInput names the publication to go back to, and who asked for it.
type RollbackInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
	By          l10n.UserID
	// ID is of the act, Site the plan's, and Seal the signature.
	ID   string        `json:",omitempty"`
	Site l10n.SiteName `json:",omitempty"`
	At   time.Time     `json:",omitzero"`
	Seal *l10n.Seal    `json:",omitempty"`
	// Comment says why.
	Comment string `json:",omitempty"`
}

// Rollback is the act as it is signed and recorded.
func (in RollbackInput) Rollback() l10n.Rollback {
	return l10n.Rollback{
		ID: in.ID, Site: in.Site, Document: in.Document, By: in.By, At: in.At, To: in.Publication, Comment: in.Comment, Seal: in.Seal,
	}
}

// RolledBackOutput says what came of a rollback.
type RolledBackOutput = site.RolledBack

// RollbackDocument switches a document back to an earlier publication, by a person's signed word, and reads back what
// visitors get. The site's own plan counts, whichever of its plans is named.
func (a *Activities) RollbackDocument(ctx context.Context, in RollbackInput) (RolledBackOutput, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (RolledBackOutput, error) {
		if in.Site != p.Site && in.Seal != nil {
			return RolledBackOutput{}, otherSite(in.Site, p.Site)
		}
		r := in.Rollback()
		return signed(ctx, a, signing.Rollback(r), r.Seal, func() (RolledBackOutput, error) {
			own, err := a.Site.PlanOf(ctx, in.Document, p.Site)
			if err != nil {
				return RolledBackOutput{}, err
			}
			out, err := a.Site.Rollback(ctx, own.Plan, r)
			if err != nil {
				return out, err
			}
			return out, a.Site.Verify(ctx, own.Plan, in.Document)
		})
	})
}
