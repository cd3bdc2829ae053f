package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// TellInput says what people and programs are told of a step that waits.
type TellInput struct {
	Key  l10n.TranslationKey
	News duty.News
}

// TellPeople tells whoever is asked, each once, by mail, and a program by a webhook. What could not be sent is tried again.
func (a *Activities) TellPeople(ctx context.Context, in TellInput) error {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return err
	}
	if a.Duty == nil {
		return nil
	}
	return toAppError(a.Duty.Tell(ctx, in.Key, in.News))
}

// DigestInput names a reader, and the occasion: for each, a digest is sent once.
type DigestInput struct {
	Reader   l10n.UserID
	Occasion string
}

// SendDigest sends a reader what waits for them, and returns how much that is. Of nothing, nothing is sent.
func (a *Activities) SendDigest(ctx context.Context, in DigestInput) (int, error) {
	n, err := a.Duty.SendDigest(ctx, in.Reader, in.Occasion)
	return n, toAppError(err)
}

// RecordAbsence takes a person's word that somebody is away, or back.
func (a *Activities) RecordAbsence(ctx context.Context, in l10n.Absence) error {
	_, err := signed(ctx, a, signing.Absence(in), in.Seal, func() (struct{}, error) { return struct{}{}, a.Duty.RecordAbsence(ctx, in) })
	return err
}
