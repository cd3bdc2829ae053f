package l10n

import "errors"

// The errors that cross rooms. Wrap them with what was asked for and what to do.
var (
	// ErrNotFound says that the records or blobs have nothing of that name.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that somebody else changed the thing meanwhile; look again and repeat.
	ErrConflict = errors.New("changed meanwhile")
	// ErrRefused says that a rule refuses the act: the wrong step, the same pair of eyes, a segment without a target …
	ErrRefused = errors.New("refused")
	// ErrUnavailable says that the server could not be reached or did not answer in time; repeating the same act is safe.
	ErrUnavailable = errors.New("not reachable")
	// ErrPage says that a page can't be taken apart or put together as it is. Another try gives the same.
	ErrPage = errors.New("the page cannot be processed")
)

// IgnoreNotFound returns nil for an error that wraps [ErrNotFound], and any other error as it is.
func IgnoreNotFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}
