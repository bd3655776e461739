import { remembered } from './remembered.ts'
import type { Span } from './words.ts'

/**
 * Words of an English text that show when what it tells takes place. Participles and infinitives are none; of forms that may be either,
 * only those whose place tells.
 */
export interface FiniteVerbs {
  past: readonly Span[]
  present: readonly Span[]
  /** "Has walked": of the present by its form, of the past by what it tells. */
  perfect: readonly Span[]
  /** Will and shall. */
  future: readonly Span[]
  /** Would, could and might: of the past, or of no time at all. */
  conditional: readonly Span[]
  /** What may be a verb of the present: "that moves", "facts include". */
  maybePresent: readonly Span[]
  /** What may be a verb of the past: "the war ended in". */
  maybePast: readonly Span[]
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u))

const pastAlone = set(
  `was were wasn't weren't had hadn't did didn't went came took gave ate wrote drove knew grew flew threw drew sang swam drank fell ran spoke chose froze wore tore swore shook
  forgot became began arose awoke forgave mistook overcame undertook withdrew blew rode hid stole woke rang sank sprang shrank came stank strode wove`,
)
/** Past forms that are participles, adjectives or nouns as well: verbs behind a subject. */
const pastBehindSubject = set(
  `said told made found thought felt left kept brought bought caught taught heard held led lost met paid sat slept spent stood understood won built sent lent bent dealt dreamt
  dug fed fled fought hung laid leapt learnt lit meant sold shot slid sought spun struck stuck swept swung wept wound bled bred clung crept dwelt flung knelt saw rose broke bit lay bore`,
)
const presentAlone = set(
  `is are am isn't aren't has hasn't does doesn't goes says gets gives takes makes becomes seems appears contains consists includes requires provides allows enables depends
  belongs tells knows thinks feels keeps brings begins continues creates describes explains ensures involves exists represents refers tends wants believes understands sees
  hears speaks writes remembers decides realizes realises loses finds can can't cannot may`,
)
const presentBehindSubject = set(
  `have haven't don't go say get give take make become seem appear tell know think feel keep bring begin want believe understand see hear speak write remember need love like
  live use look work help find hope try ask call come eat drink sleep wake walk run sit stand lie play start stop learn grow enjoy prefer tend do must`,
)
/** Of verbs that are hardly ever nouns. */
const basicForms = set(
  `have do say go get give take make become seem appear tell know think feel keep bring begin want believe understand see hear speak write remember need live include consist remain
  provide require contain depend exist tend mean involve enable allow create continue represent describe ensure belong explain add grow lie sit stand sing shine move develop produce
  eat drink sleep find lead learn teach sell buy pay send come run help play work use serve act form offer reduce increase improve differ vary carry hold set let put cause affect
  fly swim fall rise turn start stop try love enjoy face follow reflect suggest show indicate refer agree expect consider`,
)
/** Behind a subject, and no verb that tells a time. */
const besideSubjects = set(
  `and or but nor would could should might must wouldn't couldn't shouldn't mightn't who whom whose in of at on with from to by for as too themselves himself herself myself ourselves each
  either neither alone else the a an that this it me you him her them us than like`,
)
const participles = set('been had done gone made become come said found thought felt left kept brought bought caught taught heard held led lost met paid spent understood won built sent set put cut known shown grown seen begun run read')
const futureAlone = set("will won't shall shan't")

const listed: ReadonlySet<string> = new Set([pastAlone, pastBehindSubject, presentAlone, presentBehindSubject, basicForms, futureAlone, set('would could might')].flatMap((words) => [...words]))

const subjects = set('i he she we they who')
/** These are objects as often: subjects only where a clause begins. */
const openSubjects = set('it you this that which there everyone everybody someone nobody nothing everything')
const clauseOpeners = set('and but or so when while as because if that although though until before after since where once then')
const singular = set('he she it who this that which everyone everybody someone nobody nothing everything')
/** Words behind a subject that end like a verb of the third person or of the past and are none. */
const notVerbs = set('always perhaps sometimes besides afterwards towards its his theirs ours yours thus this as unless across less us plus yes indeed need red bed speed hundred sacred naked wicked kindred')
const adverbs = set('never always often soon then also still even just only once again quickly slowly suddenly finally really simply usually both all ever not')
/** Before an infinitive or a participle. */
const auxiliaries = set(
  `be been being am is are was were have has had having do does did get gets got getting become became to will would can could shall should may might must let lets make makes
  made help helps helped see sees saw watch watched hear heard keep kept leave left find found feel felt isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't cannot couldn't`,
)
const objects = set('the a an his her its their my our your him them me us it himself herself itself themselves')
const notHeads = set('the a an of in on at by for with from to and or as his her its their my our your this that these those very most more not newly well highly is are was were be been')

