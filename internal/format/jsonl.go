package format

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/english"
)

// AnswerJSONL reads [Item]s, one JSON object a line, and writes {id, output} for each, with the id as it came. For an
// item that cannot be answered it writes {id, error} and goes on; the error in the end counts them, and names the
// first's line.
func AnswerJSONL(r io.Reader, w io.Writer) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	n, items, bad := 1, 0, 0
	var first error
	for ; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		items++
		id, answer, err := answerLine(lines.Bytes())
		line := map[string]any{"id": id, "output": answer}
		if err != nil {
			line = map[string]any{"id": id, "error": err.Error()}
			if bad++; bad == 1 {
				first = fmt.Errorf("line %d: %w", n, err)
			}
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n, err)
	}
	if bad > 0 {
		return fmt.Errorf("%d of %s could not be answered; the first is %w", bad, english.Count(items, "item"), first)
	}
	return nil
}

func answerLine(line []byte) (id json.RawMessage, answer any, err error) {
	head := struct {
		ID json.RawMessage `json:"id"`
	}{json.RawMessage("null")}
	if err := json.Unmarshal(line, &head); err != nil {
		return json.RawMessage("null"), nil, fmt.Errorf("not an item in JSON: %w", err)
	}
	var it Item
	err = json.Unmarshal(line, &it)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		err = fmt.Errorf("%s is a %s, not a %s", strings.ToLower(wrong.Field), wrong.Type.Kind(), wrong.Value)
	}
	if err == nil {
		answer, err = it.Answer()
	}
	return head.ID, answer, err
}
