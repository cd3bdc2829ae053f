// Package langdata holds what the program knows of languages: abbreviations, function words, number words, quotation
// habits and the like. The knowledge is data, one TOML file a language in the folder data, so that a linguist can
// mend a language without reading Go; data/README.md tells how. What CLDR says is not here but in
// internal/format/cldr, and a rule of a script or of Unicode is code.
package langdata
