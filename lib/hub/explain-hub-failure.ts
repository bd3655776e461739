import { HubApiError } from '@huggingface/hub'
import { codeOf } from '#lib/endpoints/explain-failure.ts'
import { scrubber } from '#lib/generation/model/scrub.ts'
import { AppError } from '#lib/http/errors.ts'

const shownOfAnswer = 300

interface Asked {
  server: string
  repository: string
  token: string
}

/** What failed at the Hub and what to do about it, as an error for people. The token, and addresses that hold signatures, do not stand in it. */
export function hubFailure(error: unknown, asked: Asked): AppError {
  if (error instanceof AppError) return error
  const { code, sentence } = explained(error, asked)
  return new AppError(code, scrubber(asked.token).message(sentence))
}

function explained(error: unknown, { server, repository, token }: Asked): { code: AppError['code']; sentence: string } {
  const at = new URL(server).host
  if (!(error instanceof HubApiError)) return { code: 'upstream', sentence: unreachable(error, at, server) }
  const said = saidBy(error, token)
  const status = error.statusCode
  if (status === 402 || status === 413 || status === 507 || (status < 500 && /quota|storage limit|storage.*exceed|exceed.*storage|over your .*limit/i.test(said))) {
    return { code: 'conflict', sentence: `There is no room left for it at ${at}: the storage of ${ownerOf(repository)} is used up.${said} Make room or choose another owner, then retry.` }
  }
  switch (status) {
    case 400:
    case 422:
      return { code: 'invalid', sentence: `${at} refused what was pushed (${status}).${said}` }
    case 401:
      return { code: 'conflict', sentence: `${at} refused the token: it is wrong, expired or withdrawn. Enter another in Settings, Hugging Face Hub, or set HF_TOKEN.` }
    case 403:
      return { code: 'conflict', sentence: `The token may not write to ${repository}. It needs the permission to write, to the repositories of ${ownerOf(repository)}; or the name belongs to somebody else: choose another.${said}` }
    case 404:
      return { code: 'conflict', sentence: `${at} knows no ${repository} that this token may see. Is the owner's name right, and HF_ENDPOINT the address of a Hub?${said}` }
    case 409:
    case 412:
      return { code: 'conflict', sentence: `Somebody else changed ${repository} meanwhile, again and again. Retry when they are done.${said}` }
    case 429:
      return { code: 'upstream', sentence: `${at} takes no more requests for now. Retry in some minutes; what was uploaded need not go again.` }
    default:
      return { code: 'upstream', sentence: `${at} failed (${status})${status >= 500 ? ', also when asked again' : ''}. Retry later; what was uploaded need not go again.${said}` }
  }
}

function ownerOf(repository: string): string {
  return repository.split('/')[0] ?? repository
}

function unreachable(error: unknown, at: string, server: string): string {
  const code = codeOf(error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no way to ${at}: this machine is not connected, or the name of HF_ENDPOINT is wrong. The export can be pushed from another machine: pincer push-export.`
  if (code === 'ECONNREFUSED') return `Nothing listens at ${at}. Is HF_ENDPOINT right?`
  if (/CERT|SELF_SIGNED|ISSUER|SSL|TLS/.test(code)) return `${at} has a certificate that cannot be trusted (${code}). For a certificate of your own, set NODE_EXTRA_CA_CERTS and start Pincer again.`
  if (code !== '') return `${at} cannot be reached (${code}). Retry later; what was uploaded need not go again.`
  return `${new URL(server).host} answered with something else than the Hub does.`
}

/** What the server itself said, without the address that the library writes behind it, and cut; the token is taken out before, for half of it would not be known. */
function saidBy(error: HubApiError, token: string): string {
  const words = scrubber(token).message(error.message).split('. URL: ')[0]?.replace(/\s+/g, ' ').trim() ?? ''
  return words === '' || words.startsWith('Api error with status') ? '' : ` It says: ${words.slice(0, shownOfAnswer)}${/[.!?]$/.test(words) ? '' : '.'}`
}
