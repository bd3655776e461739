import { seededRng } from '#lib/random.ts'

/** Words with the blanks before them are this stand-in's tokens. */
const token = /\s*\S+|\s+$/g

/** A token's log-probability: decided by the token and how far in it stands. */
export function madeUpLogprob(seed: string | number, text: string, at: number): number {
  return -seededRng(seed, 'logprob', text, at).next() * 5
}

/** As vLLM answers `prompt_logprobs: 0` on a chat completion: a list of {token id: {logprob}}, the first null. */
export function chatLogprobs(asked: { messages: { role: string; content: string }[]; continue_final_message?: unknown }, seed: string | number): unknown[] {
  const template = asked.messages.map(({ role, content }) => ` <|${role}|> ${content}`).join('')
  const prompt = asked.continue_final_message === true ? template : `${template} <|assistant|>`
  return [...prompt.matchAll(token)].map(([text], at) => (at === 0 ? null : { [idOf(text)]: { logprob: madeUpLogprob(seed, text, at), rank: 1, decoded_token: text } }))
}

/** As the completions API of old answers `echo` with `logprobs`, one generated token at its end; `more`: added to each. */
export function echoedCompletion(model: string, prompt: string, seed: string | number, more = 0): unknown {
  const found = [...`${prompt} generated`.matchAll(token)]
  return {
    object: 'text_completion',
    model,
    choices: [
      {
        index: 0,
        text: `${prompt} generated`,
        finish_reason: 'length',
        logprobs: {
          tokens: found.map(([text]) => text),
          token_logprobs: found.map(([text], at) => (at === 0 ? null : madeUpLogprob(seed, text, at) + more)),
          // In characters, as Python counts them.
          text_offset: found.map(({ index }) => Array.from(`${prompt} generated`.slice(0, index)).length),
        },
      },
    ],
    usage: { prompt_tokens: found.length - 1, completion_tokens: 1, total_tokens: found.length },
  }
}

function idOf(text: string): string {
  return String(seededRng('token', text).int(0, 1_000_000_000))
}
