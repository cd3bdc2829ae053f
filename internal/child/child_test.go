package child

import (
	"os"
	"slices"
	"strings"
	"testing"
)

const secret = "4uL5-do-not-tell"

// TestMain is the child, too: it prints its environment.
func TestMain(m *testing.M) {
	if os.Getenv("CHILD_PRINTS") != "" {
		for _, e := range os.Environ() {
			_, _ = os.Stdout.WriteString(e + "\n")
		}
		return
	}
	os.Exit(m.Run())
}

// TestNoSecretReachesAChild gives this process the secrets that the project knows, and some that it does not.
func TestNoSecretReachesAChild(t *testing.T) {
	for _, name := range []string{
		"DRAGOMAN_SIGNING_KEY", "DRAGOMAN_DECISION_KEY", "DRAGOMAN_STORE", "DRAGOMAN_DESK_USERS", "DRAGOMAN_HTTP_SECRET", "DRAGOMAN_GIT_TOKEN", "DEEPL_API_KEY",
		"ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY", "TEMPORAL_API_KEY", "GITHUB_TOKEN", "PGPASSWORD",
		"PATH_TO_KEY", "HOME_SECRET", "NOT_KNOWN_YET",
	} {
		t.Setenv(name, secret)
	}
	t.Setenv("LC_MESSAGES", "es_ES.UTF-8")
	t.Setenv("DICPATH", "/dictionaries")
	out, err := Command(t.Context(), []string{"CHILD_PRINTS=1", "DICPATH", "NOT_THERE"}, os.Args[0]).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(out), "\n")
	if strings.Contains(string(out), secret) {
		t.Errorf("a secret reached the child:\n%s", out)
	}
	for _, want := range []string{"LC_MESSAGES=es_ES.UTF-8", "DICPATH=/dictionaries", "PATH=" + os.Getenv("PATH")} {
		if !slices.Contains(lines, want) {
			t.Errorf("the child lacks %s", want)
		}
	}
}

func TestEnvironmentIsNeverAll(t *testing.T) {
	if got := Environment(nil, nil); got == nil || len(got) != 0 {
		t.Errorf("%v", got)
	}
}
