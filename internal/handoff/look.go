package handoff

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Back is a file that came back under the name of one that went out.
type Back struct {
	File
	Hash  l10n.Hash
	Bytes []byte
	// Refused says why it was not read, where that is so: it is too large, or no plain file.
	Refused error
}

// Look returns the files that came back for one that went out, the earliest first. Files that are refused already, as they
// stand, are left out. Those who have put files there that answer none, or one of an earlier round of the same translation,
// are told so beside their files; strays counts them.
func Look(ctx context.Context, p Place, k l10n.TranslationKey, name string) (back []Back, strays int, err error) {
	files, err := p.List(ctx, In)
	if err != nil || len(files) == 0 {
		return nil, 0, err
	}
	out, err := p.List(ctx, Out)
	if err != nil {
		return nil, 0, err
	}
	sent := byMark(out)
	notes := notesOf(files)
	for _, f := range files {
		note := notes[f.Name]
		switch of := answered(f.Name, sent); {
		case isNote(f.Name):
		case strings.Contains(f.Name, name):
			b, err := read(ctx, p, f)
			if err != nil {
				return nil, strays, err
			}
			if b.Hash != "" && !(strings.HasSuffix(note.Name, refused) && isAbout(ctx, p, note, b.Hash)) {
				back = append(back, b)
			}
		case (of == "" || strings.HasPrefix(of, ours(k))) && !covers(note, f):
			strays++
			if err := Refuse(ctx, p, f.Name, "", stray(of, name)); err != nil {
				return nil, strays, err
			}
		}
	}
	slices.SortStableFunc(back, func(a, b Back) int { return a.At.Compare(b.At) })
	return back, strays, nil
}

// The endings of the notes beside a file.
const (
	refused = ".refused.txt"
	taken   = ".taken.txt"
)

func isNote(name string) bool {
	return strings.HasSuffix(name, refused) || strings.HasSuffix(name, taken)
}

// notesOf returns the latest note of each file.
func notesOf(files []File) map[string]File {
	notes := map[string]File{}
	for _, f := range files {
		of := strings.TrimSuffix(strings.TrimSuffix(f.Name, refused), taken)
		if of != f.Name && !f.At.Before(notes[of].At) {
			notes[of] = f
		}
	}
	return notes
}

// covers reports whether a note was written after the last change of its file.
func covers(note, f File) bool { return note.Name != "" && !note.At.Before(f.At) }

// read reads a file. One that has gone meanwhile has no hash.
func read(ctx context.Context, p Place, f File) (Back, error) {
	b, err := p.Get(ctx, In+"/"+f.Name, MaxFile)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		return Back{}, nil
	case errors.Is(err, l10n.ErrRefused):
		id := fmt.Sprint(f.Name, f.Size, f.At.UnixNano())
		return Back{File: f, Hash: l10n.NewHash("unread", id), Refused: err}, nil
	case err != nil:
		return Back{}, err
	}
	sum := sha256.Sum256(b)
	return Back{File: f, Hash: l10n.Hash(hex.EncodeToString(sum[:])), Bytes: b}, nil
}

// byMark returns the names of files that went out, by the marks that their names end in.
func byMark(out []File) map[string]string {
	names := map[string]string{}
	for _, f := range out {
		name := strings.TrimSuffix(f.Name, Ending)
		if i := len(name) - markLength; i > 0 {
			names[name[i:]] = name
		}
	}
	return names
}

// answered returns the name of the file that went out whose name is in this one, or none.
func answered(file string, sent map[string]string) string {
	for i := 0; i+markLength <= len(file); i++ {
		if name := sent[file[i:i+markLength]]; name != "" && strings.Contains(file, name) {
			return name
		}
	}
	return ""
}

func stray(answered, name string) string {
	if answered != "" {
		return fmt.Sprintf("It answers %s, of which nobody waits for an answer any more. What this translation waits for now is %s%s in the "+
			"folder %s: take over into that one what still fits.", answered, name, Ending, Out)
	}
	return fmt.Sprintf("No file of this name is waited for: its step has ended, or it was called otherwise when it went out. A file that comes "+
		"back keeps the name that it had in the folder %s; something may stand before or after it.", Out)
}

// Clear moves a file that is waited for no more, and the answers to it with their notes, into the folder [Done]. A repeat
// goes on where it was broken off.
func Clear(ctx context.Context, p Place, name string) error {
	for _, folder := range []string{In, Out} {
		files, err := p.List(ctx, folder)
		if err != nil {
			return err
		}
		for _, f := range files {
			if !strings.Contains(f.Name, name) {
				continue
			}
			b, err := p.Get(ctx, folder+"/"+f.Name, MaxFile)
			if errors.Is(err, l10n.ErrRefused) {
				continue // too large, or no plain file: it stays
			}
			to := Done + "/" + f.Name
			if folder == Out {
				to = Done + "/sent " + f.Name
			}
			if err = errors.Join(err, p.Put(ctx, to, b)); err == nil {
				err = p.Remove(ctx, folder+"/"+f.Name)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// fingerprint begins the line of a note that says which bytes it is about.
const fingerprint = "sha256 "

// Refuse tells beside a file why it can't be used, or which parts of it. The hash is that of its bytes; it is not looked at
// again as long as it has them.
func Refuse(ctx context.Context, p Place, file string, hash l10n.Hash, why string) error {
	return tell(ctx, p, file, refused, hash, why+"\n\nMend it, or make it anew, and put it here under the same name. "+
		"Nothing of it is lost meanwhile.")
}

// Accept tells beside a file what was taken of it, once. What it was refused for before is taken away.
func Accept(ctx context.Context, p Place, b Back, texts int, faults []string) error {
	if len(faults) > 0 {
		return errors.Join(Refuse(ctx, p, b.Name, b.Hash, fmt.Sprintf("Of %d texts an answer was taken. What can't be used:\n\n%s", texts,
			strings.Join(faults, "\n"))), p.Remove(ctx, In+"/"+b.Name+taken))
	}
	if note, err := p.Get(ctx, In+"/"+b.Name+taken, maxNote); err == nil && strings.Contains(string(note), fingerprint+string(b.Hash)) {
		return nil
	}
	return errors.Join(tell(ctx, p, b.Name, taken, b.Hash, fmt.Sprintf("Of %d texts an answer was taken.", texts)),
		p.Remove(ctx, In+"/"+b.Name+refused))
}

const maxNote = 1 << 20

func tell(ctx context.Context, p Place, file, ending string, hash l10n.Hash, text string) error {
	if hash != "" {
		text += "\n\n" + fingerprint + string(hash)
	}
	return p.Put(ctx, In+"/"+file+ending, []byte(file+"\n\n"+text+"\n"))
}

// isAbout reports whether a note is about these bytes. One that can't be read is about none.
func isAbout(ctx context.Context, p Place, note File, hash l10n.Hash) bool {
	b, err := p.Get(ctx, In+"/"+note.Name, maxNote)
	return err == nil && strings.Contains(string(b), "\n"+fingerprint+string(hash)+"\n")
}
