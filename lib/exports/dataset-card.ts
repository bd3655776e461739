import type { ExportManifest } from '#lib/exports/contract.ts'
import { notStated } from '#lib/licenses/facts.ts'
import { licenseProblems, licenseUses, rolledUp, type LicenseProblem } from '#lib/licenses/problems.ts'
import { thingsOf } from '#lib/exports/format-names.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/**
 * The README.md of an export, with the front matter that dataset hubs read. Every figure in it comes from the manifest, and the licence
 * is what the rows say: one licence by the name that the hubs know, several and unknown ones as `other`.
 */
export function datasetCard(manifest: ExportManifest): string {
  const { counts, constraints } = manifest
  const things = thingsOf(manifest.recipe.format)
  const splits = manifest.files.filter(({ rows }) => rows !== null && rows > 0)
  return `---
pretty_name: ${yamlString(manifest.dataset.name)}
${licenseFrontMatter(manifest)}
task_categories:
- text-generation
tags:
- instruction-following
- constraint-back-translation
size_categories:
- ${sizeCategory(counts.out)}
configs:
- config_name: default
  data_files:
${splits.map(({ name }) => `  - split: ${splitOfFile(name)}\n    path: ${yamlString(name)}`).join('\n')}
---

# ${oneLine(manifest.dataset.name)}

${introductions[things]}

| | |
|---|---|
| ${things} | ${counts.out} of ${counts.in} |
| constraints | ${constraints.total} of ${constraints.accepted} accepted |
| proven by program | ${constraints.proven} |
| accepted by people where no program can tell | ${constraints.judgedByPeople} |
| seed | ${manifest.seed} |
| snapshot | \`${manifest.snapshot}\` |

${Object.keys(manifest.made).length > 0 ? `## Composition\n${table(['what', 'number'], manifest.made)}\n\n` : ''}## Splits
${table(['split', 'rows'], Object.fromEntries(splits.map(({ name, rows }) => [splitOfFile(name), rows ?? 0])))}

## Left out
${table(['reason', things], counts.dropped)}

## Accepted constraints that are not stated
${table(['reason', 'constraints'], constraints.leftOut)}

## Constraints by type
${table(['type', 'constraints'], Object.fromEntries(Object.entries(constraints.byType).map(([type, n]) => [typeLabel(type), n])))}

## Licences
${table(['licence of the pair', things], manifest.licenses)}
${licenseNotes(manifest)}

## Sources
${table(['source', things], manifest.sources)}

## Check it
\`manifest.json\` holds the recipe, the seed and the SHA-256 of each file. Each row's \`meta.constraints\` names the checker and its
parameters, so that every proof can be run again.
`
}

/** What hubs read of the licence: an id that they do not know would have them refuse the card. */
function licenseFrontMatter({ licenses }: ExportManifest): string {
  const all = rolledUp(licenses)
  const only = all.length === 1 ? all[0] : undefined
  if (only?.facts?.hub) return `license: ${yamlString(only.facts.hub)}`
  const name = !only ? 'several' : only.key === notStated ? null : only.key.toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')
  return `license: "other"${name ? `\nlicense_name: ${yamlString(name)}` : ''}`
}

/** What the licences ask and where they do not go together, with the use that the recipe states. */
function licenseNotes({ licenses, recipe }: ExportManifest): string {
  const use = licenseUses.find((each) => each === recipe.use) ?? 'unstated'
  const problems = licenseProblems(licenses, use)
  const lines = (kind: LicenseProblem['kind']): string => problems.filter((problem) => problem.kind === kind).map(({ says }) => `- ${oneLine(says)}`).join('\n')
  const conflicts = lines('conflict')
  const duties = lines('duty')
  const sources = rolledUp(licenses).flatMap(({ key, facts }) => (facts ? [`[${oneLine(key)}](${facts.source})`] : []))
  return [
    conflicts === '' ? '' : `\nWhat speaks against it${use === 'unstated' ? '' : `, for ${use} use`}:\n\n${conflicts}\n`,
    duties === '' ? '' : `\nWhat the licences ask:\n\n${duties}\n`,
    sources.length === 0 ? '' : `\nThe licences themselves: ${sources.join(', ')}. This is a reading aid and no legal advice.\n`,
  ].join('')
}

const introductions = {
  pairs: `Instruction-response pairs with constraints that the response meets, curated with Pincer by constraint back-translation: the constraints
were read off each response, checked by program where a program can tell, and accepted by people.`,
  preferences: `Preferences between two responses to one prompt, made with Pincer and accepted by people. The chosen response meets every constraint of
the prompt and the rejected one fails those that \`meta.violated\` names, by their places in \`meta.constraints\`: both were found by program.`,
  answers: `Lists of constraints that models read off responses by back-translation, and what people made of them with Pincer: edited, rejected or accepted as they stood.
Every constraint that is kept and that a program can check passes its checker on the response in \`meta.response\`; \`meta.proposed\` says what became of each.`,
}

/** train.jsonl.gz is the split train. */
function splitOfFile(name: string): string {
  return name.split('.')[0] ?? name
}

function table(header: [string, string], rows: Record<string, number>): string {
  const entries = Object.entries(rows)
  if (entries.length === 0) return '\nNone.'
  const cells = entries.map(([key, n]) => `| ${oneLine(key).replaceAll('|', '\\|')} | ${n} |`)
  return ['', `| ${header[0]} | ${header[1]} |`, '|---|---|', ...cells].join('\n')
}

function sizeCategory(rows: number): string {
  if (rows < 1000) return 'n<1K'
  if (rows < 10_000) return '1K<n<10K'
  if (rows < 100_000) return '10K<n<100K'
  return rows < 1_000_000 ? '100K<n<1M' : '1M<n<10M'
}

/** A JSON string is a YAML string. */
function yamlString(text: string): string {
  return JSON.stringify(text)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[<>]/g, '')
}
