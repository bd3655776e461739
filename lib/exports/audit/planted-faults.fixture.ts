import { hash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { FaultKind } from '#lib/exports/audit/faults.ts'
import type { AnyRow, Copy } from '#lib/exports/audit/made-export.fixture.ts'

/** A fault, and how to plant it in a copy of an export. */
interface Planted {
  what: string
  /** Of which export it is a copy; of SFT messages where it does not say. */
  in?: string
  plant: (copy: Copy) => Promise<void>
  /** All that is found, in order. */
  found: { kind: FaultKind; file?: string; line?: number | null; field?: string | null; problem?: string }[]
  /** Hashes of the manifest are left as they were. */
  unsealed?: true
  /** The same is found of many rows. */
  more?: true
}

/** The rows of a copy's training split, and their proofs. */
export const train = 'train.jsonl'
export const proofs = 'train.proofs.jsonl'
/** Changes lines of proofs. */
const reproven = async (copy: Copy, change: (lines: string[]) => string[]): Promise<void> => copy.write(proofs, change((await copy.text(proofs)).trimEnd().split('\n')).map((line) => `${line}\n`).join(''))
/** A row of `shown` with demonstrations. */
const n0 = 1
/** Makes the manifest say of one file what it is. */
const resealed = async (copy: Copy, name: string): Promise<void> => {
  const text = await copy.text(name)
  await copy.manifest(({ files }) => Object.assign(files.find((file) => file.name === name) ?? {}, { bytes: Buffer.byteLength(text), sha256: hash('sha256', text, 'hex') }))
}
/** Changes the first row of train of which this holds. */
const rowThat = async (copy: Copy, holds: (row: AnyRow) => boolean, change: (row: AnyRow) => unknown): Promise<void> => {
  const place = (await copy.text(train)).trimEnd().split('\n').findIndex((line) => holds(JSON.parse(line)))
  expect(place).toBeGreaterThanOrEqual(0)
  await copy.row(train, place, change)
}
/** A conversation of one exchange. */
const isPlain = ({ messages }: AnyRow): boolean => messages.length === 2
/** Replaces words of a file beside the rows, which has them. */
export const written = (name: string, words: string | RegExp, others: string) => async (copy: Copy): Promise<void> => {
  const [before, after] = [await copy.text(name), (await copy.text(name)).replace(words, others)]
  expect(after).not.toBe(before)
  await copy.write(name, after)
}
const constraintOf = (row: AnyRow, id: string | null) => row.meta.constraints.find(({ checker }) => (checker?.id ?? null) === id)
/** Moves a row of another split to the end of train, so that it is in both. */
const moved = async (copy: Copy, change: (row: AnyRow) => void): Promise<void> => {
  const row: AnyRow = JSON.parse((await copy.text('test.jsonl')).split('\n')[0] ?? '')
  // Not counted: what chance decided of it.
  Reflect.deleteProperty(row.meta, 'composed')
  change(row)
  await copy.write(train, `${await copy.text(train)}${JSON.stringify(row)}\n`)
  await copy.manifest((manifest) => {
    for (const file of manifest.files) if (file.name === train && file.rows !== null) file.rows++
    manifest.counts.in++
    manifest.counts.out++
    for (const counts of [manifest.sources, manifest.licenses, manifest.constraints.byType]) for (const name of Object.keys(counts)) counts[name] = (counts[name] ?? 0) + 1
    manifest.constraints.accepted += 5
    manifest.constraints.total += 5
    manifest.constraints.proven += 4
    manifest.constraints.judgedByPeople++
  })
  await copy.recard()
}
/** Gives a row another instruction, in its prompt too. */
function askOtherwise(row: AnyRow, instruction: string): void {
  for (const turn of row.messages.slice(-2, -1)) turn.content = turn.content.replace(row.meta.original_instruction, instruction)
  row.meta.original_instruction = instruction
}
/** Puts a row that is nearly the same as one that is held out into training. */
export const movedNearly = (copy: Copy): Promise<void> =>
  moved(copy, (row) => {
    row.id = 'pincer-0123456789abcdef'
    askOtherwise(row, `Please: ${row.meta.original_instruction}`)
    const said = row.messages.pop()?.content ?? ''
    row.messages.push({ role: 'assistant', content: `${said} Good night.` })
  })
/** Changes the first row whose answer is JSON with every constraint. */
const reversed = async (copy: Copy, change: (row: AnyRow) => void): Promise<void> => {
  const lines = (await copy.text(train)).split('\n')
  await copy.row(train, lines.findIndex((line) => line.includes('any commas.\\"') && line.includes('weak')), change)
}
const fresh = ' This text of some length is in no other row of the export and follows on nothing that was said before it at all.'

/** Every fault that an audit is to find, each with what is found of it. */
export const plantedFaults: readonly Planted[] = [
  { what: 'no manifest', plant: (copy) => rm(join(copy.path, 'manifest.json')), found: [{ kind: 'manifest-missing', file: 'manifest.json' }], unsealed: true },
  { what: 'a manifest that is not JSON', plant: (copy) => copy.write('manifest.json', '{"pincer"'), found: [{ kind: 'manifest-broken' }], unsealed: true },
  { what: 'a manifest without counts', plant: (copy) => copy.manifest((manifest) => Reflect.deleteProperty(manifest, 'counts')), found: [{ kind: 'manifest-broken', field: 'counts' }] },
  { what: 'a recipe of no format', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.format = 'none')), found: [{ kind: 'manifest-broken', field: 'recipe.format' }] },
  { what: 'files of another type than the recipe says', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.fileType = 'csv')), found: Array.from({ length: 3 }, () => ({ kind: 'manifest-broken', field: 'files' })) },
  { what: 'a file outside the folder', plant: (copy) => copy.manifest((manifest) => manifest.files.push({ name: '../secret', rows: null, bytes: 1, sha256: 'x' })), found: [{ kind: 'file-name', field: 'files.4.name' }] },
  { what: 'a file that is gone', plant: (copy) => rm(join(copy.path, 'README.md')), found: [{ kind: 'file-missing', file: 'README.md' }] },
  { what: 'a file that is longer', plant: async (copy) => copy.write('README.md', `${await copy.text('README.md')} `), found: [{ kind: 'file-size', file: 'README.md' }], unsealed: true },
  { what: 'a file in which a letter is another', plant: async (copy) => copy.write('README.md', (await copy.text('README.md')).replace('curated', 'curatet')), found: [{ kind: 'file-hash', file: 'README.md' }], unsealed: true },
  { what: 'a file that nobody knows', plant: (copy) => copy.write('extra.jsonl', '{}\n'), found: [{ kind: 'file-unknown', file: 'extra.jsonl' }] },
  { what: 'more data than the recipe makes, which the manifest calls no rows', plant: async (copy) => { await copy.write('more.jsonl', '{"text":"Buy now."}\n'); await copy.manifest(({ files }) => files.push({ name: 'more.jsonl', rows: null, bytes: 0, sha256: '' })) }, found: [{ kind: 'manifest-broken', field: 'files.4.name', problem: 'more.jsonl' }] },
  { what: 'more rows than the recipe makes', plant: async (copy) => { await copy.write('extra.jsonl', ''); await copy.manifest(({ files }) => files.push({ name: 'extra.jsonl', rows: 0, bytes: 0, sha256: '' })) }, found: [{ kind: 'manifest-broken', field: 'files.4.name', problem: 'extra.jsonl' }] },
  { what: 'a file that is named twice', plant: (copy) => copy.manifest(({ files }) => files.push(...files.filter(({ name }) => name === train))), found: [{ kind: 'manifest-broken', field: 'files.4.name', problem: 'a second time' }] },
  { what: 'a card that is gone, with its line of the manifest', plant: async (copy) => { await rm(join(copy.path, 'README.md')); await copy.manifest((manifest) => (manifest.files = manifest.files.filter(({ name }) => name !== 'README.md'))) }, found: [{ kind: 'manifest-broken', field: 'files', problem: 'README.md' }] },
  { what: 'a figure below nothing', plant: (copy) => copy.manifest(({ counts }) => Object.assign(counts, { in: counts.in - 1, dropped: { ...counts.dropped, 'fewer than 1 constraints': -1 } })), found: [{ kind: 'manifest-broken', field: 'counts.dropped.fewer than 1 constraints' }] },
  { what: 'a manifest with two seeds', plant: async (copy) => copy.write('manifest.json', (await copy.text('manifest.json')).replace('"seed":', '"seed": 99, "seed":')), found: [{ kind: 'manifest-broken', field: 'seed', problem: 'twice' }], unsealed: true },
  { what: 'a manifest that begins with a byte order mark', plant: async (copy) => copy.write('manifest.json', `\ufeff${await copy.text('manifest.json')}`), found: [{ kind: 'manifest-broken', problem: 'byte order mark' }], unsealed: true },
  { what: 'a card with other line ends', plant: async (copy) => copy.write('README.md', (await copy.text('README.md')).replaceAll('\n', '\r\n')), found: [{ kind: 'file-size', file: 'README.md' }], unsealed: true },
  { what: 'a name that stands twice in a row', plant: async (copy) => copy.write(train, (await copy.text(train)).replace('"messages":', '"messages":[{"role":"user","content":"Buy now."},{"role":"assistant","content":"I do."}],"messages":')), found: [{ kind: 'row-shape', file: train, line: 1, field: 'messages', problem: 'twice' }] },
  { what: 'rows behind a byte order mark', plant: async (copy) => copy.write(train, `\ufeff${await copy.text(train)}`), found: [{ kind: 'row-unreadable', file: train, line: 1, problem: 'byte order mark' }] },
  { what: 'a line without a row', plant: async (copy) => copy.write(train, `${await copy.text(train)}\n`), found: [{ kind: 'row-unreadable', file: train, problem: 'is empty' }] },
  { what: 'a response in other words that meets the constraints', plant: async (copy) => copy.write(train, (await copy.text(train)).replace('grey water', 'blue water')), found: [{ kind: 'content', file: train, line: 1, field: 'id' }] },
  { what: 'the responses of two rows in each other’s place', plant: async (copy) => { const [first, second] = (await copy.text(train)).split('\n').slice(0, 2).map((line): AnyRow => JSON.parse(line)); for (const [n, other] of [second, first].entries()) await copy.row(train, n, (row) => row.messages.splice(-1, 1, ...(other?.messages.slice(-1) ?? []))) }, found: [{ kind: 'content', file: train, line: 1, field: 'id' }, { kind: 'content', line: 2 }] },
  { what: 'another system prompt', plant: (copy) => rowThat(copy, ({ messages }) => messages[0]?.role === 'system', ({ messages }) => Object.assign(messages[0] ?? {}, { content: 'Be long.' })), found: [{ kind: 'content', file: train, field: 'id' }] },
  { what: 'an earlier turn in other words', in: 'openai', plant: async (copy) => copy.write(train, (await copy.text(train)).replace('Good day', 'Bad day')), found: [{ kind: 'content', file: train, field: 'id' }] },
  { what: 'a response of another pair in a proof', in: 'rlvr', plant: (copy) => reproven(copy, ([first = '', ...lines]) => [first.replace('grey water', 'blue water'), ...lines]), found: [{ kind: 'content', file: train, line: 1, field: 'id' }] },
  { what: 'another number of rows', plant: (copy) => copy.manifest((manifest) => Object.assign(manifest.files[0] ?? {}, { rows: 1 })), found: [{ kind: 'file-rows', file: train }] },
  { what: 'a card that names another file', plant: async (copy) => copy.write('README.md', (await copy.text('README.md')).replace('"test.jsonl"', '"tests.jsonl"')), found: [{ kind: 'companion', file: 'README.md', problem: 'tests.jsonl' }] },
  { what: 'a dataset_info.json that names another file', in: 'llama', plant: async (copy) => copy.write('dataset_info.json', (await copy.text('dataset_info.json')).replace('train.jsonl', 'train.json')), found: [{ kind: 'companion', file: 'dataset_info.json' }] },
  { what: 'a card that maps the test to train', plant: written('README.md', '  - split: test', '  - split: train'), found: [{ kind: 'companion', file: 'README.md', problem: 'configs' }] },
  { what: 'a card with another figure', plant: written('README.md', /\| pairs \| \d+ of/, '| pairs | 9999 of'), found: [{ kind: 'companion', file: 'README.md', problem: '9999' }] },
  { what: 'a card without a licence of its rows', plant: written('README.md', /\| CC0-1.0 \| 60 \|\n/, ''), found: [{ kind: 'companion', file: 'README.md', problem: 'CC0-1.0' }] },
  { what: 'a card with another licence', plant: written('README.md', /^license: .*$/m, 'license: "mit"'), found: [{ kind: 'companion', file: 'README.md', problem: 'mit' }] },
  { what: 'a card with another licence and other words', plant: async (copy) => { await written('README.md', 'Splits', 'Parts')(copy); await written('README.md', /^license: .*$/m, 'license: "mit"')(copy) }, found: [{ kind: 'companion', file: 'README.md', problem: 'mit' }] },
  { what: 'a card that names another column', plant: written('README.md', '- name: messages', '- name: meta_messages'), found: [{ kind: 'companion', file: 'README.md', problem: 'meta_messages' }] },
  { what: 'a dataset_info.json that trains on prompts', in: 'alpaca', plant: written('dataset_info.json', '"response": "output"', '"response": "instruction"'), found: [{ kind: 'companion', file: 'dataset_info.json', problem: 'instruction' }] },
  { what: 'an axolotl.yml that trains on the test', in: 'axolotl', plant: written('axolotl.yml', 'path: train.jsonl', 'path: test.jsonl'), found: [{ kind: 'companion', file: 'axolotl.yml', problem: 'test.jsonl' }] },
  { what: 'what is held out as earlier turns of what is trained on', plant: async (copy) => { const { messages }: AnyRow = JSON.parse((await copy.text('test.jsonl')).split('\n')[0] ?? ''); await rowThat(copy, isPlain, (row) => row.messages.unshift(...messages.slice(-2))) }, found: [{ kind: 'leak-response', file: train, problem: 'test.jsonl' }] },
  { what: 'two turns of the user in a row', plant: (copy) => rowThat(copy, isPlain, (row) => row.messages.unshift({ role: 'user', content: 'Hello.' })), found: [{ kind: 'row-shape', file: train, field: 'messages.1.role', problem: 'alternate' }] },
  { what: 'a conversation that the assistant begins', plant: (copy) => rowThat(copy, isPlain, (row) => row.messages.unshift({ role: 'assistant', content: 'Hello.' })), found: [{ kind: 'row-shape', file: train, field: 'messages.0.role', problem: 'alternate' }] },
  { what: 'a prompt without its instruction', plant: (copy) => rowThat(copy, (row) => row.meta.original_input === null, ({ messages, meta }) => Object.assign(messages.at(-2) ?? {}, { content: meta.constraints.map(({ text }) => text).join(' ') })), found: [{ kind: 'not-stated', problem: 'original instruction' }] },
  { what: 'a prompt without its input', plant: (copy) => rowThat(copy, (row) => row.meta.original_input !== null, ({ messages }) => Object.assign(messages.at(-2) ?? {}, { content: messages.at(-2)?.content.replace(/Log of day \d+/, 'Log of no day') })), found: [{ kind: 'not-stated', field: 'meta.original_input' }] },
  { what: 'an instruction that the prompt never had', plant: (copy) => copy.row(train, 0, (row) => (row.meta.original_instruction = 'Sing about the sea.')), found: [{ kind: 'not-stated', line: 1, problem: 'original instruction' }] },
  { what: 'the same in a proof', in: 'openai', plant: (copy) => reproven(copy, ([first = '', ...lines]) => [first.replace(/"original_instruction":"[^"]*"/, '"original_instruction":"Sing about the sea."'), ...lines]), found: [{ kind: 'not-stated', file: train, line: 1, problem: 'original instruction' }] },
  { what: 'a row twice under another id', plant: async (copy) => { const lines = (await copy.text(train)).trimEnd().split('\n'); await copy.write(train, [...lines.slice(0, -1), JSON.stringify({ ...JSON.parse(lines[0] ?? ''), id: 'pincer-0123456789abcdef' }), ''].join('\n')) }, found: [{ kind: 'row-twice', file: train, problem: 'line 1 of train.jsonl' }] },
  { what: 'a row that is not JSON', plant: async (copy) => copy.write(train, `{"id": \n${(await copy.text(train)).split('\n').slice(1).join('\n')}`), found: [{ kind: 'row-unreadable', file: train, line: 1 }] },
  { what: 'a file that ends in the middle of a row', plant: async (copy) => copy.write(train, (await copy.text(train)).slice(0, -20)), found: [{ kind: 'row-unreadable', file: train, problem: 'cut off' }] },
  { what: 'bytes that are no UTF-8', plant: async (copy) => writeFile(join(copy.path, train), Buffer.concat([Buffer.from([0x7b, 0xff, 0x0a]), Buffer.from((await copy.text(train)).split('\n').slice(1).join('\n'))])), found: [{ kind: 'row-unreadable', file: train, line: 1 }, { kind: 'file-rows' }] },
  { what: 'a row without a field', plant: (copy) => copy.row(train, 2, (row) => Reflect.deleteProperty(row, 'source')), found: [{ kind: 'row-shape', file: train, line: 3, field: 'source' }] },
  { what: 'a row with a field too many', plant: (copy) => copy.row(train, 2, (row) => Object.assign(row, { text: 'x' })), found: [{ kind: 'row-shape', line: 3, problem: 'text' }] },
  { what: 'turns in the wrong order', plant: (copy) => copy.row(train, 1, (row) => row.messages.reverse()), found: [{ kind: 'row-shape', line: 2 }, { kind: 'row-shape', line: 2 }] },
  { what: 'an id of another shape', plant: (copy) => copy.row(train, 0, (row) => (row.id = 'pincer-1')), found: [{ kind: 'row-shape', line: 1, field: 'id' }] },
  { what: 'a response that breaks a constraint', plant: (copy) => copy.row(train, 4, (row) => row.messages.push({ role: 'assistant', content: row.messages.pop()?.content.replace('grey water', 'grey, cold water') ?? '' })), found: [{ kind: 'refuted', file: train, line: 5, problem: 'commas' }] },
  { what: 'parameters that the response does not meet', plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, 'pincer:word_count')?.checker ?? {}, { kwargs: { min: 1000 } })), found: [{ kind: 'refuted', line: 1, problem: '12 words' }] },
  { what: 'a checker that there is not', plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, 'pincer:word_count')?.checker ?? {}, { id: 'pincer:none' })), found: [{ kind: 'check-failed', line: 1, problem: 'pincer:none' }] },
  { what: 'parameters that the checker does not take', plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, 'pincer:word_count')?.checker ?? {}, { kwargs: { min: 'many' } })), found: [{ kind: 'check-failed', line: 1 }] },
  { what: 'a proof that nobody has', plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, null) ?? {}, { proven: true })), found: [{ kind: 'proof', line: 1, problem: 'names no checker' }, { kind: 'count', field: 'constraints.proven' }] },
  { what: 'a proof that is denied', plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, 'pincer:word_count') ?? {}, { proven: false })), found: [{ kind: 'proof', line: 1 }, { kind: 'count', field: 'constraints.proven' }] },
  { what: 'a constraint that the prompt does not state', plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, 'pincer:word_count') ?? {}, { text: 'Write at least 11 words.' })), found: [{ kind: 'not-stated', line: 1, problem: '11 words' }] },
  {
    what: 'two constraints that no response can meet',
    plant: (copy) => copy.row(train, 0, (row) => Object.assign(constraintOf(row, null) ?? {}, { checker: { id: 'pincer:word_count', kwargs: { max: 5 } } })),
    found: [{ kind: 'refuted', line: 1 }, { kind: 'conflict', line: 1 }],
  },
  { what: 'fewer constraints than the recipe asks for', plant: (copy) => copy.manifest((manifest) => Object.assign(manifest.recipe, { minConstraints: 5, maxConstraints: 5 })).then(() => copy.row(train, 0, (row) => row.meta.constraints.pop())), found: [{ kind: 'recipe', line: 1 }] },
  { what: 'a row twice', plant: async (copy) => copy.write(train, `${(await copy.text(train)).split('\n')[1]}\n${(await copy.text(train)).split('\n').slice(1).join('\n')}`), found: [{ kind: 'id-twice', file: train, line: 2, problem: 'line 1 of train.jsonl' }] },
  {
    what: 'a pair in two splits',
    plant: (copy) => moved(copy, () => {}),
    found: [{ kind: 'leak-id', file: 'test.jsonl', line: 1 }, { kind: 'leak-instruction', file: 'test.jsonl' }, { kind: 'leak-response', file: 'test.jsonl' }],
  },
  {
    what: 'an instruction in two splits, but for case and signs',
    plant: (copy) =>
      moved(copy, (row) => {
        row.id = 'pincer-0123456789abcdef'
        row.meta.original_instruction = row.meta.original_instruction.replaceAll(' ', ' -- ').toUpperCase()
        row.messages.splice(-1, 1, { role: 'assistant', content: `The harbour is gone.${fresh}` })
      }),
    found: [{ kind: 'leak-instruction', file: 'test.jsonl', line: 1 }],
  },
  {
    what: 'a response in two splits',
    plant: (copy) =>
      moved(copy, (row) => {
        row.id = 'pincer-0123456789abcdef'
        askOtherwise(row, 'Something else altogether.')
      }),
    found: [{ kind: 'leak-response', file: 'test.jsonl', line: 1, problem: 'of train.jsonl' }],
  },
  {
    what: 'a near-duplicate in two splits',
    plant: movedNearly,
    found: [{ kind: 'leak-near-duplicate', file: 'test.jsonl', line: 1, problem: 'of train.jsonl' }],
  },
  { what: 'a figure of a type that is wrong', plant: (copy) => copy.manifest((manifest) => (manifest.constraints.byType['length.words'] = 61)), found: [{ kind: 'count', field: 'constraints.byType.length.words', problem: 'says 61, and the rows have 60' }] },
  { what: 'a Merkle root of something else', plant: (copy) => copy.manifest((manifest) => Object.assign(manifest.files[0] ?? {}, { merkleRoot: '0'.repeat(64) })), unsealed: true, found: [{ kind: 'file-root', file: train }] },
  { what: 'a source that no row has', plant: (copy) => copy.manifest((manifest) => (manifest.sources.invented = 3)), found: [{ kind: 'count', field: 'sources.invented' }] },
  { what: 'another licence', plant: (copy) => copy.row(train, 0, (row) => (row.meta.license = 'MIT')), found: [{ kind: 'count', field: 'licenses.CC0-1.0' }, { kind: 'count', field: 'licenses.MIT' }] },
  { what: 'a layout that the row does not have', plant: (copy) => copy.manifest((manifest) => (manifest.made['layout: bare'] = 60)), found: [{ kind: 'count', field: 'made.layout: bare', problem: 'says 60' }] },
  { what: 'pairs that are not accounted for', plant: (copy) => copy.manifest((manifest) => manifest.counts.in++), found: [{ kind: 'count', field: 'counts.in' }] },
  { what: 'constraints that are not accounted for', plant: (copy) => copy.manifest((manifest) => (manifest.constraints.leftOut.lost = 2)), found: [{ kind: 'count', field: 'constraints.accepted' }] },
  { what: "Crab's number of constraints", in: 'crab', plant: (copy) => copy.row(train, 0, (row) => row.Num_Cons++), found: [{ kind: 'proof-row', file: proofs, line: 1, field: 'meta.constraints', problem: 'the row says that it has' }] },
  { what: 'a reward for something else', in: 'rlvr', plant: (copy) => copy.row(train, 0, (row) => row.kwargs.splice(0, row.kwargs.length, ...row.kwargs.map(() => ({})))), found: [{ kind: 'check-failed', line: 1 }, { kind: 'check-failed' }, { kind: 'check-failed' }, { kind: 'rewards', field: 'kwargs' }, { kind: 'rewards', field: 'ground_truth' }] },
  { what: 'a ground truth that says something else', in: 'rlvr', plant: (copy) => copy.row(train, 0, (row) => (row.ground_truth = '[]')), found: [{ kind: 'rewards', line: 1, field: 'ground_truth' }] },
  { what: 'a ground truth that Python cannot read', in: 'rlvr', plant: (copy) => copy.row(train, 0, (row) => (row.ground_truth = row.ground_truth.replace('{}', 'null'))), found: [{ kind: 'rewards', line: 1, field: 'ground_truth', problem: 'Python' }] },
  { what: 'a reward by a checker that there is not', in: 'rlvrPincer', plant: (copy) => copy.row(train, 0, (row) => (row.instruction_id_list[0] = 'pincer:no_such')), found: [{ kind: 'check-failed', line: 1, field: 'instruction_id_list.0' }, { kind: 'rewards', field: 'instruction_id_list' }, { kind: 'rewards', field: 'ground_truth' }] },
  { what: "rows for Pincer's verifier under another's name", in: 'rlvrPincer', plant: (copy) => copy.row(train, 0, (row) => Object.assign(row, { dataset: 'ifeval' })), found: [{ kind: 'row-shape', line: 1, field: 'dataset' }] },
  { what: 'a prompt that is not what the messages are', in: 'rlvr', plant: (copy) => copy.row(train, 0, (row) => (row.prompt = row.messages.map(({ role }) => ({ role, content: 'Else' })))), found: [{ kind: 'row-shape', field: 'prompt' }] },
  { what: 'a prompt of an early version that is not the last message', in: 'rlvr', plant: (copy) => copy.row(train, 0, (row) => (row.prompt = 'Else')), found: [{ kind: 'row-shape', field: 'prompt' }] },
  { what: 'an instruction that no benchmark has', in: 'ifeval', plant: (copy) => copy.row(train, 3, (row) => (row.instruction_id_list[1] = 'no:such')), found: [{ kind: 'check-failed', line: 4, field: 'instruction_id_list.1' }, { kind: 'rewards', field: 'instruction_id_list' }] },
  { what: 'a demonstration that is the row itself', in: 'shown', plant: (copy) => copy.row(train, n0, (row) => Object.assign(row.meta.demonstrations[0] ?? {}, { id: row.id })), found: [{ kind: 'demonstration', line: 2, field: 'meta.demonstrations.0.id' }] },
  { what: 'a demonstration that is not shown', in: 'shown', plant: (copy) => copy.row(train, n0, (row) => row.messages.splice(-4, 2)), found: [{ kind: 'demonstration', line: 2, problem: 'not shown' }] },
  { what: 'a demonstration that breaks its constraint', in: 'shown', plant: (copy) => copy.row(train, n0, (row) => row.messages.splice(1, 1, { role: 'assistant', content: 'No.' })), found: [{ kind: 'refuted', line: 2 }, { kind: 'refuted', line: 2 }] },
  { what: 'turns behind the demonstrations that nobody names', in: 'shown', plant: (copy) => copy.row(train, n0, (row) => row.messages.splice(-2, 0, { role: 'user', content: 'Hello.' }, { role: 'assistant', content: 'Good day.' })), found: [{ kind: 'turns', line: 2, field: 'meta.demonstrations' }] },
  { what: 'a demonstration without its instruction', in: 'shown', plant: (copy) => copy.row(train, n0, ({ meta }) => Object.assign(meta.demonstrations[0] ?? {}, { original_instruction: 'Sing about the sea.' })), found: [{ kind: 'not-stated', line: 2, field: 'meta.demonstrations.0.original_instruction' }] },
  { what: 'a demonstration of another split', in: 'shown', plant: async (copy) => { const { id } = JSON.parse((await copy.text('test.jsonl')).split('\n')[0] ?? ''); await copy.row(train, n0, (row) => Object.assign(row.meta.demonstrations[0] ?? {}, { id })) }, found: [{ kind: 'leak-demonstration', field: 'meta.demonstrations' }, { kind: 'leak-demonstration' }] },
  { what: 'demonstrations that are not counted', in: 'shown', plant: (copy) => copy.manifest((manifest) => (manifest.made.demonstrations = 1)), found: [{ kind: 'count', field: 'made.demonstrations' }] },
  { what: 'an answer whose JSON is cut off', in: 'reverse', plant: (copy) => reversed(copy, (row) => row.messages.push({ role: 'assistant', content: row.messages.pop()?.content.slice(0, -1) ?? '' })), found: [{ kind: 'target', problem: 'no answer in the format json' }] },
  { what: 'an answer that names another constraint', in: 'reverse', plant: (copy) => reversed(copy, (row) => row.messages.push({ role: 'assistant', content: row.messages.pop()?.content.replace('Do not use any commas.', 'Use commas.') ?? '' })), found: [{ kind: 'target', problem: 'meta.constraints' }] },
  { what: 'an answer with another grade', in: 'reverse', plant: (copy) => reversed(copy, (row) => row.messages.push({ role: 'assistant', content: row.messages.pop()?.content.replace('"strength":"weak"', '"strength":"strong"') ?? '' })), found: [{ kind: 'target', problem: 'strength' }] },
  { what: 'a response in the prompt that is another one', in: 'reverse', plant: (copy) => reversed(copy, (row) => row.messages.splice(0, 1, { role: 'user', content: row.messages[0]?.content.replace('before dawn', 'after dawn') ?? '' })), found: [{ kind: 'target', field: 'meta.target.response' }] },
  { what: 'a question that asks for another number of constraints', in: 'reverse', plant: (copy) => rowThat(copy, ({ messages }) => /should be \d/.test(messages[0]?.content ?? ''), ({ messages }) => Object.assign(messages[0] ?? {}, { content: messages[0]?.content.replace(/should be \d+/, 'should be 99') })), found: [{ kind: 'target', file: train, field: 'messages.0.content', problem: 'does not ask' }] },
  { what: 'a question that asks for another format', in: 'reverse', plant: (copy) => rowThat(copy, ({ messages }) => messages[0]?.content.includes('one JSON object') === true, ({ messages }) => Object.assign(messages[0] ?? {}, { content: messages[0]?.content.replace('one JSON object', 'one list') })), found: [{ kind: 'target', file: train, field: 'messages.0.content', problem: 'does not ask' }] },
  { what: 'turns before what is turned round', in: 'reverse', plant: (copy) => rowThat(copy, isPlain, (row) => (row.id.endsWith('-reverse') ? row.messages.unshift({ role: 'user', content: 'Hello.' }, { role: 'assistant', content: 'Good day.' }) : expect.fail())), found: [{ kind: 'turns', file: train, field: 'id' }] },
  { what: 'a false prompt over another text', in: 'prompts', plant: (copy) => copy.row(train, 1, ({ completion }) => Object.assign(completion[0] ?? {}, { content: `${completion[0]?.content} Good night.` })), found: [{ kind: 'contrast', file: train, line: 2, problem: 'line 1 of train.jsonl' }] },
  { what: 'a false prompt in other words', in: 'prompts', plant: (copy) => copy.row(train, 1, (row) => Object.assign(row, JSON.parse(JSON.stringify(row).replace(/^(.*"role":"user","content":")/, '$1Well then. ')))), found: [{ kind: 'contrast', file: train, line: 2, problem: 'more than the false constraint' }] },
  { what: 'a prompt whose false one is gone', in: 'prompts', plant: (copy) => copy.row(train, 1, () => null), found: [{ kind: 'file-rows', file: train }, { kind: 'contrast', file: train, line: 1, problem: 'no row with the false prompt' }] },
  { what: 'an answer that is no JSON, where the row says no more than that it is turned round', in: 'reverseAlpaca', plant: async (copy) => copy.write(train, (await copy.text(train)).replace(/\]\}(","system")/, '$1')), found: [{ kind: 'target', field: 'output', problem: 'no answer in the format json' }] },
  { what: 'fewer bits than the recipe asks for', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.bits = { least: 39, most: 40, facets: 0 })), found: Array.from({ length: 3 }, () => ({ kind: 'recipe', problem: '39 to 40 bits' })), more: true },
  { what: 'a type that the recipe does not ask for', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.typeWeights = { punctuation: 0 })), found: [{ kind: 'recipe', problem: 'of which the recipe asks for none' }], more: true },
  { what: 'a demonstration of a type that the recipe does not ask for', in: 'shown', plant: async (copy) => { await copy.manifest((manifest) => (manifest.recipe.typeWeights = { 'format.json': 0 })); await copy.row(train, n0, (row) => Object.assign(row.meta.demonstrations[0]?.constraints[0] ?? {}, { type: 'format.json' })) }, found: [{ kind: 'recipe', line: 2, field: 'meta.demonstrations.0.constraints.0.type', problem: 'of which the recipe asks for none' }] },
  { what: 'a false prompt whose constraint holds', in: 'prompts', plant: (copy) => copy.row(train, 1, (row) => Object.assign(row.meta.constraints[row.meta.violated[0] ?? 0] ?? {}, { checker: { id: 'pincer:word_count', kwargs: { min: 1 } } })), found: [{ kind: 'contrast', line: 2, field: 'completion.0.content' }] },
  { what: 'a false prompt that is called true', in: 'prompts', plant: (copy) => copy.row(train, 1, (row) => (row.label = true)), found: [{ kind: 'row-shape', line: 2, field: 'label' }, { kind: 'row-shape', line: 2, field: 'meta.violated' }, { kind: 'contrast', line: 1, problem: 'no row with the false prompt' }] },
  { what: 'a weight that nobody has earned', in: 'weighed', plant: (copy) => copy.row(train, 2, (row) => Object.assign(row, { weight: 0.99 })), found: [{ kind: 'extra', line: 3, field: 'weight' }] },
  { what: 'more pairs than the recipe asks for', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.mostRows = 10)), found: [{ kind: 'recipe', file: 'manifest.json', field: 'recipe.mostRows', problem: '60 are here' }] },
  { what: 'more pairs of a source than the recipe asks for', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.mostPerSource = 59)), found: [{ kind: 'recipe', field: 'recipe.mostPerSource', problem: '60 are of "logbook"' }] },
  { what: 'more of a source than the recipe asks for, where rows do not name theirs', in: 'llama', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.mostPerSource = 59)), found: [{ kind: 'recipe', field: 'recipe.mostPerSource' }] },
  { what: 'a conversation that is too long', plant: (copy) => copy.manifest((manifest) => (manifest.recipe.longestWords = 300)).then(() => copy.row(train, 3, (row) => row.messages.splice(-1, 1, { role: 'assistant', content: `${row.messages.at(-1)?.content} ${'And so on until the evening came. '.repeat(50)}` }))), found: [{ kind: 'recipe', file: train, line: 4, field: 'messages', problem: 'at most 300' }] },
  { what: 'more general rows than the recipe asks for', in: 'general', plant: (copy) => copy.manifest((manifest) => Object.assign(manifest.recipe, { general: { dataset: 'Any', share: 0.3, most: 5 } })), found: [{ kind: 'recipe', field: 'recipe.general.most', problem: '20 are here' }] },
  { what: 'a larger share of general rows than the recipe asks for', in: 'general', plant: (copy) => copy.manifest((manifest) => Object.assign(manifest.recipe, { general: { dataset: 'Any', share: 0.1, most: null } })), found: [{ kind: 'recipe', field: 'recipe.general.share' }] },
  { what: 'a weight that is gone', in: 'weighed', plant: (copy) => copy.row(train, 2, (row) => Reflect.deleteProperty(row, 'weight')), found: [{ kind: 'extra', line: 3, field: 'weight', problem: 'not there' }] },
  { what: 'lists of different length', in: 'ifeval', plant: (copy) => copy.row(train, 3, (row) => row.kwargs.pop()), found: [{ kind: 'row-shape', line: 4, field: 'kwargs' }] },
  { what: 'a response that breaks its constraints, in OpenAI rows', in: 'openai', plant: (copy) => copy.row(train, 2, (row) => row.messages.splice(-1, 1, { role: 'assistant', content: 'No, never.' })), found: [{ kind: 'refuted', file: train, line: 3 }, { kind: 'refuted', line: 3 }, { kind: 'refuted', line: 3 }, { kind: 'refuted', line: 3 }] },
  { what: 'a response that breaks a constraint, in Alpaca rows', in: 'alpaca', plant: (copy) => copy.row(train, 4, (row) => (row.output = row.output.replace('grey water', 'grey, cold water'))), found: [{ kind: 'refuted', file: train, line: 5, problem: 'commas' }] },
  { what: 'a prompt that does not state a constraint, in Alpaca rows', in: 'alpaca', plant: (copy) => copy.row(train, 4, (row) => (row.instruction = row.instruction.replace('12 words', '11 words'))), found: [{ kind: 'not-stated', file: train, line: 5, problem: '12 words' }] },
  { what: 'a row that was changed, and its proof not', in: 'alpaca', plant: async (copy) => { await copy.row(train, 0, (row) => (row.output = `${row.output} Good night.`)); const before = await copy.text(proofs); await copy.seal(); await copy.write(proofs, before); await resealed(copy, proofs) }, unsealed: true, found: [{ kind: 'proof-row', file: proofs, line: 1, field: 'sha256' }] },
  { what: 'a response that RLVR rows do not hold, and that breaks a constraint', in: 'rlvr', plant: (copy) => reproven(copy, ([first = '', ...lines]) => [first.replace('grey water', 'grey, cold water'), ...lines]), found: [{ kind: 'refuted', file: train, line: 1, problem: 'commas' }] },
  { what: 'a response that keeps to what is said and not to what IFEval looks for', in: 'rlvr', plant: (copy) => reproven(copy, ([first = '', ...lines]) => [first.replace('. Rain fell until noon. ', '‽ '), ...lines]), found: [{ kind: 'refuted', file: train, line: 1, field: 'meta.constraints.2', problem: 'whose verifiers' }] },
  { what: 'a response that IFEval prompts do not hold, and that breaks a constraint', in: 'ifeval', plant: (copy) => reproven(copy, ([first = '', ...lines]) => [first.replace('grey water', 'grey, cold water'), ...lines]), found: [{ kind: 'refuted', file: train, line: 1, problem: 'commas' }] },
  { what: 'a line of proof that is gone', in: 'alpaca', plant: (copy) => reproven(copy, (lines) => lines.slice(0, -1)), found: [{ kind: 'proof-row', file: proofs, line: 60, problem: 'no proof of row 60' }] },
  { what: 'a line of proof in the middle that is gone', in: 'alpaca', plant: (copy) => reproven(copy, (lines) => lines.toSpliced(57, 1)), found: [{ kind: 'proof-row', file: proofs, line: 58, field: 'row', problem: 'is 59' }, { kind: 'proof-row', line: 59 }, { kind: 'proof-row', line: 60 }] },
  { what: 'a line of proof too many', in: 'alpaca', plant: (copy) => reproven(copy, (lines) => [...lines, lines[0] ?? '']), found: [{ kind: 'proof-row', file: proofs, line: 61, problem: '1 proof more' }] },
  { what: 'the proof of another row', in: 'alpaca', plant: (copy) => reproven(copy, ([first, second = '', ...lines]) => [second.replace('"row":2', '"row":1'), second, ...lines].filter(() => first !== '')), found: [{ kind: 'proof-row', file: proofs, line: 1, field: 'id' }] },
  { what: 'the proof of another row, in rows without an id', in: 'openai', plant: async (copy) => { await reproven(copy, ([first = '', second = '', ...lines]) => [second.replace('"row":2', '"row":1'), first.replace('"row":1', '"row":2'), ...lines]); const before = await copy.text(proofs); await copy.seal(); await copy.write(proofs, before); await resealed(copy, proofs) }, unsealed: true, found: [{ kind: 'proof-row', file: proofs, line: 1, field: 'sha256' }, { kind: 'not-stated', file: train, line: 1, problem: 'the original instruction' }, { kind: 'proof-row', line: 2, field: 'sha256' }, { kind: 'not-stated', file: train, line: 2 }] },
  { what: 'a proof without its constraints', in: 'openai', plant: (copy) => reproven(copy, ([first = '', ...lines]) => [first.replace('"meta"', '"else"'), ...lines]), found: [{ kind: 'row-shape', file: proofs, line: 1 }] },
  { what: 'the proofs of one split that are gone, with their line of the manifest', in: 'openai', plant: async (copy) => { await rm(join(copy.path, proofs)); await copy.manifest((manifest) => (manifest.files = manifest.files.filter(({ name }) => name !== proofs))) }, found: [{ kind: 'proofs-missing', file: proofs }] },
]
