package format

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// AnswerJSONL reads [Item]s, one JSON object a line, and writes {id, output} for each. An item that cannot be answered is
// an error that names its line.
func AnswerJSONL(r io.Reader, w io.Writer) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	n := 1
	for ; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var it Item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return fmt.Errorf("line %d is not an item in JSON: %w", n, err)
		}
		answer, err := it.Answer()
		if err != nil {
			return fmt.Errorf("line %d (%s): %w", n, it.ID, err)
		}
		if err := out.Encode(map[string]any{"id": it.ID, "output": answer}); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n, err)
	}
	return nil
}
