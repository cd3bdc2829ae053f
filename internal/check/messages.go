package check

import "strings"

// message names what a check says. Its English text stands below, with the names of its values in double braces; the desk
// has it in other languages, in locales/ under desk.check.
type message string

const (
	msgAddedNote             message = "addedNote"
	msgBracketsUnbalanced    message = "bracketsUnbalanced"
	msgControlCharacter      message = "controlCharacter"
	msgTooManyBytes          message = "tooManyBytes"
	msgCharacterNotAllowed   message = "characterNotAllowed"
	msgControlClosed         message = "controlClosed"
	msgControlOpen           message = "controlOpen"
	msgInvisibleCharacter    message = "invisibleCharacter"
	msgEmpty                 message = "empty"
	msgCodesDiffer           message = "codesDiffer"
	msgCodesMissing          message = "codesMissing"
	msgCodesDoubled          message = "codesDoubled"
	msgCodesInvented         message = "codesInvented"
	msgCodeInWord            message = "codeInWord"
	msgSpaceInCode           message = "spaceInCode"
	msgMonthChanged          message = "monthChanged"
	msgOtherTarget           message = "otherTarget"
	msgOtherSource           message = "otherSource"
	msgDoubled               message = "doubled"
	msgReferenceShown        message = "referenceShown"
	msgNumberChanged         message = "numberChanged"
	msgNumberMissing         message = "numberMissing"
	msgNumberInvented        message = "numberInvented"
	msgTooShort              message = "tooShort"
	msgTooLong               message = "tooLong"
	msgNumberNotation        message = "numberNotation"
	msgSignOfLanguage        message = "signOfLanguage"
	msgOpeningSignMissing    message = "openingSignMissing"
	msgQuotedWhole           message = "quotedWhole"
	msgQuotesUnbalanced      message = "quotesUnbalanced"
	msgQuotesOfLanguage      message = "quotesOfLanguage"
	msgMixedScripts          message = "mixedScripts"
	msgSpaceBeginningAdded   message = "spaceBeginningAdded"
	msgSpaceBeginningMissing message = "spaceBeginningMissing"
	msgSpaceBeginningOther   message = "spaceBeginningOther"
	msgSpaceEndAdded         message = "spaceEndAdded"
	msgSpaceEndMissing       message = "spaceEndMissing"
	msgSpaceEndOther         message = "spaceEndOther"
	msgFrenchSpace           message = "frenchSpace"
	msgTwoSpaces             message = "twoSpaces"
	msgSpaceWithin           message = "spaceWithin"
	msgSpaceBefore           message = "spaceBefore"
	msgNoCapital             message = "noCapital"
	msgMisspelled            message = "misspelled"
	msgSignOpen              message = "signOpen"
	msgEndSignAdded          message = "endSignAdded"
	msgFullStopMissing       message = "fullStopMissing"
	msgEndSignMissing        message = "endSignMissing"
	msgEndSignChanged        message = "endSignChanged"
	msgTooManyTerms          message = "tooManyTerms"
	msgTermMissing           message = "termMissing"
	msgTermForbidden         message = "termForbidden"
	msgTermForbiddenUse      message = "termForbiddenUse"
	msgDanglingWord          message = "danglingWord"
	msgUnitChanged           message = "unitChanged"
	msgCopied                message = "copied"
	msgPartlyCopied          message = "partlyCopied"
	msgOtherScriptThan       message = "otherScriptThan"
	msgOtherLanguageThan     message = "otherLanguageThan"
	msgAddressChanged        message = "addressChanged"
	msgAddressInvented       message = "addressInvented"
	msgAddressMissing        message = "addressMissing"
	msgPlaceholderChanged    message = "placeholderChanged"
	msgPlaceholderInvented   message = "placeholderInvented"
	msgPlaceholderMissing    message = "placeholderMissing"
)

