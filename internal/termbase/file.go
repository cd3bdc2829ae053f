package termbase

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Open reads a glossary file into a base: TBX by its name, CSV otherwise.
func Open(path string) (*Base, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("glossary: %w", err)
	}
	defer func() { _ = f.Close() }()
	read := ReadCSV
	if strings.EqualFold(filepath.Ext(path), ".tbx") {
		read = ReadTBX
	}
	concepts, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("glossary %s: %w", path, err)
	}
	return New(concepts...), nil
}
