package extract

// The types of schema.org whose name is that of one person, organization, place or thing, and no text: it is the
// same in every language, or has an official form that nobody may invent.

// organizations are Organization and all types below it.
const organizations = `
		AccountingService AdultEntertainment Airline AmusementPark AnimalShelter ArchiveOrganization ArtGallery
		Attorney Audiology AutoBodyShop AutoDealer AutoPartsStore AutoRental AutoRepair AutoWash AutomatedTeller
		AutomotiveBusiness Bakery BankOrCreditUnion BarOrPub BeautySalon BedAndBreakfast BikeStore BookStore
		BowlingAlley Brewery CafeOrCoffeeShop Campground Casino ChildCare ClothingStore CollegeOrUniversity
		ComedyClub CommunityHealth ComputerStore Consortium ConvenienceStore Cooperative Corporation
		CovidTestingFacility DanceGroup DaySpa Dentist DepartmentStore Dermatology DiagnosticLab DietNutrition
		Distillery DryCleaningOrLaundry EducationalOrganization Electrician ElectronicsStore ElementarySchool
		Emergency EmergencyService EmploymentAgency EntertainmentBusiness ExerciseGym FastFoodRestaurant
		FinancialService FireStation Florist FoodEstablishment FundingAgency FundingScheme FurnitureStore
		GardenStore GasStation GeneralContractor Geriatric GolfCourse GovernmentOffice GovernmentOrganization
		GroceryStore Gynecologic HVACBusiness HairSalon HardwareStore HealthAndBeautyBusiness HealthClub HighSchool
		HobbyShop HomeAndConstructionBusiness HomeGoodsStore Hospital Hostel Hotel HousePainter IceCreamShop
		IndividualPhysician InsuranceAgency InternetCafe JewelryStore LegalService Library LibrarySystem LiquorStore
		LocalBusiness Locksmith LodgingBusiness MedicalBusiness MedicalClinic MedicalOrganization MensClothingStore
		MiddleSchool Midwifery MobilePhoneStore Motel MotorcycleDealer MotorcycleRepair MovieRentalStore
		MovieTheater MovingCompany MusicGroup MusicStore NGO NailSalon NewsMediaOrganization NightClub Notary
		Nursing Obstetric OfficeEquipmentStore Oncologic OnlineBusiness OnlineMarketplace OnlineStore Ophthalmology
		Optician Optometric Organization Otolaryngologic OutletStore PawnShop Pediatric PerformingGroup PetStore
		Pharmacy Physician PhysiciansOffice Physiotherapy PlasticSurgery Plumber Podiatric PoliceStation
		PoliticalParty PostOffice Preschool PrimaryCare ProfessionalService Project Psychiatric PublicHealth
		PublicSwimmingPool RadioStation RealEstateAgent RecyclingCenter ResearchOrganization ResearchProject Resort
		Restaurant RoofingContractor School SearchRescueOrganization SelfStorage ShoeStore ShoppingCenter SkiResort
		SportingGoodsStore SportsActivityLocation SportsClub SportsOrganization SportsTeam StadiumOrArena Store
		TattooParlor TelevisionStation TennisComplex TheaterGroup TireShop TouristInformationCenter ToyStore
		TravelAgency VacationRental VeterinaryCare WholesaleStore Winery WorkersUnion`

// places are Place and the types below it that are not organizations too. Rooms are left out: their names say what kind
// of room it is.
const places = `
		AdministrativeArea Airport ApartmentComplex Aquarium Beach BoatTerminal BodyOfWater Bridge BuddhistTemple
		BusStation BusStop Canal CatholicChurch Cemetery Church City CityHall CivicStructure Continent Country
		Courthouse Crematorium DefenceEstablishment DefinedRegion Embassy EventVenue GatedResidenceCommunity
		GovernmentBuilding HinduTemple House LakeBodyOfWater Landform LandmarksOrHistoricalBuildings
		LegislativeBuilding Mosque Mountain Museum MusicVenue OceanBodyOfWater Park ParkingFacility
		PerformingArtsTheater Place PlaceOfWorship Playground Pond PublicToilet RVPark Reservoir Residence
		RiverBodyOfWater SchoolDistrict SeaBodyOfWater SingleFamilyResidence State SubwayStation Synagogue TaxiStand
		TouristAttraction TouristDestination TrainStation Volcano Waterfall Zoo`

// others are persons, brands, what a nomenclature or a maker names, and works that are known under a published title. A
// film or a book has a title of its own in each country, which is chosen and not translated.
const others = `
		Person Patient Brand ProductModel Language ComputerLanguage ProgramMembership
		SoftwareApplication MobileApplication WebApplication OperatingSystem RuntimePlatform SoftwareSourceCode
		Taxon BioChemEntity ChemicalSubstance Gene MolecularEntity Protein Substance Drug DietarySupplement
		Book Audiobook Movie MovieSeries TVSeries RadioSeries BookSeries ComicSeries VideoGame VideoGameSeries Play
		Newspaper Periodical PublicationVolume MusicAlbum MusicRelease MusicRecording MusicComposition`
