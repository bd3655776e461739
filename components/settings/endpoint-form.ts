import { endpointPresets, type EndpointPreset } from '#components/settings/endpoint-presets.ts'
import { numberWords } from '#components/ui/number-words.ts'
import { endpointChange, endpointInput, type EndpointChange, type EndpointView } from '#lib/endpoints/contract.ts'

/** What the fields of the dialog hold: texts, as they are typed. */
export interface EndpointForm {
  name: string
  /** One address a line. */
  baseUrls: string
  model: string
  /** What was typed; empty: none was. */
  key: string
  removeKey: boolean
  concurrency: string
  timeoutSeconds: string
  requestsPerMinute: string
  tokensPerMinute: string
  inputPrice: string
  outputPrice: string
  currency: string
}

type FieldErrors = Partial<Record<keyof EndpointForm, string>>

/** A new endpoint's fields, or those of one that is there. */
export function formOf(endpoint: EndpointView | null): EndpointForm {
  if (!endpoint) return withPreset(blank, endpointPresets[0])
  const { name, model, currency } = endpoint
  return {
    name, model, currency,
    baseUrls: endpoint.baseUrls.join('\n'),
    key: '',
    removeKey: false,
    concurrency: String(endpoint.concurrency),
    timeoutSeconds: String(endpoint.timeoutSeconds),
    requestsPerMinute: textOf(endpoint.requestsPerMinute),
    tokensPerMinute: textOf(endpoint.tokensPerMinute),
    inputPrice: textOf(endpoint.inputPrice),
    outputPrice: textOf(endpoint.outputPrice),
  }
}

const blank: EndpointForm = {
  name: '', baseUrls: '', model: '', key: '', removeKey: false, concurrency: '8', timeoutSeconds: '300',
  requestsPerMinute: '', tokensPerMinute: '', inputPrice: '', outputPrice: '', currency: 'USD',
}

/** Another kind of server: its address and how many calls it takes. A name that was typed stays. */
export function withPreset(form: EndpointForm, preset: EndpointPreset): EndpointForm {
  const named = form.name !== '' && !endpointPresets.some(({ label }) => label === form.name)
  return { ...form, name: named ? form.name : preset.label, baseUrls: preset.baseUrl, concurrency: String(preset.concurrency) }
}

/** What is sent: all fields of a new endpoint; of one of the environment what may be changed here. What is wrong stands at its field. */
export function readForm(form: EndpointForm, endpoint: EndpointView | null): { value: EndpointChange; errors: null } | { value: null; errors: FieldErrors } {
  const baseUrls = form.baseUrls.split(/[\n,]/).map((url) => url.trim()).filter((url) => url !== '')
  const key = form.removeKey ? '' : form.key.trim() || undefined
  const fields = {
    name: form.name,
    concurrency: numberOf(form.concurrency),
    timeoutSeconds: numberOf(form.timeoutSeconds),
    currency: form.currency.trim().toUpperCase(),
    requestsPerMinute: optionalNumber(form.requestsPerMinute),
    tokensPerMinute: optionalNumber(form.tokensPerMinute),
    inputPrice: optionalNumber(form.inputPrice),
    outputPrice: optionalNumber(form.outputPrice),
    ...(endpoint?.fromEnvironment ? {} : { baseUrls, model: form.model, ...(key === undefined ? {} : { key }) }),
  }
  const parsed = (endpoint ? endpointChange : endpointInput).safeParse(fields)
  if (parsed.success) return { value: parsed.data, errors: null }
  const errors: FieldErrors = {}
  for (const issue of parsed.error.issues) {
    const field = Object.keys(blank).find((name): name is keyof EndpointForm => name === issue.path[0])
    if (!field) continue
    const which = field === 'baseUrls' && typeof issue.path[1] === 'number' ? `${baseUrls[issue.path[1]] ?? ''} ` : ''
    errors[field] ??= `${which}${numberWords(issue) ?? issue.message}`
  }
  return { value: null, errors }
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value)
}

/** NaN, which no schema takes, where it is no number. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

function optionalNumber(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
