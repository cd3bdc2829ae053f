// Command attack runs the tests that try to break in, and prints how much each kind tried:
//
//	go run ./internal/attack               what CI runs: some minutes
//	go run ./internal/attack -long 10m     and then every fuzz target for ten minutes each, by hand
//
// The attacks stand in the packages that they are on, where `go test` runs them too. A kind of which nothing was tried is
// an error: its test has another name now.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// attack is a kind of attacks: the tests of a package that a pattern names. A try is what a test says that it tried, by
// a line "attack: 12 tries of …", or else each of its subtests, or else the test.
type attack struct{ kind, pkg, run string }

// attacks are all kinds. A new one is a line here.
var attacks = []attack{
	{"targets that would be markup or code, by place of a page", "./internal/attack", "TestInjections"},
	{"targets that would be code to what is behind a destination", "./internal/destination", "TestSecondLanguages"},
	{"hosts and addresses of this machine and its network", "./internal/fetch", "TestForbiddenAddresses|TestEdgesOfSpecialBlocks|TestIPv4WithinIPv6|TestRedirectToForbidden"},
	{"pages made to break a parser", "./internal/extract", "TestHostile"},
	{"patterns whose work must not grow faster than they do", "./internal/growth", "TestGrowth"},
	{"forged seals and JSON of two readings", "./internal/publish", "TestSeal$|TestCanonical$|TestCanonicalBytesStay"},
	{"a destination changed by somebody without the key", "./internal/site", "TestForgeriesAreSeen|TestDuplicateMembers|TestRecordsAndDestinationDiffer"},
	{"forged and repeated requests to a receiver", "./internal/destination", "TestCheckSignature|TestReplays|TestTwoReceivers|TestCommitExpects|TestSignatureBeforeBody|TestBodyIsThat|TestReceiverRefusesPaths"},
	{"forged decisions: fields altered, and texts that reach into the next field", "./internal/signing", "TestEveryFieldIsSigned|TestPlaceIsSigned|TestNoFieldReaches|TestRefusals"},
	{"forged decisions: unsigned, by strangers, for another place, old, said twice", "./internal/review", "TestWhichDecisionsCount|TestAnActIsDoneOnce|TestKeysAreExchanged|TestWhatTheHouseHas|TestTheRecordsHave|TestASignedApproval|TestADeclarationIsOf|TestTheIDOfADecisionIsItsOwn"},
	{"forged decisions: pages that nobody approved", "./internal/review", "TestWhatGoesToVisitors"},
	{"forged decisions: inputs of workflows that don't belong together", "./internal/work", "TestForgedInputs"},
	{"forged decisions in manifests", "./internal/site", "TestDecisionsInAManifest"},
	{"forged decisions: every Update, Signal and start, on a running house", "./internal/e2e", "TestNobodyActsInAnothersName"},
	{"requests of other sites and names to the Temporal UI", "./internal/devserver", "TestGuardUI"},
	{"strangers at every port of the embedded Temporal server", "./internal/devserver", "TestStrangersAreRefusedOnEveryPort"},
	{"files that no manifest has, at every kind of destination", "./internal/destination", "TestContract/.*/visible"},
	{"rollbacks to a forged manifest", "./internal/site", "TestARollbackWantsTheSeal|TestUnlistedThroughTheDestination"},
	{"configurations made to keep the parser busy", "./internal/config", "TestBounds"},
	{"streams and bombs beyond their bound", "./internal/bounded", "TestRead|TestGunzip|TestBuffer"},
	{"names that would take a reserved place", "./internal/publish", "TestReserved"},
	{"paths that lead out of their place", "./internal/publish", "TestCheckPath|TestPagePath"},
	{"answers of reviewers that break the contract", "./internal/assess", "TestAnswersThatCannotBeUsed|TestRemarksAreQuotations|TestProposalsAreTargets|TestWhatIsKeptIsBounded"},
	{"answers of reviewers to what others were asked", "./internal/review", "TestAnswersOfWorkersThatDoNotCount|TestTasksOfOthers"},
	{"files that come back and don't belong, or are made to break", "./internal/review", "TestRefusedFiles|TestFilesOfStrangers"},
	{"links, pipes and paths at a place that others write to", "./internal/place", "TestStrangeFiles|TestContract"},
	{"files of translation tools that would lose or invent something", "./internal/xliff", "TestRefused"},
	{"hostile pages in the frame beside their editor", "./internal/desk", "TestBrowserHostilePage|TestStagePage$|TestStageScript"},
	{"hostile texts at the desk", "./internal/desk", "TestHostileTextStaysText"},
}

func main() {
	log.SetFlags(0)
	long := flag.Duration("long", 0, "how long to run each fuzz target afterwards")
	flag.Parse()
	failed := false
	for _, a := range attacks {
		tries, err := a.try()
		fmt.Printf("%8d  %s\n", tries, a.kind)
		if err != nil {
			failed = true
			fmt.Printf("          %v\n", err)
		}
	}
	if *long > 0 {
		failed = fuzzAll(*long) != nil || failed
	}
	if failed {
		log.Fatal("an attack got through, or did not run")
	}
}

var (
	counted = regexp.MustCompile(`attack: (\d+) tries`)
	ended   = regexp.MustCompile(`^(\s*)--- (PASS|FAIL|SKIP): (\S+)`)
)

// try runs the tests of a kind and counts.
func (a attack) try() (int, error) {
	cmd := exec.Command("go", "test", "-count=1", "-v", "-run", a.run, a.pkg)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	tries, said, wrong := count(out)
	switch {
	case err != nil:
		return tries, fmt.Errorf("%w: %s %s", err, strings.Join(wrong, "; "), errs.String())
	case tries == 0 || said == 0:
		return 0, fmt.Errorf("no test of %s is named %s", a.pkg, a.run)
	}
	return tries, nil
}

// count reads the output of tests: how much was tried, by how many tests, and what failed.
func count(out []byte) (tries, tests int, wrong []string) {
	subtests := map[string]int{} // of each test
	own := map[string]int{}      // what a test says itself
	var counts []int
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); {
		line := s.Text()
		if m := counted.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[1])
			counts = append(counts, n)
		}
		m := ended.FindStringSubmatch(line)
		if m == nil || m[2] == "SKIP" {
			continue
		}
		if m[2] == "FAIL" {
			wrong = append(wrong, m[3])
		}
		name, _, sub := strings.Cut(m[3], "/")
		if sub {
			subtests[name]++
			continue
		}
		own[name] = 1
	}
	for name, n := range own {
		tests++
		tries += max(n, subtests[name])
	}
	for _, n := range counts {
		tries += n - 1 // in place of the test itself
	}
	return tries, tests, wrong
}

// fuzzAll runs every fuzz target for a while.
func fuzzAll(each time.Duration) error {
	pkgs, err := exec.Command("go", "list", "./internal/...").Output()
	if err != nil {
		return err
	}
	var failed error
	for pkg := range strings.FieldsSeq(string(pkgs)) {
		list, err := exec.Command("go", "test", "-list", "^Fuzz", pkg).Output()
		if err != nil {
			return err
		}
		for name := range strings.FieldsSeq(string(list)) {
			if !strings.HasPrefix(name, "Fuzz") {
				continue
			}
			cmd := exec.Command("go", "test", "-run", "^$", "-fuzz", "^"+name+"$", "-fuzztime", each.String(), pkg)
			cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
			if err := cmd.Run(); err != nil {
				failed = err
			}
		}
	}
	return failed
}
