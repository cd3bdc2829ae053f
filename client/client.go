// Package client is the typed Go client of a running pipeline: it asks for runs and watches, tells how they stand,
// takes people's decisions to the workflow that waits for them, and cancels. The command line and the desk use it. So
// can programs outside of this module: types.go has the names that they need, and internal/e2e/testdata/outside.go.txt
// is such a program.
package client

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/api/serviceerror"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// patience is how long a person waits for an answer before being told to try again.
const patience = 10 * time.Second

// Client talks to a pipeline. It is safe for concurrent use.
type Client struct {
	temporal sdk.Client
	queue    string
	key      ed25519.PrivateKey
}

// Option is a setting of a client.
type Option func(*Client)

// SignedBy has the client sign people's acts with a key of decisions, whose public half the workers know. Without it
// the client can look and cancel, and no worker takes a decision of it. [ParseKey] reads a key.
func SignedBy(key ed25519.PrivateKey) Option { return func(c *Client) { c.key = key } }

// ParseKey reads a private key as `dragoman keygen` makes it: PEM, or its base64 alone.
func ParseKey(text string) (ed25519.PrivateKey, error) { return signing.ParsePrivateKey(text) }

// New returns a client of the workers that listen to a task queue.
func New(c sdk.Client, taskQueue string, options ...Option) *Client {
	client := &Client{temporal: c, queue: taskQueue}
	for _, o := range options {
		o(client)
	}
	return client
}

// NewRunID makes a run's ID: the site, the time in UTC, and four digits at random.
func NewRunID(site SiteName, at time.Time) RunID {
	return RunID(fmt.Sprintf("%s-%s-%s", cmp.Or(site, l10n.AdHoc), at.UTC().Format("20060102-150405"), NewID()[:4]))
}

// NewID makes an ID for a decision: 16 hexadecimal digits at random.
func NewID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails, by its contract
	return hex.EncodeToString(b[:])
}

var updates = map[l10n.DecisionKind]string{
	Approve: workflows.UpdateApprove, RequestChanges: workflows.UpdateRequestChanges, Reassign: workflows.UpdateReassign,
	SameMeaning: workflows.UpdateSameMeaning,
}

