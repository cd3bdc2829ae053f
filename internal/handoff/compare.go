package handoff

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// Sent is what went out: which segments were asked about, and all targets as they were then.
type Sent struct {
	Base    l10n.Ref // of the targets, in the file
	Asked   map[l10n.SegmentID]bool
	Targets map[l10n.SegmentID]l10n.Target
	// SourceAsTarget says that the file had sources in the place of targets. So each target in it is somebody's word.
	SourceAsTarget bool
}

// Read compares a file that came back with what went out and with the targets as they stand now. What it says is about the
// latter:
//
//   - a text that the file has as it stands passes, where somebody has changed it or says to be done with it;
//   - another text is a proposal. Where the target was changed here too since the file went out, the comment says so;
//   - a text that the file has as it went out, and which was changed here since, is left to people, where the file says
//     that it is done with;
//   - of all else the file says nothing yet.
//
// The faults say which parts of the file can't be used; an error is one of the file as a whole. A text that is not asked
// about and was changed is a fault.
func Read(file []byte, e *l10n.Extraction, sent Sent, now map[l10n.SegmentID]l10n.Target) (said []assess.Said, faults []error, err error) {
	got, faults, err := xliff.ReadParts(bytes.NewReader(file), e)
	if err != nil {
		return nil, nil, err
	}
	if got.Base != "" && got.Base != sent.Base {
		return nil, nil, fmt.Errorf("%w: it is of an earlier export, and its texts may be others now; take the file that went out last, "+
			"and let your tool's memory fill it", l10n.ErrRefused)
	}
	for _, t := range got.Targets {
		current, known := now[t.Segment]
		was := sent.Targets[t.Segment].Text
		switch {
		case !known:
			continue // the targets are those of the source, so this is a record that is about to change
		case !sent.Asked[t.Segment]:
			if t.Text.String() != was.String() {
				faults = append(faults, fmt.Errorf("%w: segment %s was not asked about (%s); its text was left as it is", l10n.ErrRefused,
					t.Segment, `translate="no"`))
			}
			continue
		}
		if s, ok := compare(t.Text, was, current, sent.SourceAsTarget || got.Finished[t.Segment]); ok {
			said = append(said, s)
		}
	}
	return said, faults, nil
}

// compare says what a file says of a target as it stands: the file's text, and what went out.
func compare(text, was l10n.Fragment, now l10n.Target, finished bool) (assess.Said, bool) {
	back, out, current := text.String(), was.String(), now.Text.String()
	s := assess.Said{ID: now.Segment, TargetHash: now.Text.Hash(), Verdict: l10n.Changes, Proposed: back}
	switch changedHere := out != current; {
	case back == out && !finished:
		return s, false
	case strings.TrimSpace(text.Text()) == "" && !text.HasCodes():
		s.Verdict, s.Proposed, s.Comment = l10n.Abstain, "", "The file has no text here."
	case back == current:
		s.Verdict, s.Proposed = l10n.Pass, ""
	case back == out:
		s.Verdict, s.Proposed = l10n.Abstain, ""
		s.Comment = "The file passes the text that went out; it was changed here since."
	case changedHere:
		s.Comment = "The text was changed here since the file went out, and the file has another one."
	}
	return s, true
}
