import { z } from 'zod'
import type { ChatMessage, ErrorClass } from '#lib/generation/step.ts'
import type { CompletionLikelihood, Figures, Reply } from './contract.ts'
import type { Conversation } from './conversation.ts'
import type { Failure } from './failure.ts'
import { estimateTokens } from './request.ts'
import { tokenUsage } from './token-usage.ts'

/** vLLM: for each token of the prompt its id and log-probability; the first has none. */
const withPromptLogprobs = z.object({
  model: z.string().nullish(),
  prompt_logprobs: z.array(z.record(z.string(), z.object({ logprob: z.number() })).nullable()).nullish(),
  usage: tokenUsage,
})

/** The completions API of old with `echo`: vLLM, SGLang, and others that kept it. */
const withEcho = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        logprobs: z.object({ tokens: z.array(z.string()), token_logprobs: z.array(z.number().nullable()), text_offset: z.array(z.number()) }).nullish(),
      }),
    )
    .min(1),
  usage: tokenUsage,
})

type Method = CompletionLikelihood['method']
type Tried = { ok: true; likelihood: CompletionLikelihood | null } | { ok: false; failure: Failure }

/** Goes on as hardly another text does: a model of any size gives each token of it a log-probability near 0. */
const foreseeable = { before: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10', after: ', 11, 12, 13, 14, 15, 16, 17, 18, 19, 20' }
/** In nats a token; guessing at random comes to -10 or less. */
const leastForeseeable = -5
const misplaced =
  'The log-probabilities that the endpoint gives with echo on completions are not those of the tokens they stand at: to it, counting to twenty is as unlikely as noise. ' +
  'llama-cpp-python does so with models that have no token for the beginning.'
const none = 'The endpoint gives no log-probabilities of a prompt, neither with prompt_logprobs on chat completions (vLLM) nor with echo on completions.'

/** How endpoints were found to answer, or why they cannot; undefined: not tried. A WeakMap because it belongs to the client, and lives as long. */
const known = new WeakMap<Conversation, Method | { unsupported: string }>()

/** The log-probability of a completion; see ModelClient.likelihood. Throws only the signal's reason. */
export async function askLikelihood(
  conversation: Conversation,
  messages: ChatMessage[],
  completion: string,
  signal: AbortSignal,
): Promise<Reply<CompletionLikelihood>> {
  const figures: Figures = { model: conversation.model, finishReason: null, inputTokens: null, outputTokens: null, latencyMs: 0, tries: 0 }
  const failed = (errorClass: ErrorClass, message: string): Reply<CompletionLikelihood> => ({ status: 'error', errorClass, message, raw: null, repaired: null, ...figures })
  if (completion.trim() === '') return failed('rejected', 'There is no completion to measure.')
  const methods: Method[] = ['chat', 'plain']
  const found = known.get(conversation)
  if (typeof found === 'object') return failed('unsupported', found.unsupported)
  const unsupported = (why: string) => {
    known.set(conversation, { unsupported: why })
    return failed('unsupported', why)
  }
  for (const method of methods.filter((one) => found === undefined || one === found)) {
    const ask = method === 'chat' ? throughChat : throughEcho
    const tried = await ask(conversation, messages, completion, figures, signal)
    if (tried.ok && tried.likelihood) {
      if (found === undefined && method === 'plain') {
        const trial = await echoed(conversation, foreseeable.before, foreseeable.after, figures, signal)
        if (!trial.ok) return failed(trial.failure.errorClass, trial.failure.message)
        if (!trial.likelihood || trial.likelihood.logprob / trial.likelihood.tokens < leastForeseeable) return unsupported(misplaced)
      }
      known.set(conversation, method)
      return { status: 'ok', value: tried.likelihood, raw: JSON.stringify(tried.likelihood), repaired: null, ...figures }
    }
    // A server that does not know the question says so with one of these, or answers past it.
    if (!tried.ok && !isUnknown(tried.failure, method)) return failed(tried.failure.errorClass, tried.failure.message)
  }
  return unsupported(none)
}

/**
 * Through the model's own chat template: the prompt's tokens without and with the completion; those that both begin with belong to
 * the messages, the others are the completion.
 */
async function throughChat(conversation: Conversation, messages: ChatMessage[], completion: string, figures: Figures, signal: AbortSignal): Promise<Tried> {
  // Templates of models that think would open a block for it before the answer in one of the two.
  const common = { prompt_logprobs: 0, chat_template_kwargs: { enable_thinking: false } }
  const lists: [string, number | null][][] = []
  for (const body of [
    { messages: [...messages, { role: 'assistant', content: completion }], add_generation_prompt: false, continue_final_message: true, ...common },
    { messages, ...common },
  ]) {
    const sent = await post(conversation, '/chat/completions', body, [...messages.map((one) => one.content), completion], withPromptLogprobs, figures, signal)
    if (!sent.ok) return sent
    const { prompt_logprobs: logprobs } = sent.answer
    if (!logprobs) return { ok: true, likelihood: null }
    lists.push(logprobs.map((token) => Object.entries(token ?? {}).map(([id, { logprob }]): [string, number | null] => [id, logprob])[0] ?? ['', null]))
  }
  const [whole = [], before = []] = lists
  const differs = whole.findIndex(([id], index) => id !== before[index]?.[0])
  const own = differs === -1 ? [] : whole.slice(differs)
  return { ok: true, likelihood: summed(own.map(([, logprob]) => logprob), 'chat') }
}

/** After a plain rendering of the messages, for servers that score completions only. */
function throughEcho(conversation: Conversation, messages: ChatMessage[], completion: string, figures: Figures, signal: AbortSignal): Promise<Tried> {
  const before = `${messages.map(({ role, content }) => `${role}:\n${content}\n\n`).join('')}assistant:\n`
  return echoed(conversation, before, completion, figures, signal)
}

async function echoed(conversation: Conversation, before: string, completion: string, figures: Figures, signal: AbortSignal): Promise<Tried> {
  const body = { prompt: before + completion, echo: true, logprobs: 1 }
  const sent = await post(conversation, '/completions', body, [body.prompt], withEcho, figures, signal)
  if (!sent.ok) return sent
  const logprobs = sent.answer.choices[0]?.logprobs
  if (!logprobs) return { ok: true, likelihood: null }
  // Servers count characters as Python does, and append the token that they must generate.
  const [start, end] = [[...before].length, [...body.prompt].length]
  const own = logprobs.tokens.flatMap((token, index) => {
    const at = logprobs.text_offset[index] ?? end
    return at + [...token].length > start && at < end ? [logprobs.token_logprobs[index] ?? null] : []
  })
  return { ok: true, likelihood: summed(own, 'plain') }
}

/** Whether a refusal is of the question; no credit, or no such model, is none. */
function isUnknown({ errorClass, status, refused }: Failure, method: Method): boolean {
  return status === 501 || (errorClass === 'rejected' && (!refused || (method === 'plain' && status === 404)))
}

/** Null where a token has none: then nothing can be said. */
function summed(logprobs: readonly (number | null)[], method: Method): CompletionLikelihood | null {
  if (logprobs.length === 0 || logprobs.includes(null)) return null
  return { logprob: logprobs.reduce<number>((sum, logprob) => sum + (logprob ?? 0), 0), tokens: logprobs.length, method }
}

async function post<Answer extends { model?: string | null | undefined; usage?: z.infer<typeof tokenUsage> }>(
  { sender, model }: Conversation,
  path: string,
  body: Record<string, unknown>,
  texts: string[],
  shape: z.ZodType<Answer>,
  figures: Figures,
  signal: AbortSignal,
): Promise<{ ok: true; answer: Answer } | { ok: false; failure: Failure }> {
  const read = (answered: unknown) => {
    const parsed = shape.safeParse(answered)
    return parsed.success ? { answer: parsed.data, tokens: parsed.data.usage?.prompt_tokens ?? null } : null
  }
  const sent = await sender.send({ path, body: { model, temperature: 0, max_tokens: 1, ...body }, tokens: estimateTokens(texts) }, read, signal)
  figures.tries += sent.tries
  if (!sent.ok) return { ok: false, failure: sent.failure }
  const counted = sent.answer.usage
  figures.model = sent.answer.model || figures.model
  figures.latencyMs += Math.round(sent.latencyMs)
  if (counted?.prompt_tokens) figures.inputTokens = (figures.inputTokens ?? 0) + counted.prompt_tokens
  if (counted?.completion_tokens) figures.outputTokens = (figures.outputTokens ?? 0) + counted.completion_tokens
  return { ok: true, answer: sent.answer }
}
