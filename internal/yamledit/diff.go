package yamledit

import (
	"fmt"
	"strings"
)

// Line is a line of a difference: ' ' for one that stays, '-' and '+' for those that go and come.
type Line struct {
	Kind byte
	Text string
}

// Hunk is a stretch of a difference, with the numbers of its first lines, from 1.
type Hunk struct {
	Old, New int
	Lines    []Line
}

// Diff compares two texts line by line. Around what differs stand so many lines that stay.
func Diff(old, now string, around int) []Hunk {
	all := compare(split(old), split(now))
	var hunks []Hunk
	oldAt, newAt := 1, 1
	var current *Hunk
	quiet := 0 // lines that stay since the last one that differs
	for i, l := range all {
		if l.Kind == ' ' {
			quiet++
		} else {
			quiet = 0
		}
		if current == nil && near(all, i, around) {
			hunks = append(hunks, Hunk{Old: oldAt, New: newAt})
			current = &hunks[len(hunks)-1]
		}
		if current != nil {
			if l.Kind == ' ' && !near(all, i, around) && quiet > around {
				current = nil
			} else {
				current.Lines = append(current.Lines, l)
			}
		}
		if l.Kind != '+' {
			oldAt++
		}
		if l.Kind != '-' {
			newAt++
		}
	}
	return hunks
}

// near reports whether a line differs, or one that does is no further away than so many lines.
func near(all []Line, i, around int) bool {
	for j := max(0, i-around); j <= min(len(all)-1, i+around); j++ {
		if all[j].Kind != ' ' {
			return true
		}
	}
	return false
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// compare finds the longest lines in common, after what both begin and end with. Configurations are short.
func compare(a, b []string) (out []Line) {
	var end []Line
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		out = append(out, Line{' ', a[0]})
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		end = append(end, Line{' ', a[len(a)-1]})
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, Line{' ', a[i]})
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]):
			out = append(out, Line{'-', a[i]})
			i++
		default:
			out = append(out, Line{'+', b[j]})
			j++
		}
	}
	for k := len(end) - 1; k >= 0; k-- {
		out = append(out, end[k])
	}
	return out
}

// Unified writes a difference as programs read it: git apply takes it.
func Unified(name string, hunks []Hunk) string {
	if len(hunks) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
	for _, h := range hunks {
		old, now := 0, 0
		for _, l := range h.Lines {
			if l.Kind != '+' {
				old++
			}
			if l.Kind != '-' {
				now++
			}
		}
		fmt.Fprintf(&b, "@@ -%d,%d +%d,%d @@\n", h.Old, old, h.New, now)
		for _, l := range h.Lines {
			fmt.Fprintf(&b, "%c%s\n", l.Kind, l.Text)
		}
	}
	return b.String()
}
