/** A thread that makes pieces of an export: it is told what it works with, then the place of a task, and answers with the parts of what it made of it, and its end. */
import { parentPort, type MessagePort } from 'node:worker_threads'
import { stagedRows, stagingWanted } from '#lib/exports/draw-staging.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { itemsOf, type CompositionData } from '#lib/exports/pair-items.ts'
import type { PageRange } from '#lib/exports/pieces/page-ranges.ts'
import { memoryOf, pieceMaker, piecesOf, type PieceMaker } from '#lib/exports/pieces/piece.ts'
import { readShared, type SharedSnapshot } from '#lib/exports/pieces/shared-snapshot.ts'
import { SpoolWriter, type SpoolPart } from '#lib/exports/pieces/spool.ts'
import type { Stretch } from '#lib/exports/pieces/stretches.ts'
import { stagingDraws, type StagedRow, type Staging } from '#lib/exports/staging.ts'

/** What a thread works with. */
export interface ThreadData {
  url: string
  shared: SharedSnapshot
  composition: CompositionData
  /** How many stretches there are. */
  stretches: number
  /** An open file for what this thread gathers. */
  spool: number | null
}

/** What it is told: to gather the pairs of some pages; or of those of a stretch, which were gathered or are looked up, to draw what places them in stages, or to compose them. */
export type ThreadTask = { gather: PageRange } | { draw: Stretch; parts: readonly SpoolPart[] | null } | { compose: Stretch; parts: readonly SpoolPart[] | null; staging: Staging | null }

/** What it answers of the task at this place: a part of it, null at its end. A task of gathering has one, which says what lies where; one of drawing StagingDraws; one of composing pieces. */
export interface ThreadAnswer<Part> {
  at: number
  part: Part | null
}

/** Does tasks, one at a time, in the order in which they are given. */
class Working {
  readonly #port: MessagePort
  readonly #data: ThreadData
  readonly #reading: ReturnType<typeof readShared>
  readonly #making: PieceMaker
  #writer: SpoolWriter | null = null

  constructor(port: MessagePort, data: ThreadData) {
    this.#port = port
    this.#data = data
    this.#reading = readShared(data.url, data.shared)
    this.#making = pieceMaker(data.composition.recipe, data.composition.seed)
  }

  async do(at: number, task: ThreadTask): Promise<void> {
    const answer = (part: unknown, memory: ArrayBuffer[] = []): void => this.#port.postMessage({ at, part }, memory)
    if ('gather' in task) await this.#gather(task.gather, answer)
    else {
      this.#writer?.end()
      this.#writer = null
      const { composition } = this.#data
      const { recipe } = composition
      const { pairs, gathered } = this.#reading
      const format = exportFormats.find(({ id }) => id === recipe.format)
      if (!format) throw new Error(`There is no export format "${recipe.format}" of pairs.`)
      const staging = 'compose' in task ? task.staging : null
      const items = itemsOf(task.parts ? gathered(task.parts) : pairs('compose' in task ? task.compose : task.draw), { ...composition, staging }, format)
      if ('compose' in task) for await (const piece of piecesOf(items, this.#making)) answer(piece, memoryOf(piece))
      else {
        const wanted = stagingWanted(composition)
        if (wanted) {
          const rows: StagedRow[] = []
          for await (const bundle of items) rows.push(...stagedRows(bundle, composition))
          const draws = stagingDraws(rows, wanted)
          answer(draws, [draws.buffer])
        }
      }
    }
    answer(null)
  }

  async #gather(pages: PageRange, answer: (part: unknown, memory: ArrayBuffer[]) => void): Promise<void> {
    const { spool, stretches } = this.#data
    if (spool === null) throw new Error('There is no file to gather pairs in.')
    this.#writer ??= new SpoolWriter(spool, stretches)
    await this.#reading.gather(pages, this.#writer)
    const parts = this.#writer.take()
    answer({ file: spool, parts }, [parts.buffer])
  }
}

const port = parentPort
port?.once('message', (data: ThreadData) => {
  const working = new Working(port, data)
  let before: Promise<void> = Promise.resolve()
  port.on('message', ({ at, task }: { at: number; task: ThreadTask }) => {
    before = before.then(() => working.do(at, task))
  })
})
