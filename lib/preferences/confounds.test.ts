import { describe, expect, it } from 'vitest'
import { confoundOf, soundsLikeRefusal } from '#lib/preferences/confounds.ts'

const lamp = 'The old lamp turns at night. Fishermen have steered by it for a great many years.'

/** So many different words. */
const numbered = (n: number): string => Array.from({ length: n }, (_, at) => `word${at}`).join(' ')

describe('confoundOf', () => {
  it('finds nothing where two texts say nearly the same', () => {
    expect(confoundOf({ chosen: lamp, rejected: 'The old lamp turns at night and fishermen steer by it.' })).toBeNull()
    expect(confoundOf({ chosen: lamp, rejected: lamp.replace('a great', 'so') })).toBeNull()
    expect(confoundOf({ chosen: 'Yes.', rejected: 'Yes, it is.' })).toBeNull()
  })

  it.each([
    { what: 'a refusal that would be learnt', chosen: 'I’m sorry, but I can’t help with that lamp.', rejected: lamp, reason: 'the chosen text sounds like a refusal' },
    { what: 'a refusal that is too easy to tell', chosen: lamp, rejected: 'As an AI language model, I have never seen a lamp at night.', reason: 'the rejected text sounds like a refusal' },
    { what: 'another language', chosen: lamp, rejected: 'Die alte Lampe dreht sich bei Nacht. Viele Fischer richten sich seit Jahren nach ihrem Licht.', reason: 'the texts are in different languages' },
    { what: 'something else', chosen: lamp, rejected: 'Boil two eggs, peel them while they are warm, then add salt.', reason: 'the texts have hardly a word in common' },
    { what: 'the same but for a sign', chosen: lamp, rejected: lamp.replaceAll('.', '!').toUpperCase(), reason: 'the texts are the same but for hardly a word' },
    { what: 'the same but for a word in three hundred', chosen: `${numbered(300)} end`, rejected: `${numbered(300)} stop`, reason: 'the texts are the same but for hardly a word' },
  ])('finds $what', ({ chosen, rejected, reason }) => {
    expect(confoundOf({ chosen, rejected })).toBe(reason)
  })
})

it.each(['Sorry, I cannot do that.', 'Unfortunately, I am unable to open files.', "I'm not able to browse.", 'Es tut mir leid, das geht nicht.', '抱歉,我无法帮助您。'])('takes %j for a refusal', (text) => {
  expect(soundsLikeRefusal(text)).toBe(true)
})

it.each(['I can recommend three books.', 'A sorry sight greeted us.', 'I will notify you.', 'We cannot know how old it is, but it turns.'])('takes %j for none', (text) => {
  expect(soundsLikeRefusal(text)).toBe(false)
})