var messages = map[message]string{
	msgAddedNote:             "The target has a note that the source has not.",
	msgBracketsUnbalanced:    "The brackets are not balanced.",
	msgControlCharacter:      "The target holds the control or broken character {{.character}}.",
	msgTooManyBytes:          "The target takes {{.bytes}} bytes, and the page allows {{.allowed}}.",
	msgCharacterNotAllowed:   "The page does not allow the character {{.character}} here.",
	msgControlClosed:         "A directional control is closed that was not opened.",
	msgControlOpen:           "A directional control is opened and not closed.",
	msgInvisibleCharacter:    "The target holds the invisible character {{.character}}.",
	msgEmpty:                 "The target is empty.",
	msgCodesDiffer:           "The inline codes (tags) are not the source’s: {{.codes}}.",
	msgCodesMissing:          "Inline codes (tags) of the source are missing: {{.codes}}.",
	msgCodesDoubled:          "Inline codes (tags) are there more than once: {{.codes}}.",
	msgCodesInvented:         "Inline codes (tags) are not in the source: {{.codes}}.",
	msgCodeInWord:            "A code stands within a word: is a space missing?",
	msgSpaceInCode:           "The space beside a word stands within its code.",
	msgMonthChanged:          "The month {{.was}} has become {{.is}}.",
	msgOtherTarget:           "The same text is translated elsewhere as “{{.other}}”.",
	msgOtherSource:           "A different text, “{{.other}}”, has the same translation.",
	msgDoubled:               "“{{.word}}” stands twice.",
	msgReferenceShown:        "The target shows the character reference {{.reference}}.",
	msgNumberChanged:         "The number {{.was}} has become {{.is}}.",
	msgNumberMissing:         "The number {{.was}} is missing.",
	msgNumberInvented:        "The number {{.is}} is not in the source.",
	msgTooShort:              "The target has only {{.percent}} % of the length that such a text usually has: is it truncated?",
	msgTooLong:               "The target has {{.percent}} % of the length that such a text usually has.",
	msgNumberNotation:        "The number {{.is}} is not written as the language writes numbers.",
	msgSignOfLanguage:        "The language writes {{.sign}} for {{.was}}.",
	msgOpeningSignMissing:    "The opening sign {{.sign}} is missing.",
	msgQuotedWhole:           "Quotation marks stand around the whole text, and the source has none.",
	msgQuotesUnbalanced:      "The quotation marks are not balanced.",
	msgQuotesOfLanguage:      "The language’s quotation marks are {{.marks}}.",
	msgMixedScripts:          "“{{.word}}” mixes letters of several scripts (homoglyphs).",
	msgSpaceBeginningAdded:   "There is white space at the beginning that the source has not.",
	msgSpaceBeginningMissing: "The white space at the beginning is missing.",
	msgSpaceBeginningOther:   "The white space at the beginning is of another kind than the source’s.",
	msgSpaceEndAdded:         "There is white space at the end that the source has not.",
	msgSpaceEndMissing:       "The white space at the end is missing.",
	msgSpaceEndOther:         "The white space at the end is of another kind than the source’s.",
	msgFrenchSpace:           "French has a no-break space before {{.sign}}.",
	msgTwoSpaces:             "There are two spaces in a row.",
	msgSpaceWithin:           "There is a space between characters that are written without.",
	msgSpaceBefore:           "There is a space before {{.sign}}.",
	msgNoCapital:             "The source begins with a capital, and the target does not.",
	msgMisspelled:            "The dictionary does not have “{{.word}}”.",
	msgSignOpen:              "The sign {{.sign}} is opened and not closed.",
	msgEndSignAdded:          "The target ends with {{.is}}, and the source has no sign there.",
	msgFullStopMissing:       "The source ends with a full stop, and the target does not.",
	msgEndSignMissing:        "The sign at the end, {{.sign}}, is missing.",
	msgEndSignChanged:        "The source ends with {{.sign}}, and the target with {{.is}}.",
	msgTooManyTerms:          "The text is so long and has so many terms that some of them were not looked for: read it for its terms.",
	msgTermMissing:           "The term “{{.term}}” should be translated as {{.wanted}}.",
	msgTermForbidden:         "“{{.is}}” is not to be used for “{{.term}}”.",
	msgTermForbiddenUse:      "“{{.is}}” is not to be used for “{{.term}}”: use “{{.wanted}}”.",
	msgDanglingWord:          "The target ends with “{{.word}}”, which does not end a sentence: is it truncated?",
	msgUnitChanged:           "The unit or currency {{.was}} has become {{.is}}.",
	msgCopied:                "The target is a copy of the source.",
	msgPartlyCopied:          "“{{.text}}” stands in the target as it does in the source.",
	msgOtherScriptThan:       "The target is not written in the script of {{.locale}}.",
	msgOtherLanguageThan:     "The target seems to be in another language ({{.language}}) than {{.locale}}.",
	msgAddressChanged:        "The address is changed: {{.is}} instead of {{.was}}.",
	msgAddressInvented:       "The address {{.is}} is not in the source.",
	msgAddressMissing:        "The address {{.was}} is missing.",
	msgPlaceholderChanged:    "The placeholder is changed: {{.is}} instead of {{.was}}.",
	msgPlaceholderInvented:   "The placeholder {{.is}} is not in the source.",
	msgPlaceholderMissing:    "The placeholder {{.was}} is missing.",
}

// Messages returns all messages in English, by their names.
func Messages() map[string]string {
	all := make(map[string]string, len(messages))
	for name, text := range messages {
		all[string(name)] = text
	}
	return all
}

// english is a message with its values, which are pairs of a name and a text.
func (m message) english(args []string) string {
	rest := messages[m]
	if len(args) == 0 {
		return rest
	}
	var b strings.Builder
	for {
		text, field, ok := strings.Cut(rest, "{{.")
		b.WriteString(text)
		name, after, closed := strings.Cut(field, "}}")
		if !ok || !closed {
			return b.String()
		}
		for i := 0; i+1 < len(args); i += 2 {
			if args[i] == name {
				b.WriteString(args[i+1])
				break
			}
		}
		rest = after
	}
}
