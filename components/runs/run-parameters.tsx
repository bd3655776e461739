import type { z } from 'zod'
import { contaminationParams } from '#lib/contamination/contract.ts'
import { describeAll } from '#components/browse/filter.ts'
import { recipeRows } from '#components/exports/export-words.ts'
import { generationRows } from '#components/generation/recipe-words.ts'
import { useEndpoints } from '#components/api/endpoints.ts'
import { methodWords } from '#components/preferences/preference-words.ts'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import type { EndpointView } from '#lib/endpoints/contract.ts'
import type { RunView } from '#lib/runs/contract.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { pushParams } from '#lib/hub/contract.ts'
import { importFormatLabel } from '#lib/pairs/format-names.ts'
import { preferencesParams } from '#lib/preferences/contract.ts'
import { decideParams, deleteParams, removeParams, tagParams } from '#lib/runs/act-contract.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'
import { backtranslateParams, importParams } from '#lib/runs/contract.ts'

type Row = [label: string, value: string]

/** What a run was asked to do, by whom and when, in words. */
export function RunParameters({ run }: { run: RunView }) {
  const { data: list } = useEndpoints()
  const rows: Row[] = [
    ...paramRows(run),
    ...endpointRows(run, list?.endpoints ?? []),
    ['Seed', String(run.seed)],
    ['Started by', run.createdBy ?? 'the command line'],
    ['Asked for', formatDate(run.createdAt)],
    ['Run id', run.id],
  ]
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const columnLabels: Record<string, string> = { license: 'licence', system: 'system prompt' }

function paramRows({ kind, params }: RunView): Row[] {
  switch (kind) {
    case 'import':
      return rowsOf(importParams, params, ({ fileName, mapping, source, license }) => [
        ['File', fileName],
        ['Format', importFormatLabel(mapping.format)],
        ...columnRows(mapping.columns ?? {}),
        ...(source ? [['Source assumed', source] satisfies Row] : []),
        ...(license ? [['Licence assumed', license] satisfies Row] : []),
      ])
    case 'backtranslate':
      return rowsOf(backtranslateParams, params, ({ types }) => [['Types', types === 'crab' ? 'Crab’s six families' : 'all that can be proven']])
    case 'verify':
    case 'settle':
      return []
    case 'generate':
      return rowsOf(generateParams, params, generationRows)
    case 'preferences':
      return rowsOf(preferencesParams, params, ({ methods, mostPerPair, maxConstraints }) => [
        ['From', methods.map((method) => methodWords[method]).join(', ')],
        ['Of each a pair', `at most ${mostPerPair}`],
        ['Constraints a prompt', `at most ${maxConstraints}`],
      ])
    case 'contamination':
      return rowsOf(contaminationParams, params, ({ lists }) => [['Benchmarks', lists.length === 0 ? 'all that are known' : lists.join(', ')]])
    case 'decide':
      return rowsOf(decideParams, params, ({ undo }) => [['What', undo ? 'takes back a batch of decisions' : 'takes one decision about many constraints']])
    case 'tag':
      return rowsOf(tagParams, params, ({ filter, add, remove }) => [
        ['Pairs', describeAll(filter) || 'all of the dataset'],
        ...(add.length > 0 ? [['Tags put on', add.join(', ')] satisfies Row] : []),
        ...(remove.length > 0 ? [['Tags taken off', remove.join(', ')] satisfies Row] : []),
      ])
    case 'remove':
      return rowsOf(removeParams, params, ({ filter }) => [['Pairs', describeAll(filter) || 'all of the dataset']])
    case 'delete':
      return rowsOf(deleteParams, params, ({ name, pairs, constraints }) => [
        ['Dataset', name],
        ['What it had', `${formatNumber(pairs)} pairs, ${formatNumber(constraints)} constraints`],
      ])
    case 'export':
      return rowsOf(exportRecipe, params, recipeRows)
    case 'push':
      return rowsOf(pushParams, params, ({ repository, branch, private: isPrivate, replace, withdraw }) => [
        ['Repository', repository],
        ['Branch', branch],
        withdraw ? ['Files of the export', 'taken back from there'] : ['If it has to be made', isPrivate ? 'private' : 'public'],
        ...(replace ? [['Files of the same names', 'replaced'] satisfies Row] : []),
      ])
  }
}

/** The models that a generation run asks: its own, and those of single steps. */
function endpointRows({ kind, params }: RunView, endpoints: readonly EndpointView[]): Row[] {
  const asked = kind === 'generate' ? generateParams.safeParse(params).data : undefined
  if (!asked) return []
  const ids = new Set([asked.endpointId, ...asked.steps.map((step) => ('endpointId' in step ? step.endpointId : null))].filter((id) => id !== null && id !== undefined))
  const names = [...ids].map((id) => {
    const endpoint = endpoints.find((one) => one.id === id)
    return endpoint ? `${endpoint.name} (${endpoint.model})` : 'one that has been removed'
  })
  return names.length === 0 || endpoints.length === 0 ? [] : [[names.length === 1 ? 'Endpoint' : 'Endpoints', names.join(', ')]]
}

function columnRows(columns: Record<string, string | undefined>): Row[] {
  const chosen = Object.entries(columns).filter(([, column]) => column)
  if (chosen.length === 0) return []
  return [['Columns', chosen.map(([role, column]) => `${columnLabels[role] ?? role} from “${column}”`).join(', ')]]
}

/** Rows of parameters that are as the contract says; as they stand where an older version wrote them otherwise. */
function rowsOf<T>(schema: z.ZodType<T>, params: RunView['params'], words: (parsed: T) => Row[]): Row[] {
  const parsed = schema.safeParse(params)
  return parsed.success ? words(parsed.data) : Object.entries(params).map(([name, value]) => [name, JSON.stringify(value)])
}
