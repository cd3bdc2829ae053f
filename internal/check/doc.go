// Package check proofreads targets: it compares them with their sources and with the habits of their language, and
// reports what a careful proofreader would mark. Every check is one function in one visible table ([Checks]), has an
// ITS 2.0 issue type and a severity, and says where in the source and the target it looks.
//
// A false alarm teaches people to ignore all alarms. So a check that is not sure keeps its severity below
// [WarnSeverity] or says nothing; what languages do differently is in tables, most of them from CLDR, not in the
// checks.
package check
