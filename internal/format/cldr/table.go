// Package cldr holds what format needs of the Unicode CLDR, cut down to a table a locale and embedded compressed. The
// tables are made by internal/format/gen from CLDR 48.2's JSON packages; the data's licence is in LICENSE.unicode.
package cldr

// Table is one locale's data, with everything inherited already filled in. Patterns are CLDR's (UTS #35).
type Table struct {
	Months Names `json:"months"` // from January
	Days   Names `json:"days"`   // from Sunday
	// Persian are the months of the Persian calendar, from Farvardin, where the locale uses it.
	Persian []string `json:"persian,omitempty"`
	// Eras are the abbreviated names of the current eras, by calendar.
	Eras map[string]string `json:"eras,omitempty"`
	// Periods are the abbreviated "am" and "pm".
	Periods map[string]string `json:"periods"`
	// DayPeriods are the parts of the day that clocks name instead, where the time formats have them.
	DayPeriods []DayPeriod `json:"dayPeriods,omitempty"`
	// Date, Time and DateTime are full, long, medium and short; DateTime joins a time {0} to a date {1}.
	Date     [4]string `json:"date"`
	Time     [4]string `json:"time"`
	DateTime [4]string `json:"dateTime"`
	// Skeletons are patterns by the fields that they show, for instance MMMMd.
	Skeletons map[string]string `json:"skeletons"`
	// Calendars are other calendars' Date and Skeletons, by CLDR's name of the calendar.
	Calendars map[string]Calendar `json:"calendars,omitempty"`
	// Intervals are patterns of ranges by skeleton and by the letter of the greatest field in which the ends differ;
	// IntervalFallback joins two whole dates {0} and {1}.
	Intervals        map[string]map[string]string `json:"intervals,omitempty"`
	IntervalFallback string                       `json:"intervalFallback,omitempty"`
	Number           Number                       `json:"number"`
	// Systems are the numbers in other digits than the default's; Native names the system of the language's own digits.
	Systems map[string]Number `json:"systems,omitempty"`
	Native  string            `json:"native,omitempty"`
	// Units are patterns by length (long, short, narrow) and unit; the unit "per" joins two.
	Units map[string]map[string]Forms `json:"units,omitempty"`
	// Ordinals write an ordinal number in figures, by ordinal category.
	Ordinals Forms `json:"ordinals,omitempty"`
	// Lists are start, middle, end and two, by "and" and "or".
	Lists map[string][4]string `json:"lists"`
	// Languages are names by tag, Scripts and Regions by their codes.
	Languages map[string]string `json:"languages"`
	Scripts   map[string]string `json:"scripts"`
	Regions   map[string]string `json:"regions"`
	// NamePattern joins a language's name {0} and what tells it apart {1}; NameSeparator joins two of those.
	NamePattern   string `json:"namePattern"`
	NameSeparator string `json:"nameSeparator"`
	// Currencies are symbols by ISO code, where the symbol is not the code.
	Currencies map[string]string `json:"currencies,omitempty"`
	// Quotes are the outer pair and the inner pair.
	Quotes [4]string `json:"quotes"`
	// Relative has a field's words and patterns: "-1", "0", "1" …, "future-one", "past-other".
	Relative map[string]map[string]string `json:"relative"`
}

// Forms are patterns by plural category; "other" serves for those that are missing.
type Forms map[string]string

// Names are the names of months or days: in a date, and standing alone where that differs.
type Names struct {
	Wide      []string `json:"wide"`
	Abbr      []string `json:"abbr"`
	AloneWide []string `json:"aloneWide,omitempty"`
	AloneAbbr []string `json:"aloneAbbr,omitempty"`
}

// DayPeriod is a part of the day, for instance "晚上", from a minute of the day up to another one.
type DayPeriod struct {
	Name   string `json:"name"`
	From   int    `json:"from"`
	Before int    `json:"before"`
}

// Calendar is what another calendar does differently.
type Calendar struct {
	Date      [4]string         `json:"date"`
	Skeletons map[string]string `json:"skeletons"`
}

// Number is a locale's way of writing numbers.
type Number struct {
	System      string `json:"system"` // of digits, for instance latn or arabext
	Decimal     string `json:"decimal"`
	Group       string `json:"group"`
	Minus       string `json:"minus"`
	Percent     string `json:"percent"`
	MinGrouping int    `json:"minGrouping"` // digits that must stand before the first separator
	// DecimalPattern, PercentPattern and CurrencyPattern are patterns like #,##0.###.
	DecimalPattern  string `json:"decimalPattern"`
	PercentPattern  string `json:"percentPattern"`
	CurrencyPattern string `json:"currencyPattern"`
	// CurrencyDecimal and CurrencyGroup are the separators of amounts of money, where they are others: "1'234.50 CHF".
	CurrencyDecimal string `json:"currencyDecimal,omitempty"`
	CurrencyGroup   string `json:"currencyGroup,omitempty"`
	// CurrencyAlpha is the currency pattern for a symbol that has a letter next to the number.
	CurrencyAlpha string `json:"currencyAlpha,omitempty"`
	// CompactShort and CompactLong are patterns by power of ten and plural category, for instance "1000-one".
	CompactShort map[string]string `json:"compactShort,omitempty"`
	CompactLong  map[string]string `json:"compactLong,omitempty"`
	// Range joins two numbers, {0} and {1}.
	Range string `json:"range,omitempty"`
}

// Shared is what does not belong to one locale.
type Shared struct {
	// Digits are the ten digits of each numbering system.
	Digits map[string]string `json:"digits"`
	// Cardinal and Ordinal are plural rules by language and category, in CLDR's notation without the samples.
	Cardinal map[string]map[string]string `json:"cardinal"`
	Ordinal  map[string]map[string]string `json:"ordinal"`
	// CurrencyDigits are the digits after the decimal separator, where they are not 2.
	CurrencyDigits map[string]int `json:"currencyDigits"`
	// Calendars are the calendars that regions prefer to the Gregorian.
	Calendars map[string]string `json:"calendars"`
}
