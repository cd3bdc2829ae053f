// Package desk is the web desk of translators and editors, and its HTTP API. It shows which translations wait for
// people. There people edit targets beside their sources, preview the page, and decide: they approve, request changes,
// or reassign.
//
// Pages are rendered on the server and every act is a plain form, so the desk works without JavaScript: their one small
// script only adds keyboard shortcuts. The editor is the exception: a program in the browser, made in the folder web, which
// asks the API. The desk has no rules of its own: it reads records and documents and passes on
// decisions, through the interfaces below. Everything that it shows or receives is untrusted text.
//
// # The API
//
// Bodies and answers are JSON with the members of the l10n types. Fragments are strings in the notation of
// [l10n.Fragment.String]. The people who may use the pages may use the API, by the same rules.
//
//	GET  /api/v1/translations?run=&document=&locale=&waiting=true&limit=&offset=
//	                                                                   {"translations": [Translation]}
//	GET  /api/v1/translations/{document}/{locale}                      translation, hashes, segments, decisions
//	GET  /api/v1/translations/{document}/{locale}/editor               all that the editor shows, in the reader's language
//	GET  /api/v1/translations/{document}/{locale}/segments/{segment}   one segment of that
//	PUT  /api/v1/translations/{document}/{locale}/segments/{segment}   {"text", "version"} → Target
//	POST /api/v1/translations/{document}/{locale}/segments/{segment}/check   {"text"} → {"issues"}: what saving it would find
//	PUT  /api/v1/translations/{document}/{locale}/segments/{segment}/typing  {"text", "version"}: what is typed and not saved
//	DELETE /api/v1/translations/{document}/{locale}/segments/{segment}/typing
//	GET  /api/v1/translations/{document}/{locale}/events               server-sent events: presence, saved, stage
//	POST /api/v1/translations/{document}/{locale}/presence             {"segment", "typing"}: where somebody is
//	POST /api/v1/translations/{document}/{locale}/decisions            Decision → Decision
//	POST /api/v1/translations/{document}/{locale}/confirmations        {"id", "step", "segments" or "class"} → {"segments": 3}
//
// A PUT with an "act", an ID of its own, is the editor's: with "confirm" and the "step" the person confirms the text, "like" names
// the segments with the same source to which it is put too ({"segment", "version"}), and the answer has these segments, who of
// them refused and why, and the counts and hashes as they stand then. The same act may be sent again.
//
// A confirmation names segments with the versions that were seen ({"u1.1": 1}), or one class with the versionsHash that was
// seen: all open segments of the class. With "outcome": "changes" and a "comment" it says that they have to change. Each
// segment of a translation says under "review" whether people are asked about it, why, and what reviewers said of it.
//
// Errors are problems of RFC 9457:
//
//   - 400: the request makes no sense.
//   - 401: the user is not signed in.
//   - 404: there is no such translation or segment.
//   - 409: the text has changed meanwhile. For an edit the problem has the current target.
//   - 422: a rule, or a check of the codes, refuses the request.
//   - 503: the request could not be done now. The same request may be sent again.
package desk
