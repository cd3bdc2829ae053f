// Command dragoman turns pages in one language into approved, published pages in many.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the zones of hours, on machines without a database of them

	"github.com/alecthomas/kong"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

// The exit codes, as the help tells them.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitConfig      = 3
	exitUnreachable = 4
	exitRefused     = 5
)

const about = `Dragoman turns a page in one language into approved, published pages in many.

New here? Run "dragoman demo".

Exit codes: 0 done, 1 failed, 2 wrong use, 3 wrong configuration, 4 a server is not reachable, 5 refused by a rule.`

// cli is every command and flag.
type cli struct {
	Config string `short:"c" type:"path" placeholder:"FILE" help:"Configuration; dragoman.yaml in this folder by default, and none is needed."`
	JSON   bool   `name:"json" help:"Write JSON for programs instead of text for people."`
	Log    string `enum:"debug,info,warn,error" default:"warn" help:"What to log on standard error: ${enum}."`

	Demo demoCmd `cmd:"" group:"Start here" help:"Publish an example site in four languages, with everything in one process."`
	Dev  devCmd  `cmd:"" group:"Start here" help:"Run Temporal, its UI, a worker and the desk in one process, until Ctrl-C."`

	Publish        publishCmd        `cmd:"" group:"Publishing" help:"Start a run for pages or a configured site."`
	Watch          watchCmd          `cmd:"" group:"Publishing" help:"Look at a site's source every so often, and publish what is new or has changed."`
	Runs           runsCmd           `cmd:"" group:"Publishing" help:"List runs."`
	Show           showCmd           `cmd:"" group:"Publishing" help:"Show how a run stands, locale by locale."`
	Why            whyCmd            `cmd:"" group:"Publishing" help:"Tell of one sentence why it passed: where it comes from, who looked, what it cost."`
	Approve        approveCmd        `cmd:"" group:"Publishing" help:"Approve the step of a translation that waits."`
	RequestChanges requestChangesCmd `cmd:"" group:"Publishing" help:"Send a translation back with a comment."`
	Reassign       reassignCmd       `cmd:"" group:"Publishing" help:"Give the step that waits to another person."`
	SameMeaning    sameMeaningCmd    `cmd:"" group:"Publishing" help:"Declare that a change of the source is none of its meaning: approvals stand."`
	Release        releaseCmd        `cmd:"" group:"Publishing" help:"Have visitors get what an embargo or a hold keeps from them."`
	Reschedule     rescheduleCmd     `cmd:"" group:"Publishing" help:"Move the hour at which approved pages go to visitors."`
	Questions      questionsCmd      `cmd:"" group:"Publishing" help:"List what translators ask about the source."`
	Answer         answerCmd         `cmd:"" group:"Publishing" help:"Answer a question about the source."`
	Resume         resumeCmd         `cmd:"" group:"Publishing" help:"Have a run that waits for engines go on at once."`
	XLIFF          xliffCmd          `cmd:"" name:"xliff" group:"Publishing" help:"Take a translation out to a translation tool and back."`
	Cancel         cancelCmd         `cmd:"" group:"Publishing" help:"Cancel a run, or one translation of it."`
	History        historyCmd        `cmd:"" group:"Publishing" help:"List the publications of a document."`
	Verify         verifyCmd         `cmd:"" group:"Publishing" help:"Compare what visitors get with what was published, and check seals."`
	Unpublish      unpublishCmd      `cmd:"" group:"Publishing" help:"Take a document, or locales of it, from visitors."`
	Correct        correctCmd        `cmd:"" group:"Publishing" help:"Have people look again at a published sentence that is wrong, wherever it is."`
	Rollback       rollbackCmd       `cmd:"" group:"Publishing" help:"Go back to an earlier publication of a document."`

	Extract extractCmd `cmd:"" group:"Pages and texts" help:"Write a page's texts as JSON lines or XLIFF."`
	Merge   mergeCmd   `cmd:"" group:"Pages and texts" help:"Put translated texts into a page."`
	Segment segmentCmd `cmd:"" group:"Pages and texts" help:"Cut text into sentences."`
	Inspect inspectCmd `cmd:"" group:"Pages and texts" help:"Show what of a page will be translated, and why."`
	Format  formatCmd  `cmd:"" group:"Pages and texts" help:"Write dates, numbers and words as a locale has them."`

	TM        tmCmd        `cmd:"" name:"tm" group:"Memory and checks" help:"Fill, search and export the translation memory."`
	Check     checkCmd     `cmd:"" group:"Memory and checks" help:"Proofread pairs of source and target."`
	Review    reviewCmd    `cmd:"" group:"Memory and checks" help:"Report what machines said in reviews, and what people did afterwards."`
	Report    reportCmd    `cmd:"" group:"Memory and checks" help:"Report words, changes, time, money and findings, by locale, month, run or site."`
	Findings  findingsCmd  `cmd:"" group:"Memory and checks" help:"Count the errors that people and machines found in texts."`
	Overruled overruledCmd `cmd:"" group:"Memory and checks" help:"List checks that people overrule, and what to write to turn one off."`
	Words     wordsCmd     `cmd:"" group:"Memory and checks" help:"List or export the words that people have added to a site's dictionary."`

	Digest digestCmd `cmd:"" group:"Production" help:"Send people what waits for them, or say when it is sent."`
	Away   awayCmd   `cmd:"" group:"Production" help:"Say that somebody is away, and who is asked meanwhile."`
	Told   toldCmd   `cmd:"" group:"Production" help:"List what people were told of a translation, and what became of it."`

	Providers providersCmd `cmd:"" group:"Production" help:"List the engines, and which of them are set up here."`
	Worker    workerCmd    `cmd:"" group:"Production" help:"Run a worker."`
	Desk      deskCmd      `cmd:"" group:"Production" help:"Run the translators' web desk."`
	Keygen    keygenCmd    `cmd:"" group:"Production" help:"Make a key pair that seals manifests."`
	Receive   receiveCmd   `cmd:"" group:"Production" help:"Receive publications into a folder of this machine."`
	Conf      configCmd    `cmd:"" name:"config" group:"Production" help:"Check the configuration."`
	Health    healthCmd    `cmd:"" group:"Production" hidden:"" help:"Ask the desk whether it is well; for containers."`

	Version versionCmd `cmd:"" group:"Production" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once, whatever it is at work on
	code := exitCode(os.Stderr, run(ctx, os.Args[1:], os.Stdout, os.Stderr))
	stop()
	os.Exit(code)
}

// run parses the arguments and runs the command.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var c cli
	helpShown := false // kong writes the help while it parses, and then asks for the program's end
	parser, err := kong.New(&c, kong.Name("dragoman"), kong.Description(about), kong.UsageOnError(),
		kong.Writers(stdout, stderr), kong.Exit(func(int) { helpShown = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(inOrder(parser.Model, args))
	switch {
	case helpShown:
		return nil
	case err != nil:
		return usage(err)
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log)); err != nil {
		return usage(err)
	}
	logger := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level}))
	s := &session{cli: &c, out: stdout, text: terminal.Writer(stdout), err: terminal.Writer(stderr), logger: logger}
	k.BindTo(ctx, (*context.Context)(nil))
	return k.Run(s)
}

// coded is an error with its exit code.
type coded struct {
	code int
	err  error
}

func (c *coded) Error() string { return c.err.Error() }
func (c *coded) Unwrap() error { return c.err }

func usage(err error) error       { return &coded{exitUsage, err} }
func unreachable(err error) error { return &coded{exitUnreachable, err} }

// exitCode prints an error in one clear line, or as many as a configuration has mistakes, and returns its code.
func exitCode(stderr io.Writer, err error) int {
	if err == nil {
		return 0
	}
	_, _ = fmt.Fprintln(terminal.Writer(stderr), "dragoman:", err)
	var c *coded
	var conf *config.Error
	var parse *kong.ParseError
	switch {
	case errors.As(err, &c):
		return c.code
	case errors.As(err, &conf), errors.Is(err, app.ErrConfig):
		return exitConfig
	case errors.As(err, &parse):
		return exitUsage
	case errors.Is(err, l10n.ErrUnavailable):
		return exitUnreachable
	case errors.Is(err, l10n.ErrRefused), errors.Is(err, l10n.ErrConflict):
		return exitRefused
	}
	return exitFailed
}
