package e2e_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/devserver"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

var (
	scale = flag.Int("scale", 0, "how many documents TestScale publishes in four locales; 0 leaves it out")
	long  = flag.Int("long", 0, "how many documents TestALongList has in one plan; 0 leaves it out")
	apart = flag.Bool("apart", false, "run the server in a process of its own with its histories in a file, so that memory is the program's own")
	serve = flag.String("serve", "", "be that server, with this file")
)

func TestMain(m *testing.M) {
	flag.Parse()
	if *serve != "" {
		if err := beServer(*serve); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	removeProgram()
	os.Exit(code)
}

// beServer runs the server until standard input ends, as it does when the test ends in whatever way.
func beServer(file string) error {
	server, err := devserver.Start(context.Background(), devserver.Options{File: file, UIPort: -1, Namespace: "default", SearchAttributes: workflows.AttributeNames()})
	if err != nil {
		return err
	}
	fmt.Println(server.Address)
	_, err = io.Copy(io.Discard, os.Stdin)
	server.Stop()
	return err
}

// startServer starts the server, in this process with its histories in memory, or apart.
func (h *house) startServer(suggestNew int) (address string) {
	if !*apart {
		server, err := devserver.Start(h.t.Context(), devserver.Options{UIPort: -1, Namespace: "default", SearchAttributes: workflows.AttributeNames(), SuggestNew: suggestNew})
		h.must(err)
		h.t.Cleanup(server.Stop)
		return server.Address
	}
	cmd := exec.Command(os.Args[0], "-serve", filepath.Join(h.t.TempDir(), "temporal.db"))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	h.must(err)
	out, err := cmd.StdoutPipe()
	h.must(err)
	h.must(cmd.Start())
	h.t.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	h.must(err)
	h.serverProcess = cmd.Process.Pid
	return strings.TrimSpace(line)
}

// TestScale publishes a large site and prints what it took: time, memory, and the histories of the run. Reviewers approve
// as fast as they are asked.
func TestScale(t *testing.T) {
	if *scale == 0 {
		t.Skip("make scale runs it: it takes long")
	}
	pages, names := numbered(*scale)
	h := newHouse(t, pages)
	h.patience = 6 * time.Hour
	p := h.plan(names, "es", "fr", "ru", "ar")
	began, before := time.Now(), h.memoryNow()
	run := h.start(p)
	stop := make(chan struct{})
	var approved atomic.Int64
	for i := range 4 {
		go h.reviewer(stop, p.Locales[i], &approved)
	}
	go h.tellScale(stop, run, began, before, &approved)
	r := h.ended(run)
	close(stop)
	t.Logf("%d documents × %d locales: %d pages published in %s; %s", r.Documents, len(p.Locales), r.Published, time.Since(began).Round(time.Second), h.memoryNow())
	if r.Status != l10n.RunCompleted || r.Published != *scale*len(p.Locales) {
		t.Errorf("%+v", r)
	}
	h.tellHistories(run)
	h.tellWorkflows()
}

// numbered makes pages that link to each other, and differ in a few sentences.
func numbered(n int) (pages map[string]string, names []string) {
	pages = map[string]string{}
	for i := range n {
		name, next := fmt.Sprintf("news/statement-%05d.html", i), (i+1)%n
		pages[name] = strings.NewReplacer("three", fmt.Sprint(i+2), "the other page", fmt.Sprintf("statement %d", next),
			"/other.html", fmt.Sprintf("/news/statement-%05d.html", next), "Statement of", fmt.Sprintf("Statement %d of", i)).Replace(page)
		names = append(names, name)
	}
	return pages, names
}

// TestNewsReachesARunThatContinues has a run continue as new again and again while its documents tell how they stand:
// news that were lost would keep it waiting for ever.
func TestNewsReachesARunThatContinues(t *testing.T) {
	pages, names := numbered(60)
	h := newHouseNew(t, pages, 50)
	h.patience = 5 * time.Minute
	p := h.plan(names, "es")
	run := h.start(p)
	stop := make(chan struct{})
	defer close(stop)
	var approved atomic.Int64
	go h.reviewer(stop, "es", &approved)
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != len(names) {
		t.Errorf("%+v", r)
	}
	if n := h.tellHistories(run); n < 5 {
		t.Errorf("the run had %d executions", n)
	}
}

// reviewer approves everything that waits in a locale.
func (h *house) reviewer(stop chan struct{}, l l10n.Locale, approved *atomic.Int64) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		ts, err := h.store.Translations(h.t.Context(), l10n.TranslationFilter{Locale: l, Waiting: true, Limit: 20})
		if err != nil || len(ts) == 0 {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		for _, tr := range ts {
			d := approve("review", "maria")
			d.ID = client.NewID()
			if err := h.client.Decide(h.t.Context(), tr.TranslationKey, d); err == nil {
				approved.Add(1)
			} else if errors.Is(err, l10n.ErrRefused) {
				h.t.Errorf("%v: %v", tr.TranslationKey, err)
				return
			}
		}
	}
}

