//go:build !linux

package destination

import "syscall"

func dieWithParent() *syscall.SysProcAttr { return nil }
