const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u))

/** Forms that are hardly anything but verbs, also as the first word of a text. */
const always = set(
  `am are be been being is was were do does did done don't has have had let lets make take get give go come consider see keep put
  find tell ask add say want need know think try become begin bring buy choose continue decide ensure explain follow include
  increase introduce join learn leave listen maintain obtain prevent produce provide read receive reduce remember require say
  seek send show speak stay suppose understand write recall describe determine enter avoid apply identify compare`,
)

/** Verbs that are nouns or names as often, so that only a word which opens or replaces a noun phrase right after tells them. */
const withObject = set(
  `answer arrange assess assign assume bake begin boil break build call change check clean click close compose construct cook cover
  cut define deliver depict design develop discover discuss display divide draw drive embrace employ enjoy envision establish
  examine expand experience experiment explore express face fill focus form gather grab grow handle help hold imagine implement
  investigate judge lead list look master meet mix move name note offer open order outline pack pass pick picture place plan play
  pour present press protect pull push raise record release remember report rest review rewrite roll run save search select serve
  set share sign sing spread start step stir stop store strengthen study sum support surround test touch trace transform travel
  treat turn use view visit walk wash watch wear witness work wrap`,
)

const opensNounPhrase = set(
  `a an the this that these those my your his her its our their me you him us them it each every some any all both how what whether
  if two three four five up out into yourself`,
)

const ingNotVerb = set(
  `morning evening during everything nothing something anything king string spring thing wing ring ceiling sibling darling
  sterling pudding wedding interesting willing outstanding`,
)
const edNotVerb = set('red bed need indeed speed seed hundred sacred naked wicked shed sled feed weed breed united')

const verbEnding = /(?:[a-z]{2}ate|[a-z]{3}i[sz]e|[a-z]{2}ify|(?:pr|m)ove)$/u
const notVerb = set('climate private date late state plate gate rate debate senate estate chocolate pirate exercise otherwise paradise enterprise franchise expertise likewise merchandise')

/**
 * Whether a text, given as its first word tokens, starts with a verb as NLTK's tagger would tag it: verb lists and endings stand
 * for that tagger's trained weights, so that this is an estimate.
 */
export function startsWithVerb(tokens: readonly string[]): boolean {
  const first = tokens[0]?.toLowerCase() ?? ''
  const next = tokens[1]?.toLowerCase() ?? ''
  if (always.has(first)) return true
  if (withObject.has(first)) return opensNounPhrase.has(next)
  if (/^[a-z]{2,}ing$/u.test(first)) return !ingNotVerb.has(first)
  if (/^[a-z]{2,}ed$/u.test(first)) return !edNotVerb.has(first)
  return verbEnding.test(first) && !notVerb.has(first)
}
