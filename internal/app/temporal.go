package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"go.temporal.io/api/serviceerror"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"
	"go.temporal.io/sdk/interceptor"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/hosts"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// TemporalClient is a connection to Temporal, as [Dial] makes it.
type TemporalClient = sdk.Client

// Dial connects to Temporal. The error wraps [l10n.ErrUnavailable] and says in one line what to do. Keys and
// certificates come from the environment variables of the SDK (TEMPORAL_API_KEY, TEMPORAL_TLS_…).
func Dial(ctx context.Context, o Options) (TemporalClient, error) {
	d, err := envconfig.LoadDefaultClientOptions()
	if err != nil {
		return nil, mark(fmt.Errorf("the environment's Temporal settings: %w", err), ErrConfig)
	}
	d.HostPort, d.Namespace = o.Config.Temporal.Address, o.Config.Temporal.Namespace
	d.Logger = sdklog.NewStructuredLogger(o.Logger)
	// The embedded server's token is for a server on this machine; whoever has a key of their own uses that.
	if host, _, err := net.SplitHostPort(d.HostPort); err == nil && hosts.IsLoopback(host) && d.Credentials == nil {
		token, err := readToken(o.Config)
		if err != nil {
			return nil, mark(err, ErrConfig)
		}
		if token != "" {
			d.HeadersProvider = bearer(token)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	c, err := sdk.DialContext(ctx, d)
	var denied *serviceerror.PermissionDenied
	if errors.As(err, &denied) {
		return nil, mark(fmt.Errorf("the Temporal server at %s wants its token: run this command where the data folder of its "+
			"`dragoman dev` is, by the same user", d.HostPort), ErrConfig)
	}
	if err != nil {
		const cure = "start one, for instance with `dragoman dev`, or set TEMPORAL_ADDRESS"
		return nil, mark(fmt.Errorf("no Temporal server answers at %s: %s", d.HostPort, cure), l10n.ErrUnavailable)
	}
	return c, nil
}

// Workers are the worker of a process, and one more for each engine whose rate is limited.
type Workers []worker.Worker

// Start starts all of them, or none.
func (ws Workers) Start() error {
	for i, w := range ws {
		if err := w.Start(); err != nil {
			ws[:i].Stop()
			return err
		}
	}
	return nil
}

// Stop stops all of them. What they are at work on may take half a minute.
func (ws Workers) Stop() {
	for _, w := range ws {
		w.Stop()
	}
}

// NewWorkers makes a worker with every workflow and activity, and those of engines with a rate limit. The functions
// change the options of the first.
func (a *App) NewWorkers(c sdk.Client, change ...func(*worker.Options)) Workers {
	o := worker.Options{
		WorkerStopTimeout:                      30 * time.Second,
		Interceptors:                           []interceptor.WorkerInterceptor{&heartbeats{}},
		MaxConcurrentActivityTaskPollers:       5,
		MaxConcurrentWorkflowTaskPollers:       5,
		MaxConcurrentWorkflowTaskExecutionSize: 100,
	}
	for _, f := range change {
		f(&o)
	}
	if sentence, any := a.WhoseDecisions(); !any {
		a.Logger.Warn(sentence)
	}
	w := worker.New(c, a.Config.Temporal.TaskQueue, o)
	workflows.Register(w)
	a.Activities.Register(w)
	return append(Workers{w}, a.limitedWorkers(c)...)
}

// limitedWorkers listen on the task queues of engines with a rate limit, which the server holds across all workers.
func (a *App) limitedWorkers(c sdk.Client) Workers {
	var ws Workers
	for name, perSecond := range a.limited {
		w := worker.New(c, a.engineQueue(name), worker.Options{
			DisableWorkflowWorker: true, TaskQueueActivitiesPerSecond: perSecond, WorkerStopTimeout: 30 * time.Second,
			Interceptors: []interceptor.WorkerInterceptor{&heartbeats{}},
		})
		a.Activities.Register(w)
		ws = append(ws, w)
	}
	return ws
}

// Wake has parked translations try again: a worker that starts may have the new key that they wait for.
func (a *App) Wake(ctx context.Context, c *client.Client) {
	parked, err := a.Store.Translations(ctx, l10n.TranslationFilter{Stage: l10n.StageParked, Limit: 100_000})
	for _, t := range parked {
		err = errors.Join(err, c.Resume(ctx, t.TranslationKey, l10n.Resume{By: "a worker that started"}))
	}
	if err != nil {
		a.Logger.Warn("parked translations could not all be woken; they try again by themselves", "error", err)
	}
}

// ScheduleDigests has the configuration's daily digests sent, and no others.
func (a *App) ScheduleDigests(ctx context.Context, c *client.Client) {
	if err := c.SetDigests(ctx, Digests(a.Config)); err != nil {
		a.Logger.Warn("the daily digests could not all be scheduled; a worker that starts does it again", "error", err)
	}
}

// WorkflowURL is where the Temporal UI shows a workflow; "" without a UI.
func (a *App) WorkflowURL(id string) string { return a.temporalURL("workflows", id) }

// ScheduleURL is where the Temporal UI shows a schedule; "" without a UI.
func (a *App) ScheduleURL(id string) string { return a.temporalURL("schedules", id) }

func (a *App) temporalURL(what, id string) string {
	t := a.Config.Temporal
	if t.UI == "" {
		return ""
	}
	return fmt.Sprintf("%s/namespaces/%s/%s/%s", strings.TrimSuffix(t.UI, "/"), t.Namespace, what, id)
}
