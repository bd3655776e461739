import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

function report(dataset: string, filter: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), 'report', '--dataset', dataset, '--filter', filter], { env: { ...process.env, LOG_LEVEL: 'silent' } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

it('report is of the pairs of an export also where nobody has asked for them yet, and of no other dataset’s', async () => {
  const given = (n: number) => Array.from({ length: n }, (_, k) => ({ instruction: `Tell of thing ${k} of ${n}.`, response: `Of thing ${k}.`, license: k < 2 ? 'MIT' : 'CC0-1.0' }))
  const [datasetId, other] = [await accepted(given(7)), await accepted(given(3))]
  const { name } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })
  const { exportId } = await exportOf(datasetId, { licensesLeftOut: ['MIT'] })
  const { exportId: others } = await exportOf(other)
  const pairs = async (filter: string) => /<strong>([\d,]+)<\/strong>pairs</.exec((await report(name, filter)).stdout)?.[1]
  expect([await pairs(`export:${exportId}`), await pairs(`-export:${exportId}`)]).toEqual(['5', '2'])
  expect(await report(name, `-export:${others}`)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('export of this dataset') })
}, 120_000)
