import { hash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { metaFacts, placeInSequence, type RowFacts } from '#lib/exports/audit/row-facts.ts'
import { anyMeta as proofMeta, id as rowId } from '#lib/exports/audit/row-meta.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import { fileTypeOf } from '#lib/exports/file-type-names.ts'
import { readRows, type ReadRow } from '#lib/exports/file-types/read-rows.ts'
import { numericKey } from '#lib/exports/formats/verifiable.ts'
import { lackingIn, proofOf, proofsFile } from '#lib/exports/proofs.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** The file of proofs that belongs beside a file of rows; null where its rows prove themselves. */
export function proofsBeside({ name }: Pick<ExportFile, 'name'>, recipe: Pick<ExportParams, 'format' | 'proofs'>): string | null {
  const type = fileTypeOf(name)
  return proofOf(recipe) && type ? proofsFile(name.slice(0, -type.length - 1), type).name : null
}

/** A row with what its proof says of it, as far as it is of this row, and what is wrong with the proof and where in its line. */
export interface ProvenRow {
  facts: RowFacts
  fault: { kind: 'row-shape' | 'proof-row'; field: string | null; problem: string } | null
}

/** Reads a file of proofs in step with the file of rows that it is beside. */
export class ProofReader {
  readonly name: string
  readonly #format: ExportParams['format']
  readonly #lines: AsyncGenerator<ReadRow>
  #row = 0

  constructor(folder: string, name: string, format: ExportParams['format']) {
    this.name = name
    this.#format = format
    this.#lines = readRows(join(folder, name), fileTypeOf(name) ?? 'jsonl', [])
  }

  /** Steps on by a row that cannot be read itself. */
  async skip(): Promise<void> {
    this.#row++
    await this.#lines.next()
  }

  /** Takes the next line, which is to be that of the next row. `json`: the row as JSON. */
  async prove(facts: RowFacts, json: string): Promise<ProvenRow> {
    const row = ++this.#row
    const next = await this.#lines.next()
    const wrong = (field: string | null, problem: string, kind: 'row-shape' | 'proof-row' = 'proof-row'): ProvenRow => ({ facts, fault: { kind, field, problem } })
    if (next.done) return wrong(null, `holds no proof of row ${row}`)
    if ('problem' in next.value) return wrong(null, next.value.problem, 'row-shape')
    const read = proofShape(this.#format).safeParse(next.value.value)
    const [issue] = read.error?.issues ?? []
    if (!read.success) return wrong(issue?.path.join('.') ?? null, issue?.message ?? 'is of another shape', 'row-shape')
    const proof = read.data
    if (proof.row !== row) return wrong('row', `is ${proof.row}, and stands where the proof of row ${row} should`)
    if (facts.id !== undefined && facts.id !== shownId(proof.id, this.#format)) return wrong('id', `is ${proof.id}, and row ${row} is ${facts.id}`)
    const { constraintCount, ...told } = facts
    const count = proof.meta?.constraints.length
    if (constraintCount !== undefined && constraintCount !== count) return wrong('meta.constraints', `names ${count ?? 'no'} constraints, and the row says that it has ${constraintCount}`)
    const isSame = hash('sha256', json, 'hex') === proof.sha256
    return {
      fault: isSame ? null : { kind: 'proof-row', field: 'sha256', problem: `is not that of row ${row} of the file` },
      facts: {
        ...told,
        id: proof.id,
        ...placeInSequence(proof.id),
        ...(proof.source === undefined ? {} : { source: proof.source }),
        ...(proof.response === undefined ? {} : { response: { text: proof.response, field: 'proof.response' } }),
        ...(proof.meta ? metaFacts(proof.meta, facts.earlier) : {}),
        // What another row was made of is nothing to hold this one to.
        ...(isSame ? {} : { own: undefined }),
      },
    }
  }

  /** How many proofs are left when all rows are read. */
  async left(): Promise<number> {
    let left = 0
    for await (const _ of this.#lines) left++
    return left
  }

  /** Ends reading, wherever it is. */
  async close(): Promise<void> {
    await this.#lines.return(undefined)
  }
}

const ofAny = z.strictObject({
  row: z.int().min(1),
  id: rowId,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'should be a SHA-256'),
  source: z.string().optional(),
  meta: proofMeta.optional(),
  response: z.string().optional(),
})

function proofShape(format: ExportParams['format']): z.ZodType<z.infer<typeof ofAny>> {
  const { meta = false, response = false } = lackingIn(format) ?? {}
  return ofAny
    .refine((proof) => (proof.meta !== undefined) === meta, { path: ['meta'], message: meta ? 'should be there' : 'should stand in the row' })
    .refine((proof) => (proof.response !== undefined) === response, { path: ['response'], message: response ? 'should be there' : 'should stand in the row' })
}

/** A row's id as its format shows it. */
function shownId(id: string, format: ExportParams['format']): string {
  if (format === 'ifeval') return String(numericKey(id))
  return format === 'crab' ? id.replace(/-reverse(?=$|-replay-)/, '') : id
}
