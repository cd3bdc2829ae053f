// Package destination holds the drivers that publish: into a directory, a git repository, an S3 bucket, a WordPress
// site, or through a receiver of HTTP requests. Each driver is a publish.Destination. The contract test of this package
// checks every driver, with faults before, during and after every write.
package destination
