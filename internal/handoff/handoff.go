// Package handoff hands texts to others as files and takes them back: what a file is called, which of the files that lie
// at a place answer it, what an answer says of each text, and how its sender is told what can't be used. It decides
// nothing: what comes back is a word about texts like that of any reviewer.
package handoff

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// The folders of a place: files go out into the first, and come back into the second. When a step has ended its files are
// moved into the third.
const (
	Out  = "out"
	In   = "in"
	Done = "done"
)

// MaxFile is how many bytes a file may have that is read.
const MaxFile = 32 << 20

// Place is where files go out and come back. A name has the folder before it: "in/statement.xlf".
type Place interface {
	// Put writes a file at once: nobody sees half of it. One that is there is replaced.
	Put(ctx context.Context, name string, b []byte) error
	// Get reads a file. A larger one than most is refused, and one that is not there wraps [l10n.ErrNotFound].
	Get(ctx context.Context, name string, most int64) ([]byte, error)
	// List returns the files of a folder, ordered by their names; without a folder there are none. Whatever is no plain
	// file is left out.
	List(ctx context.Context, folder string) ([]File, error)
	// Remove removes a file. One that is not there is no error.
	Remove(ctx context.Context, name string) error
}

// File is a file of a folder.
type File struct {
	Name string // without the folder
	Size int64
	At   time.Time // of its last change
}

// Formats are the formats that files may have.
var Formats = xliff.Formats

// Name is what a file is called that goes out at a step of a round, without its ending. Whatever the name of a file that
// comes back, this has to be in it.
func Name(t l10n.Translation, step l10n.StepName) string {
	mark := l10n.NewHash("handoff", string(t.Document), string(t.Locale), string(t.Run), string(step), strconv.Itoa(t.Round))
	return fmt.Sprintf("%s%s.%d.%s", ours(t.TranslationKey), plain(string(step)), t.Round, mark[:markLength])
}

// markLength is how many letters a name ends in that no other name ends in.
const markLength = 16

// ours begins the names of all files of a translation.
func ours(k l10n.TranslationKey) string {
	return plain(string(k.Document)) + "." + string(k.Locale) + "."
}

// plain keeps of a name what every file system takes.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-':
			return r
		}
		return '-'
	}, s)
	return s[:min(len(s), 80)]
}

// Ending is that of the names of all files.
const Ending = ".xlf"
