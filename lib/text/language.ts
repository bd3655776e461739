import { seededRng } from '#lib/random.ts'
import { kanjiGroups, languageProfiles } from './language-profiles.ts'
import { pyIsUpper } from './python.ts'
import { nowhere, root, runTree, type RunTree } from './run-tree.ts'

/** What language a text is in. */
export interface DetectedLanguage {
  /** ISO 639-1. */
  language: string
  /** 0 to 1. */
  confidence: number
}

interface NgramModel {
  tree: RunTree
  languages: readonly string[]
  /** Of each run, where its shares begin; where the next ones begin is where they end. */
  starts: Int32Array
  /** Which language a share is of, and how large it is among all runs of that length in the language. */
  shareOf: Int32Array
  shares: Float64Array
}

const maxChars = 10_000
const trials = 21
const fewTrials = 3
const maxDraws = 1000
const settled = 0.99999
const leastShare = 0.1
const smoothing = 0.5
const smoothingWidth = 0.05
const baseFrequency = 10_000

/**
 * Finds the language of a text from its runs of one to three characters, as Python's langdetect does (Shuyo, Language
 * Detection Library, 2010): the same profiles, cleaning and vote, but the draws are seeded, so that one text has one answer.
 * Runs inside all-capital words do not count. Null for a text without anything to go by. Reads at most 10,000 characters.
 */
export function detectLanguage(text: string): DetectedLanguage | null {
  const found = detectProfile(text)
  return !found || found.language === 'unknown' ? null : { ...found, language: found.language.slice(0, 2) }
}

/** The same, with langdetect's own codes: "zh-cn" and "zh-tw", and "unknown" when no language gets a tenth of the vote. */
export function detectProfile(text: string): DetectedLanguage | null {
  const model = ngramModel()
  const { languages } = model
  const runs = runsOf(cleaned(text), model.tree)
  if (runs.length === 0) return null
  const rng = seededRng('language')
  const vote = new Float64Array(languages.length)
  let held = 0
  // Where the first trials leave no doubt, the others would say the same.
  for (; held < trials && !(held === fewTrials && Math.max(...vote) / held > settled); held++) {
    const prob = new Float64Array(languages.length).fill(1 / languages.length)
    const weight = (smoothing + gauss(rng.next) * smoothingWidth) / baseFrequency
    for (let draw = 0; ; draw++) {
      multiply(prob, model, runs[Math.floor(rng.next() * runs.length)] ?? 0, weight)
      if (draw % 5 === 0 && (normalise(prob) > settled || draw >= maxDraws)) break
    }
    for (let i = 0; i < vote.length; i++) vote[i] = (vote[i] ?? 0) + (prob[i] ?? 0)
  }
  const best = vote.indexOf(Math.max(...vote))
  const confidence = (vote[best] ?? 0) / held
  return { language: confidence > leastShare ? (languages[best] ?? 'unknown') : 'unknown', confidence: Math.min(1, confidence) }
}

let loaded: NgramModel | undefined

function ngramModel(): NgramModel {
  if (loaded) return loaded
  const runs = new Map<string, { language: number; share: number }[]>()
  languageProfiles.forEach((profile, language) => {
    for (const [run, count] of Object.entries(profile.freq)) {
      const total = profile.n_words[Array.from(run).length - 1]
      if (total === undefined) continue
      const shares = runs.get(run)
      if (shares) shares.push({ language, share: count / total })
      else runs.set(run, [{ language, share: count / total }])
    }
  })
  const shares = [...runs.values()]
  const starts = [0]
  for (const ofRun of shares) starts.push((starts.at(-1) ?? 0) + ofRun.length)
  loaded = {
    tree: runTree([...runs.keys()]),
    languages: languageProfiles.map(({ name }) => name),
    starts: Int32Array.from(starts),
    shareOf: Int32Array.from(shares.flat(), ({ language }) => language),
    shares: Float64Array.from(shares.flat(), ({ share }) => share),
  }
  return loaded
}

/** Scales by (weight + share) / weight: the common factor that leaves out the languages without the run cancels in the sum. */
function multiply(prob: Float64Array, { starts, shareOf, shares }: NgramModel, run: number, weight: number): void {
  const end = starts[run + 1] ?? 0
  for (let i = starts[run] ?? 0; i < end; i++) {
    const language = shareOf[i] ?? 0
    prob[language] = (prob[language] ?? 0) * (1 + (shares[i] ?? 0) / weight)
  }
}

