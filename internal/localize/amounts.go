package localize

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/format"
)

// inAmounts reports whether a figure stands where amounts stand: its label (the head of its column or its row, the term
// of its description) says a unit, a currency or per cent, as in "Height (m)", or another figure under the label is an
// amount for certain.
func (l *localizer) inAmounts(n *html.Node) bool {
	cell := n.Parent
	for cell != nil && cell.DataAtom != atom.Td && cell.DataAtom != atom.Th && cell.DataAtom != atom.Dd {
		cell = cell.Parent
	}
	if cell == nil {
		return false
	}
	if cell.DataAtom == atom.Dd {
		return l.describesAmounts(cell)
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
	return kinds[columnOf(cell)] || l.rowOfAmounts(cell)
}

// rowOfAmounts reports whether a head before a cell in its row names a unit.
func (l *localizer) rowOfAmounts(cell *html.Node) bool {
	for c := cell.PrevSibling; c != nil; c = c.PrevSibling {
		if c.DataAtom == atom.Th && saysUnit(textOf(c), l) {
			return true
		}
	}
	return false
}

// describesAmounts reports whether a term of a description names a unit, or another description of the same terms is an
// amount for certain.
func (l *localizer) describesAmounts(dd *html.Node) bool {
	amounts, ok := l.descriptions[dd.Parent]
	if !ok {
		amounts = l.descriptionsOfAmounts(dd.Parent)
		if l.descriptions == nil {
			l.descriptions = map[*html.Node]map[*html.Node]bool{}
		}
		l.descriptions[dd.Parent] = amounts
	}
	return amounts[dd]
}

// descriptionsOfAmounts returns the descriptions of a list, or of a group in it, that are amounts. Terms and the
// descriptions after them belong together.
func (l *localizer) descriptionsOfAmounts(list *html.Node) map[*html.Node]bool {
	amounts := map[*html.Node]bool{}
	var group []*html.Node
	isAmount := false
	end := func() {
		for _, dd := range group {
			amounts[dd] = isAmount
		}
		group, isAmount = nil, false
	}
	for c := range list.ChildNodes() {
		switch c.DataAtom {
		case atom.Dt:
			if len(group) > 0 {
				end()
			}
			isAmount = isAmount || saysUnit(textOf(c), l)
		case atom.Dd:
			group = append(group, c)
			text := textOf(c)
			isAmount = isAmount || len(text) <= maxFigures && format.SayAmounts(l.SourceLang, text)
		}
	}
	end()
	return amounts
}

func textOf(n *html.Node) string { return ascii.TrimSpace(goquery.NewDocumentFromNode(n).Text()) }

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
		text := textOf(n)
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
