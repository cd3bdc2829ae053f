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
		_, err = a.Memory.ImportTMX(ctx, f, memory.ImportOptions{})
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("memory %s: %w", path, err)
		}
	}
	return nil
}
