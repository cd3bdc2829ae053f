package signing

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/quick"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var noon = time.Date(2026, 3, 9, 12, 0, 0, 5, time.UTC)

func newKey(t testing.TB) ed25519.PrivateKey {
	t.Helper()
	private, _, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := ParsePrivateKey(string(private))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// signedAct is a type of acts: how a value of it is stated, and the fields that are not signed, with the reason.
type signedAct struct {
	state    func(reflect.Value) *Statement
	value    any
	unsigned map[string]string
}

var acts = map[string]signedAct{
	"decision": {func(v reflect.Value) *Statement { return Decision(v.Interface().(l10n.Decision)) }, l10n.Decision{},
		map[string]string{"Seal": "is the signature", "Stated": "is not a person's: no worker takes a decision that has it", "From": "is not a person's either"}},
	"withdrawal": {func(v reflect.Value) *Statement { return Withdrawal("news", "doc", v.Interface().(l10n.Withdrawal)) }, l10n.Withdrawal{},
		map[string]string{"Seal": "is the signature"}},
	"rollback": {func(v reflect.Value) *Statement { return Rollback(v.Interface().(l10n.Rollback)) }, l10n.Rollback{},
		map[string]string{"Seal": "is the signature", "From": "is noted by the worker"}},
	"request": {func(v reflect.Value) *Statement { return Request(v.Interface().(l10n.Request)) }, l10n.Request{},
		map[string]string{"Seal": "is the signature"}},
	"watch": {func(v reflect.Value) *Statement { return Watch(v.Interface().(l10n.WatchRequest)) }, l10n.WatchRequest{},
		map[string]string{"Seal": "is the signature"}},
	"end of a watch": {func(v reflect.Value) *Statement { return WatchEnd(v.Interface().(l10n.WatchEnd)) }, l10n.WatchEnd{},
		map[string]string{"Seal": "is the signature"}},
	"answer": {func(v reflect.Value) *Statement { return Answer(v.Interface().(l10n.FindingDecision)) }, l10n.FindingDecision{},
		map[string]string{"Seal": "is the signature"}},
	"embargo": {func(v reflect.Value) *Statement { return Embargo(v.Interface().(l10n.EmbargoAct)) }, l10n.EmbargoAct{},
		map[string]string{"Seal": "is the signature"}},
	"absence": {func(v reflect.Value) *Statement { return Absence(v.Interface().(l10n.Absence)) }, l10n.Absence{},
		map[string]string{"Seal": "is the signature"}},
	"resume": {func(v reflect.Value) *Statement {
		return Resume(l10n.TranslationKey{Document: "doc", Locale: "es"}, "run", v.Interface().(l10n.Resume))
	}, l10n.Resume{}, map[string]string{"Seal": "is the signature"}},
}

// TestEveryFieldIsSigned alters every field of every act, also those that will be added: either the signature no longer
// holds, or the field is named here with the reason for which it is not signed.
func TestEveryFieldIsSigned(t *testing.T) {
	key, tries := newKey(t), 0
	for name, act := range acts {
		full := reflect.New(reflect.TypeOf(act.value)).Elem()
		for i := range full.NumField() {
			full.Field(i).Set(sample(t, full.Field(i).Type(), "was"))
		}
		full.FieldByName("Seal").SetZero()
		if f := full.FieldByName("Stated"); f.IsValid() {
			f.SetZero()
		}
		seal := Sign(key, act.state(full))
		keys := Keys{PublicOf(key)}
		if err := keys.Check(act.state(full), seal); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range full.NumField() {
			field := full.Type().Field(i).Name
			if act.unsigned[field] != "" {
				continue
			}
			for _, other := range []reflect.Value{sample(t, full.Field(i).Type(), "is"), reflect.Zero(full.Field(i).Type())} {
				altered := reflect.New(full.Type()).Elem()
				altered.Set(full)
				altered.Field(i).Set(other)
				tries++
				if err := keys.Check(act.state(altered), seal); !errors.Is(err, l10n.ErrRefused) {
					t.Errorf("%s: another %s is taken: %v", name, field, err)
				}
			}
		}
	}
	t.Logf("attack: %d tries of acts with a field altered", tries)
}

// sample is a value of a type. Values of two texts differ.
func sample(t *testing.T, typ reflect.Type, text string) reflect.Value {
	t.Helper()
	v := reflect.New(typ).Elem()
	switch {
	case typ == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(noon.Add(time.Duration(len(text)))))
	case typ.Kind() == reflect.String:
		v.SetString(text)
	case typ.Kind() == reflect.Int || typ.Kind() == reflect.Int64:
		v.SetInt(int64(len(text)))
	case typ.Kind() == reflect.Bool:
		v.SetBool(text == "was")
	case typ == reflect.TypeFor[l10n.Fragment]():
		v.Set(reflect.ValueOf(l10n.TextFragment(text)))
	case typ.Kind() == reflect.Slice:
		v.Set(reflect.Append(v, sample(t, typ.Elem(), text)))
	case typ == reflect.TypeFor[l10n.Upload]():
		v.Set(reflect.ValueOf(l10n.Upload{Page: text, Ref: l10n.Ref(text)}))
	case typ == reflect.TypeFor[*l10n.Embargo]():
		v.Set(reflect.ValueOf(&l10n.Embargo{Zone: text}))
	case typ == reflect.TypeFor[*l10n.Correction]():
		v.Set(reflect.ValueOf(&l10n.Correction{Note: text == "was", Sentences: []l10n.WrongSentence{{Locale: l10n.Locale(text)}}}))
	case typ.Kind() == reflect.Pointer:
	default:
		t.Fatalf("no sample of %s", typ)
	}
	return v
}

