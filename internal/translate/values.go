package translate

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// withoutDates is a source whose dates are hidden from an engine that can't be trusted with them, and what comes in
// their places: the same dates in the target's form.
type withoutDates struct {
	source l10n.Fragment
	texts  map[l10n.CodeID]string
	// shown are the empty codes that the engine saw as dates are seen, with what goes before each in the target.
	shown map[l10n.CodeID]string
}

// stand is the number that stands for a hidden date where a code has content: engines inflect around a date as they do
// around a number. To it the code's ID is added.
const stand = 990000

// hideDates hides dates and times, whole ones only. Numbers, percentages and amounts are left to the engine, which must
// make the words around agree with them: [localNumbers] puts those in the target's notation that come back as they
// went.
func hideDates(q Question, d Draft, tr Traits) withoutDates {
	v := withoutDates{source: q.Source}
	if !tr.MaskDates || d.SourceLang.Language() == d.Locale.Language() {
		return v
	}
	v.texts, v.shown = map[l10n.CodeID]string{}, map[l10n.CodeID]string{}
	to := format.New(d.Locale)
	next := l10n.CodeID(0)
	for _, p := range q.Source {
		next = max(next, p.ID)
	}
	var out l10n.Fragment
	for _, p := range q.Source {
		text, shows := q.Shows[p.ID]
		switch {
		case p.Kind == l10n.Text:
			out, next = v.hide(out, p.Text, next, to, d.SourceLang, tr.Markup)
		case p.Kind == l10n.Empty && shows && tr.Markup == HTML:
			out, v.shown[p.ID] = beforeDate(out, text, to, d.SourceLang)
			out = append(out, code(p.ID, HTML)...)
		default:
			out = append(out, p)
		}
	}
	v.source = out
	return v
}

// hide adds a text with codes in the places of its dates. next is the last code's ID.
func (v withoutDates) hide(out l10n.Fragment, text string, next l10n.CodeID, to *format.Formatter,
	lang l10n.Locale, m Markup) (l10n.Fragment, l10n.CodeID) {
	at := 0
	for _, value := range format.Find(lang, text) {
		if !value.IsDate() || !to.Whole(value) {
			continue
		}
		next++
		start, written := dateIn(to, value, lang, text)
		out = append(out, l10n.TextFragment(text[at:start])...)
		out = append(out, code(next, m)...)
		at, v.texts[next] = value.End, written
	}
	return append(out, l10n.TextFragment(text[at:])...), next
}

// beforeDate takes the "on" or "at" off the end of what stands before a code that shows a date, and returns the
// target's.
func beforeDate(out l10n.Fragment, shows string, to *format.Formatter, lang l10n.Locale) (l10n.Fragment, string) {
	n := len(out)
	vs := format.Find(lang, shows)
	if n == 0 || out[n-1].Kind != l10n.Text || len(vs) != 1 || vs[0].Text(shows) != shows || !to.Whole(vs[0]) {
		return out, ""
	}
	before, v := out[n-1].Text, vs[0]
	v.Start, v.End = len(before), len(before)+len(shows)
	start, written := dateIn(to, v, lang, before+shows)
	word, ok := strings.CutSuffix(written, to.Value(v))
	if start == v.Start || !ok {
		return out, ""
	}
	out = slices.Clone(out)
	if out[n-1].Text = before[:start]; start == 0 {
		out = out[:n-1]
	}
	return out, word
}

// dateIn writes a date in the target's form, with the "on" or "at" before it where both languages have one, and says
// where in the source it begins.
func dateIn(to *format.Formatter, v format.Value, lang l10n.Locale, text string) (int, string) {
	if start, ok := v.On(lang, text); ok {
		r, _ := utf8.DecodeRuneInString(text[start:])
		if written, ok := to.On(v, unicode.IsUpper(r)); ok {
			return start, written
		}
	}
	return v.Start, to.Value(v)
}

// code stands for a hidden date. As HTML it has a number in it: an empty element ends a sentence for some engines.
func code(id l10n.CodeID, m Markup) l10n.Fragment {
	if m != HTML {
		return l10n.Fragment{{Kind: l10n.Empty, ID: id}}
	}
	return l10n.Fragment{{Kind: l10n.Open, ID: id},
		{Kind: l10n.Text, Text: strconv.Itoa(stand + int(id))}, {Kind: l10n.Close, ID: id}}
}

// fill puts the dates where their codes stand in an answer. A date that ends with a full stop makes the sentence's do
// for both.
func (v withoutDates) fill(f l10n.Fragment) l10n.Fragment {
	if len(v.texts)+len(v.shown) == 0 {
		return f
	}
	var out l10n.Fragment
	inside, stopped := l10n.CodeID(0), false
	text := func(s string) {
		if s == "" {
			return
		}
		if n := len(out); n > 0 && out[n-1].Kind == l10n.Text {
			out[n-1].Text += s
			return
		}
		out = append(out, l10n.Part{Kind: l10n.Text, Text: s})
	}
	for _, p := range f {
		written, hidden := v.texts[p.ID]
		before, shown := v.shown[p.ID]
		switch {
		case p.Kind == l10n.Text && inside != 0:
		case p.Kind == l10n.Text:
			if s := p.Text; stopped && strings.HasPrefix(s, ".") && !strings.HasPrefix(s, "..") {
				p.Text = s[1:]
			}
			text(p.Text)
			stopped = false
		case (hidden || shown) && p.Kind == l10n.Close:
			inside = 0
		case shown:
			text(before)
			out, inside, stopped = append(out, l10n.Part{Kind: l10n.Empty, ID: p.ID}), p.ID, false
		case hidden:
			text(written)
			stopped = strings.HasSuffix(written, ".")
			if p.Kind == l10n.Open {
				inside = p.ID
			}
		default:
			out, stopped = append(out, p), false
		}
	}
	return out
}

