package provider

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// A model is asked for one JSON object in the form of [schema]. Servers that cannot hold it to that form return the
// object within other words: behind a model's thoughts, in a code fence, after "Sure!", with "1" for 1. The answer is
// taken where only one reading is possible, and refused with the reason otherwise: a text beside the wrong sentence is
// worse than none.

// item is a model's translation of one text. Its ID counts from 1.
type item struct {
	ID   int
	Text string
}

// list are the items of one JSON value.
type list struct {
	items []item
	alone bool // the value is one item and not a list of them
}

// readReply finds a model's answers to the texts it was asked in what it wrote. A text without an answer, or with two,
// gets an error of its own, so that the others are not lost with it.
func readReply(asked []string, written ...string) ([]translate.Answer, error) {
	r := replyReader{asked: asked, known: map[string]bool{}}
	for _, w := range written {
		r.read(w)
	}
	items, err := r.choose()
	if err != nil {
		return nil, err
	}
	return answers(items, len(asked))
}

type replyReader struct {
	asked []string
	lists []list
	known map[string]bool // the lists, written as JSON
	cut   bool            // what was written ends within a value
	other bool            // it has JSON of another form
}

// read finds the lists in one thing that the model wrote.
func (r *replyReader) read(written string) {
	var whole any
	d := json.NewDecoder(strings.NewReader(written))
	d.UseNumber()
	if d.Decode(&whole) == nil && strings.TrimSpace(written[d.InputOffset():]) == "" {
		if again, ok := whole.(string); ok {
			written = again // it is written as a JSON string
		} else {
			r.add(whole)
			return
		}
	}
	values, cut := findJSON(withoutThoughts(written))
	r.cut = r.cut || cut
	for _, v := range values {
		r.add(v)
	}
}

func (r *replyReader) add(v any) {
	found := r.in(v, 0)
	r.other = r.other || len(found) == 0
	for _, l := range found {
		key, err := json.Marshal(l.items)
		if err == nil && !r.known[string(key)] {
			r.known[string(key)] = true
			r.lists = append(r.lists, l)
		}
	}
}

// wrappers are the members whose string may be JSON once more: models and gateways encode an answer twice.
var wrappers = []string{"translations", "arguments", "input"}

// in returns the lists in a value: the value itself, or what it wraps.
func (r *replyReader) in(v any, depth int) []list {
	if depth > maxNesting {
		return nil
	}
	var found []list
	switch v := v.(type) {
	case map[string]any:
		if one, ok := r.item(v); ok {
			return []list{{items: []item{one}, alone: true}}
		}
		if byID, ok := byID(v); ok {
			return []list{{items: byID}}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			inner := v[key]
			if s, ok := inner.(string); ok && slices.Contains(wrappers, strings.ToLower(key)) {
				d := json.NewDecoder(strings.NewReader(s))
				d.UseNumber()
				if d.Decode(&inner) != nil {
					continue
				}
			}
			found = append(found, r.in(inner, depth+1)...)
		}
	case []any:
		var items []item
		for _, e := range v {
			m, _ := e.(map[string]any)
			if one, ok := r.item(m); ok {
				items = append(items, one)
			}
		}
		switch {
		case len(items) > 0 && len(items) == len(v):
			return []list{{items: items}}
		case len(items) > 0:
			return nil // some are of another form: what is missing there can't be told
		}
		for _, e := range v {
			found = append(found, r.in(e, depth+1)...)
		}
	}
	return found
}

// item reads an object with an ID and a text. One that repeats the text it was asked and has another string beside it
// has its translation there, under a name that nobody agreed on: it is none.
func (r *replyReader) item(m map[string]any) (item, bool) {
	var one item
	var hasID, hasText bool
	strs := 0
	for key, v := range m {
		s, isString := v.(string)
		switch strings.ToLower(key) {
		case "id":
			one.ID, hasID = idOf(v)
		case "text":
			one.Text, hasText = s, isString
		default:
			if isString {
				strs++
			}
		}
	}
	if s, ok := m["translation"].(string); ok && m["text"] == nil {
		one.Text, hasText = s, true
		strs--
	}
	if !hasID || !hasText {
		return item{}, false
	}
	echo := one.ID >= 1 && one.ID <= len(r.asked) && one.Text == r.asked[one.ID-1]
	return one, !echo || strs == 0
}

// byID reads an object whose members' names are the IDs.
func byID(m map[string]any) ([]item, bool) {
	items := make([]item, 0, len(m))
	for key, v := range m {
		id, ok := idOf(key)
		text, isText := v.(string)
		if !ok || !isText {
			return nil, false
		}
		items = append(items, item{id, text})
	}
	slices.SortFunc(items, func(a, b item) int { return a.ID - b.ID })
	return items, len(items) > 0
}

var wholeNumber = regexp.MustCompile(`^[0-9]{1,9}(\.0+)?$`)

// idOf reads an ID that is a number, or a number in a string: 1, 1.0, "1".
func idOf(v any) (int, bool) {
	s, ok := v.(string)
	if n, isNumber := v.(json.Number); isNumber {
		s, ok = n.String(), true
	}
	if s = strings.TrimSpace(s); !ok || !wholeNumber.MatchString(s) {
		return 0, false
	}
	digits, _, _ := strings.Cut(s, ".")
	id, err := strconv.Atoi(digits)
	return id, err == nil
}

