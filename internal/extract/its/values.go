package its

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

func (r *Result) ruleValues(rl *rule, n Node) Values {
	v := Values{}
	for _, name := range r.def.names {
		if s, ok := rl.attrs[name]; ok {
			v[name] = r.literal(rl, n, name, s)
		}
		if p, ok := rl.attrs[name+"Pointer"]; ok {
			texts, err := r.a.pointerTexts(n, rl, p)
			r.a.fault(err)
			if len(texts) > 0 {
				v[name] = texts[0]
				if r.cat == Domain {
					v[name] = strings.Join(texts, ",")
				}
			}
		}
	}
	if rl.note != nil {
		v["locNote"] = *rl.note
	}
	if r.cat == Domain {
		r.a.budget.Spend(len(v["domain"]) + len(rl.attrs["domainMapping"]))
		v = domains(v["domain"], rl.attrs["domainMapping"])
	}
	return v
}

// literal reads a value that stands in the rule itself. An ID value is an expression, and a target pointer is one that
// stays one.
func (r *Result) literal(rl *rule, n Node, name, s string) string {
	switch r.cat {
	case IDValue:
		texts, err := r.a.pointerTexts(n, rl, s)
		r.a.fault(err)
		return strings.Join(texts, "")
	case TargetPointer:
		expr, err := r.a.expression(s, rl.params)
		r.a.fault(err)
		return expr
	}
	if caseInsensitive[name] {
		return strings.ToLower(s)
	}
	return s
}

// domains maps the domains of a list and takes each once.
func domains(list, mapping string) Values {
	table := map[string]string{}
	for pair := range strings.SplitSeq(mapping, ",") {
		from, to := cutMapping(ascii.TrimSpace(pair))
		table[strings.ToLower(from)] = to
	}
	var out []string
	seen := map[string]bool{}
	for d := range strings.SplitSeq(list, ",") {
		d = strings.Trim(ascii.TrimSpace(d), `"'`)
		if to, ok := table[strings.ToLower(d)]; ok {
			d = to
		}
		if d != "" && !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return Values{"domains": strings.Join(out, ", ")}
}

// cutMapping reads one pair of a domain mapping; a value of several words stands in quotes.
func cutMapping(pair string) (from, to string) {
	word := func(s string) (string, string) {
		if s != "" && (s[0] == '\'' || s[0] == '"') {
			if i := strings.IndexByte(s[1:], s[0]); i >= 0 {
				return s[1 : 1+i], ascii.TrimSpace(s[2+i:])
			}
		}
		w, rest, _ := strings.Cut(s, " ")
		return w, ascii.TrimSpace(rest)
	}
	from, rest := word(pair)
	to, _ = word(rest)
	return from, to
}

// withCompanions adds the values that go with those stated.
func (r *Result) withCompanions(v Values) Values {
	set := func(name, value string) {
		if _, ok := v[name]; !ok {
			v[name] = value
		}
	}
	switch r.cat {
	case LocalizationNote:
		set("locNoteType", "description")
	case LocaleFilter:
		set("localeFilterList", "*")
		set("localeFilterType", "include")
	case StorageSize:
		set("storageEncoding", "UTF-8")
		set("lineBreakType", "lf")
	case QualityIssue:
		if _, list := v["locQualityIssuesRef"]; !list {
			set("locQualityIssueEnabled", "yes")
		}
	}
	return v
}
