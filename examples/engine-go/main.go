// Command engine-go is a worker with an engine of your own, for Dragoman's provider "activity". This one replaces three
// words; put your engine in its place. docs/providers.md has the contract.
//
//	dragoman.yaml:  providers: {activity: {queue: my-engine}}
//	then:           TEMPORAL_ADDRESS=127.0.0.1:7233 TEMPORAL_TOKEN=$(cat .dragoman/temporal.token) go run ./examples/engine-go
package main

import (
	"context"
	"log"
	"os"
	"strings"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
)

// texts is the activity's argument.
type texts struct {
	Version int      `json:"version"`
	Source  string   `json:"source"`
	Target  string   `json:"target"`
	Texts   []string `json:"texts"`
	Context string   `json:"context"`
	Terms   []struct {
		Source string `json:"source"`
		Target string `json:"target"`
	} `json:"terms"`
}

// answers is the activity's result: an answer for each text, in the same order.
type answers struct {
	Answers []answer `json:"answers"`
}

type answer struct {
	Text  string `json:"text,omitempty"`
	Error string `json:"error,omitempty"`
}

// token is what the server of `dragoman dev` wants of its clients; other servers take no notice.
type token string

func (t token) GetHeaders(context.Context) (map[string]string, error) {
	if t == "" {
		return nil, nil
	}
	return map[string]string{"authorization": "Bearer " + string(t)}, nil
}

var words = strings.NewReplacer("Good morning", "Buenos días", "river", "río", "house", "casa")

func translateTexts(_ context.Context, in texts) (answers, error) {
	if in.Version != 1 || in.Source != "en" || in.Target != "es" {
		// A pair that the engine does not have goes to the next one in the chain.
		return answers{}, temporal.NewNonRetryableApplicationError("English into Spanish only", "ProviderPair", nil)
	}
	var out answers
	for _, text := range in.Texts {
		translated := words.Replace(text) // the marks <1>…</1> and <2/> stay where they are
		if translated == text {
			out.Answers = append(out.Answers, answer{Error: "not a word of it is known"})
			continue
		}
		out.Answers = append(out.Answers, answer{Text: translated})
	}
	return out, nil
}

func main() {
	c, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS"), HeadersProvider: token(os.Getenv("TEMPORAL_TOKEN"))})
	if err != nil {
		log.Fatalln("no Temporal server:", err)
	}
	defer c.Close()
	w := worker.New(c, "my-engine", worker.Options{})
	w.RegisterActivityWithOptions(translateTexts, activity.RegisterOptions{Name: "TranslateTexts"})
	if err := w.Run(worker.InterruptCh()); err != nil {
		log.Fatalln(err)
	}
}
