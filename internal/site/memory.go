package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Memory is what a verifier keeps from one time to the next: the highest number that it has seen of each list of
// current publications. It is the verifier's own file, which nobody at the destination can change. A nil Memory
// remembers nothing.
type Memory struct {
	file string
	seen map[string]seenList
}

// seenList is the newest list that was seen of a site at a place.
type seenList struct {
	Number int64  `json:"number"`
	URL    string `json:"url"`
}

// OpenMemory reads a verifier's memory. A file that is not there yet is an empty memory.
func OpenMemory(file string) (*Memory, error) {
	m := &Memory{file: file, seen: map[string]seenList{}}
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &m.seen); err != nil {
		return nil, fmt.Errorf("%s is not the memory of 'dragoman verify': %w", file, err)
	}
	return m, nil
}

// Save writes the memory, whole or not at all.
func (m *Memory) Save() error {
	if m == nil || len(m.seen) == 0 {
		return nil
	}
	b, err := json.MarshalIndent(m.seen, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(m.file), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(m.file), ".verify-*") // of mode 0600
	if err != nil {
		return err
	}
	_, err = tmp.Write(append(b, '\n'))
	if err := errors.Join(err, tmp.Close()); err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return os.Rename(tmp.Name(), m.file)
}

func memoryKey(place string, site l10n.SiteName) string { return place + " " + string(site) }

// number is the highest number of a site's lists at a place, or 0.
func (m *Memory) number(place string, site l10n.SiteName) int64 {
	if m == nil {
		return 0
	}
	return m.seen[memoryKey(place, site)].Number
}

// check compares a list with the newest that was seen, and remembers it. It returns what is wrong with the list.
func (m *Memory) check(place string, l publish.CurrentList) string {
	if m == nil {
		return ""
	}
	key := memoryKey(place, l.Site)
	last, ok := m.seen[key]
	switch {
	case ok && last.URL != l.URL:
		return fmt.Sprintf("the list of current publications is that of %s, and was that of %s before", l.URL, last.URL)
	case l.Number < last.Number:
		return fmt.Sprintf("the list of current publications is number %d, and number %d was there before: "+
			"an old list was put back", l.Number, last.Number)
	}
	m.seen[key] = seenList{l.Number, l.URL}
	return ""
}
