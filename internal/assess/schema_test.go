package assess

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const schemaFile = "../../docs/reviewer.schema.json"

// definition is what the test reads of a type in the schema.
type definition struct {
	Type       string                `json:"type"`
	Ref        string                `json:"$ref"`
	Const      any                   `json:"const"`
	Enum       []string              `json:"enum"`
	Required   []string              `json:"required"`
	Properties map[string]definition `json:"properties"`
	Items      *definition           `json:"items"`
	Maximum    *int                  `json:"maximum"`
	MaxLength  int                   `json:"maxLength"`
}

func definitions(t *testing.T) map[string]definition {
	t.Helper()
	b, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return s.Defs
}

// TestTheSchemaHasEveryField holds the schema for authors in other languages to the types that the house reads and writes.
func TestTheSchemaHasEveryField(t *testing.T) {
	defs := definitions(t)
	names := map[reflect.Type]string{
		reflect.TypeFor[Task](): "Task", reflect.TypeFor[Page](): "Page", reflect.TypeFor[Segment](): "Segment", reflect.TypeFor[Code](): "Code",
		reflect.TypeFor[Pair](): "Pair", reflect.TypeFor[Issue](): "Issue", reflect.TypeFor[Term](): "Term", reflect.TypeFor[Answer](): "Answer",
		reflect.TypeFor[Said](): "Said", reflect.TypeFor[Left](): "Left", reflect.TypeFor[l10n.Remark](): "Remark",
		reflect.TypeFor[l10n.Reviewer](): "Reviewer", reflect.TypeFor[l10n.Cost](): "Cost", reflect.TypeFor[l10n.Hash](): "Hash",
	}
	if got, want := slices.Sorted(maps.Keys(defs)), slices.Sorted(maps.Values(names)); !slices.Equal(got, want) {
		t.Fatalf("the schema has %v, and the contract %v", got, want)
	}
	ours := []string{"Answer.dropped", "Answer.malformed"} // reviewers of this house count them, others need not
	// The house writes the kind, and knows reviewers of its own that have no other name.
	otherwise := map[string]bool{"Reviewer.kind": false, "Reviewer.id": true}
	for typ, name := range names {
		if typ.Kind() != reflect.Struct {
			continue
		}
		def, fields := defs[name], map[string]bool{}
		for i := range typ.NumField() {
			field, options, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			at := name + "." + field
			if field == "-" || slices.Contains(ours, at) {
				continue
			}
			fields[field] = true
			p, ok := def.Properties[field]
			if !ok {
				t.Errorf("%s is not in the schema", at)
				continue
			}
			if want := form(typ.Field(i).Type, names); want != given(p) {
				t.Errorf("%s is %s in the schema, and %s in Go", at, given(p), want)
			}
			must := options == ""
			if m, ok := otherwise[at]; ok {
				must = m
			}
			if must != slices.Contains(def.Required, field) {
				t.Errorf("%s: required in the schema %v, in Go %v", at, !must, must)
			}
		}
		for field := range def.Properties {
			if !fields[field] {
				t.Errorf("%s.%s is in the schema, and not in Go", name, field)
			}
		}
	}
}

// form says what a Go type is in JSON.
func form(typ reflect.Type, names map[reflect.Type]string) string {
	if name, ok := names[typ]; ok {
		return name
	}
	switch typ.Kind() {
	case reflect.Pointer:
		return form(typ.Elem(), names)
	case reflect.Slice:
		return "array of " + form(typ.Elem(), names)
	case reflect.Int:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.Bool:
		return "boolean"
	}
	return "string" // texts, and times
}

// given says what a property is by the schema.
func given(d definition) string {
	switch {
	case d.Ref != "":
		return strings.TrimPrefix(d.Ref, "#/$defs/")
	case d.Items != nil:
		return "array of " + given(*d.Items)
	case d.Enum != nil:
		return "string"
	}
	return d.Type
}

