package bounded

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// Packed is a file that was packed with others.
type Packed struct {
	Name  string
	Bytes []byte
}

// Unzip unpacks of a ZIP archive the files whose names are wanted, in their order, to at most so many bytes in all. An archive of
// more than so many files is not looked into. The error of more wraps [ErrTooLarge]. A name may be any text: it is for nobody's
// file system.
func Unzip(packed []byte, files int, most int64, want func(name string) bool) ([]Packed, error) {
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > files {
		return nil, fmt.Errorf("%w: more than %d files", ErrTooLarge, files)
	}
	var all []Packed
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") || !want(f.Name) {
			continue
		}
		b, err := unpack(f, most)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		most -= int64(len(b))
		all = append(all, Packed{f.Name, b})
	}
	return all, nil
}

func unpack(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return Read(r, most)
}
