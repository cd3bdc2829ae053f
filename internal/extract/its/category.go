package its

import (
	"slices"
)

// Category is a data category, by the name that the ITS test suite has for it.
type Category string

// The data categories of ITS 2.0.
const (
	Translate         Category = "translate"
	LocalizationNote  Category = "localization-note"
	Terminology       Category = "terminology"
	Directionality    Category = "directionality"
	LanguageInfo      Category = "language-information"
	WithinText        Category = "elements-within-text"
	Domain            Category = "domain"
	TextAnalysis      Category = "text-analysis"
	LocaleFilter      Category = "locale-filter"
	Provenance        Category = "provenance"
	ExternalResource  Category = "external-resource"
	TargetPointer     Category = "target-pointer"
	IDValue           Category = "id-value"
	PreserveSpace     Category = "preserve-space"
	QualityIssue      Category = "localization-quality-issue"
	QualityRating     Category = "localization-quality-rating"
	MTConfidence      Category = "mt-confidence"
	AllowedCharacters Category = "allowed-characters"
	StorageSize       Category = "storage-size"
)

// reach says what inherits an element's value.
type reach uint8

const (
	alone     reach = iota // nothing
	elements               // elements within
	withAttrs              // elements within, and the attributes of all of them
)

// category says how a data category works.
type category struct {
	rule  string // the element of its global rules
	reach reach
	// names are the values' names, as they stand in a rule. Each may also come as NAME + "Pointer", an XPath expression.
	names []string
	// local are the attributes of HTML that hold the values, beside its-… of each name.
	local map[string]string
	// defaults are the values of elements without any. Attributes have them too where attrDefaults is set.
	defaults     Values
	attrDefaults bool
	// lists and listRef are the elements and the attribute of standoff annotations.
	list, listItem, listRef string
	tool                    string // its name in annotatorsRef
}

// categories is the table of all data categories.
var categories = map[Category]category{
	Translate: {rule: "translateRule", reach: elements, names: []string{"translate"},
		local: map[string]string{"translate": "translate"}, defaults: Values{"translate": "yes"}},
	LocalizationNote: {rule: "locNoteRule", reach: elements, names: []string{"locNote", "locNoteRef", "locNoteType"}},
	Terminology: {rule: "termRule", names: []string{"term", "termInfo", "termInfoRef", "termConfidence"},
		defaults: Values{"term": "no"}, attrDefaults: true, tool: "terminology"},
	Directionality: {rule: "dirRule", reach: withAttrs, names: []string{"dir"}, local: map[string]string{"dir": "dir"},
		defaults: Values{"dir": "ltr"}, attrDefaults: true},
	LanguageInfo: {rule: "langRule", reach: withAttrs, names: []string{"lang"}, local: map[string]string{"lang": "lang"}},
	WithinText:   {rule: "withinTextRule", names: []string{"withinText"}},
	Domain:       {rule: "domainRule", reach: withAttrs, names: []string{"domain"}},
	TextAnalysis: {rule: "textAnalysisRule", tool: "text-analysis",
		names: []string{"taClassRef", "taConfidence", "taIdent", "taIdentRef", "taSource"}},
	LocaleFilter: {rule: "localeFilterRule", reach: withAttrs, names: []string{"localeFilterList", "localeFilterType"},
		defaults: Values{"localeFilterList": "*", "localeFilterType": "include"}, attrDefaults: true},
	Provenance: {rule: "provRule", reach: withAttrs,
		names: []string{"person", "personRef", "org", "orgRef", "tool", "toolRef", "revPerson", "revPersonRef", "revOrg",
			"revOrgRef", "revTool", "revToolRef", "provRef", "provenanceRecordsRef"},
		list: "provenanceRecords", listItem: "provenanceRecord", listRef: "provenanceRecordsRef"},
	ExternalResource: {rule: "externalResourceRefRule", names: []string{"externalResourceRef"}},
	TargetPointer:    {rule: "targetPointerRule", names: []string{"targetPointer"}},
	IDValue:          {rule: "idValueRule", names: []string{"idValue"}, local: map[string]string{"id": "idValue"}},
	PreserveSpace: {rule: "preserveSpaceRule", reach: withAttrs, names: []string{"space"},
		defaults: Values{"space": "default"}, attrDefaults: true},
	QualityIssue: {rule: "locQualityIssueRule", reach: elements,
		names: []string{"locQualityIssueType", "locQualityIssueComment", "locQualityIssueSeverity",
			"locQualityIssueProfileRef", "locQualityIssueEnabled", "locQualityIssuesRef"},
		list: "locQualityIssues", listItem: "locQualityIssue", listRef: "locQualityIssuesRef"},
	QualityRating: {reach: elements, names: []string{"locQualityRatingScore", "locQualityRatingVote",
		"locQualityRatingScoreThreshold", "locQualityRatingVoteThreshold", "locQualityRatingProfileRef"}},
	MTConfidence:      {rule: "mtConfidenceRule", reach: elements, names: []string{"mtConfidence"}, tool: "mt-confidence"},
	AllowedCharacters: {rule: "allowedCharactersRule", reach: elements, names: []string{"allowedCharacters"}},
	StorageSize:       {rule: "storageSizeRule", names: []string{"storageSize", "storageEncoding", "lineBreakType"}},
}

// Names returns the names of all data categories.
func Names() []string {
	var names []string
	for c := range categories {
		names = append(names, string(c))
	}
	slices.Sort(names)
	return names
}

// caseInsensitive are the names whose values are of closed sets, which HTML's attributes may write in any case.
var caseInsensitive = map[string]bool{
	"translate": true, "locNoteType": true, "term": true, "dir": true, "withinText": true, "localeFilterType": true,
	"locQualityIssueType": true, "locQualityIssueEnabled": true, "lineBreakType": true, "space": true,
}
