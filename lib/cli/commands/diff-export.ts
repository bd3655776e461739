import type { Command } from 'commander'
import { exitCodes, Failure } from '#lib/cli/exit.ts'
import type { ExportComparison } from '#lib/exports/compare/contract.ts'
import type { ComparedExport } from '#lib/exports/compare/match-rows.ts'

/** `pincer diff-export A B` */
export function addDiffExport(program: Command): void {
  program
    .command('diff-export')
    .description('Say what changed from one export to another, from their folders alone: rows, types, recipe. Exit code 1 when anything differs.')
    .argument('<before>', 'the folder of the earlier export')
    .argument('<after>', 'the folder of the later one')
    .option('--json', 'print it as JSON')
    .action(compare)
}

async function compare(before: string, after: string, { json }: { json?: boolean }): Promise<void> {
  const { compareExports } = await import('#lib/exports/compare/compare-exports.ts')
  const comparison = await compareExports(await exportIn(before), await exportIn(after))
  process.stdout.write(json ? `${JSON.stringify(comparison, null, 2)}\n` : linesOf(comparison))
  const { added, removed, changed, moved } = comparison.rows
  if (added + removed + changed + moved + comparison.recipe.length > 0) process.exitCode = exitCodes.problems
}

async function exportIn(folder: string): Promise<ComparedExport> {
  const { FaultLog } = await import('#lib/exports/audit/faults.ts')
  const { readManifest } = await import('#lib/exports/audit/check-files.ts')
  const manifest = await readManifest(folder, new FaultLog())
  if (!manifest) throw new Failure(`${folder} holds no manifest.json that can be read.`, exitCodes.badUsage)
  return { folder, manifest }
}

function linesOf({ rows, examples, types, typeShift, recipe }: ExportComparison): string {
  const lines = [`rows: ${rows.before} before, ${rows.after} after; ${rows.same} same, ${rows.added} added, ${rows.removed} removed, ${rows.changed} changed, ${rows.moved} in another split`]
  for (const kind of ['added', 'removed', 'changed', 'moved'] as const) {
    for (const { id, place, fields } of examples[kind]) lines.push(`${kind}: ${id}, ${place}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}`)
    const more = rows[kind] - examples[kind].length
    if (more > 0) lines.push(`${kind}: and ${more} more`)
  }
  for (const { field, before, after } of recipe) lines.push(`${field}: ${before} before, ${after} after`)
  for (const { type, before, after } of types) if (before !== after) lines.push(`type ${type}: ${before} before, ${after} after`)
  lines.push(`mix of types: ${typeShift.toFixed(3)} bits apart`)
  // Nothing of the files reaches the terminal as a control character.
  return lines.map((line) => `${line.replace(/\p{Cc}+/gu, ' ')}\n`).join('')
}
