import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, wholeResponse } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { structureOf } from '#lib/text/structure.ts'
import type { Span } from '#lib/text/words.ts'

/** Languages by the name that people say, and the words that stand behind a fence for them. */
const languages = {
  Python: ['python', 'py', 'python3'], JavaScript: ['javascript', 'js', 'jsx', 'node'], TypeScript: ['typescript', 'ts', 'tsx'], Java: ['java'],
  C: ['c'], 'C++': ['cpp', 'c++', 'cxx'], 'C#': ['csharp', 'c#', 'cs'], Go: ['go', 'golang'], Rust: ['rust', 'rs'], Ruby: ['ruby', 'rb'], PHP: ['php'],
  Swift: ['swift'], Kotlin: ['kotlin', 'kt'], R: ['r'], SQL: ['sql', 'mysql', 'postgresql', 'sqlite'], Bash: ['bash', 'sh', 'shell', 'zsh', 'console'],
  HTML: ['html'], CSS: ['css'], JSON: ['json'], YAML: ['yaml', 'yml'], XML: ['xml'], Markdown: ['markdown', 'md'], LaTeX: ['latex', 'tex'],
} as const
type Language = keyof typeof languages
const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name)
const names = Object.keys(languages).filter(isLanguage)

/** What may stand behind a fence for a language. */
function marksOf(language: Language): readonly string[] {
  return languages[language]
}

/** All that names a language that is known here. */
const elsewhere: ReadonlySet<string> = new Set(names.flatMap((name) => marksOf(name)))

const languageKwargs = z.object({ language: z.enum(names) })
const said = names.map((name) => name.toLowerCase().replace(/[+]/g, '\\+')).join('|')
const named = `(?<language>${said})`
const blocks = '(?:(?:markdown |fenced )?code blocks?)'
const readLanguage = fits([
  `(?:use|include|provide|write|give) (?:a |an |only )?${named} ${blocks}`,
  `(?:put|write|give|provide|place|wrap) (?:the|your|all|any) code in (?:a |an )?${named} ${blocks}`,
  `(?:the|all|every|each|any)(?: the)? ${blocks} (?:must|should) be (?:written )?in ${named}`,
  `(?:the|all|every|each|any)(?: the)? ${blocks} (?:must|should) be (?:tagged|labell?ed|marked|annotated) (?:as|with) ${named}`,
  `(?:tag|label|mark) (?:the|all|every|each)(?: the)? ${blocks} (?:as|with) ${named}`,
])

/** The language that is named behind the fences of code. */
export const codeLanguage: Checker<{ language: Language }> = {
  id: 'pincer:code_language',
  version: 2,
  type: 'format.code',
  crab: false,
  kwargs: languageKwargs,
  rule: 'There is a fenced block of code, and every one names the language behind its fence (py counts as Python).',
  examples: [{ language: 'Python' }, ...names.slice(1).map((language) => ({ language }))],
  doubt: { when: 'a block names no language, or one that is not known here', witness: '```\nprint(1)\n```' },
  check(response, { language }) {
    const { code } = structureOf(response)
    if (code.length === 0) return judged('fail', 0, 'There is no code block.', [])
    const known = marksOf(language)
    const other = code.filter((block) => block.language !== null && !known.includes(block.language) && elsewhere.has(block.language))
    const silent = code.filter((block) => block.language === null || (!known.includes(block.language) && !elsewhere.has(block.language)))
    const rest = code.length - other.length - silent.length
    return judged(
      other.length > 0 ? 'fail' : silent.length > 0 ? 'unsure' : 'pass',
      rest,
      `${rest} of ${code.length} code block${code.length === 1 ? '' : 's'} marked as ${language}.`,
      other.length > 0 ? other : silent.length > 0 ? silent : code,
    )
  },
  mine(response) {
    const { code } = structureOf(response)
    const found = names.find((name) => code.length > 0 && code.every(({ language }) => language !== null && marksOf(name).includes(language)))
    return found ? [{ language: found }] : []
  },
  wordings: ({ language }) => [
    `Put the code in a ${language} code block.`,
    `Every code block must be in ${language}.`,
    `All code blocks should be marked as ${language}.`,
  ],
  read(sentence) {
    const found = readLanguage(sentence)?.groups.language
    const language = names.find((name) => name.toLowerCase() === found)
    return language ? { language } : null
  },
  relate: (a, b) => (a.language === b.language ? 'same' : 'conflict'),
}

