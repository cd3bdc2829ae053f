package localize

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/format"
)

// inAmounts reports whether a figure stands in a table's column of amounts: the column's head says a unit, a currency or
// per cent, as in "Height (m)", or another cell of it is an amount for certain.
func (l *localizer) inAmounts(n *html.Node) bool {
	cell := n.Parent
	for cell != nil && cell.DataAtom != atom.Td && cell.DataAtom != atom.Th {
		cell = cell.Parent
	}
	if cell == nil {
		return false
	}
	table := cell.Parent
	for table != nil && table.DataAtom != atom.Table {
		table = table.Parent
	}
	if table == nil {
		return false
	}
	kinds, ok := l.columns[table]
	if !ok {
		kinds = l.columnsOfAmounts(table)
		if l.columns == nil {
			l.columns = map[*html.Node]map[int]bool{}
		}
		l.columns[table] = kinds
	}
	return kinds[columnOf(cell)]
}

// columnOf is the number of cells before a cell in its row.
func columnOf(cell *html.Node) int {
	column := 0
	for c := cell.PrevSibling; c != nil; c = c.PrevSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			column++
		}
	}
	return column
}

func (l *localizer) columnsOfAmounts(table *html.Node) map[int]bool {
	kinds := map[int]bool{}
	for n := range table.Descendants() {
		if n.DataAtom != atom.Td && n.DataAtom != atom.Th {
			continue
		}
		text := ascii.TrimSpace(goquery.NewDocumentFromNode(n).Text())
		isAmount := len(text) <= maxFigures && format.SayAmounts(l.SourceLang, text)
		isHead := n.DataAtom == atom.Th && saysUnit(text, l)
		if isAmount || isHead {
			kinds[columnOf(n)] = true
		}
	}
	return kinds
}

// saysUnit reports whether a head names the unit of its column: a number before what is in its brackets, or before what
// follows its comma, is an amount.
func saysUnit(head string, l *localizer) bool {
	if strings.ContainsAny(head, "%٪€£¥$₽₹") {
		return true
	}
	unit := ""
	if from := strings.LastIndexAny(head, "([,"); from >= 0 {
		unit = strings.Trim(head[from+1:], ")] ")
	}
	return unit != "" && format.SayAmounts(l.SourceLang, "1 "+unit)
}
