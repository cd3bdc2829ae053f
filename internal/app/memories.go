package app

import (
	"context"
	"fmt"
	"os"

	"github.com/dragoman-l10n/dragoman/internal/memory"
)

// ImportMemories loads the configured TMX files. What the memory has already stays as it is.
func (a *App) ImportMemories(ctx context.Context) error {
	for _, path := range a.Config.Memory {
		f, err := os.Open(path)
		if err != nil {
			return mark(fmt.Errorf("memory: %w", err), ErrConfig)
		}
		res, err := a.Memory.ImportTMX(ctx, f, memory.ImportOptions{})
		_ = f.Close()
		for _, problem := range res.Problems {
			a.Logger.Warn("a part of a memory file could not be read", "file", path, "problem", problem)
		}
		if err != nil {
			return fmt.Errorf("memory %s: %w", path, err)
		}
	}
	return nil
}