const onlyKwargs = z.object({ code: z.enum(['one', 'any']) })
const noText = '(?:,? (?:and nothing else|with no (?:other text|explanations?|explanatory text|text outside(?: of)? it)|without (?:any )?(?:explanations?|explanatory text|other text|additional text)))'
const readOne = fits([
  `(?:respond|answer|reply) (?:only with|with only|with just|with nothing but) (?:a|1)(?: single)? (?:fenced |markdown )?code block${noText}?`,
  `(?:respond|answer|reply) with (?:a|1)(?: single)? (?:fenced |markdown )?code block${noText}`,
  `${wholeResponse} (?:must|should) (?:be|consist of|contain) (?:only |just |nothing but )?(?:a|1) single code block${noText}?`,
])
const readAny = fits([
  `(?:respond|answer|reply) (?:only with|with only|with just|with nothing but) (?:code|code blocks|fenced code)${noText}?`,
  `${wholeResponse} (?:must|should) (?:be|consist of|contain) (?:only|nothing but) (?:code|code blocks)${noText}?`,
  `(?:give|provide|write|output|return) (?:only (?:the )?|just the )(?:code|code blocks)${noText}?`,
])

/** The response is nothing but code. */
export const codeOnly: Checker<z.infer<typeof onlyKwargs>> = {
  id: 'pincer:code_only',
  version: 1,
  type: 'format.code',
  crab: false,
  kwargs: onlyKwargs,
  rule: 'Fenced blocks of code and white space, nothing else; `one`: exactly one block.',
  examples: [{ code: 'any' }, { code: 'one' }],
  doubt: { when: 'there is no fence, so that it may be bare code', witness: 'print(1)' },
  check(response, { code: wanted }) {
    const { code } = structureOf(response)
    if (code.length === 0) {
      if (wanted === 'one') return judged('fail', 0, 'There is no code block.', [])
      return judged('unsure', 0, 'There is no fence: no program can tell whether this is code.', [])
    }
    const text: Span[] = []
    let at = 0
    for (const { start, end } of [...code, { start: response.length, end: response.length }]) {
      const between = response.slice(at, start)
      if (between.trim() !== '') text.push({ start: at + between.length - between.trimStart().length, end: at + between.trimEnd().length })
      at = end
    }
    const met = text.length === 0 && (wanted === 'any' || code.length === 1)
    return judged(met ? 'pass' : 'fail', code.length, `${code.length} code block${code.length === 1 ? '' : 's'}${text.length > 0 ? ', and text outside' : ', and nothing else'}.`, met ? code : text.length > 0 ? text : code.slice(1))
  },
  mine(response) {
    if (!/^\s*(?:```|~~~)/.test(response)) return []
    const { code } = structureOf(response)
    const [only] = code
    return only && code.length === 1 && response.slice(only.end).trim() === '' && only.end - only.start > 10 ? [{ code: 'one' }] : []
  },
  wordings: ({ code }) =>
    code === 'one'
      ? ['Respond only with a single code block.', 'The response must be a single code block and nothing else.', 'Answer with one code block, without any explanation.']
      : ['Respond with nothing but code blocks.', 'The response must consist of only code.', 'Provide only the code, without any explanation.'],
  read: (sentence) => (readOne(sentence) ? { code: 'one' } : readAny(sentence) ? { code: 'any' } : null),
  relate: (a, b) => (a.code === b.code ? 'same' : a.code === 'any' ? 'implied' : 'implies'),
}
