import { createHash, randomUUID } from 'node:crypto'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { addLevels, markNearDuplicates } from '#lib/exports/audit/made-export.fixture.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import type { PairRecord } from '#lib/pairs/record.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { addAnswer, makeAll } from '#lib/preferences/dataset.fixture.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'
import { seededRng } from '#lib/random.ts'
import { refreshPairs } from '#lib/review/constraint-rows.ts'
import { decide } from '#lib/review/decide.ts'
import { ada } from '#lib/runs/installation.fixture.ts'

const stated = [
  'Use at most 60 words.', 'Write at least 5 words.', 'Write at least 12 words.', 'Write exactly 2 sentences.', 'Write at least 2 sentences.', 'Do not use any commas.', 'Mention the word "harbour".',
  'Do not mention the word "owl".', 'Write in all lowercase letters.', 'Use at least 3 commas.', 'Do not use any exclamation marks.', 'End your response with the word "home".', 'Be kind to the reader.', 'Sound like a keeper of lamps.', 'Write for a child of ten.',
]
const places = ['harbour', 'mill', 'quay', 'tower', 'market', 'old "inn"', 'café, by the sea', 'lamp\tshop']
const asks = ['Tell me about the', 'What is there at the', 'Describe the', 'tell me about THE', 'Write at most 80 words about the']

/**
 * A dataset in which there is some of everything that an export may meet: twins and near-duplicates, inputs, earlier turns, sources, licences, languages, tags, refined instructions, constraints of all
 * sorts and what people decide of them, levels with answers, preferences, difficulties, words of benchmarks. The same seed makes the same contents. Returns its id.
 */
export async function mixedDataset(seed: number, pairs = 48): Promise<string> {
  const rng = seededRng(seed, 'mixed')
  const datasetId = (await createDataset(null, { name: `Mixed ${randomUUID()}`, license: rng.pick(['CC0-1.0', 'MIT', null]) })).id
  const records = Array.from({ length: pairs }, (_, n) => ({ line: n + 1, record: mixedRecord(seed, n) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'logbook', license: null }, records), { timeout: 60_000 })
  for (const [n, { id, status, version, text, pair: { contentHash: pairId } }] of (await db().constraint.findMany({ where: { datasetId }, orderBy: [{ pair: { contentHash: 'asc' } }, { position: 'asc' }], include: { pair: { select: { contentHash: true } } } })).entries()) {
    const draw = seededRng(seed, 'decided', n)
    // Of half of the pairs everything is answered.
    const kind = draw.pick(seededRng(seed, 'answered', pairId).next() < 0.5 ? (['accept', 'accept', 'accept', 'reject', 'edit'] as const) : (['accept', 'accept', 'accept', 'accept', 'reject', 'skip', 'flag', 'edit', null] as const))
    if (kind === null || status === 'superseded') continue
    const more = kind === 'reject' ? { reason: 'vacuous' } : kind === 'edit' ? { text: draw.pick(['Write at least 6 words.', 'Be gentle to the reader.', `${text} Please.`]) } : {}
    await decide(ada, [{ id: randomUUID(), constraintId: id, kind, seenVersion: version, ...more }])
  }
  await addBeside(seed, datasetId)
  await addLevels(datasetId, 6)
  for (const { id, version } of (await makeAll(datasetId, { methods: ['edits', 'answers'] })).preferences) {
    const draw = seededRng(seed, 'preferred', version)
    if (draw.next() < 0.8) await decidePreference(ada, id, { act: 'accept', seenVersion: version }).catch(() => undefined)
  }
  await markNearDuplicates(datasetId)
  return datasetId
}

