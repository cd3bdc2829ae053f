// Package growth lets texts grow, and holds that the work of every stage grows no faster than they do. It has the tables of
// texts and stages, for its tests and for the program in growthsteps that counts what they execute. Nothing else imports it.
package growth
