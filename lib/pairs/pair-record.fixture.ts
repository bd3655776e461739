import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPairs } from './read.ts'
import type { FieldMapping, PairRecord, ReadItem } from './record.ts'

/** A pair with good defaults, for tests. */
export function pairRecord(changes: Partial<PairRecord> = {}): PairRecord {
  return {
    externalId: null,
    source: null,
    system: null,
    history: [],
    instruction: 'Name three primary colors.',
    input: null,
    response: 'Red, blue and yellow.',
    language: null,
    license: null,
    refinedInstruction: null,
    constraints: [],
    tags: [],
    meta: {},
    ...changes,
  }
}

/** All items of an async iteration. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** Runs a test with a file of this content, and removes it. */
export async function withFile<T>(content: string | Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pincer-pairs-'))
  try {
    const path = join(folder, 'source')
    await writeFile(path, content)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** All that a file's rows become. */
export async function readAll(content: string | Uint8Array, mapping: FieldMapping): Promise<ReadItem[]> {
  return withFile(content, async (path) => {
    const items: ReadItem[] = []
    for await (const { bytesRead: _progress, ...item } of readPairs(path, mapping)) items.push(item)
    return items
  })
}
