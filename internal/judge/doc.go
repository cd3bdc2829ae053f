// Package judge has a language model look for errors in translations: it asks in batches, takes each answer as the
// untrusted text that it is, and makes verdicts of it for a review ([assess.Assessor]).
//
// The model reports errors by MQM's categories and severities, with what they are about quoted from the texts. It gives no
// score: models are bad at numbers and good at pointing. The score is counted from the errors, see [Score].
package judge
