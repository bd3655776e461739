import { z } from 'zod'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'
import { vocabulary } from '#lib/constraints/index.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { compareAnswers, type NamedFile } from '#lib/evaluation/compare-answers.ts'
import { evaluatedFile, leftOut, type EvaluationInput, type EvaluationView, type PromptsFrom, type TypeGain, type VerdictsFrom } from '#lib/evaluation/contract.ts'
import { gainsOf, summedCounts } from '#lib/evaluation/gains.ts'
import { gainOf } from '#lib/evaluation/paired-interval.ts'
import { splitOf } from '#lib/evaluation/split-of-export.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { uploadExists, uploadPath } from '#lib/pairs/uploads.ts'
import { inSlot, slots } from '#lib/runs/slots.ts'

const include = { counts: true } satisfies Prisma.EvaluationInclude
type Row = Prisma.EvaluationGetPayload<{ include: typeof include }>

/** Evaluations that a page shows of an export, of a type, or of a dataset. */
const shown = 50

/** Verifying thousands of answers takes a core of the server, and holds their prompts in memory: one evaluation at a time, the others wait in line. */
const evaluators = slots(1)

/** Evaluates files that were uploaded. Throws AppError('not_found') for an export or an upload that is not there, and as `evaluate` does. */
export async function evaluateUploads(actor: Actor, exportId: string, input: EvaluationInput, signal: AbortSignal): Promise<EvaluationView> {
  const file = async (field: 'before' | 'after' | 'prompts', { uploadId, fileName }: EvaluationInput['before']): Promise<NamedFile> => {
    if (!(await uploadExists(uploadId))) throw new AppError('not_found', `The upload of ${fileName} is not there any more: upload it again.`, [{ field, reason: 'is not there any more' }])
    return { path: uploadPath(uploadId), name: fileName }
  }
  const files = { before: await file('before', input.before), after: await file('after', input.after), prompts: input.prompts ? await file('prompts', input.prompts) : null }
  return inSlot(evaluators, signal, () => evaluate(actor, exportId, { ...input, ...files }, signal))
}

/**
 * Compares the answers of a model before training on an export with those after, and keeps the counts; the answers are not kept. Anybody who may make an export may.
 * Throws AppError('not_found') for no export, AppError('invalid') as `compareAnswers` does, and for a split that the export does not have.
 */
export async function evaluate(
  actor: Actor | null,
  exportId: string,
  { baseModel, trainedModel, benchmark, promptsFrom, ...files }: { baseModel: string; trainedModel: string; benchmark: string; promptsFrom: PromptsFrom; before: NamedFile; after: NamedFile; prompts: NamedFile | null },
  signal: AbortSignal,
): Promise<EvaluationView> {
  const prompts = promptsFrom === 'split' ? await splitOf(exportId) : files.prompts
  if (!(await db().export.findUnique({ where: { id: exportId }, select: { id: true } }))) throw notFound('export')
  const { counts, ...found } = await compareAnswers({ before: files.before, after: files.after, prompts }, signal)
  const id = newId()
  const row = await db().$transaction(async (tx) => {
    const made = await tx.evaluation.create({
      data: { id, exportId, baseModel, trainedModel, benchmark, verdicts: found.verdicts, files: found.files, problems: found.leftOut, byId: actor?.id ?? null, byName: actor?.name ?? null, counts: { createMany: { data: counts } } },
      include,
    })
    await audit(tx, actor, { action: 'evaluation.create', targetType: 'evaluation', targetId: id, after: { exportId, baseModel, trainedModel, benchmark } })
    return made
  }).catch((error: unknown) => {
    // It was deleted while the answers were compared.
    throw error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003' ? notFound('export') : error
  })
  return toView(row, actor)
}

/** The evaluations of an export, the latest first. Throws AppError('not_found'). */
export async function listEvaluations(actor: Actor, exportId: string): Promise<EvaluationView[]> {
  if (!(await db().export.findUnique({ where: { id: exportId }, select: { id: true } }))) throw notFound('export')
  const rows = await db().evaluation.findMany({ where: { exportId }, include, orderBy: { id: 'desc' }, take: shown })
  return rows.map((row) => toView(row, actor))
}

/** The evaluations of a dataset's exports as they are told to anybody, the latest first. Throws AppError('not_found') for no dataset. */
export async function evaluationsOfDataset(datasetId: string): Promise<EvaluationView[]> {
  await requireDataset(datasetId)
  const rows = await db().evaluation.findMany({ where: { export: { datasetId } }, include, orderBy: { id: 'desc' }, take: shown })
  return rows.map((row) => toView(row, null))
}

/** Deletes an evaluation with its counts: who added it may, and the owner and admins. Throws AppError('not_found' | 'forbidden'). */
export async function deleteEvaluation(actor: Actor, id: string): Promise<void> {
  const row = await db().evaluation.findUnique({ where: { id } })
  if (!row) throw notFound('evaluation')
  if (!mayDelete(row, actor)) throw new AppError('forbidden', 'Only who added an evaluation, the owner and admins may delete it.')
  await db().$transaction(async (tx) => {
    await tx.evaluation.deleteMany({ where: { id } })
    const { exportId, baseModel, trainedModel, benchmark } = row
    await audit(tx, actor, { action: 'evaluation.delete', targetType: 'evaluation', targetId: id, before: { exportId, baseModel, trainedModel, benchmark } })
  })
}

/** What the evaluations of a dataset's exports found of a type, the latest first. Throws AppError('not_found') for no dataset. */
export async function typeGains(datasetId: string, type: string): Promise<TypeGain[]> {
  await requireDataset(datasetId)
  const ids = vocabulary.find(({ key }) => key === type)?.benchmarks ?? []
  if (ids.length === 0) return []
  const rows = await db().evaluation.findMany({
    where: { export: { datasetId }, counts: { some: { instruction: { in: [...ids] } } } },
    include: { counts: { where: { instruction: { in: [...ids] } } }, export: { select: { format: true, createdAt: true } } },
    orderBy: { id: 'desc' },
    take: shown,
  })
  return rows.map(({ id, exportId, baseModel, trainedModel, benchmark, verdicts, createdAt, counts, export: made }) => {
    const gain = (isLoose: boolean) => gainOf(summedCounts(counts.filter((each) => each.isLoose === isLoose)))
    return {
      id, exportId, baseModel, trainedModel, benchmark, verdicts: verdictsFrom(verdicts), createdAt: createdAt.toISOString(),
      exportFormat: made.format, exportedAt: made.createdAt.toISOString(), strict: gain(false), loose: gain(true),
    }
  })
}

function mayDelete({ byId }: Pick<Row, 'byId'>, actor: Actor | null): boolean {
  return actor !== null && (mayManage(actor) || byId === actor.id)
}

function verdictsFrom(stored: string): VerdictsFrom {
  return z.enum(['checked', 'recorded', 'mixed']).parse(stored)
}

function toView(row: Row, actor: Actor | null): EvaluationView {
  const { id, exportId, baseModel, trainedModel, benchmark, byName, createdAt, counts } = row
  return {
    id, exportId, baseModel, trainedModel, benchmark,
    verdicts: verdictsFrom(row.verdicts),
    files: z.array(evaluatedFile).parse(row.files),
    leftOut: z.array(leftOut).parse(row.problems),
    by: byName,
    createdAt: createdAt.toISOString(),
    mayDelete: mayDelete(row, actor),
    strict: gainsOf(counts, false),
    loose: gainsOf(counts, true),
  }
}
