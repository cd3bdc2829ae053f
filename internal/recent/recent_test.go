package recent

import (
	"errors"
	"testing"
)

func TestTheLatestAreKept(t *testing.T) {
	made := map[string]int{}
	r := Cache[string]{Most: 2}
	get := func(name string) {
		got, err := r.Get(name, func() (string, error) { made[name]++; return "the " + name, nil })
		if err != nil || got != "the "+name {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"a", "b", "a", "c", "a", "b"} {
		get(name)
	}
	if made["a"] != 1 || made["b"] != 2 || made["c"] != 1 {
		t.Errorf("made %v: what was asked for last is to stay, and no more than two", made)
	}
	if _, err := r.Get("bad", func() (string, error) { return "", errors.New("no") }); err == nil {
		t.Error("an error is lost")
	}
	get("bad")
	if len(r.values) != 2 || len(r.names) != 2 {
		t.Errorf("%d values are kept under %d names", len(r.values), len(r.names))
	}
}