/** Finds the finite verbs that give away their tense, by words and their neighbours. Linear in the text's length. */
export const finiteVerbs: (text: string) => FiniteVerbs = remembered((text) => {
  const past: Span[] = []
  const present: Span[] = []
  const perfect: Span[] = []
  const future: Span[] = []
  const conditional: Span[] = []
  const maybePresent: Span[] = []
  const maybePast: Span[] = []
  const tokens = Array.from(text.matchAll(/\p{L}+(?:['’]\p{L}+)?|[^\s\p{L}]/gu), ({ 0: written, index }) => ({
    start: index, end: index + written.length, written, word: written.replace('’', "'").toLowerCase(),
  }))
  for (const [at, token] of tokens.entries()) {
    const { word } = token
    // Most words are none of these, whatever stands beside them.
    if (!listed.has(word) && !word.endsWith('s') && !word.endsWith('ed') && !word.includes("'") && !subjects.has(tokens[at - 1]?.word ?? '')) continue
    const behind = subjectBefore(tokens, at)
    if (futureAlone.has(word) || /^(?:i|he|she|it|we|they|you)'ll$/.test(word)) {
      if (word !== 'will' || !/^(?:the|a|his|her|my|their|your|our|of|good|free|own)$/.test(tokens[at - 1]?.word ?? '')) future.push(token)
    } else if (isPast(word, behind, tokens, at)) past.push(token)
    else if (isPerfect(tokens, at)) perfect.push(token)
    else if (isPresent(word, behind, tokens, at)) present.push(token)
    else if (/^(?:would|could|might)(?:n't)?$|'d$/.test(word)) conditional.push(token)
    else if (isMaybePresent(word, tokens[at - 1]?.word ?? '')) maybePresent.push(token)
    else if (/^[a-z]{3,}ed$/.test(word) && headBefore(tokens, at)) maybePast.push(token)
  }
  return { past, present, perfect, future, conditional, maybePresent, maybePast }
})

interface Token extends Span {
  written: string
  word: string
}

function isPast(word: string, subject: string | null, tokens: readonly Token[], at: number): boolean {
  // "If I were", "as it were": no time at all.
  if (word === 'were') return !['i', 'he', 'she', 'it'].includes(tokens[at - 1]?.word ?? '')
  if (word === 'had' && tokens[at + 1]?.word === 'better') return false
  // "Has come", "will become": participles and infinitives.
  if ((word === 'came' || word === 'became' || pastAlone.has(word)) && !/^(?:the|a|an)$/.test(tokens[at - 1]?.word ?? '')) return true
  if (subject !== null) return pastBehindSubject.has(word) || (/^[a-z]{2,}ed$/.test(word) && !notVerbs.has(word))
  return /^[a-z]{3,}ed$/.test(word) && headBefore(tokens, at) && objects.has(tokens[at + 1]?.word ?? '')
}

function isPresent(word: string, subject: string | null, tokens: readonly Token[], at: number): boolean {
  if (/^(?:i'm|(?:we|they|you)'re|(?:i|we|they|you)'ve|(?:it|he|she|that|there|here|what)'s)$/.test(word)) return true
  if (presentAlone.has(word)) return word !== 'may' || !/^[A-Z]/.test(tokens[at]?.written ?? '')
  if (subject === null) return false
  if (singular.has(subject)) return /^[a-z]{2,}[^s]s$/.test(word) && !notVerbs.has(word)
  return presentBehindSubject.has(word)
}

/** "The kind that moves" and "the idea that cars", "facts include" and "helped his friends include": neighbours do not tell. */
function isMaybePresent(word: string, before: string): boolean {
  // Behind a subject anything may be a verb that is not known.
  if (subjects.has(before)) return /^[a-z]{2,}$/.test(word) && !isAdverb(word) && !besideSubjects.has(word)
  if (/^(?:that|which)$/.test(before)) return /^[a-z]{2,}[^s]s$/.test(word) && !notVerbs.has(word)
  return basicForms.has(word) && (/[^s]s$/.test(before) || /^(?:people|children|men|women|many|some|most|these|those|both|others|all)$/.test(before)) && !auxiliaries.has(before)
}

function isPerfect(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:has|have|hasn't|haven't|(?:i|we|they|you)'ve|(?:it|he|she|that|there|here|what|who)'s)$/.test(tokens[at]?.word ?? '')) return false
  let next = at + 1
  while (next < at + 4 && isAdverb(tokens[next]?.word ?? '')) next++
  const word = tokens[next]?.word ?? ''
  // "It's done" is no perfect, as "it's been" is.
  return tokens[at]?.word.endsWith("'s") ? word === 'been' || word === 'had' : /^[a-z]{2,}(?:ed|en)$/.test(word) || participles.has(word)
}

/** The pronoun that is the subject of the word, adverbs between them aside; null where there is none, or may be none. */
function subjectBefore(tokens: readonly Token[], at: number): string | null {
  let before = at - 1
  for (let steps = 0; steps < 2 && isAdverb(tokens[before]?.word ?? ''); steps++) before--
  const word = tokens[before]?.word ?? ''
  const previous = tokens[before - 1]
  // "Made it work", "let them go", "did he walk": no subject of this verb, or no finite verb.
  if (auxiliaries.has(previous?.word ?? '')) return null
  if (subjects.has(word)) return word
  const opens = previous === undefined || /^[.!?,;:"“(—–-]$/.test(previous.written) || clauseOpeners.has(previous.word)
  return openSubjects.has(word) && opens ? word : null
}

function isAdverb(word: string): boolean {
  return adverbs.has(word) || /^[a-z]{3,}ly$/.test(word)
}

/** Whether a noun or name stands right before, and nothing near that would make the word a participle. */
function headBefore(tokens: readonly Token[], at: number): boolean {
  const head = tokens[at - 1]
  if (!head || !/^\p{L}{3,}$/u.test(head.word) || notHeads.has(head.word) || isAdverb(head.word)) return false
  return [at - 1, at - 2, at - 3].every((index) => !auxiliaries.has(tokens[index]?.word ?? ''))
}
