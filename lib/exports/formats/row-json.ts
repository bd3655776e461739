import { earlierTurns, provenance, type ComposedAs, type ExportConstraint, type ExportExample } from '#lib/exports/formats/format.ts'
import { quoted, quotedOften } from '#lib/exports/json-text.ts'

/** What `conversation` says of an example, as JSON. */
export function conversationJson(example: ExportExample): string {
  return `[${promptTurns(example)},${responseTurn(example)}]`
}

/** What `promptMessages` says of an example, as JSON without its brackets. */
export function promptTurns(example: ExportExample): string {
  const { system, prompt } = example
  let before = system ? `{"role":"system","content":${quoted(system)}},` : ''
  for (const turn of earlierTurns(example)) before += `${JSON.stringify(turn)},`
  return `${before}{"role":"user","content":${quoted(prompt)}}`
}

/** The turn that is trained, as JSON. */
export function responseTurn({ response }: ExportExample): string {
  return `{"role":"assistant","content":${quoted(response)}}`
}

/** The last that was asked for: a row with columns asks for it twice in a row. */
let last: { example: ExportExample; json: string } | null = null

/** What `provenance` says of an example, as JSON. The example must not be changed afterwards. */
export function provenanceJson(example: ExportExample): string {
  if (last?.example !== example) last = { example, json: madeProvenanceJson(example) }
  return last.json
}

function madeProvenanceJson(example: ExportExample): string {
  const { license, language, originalInstruction, originalInput, constraints, composed, tags, demonstrations, stage, level, rungs, task } = example
  if (tags || demonstrations || stage || level || rungs || task) return JSON.stringify(provenance(example))
  const origin = `"license":${quotedOften(license)},"language":${quotedOften(language)},"original_instruction":${quoted(originalInstruction)},"original_input":${originalInput === null ? 'null' : quoted(originalInput)}`
  let stated = ''
  for (const constraint of constraints) stated += stated === '' ? constraintJson(constraint) : `,${constraintJson(constraint)}`
  return `{${origin},"constraints":[${stated}]${composed ? `,"composed":${composedJson(composed)}` : ''}}`
}

/** Many rows share a constraint: what it is as JSON is remembered as long as it is. */
const constraintsAsJson = new WeakMap<ExportConstraint, string>()

function constraintJson(constraint: ExportConstraint): string {
  const before = constraintsAsJson.get(constraint)
  if (before !== undefined) return before
  const json = JSON.stringify(constraint)
  constraintsAsJson.set(constraint, json)
  return json
}

function composedJson({ layout, connector, inputPosition, instruction, refined }: ComposedAs): string {
  return `{"layout":${quotedOften(layout)},"connector":${quotedOften(connector)},"input_position":${quotedOften(inputPosition)},"instruction":${quotedOften(instruction)}${refined === undefined ? '' : `,"refined":${quoted(refined)}`}}`
}
