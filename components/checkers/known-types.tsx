import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import type { KnownType } from '#lib/review/known-types.ts'

/** Every type, found by any of its words; its example sentences can be tried by a click. */
export function KnownTypes({ types, onTry }: { types: readonly KnownType[]; onTry: (text: string) => void }) {
  const [search, setSearch] = useState('')
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = types.filter((type) => words.every((word) => wordsOf(type).includes(word)))
  return (
    <Panel title="Types">
      <div className="flex flex-col gap-3">
        <Field label="Search" hint={`${formatNumber(found.length)} of ${formatNumber(types.length)} types, ${formatNumber(found.filter(({ checkers }) => checkers.length > 0).length)} with checkers of Pincer's own.`}>
          {(ids) => <Input {...ids} type="search" value={search} onChange={({ target }) => setSearch(target.value)} />}
        </Field>
        <ul aria-label="Types of constraints" className="flex flex-col divide-y divide-line">
          {found.map((type) => (
            <li key={type.key} className="py-2.5">
              <Type type={type} onTry={onTry} />
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className="text-muted">No type has these words.</p> : null}
      </div>
    </Panel>
  )
}

function Type({ type: { key, label, definition, examples, checkers, benchmarks }, onTry }: { type: KnownType; onTry: (text: string) => void }) {
  return (
    <article aria-label={label} className="flex flex-col gap-1.5">
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
        {label}
        <span className="font-mono text-xs font-normal text-muted">{key}</span>
        {checkers.length > 0 ? null : <Badge>{benchmarks.length > 0 ? 'By benchmark ids alone' : 'For people or a judge'}</Badge>}
      </h3>
      <p className="text-muted">{definition}</p>
      <ul aria-label={`Examples of ${label}`} className="flex flex-col gap-0.5">
        {examples.map((example) => (
          <li key={example}>
            <button type="button" className="rounded text-start text-accent underline underline-offset-3" onClick={() => onTry(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
      {checkers.length + benchmarks.length === 0 ? null : (
        <details className="text-[13px] text-muted">
          <summary className="cursor-pointer">{countsOf(checkers.length, benchmarks.length)}</summary>
          <dl className="mt-1 flex flex-col gap-1.5">
            {checkers.map(({ id, rule, unsureWhen }) => (
              <div key={id}>
                <dt className="font-mono text-xs">{id}</dt>
                <dd>
                  {rule}
                  {unsureWhen === null ? null : ` Unsure when ${unsureWhen}.`}
                </dd>
              </div>
            ))}
          </dl>
          {benchmarks.length === 0 ? null : <p className="mt-1.5 break-words">IFEval and IFBench: <span className="font-mono text-xs">{benchmarks.join(', ')}</span></p>}
        </details>
      )}
    </article>
  )
}

function countsOf(checkers: number, benchmarks: number): string {
  const parts = [checkers > 0 ? `${checkers} ${checkers === 1 ? 'checker' : 'checkers'}` : null, benchmarks > 0 ? `${benchmarks} ${benchmarks === 1 ? 'instruction' : 'instructions'} of benchmarks` : null]
  return parts.filter((part) => part !== null).join(', ')
}

function wordsOf({ key, label, definition, examples, checkers, benchmarks }: KnownType): string {
  return [key, label, definition, ...examples, ...checkers.map(({ id }) => id), ...benchmarks].join(' ').toLowerCase()
}
