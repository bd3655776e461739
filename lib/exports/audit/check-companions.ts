import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { cardDifferences } from '#lib/exports/audit/check-card.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { ExportFile, ExportManifest } from '#lib/exports/contract.ts'
import { datasetCard } from '#lib/exports/dataset-card.ts'
import { columnsOf } from '#lib/exports/extra-columns.ts'
import { exportFormats } from '#lib/exports/formats/index.ts'
import { preferenceFormats } from '#lib/exports/preferences/formats.ts'
import { partOfFile, rowsOfFile } from '#lib/exports/sequence.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** Companions are small: a longer one is not read. In bytes. */
const longestCompanion = 4 * 1024 * 1024

/**
 * Writes the card and the other files beside the rows anew from the manifest, and compares: whoever loads an export goes by them. A card in other words,
 * of another version or written in by people, is compared by what it says of licence, files and figures. Answers what was not compared, in sentences.
 */
export async function checkCompanions(folder: string, manifest: ExportManifest, recipe: ExportParams, there: readonly ExportFile[], log: FaultLog): Promise<string[]> {
  const notes: string[] = []
  const files = manifest.files.filter(({ name, rows }) => (rows ?? 0) > 0 && !rowsOfFile(name, recipe).isEvaluation).map(({ name }) => ({ name, split: partOfFile(name).split }))
  const format = [...exportFormats, ...preferenceFormats].find(({ id }) => id === recipe.format)
  const wanted = [{ name: 'README.md', text: datasetCard(manifest, columnsOf(recipe)) }, ...(format?.companions?.(files) ?? [])]
  for (const { name, text } of wanted) {
    const file = there.find((one) => one.name === name && one.rows === null)
    if (!file) {
      if (name !== 'README.md' && !manifest.files.some((one) => one.name === name)) notes.push(`${name}, which exports of this format have now, is neither in the folder nor in the manifest.`)
      continue
    }
    // Its true size, whatever the manifest says.
    if ((await stat(join(folder, name))).size > longestCompanion) {
      notes.push(`${name} is too long to be compared with the manifest.`)
      continue
    }
    // A clone may have other line ends; that the file is not as it was is told of its size.
    const found = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    if (found === text) continue
    const { faults, isOther } = name === 'README.md' ? cardDifferences(found, text) : { faults: configurationDifferences(found, text), isOther: false }
    for (const fault of faults) log.add('companion', { file: name }, fault)
    if (isOther && faults.length === 0) notes.push(`${name} is not in the words of this version: another one made it, or people wrote in it. What it says of licence, files and figures was compared with the manifest.`)
  }
  return notes
}

/** Where a configuration that trainers read differs from what the manifest comes to. Spaces and notes do not count. */
function configurationDifferences(found: string, wanted: string): string[] {
  const [is, should] = [found, wanted].map(parsedJson)
  if (should !== undefined && is !== undefined) return isDeepStrictEqual(is, should) ? [] : [firstDifference(JSON.stringify(is, null, 2), JSON.stringify(should, null, 2))]
  const lines = (text: string): string => text.split('\n').filter((line) => !/^\s*(#|$)/.test(line)).join('\n')
  return lines(found) === lines(wanted) ? [] : [firstDifference(lines(found), lines(wanted))]
}

function firstDifference(found: string, wanted: string): string {
  const [is, should] = [found.split('\n'), wanted.split('\n')]
  const place = should.findIndex((line, n) => line !== is[n])
  const shown = (line: string | undefined): string => (line === undefined ? 'nothing more' : JSON.stringify(line.trim().slice(0, 120)))
  return `says ${shown(is[place < 0 ? should.length : place])}, and the manifest comes to ${shown(place < 0 ? undefined : should[place])}`
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
