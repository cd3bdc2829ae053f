package e2e_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

var (
	scale = flag.Int("scale", 0, "how many documents TestScale publishes in four locales; 0 leaves it out")
	long  = flag.Int("long", 0, "how many documents TestALongList has in one plan; 0 leaves it out")
	disk  = flag.Bool("disk", false, "keep the server's histories in a file, so that memory is the program's own")
)

// TestScale publishes a large site and prints what it took: time, memory, and the histories of the run. Reviewers approve
// as fast as they are asked.
func TestScale(t *testing.T) {
	if *scale == 0 {
		t.Skip("make scale runs it: it takes long")
	}
	pages, names := map[string]string{}, []string{}
	for i := range *scale {
		name := fmt.Sprintf("news/statement-%05d.html", i)
		pages[name] = strings.NewReplacer("three", fmt.Sprint(i+2), "the other page", fmt.Sprintf("statement %d", (i+1)%*scale),
			"/other.html", fmt.Sprintf("/news/statement-%05d.html", (i+1)%*scale), "Statement of", fmt.Sprintf("Statement %d of", i)).Replace(page)
		names = append(names, name)
	}
	h := newHouse(t, pages)
	h.patience = 6 * time.Hour
	p := h.plan(names, "es", "fr", "ru", "ar")
	began, before := time.Now(), memoryNow(t)
	run := h.start(p)
	stop := make(chan struct{})
	var approved atomic.Int64
	for i := range 4 {
		go h.reviewer(stop, p.Locales[i], &approved)
	}
	go h.tellScale(stop, run, began, before, &approved)
	r := h.ended(run)
	close(stop)
	t.Logf("%d documents × %d locales: %d pages published in %s; %s", r.Documents, len(p.Locales), r.Published, time.Since(began).Round(time.Second), memoryNow(t))
	if r.Status != l10n.RunCompleted || r.Published != *scale*len(p.Locales) {
		t.Errorf("%+v", r)
	}
	h.tellHistories(run)
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
			fmt.Printf("%6s  %6d approved  %6d published  %s\n", time.Since(began).Round(time.Second), approved.Load(), len(pages), memoryNow(h.t))
		}
	}
}

var resident = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// memoryNow says what the process holds: server, worker, records and source in one.
func memoryNow(t testing.TB) string {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := fmt.Sprintf("Go heap %d MB", m.HeapAlloc>>20)
	b, err := os.ReadFile("/proc/self/status")
	if kb := resident.FindSubmatch(b); err == nil && kb != nil {
		s += fmt.Sprintf(", resident %s kB", kb[1])
	}
	return s
}

// tellHistories prints the length and size of each execution of a run, the last first.
func (h *house) tellHistories(run l10n.RunID) {
	id, execution := workflows.RunWorkflowID(run), ""
	for n := 1; n < 1000; n++ {
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
			return
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
	t.Logf("%d documents in %s; %s", r.Documents, time.Since(began).Round(time.Second), memoryNow(t))
	if r.Documents != *long || r.Ended != *long*4 || !strings.HasPrefix(r.Comment, fmt.Sprintf("%d of %d documents", *long, *long)) {
		t.Errorf("%+v", r)
	}
	h.tellHistories(run)
}

// serverFile is where the server keeps its histories: in memory, but where memory is measured.
func serverFile(t testing.TB) string {
	if !*disk {
		return ""
	}
	return filepath.Join(t.TempDir(), "temporal.db")
}
