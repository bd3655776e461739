/**
 * Common words that a count of vowel groups gets wrong, by their number of syllables. The few -ing words and past participles
 * with a syllable less than they are spoken with stand as the verifiers' dictionary has them.
 */
const known: Readonly<Record<number, string>> = {
  1: `added aged aisle armed asked based bigger biggest bombing bytes called caused centres changed changing charged charles
    checked closed closest clothes codes comes dancing dates dining drives dropped earned failed faster filed files filled
    firmly fixed forced formed framed frames funding games genes getting gives giving gloves grabbed grades greatest guides
    harder having helped higher highest holes homes james joined jokes jones killed lakes larger largest launched learned
    leaves liked lines linked lived lives logged longer looked loved loves makes marked melted miles missed mixed modes moved
    moves named names nearer nearest nodded nodes notes ones owned passed phones picked placed planned plates pleased priced
    printed putting quotes raised rates reached roles roughly rubbed rules safely sales saved scared scenes scores screeched
    sealed seemed served serves shared shares sharply shaved shinning shipped shooting showed sides signed sites sized skilled
    slightly slipped smaller smallest softly specials spending stared starting states stepped stones stopped stored stores
    stronger styles suites takes tales testing themes tightly times tired tones tracked trading trained treated turned types
    used using viewed votes voting wales waves worked wrapped writes`,
  2: `achieved acquired addressed advanced agree alleged allowed announced approved argue arrived assumed attached awesome
    balanced barely baseball basement being believed believes besides beyond bias brian business buyer buying cafe captured
    careful carefully centre chaos charlie chile cleveland client coffee combined compared compiled completely composed
    concerned confirmed constantly contained controlled convened convinced cookie correctly covered create cruel declared
    defender defined degree depending depressed derived described designed desired detailed dial diet discussed doing driveway
    dual dying elsewhere engaged enhanced equipped evening every exclaimed existing expected exposed falsehood fastened
    featured finished firefox fireplace firewall fluid flying focused forecast forehead framework fuel gateway genre giant
    going grateful guideline happened homeland homeless homework household improved including increased induced informed
    inspired installed invented investor involved involvement ireland islamic issue jose largely lately layer layers layout
    legally licensed lifestyle lifetime likely likewise lion listener lonely louis lovely loyal lying machines managed
    managing marie maybe mayor measured merely michelle movement movie nashville nike notebook noticed observed occurred
    offender opened openly opposed ordered ourselves partially paying peaceful perceived performer pictured pierre pipeline
    placement player playing poem poems poet powered precisely preferred prepared prior processing produced programmes
    progressed promised properly proposed purchased pursue quiet rapidly rarely react real received recently redeemed reduced
    referred refused released remaining removed replaced reporting required rescue researcher reserved retailer retired
    revised riot royal ruin ryan safety saying scheduled science secured seeing seemingly selected severely sidewalk skiing
    socially solely someday somehow something sometime sometimes somewhat somewhere statement statements statue steadily
    suddenly supposed surely surprised surrounded themselves thereby therefore tissue trademark transferred trial triumph
    trying useful value venue via virtue voyage warehouse wednesday whispered wholesale widely widespread willingness wireless
    xbox`,
  3: `achievement actual adobe alliance anime announcement annual anyone apache apparently applying area arrangement audience
    audio austria authorized avenue awareness barrier behavioral businesses businessman carrier carrying casual champion
    committee compliance considered consistently continue created creating creation creative creator curious customized denial
    determined developed diagnose diagram dialogue diary diego differently disagree discovered easier effectively embarrassed
    employees employer employers encouraged encouraging enforcement engagement entirely essentially established estimated
    everyday everything everywhere excitement extremely genuine graduate guarantee guardian hawaii hopefully idea ideal ideas
    importantly improvement increasingly india indian influence initially instructional introduced iowa israel jacksonville
    korea korean liable likelihood linear loyalty management manual maria measurement media median medium miami milwaukee
    montreal museum mutual nominee nonetheless nuclear nutrient obvious officially ohio ongoing organized oversee period
    philippines piano pioneer poetry premium previous radio reaction realize really recipe recognized refugee registered
    reinforce repeatedly replacement requirement requirements retirement revenue ritual samuel satellites sciences scientist
    scientists seattle serial serious sexual shareholder sierra similarly sodium somebody soviet stadium stereo studio studios
    substantially successfully suicide surprisingly tennessee theater theory tokyo triangle twentieth typically ultimately
    unlikely usual vacuum various video vietnam violate violence violent virtual visual warrior whoever wyoming`,
  4: `absolutely actually advertisement affiliate agricultural antonio anxiety appliances appreciate appropriate approximately
    associate aviation bacteria biography biology bulgaria canadian caribbean casualty championship coalition colombia
    colonial columbia continuous cooperate coordinate criteria definitely developmental diabetes diagnosis diameter ecological
    emotionally enthusiasm environmental european evaluate everybody experience february geographic geography graduation
    historian historically html http ieee immediate indiana industrial influential ingredient initiate interior investigator
    ironically january manufacturing material materials memorial misc mysql mysterious negotiate ontario personalized
    politically portfolio priorities priority radiation realistic reality recipient reconcile recreation relatively reliable
    respectively romania scenario scientific seriously significantly situation society spiritual stereotype superior theology
    traditionally tutorial underlying unfortunately unusual valuable variable variation variety victoria violation virtually
    voip`,
  5: `appreciation association bibliography biological christianity cooperation cooperative coordinator creativity curiosity
    editorial evaluation eventually experiences identifying ideology individual individuals initiative intellectual
    intermediate liability minneapolis miscellaneous multimedia negotiation organizational orientation philadelphia
    rehabilitation sexuality theological theoretical undergraduate`,
  6: `encyclopedia ideological memorabilia reconciliation reliability`,
}

const dictionary: ReadonlyMap<string, number> = new Map(
  Object.entries(known).flatMap(([count, words]) => words.split(/\s+/u).map((word): [string, number] => [word, Number(count)])),
)

const vowel = /[aeiouy]/u
const group = /[aeiouy]+/gu

/**
 * How many syllables a lower-case word has: from a list of common exceptions, else its groups of vowels, less a silent last e.
 * A word with a digit in it has none. A word without vowels has one.
 */
export function syllables(word: string): number {
  if (/\p{Nd}/u.test(word)) return 0
  const count = listedSyllables(word)
  if (count !== undefined) return count
  const groups = word.match(group)?.length ?? 0
  const silent = word.endsWith('e') ? 1 : 0
  const sounded = word.length > 2 && word.endsWith('le') && !vowel.test(word.at(-3) ?? '') ? 1 : 0
  return Math.max(0, groups - silent + sounded) || 1
}

/** The syllables of a lower-case word that the list of exceptions has; undefined for all others. */
export function listedSyllables(word: string): number | undefined {
  return dictionary.get(word)
}
