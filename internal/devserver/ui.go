package devserver

import (
	"errors"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	"github.com/temporalio/ui-server/v2/server/auth"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/headers"
	"github.com/temporalio/ui-server/v2/server/route"
	uiassets "github.com/temporalio/ui-server/v2/ui"
	"go.temporal.io/server/common/log"

	"github.com/dragoman-l10n/dragoman/internal/hosts"
)

// uiConfig offers operators what they need: to look, to cancel and to terminate. People decide at the desk, where it is
// known who they are.
func uiConfig(grpc, namespace string) *uiconfig.Config {
	return &uiconfig.Config{
		TemporalGRPCAddress: grpc, EnableUI: true, DefaultNamespace: namespace, DisableNewsFetch: true, HideLogs: true,
		WorkflowSignalDisabled: true, WorkflowUpdateDisabled: true, WorkflowResetDisabled: true, WorkflowPauseDisabled: true,
		BatchActionsDisabled: true, StartWorkflowDisabled: true, ActivityCommandsDisabled: true,
	}
}

// uiHandler is the Web UI as a handler. It is assembled here of the UI's own parts, because the UI's server opens a
// listener of its own, before which nothing can be put, and ends the program when that fails.
//
// Its tokens against requests from other sites are left out, and with them a cookie that any script could read: the
// standard library's check of where a request comes from stands before it.
func uiHandler(cfg *uiconfig.Config, token string) (http.Handler, error) {
	provider, err := uiconfig.NewConfigProviderWithRefresh(cfg)
	if err != nil {
		return nil, err
	}
	all, err := uiassets.Assets()
	if err != nil {
		return nil, err
	}
	assets, err := fs.Sub(all, "local")
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.Use(middleware.Recover(), middleware.Gzip(), middleware.Secure())
	route.SetHealthRoute(e)
	forward := headers.WithForwardHeaders([]string{auth.AuthorizationExtrasHeader, "Caller-Type"})
	if err := route.SetAPIRoutes(e, provider, []api.Middleware{forward}); err != nil {
		return nil, err
	}
	route.SetAuthRoutes(e, provider)
	if err := route.SetUIRoutes(e, "", assets, provider); err != nil {
		return nil, err
	}
	route.SetRenderRoute(e, "/")
	return guardUI(withToken(token, e)), nil
}

// withToken has the UI show itself to the server: what comes here has passed the guard.
func withToken(token string, ui http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Authorization")
		r.Header.Del(auth.AuthorizationExtrasHeader)
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		ui.ServeHTTP(w, r)
	})
}

// guardUI answers under the names of this machine alone, refuses requests from other sites, and lets through no act but
// those of operators. The UI's settings hide the buttons of the others; they do not stop a request.
func guardUI(ui http.Handler) http.Handler {
	acts := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !operatorsMay(r.Method, r.URL.EscapedPath()) {
			http.Error(w, "This UI is for looking, cancelling and terminating. People decide at the desk or by the command line.",
				http.StatusForbidden)
			return
		}
		ui.ServeHTTP(w, r)
	})
	return hosts.Only(hosts.Loopback(), "The Temporal UI answers under this machine's own names only, for instance 127.0.0.1.",
		http.NewCrossOriginProtection().Handler(acts))
}

// operatorsMay reports whether a request only reads, or cancels or terminates a workflow.
func operatorsMay(method, path string) bool {
	if method == http.MethodGet || method == http.MethodHead {
		return true
	}
	parts := strings.Split(strings.TrimPrefix(path, "/api/v1/namespaces/"), "/")
	if method != http.MethodPost || !strings.HasPrefix(path, "/api/v1/namespaces/") || len(parts) < 4 || parts[1] != "workflows" {
		return false
	}
	switch act := parts[3]; act {
	case "cancel", "terminate":
		return len(parts) == 4
	case "query":
		return len(parts) == 5
	}
	return false
}

// serveUI serves the UI on a port of loopback.
func serveUI(port int, h http.Handler, logger log.Logger) (*http.Server, error) {
	l, err := net.Listen("tcp", address(port))
	if err != nil {
		return nil, err
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	go func() {
		if err := srv.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			logger.Error("the Temporal UI stopped: " + err.Error())
		}
	}()
	return srv, nil
}
