package extract

import (
	"regexp"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// What of structured data is text for people, by the definitions of schema.org (https://schema.org/docs/full.html), whose
// types and properties JSON-LD, microdata and RDFa share. A property that is on no list is none: addresses, dates, codes,
// values of enumerations, and texts that programs compare, such as employmentType or unitText.

// schemaTexts are the properties whose value is a text, whatever it belongs to.
var schemaTexts = words(`
		description disambiguatingDescription slogan keywords category caption genre

		headline alternativeHeadline abstract text articleBody articleSection backstory transcript embeddedTextCaption
		correction commentText claimReviewed originalMediaContextDescription reviewBody reviewAspect ratingExplanation
		positiveNotes negativeNotes copyrightNotice conditionsOfAccess accessibilitySummary breadcrumb utterances textValue
		material materialExtent artform artMedium artworkSurface surface pattern bookEdition dependencies

		step steps tool supply yield estimatedCost requiredQuantity servingSize itemListElement recipeInstructions
		recipeIngredient ingredients recipeYield recipeCategory recipeCuisine cookingMethod

		jobTitle knowsAbout skills roleName namedPosition ownershipFundingInfo audienceType educationalRole touristType sport
		servesCuisine paymentAccepted hasMenu menu serviceType feesAndCommissionsSpecification loanType bankAccountType
		requiredCollateral mealService actionOption option

		title responsibilities qualifications educationRequirements experienceRequirements incentiveCompensation
		incentives jobBenefits benefits industry workHours specialCommitments physicalRequirement sensoryRequirement
		securityClearanceRequirement eligibilityToWorkRequirement employerOverview

		educationalLevel educationalUse learningResourceType teaches assesses competencyRequired coursePrerequisites
		programPrerequisites programType timeOfDay financialAidEligible educationalCredentialAwarded
		occupationalCredentialAwarded inSupportOf

		color consumerNotice bodyType vehicleInteriorColor vehicleInteriorType vehicleTransmission vehicleSpecialUsage
		knownVehicleDamages engineType fuelType driveWheelConfiguration permittedUsage petsAllowed bed typeOfBed
		lodgingUnitDescription lodgingUnitType

		applicationCategory applicationSubCategory featureList releaseNotes softwareRequirements requirements
		memoryRequirements storageRequirements processorRequirements browserRequirements carrierRequirements permissions

		measurementTechnique measurementMethod variableMeasured variablesMeasured valueGroup

		alcoholWarning breastfeedingWarning foodWarning pregnancyWarning warning administrationRoute clinicalPharmacology
		clincalPharmacology contraindication dosageForm expectedPrognosis epidemiology pathophysiology
		associatedPathophysiology followup frequency howPerformed naturalProgression normalRange overdosage
		possibleComplication postOp preOp preparation procedure safetyConsideration significance targetPopulation
		transmissionMethod mechanismOfAction risks physiologicalBenefits expertConsiderations dietFeatures exerciseType
		intensity activityFrequency additionalVariable restPeriods tissueSample bodyLocation muscleAction functionalClass
		structuralClass biomechnicalClass algorithm`)

// schemaNames are the properties that are a text or a name, as their type is.
var schemaNames = words(`name alternateName`)

// named are the types whose name is no text.
var named = words(organizations + places + others)

// namedValues are the properties whose values are persons, organizations or places, whether these say their type or not.
var namedValues = words(`
		accountablePerson actor actors affiliation agent alumni alumniOf artist athlete attendee attendees author
		authorsAffiliation awayTeam brand broadcaster broker buyer byArtist candidate children coach colleague
		colleagues colorist competitor composer contributor copyrightHolder creator creditedTo customer department director
		directors editor employee employees endorsee endorser familyMember follows founder founders funder grantee
		hiringOrganization homeTeam host illustrator inker instructor issuedBy knows landlord legislationPassedBy
		legislationResponsible letterer loser lyricist maintainer manufacturer member memberOf members musicBy musicGroupMember
		offeredBy opponent organizer owner parent parentOrganization parents participant passenger patient performer
		 performers player producer productionCompany provider publisher publisherImprint publishedBy readBy
		realEstateAgent recipient recordLabel reviewedBy seller sender sibling siblings sourceOrganization
		sponsor spouse subOrganization tenant translator underName worksFor winner
		serviceOperator sdPublisher crew

		address addressCountry addressLocality addressRegion areaServed arrivalAirport arrivalBusStop arrivalStation
		availableAtOrFrom birthPlace containedIn containedInPlace containsPlace contentLocation countryOfOrigin 
		deathPlace departureAirport departureBusStop departureStation dropoffLocation eligibleRegion exerciseCourse
		foodEstablishment foundingLocation fromLocation gameLocation homeLocation ineligibleRegion 
		jobLocation applicantLocationRequirements jurisdiction legislationJurisdiction location locationCreated nationality
		pickupLocation regionsAllowed serviceArea serviceLocation spatial spatialCoverage toLocation touristDestination
		validIn workLocation`)

// foreignWorks are the properties whose values are other works, in words of their own, and identifiers: nothing below is
// text of this page.
var foreignWorks = words(`citation isBasedOn isBasedOnUrl exampleOfWork translationOfWork workTranslation identifier inLanguage
		availableLanguage knowsLanguage subtitleLanguage geo license`)

// writings are the types that consist of text in the language that they name. The inLanguage of others, such as a course
// or a film, is not that of their description.
var writings = words(`
		Article APIReference AdvertiserContentArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle
		BlogPosting DiscussionForumPosting LiveBlogPosting MedicalScholarlyArticle NewsArticle OpinionNewsArticle Report
		ReportageNewsArticle ReviewNewsArticle SatiricalArticle ScholarlyArticle SocialMediaPosting TechArticle
		WebPage AboutPage CheckoutPage CollectionPage ContactPage FAQPage ItemPage MedicalWebPage ProfilePage QAPage
		SearchResultsPage RealEstateListing WebSite Blog Comment Answer CorrectionComment Question Review UserReview
		CriticReview EmployerReview ClaimReview Recommendation Quotation Chapter Message Statement`)

// scope is what structured data says of one thing: its types, and the property that it is the value of.
type scope struct {
	types []string
	under string
	// named says that it has parts of a person's name.
	named bool
}

// hasText reports whether a property of a thing is a text for people.
func (s *scope) hasText(property string) bool {
	switch {
	case foreignWorks[s.under]:
		return false
	case schemaNames[property]:
		return !s.named && !namedValues[s.under] && !s.is(named)
	case property == "value": // of a property: "stainless steel"; that of a quantity is a number
		return s.is(propertyValues)
	case property == "text":
		return !s.is(programs)
	}
	return schemaTexts[property]
}

var (
	propertyValues = words("PropertyValue LocationFeatureSpecification")
	programs       = words("SoftwareSourceCode")
)

func (s *scope) is(types map[string]bool) bool {
	for _, t := range s.types {
		if types[t] {
			return true
		}
	}
	return false
}

// IsName reports whether a property of schema.org holds the name of a person, an organization, a place or another thing,
// or such a thing itself.
func IsName(property string) bool {
	return schemaNames[property] || property == "legalName" || namedValues[property]
}

// schemaTerm is the name of a type or a property of schema.org without the address or the prefix of the vocabulary.
func schemaTerm(s string) string {
	s = ascii.TrimSpace(s)
	for _, scheme := range [...]string{"https://", "http://"} {
		if rest, ok := strings.CutPrefix(s, scheme); ok {
			rest = strings.TrimPrefix(rest, "www.")
			if term, ok := strings.CutPrefix(rest, "schema.org/"); ok {
				return term
			}
			return s
		}
	}
	return strings.TrimPrefix(s, "schema:")
}

// machineValue is what stands where a text may stand, and is read by programs: an address, a date, a duration, a
// constant, or a value of an enumeration such as VeganDiet.
var machineValue = regexp.MustCompile(`^(?:` +
	`[A-Za-z][A-Za-z0-9+.-]*:[^\s]+` +
	`|(?:/|#|www\.)\S*` +
	`|\S+@\S+\.\S+` +
	`|\d{4}-\d\d\S*` +
	`|-?P(?:\d+[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?` +
	`|[A-Z0-9]+(?:_[A-Z0-9]+)+` +
	`|(?:[A-Z][a-z]+){2,}` +
	`|\{\S+\}` +
	`)$`)

// isMachineValue reports whether a value is for programs.
func isMachineValue(s string) bool { return machineValue.MatchString(ascii.TrimSpace(s)) }

func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range ascii.Fields(s) {
		set[w] = true
	}
	return set
}