// tellScale prints every minute how far the run is.
func (h *house) tellScale(stop chan struct{}, run l10n.RunID, began time.Time, before string, approved *atomic.Int64) {
	h.t.Logf("at the start: %s", before)
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Minute):
			pages, _ := h.store.PublishedSite(h.t.Context(), "test")
			fmt.Printf("%6s  %6d approved  %6d published  %s\n", time.Since(began).Round(time.Second), approved.Load(), len(pages), h.memoryNow())
		}
	}
}

var resident = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// memoryNow says what this process holds: worker, records, source and destination, and the server unless that is apart.
func (h *house) memoryNow() string {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := fmt.Sprintf("Go heap %d MB, resident %s", m.HeapAlloc>>20, residentOf(os.Getpid()))
	if h.serverProcess != 0 {
		s += ", server " + residentOf(h.serverProcess)
	}
	return s
}

func residentOf(process int) string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	kb := resident.FindSubmatch(b)
	if err != nil || kb == nil {
		return "unknown"
	}
	n, _ := strconv.Atoi(string(kb[1]))
	return fmt.Sprintf("%d MB", n>>10)
}

// tellHistories prints the length and size of each execution of a run, the last first, and returns how many there are.
func (h *house) tellHistories(run l10n.RunID) (executions int) {
	id, execution := workflows.RunWorkflowID(run), ""
	for n := 1; ; n++ {
		d, err := h.sdk.DescribeWorkflowExecution(h.t.Context(), id, execution)
		if err != nil {
			h.t.Fatal(err)
		}
		info := d.WorkflowExecutionInfo
		h.t.Logf("run, execution %d from the end: %d events, %d kB", n, info.HistoryLength, info.HistorySizeBytes>>10)
		it := h.sdk.GetWorkflowHistory(h.t.Context(), id, info.Execution.RunId, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		first, err := it.Next()
		h.must(err)
		if execution = first.GetWorkflowExecutionStartedEventAttributes().GetContinuedExecutionRunId(); execution == "" {
			return n
		}
	}
}

// TestALongList has a plan of very many pages, none of which is there: what is left is the listing, the window, and the
// run that continues as new.
func TestALongList(t *testing.T) {
	if *long == 0 {
		t.Skip("make scale runs it: it takes long")
	}
	h := newHouse(t, map[string]string{})
	h.patience = 3 * time.Hour
	names := make([]string, *long)
	for i := range names {
		names[i] = fmt.Sprintf("news/statement-of-the-delegation-%05d.html", i)
	}
	began := time.Now()
	run := h.start(h.plan(names, "es", "fr", "ru", "ar"))
	r := h.ended(run)
	t.Logf("%d documents in %s; %s", r.Documents, time.Since(began).Round(time.Second), h.memoryNow())
	if r.Documents != *long || r.Ended != *long*4 || !strings.HasPrefix(r.Comment, fmt.Sprintf("%d of %d documents", *long, *long)) {
		t.Errorf("%+v", r)
	}
	h.tellHistories(run)
	h.tellWorkflows()
}

// tellWorkflows prints how many executions of each workflow have ended, and the longest and largest history among them.
func (h *house) tellWorkflows() {
	type tally struct{ count, events, bytes int64 }
	tallies := map[string]tally{}
	for token, more := []byte(nil), true; more; more = len(token) > 0 {
		page, err := h.sdk.ListWorkflow(h.t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Namespace: "default", Query: `ExecutionStatus != "Running"`, PageSize: 200, NextPageToken: token})
		h.must(err)
		for _, info := range page.Executions {
			was := tallies[info.Type.Name]
			tallies[info.Type.Name] = tally{was.count + 1, max(was.events, info.HistoryLength), max(was.bytes, info.HistorySizeBytes)}
		}
		token = page.NextPageToken
	}
	for _, name := range slices.Sorted(maps.Keys(tallies)) {
		n := tallies[name]
		h.t.Logf("%d × %s: at most %d events and %d kB", n.count, name, n.events, n.bytes>>10)
	}
}
