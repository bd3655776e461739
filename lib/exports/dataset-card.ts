import type { ExportManifest } from '#lib/exports/contract.ts'
import { cardFeatures, evaluationConfig } from '#lib/exports/card-features.ts'
import type { Column } from '#lib/exports/formats/columns.ts'
import { notStated } from '#lib/licenses/facts.ts'
import { licenseProblems, licenseUses, rolledUp, type LicenseProblem } from '#lib/licenses/problems.ts'
import { thingsOf } from '#lib/exports/format-names.ts'
import { balancingWeights, unwantedRows, wantedRows } from '#lib/exports/preferences/balance.ts'
import { proofOf } from '#lib/exports/proofs.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'
import { rowsOfFile } from '#lib/exports/sequence.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/**
 * The README.md of an export, with the front matter that dataset hubs read. Every figure in it comes from the manifest, and the licence
 * is what the rows say: one licence by the name that the hubs know, several and unknown ones as `other`. `columns` are those of the files with rows.
 */
export function datasetCard(manifest: ExportManifest, columns: readonly Column[]): string {
  const { counts, constraints } = manifest
  const things = thingsOf(manifest.recipe.format)
  const recipe = exportRecipe.safeParse(manifest.recipe).data
  const withRows = manifest.files.filter(({ rows }) => rows !== null && rows > 0)
  const isEvaluation = (name: string): boolean => recipe !== undefined && rowsOfFile(name, recipe).isEvaluation
  const splits = withRows.filter(({ name }) => !isEvaluation(name))
  const evaluation = withRows.find(({ name }) => isEvaluation(name))
  // `datasets` reads all files of a folder by one reader: beside rows of another type the prompts cannot be a configuration.
  const configured = splits.every(({ name }) => /\.jsonl(\.gz)?$/.test(name)) ? evaluation?.name : undefined
  return `---
pretty_name: ${yamlString(manifest.dataset.name)}
${splits.length === 0 ? '' : `${licenseFrontMatter(manifest)}
`}task_categories:
- text-generation
tags:
- instruction-following
- constraint-back-translation
size_categories:
- ${sizeCategory(splits.reduce((sum, { rows }) => sum + (rows ?? 0), 0))}
${cardFeatures(columns, splits[0]?.name ?? '', configured)}
${dataFiles(splits.map(({ name }) => name), configured)}---

# ${oneLine(manifest.dataset.name)}

${introductionOf(manifest.recipe.format)}

${(manifest.warnings ?? []).map((warning) => `**${oneLine(warning)}**\n\n`).join('')}| | |
|---|---|
| ${things} | ${counts.out} of ${counts.in} |
| constraints | ${constraints.total} of ${constraints.accepted} accepted |
| proven by program | ${constraints.proven} |
| accepted by people where no program can tell | ${constraints.judgedByPeople} |
| seed | ${manifest.seed} |
| snapshot | \`${manifest.snapshot}\` |

${Object.keys(manifest.made).length > 0 ? `## Composition\n${table(['what', 'number'], manifest.made)}\n\n${refinedNote(manifest)}` : ''}${balanceOf(manifest)}## Splits
${table(['split', 'rows'], Object.fromEntries(withRows.map(({ name, rows }) => [splitOfFile(name), rows ?? 0])))}

${orderOf(manifest)}## Left out
${table(['reason', things], counts.dropped)}

## Accepted constraints that are not stated
${table(['reason', 'constraints'], constraints.leftOut)}

## Constraints by type
${table(['type', 'constraints'], Object.fromEntries(Object.entries(constraints.byType).map(([type, n]) => [typeLabel(type), n])))}

${evaluation === undefined ? '' : `## Evaluation
\`${evaluation.name}\` has prompts of the test split in IFEval's form, which state constraints that its verifiers decide and no others. IFEval's own script reads it as it is, lm-eval as
\`load_dataset(${configured === undefined ? `"json", data_files="${evaluation.name}"` : `..., "${evaluationConfig}", split="test"`})\` does. Its pairs are in \`test\` too, and in no other split.

`}${modelsTable(manifest.models)}## Licences
${table(['licence of the pair', things], manifest.licenses)}
${licenseNotes(manifest)}

## Sources
${table(['source', things], manifest.sources)}

## Check it
\`manifest.json\` holds the recipe, the seed and the SHA-256 of each file. ${proofsIn(columns, manifest.recipe)}
`
}

/** The numbers of wanted and unwanted texts, and what weighs them the same; nothing of rows without such labels. */
function balanceOf({ made }: ExportManifest): string {
  const weights = balancingWeights(made)
  return weights === null ? '' : `## Balance
${made[wantedRows]} rows have a text that is wanted and ${made[unwantedRows]} one that is not. \`KTOConfig(desirable_weight=${weights.desirable_weight}, undesirable_weight=${weights.undesirable_weight})\` of TRL weighs both sides the same.

`
}

