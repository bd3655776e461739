/** Works one export run in a process of its own, whose memory is the export's alone: prints pairs a second, milliseconds of the
 * processor, and the most memory in bytes. */
import { db, disconnect } from '#lib/db/client.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { perSecond } from './table.ts'

const runId = process.argv[2] ?? ''
const before = process.cpuUsage()
const rate = await perSecond(async () => {
  await executeRun(runId, 'bench', new AbortController().signal)
  const { rows } = await db().export.findUniqueOrThrow({ where: { runId } })
  return rows
})
const { user, system } = process.cpuUsage(before)
process.stdout.write(`${JSON.stringify({ rate, processorMs: (user + system) / 1000, bytes: process.resourceUsage().maxRSS * 1024 })}\n`)
await disconnect()
