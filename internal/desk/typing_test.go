package desk

import (
	"context"
	"net/http"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// typings keeps what is typed in memory.
type typings struct{ all []l10n.Typing }

func (m *typings) Type(_ context.Context, _ l10n.Translation, x *l10n.Extraction, t l10n.Typing) error {
	for _, at := range x.Places() {
		if at.Segment.ID == t.Segment {
			m.all = append(m.all, t)
			return nil
		}
	}
	return l10n.ErrNotFound
}

func (m *typings) Untype(context.Context, l10n.TranslationKey, l10n.UserID, l10n.SegmentID) error {
	m.all = nil
	return nil
}

func (m *typings) Typed(_ context.Context, _ l10n.Translation, _ *l10n.Extraction, by l10n.UserID) (review.Typed, error) {
	out := review.Typed{Own: map[l10n.SegmentID]l10n.Typing{}, Others: map[l10n.SegmentID][]l10n.Typing{}}
	for _, t := range m.all {
		if t.By == by {
			out.Own[t.Segment] = t
		} else {
			out.Others[t.Segment] = append(out.Others[t.Segment], t)
		}
	}
	return out, nil
}

func TestTheEditorKeepsWhatIsTyped(t *testing.T) {
	h, m := fixture(), &typings{}
	o := options(t, h)
	o.Typings, o.Web = m, http.NotFoundHandler()
	srv, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, srv)
	v.get(esPage).wantNone(".note a[href$=\"/edit\"]")
	send := func(method, path, body string, want int) {
		t.Helper()
		v.request(method, apiES+path, body)
		if v.status != want {
			t.Errorf("%s %s: %d %s", method, path, v.status, v.raw)
		}
	}
	send("PUT", "/segments/u5.1/typing", `{"text":"Costó <1>mu","version":1}`, 204)
	send("PUT", "/segments/u5.1/typing", `{"text":"x"}`, 400)
	send("PUT", "/segments/u99.1/typing", `{"text":"x","version":1}`, 404)
	m.all = append(m.all, l10n.Typing{Segment: "u6.1", By: "Luis", Text: l10n.TextFragment("secret"), At: noon})
	got := ask[editorData](v, "GET", apiES+"/editor", "")
	if own := got.Segments[4].Typing; own == nil || own.Text.String() != "Costó <1>mu" || own.Version != 1 || len(got.Segments[4].TypingBy) != 0 {
		t.Errorf("her own: %+v", own)
	}
	if o := got.Segments[5]; o.Typing != nil || len(o.TypingBy) != 1 || o.TypingBy[0].By != "Luis" {
		t.Errorf("another's: %+v", o)
	}
	v.get(esPage).want(200, ".note", "You have typed 1 text in the editor that is not confirmed.")
	send("DELETE", "/segments/u5.1/typing", "", 204)
	if len(m.all) != 0 {
		t.Error("it is not dropped")
	}
}

// TestAMessageStandsAtTheTop holds that what was said when a step was given on is the first that the next person sees.
func TestAMessageStandsAtTheTop(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage).wantNone(".translation-head .said")
	ask[l10n.Decision](v, "POST", apiES+"/decisions", `{"id":"give-1","kind":"reassign","step":"review","to":"Luis","comment":"Mind the <date>."}`)
	v.get(esPage).want(200, ".translation-head .said", "Mind the <date>.").want(200, ".translation-head .who", "Ana gave this step on")
	ask[l10n.Decision](v, "POST", apiES+"/decisions", `{"id":"take-1","kind":"reassign","step":"review","to":"Ana"}`)
	v.get(esPage).wantNone(".translation-head .said").want(200, ".pairing .for", "Ana")
	ask[l10n.Decision](v, "POST", apiES+"/decisions", `{"id":"back-1","kind":"reassign","step":"review"}`)
	v.get(esPage).wantNone(".pairing .for")
}
