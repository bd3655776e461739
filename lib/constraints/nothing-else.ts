import { asksNothingElse } from '#lib/constraints/reading.ts'

const wordsOf = (text: string): readonly string[] => text.split(/\s+/)

/** Words that ask, doubt or join a sentence to the one before it, and demand nothing. */
const asking = wordsOf(`
  also additionally furthermore moreover further finally lastly however could would i i'd i'll like want verify check confirm remember
  anything something which whose when while do does if but them by at from or so on`)

/** Words of a demand that add nothing to it: whoever uses any other asks for more than was read. */
const vocabulary = {
  length: wordsOf(`
    words word sentences sentence paragraphs paragraph characters character letters letter each every any individual single per
    least most more than fewer less no not exactly precisely about around approximately roughly nearly between up within over under above below beyond
    exceed exceeds exceeding exceeded surpass surpasses surpassing fall falls greater equal minimum maximum max lower upper strict cap capped capping confine confined
    restrict restricted restricting limits limiting range long longer length lengths short shorter brief concise count counts size tops go goes
    aim aiming target ideally allow allows allowing hold holds maintain maintains set meet meets back let come comes stay stays`),
  marks: wordsOf('punctuation mark marks character characters symbol symbols sign signs any appear appears used allowed permitted using usage employing containing including absolutely completely entirely whatsoever anywhere abstain'),
  keywords: wordsOf(`
    keyword keywords key term terms phrase phrases word words following listed given such as these those both within any
    appear appears appearing mention mentions mentioning incorporate incorporates incorporating incorporated feature features featuring featured weave weaving woven
    work working inserting adding employing say saying used using usage abstain`),
} as const

const known = new Map(Object.entries(vocabulary).map(([about, words]) => [about, new Set([...asking, ...words])]))

/** What a purpose is made of: praise that any response may claim, so that nothing can be checked of it or missed. */
const praise = new Set(wordsOf(`
  a all an and any are as be being by each for in is it of on or that the this to with within your you reader readers answer response reply text question
  accuracy accurate addressed aspect aspects brevity capture clarity clear cohesive comprehensibility comprehension comprehensive comprehensively complete completeness components concise conciseness
  convey cover coverage covered critical crucial depth detail detailed details effective effectively effectiveness elements emphasise emphasize engaging enhance ensure essential
  facilitate focus focused guarantee highlight ideas important improve information informative key keep main maintain make points precision provide quality readability readable relevance relevant
  strengthen sure thorough thoroughly thoroughness topic understanding`))

const serves = '(?:provide|ensure|maintain|enhance|improve|emphasi[sz]e|highlight|cover|make sure|keep|capture|convey|facilitate|strengthen|guarantee)'
const before = new RegExp(`^to (${serves} [^,]*), `)
const behind = new RegExp(`,? (?:in order |so as )?to (${serves} .*)$`)

/** A sentence without the clause that says what it is good for, "to ensure it is thorough", where the clause only praises. */
function withoutPurpose(sentence: string): string {
  for (const clause of [before, behind]) {
    const found = clause.exec(sentence)
    if (found?.[1]?.split(/[ ,]+/).every((word) => praise.has(word))) return sentence.replace(clause, ' ')
  }
  return sentence
}

/** "The essay", "your entire report": the response, called what it is. */
const response = /\b(?:the|your|this)((?: (?:entire|whole|final|complete|overall))*) (?:article|blog|description|email|essay|explanation|haiku|poem|post|report|resume|review|song|speech|story|summary|tweet)(?![\w'-])/g

/**
 * Whether a plain sentence, the numbers, marks and quotations that were read taken out, asks for nothing beside what it is `about`. "Do not use commas and mention the
 * sea", "without commas, in the style of Hemingway" and "only in lists" ask for more, or less.
 */
export function asksOnlyOf(about: keyof typeof vocabulary, sentence: string): boolean {
  const rest = withoutPurpose(sentence.replace(/\?$/, '').replace(/ {2,}/g, ' ').trim()).replace(response, 'the$1 response')
  // "Commas only in lists" is less; "only words of at least 3 letters" is the same.
  if (about !== 'length' && /\b(?:only|just)\b/.test(rest)) return false
  return asksNothingElse(rest, known.get(about))
}
