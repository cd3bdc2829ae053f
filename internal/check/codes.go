package check

import (
	"errors"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func checkEmpty(l *inspection) {
	if strings.TrimSpace(l.Target.Text()) != "" {
		return
	}
	l.done = true
	// Where a code says it all, a word or two around it may go: "on <1/>" is in Russian the date alone.
	codeSaysAll := l.t.hasStandIn() && len(l.s.words) < 3
	if strings.TrimSpace(l.Source.Text()) != "" && !codeSaysAll {
		l.report(span{}, span{}, msgEmpty)
	}
}

func checkCodes(l *inspection) {
	var deletable func(l10n.CodeID) bool
	if l.Unit != nil {
		deletable = l.Unit.Deletable
	}
	if !l.Target.HasCodes() && !l.Source.HasCodes() {
		return
	}
	err := l.Target.CheckCodes(l.Source, deletable)
	if err == nil {
		return
	}
	faults := strings.TrimPrefix(err.Error(), errors.Unwrap(err).Error()+": ")
	m, codes := codeFaults(strings.Split(faults, ", "))
	l.report(span{}, span{}, m, "codes", strings.Join(codes, ", "))
}

// codeFaults says what is wrong with the codes, and with which: faults are as [l10n.Fragment.CheckCodes] names them, each
// beginning with its code.
func codeFaults(faults []string) (m message, codes []string) {
	for _, fault := range faults {
		code, what, _ := strings.Cut(fault, " ")
		of := msgCodesDiffer
		switch what {
		case "is missing":
			of = msgCodesMissing
		case "is there more than once":
			of = msgCodesDoubled
		case "is not in the source":
			of = msgCodesInvented
		}
		if m == "" {
			m = of
		}
		if m != of {
			m = msgCodesDiffer
		}
		if strings.HasPrefix(code, "<") && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return m, codes
}
