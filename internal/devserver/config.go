package devserver

import (
	"fmt"
	"log/slog"
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
)

const (
	storeName   = sqliteplugin.PluginName
	clusterName = "active"
	// shards is four: the queues of one shard are read one after the other, and more shards cost memory.
	shards = 4
)

// serverConfig configures a cluster of one process on loopback.
func serverConfig(o Options, p portSet) *config.Config {
	sql := &config.SQL{PluginName: storeName, DatabaseName: o.File, ConnectAttributes: map[string]string{"mode": "rwc"}}
	if o.File == "" {
		sql.DatabaseName = fmt.Sprintf("memory-%d", p.frontend)
		sql.ConnectAttributes = map[string]string{"mode": "memory", "cache": "shared"}
	} else {
		sql.ConnectAttributes["journal_mode"] = "wal"
		sql.ConnectAttributes["synchronous"] = "normal"
	}
	c := &config.Config{}
	c.Global.Membership = config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: loopback}
	c.Persistence = config.Persistence{
		DefaultStore: storeName, VisibilityStore: storeName, NumHistoryShards: shards,
		DataStores: map[string]config.DataStore{storeName: {SQL: sql}},
	}
	c.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10, MasterClusterName: clusterName, CurrentClusterName: clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{
			clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: address(p.frontend)},
		},
	}
	c.DCRedirectionPolicy.Policy = "noop"
	c.Services = map[string]config.Service{
		"frontend": service(p.frontend), "history": service(p.history), "matching": service(p.matching),
		"worker": service(p.worker),
	}
	c.Archival.History.State, c.Archival.Visibility.State = "disabled", "disabled"
	c.NamespaceDefaults.Archival.History.State, c.NamespaceDefaults.Archival.Visibility.State = "disabled", "disabled"
	if o.Token == "" {
		c.PublicClient.HostPort = address(p.frontend)
	} else { // the server's own workers send no token, and come by a door of their own
		c.Services["internal-frontend"] = service(p.internal)
	}
	return c
}

func service(port int) config.Service {
	return config.Service{RPC: config.RPC{GRPCPort: port, BindOnLocalHost: true}}
}

// logger passes on the server's warnings and errors, one level lower. It drops the server's many lines of information,
// which do not concern the users of a program with an embedded server.
type logger struct {
	to *slog.Logger
}

func newLogger(to *slog.Logger) log.Logger {
	if to == nil {
		return log.NewNoopLogger()
	}
	return &logger{to: to}
}

func attrs(tags []tag.Tag) []any {
	out := make([]any, 0, len(tags))
	for _, t := range tags {
		out = append(out, slog.Any(t.Key(), t.Value()))
	}
	return out
}

func (l *logger) Debug(string, ...tag.Tag)           {}
func (l *logger) Info(string, ...tag.Tag)            {}
func (l *logger) Warn(msg string, tags ...tag.Tag)   { l.to.Debug(msg, attrs(tags)...) }
func (l *logger) Error(msg string, tags ...tag.Tag)  { l.to.Warn(msg, attrs(tags)...) }
func (l *logger) DPanic(msg string, tags ...tag.Tag) { l.to.Error(msg, attrs(tags)...) }
func (l *logger) Panic(msg string, tags ...tag.Tag)  { l.to.Error(msg, attrs(tags)...); panic(msg) }
func (l *logger) Fatal(msg string, tags ...tag.Tag)  { l.to.Error(msg, attrs(tags)...); panic(msg) }
