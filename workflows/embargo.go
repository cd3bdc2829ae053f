package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// hours is what a document knows of embargoes besides those of its locales.
type hours struct {
	// now is the time by which hours are reached: that at which the last of them was, or the document began.
	now time.Time
	// turns counts hours that were reached and acts of people, so that the main loop wakes.
	turns int
	seen  map[string]l10n.EmbargoAct
	lock  workflow.Mutex
}

// embargoFor is the embargo of a locale that begins: the plan's own word, or else what held in the run that was taken
// over, or for the document's other locales.
func (d *document) embargoFor(l l10n.Locale, own *l10n.Embargo) *l10n.Embargo {
	if own != nil {
		return own
	}
	if e, ok := d.in.Embargoes[l]; ok {
		return &e
	}
	for _, l := range workflow.DeterministicKeys(d.in.Embargoes) {
		if e := d.in.Embargoes[l]; !e.Lifted {
			return &e
		}
	}
	for _, s := range d.locales {
		if s.embargo != nil && !s.embargo.Lifted {
			return s.embargo
		}
	}
	return nil
}

// kept reports whether an approved locale must not go to visitors yet.
func (d *document) kept(s *localeState) bool {
	return s.embargo.Waits(d.hours.now) || s.embargo.Holds() && len(d.notReady()) > 0
}

// notReady are the locales for which those that are ready wait at their hour. A locale that a person has cancelled is not
// waited for, and neither is one for which the site's rule for pages before their approval says so.
func (d *document) notReady() localeStates {
	var some localeStates
	for _, s := range d.locales {
		ready := s.Stage == l10n.StageApproved || s.Stage == l10n.StagePublished
		p := d.in.Brief.Pending[s.locale]
		if !ready && s.Stage != l10n.StageCancelled && s.embargo.Holds() && (p == "" || p == l10n.HoldPending) {
			some = append(some, s)
		}
	}
	return some
}

// embargoed reports whether anything that is approved waits for its hour or for a person's word.
func (d *document) embargoed() bool {
	return slices.ContainsFunc(d.locales, func(s *localeState) bool { return s.Stage == l10n.StageApproved && d.kept(s) })
}

// idle reports whether nothing is at work on the document: people, engines or an hour are waited for.
func (d *document) idle() bool {
	return d.locales.onlyPeople() || d.locales.open() == 0 && d.embargoed()
}

// nextHour is the next hour at which something may be published.
func (d *document) nextHour() (time.Time, bool) {
	var next time.Time
	for _, s := range d.locales {
		e := s.embargo
		if e == nil || e.Lifted || e.Hold || s.Stage.Ended() && s.Stage != l10n.StageFailed || !e.At.After(d.hours.now) {
			continue
		}
		if next.IsZero() || e.At.Before(next) {
			next = e.At
		}
	}
	return next, !next.IsZero()
}

// keepHours waits for one hour after the other. A document without any writes nothing into its history.
func (d *document) keepHours(ctx workflow.Context) {
	d.hours.now = workflow.Now(ctx)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for {
			next, any := d.nextHour()
			moved := func() bool {
				n, still := d.nextHour()
				return still != any || !n.Equal(next)
			}
			if !any {
				if workflow.Await(ctx, moved) != nil {
					return
				}
				continue
			}
			about := workflow.AwaitOptions{
				Timeout:      max(next.Sub(workflow.Now(ctx)), time.Millisecond),
				TimerOptions: workflow.TimerOptions{Summary: Escape("publish what is ready at " + d.hourOf(next))},
			}
			wasMoved, err := workflow.AwaitWithOptions(ctx, about, moved)
			if err != nil {
				return
			}
			if !wasMoved {
				d.hours.now = next
				d.hours.turns++
			}
		}
	})
}

// hourOf says an hour as whoever set it said it.
func (d *document) hourOf(at time.Time) string {
	for _, s := range d.locales {
		if s.embargo != nil && s.embargo.At.Equal(at) {
			return s.embargo.Hour()
		}
	}
	return at.UTC().Format(time.RFC3339)
}

