package localize

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// srcset rewrites the addresses of a srcset.
func (l *localizer) srcset(v string) string { return mapSrcset(v, l.absolute) }

// mapSrcset changes the addresses of a srcset. It reads one by HTML's rules: an address ends at white space, or at
// commas that are its last characters. The text up to the next comma outside parentheses is the address's descriptor.
// Where change returns "", the address and its descriptor are removed.
func mapSrcset(v string, change func(string) string) string {
	var out []string
	for {
		v = strings.TrimLeft(v, ascii.Space+",")
		if v == "" {
			return strings.Join(out, ", ")
		}
		end := strings.IndexAny(v, ascii.Space)
		if end < 0 {
			end = len(v)
		}
		address, rest := v[:end], v[end:]
		if bare := strings.TrimRight(address, ","); bare != address {
			if to := change(bare); to != "" {
				out = append(out, to)
			}
			v = rest
			continue
		}
		descriptor, next := cutDescriptor(rest)
		entry := change(address)
		v = next
		if entry == "" {
			continue
		}
		if descriptor = ascii.TrimSpace(descriptor); descriptor != "" {
			entry += " " + descriptor
		}
		out = append(out, entry)
	}
}

func cutDescriptor(s string) (descriptor, rest string) {
	depth := 0
	for i, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case r == ',' && depth == 0:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}
