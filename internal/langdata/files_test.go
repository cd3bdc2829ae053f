package langdata

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestFiles holds the form of every file: lists are sorted and without doubles, words are in Unicode's normal form NFC,
// in lower case and without their last full stop.
func TestFiles(t *testing.T) {
	for _, name := range names() {
		x := new(Language)
		if _, err := decode(name, x); err != nil {
			t.Error(err)
			continue
		}
		if l := l10n.Locale(name); name != root && Of(l).Tag != l {
			t.Errorf("data/%s.toml: no locale leads to this file; name it by its BCP 47 tag", name)
		}
		for _, f := range fields(x) {
			for _, fault := range faults(f) {
				t.Errorf("data/%s.toml: %s: %s", name, f.key, fault)
			}
		}
	}
}

// field is one key of a file with its value.
type field struct {
	key   string // "sentences.starters"
	name  string // the field of the Go struct: "Starters"
	value reflect.Value
}

// fields lists the keys of all sections.
func fields(x *Language) []field {
	var out []field
	v := reflect.ValueOf(x).Elem()
	for i := range v.NumField() {
		section := v.Type().Field(i).Tag.Get("toml")
		if section == "-" {
			continue
		}
		s := v.Field(i)
		for k := range s.NumField() {
			f := s.Type().Field(k)
			out = append(out, field{section + "." + f.Tag.Get("toml"), f.Name, s.Field(k)})
		}
	}
	return out
}

// asWritten are the keys whose texts may have capitals.
var asWritten = []string{"sentences.always_capital", "money.signs", "units.format", "letters.own"}

// characters are the keys whose texts are single characters, which may have a form that Unicode's NFC replaces.
var characters = []string{"sentences.end_marks"}

// withFullStop are the keys whose texts may end with a full stop.
var withFullStop = []string{"times.at", "numbers.whole_code_labels"}

// faults says what is wrong with the form of a key's texts.
func faults(f field) []string {
	var out []string
	for _, list := range lists(f.value) {
		for i, w := range list {
			if i > 0 && w <= list[i-1] {
				out = append(out, fmt.Sprintf("%q stands after %q; sort by Unicode code point, without doubles", w, list[i-1]))
			}
		}
	}
	for _, w := range texts(f.value) {
		switch {
		case slices.Contains(characters, f.key):
		case w != norm.NFC.String(w):
			out = append(out, fmt.Sprintf("%q is not in Unicode's normal form NFC: write %q", w, norm.NFC.String(w)))
		case w != strings.TrimSpace(w) && f.key != "lists.euphony":
			out = append(out, fmt.Sprintf("%q has a space at its end", w))
		case w != strings.ToLower(w) && !slices.Contains(asWritten, f.key):
			out = append(out, fmt.Sprintf("%q has a capital", w))
		case len(w) > 1 && strings.HasSuffix(w, ".") && !slices.Contains(withFullStop, f.key):
			out = append(out, fmt.Sprintf("%q has its last full stop, which is left out", w))
		}
	}
	return out
}

// lists are the lists of words within a value.
func lists(v reflect.Value) [][]string {
	switch x := v.Interface().(type) {
	case []string:
		return [][]string{x}
	case map[string][]string:
		var out [][]string
		for _, list := range x {
			out = append(out, list)
		}
		return out
	}
	return nil
}

// texts are all texts within a value.
func texts(v reflect.Value) []string {
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Pointer:
		if !v.IsNil() {
			return texts(v.Elem())
		}
	case reflect.Slice:
		var out []string
		for i := range v.Len() {
			out = append(out, texts(v.Index(i))...)
		}
		return out
	case reflect.Map:
		var out []string
		for _, k := range v.MapKeys() {
			out = append(out, texts(v.MapIndex(k))...)
		}
		return out
	case reflect.Struct:
		var out []string
		for i := range v.NumField() {
			out = append(out, texts(v.Field(i))...)
		}
		return out
	}
	return nil
}
