// Package assist gathers what stands at a translator's side for one open segment: what the memory has, the terms, the answers
// of engines, what people approved and wrote for it before, and where words stand in the memory. It asks an engine when a
// person wants that, by the same rules and the same books as a run. It changes no text.
package assist
