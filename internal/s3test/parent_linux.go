package s3test

import "syscall"

// dieWithParent makes a server end with the test that started it, even if the test is killed.
func dieWithParent() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