// TestEveryFieldOfAnHourIsSigned alters every field of the embargo of a request and of an act.
func TestEveryFieldOfAnHourIsSigned(t *testing.T) {
	full := reflect.New(reflect.TypeFor[l10n.Embargo]()).Elem()
	for i := range full.NumField() {
		full.Field(i).Set(sample(t, full.Field(i).Type(), "was"))
	}
	state := func(v reflect.Value) [2]l10n.Hash {
		e := v.Interface().(l10n.Embargo)
		return [2]l10n.Hash{Request(l10n.Request{Embargo: &e}).Digest(), Embargo(l10n.EmbargoAct{Embargo: &e}).Digest()}
	}
	for i := range full.NumField() {
		altered := reflect.New(full.Type()).Elem()
		altered.Set(full)
		altered.Field(i).Set(sample(t, full.Field(i).Type(), "is"))
		was, is := state(full), state(altered)
		if was[0] == is[0] || was[1] == is[1] {
			t.Errorf("%s is not signed", full.Type().Field(i).Name)
		}
	}
}

// TestEveryFieldOfACorrectionIsSigned alters what a correction says of a sentence.
func TestEveryFieldOfACorrectionIsSigned(t *testing.T) {
	full := reflect.New(reflect.TypeFor[l10n.WrongSentence]()).Elem()
	for i := range full.NumField() {
		full.Field(i).Set(sample(t, full.Field(i).Type(), "was"))
	}
	state := func(v reflect.Value, note bool) l10n.Hash {
		return Request(l10n.Request{Correction: &l10n.Correction{Note: note, Sentences: []l10n.WrongSentence{v.Interface().(l10n.WrongSentence)}}}).Digest()
	}
	if state(full, true) == state(full, false) {
		t.Error("the note is not signed")
	}
	for i := range full.NumField() {
		altered := reflect.New(full.Type()).Elem()
		altered.Set(full)
		altered.Field(i).Set(sample(t, full.Field(i).Type(), "is"))
		if state(full, true) == state(altered, true) {
			t.Errorf("%s is not signed", full.Type().Field(i).Name)
		}
	}
}

// TestPlaceIsSigned alters what is signed beside the values of their types.
func TestPlaceIsSigned(t *testing.T) {
	w, r := l10n.Withdrawal{ID: "1", By: "maria", At: noon}, l10n.Resume{ID: "1", By: "maria", At: noon}
	k := l10n.TranslationKey{Document: "doc", Locale: "es"}
	for _, pair := range [][2]*Statement{
		{Withdrawal("news", "doc", w), Withdrawal("blog", "doc", w)},
		{Withdrawal("news", "doc", w), Withdrawal("news", "other", w)},
		{Resume(k, "run", r), Resume(k, "other", r)},
		{Resume(k, "run", r), Resume(l10n.TranslationKey{Document: "other", Locale: "es"}, "run", r)},
		{Resume(k, "run", r), Resume(l10n.TranslationKey{Document: "doc", Locale: "fr"}, "run", r)},
	} {
		if pair[0].Digest() == pair[1].Digest() {
			t.Errorf("%s and %s are signed alike", pair[0].Bytes(), pair[1].Bytes())
		}
	}
}

