package judge

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The most that is taken of an answer.
const (
	mostJSON       = 1 << 20 // bytes
	mostRemarks    = 10      // of a segment, the gravest first
	mostMessage    = 300     // characters
	mostSuggestion = 500
	mostSpan       = 500
)

// reported is an error as a model writes it down.
type reported struct {
	SourceSpan string  `json:"source_span"`
	TargetSpan string  `json:"target_span"`
	Category   string  `json:"category"`
	Severity   string  `json:"severity"`
	Message    string  `json:"message"`
	Suggestion string  `json:"suggestion"`
	Confidence float64 `json:"confidence"`
}

// readReply makes opinions of an answer about a batch, by the segments' places in it. A segment that the answer leaves
// out, says two things of, or says something unreadable of, has none. Where no segment can be trusted to be the one that
// is meant, the error is [ErrMalformed].
func readReply(b json.RawMessage, batch []assess.Segment) (map[int]opinion, error) {
	if len(b) > mostJSON {
		return nil, fmt.Errorf("%w: it is too large", ErrMalformed)
	}
	var in struct {
		Segments *[]json.RawMessage `json:"segments"`
	}
	if err := json.Unmarshal(b, &in); err != nil || in.Segments == nil {
		return nil, fmt.Errorf("%w: it has no list of segments", ErrMalformed)
	}
	out, seen := map[int]opinion{}, map[int]bool{}
	for _, raw := range *in.Segments {
		var s struct {
			ID     int              `json:"id"`
			Errors *json.RawMessage `json:"errors"`
		}
		if json.Unmarshal(raw, &s) != nil || s.ID < 1 || s.ID > len(batch) {
			return nil, fmt.Errorf("%w: it has segments that it was not asked about", ErrMalformed)
		}
		at := s.ID - 1
		if seen[at] {
			delete(out, at)
			continue
		}
		seen[at] = true
		if s.Errors == nil {
			continue
		}
		if o, ok := readErrors(*s.Errors, batch[at]); ok {
			out[at] = o
		}
	}
	return out, nil
}

// readErrors makes an opinion of the errors of one segment. It reports false where one can't be read.
func readErrors(b json.RawMessage, s assess.Segment) (opinion, bool) {
	var es []reported
	if json.Unmarshal(b, &es) != nil || es == nil {
		return opinion{}, false
	}
	var o opinion
	var all []l10n.Remark
	source, target := withoutCodes(s.Source), withoutCodes(s.Target)
	for _, e := range es {
		r, known := e.remark()
		if !known {
			return opinion{}, false
		}
		all = append(all, r)
		var inSource, inTarget bool
		r.SourceSpan, inSource = quoted(source, e.SourceSpan)
		r.TargetSpan, inTarget = quoted(target, e.TargetSpan)
		if !inSource || !inTarget {
			o.dropped++
			continue
		}
		r.SourceSpan, r.TargetSpan = first(r.SourceSpan, mostSpan), first(r.TargetSpan, mostSpan)
		o.remarks = append(o.remarks, r)
	}
	o.score, o.doubt = Score(o.remarks), Score(all)
	slices.SortStableFunc(o.remarks, func(a, b l10n.Remark) int { return weights[b.Severity] - weights[a.Severity] })
	o.remarks = o.remarks[:min(len(o.remarks), mostRemarks)]
	return o, true
}

// remark is an error in the words of the vocabulary, without its spans. It reports false for a severity that there is not.
func (e reported) remark() (l10n.Remark, bool) {
	severity := l10n.RemarkSeverity(strings.ToLower(strings.TrimSpace(e.Severity)))
	suggestion := e.Suggestion
	if first(suggestion, mostSuggestion) != suggestion {
		suggestion = "" // half of a text would be another text
	}
	return l10n.Remark{
		Category: category(e.Category), Severity: severity,
		Message: cut(line(e.Message), mostMessage), Suggestion: suggestion,
		Confidence: min(max(e.Confidence, 0), 1),
	}, slices.Contains(l10n.RemarkSeverities, severity)
}

// category is a top level category. Models like to name those within one ("accuracy/omission") and those of the first MQM.
func category(s string) l10n.Category {
	top, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "/")
	switch top {
	case "fluency":
		return l10n.CategoryLinguistic
	case "locale convention", "locale-convention":
		return l10n.CategoryLocale
	}
	if c := l10n.Category(strings.ReplaceAll(top, " ", "-")); slices.Contains(l10n.Categories, c) {
		return c
	}
	return l10n.CategoryCustom
}

// line is a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
