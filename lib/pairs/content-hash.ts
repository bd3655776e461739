import { hash } from 'node:crypto'
import type { PairRecord } from './record.ts'

/**
 * What makes a pair the same pair: SHA-256, in lower-case hex, over the UTF-8 bytes of the JSON (no white space)
 * of `{system, history: [{role, content}...], instruction, input, response}` in exactly this order of keys. Texts
 * go in as they are, to the code unit: no Unicode normalisation, no trimming. Ids, source, language, constraints
 * and meta do not count.
 */
export function contentHash(
  record: Pick<PairRecord, 'system' | 'history' | 'instruction' | 'input' | 'response'>,
): string {
  const canonical = JSON.stringify({
    system: record.system,
    history: record.history.map(({ role, content }) => ({ role, content })),
    instruction: record.instruction,
    input: record.input,
    response: record.response,
  })
  return hash('sha256', canonical)
}

/**
 * Text that Postgres and JSON can hold: each U+0000 and each lone surrogate becomes U+FFFD. Length in code units,
 * and with it every offset, stays the same; sound text is returned as it is.
 */
export function stripNul(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed()
  return formed.includes('\u0000') ? formed.replaceAll('\u0000', '\ufffd') : formed
}

/** Applies {@link stripNul} to every text of a record and names the fields it changed in `meta.repaired`. */
export function repairRecord(record: PairRecord): PairRecord {
  const repaired: string[] = []
  const mend = (field: string, text: string): string => {
    const sound = stripNul(text)
    if (sound !== text && !repaired.includes(field)) repaired.push(field)
    return sound
  }
  const maybe = (field: string, text: string | null) => (text === null ? null : mend(field, text))
  const result: PairRecord = {
    externalId: maybe('externalId', record.externalId),
    source: maybe('source', record.source),
    system: maybe('system', record.system),
    history: record.history.map((turn, i) => ({ role: turn.role, content: mend(`history[${i}]`, turn.content) })),
    instruction: mend('instruction', record.instruction),
    input: maybe('input', record.input),
    response: mend('response', record.response),
    language: maybe('language', record.language),
    license: maybe('license', record.license),
    refinedInstruction: maybe('refinedInstruction', record.refinedInstruction),
    constraints: record.constraints.map((constraint, i) => ({
      rawType: mend(`constraints[${i}].rawType`, constraint.rawType),
      text: mend(`constraints[${i}].text`, constraint.text),
    })),
    // What has such a character is no name of a tag.
    tags: record.tags,
    meta: repairEntries(record.meta, (text) => mend('meta', text)),
  }
  return repaired.length === 0 ? result : { ...result, meta: { ...result.meta, repaired } }
}

function repairJson(value: unknown, mend: (text: string) => string): unknown {
  if (typeof value === 'string') return mend(value)
  if (Array.isArray(value)) return value.map((item) => repairJson(item, mend))
  if (typeof value !== 'object' || value === null) return value
  return repairEntries(value, mend)
}

function repairEntries(value: object, mend: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [mend(name), repairJson(item, mend)]))
}
