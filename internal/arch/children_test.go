package arch

import (
	"go/ast"
	"slices"
	"testing"
)

// TestChildrenGetNoSecrets holds that programs are started in one room, which leaves secrets out of their environment.
func TestChildrenGetNoSecrets(t *testing.T) {
	starts := map[string][]string{
		"exec": {"Command", "CommandContext", "Cmd"}, "os": {"StartProcess"}, "syscall": {"Exec", "ForkExec", "StartProcess"},
	}
	found := false
	for _, f := range sources(t) {
		if f.test || slices.Contains(forTests, f.room) || slices.Contains(tools, f.room) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.StarExpr: // *exec.Cmd names the type of a command that the room has made
				return false
			case *ast.SelectorExpr:
				pkg, ok := n.X.(*ast.Ident)
				if !ok || !slices.Contains(starts[pkg.Name], n.Sel.Name) {
					return true
				}
				if f.room != "internal/child" {
					t.Errorf("%s uses %s.%s: start programs by internal/child, so that they get no secrets", f.name, pkg.Name, n.Sel.Name)
				}
				found = true
			}
			return true
		})
	}
	if !found {
		t.Error("no program is started anywhere: this test looks in the wrong place")
	}
}