// choose returns the one list that is the answer without doubt.
func (r *replyReader) choose() ([]item, error) {
	lists := r.joined()
	if len(lists) > 1 { // the question may be quoted
		if others := slices.DeleteFunc(slices.Clone(lists), r.repeats); len(others) > 0 {
			lists = others
		}
	}
	if len(lists) > 1 {
		if whole := slices.DeleteFunc(slices.Clone(lists), func(l list) bool { return !r.covers(l) }); len(whole) == 1 {
			lists = whole
		}
	}
	switch {
	case len(lists) > 1:
		return nil, unreadable("the model's answer has more than one list of translations, and which one counts is not clear")
	case len(lists) == 1:
		return lists[0].items, nil
	case r.cut:
		return nil, errCutOff
	case r.other || len(r.lists) > 0:
		return nil, unreadable("the model's answer has JSON of another form than it was asked for")
	}
	return nil, unreadable("the model's answer has no JSON in it")
}

// joined are the lists, where items that stand alone, one a line, are a list together. They count only when none is
// missing: they may be what is left of a list that can't be read, whose IDs count in another way.
func (r *replyReader) joined() []list {
	var lists []list
	var all list
	for _, l := range r.lists {
		if l.alone {
			all.items = append(all.items, l.items...)
		} else {
			lists = append(lists, l)
		}
	}
	if len(all.items) == len(r.asked) && r.covers(all) {
		lists = append(lists, all)
	}
	return lists
}

// repeats reports whether a list is what was asked.
func (r *replyReader) repeats(l list) bool {
	return r.covers(l) && !slices.ContainsFunc(l.items, func(i item) bool { return i.Text != r.asked[i.ID-1] })
}

// covers reports whether a list has an item for every text, and none for others.
func (r *replyReader) covers(l list) bool {
	ids := map[int]bool{}
	for _, i := range l.items {
		if i.ID < 1 || i.ID > len(r.asked) {
			return false
		}
		ids[i.ID] = true
	}
	return len(ids) == len(r.asked)
}

// maxAnswers is how many different answers to one text are counted.
const maxAnswers = 5

// answers sorts items by their IDs. An ID that was not asked means that the model counts in its own way, so that no text
// is certain to stand beside its sentence.
func answers(items []item, n int) ([]translate.Answer, error) {
	out := make([]translate.Answer, n)
	texts := make([][]string, n)
	for _, t := range items {
		if t.ID < 1 || t.ID > n {
			return nil, unreadable("the model's answer has IDs that it was not asked for")
		}
		if at := &texts[t.ID-1]; len(*at) < maxAnswers && !slices.Contains(*at, t.Text) {
			*at = append(*at, t.Text)
		}
	}
	for i, ts := range texts {
		switch len(ts) {
		case 0:
			out[i].Err = translate.ErrNoAnswer
		case 1:
			out[i].Text = ts[0]
		default:
			out[i].Err = fmt.Errorf("%w: the model gave %d answers to the text", translate.ErrBadAnswer, len(ts))
		}
	}
	return out, nil
}

// thoughts are the marks around what models write before their answer. An answer is what follows the last end mark.
// Some servers leave the first mark out.
var thoughts = []struct{ begin, end string }{
	{"<think>", "</think>"}, {"<thinking>", "</thinking>"}, {"<thought>", "</thought>"}, {"<reasoning>", "</reasoning>"},
	{"<reflection>", "</reflection>"}, {"<analysis>", "</analysis>"}, {"<scratchpad>", "</scratchpad>"},
	{"[THINK]", "[/THINK]"}, {"◁think▷", "◁/think▷"}, {"<|channel|>analysis", "<|channel|>final<|message|>"},
}

// withoutThoughts is the text after a model's thoughts, or none where it ends within them.
func withoutThoughts(text string) string {
	after := 0
	for _, t := range thoughts {
		if at := strings.LastIndex(text, t.end); at >= 0 {
			after = max(after, at+len(t.end))
		}
	}
	text = text[after:]
	for _, t := range thoughts {
		if at := strings.Index(text, t.begin); at >= 0 {
			text = text[:at]
		}
	}
	return text
}

// written reads a content that is a string, or, as some servers have it, a list of parts.
type written string

// UnmarshalJSON implements json.Unmarshaler.
func (w *written) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err == nil {
		if s != nil {
			*w = written(*s)
		}
		return nil
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(b, &parts); err != nil {
		return errors.New("the content is neither a text nor a list of parts")
	}
	for _, p := range parts {
		if p.Type == "text" || p.Type == "output_text" {
			*w += written(p.Text)
		}
	}
	return nil
}

// unreadable is a model's answer that has not the form it was asked for.
func unreadable(why string) error {
	return &translate.Failure{Kind: translate.ErrBadAnswer, Code: why, Unsure: true}
}

// Two kinds of unreadable answers that are met with otherwise than the rest.
var (
	errDeclines = unreadable("the model declines")
	errCutOff   = unreadable("the model's answer was cut off")
)
