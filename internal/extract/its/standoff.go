package its

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beevik/etree"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// Standoff annotations are lists beside the text that they are about: in a script of the page, or in a file of its own,
// which is a page with such a script, or XML (ITS 2.0, 5.7 and 8.11, 8.17).

// entries reads the standoff annotations that a reference names.
func (r *Result) entries(ref string) []Values {
	if known, ok := r.lists[ref]; ok {
		return known
	}
	file, id, _ := strings.Cut(ref, "#")
	doc := r.a.annotationsIn(file)
	var out []Values
	if list := doc.list(r.def.list, id); list != nil {
		out = r.listed(list)
	}
	r.lists[ref] = out
	return out
}

// listed reads the entries of a list.
func (r *Result) listed(list *etree.Element) []Values {
	var out []Values
	for _, e := range list.ChildElements() {
		if e.Tag != r.def.listItem {
			continue
		}
		v := Values{}
		for _, a := range e.Attr {
			if a.Space == "" && slices.Contains(r.def.names, a.Key) {
				v[a.Key] = a.Value
			}
		}
		out = append(out, r.withCompanions(v))
	}
	return out
}

// annotationFile holds the pieces of XML of a file or a page that may have lists of annotations in them.
type annotationFile struct {
	pieces []annotationPiece
}

type annotationPiece struct {
	id   string // of the script that holds the piece
	root *etree.Element
}

// list finds a list of annotations by its ID, or by that of the script that holds it.
func (f *annotationFile) list(name, id string) *etree.Element {
	if f == nil || name == "" {
		return nil
	}
	for _, p := range f.pieces {
		for _, e := range elementsNamed(p.root, name) {
			if e.SelectAttrValue("xml:id", "") == id || p.id == id && id != "" {
				return e
			}
		}
	}
	return nil
}

// annotationsIn loads a file of annotations. It returns nil where there is none.
func (a *Annotations) annotationsIn(file string) *annotationFile {
	if doc, ok := a.docs[file]; ok {
		return doc
	}
	a.docs[file] = nil
	if file == "" {
		a.docs[file] = scriptsOf(a.root)
		return a.docs[file]
	}
	if a.load == nil || !a.budget.File() {
		return nil
	}
	b, err := a.load(file)
	if err != nil {
		a.fault(fmt.Errorf("the annotations %s can't be loaded: %w", file, err))
		return nil
	}
	if !a.budget.SpendAt("the annotations in "+file, nil, len(b)) {
		return nil
	}
	doc, err := readAnnotations(b)
	if err != nil {
		a.fault(fmt.Errorf("the annotations in %s can't be read: %w", file, err))
	}
	a.docs[file] = doc
	return doc
}

// readAnnotations reads a file of XML, or a page.
func readAnnotations(b []byte) (*annotationFile, error) {
	if x, err := parseXML(b); err == nil && !strings.EqualFold(x.Root().Tag, "html") {
		return &annotationFile{[]annotationPiece{{"", x.Root()}}}, nil
	}
	tree, err := dom.Parse(strings.TrimPrefix(strings.ToValidUTF8(string(b), "\uFFFD"), "\ufeff"))
	if err != nil {
		return nil, err
	}
	return scriptsOf(tree.Doc), nil
}

// scriptsOf reads the scripts of a page that may have annotations.
func scriptsOf(doc *html.Node) *annotationFile {
	f := &annotationFile{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" || !isRules(attr(n, "type")) || n.FirstChild == nil {
			continue
		}
		if x, err := parseXML([]byte(n.FirstChild.Data)); err == nil {
			f.pieces = append(f.pieces, annotationPiece{attr(n, "id"), x.Root()})
		}
	}
	return f
}
