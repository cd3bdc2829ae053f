package desk

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// lrm is LEFT-TO-RIGHT MARK, which stands around codes in right-to-left targets.
const lrm = "\u200e"

// formatEditable writes a fragment for a person to edit, and parseEditable reads it back.
func formatEditable(f l10n.Fragment, dir l10n.Direction) string { return f.Editable(dir) }

func parseEditable(s string, dir l10n.Direction) l10n.Fragment { return l10n.ParseEditable(s, dir) }