// Decide takes a person's decision to the review that waits for it and returns when it is in the records. The
// decision's ID makes a repeat harmless. An approval is refused while a segment that its step asks about is not confirmed,
// unless the site publishes such texts: what it confirms itself it names by class in Confirm, for instance "without-remarks",
// or by segment in Segments. The errors wrap l10n's: ErrRefused, ErrConflict, ErrNotFound when nothing
// waits, and ErrUnavailable, after which the same decision may be sent again.
func (c *Client) Decide(ctx context.Context, k TranslationKey, d Decision) error {
	name, ok := updates[d.Kind]
	if !ok {
		return fmt.Errorf("%w: unknown decision %q", ErrRefused, d.Kind)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	what := fmt.Sprintf("the review of %s into %s", k.Document, k.Locale)
	d.Document, d.Locale = k.Document, k.Locale
	if d.Run == "" {
		run, err := c.runOf(ctx, workflows.ReviewWorkflowID(k))
		if err != nil {
			return mapError(err, what)
		}
		d.Run = run
	}
	var err error
	if d.At, d.Seal, err = c.sign(d.At, func(at time.Time) *signing.Statement {
		d.At = at
		return signing.Decision(d)
	}); err != nil {
		return err
	}
	h, err := c.temporal.UpdateWorkflow(ctx, sdk.UpdateWorkflowOptions{
		WorkflowID: workflows.ReviewWorkflowID(k), UpdateID: workflows.DecisionUpdateID(d), UpdateName: name, Args: []any{d},
		WaitForStage: sdk.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return mapError(err, what)
	}
	return mapError(h.Get(ctx, nil), what)
}

// CancelRun asks a run to end. Documents that are under way are cancelled; what is published stays.
func (c *Client) CancelRun(ctx context.Context, run RunID) error {
	return mapError(c.temporal.CancelWorkflow(ctx, workflows.RunWorkflowID(run), ""), "run "+string(run))
}

// CancelDocument asks one document of a run to end.
func (c *Client) CancelDocument(ctx context.Context, doc DocumentID) error {
	return mapError(c.temporal.CancelWorkflow(ctx, workflows.DocumentWorkflowID(doc), ""), "document "+string(doc))
}

// CancelTranslation asks one locale of a document to end; the others go on.
func (c *Client) CancelTranslation(ctx context.Context, k TranslationKey) error {
	return mapError(c.temporal.CancelWorkflow(ctx, workflows.LocaleWorkflowID(k), ""),
		fmt.Sprintf("the translation of %s into %s", k.Document, k.Locale))
}

// Resume makes a parked translation go on at once. One that is not parked ignores it. Without a key the engines are
// asked, and nothing else.
func (c *Client) Resume(ctx context.Context, k TranslationKey, r Resume) error {
	if c.key != nil || r.Allow != 0 || r.Skip {
		run, err := c.runOf(ctx, workflows.LocaleWorkflowID(k))
		if err != nil {
			return mapError(err, fmt.Sprintf("the translation of %s into %s", k.Document, k.Locale))
		}
		r.ID = cmp.Or(r.ID, NewID())
		if r.At, r.Seal, err = c.sign(r.At, func(at time.Time) *signing.Statement {
			r.At = at
			return signing.Resume(k, run, r)
		}); err != nil {
			return err
		}
	}
	return mapError(c.temporal.SignalWorkflow(ctx, workflows.LocaleWorkflowID(k), "", workflows.SignalResume, r),
		fmt.Sprintf("the translation of %s into %s", k.Document, k.Locale))
}

// errNoKey says that a client can't sign.
var errNoKey = fmt.Errorf("%w: this program has no key to sign decisions with, and no worker takes one that is not signed: "+
	"set DRAGOMAN_DECISION_KEY or DRAGOMAN_DECISION_KEY_FILE, or use the data folder of the `dragoman dev` that runs", ErrRefused)

// sign signs an act, of now where it has no time yet. It returns the time and the signature.
func (c *Client) sign(at time.Time, state func(time.Time) *signing.Statement) (time.Time, *l10n.Seal, error) {
	if c.key == nil {
		return at, nil, errNoKey
	}
	if at.IsZero() {
		at = time.Now()
	}
	at = at.UTC().Round(0)
	return at, signing.Sign(c.key, state(at)), nil
}

// runOf is the run that a workflow is of.
func (c *Client) runOf(ctx context.Context, workflowID string) (RunID, error) {
	d, err := c.temporal.DescribeWorkflow(ctx, workflowID, "")
	if err != nil {
		return "", err
	}
	run, _ := d.TypedSearchAttributes.GetKeyword(workflows.AttributeRun)
	return RunID(run), nil
}

// mapError maps what the server and the workflows say to l10n's errors.
func mapError(err error, what string) error {
	if err == nil {
		return nil
	}
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		for typ, sentinel := range map[string]error{
			activities.TypeRefused: ErrRefused, activities.TypeStranger: ErrRefused, activities.TypeConflict: ErrConflict, activities.TypeNotFound: ErrNotFound,
		} {
			if app.Type() == typ {
				return fmt.Errorf("%w%s", sentinel, rest(app.Message(), sentinel))
			}
		}
		return fmt.Errorf("%s: %s", what, app.Message())
	}
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return fmt.Errorf("%s is not under way: %w", what, ErrNotFound)
	}
	var denied *serviceerror.PermissionDenied
	if errors.As(err, &denied) {
		return fmt.Errorf("%s: the Temporal server lets nobody in without its token or key: for `dragoman dev`, run this as the "+
			"same user and with the same data folder; for others set TEMPORAL_API_KEY: %w", what, err)
	}
	var unavailable *serviceerror.Unavailable
	var deadline *serviceerror.DeadlineExceeded
	if errors.As(err, &unavailable) || errors.As(err, &deadline) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: the Temporal server is %w in time: %w", what, ErrUnavailable, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// rest is a message without the sentinel's own words, which the wrapping adds.
func rest(message string, sentinel error) string {
	s := sentinel.Error()
	switch {
	case message == s:
		return ""
	case strings.HasPrefix(message, s+":"):
		return strings.TrimPrefix(message, s)
	default:
		return ": " + strings.TrimSuffix(message, ": "+s)
	}
}
