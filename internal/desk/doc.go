// Package desk is the web desk of translators and editors, and its HTTP API. It shows what waits for people, lets them
// edit targets beside their sources and decide about them, and previews the page that would be published.
//
// Pages are rendered on the server and every act is a plain form, so the desk works without JavaScript; the one small
// script only adds keys. The desk does no work of its own: it reads records and documents and passes decisions on,
// through the interfaces below. Everything it shows or receives is untrusted text.
//
// # The API
//
// Bodies and answers are JSON with the members of the l10n types; fragments are strings in the notation of
// [l10n.Fragment.String]. Whoever may use the pages may use the API, and the same rules hold.
//
//	GET  /api/v1/translations?run=&document=&locale=&waiting=true&limit=&offset=   {"translations": [Translation]}
//	GET  /api/v1/translations/{document}/{locale}                                  translation, hashes, segments, decisions
//	PUT  /api/v1/translations/{document}/{locale}/segments/{segment}               {"text", "version"} → Target
//	POST /api/v1/translations/{document}/{locale}/decisions                        Decision → Decision
//
// Errors are problems of RFC 9457: 400 for what makes no sense, 401, 404, 409 when the text has changed meanwhile (with
// the current target, for an edit), 422 when a rule or the codes refuse it, 503 when a repeat of the same request is safe.
package desk
