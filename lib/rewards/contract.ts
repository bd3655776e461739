import { z } from 'zod'

/** The most responses in one request, and the most characters of all its texts together: a response of a million takes tenths of a second to check. */
export const mostItems = 256
export const mostCharacters = 4_000_000
/** The most characters that are gone through: those of a response and its prompt for each of its instructions. */
export const mostWork = 12_000_000

/** One response with what it was asked, as RLVR rows have it. The two lists go together, place by place. */
export const rewardItem = z
  .object({
    response: z.string(),
    instruction_id_list: z.array(z.string().min(1).max(200)).min(1).max(50),
    kwargs: z.array(z.record(z.string(), z.unknown()).nullable()).max(50),
    /** What a few instructions look at, such as "repeat the request". */
    prompt: z.string().default(''),
  })
  .refine(({ instruction_id_list: ids, kwargs }) => ids.length === kwargs.length, { path: ['kwargs'], message: 'should have as many entries as instruction_id_list' })

/** `POST /api/v1/reward`: several responses, or one. Answers {rewards: Reward[]}, in the same order. */
export const rewardInput = z
  .union([z.object({ items: z.array(rewardItem).min(1).max(mostItems) }), rewardItem.transform((item) => ({ items: [item] }))])
  .refine(({ items }) => items.reduce((sum, { response, prompt }) => sum + response.length + prompt.length, 0) <= mostCharacters, { message: `should have at most ${mostCharacters} characters in all` })
  .refine(({ items }) => items.reduce((sum, { response, prompt, instruction_id_list: ids }) => sum + (response.length + prompt.length) * ids.length, 0) <= mostWork, { message: `should have at most ${mostWork} characters in all when those of a response are counted once for each of its instructions` })

export type RewardItem = z.infer<typeof rewardItem>

/** What is known of one instruction. */
export interface InstructionReward {
  id: string
  /** As the benchmark's own verifier decides, on the response as it is, and on its eight variants. Null where the check could not run. */
  strict: boolean | null
  loose: boolean | null
  /** As the sentence means it: `unsure` and `error` earn nothing. */
  sound: 'pass' | 'fail' | 'unsure' | 'error'
  /** Measure against bound, or why it could not run, in a sentence. */
  detail: string
  /** Where it shows in the response, in UTF-16 code units. */
  evidence: { start: number; end: number }[]
}

/** The shares of the instructions that are met, 0 to 1, and each by itself. */
export interface Reward {
  strict: number
  loose: number
  sound: number
  instructions: InstructionReward[]
}
