import type { Kwargs } from '#lib/constraints/kwargs.ts'

/**
 * One way to ask by a checker: the sentences that say it. In them `{max}` stands for a number, `{max| word| words}` for a number with what is
 * counted, `{n}` for a number that is both min and max, `{phrase}` for a text and `{keywords}` for a list of texts, in quotation marks.
 */
export interface Form {
  /** Parameters that the sentences say without a placeholder. */
  fixed: Kwargs
  templates: readonly string[]
}

/** The wordings of one language. A checker that has no forms is not offered in it. */
export interface WordingLanguage {
  /** ISO 639-1. */
  code: string
  /** Its English name. */
  name: string
  /** Matches words, or signs, that hardly any request in the language does without. */
  common: RegExp
  /** By the checker's id. */
  forms: Readonly<Record<string, readonly Form[]>>
}

const placeholder = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g

/** The names of a template's placeholders, in order. */
export function placeholdersOf(template: string): string[] {
  return Array.from(template.matchAll(placeholder), ([, name = '']) => name)
}

/** The template with its placeholders filled: by the name, and by what is counted in the singular and plural. */
export function filled(template: string, fill: (name: string, one: string, many: string) => string): string {
  return template.replace(placeholder, (_, name: string, one: string | undefined, many: string | undefined) => fill(name, one ?? '', many ?? ''))
}

/** How a language says quantities; `#` stands for the number, or first for the lower and then for the upper one. */
export interface Amounts {
  min: readonly string[]
  max: readonly string[]
  exact: readonly string[]
  both: readonly string[]
  around: readonly string[]
}

/** What is counted: in the singular and plural, as they stand behind a number, and sentences that ask for none. */
export interface Noun {
  one: string
  many: string
  none?: readonly string[]
}

/** The forms of a count: each frame with each amount in the place of `{amount}`. */
export function countForms(amounts: Amounts, frames: readonly string[], { one, many, none = [] }: Noun, options: { around?: boolean } = {}): Form[] {
  const each = (said: readonly string[], names: readonly string[]): Form => ({
    fixed: {},
    templates: said.flatMap((amount) => frames.map((frame) => frame.replace('{amount}', () => quantity(amount, names)))),
  })
  const quantity = (amount: string, names: readonly string[]): string => {
    let left = names.length
    return amount.replaceAll('#', () => (--left > 0 ? `{${names[names.length - 1 - left] ?? ''}}` : `{${names.at(-1) ?? ''}|${one}|${many}}`))
  }
  const forms = [each(amounts.min, ['min']), each(amounts.max, ['max']), each(amounts.exact, ['n']), each(amounts.both, ['min', 'max'])]
  if (options.around) forms.push(each(amounts.around, ['around']))
  if (none.length > 0) forms.push({ fixed: { max: 0 }, templates: none })
  return forms
}

/** A form whose parameters all stand in its sentences. */
export function asking(...templates: string[]): Form[] {
  return [{ fixed: {}, templates }]
}

/** A form for each value of a parameter: the sentences with the value's name in the place of `{name}`. */
export function choosing(parameter: string, names: Readonly<Record<string, string>>, ...templates: string[]): Form[] {
  return Object.entries(names).map(([value, name]) => ({ fixed: { [parameter]: value }, templates: templates.map((template) => template.replace('{name}', name)) }))
}
