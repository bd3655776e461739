import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import type { ReviewerChecks, TeamChecks } from '#lib/review/checks/contract.ts'
import { detectionOf, type CheckAnswer } from '#lib/review/checks/detection.ts'

interface Answered extends CheckAnswer {
  facet: string
  week: string
}

/** What checks say of each reviewer of a dataset, in order of name. Throws AppError('forbidden' | 'not_found'). */
export async function teamChecks(actor: Actor, datasetId: string): Promise<TeamChecks> {
  requireManager(actor, 'see what checks say of reviewers')
  await requireDataset(datasetId)
  const rows = await db().reviewCheck.findMany({
    where: { datasetId, answeredAt: { not: null } },
    select: { holds: true, answer: true, answeredAt: true, type: true, reviewer: { select: { id: true, name: true } } },
  })
  const byPerson = [...Map.groupBy(rows, ({ reviewer }) => reviewer.id).values()].map((own): ReviewerChecks => {
    const answers = own.flatMap(({ holds, answer, answeredAt, type }): Answered[] =>
      answer === null || answeredAt === null ? [] : [{ holds, answer, facet: type.split('.')[0] ?? type, week: mondayOf(answeredAt) }],
    )
    return {
      reviewer: own[0]?.reviewer.name ?? '',
      all: detectionOf(answers),
      byFacet: by(answers, 'facet').map(([facet, of]) => ({ facet, ...detectionOf(of) })),
      weeks: by(answers, 'week').map(([week, of]) => ({ week, ...detectionOf(of) })),
    }
  })
  return { byPerson: byPerson.toSorted((a, b) => a.reviewer.localeCompare(b.reviewer)) }
}

function by(answers: readonly Answered[], key: 'facet' | 'week'): [string, Answered[]][] {
  return [...Map.groupBy(answers, (each) => each[key])].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** The Monday of its week, in UTC. */
function mondayOf(at: Date): string {
  const day = new Date(at)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}
