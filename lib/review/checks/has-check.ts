import { Prisma } from '#lib/db/generated/client.ts'

/** Whether a reviewer (the parameter `$2`) has a check at pair `p`, as SQL. */
export const hasCheckSql = 'EXISTS (SELECT 1 FROM "ReviewCheck" k WHERE k."pairId" = p.id AND k."reviewerId" = $2)'

/** Whether somebody has a check of the dataset of PairDoubt `q` that they have not answered, as SQL: one look into an index. */
export const openCheckSql = Prisma.sql`EXISTS (SELECT 1 FROM "ReviewCheck" k WHERE k."datasetId" = q."datasetId" AND k."answeredAt" IS NULL)`
