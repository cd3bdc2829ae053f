// Command notice writes the file NOTICE: the licences of everything that is linked into the program, as they stand in
// the modules' own folders, each text once with the modules that have it.
//
//	go run ./internal/notice > NOTICE      or: make notice
//
// It asks the go command which packages are linked, so nothing has to be listed by hand, and needs no network once the
// program was built. Modules without a file of a licence are named at the end.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	b, err := notice(root)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := os.Stdout.Write(b); err != nil {
		log.Fatal(err)
	}
}

// linked is a package of the program, as `go list` tells of it.
type linked struct {
	ImportPath, Dir string
	Standard        bool
	Module          *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path, Version, Dir string }
	}
}

// text is a licence and what is under it.
type text struct {
	body string
	of   []string
}

// notice makes the file for the program of a checkout.
func notice(root string) ([]byte, error) {
	files, err := licences(root)
	if err != nil {
		return nil, err
	}
	texts := map[string]*text{}
	var without []string
	for _, of := range slices.Sorted(maps.Keys(files)) {
		if len(files[of]) == 0 {
			without = append(without, of)
		}
		for _, file := range files[of] {
			b, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			body := strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n"))
			key := strings.Join(strings.Fields(body), " ")
			if texts[key] == nil {
				texts[key] = &text{body: body}
			}
			if t := texts[key]; !slices.Contains(t.of, of) {
				t.of = append(t.of, of)
			}
		}
	}
	all := slices.Collect(maps.Values(texts))
	slices.SortFunc(all, func(a, b *text) int {
		if a.of[0] != b.of[0] {
			return strings.Compare(a.of[0], b.of[0])
		}
		return strings.Compare(a.body, b.body)
	})
	var out bytes.Buffer
	out.WriteString("Dragoman is under the Apache License 2.0, see the file LICENSE. What is linked into the program is under the\n" +
		"licences that follow. This file is made by `make notice`; do not change it by hand.\n")
	for _, t := range all {
		fmt.Fprintf(&out, "\n%s\n", strings.Repeat("=", 100))
		for _, of := range t.of {
			fmt.Fprintln(&out, of)
		}
		fmt.Fprintf(&out, "%s\n\n%s\n", strings.Repeat("-", 100), t.body)
	}
	if without != nil {
		fmt.Fprintf(&out, "\n%s\nThese modules have no file of a licence; their repositories say which is theirs.\n\n%s\n",
			strings.Repeat("=", 100), strings.Join(without, "\n"))
	}
	return out.Bytes(), nil
}

// licenceName is how files with licences and notices are named.
var licenceName = regexp.MustCompile(`(?i)^(licen[cs]es?|copying|copyright|notice|patents|unlicense)([-._].*)?$`)

// licences finds the files of everything that is linked, by module and version, or by the place in the checkout.
func licences(root string) (map[string][]string, error) {
	packages, err := list(root)
	if err != nil {
		return nil, err
	}
	files := map[string][]string{}
	for _, p := range packages {
		switch {
		case p.Standard || p.Module == nil:
			continue
		case p.Module.Main:
			found := in(p.Dir)
			if rel, err := filepath.Rel(mustAbs(root), p.Dir); err == nil && rel != "." && found != nil {
				files["data in "+filepath.ToSlash(rel)] = found
			}
			continue
		}
		name, dir := p.Module.Path+" "+p.Module.Version, p.Module.Dir
		if r := p.Module.Replace; r != nil {
			name, dir = r.Path+" "+r.Version, r.Dir
		}
		// From the package up to its module: what was taken over from elsewhere has its licence beside it.
		for at := p.Dir; strings.HasPrefix(at, dir); at = filepath.Dir(at) {
			for _, f := range in(at) {
				if !slices.Contains(files[name], f) {
					files[name] = append(files[name], f)
				}
			}
		}
		slices.Sort(files[name])
		if len(files[name]) == 0 {
			files[name] = nil // said in the file
		}
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	files["Go's standard library"] = in(strings.TrimSpace(string(goroot)))
	return files, nil
}

func mustAbs(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		log.Fatal(err)
	}
	return abs
}

// list asks the go command for the packages of the program with the embedded server, which has all of the lean one.
func list(root string) ([]linked, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Standard,Module", "./cmd/dragoman")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	b, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var all []linked
	for d := json.NewDecoder(bytes.NewReader(b)); ; {
		var p linked
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

// in are the files with licences in a folder.
func in(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		if !e.IsDir() && licenceName.MatchString(e.Name()) && ext != ".go" && ext != ".json" && ext != ".yml" {
			found = append(found, filepath.Join(dir, e.Name()))
		}
	}
	return found
}