/** The files in the order in which they are to be trained on, and how often where the recipe says it; nothing where there is no order. */
function orderOf({ order, recipe }: ExportManifest): string {
  if (order.length === 0) return ''
  const { epochs = [], replay = 0, control = false } = exportRecipe.safeParse(recipe).data?.curriculum ?? {}
  const notes = [
    replay > 0 ? `Each stage also has ${Number((replay * 100).toFixed(2))} % of the rows of the stages before it once more, under ids that end in \`-replay-\` and the stage's number.` : [],
    control ? 'This is the control of the same curriculum: the same rows in stages of the same sizes, placed by chance.' : [],
  ].flat()
  return `## Order of training\n${order.map((name, n) => `${n + 1}. \`${name}\`${epochs[n] === undefined ? '' : `, ${epochs[n]} ${epochs[n] === 1 ? 'epoch' : 'epochs'}`}`).join('\n')}\n\n${notes.map((note) => `${note}\n\n`).join('')}`
}

/** That some instructions were written by a model and decided by nobody; nothing where that cannot be. */
function refinedNote({ recipe, made }: ExportManifest): string {
  const { instruction, refined, reverse = 0 } = exportRecipe.safeParse(recipe).data ?? {}
  const has = (instruction !== 'original' && (made['instruction: refined'] ?? 0) > 0) || reverse > 0
  return refined === 'undecided too' && has ? 'By the recipe refined instructions are among them that a model wrote and nobody has decided.\n\n' : ''
}

/** Which models wrote what, with which version of the prompt; nothing where none did. */
function modelsTable(models: ExportManifest['models']): string {
  if (models.length === 0) return ''
  const rows = models.map(({ wrote, model, promptVersion, number }) => `| ${wrote} | ${inCell(model)} | ${inCell(promptVersion)} | ${number} |`)
  return `## Models\n| wrote | model | prompt | number |\n|---|---|---|---|\n${rows.join('\n')}\n\n`
}

/** The files of each split, for those who load the folder; nothing where no file has a row: an empty list is no valid one. Evaluation prompts are a configuration of their own. */
function dataFiles(names: readonly string[], evaluation: string | undefined): string {
  if (names.length === 0) return ''
  const own = evaluation === undefined ? '' : `- config_name: ${evaluationConfig}\n  data_files:\n  - split: test\n    path: ${yamlString(evaluation)}\n`
  return `configs:\n- config_name: default\n  data_files:\n${names.map((name) => `  - split: ${splitOfFile(name)}\n    path: ${yamlString(name)}`).join('\n')}\n${own}`
}

/** What of the proofs can be run again from the rows alone: that depends on what the format's rows hold. */
function proofsIn(columns: readonly Column[], recipe: Record<string, unknown>): string {
  const beside = proofOf(recipe)
  const has = (name: string): boolean => columns.some((column) => column.name === name)
  if (has('instruction_id_list')) return `Each row's \`instruction_id_list\` and \`kwargs\` name the checks of its prompt.\nThe rows hold no response: the checks can be run on whatever a model answers.${beside ? ` ${besideRows}` : ''}`
  if (has('meta')) return "Each row's `meta.constraints` names the checker and its\nparameters, so that every proof can be run again."
  return `The rows hold the texts and nothing else, as their readers want them.${beside ? ` ${besideRows}` : ''}`
}

const besideRows = 'What proves them is beside them, line by line, in the files\n`*.proofs.jsonl` (packed where the rows are): the SHA-256 of the row, its constraints with checkers and parameters, and the response where the row has none.'

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

function introductionOf(format: unknown): string {
  if (format === 'kto-prompts') return introductions.contrasts
  return introductions[format === 'sft-chosen' ? 'chosen' : thingsOf(format)]
}

const introductions = {
  pairs: `Instruction-response pairs with constraints that the response meets, curated with Pincer by constraint back-translation: the constraints
were read off each response, checked by program where a program can tell, and accepted by people.`,
  contrasts: `Prompts in contrast, made with Pincer from instruction-response pairs whose constraints were read off the response, checked by program where a program can tell, and accepted by people.
Each response has two rows: under a prompt whose constraints it meets (\`label\` true), and under the same prompt with one constraint made false, which it fails (\`label\` false); \`meta.violated\` is its place in
\`meta.constraints\`.`,
  preferences: `Preferences between two responses to one prompt, made with Pincer and accepted by people. The chosen response meets every constraint of
the prompt and the rejected one fails those that \`meta.violated\` names, by their places in \`meta.constraints\`: both were found by program.`,
  chosen: `The chosen responses of preferences under their prompts, made with Pincer and accepted by people. Each meets every constraint of its prompt in \`meta.constraints\`, found by program.`,
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
  const cells = entries.map(([key, n]) => `| ${inCell(key)} | ${n} |`)
  return ['', `| ${header[0]} | ${header[1]} |`, '|---|---|', ...cells].join('\n')
}

function inCell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|')
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
