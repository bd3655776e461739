import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { commandLine } from '#lib/cli/command-line.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { fileTypes } from '#lib/exports/file-type-names.ts'
import { exportFormatIds } from '#lib/exports/format-names.ts'
import { stratumKinds } from '#lib/exports/strata.ts'
import { licenseUses } from '#lib/licenses/problems.ts'
import { preferenceMethods } from '#lib/preferences/contract.ts'

const docs = join(projectRoot, 'docs')
const pages = [
  join(projectRoot, 'README.md'),
  join(projectRoot, 'CHANGELOG.md'),
  ...readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join(docs, name)),
]

test.each(pages.map((page) => [relative(projectRoot, page), page]))('every link and image of %s leads somewhere', (_, page) => {
  expect(links(page).filter((target) => !leadsSomewhere(page, target))).toEqual([])
})

test('every page of docs/ can be reached from the README', () => {
  const reached = new Set<string>()
  const open = [join(projectRoot, 'README.md')]
  for (let page = open.pop(); page !== undefined; page = open.pop()) {
    if (reached.has(page) || !page.endsWith('.md')) continue
    reached.add(page)
    for (const target of links(page)) {
      const path = join(dirname(page), target.split('#')[0] ?? '')
      // A link to a folder leads to all that is in it.
      if (path.endsWith('/')) open.push(...readdirSync(path).map((name) => join(path, name)))
      else open.push(path)
    }
  }
  expect(pages.filter((page) => !reached.has(page))).toEqual([])
})

test('docs/command-line.md names every command and every option, and no other', () => {
  const { commands } = commandLine()
  const text = readFileSync(join(docs, 'command-line.md'), 'utf8')
  const sections = text.split(/^## /m).slice(1)
  expect(commands.length).toBeGreaterThan(5)
  expect(sections.map((section) => section.match(/^[a-z-]+/)?.[0])).toEqual(commands.map((command) => command.name()))
  for (const [index, command] of commands.entries()) {
    const options = command.options.filter(({ hidden }) => !hidden).map(({ flags }) => flags)
    expect(matches(sections[index] ?? '', /^\| `(--[^`]+)` \|/gm), command.name()).toEqual(options)
  }
})

test.each([
  { command: 'export', option: '--format', values: exportFormatIds },
  { command: 'export', option: '--file-type', values: fileTypes },
  { command: 'export', option: '--stratify', values: stratumKinds },
  { command: 'export', option: '--use', values: licenseUses },
  { command: 'preferences', option: '--methods', values: preferenceMethods },
])('docs/command-line.md names every value that $option of $command takes', ({ command, option, values }) => {
  const section = readFileSync(join(docs, 'command-line.md'), 'utf8').split(/^## /m).find((each) => each.startsWith(`${command}\n`)) ?? ''
  const row = section.split('\n').find((line) => line.startsWith(`| \`${option} `)) ?? ''
  expect(values.filter((value) => !row.includes(`\`${value}\``))).toEqual([])
})

/** The relative targets of a page's links and images; code is no link. */
function links(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return matches(text, /\]\(([^)\s]+)\)/g).filter((target) => !/^[a-z]+:/.test(target))
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(file)) return false
  return anchor === undefined || headings(file).includes(anchor)
}

/** The anchors that a page's headings get where it is shown as a page. */
function headings(page: string): string[] {
  return matches(readFileSync(page, 'utf8'), /^#+ (.+)$/gm).map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'))
}

function matches(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? '')
}