// TestNoFieldReachesIntoAnother holds, for texts at random and for those that look like the form itself, that what is
// signed can be read in one way alone: two decisions have the same bytes only when they are the same.
func TestNoFieldReachesIntoAnother(t *testing.T) {
	hostile := []string{"", "a", ",", "1:a,", "0:,", "4:step,1:1,1:x,", "a,1:b", "\x00", "7:comment,1:1,0:,", "ä", "10:target hash,"}
	all := map[string]string{}
	tries := 0
	for _, a := range hostile {
		for _, b := range hostile {
			for _, c := range hostile {
				for n := range 3 {
					d := l10n.Decision{Kind: "approve", ID: "1", By: l10n.UserID(a), Comment: b, To: l10n.UserID(c)}
					for range n {
						d.Segments = append(d.Segments, l10n.SegmentID(a))
					}
					bytes, is := string(Decision(d).Bytes()), fmt.Sprintf("%+v", d)
					if was, ok := all[bytes]; ok && was != is {
						t.Fatalf("one signature for two decisions:\n%s\n%s", was, is)
					}
					all[bytes] = is
					tries++
				}
			}
		}
	}
	same := func(x, y [7]string, xs, ys []string) bool {
		make := func(f [7]string, segments []string) l10n.Decision {
			d := l10n.Decision{ID: f[0], Kind: l10n.DecisionKind(f[1]), Step: l10n.StepName(f[2]), By: l10n.UserID(f[3]), Comment: f[4],
				TargetHash: l10n.Hash(f[5]), VersionsHash: l10n.Hash(f[6])}
			for _, s := range segments {
				d.Segments = append(d.Segments, l10n.SegmentID(s))
			}
			return d
		}
		a, b := make(x, xs), make(y, ys)
		tries++
		return (Decision(a).Digest() == Decision(b).Digest()) == (x == y && strings.Join(xs, "\x00") == strings.Join(ys, "\x00") && len(xs) == len(ys))
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
	t.Logf("attack: %d tries of texts that reach into the next field", tries)
}

// TestTheFormStays holds what is signed byte by byte: signatures on record are of this form.
func TestTheFormStays(t *testing.T) {
	d := l10n.Decision{ID: "d1", Kind: l10n.Approve, Step: "sign-off", By: "María", Document: "page-1", Locale: "es", Run: "news-1",
		SourceHash: "s", TargetHash: "t", VersionsHash: "v", Segments: []l10n.SegmentID{"a", "b"}, At: noon}
	want := "14:dragoman act 1,7:approve,2:d1,6:María,30:2026-03-09T12:00:00.000000005Z," +
		"8:document,1:1,6:page-1,6:locale,1:1,2:es,3:run,1:1,6:news-1,4:step,1:1,8:sign-off,2:to,1:1,0:,7:comment,1:1,0:," +
		"8:segments,1:2,1:a,1:b,11:source hash,1:1,1:s,11:target hash,1:1,1:t,13:versions hash,1:1,1:v,"
	if got := string(Decision(d).Bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	stated := d
	stated.SourceHash, stated.TargetHash, stated.VersionsHash = "x", "y", "z"
	stated.Stated = &l10n.Seen{SourceHash: "s", TargetHash: "t", VersionsHash: "v"}
	if Decision(stated).Digest() != Decision(d).Digest() {
		t.Error("what the house filled in is signed instead of what the person stated")
	}
}

// TestRefusals holds what is said of each signature that does not count.
func TestRefusals(t *testing.T) {
	key, other := newKey(t), newKey(t)
	s := Decision(l10n.Decision{ID: "d1", Kind: l10n.Approve, By: "director", Document: "doc", Locale: "es", At: noon})
	good := Sign(key, s)
	alter := func(change func(*l10n.Seal)) *l10n.Seal {
		seal := *good
		change(&seal)
		return &seal
	}
	elsewhere := Sign(other, s)
	for name, c := range map[string]struct {
		seal *l10n.Seal
		want string
	}{
		"none":              {nil, "is not signed"},
		"an unknown key":    {elsewhere, "does not know"},
		"another's key id":  {alter(func(s *l10n.Seal) { s.Value = elsewhere.Value }), "does not hold"},
		"an unknown method": {alter(func(s *l10n.Seal) { s.Algorithm = "none" }), "unknown method"},
		"no base64":         {alter(func(s *l10n.Seal) { s.Value = "?" }), "not base64"},
		"cut off":           {alter(func(s *l10n.Seal) { s.Value = s.Value[:40] }), "does not hold"},
		"empty":             {alter(func(s *l10n.Seal) { s.Value = "" }), "does not hold"},
		"no key id":         {alter(func(s *l10n.Seal) { s.Key = "" }), "does not know"},
		"of a manifest": {alter(func(s *l10n.Seal) {
			s.Value = Sign(key, &Statement{Act: "approve"}).Value
		}), "does not hold"},
	} {
		err := Keys{PublicOf(key)}.Check(s, c.seal)
		if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "director") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (Keys{PublicOf(other), PublicOf(key)}).Check(s, good); err != nil {
		t.Errorf("one of two keys: %v", err)
	}
	if err := (Keys{}).Check(s, good); err == nil || !strings.Contains(err.Error(), "it knows none") {
		t.Errorf("no keys: %v", err)
	}
}
