// Package destination holds the publishing drivers, one file each and one table. What a driver owes is said by
// publish.Destination, and the contract test of this package holds every driver of the table to it, with faults in the
// middle of every write.
package destination
