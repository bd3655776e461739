import { remembered } from '#lib/text/remembered.ts'

/** A plain sentence with what it quotes taken out: `start with the phrase "#"`. */
export interface Frame {
  text: string
  quoted: readonly string[]
}

const lead =
  /^(?:(?:please|kindly|and|also|then|make sure (?:that|to)|make sure|ensure that|ensure|be sure to|be sure that|see that|you (?:must|should|need to|have to|are to)|it is (?:required|important|necessary) (?:that|to)|remember to|in your (?:entire )?(?:answer|response|reply),?|in the (?:entire )?(?:answer|response|reply),?)[ ,]+)+/
const tail = /(?:,? (?:please|exactly|verbatim|word for word|as written|precisely))+$/

/** Takes the quotations out of a plain sentence, and the words before and behind it that only ask. Every checker in turn reads one sentence. */
export const frameOf: (sentence: string) => Frame = remembered(readFrame)

function readFrame(sentence: string): Frame {
  const quoted: string[] = []
  const text = sentence
    .replace(/"([^"]*)"/g, (_, content: string) => {
      quoted.push(content.trim())
      return '"#"'
    })
    .replace(lead, '')
    .replace(tail, '')
    .replace(/\s*[.!]$/, '')
  return { text, quoted }
}

/** The source of a pattern for the whole response: "your answer", "the entire response". */
export const wholeResponse = '(?:(?:your|the|this) )?(?:(?:entire|whole|full|complete|final) )?(?:answer|response|reply|output|text|message|essay|piece)'

/** The source of a pattern for words that oblige. */
export const must = '(?:must|should|shall|has to|have to|needs to|need to|is to|are to|ought to|will)'

/** The source of a pattern that asks the response to do something: "end your answer", "the response must end", "your response ends". */
export function asking(verbs: string): string {
  return `(?:${wholeResponse} (?:${must} )?(?:always )?(?:${verbs})s?|(?:have|let) ${wholeResponse} (?:${verbs})|(?:${verbs})s?(?: ${wholeResponse})?)`
}

/** The source of a pattern that asks the response to be something: "the response must be", "make the answer", "write", "is". */
export const toBe = `(?:${wholeResponse} (?:${must} be|is)|(?:make|keep) ${wholeResponse}|(?:answer|respond|reply|write|give|provide)(?: ${wholeResponse})?)`

/** The sources of patterns that ask for the response in a form: "format your answer as …", "respond with … only". */
export function givenAs(form: string): string[] {
  return [
    `(?:format|write|return|give|provide|output|present|wrap|structure) ${wholeResponse} (?:as|in) (?:${form})(?: only)?`,
    `(?:respond|answer|reply) (?:only )?(?:with|in|as) (?:${form})(?: only)?`,
    `${wholeResponse} (?:must|should|has to|needs to) (?:be|be in|be formatted as|be formatted in|be written in|be written as|be given as|be wrapped in|consist of) (?:${form})(?: only)?`,
    `(?:output|return|write|use) (?:only )?(?:${form})(?: only)?(?: for ${wholeResponse})?`,
    `the entire output (?:must|should) be wrapped in (?:${form})`,
  ]
}

/** A matcher of whole frames: the named groups of the first pattern that fits, with the quotations. */
export function fits(patterns: readonly string[]): (sentence: string) => { groups: Record<string, string | undefined>; quoted: readonly string[] } | null {
  const compiled = patterns.map((source) => new RegExp(`^(?:${source})$`))
  return (sentence) => {
    const frame = frameOf(sentence)
    for (const pattern of compiled) {
      const found = pattern.exec(frame.text)
      if (found) return { groups: found.groups ?? {}, quoted: frame.quoted }
    }
    return null
  }
}

/** The one thing that a fitting frame quotes; null when it quotes nothing, or more. */
export function onlyQuotation(fit: { quoted: readonly string[] } | null): string | null {
  const [first, second] = fit?.quoted ?? []
  return first && second === undefined ? first : null
}

/** Whether a phrase can be quoted in a sentence and be read back as it is. */
export function isQuotable(phrase: string): boolean {
  return phrase === phrase.trim() && !/["“”\n]|\s{2}/.test(phrase) && phrase.length <= 200
}