// hearEmbargoActs registers what people may say of the hour.
func (d *document) hearEmbargoActs(ctx workflow.Context) error {
	d.hours.lock, d.hours.seen = workflow.NewMutex(ctx), map[string]l10n.EmbargoAct{}
	for _, h := range []struct {
		name, about string
		kind        l10n.EmbargoKind
	}{
		{UpdateRelease, "A person releases what an embargo keeps: what is approved is published at once.", l10n.Release},
		{UpdateReschedule, "A person moves the hour of publication, or has it wait for a release.", l10n.Reschedule},
	} {
		err := workflow.SetUpdateHandlerWithOptions(ctx, h.name,
			func(ctx workflow.Context, act l10n.EmbargoAct) (EmbargoAnswer, error) {
				act.Kind = h.kind
				return d.actOnEmbargo(ctx, act)
			},
			workflow.UpdateHandlerOptions{
				Description: h.about,
				Validator: func(act l10n.EmbargoAct) error {
					act.Kind = h.kind
					_, err := d.allowsEmbargoAct(act)
					return err
				},
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// EmbargoAnswer says of which locales an act was.
type EmbargoAnswer struct{ Locales []l10n.Locale }

// allowsEmbargoAct returns the locales that an act is about, or refuses it. A repeat is about none.
func (d *document) allowsEmbargoAct(act l10n.EmbargoAct) (localeStates, error) {
	refuse := func(format string, args ...any) (localeStates, error) {
		return nil, activities.Refusal(fmt.Errorf("%w: %s", l10n.ErrRefused, fmt.Sprintf(format, args...)))
	}
	if before, repeat := d.hours.seen[act.ID]; repeat {
		if before.Kind != act.Kind || !slices.Equal(before.Locales, act.Locales) {
			return nil, activities.Refusal(l10n.ErrOtherDecision(act.ID))
		}
		return nil, nil
	}
	if act.Document != d.in.Document || act.Run != d.in.Run {
		return refuse("the act is about %s in run %s, and this is %s in run %s", act.Document, act.Run, d.in.Document, d.in.Run)
	}
	for _, l := range act.Locales {
		if s := d.locales.of(l); s == nil {
			return refuse("run %s does not publish %s in %s", d.in.Run, d.in.Document, l)
		}
	}
	if act.Kind == l10n.Reschedule {
		switch {
		case act.Embargo == nil || act.Embargo.Lifted:
			return refuse("say another hour, or hold; to publish at once, release it")
		case d.in.Brief.Together && act.Embargo.NotReady != "" && act.Embargo.NotReady != l10n.NotReadyHold:
			return refuse("the locales are published together, so at an hour that is not ready for all they can only be held")
		}
	}
	var about localeStates
	for _, s := range d.locales {
		open := s.underWay() || s.Stage == l10n.StageApproved
		if open && act.Of(s.locale) && (act.Kind == l10n.Reschedule || s.embargo != nil && !s.embargo.Lifted) {
			about = append(about, s)
		}
	}
	if len(about) == 0 {
		return refuse("nothing of it waits for an hour or a release")
	}
	return about, nil
}

// actOnEmbargo takes one act after the other; each is in the records before it counts here.
func (d *document) actOnEmbargo(ctx workflow.Context, act l10n.EmbargoAct) (EmbargoAnswer, error) {
	if err := d.hours.lock.Lock(ctx); err != nil {
		return EmbargoAnswer{}, err
	}
	defer d.hours.lock.Unlock()
	about, err := d.allowsEmbargoAct(act)
	if err != nil || len(about) == 0 {
		return EmbargoAnswer{}, err
	}
	answer := EmbargoAnswer{Locales: about.names()}
	in := activities.EmbargoInput{Act: act, Locales: answer.Locales}
	if err := execute(ctx, fmt.Sprintf("%s by %s", act.Kind, act.By), short, a.RecordEmbargo, in, nil); err != nil {
		return EmbargoAnswer{}, err
	}
	for _, s := range about {
		s.embargo = s.embargo.After(act)
	}
	d.hours.seen[act.ID] = act
	d.hours.turns++
	d.show(ctx)
	return answer, nil
}

// embargoDetails say what is kept from visitors, until when, and how far it is.
func (d *document) embargoDetails() string {
	var text string
	told := map[l10n.Embargo]bool{}
	for _, s := range d.locales {
		if s.embargo == nil || s.embargo.Lifted || s.Stage.Ended() || told[*s.embargo] {
			continue
		}
		told[*s.embargo] = true
		var ready, open []l10n.Locale
		for _, o := range d.locales {
			switch {
			case o.embargo == nil || *o.embargo != *s.embargo || o.Stage == l10n.StagePublished:
			case o.Stage == l10n.StageApproved:
				ready = append(ready, o.locale)
			case o.Stage != l10n.StageCancelled:
				open = append(open, o.locale)
			}
		}
		says := s.embargo.String()
		if !s.embargo.Waits(d.hours.now) {
			says = "the hour " + s.embargo.Hour() + " has passed; " + s.embargo.Then()
		}
		text += "\n\n⏲ " + Escape(says) + "."
		if len(ready) > 0 {
			text += " Ready: " + join(ready) + "."
		}
		if len(open) > 0 {
			text += " Not ready: " + join(open) + "."
		}
	}
	return text
}
