'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatDuration, formatNumber, formatRelative } from '#components/ui/format.ts'
import { Spinner } from '#components/ui/panel.tsx'
import type { EndpointTest, EndpointView } from '#lib/endpoints/contract.ts'

interface EndpointCardProps {
  endpoint: EndpointView
  /** Whether this person may change endpoints. */
  manages: boolean
  testing: boolean
  onTest: () => void
  onEdit: () => void
  onRemove: () => void
}

/** One endpoint: what it is, what it may cost and do, and what its last test found. */
export function EndpointCard({ endpoint, manages, testing, onTest, onEdit, onRemove }: EndpointCardProps) {
  const { name, model, baseUrls } = endpoint
  return (
    <section aria-label={name} className="rounded-lg border border-line bg-panel">
      <div className="flex flex-wrap items-start justify-between gap-3 px-4 py-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold">
            {name}
            {endpoint.fromEnvironment ? <Badge tone="info">From the environment</Badge> : null}
            <Badge>{endpoint.hasKey ? 'A key is kept' : 'No key'}</Badge>
          </h2>
          <p className="font-mono text-[13px] break-all text-muted">{model}</p>
        </div>
        {manages ? (
          <div className="flex gap-2">
            <Button loading={testing} aria-label={`Test ${name}`} onClick={onTest}>
              Test
            </Button>
            <Button aria-label={`Change ${name}`} onClick={onEdit}>
              Change
            </Button>
            <Button variant="danger" aria-label={`Remove ${name}`} onClick={onRemove}>
              Remove
            </Button>
          </div>
        ) : null}
      </div>
      <dl className="grid gap-x-8 gap-y-2 border-t border-line px-4 py-3 sm:grid-cols-[2fr_1fr_1fr]">
        <Fact name={baseUrls.length === 1 ? 'Address' : `${baseUrls.length} addresses`}>
          <ul className="font-mono text-[13px]">
            {baseUrls.map((url) => (
              <li key={url} className="break-all">
                {url}
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name="Limits">{limits(endpoint)}</Fact>
        <Fact name="Price per million tokens">{price(endpoint)}</Fact>
      </dl>
      <div className="border-t border-line px-4 py-3" aria-live="polite">
        {testing ? <Spinner label="Asking it a few small questions" /> : <TestResult test={endpoint.lastTest} />}
      </div>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs font-medium text-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function limits({ concurrency, requestsPerMinute, tokensPerMinute, timeoutSeconds }: EndpointView): string {
  return [
    `${formatNumber(concurrency)} calls at once`,
    requestsPerMinute === null ? null : `${formatNumber(requestsPerMinute)} requests a minute`,
    tokensPerMinute === null ? null : `${formatNumber(tokensPerMinute)} tokens a minute`,
    `${formatNumber(timeoutSeconds)} s for an answer`,
  ].filter((part) => part !== null).join(', ')
}

function price({ inputPrice, outputPrice, currency }: EndpointView): string {
  return inputPrice === null && outputPrice === null ? 'None' : `${inputPrice ?? 0} in, ${outputPrice ?? 0} out (${currency})`
}

function TestResult({ test }: { test: EndpointTest | null }) {
  if (!test) return <p className="text-muted">Not tested yet.</p>
  const when = <span className="text-faint">{formatRelative(test.at)}</span>
  if (!test.ok) {
    return (
      <p className="flex items-start gap-2 text-bad">
        <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
        <span>
          {test.error ?? 'The test failed.'} {when}
        </span>
      </p>
    )
  }
  const speed = test.outputTokensPerSecond === null ? '' : `, ${formatNumber(test.outputTokensPerSecond)} tokens a second`
  return (
    <div className="flex items-start gap-2">
      <CircleCheck size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-good" />
      <div>
        <p>
          It answers: one small call took {formatDuration(test.latencyMs ?? 0)}
          {speed}. {schemaWords(test.jsonSchema)} {when}
        </p>
        {test.modelListed === false ? (
          <p className="text-warn">The server does not list this model, though it answered to its name.</p>
        ) : null}
        {test.models.length > 1 ? (
          <details className="text-muted">
            <summary>{formatNumber(test.models.length)} models</summary>
            <p className="font-mono text-[13px] break-all">{test.models.join(', ')}</p>
          </details>
        ) : null}
      </div>
    </div>
  )
}

function schemaWords(jsonSchema: boolean | null): string {
  if (jsonSchema === null) return ''
  return jsonSchema
    ? 'It holds to JSON schemas.'
    : 'It does not hold to JSON schemas: runs ask for JSON in words then, and more answers need a repair.'
}
