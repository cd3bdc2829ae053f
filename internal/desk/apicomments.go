package desk

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

type apiComments struct {
	Comments  []apiComment  `json:"comments"` // the oldest first
	Open      bool          `json:"open"`     // something is not settled
	Questions []apiQuestion `json:"questions"`
	// People are those whom a comment may mention: who has written, approved or commented here.
	People []l10n.UserID `json:"people"`
	// Asked says that the source's editor is asked by this very act.
	Asked bool `json:"asked,omitempty"`
}

type apiComment struct {
	ID       string        `json:"id"`
	By       l10n.UserID   `json:"by"`
	At       time.Time     `json:"at"`
	Text     string        `json:"text,omitempty"`
	Question bool          `json:"question,omitempty"`
	Resolves bool          `json:"resolves,omitempty"`
	Mentions []l10n.UserID `json:"mentions,omitempty"`
	Earlier  bool          `json:"earlier,omitempty"` // it was said of another text
}

// apiQuestion is what the source's editor is asked, with the answer once there is one.
type apiQuestion struct {
	By     l10n.UserID `json:"by,omitempty"` // empty where several people's comments made it
	At     time.Time   `json:"at"`
	Answer *apiReply   `json:"answer,omitempty"`
}

type apiReply struct {
	Text string      `json:"text"`
	By   l10n.UserID `json:"by"`
	At   time.Time   `json:"at"`
}

type apiSaying struct {
	ID       string        `json:"id"` // of the act: a repeat changes nothing
	Text     string        `json:"text,omitempty"`
	Question bool          `json:"question,omitempty"` // about the source: its editor is asked at once
	Mentions []l10n.UserID `json:"mentions,omitempty"`
}

// remarkAPI are the parts of the API for what people say of an open segment.
func (d *desk) remarkAPI(mux *http.ServeMux) {
	if d.Remarks == nil {
		return
	}
	mux.HandleFunc("GET "+apiSegmentPath+"/comments", d.api(d.apiComments))
	mux.HandleFunc("POST "+apiSegmentPath+"/comments", d.api(d.apiComment))
	mux.HandleFunc("POST "+apiSegmentPath+"/comments/{comment}/resolve", d.api(d.apiResolve))
	mux.HandleFunc("GET "+apiSegmentPath+"/dismissals", d.api(d.apiDismissals))
	mux.HandleFunc("POST "+apiSegmentPath+"/dismissals", d.api(d.apiDismiss))
	mux.HandleFunc("DELETE "+apiSegmentPath+"/dismissals/{dismissal}", d.api(d.apiReopen))
}

// sentence is a sentence that something is said of, as it stands.
type sentence struct {
	l10n.Translation
	extraction *l10n.Extraction
	place      l10n.Place
	targets    []l10n.Target
	about      remark.About
}

// openSentence finds the sentence that a request's path names.
func (d *desk) openSentence(r *http.Request) (sentence, error) {
	k, err := keyOf(r)
	if err != nil {
		return sentence{}, err
	}
	id := l10n.SegmentID(r.PathValue("segment"))
	s := sentence{about: remark.About{TranslationKey: k, Segment: id}}
	if s.Translation, err = d.Records.Translation(r.Context(), k); err != nil {
		return s, err
	}
	page, err := d.source(r.Context(), s.Translation.Extraction)
	if err != nil {
		return s, err
	}
	i, ok := page.index[id]
	if !ok {
		return s, fmt.Errorf("segment %s: %w", id, l10n.ErrNotFound)
	}
	s.extraction, s.place = page.Extraction, page.places[i]
	if s.targets, err = d.Records.Targets(r.Context(), k); err != nil {
		return s, err
	}
	s.about.SourceHash, s.about.TargetHash = s.place.Segment.Hash(), l10n.Target{}.Text.Hash()
	if n := slices.IndexFunc(s.targets, func(t l10n.Target) bool { return t.Segment == id }); n >= 0 {
		s.about.TargetHash = s.targets[n].Text.Hash()
	}
	return s, nil
}

func (d *desk) apiComments(w http.ResponseWriter, r *http.Request, _ l10n.UserID) error {
	s, err := d.openSentence(r)
	if err != nil {
		return err
	}
	return d.writeComments(w, r, s, false)
}

func (d *desk) writeComments(w http.ResponseWriter, r *http.Request, s sentence, asked bool) error {
	threads, err := d.Remarks.Threads(r.Context(), s.Translation, s.extraction)
	if err != nil {
		return err
	}
	people, err := d.peopleAt(r.Context(), s, threads)
	if err != nil {
		return err
	}
	out := apiComments{Comments: []apiComment{}, Questions: []apiQuestion{}, People: people, Asked: asked}
	if t := threads.BySegment[s.about.Segment]; t != nil {
		out.Open = t.Open
		for _, c := range t.Comments {
			out.Comments = append(out.Comments, apiComment{ID: c.ID, By: c.By, At: c.At, Text: c.Text, Question: c.AboutSource, Resolves: c.Resolves,
				Mentions: c.Mentions, Earlier: c.SourceHash != s.about.SourceHash || c.TargetHash != s.about.TargetHash})
		}
	}
	for _, q := range threads.Questions[s.about.SourceHash] {
		one := apiQuestion{By: q.RaisedBy, At: q.At}
		if q.Answer != nil {
			one.Answer = &apiReply{Text: q.Answer.Text, By: q.Answer.By, At: q.Answer.At}
		}
		out.Questions = append(out.Questions, one)
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

// peopleAt are those who have a part in a translation, in the order of their names.
func (d *desk) peopleAt(ctx context.Context, s sentence, threads remark.Threads) ([]l10n.UserID, error) {
	decisions, err := d.Records.Decisions(ctx, s.TranslationKey)
	if err != nil {
		return nil, err
	}
	names := map[l10n.UserID]bool{s.Assignee: true}
	for _, one := range decisions {
		names[one.By], names[one.To] = true, true
	}
	for _, t := range s.targets {
		if t.SubState == l10n.SubHuman {
			names[t.Origin.By] = true
		}
	}
	for _, t := range threads.BySegment {
		for _, c := range t.Comments {
			names[c.By] = true
		}
	}
	delete(names, "")
	people := []l10n.UserID{}
	for name := range names {
		people = append(people, name)
	}
	slices.Sort(people)
	return people, nil
}

func (d *desk) apiComment(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	return d.saySomething(w, r, u, false)
}

func (d *desk) apiResolve(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	return d.saySomething(w, r, u, true)
}

// saySomething keeps a comment on a sentence as it stands, and answers all of them.
func (d *desk) saySomething(w http.ResponseWriter, r *http.Request, u l10n.UserID, resolves bool) error {
	var in apiSaying
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if !isID(in.ID) {
		return fmt.Errorf("%w: a comment needs an id of at most 100 letters and digits", errBadRequest)
	}
	for i, name := range in.Mentions {
		clean, ok := cleanName(string(name))
		if !ok {
			return fmt.Errorf("%w: mentions are names of one line and at most %d characters", errBadRequest, maxName)
		}
		in.Mentions[i] = clean
	}
	s, err := d.openSentence(r)
	if err != nil {
		return err
	}
	asked, err := d.Remarks.Say(r.Context(), remark.Saying{About: s.about, ID: in.ID, Text: cleanText(in.Text), AboutSource: in.Question,
		Raise: in.Question, Resolves: resolves, Mentions: in.Mentions, By: u})
	if err != nil {
		return err
	}
	return d.writeComments(w, r, s, asked != nil)
}
