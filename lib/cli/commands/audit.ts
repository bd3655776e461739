import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import { jsonLinesTo, requireReadable } from '#lib/cli/files.ts'
import { auditConstraint } from '#lib/constraints/audit.ts'
import { crabRuleTypes } from '#lib/constraints/index.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'

/** `pincer audit --in FILE`: is each rule-made constraint of a Crab file true of its own response? */
export function addAudit(program: Command): void {
  program
    .command('audit')
    .description("Prove or refute the rule-made constraints of a file in Crab's format. JSONL on stdout, a table on stderr. No database.")
    .requiredOption('--in <file>', "a file in Crab's format")
    .action(audit)
}

async function audit(options: { in: string }): Promise<void> {
  await requireReadable(options.in)
  const { mapping } = await previewSource(options.in)
  if (mapping.format !== 'crab') throw badUsage(`${options.in}: this is not Crab's format (it looks like ${mapping.format}).`)
  const out = jsonLinesTo('-')
  const table = new Map<string, { pass: number; fail: number; unsure: number }>()
  let unreadable = 0
  for await (const item of readPairs(options.in, mapping)) {
    if (item.kind === 'error') {
      unreadable++
      const { line, field, reason } = item.error
      process.stderr.write(`${options.in}, line ${line}${field ? `, ${field}` : ''}: ${reason}\n`)
    }
    if (item.kind !== 'pair') continue
    for (const { rawType, text } of item.record.constraints) {
      if (!crabRuleTypes.includes(rawType.trim())) continue
      const { verdict, measured } = auditConstraint(rawType, text, item.record.response)
      await out.write({ id: item.record.externalId ?? String(item.line), type: rawType.trim(), text, verdict, measured })
      const row = table.get(rawType.trim()) ?? { pass: 0, fail: 0, unsure: 0 }
      row[verdict]++
      table.set(rawType.trim(), row)
    }
  }
  process.stderr.write(summary(table))
  const failed = [...table.values()].reduce((sum, row) => sum + row.fail, 0)
  if (failed > 0 || unreadable > 0) process.exitCode = exitCodes.problems
}

function summary(table: Map<string, { pass: number; fail: number; unsure: number }>): string {
  const total = { pass: 0, fail: 0, unsure: 0 }
  const lines = [...table.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([type, row]) => {
    total.pass += row.pass
    total.fail += row.fail
    total.unsure += row.unsure
    return line(type, row)
  })
  return [`${'type'.padEnd(14)}   pass   fail unsure`, ...lines, line('all', total), ''].join('\n')
}

function line(name: string, row: { pass: number; fail: number; unsure: number }): string {
  return `${name.padEnd(14)} ${String(row.pass).padStart(6)} ${String(row.fail).padStart(6)} ${String(row.unsure).padStart(6)}`
}
