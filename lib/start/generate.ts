import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { ending, tellingLine, startChild } from '#lib/start/child.ts'
import { fingerprint } from '#lib/start/fingerprint.ts'
import { StartProblem } from '#lib/start/problem.ts'

const generated = join(projectRoot, 'lib', 'db', 'generated')
/** Lies in the generated folder, which Prisma empties: whoever generates by hand makes us generate once more, never too little. */
const mark = join(generated, 'made-from')

/** Generates the Prisma client when the schema is not the one it was made from. Says whether it did. */
export async function generateClient(home: string): Promise<boolean> {
  const schema = fingerprint(projectRoot, ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'])
  if (existsSync(mark) && existsSync(join(generated, 'client.ts')) && readFileSync(mark, 'utf8') === schema) return false
  const logFile = join(home, 'logs', 'generate.log')
  const child = startChild({
    name: 'client generator',
    args: [join(projectRoot, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'],
    // Prisma insists on an engine for migrations, which generating never runs: any program will do.
    environment: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    logFile,
  })
  const how = await ending(child)
  if (how !== 'exit code 0') throw new StartProblem(`The database client could not be generated (${how}): ${tellingLine(logFile)} The whole story is in ${logFile}.`)
  writeFileSync(mark, schema)
  return true
}
