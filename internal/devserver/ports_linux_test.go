package devserver_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/dragoman-l10n/dragoman/internal/devserver"
)

// listening returns the ports that this process listens on, and whether each is on loopback, by what Linux says of it.
func listening(t *testing.T) map[int]bool {
	t.Helper()
	own := map[string]bool{}
	fds, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		if to, err := os.Readlink(fd); err == nil && strings.HasPrefix(to, "socket:[") {
			own[strings.TrimSuffix(strings.TrimPrefix(to, "socket:["), "]")] = true
		}
	}
	ports := map[int]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		f, err := os.Open(table)
		if err != nil {
			continue // a machine without IPv6
		}
		for s := bufio.NewScanner(f); s.Scan(); {
			field := strings.Fields(s.Text()) // number, local address, remote address, state (0A listens), …, inode
			if len(field) < 10 || field[3] != "0A" || !own[field[9]] {
				continue
			}
			host, port, _ := strings.Cut(field[1], ":")
			n, err := strconv.ParseUint(port, 16, 16)
			if err != nil {
				t.Fatal(err)
			}
			ports[int(n)] = host == "0100007F" || host == "00000000000000000000000001000000"
		}
		_ = f.Close()
	}
	return ports
}

// strangers are calls of every service that the server has, as somebody without its token would make them.
var strangers = []string{
	"/temporal.api.workflowservice.v1.WorkflowService/ListNamespaces",
	"/temporal.api.workflowservice.v1.WorkflowService/ListOpenWorkflowExecutions",
	"/temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution",
	"/temporal.api.operatorservice.v1.OperatorService/ListClusters",
	"/temporal.server.api.adminservice.v1.AdminService/DescribeCluster",
	"/temporal.server.api.adminservice.v1.AdminService/GetTaskQueueTasks",
	"/temporal.server.api.historyservice.v1.HistoryService/GetShard",
	"/temporal.server.api.historyservice.v1.HistoryService/StartWorkflowExecution",
	"/temporal.server.api.matchingservice.v1.MatchingService/ListTaskQueuePartitions",
}

// TestStrangersAreRefusedOnEveryPort tries each port that the server with its UI listens on, by gRPC without a token, by TLS without
// a certificate and by HTTP. A port that a later version of Temporal opens is tried as well.
func TestStrangersAreRefusedOnEveryPort(t *testing.T) {
	before := listening(t)
	s, err := devserver.Start(t.Context(), devserver.Options{Namespace: "default", Token: "right"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	_, uiPort, err := net.SplitHostPort(strings.TrimPrefix(s.UI, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	var tried []int
	for port, loopback := range listening(t) {
		if _, old := before[port]; old {
			continue
		}
		tried = append(tried, port)
		if !loopback {
			t.Errorf("the port %d is open beyond loopback", port)
		}
		address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
		for name, as := range map[string]credentials.TransportCredentials{
			"plain": insecure.NewCredentials(),
			"TLS":   credentials.NewTLS(&tls.Config{InsecureSkipVerify: true}), //nolint:gosec // a stranger trusts anybody
		} {
			for _, call := range strangers {
				tries++
				if code := callAs(t, address, as, call); !slices.Contains(refusals, code) {
					t.Errorf("port %d, %s, %s: the answer is %s", port, name, call, code)
				}
			}
		}
		for _, scheme := range []string{"http", "https"} {
			for _, path := range []string{"/", "/metrics", "/debug/pprof/", "/debug/vars", "/api/v1/namespaces", "/system-info"} {
				tries++
				if code := visit(t, scheme+"://"+address+path); code/100 == 2 && strconv.Itoa(port) != uiPort {
					t.Errorf("port %d, %s %s: the answer is %d", port, scheme, path, code)
				}
			}
		}
	}
	if len(tried) < 6 || !slices.Contains(tried, portOf(t, s.Address)) {
		t.Errorf("only the ports %v were found", tried)
	}
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/heap", "/debug/vars"} {
		if code := visit(t, s.UI+path); code/100 == 2 && holdsSecrets(t, s.UI+path) {
			t.Errorf("the UI answers %s with %d", path, code)
		}
	}
	t.Logf("attack: %d tries of strangers at %d ports", tries, len(tried))
}

// refusals are the codes that say that a call was not looked at.
var refusals = []codes.Code{codes.Unauthenticated, codes.PermissionDenied, codes.Unavailable, codes.Unimplemented, codes.DeadlineExceeded, codes.Internal, codes.Unknown}

func callAs(t *testing.T, address string, as credentials.TransportCredentials, method string) codes.Code {
	t.Helper()
	c, err := grpc.NewClient(address, grpc.WithTransportCredentials(as))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	return status.Code(c.Invoke(ctx, method, &emptypb.Empty{}, &emptypb.Empty{}))
}

func visit(t *testing.T, address string) int {
	t.Helper()
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true, //nolint:gosec // as above
	}}
	res, err := client.Get(address)
	if err != nil {
		return 0
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// holdsSecrets reports whether an answer is another than the UI's own page, which it gives at every address of the browser.
func holdsSecrets(t *testing.T, address string) bool {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		return false
	}
	defer func() { _ = res.Body.Close() }()
	return !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html")
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if _, err := fmt.Sscan(port, &n); err != nil {
		t.Fatal(err)
	}
	return n
}
