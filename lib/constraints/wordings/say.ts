import { isQuotable } from '#lib/constraints/frame.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
import { languages } from '#lib/constraints/wordings/languages.ts'
import { filled, placeholdersOf, type Form, type WordingLanguage } from '#lib/constraints/wordings/template.ts'

/** The sentences of a language that ask for this by a checker; none where the checker, or these parameters, are not offered in it. English has its own with the checkers. */
export function wordingsIn(code: string, id: string, kwargs: Kwargs): string[] {
  const language = languages.find((known) => known.code === code)
  const forms = language?.forms[id] ?? []
  return forms.filter((form) => fits(form, kwargs)).flatMap((form) => form.templates.map((template) => said(template, kwargs, language?.code ?? '')))
}

/** Whether the form says exactly these parameters. */
function fits({ fixed, templates: [template = ''] }: Form, kwargs: Kwargs): boolean {
  const names = placeholdersOf(template)
  const told = names.flatMap((name) => (name === 'n' ? ['min', 'max'] : [name]))
  const given = Object.keys(kwargs).filter((name) => kwargs[name] !== undefined)
  if (given.length !== told.length + Object.keys(fixed).length) return false
  if (!given.every((name) => (told.includes(name) ? isSayable(kwargs[name]) : fixed[name] === kwargs[name]))) return false
  // An exact number is not said as an interval.
  return names.includes('n') ? kwargs.min === kwargs.max : !(told.includes('min') && told.includes('max')) || kwargs.min !== kwargs.max
}

function isSayable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 1
  return (Array.isArray(value) ? value : [value]).every((text) => typeof text === 'string' && isQuotable(text) && !/[„«»「」『』]/.test(text))
}

function said(template: string, kwargs: Kwargs, code: string): string {
  const quoted = (text: unknown): string => (code === 'zh' ? `“${String(text)}”` : `"${String(text)}"`)
  const text = filled(template, (name, one, many) => {
    const value = kwargs[name === 'n' ? 'min' : name]
    if (typeof value === 'number') return `${value}${value === 1 ? one : many}`
    return Array.isArray(value) ? value.map(quoted).join(code === 'zh' ? '、' : ', ') : quoted(value)
  })
  // What the sentence quotes may end with a mark of its own.
  return /[.?!。？！]["”][.。]$/.test(text) ? text.slice(0, -1) : text
}

/** What a sentence of another language than English asks for; null where no template says it, or several that differ. */
export function readInOtherLanguages(text: string): { id: string; kwargs: Record<string, unknown> } | null {
  const { skeleton, numbers, quoted } = skeletonOf(text)
  const readings = (readers().get(skeleton) ?? []).flatMap(({ id, form, names }) => {
    const kwargs = captured(form, names, numbers, quoted)
    return kwargs ? [{ id, kwargs }] : []
  })
  const [first, ...others] = readings
  return first && others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : null
}

interface Reader {
  id: string
  form: Form
  names: readonly string[]
}

let known: ReadonlyMap<string, readonly Reader[]> | null = null

/** All templates of all languages by their skeletons, made when first asked for. */
function readers(): ReadonlyMap<string, readonly Reader[]> {
  known ??= Map.groupBy(languages.flatMap(readersOf), ({ skeleton }) => skeleton)
  return known
}

function readersOf({ forms }: WordingLanguage): (Reader & { skeleton: string })[] {
  return Object.entries(forms).flatMap(([id, ofChecker]) =>
    ofChecker.flatMap((form) =>
      form.templates.flatMap((template) => {
        const names = placeholdersOf(template)
        const skeletons = ['one', 'many'].map((number) =>
          plain(filled(template, (name, one, many) => (isNumber(name) ? `#${number === 'one' ? one : many}` : '"#"'))),
        )
        return [...new Set(skeletons)].map((skeleton) => ({ skeleton, id, form, names }))
      }),
    ),
  )
}

function isNumber(name: string): boolean {
  return name === 'n' || name === 'min' || name === 'max' || name === 'around'
}

function captured(form: Form, names: readonly string[], numbers: readonly number[], quoted: readonly string[]): Record<string, unknown> | null {
  const kwargs: Record<string, unknown> = { ...form.fixed }
  let number = 0
  for (const name of names) {
    if (name === 'n') kwargs.min = kwargs.max = numbers[number++]
    else if (isNumber(name)) kwargs[name] = numbers[number++]
    else kwargs[name] = name === 'keywords' || name === 'words' ? quoted : quoted[0]
  }
  const texts = names.some((name) => name === 'keywords' || name === 'words') ? quoted.length > 0 : quoted.length === names.filter((name) => !isNumber(name)).length
  const crossed = typeof kwargs.min === 'number' && typeof kwargs.max === 'number' && kwargs.min > kwargs.max
  return number === numbers.length && texts && !crossed ? kwargs : null
}

/** Quotation marks of all languages; what stands within is not looked at. */
const quotation = /[“„«「『"]\s?([^"“”„«»「」『』\n]{1,300}?)\s?[”“»」』"]/gu

/** A sentence as its template would look: numbers and quotations taken out. */
function skeletonOf(text: string): { skeleton: string; numbers: number[]; quoted: string[] } {
  const quoted: string[] = []
  const numbers: number[] = []
  const skeleton = text
    .replace(quotation, (_, content: string) => {
      quoted.push(content)
      return '"#"'
    })
    .replace(/"#"(?:\s?[,、]\s?"#"|\s(?:und|et|y|e)\s"#"|\s?[和与]\s?"#")*/g, '"#"')
    .replace(/\d{1,9}/g, (digits) => {
      numbers.push(Number(digits))
      return '#'
    })
  return { skeleton: plain(skeleton), numbers, quoted }
}

const lead = /^(?:bitte |veuillez |s'il vous plaît,? |por favor,? |per favore,? |per cortesia,? |请(?!勿))/

/** Lower case, straight apostrophes, one space and none beside Chinese signs, without words that only ask and the mark at the end. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ ?([\u3400-\u9fff，。、]) ?/g, '$1')
    .trim()
    .replace(/[.!。！]$/, '')
    .replace(lead, '')
}
