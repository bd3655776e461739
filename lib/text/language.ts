import { seededRng } from '#lib/random.ts'
import { kanjiGroups, languageProfiles } from './language-profiles.ts'
import { pyIsUpper } from './python.ts'

/** What language a text is in. */
export interface DetectedLanguage {
  /** ISO 639-1. */
  language: string
  /** 0 to 1. */
  confidence: number
}

interface NgramModel {
  /** For a run of characters: pairs of language index and its share of all runs of that length in the language. */
  shares: ReadonlyMap<string, Float64Array>
  languages: readonly string[]
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
  const { shares, languages } = ngramModel()
  const runs = runsOf(cleaned(text), shares)
  if (runs.length === 0) return null
  const rng = seededRng('language')
  const vote = new Float64Array(languages.length)
  let held = 0
  // Where the first trials leave no doubt, the others would say the same.
  for (; held < trials && !(held === fewTrials && Math.max(...vote) / held > settled); held++) {
    const prob = new Float64Array(languages.length).fill(1 / languages.length)
    const weight = (smoothing + gauss(rng.next) * smoothingWidth) / baseFrequency
    for (let draw = 0; ; draw++) {
      multiply(prob, runs[Math.floor(rng.next() * runs.length)], weight)
      if (draw % 5 === 0 && (normalise(prob) > settled || draw >= maxDraws)) break
    }
    for (let i = 0; i < vote.length; i++) vote[i] = (vote[i] ?? 0) + (prob[i] ?? 0)
  }
  const best = vote.indexOf(Math.max(...vote))
  const confidence = (vote[best] ?? 0) / held
  return { language: confidence > leastShare ? (languages[best] ?? 'unknown') : 'unknown', confidence: Math.min(1, confidence) }
}

let model: NgramModel | undefined

function ngramModel(): NgramModel {
  if (model) return model
  const pairs = new Map<string, number[]>()
  languageProfiles.forEach((profile, language) => {
    for (const [run, count] of Object.entries(profile.freq)) {
      const total = profile.n_words[Array.from(run).length - 1]
      if (total === undefined) continue
      const list = pairs.get(run)
      if (list) list.push(language, count / total)
      else pairs.set(run, [language, count / total])
    }
  })
  model = {
    shares: new Map(Array.from(pairs, ([run, list]) => [run, Float64Array.from(list)])),
    languages: languageProfiles.map(({ name }) => name),
  }
  return model
}

/** Scales by (weight + share) / weight: the common factor that leaves out the languages without the run cancels in the sum. */
function multiply(prob: Float64Array, run: Float64Array | undefined, weight: number): void {
  if (!run) return
  for (let i = 0; i < run.length; i += 2) {
    const language = run[i] ?? 0
    prob[language] = (prob[language] ?? 0) * (1 + (run[i + 1] ?? 0) / weight)
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

function runsOf(chars: readonly string[], shares: NgramModel['shares']): Float64Array[] {
  const runs: Float64Array[] = []
  let grams = [' ']
  let capitals = false
  for (const raw of chars) {
    const char = normalised(raw)
    const last = grams.at(-1) ?? ' '
    if (last === ' ') {
      grams = [' ']
      capitals = false
    } else if (grams.length >= 3) grams.shift()
    if (last !== ' ' || char !== ' ') {
      grams.push(char)
      capitals = pyIsUpper(char) && (capitals || pyIsUpper(last))
    }
    if (capitals) continue
    for (let n = 1; n <= grams.length; n++) {
      const run = grams.slice(-n).join('')
      const found = run === ' ' ? undefined : shares.get(run)
      if (found) runs.push(found)
    }
  }
  return runs
}

const kanjiOf = new Map(kanjiGroups.flatMap((group) => Array.from(group, (char) => [char, Array.from(group)[0] ?? char])))

/** The letter that a character counts as; what is no letter in the blocks that langdetect knows counts as a space. */
function normalised(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x80) return /[A-Za-z]/.test(char) ? char : ' '
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
