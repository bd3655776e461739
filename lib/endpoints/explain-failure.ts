import OpenAI from 'openai'
import { scrubber } from '#lib/generation/model/scrub.ts'

const shownOfAnswer = 300

interface Asked {
  /** The address it was asked at. */
  url: string
  model: string
  key: string | null
  timeoutMs: number
  /** What the server lists; empty where it lists none. */
  models: readonly string[]
}

/** Why a call failed and what to do about it, in a sentence or two for people; the endpoint's key does not stand in it. */
export function explainFailure(error: unknown, asked: Asked): string {
  return scrubber(asked.key).message(sentence(error, asked))
}

function sentence(error: unknown, { url, model, timeoutMs, models, key }: Asked): string {
  const at = new URL(url).host
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return `${at} did not answer within ${timeoutMs / 1000} seconds. A server that is still loading its model takes a while: try again in a minute, or look at its log.`
  }
  if (error instanceof OpenAI.APIConnectionError) return unreachable(codeOf(error), at, url)
  if (!(error instanceof OpenAI.APIError)) return `${at} answered with something else than the OpenAI API does. ${pathAdvice(url)}`
  const said = saidBy(error, key)
  switch (error.status) {
    case 401:
      return key === null ? `${at} wants a key: enter the one it was started with.` : `${at} refused the key. Enter it again; a server of your own was told its key when it was started (--api-key).`
    case 403:
      return `${at} knows the key but does not allow this.${said}`
    case 404:
    case 405:
      return namesModel(error, model) || models.length > 0 ? unknownModel(model, models, said) : `${at} has no OpenAI API at this address. ${pathAdvice(url)}`
    case 429:
      return `${at} refuses more calls for now, or the account has no credit left.${said}`
    default:
      if (error.status !== undefined && error.status >= 500) return `${at} failed (${error.status}): look at its log.${said}`
      return namesModel(error, model) ? unknownModel(model, models, said) : `${at} refused the call (${error.status ?? 'no status'}).${said}`
  }
}

function unreachable(code: string, at: string, url: string): string {
  if (code === 'ECONNREFUSED') return `Nothing listens at ${at}. Is the server started, and is this its port? A server in a container must publish it.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no host ${new URL(url).hostname}: is the name right, and is this machine connected?`
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE') return `${at} cut the connection. Does it speak ${url.startsWith('https') ? 'https' : 'http'} there?`
  if (code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return `${at} cannot be reached: is the machine up, and does a firewall let this through?`
  if (/CERT|SELF_SIGNED|ISSUER|SSL|TLS/.test(code)) return `${at} has a certificate that cannot be trusted (${code}). For a certificate of your own, set NODE_EXTRA_CA_CERTS and start Pincer again.`
  return `${at} cannot be reached${code ? ` (${code})` : ''}.`
}

function pathAdvice(url: string): string {
  const path = new URL(url).pathname
  return /\/v\d+$/.test(path) ? `Is ${path} right? It is what comes before /chat/completions.` : `Most servers want an address that ends in /v1: try ${url}/v1.`
}

function unknownModel(model: string, models: readonly string[], said: string): string {
  if (models.length === 0) return `The server does not know the model "${model}".${said}`
  const shown = models.slice(0, 5).map((name) => `"${name}"`).join(', ')
  return `The server does not know the model "${model}". It lists ${shown}${models.length > 5 ? ` and ${models.length - 5} more` : ''}.`
}

function namesModel(error: InstanceType<typeof OpenAI.APIError>, model: string): boolean {
  return error.code === 'model_not_found' || (/model/i.test(error.message) && error.message.includes(model))
}

/** What the server itself said, cut; the key is taken out before, for half of it would not be known. */
function saidBy(error: InstanceType<typeof OpenAI.APIError>, key: string | null): string {
  const words = scrubber(key).message(error.message).replace(/^\d{3} /, '').replace(/\s+/g, ' ').trim()
  return words === '' || words.startsWith('status code') ? '' : ` It says: ${words.slice(0, shownOfAnswer)}`
}

/** The innermost code of an error's causes, as Node names them; empty where there is none. */
export function codeOf(error: unknown): string {
  let code = ''
  for (let current = error, depth = 0; current instanceof Error && depth < 6; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string') code = current.code
    // A host with several addresses fails with an error for each.
    if (current instanceof AggregateError) code = codeOf(current.errors[0]) || code
  }
  return code
}