function normalise(prob: Float64Array): number {
  let sum = 0
  for (const p of prob) sum += p
  let most = 0
  for (let i = 0; i < prob.length; i++) {
    const p = (prob[i] ?? 0) / sum
    prob[i] = p
    if (p > most) most = p
  }
  return most
}

function gauss(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** Without addresses and repeated spaces, cut to length, and without Latin letters where another script prevails. */
function cleaned(text: string): string[] {
  const chars: string[] = []
  const linked = text.replaceAll(/https?:\/\/[-_.?&~;+=/#0-9A-Za-z]{1,2076}/g, ' ')
  const addressed = linked.includes('@') ? linked.replaceAll(/[-_.0-9A-Za-z]{1,64}@[-_0-9A-Za-z]{1,255}[-_.0-9A-Za-z]{1,255}/g, ' ') : linked
  const plain = addressed.replaceAll(/[AEIOUYaeiouyÂÊÔâêôĂăƠơƯư][\u0300\u0301\u0303\u0309\u0323]/g, (pair) => pair.normalize('NFC'))
  let count = 0
  let previous = ''
  for (const char of plain) {
    if (count++ >= maxChars) break
    if (char !== ' ' || previous !== ' ') chars.push(char)
    previous = char
  }
  let latin = 0
  let other = 0
  for (const char of chars) {
    const code = char.codePointAt(0) ?? 0
    if (code >= 0x41 && code <= 0x7a) latin++
    else if (code >= 0x300 && (code < 0x1e00 || code > 0x1eff)) other++
  }
  return latin * 2 < other ? chars.filter((char) => char < 'A' || char > 'z') : chars
}

/** The known runs of one to three characters that end at each place, by index, as langdetect's NGram collects them. */
function runsOf(chars: readonly string[], tree: RunTree): number[] {
  const runs: number[] = []
  // The runs that the last character and the last two make, as places in the tree; a space begins every word.
  const space = tree.child(root, ' ')
  let last = ' '
  let lastIsUpper = false
  let one = space
  let two = nowhere
  let capitals = false
  for (const raw of chars) {
    const char = normalised(raw)
    if (last === ' ') {
      if (char === ' ') continue
      one = space
      two = nowhere
      capitals = false
    }
    const isUpper = isUpperLetter(char)
    capitals = isUpper && (capitals || lastIsUpper)
    const three = tree.child(two, char)
    two = tree.child(one, char)
    one = tree.child(root, char)
    last = char
    lastIsUpper = isUpper
    if (capitals) continue
    if (char !== ' ') add(one)
    add(two)
    add(three)
  }
  return runs

  function add(place: number): void {
    const run = place === nowhere ? nowhere : (tree.runAt[place] ?? nowhere)
    if (run !== nowhere) runs.push(run)
  }
}

function isUpperLetter(char: string): boolean {
  const code = char.charCodeAt(0)
  return code < 0x80 ? code >= 0x41 && code <= 0x5a : pyIsUpper(char)
}

const kanjiOf = new Map(kanjiGroups.flatMap((group) => Array.from(group, (char) => [char, Array.from(group)[0] ?? char])))

/** The letter that a character counts as; what is no letter in the blocks that langdetect knows counts as a space. */
function normalised(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? char : ' '
  if (code <= 0xff) return code === 0xa0 || code === 0xab || code === 0xb0 || code === 0xbb ? ' ' : char
  if (code === 0x219) return 'ş'
  if (code === 0x21b) return 'ţ'
  if (code === 0x6cc) return 'ي'
  if (code >= 0x1ea0 && code <= 0x1eff) return 'ể'
  if (code >= 0x2000 && code <= 0x206f) return ' '
  if (code >= 0x3040 && code <= 0x309f) return 'あ'
  if (code >= 0x30a0 && code <= 0x30ff) return 'ア'
  if ((code >= 0x3100 && code <= 0x312f) || (code >= 0x31a0 && code <= 0x31bf)) return 'ㄅ'
  if (code >= 0x4e00 && code <= 0x9fff) return kanjiOf.get(char) ?? char
  if (code >= 0xac00 && code <= 0xd7af) return '가'
  return char
}
