/**
 * Common words that a count of vowel groups gets wrong, by their number of syllables. The few -ing words and past participles
 * with a syllable less than they are spoken with stand as the verifiers' dictionary has them.
 */
const known: Readonly<Record<number, string>> = {
  1: `added aged armed asked based called caused changed changing charged checked closed clothes comes dancing dates dining drives
    earned failed faster filed files filled formed funding games getting gives giving having helped higher homes james larger
    largest learned leaves lines lived lives longer looked loved loves makes marked miles missed mixed moved moves named names
    nodded nodes notes ones passed placed plates raised reached roles rules safely sales scores seemed served serves shared
    shares showed sites skilled slightly smaller smallest softly starting states stones stronger styles takes tales testing
    themes times tired trained treated turned types used using voting waves worked wrapped`,
  2: `achieved advanced agree allowed announced approved argue arrived balanced barely basement being believed beyond business
    buying cafe captured careful carefully centre chaos client coffee combined compared completely composed constantly
    controlled correctly covered create cruel defined degree depending derived described designed desired detailed diet
    discussed doing dying engaged enhanced equipped evening every existing expected flying focused framework fuel giant going
    grateful homeless homework household improved including increased informed inspired involved involvement islamic issue
    largely lately layer layers lifestyle lifetime likely likewise lion lonely lovely loyal lying managed managing maybe merely
    movement movie nike noticed observed opened paying peaceful perceived player playing poem poet precisely prepared processing
    promised properly proposed pursue quiet rapidly rarely real received recently reduced referred released remaining removed
    replaced required rescue royal safety saying science seeing seemingly severely something sometimes somewhere statement
    statue suddenly supposed surely surprised surrounded themselves thereby therefore tissue trial triumph trying useful value
    via virtue whispered widely widespread willingness`,
  3: `achievement actual announcement annual anyone applying area arrangement audience audio avenue awareness barrier businesses
    businessman carrier casual committee considered consistently continue created creating creation creative creator curious
    determined developed dialogue discovered easier effectively employees employers encouraging engagement entirely established
    estimated everyday everything everywhere excitement extremely genuine guarantee guardian hopefully idea ideal ideas
    improvement increasingly india indian influence initially introduced korean likelihood loyalty management manual media
    medium museum mutual nuclear obvious ongoing organized period piano poetry premium previous radio really recipe recognized
    requirements retirement revenue ritual scientist scientists serial serious studio successfully theater theory tokyo
    typically ultimately usual various video violence violent virtual visual warrior`,
  4: `absolutely actually anxiety appreciate appropriate approximately associate aviation biography biology columbia continuous
    cooperate coordinate criteria ecological enthusiasm environmental european evaluate experience geography graduation
    historian html immediate ingredient initiate interior january manufacturing material materials memorial mysterious negotiate
    personalized radiation realistic reality relatively reliable scenario scientific seriously significantly situation society
    superior theology unfortunately unusual valuable variable variation variety`,
  5: `appreciation association biological cooperation creativity curiosity evaluation eventually experiences ideology individual
    individuals initiative intellectual negotiation organizational rehabilitation theological theoretical`,
  6: `ideological`,
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
