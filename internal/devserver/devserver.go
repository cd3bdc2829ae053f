// Package devserver embeds Temporal's server and its Web UI, on SQLite and on loopback, for `dragoman demo`, `dragoman
// dev` and the tests that need a real server. It takes long to build and to link. So only the program (without the build
// tag lean) and tests import it.
package devserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"

	"github.com/dragoman-l10n/dragoman/internal/freeport"
	"github.com/dragoman-l10n/dragoman/internal/private"
)

const loopback = "127.0.0.1"

// Options say how to run the server.
type Options struct {
	// File is the SQLite file. Empty keeps everything in memory.
	File string
	// Port and UIPort are the ports on loopback. 0 means a free one. A negative UIPort leaves the UI out.
	Port, UIPort int
	Namespace    string
	// SearchAttributes are the names of keyword search attributes to register.
	SearchAttributes []string
	// Token is what clients must send ("authorization: Bearer TOKEN"). Empty lets everybody on this machine in.
	Token string
	// SuggestNew is after how many events the server suggests that a workflow continue as new. 0 means the server's
	// default.
	SuggestNew int
	// Logger gets the server's warnings and errors. Nil drops them.
	Logger *slog.Logger
}

// Server is a running server.
type Server struct {
	// Address is the gRPC address.
	Address string
	// UI is the address of the Web UI, or empty.
	UI string

	server temporal.Server
	ui     *http.Server
}

// Start starts the server and waits until it answers.
func Start(ctx context.Context, o Options) (*Server, error) {
	ports, err := freePorts(o)
	if err != nil {
		return nil, err
	}
	cfg := serverConfig(o, ports)
	if err := prepare(o, cfg); err != nil {
		return nil, err
	}
	logger := newLogger(o.Logger)
	names, authorizer, claims := temporal.DefaultServices, authorization.NewNoopAuthorizer(), authorization.NewNoopClaimMapper()
	if o.Token != "" {
		names = append(slices.Clone(names), string(primitives.InternalFrontendService))
		authorizer, claims = authorization.NewDefaultAuthorizer(), tokenMapper{o.Token}
		if cfg.Global.TLS.Internode, err = internodeTLS(); err != nil {
			return nil, err
		}
	}
	srv, err := temporal.NewServer(
		temporal.WithConfig(cfg),
		temporal.ForServices(names),
		temporal.WithStaticHosts(services(ports)),
		temporal.WithLogger(logger),
		temporal.WithAuthorizer(authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper {
			return claims
		}),
		temporal.WithDynamicConfigClient(tuning(o)),
	)
	if err != nil {
		return nil, fmt.Errorf("embedded Temporal server: %w", err)
	}
	s := &Server{Address: address(ports.frontend), server: srv}
	if err := srv.Start(); err != nil {
		return nil, fmt.Errorf("embedded Temporal server: %w", err)
	}
	if o.UIPort >= 0 {
		h, err := uiHandler(uiConfig(s.Address, o.Namespace), o.Token)
		if err == nil {
			s.UI = "http://" + address(ports.ui)
			s.ui, err = serveUI(ports.ui, h, logger)
		}
		if err == nil {
			err = waitFor(ctx, s.UI)
		}
		if err != nil {
			s.Stop()
			return nil, fmt.Errorf("the Temporal UI: %w", err)
		}
	}
	return s, nil
}

// Stop stops the UI and the server. Workflows that are running stay in the file and go on at the next start.
func (s *Server) Stop() {
	if s.ui != nil {
		_ = s.ui.Close()
	}
	_ = s.server.Stop()
}

// waitFor waits until the UI answers, for half a minute at most.
func waitFor(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			return res.Body.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the Temporal UI does not answer at %s: %w", url, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// prepare creates the schema in a new file, and the namespace with its search attributes.
func prepare(o Options, cfg *config.Config) error {
	sql := cfg.Persistence.DataStores[storeName].SQL
	if o.File != "" {
		_, missing := os.Stat(o.File)
		if err := private.Prepare(o.File); err != nil {
			return err
		}
		if errors.Is(missing, os.ErrNotExist) {
			if err := sqlite.SetupSchema(sql); err != nil {
				return fmt.Errorf("make %s: %w", o.File, err)
			}
		}
	}
	attributes := map[string]enums.IndexedValueType{}
	for _, name := range o.SearchAttributes {
		attributes[name] = enums.INDEXED_VALUE_TYPE_KEYWORD
	}
	ns, err := sqlite.NewNamespaceConfig(clusterName, o.Namespace, false, attributes)
	if err != nil {
		return err
	}
	if err := sqlite.CreateNamespaces(sql, ns); err != nil {
		return fmt.Errorf("open %s: %w; another dragoman may be using it, or it is from another version of the server: "+
			"stop that one, or move the file away", o.File, err)
	}
	return nil
}

type portSet struct{ frontend, internal, history, matching, worker, ui int }

func freePorts(o Options) (portSet, error) {
	p := portSet{frontend: o.Port, ui: o.UIPort}
	for _, port := range []*int{&p.frontend, &p.internal, &p.history, &p.matching, &p.worker, &p.ui} {
		switch {
		case *port < 0:
		case *port > 0:
			if !freeport.Is(*port) {
				return p, fmt.Errorf("port %d is taken", *port)
			}
		default:
			var err error
			if *port, err = freeport.Pick(p.frontend, p.internal, p.history, p.matching, p.worker, p.ui); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

func services(p portSet) map[primitives.ServiceName]static.Hosts {
	return map[primitives.ServiceName]static.Hosts{
		primitives.FrontendService:         static.SingleLocalHost(address(p.frontend)),
		primitives.InternalFrontendService: static.SingleLocalHost(address(p.internal)),
		primitives.HistoryService:          static.SingleLocalHost(address(p.history)),
		primitives.MatchingService:         static.SingleLocalHost(address(p.matching)),
		primitives.WorkerService:           static.SingleLocalHost(address(p.worker)),
	}
}

func address(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }

// tuning makes the server fast on one machine. Its defaults, which are for large clusters, delay an activity by up to
// 50 ms; here a history shard reads its queues whenever there is work. A single partition needs no forwarding.
func tuning(o Options) dynamicconfig.StaticClient {
	settings := dynamicconfig.StaticClient{
		dynamicconfig.TransferProcessorMaxPollRPS.Key():             1000,
		dynamicconfig.TimerProcessorMaxPollRPS.Key():                1000,
		dynamicconfig.VisibilityProcessorMaxPollRPS.Key():           1000,
		dynamicconfig.OutboundProcessorMaxPollRPS.Key():             1000,
		dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():      1,
		dynamicconfig.MatchingNumTaskqueueWritePartitions.Key():     1,
		dynamicconfig.ForceSearchAttributesCacheRefreshOnRead.Key(): true,
	}
	if o.SuggestNew > 0 {
		settings[dynamicconfig.HistoryCountSuggestContinueAsNew.Key()] = o.SuggestNew
	}
	return settings
}
