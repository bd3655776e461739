import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { chooseConstraints, composeInstruction } from '#lib/compose/compose-instruction.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { acceptedPairs, type AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { datasetCard } from '#lib/exports/dataset-card.ts'
import { ExportFolder } from '#lib/exports/export-folder.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { ManifestCounter } from '#lib/exports/manifest.ts'
import { truthGate } from '#lib/exports/truth-gate.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { seededRng } from '#lib/random.ts'
import type { RunContext } from '#lib/runs/execute.ts'

/**
 * Exports a dataset's accepted constraints with their pairs. Reads one snapshot, in order of content hash, and writes row by row
 * into a folder that gets its name only when it is complete: a killed run leaves nothing that looks like an export, and
 * starts over. The bytes are a function of snapshot, recipe and seed.
 */
export async function exportRun(context: RunContext<'export'>): Promise<void> {
  const { runId, datasetId, params, seed, signal } = context
  if (await db().export.findUnique({ where: { runId }, select: { id: true } })) return finish(context, null)
  const format = exportFormats.find((known) => known.id === params.format)
  if (!format) throw new AppError('invalid', `There is no export format "${params.format}".`)
  const dataset = await db().dataset.findUnique({ where: { id: datasetId } })
  if (!dataset) throw notFound('dataset')
  const total = await db().pair.count({ where: { datasetId } })
  await db().run.update({ where: { id: runId }, data: { total, progress: 0 } })

  const folder = await ExportFolder.create(runId)
  try {
    const counter = new ManifestCounter()
    const file = folder.openJsonLines(params.gzip ? `${format.fileName}.gz` : format.fileName, params.gzip)
    for await (const pair of acceptedPairs(datasetId, signal)) {
      signal.throwIfAborted()
      const example = composeExample(pair, params, seed, dataset.license)
      if ('dropped' in example) counter.drop(example.dropped)
      else {
        counter.add(pair, example)
        await file.write(format.toRow(example))
      }
      if (counter.in % 500 === 0) await db().run.update({ where: { id: runId }, data: { progress: counter.in, heartbeatAt: new Date() } })
    }
    counter.drop('no accepted constraint', total - counter.in)
    const files = [await file.close(counter.out)]
    const manifest = counter.manifest({ dataset, recipe: { kind: 'sft', ...params }, seed, files })
    files.push(await folder.writeText('README.md', datasetCard(manifest)))
    await folder.writeText('manifest.json', `${JSON.stringify({ ...manifest, files }, null, 2)}\n`)
    signal.throwIfAborted()
    const name = await folder.publish()
    await finish(context, {
      folder: name,
      manifest: JSON.parse(JSON.stringify({ ...manifest, files })),
      rows: counter.out,
      bytes: files.reduce((sum, item) => sum + item.bytes, 0),
    })
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true })
    throw error
  }
}

async function finish(
  { runId, datasetId, params }: RunContext<'export'>,
  made: { folder: string; manifest: { counts: { in: number; out: number; dropped: Record<string, number> } }; rows: number; bytes: number } | null,
): Promise<void> {
  await db().$transaction(async (tx) => {
    if (made) {
      await tx.export.create({ data: { id: newId(), datasetId, runId, format: params.format, recipe: params, ...made } })
      await tx.runEvent.create({ data: { runId, message: `${made.rows} of ${made.manifest.counts.in} pairs exported.` } })
    }
    await tx.run.updateMany({
      where: { id: runId, status: 'running' },
      data: {
        status: 'done',
        finishedAt: new Date(),
        ...(made ? { counts: made.manifest.counts, progress: made.manifest.counts.in } : {}),
      },
    })
  })
}

/** Composes one pair, or says why it does not leave. */
function composeExample(
  pair: AcceptedPair,
  recipe: RunContext<'export'>['params'],
  seed: number,
  datasetLicense: string | null,
): ExportExample | { dropped: string } {
  const gated = pair.constraints.map((constraint) => ({ constraint, answer: truthGate(constraint, pair.response) }))
  const leaving = gated.flatMap(({ constraint, answer }) => (answer.passes ? [{ ...constraint, proven: answer.proven }] : []))
  if (leaving.length === 0) return { dropped: 'every accepted constraint is refuted' }
  if (leaving.length < recipe.minConstraints) return { dropped: `fewer than ${recipe.minConstraints} constraints` }
  const rng = seededRng(seed, pair.contentHash, 'compose')
  const chosen = chooseConstraints(leaving, recipe.maxConstraints, rng)
  const instruction = recipe.instruction === 'refined' ? (pair.refinedInstruction ?? pair.instruction) : pair.instruction
  return {
    id: `pincer-${createHash('sha256').update(pair.contentHash).digest('hex').slice(0, 16)}`,
    source: pair.source,
    // The dataset's licence is that of every pair that names no other.
    license: pair.license ?? datasetLicense,
    language: pair.language,
    system: pair.system,
    history: pair.history,
    prompt: composeInstruction({ instruction, input: pair.input }, chosen, rng),
    response: pair.response,
    originalInstruction: pair.instruction,
    constraints: chosen.map(({ type, text, checkerId, kwargs, proven }) => ({
      type,
      text,
      checker: checkerId ? { id: checkerId, kwargs } : null,
      proven,
    })),
  }
}
