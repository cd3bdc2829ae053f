package langdata

// Punctuation is which signs a language writes. The section is read by internal/check.
type Punctuation struct {
	// FullStop is the sign at the end of a sentence: Hindi "।".
	FullStop string `toml:"full_stop"`
	// QuestionMark is the sign at the end of a question: Arabic "؟".
	QuestionMark string `toml:"question_mark"`
}
