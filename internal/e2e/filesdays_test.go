package e2e_test

import (
	"context"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/place"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// filesDay opens a place for files, with an agency behind it that has a bad day by the page that it gets.
func (h *house) filesDay() func(day string) stepDay {
	folder, err := place.Open("dir", place.Options{Dir: h.t.TempDir()})
	h.must(err)
	h.activities.Review.Places = map[string]review.Place{"agency": {Place: hanging{folder}, Every: 200 * time.Millisecond}}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		(&agency{place: folder, met: map[string]time.Time{}}).work(ctx)
	}()
	h.t.Cleanup(func() { stop(); <-done })
	return func(day string) stepDay {
		d := stepDay{step: l10n.ReviewStep{Place: "agency", Format: "xliff-1.2", Deadline: 10 * time.Minute}, want: passes}
		switch day {
		case "late", "outdated", "half", "garbage", "hang":
			d.step.Deadline, d.want = 5*time.Second, toPeople
		case "never":
			d.step.Deadline, d.step.Then, d.want = 2*time.Second, l10n.ThenFail, fails
		case "cancelled":
			d.want, d.act = cancelled, cancelRun
		}
		return d
	}
}

// hanging is a place that does not answer when the file of such a day is read.
type hanging struct{ handoff.Place }

func (p hanging) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	if strings.HasPrefix(name, handoff.In) && strings.Contains(name, "file-hang") {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return p.Place.Get(ctx, name, most)
}

// agency answers files as their pages say.
type agency struct {
	place handoff.Place
	met   map[string]time.Time
}

func (g *agency) work(ctx context.Context) {
	for ctx.Err() == nil {
		files, _ := g.place.List(ctx, handoff.Out)
		for _, f := range files {
			_, day, _ := strings.Cut(f.Name, "file-")
			day, _, _ = strings.Cut(day, "-")
			first, known := g.met[f.Name]
			switch {
			case !known:
				g.met[f.Name] = time.Now()
				if day != "late" {
					g.answer(ctx, day, f.Name)
				}
			case day == "late" && time.Since(first) > 7*time.Second:
				g.answer(ctx, day, f.Name)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// answer puts the file back with all its texts signed off, or worse.
func (g *agency) answer(ctx context.Context, day, name string) {
	b, err := g.place.Get(ctx, handoff.Out+"/"+name, handoff.MaxFile)
	if err != nil {
		return
	}
	good := strings.ReplaceAll(string(b), `state="needs-review-translation"`, `state="signed-off"`)
	switch day {
	case "never", "cancelled":
		return
	case "twice":
		_ = g.place.Put(ctx, handoff.In+"/again "+name, []byte(good))
	case "outdated":
		good = strings.Replace(good, "<source>The session", "<source>A session", 1)
		good = strings.ReplaceAll(good, "dragoman:", "dragoman:0")
	case "half":
		good = good[:len(good)/2]
	case "garbage":
		good = "Sure! All of it is fine."
	}
	_ = g.place.Put(ctx, handoff.In+"/"+name, []byte(good))
}
