import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { isFull } from '#lib/config/full-disk.ts'
import { makePrivateFolder } from '#lib/db/cluster.ts'
import { StartProblem } from '#lib/start/problem.ts'

/** A new cluster takes 40 MB, its log of changes grows to hundreds; with less than this nothing good happens. */
const neededMegabytes = 300

/** Makes Pincer's folder where it is missing, and refuses one that cannot be used. */
export function prepareHome(home: string): void {
  try {
    makePrivateFolder(home)
    accessSync(home, constants.W_OK | constants.X_OK)
    mkdirSync(join(home, 'logs'), { recursive: true })
  } catch (error) {
    if (isFull(error)) throw fullDisk(home, 0)
    const why = existsSync(home) ? 'cannot be written by this account' : 'cannot be made'
    throw new StartProblem(`Pincer's folder ${home} ${why}. Give it to the account that runs Pincer, or set PINCER_HOME to a folder of your own.`)
  }
  const { bavail, bsize } = statfsSync(home)
  const free = Math.floor((bavail * bsize) / 1_000_000)
  if (free < neededMegabytes) throw fullDisk(home, free)
}

function fullDisk(home: string, free: number): StartProblem {
  return new StartProblem(
    `The disk that holds ${home} is full: ${free} MB are free, Pincer needs ${neededMegabytes}. ` +
      'Free some space, or set PINCER_HOME to a folder on another disk, and start again.',
  )
}