function mixedRecord(seed: number, n: number): PairRecord {
  const rng = seededRng(seed, 'record', n)
  const place = rng.pick(places)
  const sentences = Array.from({ length: rng.int(1, 5) }, (_, at) => rng.pick([`The ${place} wakes early, before the town.`, `Gulls cry over number ${n + at}.`, 'Nobody slept that night!', `A lantern, a rope, a dog and ${n} nets lie there.`, 'Then everybody went home.', '語 and 😀 stand on the sign.', 'it is quiet here.']))
  const long = 'This is what has been told of it for as long as anybody remembers and it goes on for a while and then for a while more than that.'
  // Nearly the same as the one before.
  if (n % 8 === 7) {
    const before = mixedRecord(seed, n - 1)
    return { ...before, instruction: `${before.instruction} ${long} So it is said.`, response: `${before.response} ${long} So it is written.` }
  }
  if (n % 8 === 5) return { ...mixedRecord(seed, n + 1), instruction: `${mixedRecord(seed, n + 1).instruction} ${long} So he said.`, response: `${mixedRecord(seed, n + 1).response} ${long} So he wrote.` }
  return pairRecord({
    instruction: rng.next() < 0.1 ? 'Summarise this.' : `${rng.pick(asks)} ${place}${rng.next() < 0.5 ? '' : ` on day ${rng.int(0, 9)}`}.`,
    input: rng.next() < 0.25 ? `Log of day ${rng.int(0, 5)}: wind,\n"rain".` : null,
    system: rng.next() < 0.2 ? rng.pick(['Be brief.', 'You are a keeper.']) : null,
    history: rng.next() < 0.2 ? [{ role: 'user', content: 'Hello' }, { role: 'assistant', content: rng.pick(['Good day', long]) }] : [],
    response: rng.next() < 0.1 ? long : sentences.join(rng.pick([' ', ' ', '\n', '\n\n'])),
    source: rng.pick(['alpha', 'beta, "b"', 'gamma', null]),
    language: rng.pick(['en', 'de', null]),
    license: rng.pick(['CC0-1.0', 'MIT', 'GPL-3.0', null, null]),
    refinedInstruction: rng.next() < 0.4 ? rng.pick([`Say what the ${place} is like.`, `Say what the ${place} is like on day ${rng.int(0, 2)}.`, 'Tell me about the harbour.']) : null,
    constraints: rng.shuffle(stated).slice(0, rng.int(0, 9)).map((text) => ({ rawType: rng.pick(['Digit', 'Style', 'Tone_Constraints']), text })),
    tags: rng.next() < 0.2 ? [rng.pick(['good', 'To do', 'ß'])] : [],
  })
}

/** What other runs than imports add to pairs. */
async function addBeside(seed: number, datasetId: string): Promise<void> {
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' } })
  for (const [n, { id, response }] of pairs.entries()) {
    const rng = seededRng(seed, 'beside', n)
    if (rng.next() < 0.8) await db().measurement.create({ data: { id: newId(), datasetId, pairId: id, kind: 'difficulty', value: rng.int(1, 10), fingerprint: randomUUID().slice(0, 32) } })
    if (rng.next() < 0.4) await addAnswer(datasetId, id, null, rng.pick([`${response} It was, as they say, late!`, 'Owls, owls, owls and a harbour.', response.toLowerCase().replaceAll(',', '')]))
    await db().variant.updateMany({ where: { pairId: id, kind: 'refined' }, data: { status: rng.pick(['accepted', 'accepted', 'pending', 'rejected']), ...(rng.next() < 0.2 ? { editedText: `Say in your own words what there is, number ${rng.int(0, 3)}.` } : {}) } })
    const generationId = newId()
    const proposed = await db().constraint.findMany({ where: { pairId: id }, orderBy: { position: 'asc' } })
    if (rng.next() < 0.5 && proposed.length > 0) {
      await db().generation.create({ data: { id: generationId, pairId: id, step: 'backtranslate', promptVersion: 'backtranslate-global/1', model: 'made-up', requestHash: createHash('sha256').update(id).digest('hex'), status: 'ok', request: {} } })
      await db().constraint.updateMany({ where: { pairId: id }, data: { origin: 'llm', generationId } })
    }
  }
  await db().benchmarkList.createMany({ data: ['made-a', 'made-b'].map((name) => ({ name, prompts: 1 })), skipDuplicates: true })
  const runId = newId()
  await db().run.create({ data: { id: runId, datasetId, kind: 'contamination', status: 'done', finishedAt: new Date(), params: { lists: ['made-a', 'made-b'] } } })
  const ids = pairs.map(({ id }) => id).toSorted()
  await db().runShard.create({ data: { runId, index: 0, firstPairId: ids[0] ?? '', lastPairId: ids.at(-1) ?? '', size: ids.length, status: 'done' } })
  await db().contamination.createMany({ data: pairs.flatMap(({ id }, n) => (n % 9 === 4 ? [{ datasetId, pairId: id, list: n % 2 === 0 ? 'made-a' : 'made-b', shared: 2, of: 9 }] : [])) })
  await db().$transaction((tx) => refreshPairs(tx, ids))
}
