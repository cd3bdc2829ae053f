package activities

import "go.temporal.io/sdk/activity"

// Registry takes activities by their names; a worker is one.
type Registry interface {
	RegisterActivityWithOptions(a any, options activity.RegisterOptions)
}

// Register registers every activity by its name. Histories hold the names: one that is gone breaks runs under way.
func (a *Activities) Register(r Registry) {
	for _, act := range a.named() {
		r.RegisterActivityWithOptions(act.function, activity.RegisterOptions{Name: act.name})
	}
}

// named is an activity with its name.
type named struct {
	name     string
	function any
}

func (a *Activities) named() []named {
	return []named{
		{"PlanRun", a.PlanRun},
		{"OpenRun", a.OpenRun},
		{"ListDocuments", a.ListDocuments},
		{"NoteRun", a.NoteRun},
		{"TakeOver", a.TakeOver},

		{"FetchDocument", a.FetchDocument},
		{"ExtractDocument", a.ExtractDocument},
		{"GatherAssets", a.GatherAssets},
		{"TakePublished", a.TakePublished},

		{"LeverageTranslation", a.LeverageTranslation},
		{"TranslateBatch", a.TranslateBatch},
		{"TakeTexts", a.TakeTexts},
		{"DeliverAnswers", a.DeliverAnswers},
		{"ParkTranslation", a.ParkTranslation},
		{"CheckTranslation", a.CheckTranslation},
		{"EndTranslation", a.EndTranslation},

		{"OpenStep", a.OpenStep},
		{"AssessStep", a.AssessStep},
		{"TakeTask", a.TakeTask},
		{"DeliverAnswer", a.DeliverAnswer},
		{"EndStep", a.EndStep},
		{"SendFile", a.SendFile},
		{"AwaitFile", a.AwaitFile},
		{"RecordDecision", a.RecordDecision},
		{"DeclareSameMeaning", a.DeclareSameMeaning},
		{"Remind", a.Remind},
		{"EscalateStep", a.EscalateStep},
		{"TellPeople", a.TellPeople},
		{"SendDigest", a.SendDigest},
		{"RecordAbsence", a.RecordAbsence},

		{"RecordEmbargo", a.RecordEmbargo},
		{"PublishDocument", a.PublishDocument},
		{"VerifyPublication", a.VerifyPublication},
		{"MendLinks", a.MendLinks},
		{"PurgeCaches", a.PurgeCaches},
		{"UnpublishDocument", a.UnpublishDocument},
		{"RollbackDocument", a.RollbackDocument},

		{"LookAtSource", a.LookAtSource},
		{"NoteLook", a.NoteLook},
		{"AnswerFinding", a.AnswerFinding},
		{"PlanWatch", a.PlanWatch},
		{"SetWatch", a.SetWatch},
		{"EndWatch", a.EndWatch},
	}
}
