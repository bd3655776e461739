import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The checkout (or the installed package): the folder that holds package.json. Bundled code no longer lies where its source
 * does, so the launcher tells the web server by PINCER_ROOT.
 */
export const projectRoot = process.env.PINCER_ROOT ?? resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * The folder of everything Pincer keeps on this machine: database, secrets, uploads, exports, logs. PINCER_HOME, or
 * `.pincer` in the checkout. Relative paths count from the folder in which the command was given.
 */
export function homeFolder(environment: Record<string, string | undefined> = process.env): string {
  const chosen = environment.PINCER_HOME
  return chosen ? resolve(chosen) : resolve(projectRoot, '.pincer')
}
