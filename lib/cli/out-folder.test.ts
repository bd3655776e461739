import { randomBytes } from 'node:crypto'
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '#lib/cli/exit.ts'
import { copyTo } from '#lib/cli/out-folder.ts'
import { smallDisk, whyNoSmallDisk } from '#lib/config/small-disk.fixture.ts'

const why = whyNoSmallDisk()
if (why !== null) console.info(`skipped: no small disk can be mounted here: ${why}`)

it.skipIf(why !== null)('a full disk under --out is told with where the export lies, which is copied whole once there is room', async () => {
  const root = await mkdtemp(join(tmpdir(), 'pincer-out-'))
  const [made, out] = [join(root, 'made'), join(root, 'out')]
  const rows = randomBytes(3_000_000)
  await mkdir(made)
  await writeFile(join(made, 'manifest.json'), '{}')
  await writeFile(join(made, 'train.jsonl'), rows)
  const disk = smallDisk(out, 1)
  try {
    await expect(copyTo(out, made, [])).rejects.toMatchObject({
      exitCode: exitCodes.problems,
      message: expect.stringMatching(new RegExp(`^The disk that holds ${out} is full \\(\\d+ MB are free now\\)\\. The export is made and lies in ${made}: make room and copy it from there\\.$`)),
    })
    expect(await readdir(out)).toEqual([])
    expect(await readdir(made)).toEqual(['manifest.json', 'train.jsonl'])
    disk.resize(8)
    await copyTo(out, made, [])
    expect(await readFile(join(out, 'train.jsonl'))).toEqual(rows)
  } finally {
    disk.remove()
    await rm(root, { recursive: true, force: true })
  }
})
