import type { ExportManifest } from '#lib/exports/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/**
 * The README.md of an export, with the front matter that dataset hubs read. Every figure in it comes from the manifest, and the licence
 * is what the rows say: one licence by its name, several as `other`.
 */
export function datasetCard(manifest: ExportManifest): string {
  const licenses = Object.keys(manifest.licenses)
  const only = licenses.length === 1 ? licenses[0] : undefined
  const license = only && only !== 'not stated' ? only.toLowerCase() : 'other'
  const { counts, constraints } = manifest
  const things = manifest.recipe.kind === 'preferences' ? 'preferences' : 'pairs'
  const splits = manifest.files.filter(({ rows }) => rows !== null && rows > 0)
  return `---
pretty_name: ${yamlString(manifest.dataset.name)}
license: ${yamlString(license)}
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

## Sources
${table(['source', things], manifest.sources)}

## Check it
\`manifest.json\` holds the recipe, the seed and the SHA-256 of each file. Each row's \`meta.constraints\` names the checker and its
parameters, so that every proof can be run again.
`
}

const introductions = {
  pairs: `Instruction-response pairs with constraints that the response meets, curated with Pincer by constraint back-translation: the constraints
were read off each response, checked by program where a program can tell, and accepted by people.`,
  preferences: `Preferences between two responses to one prompt, made with Pincer and accepted by people. The chosen response meets every constraint of
the prompt and the rejected one fails those that \`meta.violated\` names, by their places in \`meta.constraints\`: both were found by program.`,
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
