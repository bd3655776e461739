import { randomBytes } from 'node:crypto'
import { mkdtemp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exitCodes } from '#lib/cli/exit.ts'
import { copyTo, replaceableFiles } from '#lib/cli/out-folder.ts'
import { smallDisk, whyNoSmallDisk } from '#lib/config/small-disk.fixture.ts'

const why = whyNoSmallDisk()
if (why !== null) console.info(`skipped: no small disk can be mounted here: ${why}`)

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pincer-out-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** A folder of files that say what they are. */
async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(join(root, name))
  for (const [file, text] of Object.entries(files)) await writeFile(join(root, name, file), text)
  return join(root, name)
}

const exported = (row: string) => ({ 'README.md': 'A card.', 'manifest.json': JSON.stringify({ files: [] }), 'train.jsonl': row })

it('refuses no name at all, and a link to nothing, also where one is amid the path', async () => {
  await symlink(join(root, 'nothing'), join(root, 'link'))
  for (const out of ['', join(root, 'link'), join(root, 'link/'), join(root, 'link', 'below')]) {
    await expect(replaceableFiles(out)).rejects.toMatchObject({ exitCode: exitCodes.badUsage, message: expect.stringMatching(/^--out: /) })
  }
})

it('writes through a link to a folder, in place of the export that lies there', async () => {
  const [made, real, link] = [await folderOf('made', exported('new')), await folderOf('real', exported('old')), join(root, 'link')]
  await symlink(real, link)
  await copyTo(link, made, ['README.md', 'manifest.json', 'train.jsonl'])
  expect(await readFile(join(real, 'train.jsonl'), 'utf8')).toBe('new')
})

it('leaves alone what came to lie in the folder meanwhile, and takes its own files away', async () => {
  const [made, out] = [await folderOf('made', exported('new')), await folderOf('out', { 'train.jsonl': 'of somebody else' })]
  await expect(copyTo(out, made, [])).rejects.toMatchObject({ exitCode: exitCodes.problems, message: expect.stringMatching(new RegExp(`train\\.jsonl.* lies in ${made}`)) })
  expect(await readdir(out)).toEqual(['train.jsonl'])
  expect(await readFile(join(out, 'train.jsonl'), 'utf8')).toBe('of somebody else')
})

it('takes away nothing of the folder that one is in where no other can be made', async () => {
  const [made, here] = [await folderOf('made', exported('new')), await folderOf('here', { 'README.md': 'Mine.' })]
  const before = process.cwd()
  process.chdir(here)
  try {
    await expect(copyTo('', made, [])).rejects.toMatchObject({ exitCode: exitCodes.problems })
  } finally {
    process.chdir(before)
  }
  expect(await readdir(here)).toEqual(['README.md'])
})

it.skipIf(why !== null)('a full disk under --out is told with where the export lies, which is copied whole once there is room', async () => {
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
  }
})
