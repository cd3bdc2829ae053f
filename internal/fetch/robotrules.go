package fetch

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// robotRules are what a robots.txt file says to one crawler (RFC 9309).
type robotRules struct {
	rules []robotRule // the longest pattern first, and allow before disallow
	delay time.Duration
}

type robotRule struct {
	allow   bool
	pattern []string // the texts between the asterisks
	length  int
	end     bool // the pattern is for the whole path
}

// readRobots reads the rules for a crawler of a name: those of the groups with the longest name that its own begins with,
// or else those for all. Lines that it can't read are left aside.
func readRobots(file, name string) *robotRules {
	name = ascii.ToLower(name)
	groups := map[string]*robotRules{}
	var here []*robotRules // the groups that a line belongs to
	ruled := false         // a group has had a rule, so that the next name begins another
	for _, line := range strings.FieldsFunc(strings.TrimPrefix(file, "\ufeff"), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if value = ascii.TrimSpace(value); !ok || value == "" {
			continue // a rule without a path says nothing
		}
		switch ascii.ToLower(ascii.TrimSpace(key)) {
		case "user-agent", "useragent":
			if ruled {
				here, ruled = nil, false
			}
			agent := productToken(value)
			if agent == "" || agent != "*" && !strings.HasPrefix(name, agent) {
				continue
			}
			if groups[agent] == nil {
				groups[agent] = &robotRules{}
			}
			if !slices.Contains(here, groups[agent]) {
				here = append(here, groups[agent])
			}
		case "allow", "disallow":
			ruled = true
			for _, g := range here {
				g.rules = append(g.rules, newRobotRule(value, key))
			}
		case "crawl-delay", "crawldelay":
			ruled = true
			for _, g := range here {
				g.delay = crawlDelay(value)
			}
		}
	}
	return nearest(groups)
}

// nearest returns the group with the longest name.
func nearest(groups map[string]*robotRules) *robotRules {
	r, longest := &robotRules{}, 0
	for agent, g := range groups {
		if len(agent) > longest || len(agent) == longest && agent != "*" {
			r, longest = g, len(agent)
		}
	}
	slices.SortStableFunc(r.rules, func(a, b robotRule) int {
		if a.length != b.length {
			return cmp.Compare(b.length, a.length)
		}
		switch {
		case a.allow == b.allow:
			return 0
		case a.allow:
			return -1
		}
		return 1
	})
	return r
}

// productToken reads the name of a group, in small letters. What follows the name, for instance a version, is not of it.
func productToken(s string) string {
	if s[0] == '*' {
		return "*"
	}
	n := 0
	for n < len(s) && (s[n] == '-' || s[n] == '_' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	return ascii.ToLower(s[:n])
}

func crawlDelay(s string) time.Duration {
	seconds, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(seconds) || seconds < 0 {
		return 0
	}
	return time.Duration(min(seconds, longestPause.Seconds()) * float64(time.Second))
}

func newRobotRule(path, key string) robotRule {
	r := robotRule{allow: ascii.ToLower(ascii.TrimSpace(key)) == "allow"}
	if path[0] != '/' && path[0] != '*' {
		path = "/" + path
	}
	if path, r.end = strings.CutSuffix(path, "$"); !r.end {
		path = strings.TrimRight(path, "*")
	}
	path = samePath(path)
	r.length = len(path)
	r.pattern = strings.Split(path, "*")
	return r
}

// allows reports whether the rules let a path be fetched: the longest pattern that matches it counts.
func (r *robotRules) allows(path string) bool {
	path = samePath(path)
	for i := range r.rules {
		if r.rules[i].matches(path) {
			return r.rules[i].allow
		}
	}
	return true
}

// matches looks for the pattern's texts one after the other, each where it comes first. Nothing is looked at twice.
func (r *robotRule) matches(path string) bool {
	first, rest := r.pattern[0], r.pattern[1:]
	path, ok := strings.CutPrefix(path, first)
	if !ok || len(rest) == 0 {
		return ok && (!r.end || path == "")
	}
	last := rest[len(rest)-1]
	for _, text := range rest[:len(rest)-1] {
		i := strings.Index(path, text)
		if i < 0 {
			return false
		}
		path = path[i+len(text):]
	}
	if r.end {
		return strings.HasSuffix(path, last)
	}
	return strings.Contains(path, last)
}

const upperHex = "0123456789ABCDEF"

// samePath writes a path in one of the ways in which it can be written, as RFC 9309 compares them: characters beyond ASCII
// as %XX in capital letters, and letters, digits and -._~ as themselves.
func samePath(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] != '%' && s[i] < 0x80
	}
	if plain {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := c >= 0x80
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, i, escaped = byte(n), i+2, !unreserved(byte(n))
			}
		}
		if escaped {
			b.WriteString("%" + string(upperHex[c>>4]) + string(upperHex[c&15]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("-._~", c) >= 0
}