// localNumbers puts into the target's notation the amounts, percentages and measures that an engine copied as they stood
// in the source, and reports whether there were any. What may name something, such as a bare 3.10, stays as it is.
func localNumbers(target, source l10n.Fragment, d Draft, tr Traits) (l10n.Fragment, bool) {
	if tr.AnyLanguage || d.SourceLang.Language() == d.Locale.Language() {
		return target, false
	}
	to := format.New(d.Locale)
	whole, bare := map[string]string{}, map[string]string{}
	for _, p := range source {
		for _, v := range format.Find(d.SourceLang, p.Text) {
			if v.IsDate() {
				continue
			}
			if raw := v.Numeral(p.Text); v.IsAmount() && !v.Plain {
				bare[raw] = to.Notation(abs(v))
			}
			if v.Kind == format.PercentValue || v.Kind == format.MeasureValue || v.Kind == format.MoneyValue && tr.MaskDates {
				if to.Whole(v) {
					whole[v.Text(p.Text)] = to.Value(v)
				}
			}
		}
	}
	for _, raw := range identical(source, d.SourceLang) {
		delete(bare, raw)
	}
	if len(whole)+len(bare) == 0 {
		return target, false
	}
	out, changed := slices.Clone(target), false
	for i, p := range out {
		if p.Kind == l10n.Text {
			out[i].Text = renotate(p.Text, whole, bare)
			changed = changed || out[i].Text != p.Text
		}
	}
	return out, changed
}

// identical returns the numbers of a source that are no amounts: an answer has them as they are. Where the same figures
// are an amount elsewhere in the source, it isn't known which of them an answer says.
func identical(source l10n.Fragment, lang l10n.Locale) []string {
	var out []string
	for _, p := range source {
		if p.Kind != l10n.Text {
			continue
		}
		found := format.Find(lang, p.Text)
		for _, t := range placeable.Scan(nil, p.Text) {
			isAmount := slices.ContainsFunc(found, func(v format.Value) bool {
				return v.IsAmount() && t.Start >= v.Start && t.End <= v.End
			})
			if t.Kind == placeable.Number && !isAmount {
				out = append(out, t.Text(p.Text))
			}
		}
	}
	return out
}

func abs(v format.Value) format.Value {
	v.Amount = max(v.Amount, -v.Amount)
	return v
}

// renotate rewrites the numbers of a text that are among those of the source, with what belongs to them where that
// stands there as in the source.
func renotate(text string, whole, bare map[string]string) string {
	var b strings.Builder
	at := 0
	for _, t := range placeable.Scan(nil, text) {
		if t.Kind != placeable.Number || t.Start < at {
			continue
		}
		start, end, next := t.Start, t.End, bare[t.Text(text)]
		for raw, written := range whole {
			if i := strings.Index(raw, t.Text(text)); i >= 0 && t.Start-i >= at &&
				strings.HasPrefix(text[t.Start-i:], raw) && len(raw) > end-start {
				start, end, next = t.Start-i, t.Start-i+len(raw), written
			}
		}
		if next != "" {
			b.WriteString(text[at:start] + next)
			at = end
		}
	}
	return b.String() + text[at:]
}

// written are the hidden dates in their order.
func (v withoutDates) written() []string {
	var texts []string
	for _, id := range slices.Sorted(maps.Keys(v.texts)) {
		texts = append(texts, v.texts[id])
	}
	for _, id := range slices.Sorted(maps.Keys(v.shown)) {
		texts = append(texts, strconv.Itoa(int(id))+v.shown[id])
	}
	return texts
}

// inNotation puts an answer into the locale's notation, and returns in words what was changed.
func inNotation(f l10n.Fragment, q Question, d Draft, tr Traits) (l10n.Fragment, string) {
	var did []string
	if len(hideDates(q, d, tr).texts) > 0 {
		did = append(did, "dates")
	}
	f, changed := localNumbers(f, q.Source, d, tr)
	if changed {
		did = append(did, "numbers")
	}
	if !tr.AnyLanguage {
		if f, changed = format.New(d.Locale).Punctuate(f); changed {
			did = append(did, "punctuation")
		}
	}
	if len(did) == 0 {
		return f, ""
	}
	return f, strings.Join(did, ", ") + " in the locale's notation"
}

// inWriting writes a text that is nothing but one value, for instance "1,300 km" or "25 July 2024", as the locale has
// it, or nothing but figures.
func inWriting(d Draft, source l10n.Fragment) (l10n.Fragment, bool) {
	only := -1
	for i, p := range source {
		if p.Kind != l10n.Text || strings.TrimSpace(p.Text) == "" {
			continue
		}
		if only >= 0 {
			return nil, false
		}
		only = i
	}
	if only < 0 {
		return nil, false
	}
	text := source[only].Text
	trimmed := strings.TrimSpace(text)
	to := format.New(d.Locale)
	next, ok := to.Figures(d.SourceLang, trimmed)
	vs := format.Find(d.SourceLang, trimmed)
	whole := len(vs) == 1 && vs[0].Text(trimmed) == trimmed && (vs[0].IsDate() || vs[0].IsAmount())
	if !ok && (!whole || !to.Alone(vs[0])) {
		return nil, false
	} else if !ok {
		next = to.Value(vs[0])
	}
	out := slices.Clone(source)
	out[only].Text = strings.Replace(text, trimmed, next, 1)
	return out, true
}
