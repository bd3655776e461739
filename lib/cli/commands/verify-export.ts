import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { badUsage, exitCodes, Failure } from '#lib/cli/exit.ts'
import type { Fault } from '#lib/exports/audit/faults.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'

/** `pincer verify-export DIR` */
export function addVerifyExport(program: Command): void {
  program
    .command('verify-export')
    .description('Check an export from its files alone, without a database: hashes, shapes, every proof, splits and counts. Exit code 1 when anything is wrong.')
    .argument('<dir>', 'the folder of the export')
    .option('--json', 'print what was found as JSON')
    .option('--record <id>', 'instead, prove that this record, by its id or as train.jsonl:12, is in the export: the proof as JSON on stdout')
    .option('--proof <file>', 'instead, check such a proof; of the folder only manifest.json is read')
    .action(verifyFolder)
}

async function verifyFolder(folder: string, { json, record, proof }: { json?: boolean; record?: string; proof?: string }): Promise<void> {
  const info = await stat(folder).catch(() => null)
  if (!info?.isDirectory()) throw badUsage(`${folder}: there is no such folder.`)
  if (record !== undefined) return printProof(folder, record)
  if (proof !== undefined) return checkProof(folder, proof)
  const { verifyExport } = await import('#lib/exports/audit/verify-export.ts')
  const audit = await verifyExport(folder)
  if (json) process.stdout.write(`${JSON.stringify(audit, null, 2)}\n`)
  else {
    for (const fault of audit.faults) process.stdout.write(`${lineOf(fault)}\n`)
    const more = audit.total - audit.faults.length
    if (more > 0) process.stdout.write(`and ${more.toLocaleString('en')} more of the same kinds\n`)
  }
  for (const note of audit.notes) process.stderr.write(`${note}\n`)
  process.stderr.write(`${audit.rows.toLocaleString('en')} rows in ${audit.files} files checked: ${audit.total === 0 ? 'no fault' : audit.total === 1 ? '1 fault' : `${audit.total.toLocaleString('en')} faults`}.\n`)
  if (audit.total > 0) process.exitCode = exitCodes.problems
}

async function printProof(folder: string, record: string): Promise<void> {
  const { proveRecord, whyNotProven } = await import('#lib/exports/audit/record-proof.ts')
  const manifest = await manifestOf(folder)
  const found = await proveRecord(folder, manifest, record)
  if (!found) throw new Failure(`No file of the export has a record ${JSON.stringify(record)}.`, exitCodes.problems)
  const problem = whyNotProven(found, manifest)
  if (problem !== null) throw new Failure(problem, exitCodes.problems)
  process.stdout.write(`${JSON.stringify(found)}\n`)
  process.stderr.write(`Record ${found.index + 1} of ${found.of.toLocaleString('en')} in ${found.file}: ${found.path.length} hashes lead to the root ${found.root}.\n`)
}

async function checkProof(folder: string, file: string): Promise<void> {
  const { recordProof, whyNotProven } = await import('#lib/exports/audit/record-proof.ts')
  const manifest = await manifestOf(folder)
  const text = await readFile(file, 'utf8').catch(() => {
    throw badUsage(`--proof: ${file} cannot be read.`)
  })
  const parsed = recordProof.safeParse(jsonOf(text))
  if (!parsed.success) throw new Failure(`${file} holds no proof of a record.`, exitCodes.problems)
  const problem = whyNotProven(parsed.data, manifest)
  if (problem !== null) throw new Failure(problem, exitCodes.problems)
  process.stderr.write(`The record is in ${parsed.data.file} of this export.\n`)
}

async function manifestOf(folder: string): Promise<ExportManifest> {
  const { FaultLog } = await import('#lib/exports/audit/faults.ts')
  const { readManifest } = await import('#lib/exports/audit/check-files.ts')
  const manifest = await readManifest(folder, new FaultLog())
  if (!manifest) throw new Failure(`${folder} holds no manifest.json that can be read.`, exitCodes.problems)
  return manifest
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** "train.jsonl, line 3, meta.constraints.0: what is wrong. What to do." Control characters of the files do not reach the terminal. */
function lineOf({ file, line, field, problem, remedy, kind }: Fault): string {
  const place = [file, ...(line === null ? [] : [`line ${line}`]), ...(field ? [field] : [])].join(', ')
  const sentence = /[.!?]$/.test(problem) ? problem : `${problem}.`
  return `${place}: ${sentence} ${remedy} [${kind}]`.replace(/\p{Cc}+/gu, ' ')
}
