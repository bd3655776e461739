import { formatNumber } from '#components/ui/format.ts'

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** 840, 12.3K, 4.1M */
export function tokenWords(tokens: number): string {
  return tokens < 10_000 ? formatNumber(Math.round(tokens)) : short.format(tokens)
}

/** 1.25 USD; small amounts to a hundredth of a cent, and what is less than that as less. */
export function moneyWords(amount: number, currency: string | null): string {
  const unit = currency === null ? '' : ` ${currency}`
  if (amount > 0 && amount < 0.0001) return `less than 0.0001${unit}`
  return `${amount.toFixed(amount !== 0 && amount < 1 ? 4 : 2)}${unit}`
}

/** How an answer begins, for a line: of JSON without the fields that say nothing. */
export function excerptWords(excerpt: string): string {
  return excerpt.startsWith('{') ? excerpt.replace(/"[^"]*":\s*(?:null|\[\]),?\s*/g, '').replace(/,\s*\}/g, '}') : excerpt
}

const errorWords: Record<string, string> = {
  bad_json: 'No usable answer, even when repaired',
  truncated: 'Cut off at the limit of tokens',
  refused: 'The model refused',
  too_long: 'Too long for the model',
  rate_limited: 'Too many requests',
  timeout: 'No answer in time',
  connection: 'Connection lost',
  server: 'The server failed',
  auth: 'The key was refused',
  rejected: 'The server refused the request',
  internal: 'An error of Pincer',
  worker: 'Its worker ended in the middle',
  unsupported: 'The endpoint cannot do this',
}

/** A class of error for people; one that nobody knows as it is. */
export function errorClassWords(errorClass: string): string {
  return errorWords[errorClass] ?? errorClass
}
