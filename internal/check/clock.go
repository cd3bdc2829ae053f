package check

import "context"

// clock asks a context every so many steps whether it has ended. A step is a word or a place of the text that a check looks at.
type clock struct {
	ctx   context.Context
	steps int
	over  bool
}

// stepsBetween is how many steps are taken between two looks at the context.
const stepsBetween = 256

// ended is what a check is left with, amid its work, when the context has ended. It does not leave this package.
type ended struct{}

// step takes a step.
func (c *clock) step() {
	if c == nil {
		return
	}
	if c.steps++; c.steps%stepsBetween == 0 && c.ctx.Err() != nil {
		c.over = true
		panic(ended{})
	}
}

// ended reports whether the context has ended.
func (l *inspection) ended() bool {
	l.clock.over = l.clock.over || l.clock.ctx.Err() != nil
	return l.clock.over
}

// run runs a check, which the end of the context breaks off.
func (l *inspection) run(check func(*inspection)) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(ended); !ok {
				panic(r)
			}
		}
	}()
	check(l)
}
