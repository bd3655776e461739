import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { ExportComparison } from '#lib/exports/compare/contract.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { unpackedMeta } from '#lib/exports/unpacked-meta.ts'

const record = z.record(z.string(), z.unknown())

/** The fields of two rows that differ, those of `meta` by name. */
export function differentFields(before: unknown, after: unknown): string[] {
  const [a, b] = [record.parse(unpackedMeta(before)), record.parse(unpackedMeta(after))]
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !isDeepStrictEqual(a[field], b[field]))
  return fields.flatMap((field) => {
    const [one, other] = [record.safeParse(a[field]), record.safeParse(b[field])]
    if (field !== 'meta' || !one.success || !other.success) return [field]
    return [...new Set([...Object.keys(one.data), ...Object.keys(other.data)])].filter((name) => !isDeepStrictEqual(one.data[name], other.data[name])).map((name) => `meta.${name}`)
  })
}

/** What two manifests say differently of files, types and recipe. */
export function differentManifests(before: ExportManifest, after: ExportManifest): Pick<ExportComparison, 'files' | 'types' | 'typeShift' | 'recipe'> {
  const rowsIn = ({ files }: ExportManifest, name: string): number | null => files.find((file) => file.name === name)?.rows ?? null
  const names = [...new Set([...before.files, ...after.files].filter(({ rows }) => rows !== null).map(({ name }) => name))]
  const [one, other] = [before.constraints.byType, after.constraints.byType]
  const [total, otherTotal] = [sum(one), sum(other)]
  const types = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .map((type) => ({ type, before: one[type] ?? 0, after: other[type] ?? 0 }))
    .map((each) => ({ ...each, shift: Math.abs(each.after / Math.max(1, otherTotal) - each.before / Math.max(1, total)) }))
    .toSorted((a, b) => b.shift - a.shift || (a.type < b.type ? -1 : 1))
  return {
    files: names.map((name) => ({ name, before: rowsIn(before, name), after: rowsIn(after, name) })),
    types: types.map(({ type, before: was, after: is }) => ({ type, before: was, after: is })),
    typeShift: divergence(types.map(({ before: was }) => was / Math.max(1, total)), types.map(({ after: is }) => is / Math.max(1, otherTotal))),
    recipe: differentValues(settingsOf(before), settingsOf(after)),
  }
}

function settingsOf({ pincer, dataset, snapshot, recipe, seed, counts, licenses }: ExportManifest): Record<string, unknown> {
  const recipeFields = Object.fromEntries(Object.entries(recipe).map(([name, value]) => [`recipe.${name}`, value]))
  const dropped = Object.fromEntries(Object.entries(counts.dropped).map(([reason, n]) => [`dropped: ${reason}`, n]))
  const shares = Object.fromEntries(Object.entries(licenses).map(([license, n]) => [`licence: ${license}`, n]))
  return { version: pincer.version, dataset: dataset.name, snapshot, ...recipeFields, seed, in: counts.in, out: counts.out, ...dropped, ...shares }
}

function differentValues(before: Record<string, unknown>, after: Record<string, unknown>): ExportComparison['recipe'] {
  const said = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, before: said(before[field]), after: said(after[field]) }))
}

/** Jensen-Shannon divergence of two distributions in bits (Lin, 1991): 0 where they are the same, 1 where they have nothing in common. */
function divergence(p: readonly number[], q: readonly number[]): number {
  const part = (share: number, middle: number): number => (share === 0 ? 0 : share * Math.log2(share / middle))
  return p.reduce((all, a, index) => {
    const b = q[index] ?? 0
    return all + (part(a, (a + b) / 2) + part(b, (a + b) / 2)) / 2
  }, 0)
}

function sum(numbers: Record<string, number>): number {
  return Object.values(numbers).reduce((total, n) => total + n, 0)
}
