// Command reviewer-go is a worker with a reviewer of your own, for Dragoman's review steps of the kind "activity". This
// one looks at figures and at a few words that the house does not write; put your rules in their place. docs/reviews.md
// has the contract, and docs/reviewer.schema.json every field of it.
//
//	dragoman.yaml:  sites[].review.steps: [{name: style, kind: activity, queue: my-reviewers, activity: ReviewTexts}, review]
//	then:           TEMPORAL_ADDRESS=127.0.0.1:7233 TEMPORAL_TOKEN=$(cat .dragoman/temporal.token) go run ./examples/reviewer-go
package main

import (
	"context"
	"log"
	"os"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
)

// task is what the rules need of the activity's argument.
type task struct {
	Contract   int       `json:"contract"`
	Task       string    `json:"task"`
	Locale     string    `json:"locale"`
	TargetHash string    `json:"targetHash"`
	Segments   []segment `json:"segments"`
}

type segment struct {
	ID         string `json:"id"`
	Source     string `json:"source"`
	Target     string `json:"target"`
	TargetHash string `json:"targetHash"`
}

// answer is the activity's result: each segment of the task stands once, in segments or in skipped.
type answer struct {
	Task       string   `json:"task"`
	TargetHash string   `json:"targetHash"`
	Segments   []said   `json:"segments"`
	Skipped    []left   `json:"skipped,omitempty"`
	Reviewer   reviewer `json:"reviewer"`
}

type said struct {
	ID         string  `json:"id"`
	TargetHash string  `json:"targetHash"`
	Verdict    string  `json:"verdict"` // pass, changes or abstain
	Proposed   string  `json:"proposed,omitempty"`
	Issues     []issue `json:"issues,omitempty"`
}

type issue struct {
	Type       string `json:"type"`
	Severity   string `json:"severity"`
	SourceSpan string `json:"sourceSpan,omitempty"` // verbatim
	TargetSpan string `json:"targetSpan,omitempty"` // verbatim
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"`
}

type left struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

type reviewer struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// reviewTexts says something of each segment. It is asked again after a crash, with the same task.
func reviewTexts(ctx context.Context, t task) (answer, error) {
	if t.Contract != 1 {
		return answer{}, temporal.NewNonRetryableApplicationError("this reviewer knows version 1 of the contract alone", "Contract", nil)
	}
	a := answer{Task: t.Task, TargetHash: t.TargetHash, Reviewer: reviewer{ID: "house-style", Version: "1"}, Segments: []said{}}
	for _, s := range t.Segments {
		if activity.RecordHeartbeat(ctx); ctx.Err() != nil { // nobody waits for the answer any more
			return answer{}, ctx.Err()
		}
		if plain(s.Target) == "" {
			a.Skipped = append(a.Skipped, left{s.ID, "there is no translation to look at"})
			continue
		}
		a.Segments = append(a.Segments, look(s, t.Locale))
	}
	return a, nil
}

// token is what the server of `dragoman dev` wants of its clients; other servers take no notice.
type token string

func (t token) GetHeaders(context.Context) (map[string]string, error) {
	if t == "" {
		return nil, nil
	}
	return map[string]string{"authorization": "Bearer " + string(t)}, nil
}

func main() {
	c, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS"), HeadersProvider: token(os.Getenv("TEMPORAL_TOKEN"))})
	if err != nil {
		log.Fatalln("no Temporal server:", err)
	}
	defer c.Close()
	w := worker.New(c, "my-reviewers", worker.Options{})
	w.RegisterActivityWithOptions(reviewTexts, activity.RegisterOptions{Name: "ReviewTexts"})
	if err := w.Run(worker.InterruptCh()); err != nil {
		log.Fatalln(err)
	}
}
