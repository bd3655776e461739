import { z } from 'zod'
import type { ErrorClass, Question } from '#lib/generation/step.ts'
import type { Figures, Repaired, Reply } from './contract.ts'
import type { ChatRequest, Dialect } from './dialect.ts'
import type { Failure } from './failure.ts'
import { parseAnswer, withoutThoughts } from './json-answer.ts'
import { estimateTokens, schemaOf } from './request.ts'
import type { Scrub } from './scrub.ts'
import type { Read, Sender } from './sender.ts'
import { tokenUsage } from './token-usage.ts'

/** Some servers answer in parts, thoughts apart. */
const contentParts = z
  .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
  .transform((parts) => parts.map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join(''))

const message = z.object({
  content: z.union([z.string(), contentParts]).nullish(),
  refusal: z.string().nullish(),
  /** Thoughts, by the names of vLLM and DeepSeek, and of newer servers. */
  reasoning_content: z.unknown().optional(),
  reasoning: z.unknown().optional(),
})

const chatCompletion = z.object({
  model: z.string().nullish(),
  choices: z.array(z.object({ finish_reason: z.string().nullish(), message })).min(1),
  usage: tokenUsage,
})

/** As servers name the end of an answer that ran into a limit of tokens. */
const cutOff = /^(?:length|max_(?:output_)?tokens|model_length)$/i
/** That a filter stopped. */
const filteredOut = /^(?:content_filter(?:ed)?|safety|recitation|blocklist|prohibited_content|sensitive)$/i
/** That the server gave up in the middle: vLLM, OpenRouter, DeepSeek and Zhipu say so in an answer with 200. */
const givenUp = /^(?:abort(?:ed)?|error|cancell?ed|insufficient_system_resource|network_error)$/i

/** One answer of a model, taken apart. */
interface Said {
  content: string
  refusal: string | null
  /** Whether the server gave or counted thoughts apart from the content. */
  thought: boolean
}

type Exchanged = { ok: true; said: Said } | { ok: false; failure: Failure }

export interface Conversation {
  sender: Sender
  dialect: Dialect
  scrub: Scrub
  /** The endpoint's name for its model. */
  model: string
  /** What answers to each prompt came to so far, in tokens: a limit a minute is used up by answers, not by what they might have been. */
  usualAnswers: Map<string, number>
  /** Tokens that an answer gets for thoughts beside its own; grows when thoughts leave an answer no room. */
  roomForThoughts: number
}

/** What `roomForThoughts` grows through: a limit of a few hundred tokens, meant for the answer, is used up before a reasoning model begins with it. */
const roomsForThoughts = [4096, 16_384]

/** Tokens of an answer to a prompt that nobody has answered yet. */
const firstGuess = 300

/** Asks a question, and once more with what was wrong when the answer cannot be used. Throws only the signal's reason. */
export async function converse<T>(conversation: Conversation, question: Question<T>, signal: AbortSignal): Promise<Reply<T>> {
  const figures: Figures = { model: conversation.model, finishReason: null, inputTokens: null, outputTokens: null, latencyMs: 0, tries: 0 }
  let raw: string | null = null
  let repaired: Repaired | null = null
  const failed = (errorClass: ErrorClass, message: string): Reply<T> => ({ status: 'error', errorClass, message, raw, repaired, ...figures })

  const request: ChatRequest = {
    messages: question.messages,
    schema: schemaOf(question),
    temperature: question.temperature,
    topP: question.topP,
    maxTokens: question.maxTokens,
  }
  let room = conversation.roomForThoughts
  let mostRoom = roomsForThoughts.at(-1) ?? 0
  let outOfRoom: string | null = null
  for (;;) {
    request.maxTokens = question.maxTokens + room
    const exchanged = await exchange(conversation, question.promptVersion, request, figures, signal)
    if (!exchanged.ok) {
      const { errorClass, message } = exchanged.failure
      if (room > 0 && (errorClass === 'too_long' || errorClass === 'rejected')) {
        if (outOfRoom !== null) return failed('truncated', outOfRoom)
        // What has no room for thoughts may have it for the answer.
        room = mostRoom = 0
        continue
      }
      if (repaired && errorClass === 'too_long') return failed('bad_json', `${repaired.problem} There was no room to ask again.`)
      return failed(errorClass, message)
    }
    const { content, refusal } = exchanged.said
    raw = content
    if (refusal !== null) {
      raw ||= refusal
      return failed('refused', `The model refused: ${refusal}`)
    }
    if (filteredOut.test(figures.finishReason ?? '')) return failed('refused', "The server's content filter stopped the answer.")
    const text = withoutThoughts(content)
    if (cutOff.test(figures.finishReason ?? '')) {
      if (!thoughtsTookTheRoom(exchanged.said, text, question.maxTokens)) return failed('truncated', `The answer was not finished within ${request.maxTokens} tokens.`)
      outOfRoom = `The model had used up ${request.maxTokens} tokens, most of them for its thoughts, before its answer was finished. Let it think less or turn its thinking off at the server, or choose another model.`
      const next = roomsForThoughts.find((one) => one > room && one <= mostRoom)
      if (next === undefined) return failed('truncated', outOfRoom)
      room = conversation.roomForThoughts = Math.max(next, conversation.roomForThoughts)
      continue
    }
    const parsed = parseAnswer(question.answer, text)
    if (parsed.ok) return { status: 'ok', value: parsed.value, raw: content, repaired, ...figures }
    const problem = conversation.scrub.message(parsed.problem)
    if (repaired) return failed('bad_json', `Neither the first answer nor the repaired one can be used. ${problem}`)
    repaired = { raw: content, problem }
    request.messages = [
      ...question.messages,
      // Some chat templates fail on an empty message.
      { role: 'assistant', content: text.trim() === '' ? '(no answer)' : text },
      { role: 'user', content: repairRequest(question.answer.kind, problem) },
    ]
  }
}

