import { pool } from '#lib/db/client.ts'
import { leaseSeconds } from '#lib/review/slots.ts'

/** Who was heard of so many seconds ago is still at work: an open page renews its leases twice a minute. */
const recentSeconds = 45

/** Whether anybody has decided, was handed pairs, or had them before their eyes in the last 45 seconds, in any dataset; whichever process they reach. Two looks into indexes for each dataset. */
export async function reviewersAtWork(): Promise<boolean> {
  const { rows } = await pool().query<{ atWork: boolean }>({ name: 'reviewers at work', text: statement, values: [recentSeconds, leaseSeconds] })
  return rows[0]?.atWork === true
}

const statement = `
  SELECT EXISTS (
    SELECT 1 FROM "Dataset" d
    WHERE (SELECT max(x."createdAt") FROM "Decision" x WHERE x."datasetId" = d.id) > now() - make_interval(secs => $1)
      OR (SELECT max(s."leasedUntil") FROM "ReviewSlot" s WHERE s."datasetId" = d.id) > now() + make_interval(secs => $2::float8 - $1)) AS "atWork"`
