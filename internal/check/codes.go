package check

import (
	"errors"
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
		l.report(span{}, span{}, "The target is empty.")
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
	l.report(span{}, span{}, "The inline codes (tags) differ from the source's: "+faults+".", "faults", faults)
}
