// Package follow compares two extractions of a page. It says which sentences stayed, moved, changed, are new or were
// removed, and which words of a changed sentence differ. From it follow the approvals that are kept, the texts of
// people that are carried over, and the differences that the desk shows.
package follow
