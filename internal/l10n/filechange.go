package l10n

import "time"

// FileChange is a change of a file of the house's that a person had the desk write.
type FileChange struct {
	ID    string    `json:"id"`
	File  string    `json:"file"`
	By    UserID    `json:"by"`
	At    time.Time `json:"at"`
	Patch string    `json:"patch"` // what was changed, as git apply takes it
}

// NewFileChange makes the record of a change that was written now.
func NewFileChange(file string, by UserID, patch string) FileChange {
	at := time.Now().UTC()
	return FileChange{ID: string(NewShortName(file, string(by), at.Format(time.RFC3339Nano), patch)), File: file, By: by, At: at, Patch: patch}
}
