import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from '@playwright/test'
import type { DatasetView, PairPage } from '#lib/datasets/contract.ts'
import type { PairView } from '#lib/review/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** A bound for what would never end: how long a run takes is the machine’s affair. */
const patienceMs = 240_000

/** Eight pairs with something to count: words, sentences, paragraphs. */
export const fixturePairs = Array.from({ length: 8 }, (_, index) => ({
  instruction: `Describe lighthouse number ${index + 1} to a visitor.`,
  output: [
    `Lighthouse ${index + 1} stands on a low cliff above the harbour. Its lamp turns once in twelve seconds.`,
    'The keeper climbs the stairs at dusk and trims the wick. Fishermen have steered by the lighthouse for a century.',
    ...(index % 2 === 0 ? ['On clear nights the beam reaches the islands, and children count its turns.'] : []),
  ].join('\n\n'),
}))

/** The same for a spec that takes pairs down: what is taken down goes from every dataset, and stays out of those that other specs make. */
export function pairsOfItsOwn(request: string): { instruction: string; output: string }[] {
  return fixturePairs.map(({ instruction, output }) => ({ instruction: `${instruction} ${request}`, output }))
}

/** What a spec wants to be there before it begins; made through the API, as it is not what it tests. */
export class Dataset {
  readonly id: string
  readonly #request: APIRequestContext

  private constructor(id: string, request: APIRequestContext) {
    this.id = id
    this.#request = request
  }

  /** A new dataset of the signed-in owner with these rows of Alpaca. */
  static async make(page: Page, name: string, rows: readonly object[] = fixturePairs): Promise<Dataset> {
    const { dataset } = await answer<{ dataset: DatasetView }>(page.request.post('/api/v1/datasets', { data: { name, license: 'CC0-1.0' } }))
    const made = new Dataset(dataset.id, page.request)
    if (rows.length > 0) await made.add(rows)
    return made
  }

  /** Imports more rows of Alpaca. */
  async add(rows: readonly object[]): Promise<void> {
    await this.#fill(rows)
  }

  async #fill(rows: readonly object[]): Promise<void> {
    const { uploadId } = await answer<{ uploadId: string }>(
      this.#request.post('/api/v1/uploads', {
        data: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'fixture.jsonl' },
      }),
    )
    await this.run({ kind: 'import', datasetId: this.id, params: { uploadId, fileName: 'fixture.jsonl', mapping: { format: 'alpaca' } } })
  }

  /** Starts a run and waits for its end. Throws when it does not end well. */
  async run(input: StartRunInput): Promise<RunView> {
    const { id } = await answer<RunView>(this.#request.post('/api/v1/runs', { data: input }))
    for (const end = Date.now() + patienceMs; Date.now() < end; ) {
      const { run } = await answer<{ run: RunView }>(this.#request.get(`/api/v1/runs/${id}`))
      if (run.status === 'done') return run
      if (run.status === 'failed' || run.status === 'cancelled') throw new Error(`${input.kind} ${run.status}: ${run.error}`)
      await new Promise((again) => setTimeout(again, 200))
    }
    throw new Error(`${input.kind} did not end`)
  }

  /** Back-translates by rule. */
  async backtranslate(): Promise<void> {
    await this.run({ kind: 'backtranslate', datasetId: this.id, seed: 1, params: { types: 'all' } })
  }

  /** The pairs, oldest first, with their constraints. */
  async pairs(): Promise<PairView[]> {
    const { rows } = await answer<PairPage>(this.#request.get(`/api/v1/datasets/${this.id}/pairs?limit=200`))
    return Promise.all(rows.map(async ({ id }) => (await answer<{ pair: PairView }>(this.#request.get(`/api/v1/pairs/${id}`))).pair))
  }

  /** Accepts all constraints of a pair but those that `reject` names by their place; these are rejected as vacuous. */
  async decide(pair: PairView, reject: readonly number[] = []): Promise<void> {
    const decisions = pair.constraints.map((constraint, index) => ({
      id: randomUUID(),
      constraintId: constraint.id,
      seenVersion: constraint.version,
      ...(reject.includes(index) ? { kind: 'reject', reason: 'vacuous' } : { kind: 'accept' }),
    }))
    const { results } = await answer<{ results: { outcome: string; message?: string }[] }>(
      this.#request.post('/api/v1/decisions', { data: { decisions } }),
    )
    const refused = results.find((result) => result.outcome !== 'applied')
    if (refused) throw new Error(`not decided: ${refused.message}`)
  }
}

async function answer<T>(asked: Promise<{ ok(): boolean; status(): number; text(): Promise<string>; json(): Promise<T> }>): Promise<T> {
  const response = await asked
  if (!response.ok()) throw new Error(`the API answered ${response.status()}: ${await response.text()}`)
  return response.json()
}
