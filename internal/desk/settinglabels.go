package desk

import "github.com/dragoman-l10n/dragoman/internal/settings"

var settingGroups = map[string]string{
	settings.GroupPages: "reports.settings.group.pages", settings.GroupContent: "reports.settings.group.content",
	settings.GroupReview: "reports.settings.group.review", settings.GroupPublished: "reports.settings.group.published",
	settings.GroupChecks: "reports.settings.group.checks",
}

var settingLabels = map[string]string{
	"title": "reports.setting.title", "source_lang": "reports.setting.sourceLang", "locales": "reports.setting.locales", "pages": "reports.setting.pages",
	"sitemap": "reports.setting.sitemap", "feed": "reports.setting.feed", "watch.every": "reports.setting.every", "watch.new": "reports.setting.new",
	"watch.changed": "reports.setting.changed", "root": "reports.setting.root", "include": "reports.setting.include", "exclude": "reports.setting.exclude",
	"also_translate": "reports.setting.also", "code": "reports.setting.code", "review.steps": "reports.setting.steps",
	"review.four_eyes": "reports.setting.fourEyes", "review.remind_after": "reports.setting.remind", "review.unconfirmed": "reports.setting.unconfirmed",
	"destination": "reports.setting.destination", "pending.policy": "reports.setting.pending", "together": "reports.setting.together",
	"attribution": "reports.setting.attribution", "checks.disabled": "reports.setting.disabled", "checks.spelling": "reports.setting.spelling",
}

var settingHints = map[string]string{
	"locales": "reports.setting.localesHint", "root": "reports.setting.rootHint", "exclude": "reports.setting.excludeHint",
	"watch.every": "reports.setting.spanHint", "review.remind_after": "reports.setting.spanHint", "review.steps": "reports.setting.stepsHint",
	"pages": "reports.setting.pagesHint",
}

// settingWords are the choices in words. Names of destinations are shown as they are.
var settingWords = map[string]string{
	"publish": "reports.settings.publish", "ask": "reports.settings.ask", "ignore": "reports.settings.ignore", "hold": "reports.settings.hold",
	"omit": "reports.settings.omit", "fallback": "reports.settings.fallback",
}