// TestTheSchemaHasEveryWord holds the closed sets and the bounds.
func TestTheSchemaHasEveryWord(t *testing.T) {
	defs := definitions(t)
	same := func(at string, got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %q, want %q", at, got, want)
		}
	}
	same("origin", defs["Segment"].Properties["origin"].Enum, words(l10n.MatchClasses)...)
	same("verdict", defs["Said"].Properties["verdict"].Enum, words([]l10n.Outcome{l10n.Pass, l10n.Changes, l10n.Abstain})...)
	same("type", defs["Remark"].Properties["type"].Enum, words(l10n.Categories)...)
	same("severity", defs["Remark"].Properties["severity"].Enum, words(l10n.RemarkSeverities)...)
	if v := defs["Task"].Properties["contract"].Const; v != float64(Contract) {
		t.Errorf("the schema is of version %v, the contract of %d", v, Contract)
	}
	if n := defs["Reviewer"].Properties["id"].MaxLength; n != MaxName {
		t.Errorf("a name has %d, and may have %d", n, MaxName)
	}
	b, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{
		fmt.Sprintf("The first %d are kept", MaxRemarks), fmt.Sprintf("The first %d,%03d bytes are kept", MaxMessage/1000, MaxMessage%1000),
		fmt.Sprintf("at most %d,%03d bytes", MaxSuggestion/1000, MaxSuggestion%1000),
	} {
		if !strings.Contains(string(b), says) {
			t.Errorf("the schema does not say: %s", says)
		}
	}
}

func words[T ~string](ws []T) []string {
	var out []string
	for _, w := range ws {
		out = append(out, string(w))
	}
	return out
}

// TestTheSchemaIsTheContract has an independent reader of JSON Schema judge tasks and answers as Check does.
func TestTheSchemaIsTheContract(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(v any) error {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(doc)
	}
	task := asked()
	task.Segments[0].Match, task.Segments[0].ApprovedBefore = 101, &Pair{Source: "a", Target: "b"}
	task.Segments[0].Issues = []Issue{{Check: "numbers", Type: "numbers", Severity: 90, Message: "3 is missing"}}
	task.Segments[0].Terms = []Term{{Source: "river", Targets: []string{"río"}, Note: "no rivera"}}
	if err := valid(task); err != nil {
		t.Errorf("a good task is refused: %v", err)
	}
	full := answered(task)
	full.Segments[0].Score, full.Segments[0].Proposed = score(0), "El río sube."
	full.Segments[0].Issues = []l10n.Remark{{Category: "style", Severity: "minor", SourceSpan: "river", Confidence: 1}}
	full.Segments, full.Skipped = full.Segments[:2], []Left{{ID: "p3.1", Why: "not mine"}}
	full.Cost = l10n.Cost{Amount: 1, Currency: "EUR"}
	for name, change := range map[string]func(a *Answer){
		"good":           func(*Answer) {},
		"no task":        func(a *Answer) { a.Task = "" },
		"a short hash":   func(a *Answer) { a.TargetHash = a.TargetHash.Shortened() },
		"no verdict":     func(a *Answer) { a.Segments[0].Verdict = "" },
		"another":        func(a *Answer) { a.Segments[0].Verdict = "skipped" },
		"a high score":   func(a *Answer) { a.Segments[0].Score = score(101) },
		"a low score":    func(a *Answer) { a.Segments[0].Score = score(-1) },
		"a type":         func(a *Answer) { a.Segments[0].Issues[0].Category = "fluency" },
		"a severity":     func(a *Answer) { a.Segments[0].Issues[0].Severity = "blocker" },
		"confidence":     func(a *Answer) { a.Segments[0].Issues[0].Confidence = 80 },
		"nobody":         func(a *Answer) { a.Reviewer.ID = "" },
		"a negative sum": func(a *Answer) { a.Cost.Amount = -1 },
		"a sign":         func(a *Answer) { a.Cost.Currency = "€" },
	} {
		a := full
		a.Segments = slices.Clone(full.Segments)
		a.Segments[0].Issues = slices.Clone(full.Segments[0].Issues)
		change(&a)
		_, refused := a.Check(task)
		if said := valid(a); (said == nil) != (refused == nil) || (said == nil) != (name == "good") {
			t.Errorf("%s: the schema says %v, the house %v", name, said, refused)
		}
	}
}
