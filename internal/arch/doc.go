// Package arch has no code: its tests hold the plan of the house. They parse every file's imports and say which room
// may know which, so that a shortcut is a failing test with the rule beside it.
package arch
