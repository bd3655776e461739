import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { pairColumns, pairFilter, pairSorts, type SavedView, type SavedViewInput } from '#lib/datasets/contract.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

const named = { createdBy: { select: { name: true } } } as const
type Row = Prisma.SavedViewGetPayload<{ include: typeof named }>

/** The saved views of a dataset in order of name. Throws AppError('not_found'). */
export async function listViews(datasetId: string): Promise<SavedView[]> {
  await requireDataset(datasetId)
  const rows = await db().savedView.findMany({ where: { datasetId }, include: named, orderBy: { name: 'asc' } })
  return rows.map(toView)
}

/** Keeps a filter, an order and columns under a name. Throws AppError('not_found'), and 'conflict' where the dataset has a view of this name. */
export async function createView(actor: Actor, datasetId: string, input: SavedViewInput): Promise<SavedView> {
  await requireDataset(datasetId)
  const id = newId()
  const row = await unlessNameTaken(input.name, () =>
    db().$transaction(async (tx) => {
      const made = await tx.savedView.create({ data: { id, datasetId, ...input, createdById: actor.id }, include: named })
      await audit(tx, actor, { action: 'view.create', targetType: 'view', targetId: id, after: { datasetId, ...input } })
      return made
    }),
  )
  return toView(row)
}

/** Renames a view, or gives it another filter, order or columns. Throws AppError('not_found'), and 'conflict' for a name that is taken. */
export async function updateView(actor: Actor, id: string, patch: Partial<SavedViewInput>): Promise<SavedView> {
  const before = await requireView(id)
  const row = await unlessNameTaken(patch.name ?? before.name, () =>
    db().$transaction(async (tx) => {
      const { name, filter, sort, columns } = before
      const changed = await tx.savedView.update({ where: { id }, data: patch, include: named })
      await audit(tx, actor, { action: 'view.update', targetType: 'view', targetId: id, before: { name, filter: pairFilter.parse(filter), sort, columns }, after: patch })
      return changed
    }),
  )
  return toView(row)
}

/** Removes a view; the pairs that it finds stay as they are. Throws AppError('not_found'). */
export async function deleteView(actor: Actor, id: string): Promise<void> {
  const { name, datasetId, filter } = await requireView(id)
  await db().$transaction(async (tx) => {
    await tx.savedView.deleteMany({ where: { id } })
    await audit(tx, actor, { action: 'view.delete', targetType: 'view', targetId: id, before: { name, datasetId, filter: pairFilter.parse(filter) } })
  })
}

async function requireView(id: string): Promise<Row> {
  const row = await db().savedView.findUnique({ where: { id }, include: named })
  if (!row) throw notFound('view')
  return row
}

async function unlessNameTaken<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error
    throw new AppError('conflict', `This dataset has a view named "${name}" already: choose another name.`, [{ field: 'name', reason: 'taken' }])
  }
}

function toView(row: Row): SavedView {
  const filter = pairFilter.parse(row.filter)
  return {
    id: row.id,
    datasetId: row.datasetId,
    name: row.name,
    filter,
    sort: pairSorts.find((known) => known === row.sort) ?? 'oldest',
    columns: row.columns.flatMap((name) => pairColumns.find((known) => known === name) ?? []),
    createdBy: row.createdBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
