package check

import (
	"errors"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func checkEmpty(l *inspection) {
	if strings.TrimSpace(l.t.text) != "" {
		return
	}
	l.done = true
	if strings.TrimSpace(l.s.text) != "" {
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
