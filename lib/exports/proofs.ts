import type { FileType } from '#lib/exports/file-type-names.ts'
import type { PairFormatId } from '#lib/exports/format-names.ts'
import { provenance, type ExportExample } from '#lib/exports/formats/format.ts'

/** What a line of a file of proofs holds beside the row's number, id and hash. */
export interface RowProof {
  /** The pair's response, where the row holds none. */
  response?: true
  /** Source and `meta`, as rows of SFT messages have them, where the row holds none. */
  meta?: true
}

/** The formats whose rows hold less than it takes to prove them, as their readers want them: what a line of proof holds instead. */
const lacking: ReadonlyMap<unknown, RowProof> = new Map<PairFormatId, RowProof>([
  ['alpaca', { meta: true }],
  ['sharegpt', { meta: true }],
  ['openai', { meta: true }],
  ['crab', { meta: true }],
  ['rlvr', { response: true }],
  ['rlvr-pincer', { response: true }],
  ['ifeval', { response: true, meta: true }],
])

/** What the proofs of a format's rows hold; null where its rows prove themselves, or the recipe asks for none: no file of proofs is beside them. */
export function proofOf({ format, proofs }: { format?: unknown; proofs?: unknown }): RowProof | null {
  return proofs === 'none' ? null : lackingIn(format)
}

/** What a format's rows lack that it takes to prove them; null where they prove themselves. */
export function lackingIn(format: unknown): RowProof | null {
  return lacking.get(format) ?? null
}

/** The file of proofs beside a file of rows: train.proofs.jsonl of train.parquet. It is packed where the rows are. */
export function proofsFile(part: string, type: FileType): { name: string; type: 'jsonl' | 'jsonl.gz' } {
  const own = type === 'jsonl.gz' ? type : 'jsonl'
  return { name: `${part}.proofs.${own}`, type: own }
}

/**
 * The line that proves a row, without its beginning: the row's number, which is known once the file is written in order. `rowHash`: the SHA-256
 * of the row as JSON, which is its line in JSONL.
 */
export function proofLine(example: ExportExample, rowHash: string, { response, meta }: RowProof): string {
  const { id, source } = example
  const said = { id, sha256: rowHash, ...(meta ? { source, meta: provenance(example) } : {}), ...(response ? { response: example.response } : {}) }
  return `${JSON.stringify(said).slice(1)}\n`
}

/** Puts the number of its row before each of so many lines of proof, counted on from `before`. */
export function numberedProofs(lines: Uint8Array, count: number, before: number): Uint8Array {
  const mostDigits = 16
  const numbered = Buffer.allocUnsafe(lines.length + count * ('{"row":,'.length + mostDigits))
  let [from, size] = [0, 0]
  for (let n = 1; n <= count; n++) {
    const end = lines.indexOf(10, from) + 1
    size += numbered.write(`{"row":${before + n},`, size, 'latin1')
    numbered.set(lines.subarray(from, end), size)
    size += end - from
    from = end
  }
  return numbered.subarray(0, size)
}
