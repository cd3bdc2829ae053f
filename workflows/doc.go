// Package workflows says what happens in which order, what is waited for, and what is tried again. It is
// deterministic and does nothing itself: activities do.
//
//	PublishSite        run:RUN               many documents, a sliding window of children
//	PublishDocument    document:DOC          fetch and extract once, a child a locale, publish, verify
//	LocalizeDocument   locale:DOC:LOCALE     memory and engines, checks, then people
//	ReviewTranslation  review:DOC:LOCALE     the part that lasts days: steps, reminders, decisions
//
// Payloads are refs, counts and decisions. No document text is in a history, but for what is sent to engines and reviewers
// behind other people's workers.
package workflows