/** Whether an answer broke off for what was thought before it, and not for its own length. */
function thoughtsTookTheRoom({ content, thought }: Said, text: string, maxTokens: number): boolean {
  // A server that gives and counts no thoughts leaves nothing of them; blanks are an answer's own.
  return (thought || text !== content || content === '') && estimateTokens([text]) < maxTokens / 2
}

/** One request and its answer, said in the words that the server knows; adds to the figures. */
async function exchange(
  { sender, dialect, scrub, usualAnswers }: Conversation,
  prompt: string,
  request: ChatRequest,
  figures: Figures,
  signal: AbortSignal,
): Promise<Exchanged> {
  const usual = Math.min(request.maxTokens, usualAnswers.get(prompt) ?? firstGuess)
  const tokens = estimateTokens(request.messages.map(({ content }) => content)) + Math.ceil(usual)
  for (;;) {
    const body = dialect.bodyOf(request)
    const sent = await sender.send({ path: '/chat/completions', body, tokens }, readCompletion, signal)
    figures.tries += sent.tries
    if (!sent.ok) {
      if (dialect.learn(request, body, sent.failure)) continue
      return { ok: false, failure: sent.failure }
    }
    dialect.accepted(request, body)
    const { model, choices, usage } = sent.answer
    const [choice] = choices
    figures.latencyMs += Math.round(sent.latencyMs)
    figures.model = model ? scrub.message(model) : figures.model
    figures.finishReason = choice?.finish_reason ?? null
    figures.inputTokens = sum(figures.inputTokens, usage?.prompt_tokens)
    figures.outputTokens = sum(figures.outputTokens, usage?.completion_tokens)
    if (usage?.completion_tokens) usualAnswers.set(prompt, 0.95 * usual + 0.05 * usage.completion_tokens)
    const { content, refusal, reasoning, reasoning_content: reasoned } = choice?.message ?? {}
    const thought = Boolean(reasoning || reasoned || usage?.completion_tokens_details?.reasoning_tokens)
    return { ok: true, said: { content: scrub.answer(content ?? ''), refusal: refusal ? scrub.answer(refusal) : null, thought } }
  }
}

function readCompletion(body: unknown): ReturnType<Read<z.infer<typeof chatCompletion>>> {
  const parsed = chatCompletion.safeParse(body)
  if (!parsed.success) return null
  const { choices, usage } = parsed.data
  const end = choices[0]?.finish_reason ?? ''
  if (givenUp.test(end)) return { broken: `The server broke the answer off (finish_reason ${end}).` }
  const counted = sum(usage?.prompt_tokens ?? null, usage?.completion_tokens)
  return { answer: parsed.data, tokens: counted }
}

function sum(before: number | null, more: number | null | undefined): number | null {
  return typeof more === 'number' ? (before ?? 0) + more : before
}

function repairRequest(kind: Question<unknown>['answer']['kind'], problem: string): string {
  const again = kind === 'json' ? 'Answer again with the corrected JSON object and nothing else.' : 'Answer again, whole and corrected, and with nothing else.'
  return `Your answer cannot be used. ${problem}\n\n${again}`
}
