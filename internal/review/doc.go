// Package review is the law of approval: which steps a translation passes and who may approve them, what an approval
// is bound to, what an edit does to it, which earlier approvals still stand, and what may go to visitors. Its rules
// are functions of loaded values; [Service] applies them to the records.
package review
