import { expect, it, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { accepted } from '#lib/exports/accepted.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

it('a transaction that reads several relations at once asks its connection for one after the other, and goes on after one that failed', async () => {
  const datasetId = await accepted([{ instruction: 'Say who.', response: 'Somebody.' }])
  const warned: string[] = []
  const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warned.push(String(warning)))
  try {
    const found = await db().$transaction(async (tx) => {
      const [pairs, dataset] = await Promise.all([tx.pair.findMany({ where: { datasetId }, include: { constraints: { include: { decisions: true, opinions: true } }, dataset: true } }), tx.dataset.findUnique({ where: { id: datasetId } })])
      return { pairs, dataset }
    })
    expect(found.pairs[0]?.constraints).toHaveLength(1)
    expect(found.dataset?.id).toBe(datasetId)
    const failing = db().$transaction(async (tx) => Promise.all([tx.$queryRaw`SELECT 1/0`, tx.pair.count()]))
    await expect(failing).rejects.toThrow(/division by zero/)
    expect(await db().pair.count({ where: { datasetId } })).toBe(1)
  } finally {
    emitWarning.mockRestore()
  }
  expect(warned.filter((warning) => warning.includes('already executing'))).toEqual([])
})
